"""What is odd about the lines: set aside, negative, twice, without cost, not filling the period, or later than today."""

# ruff: noqa: S608 - names of tables are our own; every text of a client is quoted or bound

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from segkit.findings import Finding
from segkit.intake.ledger.database import Database
from segkit.intake.ledger.staging import Staged
from segkit.intake.ledger.sums import ZERO, exact
from segkit.intake.settings import Period

ROWS = 1000
"""Rows that a finding names at most."""

_STRETCH = 50_000
"""Rows in which those that a finding names are looked for first."""

SLACK = dt.timedelta(days=7)
"""How far from the period's ends the first and last line may lie before it is asked about."""


def line_findings(db: Database, staged: Sequence[Staged]) -> list[Finding]:
    """Return what is odd about single lines, source by source."""
    findings: list[Finding] = []
    for place, table in enumerate(staged):
        findings += _counted(db, place, table, "no_customer_on_line", "reason = 'no_customer'")
        findings += _counted(db, place, table, "outside_period", "reason = 'outside_period'")
        findings += _incomplete(db, place, table)
        findings += _counted(db, place, table, "credit_notes", "reason = 'used' AND sign = -1")
        findings += _repeated(db, place, table)
        if "cost" in table.has:
            findings += _costless(db, place, table)
    return findings


def rows_where(db: Database, place: int, condition: str, first: int, n: int) -> tuple[int, ...]:
    """Return the first rows of the `n` lines of a source that fulfil a condition, of which `first` is the first.

    Looked for in ever larger stretches of the file, for the first thousand mostly stand close together.
    """
    reach, rows = _STRETCH, list[int]()
    while len(rows) < min(n, ROWS):
        found = db.rows(
            f"SELECT row FROM lines WHERE source = {place} AND row BETWEEN {first} AND {first + reach} AND {condition} ORDER BY row LIMIT {ROWS}"
        )
        rows, reach = [row for (row,) in found], reach * 20
    return tuple(rows)


def _counted(db: Database, place: int, table: Staged, kind: str, condition: str) -> list[Finding]:
    n, amount, first = db.row(
        f"SELECT sum(lines)::BIGINT, sum(amount)::VARCHAR, min(row) FROM tallied WHERE source = {place} AND {condition}"
    )
    if not n:
        return []
    rows = rows_where(db, place, condition.replace("sign = -1", "amount < 0"), first, n)
    return [Finding(kind, table.shown, rows[0], {"n": n, "amount": exact(amount)}, rows=rows)]


def _incomplete(db: Database, place: int, table: Staged) -> list[Finding]:
    """Return the lines set aside for an empty date or amount; cells that hold something else have findings of their own."""
    if not db.row(f"SELECT count(*) FROM tallied WHERE source = {place} AND reason IN ('bad_date', 'bad_number')")[0]:
        return []
    query = f"FROM lines WHERE source = {place} AND reason IN ('bad_date', 'bad_number') AND row NOT IN (SELECT row FROM {table.told})"
    n = db.row(f"SELECT count(*) {query}")[0]
    rows = tuple(row for (row,) in db.rows(f"SELECT row {query} ORDER BY row LIMIT {ROWS}"))
    return [Finding("incomplete_lines", table.shown, rows[0], {"n": n}, rows=rows)] if n else []


def _repeated(db: Database, place: int, table: Staged) -> list[Finding]:
    if not db.row(f"SELECT count(*) FROM {table.again}")[0]:
        return []
    query = f"FROM lines SEMI JOIN {table.again} USING (row) WHERE source = {place} AND reason = 'used'"
    n, amount = db.row(f"SELECT count(*), sum(amount)::VARCHAR {query}")
    rows = tuple(row for (row,) in db.rows(f"SELECT row {query} ORDER BY row LIMIT {ROWS}"))
    return [Finding("same_line_twice", table.shown, rows[0], {"n": n, "amount": exact(amount)}, rows=rows)] if n else []


def _costless(db: Database, place: int, table: Staged) -> list[Finding]:
    n, amount, first = db.row(
        f"SELECT sum(lines)::BIGINT, sum(amount)::VARCHAR, min(row) FROM tallied WHERE source = {place} AND reason = 'used' AND costless"
    )
    if not n:
        return []
    customers = db.row(f"SELECT count(*) FROM bought WHERE source = {place} AND costless > 0")[0]
    rows = rows_where(db, place, "reason = 'used' AND cost IS NULL", first, n)
    return [Finding("cost_missing", table.shown, rows[0], {"n": n, "amount": exact(amount), "customers": customers}, rows=rows)]


def coverage_findings(db: Database, period: Period, rows: int) -> list[Finding]:
    """Return whether the lines fill the period; only those inside it count, so that one stray date proves nothing."""
    ends = dict[str, tuple[dt.date, dt.date]](
        (reason, (first, last))
        for reason, first, last in db.rows(
            "SELECT reason, min(first), max(last) FROM tallied WHERE reason IN ('used', 'outside_period') GROUP BY reason"
        )
    )
    if not ends:
        return [Finding("no_usable_lines", values={"n": rows})]
    values = {"begin": period.begin, "end": period.end}
    if "used" not in ends:
        first, last = ends["outside_period"]
        return [Finding("no_lines_in_period", values={"first": first, "last": last, **values})]
    first, last = ends["used"]
    if first > period.begin + SLACK or last < period.end - SLACK:
        return [Finding("period_not_covered", values={"first": first, "last": last, **values})]
    return []


def future_findings(db: Database, staged: Sequence[Staged], today: dt.date) -> list[Finding]:
    """Return the lines dated after `today`: an invoice that cannot have been sent yet."""
    if not db.row("SELECT count(*) FROM tallied WHERE last > ?", [today])[0]:
        return []
    findings = []
    for place, table in enumerate(staged):
        condition = f"reason IN ('used', 'outside_period') AND day > DATE '{today}'"
        n, amount, last, first = db.row(
            f"SELECT count(*), sum(amount)::VARCHAR, max(day), min(row) FROM lines WHERE source = {place} AND {condition}"
        )
        if n:
            rows = rows_where(db, place, condition, first, n)
            values: dict[str, int | Decimal | dt.date] = {"n": n, "amount": exact(amount) or ZERO, "today": today, "last": last}
            findings.append(Finding("future_lines", table.shown, rows[0], values, rows=rows))
    return findings
