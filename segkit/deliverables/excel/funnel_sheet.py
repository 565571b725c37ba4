"""The funnel: the account of every step with its reasons, who comes first, and every account with the way it went; all as delivered."""

import pandas as pd

from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.live_table import LiveTable, TableColumn, unique_headings, write_table
from segkit.deliverables.excel.workbook import Book, page
from segkit.strategy.funnel_rule import STEPS
from segkit.study import Study
from segkit.views import funnel as views
from segkit.views.labels import segment_label
from segkit.words import is_missing, phrase

KEY, NAME = "funnel", "Funnel"
TOP = 3
LAST = 15
"""The last column of the sheet."""

_HEADINGS: dict[str, tuple[str, str, float]] = {
    "kind": (phrase("Kind"), "text", 12),
    "number": (phrase("Number"), "identifier", 14),
    "name": (phrase("Name"), "client", 34),
    "owner": (phrase("Owner"), "client", 22),
    "region": (phrase("Region"), "client", 16),
    "grade": (phrase("Grade"), "grade", 14),
    "revenue": (phrase("Revenue"), "money", 14),
    "potential": (phrase("Potential"), "money", 14),
    "room": (phrase("Can be won"), "money", 14),
    "reached": (phrase("Last step passed"), "text", 22),
    "place": (phrase("Place"), "count", 9),
    "of": (phrase("Out of"), "count", 9),
    "left": (phrase("Why not further"), "text", 30),
    "why": (phrase("In a sentence"), "client", 60),
    "first": (phrase("First activity"), "client", 44),
    "next": (phrase("Next step"), "client", 44),
}
"""The columns of the accounts: heading, kind of cell and the widest that each grows."""


def write(book: Book) -> None:
    """Write the steps, and below them every account: those who come first on top, then who came furthest."""
    words, study, sheet = book.study.words, book.study, book.sheets[KEY]
    steps = study.funnel.steps
    sheet.title(
        words("Funnel"),
        words(
            "From {n} accounts to {m} in four steps, as delivered: a changed grade does not move anybody here. Amounts in {currency}.",
            n=steps[0].came.accounts,
            m=steps[-1].went.accounts,
            currency=words.currency,
        ),
    )
    row = _steps(book, TOP)
    rows = study.funnel.accounts.sort_values(["step", "place", "kind", "number"], ascending=[False, True, True, True], kind="stable")
    place = LiveTable(NAME, unique_headings({key: words(text) for key, (text, _, _) in _HEADINGS.items()}), row + 1, len(rows))
    if rows.empty:
        sheet.text(place.first, 0, words("No account takes part."), "label")
        sheet.widths(12, 30)
        page(book, KEY, wide=True, last=(place.first, LAST))
        return
    write_table(sheet, place, _columns(study, place, rows))
    grade = place.position("grade")
    colour_grades(book, sheet, (place.first + 1, grade, place.last, grade))
    sheet.height(place.first, 32)
    page(book, KEY, wide=True, repeat=place.first, last=(place.last, LAST))


def _steps(book: Book, row: int) -> int:
    """Write who came, left and went on at each step, with money and what the step asks; return the row below."""
    words, study, sheet = book.study.words, book.study, book.sheets[KEY]
    for step, sentence in views.asked(study):
        sheet.text(row, 0, step, "label")
        sheet.text(row, 2, sentence, "middle")
        row += 1
    row += 1
    heads = {
        0: words("Step"), 1: "", 2: words("What became of them"), 3: words("Accounts"), 4: words("Of them leads"), 5: "", 6: words("Revenue"),
        7: "", 8: words("Can be won"),
    }  # fmt: skip
    sheet.heads(row, 0, list(heads.values()), {3, 4, 6, 8})
    sheet.height(row, 32)
    for step, what, found, sums in views.lines(study):
        row += 1
        look = "total" if sums else "line"
        revenue, room = views.known_amounts(study, found)
        sheet.text(row, 0, step, look)
        sheet.text(row, 2, what, look)
        sheet.number(row, 3, found.accounts, "count", look)
        sheet.number(row, 4, found.leads, "count", look)
        sheet.number(row, 6, revenue, "exact", look)
        sheet.number(row, 8, room, "exact", look)
        for col in (1, 5, 7):
            sheet.blank(row, col, look)
    sheet.text(
        row + 1, 0, words("Revenue is that of the customers; a lead has none. An empty amount is not known of anybody in its row."), "faint"
    )
    return row + 2


def _columns(study: Study, place: LiveTable, rows: pd.DataFrame) -> list[TableColumn]:
    words, records = study.words, rows.to_dict("records")
    labels = [words("none"), *(views.step_label(study, key) for key in STEPS)]
    planned = [views.activities(study, record) if is_missing(record["reason"]) else (None, None) for record in records]
    values = {key: rows[key].tolist() for key in ("number", "name", "owner", "region", "revenue", "potential", "room", "place", "of")} | {
        "kind": [words("Customer") if kind == "customer" else words("Lead") for kind in rows["kind"]],
        "grade": [segment_label(study, grade) for grade in rows["grade"]],
        "reached": [labels[step] for step in rows["step"]],
        "left": [_reason(study, step, reason) for step, reason in zip(rows["step"], rows["reason"], strict=True)],
        "why": [views.why(study, record) for record in records],
        "first": [first for first, _ in planned],
        "next": [after for _, after in planned],
    }
    return [TableColumn(key, place.headings[key], kind, values[key], width=width) for key, (_, kind, width) in _HEADINGS.items()]


def _reason(study: Study, step: int, reason: str | None) -> str:
    """Return why an account went no further, in few words, so that the list can be filtered by it."""
    if reason is None or is_missing(reason):
        return study.words("comes first")
    return views.reason_label(study, study.funnel.steps[step], reason)
