"""The lists behind the cells: what each leaf's dropdown shows, and the bare points that may be typed instead, on a hidden sheet."""

from xlsxwriter.utility import xl_range_abs

from segkit.deliverables.excel.workbook import Book
from segkit.deliverables.rating_sheets.layout import Layout

BARE = "points_bare"
"""The defined name of the points without words."""


def write_lists(book: Book, layout: Layout) -> None:
    """Write a column per leaf, named so that cells can refer to it from another sheet, and one of bare points."""
    sheet = book.sheets["lists"]
    count = layout.highest - layout.lowest + 1
    for col, leaf in enumerate(layout.leaves):
        sheet.client(0, col, layout.headings[leaf.key], "head")
        for row, entry in enumerate(leaf.entries(layout.lowest, layout.highest), start=1):
            sheet.client(row, col, entry)
        book.define(leaf.list_name, "lists", xl_range_abs(1, col, count, col))
    last = len(layout.leaves)
    for row, point in enumerate(range(layout.highest, layout.lowest - 1, -1), start=1):
        sheet.number(row, last, point)
    book.define(BARE, "lists", xl_range_abs(1, last, count, last))
    sheet.worksheet.hide()
