"""Excel's own files (.xlsx, .xlsm), by openpyxl: once for the formulas, once for what they came to."""

from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.cell import range_boundaries

from segkit.errors import SourceError
from segkit.intake.reading.refusals import damaged
from segkit.returned.book import Area, Cell, ReturnedBook, Sheet


def read_xlsx(name: str, content: bytes) -> ReturnedBook:
    """Return the workbook's cells. Raises SourceError where a part of it cannot be read."""
    try:
        live, values = (openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=only) for only in (False, True))
        results = {sheet.title: _values(sheet) for sheet in values.worksheets}
        sheets = tuple(_sheet(sheet, results.get(sheet.title, {})) for sheet in live.worksheets)
        names = {key: area for key, defined in live.defined_names.items() if (area := _area(defined)) is not None}
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, EOFError, ParseError, BadZipFile):
        raise _damaged(name) from None
    return ReturnedBook(name, sheets, names)


def _damaged(name: str) -> SourceError:
    return damaged(name)


def _sheet(sheet: Any, results: dict[tuple[int, int], Any]) -> Sheet:
    sheet.reset_dimensions()
    rows: dict[int, dict[int, Cell]] = {}
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.value is None:
                continue
            at = (cell.row, cell.column)
            made = Cell(results.get(at), _formula(cell.value)) if cell.data_type == "f" else Cell(cell.value)
            rows.setdefault(cell.row, {})[cell.column] = made
    return Sheet(sheet.title, rows)


def _values(sheet: Any) -> dict[tuple[int, int], Any]:
    sheet.reset_dimensions()
    return {(cell.row, cell.column): cell.value for cells in sheet.iter_rows() for cell in cells if cell.value is not None}


def _formula(value: Any) -> str:
    """Return a formula's text; one that fills several cells at once is an object of openpyxl's."""
    return str(getattr(value, "text", value))


def _area(defined: Any) -> Area | None:
    found = list(defined.destinations)
    if len(found) != 1:
        return None
    sheet, cells = found[0]
    left, top, right, bottom = range_boundaries(cells)
    return Area(sheet, top, left, bottom, right) if None not in {left, top, right, bottom} else None
