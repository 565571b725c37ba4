"""Tables to ratings: the ABCD grade with its way out and what is still possible, and the Pareto class."""

from segkit.rating.abcd import AbcdModel, Ratings, Threshold, measured, rate, settle
from segkit.rating.explanation import distances, steps
from segkit.rating.grid import NOT_RATED, REASONS, Axis, Cut, Grid
from segkit.rating.overrides import DIFFERS, FixedGrade, with_overrides
from segkit.rating.pareto import CLASS_LABELS, Pareto, ParetoModel, classify
from segkit.rating.possible import possible, possible_of_nothing

__all__ = [
    "CLASS_LABELS",
    "DIFFERS",
    "NOT_RATED",
    "REASONS",
    "AbcdModel",
    "Axis",
    "Cut",
    "FixedGrade",
    "Grid",
    "Pareto",
    "ParetoModel",
    "Ratings",
    "Threshold",
    "classify",
    "distances",
    "measured",
    "possible",
    "possible_of_nothing",
    "rate",
    "settle",
    "steps",
    "with_overrides",
]
