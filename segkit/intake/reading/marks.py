"""What stands in a sheet's XML beside its values: error cells, formulas never worked out, hidden rows and columns, a filter."""

import re
from dataclasses import dataclass, field

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b([^>]*\bt=[\"']e[\"'][^>]*)>(?:\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>))?\s*<(?:\w+:)?v>([^<]*)<"
)
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^>]*[^>/]|)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|(?P<empty><(?:\w+:)?v>\s*</(?:\w+:)?v>))?\s*</(?:\w+:)?c>"
)
_WRITTEN_BY_OPENPYXL = b'<outlinePr summaryBelow="1" summaryRight="1"'
"""openpyxl writes the defaults out, in every sheet; Excel and XlsxWriter never do."""
_PLACE = re.compile(rb"\br=[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"']")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=[\"']\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})[\"']")
_TEXT_RESULT = re.compile(rb"\bt=[\"']str[\"']")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_MIN_MAX = re.compile(rb"\b(min|max)=[\"'](\d+)[\"']")


@dataclass
class Marks:
    """Places are (row, column) from 0."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    formulas: int = 0
    hidden_rows: int = 0
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last of each run of hidden columns."""
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row, last column of each merged area."""
    filtered: bool = False


def marks_in(xml: bytes) -> Marks:
    """Return the marks in the XML of one worksheet.

    Only what occurs at all is looked for closely: most sheets hold none of it, and a search for a few bytes costs next to nothing.
    """
    marks = Marks()
    begin, end = xml.find(b"sheetData"), xml.rfind(b"sheetData")
    head, tail = xml[: max(begin, 0)], xml[max(end, 0) :]
    if _has(xml, begin, end, b"e", b't="e"', b"t='e'"):
        marks.errors = {place: found[2].decode("ascii", "replace") for found in _ERROR.finditer(xml) if (place := _place(found[1]))}
    if _has(xml, begin, end, b"f", b"<f", b":f>", b":f "):
        marks.formulas = len(re.findall(rb"<(?:\w+:)?f[\s>/]", xml))
        marks.uncalculated = _uncalculated(xml, empty_is_unknown=_WRITTEN_BY_OPENPYXL in head)
    if _has(xml, begin, end, b"h", b"hidden="):
        marks.hidden_rows = sum(bool(_HIDDEN.search(found[1])) for found in _ROW.finditer(xml))
    marks.hidden_columns = [_columns(found[1]) for found in _COLUMN.finditer(head) if _HIDDEN.search(found[1])]
    areas = ((_place_of(found[1], found[2]), _place_of(found[3], found[4])) for found in _MERGED.finditer(tail))
    marks.merged = [(*first, *last) for first, last in areas]
    marks.filtered = b"filterColumn" in tail
    return marks


def _has(xml: bytes, begin: int, end: int, letter: bytes, *sought: bytes) -> bool:
    """Return whether the cells' XML has one of the texts sought; one letter of them, which is rare there, is looked for first, as that is ten times faster."""
    return xml.find(letter, begin + len(b"sheetData"), end) >= 0 and any(xml.find(text, begin, end) >= 0 for text in sought)


def _uncalculated(xml: bytes, *, empty_is_unknown: bool) -> list[tuple[int, int]]:
    """Return the places of formulas without a result.

    An empty result written out is an empty text, as XlsxWriter writes it; openpyxl with lxml writes the same for a formula that nobody worked out.
    """
    return [
        place
        for found in _FORMULA.finditer(xml)
        if not _TEXT_RESULT.search(found[1]) and (empty_is_unknown or not found["empty"]) and (place := _place(found[1]))
    ]


def _columns(attributes: bytes) -> tuple[int, int]:
    ends = {key: int(number) for key, number in _MIN_MAX.findall(attributes)}
    return ends.get(b"min", 1) - 1, ends.get(b"max", 1) - 1


def _place(attributes: bytes) -> tuple[int, int] | None:
    found = _PLACE.search(attributes)
    return None if found is None else _place_of(found[1], found[2])


def _place_of(letters: bytes, number: bytes) -> tuple[int, int]:
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - 64
    return int(number) - 1, column - 1
