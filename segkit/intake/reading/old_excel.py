"""Excel 97–2003 (.xls): its container and records, for what calamine does not tell: passwords, errors, hidden rows and columns."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from segkit.errors import SourceError
from segkit.intake.reading.refusals import foreign, incomplete, protected

_FREE = 0xFFFFFFFA
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}

_FORMULA, _FILEPASS, _COLINFO, _BOUNDSHEET, _FILTERMODE, _ROW, _BOOLERR, _BOF = 0x06, 0x2F, 0x7D, 0x85, 0x9B, 0x208, 0x205, 0x809


@dataclass
class OldSheet:
    """What stands beside the values of one sheet of an .xls: errors by (row, column) from 0, hidden rows and columns."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: int = 0
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last of each run of hidden columns."""
    filtered: bool = False


def form_of_ole(name: str, content: bytes) -> str:
    """Return "xls" for a readable workbook of Excel 97–2003. Raises SourceError: password, incomplete, or another OLE file."""
    streams = _streams(name, content)
    if {"EncryptedPackage", "EncryptionInfo"} & set(streams):
        raise protected(name)
    if "Workbook" not in streams:
        form = "Excel 5.0/95" if "Book" in streams else "Word" if "WordDocument" in streams else "OLE, but no workbook"
        raise foreign(name, form)
    if any(kind == _FILEPASS for kind, _, _ in islice(_records(workbook_stream(name, content)), 50)):
        raise protected(name)
    return "xls"


def has_macros(name: str, content: bytes) -> bool:
    return "_VBA_PROJECT" in _streams(name, content)


def old_sheets(name: str, content: bytes) -> dict[str, OldSheet]:
    """Return what stands beside the values, per sheet name."""
    stream = workbook_stream(name, content)
    begins: dict[int, str] = {}
    sheets: dict[str, OldSheet] = {}
    sheet: OldSheet | None = None
    for kind, at, data in _records(stream):
        if kind == _BOUNDSHEET:
            begins[struct.unpack_from("<L", data)[0]] = _sheet_name(data)
        elif kind == _BOF and at in begins:
            sheet = sheets[begins[at]] = OldSheet()
        elif sheet is not None:
            _take_note(sheet, kind, data)
    return sheets


def _sheet_name(data: bytes) -> str:
    length, wide = data[6], data[7] & 1
    return data[8 : 8 + length * 2].decode("utf-16-le") if wide else data[8 : 8 + length].decode("latin-1")


def _take_note(sheet: OldSheet, kind: int, data: bytes) -> None:
    if kind == _BOOLERR and data[7]:
        sheet.errors[_place(data)] = _ERRORS.get(data[6], "#ERROR!")
    elif kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:
        sheet.errors[_place(data)] = _ERRORS.get(data[8], "#ERROR!")
    elif kind == _ROW and data[12] & 0x20:
        sheet.hidden_rows += 1
    elif kind == _COLINFO and data[8] & 1:
        first, last = struct.unpack_from("<HH", data)
        sheet.hidden_columns.append((first, last))
    elif kind == _FILTERMODE:
        sheet.filtered = True


def _place(data: bytes) -> tuple[int, int]:
    row, column = struct.unpack_from("<HH", data)
    return row, column


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield (kind, position, data) of each record, as far as the stream goes."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, at, stream[at + 4 : at + 4 + size].ljust(16, b"\x00")
        at += 4 + size


def workbook_stream(name: str, content: bytes) -> bytes:
    """Return the stream with the workbook's records."""
    start, size = _streams(name, content)["Workbook"]
    header = _Header(name, content)
    if size >= header.mini_cutoff:
        return header.chain(start, header.table)[:size]
    root_start, _ = _streams(name, content)["Root Entry"]
    minis = header.chain(root_start, header.table)
    table = header.mini_table()
    return b"".join(minis[sector * 64 : sector * 64 + 64] for sector in islice(header.sectors(start, table), size // 64 + 1))[:size]


def _streams(name: str, content: bytes) -> dict[str, tuple[int, int]]:
    """Return where each stream of the container begins and its size, by name."""
    header = _Header(name, content)
    found: dict[str, tuple[int, int]] = {}
    entries = header.chain(header.directory, header.table)
    for at in range(0, len(entries) - 127, 128):
        length = struct.unpack_from("<H", entries, at + 64)[0]
        if 2 <= length <= 64:
            found[entries[at : at + length - 2].decode("utf-16-le", errors="replace")] = struct.unpack_from("<LL", entries, at + 116)
    return found


class _Header:
    """The head of an OLE container: sizes, and the table that says which sector follows which."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name, self.content = name, content
        if len(content) < 512:
            raise self.incomplete()
        self.sector = 1 << min(struct.unpack_from("<H", content, 30)[0], 16)
        self.directory, self.mini_cutoff, self.mini_start = struct.unpack_from("<L4xLL", content, 48)
        more, _ = struct.unpack_from("<LL", content, 68)
        places = list(struct.unpack_from("<109L", content, 76))
        while more < _FREE and len(places) <= len(content) // self.sector + 109:
            block = struct.unpack(f"<{self.sector // 4}L", self.at(more))
            places += block[:-1]
            more = block[-1]
        table = (entry for place in places if place < _FREE for entry in struct.unpack(f"<{self.sector // 4}L", self.at(place)))
        # No chain is longer than the file, whatever it says of itself.
        self.table = list(islice(table, len(content) // self.sector + 1))

    def incomplete(self) -> SourceError:
        return incomplete(self.name, len(self.content))

    def at(self, sector: int) -> bytes:
        begin = (sector + 1) * self.sector
        data = self.content[begin : begin + self.sector]
        if not data:
            raise self.incomplete()
        # Some programs cut the last sector where its data ends.
        return data.ljust(self.sector, b"\x00")

    def sectors(self, start: int, table: list[int]) -> Iterator[int]:
        for _ in range(len(table)):
            if start >= _FREE:
                return
            if start >= len(table):
                raise self.incomplete()
            yield start
            start = table[start]

    def chain(self, start: int, table: list[int]) -> bytes:
        return b"".join(self.at(sector) for sector in self.sectors(start, table))

    def mini_table(self) -> list[int]:
        data = self.chain(self.mini_start, self.table)
        return list(struct.unpack(f"<{len(data) // 4}L", data))
