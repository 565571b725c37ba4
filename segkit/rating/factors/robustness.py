"""How firm the classes are: the share of other weightings, and of slightly other points, under which a customer keeps its class.

Stochastic multicriteria acceptability analysis (SMAA) with weights drawn uniformly within their ranges. Source: definitions, robustness.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from segkit.rating.factors.scoring import Names, class_edges, only_where, points_array, score, with_none
from segkit.rating.factors.summing import Flags, leaf_weights, node_weights
from segkit.rating.factors.tree import Tree
from segkit.rating.factors.weightings import scores_under, weightings
from segkit.rating.measures import Floats
from segkit.words import phrase

FIRM, LIKELY = 0.95, 0.75
"""The shares from which a class is called firm, and likely."""

LABELS: dict[str, str] = {"firm": phrase("Firm"), "likely": phrase("Likely"), "border": phrase("On the border")}

CELLS = 65_536
"""Customers times weightings computed at a time, so that they lie in the processor's cache."""

TOP_CELLS = 4_000_000
"""The same where all customers must be compared under each weighting (32 MB)."""


@dataclass(frozen=True, eq=False)
class Held:
    """What classes customers have over many draws: `shares` is customers x classes, `kept` the share of today's class.

    NaN for customers who have no class today. Shares may sum to less than 1 where the rule is "bounds": in the rest no class is certain.
    """

    shares: Floats
    kept: Floats

    def label(self) -> Names:
        """Return a key of LABELS per customer, None where there is no class."""
        found = np.where(self.kept >= FIRM, "firm", np.where(self.kept >= LIKELY, "likely", "border")).astype(object)
        return only_where(~np.isnan(self.kept), found)


@dataclass(frozen=True, eq=False)
class Acceptability:
    """How firm each customer's class is: over other weightings, and, with the agreed weights, over points that lie a little off.

    Both are made of `draws` draws.
    """

    tree: Tree
    customers: pd.Index
    rating_class: Names
    weights: Held
    error: Held
    draws: int

    @cached_property
    def _weaker(self) -> Held:
        """Of both the one under which a customer's class holds less often."""
        by_error = self.error.kept < self.weights.kept
        return Held(
            np.where(by_error[:, None], self.error.shares, self.weights.shares), np.where(by_error, self.error.kept, self.weights.kept)
        )

    @property
    def firm(self) -> Names:
        """Return a key of LABELS per customer, by the weaker of the two; None where there is no class."""
        return self._weaker.label()

    @property
    def other(self) -> Names:
        """Return the class that comes most often besides today's, for customers on the border; None for all others."""
        names = np.array([band.name for band in self.tree.classes], dtype=object)
        besides = np.where(self.rating_class[:, None] == names[None, :], -1.0, np.nan_to_num(self._weaker.shares))
        border = (self.firm == "border") & (besides.max(axis=1) > 0)
        return only_where(border, names[besides.argmax(axis=1)])

    @property
    def frame(self) -> pd.DataFrame:
        """Return kept_weights, kept_error, firm and other, one row per customer."""
        columns = {"kept_weights": self.weights.kept, "kept_error": self.error.kept, "firm": self.firm, "other": self.other}
        return with_none(columns, self.customers)


def acceptability(points: pd.DataFrame | Floats, tree: Tree, n: int = 10_000, seed: int = 1) -> Acceptability:
    """Return how firm the classes are over n weightings, and over n draws of errors up to settings.rating_error on every known point.

    The same seed gives the same shares. The n errors of a leaf are shared by all customers. Whether enough is known for a class is not
    asked again under other weights.
    """
    array, customers = points_array(points, tree)
    today = score(array, tree).rating_class
    rated = np.flatnonzero(today != None)  # noqa: E711
    names = np.array([band.name for band in tree.classes], dtype=object)
    code = (today[rated][:, None] == names[None, :]).argmax(axis=1)
    by_weights = _class_counts(array[rated], tree, weightings(tree, n, seed))
    by_error = _error_counts(array[rated], tree, n, seed + 1)
    held = [_held(counts / n, code, rated, len(array)) for counts in (by_weights, by_error)]
    return Acceptability(tree, customers, today, held[0], held[1], n)


def _held(shares: Floats, code: np.ndarray[Any, np.dtype[np.intp]], rated: np.ndarray[Any, np.dtype[np.intp]], size: int) -> Held:
    every = np.full((size, shares.shape[1]), np.nan)
    every[rated] = shares
    kept = np.full(size, np.nan)
    kept[rated] = shares[np.arange(len(code)), code]
    return Held(every, kept)


def _class_counts(points: Floats, tree: Tree, drawn: Floats) -> Floats:
    """Return how often each customer has each class, customers x classes."""
    counts = np.zeros((len(points), len(tree.classes)))
    for rows, columns in _pieces(points, len(drawn)):
        worst, best = _ends(points[rows], tree)
        low = scores_under(worst, tree, drawn[columns])
        counts[rows] += _counted(low, low if best is None else scores_under(best, tree, drawn[columns]), tree)
    return counts


