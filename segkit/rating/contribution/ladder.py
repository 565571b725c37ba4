"""The ladder from revenue to true contribution, customer by customer. Each step stands beside its Excel formula.

Contribution I = revenue - direct cost; II = I - discounts - freight - returns; III = II - sales time;
true contribution = III - service - administration - credit. What is unknown above a step makes the step unknown, never 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit.errors import EngagementError
from segkit.rating.contribution.accounts import Account, accounts_of
from segkit.rating.contribution.costing import credit, hours, price
from segkit.rating.contribution.settings import STEPS, CostElement, CostModel
from segkit.rating.contribution.tracing import Trace, trace
from segkit.rating.contribution.whole import money, ore, scaled
from segkit.rating.measures import SHARE_DECIMALS, Floats, as_spreadsheets_round
from segkit.words import phrase

LADDER: dict[str, tuple[str, ...]] = {
    "db1": ("cost",),
    "db2": ("discounts", "freight", "returns"),
    "db3": ("sales",),
    "true_contribution": ("service", "administration", "credit"),
}
"""What each rung takes off the one above it; the first takes the direct cost off the revenue."""

LABELS: dict[str, str] = {
    "revenue": phrase("Revenue"),
    "cost": phrase("Direct cost"),
    "db1": phrase("Contribution I"),
    "db2": phrase("Contribution II"),
    "db3": phrase("Contribution III"),
    "true_contribution": phrase("True contribution"),
    "true_share": phrase("True contribution, share of revenue"),
    "hours": phrase("Hours"),
    "per_hour": phrase("Contribution per hour"),
} | STEPS

MISSING: dict[str, str] = {
    "revenue": phrase("the revenue is unknown"),
    "cost": phrase("the direct cost is unknown"),
    "orders": phrase("the number of orders is unknown"),
    "credit": phrase("neither receivables nor payment days are known"),
}
"""Why a customer's true contribution is unknown."""


@dataclass(frozen=True)
class TrueContribution:
    """The ladder of every customer, and the accounts that it adds up to.

    `frame` has one row per customer, in the customers' order: customer_id, revenue, cost, db1, the costs of the steps, db2, db3,
    true_contribution, true_share (of a revenue above 0), hours, per_hour (contribution before time / hours, where there are any), missing
    (keys of MISSING), and orders, receivables, payment_days as they came. Money has two decimals; NaN is unknown.
    `element_cost`, `element_hours`, `element_records` have the same rows and a column per element by its name (hours: time only).
    `by_kind` has a row per customer, element and kind: position (of the customer), element, kind, records, quantity, in millionths of a
    krone or minute. `accounts` are the revenue, the direct cost and each element, in the model's order.
    """

    frame: pd.DataFrame
    element_cost: pd.DataFrame
    element_hours: pd.DataFrame
    element_records: pd.DataFrame
    by_kind: pd.DataFrame
    accounts: tuple[Account, ...]
    model: CostModel
    days: int


def true_contribution(customers: pd.DataFrame, costs: pd.DataFrame, model: CostModel, days: int) -> TrueContribution:
    """Return the true contribution of customers (customer_id, revenue, cost, orders; receivables and payment_days where known) in a period.

    `costs` are the time and cost records of the period, `days` its length. A customer whose direct cost is unknown still carries costs.
    Raises EngagementError where an element counts what no file gives.
    """
    known = _with_columns(customers)
    traces = trace(known, costs, model)
    whole = {each.element.name: scaled(each.quantity, price(each.element)) for each in traces}
    revenue = ore(known["revenue"])
    whole |= {element.name: _credit(element, revenue, known, days) for element in model.elements if element.basis == "credit"}
    time = [each for each in traces if each.element.basis != "amounts"]
    element_hours = pd.DataFrame({each.element.name: hours(each.quantity) for each in time}, index=known.index)
    order = [element.name for element in model.elements]
    return TrueContribution(
        _ladder(known, whole, model, sum((each.quantity for each in time), np.zeros(len(known)))),
        pd.DataFrame({name: money(whole[name]) for name in order}, index=known.index),
        element_hours,
        pd.DataFrame({each.element.name: each.records for each in traces}, index=known.index),
        _all_kinds(traces),
        accounts_of(known, traces, whole, model),
        model,
        days,
    )


