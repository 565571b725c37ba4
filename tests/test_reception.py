"""The reception of a client's data: what a delivery is held against, and lists that come twice."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from segkit.deliverables.intake_report import accept
from segkit.engagement import Engagement, read_engagement
from segkit.errors import EngagementError
from segkit.reception import receive

YAML = """\
client: Nordhavn A/S
package: basic
language: en
currency: DKK
date: 2026-08-31
period: {from: 2025-07-01, to: 2026-06-30}
sources: []
"""
CUSTOMERS = "Customer no.;Name;Potential\n" + "".join(f"00{n};Kunde {n} ApS;{n}50000,00\n" for n in range(1, 9))
LINES = "Customer no.;Invoice date;Amount\n" + "".join(f"00{n};{day:02}-0{n}-2026;1{n}00,50\n" for n in range(1, 9) for day in (5, 17))


@pytest.fixture
def nordhavn(tmp_path: Path) -> Path:
    folder = tmp_path / "workbooks" / "nordhavn"
    (folder / "data").mkdir(parents=True)
    (folder / "engagement.yaml").write_text(YAML, encoding="utf-8")
    (folder / "data" / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    (folder / "data" / "invoices.csv").write_text(LINES, encoding="utf-8")
    return folder


def engagement(folder: Path) -> Engagement:
    return read_engagement(folder / "engagement.yaml", sources_needed=False)


def kinds(folder: Path) -> dict[str, object]:
    return {finding.kind: finding.values for finding in receive(engagement(folder)).findings}


def test_the_next_delivery_is_held_against_the_accepted_one(nordhavn: Path):
    """D11: a heading that is gone and one that is new are named; before anything was accepted nothing is."""
    before = kinds(nordhavn)
    accept(receive(engagement(nordhavn)))
    unchanged = kinds(nordhavn)
    (nordhavn / "data" / "customers.csv").write_text(CUSTOMERS.replace("Potential", "Reserve"), encoding="utf-8")
    changed = kinds(nordhavn)

    drifted = {"heading_renamed", "heading_missing", "heading_new", "unit_changed", "columns_swapped", "file_absent"}
    assert not drifted & before.keys()
    assert not drifted & unchanged.keys()
    assert drifted & changed.keys() == {"heading_renamed"}
    assert changed["heading_renamed"] == {"before": "Potential", "column": "Reserve"}


def test_amounts_a_thousand_times_as_large_are_asked_about(nordhavn: Path):
    """D11, C07: the same column in another unit is told by its middle amount."""
    accept(receive(engagement(nordhavn)))
    (nordhavn / "data" / "customers.csv").write_text(CUSTOMERS.replace("0000,00", "0,00"), encoding="utf-8")

    assert "unit_changed" in kinds(nordhavn)


def test_a_list_sent_twice_counts_nobody_twice(nordhavn: Path):
    """D03: of two files with the same customers, the one with rows set aside is not taken, and asked about."""
    (nordhavn / "data" / "copy.csv").write_text(CUSTOMERS + "009;Kunde 9; i alt ApS;1\n", encoding="utf-8")
    reception = receive(engagement(nordhavn))
    asked = next(finding for finding in reception.findings if finding.kind == "same_list_twice")

    assert [source.file for source in reception.sources if source.holds == "customers"] == ["customers.csv"]
    assert asked.values == {"file": "copy.csv", "other": "customers.csv"}
    assert reception.intake is not None
    assert len(reception.intake.customers) == 8


def test_a_broken_accepted_file_is_told(nordhavn: Path):
    """P01: what was accepted cannot be read; the sentence says what to do."""
    (nordhavn / "accepted.json").write_text("{", encoding="utf-8")

    with pytest.raises(EngagementError) as caught:
        receive(engagement(nordhavn))

    assert str(caught.value) == "SEG-D11: accepted.json cannot be read. Remove it; the next --accept writes it anew."


SHEETS = """\
  - {file: customers.csv, holds: customers, repeated: first, columns: {customer_id: Customer no., name: Name}}
  - {file: book.xlsx, sheet: Jan, holds: transactions, columns: {customer_id: No, date: Date, amount: Amount}}
  - {file: book.xlsx, sheet: Feb, holds: transactions, columns: {customer_id: No, date: Date, amount: Amount}}
"""


def test_rows_left_out_are_shown_from_their_own_sheet_and_all_of_them(nordhavn: Path):
    """D10: every row of two sheets and of a number that stands twice is listed with what it holds; none is only counted."""
    book = openpyxl.Workbook()
    for month, sheet in ((1, book.active), (2, book.create_sheet())):
        assert sheet is not None
        sheet.title = {1: "Jan", 2: "Feb"}[month]
        for row in (
            ("No", "Date", "Amount"),
            *((f"00{n}", dt.date(2026, month, n), 100 + n) for n in range(1, 5)),
            ("", dt.date(2026, month, 9), 50 + month),
        ):
            sheet.append(row)
    book.save(nordhavn / "data" / "book.xlsx")
    (nordhavn / "data" / "customers.csv").write_text(CUSTOMERS + "001;Kunde X ApS;1\n", encoding="utf-8")
    (nordhavn / "engagement.yaml").write_text(YAML.replace("sources: []\n", "sources:\n" + SHEETS), encoding="utf-8")
    reception = receive(engagement(nordhavn))

    assert [(row.file, row.row, row.raw) for row in reception.left_out] == [
        ("book.xlsx [Feb]", 6, "2026-02-09 | 52"), ("book.xlsx [Jan]", 6, "2026-01-09 | 51"), ("customers.csv", 10, "001 | Kunde X ApS | 1"),
    ]  # fmt: skip
    assert reception.unlisted == 0
