"""The files of a folder: those to read, those that are left aside and why, and what one holds before and after it is read."""

import hashlib
from pathlib import Path

from segkit.errors import SourceError
from segkit.parameters import nearest
from segkit.words import phrase

SKIPPED: dict[str, str] = {
    "lock_file": phrase("Excel's lock file of an open workbook"),
    "temporary": phrase("a temporary file"),
    "system": phrase("a file of the operating system"),
    "empty": phrase("an empty file (0 bytes); a cloud drive may not have fetched it yet"),
}
"""Why a file in data/ is not read."""

_SYSTEM = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_TEMPORARY = (".tmp", ".temp", ".part", ".crdownload", ".swp")


def sha256_of(content: bytes) -> str:
    """Return the hash by which the manifest knows a file."""
    return hashlib.sha256(content).hexdigest()


def files_in(data: Path) -> tuple[list[Path], list[tuple[Path, str]]]:
    """Return the files of a folder that are to be read, and the others with the key of their reason in SKIPPED, both by name."""
    read: list[Path] = []
    skipped: list[tuple[Path, str]] = []
    for path in sorted(path for path in data.iterdir() if path.is_file()):
        if reason := _reason(path):
            skipped.append((path, reason))
        else:
            read.append(path)
    return read, skipped


def _reason(path: Path) -> str:
    name = path.name.casefold()
    if name.startswith(("~$", ".~lock.")):
        return "lock_file"
    if name.endswith(_TEMPORARY) or name.startswith("~"):
        return "temporary"
    if name in _SYSTEM or name.startswith("."):
        return "system"
    return "" if path.stat().st_size else "empty"


def content_of(path: Path) -> bytes:
    """Return a file's bytes. Raises SourceError: missing, empty, locked, or a lock file itself."""
    if not path.is_file():
        others = sorted(p.name for p in path.parent.iterdir() if p.is_file()) if path.parent.is_dir() else []
        like = nearest(path.name, others)
        holds = f"Did you mean '{like}'?" if like else f"The folder holds: {', '.join(others)}." if others else "The folder is empty."
        raise SourceError(f"{path.name} is not in {path.parent.parent.name}/{path.parent.name}. {holds}", code="SEG-A02")
    if path.name.startswith(("~$", ".~lock.")):
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


def still_holds(path: Path, sha256: str) -> None:
    """Raise SourceError when a file no longer holds what was read."""
    if sha256_of(content_of(path)) != sha256:
        raise SourceError(f"{path.name} was changed while it was read. Close it in Excel and run again.", code="SEG-A24")
