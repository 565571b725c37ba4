"""Lines so large that they may be slips of the keyboard; every one still counts."""

# ruff: noqa: S608 - names of tables are our own; every text of a client is quoted or bound

from collections.abc import Sequence
from decimal import Decimal
from math import exp

from segkit.findings import Finding
from segkit.intake.ledger.database import Database
from segkit.intake.ledger.staging import Staged
from segkit.intake.ledger.sums import STEPS, exact
from segkit.intake.ledger.telling import ROWS

FEWEST = 10
"""Lines below which nothing can be called typical."""

SHARE = Decimal("0.5")
"""The share of all sales from which a single line is asked about."""

TIMES = 1000
"""How many times the typical line an amount must be to be asked about."""

SLIP = 50
"""How many times a customer's second largest line the largest must be before a slipped decimal sign is looked for."""

LINES_OF_A_CUSTOMER = 5


def outlier_findings(db: Database, staged: Sequence[Staged]) -> list[Finding]:
    """Return the lines that are a large share of all sales, far above the typical line, or a hundred or thousand times too large."""
    lines, sales = db.row("SELECT sum(lines)::BIGINT, sum(amount) FILTER (sign = 1)::VARCHAR FROM tallied WHERE reason = 'used'")
    if not lines or lines < FEWEST:
        return []
    findings = []
    typical = typical_amount(db)
    for place, table in enumerate(staged):
        findings += _large_share(db, place, table, exact(sales))
        findings += _far_above(db, place, table, typical)
        findings += _slips(db, place, table)
    return findings


def typical_amount(db: Database) -> Decimal:
    """Return the median line's amount, whatever its sign, within 1 %, rounded to three figures; 0 where every line is 0.

    Counted in classes of size, so that ten million amounts need not be held to find the one in the middle.
    """
    classes = db.rows("SELECT size, sum(lines)::BIGINT FROM tallied WHERE size IS NOT NULL GROUP BY size ORDER BY size")
    half, passed = sum(n for _, n in classes) / 2, 0
    for size, n in classes:
        passed += n
        if passed >= half:
            return Decimal(f"{exp((size + 0.5) / STEPS):.3g}")
    return Decimal(0)


def _large_share(db: Database, place: int, table: Staged, sales: Decimal | None) -> list[Finding]:
    if not sales:
        return []
    largest = exact(db.row("SELECT max(largest)::VARCHAR FROM bought WHERE source = ?", [place])[0])
    if largest is None or largest < sales * SHARE:
        return []
    rows = db.rows(
        f"SELECT row, customer, amount::VARCHAR FROM lines WHERE source = {place} AND reason = 'used' AND amount >= {sales * SHARE:f} ORDER BY amount DESC, row LIMIT 1"
    )
    return [
        Finding(
            "one_line_large_share",
            table.shown,
            row,
            {"amount": exact(amount), "customer": customer, "percent": round((exact(amount) or 0) / sales * 100)},
            rows=(row,),
        )
        for row, customer, amount in rows
    ]


def _far_above(db: Database, place: int, table: Staged, typical: Decimal) -> list[Finding]:
    limit = typical * TIMES
    largest = exact(db.row("SELECT max(largest)::VARCHAR FROM bought WHERE source = ?", [place])[0])
    if not limit or largest is None or largest < limit:
        return []
    condition = f"source = {place} AND reason = 'used' AND abs(amount) >= {limit:f}"
    n = db.row(f"SELECT count(*) FROM lines WHERE {condition}")[0]
    found = db.rows(f"SELECT row, amount::VARCHAR FROM lines WHERE {condition} ORDER BY abs(amount) DESC, row LIMIT {ROWS}")
    values = {"n": n, "amount": exact(found[0][1]), "typical": typical, "times": TIMES, "largest_row": str(found[0][0])}
    rows = tuple(sorted(row for row, _ in found))
    return [Finding("line_far_above_typical", table.shown, rows[0], values, rows=rows)]


def _slips(db: Database, place: int, table: Staged) -> list[Finding]:
    """Return the lines whose amount, divided by 100 or 1,000, would lie among the customer's other lines, and as it stands is far above them."""
    suspects = f"SELECT customer FROM bought WHERE source = {place} AND lines >= {LINES_OF_A_CUSTOMER} AND largest * (lines - 1) >= {SLIP} * (moved - largest)"
    if not db.row(f"SELECT count(*) FROM ({suspects})")[0]:
        return []
    found = db.rows(
        f"""WITH own AS (SELECT row, customer, amount, abs(amount) AS size,
            row_number() OVER (PARTITION BY customer ORDER BY abs(amount) DESC, row) AS place
            FROM lines WHERE source = {place} AND reason = 'used' AND amount <> 0 AND customer IN ({suspects})),
        others AS (SELECT customer, max(size) AS high, min(size) AS low, count(*) AS n FROM own WHERE place > 1 GROUP BY customer)
        SELECT row, customer, amount::VARCHAR, high::VARCHAR FROM own JOIN others USING (customer)
        WHERE place = 1 AND n >= {LINES_OF_A_CUSTOMER - 1} AND size >= {SLIP} * high
        AND (size BETWEEN 100 * low AND 100 * high OR size BETWEEN 1000 * low AND 1000 * high) ORDER BY row"""
    )
    if not found:
        return []
    row, customer, amount, usual = found[0]
    values = {"n": len(found), "amount": exact(amount), "customer": customer, "usual": exact(usual)}
    return [Finding("decimal_slip", table.shown, row, values, rows=tuple(row for row, *_ in found[:ROWS]))]
