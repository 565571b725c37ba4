"""Tables to ratings: the ABCD grade, and the Pareto class."""

from segkit.rating.abcd import AbcdModel, Ratings, Threshold, measured, rate, settle
from segkit.rating.grid import NOT_RATED, REASONS, Axis, Cut, Grid
from segkit.rating.overrides import DIFFERS, FixedGrade, with_overrides
from segkit.rating.pareto import CLASS_LABELS, Pareto, ParetoModel, classify

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
    "measured",
    "rate",
    "settle",
    "with_overrides",
]
