"""The calendar written: an Excel file and an .ics file per rep, in a folder that is replaced as a whole."""

import json
from dataclasses import dataclass
from pathlib import Path

from segkit.circle import MANIFEST, sha256
from segkit.deliverables.calendar.book import write_book
from segkit.deliverables.calendar.ics import ics_bytes
from segkit.deliverables.calendar.planned import Calendar
from segkit.deliverables.excel_checked import refuse_any_broken
from segkit.deliverables.file_names import file_stems
from segkit.deliverables.in_place import on_disk, put_in_place, remove, write_whole

FOLDER = "calendar"
"""The folder beside engagement.yaml that the calendar is written into."""


@dataclass(frozen=True)
class Written:
    """A calendar in its place: the folder, its Excel file, the .ics file of each rep, and where an earlier one went that a person had changed."""

    folder: Path
    book: Path
    files: dict[str, Path]
    kept: Path | None


def write_calendar(calendar: Calendar, workbook: Path, part: str = "") -> Written:
    """Write a calendar into the client's folder, whole or not at all; what was there before of other reps goes away.

    `part` names the calendar of one rep alone, which lies beside the whole one. Raises DeliverableError: files held by another program, an
    Excel file that Excel would repair; the earlier calendar then stands.
    """
    name = f"{FOLDER}-{file_stems([part], unnamed='rep')[part]}" if part else FOLDER
    staging, target = workbook / ".staging" / name, workbook / name
    remove(staging)
    staging.mkdir(parents=True)
    try:
        book = write_book(calendar, staging)
        refuse_any_broken(staging)
        files = {}
        for rep, stem in file_stems(calendar.reps, unnamed="rep").items():
            files[rep] = staging / f"{FOLDER}-{stem}.ics"
            write_whole(files[rep], ics_bytes(calendar, rep))
        written = [{"path": path.name, "sha256": sha256(path)} for path in (book, *files.values())]
        write_whole(staging / MANIFEST, (json.dumps({"files": written}, ensure_ascii=False, indent=2) + "\n").encode())
        on_disk(staging)
        kept = put_in_place(staging, target)
    finally:
        remove(staging)
        if staging.parent.is_dir() and not any(staging.parent.iterdir()):
            staging.parent.rmdir()
    return Written(target, target / book.name, {rep: target / path.name for rep, path in files.items()}, kept)
