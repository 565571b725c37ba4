"""The leads: the customers' rule on expected revenue, with counts of their own."""

from segkit.deliverables.excel.account_columns import PRINTED
from segkit.deliverables.excel.account_entries import check_entries
from segkit.deliverables.excel.account_table import AccountTable, write_accounts
from segkit.deliverables.excel.cells import Sheet
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.returned_tables import ReturnedTable
from segkit.deliverables.excel.workbook import Book, page
from segkit.views.labels import segment_label

COUNTS = 3
HEADING_ROW = 7


def write(book: Book, table: AccountTable) -> list[ReturnedTable]:
    """Write the counts per segment and the table, or a sentence where there are no leads. Return what is read when it comes back."""
    words, sheet = book.study.words, book.sheets["leads"]
    if table.rows.empty:
        sheet.title(words("Leads"), words("No leads were delivered for this study."))
        sheet.widths(60)
        page(book, "leads")
        return []
    sheet.title(
        words("Leads"),
        words(
            "Graded by the customers' rule on expected revenue, never counted as customers. Amounts in {currency}.", currency=words.currency
        ),
    )
    columns = write_accounts(sheet, table)
    check_entries(book, sheet, table)
    _counts(book, sheet, table)
    for grade in (table.position(key) for key in ("grade", "computed", "fixed_grade")):
        colour_grades(book, sheet, (table.first + 1, grade, table.last, grade))
    sheet.height(HEADING_ROW, 30)
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, 2)
    page(book, "leads", wide=True, repeat=HEADING_ROW, last=(table.last, table.position(PRINTED)))
    return [ReturnedTable("leads", table.place, columns)]


def _counts(book: Book, sheet: Sheet, table: AccountTable) -> None:
    """Write one line of live counts, a column per segment."""
    study, words = book.study, book.study.words
    sheet.text(COUNTS, 0, words("Segment"), "head")
    sheet.text(COUNTS + 1, 0, words("Leads"), "label")
    names = list(study.lead_segmentation.table.index)
    for col, name in enumerate(names, start=1):
        label = segment_label(study, str(name))
        sheet.client(COUNTS, col, label, "head", "centre")
        formula = table.count_formula(f"INDEX(segment_grades,{col})")
        sheet.formula(COUNTS + 1, col, formula, study.lead_segmentation.count(str(name)), "count", "centre", "line")
    sheet.text(COUNTS, len(names) + 1, words("Total"), "head", "centre")
    sheet.formula(COUNTS + 1, len(names) + 1, f"ROWS({table.column('number')})", len(table.rows), "count", "centre", "total")
