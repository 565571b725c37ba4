"""Segmentation and playbook to a plan that someone can act on."""

from segkit.strategy.plan import PROPOSAL_REASONS, StrategyPlan, hours_formula, plan, proposal_formula
from segkit.strategy.playbook import PROPOSALS, Capacity, PlaybookEntry, SegmentPolicy, playbook

__all__ = [
    "PROPOSALS",
    "PROPOSAL_REASONS",
    "Capacity",
    "PlaybookEntry",
    "SegmentPolicy",
    "StrategyPlan",
    "hours_formula",
    "plan",
    "playbook",
    "proposal_formula",
]
