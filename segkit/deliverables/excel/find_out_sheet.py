"""What to find out: the accounts whose potential is unknown, those whose answer is worth most first."""

from segkit.deliverables.excel.live_table import TableColumn, write_columns
from segkit.deliverables.excel.open_accounts import COLUMNS, REVENUE, account_columns, account_headings, account_widths
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
    columns = [
        TableColumn("no", "", "count", range(1, len(rows) + 1)),
        *account_columns(words, rows),
        TableColumn("possible", "", "client", [possible_text(study, grades) for grades in rows["possible"]]),
        *(TableColumn(key, "", look, list(rows[key])) for key, look in FIGURES),
        TableColumn("next", "", "client", [None] * len(rows)),
    ]
    write_columns(sheet, HEADING_ROW + 1, 0, columns)
    for line in range(min(study.engagement.find_out.next_calls, len(rows))):  # in words, so that the list can be filtered by it
        sheet.text(HEADING_ROW + 1 + line, len(headings) - 1, words("yes"), "line", "centre", "top")
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
