"""An Excel table written column by column: headings, filters, cells with their formulas and the engine's values as cached results."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from segkit.deliverables.excel.cells import Sheet, fitted
from segkit.words import is_missing

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
    sheet.checked(sheet.worksheet.add_table(place.first, 0, place.last, len(columns) - 1, options), "a table")
    for position, column in enumerate(columns):
        looks = looks_of(column)
        for row, value in enumerate(column.values, start=place.first + 1):
            _write(sheet, (row, position), column, value, looks)
        if column.hidden:
            sheet.hide(position)
            continue
        texts = [value for value in column.values if isinstance(value, str)]
        # A heading wraps between words, never inside one; its filter button takes four letters more.
        heading = fitted([f"{word}____" for word in column.heading.split()], 9, 40)
        sheet.widths(max(heading, fitted(texts, 9, column.width)), first=position)


def looks_of(column: TableColumn) -> tuple[str, ...]:
    """Return the styles of a column's cells."""
    if column.hidden:  # a text that nobody sees must not make its row higher
        return (column.kind,) if column.kind in {*FIGURES, "identifier"} else ()
    entry = ("input",) if column.entry else ("line",)
    if column.kind in {"client", "text"}:
        return (*entry, "wrap", "plain") if column.entry else (*entry, "wrap")
    if column.kind == "identifier":
        return (*entry, "wrap", "identifier")
    return (*entry, "wrap", column.kind, "top") if column.kind == "grade" else (*entry, column.kind, "top")


def _write(sheet: Sheet, place: tuple[int, int], column: TableColumn, value: Any, looks: tuple[str, ...]) -> None:
    row, col = place
    value = None if is_missing(value) else value
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
