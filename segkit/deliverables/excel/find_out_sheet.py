"""What to find out: the accounts whose potential is unknown, those who buy most first."""

from segkit.deliverables.excel.cells import fitted
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
    sheet.heads(
        HEADING_ROW,
        0,
        [words("No."), words("Kind"), words("Number"), words("Name"), words("Owner"), words("Region"), words("Revenue")],
        {0, 6},
    )
    for line, (i, account) in enumerate(enumerate(rows.to_dict("records"), start=1), start=HEADING_ROW + 1):
        sheet.number(line, 0, i, "count", "line", "top")
        sheet.text(line, 1, words("Customer") if account["kind"] == "customer" else words("Lead"), "line", "top")
        sheet.client(line, 2, account["number"], "line", "identifier", "top")
        for col, key in enumerate(("name", "owner", "region"), start=3):
            sheet.client(line, col, account[key], "line", "wrap")
        sheet.number(line, 6, account["revenue"], "money", "line", "top")
    last = HEADING_ROW + len(rows)
    sheet.checked(sheet.worksheet.autofilter(HEADING_ROW, 0, last, 6), "a filter")
    widths = [
        fitted([str(text) for text in rows[key]], low, high)
        for key, low, high in (("number", 12, 20), ("name", 20, 40), ("owner", 12, 24), ("region", 12, 20))
    ]
    sheet.widths(7, 10, *widths, 16)
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, 0)
    page(book, "find_out", repeat=HEADING_ROW, last=(last, 6))
