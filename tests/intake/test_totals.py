"""B09: totals are told by what they say or by what they add up to, and never a row with a number of its own."""

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.intake.totals import Total, says_total, total_rows


def found(keys: Sequence[str | None], amounts: Sequence[str | None], texts: Sequence[str] | None = None) -> list[Total]:
    """Return the totals of a table whose first row stands in row 2, as in a file."""
    index = pd.Index(range(2, 2 + len(keys)))
    money = pd.Series([None if amount is None else Decimal(amount) for amount in amounts], index, dtype=object)
    cells = pd.DataFrame(
        {"No": [key or "" for key in keys], "Text": texts or [""] * len(keys), "Amount": [a or "" for a in amounts]}, index, dtype=object
    )
    return total_rows(pd.Series(list(keys), index, dtype=object), cells, [money])


@pytest.mark.parametrize(
    "word",
    [
        "Total",
        "total:",
        "I alt",
        "i alt:",
        "Sum",
        "Subtotal",
        "Sub-total",
        "Delsum",
        "Summa",
        "Gesamt",
        "Zwischensumme",
        "Insgesamt",
        "Grand total",
        "Saldo",
    ],
)
def test_words_for_a_total(word: str):
    """B09: in Danish, Swedish, German and English, with or without a colon."""
    assert says_total(word)
    assert [total.row for total in found(["1", "2", word], ["10", "20", "30"])] == [4]


@pytest.mark.parametrize("name", ["Totalbyg A/S", "Sumo Sport", "Total Danmark", "Balance Yoga", "I alt for Kunst", "Saldoen ApS", ""])
def test_names_that_only_begin_so_are_customers(name: str):
    """B09: wrongly dropped real rows = 0: a name is no total, whatever it begins with, while the row has a number."""
    assert not says_total(name)
    assert found(["1", "2", "3"], ["10", "20", "30"], ["", "", name]) == []


def test_a_row_without_a_number_that_adds_up_is_a_total():
    """B09: row 5 equals the sum of rows 2 to 4, and is told with them."""
    assert found(["1", "2", "3", None], ["10.10", "20.20", "0.30", "30.60"]) == [Total(5, "", 2, 4)]


def test_a_row_without_a_number_that_does_not_add_up_is_a_row():
    """B09: one øre beside the sum is no total."""
    assert found(["1", "2", "3", None], ["10.10", "20.20", "0.30", "30.61"]) == []


def test_a_grand_total_may_stand_on_top():
    """B09: a total above its rows is one too."""
    assert [(total.row, total.first, total.last) for total in found([None, "1", "2"], ["30", "10", "20"])] == [(2, 3, 4)]


def test_subtotals_and_their_grand_total():
    """B09: each group's sum, and the sum of all rows below them; no total is counted into another."""
    keys, amounts = ["1", "2", "Subtotal", "3", "4", "Subtotal", "Total"], ["1", "2", "3", "4", "5", "9", "12"]

    assert [(total.row, total.first, total.last) for total in found(keys, amounts)] == [(4, 2, 3), (7, 5, 6), (8, 2, 6)]


def test_an_amount_of_zero_is_no_total():
    """B09: a row of 0 without a number adds up to nothing."""
    assert found(["1", "2", None], ["5", "-5", "0"]) == []


@given(
    amounts=st.lists(st.decimals(min_value=-(10**9), max_value=10**9, places=2), min_size=2, max_size=30),
)
def test_a_row_with_its_own_number_is_never_a_total(amounts: list[Decimal]):
    """B09: whatever a numbered row adds up to, it is kept."""
    texts = [*map(str, amounts), str(sum(amounts, Decimal(0)))]

    assert found([str(i) for i in range(len(texts))], texts) == []
