"""A list on a sheet: headings, typed cells, a filter, a frozen heading and the set-up for print."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from segkit.deliverables.excel.cells import Sheet
from segkit.deliverables.excel.workbook import ExcelFile, page

LOOKS: dict[str, tuple[str, ...]] = {
    "text": ("line", "wrap", "middle"),
    "client": ("line", "wrap", "middle"),
    "label": ("line", "wrap", "label", "middle"),
    "identifier": ("identifier", "line", "wrap", "middle"),
    "count": ("count", "line", "middle"),
    "exact": ("exact", "line", "middle"),
    "share": ("percent", "line", "middle"),
    "date": ("date", "line", "middle"),
    "input": ("wrap", "input", "middle"),
    "input_exact": ("exact", "input", "middle"),
    "key": ("identifier",),
}
HEAD_HEIGHT = 30
"""Height of a heading row that may take two lines, in points."""

FIGURES = {"count", "exact", "share", "input_exact"}


@dataclass(frozen=True)
class ListColumn:
    """A column of a list: its heading, its width in letters, and how its cells are written (a key of LOOKS)."""

    heading: str
    width: float
    kind: str = "client"


ListCell = str | int | float | Decimal | dt.date | None


def write_list(book: ExcelFile, key: str, row: int, columns: Sequence[ListColumn], rows: Sequence[Sequence[ListCell]]) -> int:
    """Write headings in `row` and the rows below it, with a filter; return the last row."""
    sheet = book.sheets[key]
    sheet.heads(row, 0, [column.heading for column in columns], {i for i, column in enumerate(columns) if column.kind in FIGURES})
    for at, cells in enumerate(rows, start=row + 1):
        for col, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            write_cell(sheet, at, col, column.kind, cell)
    last = row + len(rows)
    if rows:
        sheet.checked(sheet.worksheet.autofilter(row, 0, last, len(columns) - 1), "a filter")
    return last


def write_sheet(
    book: ExcelFile,
    key: str,
    titles: tuple[str, str],
    columns: Sequence[ListColumn],
    rows: Sequence[Sequence[ListCell]],
    *,
    empty: str = "",
) -> int:
    """Write a sheet that holds one list, or the sentence `empty` where it has no row; return the row of its headings."""
    sheet, head = book.sheets[key], 3
    shown = sum(column.kind == "key" for column in columns)  # hidden keys come first
    sheet.title(*titles, col=shown)
    sheet.widths(*(column.width for column in columns))
    for col, column in enumerate(columns):
        if column.kind == "key":
            sheet.worksheet.set_column(col, col, 4, None, {"hidden": True})
    if rows:
        last = write_list(book, key, head, columns, rows)
        sheet.height(head, HEAD_HEIGHT)
        sheet.worksheet.freeze_panes(head + 1, 0)
        page(book, key, wide=True, repeat=head, last=(last, len(columns) - 1))
    else:
        sheet.text(head, shown, empty, "label")
        page(book, key, wide=True, last=(head, len(columns) - 1))
    return head


def write_cell(sheet: Sheet, row: int, col: int, kind: str, cell: ListCell) -> None:
    """Write one cell as its kind says; what is missing leaves an empty cell that has a look."""
    looks = LOOKS[kind]
    if cell is None or cell == "":
        sheet.blank(row, col, *looks)
    elif isinstance(cell, dt.date):
        sheet.date(row, col, cell, *(looks if kind == "date" else ("date", *looks)))
    elif kind in FIGURES:
        sheet.number(row, col, float(cell), *looks)
    elif kind in {"text", "label"}:
        sheet.text(row, col, str(cell), *looks)
    else:
        sheet.client(row, col, str(cell), *looks)
