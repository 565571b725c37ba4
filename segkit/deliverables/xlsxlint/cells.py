"""The cells of one sheet, scanned as bytes: a sheet of a hundred thousand rows is looked at in seconds.

A row written as XlsxWriter, openpyxl and Excel write it is taken apart by one expression that must cover it to the last byte; any other
row is parsed and written anew in that form first.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape

from defusedxml.ElementTree import fromstring

from segkit.deliverables.xlsxlint.formulas import Formulas
from segkit.deliverables.xlsxlint.markup import attribute, child, named, plain, units, whole
from segkit.deliverables.xlsxlint.problem import Problem
from segkit.deliverables.xlsxlint.references import LAST_COLUMN, LAST_ROW, area, cell, column_letters, column_number
from segkit.deliverables.xlsxlint.stream import Stream
from segkit.deliverables.xlsxlint.styles import Looks

LONGEST_TEXT = 32_767
ERRORS = frozenset({b"#NULL!", b"#DIV/0!", b"#VALUE!", b"#REF!", b"#NAME?", b"#NUM!", b"#N/A", b"#GETTING_DATA"})
_NEWER_ERRORS = re.compile(rb"#[A-Z_]+[!?]")
KINDS = frozenset({"b", "d", "e", "inlineStr", "n", "s", "str"})

_CELL = re.compile(
    rb'(<c r="([A-Z]{1,7})(\d{1,10})"((?: \w+="[^"<>&]*")*) ?'
    rb"(?:/>|>(<f((?: \w+=\"[^\"<>]*\")*) ?(?:/>|>([^<]*)</f>))?(<v(?:/>| ?/>|>([^<]*)</v>))?(<is><t[^<>]*>([^<]*)</t></is>)?</c>)\s*)"
)
_NUMBER = re.compile(rb"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*")
_SPECIAL = re.compile(r'["<>&]')
_ATTRIBUTE = re.compile(r'([\w:.-]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')

Found = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes]
"""Whole, column, row, attributes, formula's tag, its attributes, its text, value's tag, value, inline text's tag, its text."""


