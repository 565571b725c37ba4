"""A pack's table on a sheet: typed cells, yellow entries with their checks, and where it comes home a hidden key per row."""

import datetime as dt
from typing import Any

from segkit.deliverables.excel.cells import Sheet
from segkit.deliverables.excel.workbook import ExcelFile
from segkit.deliverables.packs.mark import Lists
from segkit.packs.content import NUMBERS, Column, Grid, Kind, Value
from segkit.packs.grades import grade_names

LOOKS: dict[Kind, str] = {
    "money": "currency", "exact": "currency_exact", "count": "count", "hours": "hours", "percent": "percent", "date": "date",
}  # fmt: skip
BLANK_HEIGHT = 24
FILLED_LOOKS = {"text": "wrap", "date": "date", "number": "exact"}


def write_grid(book: ExcelFile, key: str, grid: Grid, place: tuple[int, int], lists: Lists) -> int:
    """Write a table onto a sheet with its upper left corner in a place (row, column), and return the row below it."""
    sheet, (row, first) = book.sheets[key], place
    if grid.title:
        sheet.text(row, first, grid.title, "label")
        row += 1
    sheet.heads(
        row, first, [column.label for column in grid.columns], {i for i, column in enumerate(grid.columns) if column.kind in NUMBERS}
    )
    head, rows = row, len(grid.rows) + grid.blank
    for number, values in enumerate(grid.rows):
        row += 1
        total = grid.total and number == len(grid.rows) - 1
        for col, (column, value) in enumerate(zip(grid.columns, values, strict=True), start=first):
            _write(sheet, (row, col), column, value, total=total)
    for _ in range(grid.blank):
        row += 1
        sheet.height(row, BLANK_HEIGHT)
        for col, column in enumerate(grid.columns, start=first):
            _entry(sheet, (row, col), column, None)
    for col, column in enumerate(grid.columns, start=first):
        _check(sheet, column, grid, (head + 1, col), lists)
        if column.kind == "grade" and grid.rows:
            _grades(book, sheet, (head + 1, col, head + len(grid.rows), col))
    if grid.key:
        _keys(sheet, grid, head, first + len(grid.columns) - 1)
    return head + rows + 1


def _write(sheet: Sheet, at: tuple[int, int], column: Column, value: Value, *, total: bool) -> None:
    """Write one cell of a given row."""
    look = ("total",) if total else ("line",)
    if column.kind in {"entry", "tick"} and not total:
        _entry(sheet, at, column, value)
    elif isinstance(value, dt.date):
        sheet.date(*at, value, "date", *look)
    elif isinstance(value, str):
        styles = ("grade", *look) if column.kind == "grade" else ("wrap", *look, "middle")
        (sheet.text if column.kind in {"text", "grade"} else sheet.client)(*at, value, *styles)
    else:
        sheet.number(*at, value, LOOKS.get(column.kind, "count"), *look)


def _entry(sheet: Sheet, at: tuple[int, int], column: Column, value: Value) -> None:
    """Write a cell to fill in, with what already stands in it."""
    if column.kind == "tick":
        sheet.client(*at, "x" if value else None, "centre", "input")
        return
    look = LOOKS.get(column.kind) or FILLED_LOOKS[column.filled]
    if isinstance(value, dt.date):
        sheet.date(*at, value, "date", "input", "plain")
    elif isinstance(value, str) or value is None:
        sheet.client(*at, value, look, "input", "plain")
    else:
        sheet.number(*at, value, look, "input", "plain")


def _check(sheet: Sheet, column: Column, grid: Grid, top: tuple[int, int], lists: Lists) -> None:
    """Let the entries of a column take only what they can hold; Excel says so as it is typed."""
    words = lists.words
    asks = {"date": "date", "money": "number", "exact": "number", "count": "number", "hours": "number", "percent": "number"}
    takes = column.filled if column.kind == "entry" else asks.get(column.kind, "text")
    first = 0 if column.kind in {"entry", "tick"} else len(grid.rows)
    last = len(grid.rows) + grid.blank - 1 - grid.total
    if last < first:
        return
    check: dict[str, Any]
    if column.kind == "tick":
        check = {"validate": "list", "source": ["x"], "error_message": words("Write x, or leave the cell empty.")}
    elif column.choices:
        check = {"validate": "list", "source": lists.cells(column.choices), "error_message": words("Choose one from the list.")}
    elif takes == "date":
        check = {"validate": "date", "criteria": ">=", "value": dt.date(2000, 1, 1), "error_message": words("Write a date.")}
    elif takes == "number":
        between = {"criteria": "between", "minimum": -1e12, "maximum": 1e12}
        check = {"validate": "decimal", **between, "error_message": words("Write a plain number.")}
    else:
        return
    options = {**check, "error_title": words("Not possible here")[:32]}
    sheet.checked(sheet.worksheet.data_validation(top[0] + first, top[1], top[0] + last, top[1], options), "a check of an input")


def _grades(book: ExcelFile, sheet: Sheet, area: tuple[int, int, int, int]) -> None:
    """Give each grade its colour."""
    names = grade_names(book.engagement)
    for name, look in zip(names, book.styles.grades(len(names)), strict=True):
        rule = {"type": "cell", "criteria": "==", "value": '"' + name.replace('"', '""') + '"', "format": look}
        sheet.checked(sheet.worksheet.conditional_format(*area, rule), "a grade's colour")


def _keys(sheet: Sheet, grid: Grid, head: int, last: int) -> None:
    """Give each row its key in the hidden column, and lay a table over all of it, so that keys move with their rows when they are sorted."""
    keys = [*grid.row_keys, *(f"new:{number}" for number in range(1, grid.blank + 1))]
    sheet.text(head, 0, KEY, "head")
    for row, key in enumerate(keys, start=head + 1):
        sheet.client(row, 0, key, "identifier")
    heads = [KEY, *(column.label for column in grid.columns)]
    columns = [{"header": heading, "header_format": sheet.styles("head")} for heading in heads]
    options = {"name": f"Pack_{grid.key}", "columns": columns, "style": None, "autofilter": False}
    sheet.checked(sheet.worksheet.add_table(head, 0, head + len(keys), last, options), "a table")


KEY = "_key"
"""The heading of the hidden column."""
