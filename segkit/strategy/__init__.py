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
from segkit.strategy.capacity import VERDICTS, Absence, Capacity, RepCapacity, SalesRep, available_hours, rep_capacity, reps_needed
from segkit.strategy.decisions import Decision
from segkit.strategy.effort import Effort, effort
from segkit.strategy.implementation import Task, implementation, on_weekday
from segkit.strategy.messages import PLACES, ChannelMessage, MatrixCell, SegmentMessages, message_matrix, said_with
from segkit.strategy.milestones import DAYS, STEPS, Milestone, Order, milestones
from segkit.strategy.plan import (
    PROPOSAL_REASONS,
    StrategyPlan,
    cost_formula,
    hours_formula,
    hours_per_customer,
    plan,
    proposal_formula,
)
from segkit.strategy.playbook import PROPOSALS, PlaybookEntry, SegmentPolicy, playbook
from segkit.strategy.questions import Chapter, Question
from segkit.strategy.sparring import Booking, Ledger, ledger
from segkit.strategy.value import SCENARIOS, Value, ValueAtStake, value_at_stake

__all__ = [
    "CHANNELS",
    "DAYS",
    "KPIS",
    "PLACES",
    "PROPOSALS",
    "PROPOSAL_REASONS",
    "SCENARIOS",
    "STATES",
    "STEPS",
    "VERDICTS",
    "Absence",
    "Activity",
    "ActivityEntry",
    "Booking",
    "Capacity",
    "ChannelMessage",
    "Chapter",
    "Decision",
    "Effort",
    "Ledger",
    "MatrixCell",
    "Milestone",
    "Order",
    "PlanDates",
    "PlanPeriod",
    "PlaybookEntry",
    "Question",
    "RepCapacity",
    "SalesRep",
    "SegmentMessages",
    "SegmentPolicy",
    "StrategyPlan",
    "Task",
    "Value",
    "ValueAtStake",
    "actions",
    "activity_cell",
    "available_hours",
    "cost_formula",
    "day_formula",
    "effort",
    "first_of",
    "hours_formula",
    "hours_per_customer",
    "implementation",
    "ledger",
    "message_matrix",
    "middles",
    "milestones",
    "on_weekday",
    "other_hours_formula",
    "plan",
    "plan_period",
    "playbook",
    "proposal_formula",
    "rep_capacity",
    "reps_needed",
    "said_with",
    "slot_table",
    "slots",
    "spread",
    "spread_formula",
    "value_at_stake",
    "weekday_formula",
    "window",
]
