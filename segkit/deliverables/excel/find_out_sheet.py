"""What to find out: the accounts whose potential is unknown, those whose answer is worth most first."""

from segkit.deliverables.excel.cells import Sheet
from segkit.deliverables.excel.open_accounts import COLUMNS, REVENUE, account_headings, account_widths, write_account
from segkit.deliverables.excel.workbook import Book, page
from segkit.views.explaining import possible_text
from segkit.views.find_out import how_it_is_ranked
from segkit.words import Words

HEADING_ROW = 5
FIGURES = (
    ("probability", "percent"),
    ("at_stake", "money"),
    ("worth", "exact"),
    ("estimate_low", "money"),
    ("estimate_high", "money"),
    ("peers", "count"),
)
"""The columns of figures after the possible grades, each with its look."""


def write(book: Book) -> None:
    """Write the ranking, or a sentence where nothing is open."""
    words, study, sheet = book.study.words, book.study, book.sheets["find_out"]
    rows = study.find_out
    if rows.empty:
        sheet.title(words("What to find out"), words("Every potential is known: there is nothing to find out."))
        sheet.widths(60)
        page(book, "find_out")
        return
    sheet.title(
        words("What to find out"),
        words(
            "Potential is unknown for these accounts. Those whose answer is worth most stand first. Amounts in {currency}.",
            currency=words.currency,
        ),
    )
    sheet.text(2, 0, how_it_is_ranked(study), "faint")
    sheet.text(3, 0, words("Ask them, fill in the call list (call_list.xlsx) and send it back: the study then rates them."), "faint")
    headings = [words("No."), *account_headings(words), *_headings(words)]
    possible = 1 + COLUMNS
    sheet.heads(HEADING_ROW, 0, headings, {0, 1 + REVENUE, *range(possible + 1, possible + 1 + len(FIGURES))})
    for line, (i, account) in enumerate(enumerate(rows.to_dict("records"), start=1), start=HEADING_ROW + 1):
        sheet.number(line, 0, i, "count", "line", "top")
        write_account(sheet, words, line, 1, account)
        sheet.client(line, possible, possible_text(study, account["possible"]), "line", "wrap")
        for col, (key, look) in enumerate(FIGURES, start=possible + 1):
            sheet.number(line, col, account[key], "line", look, "top")
        _mark(sheet, words, line, len(headings) - 1, marked=i <= study.engagement.find_out.next_calls)
    last = HEADING_ROW + len(rows)
    sheet.checked(sheet.worksheet.autofilter(HEADING_ROW, 0, last, len(headings) - 1), "a filter")
    sheet.widths(7, *account_widths(rows), 20, 12, 14, 14, 14, 14, 9, 12)
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, 0)
    sheet.height(HEADING_ROW, 44)
    page(book, "find_out", wide=True, repeat=HEADING_ROW, last=(last, len(headings) - 1))


def _headings(words: Words) -> list[str]:
    return [
        words("Possible grades"), words("Probability of a better grade"), words("At stake"), words("Worth per minute"),
        words("Estimated potential from"), words("Estimated potential to"), words("Peers"), words("Next call"),
    ]  # fmt: skip


def _mark(sheet: Sheet, words: Words, line: int, col: int, *, marked: bool) -> None:
    """Mark one of the next calls, in words so that the list can be filtered by it."""
    if marked:
        sheet.text(line, col, words("yes"), "line", "centre", "top")
    else:
        sheet.blank(line, col, "line")
