"""What the Deep Dive's things are called towards a person: classes, factors, and values with their units."""

import numpy as np

from segkit.deep_dive import DeepDive
from segkit.rating import NOT_RATED
from segkit.rating.factors import Node, Tree
from segkit.rating.factors.summing import Flags
from segkit.study import Study
from segkit.views.palette import WHITE, grade_colours
from segkit.words import is_missing
from segkit.words.language import UNKNOWN

SHARES = frozenset({"utilisation", "revenue_growth", "newsletter"})
"""Columns that hold fractions; people read them in per cent."""

AMOUNTS = frozenset({"potential", "receivables", "revenue", "headroom", "contribution", "true_contribution"})
"""Columns that hold money."""

SCORE_DECIMALS, WEIGHT_DECIMALS = 1, 9
"""Decimals of points as people read them, and of weights before they are shown."""


def class_label(study: Study, name: object) -> str:
    """Return a class as the client sees it: its own name, the house's name in the client's language, or the words for not rated."""
    if is_missing(name):
        return study.words(NOT_RATED)
    return str(name) if study.engagement.tree.classes else study.words(str(name))


def class_names(tree: Tree) -> tuple[str, ...]:
    """Return the names of the classes, the best first."""
    return tuple(band.name for band in tree.classes)


def class_colours(tree: Tree) -> dict[str | None, str]:
    """Return the colour of each class; who has none is white, which is drawn as a ring."""
    return dict(zip([*class_names(tree), None], [*grade_colours(len(tree.classes)), WHITE], strict=True))


def members(deep: DeepDive, name: str | None) -> Flags:
    """Return which customers have a class; of None those who have none."""
    classes = deep.customers["rating_class"]
    return np.asarray(classes.isna() if name is None else classes == name)


def points(study: Study, value: float, decimals: int = SCORE_DECIMALS) -> str:
    """Return points or a score as people read them; a dash where they are unknown."""
    # What rounds to nothing is shown as 0, never as -0.
    return study.words.number(None if is_missing(value) else 0.0 if round(value, decimals) == 0 else value, decimals)


def weight_text(study: Study, weight: float) -> str:
    """Return a weight as a share of the whole, with one decimal where it has any."""
    whole = round(weight, WEIGHT_DECIMALS)  # a product of shares lies a hair beside what the client wrote
    return study.words.percent(whole, 0 if round(whole * 100, 1).is_integer() else 1)


def given(study: Study, value: float) -> str:
    """Return a point as somebody gave it, with decimals only where several raters' mean needs them: 4, 3.5, 3.67."""
    return study.words.number(value, next((n for n in range(2) if round(value, 9) == round(value, n)), 2))


def number_text(study: Study, leaf: Node, value: float, *, finer: int = 0) -> str:
    """Return a measured leaf's value without its unit: per cent for fractions, else as fine as the leaf's step, or by so many decimals finer."""
    words = study.words
    if is_missing(value):
        return UNKNOWN
    if leaf.column in SHARES:
        return words.percent(value, max(_fineness(leaf.step) - 2, 0) + finer)
    return words.number(value, (0 if leaf.column in AMOUNTS else _fineness(leaf.step)) + finer)


def value_text(study: Study, leaf: Node, value: float) -> str:
    """Return a measured leaf's value with its unit, as the client wrote that: "30 days"; money in the client's currency."""
    if is_missing(value):
        return UNKNOWN
    if leaf.column in AMOUNTS:
        return study.words.money(value)
    shown = number_text(study, leaf, value)
    return shown if leaf.column in SHARES or not leaf.unit else f"{shown} {leaf.unit}"


def _fineness(step: float) -> int:
    """Return how many decimals a step has, at most three."""
    return next((decimals for decimals in range(4) if round(step, decimals) == step), 3)
