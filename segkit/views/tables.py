"""Tables of a study: one function each, from Study to Table."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from segkit.findings import SEVERITIES
from segkit.intake import RECONCILIATION_LABELS
from segkit.rating import REASONS
from segkit.segments import Segmentation
from segkit.strategy import PROPOSALS, SCENARIOS
from segkit.study import Study
from segkit.tables import POTENTIAL_BASES
from segkit.views.labels import cut_text, decimals, origin_text, period_text, segment_label
from segkit.views.plan import tasks
from segkit.views.table import Align, Table
from segkit.words import is_missing
from segkit.words.language import UNKNOWN

SHOWN_ROWS = 10
"""Rows of a list in the report; the whole list stands in the Excel file."""


SHOWN_QUESTIONS = 4
"""Questions about the data in the report."""


def segments(study: Study) -> Table:
    """Return number, revenue, potential and headroom of the customers per segment, with their total."""
    words = study.words
    caption = words("Customers per segment, {period}. Amounts in {currency}.", period=period_text(study), currency=words.currency)
    return _segment_table(study, study.segmentation, caption, words("Customers"), words("Revenue"))


def lead_segments(study: Study) -> Table | None:
    """Return the same for the leads, by their expected revenue; leads never count as customers. None without leads."""
    words = study.words
    if study.leads.empty:
        return None
    caption = words("Leads per segment, by expected revenue. Amounts in {currency}.", currency=words.currency)
    return _segment_table(study, study.lead_segmentation, caption, words("Leads"), words("Expected revenue"))


def policies(study: Study) -> Table:
    """Return the service policy of each segment with the hours it asks for."""
    words = study.words
    rows = [
        (
            segment_label(study, policy.segment),
            policy.name,
            words.number(study.segmentation.count(policy.segment)),
            words.number(policy.meetings_per_year, decimals(policy.meetings_per_year)),
            words.number(policy.hours_per_contact, decimals(policy.hours_per_contact)),
            words.number(policy.hours, decimals(policy.hours)),
            words.number(study.plan.hours[policy.segment]),
        )
        for policy in study.plan.policies
    ]
    total = (words("Total"), "", words.number(len(study.customers)), "", "", "", words.number(study.plan.total_hours))
    headings = (
        words("Segment"), words("Name"), words("Customers"), words("Contacts per year"), words("Hours per contact"),
        words("Hours per customer"), words("Hours per year"),
    )  # fmt: skip
    aligns: tuple[Align, ...] = ("grade", "text", "num", "num", "num", "num", "num")
    return Table(
        words("Service policy and the hours it asks for in a year."), headings, aligns, (*rows, total), total=True, language=words.language
    )


def best(study: Study, rows: int = SHOWN_ROWS) -> Table | None:
    """Return the customers with the highest revenue, and the share that they hold together; None where the list is empty."""
    words = study.words
    caption = words(
        "The {n} customers with the highest revenue, {period}.", n=min(rows, len(study.best_worst.best)), period=period_text(study)
    )
    return _customers(study, study.best_worst.best.head(rows), caption, cumulative=True)


def worst(study: Study, rows: int = SHOWN_ROWS) -> Table | None:
    """Return the customers with the lowest revenue, negative ones first; None where the list is empty."""
    words = study.words
    caption = words(
        "The {n} customers with the lowest revenue, {period}.", n=min(rows, len(study.best_worst.worst)), period=period_text(study)
    )
    return _customers(study, study.best_worst.worst.head(rows), caption, cumulative=False)


def value_at_stake(study: Study) -> Table | None:
    """Return what can be won of each segment's headroom within the plan, in three scenarios; None where no headroom is known."""
    words, value = study.words, study.value
    if is_missing(value.total["headroom"]):
        return None

    def shown(label: str, row: pd.Series) -> tuple[str, ...]:
        amounts = (row["headroom"], *(row[f"headroom_{scenario}"] for scenario in SCENARIOS))
        return (label, words.number(row["customers"]), *map(words.number, amounts), words.number(row["headroom_unknown"]))

    kept = value.table[value.table["customers"] > 0]
    rows = [shown(segment_label(study, str(segment)), row) for segment, row in kept.iterrows()]
    headings = (
        words("Segment"), words("Customers"), words("Headroom"), *(words(label) for label in SCENARIOS.values()), words("Headroom unknown"),
    )  # fmt: skip
    aligns: tuple[Align, ...] = ("grade", "num", "num", "num", "num", "num", "num")
    caption = words("What can be won of the headroom within the plan. Amounts in {currency}.", currency=words.currency)
    return Table(caption, headings, aligns, (*rows, shown(words("Total"), value.total)), total=True)


