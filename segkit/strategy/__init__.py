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
from segkit.strategy.assignment import BECAUSE, Assignment, assign
from segkit.strategy.calendar import PlanDates, PlanPeriod, plan_period
from segkit.strategy.campaigns import Campaign, CampaignPlan, campaign_plan, campaigns_misfit
from segkit.strategy.capacity import (
    VERDICTS,
    Absence,
    Capacity,
    RepCapacity,
    SalesRep,
    available_hours,
    rep_capacity,
    verdict,
    verdict_formula,
)
from segkit.strategy.decisions import Decision, decision_item
from segkit.strategy.effort import Effort, effort
from segkit.strategy.funnel import Amounts, Funnel, FunnelStep, funnel
from segkit.strategy.funnel_rule import FunnelRule
from segkit.strategy.implementation import Task, implementation, on_weekday
from segkit.strategy.messages import PLACES, ChannelMessage, MatrixCell, SegmentMessages, message_matrix
from segkit.strategy.milestones import DAYS, STEPS, Milestone, Order, milestones, next_due
from segkit.strategy.plan import (
    PROPOSAL_REASONS,
    StrategyPlan,
    cost_formula,
    hours_formula,
    hours_per_customer,
    plan,
    proposal_formula,
)
from segkit.strategy.playbook import PROPOSALS, PlaybookEntry, SegmentPolicy, contact_cell, contact_hours_formula, playbook
from segkit.strategy.progress import Progress, progress
from segkit.strategy.questions import Chapter, Question
from segkit.strategy.sparring import Booking, Ledger, ledger
from segkit.strategy.staff_findings import staff_findings
from segkit.strategy.value import SCENARIOS, Value, ValueAtStake, value_at_stake

__all__ = [
    "BECAUSE",
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
    "Amounts",
    "Assignment",
    "Booking",
    "Campaign",
    "CampaignPlan",
    "Capacity",
    "ChannelMessage",
    "Chapter",
    "Decision",
    "Effort",
    "Funnel",
    "FunnelRule",
    "FunnelStep",
    "Ledger",
    "MatrixCell",
    "Milestone",
    "Order",
    "PlanDates",
    "PlanPeriod",
    "PlaybookEntry",
    "Progress",
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
    "assign",
    "available_hours",
    "campaign_plan",
    "campaigns_misfit",
    "contact_cell",
    "contact_hours_formula",
    "cost_formula",
    "day_formula",
    "decision_item",
    "effort",
    "first_of",
    "funnel",
    "hours_formula",
    "hours_per_customer",
    "implementation",
    "ledger",
    "message_matrix",
    "middles",
    "milestones",
    "next_due",
    "on_weekday",
    "other_hours_formula",
    "plan",
    "plan_period",
    "playbook",
    "progress",
    "proposal_formula",
    "rep_capacity",
    "slot_table",
    "slots",
    "spread",
    "spread_formula",
    "staff_findings",
    "value_at_stake",
    "verdict",
    "verdict_formula",
    "weekday_formula",
    "window",
]
