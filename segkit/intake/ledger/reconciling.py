"""The account of each source's lines: received = used + set aside with a reason."""

from collections.abc import Sequence
from decimal import Decimal

from segkit.intake.ledger.database import Database
from segkit.intake.ledger.staging import Staged
from segkit.intake.ledger.sums import SIGNS, ZERO, exact
from segkit.intake.reconciliation import ReconciliationLine


def account(db: Database, staged: Sequence[Staged]) -> tuple[ReconciliationLine, ...]:
    """Return the lines of the reconciliation, source by source."""
    sums = {
        (source, reason, sign): (lines, exact(amount) or ZERO)
        for source, reason, sign, lines, amount in db.rows(
            """SELECT source, reason, CASE WHEN reason = 'used' THEN sign END AS side, sum(lines)::BIGINT, sum(amount)::VARCHAR
            FROM tallied GROUP BY source, reason, side"""
        )
    }
    buyers = {
        source: counts
        for source, *counts in db.rows(
            "SELECT source, count(*) FILTER (positive), count(*) FILTER (negative), count(*) FILTER (zero) FROM bought GROUP BY source"
        )
    }
    accounted: list[ReconciliationLine] = []
    for place, table in enumerate(staged):
        accounted += _account_of(place, table, sums, dict(zip(SIGNS, buyers.get(place, [0, 0, 0]), strict=True)))
    return tuple(accounted)


def _account_of(
    place: int, table: Staged, sums: dict[tuple[int, str, int | None], tuple[int, Decimal]], buyers: dict[str, int]
) -> list[ReconciliationLine]:
    file, nothing = table.shown, (0, ZERO)
    received = sum((amount for (source, _, _), (_, amount) in sums.items() if source == place), ZERO)
    lines = [
        ReconciliationLine(file, "received", table.rows + sum(table.set_aside.values()) + table.totals[0], received + table.totals[1]),
        *(ReconciliationLine(file, reason, rows, None) for reason, rows in table.set_aside.items()),
        ReconciliationLine(file, "total", *table.totals),
        ReconciliationLine(file, "bad_number", sums.get((place, "bad_number", None), nothing)[0], None),
    ]
    for reason in ("bad_date", "no_customer", "outside_period"):
        lines.append(ReconciliationLine(file, reason, *sums.get((place, reason, None), nothing)))
    for name, sign in SIGNS.items():
        lines.append(ReconciliationLine(file, name, *sums.get((place, "used", sign), nothing), buyers[name]))
    return lines
