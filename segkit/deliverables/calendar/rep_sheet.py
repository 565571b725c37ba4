"""One rep's sheet: every time by day, with customer, activity, channel and minutes; made to be filtered and to be printed."""

from collections.abc import Sequence

import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from segkit.deliverables.calendar.listed import columns_of, rows_of
from segkit.deliverables.calendar.planned import Calendar
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.live_table import LiveTable, write_table
from segkit.deliverables.excel.workbook import Book, page

HEADING_ROW = 5

COLUMNS = ("week", "weekday", "day", "number", "name", "region", "place", "grade", "activity", "channel", "minutes", "time", "message")


def write(book: Book, calendar: Calendar, key: str, names: tuple[str, str], reps: Sequence[str]) -> None:
    """Write the sheet of one rep, or of several who share it; `names` are the sheet's and the table's."""
    words, sheet = book.words, book.sheets[key]
    sheet.height(0, 30)
    sheet.client(0, 0, names[0], "title")
    told = calendar.rounds.reps[calendar.rounds.reps["rep"].isin(reps)]
    period = calendar.rounds.period
    sheet.text(1, 0, words("From {start} to {end}", start=words.date(period.start), end=words.date(period.end)), "subtitle")
    for row, sentence in enumerate(_sentences(calendar, told), start=2):
        sheet.text(row, 0, sentence)
    visits = calendar.rounds.visits
    visits = visits[visits["rep"].isin(reps) & visits["day"].notna()].sort_values("day", kind="stable")
    rows = rows_of(calendar, visits)
    columns = columns_of(calendar, rows, (*(["rep"] if len(reps) > 1 else []), *COLUMNS))
    place = LiveTable(names[1], {column.key: column.heading for column in columns}, HEADING_ROW, len(rows))
    write_table(sheet, place, columns)
    grade = place.position("grade")
    colour_grades(book, sheet, (place.first + 1, grade, place.last, grade))
    _lines_between_weeks(book, key, place)
    sheet.height(HEADING_ROW, 30)
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, 0)
    page(book, key, wide=True, repeat=HEADING_ROW, last=(place.last, len(columns) - 1))


def _lines_between_weeks(book: Book, key: str, place: LiveTable) -> None:
    """Draw a line above the first row of each week, wherever it stands after sorting."""
    week = xl_col_to_name(place.position("week"))
    rule = f"=${week}{place.first + 2}<>${week}{place.first + 1}"
    line = book.file.add_format({"top": 1, "top_color": book.looks.lead})
    cells = (place.first + 1, 0, place.last, len(place.headings) - 1)
    sheet = book.sheets[key]
    sheet.checked(sheet.worksheet.conditional_format(*cells, {"type": "formula", "criteria": rule, "format": line}), "a line")


def _sentences(calendar: Calendar, told: pd.DataFrame) -> list[str]:
    """Return what is placed of what is planned, and where the rest and the status stand."""
    words = calendar.study.words
    placed, planned = (words.number(told[name].sum() / 60, 1) for name in ("placed", "planned"))
    count = int((told["visits"] - told["unplaced"]).sum())
    sentences = [
        words.plural(
            "{n} time: {placed} of {planned} planned hours.",
            "{n} times: {placed} of {planned} planned hours.",
            count,
            placed=placed,
            planned=planned,
        )
    ]
    left = int(told["unplaced"].sum())
    if left:
        sentences.append(
            words.plural(
                "{n} time has no day; it stands with its reason on the sheet Without a day.",
                "{n} times have no day; they stand with their reasons on the sheet Without a day.",
                left,
            )
        )
    sentences.append(
        words("A day is a proposal: agree it with the customer. What was done is told in the action list of the Excel strategy.")
    )
    return sentences
