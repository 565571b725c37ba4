"""The customers to change: nested lists of those below the target, the lowest true contribution first, with what each would take."""

from dataclasses import replace
from typing import Any

from xlsxwriter.utility import xl_range_abs

from segkit.deep_dive import DeepDive
from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.finding_rows import found_formula, row_formula
from segkit.deliverables.excel.live_table import LiveTable, TableColumn, unique_headings, write_table
from segkit.deliverables.excel.ranked_list import filled_in, lines_of, mark_lists
from segkit.deliverables.excel.returned_tables import ReturnedTable
from segkit.deliverables.excel.shown_rows import LINE_HEADING, ROW_HEADING, value_formula
from segkit.deliverables.excel.workbook import Book, page
from segkit.intake.corrections import COMMENT
from segkit.rating.contribution import PROPOSALS
from segkit.rating.contribution.proposals import DECISIONS
from segkit.study import Study
from segkit.views.money.break_even import proposal_sentence
from segkit.words import phrase

KEY, NAME = "change", "Change"
HEADING_ROW = 5
DECISION = "decision"
CHOICES = "change_decisions"
ENTRIES = {DECISION: 22, COMMENT: 30}
"""The cells that people fill in, with their widths."""

_HEADINGS: dict[str, str] = {
    "rank": phrase("No."),
    "list": phrase("List"),
    "number": phrase("Customer no."),
    "name": phrase("Name"),
    "owner": phrase("Owner"),
    "grade": phrase("Grade"),
    "revenue": phrase("Revenue"),
    "true_contribution": phrase("True contribution"),
    "true_share": phrase("Share of revenue"),
    "hours": phrase("Hours in all"),
    "short": phrase("Missing to the target"),
    "rise": phrase("Price rise needed"),
    "verdict": phrase("Proposal, as delivered"),
    "takes": phrase("What it takes, as delivered"),
    "strategic": phrase("Strategic reason"),
    DECISION: phrase("Decision"),
    COMMENT: phrase("Comment"),
    "key": phrase("Key"),
    "line": LINE_HEADING,
    "row": ROW_HEADING,
    "ladder": phrase("Row of true contribution"),
}
_KINDS: dict[str, tuple[str, float]] = {
    "rank": ("count", 7), "list": ("count", 7), "number": ("identifier", 14), "name": ("client", 30), "owner": ("client", 20),
    "grade": ("grade", 10), "revenue": ("money", 13), "true_contribution": ("money", 14), "true_share": ("share", 11), "hours": ("hours", 10),
    "short": ("money", 13), "rise": ("share", 11), "verdict": ("text", 22), "takes": ("client", 58), "strategic": ("client", 20),
    DECISION: ("client", 20), COMMENT: ("client", 30), "key": ("identifier", 10), "line": ("count", 8), "row": ("count", 8),
    "ladder": ("count", 8),
}  # fmt: skip
_OF_CUSTOMER = ("number", "name", "owner", "grade", "revenue", "strategic")
_OF_LADDER = ("true_contribution", "true_share", "hours", "short", "rise")


def write(book: Book, table: AccountTable, ladder: LiveTable) -> ReturnedTable | None:
    """Write the list; return what is read of it when it comes back, None where nobody is below the target."""
    study, words, sheet = book.study, book.words, book.sheets[KEY]
    deep = study.deep
    sheet.title(
        words("Customers to change"),
        words("Customers below the target, the lowest true contribution first. Amounts in {currency}.", currency=words.currency),
    )
    for line, text in enumerate(_notes(study), start=2):
        sheet.text(line, 0, text, "faint")
    if deep is None or deep.lists.worst.empty:
        sheet.text(HEADING_ROW, 0, words("Nobody whose true contribution is known is below the target."), "label")
        sheet.widths(7, 8, 14, 34)
        page(book, KEY, wide=True, last=(HEADING_ROW + 1, 9))
        return None
    keys = {key: words(text) for key, text in _HEADINGS.items()
            if (key not in {"owner", "strategic"} or table.has(key)) and (key not in _OF_LADDER or ladder.has(key))}  # fmt: skip
    place = LiveTable(NAME, unique_headings(keys), HEADING_ROW, len(deep.lists.worst))
    columns = _columns(study, deep, table, (place, ladder))
    write_table(sheet, place, columns)
    grade = place.position("grade")
    colour_grades(book, sheet, (place.first + 1, grade, place.last, grade))
    mark_lists(book, sheet, place, deep.lists.sizes)
    for entry, width in ENTRIES.items():
        sheet.widths(width, first=place.position(entry))
    choices = _decisions(book, place)
    sheet.height(HEADING_ROW, 44)
    sheet.worksheet.freeze_panes(place.first + 1, 4)
    page(book, KEY, wide=True, repeat=HEADING_ROW, last=(place.last, place.position(COMMENT)))
    return ReturnedTable(KEY, place, [replace(column, values=()) for column in columns], {DECISION: choices})


