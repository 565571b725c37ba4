"""The calendar's overview: per rep what is planned, what is placed and what there is, a chart of it, and the hours per month."""

from collections.abc import Mapping

import pandas as pd
from xlsxwriter.utility import xl_range, xl_range_abs, xl_rowcol_to_cell

from segkit.deliverables.calendar.labels import rep_label, week_label
from segkit.deliverables.calendar.planned import Calendar
from segkit.deliverables.excel.charts import hours_chart
from segkit.deliverables.excel.workbook import Book, described, page
from segkit.words import is_missing
from segkit.words.language import UNKNOWN

HEADING_ROW = 8
NAME, TIMES, PLANNED, PLACED, LEFT, AVAILABLE, LOAD, FULLEST, FULLEST_LOAD = range(9)
CHART_ROWS = 18
MOST_BARS = 25
"""Reps that the chart has room for; a longer one could not be read."""
MOST_ON_A_PAGE = 17
"""Reps up to which all of the sheet is put on one page."""


def write(book: Book, calendar: Calendar, sheets: Mapping[str, str]) -> None:
    """Write the sheet; `sheets` has the key of each rep's own sheet."""
    words, sheet, period = book.words, book.sheets["overview"], calendar.rounds.period
    sheet.title(words("Calendar"))
    sheet.client(1, 0, calendar.study.engagement.client, "client_name")
    sheet.text(2, 0, words("From {start} to {end}", start=words.date(period.start), end=words.date(period.end)), "subtitle")
    for row, sentence in enumerate(_sentences(calendar), start=3):
        sheet.text(row, 0, sentence)
    last = _table(book, calendar, sheets)
    row = last + 2
    if 0 < len(calendar.rounds.reps) <= MOST_BARS:
        chart = hours_chart(
            book,
            "=" + book.ref("overview", xl_range_abs(HEADING_ROW + 1, NAME, last - 1, NAME)),
            [
                (name, "=" + book.ref("overview", xl_range_abs(HEADING_ROW + 1, col, last - 1, col)))
                for name, col in (
                    (words("Hours placed"), PLACED),
                    (words("Hours without a day"), LEFT),
                    (words("Hours available"), AVAILABLE),
                )
            ],
        )
        about = words("Hours placed, without a day and available per sales rep, as in the table above.")
        sheet.checked(sheet.worksheet.insert_chart(row, 0, chart, described(about)), "a chart")
        row += CHART_ROWS
    bottom, right = _months(book, calendar, row)
    page(book, "overview", wide=True, whole=len(calendar.rounds.reps) <= MOST_ON_A_PAGE, last=(bottom, max(right, FULLEST_LOAD)))


def _sentences(calendar: Calendar) -> list[str]:
    """Return how the calendar is to be read, and what is not known."""
    words, reps = calendar.study.words, calendar.rounds.reps
    unknown = [rep_label(words, rep) for rep in reps.loc[reps["capacity"].isna() & (reps["visits"] > 0), "rep"]]
    return [
        words("Every time has a day in a week in which the sales rep has hours for it; no week holds more than its hours."),
        words("Hours available are those of the whole plan, without holidays and leave."),
        words("The hours of these are not known, so their weeks have no limit: {names}.", names=words.join(unknown))
        if unknown
        else words("The hours of all are known."),
    ]


def _table(book: Book, calendar: Calendar, sheets: Mapping[str, str]) -> int:
    """Write a row per rep and the total; return the row of the total."""
    words, sheet = book.words, book.sheets["overview"]
    headings = [
        words("Sales rep"), words("Times"), words("Hours planned"), words("Hours placed"), words("Hours without a day"),
        words("Hours available"), words("Load"), words("Fullest week"), words("Load of the fullest week"),
    ]  # fmt: skip
    sheet.heads(HEADING_ROW, 0, headings, set(range(TIMES, LOAD + 1)) | {FULLEST_LOAD})
    sheet.height(HEADING_ROW, 30)
    sheet.widths(30, 10, 13, 13, 13, 13, 10, 16, 14)
    row = HEADING_ROW
    for row, rep in enumerate(calendar.rounds.reps.to_dict("records"), start=HEADING_ROW + 1):
        label = rep_label(words, rep["rep"])
        if rep["rep"] in sheets:
            sheet.link(row, NAME, book.ref(sheets[rep["rep"]], "A1"), label, "line")
        else:
            sheet.client(row, NAME, label, "line")
        sheet.number(row, TIMES, rep["visits"], "count", "line")
        for col, key in ((PLANNED, "planned"), (PLACED, "placed"), (LEFT, "left"), (AVAILABLE, "capacity")):
            sheet.number(row, col, rep[key] / 60, "hours", "line")
        _load(book, row, rep["placed"] / 60, rep["capacity"] / 60, "line")
        sheet.text(row, FULLEST, UNKNOWN if pd.isna(rep["fullest"]) else week_label(rep["fullest"].date()), "line", "centre")
        sheet.number(row, FULLEST_LOAD, rep["load"], "percent", "line")
    return _total(book, calendar, row + 1)


