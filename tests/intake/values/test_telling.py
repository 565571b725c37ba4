"""What a read column tells a person."""

import datetime as dt

import pandas as pd
import pytest

from segkit.findings import Finding
from segkit.findings.kinds import KINDS
from segkit.findings.kinds import cells as cell_kinds
from segkit.intake.values import ReadColumn, cell_findings, read_dates, read_ids, read_numbers, read_percents, read_truths
from segkit.words import Words

TODAY = dt.date(2026, 11, 22)


def column(*cells: object) -> pd.Series:
    return pd.Series(list(cells), index=range(2, 2 + len(cells)), dtype=object)


READ: dict[str, ReadColumn] = {
    "undecided_numbers": read_numbers(column("1.234")),
    "bad_numbers": read_numbers(column("ca. 7", "7")),
    "mixed_numbers": read_numbers(column("1,5", "2,5", "1.5")),
    "three_decimals": read_numbers(column("0,5", "1,234")),
    "shortened_numbers": read_numbers(column("1,23E+05")),
    "unclear_currencies": read_numbers(column("kr. 5"), currency="EUR"),
    "numbers_as_text": read_numbers(column(1.0, "7")),
    "undecided_percents": read_percents(column("1")),
    "bad_percents": read_percents(column("x", "5 %")),
    "percents_out_of_range": read_percents(column("135 %")),
    "undecided_dates": read_dates(column("03/04/2026")),
    "undecided_serials": read_dates(column("43831")),
    "bad_dates": read_dates(column("29-02-2025")),
    "mixed_dates": read_dates(column("31/12/2025", "30/12/2025", "12/31/2025")),
    "day_numbers": read_dates(column("2026-01-01", "43831")),
    "sentinel_dates": read_dates(column("31-12-9999")),
    "short_years": read_dates(column("30.06.26"), today=TODAY),
    "odd_dates": read_dates(column("2099-01-01"), today=TODAY),
    "evening_dates": read_dates(column("2026-03-28T23:00:00Z"), today=TODAY),
    "ids_cut": read_ids(column(1e17)),
    "ids_shortened": read_ids(column("1,23E+05")),
    "ids_dated": read_ids(column(dt.date(2026, 3, 1))),
    "excel_errors": read_ids(column("#N/A")),
    "bad_truths": read_truths(column("måske")),
}

TOLD_ELSEWHERE = {"scale_in_heading", "missing_tokens"}
"""Kinds that whoever looks at headings and lists of missing texts tells, for a column does not know them."""


@pytest.mark.parametrize("kind", sorted(READ))
def test_each_kind_is_found_and_can_be_said(kind: str):
    """C01 to C12: text, what was done and what to do hold together with the values that the finding carries."""
    finding = next(found for found in cell_findings(READ[kind], "file.csv", "Beløb", "Ark1") if found.kind == kind)
    said = [finding.text(Words("en", "DKK")), finding.done(Words("en", "DKK")), finding.todo(Words("en", "DKK"))]

    assert "'Beløb'" in said[0]
    assert all(text and "{" not in text for text in said)
    assert (finding.sheet, finding.column) == ("Ark1", "Beløb")


def test_every_kind_of_this_subject_is_shown_here():
    """C01 to C12: no kind stands that nothing finds."""
    assert set(READ) | TOLD_ELSEWHERE == set(cell_kinds.KINDS)
    assert set(cell_kinds.KINDS) <= set(KINDS)


def test_a_finding_names_all_its_rows():
    """C05: the first is its place, and the text counts them."""
    read = read_numbers(column("7", "ca. 7", "8", "ukendt"))

    assert cell_findings(read, "salg.csv", "Beløb") == (
        Finding("bad_numbers", "salg.csv", 3, {"n": 2, "column": "Beløb", "example": "ca. 7"}, None, "Beløb", (3, 5)),
    )
    assert cell_findings(read, "salg.csv", "Beløb")[0].text(Words("en")) == "2 cells in 'Beløb' are not numbers, the first is 'ca. 7'."


def test_a_column_to_be_asked_about_tells_nothing_else():
    """C04: one question, not a question and a thousand bad cells."""
    assert [finding.kind for finding in cell_findings(read_numbers(column("1.234", "x")), "salg.csv", "Beløb")] == ["undecided_numbers"]


def test_a_long_note_is_not_quoted_whole():
    """C15: an example of 40,000 letters is cut where it is shown."""
    (finding,) = cell_findings(read_numbers(column("x" * 40_000)), "salg.csv", "Beløb")

    assert len(str(finding.values["example"])) == 60


def test_a_sound_column_tells_nothing():
    assert cell_findings(read_numbers(column("7,5", "")), "salg.csv", "Beløb") == ()