def _error_counts(points: Floats, tree: Tree, n: int, seed: int) -> Floats:
    """Return how often each customer has each class under the agreed weights and errors of its points."""
    reach = tree.settings.rating_error
    errors = np.random.default_rng(seed).uniform(-reach, reach, (points.shape[1], n))
    counts = np.zeros((len(points), len(tree.classes)))
    shares = score(points, tree).weights if tree.settings.missing != "bounds" else np.tile(leaf_weights(tree), (len(points), 1))
    for rows, columns in _pieces(points, n):
        worst = _with_errors(points[rows], shares[rows], tree, errors[:, columns], tree.lowest)
        certain = tree.settings.missing != "bounds" or not np.isnan(points[rows]).any()
        best = worst if certain else _with_errors(points[rows], shares[rows], tree, errors[:, columns], tree.highest)
        counts[rows] += _counted(worst, best, tree)
    return counts


def _with_errors(points: Floats, shares: Floats, tree: Tree, errors: Floats, end: int) -> Floats:
    """Return scores, customers x draws, of points that lie off by the errors but on the scale; a missing point is `end`, without error."""
    found = np.zeros((len(points), errors.shape[1]))
    off = np.empty_like(found)
    for place in range(points.shape[1]):
        np.add(points[:, place, None], errors[place], out=off)
        np.clip(off, tree.lowest, tree.highest, out=off)
        off[np.isnan(points[:, place])] = end
        off *= shares[:, place, None]
        found += off
    return found


def _counted(worst: Floats, best: Floats, tree: Tree) -> Floats:
    """Return in how many draws both scores, customers x draws before rounding, lie in the same class, customers x classes."""
    edges, counts = class_edges(tree), []
    for number in range(len(edges) + 1):
        within = worst >= edges[number] if number < len(edges) else np.ones(worst.shape, dtype=bool)
        if number:
            within &= best < edges[number - 1]
        counts.append(np.count_nonzero(within, axis=1))
    return np.column_stack(counts).astype(float)


def _ends(points: Floats, tree: Tree) -> tuple[Floats, Floats | None]:
    """Return the points to score, and where the rule is "bounds" and some are missing: at their lowest, and at their highest."""
    missing = np.isnan(points)
    if tree.settings.missing != "bounds" or not missing.any():
        return points, None
    return np.where(missing, tree.lowest, points), np.where(missing, tree.highest, points)


def _pieces(points: Floats, n: int) -> Iterator[tuple[slice, slice]]:
    """Yield blocks of customers and of draws."""
    rows = 64
    columns = max(CELLS // rows, 1)
    for first in range(0, len(points), rows):
        for begin in range(0, n, columns):
            yield slice(first, first + rows), slice(begin, begin + columns)


@dataclass(frozen=True, eq=False)
class Membership:
    """Who stays at the top: `share` of the weightings under which a customer is among the best so many, customers x sizes; `today` whether it is.

    NaN and False for customers without a score or a value. Customers who are equal at the end of a list are all in it.
    """

    customers: pd.Index
    sizes: tuple[int, ...]
    share: Floats
    today: Flags


def membership(
    points: pd.DataFrame | Floats,
    tree: Tree,
    value: Floats,
    sizes: Sequence[int] = (10, 30, 50),
    *,
    n: int = 10_000,
    seed: int = 1,
    power: float = 1.0,
) -> Membership:
    """Return how firmly customers stand among the best by value x ((score - lowest) / (highest - lowest)) ^ power, over n weightings.

    `value` is one amount per customer, such as its headroom; NaN where it is unknown.
    """
    array, customers = points_array(points, tree)
    worth = np.asarray(value, dtype=float)
    chosen = np.flatnonzero(~np.isnan(score(array, tree).score) & ~np.isnan(worth))
    drawn = weightings(tree, n, seed)
    counts, step = np.zeros((len(chosen), len(sizes))), max(TOP_CELLS // max(len(chosen), 1), 1)
    for begin in range(0, n, step):
        counts += _members(array[chosen], tree, (worth[chosen], power), drawn[begin : begin + step], sizes)
    share, today = np.full((len(array), len(sizes)), np.nan), np.zeros((len(array), len(sizes)), dtype=bool)
    share[chosen] = counts / n
    today[chosen] = _members(array[chosen], tree, (worth[chosen], power), node_weights(tree)[None, :], sizes) > 0
    return Membership(customers, tuple(sizes), share, today)


def _members(points: Floats, tree: Tree, rule: tuple[Floats, float], drawn: Floats, sizes: Sequence[int]) -> Floats:
    """Return in how many of the weightings each customer is among the best, customers x sizes; `rule` is what each is worth, and the power."""
    worth, power = rule
    if len(points) == 0:
        return np.zeros((0, len(sizes)))
    by_worth = np.empty((len(drawn), len(points)))
    for first in range(0, len(points), 64):
        part = scores_under(points[first : first + 64], tree, drawn)
        rating = np.maximum((part - tree.lowest) / (tree.highest - tree.lowest), 0.0)  # noise of adding may lie below the lowest point
        by_worth[:, first : first + 64] = (worth[first : first + 64, None] * rating**power).T
    places = [max(len(points) - size, 0) for size in sizes]
    ordered = np.partition(by_worth, sorted(set(places)), axis=1)
    # The last of a list and its equals differ by the noise of adding at most.
    least = [ordered[:, place] - np.abs(ordered[:, place]) * 1e-12 for place in places]
    return np.column_stack([np.count_nonzero(by_worth >= edge[:, None], axis=0) for edge in least]).astype(float)
