"""Where every row and every amount went: the account per file, and each row that was left out with its reason."""

from segkit.deliverables.excel.listing import ListCell, ListColumn, write_sheet
from segkit.deliverables.excel.workbook import ExcelFile
from segkit.intake import RECONCILIATION_LABELS
from segkit.reception import Reception


def write_account(book: ExcelFile, reception: Reception) -> None:
    """Write received = used + left out with a reason, in rows and in money, per file."""
    words, intake = book.words, reception.intake
    columns = [
        ListColumn(words("File"), 32),
        ListColumn(words("What became of them"), 44, "text"),
        ListColumn(words("Rows"), 12, "count"),
        ListColumn(words("Amount"), 20, "exact"),
        ListColumn(words("Customers"), 12, "count"),
    ]
    lines = intake.reconciliation.lines if intake is not None else ()
    rows = [
        [line.file, words(RECONCILIATION_LABELS[line.what]), line.rows, line.amount, line.customers]
        for line in lines
        if line.rows or line.what == "received"
    ]
    titles = (
        words("Rows in and out"),
        words("Received in the file = the sum of the lines below it, to the last row and the last decimal."),
    )
    write_sheet(book, "rows", titles, columns, rows, empty=words("Nothing was taken in."))


def write_rows(book: ExcelFile, reception: Reception) -> None:
    """Write each row that was left out: its number in the file, why, and what it holds."""
    words = book.words
    columns = [
        ListColumn(words("File"), 28),
        ListColumn(words("Row"), 10, "count"),
        ListColumn(words("Why it was left out"), 44, "text"),
        ListColumn(words("What the row holds"), 90),
    ]
    rows: list[list[ListCell]] = [[row.file, row.row, row.why(words), row.raw] for row in reception.left_out]
    titles = (words("Rows left out"), words("Row numbers are those that Excel or a text editor shows in the file as received."))
    write_sheet(
        book,
        "left_out",
        titles,
        columns,
        rows,
        empty=words("No row was left out.") if reception.is_taken_in else words("Nothing was taken in."),
    )
    if reception.unlisted:
        sheet = book.sheets["left_out"]
        sheet.text(
            2,
            0,
            words.plural(
                "{n} more row is counted but not listed here.", "{n} more rows are counted but not listed here.", reception.unlisted
            ),
            "note",
        )
