"""What is true of the example company, counted from its own tables and not by the intake, so that the intake can be held against it."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd

ZERO = Decimal(0)

Year = tuple[dt.date, dt.date]

Piece = tuple[str | None, str]
"""A customer's number, None for nobody's, and a kind of record."""


@dataclass(frozen=True)
class Planted:
    """Customers whom time, bonus or slow payment turns from good into doubtful ones."""

    thieves: tuple[str, ...] = ()
    bonus_eaters: tuple[str, ...] = ()
    slow_payers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Effort:
    """What was spent on each customer in the analysed year, by kind: exact hours and money (DKK), and the number of records of time.

    Under None stands what is nobody's: internal time, freight without a customer, leads, and numbers that no customer has.
    """

    hours: dict[Piece, Decimal]
    cases: dict[Piece, int]
    amounts: dict[Piece, Decimal]
    planted: Planted
    time_records: int
    """Records of time in the file; `..._outside` those of other months, `..._unknown` those of the year on numbers that no one has."""
    time_outside: int
    time_unknown: int
    time_unnamed: int
    """Records of the year without a number, or on a lead."""
    charge_records: int
    charge_outside: int
    charge_unnamed: int
    charge_credits: int


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
    effort: Effort | None = None


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


def with_effort(truth: Truth, time: pd.DataFrame, charges: pd.DataFrame, planted: Planted, analysed: Year) -> Truth:
    """Return the truth with what time and charges of `Company` come to, added record by record."""
    known = set(truth.revenue.index)
    hours: dict[Piece, Decimal] = {}
    cases: dict[Piece, int] = {}
    amounts: dict[Piece, Decimal] = {}
    outside = unknown = unnamed = 0
    for day, number, kind, spent, _ in time.itertuples(index=False, name=None):
        if not analysed[0] <= day <= analysed[1]:
            outside += 1
            continue
        unnamed += number is None or str(number).startswith("E")
        unknown += number is not None and not str(number).startswith("E") and number not in known
        piece = (number if number in known else None, kind)
        cases[piece] = cases.get(piece, 0) + 1
        hours[piece] = hours.get(piece, ZERO) + (ZERO if spent is None else spent)
    inside = [row for row in charges.itertuples(index=False, name=None) if analysed[0] <= row[1] <= analysed[1]]
    for number, _, kind, amount in inside:
        piece = (number if number in known else None, kind)
        amounts[piece] = amounts.get(piece, ZERO) + amount
    effort = Effort(
        hours,
        cases,
        amounts,
        planted,
        time_records=len(time),
        time_outside=outside,
        time_unknown=unknown,
        time_unnamed=unnamed,
        charge_records=len(charges),
        charge_outside=len(charges) - len(inside),
        charge_unnamed=sum(row[0] is None for row in inside),
        charge_credits=sum(row[3] < 0 for row in inside),
    )
    return replace(truth, effort=effort)
