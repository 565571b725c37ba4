"""Segmentation and playbook to a plan that someone can act on."""

from segkit.strategy.actions import (
    STATES,
    actions,
    day_formula,
    middles,
    slot_table,
    slots,
    spread,
    spread_formula,
    weekday_formula,
    window,
)
from segkit.strategy.activities import CHANNELS, KPIS, Activity, ActivityEntry, activity_cell, first_of, other_hours_formula
from segkit.strategy.calendar import PlanDates, PlanPeriod, plan_period
from segkit.strategy.effort import Effort, effort
from segkit.strategy.implementation import Task, implementation
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
from segkit.strategy.questions import Chapter, Question
from segkit.strategy.value import SCENARIOS, Value, ValueAtStake, value_at_stake

__all__ = [
    "CHANNELS",
    "KPIS",
    "PROPOSALS",
    "PROPOSAL_REASONS",
    "SCENARIOS",
    "STATES",
    "Activity",
    "ActivityEntry",
    "Capacity",
    "Chapter",
    "Effort",
    "PlanDates",
    "PlanPeriod",
    "PlaybookEntry",
    "Question",
    "SegmentPolicy",
    "StrategyPlan",
    "Task",
    "Value",
    "ValueAtStake",
    "actions",
    "activity_cell",
    "cost_formula",
    "day_formula",
    "effort",
    "first_of",
    "hours_formula",
    "hours_per_customer",
    "implementation",
    "middles",
    "other_hours_formula",
    "plan",
    "plan_period",
    "playbook",
    "proposal_formula",
    "slot_table",
    "slots",
    "spread",
    "spread_formula",
    "value_at_stake",
    "weekday_formula",
    "window",
]
