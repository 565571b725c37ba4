"""A workbook with a password put in place without it; the protected original is kept apart, as it was received."""

from pathlib import Path

from segkit.deliverables.in_place import rename, write_whole
from segkit.errors import CommandError
from segkit.intake.reading.password import unlocked

LOCKED = "locked"
"""The folder beside data/ in which protected originals are kept."""


def unlock(workbook: Path, name: str, password: str) -> Path:
    """Replace a protected workbook in data/ by the same without a password, and return where the original went.

    Raises CommandError for a file that is not in data/ or was unlocked before, SourceError for a wrong password and for what cannot be opened.
    """
    source = workbook / "data" / name
    if Path(name).name != name or not source.is_file():
        raise CommandError(f"There is no file {name} in workbooks/{workbook.name}/data.", code="SEG-A02")
    kept = workbook / LOCKED / name
    if kept.exists():
        raise CommandError(f"There is a {name} in {LOCKED}/ already. Move it away, or give the new file another name.", code="SEG-G09")
    content = unlocked(source, password)
    kept.parent.mkdir(exist_ok=True)
    rename(source, kept)
    write_whole(source, content)
    return kept
