"""A small client whose strategy file was delivered, and hands that edit copies of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

import segkit
from segkit.circle import MANIFEST, LastDelivery
from segkit.deliverables.excel import write_strategy
from segkit.deliverables.manifest import Template, as_json, completed, study_facts
from segkit.deliverables.places import deliverable_folder
from segkit.intake.reading.isolated import work_here
from segkit.returned import Item, Returned, return_round

ENGAGEMENT = """\
client: Nord A/S
package: basic
language: en
currency: DKK
date: 2026-08-31
period:
  from: 2025-07-01
  to: 2026-06-30
sources:
  - file: customers.csv
    holds: customers
    columns: {customer_id: No, name: Name, owner: Rep, region: Region, industry: Trade, potential: Potential}
  - file: leads.csv
    holds: leads
    columns: {lead_id: No, name: Name, potential: Potential, revenue: Expected}
  - file: lines.csv
    holds: transactions
    columns: {customer_id: No, date: Date, amount: Amount, cost: Cost}
abcd:
  preset: classic
  revenue_high: 1000  # agreed with Ida
  potential_high: 5000
capacity:
  sales_hours: 800
"""
CUSTOMERS = """\
No;Name;Rep;Region;Trade;Potential
0012;Alfa "Byg";Ida;Nord;Bygning;9000
0013;Beta;Ida;Syd;Handel;4000
0014;Gamma;Bo;Nord;Bygning;
0015;Delta;Bo;Syd;Handel;5000
100000;Epsilon;Ida;Nord;Industri;7000
0017;Zeta;Bo;Syd;Industri;2000
"""
LEADS = """\
No;Name;Potential;Expected
E7;Kappa;6000;1200
E8;Lambda;;300
"""
LINES = """\
No;Date;Amount;Cost
0012;15-07-2025;3000,00;1000,00
0013;16-08-2025;2000,50;1500,00
0014;18-10-2025;1500,00;1600,00
0015;19-06-2026;999,99;100,00
100000;19-06-2026;800,00;100,00
0017;19-05-2026;500,00;100,00
"""
EXPECTED_ORDER = ("0012", "0013", "0014", "0015", "100000", "0017")
"""The customers' numbers as they are delivered: largest revenue first."""


@dataclass
class Desk:
    """A client's folder with its delivery, and the copy that a person edits."""

    file: Path
    copy: Path

    @property
    def engagement(self) -> segkit.Engagement:
        return segkit.read_engagement(self.file)

    def study(self) -> segkit.Study:
        with work_here():
            return segkit.run_study(self.engagement)

    def returned(self, path: Path | None = None) -> Returned:
        with work_here():
            return return_round(self.engagement, path or self.copy)

    def edit(self, *edits: Callable[[Any], object]) -> "Desk":
        book = openpyxl.load_workbook(self.copy)
        for change in edits:
            change(book)
        book.save(self.copy)
        return self


def desk(root: Path, yaml: str = ENGAGEMENT, name: str = "nord", **files: str) -> Desk:
    """Make the client's folder, deliver, and take a copy of the delivered file to a folder of its own."""
    folder = root / "workbooks" / name
    (folder / "data").mkdir(parents=True)
    for file, content in ({"customers": CUSTOMERS, "leads": LEADS, "lines": LINES} | files).items():
        (folder / "data" / f"{file}.csv").write_text(content, encoding="utf-8")
    (folder / "engagement.yaml").write_text(yaml, encoding="utf-8")
    made = Desk(folder / "engagement.yaml", root / "mail" / "strategy.xlsx")
    deliver(made)
    made.copy.parent.mkdir()
    made.copy.write_bytes(published(made).read_bytes())
    return made


def deliver(made: Desk) -> Path:
    """Publish the client's strategy file with its manifest, as a run does."""
    study = made.study()
    folder = deliverable_folder(made.engagement)
    folder.mkdir(parents=True, exist_ok=True)
    files = [("strategy", write_strategy(study, folder))]
    facts = completed(study_facts(study, files, LastDelivery()), Template("basic_abcd.ipynb", "", modified=False), folder, files, [])
    (folder / MANIFEST).write_bytes(as_json(facts))
    return folder


def published(made: Desk) -> Path:
    return deliverable_folder(made.engagement) / "strategy.xlsx"


# --- hands -----------------------------------------------------------------------------------------------------------------


def heads(sheet: Any) -> tuple[int, dict[str, int]]:
    """Return the heading row of customers or leads, and the column of each heading."""
    for cells in sheet.iter_rows():
        texts = {str(cell.value): cell.column for cell in cells if cell.value is not None}
        if {"Name", "Potential", "Comment"} <= texts.keys():
            return cells[0].row, texts
    raise AssertionError(f"{sheet.title} has no heading row")


def row_of(sheet: Any, number: str) -> int:
    head, columns = heads(sheet)
    col = columns.get("Customer no.", columns.get("Lead no."))
    return next(row for row in range(head + 1, sheet.max_row + 1) if sheet.cell(row, col).value == number)


def write(number: str, heading: str, value: object, sheet: str = "Customers") -> Callable[[Any], None]:
    """Return the edit that writes a value into the cell of an account."""

    def change(book: Any) -> None:
        page = book[sheet]
        page.cell(row_of(page, number), heads(page)[1][heading]).value = value

    return change


def set_name(name: str, value: object) -> Callable[[Any], None]:
    """Return the edit that writes a value into a named cell."""

    def change(book: Any) -> None:
        sheet, cells = next(iter(book.defined_names[name].destinations))
        book[sheet][cells.replace("$", "").split(":")[0]].value = value

    return change


def sort(
    by: str, *, reverse: bool = False, only: tuple[str, ...] = (), but: tuple[str, ...] = (), sheet: str = "Customers"
) -> Callable[[Any], None]:
    """Return the edit that sorts the rows of a table: whole rows, or only some columns, or all but some."""

    def change(book: Any) -> None:
        page = book[sheet]
        head, columns = heads(page)
        rows = list(range(head + 1, page.max_row + 1))
        moved = [col for heading, col in columns.items() if (not only or heading in only) and heading not in but]
        order = sorted(rows, key=lambda row: str(page.cell(row, columns[by]).value), reverse=reverse)
        content = {row: [page.cell(row, col).value for col in moved] for row in rows}
        for row, source in zip(rows, order, strict=True):
            for col, value in zip(moved, content[source], strict=True):
                page.cell(row, col).value = value

    return change


def told(item: Item) -> tuple[object, ...]:
    """Return an item as a test expects it: kind, cell, whom, old and new."""
    return item.kind, item.place, item.key or item.what, item.old, item.new
