"""True contribution: what every customer leaves after all costs and time, and what would change it."""

from segkit.rating.contribution.accounts import Account, Pool
from segkit.rating.contribution.break_even import BreakEven, break_even
from segkit.rating.contribution.ladder import TrueContribution, true_contribution
from segkit.rating.contribution.levers import cost_levers
from segkit.rating.contribution.proposals import PROPOSALS, REASONS, Proposed, propose, spared
from segkit.rating.contribution.settings import CostElement, CostModel
from segkit.rating.contribution.target import short_of_target
from segkit.rating.contribution.thieves import Thieves, released, thieves
from segkit.rating.contribution.tracing import without_element
from segkit.rating.contribution.whale import Whale, whale

__all__ = [
    "PROPOSALS",
    "REASONS",
    "Account",
    "BreakEven",
    "CostElement",
    "CostModel",
    "Pool",
    "Proposed",
    "Thieves",
    "TrueContribution",
    "Whale",
    "break_even",
    "cost_levers",
    "propose",
    "released",
    "short_of_target",
    "spared",
    "thieves",
    "true_contribution",
    "whale",
    "without_element",
]
