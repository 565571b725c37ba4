"""Nordlys Værktøj & Beslag A/S: an invented Danish wholesaler of tools, fittings and workwear, drawn once from a fixed seed.

Every table draws from dice of its own, so a table that is added later leaves the earlier ones as they are.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

import pandas as pd

from segkit.example.charges import choose_bonus_eaters, choose_slow_payers, draw_charges, draw_debtors
from segkit.example.customers import draw_accounts, draw_customers, draw_leads, draw_potentials, draw_roles
from segkit.example.effort import Buyer, choose_thieves, draw_time
from segkit.example.names import SALES_REPS
from segkit.example.sales import Account, Line, draw_credits, draw_lines, draw_products, lines_table
from segkit.example.truth import Planted, Truth, Year, true_of, with_effort

NAME = "Nordlys Værktøj & Beslag A/S"

BEFORE: Year = (dt.date(2024, 7, 1), dt.date(2025, 6, 30))
ANALYSED: Year = (dt.date(2025, 7, 1), dt.date(2026, 6, 30))


@dataclass(frozen=True)
class Company:
    """The company's tables in clean form: money as exact Decimals of two places, days as dates, None where the files have nothing.

    reps       rep, district
    products   product_id, name, group, price, cost
    customers  customer_id, name, owner, region, industry, employees, potential, cvr
    leads      lead_id, name, owner, region, industry, employees, revenue (expected), potential
    time       date, customer_id, kind, hours, who; of the analysed year and the month before it
    charges    customer_id, month (its first day), kind, amount: freight and bonuses
    debtors    customer_id, receivables, payment_days
    lines      invoice, date, customer_id, product_id, group, quantity, amount, cost; as exported, with every oddity planted
    """

    name: str
    reps: pd.DataFrame
    products: pd.DataFrame
    customers: pd.DataFrame
    leads: pd.DataFrame
    lines: pd.DataFrame
    time: pd.DataFrame
    charges: pd.DataFrame
    debtors: pd.DataFrame
    truth: Truth


@cache
def example_company() -> Company:
    """Return the company; the same one at every call, on every machine, whatever the day. Not to be written to."""
    reps = pd.DataFrame([(rep, district) for rep, districts in SALES_REPS.items() for district in districts], columns=["rep", "district"])
    products = draw_products(_dice("products"))
    customers = draw_customers(_dice("customers"))
    roles = draw_roles(_dice("roles"))
    accounts = draw_accounts(_dice("accounts"), customers, roles)
    lines = lines_table(_all_lines(_dice("lines"), accounts, products), products)
    lines = _with_repeats(_dice("repeats"), lines, set(customers["customer_id"]))
    potentials = draw_potentials(_dice("potentials"), accounts, roles, lines[lines["date"] >= ANALYSED[0]])
    customers = customers.drop(columns="wallet").assign(potential=potentials)
    leads = draw_leads(_dice("leads"), set(customers["name"]))
    truth = true_of(customers, leads, lines, ANALYSED, BEFORE)
    buyers = _buyers(customers, truth)
    planted = _planted(buyers)
    time = draw_time(_dice("time"), buyers, planted.thieves, dict(zip(leads["lead_id"], leads["owner"], strict=True)), ANALYSED)
    special = {"thieves": planted.thieves, "bonus": planted.bonus_eaters}
    charges = draw_charges(_dice("charges"), buyers, lines, special, ANALYSED)
    debtors = draw_debtors(_dice("debtors"), buyers, planted.slow_payers)
    truth = with_effort(truth, time, charges, planted, ANALYSED)
    return Company(NAME, reps, products, customers, leads, lines, time, charges, debtors, truth)


def _buyers(customers: pd.DataFrame, truth: Truth) -> list[Buyer]:
    """Return the customers of the file with what each bought for and left."""
    return [
        Buyer(number, owner, float(truth.revenue[number]), float(truth.revenue[number] - truth.cost[number]))
        for number, owner in zip(customers["customer_id"], customers["owner"], strict=True)
    ]


def _planted(buyers: Sequence[Buyer]) -> Planted:
    """Return who is planted as costly: each customer in one part only."""
    thieves = choose_thieves(_dice("thieves"), buyers)
    eaters = choose_bonus_eaters(_dice("bonus eaters"), buyers)
    return Planted(thieves, eaters, choose_slow_payers(_dice("slow payers"), buyers, {*thieves, *eaters}))


def _dice(table: str) -> Random:
    return Random(f"{NAME}, {table}")  # noqa: S311 - invented data


def _all_lines(dice: Random, accounts: Sequence[Account], products: pd.DataFrame) -> list[Line]:
    """Return invoices, credit notes, cash sales without a customer, and sales to three customers whom the customer file lacks."""
    strangers = [Account(f"{9900 + n:06d}", "Autoværksteder", 0.0, (0.0, 9_000.0 * n), 0) for n in (1, 2, 3)]
    sold = draw_lines(dice, [*accounts, *strangers], products, (BEFORE, ANALYSED))
    silent = {account.customer_id for account in accounts if not account.sales[1]}
    returning = {account.customer_id for account in accounts if account.returns}
    credited = [line for line in sold if line.customer_id not in silent | returning]
    credits = draw_credits(dice, credited, 0.026, ANALYSED[1])
    return [*sold, *_cash_sales(dice, products), *_large_returns(sold, returning), *credits]


def _cash_sales(dice: Random, products: pd.DataFrame) -> list[Line]:
    till = Account("", "Tømrer og snedker", 0.0, (21_000.0, 24_000.0), 0)
    lines = draw_lines(dice, [till], products, (BEFORE, ANALYSED))
    return [Line(line.day, line.document + 10**9, None, line.product, line.quantity, 0) for line in lines]


def _large_returns(sold: Sequence[Line], returning: set[str]) -> list[Line]:
    """Return credit notes of August 2025 for all that these customers bought in the five months before the analysed year."""
    goods = [line for line in sold if line.customer_id in returning and dt.date(2025, 2, 1) <= line.day <= BEFORE[1]]
    day = dt.date(2025, 8, 18)
    return [Line(day, -(10**9) - i, line.customer_id, line.product, -line.quantity, line.discount_pct) for i, line in enumerate(goods)]


def _with_repeats(dice: Random, lines: pd.DataFrame, customers: set[str]) -> pd.DataFrame:
    """Return the lines with three of the analysed year exported twice, the copy right below."""
    usual = lines.index[(lines["date"] >= ANALYSED[0]) & (lines["amount"] > 0) & lines["customer_id"].isin(customers)]
    again = lines.loc[sorted(dice.sample(usual.tolist(), 3))]
    return pd.concat([lines, again]).sort_index(kind="stable").reset_index(drop=True)
