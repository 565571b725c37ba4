"""The questions asked of the lines: sums per heading, month and customer. Each is one pass, whatever the number of lines."""

# ruff: noqa: S608 - names of tables are our own; every text of a client is quoted or bound

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from segkit.intake.ledger.database import Database
from segkit.intake.ledger.record import TEXTS
from segkit.intake.ledger.staging import Staged
from segkit.intake.settings import Period

ZERO = Decimal(0)

SIGNS = {"positive": 1, "negative": -1, "zero": 0}

STEPS = 100
"""Classes of size per factor e when the typical amount is looked for: each is 1 % wide."""


def exact(text: str | None) -> Decimal | None:
    """Return an amount of the database without the zeros that its type adds."""
    if text is None:
        return None
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    return Decimal(f"{whole}.{decimals.ljust(2, '0')}" if decimals else whole)


def tally(db: Database) -> None:
    """Make the small table `tallied`: lines, amount and first row by source, reason, sign, month, class of size and missing cost."""
    db.run(
        f"""CREATE TABLE tallied AS SELECT source, reason, CAST(sign(amount) AS INTEGER) AS sign, date_trunc('month', day)::DATE AS month,
        CASE WHEN reason = 'used' AND amount <> 0 THEN CAST(floor(ln(abs(amount)::DOUBLE) * {STEPS}) AS INTEGER) END AS size,
        cost IS NULL AS costless, count(*) AS lines, sum(amount) AS amount, min(row) AS row, min(day) AS first, max(day) AS last
        FROM lines GROUP BY ALL"""
    )


def per_customer(db: Database) -> None:
    """Make the table `bought`, by source and customer, of the lines used.

    `positive`, `negative` and `zero` tell whether there are such lines, `largest` the largest amount whatever its sign, `moved` the sum of all
    amounts without their signs, `costless` how many lines have no cost.
    """
    db.run(
        """CREATE TABLE bought AS SELECT source, customer, lines, revenue, cost, costless, first_order, last_order,
        high > 0 AS positive, low < 0 AS negative, zeros > 0 AS zero, greatest(high, -low) AS largest,
        revenue - coalesce(minus, 0) - coalesce(minus, 0) AS moved
        FROM (SELECT source, customer, count(*) AS lines, sum(amount) AS revenue, sum(cost) AS cost, count(*) - count(cost) AS costless,
            min(day) AS first_order, max(day) AS last_order, max(amount) AS high, min(amount) AS low,
            sum(amount) FILTER (amount < 0) AS minus, count(*) FILTER (amount = 0) AS zeros FROM used GROUP BY source, customer)"""
    )


def count_orders(db: Database, staged: Sequence[Staged]) -> None:
    """Make the table `ordered`: how many different orders each customer has in the period; days, in a file without order numbers."""
    without = [str(place) for place, table in enumerate(staged) if "order" not in table.has]
    what = "ord"
    if without:
        what = "hash(day)" if len(without) == len(staged) else f"CASE WHEN source IN ({', '.join(without)}) THEN hash(day) ELSE ord END"
    db.run(
        f"CREATE TABLE ordered AS SELECT customer, count(o) AS orders FROM (SELECT DISTINCT customer, {what} AS o FROM used) GROUP BY customer"
    )


def customers(db: Database, staged: Sequence[Staged]) -> pd.DataFrame:
    """Return the table of customers that Ledger promises."""
    has: frozenset[str] = frozenset().union(*(table.has for table in staged))
    rows = db.rows(
        """SELECT customer, sum(revenue)::VARCHAR, CASE WHEN sum(costless) = 0 THEN sum(cost)::VARCHAR END, any_value(orders),
        min(first_order), max(last_order), sum(lines)::BIGINT
        FROM bought LEFT JOIN ordered USING (customer) GROUP BY customer ORDER BY customer"""
    )
    names = ["customer_id", "revenue", "cost", "orders", "first_order", "last_order", "lines"]
    columns = {name: pd.Series(list(values), dtype=object) for name, values in zip(names, _columns(rows, len(names)), strict=True)}
    table = pd.DataFrame(columns).set_index("customer_id")
    table["revenue"], table["cost"] = (table[money].map(exact).astype(object) for money in ("revenue", "cost"))
    for count in ("orders", "lines"):
        table[count] = table[count].astype("int64")
    if "cost" not in has:
        table = table.drop(columns="cost")
    for text in TEXTS:
        if text in has:
            latest = dict(db.rows(f"SELECT customer, arg_max({text}, key) FROM used WHERE {text} IS NOT NULL GROUP BY customer"))
            table[text] = pd.Series([latest.get(customer) for customer in table.index], index=table.index, dtype=object)
    return table


def revenue_before(db: Database, period: Period, slack: dt.timedelta) -> pd.Series | None:
    """Return the revenue per customer of the period before, where the lines begin when it begins."""
    first = db.row("SELECT min(day) FROM earlier")[0]
    if first is None or first > period.before.begin + slack:
        return None
    rows = db.rows("SELECT customer, sum(amount)::VARCHAR FROM earlier GROUP BY customer ORDER BY customer")
    index, amounts = _columns(rows, 2)
    return pd.Series([exact(amount) for amount in amounts], index=pd.Index(index, dtype=object), dtype=object)


def revenue_by_month(db: Database, period: Period) -> pd.Series:
    """Return the revenue of each month of the period by its first day; empty where no line counts."""
    rows = db.rows("SELECT month, sum(amount)::VARCHAR FROM tallied WHERE reason = 'used' GROUP BY month")
    if not rows:
        return pd.Series(dtype=object)
    sums = {month: exact(amount) for month, amount in rows}
    months = pd.date_range(period.begin.replace(day=1), period.end, freq="MS").date
    return pd.Series([sums.get(month, ZERO) for month in months], index=months, dtype=object)


def unreadable(db: Database) -> frozenset[str]:
    """Return the customers with lines that have no readable date or amount."""
    if not db.row("SELECT count(*) FROM tallied WHERE reason IN ('bad_number', 'bad_date')")[0]:
        return frozenset()
    rows = db.rows("SELECT DISTINCT customer FROM lines WHERE reason IN ('bad_number', 'bad_date') AND customer IS NOT NULL")
    return frozenset(customer for (customer,) in rows)


def _columns(rows: Iterable[tuple[Any, ...]], width: int) -> list[tuple[Any, ...]]:
    return list(zip(*rows, strict=True)) or [()] * width