@dataclass
class Rows:
    """What the cells of one sheet are held against, and what is gathered from them on the way."""

    part: str
    looks: Looks
    strings: int
    formulas: Formulas
    ours: bool
    wanted: dict[int, frozenset[int]]
    """Columns, by row, whose cells are headings of tables."""
    chain: set[tuple[int, int]]
    """Cells that the calculation chain names; those with a formula are taken out."""
    headings: dict[tuple[int, int], tuple[str, bytes]] = field(default_factory=dict)
    """Kind and value of each wanted cell."""
    _marks: dict[bytes, tuple[str, bool, Problem | None]] = field(default_factory=dict)
    _columns: dict[bytes, int] = field(default_factory=dict)

    def problems(self, stream: Stream) -> Iterator[Problem]:
        """Return what is wrong with the rows of a sheet and their cells."""
        last = 0
        for attributes, content, found in stream.elements():
            if attributes == b"?":
                yield self._problem("unexpected_element", "", "Something else than rows stands among the rows; Excel repairs the sheet.")
                continue
            given = {key: a or b for key, a, b in _ATTRIBUTE.findall(attributes.decode("utf-8", "replace"))}
            row = whole(given["r"]) if "r" in given else last + 1
            if row is None:
                yield self._problem("row_number", "", f"A row has the number '{given['r']}'.")
                row = last + 1
            yield from self._row_problems(row, last, given)
            last = max(last, row)
            cells: list[Found] = _CELL.findall(content)
            if sum(len(each[0]) for each in cells) != len(content.lstrip()):
                rewritten, problems = _canonical(stream, found, row)
                yield from (self._problem(*problem) for problem in problems)
                cells = _CELL.findall(rewritten)
            yield from self._cell_problems(row, cells)

    def _problem(self, rule: str, place: str, text: str) -> Problem:
        return Problem(rule, self.part, place, text)

    def _row_problems(self, row: int, last: int, given: dict[str, str]) -> Iterator[Problem]:
        if row > LAST_ROW or row < 1:
            yield self._problem("row_limit", str(row), f"Row {row} is not on the sheet, whose last row is {LAST_ROW}.")
        elif row == last:
            yield self._problem("row_twice", str(row), f"Row {row} is there twice; Excel repairs the sheet.")
        elif row < last:
            yield self._problem("row_order", str(row), f"Row {row} comes after row {last}; Excel repairs the sheet.")
        height = given.get("ht")
        if height is not None and not _NUMBER.fullmatch(height.encode()):
            yield self._problem("row_height", str(row), f"The height of row {row} is '{height}', which is no number.")
        elif height is not None and float(height) < 0:
            yield self._problem("row_height", str(row), f"The height of row {row} is {height}; it cannot be negative.")

    def _cell_problems(self, row: int, cells: list[Found]) -> Iterator[Problem]:
        before, number = 0, str(row).encode()
        for _, letters, digits, attributes, formula, of_formula, text, has_value, value, inline, within in cells:
            column = self._columns.get(letters) or self._columns.setdefault(letters, column_number(letters.decode()))
            if column <= before or digits != number or column > LAST_COLUMN:
                yield from self._place_problems(row, column, before, f"{letters.decode()}{digits.decode()}")
            before = column
            kind, quoted, fault = self._marks.get(attributes) or self._mark(attributes)
            if fault:
                yield self._problem(fault.rule, f"{letters.decode()}{row}", fault.text)
            if value or inline:
                if kind == "n":
                    wrong = not _NUMBER.fullmatch(value) or (quoted and not formula)
                elif kind == "s":
                    wrong = not value.isdigit() or len(value) > 10 or int(value) >= self.strings
                else:
                    wrong = kind not in {"str", "inlineStr"} or len(value) > LONGEST_TEXT or len(within) > LONGEST_TEXT
                if wrong:
                    yield from self._value_problems(f"{letters.decode()}{row}", kind, within if inline else value, quoted=quoted)
            if formula:
                missing = self.ours and not has_value.endswith(b"</v>")
                if missing or self.chain or (text and self.formulas.escaped(text)):
                    yield from self._formula_problems((row, column), of_formula, text, missing=missing)
            if row in self.wanted and column in self.wanted[row]:
                self.headings[row, column] = (kind, within if inline else value)

    def _place_problems(self, row: int, column: int, before: int, place: str) -> Iterator[Problem]:
        if column > LAST_COLUMN:
            yield self._problem("column_limit", place, f"Column {column_letters(column)} is not on the sheet, whose last column is XFD.")
        elif not place.endswith(str(row)) or place != f"{column_letters(column)}{row}":
            yield self._problem("cell_in_wrong_row", place, f"The cell {place} stands in row {row}.")
        elif column == before:
            yield self._problem("cell_twice", place, f"The cell {place} is there twice; Excel repairs the sheet.")
        elif column < before:
            text = f"The cell {place} comes after column {column_letters(before)} of its row; Excel repairs the sheet."
            yield self._problem("cell_order", place, text)

    def _mark(self, attributes: bytes) -> tuple[str, bool, Problem | None]:
        """Return what a cell's attributes say: its kind, whether its look begins with a quote mark, and what is wrong with them."""
        given = {key: a or b for key, a, b in _ATTRIBUTE.findall(attributes.decode("utf-8", "replace"))}
        kind, look = given.get("t", "n"), whole(given.get("s", "0"))
        fault = None
        if kind not in KINDS:
            fault = self._problem("cell_type", "", f"A cell has the type '{kind}', which Excel does not know.")
        elif look is None or not 0 <= look < max(self.looks.cells, 1):
            text = f"A cell has the look number {given.get('s')}, but the file has {self.looks.cells}; Excel repairs the styles."
            fault = self._problem("style_index", "", text)
        self._marks[attributes] = kind, look in self.looks.quoted, fault
        return self._marks[attributes]

    def _value_problems(self, place: str, kind: str, value: bytes, *, quoted: bool) -> Iterator[Problem]:
        """Say what is wrong with a value; called only for those that may be."""
        shown = plain(value)[:40]
        if kind == "n" and not _NUMBER.fullmatch(value):
            yield self._problem("cell_number", place, f"The number of the cell is '{shown}', which is none; Excel refuses the sheet.")
        elif kind == "n":
            text = f"The cell holds the number {shown} under a look that begins with a quote mark, which is for texts."
            yield self._problem("quote_prefix_number", place, text)
        elif kind == "s":
            text = f"The cell refers to the shared text number {shown}, but the file has {self.strings}."
            yield self._problem("string_index", place, text)
        elif kind == "b" and value not in {b"0", b"1"}:
            yield self._problem("cell_boolean", place, f"The cell is to be true or false, but holds '{shown}'.")
        elif kind == "d" and not _is_date(shown):
            yield self._problem("cell_date", place, f"The cell is to hold a date, but holds '{shown}'.")
        elif kind == "e" and value not in ERRORS and not _NEWER_ERRORS.fullmatch(value):
            yield self._problem("cell_error_code", place, f"The cell holds the error '{shown}', which Excel does not know.")
        elif kind == "e" and self.ours:
            yield self._problem("cached_error", place, f"The cell shows the error {shown}.")
        elif kind in {"str", "inlineStr"} and units(plain(value)) > LONGEST_TEXT:
            text = f"The text of the cell has {units(plain(value))} characters; Excel allows {LONGEST_TEXT}."
            yield self._problem("text_too_long", place, text)

    def _formula_problems(self, at: tuple[int, int], attributes: bytes, text: bytes, *, missing: bool) -> Iterator[Problem]:
        place = f"{column_letters(at[1])}{at[0]}"
        if text:
            yield from (self._problem(rule, place, sentence) for rule, sentence in self.formulas.escaped(text))
        if missing:
            yield self._problem(
                "cached_value_missing", place, "The formula has no result stored with it; other programs show 0 or nothing."
            )
        if self.chain:
            self.chain.discard(at)
            if b"ref=" in attributes:
                self._take_array_out(attributes)

    def _take_array_out(self, attributes: bytes) -> None:
        found = re.search(rb'ref="([^"]*)"', attributes)
        covered = area(found[1].decode("ascii", "replace")) if found and b'"array"' in attributes else None
        if covered:
            top, left, bottom, right = covered
            self.chain -= {at for at in self.chain if top <= at[0] <= bottom and left <= at[1] <= right}


