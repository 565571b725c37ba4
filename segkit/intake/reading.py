"""A file as the client sent it: what it is by its first bytes, its cells, its true row numbers and its hash."""

import gzip
import hashlib
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pandas as pd

from segkit.errors import SourceError
from segkit.intake.csv_text import read_text_table
from segkit.intake.workbook import read_sheet
from segkit.parameters import nearest

_ZIP, _GZIP, _OLE = b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class SourceTable:
    """A file's table, untouched.

    `cells` has one column per heading and one row per record: text, or the number or date a workbook stores; an empty cell is "".
    Its index is the row number that Excel or a text editor shows. `ragged` holds records whose number of fields differs
    from the heading's (row -> fields): they are set aside, never shifted.
    """

    path: Path
    sha256: str
    cells: pd.DataFrame
    ragged: dict[int, list[str]]
    sheet: str | None = None
    encoding: str | None = None
    separator: str | None = None

    @property
    def rows(self) -> int:
        return len(self.cells) + len(self.ragged)


def read_table(
    path: Path, headings: tuple[str, ...], *, sheet: str | None = None, separator: str | None = None, encoding: str | None = None
) -> SourceTable:
    """Return the table of one file whose heading row holds `headings`. The first bytes, not the file's name, say what it is.

    Raises SourceError: missing, empty, incomplete, password-protected or unsupported file, an unknown sheet, a heading that is
    not there, text that cannot be decoded.
    """
    content = _content(path)
    sha256 = sha256_of(content)
    if content.startswith(_GZIP):
        content = _unzipped(path, content)
    if content.startswith((_ZIP, _OLE)):
        cells, chosen = read_sheet(path, content, sheet, headings)
        return SourceTable(path, sha256, cells, {}, sheet=chosen)
    if sheet is not None:
        raise SourceError(f"{path.name} is a text file and has no sheet '{sheet}'. Remove 'sheet' at this source.", code="SEG-A03")
    table = read_text_table(path, content, headings, separator, encoding)
    return SourceTable(path, sha256, table.cells, table.ragged, encoding=table.encoding, separator=table.separator)


def sha256_of(content: bytes) -> str:
    """Return the hash by which the manifest knows a file."""
    return hashlib.sha256(content).hexdigest()


def read_headings(path: Path) -> list[str]:
    """Return the headings in the first row of a file. Raises SourceError as read_table does."""
    return [str(name) for name in read_table(path, ()).cells.columns]


def _content(path: Path) -> bytes:
    if not path.is_file():
        others = sorted(p.name for p in path.parent.iterdir() if p.is_file()) if path.parent.is_dir() else []
        like = nearest(path.name, others)
        holds = f"Did you mean '{like}'?" if like else f"The folder holds: {', '.join(others)}." if others else "The folder is empty."
        raise SourceError(f"{path.name} is not in {path.parent.parent.name}/{path.parent.name}. {holds}", code="SEG-A02")
    if path.name.startswith("~$"):
        raise SourceError(f"{path.name} is Excel's lock file. Close Excel and name the workbook itself.", code="SEG-A05")
    try:
        content = path.read_bytes()
    except PermissionError:
        raise SourceError(
            f"{path.name} cannot be opened: another program holds it, or you lack access. Close it there and run again.", code="SEG-I05"
        ) from None
    if not content:
        raise SourceError(f"{path.name} is empty (0 bytes). Ask the client to send it again.", code="SEG-A02")
    return content


_LARGEST = 2_000_000_000
"""Bytes that a packed file may hold; the largest real ledgers are well below."""


def _unzipped(path: Path, content: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=BytesIO(content)) as file:
            unpacked = file.read(_LARGEST + 1)
    except (OSError, EOFError, zlib.error):
        raise SourceError(
            f"{path.name} is incomplete ({len(content)} bytes; the packed file ends too early). Ask the client to send it again.",
            code="SEG-A02",
        ) from None
    if len(unpacked) > _LARGEST:
        raise SourceError(f"{path.name} unpacks to more than 2 GB. Ask for a smaller export.", code="SEG-A06")
    return unpacked
