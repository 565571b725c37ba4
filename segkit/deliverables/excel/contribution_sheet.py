"""The true contribution of every customer: the ladder as live formulas over the cost of an hour, and what brings a customer to its target."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from segkit.deep_dive import DeepDive
from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.cells import quoted
from segkit.deliverables.excel.contribution_place import DAYS, elements_of, has_time, input_name, is_time, place_of, rate_name
from segkit.deliverables.excel.finding_rows import row_formula
from segkit.deliverables.excel.live_table import LiveTable, TableColumn, write_table
from segkit.deliverables.excel.shown_rows import value_formula
from segkit.deliverables.excel.workbook import Book, page
from segkit.rating.contribution import PROPOSALS, REASONS
from segkit.rating.contribution.break_even import (
    credit_share_formula,
    rise_formula,
    searched_rise,
    unrounded_rise_formula,
)
from segkit.rating.contribution.costing import credit_formula, order_hours_formula, time_cost_formula
from segkit.rating.contribution.ladder import LADDER, per_hour_formula, rung_formula, share_formula
from segkit.rating.contribution.target import in_ore, short_formula, target, target_formula
from segkit.rating.contribution.thieves import thief_formula
from segkit.strategy import PROPOSALS as SHOWN_PROPOSALS
from segkit.study import Study
from segkit.views.labels import period_text
from segkit.views.money.break_even import proposal_sentence
from segkit.words import Words, capitalised

TOTALS_ROW, NOTE_ROW = 4, 2
TARGET_MARGIN, THIEF_FACTOR = "contribution_target_margin", "contribution_thief_factor"
THIEF_HOURS, THIEF_CONTRIBUTION, THIEF_RATE = "thief_hours", "thief_contribution", "thief_rate"
"""Names of the cells that hold what a customer's shares are of, and what an hour costs on average."""

_HIDDEN = {"overrules", "credit_share", "unrounded", "line", "row"}
_UNSUMMED = {"true_share", "per_hour", "rise", "credit_share", "unrounded", "line", "row", "payment_days", "orders", "receivables"}


def write(book: Book, table: AccountTable) -> LiveTable:
    """Write the sheet and return where its table lies."""
    study, words, sheet = book.study, book.words, book.sheets["contribution"]
    place = place_of(study)
    sheet.title(
        words("True contribution"),
        words(
            "{period}. Amounts in {currency}: revenue less direct cost, every further cost and all time.",
            period=period_text(study),
            currency=words.currency,
        ),
    )
    for line, text in enumerate(_notes(study), start=NOTE_ROW):
        sheet.text(line, 0, text, "faint")
    columns = _columns(study, table, place)
    write_table(sheet, place, columns)
    _totals(book, place, columns)
    sheet.height(place.first, 44)
    sheet.worksheet.freeze_panes(place.first + 1, 2)
    page(book, "contribution", wide=True, across=2, repeat=place.first, last=(place.last, place.position("takes")))
    return place


def _notes(study: Study) -> list[str]:
    """Return what is to be known of the table, at most two lines."""
    words, deep = study.words, study.deep
    notes = [words("Hours are those recorded; costs, steps and target follow the yellow cells on Costs and capacity.")]
    if not elements_of(study):
        notes = [words("No cost beyond the direct cost has been given, so the true contribution is contribution I.")]
    unknown = 0 if deep is None else int(deep.customers["true_contribution"].isna().sum())
    if unknown and unknown == len(study.customers):
        notes.append(words("Nobody's true contribution is known: the direct cost or another cost is missing for every customer."))
    elif unknown:
        notes.append(
            words.plural(
                "For {n} customer something is missing, so its steps stay empty from there on. Missing is never taken for 0.",
                "For {n} customers something is missing, so their steps stay empty from there on. Missing is never taken for 0.",
                unknown,
            )
        )
    return notes


