"""Segmentation and playbook to a plan that someone can act on."""

from segkit.strategy.actions import actions, due_formula, slot_table, slots, spread
from segkit.strategy.activities import CHANNELS, KPIS, Activity, ActivityEntry, activity_cell, other_hours_formula
from segkit.strategy.calendar import PlanDates, PlanPeriod, plan_period
from segkit.strategy.effort import Effort, effort
from segkit.strategy.plan import (
    PROPOSAL_REASONS,
    StrategyPlan,
    cost_formula,
    hours_formula,
    hours_per_customer,
    plan,
    proposal_formula,
)
from segkit.strategy.playbook import PROPOSALS, Capacity, PlaybookEntry, SegmentPolicy, playbook
from segkit.strategy.value import SCENARIOS, Value, ValueAtStake, value_at_stake

__all__ = [
    "CHANNELS",
    "KPIS",
    "PROPOSALS",
    "PROPOSAL_REASONS",
    "SCENARIOS",
    "Activity",
    "ActivityEntry",
    "Capacity",
    "Effort",
    "PlanDates",
    "PlanPeriod",
    "PlaybookEntry",
    "SegmentPolicy",
    "StrategyPlan",
    "Value",
    "ValueAtStake",
    "actions",
    "activity_cell",
    "cost_formula",
    "due_formula",
    "effort",
    "hours_formula",
    "hours_per_customer",
    "other_hours_formula",
    "plan",
    "plan_period",
    "playbook",
    "proposal_formula",
    "slot_table",
    "slots",
    "spread",
    "value_at_stake",
]
