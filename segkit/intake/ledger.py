"""Invoice lines to what each customer bought: revenue, cost and orders in the period, with every line accounted for."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from segkit.findings import Finding
from segkit.intake.columns import TypedTable, is_total
from segkit.intake.reconciliation import ReconciliationLine
from segkit.intake.settings import Period

ZERO = Decimal(0)


@dataclass(frozen=True)
class Ledger:
    """The period's lines (customer_id, date, amount, and cost, order, owner, region, name where the files have them).

    `before` holds the lines of the period of the same length just before, or is None where the files do not reach back so far.
    `unreadable` are the customers with lines whose date or amount cannot be read: their revenue is not known to be 0.
    """

    lines: pd.DataFrame
    before: pd.DataFrame | None
    unreadable: frozenset[str]
    reconciliation: tuple[ReconciliationLine, ...]
    findings: tuple[Finding, ...]


def read_ledger(tables: Sequence[TypedTable], period: Period) -> Ledger:
    """Return the lines of all transaction files that count, and where the others went."""
    reconciliation: list[ReconciliationLine] = []
    findings: list[Finding] = []
    usable: list[pd.DataFrame] = []
    unreadable: set[str] = set()
    for table in tables:
        lines, accounted, found = _sorted_out(table, period)
        usable.append(lines)
        unread = table.frame["date"].isna() | table.frame["amount"].isna()
        unreadable |= set(table.frame.loc[unread, "customer_id"].dropna())
        reconciliation += accounted
        findings += found
    lines = pd.concat(usable, ignore_index=True)
    inside = lines[_within(lines["date"], period.begin, period.end)]
    findings += _coverage_findings(lines, inside, period, sum(len(table.frame) for table in tables))
    return Ledger(inside, _lines_before(lines, period), frozenset(unreadable), tuple(reconciliation), tuple(findings))


def measures(lines: pd.DataFrame) -> pd.DataFrame:
    """Return revenue, cost, orders and last_order per customer_id; money exact. Cost is None where any of the customer's lines lacks it."""
    groups = lines.groupby("customer_id", sort=True)
    result = pd.DataFrame({"revenue": groups["amount"].agg(_total)})
    if "cost" in lines:
        result["cost"] = pd.Series(
            {customer: None if costs.isna().any() else _total(costs) for customer, costs in groups["cost"]}, dtype=object
        )
    result["orders"] = groups["order"].nunique() if "order" in lines else groups["date"].nunique()
    result["last_order"] = groups["date"].max()
    return result


def latest(lines: pd.DataFrame, column: str) -> pd.Series:
    """Return each customer's latest known value of a text column, indexed by customer_id."""
    known = lines[lines[column].notna()].sort_values("date", kind="stable")
    return known.groupby("customer_id")[column].last()


def revenue_by_month(lines: pd.DataFrame, period: Period) -> pd.Series:
    """Return the revenue of each month of the period, 0 where nothing was invoiced, indexed by the month's first day."""
    first_days = lines["date"].map(lambda day: day.replace(day=1))
    sums = lines.groupby(first_days)["amount"].agg(_total)
    months = pd.date_range(period.begin.replace(day=1), period.end, freq="MS").date
    return sums.reindex(months).map(lambda amount: ZERO if pd.isna(amount) else amount)


def _total(amounts: pd.Series) -> Decimal:
    return sum(amounts, ZERO)


def _within(dates: pd.Series, begin: dt.date, end: dt.date) -> pd.Series:
    return (dates >= begin) & (dates <= end)