def _columns(study: Study, table: AccountTable, place: LiveTable) -> list[TableColumn]:
    values, formulas = _values(study, table, place), _formulas(study, table, place)
    return [
        TableColumn(
            key,
            heading,
            _kind(key),
            values[key].tolist(),
            formulas.get(key, ""),
            {"name": 34, "owner": 20, "takes": 62, "reason": 48, "verdict": 26}.get(key, 15),
            hidden=key in _HIDDEN,
        )
        for key, heading in place.headings.items()
    ]


def _kind(key: str) -> str:
    kinds = {
        "number": "identifier", "name": "client", "owner": "client", "orders": "count", "payment_days": "count", "true_share": "share",
        "hours": "hours", "thief": "grade", "below": "grade", "rise": "share", "verdict": "text", "reason": "text", "takes": "client",
        "overrules": "text", "credit_share": "share", "unrounded": "count", "line": "count", "row": "count",
    }  # fmt: skip
    return kinds.get(key, "hours" if key.startswith("hours_") else "money")


def _values(study: Study, table: AccountTable, place: LiveTable) -> pd.DataFrame:
    """Return what the cells hold, as the engine has it, in the order of the customers' table."""
    deep, words = _deep(study), study.words
    true, whole = deep.contribution, deep.customers
    short = pd.Series(whole["short"])
    thieves = whole["customer_id"].isin(deep.thieves.frame["customer_id"])
    known = whole["true_contribution"].notna()
    yes_no = {True: words("yes"), False: words("no"), None: ""}
    rows = true.frame.assign(
        number=true.frame["customer_id"],
        name=whole["name"],
        owner=whole["owner"],
        true_share=whole["true_share"],
        thief=np.where(thieves, words("yes"), np.where(known, words("no"), "")),
        target=target(in_ore(true, "revenue"), true.model) / 100,
        below=[yes_no[value] for value in whole["below_target"]],
        short=short.where(short > 0),
        verdict=whole["proposal"].map({key: words(text) for key, text in PROPOSALS.items()}),
        reason=whole["proposal_reason"].map({key: capitalised(words(text)) for key, text in REASONS.items()}),
        takes=[
            "" if customer["proposal_reason"] == "target_met" else proposal_sentence(study, customer)
            for customer in whole.to_dict("records")
        ],
        overrules=_overrules(study),
        **searched_rise(true, deep.proposed.ways),
    )
    for number, element in elements_of(study):
        rows[f"cost_{number}"] = true.element_cost[element.name]
        if is_time(element):
            rows[f"hours_{number}"] = true.element_hours[element.name]
    found = rows.set_index("customer_id").loc[table.rows["customer_id"]].reset_index(drop=True)
    lines = np.arange(1, len(found) + 1)
    return found.assign(line=lines, row=lines)[list(place.headings)]


def _deep(study: Study) -> DeepDive:
    """Return the Deep Dive of a study that has one."""
    assert study.deep is not None, "a sheet of the Deep Dive without one"
    return study.deep


def _overrules(study: Study) -> list[str]:
    """Return the proposal that stands before the segment's, in words; empty where the segment decides."""
    shown = {key: study.words(text) for key, text in SHOWN_PROPOSALS.items()}
    own = study.customers["proposal_reason"] == "true_contribution"
    return [shown[proposal] if overruled else "" for proposal, overruled in zip(study.customers["proposal"], own, strict=True)]


