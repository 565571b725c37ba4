"""A small Deep Dive whose customers two people rate, and hands that fill in their sheets."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from tiny import TINY

import segkit
from segkit.deliverables.rating_sheets import FOLDER, Wanted, Written, write_rating_sheets
from segkit.intake.reading.isolated import work_here

DAY = dt.date(2026, 9, 1)
MINE = Wanted()
"""Every rater's own customers."""

TREE = """\
tree:
  factors:
    - name: Working together
      weight_pct: 70
      definition: How we work together.
      owner: Sales manager
      factors:
        - name: Planning
          weight_pct: 50
          definition: How early the customer agrees on deliveries.
          source: The reps' opinion
          direction: benefit
          anchors: {1: From day to day, 2: The day before, 3: A few days before, 4: Agrees on delivery a week ahead, 5: 30 days ahead or more}
        - name: Comment
          weight_pct: 50
          definition: What the customer says.
          source: The reps' opinion
          direction: benefit
          anchors: {1: Says nothing, 2: Says little, 3: Says something, 4: Says much, 5: Says everything}
    - name: Development
      weight_pct: 20
      definition: Where the customer is going.
      owner: Sales manager
      factors:
        - name: Growth
          weight_pct: 100
          definition: How the customer grows.
          source: The reps' opinion
          direction: benefit
          anchors: {1: Shrinks, 2: Shrinks a little, 3: Stands still, 4: Grows a little, 5: Grows}
    - name: Money
      weight_pct: 10
      definition: How the customer pays.
      owner: Bookkeeper
      factors:
        - name: Payment
          weight_pct: 100
          definition: Days until payment.
          source: The ledger
          direction: cost
          column: payment_days
          points: [[14, 5], [60, 1]]
"""

DEEP = TINY.replace("package: basic", "package: deepdive") + TREE
"""The tiny engagement as a Deep Dive; one leaf is called like another column of the sheet."""

Cells = dict[tuple[str, str], object]


def study_of(file: Path) -> segkit.Study:
    with work_here():
        return segkit.run_study(segkit.read_engagement(file))


def sheets_of(file: Path, wanted: Wanted = MINE, day: dt.date = DAY) -> tuple[Written, ...]:
    """Write the sheets of an engagement as the command does."""
    study = study_of(file)
    return write_rating_sheets(study, study.engagement.folder / FOLDER, wanted, day)


def sheet_of(file: Path, rater: str, wanted: Wanted = MINE, day: dt.date = DAY) -> Path:
    return next(sheet.path for sheet in sheets_of(file, wanted, day) if sheet.rater == rater)


def heads(page: Any) -> tuple[int, dict[str, int]]:
    """Return the heading row of the ratings, and the column of each heading."""
    for cells in page.iter_rows():
        texts = {str(cell.value): cell.column for cell in cells if cell.value is not None}
        if {"Number", "Planning"} <= texts.keys():
            return cells[0].row, texts
    raise AssertionError(f"{page.title} has no heading row")


def place(page: Any, number: str, heading: str) -> Any:
    """Return the cell of a customer below a heading."""
    head, columns = heads(page)
    row = next(row for row in range(head + 1, page.max_row + 1) if str(page.cell(row, columns["Number"]).value) == number)
    return page.cell(row, columns[heading])


def filled(sheet: Path, cells: Cells, *edits: Callable[[Any], object]) -> Path:
    """Fill cells in, by customer and heading, and edit the sheet further, as a person would; save, and lay the file into data/."""
    book = openpyxl.load_workbook(sheet)
    page = book["Ratings"]
    for (number, heading), value in cells.items():
        place(page, number, heading).value = value
    for edit in edits:
        edit(page)
    book.save(sheet)
    home = sheet.parent.parent / "data" / sheet.name
    shutil.copyfile(sheet, home)
    return home


def points(study: segkit.Study) -> dict[tuple[str, str, str], int]:
    """Return the points taken in, by customer, leaf and rater."""
    return {(given.customer_id, given.leaf, given.rater): given.point for given in study.intake.ratings}


def found(study: segkit.Study) -> list[tuple[str, str, int | None]]:
    """Return what was found in the rating sheets, but for what went well: kind, file and row."""
    return [(one.kind, one.file, one.row) for one in study.findings if one.kind.startswith("rating_")]
