"""The levers in three groups: what would raise the quality, cut the time or change the service, for how many customers, and what a step is worth."""

import pandas as pd

from segkit.deep_dive import DeepDive
from segkit.deliverables.excel.listing import LOOKS
from segkit.deliverables.excel.workbook import Book, page
from segkit.rating.contribution.levers import HOURS_STEP
from segkit.rating.contribution.tracing import ORDERS
from segkit.rating.factors.settings import LEVERS
from segkit.study import Study

KEY = "levers"
TOP = 4
NAMED = 5
"""Customers that are named beside a lever."""

WHAT, STEP, CUSTOMERS, SAVED, GAIN, WHO = range(6)
_Line = tuple[str, str, int, float | None, float | None, str]
"""Factor or cost, one step, customers, what is saved, what is added to the rating, and with whom most."""
_LOOKS = ("client", "text", "count", "exact", "exact", "client")


def write(book: Book) -> None:
    """Write the three groups, each with the factors of the rating and the costs that one step would change most."""
    words, study, sheet = book.words, book.study, book.sheets[KEY]
    sheet.title(
        words("Levers"),
        words("Where one small step is worth most, as delivered. Amounts in {currency}.", currency=words.currency),
    )
    sheet.text(2, 0, words("Each customer counts once among the costs, where a step saves most, and once a group among the factors, where a step "
                           "adds most to its rating."), "faint")  # fmt: skip
    sheet.widths(30, 40, 12, 17, 17, 78)
    row = TOP
    for group, title in LEVERS.items():
        row = _group(book, row, words(title), _lines(study, group)) + 1
    page(book, KEY, wide=True, last=(row - 1, WHO))


def _group(book: Book, row: int, title: str, lines: list[_Line]) -> int:
    words, sheet = book.words, book.sheets[KEY]
    for col in range(WHO + 1):
        sheet.text(row, col, title if col == 0 else "", "section")
    if not lines:
        sheet.text(row + 1, 0, words("No factor and no cost belongs to this group, or no step of one is worth anything."), "faint")
        return row + 2
    headings = [
        words("Factor or cost"), words("One step"), words("Customers"), words("Saved together, {currency}", currency=words.currency),
        words("Added to the rating, average"), words("Worth most with"),
    ]  # fmt: skip
    sheet.heads(row + 1, 0, headings, {CUSTOMERS, SAVED, GAIN})
    sheet.height(row + 1, 32)
    for at, line in enumerate(lines, start=row + 2):
        for col, value in enumerate(line):
            look = LOOKS[_LOOKS[col]]
            if isinstance(value, str):
                sheet.client(at, col, value, *look)
            elif isinstance(value, (int, float)):
                sheet.number(at, col, value, *look)
            else:
                sheet.blank(at, col, *look)
    return row + 2 + len(lines)


def _lines(study: Study, group: str) -> list[_Line]:
    """Return the lines of a group: costs by what a step saves altogether, then factors by how many customers they move most."""
    if study.deep is None:
        return []
    return [*_costs(study, study.deep, group), *_factors(study, study.deep, group)]


def _costs(study: Study, deep: DeepDive, group: str) -> list[_Line]:
    words, steps = study.words, deep.cost_levers[deep.cost_levers["lever"] == group]
    lines = []
    for key, own in steps.groupby(["element", "kind"], sort=False):
        element, kind = (str(part) for part in key)
        saved = float((own["saved"] * 100).round().sum()) / 100
        step = (
            words("{share} of its hours less", share=words.percent(float(HOURS_STEP)))
            if group == "time"
            else words("one order fewer, or two put together")
            if kind == ORDERS
            else words("one fewer of the kind {kind}", kind=kind)
        )
        who = [
            words("{name} ({amount})", name=name, amount=words.money(amount))
            for name, amount in zip(_names(deep, own["customer_id"].head(NAMED)), own["saved"], strict=False)
        ]
        lines.append((element, step, len(own), saved, None, "; ".join(who)))
    return sorted(lines, key=lambda line: -(line[3] or 0.0))


def _factors(study: Study, deep: DeepDive, group: str) -> list[_Line]:
    words, steps = study.words, deep.levers[deep.levers["lever"] == group]
    lines = []
    for leaf, own in steps.groupby("leaf", sort=False):
        ranked = own.sort_values(["gain", "customer_id"], ascending=[False, True], kind="stable")
        who = [
            words("{name} (+{gain})", name=name, gain=words.number(gain, 2))
            for name, gain in zip(_names(deep, ranked["customer_id"].head(NAMED)), ranked["gain"], strict=False)
        ]
        lines.append(
            (str(leaf), words("one point more in the rating of the factor"), len(own), None, float(own["gain"].mean()), "; ".join(who))
        )
    return sorted(lines, key=lambda line: -line[2])


def _names(deep: DeepDive, numbers: pd.Series) -> list[str]:
    names = deep.customers.set_index("customer_id")["name"]
    return [str(names[number]) for number in numbers]
