"""Customers and leads as checked tables: one row each, money rounded to two decimals, every potential with its basis."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

import pandas as pd

from segkit.findings import Finding
from segkit.intake.columns import TypedTable
from segkit.intake.identity import RowSetAside, one_row_each
from segkit.intake.ledger import Ledger
from segkit.intake.reconciliation import ReconciliationLine

ZERO = Decimal(0)

TEXTS = ("name", "owner", "region", "industry", "strategic")


def listed(tables: Sequence[TypedTable], key: str) -> tuple[pd.DataFrame, list[ReconciliationLine], list[Finding]]:
    """Return the accounts of all files of one kind, indexed by their number, in the files' order, with the account of the rows."""
    # Row numbers as objects: they stay whole numbers when customers without a row join the table.
    frames = [
        table.frame[table.frame[key].notna()].assign(
            _file=table.source.shown, _row=table.frame.index[table.frame[key].notna()].astype(object)
        )
        for table in tables
    ]
    whole = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=[key, "_file", "_row"], dtype=object)
    accounts, again, findings = one_row_each(whole.set_index(key), tables[0].source.repeated if tables else "refuse")
    accounted = []
    for table in tables:
        lines, found = _accounted(table, key, [row for row in again if row.file == table.source.shown])
        accounted += lines
        findings += found
    return accounts, accounted, findings


def _accounted(table: TypedTable, key: str, again: Sequence[RowSetAside]) -> tuple[list[ReconciliationLine], list[Finding]]:
    """Return where each row of one file went, and what is to be said of those without a number."""
    file, frame = table.source.shown, table.frame
    money = "revenue" in frame and key == "customer_id"  # what a lead is expected to buy is no revenue
    nameless = frame[frame[key].isna()]
    repeated = sum((row.revenue or ZERO for row in again), ZERO)
    kept = _sum(frame["revenue"]) - _sum(nameless["revenue"]) - repeated if money else None
    total = _sum(table.total_frame["revenue"]) if money else None
    lines = [
        ReconciliationLine(file, "received", table.tables[0].rows, _sum(frame["revenue"]) + (total or ZERO) if money else None),
        *(ReconciliationLine(file, reason, n, None) for reason, n in table.set_aside_counts.items()),
        ReconciliationLine(file, "total", len(table.totals), total),
        ReconciliationLine(file, "missing_id", len(nameless), _sum(nameless["revenue"]) if money else None),
        ReconciliationLine(file, "same_row", len(again), repeated if money else None),
        ReconciliationLine(file, "used", len(frame) - len(nameless) - len(again), kept, len(frame) - len(nameless) - len(again)),
    ]
    if nameless.empty:
        return lines, []
    heading = table.source.columns[key].headings[0]
    rows = tuple(int(row) for row in nameless.index[:1000])
    values = {"n": len(nameless), "column": heading}
    return lines, [Finding("missing_id", table.source.file, rows[0], values, table.source.sheet, heading, rows)]


