"""What has no day in the calendar and why, and whose grade changes within the plan."""

import pandas as pd

from segkit.deliverables.calendar.listed import columns_of, rows_of
from segkit.deliverables.calendar.planned import Calendar
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.listing import ListColumn, write_list
from segkit.deliverables.excel.live_table import LiveTable, write_table
from segkit.deliverables.excel.workbook import Book, page
from segkit.views.labels import segment_label

HEADING_ROW = 5

COLUMNS = ("rep", "number", "name", "region", "grade", "activity", "channel", "minutes", "time", "ideal", "reason")


def write(book: Book, calendar: Calendar) -> None:
    """Write the sheet of what has no day; without any, a sentence says so."""
    words, sheet = book.words, book.sheets["left"]
    sheet.title(words("Without a day"), words("What the calendar has no day for, by sales rep, the most important first."))
    unplaced, no_turn = calendar.unplaced, calendar.rounds.no_turn
    told = pd.concat([unplaced, no_turn], ignore_index=True) if len(no_turn) else unplaced
    hours = words.number(unplaced["minutes"].sum() / 60, 1)
    sheet.text(
        2,
        0,
        words.plural(
            "{n} time without a day: {hours} hours of the plan.",
            "{n} times without a day: {hours} hours of the plan.",
            len(unplaced),
            hours=hours,
        )
        if len(unplaced)
        else words("Everything that is planned has a day."),
    )
    if len(unplaced):
        sheet.text(
            3,
            0,
            words("Give the rep more hours, move customers to somebody else, or plan fewer times a year; then make the calendar again."),
        )
    if told.empty:
        sheet.widths(30)
        page(book, "left", wide=True, last=(3, 8))
        return
    rows = rows_of(calendar, told)
    columns = columns_of(calendar, rows, COLUMNS)
    place = LiveTable("Calendar_left", {column.key: column.heading for column in columns}, HEADING_ROW, len(rows))
    write_table(sheet, place, columns)
    grade = place.position("grade")
    colour_grades(book, sheet, (place.first + 1, grade, place.last, grade))
    sheet.height(HEADING_ROW, 30)
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, 0)
    page(book, "left", wide=True, repeat=HEADING_ROW, last=(place.last, len(columns) - 1))


def write_changed(book: Book, calendar: Calendar) -> None:
    """Write the sheet of the customers whose grade changed since the last delivery, with what they have before and from the day."""
    study, words, sheet = calendar.study, book.words, book.sheets["changed"]
    changed, day = calendar.rounds.changed, calendar.rounds.period.changes_from
    sheet.title(
        words("Changed grades"),
        words(
            "Planned by the grade of the delivery of {since} until the changes count on {day}, and by the new one from that day on.",
            since=calendar.since,
            day=day,
        ),
    )
    customers = study.customers.iloc[changed["customer"].to_numpy(dtype=int)]
    columns = [
        ListColumn(words("Customer no."), 14, "identifier"),
        ListColumn(words("Customer"), 36),
        ListColumn(words("Sales rep"), 24),
        ListColumn(words("Grade before"), 14),
        ListColumn(words("Grade now"), 14),
        ListColumn(words("Contacts before"), 14, "count"),
        ListColumn(words("Contacts from then on"), 14, "count"),
    ]
    cells = zip(
        customers["customer_id"].astype(str),
        customers["name"],
        customers["owner"],
        (segment_label(study, segment) for segment in changed["before"]),
        (segment_label(study, segment) for segment in changed["now"]),
        changed["contacts_before"].astype(int),
        changed["contacts_now"].astype(int),
        strict=True,
    )
    rows = list(cells)
    sheet.widths(*(column.width for column in columns))
    last = write_list(book, "changed", 3, columns, rows)
    sheet.height(3, 30)
    sheet.worksheet.freeze_panes(4, 0)
    page(book, "changed", wide=True, repeat=3, last=(last, len(columns) - 1))
