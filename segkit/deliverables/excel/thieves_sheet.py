"""The time thieves: whose share of the hours is far above their share of the true contribution, and the hours that the policy would release."""

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deep_dive import DeepDive
from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.cells import quoted
from segkit.deliverables.excel.contribution_place import elements_of, has_time, is_time
from segkit.deliverables.excel.contribution_sheet import THIEF_CONTRIBUTION, THIEF_FACTOR, THIEF_HOURS, THIEF_RATE
from segkit.deliverables.excel.finding_rows import found_formula, row_formula
from segkit.deliverables.excel.live_table import LiveTable, TableColumn, unique_headings, write_table
from segkit.deliverables.excel.ranked_list import lines_of
from segkit.deliverables.excel.shown_rows import LINE_HEADING, ROW_HEADING, value_formula
from segkit.deliverables.excel.workbook import Book, page
from segkit.rating.contribution.thieves import released_formula
from segkit.words import is_missing, phrase

KEY, NAME = "thieves", "Thieves"
FIGURES, HEADING_ROW = 4, 13
VALUE = 4

_COLUMNS: dict[str, tuple[str, str, float]] = {
    "number": (phrase("Customer no."), "identifier", 14),
    "name": (phrase("Name"), "client", 34),
    "owner": (phrase("Owner"), "client", 20),
    "segment": (phrase("Segment"), "text", 24),
    "hours": (phrase("Hours in all"), "hours", 11),
    "hours_share": (phrase("Share of the hours"), "share", 11),
    "true_contribution": (phrase("True contribution"), "money", 14),
    "contribution_share": (phrase("Share of the contribution"), "share", 13),
    "ratio": (phrase("Times as much time as contribution"), "hours", 14),
    "left": (phrase("True contribution per hour"), "money", 14),
    "policy": (phrase("Hours by the segment's policy"), "hours", 13),
    "released": (phrase("Hours released"), "hours", 11),
    "thief": (phrase("Still a time thief"), "grade", 11),
    "line": (LINE_HEADING, "count", 8),
    "row": (ROW_HEADING, "count", 8),
    "ladder": (phrase("Row of true contribution"), "count", 8),
}


def write(book: Book, table: AccountTable, ladder: LiveTable) -> None:
    """Write what thieves are measured by, and the list, most hours first."""
    study, words, sheet = book.study, book.words, book.sheets[KEY]
    deep = study.deep
    sheet.title(words("Time thieves"), words("Customers who take much more of the time than of the true contribution they bring."))
    sheet.widths(14, 34, 20, 24, 12)
    if deep is None or not has_time(study):
        sheet.text(
            FIGURES, 0, words("No hours of customers have been recorded, so nobody can be told to take more time than others."), "label"
        )
        page(book, KEY, wide=True, last=(FIGURES + 1, 8))
        return
    place = LiveTable(NAME, unique_headings({key: words(text) for key, (text, _, _) in _COLUMNS.items() if key != "owner" or table.has(key)}),
                      HEADING_ROW, len(deep.thieves.frame))  # fmt: skip
    _figures(book, deep, ladder, place)
    if deep.thieves.frame.empty:
        sheet.text(HEADING_ROW, 0, words("Nobody is a time thief by this rule."), "label")
        page(book, KEY, wide=True, last=(HEADING_ROW + 1, 8))
        return
    write_table(sheet, place, _columns(book, deep, table, (place, ladder)))
    sheet.height(HEADING_ROW, 44)
    sheet.worksheet.freeze_panes(place.first + 1, 2)
    page(book, KEY, wide=True, repeat=HEADING_ROW, last=(place.last, place.position("thief")))


