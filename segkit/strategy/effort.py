"""Effort against value: which share of the planned hours goes where, and which share of the money comes from there."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from segkit.rating import Pareto
from segkit.strategy.money import known_total
from segkit.strategy.plan import StrategyPlan


@dataclass(frozen=True)
class Effort:
    """Shares of effort and value, per segment (in the order of the plan) and per owner (most hours first, "" = nobody, last).

    Columns: customers; hours; value, the contribution, or the revenue where any customer's contribution is unknown (`measure` says which);
    headroom, where it is above 0; hours_share, value_share and headroom_share of the whole; gap = hours_share - value_share.
    What nothing is known of is NaN, and so is a share of a whole that is not above 0. A loss is a share below 0.

    `largest` is the share of the hours that the customers who make 80% of the revenue get; None where that cannot be told.
    """

    measure: Literal["contribution", "revenue"]
    segments: pd.DataFrame
    owners: pd.DataFrame
    largest: float | None


def effort(customers: pd.DataFrame, plan: StrategyPlan, pareto: Pareto) -> Effort:
    """Return effort against value for rated customers (customer_id, owner, grade, revenue, contribution, headroom)."""
    measure: Literal["contribution", "revenue"] = "revenue" if customers["contribution"].isna().any() else "contribution"
    each = pd.DataFrame({
        "customer_id": customers["customer_id"],
        "segment": pd.Categorical(plan.segments_of(customers["grade"]), categories=[policy.segment for policy in plan.policies]),
        "owner": customers["owner"].fillna(""),
        "hours": plan.hours_of(customers["grade"]),
        "value": customers[measure].astype(float),
        "headroom": customers["headroom"].astype(float).clip(lower=0),
    })  # fmt: skip
    owners = _shares(each, "owner").sort_values("hours", ascending=False, kind="stable")
    nobody = owners.index == ""
    return Effort(measure, _shares(each, "segment"), pd.concat([owners[~nobody], owners[nobody]]), _of_the_largest(each, pareto))


def _shares(each: pd.DataFrame, by: str) -> pd.DataFrame:
    groups = each.groupby(by, observed=False)
    table = groups.agg(
        customers=("hours", "size"), hours=("hours", "sum"), value=("value", known_total), headroom=("headroom", known_total)
    )
    for column, whole in (
        ("hours", each["hours"].sum()),
        ("value", known_total(each["value"])),
        ("headroom", known_total(each["headroom"])),
    ):
        table[f"{column}_share"] = table[column] / whole if whole > 0 else float("nan")
    return table.assign(gap=table["hours_share"] - table["value_share"])


def _of_the_largest(each: pd.DataFrame, pareto: Pareto) -> float | None:
    hours = each.set_index("customer_id")["hours"]
    if pareto.measure != "revenue" or pareto.to_80 is None or not hours.sum():
        return None
    return float(hours.loc[pareto.frame["customer_id"].head(pareto.to_80)].sum() / hours.sum())
