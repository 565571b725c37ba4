"""Where the example client goes: a folder whose work belongs to a person is left alone."""

import json
from pathlib import Path

from segkit.circle import sha256
from segkit.deliverables.in_place import write_whole
from segkit.notebooks.new_client import known_language, known_package
from segkit.notebooks.unexpected import REPORT

NAMES = {"basic": "example", "deepdive": "example deepdive"}
"""The folder of each package's example."""

MARK = ".made-by-demo"
"""Holds the hashes of the files as segkit left them."""

_NOT_WORK = ("notebooks", "failed", "delivered", REPORT)


def fresh(root: Path, language: str, package: str = "basic") -> Path:
    """Return the folder for a package's example: workbooks/example, or `example 2` and so on where a person has changed the earlier ones.

    Raises CommandError for an unknown language or package.
    """
    known_language(language)
    known_package(package)
    own = NAMES[package]
    names = (own if n == 1 else f"{own} {n}" for n in range(1, 10_000))
    return next(folder for name in names if not (folder := root / "workbooks" / name).exists() or _untouched(folder))


def remember(folder: Path) -> None:
    """Note how segkit has left the example's files."""
    write_whole(folder / MARK, json.dumps(_files(folder), indent=1).encode())


def _untouched(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / MARK).read_text(encoding="utf-8")) == _files(folder))
    except (OSError, ValueError):
        return False


def _files(folder: Path) -> dict[str, str]:
    """Return the hashes of the files that a person may work in; executed notebooks are looked after by the run."""
    return {
        path.relative_to(folder).as_posix(): sha256(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".") and path.relative_to(folder).parts[0] not in _NOT_WORK
    }
