"""What is true of the example company, counted from its own tables and not by the intake, so that the intake can be held against it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

ZERO = Decimal(0)

Year = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Truth:
    """Exact sums per customer number and the number of each oddity. "Period" is the analysed year, "before" the year ahead of it.

    revenue, cost, revenue_before hold a Decimal for every customer of the file and every stranger, 0 without lines; the lines
    without a customer are in none of them. `months` is the revenue by first day of the month.
    """

    revenue: pd.Series
    cost: pd.Series
    revenue_before: pd.Series
    months: pd.Series
    lines: int
    lines_in_period: int
    lines_before: int
    credit_lines: int
    """Negative lines of all two years; `credit_lines_in_period` those of the period."""
    credit_lines_in_period: int
    lines_without_customer: int
    amount_without_customer: Decimal
    repeated_lines: int
    strangers: tuple[str, ...]
    """Numbers with lines in the period that the customer file lacks."""
    silent: int
    """Customers of the file without a line in the period."""
    potential_unknown: int
    potential_zero: int
    above_potential: int
    """Customers who buy for more than their potential, one with potential 0 among them."""
    negative_revenue: int
    negative_contribution: int
    shared_names: int
    leads_without_potential: int


def true_of(customers: pd.DataFrame, leads: pd.DataFrame, lines: pd.DataFrame, analysed: Year, before: Year) -> Truth:
    """Return the truth of the tables of `Company`."""
    nobody = lines["customer_id"].isna()
    named = lines[~nobody]
    now = named[named["date"].between(*analysed)]
    earlier = named[named["date"].between(*before)]
    strangers = tuple(sorted(set(now["customer_id"]) - set(customers["customer_id"])))
    everyone = [*customers["customer_id"], *strangers]
    revenue, cost = _per_customer(now, "amount", everyone), _per_customer(now, "cost", everyone)
    potential = dict(zip(customers["customer_id"], customers["potential"], strict=True))
    return Truth(
        revenue=revenue,
        cost=cost,
        revenue_before=_per_customer(earlier, "amount", everyone),
        months=now.groupby(now["date"].map(lambda day: day.replace(day=1)))["amount"].agg(_total),
        lines=len(lines),
        lines_in_period=len(now),
        lines_before=len(earlier),
        credit_lines=int((lines["amount"] < 0).sum()),
        credit_lines_in_period=int((now["amount"] < 0).sum()),
        lines_without_customer=int(nobody.sum()),
        amount_without_customer=_total(lines.loc[nobody, "amount"]),
        repeated_lines=int(lines.duplicated().sum()),
        strangers=strangers,
        silent=len(set(customers["customer_id"]) - set(now["customer_id"])),
        potential_unknown=sum(value is None for value in potential.values()),
        potential_zero=sum(value == 0 for value in potential.values()),
        above_potential=sum(value is not None and revenue[number] > value for number, value in potential.items()),
        negative_revenue=int((revenue < 0).sum()),
        negative_contribution=int((revenue < cost).sum()),
        shared_names=int((customers["name"].value_counts() > 1).sum()),
        leads_without_potential=sum(value is None for value in leads["potential"]),
    )


def _per_customer(lines: pd.DataFrame, column: str, everyone: list[str]) -> pd.Series:
    sums = lines.groupby("customer_id")[column].agg(_total)
    return pd.Series([sums.get(number, ZERO) for number in everyone], index=everyone, dtype=object)


def _total(amounts: pd.Series) -> Decimal:
    return sum(amounts, ZERO)
