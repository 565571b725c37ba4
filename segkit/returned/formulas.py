"""Formulas as they are compared: the same rule in a table's own words, in A1 references and in OpenDocument is the same text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.utils.cell import coordinate_from_string

from segkit.returned.tables import FoundTable, Head

_STRING = r'"(?:[^"]|"")*"'
_HEADING = r"(?:[^\[\]']|'.)+"
_THIS_ROW = (
    rf"(?:[A-Za-z_][\w.]*)?\[\[#This Row\][,;]\s*\[(?P<quoted>{_HEADING})\](?::\[(?P<quoted_end>{_HEADING})\])?\]"
    rf"|(?:[A-Za-z_][\w.]*)?\[@\[?(?P<at>{_HEADING})\]?(?::\[(?P<at_end>{_HEADING})\]\]?)?\]"
)
_ODS = r"\[(?P<ods>[^\[\]]*\.[^\[\]]*)\]"
_COLUMN = rf"(?P<table>[A-Za-z_][\w.]*)\[(?P<column>{_HEADING})\]"
_CELL = r"\$?[A-Z]{1,3}\$?\d{1,7}"
_A1 = rf"(?P<sheet>(?:'(?:[^']|'')+'|[A-Za-z_]\w*)!)?(?P<cells>{_CELL}(?::{_CELL})?)(?![\w(.:])"
_TOKEN = re.compile(rf"(?P<string>{_STRING})|{_THIS_ROW}|{_COLUMN}|{_ODS}|(?<![\w.:$]){_A1}")
_ODS_CELLS = re.compile(rf"\$?(?P<sheet>'(?:[^']|'')+'|[^'.:]*)\.(?P<first>{_CELL})(?::\.(?P<last>{_CELL}))?")
_NUMBER = re.compile(r"(?<![\w.$])\d+(?:\.\d+)?(?:E[+-]?\d{1,2})?(?![\w.(])")
"""A number in a formula; 1E-11 in one program is 0.00000000001 in another."""
_PREFIX = re.compile(r"_xlfn\.|_xlws\.|com\.microsoft\.", re.IGNORECASE)


@dataclass(frozen=True)
class Columns:
    """The columns of a workbook's tables: the key of each table by the name that Excel has for it, and the heading rows of each sheet."""

    keys: Mapping[str, str]
    heads: Mapping[str, tuple[tuple[str, Head], ...]]

    @classmethod
    def of(cls, tables: Iterable[FoundTable]) -> "Columns":
        keys: dict[str, str] = {}
        heads: dict[str, tuple[tuple[str, Head], ...]] = {}
        for table in tables:
            keys[table.layout.name.casefold()] = table.layout.key
            for head in table.heads:
                heads[head.sheet] = (*heads.get(head.sheet, ()), (table.layout.key, head))
        return cls(keys, heads)

    def named(self, table: str, heading: str) -> str | None:
        """Return a column as formulas are compared by it, None where no table has that name."""
        key = self.keys.get(table.casefold())
        return None if key is None else _own(f"{key}: {heading}")

    def below(self, sheet: str, col: str, top: int) -> str | None:
        """Return the column whose cells begin in a row, None where no heading stands above it."""
        for key, head in self.heads.get(sheet, ()):
            if head.row == top - 1 and col in head.headings:
                return _own(f"{key}: {head.headings[col]}")
        return None


@dataclass(frozen=True)
class _Here:
    """Where a formula stands: its row below a heading row, among the columns of its workbook."""

    head: Head
    row: int
    columns: Columns


def plain_formula(formula: str, head: Head, row: int, columns: Columns) -> str:
    """Return a formula of a row with each reference into the same row as its heading, each to a table's column by its name, and everything
    else in one way of writing."""
    here = _Here(head, row, columns)

    def told(match: re.Match[str]) -> str:
        if match["string"] is not None:
            return match["string"]
        heading = match["quoted"] or match["at"]
        if heading is not None:
            ends = (heading, match["quoted_end"] or match["at_end"])
            return ":".join(_own(_unquoted(end)) for end in ends if end)
        if match["table"] is not None:
            return columns.named(match["table"], _unquoted(match["column"])) or match[0]
        if match["ods"] is not None:
            return _from_ods(match["ods"], here)
        return _cells(match["sheet"] or "", match["cells"], here)

    text = _TOKEN.sub(told, formula.strip().removeprefix("="))
    return _outside_strings(text)


def _unquoted(heading: str) -> str:
    return re.sub("'(.)", r"\1", heading)


def _from_ods(reference: str, here: _Here) -> str:
    match = _ODS_CELLS.fullmatch(reference)
    if match is None:
        return f"[{reference}]"
    named = match["sheet"].lstrip("$")
    cells = ":".join(filter(None, (match["first"], match["last"])))
    return _cells(f"{named}!" if named else "", cells, here)


def _cells(named: str, cells: str, here: _Here) -> str:
    """Return one cell, or a range from one to another: those of the row itself by their headings, a column of a table by its name."""
    other = named.removesuffix("!").strip("'").replace("''", "'")
    places = [coordinate_from_string(cell.replace("$", "")) for cell in cells.split(":")]
    headings = here.head.headings
    if other in {"", here.head.sheet} and all(at == here.row and col in headings for col, at in places):
        return ":".join(_own(headings[col]) for col, _ in places)
    (col, top), (last_col, _) = places[0], places[-1]
    if col == last_col and len(places) > 1:
        column = here.columns.below(other or here.head.sheet, col, top)
        if column is not None:
            return column
    return (f"{other}!" if other else "") + ":".join(f"{col}{at}" for col, at in places)


def _own(heading: str) -> str:
    return "«" + " ".join(heading.split()) + "»"


def _outside_strings(text: str) -> str:
    """Return the text without blanks and prefixes, in capitals and with commas, except inside texts and headings."""
    parts = re.split(rf"({_STRING}|«[^»]*»)", text)
    for i in range(0, len(parts), 2):
        part = _PREFIX.sub("", re.sub(r"\s+", "", parts[i])).upper().replace(";", ",")
        part = re.sub(r"\b(TRUE|FALSE)\(\)", r"\1", part)
        parts[i] = _NUMBER.sub(lambda number: f"{Decimal(number[0]).normalize():f}", part)
    return "".join(parts)
