"""Currencies and scales, beside amounts and in headings."""

from decimal import Decimal

import pandas as pd
import pytest

from segkit.intake.values import currency_in_heading, read_numbers, scale_in_heading
from segkit.words import Words


def column(*cells: object) -> pd.Series:
    return pd.Series(list(cells), dtype=object)


def test_amounts_in_another_currency_are_never_added():
    """C06: cells in euro among kroner are kept apart with their exact amounts; they are neither kroner nor bad nor empty."""
    read = read_numbers(column("EUR 100,50", "DKK 100,50", "100,50 €", "5,25", "$ 7", "7 USD"), currency="DKK")

    assert list(read.values) == [None, Decimal("100.50"), None, Decimal("5.25"), None, None]
    assert {code: amounts.to_dict() for code, amounts in read.foreign.items()} == {
        "EUR": {0: Decimal("100.50"), 2: Decimal("100.50")},
        "USD": {5: Decimal(7)},
    }
    assert list(read.bad_kinds["unclear_currencies"]) == ["$ 7"]


@pytest.mark.parametrize(
    ("currency", "cells"),
    [
        ("DKK", ["kr. 5,5", "5,5 kr", "DKK 5,5", "5,5 dkk", "dkr. 5,5"]),
        ("SEK", ["5,5 kr", "SEK 5,5", "5,5 skr"]),
        ("EUR", ["€ 5,5", "5,5€", "EUR 5,5", "5,5 Euro"]),
        ("USD", ["$5,5", "US$ 5,5"]),
    ],
)
def test_the_words_of_the_own_currency_are_taken_off(currency: str, cells: list[str]):
    """C06: and each cell is listed as altered."""
    read = read_numbers(column(*cells), currency=currency)

    assert list(read.values) == [Decimal("5.5")] * len(cells)
    assert list(read.changed["currency"]) == cells


@pytest.mark.parametrize("cell", ["5 stk", "5 mio", "5 tkr", "ca. 5", "5 kg"])
def test_a_word_that_names_no_currency_makes_a_cell_bad(cell: str):
    """C06, C07: five pieces or five millions are not five kroner."""
    assert list(read_numbers(column(cell), currency="DKK").bad_kinds["bad_numbers"]) == [cell]


def test_kroner_are_whose_kroner_in_a_study_in_euro():
    """C06: kr. can be Danish, Swedish, Norwegian or Icelandic, so in a study in euro it is asked."""
    read = read_numbers(column("kr. 5", "DKK 5 EUR"), currency="EUR")

    assert list(read.bad_kinds["unclear_currencies"]) == ["kr. 5", "DKK 5 EUR"]


@pytest.mark.parametrize(
    ("heading", "scale"),
    [
        ("Omsætning (tkr.)", 1000),
        ("Oms. t.kr", 1000),
        ("Omsætning 1.000 kr.", 1000),
        ("Omsætning (DKK 1,000)", 1000),
        ("Oms. i 1.000 DKK", 1000),
        ("TEUR", 1000),
        ("Umsatz T€", 1000),
        ("KSEK", 1000),
        ("Umsatz in Tsd. €", 1000),
        ("Omsetning (1 000 kr)", 1000),
        ("Revenue ('000)", 1000),
        ("Revenue in thousands", 1000),
        ("Omsättning tusental", 1000),
        ("Omsætning mio. kr.", 1_000_000),
        ("MSEK", 1_000_000),
        ("Mill. kr", 1_000_000),
        ("Revenue €m", 1_000_000),
        ("DKKm", 1_000_000),
        ("kr. 1.000.000", 1_000_000),
        ("Umsatz Mrd. EUR", 1_000_000_000),
        ("Omsætning mia. kr.", 1_000_000_000),
        ("Omsætning", None),
        ("Omsætning DKK", None),
        ("Kundenr. 1000", None),
        ("Pris pr. 1000 stk", None),
        ("Millimeter", None),
        ("Model T", None),
        ("Mappe", None),
        ("Beløb 10.000 kr.", None),
        ("Beløb 1.000,50 kr.", None),
    ],
)
def test_the_scale_of_a_heading(heading: str, scale: int | None):
    """C07: thousands and millions are found in the heading, and pieces are not taken for them."""
    found = scale_in_heading(heading)

    assert (found.answer if found else None) == scale


def test_the_scale_shows_its_evidence():
    """C07: what in the heading says so."""
    found = scale_in_heading("Omsætning (tkr.)")

    assert found is not None
    assert found.evidence(Words("en")) == "The heading says 'tkr.', so its amounts are counted in units of 1,000."


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Omsætning (DKK)", "DKK"),
        ("Netto SEK", "SEK"),
        ("Umsatz €", "EUR"),
        ("TEUR", "EUR"),
        ("beløb dkk", "DKK"),
        ("Omsætning kr.", None),
        ("EUR/DKK", None),
        ("Alle kunder", None),
        ("EUROPA", None),
        ("Total in $", None),
    ],
)
def test_the_currency_of_a_heading(heading: str, code: str | None):
    """C06: an ISO code or a sign that only one currency has."""
    assert currency_in_heading(heading) == code
