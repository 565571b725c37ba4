"""OpenDocument workbooks (.ods), of which content.xml is read row by row, formulas included."""

import datetime as dt
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.utils.cell import range_boundaries

from segkit.errors import SourceError
from segkit.intake.reading.refusals import damaged
from segkit.returned.book import Area, Cell, ReturnedBook, Sheet, Value

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

MOST_CELLS = 5_000_000
"""Filled cells that are taken in; a cell may say that it is repeated any number of times."""


def read_ods(name: str, content: bytes) -> ReturnedBook:
    """Return the workbook's cells. Raises SourceError where it cannot be read, or repeats its cells beyond measure."""
    try:
        with ZipFile(BytesIO(content)) as zipped, zipped.open("content.xml") as part:
            return _Reading(name).read(iterparse(part, events=("start", "end"), forbid_dtd=True))
    except (KeyError, ValueError, ParseError, BadZipFile, DefusedXmlException, EOFError):
        raise damaged(name) from None


class _Reading:
    """One pass over content.xml."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sheets: list[Sheet] = []
        self.names: dict[str, Area] = {}
        self.count = 0

    def read(self, events: Iterator[tuple[str, Any]]) -> ReturnedBook:
        rows: dict[int, dict[int, Cell]] = {}
        title, row, depth = "", 1, 0
        for event, element in events:
            if element.tag == f"{_TABLE}table":
                depth += 1 if event == "start" else -1
                if event == "start" and depth == 1:
                    title, rows, row = element.get(f"{_TABLE}name", ""), {}, 1
                elif event == "end" and depth == 0:
                    self.sheets.append(Sheet(title, rows))
                    element.clear()
            elif event == "end" and element.tag == f"{_TABLE}table-row" and depth == 1:
                row = self._row(rows, row, element)
                element.clear()
            elif event == "end" and element.tag == f"{_TABLE}named-range" and depth == 0:
                self._name(element)
        return ReturnedBook(self.name, tuple(self.sheets), self.names)

    def _row(self, rows: dict[int, dict[int, Cell]], row: int, element: Any) -> int:
        """Take in one row, which may stand for several; return the number of the next one."""
        cells, col = {}, 1
        for child in element:
            if child.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
                continue
            cell, times = _cell(child), int(child.get(f"{_TABLE}number-columns-repeated", 1))
            if not cell.is_empty:
                self._counted(times)
                cells.update(dict.fromkeys(range(col, col + times), cell))
            col += times
        times = int(element.get(f"{_TABLE}number-rows-repeated", 1))
        if cells:
            self._counted(len(cells) * (times - 1))
            rows.update(dict.fromkeys(range(row, row + times), cells))
        return row + times

    def _counted(self, cells: int) -> None:
        self.count += cells
        if self.count > MOST_CELLS:
            raise SourceError(
                f"{self.name} holds more than {MOST_CELLS} cells. Remove what was filled in by repetition, and return it again.",
                code="SEG-A06",
            )

    def _name(self, element: Any) -> None:
        match = _ADDRESS.fullmatch(element.get(f"{_TABLE}cell-range-address", ""))
        if match:
            sheet = (match["quoted"] or match["plain"]).replace("''", "'")
            left, top, right, bottom = range_boundaries(match["first"] + (":" + match["last"] if match["last"] else ""))
            self.names[element.get(f"{_TABLE}name", "")] = Area(sheet, top, left, bottom, right)


_ADDRESS = re.compile(
    r"\$?(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'.]+))\.(?P<first>\$?[A-Z]+\$?\d+)(?::(?:[^:]*)\.(?P<last>\$?[A-Z]+\$?\d+))?"
)


def _cell(element: Any) -> Cell:
    formula = element.get(f"{_TABLE}formula")
    return Cell(_value(element), None if formula is None else "=" + formula.partition("=")[2])


def _value(element: Any) -> Value:
    kind = element.get(f"{_OFFICE}value-type")
    if kind in {"float", "currency", "percentage"}:
        number = float(element.get(f"{_OFFICE}value"))
        return int(number) if number.is_integer() else number
    if kind == "date":
        return dt.datetime.fromisoformat(element.get(f"{_OFFICE}date-value").removesuffix("Z"))
    if kind == "boolean":
        return bool(element.get(f"{_OFFICE}boolean-value") == "true")
    if kind == "string" and element.get(f"{_OFFICE}string-value") is not None:
        return str(element.get(f"{_OFFICE}string-value"))
    paragraphs = [_text(child) for child in element if child.tag == f"{_TEXT}p"]
    return "\n".join(paragraphs) or None


def _text(element: Any) -> str:
    """Return a paragraph's text; repeated blanks, tabs and line ends are elements of their own."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * int(child.get(f"{_TEXT}c", 1)))
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif not child.tag.startswith(_OFFICE):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
