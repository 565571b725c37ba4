"""The free days that the calendar was made with: public holidays and each rep's leave."""

from segkit.deliverables.calendar.planned import Calendar
from segkit.deliverables.excel.listing import ListCell, ListColumn, write_sheet
from segkit.deliverables.excel.workbook import Book
from segkit.strategy.holidays import free_days


def write(book: Book, calendar: Calendar) -> None:
    """Write the sheet; where no country is given, it says what that means."""
    words, capacity, period = book.words, calendar.study.engagement.capacity, calendar.rounds.period
    rows: list[tuple[ListCell, ...]] = [
        (day, day, words.weekday(day), words("Everyone"), name)
        for day, name in free_days(capacity.country, period.start, period.end).items()
    ]
    rows += [
        (away.begin, away.end, words.weekday(away.begin), rep.name, words("Leave"))
        for rep in capacity.reps
        for away in rep.leave
        if away.end >= period.start and away.begin <= period.end
    ]
    columns = [
        ListColumn(words("From"), 14, "date"),
        ListColumn(words("To"), 14, "date"),
        ListColumn(words("Weekday"), 14, "text"),
        ListColumn(words("Who"), 28),
        ListColumn(words("What"), 44),
    ]
    told = (
        words("Weekends and the days of this list are kept free.")
        if capacity.country is not None
        else words("Weekends and the days of this list are kept free. Public holidays are working days here, for no country is given.")
    )
    empty = words("No leave is given within the plan.")
    write_sheet(book, "free", (words("Free days"), told), columns, sorted(rows, key=lambda row: (row[0], str(row[3]))), empty=empty)
