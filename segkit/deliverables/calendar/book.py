"""calendar.xlsx: an overview, the weeks, a sheet per rep, what has no day, whose grade changed, and the free days it was made with."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from segkit.deliverables.calendar import free_sheet, left_sheet, overview_sheet, rep_sheet, weeks_sheet
from segkit.deliverables.calendar.labels import rep_label
from segkit.deliverables.calendar.planned import Calendar
from segkit.deliverables.excel.workbook import open_book

FILE_NAME = "calendar.xlsx"

MOST_SHEETS = 60
"""Reps beyond this number, those with the fewest times, share one sheet; a file with hundreds of tabs is one in which nobody finds anything."""


@dataclass(frozen=True)
class RepSheet:
    """A sheet of one rep, or of several who share it: its key and name, and whose times stand on it."""

    key: str
    name: str
    reps: tuple[str, ...]

    @property
    def shared(self) -> bool:
        return len(self.reps) > 1


def write_book(calendar: Calendar, folder: Path) -> Path:
    """Write the file into a folder and return its path. Raises DeliverableError."""
    words, own = calendar.study.words, rep_sheets(calendar)
    changed = [("changed", words("Changed grades"), "list")] if len(calendar.rounds.changed) else []
    sheets = [
        ("overview", words("Overview"), "result"),
        ("weeks", words("Weeks"), "result"),
        *((sheet.key, sheet.name, "list") for sheet in own),
        ("left", words("Without a day"), "list"),
        *changed,
        ("free", words("Free days"), "background"),
    ]
    book = open_book(calendar.study, words("Calendar"), sheets)
    overview_sheet.write(book, calendar, {rep: sheet.key for sheet in own for rep in sheet.reps})
    weeks_sheet.write(book, calendar)
    for position, sheet in enumerate(own, start=1):
        rep_sheet.write(book, calendar, sheet.key, (sheet.name, f"Calendar_{position}"), sheet.reps)
    left_sheet.write(book, calendar)
    if changed:
        left_sheet.write_changed(book, calendar)
    free_sheet.write(book, calendar)
    book.sheets["overview"].worksheet.activate()
    return book.save(folder / FILE_NAME)


def rep_sheets(calendar: Calendar) -> Sequence[RepSheet]:
    """Return the sheets of those who have something to do, by name; the others' sheet comes last."""
    words = calendar.study.words
    known = calendar.rounds.reps[calendar.rounds.reps["visits"] > 0]
    largest = set(known.sort_values("visits", ascending=False, kind="stable")["rep"].head(MOST_SHEETS))
    own = [rep for rep in known["rep"] if rep in largest]
    found = [RepSheet(f"rep{i}", rep_label(words, rep), (rep,)) for i, rep in enumerate(own, start=1)]
    others = tuple(rep for rep in known["rep"] if rep not in largest)
    return [*found, RepSheet("others", words("Other sales reps"), others)] if others else found