def implementation(study: Study) -> Table:
    """Return the implementation plan: who does what until when."""
    words = study.words
    rows = tuple(
        (
            words.short_date(task.due),
            words(task.text),
            words(task.responsible),
            "" if task.count is None else words.number(task.count),
        )
        for task in tasks(study)
    )
    headings = (words("Due"), words("Task"), words("Responsible"), words("How many"))
    return Table(words("Implementation plan, from delivery to the next segmentation."), headings, ("text", "text", "text", "num"), rows)


def questions_of_the_data(study: Study, rows: int = SHOWN_QUESTIONS) -> Table | None:
    """Return the first open questions about the data with what to do; None where none is open."""
    words = study.words
    asked = [finding for finding in study.findings if finding.severity == "question"]
    if not asked:
        return None
    body = tuple((finding.text(words), finding.todo(words)) for finding in asked[:rows])
    caption = (
        words("The first {n} of {all} open questions; the Excel file lists everything that was found.", n=len(body), all=len(asked))
        if len(asked) > rows
        else words("Open questions about the data; the Excel file lists everything that was found.")
    )
    return Table(caption, (words("What was found"), words("What to do")), ("text", "text"), body)


def find_out(study: Study, rows: int = SHOWN_ROWS) -> Table | None:
    """Return whom to ask first for the potential; None where every customer's is known."""
    words = study.words
    shown = study.find_out[study.find_out["kind"] == "customer"].head(rows)
    if shown.empty:
        return None
    body = tuple((row["number"], row["name"], row["owner"], words.money(row["revenue"])) for row in shown.to_dict("records"))
    caption = words("Whom to ask first: the customers with unknown potential whose answer is worth most.")
    return Table(
        caption,
        (words("Customer no."), words("Name"), words("Owner"), words("Revenue")),
        ("text", "text", "text", "num"),
        body,
        language=words.language,
    )


def findings(study: Study) -> Table:
    """Return everything odd in the data, what was done about it and what to do."""
    words = study.words
    body = tuple(
        (words(SEVERITIES[f.severity]), f.place(words) or "–", f.text(words), f.done(words), f.todo(words)) for f in study.findings
    )
    headings = (words("Kind"), words("Where"), words("What was found"), words("What was done"), words("What to do"))
    return Table(words("Findings in the data."), headings, ("text",) * 5, body, wide=True, language=words.language)


def reconciliation(study: Study) -> Table:
    """Return the account of every row and amount: received = used + set aside."""
    words, account = study.words, study.intake.reconciliation
    timed = any(line.hours is not None for line in account.lines)
    body = [
        (
            line.file,
            words(RECONCILIATION_LABELS[line.what]),
            words.number(line.rows),
            *(["" if line.hours is None else words.number(line.hours, 1)] if timed else []),
            "" if line.amount is None else words.money(line.amount, 2),
        )
        for line in account.lines
        if line.rows or line.what == "received"
    ]
    empty = ("",) * (1 + timed)
    if account.rounding:
        body.append(("", words("Rounding of each customer's revenue to two decimals"), *empty, words.money(account.rounding, 2)))
    body.append(("", words("Revenue of all customers"), *empty, words.money(account.revenue, 2)))
    hours = (words("Hours"),) if timed else ()
    headings = (words("File"), words("What became of them"), words("Rows"), *hours, words("Amount"))
    return Table(
        words("From the files received to the revenue shown."),
        headings,
        ("text", "text", "num", "num", "num") if timed else ("text", "text", "num", "num"),
        tuple(body),
        total=True,
        language=words.language,
    )


