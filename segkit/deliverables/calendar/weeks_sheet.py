"""The weeks of every rep: the hours that are placed, coloured by how full the week is, and below them the hours that there are."""

from collections.abc import Sequence

import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deliverables.calendar.labels import rep_label, week_label
from segkit.deliverables.calendar.planned import Calendar
from segkit.deliverables.excel.filling import write_numbers
from segkit.deliverables.excel.workbook import Book, page
from segkit.views.palette import GREY, LINE, SAND, ink_on

FULL, BUSY = 0.9, 0.7
"""From these shares of its hours on a week is shown as full, and as busy."""

HEADING_ROW, WEEK, MONDAY, FIRST = 5, 0, 1, 2
REPS_ON_A_PAGE = 12


def write(book: Book, calendar: Calendar) -> None:
    """Write the sheet: weeks down, reps across. On paper are the hours that are placed; what there is stands below them on the screen."""
    words, sheet = book.words, book.sheets["weeks"]
    sheet.title(words("Weeks"), words("Hours placed per week and sales rep; below them the hours that there are."))
    _legend(book)
    reps = list(calendar.rounds.reps["rep"])
    weeks = calendar.rounds.weeks
    placed, capacity = (_table(weeks, name, reps) for name in ("placed", "capacity"))
    sheet.widths(12, 12, *[13] * len(reps))
    labels = [rep_label(words, rep) for rep in reps]
    first = _block(book, HEADING_ROW, words("Hours placed"), labels, placed)
    second = _block(book, first[1] + 3, words("Hours available"), labels, capacity)
    if reps and len(placed):
        _colour(book, (first[0], FIRST, first[1], FIRST + len(reps) - 1), second[0])
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, FIRST)
    across = max(1, -(-len(reps) // REPS_ON_A_PAGE))
    page(book, "weeks", wide=True, across=across, repeat=HEADING_ROW, last=(first[1], FIRST + max(len(reps), 1) - 1))


def _table(weeks: pd.DataFrame, name: str, reps: Sequence[str]) -> pd.DataFrame:
    """Return hours with a row per week and a column per rep."""
    by_rep = {str(rep): own.set_index("monday")[name] / 60 for rep, own in weeks.groupby("rep", sort=False)}
    return pd.DataFrame({rep: by_rep[rep] for rep in reps})


def _block(book: Book, row: int, title: str, labels: Sequence[str], hours: pd.DataFrame) -> tuple[int, int]:
    """Write a title above headings and the hours below them; return the first and last row of hours."""
    words, sheet = book.words, book.sheets["weeks"]
    sheet.text(row - 1, WEEK, title, "section")
    sheet.heads(row, WEEK, [words("Week"), words("From")])
    for col, label in enumerate(labels, start=FIRST):
        sheet.client(row, col, label, "head", "right")
    first = row + 1
    for at, monday in enumerate(hours.index, start=first):
        sheet.text(at, WEEK, week_label(monday.date()), "identifier", "line")
        sheet.date(at, MONDAY, monday.date(), "date", "line")
    if len(labels) and len(hours):
        known = hours.astype(object).where(hours.notna(), None)
        write_numbers(sheet, first, FIRST, [known[rep].tolist() for rep in known.columns], "hours", "line")
    return first, first + max(len(hours), 1) - 1


def _looks(book: Book) -> list[tuple[str, str]]:
    """Return what the colours mean, each with its fill: full, busy, nothing to be had."""
    words = book.words
    return [
        (words("from {share} of the hours", share=words.percent(FULL)), book.looks.accent),
        (words("from {share} of the hours", share=words.percent(BUSY)), SAND),
        (words("no hours: leave or holidays"), LINE),
    ]


def _legend(book: Book) -> None:
    sheet = book.sheets["weeks"]
    for i, (text, colour) in enumerate(_looks(book)):
        sheet.checked(
            sheet.worksheet.write_blank(2, 3 * i, None, book.file.add_format({"bg_color": colour, "border": 1, "border_color": GREY})),
            "a colour",
        )
        sheet.text(2, 3 * i + 1, text)


def _colour(book: Book, cells: tuple[int, int, int, int], first_capacity: int) -> None:
    """Colour the weeks by their hours against those of the lower table."""
    sheet = book.sheets["weeks"]
    hours, capacity = xl_rowcol_to_cell(cells[0], cells[1]), xl_rowcol_to_cell(first_capacity, cells[1])
    known = f"ISNUMBER({capacity}),{capacity}>0"
    rules = (
        f"=AND({known},{hours}>={FULL}*{capacity})",
        f"=AND({known},{hours}>={BUSY}*{capacity})",
        f"=AND(ISNUMBER({capacity}),{capacity}=0)",
    )
    for rule, (_, colour) in zip(rules, _looks(book), strict=True):
        look = book.file.add_format({"bg_color": colour, "font_color": ink_on(colour)})
        options = {"type": "formula", "criteria": rule, "format": look, "stop_if_true": True}
        sheet.checked(sheet.worksheet.conditional_format(*cells, options), "a colour")
