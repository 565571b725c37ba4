"""Customers and leads as checked tables: one row each, money rounded to two decimals, every potential with its basis."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from segkit.findings import Finding
from segkit.intake.columns import TypedTable, is_total
from segkit.intake.ledger import Ledger, latest, measures
from segkit.intake.reconciliation import ReconciliationLine

ZERO = Decimal(0)

TEXTS = ("name", "owner", "region", "industry", "strategic")


def listed(tables: Sequence[TypedTable], key: str) -> tuple[pd.DataFrame, list[ReconciliationLine], list[Finding]]:
    """Return the accounts of all files of one kind, indexed by their number, in the files' order, with the account of the rows."""
    frames, accounted, findings = [], [], []
    for table in tables:
        file, frame = table.source.shown, table.frame
        total = is_total(frame[key])
        nameless = frame[frame[key].isna() | total]
        kept = frame[frame[key].notna() & ~total]
        if total.any():
            findings.append(
                Finding("total_rows", file, int(frame.index[total][0]), {"n": int(total.sum()), "example": frame[key][total].iloc[0]})
            )
        money = "revenue" in frame and key == "customer_id"  # what a lead is expected to buy is no revenue
        accounted += [
            ReconciliationLine(file, "received", table.tables[0].rows, _sum(frame["revenue"]) if money else None),
            ReconciliationLine(file, "ragged", len(table.tables[0].ragged), None),
            ReconciliationLine(file, "missing_id", len(nameless), _sum(nameless["revenue"]) if money else None),
            ReconciliationLine(file, "used", len(kept), _sum(kept["revenue"]) if money else None, len(kept)),
        ]
        nameless = nameless[nameless[key].isna()]
        if not nameless.empty:
            heading = table.source.columns[key].headings[0]
            findings.append(Finding("missing_id", file, int(nameless.index[0]), {"n": len(nameless), "column": heading}))
        frames.append(kept.assign(_file=file, _row=kept.index))
    accounts = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=[key, "_file", "_row"], dtype=object)
    return accounts.set_index(key), accounted, findings + _duplicates(accounts, key)


def with_ledger(accounts: pd.DataFrame, ledger: Ledger, *, has_master: bool) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the accounts with revenue, cost, orders and last_order from the lines, and with those who buy but are not listed."""
    sums = measures(ledger.lines)
    strangers = sums.index.difference(accounts.index, sort=True)
    findings = []
    if has_master and len(strangers):
        amount = sum(sums.loc[strangers, "revenue"], ZERO)
        findings.append(Finding("not_in_master", values={"n": len(strangers), "amount": amount, "example": str(strangers[0])}))
        findings += _zeros_lost(strangers, accounts.index)
    silent = accounts.index.difference(sums.index)
    if len(silent):
        findings.append(Finding("no_transactions", values={"n": len(silent)}))
    whole = accounts.reindex(accounts.index.append(strangers))
    for column in sums.columns:
        whole[column] = sums[column].reindex(whole.index)
    # No line is no revenue; a line that nobody can read is an unknown one.
    unread = whole["revenue"].isna() & whole.index.isin(ledger.unreadable)
    whole["revenue"] = whole["revenue"].where(whole["revenue"].notna() | unread, ZERO)
    whole["orders"] = whole["orders"].where(whole["orders"].notna(), 0)
    if "cost" in sums:
        whole["cost"] = whole["cost"].mask(whole.index.isin(silent), ZERO)
    for text in ("name", "owner", "region"):
        if text in ledger.lines:
            known = whole[text] if text in whole else pd.Series(None, whole.index, dtype=object)
            whole[text] = known.where(known.notna(), latest(ledger.lines, text).reindex(whole.index))
    if ledger.before is not None:
        before = measures(ledger.before)["revenue"]
        whole["revenue_before"] = before.reindex(whole.index).map(lambda value: ZERO if pd.isna(value) else value)
    return whole, findings


def _zeros_lost(strangers: pd.Index, listed_numbers: pd.Index) -> list[Finding]:
    bare = {str(number).lstrip("0"): str(number) for number in listed_numbers}
    alike = [(str(number), bare[str(number).lstrip("0")]) for number in strangers if str(number).lstrip("0") in bare]
    return [Finding("zeros_lost", values={"n": len(alike), "example": alike[0][0], "other": alike[0][1]})] if alike else []


def finished(accounts: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return the accounts with every canonical column, money as floats of two decimals (NaN = unknown), and the basis of each potential.

    Columns: key, name, owner, region, industry, strategic, employees, revenue, cost, potential, potential_basis, orders,
    last_order, revenue_before. A negative potential counts as unknown.
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
    return table


def potential_findings(table: pd.DataFrame, accounts: pd.DataFrame, heading: str | None) -> list[Finding]:
    """Return what is odd about the customers' potentials and revenues."""
    findings = []
    unknown = table[table["potential_basis"] == "unknown"]
    if not unknown.empty:
        values = {"n": len(unknown), "of": len(table), "amount": Decimal(str(round(unknown["revenue"].sum(), 2)))}
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


def _duplicates(accounts: pd.DataFrame, key: str) -> list[Finding]:
    again = accounts[accounts[key].duplicated()]
    if again.empty:
        return []
    number = again[key].iloc[0]
    first = accounts[accounts[key] == number].iloc[0]
    values = {"n": again[key].nunique(), "example": str(number), "row": str(first["_row"]), "again": str(again["_row"].iloc[0])}
    return [Finding("duplicate_id", str(again["_file"].iloc[0]), int(again["_row"].iloc[0]), values)]


def _column(accounts: pd.DataFrame, name: str) -> pd.Series:
    """Return a column by position, all None where the files do not have it."""
    column = accounts[name] if name in accounts else pd.Series(None, index=accounts.index, dtype=object)
    return column.reset_index(drop=True).astype(object).where(lambda values: values.notna(), None)


def _rounded(values: pd.Series) -> pd.Series:
    return values.map(lambda value: float("nan") if value is None else float(cents(value))).astype(float)


def _sum(values: pd.Series) -> Decimal:
    return sum(values.dropna(), ZERO)
