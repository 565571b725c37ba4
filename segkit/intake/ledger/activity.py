"""When the customers of a ledger bought: sums per month, then per customer in the windows that the months themselves suggest."""

# ruff: noqa: S608 - names of tables are our own; every text of a client is quoted or bound

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from segkit.intake.columns import TypedTable
from segkit.intake.ledger.currencies import currency_codes
from segkit.intake.ledger.database import Database, database
from segkit.intake.ledger.large import stage_file
from segkit.intake.ledger.lines import make_lines
from segkit.intake.ledger.record import LargeFile
from segkit.intake.ledger.staging import stage_table
from segkit.intake.ledger.sums import exact
from segkit.intake.settings import Period

MONTHS = ["month", "lines", "customers", "revenue", "first", "last"]
CUSTOMERS = ["customer_id", "revenue", "lines", "orders", "before", "lines_before", "days", "first", "last"]


@dataclass(frozen=True)
class Span:
    """Some days, both ends included; it may be a single one."""

    begin: dt.date
    end: dt.date

    @property
    def days(self) -> int:
        return (self.end - self.begin).days + 1


@dataclass(frozen=True)
class Windows:
    """Which days of a ledger are looked at: all that belong together, those whose figures are shown, and the same a year before."""

    whole: Span
    period: Span
    before: Span | None


@dataclass(frozen=True)
class Activity:
    """The lines of a ledger, summed; money is exact.

    `months` has a row per month with lines: its first day, lines, customers, revenue, first and last day. `customers` has a row per
    customer: revenue, lines and orders of the period, revenue and lines of the window before; then the days with sales of all that belong
    together: how many, the first and the last. `windows` is None where no line counts.
    """

    months: pd.DataFrame
    customers: pd.DataFrame
    windows: Windows | None


Settle = Callable[[pd.DataFrame], Windows | None]
"""What reads off the months which days are looked at. It travels between processes, so it is a function of a module."""


def read_activity(tables: Sequence[TypedTable | LargeFile], inside: Period, currency: str, settle: Settle) -> Activity:
    """Return when the customers bought, of the lines dated `inside`. Raises SourceError where a file cannot be read."""
    with database() as db:
        staged = [
            stage_file(db, table, f"source_{i}", currency) if isinstance(table, LargeFile) else stage_table(db, table, f"source_{i}")
            for i, table in enumerate(tables)
        ]
        make_lines(db, staged, inside, currency_codes(db, staged, currency), {})
        months = _months(db)
        windows = settle(months)
        customers = _customers(db, windows) if windows is not None else pd.DataFrame(columns=CUSTOMERS, dtype=object)
        return Activity(months, customers, windows)


def _months(db: Database) -> pd.DataFrame:
    rows = db.rows(
        """SELECT date_trunc('month', day)::DATE AS month, count(*), count(DISTINCT customer), sum(amount)::VARCHAR, min(day), max(day)
        FROM used GROUP BY month ORDER BY month"""
    )
    return _frame([(month, lines, customers, exact(amount), *days) for month, lines, customers, amount, *days in rows], MONTHS)


def _customers(db: Database, windows: Windows) -> pd.DataFrame:
    """Return the sums per customer; an order is an order's number, or a day where the line has none, and only sales are orders."""
    whole, period = _in(windows.whole), _in(windows.period)
    before = _in(windows.before) if windows.before is not None else "false"
    rows = db.rows(
        f"""SELECT customer, sum(amount) FILTER ({period})::VARCHAR, count(*) FILTER ({period}),
        count(DISTINCT coalesce(ord, hash(day))) FILTER ({period} AND amount > 0),
        sum(amount) FILTER ({before})::VARCHAR, count(*) FILTER ({before}),
        count(DISTINCT day) FILTER (amount > 0), min(day) FILTER (amount > 0), max(day) FILTER (amount > 0)
        FROM used WHERE {whole} GROUP BY customer ORDER BY customer"""
    )
    return _frame(
        [(customer, exact(revenue), lines, orders, exact(earlier), *rest) for customer, revenue, lines, orders, earlier, *rest in rows],
        CUSTOMERS,
    )


def _in(span: Span) -> str:
    return f"day BETWEEN DATE '{span.begin}' AND DATE '{span.end}'"


def _frame(rows: Sequence[tuple[object, ...]], names: Sequence[str]) -> pd.DataFrame:
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pd.DataFrame({name: pd.Series(list(values), dtype=object) for name, values in zip(names, columns, strict=True)})
