"""Some rows of a large worksheet as a workbook of their own: the first for the second reader, shares for several processes."""

import re
from io import BytesIO
from itertools import islice
from zipfile import ZIP_STORED, ZipFile

MOST_STRINGS = 20_000
"""Shared texts that the second reader is given for a sample."""

FIRST_SHARE = 0.85
"""The size of the first share to that of each other: its process also compares with the second reader."""

_BETWEEN_ROWS = re.compile(rb"</row>\s*(?=<row [^>]*\br=\")")
_SHARED = re.compile(rb"\bt=\"s\"[^>]*>\s*<v>(\d+)</v>")
_END = b"</sheetData></worksheet>"


def _data_begins(xml: bytes) -> int | None:
    found = re.search(rb"<sheetData>\s*(?=<row [^>]*\br=\")", xml[:1_000_000])
    return found.end() if found and b"</sheetData>" in xml[-1_000_000:] else None


def share_of(xml: bytes, share: int, shares: int) -> bytes | None:
    """Return the XML of a sheet with one of so many shares of its rows, about equal; None where it cannot be cut safely.

    A comment or CDATA section could hold what looks like the end of a row.
    """
    begin = _data_begins(xml)
    if begin is None or _has_comments(xml):
        return None
    cuts = [begin]
    for number in range(1, shares):
        part = (number - 1 + FIRST_SHARE) / (shares - 1 + FIRST_SHARE)
        found = _BETWEEN_ROWS.search(xml, max(cuts[-1], begin + int((len(xml) - begin) * part)))
        if found is None:
            return None
        cuts.append(found.end())
    if share == shares - 1:
        return xml[:begin] + xml[cuts[share] :]
    return xml[:begin] + xml[cuts[share] : cuts[share + 1]] + _END


def _has_comments(xml: bytes) -> bool:
    # An exclamation mark is rare, and a single byte is found twenty times faster than two.
    return b"!" in xml and b"<!" in xml


def first_rows(xml: bytes, rows: int) -> bytes | None:
    """Return the XML of a sheet cut after its first rows; None where it cannot be cut safely."""
    begin = _data_begins(xml)
    if begin is None or b"<!" in xml[: begin + 4_000_000]:
        return None
    at = begin
    for _ in range(rows):
        found = _BETWEEN_ROWS.search(xml, at)
        if found is None:
            return None
        at = found.end()
    return xml[:at] + _END


def first_strings(zipped: ZipFile, strings: str | None, sheet: bytes) -> dict[str, bytes] | None:
    """Return the part with shared texts cut after the last one that `sheet` uses; None where that is far down or cannot be cut."""
    if strings is None:
        return {}
    last = max((int(index) for index in _SHARED.findall(sheet)), default=-1)
    if last >= MOST_STRINGS:
        return None
    xml = zipped.read(strings)
    ends = [found.end() for found in islice(re.finditer(rb"</si>|<si\s*/>", xml), last + 1)]
    if len(ends) <= last or b"<!" in xml:
        return None
    begin = re.search(rb"<si[\s>/]", xml)
    return {strings: xml[: ends[-1] if ends else begin.start() if begin else len(xml)] + b"</sst>"} if begin else {}


def workbook_with(zipped: ZipFile, parts: dict[str, bytes]) -> bytes:
    """Return the workbook with some parts replaced, other sheets left out, and nothing packed."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_STORED) as copy:
        for info in zipped.infolist():
            if info.filename in parts:
                copy.writestr(info.filename, parts[info.filename])
            elif not re.search(r"worksheets/[^/]*$|media/|drawings/|charts/|pivot", info.filename):
                copy.writestr(info.filename, zipped.read(info))
    return whole.getvalue()
