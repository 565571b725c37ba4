"""A returned workbook as plain cells: every sheet's values and formulas, the names of its cells, and its mark."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_col_to_name

from segkit.intake.marked import MARK_SHEET, Mark

Value = str | int | float | bool | dt.datetime | dt.date | dt.time | None


class Cell(NamedTuple):
    """A cell's value, and its formula where it has one; a formula that was never worked out has no value."""

    value: Value = None
    formula: str | None = None

    @property
    def is_empty(self) -> bool:
        return self.formula is None and (self.value is None or (isinstance(self.value, str) and not self.value.strip()))


EMPTY = Cell()


class Area(NamedTuple):
    """Cells that have a name: their sheet, and the first and the last row and column, from 1 on."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet: row -> column -> cell, both from 1 on, without the empty ones."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]]

    def cell(self, row: int, col: int) -> Cell:
        return self.rows.get(row, {}).get(col, EMPTY)


@dataclass(frozen=True)
class ReturnedBook:
    """A workbook as it was read."""

    file: str
    sheets: tuple[Sheet, ...]
    names: Mapping[str, Area]

    @cached_property
    def _by_name(self) -> dict[str, Sheet]:
        return {sheet.name: sheet for sheet in self.sheets}

    def sheet(self, name: str) -> Sheet | None:
        return self._by_name.get(name)

    def named(self, name: str) -> dict[tuple[int, int], tuple[str, Cell]] | None:
        """Return the cells of a name: (row, column) within it -> (place, cell); None where the name or its sheet is gone."""
        area = self.names.get(name)
        sheet = self.sheet(area.sheet) if area else None
        if area is None or sheet is None:
            return None
        return {
            (row - area.top, col - area.left): (place(sheet.name, row, col), sheet.cell(row, col))
            for row in range(area.top, area.bottom + 1)
            for col in range(area.left, area.right + 1)
        }

    @cached_property
    def mark(self) -> Mark | None:
        """What the workbook says of itself; None where it is none of segkit's."""
        sheet = self.sheet(MARK_SHEET)
        value = _json(str(sheet.cell(1, 1).value)) if sheet else None
        return value if isinstance(value, dict) and "kind" in value else None

    @cached_property
    def described(self) -> Any:
        """The layout below the mark, as plain data; None where it is missing or damaged."""
        sheet = self.sheet(MARK_SHEET)
        pieces = [str(sheet.cell(row, 1).value) for row in sorted(sheet.rows) if row > 1 and 1 in sheet.rows[row]] if sheet else []
        return _json("".join(pieces))


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def place(sheet: str, row: int, col: int) -> str:
    """Return a cell's place as Excel writes it in a sentence: Customers!H17."""
    return f"{sheet}!{xl_col_to_name(col - 1)}{row}"
