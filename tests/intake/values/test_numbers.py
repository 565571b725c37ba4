"""Numbers: the column decides the decimal sign, and what cannot be decided is asked."""

import time
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.intake.source_table import CellError
from segkit.intake.values import RULES, read_numbers
from segkit.words import Words


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


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("-5", "-5"),
        ("5-", "-5"),
        ("(5)", "-5"),
        ("( 5,00 kr. )", "-5.00"),
        ("\N{MINUS SIGN}5", "-5"),
        ("\N{EN DASH} 5", "-5"),
        ("5 CR", "-5"),
        ("5,00 cr", "-5.00"),
        ("5 DR", "5"),
        ("+5", "5"),
        ("-5,00 kr.", "-5.00"),
        ("kr. -5", "-5"),
        ("-kr 5", "-5"),
        ("DKK 5,25-", "-5.25"),
        ("-15,-", "-15"),
    ],
)
def test_every_way_of_writing_less_than_nothing(cell: str, value: str):
    """C05: a minus before or behind, parentheses, a typographic minus, CR and DR."""
    read = read_numbers(column(cell, "0,5"), currency="DKK")

    assert str(read.values[0]) == value
    assert read.bad.empty


@pytest.mark.parametrize("cell", ["--5", "(-5)", "-5-", "(5", "5)", "- -5", "DR -5", "5 XR", "1/2", "5:30", "5 %", "-", "()", "kr."])
def test_what_is_no_number_for_certain_is_bad(cell: str):
    """C05: two signs, half a parenthesis or an unknown word make a cell unreadable, never 0."""
    read = read_numbers(column(cell, "0,5"), currency="DKK")

    assert list(read.bad) == [cell]
    assert read.values[0] is None


@pytest.mark.parametrize("cell", ["NA", "nan", "NaN", "inf", "-inf", "None", "null", "N/A", "#N/A", float("inf"), CellError("#REF!"), True])
def test_words_that_computers_take_for_numbers_are_bad(cell: object):
    """C03: nothing becomes empty or infinite that nobody has listed as missing."""
    read = read_numbers(column(cell, "0,5"))

    assert list(read.bad) == [cell]


@pytest.mark.parametrize("cell", ["1,23,456", "12,34,567.50", "1.2.3", "1,2345,678", "1 23", "12 34 56 78", "0.123.456", "1.234,567.8"])
def test_odd_groups_of_figures_are_bad(cell: str):
    """C04: Indian and broken groups are no Danish amount, and a phone number is none at all."""
    assert list(read_numbers(column(cell)).bad) == [cell]


def test_the_smaller_dialect_is_bad_and_so_is_what_both_read_differently():
    """C04: in a mixed column the majority is read; 12.5 and 1.234 are asked about, never a thousand times wrong."""
    read = read_numbers(column("12,50", "3,75", "8.25", "1.234", "1.234,00", "7"))

    assert list(read.values) == [Decimal("12.50"), Decimal("3.75"), None, None, Decimal("1234.00"), Decimal(7)]
    assert list(read.bad_kinds["mixed_numbers"]) == ["8.25", "1.234"]


def test_as_many_cells_for_either_sign_are_asked_about():
    """C04: half the column against the other half is no majority."""
    assert read_numbers(column("12,5", "12.5")).undecided == "12,5"


@pytest.mark.parametrize(
    ("others", "value"),
    [
        (["12,50"], "1234"),
        (["1.234.567"], "1234"),
        (["15.000,-"], "1234"),
        (["1 000,50"], None),
        (["0,125"], None),
        (["2.000,125"], None),
        (["12.50"], None),
        (["0.125"], "1.234"),
        (["12.5", "7.25"], "1.234"),
    ],
)
def test_an_open_cell_follows_only_cells_that_speak_for_it(others: list[str], value: str | None):
    """C04: 1.234 is a thousand beside 12,50, a fraction beside 0.125, and asked beside another sign between thousands."""
    read = read_numbers(column("1.234", *others))

    assert read.values[0] == (None if value is None else Decimal(value))
    assert (0 in read.bad.index) == (value is None)


def test_three_decimals_that_no_other_cell_has_are_doubted():
    """C04: 1,234 beside 0,5 is read as a fraction, and said so."""
    read = read_numbers(column("1,234", "0,5"))

    assert [(kind, list(cells)) for kind, cells in read.doubts] == [("three_decimals", ["1,234"])]


def test_a_number_that_excel_has_shortened_is_bad():
    """B13: 1,23E+05 has lost its last digits; 1,5E+01 has not."""
    read = read_numbers(column("1,23E+05", "1,5E+01", "2.5E-01", "12,5"))

    assert list(read.values) == [None, Decimal(15), Decimal("0.25"), Decimal("12.5")]
    assert list(read.bad_kinds["shortened_numbers"]) == ["1,23E+05"]


def test_numbers_stored_as_text_are_read_and_counted():
    """A19: text beside stored numbers is typed like them and told; the apostrophe is taken off."""
    read = read_numbers(column(12.5, "7,25", "'8", 3))

    assert list(read.values) == [Decimal("12.5"), Decimal("7.25"), Decimal(8), Decimal(3)]
    assert list(read.changed["number_stored_as_text"].index) == [1, 2]
    assert list(read.changed["unwrapped"]) == ["'8"]


def test_numbers_in_a_text_file_are_not_told_one_by_one():
    """A19: in a text file every number is a text, so there is nothing to tell."""
    assert read_numbers(column("12,5", "7")).changed == {}


def test_the_rest_of_a_float_is_kept():
    """C16: 0.1 + 0.2 comes in as it is stored; money rounds when it is shown, not before."""
    exact = Decimal("0.30000000000000004")

    assert list(read_numbers(column(0.1 + 0.2, np.float64(0.1) + np.float64(0.2), 0.1)).values) == [exact, exact, Decimal("0.1")]


def test_a_million_amounts_add_up_to_the_cent():
    """C16: the sum of the values is the sum of the source, however many there are."""
    read = read_numbers(pd.Series(["0,10", "0,20", "1.000,30"] * 100_000, dtype=object))

    assert sum(read.values) == Decimal("100060000.00")


def test_the_decision_shows_its_evidence():
    """C04: the row and the text that decided, and how many cells agree."""
    cells = pd.Series(["1.234", "7", "12,50", "ca. 3"], index=[2, 3, 4, 5], dtype=object)
    decision = read_numbers(cells).decision

    assert decision is not None
    assert decision.answer == ","
    assert decision.evidence(Words("en")) == "'12,50' on row 4 can only have a decimal comma; 3 of 4 cells fit."


def test_what_was_altered_can_be_listed():
    """C04, C06: thousands, currency and sign are told with the cells as found."""
    read = read_numbers(column("kr. 1.234,50", "5-", "7"), currency="DKK")

    assert {rule: list(cells) for rule, cells in read.changed.items()} == {
        "currency": ["kr. 1.234,50"],
        "sign": ["5-"],
        "thousands": ["kr. 1.234,50"],
    }
    assert set(read.changed) <= set(RULES)


def test_a_thousand_blanks_are_refused_at_once():
    """C15: a long note among the amounts costs no time and is bad."""
    started = time.perf_counter()
    read = read_numbers(column(" " * 30_000 + "x", "1" + " " * 30_000 + "2", "(" + " " * 50 + "x"))

    assert len(read.bad) == 3
    assert time.perf_counter() - started < 1


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
