"""Records of time and costs: whose they are, of what kind, and what each took. Every row, every krone and every hour is accounted for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from segkit.findings import Finding
from segkit.intake.columns import TypedTable
from segkit.intake.identity import meet
from segkit.intake.reconciliation import ReconciliationLine
from segkit.intake.settings import Period
from segkit.intake.values.hours import in_hours
from segkit.words import is_missing

ZERO, DAY = Decimal(0), Decimal(24)

COST_FRAME = ("customer_id", "kind", "hours", "amount", "date", "who", "file", "row")
"""The columns of `Intake.costs`."""

_READ = ("date", "hours", "minutes", "amount")
"""Columns in which a cell that cannot be read makes a record useless."""


@dataclass(frozen=True)
class Known:
    """The numbers that a record may carry: `customers` before any were merged, `leads`, and what a merged number goes on as."""

    customers: pd.Index
    leads: pd.Index
    merged: Mapping[str, str]


def no_costs() -> pd.DataFrame:
    """Return `Intake.costs` of a client without such records."""
    return pd.DataFrame(columns=list(COST_FRAME), dtype=object)


def costs_of(
    tables: Sequence[TypedTable], known: Known, period: Period | None
) -> tuple[pd.DataFrame, list[ReconciliationLine], list[Finding]]:
    """Return the records of the period, one row each with the columns of COST_FRAME, the account of the rows, and what was found.

    `customer_id` is None where a record is of nobody, of a lead, or of a number that no customer has; `kind` is "" where the file has
    none; hours and amounts are exact Decimals, None where the record has none; None for an unknown date, which counts as of the period.
    """
    frames, lines, findings = [no_costs()], list[ReconciliationLine](), list[Finding]()
    for table in tables:
        frame, found = _of_one(table, known)
        outside = _outside(frame, period)
        unread = _unreadable(table)
        lines += _account(table, frame, outside.difference(unread), unread)
        used = frame.drop(index=outside.union(unread))
        findings += [*found, *_findings(table, frame, used, (outside.difference(unread), unread))]
        frames.append(used[list(COST_FRAME)])
    whole = pd.concat([frame for frame in frames if len(frame)], ignore_index=True) if any(map(len, frames)) else no_costs()
    return whole.astype(object).where(whole.notna(), None), lines, findings


def _of_one(table: TypedTable, known: Known) -> tuple[pd.DataFrame, list[Finding]]:
    """Return one file's records with whom each belongs to; `said` is the number that the record carries."""
    frame = table.frame
    said = _column(frame, "customer_id")
    whose, findings = _whose(said, table, known)
    hours, found = _hours(frame, table)
    kind = _column(frame, "kind") if table.source.kind is None else pd.Series(table.source.kind, frame.index, dtype=object)
    records = {
        "customer_id": whose,
        "kind": kind.where(kind.notna(), ""),
        "hours": hours,
        "amount": _column(frame, "amount"),
        "date": _column(frame, "date"),
        "who": _column(frame, "who"),
        "file": pd.Series(table.source.shown, frame.index, dtype=object),
        "row": pd.Series([int(row) for row in frame.index], frame.index, dtype=object),
        "said": said,
        "is_lead": said.isin(known.leads) & whose.isna(),
    }
    return pd.DataFrame(records, index=frame.index), [*findings, *found]


def _whose(said: pd.Series, table: TypedTable, known: Known) -> tuple[pd.Series, list[Finding]]:
    """Return the customer of each record: as written, met without zeros and dashes where that is allowed, and as merged."""
    strangers = [str(number) for number in said.dropna().unique() if number not in known.customers and number not in known.merged]
    met = meet(strangers, map(str, known.customers), normalise=table.source.numbers == "normalised").pairs
    finals = {number: known.merged.get(met.get(number, number), met.get(number, number)) for number in map(str, said.dropna().unique())}
    listed = set(known.customers)
    whose = said.map(lambda number: None if is_missing(number) or finals[number] not in listed else finals[number]).astype(object)
    if not met:
        return whose, []
    number, other = next(iter(met.items()))
    values = {"n": len(met), "example": number, "other": other}
    return whose, [Finding("cost_numbers_joined", table.source.file, None, values, table.source.sheet)]


def _hours(frame: pd.DataFrame, table: TypedTable) -> tuple[pd.Series, list[Finding]]:
    """Return each record's hours, the minutes added; where minutes only say again what the hours say, they are not."""
    hours, minutes = _column(frame, "hours"), _column(frame, "minutes")
    from_minutes = minutes.map(lambda value: None if value is None else in_hours(value, 60)).astype(object)
    both = hours.notna() & from_minutes.notna()
    differs = [abs(first - second) > Decimal("0.01") for first, second in zip(hours[both], from_minutes[both], strict=True)]
    if both.any() and not any(differs) and any(value for value in hours[both]):
        finding = Finding("cost_hours_twice", table.source.file, None, {}, table.source.sheet)
        return hours.where(hours.notna(), from_minutes), [finding]
    summed = [_plus(first, second) for first, second in zip(hours, from_minutes, strict=True)]
    return pd.Series(summed, frame.index, dtype=object), []


