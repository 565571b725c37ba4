"""An .xlsx file as its XML parts: cells read as they stand, formulas, and copies with another text in a part.

It is read without a library on purpose: what is asked is what the file says, an error as an error, an empty text as an empty text,
a date as its serial number, before any reader has made something of it.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

Place = tuple[str, str]
"""A sheet's name and a cell such as B5."""

Value = float | str | bool

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMULA_CELL = re.compile(
    r'<c r="(?P<cell>[A-Z]+\d+)"(?P<style> s="\d+")?(?: t="\w+")?><f(?P<kind>[^>]*)>(?P<formula>[^<]*)</f>(?:<v>[^<]*</v>)?</c>'
)
_LOOKS = re.compile(rb"<drawing [^>]*/>|<(conditionalFormatting|dataValidations)\b.*?</\1>", re.DOTALL)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CELL = re.compile(r"([A-Z]+)(\d+)")


class CellError(str):
    """An error that stands in a cell, such as #N/A; a text that looks like one is a str."""


def parts(path: Path) -> dict[str, bytes]:
    """Return the file's parts by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(contents: Mapping[str, bytes], path: Path) -> Path:
    """Write parts as a file, stored plainly."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def sheet_parts(contents: Mapping[str, bytes]) -> dict[str, str]:
    """Return the part that holds each sheet, by the sheet's name, in the order of the tabs."""
    relations = {
        relation.attrib["Id"]: relation.attrib["Target"] for relation in ElementTree.fromstring(contents["xl/_rels/workbook.xml.rels"])
    }
    sheets = ElementTree.fromstring(contents["xl/workbook.xml"]).iter(f"{_MAIN}sheet")
    return {sheet.attrib["name"]: "xl/" + relations[sheet.attrib[_RELATION]].removeprefix("/xl/") for sheet in sheets}


def values(path: Path) -> dict[Place, Value]:
    """Return every cell's value by sheet and cell; cells that hold nothing, or an empty text, are left out."""
    contents = parts(path)
    texts = _shared_texts(contents)
    return {
        (name, cell): value
        for name, part in sheet_parts(contents).items()
        for cell, value in _cells(contents[part], texts)
        if value not in {None, ""}
    }


def formulas(path: Path) -> dict[Place, str]:
    """Return every formula by sheet and cell, for a file that segkit wrote."""
    contents = parts(path)
    return {
        (name, match["cell"]): "=" + unescape(match["formula"])
        for name, part in sheet_parts(contents).items()
        for match in _FORMULA_CELL.finditer(contents[part].decode())
    }


def without_results(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts with every formula cell's cached result taken out."""
    return {
        name: _FORMULA_CELL.sub(r'<c r="\g<cell>"\g<style>><f\g<kind>>\g<formula></f></c>', xml.decode()).encode()
        if name.startswith("xl/worksheets/sheet")
        else xml
        for name, xml in contents.items()
    }


def without_looks(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts without charts, conditional colours and checks of inputs, none of which any cell's value hangs on."""
    return {name: _LOOKS.sub(b"", xml) if name.startswith("xl/worksheets/sheet") else xml for name, xml in contents.items()}


def with_changes(contents: Mapping[str, bytes], changes: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the parts with new values in the cells of defined names: a number or a text, or rows of them for a range."""
    changed, sheets, names = dict(contents), sheet_parts(contents), defined_names(contents)
    for name, value in changes.items():
        sheet, first = names[name]
        column, row = _CELL.fullmatch(first).groups()  # type: ignore[union-attr]
        rows = value if isinstance(value, tuple) else ((value,),)
        for down, line in enumerate(rows):
            for right, content in enumerate(line):
                cell = f"{_letters(_number(column) + right)}{int(row) + down}"
                changed[sheets[sheet]] = _with_cell(changed[sheets[sheet]], cell, content)
    return changed


def defined_names(contents: Mapping[str, bytes]) -> dict[str, Place]:
    """Return the sheet and first cell of each defined name of the whole file."""
    found = {}
    for name in ElementTree.fromstring(contents["xl/workbook.xml"]).iter(f"{_MAIN}definedName"):
        match = re.fullmatch(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$([A-Z]+)\$(\d+)(?::.*)?", name.text or "")
        if match and "localSheetId" not in name.attrib:
            found[name.attrib["name"]] = ((match[1] or match[2]).replace("''", "'"), match[3] + match[4])
    return found


def _with_cell(xml: bytes, cell: str, content: float | str) -> bytes:
    kept = r'<c r="\1"\2'

    def put(match: re.Match[str]) -> str:
        head = match.expand(kept)
        if isinstance(content, str):
            return f'{head} t="inlineStr"><is><t xml:space="preserve">{escape(content, quote=False)}</t></is></c>'
        return f"{head}><v>{content!r}</v></c>"

    text, count = re.subn(rf'<c r="({cell})"( s="\d+")?[^>]*?(?:/>|>.*?</c>)', put, xml.decode(), count=1)
    if count != 1:
        raise LookupError(f"there is no cell {cell} to change")
    return text.encode()


def _cells(xml: bytes, texts: list[str]) -> Iterator[tuple[str, Value | None]]:
    for cell in ElementTree.fromstring(xml).iter(f"{_MAIN}c"):
        content = cell.find(f"{_MAIN}v")
        text = content.text if content is not None else None
        kind = cell.attrib.get("t", "n")
        if kind == "inlineStr":
            yield cell.attrib["r"], "".join(part.text or "" for part in cell.iter(f"{_MAIN}t"))
        elif text is not None:
            yield cell.attrib["r"], texts[int(text)] if kind == "s" else _READ[kind](text)


def _number_of(text: str) -> float:
    return int(text) if text.lstrip("-").isdigit() else float(text)


_READ: dict[str, Callable[[str], Value]] = {
    "n": _number_of,
    "b": lambda text: text == "1",
    "e": CellError,
    "str": lambda text: text.replace("_x005F_x", "_x"),  # LibreOffice escapes what looks escaped, XlsxWriter does not
}


def _shared_texts(contents: Mapping[str, bytes]) -> list[str]:
    if "xl/sharedStrings.xml" not in contents:
        return []
    items = ElementTree.fromstring(contents["xl/sharedStrings.xml"]).iter(f"{_MAIN}si")
    texts = ("".join(part.text or "" for part in item.iter(f"{_MAIN}t")) for item in items)
    return [_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) for text in texts]


@cache
def _number(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - 64
    return number


@cache
def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
