"""Totals per column for the client's bookkeeper: our sum, room for theirs, and the difference as a live formula."""

from dataclasses import replace

from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deliverables.excel.listing import ListCell, ListColumn, write_sheet
from segkit.deliverables.excel.workbook import ExcelFile
from segkit.intake.column_facts import ColumnFacts
from segkit.reception import Reception
from segkit.tables import COLUMNS

OURS, THEIRS, DIFFERENCE = 5, 6, 7


def write(book: ExcelFile, reception: Reception) -> None:
    """Write each column of money and figures with its sum in the file, as it was read."""
    words = book.words
    summed = [facts for facts in reception.columns if facts.total is not None and facts.kind in {"money", "number", "hours"}]
    columns = [
        ListColumn(words("File"), 28),
        ListColumn(words("Heading"), 24),
        ListColumn(words("Column"), 20, "text"),
        ListColumn(words("Cells with a value"), 12, "count"),
        ListColumn(words("Empty or not readable"), 12, "count"),
        ListColumn(words("Sum in the file"), 20, "exact"),
        ListColumn(words("The bookkeeper's figure"), 20, "input_exact"),
        ListColumn(words("Difference"), 16, "exact"),
        ListColumn(words("Confirmed by, date"), 26, "input"),
    ]
    rows = [cells for facts in summed for cells in _rows(book, facts)]
    titles = (
        words("Totals to confirm"),
        words("Sums of whole columns as they stand in the files, totals rows left out. Please compare with the books."),
    )
    head = write_sheet(book, "totals", titles, columns, rows, empty=words("There is no column of figures."))
    sheet = book.sheets["totals"]
    for at in range(head + 1, head + 1 + len(rows)):
        ours, theirs = xl_rowcol_to_cell(at, OURS), xl_rowcol_to_cell(at, THEIRS)
        sheet.formula(at, DIFFERENCE, f'IF(ISNUMBER({theirs}),ROUND({theirs}-{ours},2),"")', "", "exact", "line", "top")


def _rows(book: ExcelFile, facts: ColumnFacts) -> list[list[ListCell]]:
    """Return a column's row, or one for each of its currencies: two are never added."""
    if not facts.by_currency:
        return [_cells(book, facts)]
    return [_cells(book, replace(facts, heading=f"{facts.heading} ({code})", total=total)) for code, total in facts.by_currency]


def _cells(book: ExcelFile, facts: ColumnFacts) -> list[ListCell]:
    label = next((column.label for column in COLUMNS[facts.source.holds] if column.name == facts.column), facts.column)
    missing = facts.empty + facts.nulled + facts.unread
    return [facts.source.shown, facts.heading, book.words(label), facts.filled, missing, facts.total, None, None, ""]
