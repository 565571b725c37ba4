"""The customers to build on: nested lists such as 10, 30 and 50 by attainable growth, with target, next action and who is responsible."""

from dataclasses import replace
from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deep_dive import DeepDive
from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.finding_rows import row_formula
from segkit.deliverables.excel.live_table import LiveTable, TableColumn, unique_headings, write_table
from segkit.deliverables.excel.ranked_list import filled_in, lines_of, mark_lists
from segkit.deliverables.excel.returned_tables import ReturnedTable
from segkit.deliverables.excel.shown_rows import LINE_HEADING, ROW_HEADING, value_formula
from segkit.deliverables.excel.workbook import Book, page
from segkit.intake.corrections import COMMENT
from segkit.segments.growth import growth_formula, target_formula
from segkit.study import Study
from segkit.words import phrase

KEY, NAME = "growth", "Growth"
RULE, HEADING_ROW = 3, 13
RESPONSIBLE = "responsible"
RATED = {"class": "rating_class", "score": "rating"}
"""The columns of the rating, by their keys in the customers' table; where that has none, they stand as delivered."""
ENTRIES = {RESPONSIBLE: 20, COMMENT: 32}
"""The cells that people fill in, with their widths."""
LOWEST, HIGHEST = "growth_lowest_point", "growth_highest_point"
"""Names of the cells that hold the ends of the scale."""

_HEADINGS: dict[str, str] = {
    "rank": phrase("No."),
    "list": phrase("List"),
    "number": phrase("Customer no."),
    "name": phrase("Name"),
    "owner": phrase("Owner"),
    "grade": phrase("Grade"),
    "class": phrase("Rating class"),
    "score": phrase("Rating"),
    "revenue": phrase("Revenue"),
    "growth": phrase("Growth within the plan"),
    "target": phrase("Target revenue"),
    "potential": phrase("Potential"),
    "headroom": phrase("Headroom"),
    "utilisation": phrase("Utilisation now"),
    "to": phrase("Utilisation at the target"),
    "stays": phrase("Weightings in which it stays on its list"),
    "action": phrase("Next action"),
    RESPONSIBLE: phrase("Responsible"),
    COMMENT: phrase("Comment"),
    "key": phrase("Key"),
    "line": LINE_HEADING,
    "row": ROW_HEADING,
}


def write(book: Book, table: AccountTable) -> ReturnedTable | None:
    """Write the rule and the list; return what is read of it when it comes back, None where there is nobody to build on."""
    study, words, sheet = book.study, book.words, book.sheets[KEY]
    deep, period = study.deep, study.engagement.plan_period
    sheet.title(
        words("Customers to build on"),
        words("By what each can grow within the plan, from {start} to {end} ({months} months). Amounts in {currency}.",
              start=period.start, end=period.end, months=period.months, currency=words.currency),
    )  # fmt: skip
    if deep is None or deep.lists.best.empty:
        sheet.text(RULE, 0, words("Nobody can be built on yet: growth needs a known headroom above 0 and a rating."), "label")
        sheet.widths(7, 8, 14, 34)
        page(book, KEY, wide=True, last=(RULE + 1, 9))
        return None
    place = LiveTable(NAME, _headings(study, table), HEADING_ROW, len(deep.lists.best))
    _rule(book, deep)
    _sums(book, deep, place)
    columns = _columns(study, deep, table, place)
    write_table(sheet, place, columns)
    grade = place.position("grade")
    colour_grades(book, sheet, (place.first + 1, grade, place.last, grade))
    mark_lists(book, sheet, place, deep.lists.sizes)
    for entry, width in ENTRIES.items():
        sheet.widths(width, first=place.position(entry))
    sheet.height(HEADING_ROW, 44)
    sheet.worksheet.freeze_panes(place.first + 1, 4)
    page(book, KEY, wide=True, repeat=HEADING_ROW, last=(place.last, place.position(COMMENT)))
    return ReturnedTable(KEY, place, [replace(column, values=()) for column in columns])


def _headings(study: Study, table: AccountTable) -> dict[str, str]:
    found = {key: study.words(text) for key, text in _HEADINGS.items() if key not in {"owner"} or table.has(key)}
    return unique_headings(found)


def _rule(book: Book, deep: DeepDive) -> None:
    """Write the rule in words, and the numbers that it takes as they stand on Costs and capacity."""
    words, sheet, rule = book.words, book.sheets[KEY], book.study.engagement.growth
    sheet.text(RULE, 0, words("The rule"), "section")
    for col in range(1, 9):
        sheet.text(RULE, col, "", "section")
    sheet.text(RULE + 1, 0, words("Growth within the plan = attainable share × headroom × place of the rating on its scale (0 to 1), which counts "
                                  "with its weight as a power."), "plain")  # fmt: skip
    notes = [words("Who is below the target and stands among those to change first is not built on.")]
    if deep.lists.unknown:
        notes.append(words.plural("{n} customer cannot be placed, because its headroom or its rating is unknown.",
                                  "{n} customers cannot be placed, because their headroom or their rating is unknown.", deep.lists.unknown))  # fmt: skip
    sheet.text(RULE + 2, 0, " ".join(notes), "faint")
    tree = deep.tree
    lines: tuple[tuple[str, str, float, str], ...] = (
        (words("Attainable share of the headroom"), "growth_attainable", rule.attainable, "share"),
        (words("Weight of the rating"), "growth_rating_power", rule.rating_power, "hours"),
    )
    for i, (label, formula, value, look) in enumerate(lines):
        sheet.text(RULE + 4 + i, 0, label, "line")
        for col in range(1, 4):
            sheet.blank(RULE + 4 + i, col, "line")
        sheet.formula(RULE + 4 + i, 4, formula, value, look, "line")
    for i, (label, name, number) in enumerate(
        ((words("Lowest point of the scale"), LOWEST, tree.lowest), (words("Highest point of the scale"), HIGHEST, tree.highest)), start=2
    ):
        sheet.text(RULE + 4 + i, 0, label, "line")
        for col in range(1, 4):
            sheet.blank(RULE + 4 + i, col, "line")
        sheet.number(RULE + 4 + i, 4, number, "count", "line")
        book.define(name, KEY, xl_rowcol_to_cell(RULE + 4 + i, 4, row_abs=True, col_abs=True))


