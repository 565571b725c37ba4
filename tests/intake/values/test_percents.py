"""Percentages: the column decides among 0.35, 35 and 35 %."""

from decimal import Decimal

import pandas as pd
import pytest

from segkit.intake.values import read_percents
from segkit.words import Words


def column(*cells: object) -> pd.Series:
    return pd.Series(list(cells), dtype=object)


@pytest.mark.parametrize(
    ("cells", "shares"),
    [
        (["0.35", "0.5", "1", "0"], ["0.35", "0.5", "1", "0"]),
        (["0,35", "0,5"], ["0.35", "0.5"]),
        (["35", "12,5", "1", "0"], ["0.35", "0.125", "0.01", "0"]),
        (["35 %", "35,0%", "0,5 %"], ["0.35", "0.35", "0.005"]),
        (["35 %", 0.35, "12%"], ["0.35", "0.35", "0.12"]),
        (["35 %", "35", "0 %"], ["0.35", "0.35", "0"]),
        ([0.35, 0.1], ["0.35", "0.1"]),
        (["0", "0"], ["0", "0"]),
        (["-5 %", "(5 %)"], ["-0.05", "-0.05"]),
    ],
)
def test_the_column_decides_the_scale(cells: list[object], shares: list[str]):
    """C08: fractions, percentages and percent signs all come out as exact fractions."""
    read = read_percents(column(*cells))

    assert read.undecided is None
    assert list(read.values) == [Decimal(share) for share in shares]


@pytest.mark.parametrize(
    ("cells", "example"), [(["35", "0.35"], "0.35"), (["1", "0"], "1"), (["1.15", "1.2"], "1.15"), (["35 %", "40", "0,4"], "0,4")]
)
def test_a_column_that_can_be_both_is_asked_about(cells: list[str], example: str):
    """C08: 0.35 beside 35, or nothing but 1 and 0, is not guessed."""
    read = read_percents(column(*cells))

    assert (read.undecided, read.question) == (example, "undecided_percents")
    assert read.values.isna().all()


def test_a_told_scale_settles_it():
    """C08: what a person has said is not asked again."""
    assert list(read_percents(column("35", "0.5"), scale="percent").values) == [Decimal("0.35"), Decimal("0.005")]
    assert list(read_percents(column("1.15", "0.5"), scale="fraction").values) == [Decimal("1.15"), Decimal("0.5")]


def test_a_decimal_sign_that_is_open_is_asked_about_first():
    """C04, C08: 12.345 % can be twelve or twelve thousand."""
    assert read_percents(column("12.345 %")).question == "undecided_numbers"


def test_a_percentage_out_of_range_is_read_and_doubted():
    """C08: 135 % and -5 % are kept as they stand and asked about; 100 % is not."""
    read = read_percents(column("135 %", "-5 %", "100 %", "35 %"))

    assert list(read.values) == [Decimal("1.35"), Decimal("-0.05"), Decimal(1), Decimal("0.35")]
    assert [(kind, list(cells)) for kind, cells in read.doubts] == [("percents_out_of_range", ["135 %", "-5 %"])]


def test_what_is_no_percentage_is_bad():
    """C08: money, words and per mille are no percentages."""
    assert list(read_percents(column("35 %", "kr. 5", "ca. 7", "5 ‰")).bad) == ["kr. 5", "ca. 7", "5 ‰"]


def test_the_scale_shows_its_evidence():
    """C08: the row and the text that decided."""
    decision = read_percents(pd.Series(["0", "35", "x"], index=[2, 3, 4], dtype=object)).decision

    assert decision is not None
    assert decision.answer == "percent"
    assert decision.evidence(Words("en")) == "'35' on row 3 is above 1, and no cell lies between 0 and 1; 2 of 3 cells fit."