def _formulas(study: Study, table: AccountTable, place: LiveTable) -> dict[str, str]:
    """Return the formula of every live column."""
    words, cell, row = study.words, place.cell, place.cell("row")
    found = {key: value_formula(table, key, row) for key in ("number", "name", "revenue")}
    found |= {key: value_formula(table, key, row) for key in ("owner", "cost", "orders", "receivables", "payment_days")
              if place.has(key) and table.has(key)}  # fmt: skip
    found["row"] = row_formula(table, cell("line"))
    for number, element in elements_of(study):
        if element.basis == "orders":
            found[f"hours_{number}"] = order_hours_formula(cell("orders"), input_name(number, "minutes_each"))
        if is_time(element):
            found[f"cost_{number}"] = time_cost_formula(cell(f"hours_{number}"), rate_name(number))
        elif element.basis == "credit":
            found[f"cost_{number}"] = credit_formula(_outstanding(table, place), input_name(number, "rate"), DAYS)
    found |= _rungs(study, place)
    found |= _targets(study, table, place)
    if has_time(study):
        hours = [cell(key) for key in place.headings if key.startswith("hours_")]
        costs = [cell(f"cost_{number}") for number, element in elements_of(study) if is_time(element)]
        numbers = ",".join(f"ISNUMBER({one})" for one in hours)
        found["hours"] = f'IF(AND({numbers}),{"+".join(hours)},"")'
        found["per_hour"] = per_hour_formula(cell("true_contribution"), costs, cell("hours"))
        judged = {key: cell(key) for key in ("hours", "true_contribution")}
        thief = thief_formula(judged, (THIEF_HOURS, THIEF_CONTRIBUTION), THIEF_RATE, THIEF_FACTOR)
        found["thief"] = f'IF(ISNUMBER({cell("true_contribution")}),IF({thief}=1,{_yes(words)},{_no(words)}),"")'
    return found


def _outstanding(table: AccountTable, place: LiveTable) -> dict[str, str]:
    """Return the cells from which interest follows; without any the customers' files know neither."""
    known = [key for key in ("receivables", "payment_days") if table.has(key)]
    return {key: place.cell(key) for key in ("revenue", *known)}


def _rungs(study: Study, place: LiveTable) -> dict[str, str]:
    found, above = {}, place.cell("revenue")
    for rung, taken in LADDER.items():
        costs = [place.cell("cost")] if rung == "db1" else []
        costs += [place.cell(f"cost_{number}") for number, element in elements_of(study) if element.step in taken]
        found[rung] = rung_formula(above, costs)
        above = place.cell(rung)
    return found


def _targets(study: Study, table: AccountTable, place: LiveTable) -> dict[str, str]:
    words, cell = study.words, place.cell
    true, revenue = cell("true_contribution"), cell("revenue")
    missing = short_formula(cell("target"), true)
    credit = next((number for number, element in elements_of(study) if element.basis == "credit"), None)
    share = "0" if credit is None else credit_share_formula(_outstanding(table, place), input_name(credit, "rate"))
    parts = {key: cell(key) for key in ("revenue", "true_contribution", "credit_share", "unrounded")}
    return {
        "true_share": share_formula(true, revenue),
        "target": target_formula(revenue, TARGET_MARGIN),
        "below": f'IF(ISNUMBER({true}),IF({cell("target")}-{true}>0.001,{_yes(words)},{_no(words)}),"")',
        "short": f'IF(ISNUMBER({true}),IF({missing}>0,{missing},""),"")',
        "credit_share": share,
        "unrounded": unrounded_rise_formula(cell("short"), revenue, f"(1-{TARGET_MARGIN}-{cell('credit_share')})"),
        "rise": rise_formula(parts, TARGET_MARGIN),
    }


def _yes(words: Words) -> str:
    return quoted(words("yes"))


def _no(words: Words) -> str:
    return quoted(words("no"))


def _totals(book: Book, place: LiveTable, columns: Sequence[TableColumn]) -> None:
    """Write the sums above the headings: the sheet of costs shows the same."""
    words, sheet = book.words, book.sheets["contribution"]
    for col, column in enumerate(columns):
        if column.hidden:
            continue
        if column.kind not in {"money", "hours"} or column.key in _UNSUMMED:
            sheet.text(TOTALS_ROW, col, words("Total") if col == 0 else "", "total")
            continue
        known = [value for value in column.values if isinstance(value, (int, float)) and np.isfinite(value)]
        reference = place.column(column.key)
        total = f"ROUND(SUM({reference}),2)"
        sheet.formula(
            TOTALS_ROW, col, f'IF(COUNT({reference})=0,"–",{total})', round(sum(known), 2) if known else "–", column.kind, "total"
        )
    sheet.height(TOTALS_ROW, 18)
