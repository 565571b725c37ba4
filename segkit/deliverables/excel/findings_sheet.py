"""The findings in the client's files, and the account of every row and amount received."""

from segkit.deliverables.excel.workbook import Book, page
from segkit.findings import SEVERITIES
from segkit.intake import RECONCILIATION_LABELS

HEADING_ROW, HOURS = 3, 5


def write(book: Book) -> None:
    """Write the findings, gravest first, then the reconciliation."""
    words, study, sheet = book.study.words, book.study, book.sheets["findings"]
    sheet.title(words("Findings"), words("What was odd in the files received, what was done about it and what to do next."))
    sheet.widths(14, 26, 50, 38, 42)
    row = HEADING_ROW
    if study.findings:
        sheet.heads(row, 0, [words("Kind"), words("Where"), words("What was found"), words("What was done"), words("What to do")])
    else:
        sheet.text(row, 0, words("Nothing odd was found."), "label")
    for finding in study.findings:
        row += 1
        sheet.text(row, 0, words(SEVERITIES[finding.severity]), "line", "wrap", *(["label"] if finding.severity != "note" else []))
        for col, text in enumerate((finding.place(words) or "–", finding.text(words), finding.done(words), finding.todo(words)), start=1):
            sheet.client(row, col, text, "line", "wrap")
    row, last = _reconciliation(book, row + 2)
    if last == HOURS:
        sheet.widths(14, first=HOURS)
    page(book, "findings", wide=True, last=(row, last))


def _reconciliation(book: Book, row: int) -> tuple[int, int]:
    """Write received = used + set aside per file, and the way to the revenue shown; return the last row and the last column."""
    words, account, sheet = book.study.words, book.study.intake.reconciliation, book.sheets["findings"]
    timed = any(line.hours is not None for line in account.lines)
    last = HOURS if timed else HOURS - 1
    for col in range(last + 1):
        sheet.text(row, col, words("From the files received to the revenue shown") if col == 0 else "", "section")
    row += 1
    headings = (words("Rows"), words("File"), words("What became of them"), words("Amount"), words("Customers"), words("Hours"))
    for col, heading in enumerate(headings[: last + 1]):
        sheet.text(row, col, heading, "head", *(["right"] if col in {0, 3, 4, HOURS} else []))
    for line in account.lines:
        if not line.rows and line.what != "received":
            continue
        row += 1
        edge = "edge" if line.what == "received" else "line"
        sheet.number(row, 0, line.rows, "count", edge)
        sheet.client(row, 1, line.file, edge, "wrap")
        sheet.text(row, 2, words(RECONCILIATION_LABELS[line.what]), edge, "wrap")
        sheet.number(row, 3, None if line.amount is None else float(line.amount), "exact", edge)
        sheet.number(row, 4, line.customers, "count", edge)
        if timed:
            sheet.number(row, HOURS, None if line.hours is None else float(line.hours), "hours", edge)
    for label, amount, edge in (
        (words("Sum of the rows used"), account.revenue_used, "edge"),
        (words("Rounding of each customer's revenue to two decimals"), account.rounding, "line"),
        (words("Revenue of all customers"), account.revenue, "total"),
    ):
        row += 1
        for col in (0, 1, *range(4, last + 1)):
            sheet.text(row, col, "", edge)
        sheet.text(row, 2, label, edge, "wrap")
        sheet.number(row, 3, float(amount), "exact", edge)
    return row, last
