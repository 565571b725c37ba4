"""The Deep Dive's factor tree: its settings, its weights, and the rating of customers by it."""

from segkit.rating.factors.decided import usable, with_decided
from segkit.rating.factors.growing import grow
from segkit.rating.factors.raters import DecidedPoint, Decision, RaterReport, combined
from segkit.rating.factors.robustness import Acceptability, Membership, acceptability, membership
from segkit.rating.factors.scales import points_of
from segkit.rating.factors.scoring import Scores, score
from segkit.rating.factors.settings import FactorTree
from segkit.rating.factors.tree import Node, Tree
from segkit.rating.factors.ways_up import WaysUp, levers, missing_first, ways_up

__all__ = [
    "Acceptability",
    "DecidedPoint",
    "Decision",
    "FactorTree",
    "Membership",
    "Node",
    "RaterReport",
    "Scores",
    "Tree",
    "WaysUp",
    "acceptability",
    "combined",
    "grow",
    "levers",
    "membership",
    "missing_first",
    "points_of",
    "score",
    "usable",
    "ways_up",
    "with_decided",
]