def _load(book: Book, row: int, placed: float, available: float, *looks: str) -> None:
    """Write the share of the hours that is used; a dash where they are not known."""
    cells = xl_rowcol_to_cell(row, PLACED), xl_rowcol_to_cell(row, AVAILABLE)
    value: float | str = UNKNOWN if is_missing(available) or available <= 0 else placed / available
    book.sheets["overview"].formula(row, LOAD, f'IF(N({cells[1]})>0,{cells[0]}/{cells[1]},"{UNKNOWN}")', value, "percent", *looks)


def _total(book: Book, calendar: Calendar, row: int) -> int:
    words, sheet, reps = book.words, book.sheets["overview"], calendar.rounds.reps
    sheet.text(row, NAME, words("Total"), "total")
    for col, key, look in ((TIMES, "visits", "count"), (PLANNED, "planned", "hours"), (PLACED, "placed", "hours"), (LEFT, "left", "hours")):
        cells = xl_range(HEADING_ROW + 1, col, row - 1, col)
        sheet.formula(row, col, f"SUM({cells})", float(reps[key].sum()) / (60 if look == "hours" else 1), look, "total")
    known = bool(len(reps)) and bool(reps["capacity"].notna().all())
    cells = xl_range(HEADING_ROW + 1, AVAILABLE, row - 1, AVAILABLE)
    available = float(reps["capacity"].sum()) / 60 if known else UNKNOWN
    sheet.formula(row, AVAILABLE, f'IF(COUNT({cells})=ROWS({cells}),SUM({cells}),"{UNKNOWN}")', available, "hours", "total")
    _load(book, row, float(reps["placed"].sum()) / 60, available if isinstance(available, float) else float("nan"), "total")
    for col in (FULLEST, FULLEST_LOAD):
        sheet.blank(row, col, "total")
    return row


def _months(book: Book, calendar: Calendar, row: int) -> tuple[int, int]:
    """Write the hours placed per rep and month, the more the darker; return the last row and column."""
    words, sheet, visits = book.words, book.sheets["overview"], calendar.rounds.visits
    placed = visits[visits["day"].notna()]
    months = pd.period_range(calendar.rounds.period.start, calendar.rounds.period.end, freq="M")
    names = list(calendar.rounds.reps["rep"])
    minutes = pd.crosstab(placed["rep"], placed["day"].dt.to_period("M"), values=placed["minutes"], aggfunc="sum")
    hours = minutes.reindex(index=names, columns=months).fillna(0.0) / 60
    sheet.text(row, 0, words("Hours placed per month"), "section")
    sheet.heads(
        row + 1, 0, [words("Sales rep"), *(words.month(month.start_time.date()) for month in months)], set(range(1, len(months) + 1))
    )
    for at, rep in enumerate(names, start=row + 2):
        sheet.client(at, 0, rep_label(words, rep), "line")
        for col, value in enumerate(hours.loc[rep], start=1):
            sheet.number(at, col, float(value), "hours", "line")
    last = row + 1 + max(len(names), 1)
    for col in range(FULLEST_LOAD + 1, len(months) + 1):
        sheet.widths(11, first=col)
    scale = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": book.looks.soft, "min_type": "num", "min_value": 0}
    sheet.checked(sheet.worksheet.conditional_format(row + 2, 1, last, len(months), scale), "a colour")
    return last, len(months)
