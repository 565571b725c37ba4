"""The first sheet: go or no go, the checks behind it, and where in the report each question is answered."""

from segkit.deliverables.excel.listing import ListColumn, write_list
from segkit.deliverables.excel.workbook import ExcelFile, page
from segkit.intake.readiness import VERDICTS
from segkit.reception import Reception
from segkit.words import phrase

WHERE: tuple[tuple[str, str], ...] = (
    (phrase("Which files were read, and how?"), "files"),
    (phrase("Which heading became which column?"), "mapping"),
    (phrase("Which row is it?"), "questions"),
    (phrase("Why was this row left out?"), "left_out"),
    (phrase("What did you change?"), "changes"),
    (phrase("Does it add up to what we invoiced?"), "rows"),
    (phrase("What must our bookkeeper confirm?"), "totals"),
    (phrase("Who has no potential?"), "potential"),
    (phrase("Is one customer in there twice?"), "duplicates"),
    (phrase("What is missing, and what do we lose by it?"), "mapping"),
)
"""What people ask about their data, and the key of the sheet that answers."""


def write(book: ExcelFile, reception: Reception) -> None:
    """Write the verdict, the checks and the guide."""
    words, sheet, ready = book.words, book.sheets["verdict"], reception.readiness
    name, means = VERDICTS[ready.verdict]
    sheet.widths(46, 14, 16, 60)
    sheet.title(words("Intake report"))
    sheet.client(1, 0, reception.engagement.client, "client_name")
    sheet.text(2, 0, _period(reception), "subtitle")
    sheet.height(4, 34)
    sheet.merged(4, 0, 3, "band")
    sheet.text(4, 0, words("{verdict}: {score} of 100 points", verdict=words(name), score=ready.score), "band")
    sheet.merged(5, 0, 3, "wrap")
    sheet.text(5, 0, words(means), "wrap")
    row = _counts(book, reception, _refusal(book, reception, 6) + 1)
    for col in range(4):
        sheet.text(row, col, words("How the points come about") if col == 0 else "", "section")
    columns = [
        ListColumn(words("Check"), 46, "label"),
        ListColumn(words("Fulfilled"), 14, "share"),
        ListColumn(words("Points"), 16, "text"),
        ListColumn(words("What counts"), 60, "text"),
    ]
    checks = []
    for check in ready.checks:
        points = (
            words("does not apply")
            if check.share is None
            else words("{points} of {most}", points=_points(check.weight * check.share), most=check.weight)
        )
        checks.append([words(check.label), check.share, points, words(check.help)])
    row = write_list(book, "verdict", row + 1, columns, checks)
    sheet.worksheet.autofilter(0, 0, 0, 0)
    row = _guide(book, row + 2)
    page(book, "verdict", whole=True, last=(row, 3))


def _refusal(book: ExcelFile, reception: Reception, row: int) -> int:
    """Write the sentences with which the files were refused as a whole, which no finding says; return the row below."""
    sheet = book.sheets["verdict"]
    for sentence in str(reception.refusal).splitlines() if reception.refusal is not None else ():
        sheet.merged(row, 0, 3, "wrap")
        sheet.client(row, 0, sentence, "wrap")
        sheet.height(row, 15 * -(-len(sentence) // 110))
        row += 1
    return row


def _points(points: float) -> int:
    return round(points)


def _period(reception: Reception) -> str:
    words, period = reception.engagement.words, reception.engagement.period
    if period is None:
        return words("No period is given in engagement.yaml.")
    return words("Analysis period {first} – {last}", first=words.date(period.begin), last=words.date(period.end))


def _counts(book: ExcelFile, reception: Reception, row: int) -> int:
    """Write what was taken in, in figures."""
    words, sheet, intake = book.words, book.sheets["verdict"], reception.intake
    figures: list[tuple[str, int | float]] = [
        (words("Files that were read"), len(reception.survey.files)),
        (words("Files that could not be read"), len(reception.survey.refused)),
    ]
    if intake is not None and reception.is_taken_in:
        figures += [
            (words("Customers"), len(intake.customers)),
            (words("Leads"), len(intake.leads)),
            (words("Contacts"), len(intake.contacts)),
        ]
        figures += [(words("Records of time and costs"), len(intake.costs))] if len(intake.costs) else []
    figures += [
        (words("What stops the run"), reception.count("blocks") + (reception.refusal is not None)),
        (words("Questions without an answer"), len(reception.open_questions)),
    ]
    for label, number in figures:
        sheet.text(row, 0, label, "line")
        sheet.number(row, 1, number, "count", "line")
        row += 1
    if intake is not None and reception.is_taken_in:
        sheet.text(row, 0, words("Revenue of all customers"), "line")
        sheet.number(row, 1, float(intake.reconciliation.revenue), "currency", "line")
        row += 1
    for sentence in reception.refusals:
        sheet.merged(row, 0, 3, "wrap")
        sheet.client(row, 0, sentence, "wrap", "label")
        row += 1
    return row + 1


def _guide(book: ExcelFile, row: int) -> int:
    """Write which sheet answers which question, with a link to it."""
    words, sheet = book.words, book.sheets["verdict"]
    for col in range(4):
        sheet.text(row, col, words("Where to look") if col == 0 else "", "section")
    for question, where in WHERE:
        row += 1
        sheet.text(row, 0, words(question), "line", "wrap")
        target = f"internal:{book.ref(where, 'A1')}"
        sheet.checked(sheet.worksheet.write_url(row, 1, target, sheet.styles("line"), book.sheets[where].name), "a link")
    return row