def _sums(book: Book, deep: DeepDive, place: LiveTable) -> None:
    """Write what each list comes to together: baseline, growth and target."""
    words, sheet, best = book.words, book.sheets[KEY], deep.lists.best
    left, top = place.position("revenue") - 1, RULE + 3
    keys = ("revenue", "growth", "target")
    sheet.heads(top, left, [words("List"), *(place.headings[key] for key in keys), words("Customers")], range(1, 5))
    sheet.height(top, 32)
    for i, size in enumerate(deep.lists.sizes, start=1):
        own = best[best["rank"] <= size]
        sheet.number(top + i, left, size, "count", "line")
        cell = xl_rowcol_to_cell(top + i, left, col_abs=True)
        chosen = f"--({place.column('rank')}<={cell})"
        for col, (key, values) in enumerate(zip(keys, ("revenue", "growth", "target_revenue"), strict=True), start=left + 1):
            total = float((own[values] * 100).round().sum()) / 100
            sheet.formula(top + i, col, f"ROUND(SUMPRODUCT({chosen},{place.column(key)}),2)", total, "money", "line")
        sheet.formula(top + i, left + 4, f"SUMPRODUCT({chosen})", len(own), "count", "line")


def _columns(study: Study, deep: DeepDive, table: AccountTable, place: LiveTable) -> list[TableColumn]:
    values, formulas = _values(study, deep, table), _formulas(table, place)
    kinds: dict[str, tuple[str, float]] = {
        "rank": ("count", 7), "list": ("count", 7), "number": ("identifier", 14), "name": ("client", 34), "owner": ("client", 20),
        "grade": ("grade", 12), "class": ("client", 14), "score": ("exact", 9), "revenue": ("money", 14), "growth": ("money", 14),
        "target": ("money", 14), "potential": ("money", 14), "headroom": ("money", 14), "utilisation": ("percent", 12),
        "to": ("percent", 12), "stays": ("percent", 14), "action": ("text", 40), RESPONSIBLE: ("client", 20), COMMENT: ("client", 34),
        "key": ("identifier", 10), "line": ("count", 8), "row": ("count", 8),
    }  # fmt: skip
    return [
        TableColumn(key, place.headings[key], kind, values[key], formulas.get(key, ""), width, entry=key in ENTRIES,
                    hidden=key in {"key", "line", "row"})
        for key, (kind, width) in kinds.items() if key in place.headings
    ]  # fmt: skip


def _values(study: Study, deep: DeepDive, table: AccountTable) -> dict[str, list[Any]]:
    best = deep.lists.best
    lines = lines_of(table, best)
    shown = table.shown.iloc[[line - 1 for line in lines]]
    keys = [f"growth:customer:{number}" for number in best["customer_id"]]
    found: dict[str, list[Any]] = {
        key: shown[key].tolist()
        for key in ("number", "name", "owner", "grade", "revenue", "potential", "headroom", "utilisation", "action")
        if key in shown
    }
    rated = {key: shown[own].tolist() for key, own in RATED.items() if own in shown}
    return found | {
        "rank": best["rank"].tolist(),
        "list": best["list"].tolist(),
        "class": rated.get("class", best["rating_class"].tolist()),
        "score": rated.get("score", best["score"].tolist()),
        "growth": best["growth"].tolist(),
        "target": best["target_revenue"].tolist(),
        "to": (best["target_revenue"] / best["potential"]).where(best["potential"] > 0).tolist(),
        "stays": _stays(deep),
        RESPONSIBLE: filled_in(study, keys, RESPONSIBLE),
        COMMENT: filled_in(study, keys, COMMENT),
        "key": keys,
        "line": lines,
        "row": lines,
    }


def _stays(deep: DeepDive) -> list[float]:
    """Return, customer by customer of the list, in what share of the other weightings it stands on the list that it is on today."""
    stays, best = deep.stays, deep.lists.best
    rows = pd.Series(range(len(deep.customers)), index=deep.customers["customer_id"])
    places = {size: i for i, size in enumerate(stays.sizes)}
    return [
        float(stays.share[rows[number], places[size]])
        for number, size in zip(best["customer_id"], best["list"], strict=True)
    ]  # fmt: skip


def _formulas(table: AccountTable, place: LiveTable) -> dict[str, str]:
    cell = place.cell
    shown = ("number", "name", "owner", "grade", "revenue", "potential", "headroom", "utilisation", "action")
    found = {key: value_formula(table, key, cell("row")) for key in shown if place.has(key) and table.has(key)}
    found |= {key: value_formula(table, own, cell("row")) for key, own in RATED.items() if table.has(own)}
    target = target_formula(cell("revenue"), cell("growth"))
    return found | {
        "row": row_formula(table, cell("line")),
        "growth": growth_formula(cell("headroom"), cell("score"), (LOWEST, HIGHEST), ("growth_attainable", "growth_rating_power")),
        "target": target,
        "to": f'IF(AND(ISNUMBER({cell("target")}),ISNUMBER({cell("potential")})),IF({cell("potential")}>0,{cell("target")}/{cell("potential")},""),"")',
    }
