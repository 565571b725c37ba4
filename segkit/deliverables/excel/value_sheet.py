"""The value at stake: what can be won of the headroom and recovered of the negative contribution, in three scenarios with their shares."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.charts import scenario_chart
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.workbook import Book, described, page
from segkit.strategy import SCENARIOS
from segkit.strategy.value import attainable_formula, negative_formula, positive_formula, total_formula, unknown_formula
from segkit.views.labels import segment_label
from segkit.words import is_missing
from segkit.words.language import UNKNOWN

TOP = 4
FIRST = 2
"""The column of the amount; the three scenarios and the number of unknown follow it."""


@dataclass(frozen=True)
class _Block:
    """One table: the measure, its title and the heading of its amount."""

    measure: str
    title: str
    amount: str


def write(book: Book, table: AccountTable) -> None:
    """Write a table for the headroom and, where costs are known, one for the contribution, and a chart."""
    words, study, sheet = book.study.words, book.study, book.sheets["value"]
    sheet.title(
        words("Value at stake"),
        words("What can be won within the plan, from {start} to {end}. Amounts in {currency}.", start=study.engagement.plan_period.start,
              end=study.engagement.plan_period.end, currency=words.currency),
    )  # fmt: skip
    sheet.text(2, 0, words("The shares are assumptions; change them on Parameters. Revenue and contribution are never added."), "faint")
    sheet.widths(14, 30, 18, 16, 16, 16, 18)
    blocks = [_Block("headroom", words("Revenue to win from the headroom"), words("Headroom above 0"))]
    if table.has("contribution"):
        blocks.append(_Block("contribution", words("Contribution to recover"), words("Contribution below 0")))
    row, placed = TOP, []
    for block in blocks:
        placed.append((block, row))
        row = _write(book, table, row, block) + 2
    row = _charts(book, placed, row)
    page(book, "value", wide=True, whole=True, last=(row, FIRST + 4))


def _write(book: Book, table: AccountTable, row: int, block: _Block) -> int:
    """Write one table and return the row of its total."""
    words, study, sheet = book.study.words, book.study, book.sheets["value"]
    value = study.value
    for col in range(FIRST + 5):
        sheet.text(row, col, block.title if col == 0 else "", "section")
    headings = [words("Grade"), words("Segment"), block.amount, *(words(text) for text in SCENARIOS.values()), words("Customers unknown")]
    sheet.heads(row + 1, 0, headings, range(FIRST, FIRST + 5))
    sheet.height(row + 1, 32)
    sheet.text(row + 2, 0, "", "line")
    sheet.text(row + 2, 1, words("Assumed share"), "line", "label")
    sheet.text(row + 2, FIRST, "", "line")
    for col, scenario in enumerate(SCENARIOS, start=FIRST + 1):
        name = f"value_{block.measure}_{scenario}"
        sheet.formula(row + 2, col, name, value.assumptions.share(block.measure, scenario), "percent", "line")
    sheet.text(row + 2, FIRST + 4, "", "line")
    first = row + 3
    for at, policy in enumerate(study.plan.policies, start=first):
        sheet.client(at, 0, segment_label(study, policy.segment), "line", "grade")
        sheet.client(at, 1, policy.name, "line", "wrap", "middle")
        known = {name: float(value.table[name][policy.segment]) for name in value.table}
        chosen = f"EXACT({table.column('grade')},${xl_rowcol_to_cell(at, 0)})"
        _line(book, at, block, (_amount(block, table, chosen), unknown_formula(table.column(block.measure), chosen)), known)
    last = first + len(study.plan.policies) - 1
    colour_grades(book, sheet, (first, 0, last, 0))
    _total(book, last + 1, block, table, first)
    return last + 1


def _amount(block: _Block, table: AccountTable, chosen: str = "") -> str:
    formula = positive_formula if block.measure == "headroom" else negative_formula
    return formula(table.column(block.measure), chosen) if chosen else formula(table.column(block.measure))


def _line(book: Book, row: int, block: _Block, formulas: tuple[str, str], known: Mapping[Any, float]) -> None:
    sheet = book.sheets["value"]
    amount, unknown = formulas
    sheet.formula(row, FIRST, amount, _shown(known[block.measure]), "money", "line")
    for col, scenario in enumerate(SCENARIOS, start=FIRST + 1):
        formula = attainable_formula(xl_rowcol_to_cell(row, FIRST), f"value_{block.measure}_{scenario}")
        sheet.formula(row, col, formula, _shown(known[f"{block.measure}_{scenario}"]), "money", "line")
    sheet.formula(row, FIRST + 4, unknown, known[f"{block.measure}_unknown"], "count", "line")


def _total(book: Book, row: int, block: _Block, table: AccountTable, first: int) -> None:
    words, sheet, known = book.study.words, book.sheets["value"], book.study.value.total
    sheet.text(row, 0, words("Total"), "total")
    sheet.text(row, 1, "", "total")
    sheet.formula(row, FIRST, _amount(block, table), _shown(known[block.measure]), "money", "total")
    for col, scenario in enumerate(SCENARIOS, start=FIRST + 1):
        above = f"{xl_rowcol_to_cell(first, col)}:{xl_rowcol_to_cell(row - 1, col)}"
        formula = total_formula(xl_rowcol_to_cell(row, FIRST), above)
        sheet.formula(row, col, formula, _shown(known[f"{block.measure}_{scenario}"]), "money", "total")
    unknown = f"SUM({xl_rowcol_to_cell(first, FIRST + 4)}:{xl_rowcol_to_cell(row - 1, FIRST + 4)})"
    sheet.formula(row, FIRST + 4, unknown, known[f"{block.measure}_unknown"], "count", "total")


def _shown(value: float) -> float | str:
    return UNKNOWN if is_missing(value) else value


def _charts(book: Book, placed: list[tuple[_Block, int]], row: int) -> int:
    """Draw what the scenarios come to, per segment; return the last row that the charts cover."""
    words, study, sheet = book.study.words, book.study, book.sheets["value"]
    count = len(study.plan.policies)
    drawn = 0
    for block, top in placed:
        known = study.value.total[f"{block.measure}_likely"]
        if is_missing(known) or known == 0:
            continue
        first, last = top + 3, top + 2 + count
        names = "=" + book.ref("value", xl_range_abs(first, 0, last, 0))
        series = [
            (words(text), "=" + book.ref("value", xl_range_abs(first, FIRST + 1 + i, last, FIRST + 1 + i)))
            for i, text in enumerate(SCENARIOS.values())
        ]
        low, high = (words.money(study.value.total[f"{block.measure}_{name}"]) for name in ("conservative", "optimistic"))
        story = words("{what}, from {low} to {high}.", what=block.title, low=low, high=high)
        chart = scenario_chart(book, block.title, names, series)
        place = {**described(story), "object_position": 2, "x_offset": 4 + 470 * drawn}
        sheet.checked(sheet.worksheet.insert_chart(row, 0, chart, place), "a chart")
        drawn += 1
    return row + 16 if drawn else row
