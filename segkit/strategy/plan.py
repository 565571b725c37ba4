"""Segments and playbook to a plan: hours and their cost per segment, the hours there are, a proposal with its reason per customer."""

from collections.abc import Mapping
from dataclasses import dataclass

import narwhals as nw
import pandas as pd

from segkit.segments import NOT_RATED_SEGMENT, Segmentation
from segkit.strategy.money import known_total, rounded
from segkit.strategy.playbook import SegmentPolicy
from segkit.words import phrase

PROPOSAL_REASONS: dict[str, str] = {
    "strategic": phrase("kept for a strategic reason"),
    "negative_contribution": phrase("costs more than it brings"),
    "segment": phrase("policy of the segment"),
    "true_contribution": phrase("by its true contribution"),
}


@dataclass(frozen=True)
class StrategyPlan:
    """What to do: the policies, the yearly hours they ask for per segment, what these cost, and the hours there are.

    `hours` and `cost` are indexed by segment; a cost is an amount with two decimals, NaN where the cost of an hour is not given.
    `proposals` has one row per customer, in the customers' order: customer_id, proposal, proposal_reason.
    """

    policies: tuple[SegmentPolicy, ...]
    hours: pd.Series
    cost: pd.Series
    available_hours: float | None
    cost_per_hour: float | None
    proposals: pd.DataFrame

    def segments_of(self, grades: pd.Series) -> pd.Series:
        """Return each customer's segment, from the customers' grades (None = not rated)."""
        return grades.where(grades.notna(), NOT_RATED_SEGMENT)

    def hours_of(self, grades: pd.Series) -> pd.Series:
        """Return the yearly hours planned for each customer, from the customers' grades (None = not rated)."""
        return self.segments_of(grades).map(hours_per_customer(self.policies)).astype(float)

    @property
    def total_hours(self) -> float:
        return float(self.hours.sum())

    @property
    def total_cost(self) -> float:
        """The sum of the segments' costs, exact to the øre; NaN where the cost of an hour is not given."""
        return known_total(self.cost)


def plan(
    customers: pd.DataFrame,
    segmentation: Segmentation,
    policies: tuple[SegmentPolicy, ...],
    available_hours: float | None,
    cost_per_hour: float | None,
) -> StrategyPlan:
    """Return the plan for rated customers (customer_id, grade, contribution, strategic)."""
    hours = pd.Series({policy.segment: segmentation.count(policy.segment) * policy.hours for policy in policies})
    per_hour = float("nan") if cost_per_hour is None else cost_per_hour
    frame = nw.from_native(customers, eager_only=True)
    proposals = frame.select(nw.col("customer_id"), _proposal(policies), _reason()).to_native()
    return StrategyPlan(policies, hours, (hours * per_hour).map(rounded), available_hours, cost_per_hour, proposals)


def hours_per_customer(policies: tuple[SegmentPolicy, ...]) -> pd.Series:
    """Return the yearly hours with one customer of each segment (index segment): contacts and all other activities."""
    return pd.Series({policy.segment: policy.hours for policy in policies})


def hours_formula(count: str, meetings: str, hours_per_contact: str, other_hours: str = "0") -> str:
    """Return the Excel formula of a segment's hours from its cells; `other_hours` are those beside the contacts with one customer."""
    return f"{count}*({meetings}*{hours_per_contact}+{other_hours})"


def cost_formula(hours: str, cost_per_hour: str) -> str:
    """Return the Excel formula of what hours cost, from the cells of both."""
    return f"ROUND({hours}*{cost_per_hour},2)"


def _proposal(policies: tuple[SegmentPolicy, ...]) -> nw.Expr:
    expression = nw.lit(policies[-1].proposal)
    for policy in policies[:-1]:
        expression = nw.when(nw.col("grade") == policy.segment).then(nw.lit(policy.proposal)).otherwise(expression)
    expression = nw.when(nw.col("contribution") < 0).then(nw.lit("adjust")).otherwise(expression)
    return nw.when(nw.col("strategic") != "").then(nw.lit("keep")).otherwise(expression).alias("proposal")


def proposal_formula(cells: Mapping[str, str], strategic: str, negative_contribution: str, otherwise: str) -> str:
    """Return the same rule as an Excel formula, for the proposal or for its reason: which of three expressions holds for a row.

    `cells` maps "strategic" and "contribution" to the row's cells, where the sheet has them.
    """
    formula = otherwise
    if "contribution" in cells:
        formula = f"IF(AND(ISNUMBER({cells['contribution']}),{cells['contribution']}<0),{negative_contribution},{formula})"
    return f'IF({cells["strategic"]}<>"",{strategic},{formula})' if "strategic" in cells else formula


def _reason() -> nw.Expr:
    reason = nw.when(nw.col("contribution") < 0).then(nw.lit("negative_contribution")).otherwise(nw.lit("segment"))
    return nw.when(nw.col("strategic") != "").then(nw.lit("strategic")).otherwise(reason).alias("proposal_reason")
