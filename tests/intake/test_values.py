"""Cells to values: the column decides, and what cannot be decided is asked."""

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.intake.values import read_dates, read_ids, read_numbers


def column(*cells: object) -> pd.Series:
    return pd.Series(list(cells), dtype=object)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1.000,92", "12,5"], ["1000.92", "12.5"]),
        (["1,000.92", "12.5"], ["1000.92", "12.5"]),
        (["1 234 567,00", "1\N{NO-BREAK SPACE}000"], ["1234567.00", "1000"]),
        (["-5", "5-", "(5)", "\N{MINUS SIGN}5"], ["-5", "-5", "-5", "-5"]),
        (["kr. 1.234,50", "99,- "], ["1234.50", "99"]),
        (["1.234.567", "890"], ["1234567", "890"]),
        (["1.234", "1.234,5"], ["1234", "1234.5"]),
        (["1,234", "0,5"], ["1.234", "0.5"]),
        (["12", "7"], ["12", "7"]),
        (["0,500", "0,250", "12"], ["0.500", "0.250", "12"]),
        (["DKK 1.000,5", "7 dkk"], ["1000.5", "7"]),
    ],
)
def test_the_column_decides_the_decimal_sign(cells: list[str], values: list[str]):
    """C04, C05: one column, one way of writing numbers."""
    read = read_numbers(column(*cells), currency="DKK")

    assert read.bad.empty
    assert [str(value) for value in read.values] == values


def test_a_column_that_can_be_read_two_ways_is_asked_about():
    """C04: 1.234 alone is a thousand or a fraction; nobody guesses."""
    read = read_numbers(column("1.234", "5.678", "12"))

    assert read.undecided == "1.234"
    assert read.values.isna().all()


def test_amounts_in_another_currency_are_never_added():
    """C06: a cell in euro is bad among kroner; it is named, not counted as kroner."""
    read = read_numbers(column("EUR 100,50", "DKK 100,50", "100,50 €", "5,25"), currency="DKK")

    assert list(read.bad) == ["EUR 100,50", "100,50 €"]


def test_the_answer_settles_it():
    assert list(read_numbers(column("1.234"), ",").values) == [Decimal(1234)]
    assert list(read_numbers(column("1.234"), ".").values) == [Decimal("1.234")]


def test_cells_that_are_no_numbers_keep_their_rows():
    """A bad cell is named with its row; an empty one is just empty."""
    cells = pd.Series(["1,5", "ca. 7", "", "2,5"], index=[2, 3, 4, 5], dtype=object)
    read = read_numbers(cells)

    assert list(read.bad.index) == [3]
    assert read.values[4] is None


@given(
    st.lists(st.decimals(min_value=-(10**9), max_value=10**9, places=2), min_size=1, max_size=30),
    st.sampled_from([(".", ","), (" ", ","), (",", "."), ("", ",")]),
)
def test_written_numbers_come_back(amounts: list[Decimal], signs: tuple[str, str]):
    """Any list of amounts with øre, in any dialect, comes back exactly."""
    thousands, decimal = signs
    written = [f"{amount:,.2f}".translate({ord(","): thousands, ord("."): decimal}) for amount in amounts]

    assert list(read_numbers(column(*written)).values) == amounts


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["2026-06-30", "2026-01-02"], dt.date(2026, 6, 30)),
        (["20260630"], dt.date(2026, 6, 30)),
        (["2010-12-01 08:26"], dt.date(2010, 12, 1)),
        (["03-04-2026", "30-06-2026"], dt.date(2026, 4, 3)),
        (["3/4/2026", "6/30/2026"], dt.date(2026, 3, 4)),
        (["03.04.2026"], dt.date(2026, 4, 3)),
        (["03-04-26", "31-12-25"], dt.date(2026, 4, 3)),
        ([dt.date(2026, 6, 30)], dt.date(2026, 6, 30)),
    ],
)
def test_the_column_decides_the_order_of_dates(cells: list[object], first: dt.date):
    """C09: day or month first follows from the cells that leave no choice."""
    assert read_dates(column(*cells)).values.iloc[0] == first


def test_dates_that_can_be_read_two_ways_are_asked_about():
    assert read_dates(column("03/04/2026", "05/06/2026")).undecided == "03/04/2026"


def test_impossible_dates_are_named():
    """C10: 29 February of a common year is no date."""
    read = read_dates(column("29-02-2025", "28-02-2025"))

    assert list(read.bad) == ["29-02-2025"]


def test_ids_are_text_from_the_first_byte():
    """C01: leading zeros, long numbers and words that look like numbers stay as they are."""
    ids = ["0012", "12345678901234567890", "1E5", "TRUE", "12-3", "NA", Decimal(1001), ""]

    assert list(read_ids(column(*ids))) == ["0012", "12345678901234567890", "1E5", "TRUE", "12-3", "NA", "1001", None]
