"""The published deliverables of a client: where they lie, and whether they are as segkit wrote them."""

import datetime as dt
import hashlib
import json
import re
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

_NOBODYS = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""Files that systems leave in folders without anyone asking."""


def deliverables_of(workbook: Path) -> Path:
    """Return deliverables/<client>, which lies beside the workbooks."""
    return workbook.parent.parent / "deliverables" / workbook.name


def published(workbook: Path) -> dict[dt.date, Path]:
    """Return the folders of a client's deliverables by their dates, the newest last; kept and protected copies are none."""
    folder = deliverables_of(workbook)
    found = {day: path for path in (folder.iterdir() if folder.is_dir() else ()) if path.is_dir() and (day := _day(path.name))}
    return dict(sorted(found.items()))


def verify(folder: Path) -> list[str]:
    """Return, one sentence each, what differs between a deliverable and its manifest; nothing when it is as segkit wrote it."""
    try:
        written = {str(file["path"]): str(file["sha256"]) for file in read_manifest(folder)["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return [f"{folder.name} has no readable {MANIFEST}."]
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and not _nobodys(path)} - {MANIFEST}
    return [
        *(f"{name} is missing." for name in sorted(written.keys() - present)),
        *(f"{name} was changed." for name in sorted(written.keys() & present) if sha256(folder / name) != written[name]),
        *(f"{name} was added." for name in sorted(present - written.keys())),
    ]


def read_manifest(folder: Path) -> Any:
    """Return a deliverable's manifest. Raises OSError where it is missing, ValueError where it is no JSON."""
    return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _day(name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(name) if _DATE.fullmatch(name) else None
    except ValueError:
        return None


def _nobodys(path: Path) -> bool:
    return path.name in _NOBODYS or path.name.startswith("~$")
