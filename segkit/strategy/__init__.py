"""Segmentation and playbook to a plan that someone can act on."""

from segkit.strategy.actions import actions, due_formula, slot_table, slots, spread
from segkit.strategy.activities import CHANNELS, KPIS, Activity, ActivityEntry, activity_cell, other_hours_formula
from segkit.strategy.calendar import PlanDates, PlanPeriod, plan_period
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

__all__ = [
    "CHANNELS",
    "KPIS",
    "PROPOSALS",
    "PROPOSAL_REASONS",
    "Activity",
    "ActivityEntry",
    "Capacity",
    "PlanDates",
    "PlanPeriod",
    "PlaybookEntry",
    "SegmentPolicy",
    "StrategyPlan",
    "actions",
    "activity_cell",
    "cost_formula",
    "due_formula",
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
]