def _figures(book: Book, deep: DeepDive, ladder: LiveTable, place: LiveTable) -> None:
    """Write the whole that shares are of, the cost of an hour, the factor, and what the list comes to; formulas elsewhere use their names."""
    words, sheet, found = book.words, book.sheets[KEY], deep.thieves
    true, hours, thief = (ladder.column(key) for key in ("true_contribution", "hours", "thief"))
    own = [number for number, element in elements_of(book.study) if is_time(element)]
    cost = "+".join(f"SUM({ladder.column(f'cost_{number}')})" for number in own)
    time = "+".join(f"SUM({ladder.column(f'hours_{number}')})" for number in own)
    sheet.text(2, 0, words("A time thief takes, of all hours, more than the factor times its share of the true contribution, and leaves less for "
                           "each hour than an hour costs. Where the contribution is not above 0, no number of times is told: all of the time is too much."), "faint")  # fmt: skip
    sheet.text(FIGURES - 1, 0, words("Measured by"), "section")
    for col in range(1, VALUE + 1):
        sheet.text(FIGURES - 1, col, "", "section")
    n, yes = len(found.frame), quoted(words("yes"))
    released = deep.customers.set_index("customer_id")["released"].reindex(found.frame["customer_id"])
    lines: list[tuple[str, str, str, Any, str]] = [
        (THIEF_HOURS, words("Hours with customers whose true contribution is known"), f"ROUND(SUMPRODUCT(--ISNUMBER({true}),{hours}),6)", found.hours, "hours"),
        (THIEF_CONTRIBUTION, words("True contribution of all of them, {currency}", currency=words.currency), f"ROUND(SUM({true}),2)", found.contribution, "money"),
        (THIEF_RATE, words("What an hour costs on average, {currency}", currency=words.currency), f'IF({time}>0,ROUND(({cost})/({time}),2),"")', _known(found.rate), "exact"),
        ("", words("Factor of a time thief"), THIEF_FACTOR, deep.contribution.model.thief_factor, "hours"),
        ("", words("Time thieves today"), f"SUMPRODUCT(--({thief}={yes}))", n, "count"),
    ]  # fmt: skip
    if n:
        total = float(released.sum())
        lines.append(
            (
                "",
                words("Hours of those listed"),
                f"ROUND(SUM({place.column('hours')}),6)",
                round(float(found.frame["hours"].sum()), 6),
                "hours",
            )
        )
        lines.append(
            (
                "",
                words("Hours released if they get the hours of their segment"),
                f"ROUND(SUM({place.column('released')}),6)",
                round(total, 6),
                "hours",
            )
        )
    for i, (name, label, formula, value, look) in enumerate(lines):
        sheet.merged(FIGURES + i, 0, VALUE - 1, "line")
        sheet.text(FIGURES + i, 0, label, "line")
        sheet.formula(FIGURES + i, VALUE, formula, value, look, "line")
        if name:
            book.define(name, KEY, xl_rowcol_to_cell(FIGURES + i, VALUE, row_abs=True, col_abs=True))


def _known(value: float) -> float | str:
    return "" if is_missing(value) else value


def _columns(book: Book, deep: DeepDive, table: AccountTable, places: tuple[LiveTable, LiveTable]) -> list[TableColumn]:
    place, ladder = places
    cell = place.cell
    row, found, hours, true = cell("row"), cell("ladder"), cell("hours"), cell("true_contribution")
    of_customer = {"number": "number", "name": "name", "owner": "owner", "segment": "segment", "policy": "hours"}
    formulas = {key: value_formula(table, shown, row) for key, shown in of_customer.items() if place.has(key)}
    formulas |= {key: found_formula(ladder, key, found) for key in ("hours", "true_contribution", "thief")}
    shares = (cell("hours_share"), cell("contribution_share"))
    formulas |= {
        "hours_share": f'IF(AND(ISNUMBER({hours}),{THIEF_HOURS}>0),{hours}/{THIEF_HOURS},"")',
        "contribution_share": f'IF(AND(ISNUMBER({true}),{THIEF_CONTRIBUTION}>0),{true}/{THIEF_CONTRIBUTION},"")',
        "ratio": f'IF(AND(ISNUMBER({shares[0]}),ISNUMBER({shares[1]})),IF({shares[1]}>0,{shares[0]}/{shares[1]},""),"")',
        "left": f'IF(AND(ISNUMBER({hours}),ISNUMBER({true})),IF({hours}>0,ROUND({true}/{hours},2),""),"")',
        "released": released_formula(hours, cell("policy")),
        "row": row_formula(table, cell("line")),
        "ladder": row_formula(ladder, cell("line")),
    }
    values = _values(book, deep, table)
    return [
        TableColumn(key, place.headings[key], kind, values[key], formulas.get(key, ""), width, hidden=key in {"line", "row", "ladder"})
        for key, (_, kind, width) in _COLUMNS.items()
        if place.has(key)
    ]


def _values(book: Book, deep: DeepDive, table: AccountTable) -> dict[str, list[Any]]:
    frame = deep.thieves.frame
    lines = lines_of(table, frame)
    shown = table.shown.iloc[[line - 1 for line in lines]]
    whole = deep.customers.set_index("customer_id").reindex(frame["customer_id"])
    found: dict[str, list[Any]] = {key: shown[key].tolist() for key in ("number", "name", "owner", "segment") if key in shown}
    found |= {key: frame[key].tolist() for key in ("hours", "hours_share", "true_contribution", "contribution_share", "ratio")}
    return found | {
        "left": frame["left_per_hour"].tolist(),
        "policy": shown["hours"].tolist(),
        "released": whole["released"].tolist(),
        "thief": [book.words("yes")] * len(frame),
        "line": lines,
        "row": lines,
        "ladder": lines,
    }
