"""Yes and no in five languages."""

import pandas as pd

from segkit.intake.values import read_truths


def column(*cells: object) -> pd.Series:
    return pd.Series(list(cells), dtype=object)


def test_yes_and_no_in_five_languages():
    """C12: words, letters, figures and stored numbers; empty stays unknown."""
    yes = ["Ja", "J", "YES", "y", "x", "1", 1.0, "SAND", "Sant", "WAHR", "TRUE", "✓"]
    no = ["Nej", "n", "No", "Nein", "0", 0.0, "FALSK", "Usant", "FALSCH", "false"]

    assert list(read_truths(column(*yes, *no, "")).values) == [True] * len(yes) + [False] * len(no) + [None]


def test_an_unknown_word_is_listed():
    """C12: a third answer is neither yes nor no."""
    read = read_truths(column("Ja", "ved ikke", "-"))

    assert list(read.values) == [True, None, None]
    assert list(read.bad_kinds["bad_truths"]) == ["ved ikke", "-"]


def test_the_words_of_an_engagement_go_first():
    """C12: 'Aktiv' is yes and 'x' is no where somebody says so."""
    assert list(read_truths(column("aktiv", "X", "ja"), {"Aktiv": True, "x": False}).values) == [True, False, True]
