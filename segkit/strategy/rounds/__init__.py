"""Rounds: every single time that an activity is done with a customer, on a day of a week in which its sales rep has room for it."""

from segkit.strategy.rounds.counting import NO_TURN
from segkit.strategy.rounds.planning import REASONS, Rounds, plan_rounds

__all__ = ["NO_TURN", "REASONS", "Rounds", "plan_rounds"]
