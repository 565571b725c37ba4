"""Ways up: how far a customer is from the next class, which single factor reaches it, which lever moves most, and what to ask first."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit.rating.factors.scales import UNIT, leaf_points, numbers, reaching
from segkit.rating.factors.scoring import Names, Scores, class_codes, class_edges, only_where, score, with_none
from segkit.rating.factors.summing import Flags
from segkit.rating.factors.tree import Node, Tree
from segkit.rating.measures import Floats

STEP_DECIMALS = 12
"""A value is a whole number of steps; so many decimals take off what the float adds."""

GAIN_DECIMALS = 9
"""Gains are compared to so many decimals: two that are equal but for the noise of floats are equal."""


@dataclass(frozen=True, eq=False)
class WaysUp:
    """What would move each rated customer. Arrays are per customer, or customers x leaves; NaN or None where there is no such thing.

    `up` is the score that is missing to the next class, `down` what may be lost before the customer falls below its own.
    `gains` is what one point more adds to the score (rated: +1, at most the highest point; measured: as many whole steps as one point takes,
    or the best point it has); `gains_per_step` what a single step of the value adds, for a rated leaf the same as `gains`.
    `leaf` is the factor that alone reaches the next class with the fewest points more, `value_from` and `value_to` its point as given or
    its value in whole steps of its unit.
    """

    scores: Scores
    up: Floats
    down: Floats
    gains: Floats
    gains_per_step: Floats
    leaf: Names
    value_from: Floats
    value_to: Floats

    @property
    def frame(self) -> pd.DataFrame:
        """Return up, down, leaf, value_from and value_to, one row per customer."""
        columns = ("up", "down", "leaf", "value_from", "value_to")
        return with_none({name: getattr(self, name) for name in columns}, self.scores.customers)


def ways_up(scores: Scores, customers: pd.DataFrame) -> WaysUp:
    """Return the ways up of customers by their scores; `customers` has the measured leaves' columns, row by row as the scores.

    A missing leaf is no way up, nor is one without its column. A customer without a score has none at all.
    """
    tree = scores.tree
    need, up, down = _distances(scores)
    found = [_of_leaf(scores, place, customers, need) for place in range(len(tree.leaves))]
    moves = np.column_stack([leaf.move for leaf in found])
    smallest = np.where(np.isnan(moves), np.inf, moves).argmin(axis=1)
    reachable = np.asarray(~np.isnan(moves).all(axis=1))
    names = np.array([tree.nodes[i].name for i in tree.leaves], dtype=object)
    every = np.arange(len(moves))
    return WaysUp(
        scores, up, down,
        np.column_stack([leaf.gain for leaf in found]),
        np.column_stack([leaf.gain_per_step for leaf in found]),
        only_where(reachable, names[smallest]),
        np.where(reachable, np.column_stack([leaf.now for leaf in found])[every, smallest], np.nan),
        np.where(reachable, np.column_stack([leaf.reaches for leaf in found])[every, smallest], np.nan),
    )  # fmt: skip


def levers(ways: WaysUp) -> pd.DataFrame:
    """Return for each customer and kind of lever the leaf that adds most to the score: customer_id, lever, leaf, gain, best.

    `best` marks the customer's strongest lever of all kinds. A kind by which nothing can be gained has no row.
    """
    tree = ways.scores.tree
    leaves = [tree.nodes[i] for i in tree.leaves]
    parts = []
    for kind in ("quality", "time", "service"):
        places = [place for place, leaf in enumerate(leaves) if leaf.lever == kind]
        if places:
            gains = np.nan_to_num(ways.gains[:, places]).round(GAIN_DECIMALS)
            best = gains.argmax(axis=1)
            names = np.array([leaves[place].name for place in places], dtype=object)
            columns = {"customer_id": ways.scores.customers, "lever": kind, "leaf": names[best], "gain": gains.max(axis=1)}
            parts.append(pd.DataFrame(columns))
    if not parts:
        return pd.DataFrame({"customer_id": [], "lever": [], "leaf": [], "gain": [], "best": []})
    found = pd.concat(parts, ignore_index=True)
    found = found[found["gain"] > 0]
    found["best"] = ~found.sort_values("gain", ascending=False, kind="stable").duplicated("customer_id")
    return found.sort_values(["lever", "gain"], ascending=[True, False], kind="stable").reset_index(drop=True)


def missing_first(scores: Scores) -> pd.DataFrame:
    """Return the missing rated leaves, heaviest first for each customer: customer_id, leaf, weight, alone, together.

    `weight` is the leaf's share of the whole; `alone`: its answer alone may change the class, or give one; `together`: all missing answers
    of people may, if they give the same point. Measured leaves that are missing stay missing in this.
    """
    tree = scores.tree
    missing = np.isnan(scores.points)
    rated = np.array([tree.nodes[i].is_rated for i in tree.leaves])
    together = _may_change(scores, missing & rated)
    parts = []
    for place in np.flatnonzero(rated & missing.any(axis=0)):
        leaf = tree.nodes[tree.leaves[place]]
        only = np.zeros_like(missing)
        only[:, place] = missing[:, place]
        rows = np.flatnonzero(missing[:, place])
        columns = {"row": rows, "leaf": leaf.name, "weight": leaf.weight_in_all, "alone": _may_change(scores, only)[rows]}
        parts.append(pd.DataFrame({**columns, "together": together[rows]}))
    if not parts:
        return pd.DataFrame({"customer_id": [], "leaf": [], "weight": [], "alone": [], "together": []})
    found = pd.concat(parts).sort_values(["row", "weight"], ascending=[True, False], kind="stable")
    found.insert(0, "customer_id", scores.customers[found["row"].to_numpy()])
    return found.drop(columns="row").reset_index(drop=True)


def _may_change(scores: Scores, asked: Flags) -> Flags:
    """Return whether answers to what is asked, all the same whole point, may give another class than today's, or a first one."""
    rows = np.flatnonzero(asked.any(axis=1))
    may = np.zeros(len(asked), dtype=bool)
    for point in range(scores.tree.lowest, scores.tree.highest + 1):
        answered = score(np.where(asked[rows], point, scores.points[rows]), scores.tree).rating_class
        # No class after the answer is no change: nothing that a person could see differs.
        may[rows] |= (answered != scores.rating_class[rows]) & (answered != None)  # noqa: E711
    return may


