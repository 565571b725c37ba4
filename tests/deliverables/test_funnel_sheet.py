"""The sheets Funnel and Campaigns of the strategy file: every account once, counts that add up, and client text that stays text."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
from tiny import LINES, TINY

import segkit
from segkit.deliverables.excel import write_strategy
from segkit.deliverables.xlsxlint import lint

Build = Callable[..., Path]

CUSTOMERS = "No;Name;Rep;Potential\n001;=1+1;Ida;9000\n002;Beta;Ida;4000\n003;Gamma;Bo;\n004;Delta;Bo;5000\n"
CAMPAIGNS = """\
campaigns:
  - {name: "=Autumn", segments: [A, B, D], activity: "@visit", channel: visit, start: 2026-10-01, end: 2026-12-18, kpi: meetings,
     budget: 1000, control_share: 0.5}
"""


def rows_below(sheet: openpyxl.worksheet.worksheet.Worksheet, table: str) -> list[dict[str, object]]:
    """Return the rows of a table of a sheet, by heading."""
    head, *body = sheet[sheet.tables[table].ref]
    return [{str(name.value): cell.value for name, cell in zip(head, row, strict=True)} for row in body]


def test_every_account_stands_once_with_its_way(workbook: Build, tmp_path: Path):
    """S19, S09: the list holds every account with the step it passed and why it went no further; a name is never a formula; no finding."""
    yaml = TINY + "funnel: {sizes: [4, 3, 2, 1]}\n" + CAMPAIGNS
    study = segkit.run_study(segkit.read_engagement(workbook(yaml, customers_csv=CUSTOMERS, lines_csv=LINES)))
    file = write_strategy(study, tmp_path)
    book = openpyxl.load_workbook(file)
    found = rows_below(book["Funnel"], "Funnel")

    assert [(row["Number"], row["Last step passed"], row["Why not further"]) for row in found] == [
        ("001", "4. Chosen", "comes first"),
        ("004", "3. Worth the time", "Beyond the first 1"),
        ("002", "2. Rated", "Beyond the first 2"),
        ("003", "1. Known", "Potential not known yet"),
    ]
    name = next(cell for row in book["Funnel"].iter_rows() for cell in row if cell.value == "=1+1")
    assert (name.data_type, name.quotePrefix) == ("s", True)
    assert "as delivered" in book["Funnel"]["A2"].value
    listed = rows_below(book["Campaigns"], "Campaigns")
    assert sorted((row["Number"], row["Group"]) for row in listed) == sorted(
        (row["number"], {"contacted": "Contact", "control": "Control group: do not contact"}[row["group"]])
        for row in study.campaigns.accounts.to_dict("records")
    )
    assert {row["Campaign"] for row in listed} == {"=Autumn"}
    columns = {at: found.width for found in book["Funnel"].column_dimensions.values() for at in range(found.min, found.max + 1)}
    assert min(columns[7], columns[8]) >= 14  # the sums of the steps need their room
    assert lint(file) == ()


def test_without_campaigns_there_is_no_sheet(tiny: segkit.Study, tmp_path: Path):
    """S09: an empty sheet would promise what is not planned."""
    book = openpyxl.load_workbook(write_strategy(tiny, tmp_path))

    assert "Campaigns" not in book.sheetnames
    assert "Funnel" in book.sheetnames
