"""The clients' folders in workbooks/: which names are allowed, where an engagement lies, and which there are."""

import re
import unicodedata
from pathlib import Path

from segkit.errors import WorkbookError
from segkit.parameters import nearest

FILE_NAME = "engagement.yaml"

_RESERVED = {"con", "prn", "aux", "nul", *(f"com{i}" for i in range(1, 10)), *(f"lpt{i}" for i in range(1, 10))}
_NAME = re.compile(r"[^\W_](?:[\w &+-]*[\w])?")


def checked_name(name: str) -> str:
    """Return a client's folder name in composed form. Raises WorkbookError for a name that is not one folder on every system."""
    name = unicodedata.normalize("NFC", name)
    if name.lower() in _RESERVED:
        raise WorkbookError(f"'{name}' is a name that Windows keeps for itself. Choose another, such as nordhavn.", code="SEG-G09")
    if not _NAME.fullmatch(name) or len(name.encode()) > 60:
        raise WorkbookError(
            f"'{name}' cannot be a client's folder. Use up to 60 letters, digits, spaces and hyphens, beginning with a letter or digit, such as nordhavn.",
            code="SEG-G09",
        )
    return name


def workbook_folder(root: Path, name: str) -> Path:
    """Return the folder of an existing engagement. Raises WorkbookError, with the nearest name, when there is none."""
    name = checked_name(name)
    must_hold_workbooks(root)
    known = workbook_names(root)
    if name not in known:
        like = nearest(name, known)
        hint = f"Did you mean '{like}'?" if like else f"Make it with: segkit new {name}" if not known else f"There are: {', '.join(known)}."
        raise WorkbookError(f"There is no client '{name}' in workbooks/. {hint}", code="SEG-G09")
    return root / "workbooks" / name


def must_hold_workbooks(root: Path) -> None:
    """Raise WorkbookError where a folder has no workbooks/."""
    if not (root / "workbooks").is_dir():
        raise WorkbookError(f"There is no folder workbooks/ in {root}. Go to segkit's folder, or give it with --folder.", code="SEG-G09")


def workbook_names(root: Path) -> list[str]:
    """Return the names of all engagements in a folder, sorted."""
    return sorted(path.parent.name for path in (root / "workbooks").glob(f"*/{FILE_NAME}"))
