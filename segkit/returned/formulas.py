"""Formulas as they are compared: the same rule in a table's own words, in A1 references and in OpenDocument is the same text."""

import re
from collections.abc import Mapping

_STRING = r'"(?:[^"]|"")*"'
_THIS_ROW = (
    r"(?:[A-Za-z_][\w.]*)?\[\[#This Row\][,;]\s*\[(?P<quoted>(?:[^\[\]']|'.)+)\]\]"
    r"|(?:[A-Za-z_][\w.]*)?\[@\[?(?P<at>(?:[^\[\]']|'.)+)\]?\]"
)
_ODS = r"\[(?P<ods>[^\[\]]*\.[^\[\]]*)\]"
_A1 = r"(?P<sheet>(?:'(?:[^']|'')+'|[A-Za-z_]\w*)!)?\$?(?P<col>[A-Z]{1,3})\$?(?P<row>\d{1,7})(?![\w(.])(?!:)"
_TOKEN = re.compile(rf"(?P<string>{_STRING})|{_THIS_ROW}|{_ODS}|(?<![\w.:$]){_A1}")
_ODS_CELL = re.compile(r"\$?(?P<sheet>'(?:[^']|'')+'|[^'.]*)\.\$?(?P<col>[A-Z]{1,3})\$?(?P<row>\d+)")
_PREFIX = re.compile(r"_xlfn\.|_xlws\.|com\.microsoft\.", re.IGNORECASE)


def plain_formula(formula: str, sheet: str, row: int, headings: Mapping[str, str]) -> str:
    """Return a formula of a row with each reference into the same row as its heading, and everything else in one way of writing.

    `headings` maps the letters of the sheet's columns to their headings.
    """

    def told(match: re.Match[str]) -> str:
        if match["string"] is not None:
            return match["string"]
        heading = match["quoted"] or match["at"]
        if heading is not None:
            return _own(re.sub("'(.)", r"\1", heading))
        if match["ods"] is not None:
            return _from_ods(match["ods"], sheet, row, headings)
        return _cell(match["sheet"] or "", match["col"], int(match["row"]), (sheet, row, headings))

    text = _TOKEN.sub(told, formula.strip().removeprefix("="))
    return _outside_strings(text)


def _from_ods(reference: str, sheet: str, row: int, headings: Mapping[str, str]) -> str:
    match = _ODS_CELL.fullmatch(reference)
    if match is None:
        return f"[{reference}]"
    named = match["sheet"].lstrip("$")
    return _cell(f"{named}!" if named else "", match["col"], int(match["row"]), (sheet, row, headings))


def _cell(named: str, col: str, at: int, here: tuple[str, int, Mapping[str, str]]) -> str:
    sheet, row, headings = here
    other = named.removesuffix("!").strip("'").replace("''", "'")
    if other in {"", sheet} and at == row and col in headings:
        return _own(headings[col])
    return f"{other + '!' if other else ''}{col}{at}"


def _own(heading: str) -> str:
    return "«" + " ".join(heading.split()) + "»"


def _outside_strings(text: str) -> str:
    """Return the text without blanks and prefixes, in capitals and with commas, except inside texts and headings."""
    parts = re.split(rf"({_STRING}|«[^»]*»)", text)
    for i in range(0, len(parts), 2):
        part = _PREFIX.sub("", re.sub(r"\s+", "", parts[i])).upper().replace(";", ",")
        parts[i] = re.sub(r"\b(TRUE|FALSE)\(\)", r"\1", part)
    return "".join(parts)