def with_ledger(
    accounts: pd.DataFrame, ledger: Ledger, *, has_master: bool, joined: Mapping[str, str] = MappingProxyType({})
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the accounts with revenue, cost, orders and last_order from the lines, and with those who buy but are not listed.

    `joined` are numbers of the lines that will be joined to listed ones: number -> listed number.
    """
    sums = ledger.customers
    strangers = sums.index.difference(accounts.index, sort=True)
    unknown = strangers.difference(list(joined))
    findings = []
    if has_master and len(unknown):
        amount = sum(sums.loc[unknown, "revenue"], ZERO)
        findings.append(Finding("not_in_master", values={"n": len(unknown), "amount": amount, "example": str(unknown[0])}))
    silent = accounts.index.difference(sums.index)
    idle = silent.difference([*joined.values(), *ledger.unreadable])
    if len(idle):
        findings.append(Finding("no_transactions", values={"n": len(idle)}))
    whole = accounts.reindex(accounts.index.append(strangers))
    for column in ("revenue", "cost", "orders", "last_order"):
        if column in sums:
            whole[column] = sums[column].reindex(whole.index)
    # No line is no revenue; a line that nobody can read is an unknown one.
    unread = whole["revenue"].isna() & whole.index.isin(ledger.unreadable)
    whole["revenue"] = whole["revenue"].where(whole["revenue"].notna() | unread, ZERO)
    whole["orders"] = whole["orders"].where(whole["orders"].notna(), 0)
    if "cost" in sums:
        whole["cost"] = whole["cost"].mask(whole.index.isin(silent), ZERO)
    for text in ("name", "owner", "region"):
        if text in sums:
            known = whole[text] if text in whole else pd.Series(None, whole.index, dtype=object)
            whole[text] = known.where(known.notna(), sums[text].reindex(whole.index))
    if ledger.before is not None:
        whole["revenue_before"] = ledger.before.reindex(whole.index).map(lambda value: ZERO if pd.isna(value) else value)
    return whole, findings


def finished(accounts: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return the accounts with every canonical column, money as floats of two decimals (NaN = unknown), and the basis of each potential.

    Columns: key, name, owner, region, industry, strategic, employees, revenue, cost, potential, potential_basis, orders,
    last_order, revenue_before; receivables and payment_days where the files give them (NaN = unknown); then what else of the canonical columns the files give, and own attributes ("attribute:<name>").
    A negative potential counts as unknown.
    """
    table = pd.DataFrame({key: accounts.index.astype(object)})
    for text in TEXTS:
        values = _column(accounts, text)
        table[text] = values.where(values.notna(), "").astype(object)
    nameless = table["name"] == ""
    table.loc[nameless, "name"] = table.loc[nameless, key]
    table["employees"] = pd.to_numeric(_column(accounts, "employees").map(lambda value: None if value is None else float(value)))
    for money in ("revenue", "cost", "revenue_before"):
        table[money] = _rounded(_column(accounts, money))
    given, estimate = (_rounded(_column(accounts, name)) for name in ("potential", "potential_estimate"))
    given, estimate = given.where(given >= 0), estimate.where(estimate >= 0)
    answered = _column(accounts, "_answered").notna()
    table["potential"] = given.where(given.notna(), estimate)
    basis = pd.Series("given", index=table.index, dtype=object)
    basis[answered] = "answered"
    basis[given.isna()] = "estimate"
    basis[table["potential"].isna()] = "unknown"
    table["potential_basis"] = basis
    table["orders"] = pd.to_numeric(_column(accounts, "orders"))
    table["last_order"] = _column(accounts, "last_order")
    for figure, read in (("receivables", _rounded), ("payment_days", _floats)):
        if figure in accounts:
            table[figure] = read(_column(accounts, figure))
    further = [str(name) for name in accounts if name not in table and name != "potential_estimate" and not str(name).startswith("_")]
    return pd.concat([table, *(_plain(_column(accounts, name)).rename(name) for name in further)], axis=1)


def _plain(values: pd.Series) -> pd.Series:
    """Return figures as floats; texts and dates as they are; None where empty, which `map` would make a NaN in a column of texts."""
    return pd.Series([float(value) if isinstance(value, Decimal) else value for value in values], values.index, dtype=object)


def potential_findings(table: pd.DataFrame, accounts: pd.DataFrame, heading: str | None) -> list[Finding]:
    """Return what is odd about the customers' potentials and revenues."""
    findings = []
    unknown = table[table["potential_basis"] == "unknown"]
    if not unknown.empty:
        bought = unknown["revenue"].sum(min_count=1)
        amount = None if pd.isna(bought) else Decimal(str(round(bought, 2)))
        values = {"n": len(unknown), "of": len(table), "amount": amount}
        findings.append(Finding("potential_unknown", values=values))
    estimates = table[table["potential_basis"] == "estimate"]
    if not estimates.empty:
        findings.append(
            Finding("potential_estimated", values={"n": len(estimates), "of": int(table["potential"].notna().sum()), "column": heading})
        )
    given = _column(accounts, "potential").map(lambda value: 0 if pd.isna(value) else value)
    negative = table[given < 0]
    if not negative.empty:
        findings.append(Finding("potential_negative", values={"n": len(negative), "example": str(negative["name"].iloc[0])}))
    above = table[table["potential"] < table["revenue"]]
    if not above.empty:
        above = above.sort_values("revenue", ascending=False, kind="stable")
        findings.append(Finding("potential_below_revenue", values={"n": len(above), "example": ", ".join(above["name"].head(3))}))
    below = table[table["revenue"] < 0].sort_values("revenue", kind="stable")
    if not below.empty:
        total = Decimal(str(round(below["revenue"].sum(), 2)))
        findings.append(Finding("negative_revenue", values={"n": len(below), "amount": total, "example": str(below["name"].iloc[0])}))
    return findings


def same_name_findings(table: pd.DataFrame, key: str) -> list[Finding]:
    """Return the question whether customers of one name are one customer."""
    shared = table[table["name"].duplicated(keep=False) & (table["name"] != table[key])]
    if shared.empty:
        return []
    name = str(shared["name"].iloc[0])
    ids = ", ".join(shared.loc[shared["name"] == name, key].head(5))
    return [Finding("same_name", values={"n": shared["name"].nunique(), "example": name, "ids": ids})]


def cents(value: Decimal) -> Decimal:
    """Return an amount rounded half up to two decimals."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _column(accounts: pd.DataFrame, name: str) -> pd.Series:
    """Return a column by position, all None where the files do not have it."""
    column = accounts[name] if name in accounts else pd.Series(None, index=accounts.index, dtype=object)
    return column.reset_index(drop=True).astype(object).where(lambda values: values.notna(), None)


def _rounded(values: pd.Series) -> pd.Series:
    return values.map(lambda value: float("nan") if value is None else float(cents(value))).astype(float)


def _floats(values: pd.Series) -> pd.Series:
    return values.map(lambda value: float("nan") if value is None else float(value)).astype(float)


def _sum(values: pd.Series) -> Decimal:
    return sum(values.dropna(), ZERO)