def _distances(scores: Scores) -> tuple[Floats, Floats, Floats]:
    """Return the total that the next class begins at, what is missing to it, and what may be lost; NaN in the highest or lowest class."""
    tree, known = scores.tree, ~np.isnan(scores.score)
    code = class_codes(scores.score, tree)
    least = np.array([band.least for band in tree.classes])
    edges = np.array([*class_edges(tree), np.nan])
    higher = known & (code > 0)
    above = np.where(higher, code - 1, 0)
    lower = known & (code < len(least) - 1)
    need = np.where(higher, edges[above], np.nan)
    return need, np.where(higher, least[above] - scores.score, np.nan), np.where(lower, scores.score - least[code], np.nan)


@dataclass(frozen=True)
class _Leaf:
    """One leaf for every customer: value or given point now, the one that reaches the next class, the points that takes, and the gains."""

    now: Floats
    reaches: Floats
    move: Floats
    gain: Floats
    gain_per_step: Floats


def _of_leaf(scores: Scores, place: int, customers: pd.DataFrame, need: Floats) -> _Leaf:
    tree = scores.tree
    leaf, points, weight = tree.nodes[tree.leaves[place]], scores.points[:, place], scores.weights[:, place]
    rated = np.where(np.isnan(scores.score) | (weight <= 0), np.nan, points)
    with np.errstate(divide="ignore", invalid="ignore"):
        wanted = rated + (need - scores.total) / weight  # the points that reach the next class
    if leaf.is_rated:
        one_up = np.minimum(rated + 1, tree.highest)
        target = np.minimum(rated + np.maximum(np.ceil(wanted - rated), 1), tree.highest)
        now, reaches = (
            (tree.lowest + tree.highest - rated, tree.lowest + tree.highest - target) if leaf.direction == "cost" else (rated, target)
        )
        gain = gain_per_step = weight * (one_up - rated)
    else:
        values = numbers(customers, leaf.column) if leaf.column in customers else np.full(len(points), np.nan)
        now = np.where(np.isnan(rated), np.nan, values)
        reaches = value_reaching(leaf, now, wanted, tree)
        target = leaf_points(leaf, reaches, tree)
        one_up = np.minimum(rated + 1, max(point for _, point in leaf.points))
        risen = leaf_points(leaf, value_reaching(leaf, now, one_up, tree), tree)
        gain = weight * np.where(np.isnan(now), np.nan, np.nan_to_num(np.maximum(risen - rated, 0)))
        one_step = np.fmax(leaf_points(leaf, now + leaf.step, tree), leaf_points(leaf, now - leaf.step, tree))
        gain_per_step = weight * np.maximum(one_step - rated, 0)
    enough = scores.total + weight * (target - rated) >= need
    move = np.where(enough, np.round(target - rated, 6), np.nan)
    return _Leaf(now, np.where(enough, reaches, np.nan), move, gain, gain_per_step)


def value_reaching(leaf: Node, values: Floats, points: Floats, tree: Tree) -> Floats:
    """Return the nearest whole number of steps at which a measured leaf has at least so many points; NaN where no value has, or none is known.

    `values` are the customers' values, `points` what each shall reach. A value that has the points already is returned as the multiple of a
    step beyond it that still has them.
    """
    wanted = np.ceil(points * UNIT - 2e-9) / UNIT
    found = np.full(len(values), np.nan)
    for nearest in _where_reached(leaf, values, reaching(wanted)):
        beyond = np.where(nearest >= values, 1.0, -1.0)
        steps = np.where(beyond > 0, np.ceil(nearest / leaf.step - 1e-9), np.floor(nearest / leaf.step + 1e-9))
        # The straight line is turned round in floats: the step before and the step after are tried as well.
        for more in (-1, 0, 1):
            tried = np.round((steps + more * beyond) * leaf.step, STEP_DECIMALS)
            has = (leaf_points(leaf, tried, tree) >= wanted) & ((tried - values) * beyond >= 0)
            nearer = np.isnan(found) | (np.abs(tried - values) < np.abs(found - values))
            found = np.where(has & nearer, tried, found)
    return found


def _where_reached(leaf: Node, values: Floats, points: Floats) -> Iterator[Floats]:
    """Yield for each straight piece of the leaf's scale the value nearest to the customer's that reaches the points; NaN where none does."""
    xs, ys = zip(*leaf.points, strict=True)
    pieces = [(-np.inf, xs[0], ys[0], ys[0]), (xs[-1], np.inf, ys[-1], ys[-1])]
    pieces += list(zip(xs, xs[1:], ys, ys[1:], strict=False))
    for low, high, y_low, y_high in pieces:
        least, most = np.full(len(values), low), np.full(len(values), high)
        if y_low != y_high:
            crossing = np.clip(low + (points - y_low) * (high - low) / (y_high - y_low), low, high)
            least, most = (crossing, most) if y_high > y_low else (least, crossing)
        yield np.where(points <= max(y_low, y_high), np.clip(values, least, most), np.nan)
