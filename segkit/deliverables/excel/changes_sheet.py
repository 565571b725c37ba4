"""What changed since the last delivery: who moved and why, who is new or gone, and which thresholds, numbers and texts are others."""

from collections.abc import Sequence

from segkit.circle import GONE, NEW, WHY, Account, AccountChanges, Changes, Move, NumberChange
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.workbook import Book, page
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import PROPOSALS
from segkit.views.labels import segment_label

TOP, LAST = 3, 8


def write(book: Book, changes: Changes) -> None:
    """Write the sheet: customers, leads, then the rules."""
    words, sheet = book.study.words, book.sheets["changes"]
    sheet.title(
        words("What changed since the last delivery"),
        words("Compared with the delivery of {date}. Amounts in {currency}.", date=words.date(changes.since), currency=words.currency),
    )
    sheet.widths(16, 34, 14, 14, 26, 16, 16, 16, 16)
    row = _accounts(book, TOP, words("Customers"), changes.customers)
    if len(book.study.leads) or changes.leads.gone:
        row = _accounts(book, row + 1, words("Leads"), changes.leads)
    row = _rules(book, row + 1, changes)
    sheet.worksheet.freeze_panes(TOP, 0)
    page(book, "changes", wide=True, last=(row, LAST))


def _section(book: Book, row: int, title: str) -> None:
    for col in range(LAST + 1):
        book.sheets["changes"].text(row, col, title if col == 0 else "", "section")


def _accounts(book: Book, row: int, title: str, changes: AccountChanges) -> int:
    """Write the table of moves and the accounts that changed; return the row below them."""
    words, sheet = book.study.words, book.sheets["changes"]
    _section(book, row, title)
    row = _migration(book, row + 1, changes) + 1
    moves = [*changes.moved, *changes.newly_rated, *changes.no_longer_rated]
    if not moves and not changes.new and not changes.gone:
        sheet.text(row, 0, words("No account changed grade, joined or left."), "label")
        return row + 2
    headings = [
        words("Number"), words("Name"), words("Grade then"), words("Grade now"), words("Why"), words("Revenue then"), words("Revenue now"),
        words("Potential then"), words("Potential now"),
    ]  # fmt: skip
    sheet.heads(row, 0, headings, {5, 6, 7, 8})
    first = row + 1
    for move in moves:
        row += 1
        _move(book, row, move)
    for accounts, why, then in ((changes.new, words("new"), False), (changes.gone, words("no longer there"), True)):
        for account in accounts:
            row += 1
            _one(book, row, account, why, then=then)
    for col in (2, 3):
        colour_grades(book, sheet, (first, col, row, col))
    return row + 2


def _migration(book: Book, row: int, changes: AccountChanges) -> int:
    """Write how many went from which grade to which; return the row below the table."""
    words, sheet, table = book.study.words, book.sheets["changes"], changes.migration
    sheet.text(row, 0, words("Before in rows, now in columns"), "head", "wrap")
    for col, now in enumerate(table.columns, start=1):
        sheet.client(row, col, words("no longer there") if now == GONE else segment_label(book.study, str(now)), "head", "centre")
    for name, counts in table.iterrows():
        row += 1
        sheet.client(row, 0, words("new") if name == NEW else segment_label(book.study, str(name)), "line", "label")
        for col, (other, count) in enumerate(counts.items(), start=1):
            stayed = name == other and name not in {NEW, GONE}
            sheet.number(row, col, int(count), "line", "count", "centre", *(["total"] if stayed else []))
    return row + 1


def _move(book: Book, row: int, move: Move) -> None:
    words, sheet, study = book.study.words, book.sheets["changes"], book.study
    sheet.client(row, 0, move.number, "line", "identifier")
    sheet.client(row, 1, move.name, "line", "wrap")
    sheet.client(row, 2, segment_label(study, move.grade_before), "line", "grade")
    sheet.client(row, 3, segment_label(study, move.grade_after), "line", "grade")
    sheet.text(row, 4, words(WHY[move.why]), "line", "wrap")
    for col, amount in enumerate((move.revenue_before, move.revenue_after, move.potential_before, move.potential_after), start=5):
        sheet.number(row, col, amount, "line", "money")


def _one(book: Book, row: int, account: Account, why: str, *, then: bool) -> None:
    """Write an account that is new, or that was there `then`."""
    sheet, study = book.sheets["changes"], book.study
    sheet.client(row, 0, account.number, "line", "identifier")
    sheet.client(row, 1, account.name, "line", "wrap")
    for col in range(2, LAST + 1):
        sheet.blank(row, col, "line")
    sheet.client(row, 2 if then else 3, segment_label(study, account.grade), "line", "grade")
    sheet.text(row, 4, why, "line", "wrap")
    for col, amount in ((5, account.revenue), (7, account.potential)):
        sheet.number(row, col if then else col + 1, amount, "line", "money")


def _rules(book: Book, row: int, changes: Changes) -> int:
    """Write the thresholds, numbers and texts that are others; return the last row."""
    words, sheet = book.study.words, book.sheets["changes"]
    _section(book, row, words("Rules and policy"))
    row += 1
    if changes.preset is None and not changes.numbers and not changes.texts:
        sheet.text(row, 0, words("Thresholds, contacts, hours and texts are as they were."), "label")
        return row
    sheet.heads(row, 0, [words("Segment"), words("What"), words("Then"), "", "", words("Now"), "", "", ""])
    if changes.preset is not None:
        row += 1
        _texts(book, row, ("", words("Preset")), changes.preset)
    for number in changes.numbers:
        row += 1
        _number(book, row, number)
    for text in changes.texts:
        row += 1
        told = (text.before, text.after)
        if text.field == "proposal":
            told = (words(PROPOSALS.get(text.before, text.before)), words(PROPOSALS.get(text.after, text.after)))
        _texts(book, row, (_segment(book, text.segment), words(text.label)), told)
    return row


def _segment(book: Book, name: str) -> str:
    return segment_label(book.study, None if name == NOT_RATED_SEGMENT else name)


def _about(book: Book, key: str) -> str:
    """Return whom or what a number belongs to: a segment, a sales rep, in a Deep Dive a factor, a class or a cost; "" for one that stands alone."""
    if key.startswith("playbook."):
        return _segment(book, key.split(".")[1])
    if not key.startswith(("tree.", "contribution.", "capacity.reps.")):
        return ""
    gone = key.split(".")[2] if key.startswith(("tree.weights.", "tree.points.")) else ""
    return next((value.about for value in book.study.parameters if value.key == key), gone)


def _number(book: Book, row: int, number: NumberChange) -> None:
    words, sheet = book.study.words, book.sheets["changes"]
    sheet.client(row, 0, _about(book, number.key), "line")
    sheet.text(row, 1, words(number.label), "line", "wrap")
    look = {"fraction": "share", "currency": "money", "currency per hour": "money"}.get(number.unit, "hours")
    for first, last, value in ((2, 4, number.before), (5, LAST, number.after)):
        sheet.merged(row, first, last, "line", look)
        sheet.number(row, first, value, "line", look)


def _texts(book: Book, row: int, what: tuple[str, str], told: Sequence[str]) -> None:
    sheet = book.sheets["changes"]
    sheet.client(row, 0, what[0], "line", "wrap")
    sheet.text(row, 1, what[1], "line", "wrap")
    for (first, last), text in zip(((2, 4), (5, LAST)), told, strict=True):
        sheet.merged(row, first, last, "line", "wrap")
        sheet.client(row, first, text, "line", "wrap")