def _plus(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return first if second is None else second if first is None else first + second


def _outside(frame: pd.DataFrame, period: Period | None) -> pd.Index:
    """Return the rows whose date lies outside the period; a record without a date lies in it."""
    if period is None:
        return frame.index[:0]
    return frame.index[[day is not None and not period.begin <= day <= period.end for day in frame["date"]]]


def _unreadable(table: TypedTable) -> pd.Index:
    """Return the rows of which a date, a time or an amount cannot be read."""
    whole = table.frame.index[:0]
    for name in _READ:
        whole = whole.union(table.bad.get(name, whole).intersection(table.frame.index))
    return whole


def _account(table: TypedTable, frame: pd.DataFrame, outside: pd.Index, unread: pd.Index) -> list[ReconciliationLine]:
    """Return where each row of one file went, with amounts and hours; received = left out with a reason + nobody's + used."""
    file, source = table.source.shown, table.source
    money, timed = "amount" in source.columns, bool(source.columns.keys() & {"hours", "minutes"})

    def line(what: str, rows: pd.DataFrame, customers: int | None = None) -> ReconciliationLine:
        amount, hours = _sum(rows["amount"]) if money else None, _sum(rows["hours"]) if timed else None
        return ReconciliationLine(file, what, len(rows), amount, customers, hours)

    used = frame.drop(index=outside.union(unread))
    whose = used["customer_id"].notna()
    totals = table.total_frame.assign(hours=_hours(table.total_frame, table)[0], amount=_column(table.total_frame, "amount"))
    parts = [
        line("total", totals),
        line("bad_number", frame.loc[unread]),
        line("outside_period", frame.loc[outside]),
        line("nobody", used[~whose]),
        line("used", used[whose], used["customer_id"].nunique()),
    ]
    set_aside = [ReconciliationLine(file, reason, n, None) for reason, n in table.set_aside_counts.items()]
    received = ReconciliationLine(
        file,
        "received",
        table.tables[0].rows,
        _sum(frame["amount"]) + _sum(totals["amount"]) if money else None,
        hours=_sum(frame["hours"]) + _sum(totals["hours"]) if timed else None,
    )
    return [received, *set_aside, *parts]


def _findings(table: TypedTable, frame: pd.DataFrame, used: pd.DataFrame, left_out: tuple[pd.Index, pd.Index]) -> list[Finding]:
    """Return what is to be said of one file's records; `used` are those of the period, `left_out` those outside it and the unreadable."""
    outside, unread = left_out
    unknown = used[used["customer_id"].isna() & used["said"].notna() & ~used["is_lead"]]
    nobody = used[used["said"].isna() | used["is_lead"]]
    hours, amounts = used["hours"].dropna(), used["amount"].dropna()
    negative, long, credit = hours[hours < 0], hours[hours > DAY], amounts[amounts < 0]
    undated = used[used["date"].isna()] if "date" in table.source.columns else used.iloc[:0]
    told: list[tuple[str, pd.Index, dict[str, Any]]] = [
        ("cost_unreadable", unread, {}),
        ("cost_outside_period", outside, {}),
        ("cost_of_unknown", unknown.index, {"example": str(unknown["said"].iloc[0]) if len(unknown) else ""}),
        ("cost_of_nobody", nobody.index, {}),
        ("cost_without_date", undated.index, {}),
        ("cost_negative_hours", negative.index, {"hours": float(_sum(negative))}),
        ("cost_long_record", long.index, {"hours": float(max(long, default=ZERO))}),
        ("cost_credits", credit.index, {"amount": _sum(credit)}),
    ]
    return [_told(table, kind, rows, values) for kind, rows, values in told if len(rows)]


def _told(table: TypedTable, kind: str, index: pd.Index, values: dict[str, Any]) -> Finding:
    rows = tuple(int(row) for row in index)
    return Finding(kind, table.source.file, rows[0], {"n": len(rows), **values}, table.source.sheet, None, rows)


def _column(frame: pd.DataFrame, name: str) -> pd.Series:
    """Return a column, all None where the file does not have it."""
    column = frame[name] if name in frame else pd.Series(None, index=frame.index, dtype=object)
    return column.astype(object).where(column.notna(), None)


def _sum(values: pd.Series) -> Decimal:
    return sum(values.dropna(), ZERO)
