"""The funnel: the account of every step with its reasons, who comes first, and every account with the way it went; all as delivered."""

import pandas as pd

from segkit.deliverables.excel.cells import fitted
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

_HEADINGS: dict[str, tuple[str, str, float]] = {
    "place": (phrase("Place"), "count", 9),
    "kind": (phrase("Kind"), "text", 12),
    "number": (phrase("Number"), "identifier", 14),
    "name": (phrase("Name"), "client", 36),
    "owner": (phrase("Owner"), "client", 22),
    "grade": (phrase("Grade"), "grade", 14),
    "revenue": (phrase("Revenue"), "money", 14),
    "room": (phrase("Can be won"), "money", 14),
    "reached": (phrase("Last step passed"), "text", 22),
    "left": (phrase("Why not further"), "text", 30),
    "why": (phrase("In a sentence"), "client", 50),
}
"""The columns of the accounts: heading, kind of cell and the widest that each grows; what stands above them keeps to the same columns."""

_AT = {key: at for at, key in enumerate(_HEADINGS)}
LAST = len(_HEADINGS) - 1


def write(book: Book) -> None:
    """Write the steps, who comes first, and below them every account, those who came furthest on top."""
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
    row = _first(book, _steps(book, TOP))
    rows = study.funnel.accounts.sort_values(["step", "place", "kind", "number"], ascending=[False, True, True, True], kind="stable")
    place = LiveTable(NAME, unique_headings({key: words(text) for key, (text, _, _) in _HEADINGS.items()}), row, len(rows))
    if rows.empty:
        sheet.text(place.first, 0, words("No account takes part."), "label")
        sheet.widths(*(width for _, _, width in _HEADINGS.values()))
        page(book, KEY, wide=True, last=(place.first, LAST))
        return
    write_table(sheet, place, _columns(study, place, rows))
    for key in ("reached", "left", "why"):
        sheet.widths(_HEADINGS[key][2], first=_AT[key])
    for key, whole in (("revenue", steps[0].came.revenue), ("room", steps[0].came.room)):  # the sums above are wider than any account's
        sheet.widths(fitted([f"{whole:,.0f}__"], _HEADINGS[key][2], 40), first=_AT[key])
    colour_grades(book, sheet, (place.first + 1, _AT["grade"], place.last, _AT["grade"]))
    sheet.height(place.first, 32)
    page(book, KEY, wide=True, repeat=place.first, last=(place.last, LAST))


def _steps(book: Book, row: int) -> int:
    """Write what each step asks, and who came, left and went on, with money; return the row below."""
    words, study, sheet = book.study.words, book.study, book.sheets[KEY]
    for step, sentence in views.asked(study):
        sheet.text(row, 0, step, "label")
        sheet.text(row, _AT["name"], sentence)
        row += 1
    row += 1
    heads = {
        "place": words("Step"), "name": words("Outcome"), "owner": words("Accounts"), "grade": words("Leads"),
        "revenue": words("Revenue"), "room": words("Can be won"),
    }  # fmt: skip
    sheet.heads(row, 0, [heads.get(key, "") for key in list(_HEADINGS)[: _AT["room"] + 1]], {_AT[key] for key in list(heads)[2:]})
    sheet.height(row, 32)
    for step, what, found, sums in views.lines(study):
        row += 1
        look = "total" if sums else "line"
        revenue, room = views.known_amounts(study, found)
        sheet.text(row, 0, step, look)
        for key in ("kind", "number"):
            sheet.blank(row, _AT[key], look)
        sheet.text(row, _AT["name"], what, look)
        sheet.number(row, _AT["owner"], found.accounts, "count", look)
        sheet.number(row, _AT["grade"], found.leads, "count", look)
        sheet.number(row, _AT["revenue"], revenue, "money", look)
        sheet.number(row, _AT["room"], room, "money", look)
    note = words("Revenue is that of the customers; a lead has none. An empty amount is not known of anybody in its row.")
    sheet.text(row + 1, 0, note, "faint")
    return row + 3


def _first(book: Book, row: int) -> int:
    """Write who comes first, what is done first with each and what after that; return the row below."""
    words, study, sheet = book.study.words, book.study, book.sheets[KEY]
    for col in range(LAST + 1):
        sheet.text(row, col, words("Who comes first") if col == 0 else "", "section")
    if study.funnel.chosen.empty:
        sheet.text(row + 1, 0, words("Nobody is left after the last step; the table says why."), "label")
        return row + 3
    shown = ("place", "kind", "number", "name", "owner", "grade", "revenue", "room")
    heads = [*(words(_HEADINGS[key][0]) for key in shown), words("First activity"), "", words("Next step")]
    sheet.heads(row + 1, 0, heads, {_AT[key] for key in ("place", "revenue", "room")})
    top = row + 2
    for at, record in enumerate(study.funnel.chosen.to_dict("records"), start=top):
        first, after = views.activities(study, record)
        sheet.number(at, _AT["place"], record["place"], "count", "line", "middle")
        sheet.text(at, _AT["kind"], views.kind_label(study, record["kind"]), "line", "wrap", "middle")
        sheet.client(at, _AT["number"], record["number"], "identifier", "line", "middle")
        for key in ("name", "owner"):
            sheet.client(at, _AT[key], record[key], "line", "wrap", "middle")
        sheet.client(at, _AT["grade"], segment_label(study, record["grade"]), "line", "grade", "middle")
        sheet.number(at, _AT["revenue"], None if record["kind"] == "lead" else record["revenue"], "money", "line", "middle")
        sheet.number(at, _AT["room"], record["room"], "money", "line", "middle")
        sheet.merged(at, _AT["reached"], _AT["left"], "line", "wrap", "middle")
        sheet.client(at, _AT["reached"], first, "line", "wrap", "middle")
        sheet.client(at, _AT["why"], after, "line", "wrap", "middle")
    colour_grades(book, sheet, (top, _AT["grade"], at, _AT["grade"]))
    return at + 2


def _columns(study: Study, place: LiveTable, rows: pd.DataFrame) -> list[TableColumn]:
    labels = [study.words("none"), *(views.step_label(study, key) for key in STEPS)]
    values = {key: rows[key].tolist() for key in ("number", "name", "owner", "room", "place")} | {
        "revenue": rows["revenue"].where(rows["kind"] == "customer").tolist(),
        "kind": [views.kind_label(study, kind) for kind in rows["kind"]],
        "grade": [segment_label(study, grade) for grade in rows["grade"]],
        "reached": [labels[step] for step in rows["step"]],
        "left": [_reason(study, step, reason) for step, reason in zip(rows["step"], rows["reason"], strict=True)],
        "why": [views.why(study, record) for record in rows.to_dict("records")],
    }
    return [TableColumn(key, place.headings[key], kind, values[key], width=width) for key, (_, kind, width) in _HEADINGS.items()]


def _reason(study: Study, step: int, reason: str | None) -> str:
    """Return why an account went no further, in few words, so that the list can be filtered by it."""
    if reason is None or is_missing(reason):
        return study.words("comes first")
    return views.reason_label(study, study.funnel.steps[step], reason)
