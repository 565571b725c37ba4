"""Who has moved between the rating classes of a Deep Dive, on the sheet of changes: the table of classes, then each customer with the reason."""

from segkit.circle import WHY, ClassChanges
from segkit.deliverables.excel.migration_table import write_migration
from segkit.deliverables.excel.ratings_sheet import colour_classes
from segkit.deliverables.excel.workbook import Book
from segkit.segments import NOT_RATED_SEGMENT
from segkit.views.ratings.naming import class_label

LAST = 8


def write_classes(book: Book, row: int, changes: ClassChanges) -> int:
    """Write the classes then and now and the customers who moved; return the row below them."""
    words, sheet = book.study.words, book.sheets["changes"]
    for col in range(LAST + 1):
        sheet.text(row, col, words("Rating classes") if col == 0 else "", "section")
    row = write_migration(book, row + 1, changes.migration, lambda name: _label(book, name)) + 1
    if not changes.moved:
        sheet.text(row, 0, words("No customer changed class."), "label")
        return row + 2
    headings = [
        words("Number"),
        words("Name"),
        words("Class then"),
        words("Class now"),
        words("Why"),
        words("Rating then"),
        words("Rating now"),
    ]
    sheet.heads(row, 0, headings, {5, 6})
    first = row + 1
    for move in changes.moved:
        row += 1
        sheet.client(row, 0, move.number, "line", "identifier")
        sheet.client(row, 1, move.name, "line", "wrap")
        for col, name in ((2, move.class_before), (3, move.class_after)):
            sheet.client(row, col, class_label(book.study, name), "line", "grade")
        sheet.text(row, 4, words(WHY[move.why]), "line", "wrap")
        for col, score in ((5, move.score_before), (6, move.score_after)):
            sheet.number(row, col, score, "line", "hours")
    if book.study.deep is not None:
        for col in (2, 3):
            colour_classes(book, sheet, (first, col, row, col), len(book.study.deep.tree.classes))
    return row + 2


def _label(book: Book, name: str) -> str:
    return class_label(book.study, None if name == NOT_RATED_SEGMENT else name)
