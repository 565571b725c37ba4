"""How to rate: what each factor means, and what each point of its scale means, in full."""

from segkit.deliverables.excel.workbook import Book, page
from segkit.deliverables.rating_sheets.layout import Layout, RatedLeaf

POINT, MEANING = 0, 1
WIDTHS = (7, 100)


def write_how_to_rate(book: Book, layout: Layout) -> None:
    """Write the rules of rating and, below them, every leaf with its definition and its anchors."""
    words, sheet = book.study.words, book.sheets["how"]
    sheet.widths(*WIDTHS)
    sheet.title(words("How to rate"))
    sheet.client(1, POINT, book.study.engagement.client, "client_name")
    row = 3
    for rule in _rules(book, layout):
        sheet.text(row, POINT, "•", "right", "top")
        sheet.text(row, MEANING, rule, "wrap")
        row += 1
    for leaf in layout.leaves:
        row = _leaf(book, layout, leaf, row + 1)
    page(book, "how", last=(row, MEANING))


def _rules(book: Book, layout: Layout) -> tuple[str, ...]:
    words = book.study.words
    return (
        words(
            "Choose an entry of the cell's list, or write the point alone: {lowest} is the worst, {highest} the best.",
            lowest=layout.lowest,
            highest=layout.highest,
        ),
        words("Leave a cell empty where you cannot tell. Empty means not known; it is never counted as low."),
        words("Hold each customer against the words of the scale, not against the other customers."),
        words("Write in the column {comment} why, where somebody may ask. One comment holds for the whole row.", comment=words("Comment")),
        words("Rows may be sorted and filtered. Save and send the file back also when only part of it is filled in."),
    )


def _leaf(book: Book, layout: Layout, leaf: RatedLeaf, row: int) -> int:
    """Write one leaf from a row on; return the row after it."""
    sheet = book.sheets["how"]
    sheet.client(row, POINT, " › ".join((*leaf.above, layout.headings[leaf.key])), "section")
    sheet.blank(row, MEANING, "section")
    sheet.height(row, 24)
    if leaf.node.definition:
        row += 1
        sheet.client(row, MEANING, leaf.node.definition, "note")
        sheet.blank(row, POINT)
    for point in range(layout.highest, layout.lowest - 1, -1):
        row += 1
        sheet.number(row, POINT, point, "line", "count", "top")
        anchor = leaf.node.anchors.get(point, "")
        if anchor:
            sheet.client(row, MEANING, anchor, "line", "wrap")
        else:
            sheet.blank(row, MEANING, "line")
    return row + 1