def _with_columns(customers: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that the ladder reads; those that the customers have not are unknown."""
    names = ["customer_id", "revenue", "cost", "orders", "receivables", "payment_days"]
    table = customers.reset_index(drop=True).reindex(columns=names)
    return table.astype(dict.fromkeys(names[1:], "float64"))


def _credit(element: CostElement, revenue: Floats, customers: pd.DataFrame, days: int) -> Floats:
    if len(customers) and customers["receivables"].isna().all() and customers["payment_days"].isna().all():
        raise EngagementError([
            f"engagement.yaml, 'contribution': '{element.name}' is interest on what customers owe, but no file gives a customer's receivables "
            "or days until payment. Map the column 'receivables' or 'payment_days', or take the cost out."
        ])  # fmt: skip
    return credit(revenue, customers, element.rate or 0.0, days)


def _ladder(customers: pd.DataFrame, whole: dict[str, Floats], model: CostModel, time: Floats) -> pd.DataFrame:
    nothing = np.zeros(len(customers))
    parts = {"cost": ore(customers["cost"])} | {
        step: sum((whole[element.name] for element in model.elements if element.step == step), nothing) for step in STEPS
    }
    frame = pd.DataFrame({"customer_id": customers["customer_id"], "revenue": money(ore(customers["revenue"])), "cost": customers["cost"]})
    above = ore(customers["revenue"])
    for rung, taken in LADDER.items():
        for name in taken:
            above = above - parts[name]
            frame[name] = money(parts[name])
        frame[rung] = money(above)
    frame["true_share"] = share(above, ore(customers["revenue"]))
    frame["hours"] = hours(time)
    timed = [whole[element.name] for element in model.elements if element.basis in {"time", "orders"}]
    frame["per_hour"] = per_hour(above, sum(timed, nothing), frame["hours"].to_numpy())
    frame["missing"] = _missing(customers, whole, model)
    return frame.assign(**{name: customers[name] for name in ("orders", "receivables", "payment_days")})


def _missing(customers: pd.DataFrame, whole: dict[str, Floats], model: CostModel) -> list[tuple[str, ...]]:
    gaps = {"revenue": customers["revenue"].isna().to_numpy(), "cost": customers["cost"].isna().to_numpy()}
    for element in model.elements:
        if element.basis in {"orders", "credit"}:
            gaps[element.basis] = np.isnan(whole[element.name])
    table = np.column_stack(list(gaps.values())) if len(customers) else np.zeros((0, len(gaps)), dtype=bool)
    return [tuple(name for name, gap in zip(gaps, row, strict=True) if gap) if row.any() else () for row in table]


def share(contribution: Floats, revenue: Floats) -> Floats:
    """Return contribution / revenue where the revenue is above 0."""
    defined = revenue > 0
    return as_spreadsheets_round(np.divide(contribution, revenue, out=np.full(len(revenue), np.nan), where=defined), SHARE_DECIMALS)


def per_hour(contribution: Floats, time_cost: Floats, time: Floats) -> Floats:
    """Return the contribution before time for each hour, in money with two decimals, from amounts in øre; NaN without hours."""
    each = np.divide(contribution + time_cost, time, out=np.full(len(time), np.nan), where=time > 0)
    return as_spreadsheets_round(money(each), 2)


def rung_formula(above: str, costs: Sequence[str]) -> str:
    """Return the Excel formula of a rung from a row's cells: the rung above it less the costs; empty text where one is unknown."""
    if not costs:
        return f'IF(ISNUMBER({above}),{above},"")'
    numbers = ",".join(f"ISNUMBER({cell})" for cell in (above, *costs))
    return f'IF(AND({numbers}),ROUND({above}-{"-".join(costs)},2),"")'


def share_formula(contribution: str, revenue: str) -> str:
    """Return the Excel formula of a contribution's share of the revenue, from a row's cells."""
    return f'IF(AND(ISNUMBER({contribution}),ISNUMBER({revenue})),IF({revenue}>0,ROUND({contribution}/{revenue},{SHARE_DECIMALS}),""),"")'


def per_hour_formula(contribution: str, time_costs: Sequence[str], time: str) -> str:
    """Return the Excel formula of the contribution before time for each hour, from a row's cells; `time_costs` are all known where it is."""
    before = "+".join((contribution, *time_costs))
    return f'IF(AND(ISNUMBER({contribution}),ISNUMBER({time})),IF({time}>0,ROUND(({before})/{time},2),""),"")'


def _all_kinds(traces: tuple[Trace, ...]) -> pd.DataFrame:
    columns = ["position", "element", "kind", "records", "quantity"]
    tables = [each.by_kind.assign(element=each.element.name)[columns] for each in traces if len(each.by_kind)]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)