def thresholds(study: Study) -> Table:
    """Return the amounts between the grades and where they come from."""
    words = study.words
    rows = []
    units = {value.key: value for value in study.parameters}
    for cut in study.grid.cuts:
        value = units[cut.key]
        shown = UNKNOWN if cut.open else cut_text(study, cut)
        origin = words("open until values are known") if cut.open else origin_text(study, cut)
        rows.append((words(value.label), shown, words(value.help), origin))
    headings = (words("Threshold"), words("Value"), words("Meaning"), words("Origin"))
    return Table(
        words("The thresholds; a value exactly on one counts as the higher band."),
        headings,
        ("text", "num", "text", "text"),
        tuple(rows),
        language=words.language,
    )


def customers(study: Study, chosen: pd.DataFrame) -> Table:
    """Return chosen customers with all their figures, the grade and why; for the consultant's own look."""
    words = study.words
    rows = []
    for row in chosen.to_dict("records"):
        reason = REASONS[row["not_rated_because"]] if row["grade"] is None else PROPOSALS[row["proposal"]]
        basis = POTENTIAL_BASES[row["potential_basis"]]
        rows.append((
            row["customer_id"], row["name"], row["owner"], words.money(row["revenue"]), words.money(row["potential"]), words(basis),
            words.percent(row["utilisation"]), words.money(row["headroom"]), segment_label(study, row["grade"]), words(reason),
        ))  # fmt: skip
    headings = (
        words("Customer no."), words("Name"), words("Owner"), words("Revenue"), words("Potential"), words("Basis"),
        words("Utilisation"), words("Headroom"), words("Grade"), words("Proposal"),
    )  # fmt: skip
    aligns: tuple[Align, ...] = ("text", "text", "text", "num", "num", "text", "num", "num", "grade", "text")
    return Table(words("Customers"), headings, aligns, tuple(rows), wide=True, language=words.language)


def _segment_table(study: Study, segmentation: Segmentation, caption: str, accounts: str, revenue: str) -> Table:
    words = study.words
    rows: list[tuple[str, ...]] = [_segment_row(study, segment_label(study, str(name)), row) for name, row in segmentation.table.iterrows()]
    rows.append(_segment_row(study, words("Total"), segmentation.total))
    headings: tuple[str, ...] = (
        words("Segment"),
        accounts,
        words("Share"),
        revenue,
        words("Share of revenue"),
        words("Potential"),
        words("Headroom"),
    )
    aligns: tuple[Align, ...] = ("grade", "num", "num", "num", "num", "num", "num")
    if segmentation is study.segmentation and study.customers["contribution"].notna().any():
        headings, aligns = (*headings, words("Contribution")), (*aligns, "num")
        totals = [*segmentation.table["contribution"], segmentation.total["contribution"]]
        rows = [(*row, words.number(value)) for row, value in zip(rows, totals, strict=True)]
    return Table(caption, headings, aligns, tuple(rows), total=True, language=words.language)


def _segment_row(study: Study, label: str, row: pd.Series) -> tuple[str, ...]:
    words = study.words
    counted = words.number(row["accounts"]), words.percent(row["share"], 1)
    return (
        label,
        *counted,
        words.number(row["revenue"]),
        words.percent(row["revenue_share"], 1),
        words.number(row["potential"]),
        words.number(row["headroom"]),
    )


def _customers(study: Study, chosen: pd.DataFrame, caption: str, *, cumulative: bool) -> Table | None:
    words = study.words
    if chosen.empty:
        return None
    columns: list[tuple[str, Align, Callable[[dict[str, Any]], str]]] = [
        (words("No."), "num", lambda row: words.number(row["rank"])),
        (words("Name"), "text", lambda row: row["name"]),
        (words("Owner"), "text", lambda row: row["owner"]),
        (words("Revenue"), "num", lambda row: words.number(row["revenue"])),
    ]
    if cumulative:
        columns.append((words("Cumulative share"), "num", lambda row: words.percent(row["cumulative"])))
    if study.customers["contribution"].notna().any():
        columns.append((words("Contribution"), "num", lambda row: words.number(row["contribution"])))
    if not cumulative:
        columns.append((words("Utilisation"), "num", lambda row: words.percent(row["utilisation"])))
    columns.append((words("Grade"), "grade", lambda row: segment_label(study, row["grade"])))
    headings, aligns, shown = zip(*columns, strict=True)
    rows = tuple(tuple(cell(row) for cell in shown) for row in chosen.to_dict("records"))
    return Table(caption, headings, aligns, rows, language=words.language)
