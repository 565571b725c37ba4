"""The proposal: one page with package, price exact to the last decimal, timeline and lines to sign on."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from early_packs import LANGUAGES, TODAY, engagement, grids, texts
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from segkit.deliverables.packs import write_pack
from segkit.packs.proposal import proposal, with_vat
from segkit.packs.registry import PACKS

ORDER = "order: {date: 2026-07-01, price: 15000.10, valid_until: 2026-09-30}\n"


@pytest.mark.parametrize("package", ["basic", "deepdive"])
@pytest.mark.parametrize("language", ["da", "de"])
def test_it_is_one_page(tmp_path: Path, package: str, language: str):
    """K04: the proposal is one page, with and without a price, also in the longest language."""
    for more in ("", ORDER):
        own = engagement(tmp_path, package, language, more)
        written = write_pack(proposal(own, TODAY), own, tmp_path / "packs")

        assert len(PdfReader(written.pdf).pages) == 1


def test_price_vat_and_total_add_up(tmp_path: Path):
    """K04: the price is ex VAT; VAT and total are exact to the øre."""
    price = grids(proposal(engagement(tmp_path, more=ORDER), TODAY))[0]

    assert price.rows == (("Price ex VAT", 15000.1), ("VAT, 25%", 3750.03), ("Total incl. VAT", 18750.13))
    assert price.total


@given(st.decimals("0.01", "9999999", places=2), st.sampled_from(["0", "0.19", "0.25", "0.255"]))
def test_vat_is_rounded_half_up_once(price: Decimal, share: str):
    """K04: the VAT is within half an øre of the exact one, and never below it at half."""
    exact, vat = with_vat(float(price), float(share))

    assert exact == price
    assert -Decimal("0.005") < vat - price * Decimal(share) <= Decimal("0.005")


def test_a_missing_price_is_a_line_to_fill_in(tmp_path: Path):
    """K04: no price is never 0: the cells are entries."""
    price = grids(proposal(engagement(tmp_path), TODAY))[0]

    assert [column.kind for column in price.columns] == ["text", "entry"]
    assert all(row[1] is None for row in price.rows)


def test_the_timeline_counts_from_the_order_or_in_weeks(tmp_path: Path):
    """K04, K05: with an order the steps have days, without one their week."""
    days = grids(proposal(engagement(tmp_path, more=ORDER), TODAY))[1]
    weeks = grids(proposal(engagement(tmp_path), TODAY))[1]

    assert [row[1] for row in days.rows][0:2] == [dt.date(2026, 7, 1), dt.date(2026, 7, 6)]
    assert [row[1] for row in weeks.rows] == ["day of the order", "week 1", "week 2", "week 3", "week 3", "week 4", "week 4"]


def test_the_hours_of_sparring_are_those_of_the_order(tmp_path: Path):
    """K04: what the order says of the sparring hours is what the proposal promises."""
    usual, more = (proposal(engagement(tmp_path, "deepdive", more=text), TODAY) for text in ("", "order: {sparring_hours: 4.5}\n"))

    assert "Review meeting of 2 hours, and 3 hours of sparring in the implementation phase" in texts(usual)
    assert "Review meeting of 2 hours, and 4.5 hours of sparring in the implementation phase" in texts(more)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_sentence_stays_english(tmp_path: Path, language: str):
    """K04: every sentence of the packs before the analysis is in the client's language, in both packages; two are alike in both."""
    for package in ("basic", "deepdive"):
        ours, english = (engagement(tmp_path, package, each) for each in (language, "en"))
        for entry in PACKS:
            if entry.early:
                here, there = (set(texts(entry.early(own, TODAY))) for own in (ours, english))
                same = {text for text in here & there if " " in text} - {"Service per segment", "In DKK"}
                assert not same, (entry.key, same)
