"""An Excel table written column by column: headings, filters, cells with their formulas and the engine's values as cached results."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from segkit.deliverables.excel.block_sheet import BlockSheet
from segkit.deliverables.excel.blocks import BlockColumn
from segkit.deliverables.excel.cells import Sheet, fitted
from segkit.deliverables.excel.filling import block_sheet, client_column, date_column, formula_column, number_column, text_column, texts_in

FIGURES = frozenset({"money", "exact", "count", "hours", "percent", "share"})
"""Kinds whose cells are numbers and stand to the right."""


@dataclass(frozen=True)
class TableColumn:
    """A column of a table: its heading as shown, its kind, its cells, and the formula that every cell of it has.

    `kind` is client, identifier, text, grade, date or one of FIGURES. With a formula, the values are the engine's own results. An `entry`
    is a cell that a person fills in; a `hidden` column is for formulas and for matching. `width` is the widest the column grows.
    """

    key: str
    heading: str
    kind: str
    values: Sequence[Any]
    formula: str = ""
    width: float = 24
    entry: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class LiveTable:
    """Where a table lies and how its cells are referred to: `name` is its name in Excel, `first` the row of its headings, from column A on."""

    name: str
    headings: dict[str, str]
    first: int
    count: int

    @property
    def last(self) -> int:
        """The last row; an empty table keeps one empty row, as Excel asks for."""
        return self.first + max(self.count, 1)

    def has(self, key: str) -> bool:
        return key in self.headings

    def position(self, key: str) -> int:
        return list(self.headings).index(key)

    def column(self, key: str) -> str:
        """Return the reference to a whole column, without its heading."""
        return f"{self.name}[{escaped(self.headings[key])}]"

    def cell(self, key: str) -> str:
        """Return the reference to this row's cell of a column."""
        return f"{self.name}[[#This Row],[{escaped(self.headings[key])}]]"

    def span(self, first: str, last: str) -> str:
        """Return the reference to this row's cells from one column to another."""
        return f"{self.name}[[#This Row],[{escaped(self.headings[first])}]:[{escaped(self.headings[last])}]]"


def write_table(sheet: Sheet, place: LiveTable, columns: Sequence[TableColumn]) -> None:
    """Write a table: headings, cells, filters, widths. All columns have as many values as the place has rows."""
    heads = [
        {
            "header": column.heading,
            "header_format": sheet.styles(
                "head", *(["right"] if column.kind in FIGURES else ["centre"] if column.kind in {"grade", "date"} else [])
            ),
        }
        | ({"formula": column.formula} if column.formula else {})
        for column in columns
    ]
    options = {"name": place.name, "columns": heads, "style": None, "autofilter": True}
    area, worksheet = (place.first, 0, place.last, len(columns) - 1), _block_sheet(sheet, place.first + 1, columns)
    sheet.checked(worksheet.add_live_table(area, options) if worksheet else sheet.worksheet.add_table(*area, options), "a table")
    write_columns(sheet, place.first + 1, 0, columns)
    for position, column in enumerate(columns):
        if column.hidden:
            sheet.hide(position)
            continue
        texts = texts_in(column.values)
        # A heading wraps between words, never inside one; its filter button takes four letters more.
        heading = fitted([f"{word}____" for word in column.heading.split()], 9, 40)
        sheet.widths(max(heading, fitted(texts, 9, column.width)), first=position)


def write_columns(sheet: Sheet, first: int, left: int, columns: Sequence[TableColumn]) -> None:
    """Write the cells of columns side by side, from a row and a column on. Many rows are written as a block: the file is the same."""
    worksheet = _block_sheet(sheet, first, columns)
    columns = [replace(column, values=_plain(column.values)) for column in columns]
    if worksheet is None:
        for position, column in enumerate(columns, start=left):
            looks = looks_of(column)
            for row, value in enumerate(column.values, start=first):
                _write(sheet, (row, position), column, value, looks)
        return
    filled = [_filled(sheet, worksheet, first, column) for column in columns]
    sheet.checked(worksheet.add_block(first, left, filled), "a list")
    for position, (column, made) in enumerate(zip(columns, filled, strict=True), start=left):
        sheet.remember_column(first, position, made.values if column.formula else column.values, looks_of(column))


def _block_sheet(sheet: Sheet, first: int, columns: Sequence[TableColumn]) -> BlockSheet | None:
    """Return the worksheet where it takes the columns as a block; None where they have to be written cell by cell."""
    worksheet = block_sheet(sheet, first, len(columns[0].values))
    return None if worksheet is None or any(worksheet.spills(column.formula) for column in columns) else worksheet


def _filled(sheet: Sheet, worksheet: BlockSheet, first: int, column: TableColumn) -> BlockColumn:
    """Return a column of a block: what `_write` writes cell by cell."""
    looks = looks_of(column)
    if column.formula:
        sheet.check_length(first, column.formula)
        return formula_column(sheet, worksheet, column.formula, column.values, looks)
    if column.kind in {"client", "identifier", "grade"}:
        return client_column(sheet, worksheet, column.values, looks)
    if column.kind == "text":
        return text_column(sheet, worksheet, column.values, looks)
    if column.kind == "date":
        return date_column(sheet, worksheet, column.values, looks)
    return number_column(sheet, column.values, looks)


_SURE = frozenset({str, int, bool, dt.date, type(None)})
"""Kinds of values of which none is missing but None."""


def _plain(values: Sequence[Any]) -> Sequence[Any]:
    """Return values with None for all that is missing, however the table says it."""
    if set(map(type, values)) <= _SURE:
        return values
    return [None if value is None or value is pd.NA or value != value else value for value in values]  # noqa: PLR0124


def looks_of(column: TableColumn) -> tuple[str, ...]:
    """Return the styles of a column's cells."""
    if column.hidden:  # a text that nobody sees must not make its row higher
        return (column.kind,) if column.kind in {*FIGURES, "identifier"} else ()
    entry = ("input",) if column.entry else ("line",)
    if column.kind in {"client", "text"}:
        return (*entry, "wrap", *(["plain"] if column.entry else []), "middle")
    if column.kind in {"identifier", "grade"}:
        return (*entry, "wrap", column.kind, "middle")
    return (*entry, column.kind, "middle")


def _write(sheet: Sheet, place: tuple[int, int], column: TableColumn, value: Any, looks: tuple[str, ...]) -> None:
    row, col = place
    if column.formula:
        sheet.formula(row, col, column.formula, value, *looks)
    elif column.kind in {"client", "identifier", "grade"}:
        sheet.client(row, col, value, *looks)
    elif column.kind == "text":
        sheet.text(row, col, value or "", *looks)
    elif column.kind == "date":
        sheet.date(row, col, value, *looks)
    else:
        sheet.number(row, col, value, *looks)


def escaped(heading: str) -> str:
    """Return a heading as structured references write it: a quote mark before each special character."""
    return "".join(f"'{sign}" if sign in "[]#'@" else sign for sign in heading)


def unique_headings(headings: dict[str, str]) -> dict[str, str]:
    """Return headings of which no two are alike, in any case of letters; a later one that is taken gets a number."""
    found: dict[str, str] = {}
    for key, heading in headings.items():
        shown, n = heading, 2
        while shown.lower() in {other.lower() for other in found.values()}:
            shown, n = f"{heading} ({n})", n + 1
        found[key] = shown
    return found
