"""The cover: whose strategy this is, of which period and day, how the file is used, and where everything stands."""

from collections.abc import Sequence
from io import BytesIO

from segkit.deliverables.excel.contents import SheetPlan
from segkit.deliverables.excel.workbook import Book, described, page
from segkit.views.labels import period_text, preset_label

LAST = 3
FACTS = 5
"""Rows from the top of the band to the facts."""
LOGO_BOX = (260, 70)
"""Pixels that the consultant's logo may take."""


def write(book: Book, plans: Sequence[SheetPlan]) -> None:
    """Write the sheet."""
    words, study, sheet = book.study.words, book.study, book.sheets["cover"]
    engagement = study.engagement
    sheet.widths(24, 34, 44, 14)
    top = _logo(book)
    for row in range(top, top + 4):
        sheet.merged(row, 0, LAST, "cover")
        sheet.text(row, 0, "", "cover")
    sheet.height(top, 26)
    sheet.height(top + 1, 38)
    sheet.text(top + 1, 0, words("Segmentation strategy"), "cover", "cover_title")
    sheet.height(top + 2, 26)
    sheet.client(top + 2, 0, engagement.client, "cover", "cover_client")
    sheet.height(top + 3, 20)
    facts = [
        (words("Period"), period_text(study)),
        (words("Date"), words.date(engagement.date)),
        (words("Model"), preset_label(study)),
        (words("Amounts"), words.currency),
        *([(words("Consultant"), engagement.consultant)] if engagement.consultant else []),
    ]
    row = top + FACTS
    for label, value in facts:
        sheet.text(row, 0, label, "label")
        sheet.merged(row, 1, LAST)
        sheet.client(row, 1, value)
        row += 1
    row = _how(book, row + 1)
    row = _contents(book, row + 1, plans)
    page(book, "cover", last=(row, LAST))


def _logo(book: Book) -> int:
    """Place the consultant's logo above the band, where there is one; return the first row of the band."""
    logo, sheet = book.study.engagement.logo, book.sheets["cover"]
    if logo is None:
        return 0
    sheet.height(0, 60)
    story = book.study.engagement.consultant or book.study.words("Logo")
    options = {"image_data": BytesIO(logo.content), "object_position": 2, "y_offset": 4, **logo.scales(*LOGO_BOX), **described(story)}
    sheet.checked(sheet.worksheet.insert_image(0, 0, "logo", options), "the logo")
    return 1


def _section(book: Book, row: int, title: str) -> None:
    for col in range(LAST + 1):
        book.sheets["cover"].text(row, col, title if col == 0 else "", "section")


def _how(book: Book, row: int) -> int:
    """Write how the file is used, and what a yellow cell means; return the row below."""
    words, sheet = book.study.words, book.sheets["cover"]
    _section(book, row, words("How to use this file"))
    lines = (
        words("Yellow cells are for you: thresholds, contacts and hours on Parameters, and the yellow columns of the lists."),
        words("Change a threshold or an hour and grades, numbers, charts, hours and lists follow at once, on every sheet."),
        words("Sort and filter the lists as you like. Rows find each other by hidden numbers, so nothing gets mixed up."),
        words("An empty cell is unknown. Unknown is never taken for low and never counted as 0."),
        words("Send the file back with your corrections: each one is shown to you before it counts."),
    )
    for line in lines:
        row += 1
        sheet.merged(row, 0, LAST, "wrap")
        sheet.text(row, 0, line, "wrap")
    row += 1
    sheet.text(row, 0, words("For you to fill in"), "input", "centre")
    sheet.text(row, 1, words("changed since delivery"), "changed", "centre")
    return row + 1


def _contents(book: Book, row: int, plans: Sequence[SheetPlan]) -> int:
    """Write the sheets with a link to each; return the last row."""
    words, sheet = book.study.words, book.sheets["cover"]
    _section(book, row, words("What is where"))
    for plan in plans:
        if not plan.about:
            continue
        row += 1
        name = book.sheets[plan.key].name
        sheet.link(row, 0, book.ref(plan.key, "A1"), name, "line")
        sheet.merged(row, 1, LAST, "line", "wrap")
        sheet.text(row, 1, plan.about, "line", "wrap")
    return row