def _notes(study: Study) -> list[str]:
    words, lists = study.words, study.deep.lists if study.deep is not None else None
    notes = [words("Whom to part with is never decided by a rule: the sheet asks, the management answers under Decision.")]
    if lists is not None and lists.unknown_contribution:
        notes.append(words.plural("{n} customer is not judged, because something is missing for its true contribution.",
                                  "{n} customers are not judged, because something is missing for their true contribution.",
                                  lists.unknown_contribution))  # fmt: skip
    if lists is not None and lists.both:
        notes.append(words.plural("{n} customer of this list would also be one to build on; it is to be changed first.",
                                  "{n} customers of this list would also be ones to build on; they are to be changed first.", len(lists.both)))  # fmt: skip
    return notes


def _columns(study: Study, deep: DeepDive, table: AccountTable, places: tuple[LiveTable, LiveTable]) -> list[TableColumn]:
    place, ladder = places
    values, row, found = _values(study, deep, table), place.cell("row"), place.cell("ladder")
    formulas = {key: value_formula(table, key, row) for key in _OF_CUSTOMER if place.has(key) and table.has(key)}
    formulas |= {key: found_formula(ladder, key, found) for key in _OF_LADDER if place.has(key)}
    formulas |= {"row": row_formula(table, place.cell("line")), "ladder": row_formula(ladder, place.cell("line"))}
    return [
        TableColumn(key, place.headings[key], kind, values[key], formulas.get(key, ""), width, entry=key in ENTRIES,
                    hidden=key in {"key", "line", "row", "ladder"})
        for key, (kind, width) in _KINDS.items() if place.has(key)
    ]  # fmt: skip


def _values(study: Study, deep: DeepDive, table: AccountTable) -> dict[str, list[Any]]:
    words, worst = study.words, deep.lists.worst
    lines = lines_of(table, worst)
    shown = table.shown.iloc[[line - 1 for line in lines]]
    keys = [f"change:customer:{number}" for number in worst["customer_id"]]
    rises: list[float | None] = [deep.proposed.ways[str(number)].price_pct for number in worst["customer_id"]]
    found: dict[str, list[Any]] = {key: shown[key].tolist() for key in _OF_CUSTOMER if key in shown}
    found |= {key: worst[key].tolist() for key in ("rank", "list", "true_contribution", "true_share", "hours", "short")}
    return found | {
        "rise": [None if rise is None else round(rise / 100, 3) for rise in rises],
        "verdict": worst["proposal"].map({key: words(text) for key, text in PROPOSALS.items()}).tolist(),
        "takes": [proposal_sentence(study, customer) for customer in worst.to_dict("records")],
        DECISION: filled_in(study, keys, DECISION),
        COMMENT: filled_in(study, keys, COMMENT),
        "key": keys,
        "line": lines,
        "row": lines,
        "ladder": lines,
    }


def _decisions(book: Book, place: LiveTable) -> list[str]:
    """Let the decision be chosen from a list, which stands on hidden columns; return what can be chosen."""
    words, sheet = book.words, book.sheets[KEY]
    choices, col = [words(text) for text in DECISIONS.values()], len(place.headings) + 1
    for row, choice in enumerate(choices):
        sheet.text(row, col, choice)
    sheet.hide(col)
    book.define(CHOICES, KEY, xl_range_abs(0, col, len(choices) - 1, col))
    rule = {
        "validate": "list",
        "source": f"={CHOICES}",
        "input_title": words("Decision")[:32],
        "input_message": words("Choose what is to be done. It comes back with the next delivery.")[:250],
        "error_title": words("Not a value that fits")[:32],
        "error_message": words("Choose one of the decisions in the list.")[:250],
    }
    own = place.position(DECISION)
    sheet.checked(sheet.worksheet.data_validation(place.first + 1, own, place.last, own, rule), "a check of an input")
    return choices
