"""Numbers, money and dates in each language."""

from datetime import date

import pandas as pd
import pytest

from segkit.words import Words, is_missing


@pytest.mark.parametrize(
    ("language", "money", "percent", "day"),
    [
        ("da", "1.234.568 kr.", "28,5 %", "31. august 2026"),
        ("sv", "1 234 568 DKK", "28,5 %", "31 augusti 2026"),
        ("nb", "1 234 568 DKK", "28,5 %", "31. august 2026"),
        ("en", "DKK 1,234,568", "28.5%", "31 August 2026"),
        ("de", "1.234.568 DKK", "28,5 %", "31. August 2026"),
    ],
)
def test_each_language_writes_figures_its_own_way(language: str, money: str, percent: str, day: str):
    """A thousand, a share and a date look as a native writes them; blanks do not break."""
    words = Words(language, "DKK")

    assert words.money(1234567.5).replace("\N{NO-BREAK SPACE}", " ") == money
    assert words.percent(0.285, 1).replace("\N{NO-BREAK SPACE}", " ") == percent
    assert words.date(date(2026, 8, 31)) == day


def test_amounts_round_half_up():
    """0.285 is shown as 0.29, as people round, whatever the float behind it is."""
    assert Words("en").number(0.285, 2) == "0.29"


def test_missing_is_a_dash():
    """An unknown figure is never shown as 0."""
    words = Words("da", "DKK")

    assert [words.money(None), words.number(float("nan")), words.percent(None)] == ["–", "–", "–"]


@pytest.mark.parametrize(
    ("value", "missing"),
    [(None, True), (float("nan"), True), (pd.NaT, True), (0, False), (0.0, False), ("", False), (date(2026, 8, 31), False)],
)
def test_only_the_unknown_is_missing(value: object, missing: bool):
    """None, NaN and NaT are unknown; 0 and an empty text are known."""
    assert is_missing(value) is missing


def test_values_are_not_templates():
    """A client called {client} stays {client}."""
    assert Words("en")("{file}, row {row}", file="{row} & {client}", row="7") == "{row} & {client}, row 7"


def test_plural_forms():
    """One and many are told apart, and the number is written as the language does."""
    words = Words("en")

    assert words.plural("{n} row was received.", "{n} rows were received.", 1) == "1 row was received."
    assert words.plural("{n} row was received.", "{n} rows were received.", 1200) == "1,200 rows were received."