def _sorted_out(table: TypedTable, period: Period) -> tuple[pd.DataFrame, list[ReconciliationLine], list[Finding]]:
    """Return the file's usable lines of any date, with each row of the file under exactly one heading of the reconciliation."""
    file, frame = table.source.shown, table.frame
    amounts = frame["amount"]
    reasons = pd.Series("used", index=frame.index, dtype=object)
    reasons[~_within(frame["date"].where(frame["date"].notna(), period.begin), period.begin, period.end)] = "outside_period"
    reasons[frame["customer_id"].isna() | is_total(frame["customer_id"])] = "no_customer"
    reasons[frame["date"].isna()] = "bad_date"
    reasons[amounts.isna()] = "bad_number"
    used = frame[reasons == "used"]
    signs = {"positive": used["amount"] > 0, "negative": used["amount"] < 0, "zero": used["amount"] == 0}
    accounted = [ReconciliationLine(file, "received", len(frame) + len(table.tables[0].ragged), _total(amounts.dropna()))]
    accounted += [ReconciliationLine(file, "ragged", len(table.tables[0].ragged), None)]
    for reason in ("bad_number", "bad_date", "no_customer", "outside_period"):
        rows = frame[reasons == reason]
        accounted.append(ReconciliationLine(file, reason, len(rows), None if reason == "bad_number" else _total(rows["amount"])))
    for name, chosen in signs.items():
        accounted.append(
            ReconciliationLine(file, name, int(chosen.sum()), _total(used.loc[chosen, "amount"]), used.loc[chosen, "customer_id"].nunique())
        )
    findings = _set_aside_findings(file, frame, reasons) + _incomplete(table, reasons) + _line_findings(file, used, table.repeated)
    lines = frame[reasons.isin(["used", "outside_period"])]
    return lines, accounted, findings


def _set_aside_findings(file: str, frame: pd.DataFrame, reasons: pd.Series) -> list[Finding]:
    findings = []
    for reason, kind in (("no_customer", "no_customer_on_line"), ("outside_period", "outside_period")):
        rows = frame[reasons == reason]
        if not rows.empty:
            findings.append(Finding(kind, file, int(rows.index[0]), {"n": len(rows), "amount": _total(rows["amount"])}))
    return findings


def _line_findings(file: str, used: pd.DataFrame, repeated: pd.Series) -> list[Finding]:
    findings = []
    credits = used[used["amount"] < 0]
    if not credits.empty:
        findings.append(Finding("credit_notes", file, int(credits.index[0]), {"n": len(credits), "amount": _total(credits["amount"])}))
    again = used[repeated.loc[used.index]]
    if not again.empty:
        findings.append(Finding("same_line_twice", file, int(again.index[0]), {"n": len(again), "amount": _total(again["amount"])}))
    if "cost" in used:
        open_cost = used[used["cost"].isna()]
        if not open_cost.empty:
            values = {"n": len(open_cost), "amount": _total(open_cost["amount"]), "customers": open_cost["customer_id"].nunique()}
            findings.append(Finding("cost_missing", file, int(open_cost.index[0]), values))
    return findings


def _incomplete(table: TypedTable, reasons: pd.Series) -> list[Finding]:
    """Return the lines set aside for an empty date or amount; cells that hold something else have findings of their own."""
    told = table.bad.get("date", pd.Index([])).union(table.bad.get("amount", pd.Index([])))
    empty = reasons.index[reasons.isin(["bad_date", "bad_number"])].difference(told)
    return [Finding("incomplete_lines", table.source.shown, int(empty[0]), {"n": len(empty)})] if len(empty) else []


_SLACK = dt.timedelta(days=7)
"""How far from the period's ends the first and last line may lie before it is asked about."""


def _coverage_findings(lines: pd.DataFrame, inside: pd.DataFrame, period: Period, rows: int) -> list[Finding]:
    """Return whether the lines fill the period; only those inside it count, so that one stray date proves nothing."""
    if lines.empty:
        return [Finding("no_usable_lines", values={"n": rows})]
    values = {"first": lines["date"].min(), "last": lines["date"].max(), "begin": period.begin, "end": period.end}
    if inside.empty:
        return [Finding("no_lines_in_period", values=values)]
    first, last = inside["date"].min(), inside["date"].max()
    if first > period.begin + _SLACK or last < period.end - _SLACK:
        return [Finding("period_not_covered", values={**values, "first": first, "last": last})]
    return []


def _lines_before(lines: pd.DataFrame, period: Period) -> pd.DataFrame | None:
    """Return the lines of the period before, where they begin when it begins."""
    before = period.before
    inside = lines[_within(lines["date"], before.begin, before.end)]
    return inside if not inside.empty and inside["date"].min() <= before.begin + _SLACK else None
