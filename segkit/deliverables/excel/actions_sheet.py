"""The action list: each customer's activities with a first due date, an owner and a status to fill in; it follows the customer's grade.

A row is a customer and a slot. It shows the activity that stands in that slot of the segment in which the customer is now, so a changed
threshold changes the list without a row being added or lost.
"""

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deliverables.excel.account_table import AccountTable, serials
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.finding_rows import row_formula
from segkit.deliverables.excel.live_table import LiveTable, TableColumn, unique_headings, write_table
from segkit.deliverables.excel.returned_tables import ReturnedTable
from segkit.deliverables.excel.shown_rows import LINE_HEADING, ROW_HEADING, value_formula
from segkit.deliverables.excel.workbook import Book, page
from segkit.intake.corrections import COMMENT, DONE, STATUS
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import CHANNELS, KPIS, STATES, day_formula, slots, spread, weekday_formula
from segkit.study import Study
from segkit.views.labels import segment_label
from segkit.words import phrase

HEADING_ROW, COUNTS = 7, 3
ENTRIES = {"status", "done", "comment"}
NAME = "Actions"

_HEADINGS: dict[str, str] = {
    "due": phrase("First due"),
    "owner": phrase("Owner"),
    "number": phrase("Customer no."),
    "name": phrase("Customer"),
    "grade": phrase("Grade"),
    "activity": phrase("Activity"),
    "channel": phrase("Channel"),
    "per_year": phrase("Times per year"),
    "minutes": phrase("Minutes each time"),
    "kpi": phrase("Judged by"),
    "status": phrase("Status"),
    "done": phrase("Done on"),
    "comment": phrase("Comment"),
    "key": phrase("Key"),
    "customer_line": LINE_HEADING,
    "row": ROW_HEADING,
    "slot": phrase("Slot"),
    "spread": phrase("Spread"),
    "index": phrase("Position"),
    "day": phrase("Day"),
}


def place_of(study: Study, table: AccountTable) -> LiveTable:
    """Return where the list lies: a row per customer and slot."""
    headings = unique_headings({key: study.words(text) for key, text in _HEADINGS.items()})
    return LiveTable(NAME, headings, HEADING_ROW, len(table.rows) * slots(study.plan.policies))


def write(book: Book, table: AccountTable) -> ReturnedTable:
    """Write the sheet and return what is read of it when it comes back."""
    words, study, sheet = book.study.words, book.study, book.sheets["actions"]
    place = place_of(study, table)
    rows, period = _rows(study, table), study.engagement.plan_period
    sheet.title(
        words("Action list"),
        words(
            "Every customer's activities, spread over the plan from {start} to {end}.",
            start=period.start,
            end=period.end,
        ),
    )
    columns = _columns(study, table, place, rows)
    write_table(sheet, place, columns)
    _states(book, place)
    _counts(book, place, rows)
    grade = place.position("grade")
    colour_grades(book, sheet, (place.first + 1, grade, place.last, grade))
    sheet.height(HEADING_ROW, 30)
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, 0)
    shown = int((rows["activity"] != "").sum())
    page(book, "actions", wide=True, repeat=HEADING_ROW, last=(place.first + max(shown, 1), place.position("comment")))
    return ReturnedTable(
        "actions", place, [replace(column, values=()) for column in columns], {"status": [words(state) for state in STATES.values()]}
    )


def _rows(study: Study, table: AccountTable) -> pd.DataFrame:
    """Return all slots of all customers with what stands in them as delivered, by owner and due date; empty slots last."""
    words, wanted = study.words, slots(study.plan.policies)
    n = len(table.rows)
    line, slot = np.repeat(np.arange(1, n + 1), wanted), np.tile(np.arange(1, wanted + 1), n)
    every = pd.DataFrame({"line": line, "slot": slot, "customer_id": table.rows["customer_id"].to_numpy(dtype=object)[line - 1]})
    every["spread"] = spread(table.rows, wanted).reshape(-1)
    done = study.actions[["customer_id", "slot", "activity", "channel", "kpi", "per_year", "minutes", "due", "day", "owner"]]
    rows = every.merge(done, on=["customer_id", "slot"], how="left", validate="one_to_one")
    rows["activity"] = rows["activity"].fillna("")
    rows["channel"] = rows["channel"].map({key: words(text) for key, text in CHANNELS.items()}).fillna("")
    rows["kpi"] = rows["kpi"].map({key: words(text) for key, text in KPIS.items()}).fillna("")
    grades = table.rows["grade"].map(lambda grade: segment_label(study, grade)).to_numpy(dtype=object)
    rows["grade"] = grades[rows["line"] - 1]
    rows["name"] = table.rows["name"].to_numpy(dtype=object)[rows["line"] - 1]
    positions = {policy.segment: i for i, policy in enumerate(study.plan.policies)}
    segments = table.rows["grade"].where(table.rows["grade"].notna(), NOT_RATED_SEGMENT).map(positions).to_numpy(dtype=int)
    rows["index"] = segments[rows["line"] - 1] * wanted + rows["slot"]
    rows["key"] = "action:customer:" + rows["customer_id"] + ":" + rows["slot"].astype(str)
    rows["due"] = serials(rows["due"])
    rows["day"] = serials(rows["day"])
    rows = rows.assign(**_filled_in(study, rows["key"]))
    empty = rows["activity"] == ""
    return rows.assign(empty=empty).sort_values(["empty", "owner", "due", "customer_id", "slot"], kind="stable", ignore_index=True)


