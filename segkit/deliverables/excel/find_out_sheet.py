"""What to find out: the accounts whose potential is unknown, those who buy most first."""

from segkit.deliverables.excel.live_table import TableColumn, write_columns
from segkit.deliverables.excel.open_accounts import COLUMNS, REVENUE, account_columns, account_headings, account_widths
from segkit.deliverables.excel.workbook import Book, page

HEADING_ROW = 4


def write(book: Book) -> None:
    """Write the list, or a sentence where nothing is open."""
    words, study, sheet = book.study.words, book.study, book.sheets["find_out"]
    rows = study.find_out
    if rows.empty:
        sheet.title(words("What to find out"), words("Every potential is known: there is nothing to find out."))
        sheet.widths(60)
        page(book, "find_out")
        return
    sheet.title(
        words("What to find out"),
        words("Potential is unknown for these accounts. Those who buy most stand first. Amounts in {currency}.", currency=words.currency),
    )
    sheet.text(2, 0, words("Ask them, fill in the call list (call_list.xlsx) and send it back: the study then rates them."), "faint")
    sheet.heads(HEADING_ROW, 0, [words("No."), *account_headings(words)], {0, 1 + REVENUE})
    numbers = TableColumn("no", "", "count", range(1, len(rows) + 1))
    write_columns(sheet, HEADING_ROW + 1, 0, [numbers, *account_columns(words, rows)])
    last = HEADING_ROW + len(rows)
    sheet.checked(sheet.worksheet.autofilter(HEADING_ROW, 0, last, COLUMNS), "a filter")
    sheet.widths(7, *account_widths(rows))
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, 0)
    page(book, "find_out", repeat=HEADING_ROW, last=(last, COLUMNS))
