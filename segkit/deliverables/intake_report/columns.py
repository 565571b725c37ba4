"""Which heading became which column, how that was decided and how full it is; and everything that was altered, before and after."""

import datetime as dt
from decimal import Decimal

from segkit.deliverables.excel.listing import ListCell, ListColumn, write_sheet
from segkit.deliverables.excel.workbook import ExcelFile
from segkit.intake.column_facts import ColumnFacts
from segkit.intake.values import RULES
from segkit.reception import Reception
from segkit.tables import COLUMNS, ORIGINS


def write_mapping(book: ExcelFile, reception: Reception) -> None:
    """Write every column read, then the headings not used, then the columns nobody gave and what is lost without them."""
    words = book.words
    columns = [
        ListColumn(words("File"), 26),
        ListColumn(words("Heading"), 24),
        ListColumn(words("Column"), 22, "text"),
        ListColumn(words("Origin"), 18, "text"),
        ListColumn(words("Filled"), 10, "count"),
        ListColumn(words("Empty"), 10, "count"),
        ListColumn(words("Not readable"), 12, "count"),
        ListColumn(words("From – to"), 24, "text"),
        ListColumn(words("How it was decided"), 56, "text"),
    ]
    rows: list[list[ListCell]] = [_read(book, reception, facts) for facts in reception.columns]
    for file, heading in reception.unused_headings:
        rows.append(
            [file, heading, words("not used"), "", None, None, None, "", words("No column claims it; it goes back to you untouched.")]
        )
    for holds, column in reception.absent:
        what = words("{column} ({table})", column=words(column.label), table=words(holds))
        rows.append(["", "", what, "", None, None, None, "", words("Not given. {lost}", lost=words(column.lost))])
    titles = (words("Columns"), words("What each heading was taken for, what was not used, and what nobody gave."))
    write_sheet(book, "mapping", titles, columns, rows, empty=words("No column was read."))


def _read(book: ExcelFile, reception: Reception, facts: ColumnFacts) -> list[ListCell]:
    words = book.words
    label = next((words(column.label) for column in COLUMNS[facts.source.holds] if column.name == facts.column), facts.column)
    span = f"{words.short_date(facts.first)} – {words.short_date(facts.last)}" if facts.first and facts.last else ""
    reasons = [reception.why_mapped(facts), facts.decision.evidence(words) if facts.decision else ""]
    return [
        facts.source.shown,
        facts.heading,
        label,
        words(ORIGINS[facts.source.origin]),
        facts.filled,
        facts.empty + facts.nulled,
        facts.unread,
        span,
        " ".join(reason for reason in reasons if reason),
    ]


def write_changes(book: ExcelFile, reception: Reception) -> None:
    """Write every kind of change with its count, and below it cell by cell what stood there and what it was read as."""
    words = book.words
    columns = [
        ListColumn(words("File"), 26),
        ListColumn(words("Heading"), 24),
        ListColumn(words("What was done"), 44, "text"),
        ListColumn(words("Cells"), 10, "count"),
        ListColumn(words("Row"), 10, "count"),
        ListColumn(words("Before"), 26),
        ListColumn(words("After"), 26),
    ]
    rows: list[list[ListCell]] = []
    for change in reception.changes:
        for at, before, after in zip(change.rows, change.before, change.after, strict=True):
            rows.append([change.file, change.heading, words(RULES[change.rule]), change.n, at, before, _shown(book, after)])
    titles = (
        words("Changes"),
        words(
            "Every cell that was read otherwise than it is written. The client's own file is untouched, and its rows come back cell for cell."
        ),
    )
    write_sheet(book, "changes", titles, columns, rows, empty=words("Nothing was changed."))


def _shown(book: ExcelFile, value: object) -> str:
    if value is None:
        return book.words("(empty)")
    if isinstance(value, Decimal):
        # Without thousands signs: they are what was taken out.
        return f"{value:f}".replace(".", book.words.decimal_sign)
    return book.words.short_date(value) if isinstance(value, dt.date) else str(value)
