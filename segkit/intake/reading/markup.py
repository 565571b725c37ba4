"""Tables that only look like workbooks: HTML saved as .xls, and Excel's XML of 2003."""

import datetime as dt
import re
from collections import Counter
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from bs4 import BeautifulSoup, Tag
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from segkit.errors import SourceError
from segkit.intake.reading.columns import plain_cells
from segkit.intake.reading.refusals import damaged, incomplete, with_document_type

MOST_COLUMNS = 16_384
MOST_ROWS_REPEATED = 10_000
"""A cell that claims more rows or columns than a sheet has is cut to this."""

_CELLS = ["td", "th"]

Rows = list[tuple[int, list[Any]]]
"""Rows of a table with the number of each, counted from 0."""


_TAG = re.compile(rb"<(/?)([a-z]+)", re.IGNORECASE)
_EMPTY = frozenset({b"br", b"img", b"meta", b"link", b"col", b"hr", b"input", b"wbr", b"base"})
"""Elements that hold nothing and are never closed."""
_LEFT_OPEN = frozenset({b"td", b"th", b"tr", b"p", b"li", b"option"})
"""Elements that many programs do not close."""
DEEPEST, MOST_LEFT_OPEN = 200, 10_000
"""Elements inside one another that a page may have: the parser takes time with the square of their number."""


def html_tables(name: str, content: bytes) -> dict[str, Rows]:
    """Return each table of an HTML page that holds no other table, named by its number. Raises SourceError for a page that goes too deep."""
    if _goes_too_deep(content):
        raise damaged(name)
    page = BeautifulSoup(content, "html.parser", from_encoding=_encoding(content))
    tables = [table for table in page.find_all("table") if table.find("table") is None]
    read = {f"Table {number}": _html_rows(table) for number, table in enumerate(tables, start=1)}
    return {name: rows for name, rows in read.items() if rows}


def _goes_too_deep(content: bytes) -> bool:
    depth: Counter[bytes] = Counter()
    for found in _TAG.finditer(content.replace(b"\x00", b"")):
        tag = found[2].lower()
        depth[tag] += 0 if tag in _EMPTY else -1 if found[1] else 1
        if depth[tag] > (MOST_LEFT_OPEN if tag in _LEFT_OPEN else DEEPEST):
            return True
    return False


def _encoding(content: bytes) -> str | None:
    """Return the character set where the page does not say it: UTF-8, or what Windows writes in Western Europe."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) or b"charset" in content[:4096].lower() or b"\x00" in content[:64]:
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _html_rows(table: Tag) -> Rows:
    rows: Rows = []
    open_spans: dict[int, int] = {}
    for at, line in enumerate(table.find_all("tr")):
        row: list[Any] = []
        for cell in line.find_all(_CELLS):
            if cell.find_parent("tr") is not line:
                continue
            _skip_spanned(row, open_spans)
            wide = _span(cell, "colspan", MOST_COLUMNS - len(row))
            high = _span(cell, "rowspan", MOST_ROWS_REPEATED)
            for column in range(len(row), len(row) + wide):
                if high > 1:
                    open_spans[column] = high - 1
            row += [_html_text(cell), *[""] * (wide - 1)]
        _skip_spanned(row, open_spans)
        if any(row):
            rows.append((at, row))
    return rows


def _skip_spanned(row: list[Any], open_spans: dict[int, int]) -> None:
    """Leave the places empty that a higher cell of an earlier row covers."""
    while open_spans.get(len(row), 0) > 0:
        open_spans[len(row)] -= 1
        row.append("")


def _span(cell: Tag, name: str, most: int) -> int:
    digits = re.match(r"\s*(\d{1,7})", str(cell.get(name, "1")))
    return max(1, min(int(digits[1]) if digits else 1, most))


def _html_text(cell: Tag) -> str:
    for line_break in cell.find_all("br"):
        line_break.replace_with("\n")
    # Cells need not be closed in HTML, and an open one seems to hold all those after it.
    within = cell.find(_CELLS) is not None
    text = "".join(string for string in cell.find_all(string=True) if string.find_parent(_CELLS) is cell) if within else cell.get_text()
    return "\n".join(" ".join(line.split()) for line in text.replace("\xa0", " ").split("\n")).strip()


def xml2003_tables(name: str, content: bytes) -> dict[str, Rows]:
    """Return each worksheet of a workbook in Excel's XML of 2003. Raises SourceError: a document type, or XML that ends too early."""
    try:
        book = fromstring(content)
    except DefusedXmlException:
        raise with_document_type(name, name) from None
    except ParseError:
        raise incomplete(name, len(content)) from None
    read = {_attribute(sheet, "Name"): _xml_rows(sheet) for sheet in _named(book, "Worksheet")}
    return {sheet: rows for sheet, rows in read.items() if rows}


def _xml_rows(sheet: Element) -> Rows:
    rows: Rows = []
    at = -1
    for line in _named(sheet, "Row"):
        index = _attribute(line, "Index")
        at = int(index) - 1 if index.isdigit() else at + 1
        row: list[Any] = []
        for cell in line:
            index = _attribute(cell, "Index")
            if index.isdigit():
                row += [""] * (min(int(index) - 1, MOST_COLUMNS) - len(row))
            data = next(iter(_named(cell, "Data")), None)
            row.append("" if data is None else _xml_value(_attribute(data, "Type"), "".join(data.itertext())))
            across = _attribute(cell, "MergeAcross")
            row += [""] * (min(int(across), MOST_COLUMNS) if across.isdigit() else 0)
        if any(value != "" for value in row):
            rows.append((at, plain_cells(row)[0]))
    return rows


def _xml_value(kind: str, text: str) -> Any:
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    return text == "1" if kind == "Boolean" else text


def _named(element: Element, local: str) -> list[Element]:
    return [found for found in element.iter() if isinstance(found.tag, str) and found.tag.rsplit("}", 1)[-1] == local]


def _attribute(element: Element, local: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rsplit("}", 1)[-1] == local), "")


def read_markup(name: str, content: bytes, form: str) -> dict[str, Rows]:
    """Return the tables of an HTML or XML file, by name. Raises SourceError when there is none."""
    tables = html_tables(name, content) if form == "html" else xml2003_tables(name, content)
    if not tables:
        raise SourceError(f"{name} has no table with anything in it. Ask the client to send it again as .xlsx.", code="SEG-A12")
    return tables
