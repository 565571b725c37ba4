"""Workbooks of segkit's own that come home: known by a very hidden sheet, which also says whose they are."""

import json
import struct
import zipfile
import zlib
from os import SEEK_END
from pathlib import Path
from typing import Any

import openpyxl

from segkit.errors import SourceError
from segkit.intake.reading.container import END, refuse_many_parts, unpacked
from segkit.intake.reading.files import files_in
from segkit.intake.reading.isolated import isolated
from segkit.parameters import nearest

MARK_SHEET = "_segkit"
"""The very hidden sheet that marks a workbook as segkit's; its A1 holds a Mark as JSON."""

CALL_LIST, INTAKE_REPORT, DATA_REQUEST, STRATEGY = "call_list", "intake_report", "data_request", "strategy"
FACTOR_TREE = "factor_tree"
RATINGS = "ratings"
PACK, DECISION_LOG = "pack", "decision_log"
"""A pack for a meeting, and one whose decisions come home."""

Mark = dict[str, Any]

_MOST = 1_000_000
"""Bytes of a workbook's list of sheets that are looked at; segkit's own are far below."""

_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How Office packs parts; another method may ask for any amount of memory."""


def mark_of(path: Path) -> Mark | None:
    """Return the mark of a workbook that segkit wrote, None for any other file. Nothing else of the file is parsed in this process."""
    return isolated(read_mark, path, about=path.name) if _may_be_ours(path) else None


def marks_in(data: Path) -> dict[Path, Mark]:
    """Return the marks of all workbooks in a folder that segkit wrote: read together, and each apart where one of them stops the reader."""
    files = [path for path in files_in(data)[0] if path.suffix.casefold() == ".xlsx"] if data.is_dir() else []
    ours = [path for path in files if _may_be_ours(path)]
    if not ours:
        return {}
    try:
        found = isolated(_read_marks, ours, about=", ".join(path.name for path in ours))
    except SourceError:
        found = [mark_of(path) for path in ours]
    return {path: mark for path, mark in zip(ours, found, strict=True) if mark is not None}


def is_of(mark: Mark, client: str, folder: str) -> bool:
    """Return whether a file is this client's; a corrected spelling of the name in the same folder leaves it so."""
    written = str(mark.get("client"))
    return written == client or (mark.get("folder") == folder and nearest(written, [client], least=85) is not None)


def must_be_of(path: Path, mark: Mark, client: str, folder: str) -> None:
    """Raise SourceError where a marked file was written for another client."""
    if not is_of(mark, client, folder):
        raise SourceError(f"{path.name} is {_CALLED[mark['kind']]} of another client. Take it out of {path.parent.name}/.", code="SEG-F05")


_CALLED = {
    CALL_LIST: "the call list",
    INTAKE_REPORT: "the intake report",
    DATA_REQUEST: "the data request",
    STRATEGY: "the strategy file",
    FACTOR_TREE: "the factor tree",
    RATINGS: "a rating sheet",
}


def _may_be_ours(path: Path) -> bool:
    """Return whether a workbook's list of sheets names the mark's; foreign workbooks are told without opening them.

    Little is read, however large the file says that its parts are: its end, its list of parts where that is short, and the head of one part.
    """
    try:
        with path.open("rb") as file:
            size = file.seek(0, SEEK_END)
            file.seek(max(0, size - END))
            refuse_many_parts(path.name, file.read())
            with zipfile.ZipFile(file) as archive:
                part = archive.getinfo("xl/workbook.xml")
                if part.compress_type not in _PACKED:
                    return False
                with archive.open(part) as xml:
                    return MARK_SHEET.encode() in xml.read(_MOST)
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile, zlib.error, struct.error):
        return False
    except SourceError:
        # It is refused with this sentence where it is read.
        return False


def _read_marks(paths: list[Path]) -> list[Mark | None]:
    return [read_mark(path) for path in paths]


def read_mark(path: Path) -> Mark | None:
    """Return the mark of a workbook, read in this process: for work that is done apart already."""
    unpacked(path.name, path.read_bytes())
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        if MARK_SHEET not in book.sheetnames:
            return None
        value = json.loads(str(book[MARK_SHEET]["A1"].value))
        return value if isinstance(value, dict) and "kind" in value else None
    except ValueError:
        return None
    finally:
        book.close()