def _is_date(text: str) -> bool:
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _canonical(stream: Stream, row: bytes, number: int) -> tuple[bytes, list[tuple[str, str, str]]]:
    """Return the cells of a row, parsed and written anew in the form that is scanned, and what could not be written so."""
    root = re.search(rb"<([\w.:-]+)[^>]*>", stream.head)
    try:
        element: Element = fromstring(root[0] + row + b"</" + root[1] + b">" if root else b"", forbid_dtd=True)
    except ParseError:
        return b"", [("row_unreadable", str(number), f"Row {number} is written in a way that could not be read apart from its sheet.")]
    cells, problems, column = [], [], 0
    for found in named(element, "c"):
        place = attribute(found, "r") or f"{column_letters(column + 1)}{number}"
        if not re.fullmatch(r"[A-Z]{1,7}\d{1,10}", place):
            problems.append(("cell_reference", place, f"A cell of row {number} has the place '{place}', which is none."))
            continue
        column = (cell(place) or (0, column + 1))[1]
        cells.append(_written(found, place))
    return "".join(cells).encode("utf-8", "replace"), problems


def _written(found: Element, place: str) -> str:
    """Return one cell in the form that is scanned."""
    formula, value, inline = (child(found, name) for name in ("f", "v", "is"))
    parts = [f'<c r="{place}"{_given(found, "s", "t")}>']
    if formula is not None:
        parts.append(f"<f{_given(formula, 't', 'ref', 'si')}>{escape(formula.text or '')}</f>")
    if value is not None:
        parts.append(f"<v>{escape(value.text or '')}</v>")
    if inline is not None:
        text = "".join(each.text or "" for each in named(inline, "t"))
        parts.append(f"<is><t>{escape(text)}</t></is>")
    return "".join([*parts, "</c>"])


def _given(element: Element, *keys: str) -> str:
    """Return the attributes of these names as they stand in a tag, without signs that would need an escape."""
    return "".join(f' {key}="{_SPECIAL.sub("?", attribute(element, key))}"' for key in keys if attribute(element, key))
