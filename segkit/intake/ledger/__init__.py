"""Invoice lines to what each customer bought: summed in DuckDB, memory flat in the number of lines, every line accounted for."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

import duckdb
import pandas as pd

from segkit.errors import SourceError
from segkit.findings import Finding
from segkit.intake.columns import TypedTable
from segkit.intake.ledger import sums
from segkit.intake.ledger.currencies import currency_codes, currency_findings
from segkit.intake.ledger.database import Database, database
from segkit.intake.ledger.large import LARGE, is_large, stage_file
from segkit.intake.ledger.lines import make_lines
from segkit.intake.ledger.outliers import outlier_findings
from segkit.intake.ledger.reconciling import account
from segkit.intake.ledger.record import LargeFacts, LargeFile, Ledger
from segkit.intake.ledger.staging import Staged, stage_table
from segkit.intake.ledger.telling import SLACK, coverage_findings, future_findings, line_findings
from segkit.intake.settings import Period

__all__ = ["LARGE", "LargeFacts", "LargeFile", "Ledger", "is_large", "read_ledger"]


def read_ledger(
    tables: Sequence[TypedTable | LargeFile],
    period: Period,
    *,
    currency: str = "",
    rates: Mapping[str, Decimal] | None = None,
    today: dt.date | None = None,
) -> Ledger:
    """Return what the lines of all transaction files come to.

    `currency` is the engagement's; amounts in another count only at a rate in `rates` (code -> what one unit is worth). Lines dated
    after `today` are asked about, where it is given. Arguments and result can be sent to another process.

    Findings that stop the study are returned, then with no customers. Raises SourceError where a file cannot be read at all.
    """
    with database() as db:
        try:
            return _summed(db, tables, period, currency, rates or {}, today=today)
        except duckdb.OutOfRangeException:
            names = ", ".join(table.source.shown for table in tables)
            raise SourceError(
                f"{names}: the amounts have more figures than can be added exactly (38). Correct them in the client's system and export again.",
                code="SEG-C16",
            ) from None


def _summed(
    db: Database,
    tables: Sequence[TypedTable | LargeFile],
    period: Period,
    currency: str,
    rates: Mapping[str, Decimal],
    *,
    today: dt.date | None,
) -> Ledger:
    staged = [
        stage_file(db, table, f"source_{i}", currency) if isinstance(table, LargeFile) else stage_table(db, table, f"source_{i}")
        for i, table in enumerate(tables)
    ]
    findings = [finding for table in staged for finding in table.findings]
    if any(finding.severity == "blocks" for finding in findings):
        return _nothing(staged, findings)
    make_lines(db, staged, period, currency_codes(db, staged, currency), rates)
    found = currency_findings(db, staged, currency, rates)
    if any(finding.severity == "blocks" for finding in found):
        return _nothing(staged, findings + found)
    findings += found
    sums.tally(db)
    sums.per_customer(db)
    sums.count_orders(db, staged)
    findings += line_findings(db, staged) + outlier_findings(db, staged)
    findings += future_findings(db, staged, today) if today is not None else []
    findings += coverage_findings(db, period, sum(table.rows for table in staged))
    first, last = db.row("SELECT min(first), max(last) FROM tallied WHERE reason IN ('used', 'outside_period')")
    return Ledger(
        sums.customers(db, staged),
        sums.revenue_before(db, period, SLACK),
        sums.revenue_by_month(db, period),
        sums.unreadable(db),
        first,
        last,
        account(db, staged),
        tuple(findings),
        _large(staged),
    )


def _nothing(staged: Sequence[Staged], findings: Sequence[Finding]) -> Ledger:
    """Return a ledger without customers: a finding stops the study before anything is added up."""
    columns = ["revenue", "orders", "first_order", "last_order", "lines"]
    empty = pd.DataFrame(columns=columns, index=pd.Index([], name="customer_id", dtype=object), dtype=object)
    return Ledger(empty, None, pd.Series(dtype=object), frozenset(), None, None, (), tuple(findings), _large(staged))


def _large(staged: Sequence[Staged]) -> tuple[LargeFacts, ...]:
    return tuple(table.large for table in staged if table.large is not None)