def _filled_in(study: Study, keys: pd.Series) -> dict[str, pd.Series]:
    """Return what people filled in beside the actions before this delivery."""
    found: dict[str, dict[str, Any]] = {name: {} for name in (STATUS, DONE, COMMENT)}
    for (key, name), (entry, _) in study.corrections.in_force.items():
        if key.startswith("action:"):
            found[name][key] = dt.date.fromisoformat(str(entry.value)) if name == DONE else entry.value
    return {name: keys.map(values).astype(object).where(keys.isin(list(values)), None) for name, values in found.items()}


def _columns(study: Study, table: AccountTable, place: LiveTable, rows: pd.DataFrame) -> list[TableColumn]:
    cell, wanted = place.cell, slots(study.plan.policies)
    row, index = cell("row"), cell("index")
    per_year, days = f"INDEX(activity_per_year,{index})", f"INDEX(activity_days,{index})"
    active = f"N({cell('per_year')})>0"  # a slot without an activity has no number there
    filled = rows["activity"] != ""

    def of_activity(name: str) -> str:
        return f'IF({active},INDEX(activity_{name},{index}),"")'

    def of_customer(key: str) -> str:
        return f'IF({active},{value_formula(table, key, row)},"")'

    def owner() -> str:
        own = f"INDEX({table.column('owner')},{row})"
        return f'IF({active},IF({own}="",INDEX(activity_roles,{index}),{own}),"")'

    formulas = {
        "due": weekday_formula(cell("day")),
        "day": f'IF({active},{day_formula(f"INDEX(activity_starts,{index})", cell("spread"), cell("per_year"), days)},"")',
        "owner": owner() if table.has("owner") else of_activity("roles"),
        "number": of_customer("number"),
        "name": of_customer("name"),
        "grade": of_customer("grade"),
        "activity": of_activity("names"),
        "channel": of_activity("channels"),
        "per_year": f'IF({index}=0,"",IF(AND({per_year}>0,{days}>0),{per_year},""))',
        "minutes": of_activity("minutes"),
        "kpi": of_activity("kpis"),
        "row": row_formula(table, cell("customer_line")),
        "index": f"IF({row}=0,0,(INDEX({table.column('place')},{row})-1)*{wanted}+{cell('slot')})",
    }
    kinds = {
        "due": ("date", 13), "owner": ("client", 22), "number": ("identifier", 14), "name": ("client", 34), "grade": ("grade", 12),
        "activity": ("text", 52), "channel": ("text", 18), "per_year": ("hours", 10), "minutes": ("count", 10), "kpi": ("text", 24),
        "status": ("client", 14), "done": ("date", 13), "comment": ("client", 30), "key": ("identifier", 10), "customer_line": ("count", 8),
        "row": ("count", 8), "slot": ("count", 8), "spread": ("share", 8), "index": ("count", 8), "day": ("count", 8),
    }  # fmt: skip
    shown = {
        "number": rows["customer_id"].where(filled, ""),
        "name": rows["name"].where(filled, ""),
        "grade": rows["grade"].where(filled, ""),
        "owner": rows["owner"].where(filled, ""),
        "row": rows["line"],
        "customer_line": rows["line"],
    }
    return [
        TableColumn(
            key,
            place.headings[key],
            kind,
            (shown[key] if key in shown else rows[key]).tolist(),
            formulas.get(key, ""),
            width,
            entry=key in ENTRIES,
            hidden=key in {"key", "customer_line", "row", "slot", "spread", "index", "day"},
        )
        for key, (kind, width) in kinds.items()
    ]


def _states(book: Book, place: LiveTable) -> None:
    """Let the status be chosen from a list, and the day be a date."""
    words, sheet = book.study.words, book.sheets["actions"]
    state = {
        "validate": "list",
        "source": "=action_states",
        "error_title": words("Not a value that fits")[:32],
        "error_message": words("Choose one of the states in the list.")[:250],
    }
    col = place.position("status")
    sheet.checked(sheet.worksheet.data_validation(place.first + 1, col, place.last, col, state), "a check of an input")


def _counts(book: Book, place: LiveTable, rows: pd.DataFrame) -> None:
    """Write, per segment, how many actions a year are planned and how many of the list are done so far."""
    study, words, sheet = book.study, book.study.words, book.sheets["actions"]
    state = STATES["done"]
    finished = words(state)
    grade, status, per_year = (place.column(key) for key in ("grade", "status", "per_year"))
    for line, heading in enumerate((words("Segment"), words("Actions planned per year"), words("Done in this list"))):
        sheet.merged(COUNTS + line, 0, 1, "head" if line == 0 else "label")
        sheet.text(COUNTS + line, 0, heading, "head" if line == 0 else "label")
    for col, policy in enumerate(study.plan.policies, start=2):
        label = segment_label(study, policy.segment)
        name = f"INDEX(segment_grades,{col - 1})"
        own = rows[(rows["grade"] == label) & ~rows["empty"]]
        done = int((own["status"] == finished).sum())
        sheet.client(COUNTS, col, label, "head", "centre")
        # A cell without an activity holds an empty text, which SUMPRODUCT counts as 0 only where it is an argument of its own.
        sheet.formula(
            COUNTS + 1, col, f"SUMPRODUCT(--EXACT({grade},{name}),{per_year})", float(own["per_year"].sum()), "count", "centre", "line"
        )
        sheet.formula(COUNTS + 2, col, f"SUMPRODUCT(EXACT({grade},{name})*EXACT({status},action_done))", done, "count", "centre", "line")
    colour_grades(book, sheet, (COUNTS, 2, COUNTS, 1 + len(study.plan.policies)), xl_rowcol_to_cell(COUNTS, 2))
