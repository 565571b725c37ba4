"""The rating of customers: points of the leaves summed level by level to one score, and the score's class; as a rule and as Excel formulas.

Where points are missing, the known factors of a group share its weight, at every node. Missing is never low: a customer of whom too
little is known has no score and no class, with the reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from segkit.rating.factors.scales import reaching, rounded, rounded_formula
from segkit.rating.factors.summing import Flags, filled, leaf_weights, shared_weights, summed_blocks
from segkit.rating.factors.tree import Tree
from segkit.rating.measures import SHARE_DECIMALS, Floats, as_spreadsheets_round
from segkit.words import phrase

Names = np.ndarray[Any, np.dtype[np.object_]]
Codes = np.ndarray[Any, np.dtype[np.int8]]

REASONS: dict[str, str] = {
    "nothing_known": phrase("no points are known"),
    "too_little_known": phrase("points for too little of the weight are known"),
    "a_point_missing": phrase("a point is missing"),
    "class_open": phrase("the missing points decide the class"),
}
"""Why a customer has no class."""


@dataclass(frozen=True, eq=False)
class Scores:
    """Customers rated. `points` is customers x leaves, `score` the rounded total, `covered` the share of the weight whose points are known.

    `total` is the sum before rounding, also of those who are not rated. `rating_class` is a class's name, or None where `not_rated_because`
    is a key of REASONS; `score` is then NaN, as it is wherever the rule is "bounds" and a point is missing.
    """

    tree: Tree
    customers: pd.Index
    points: Floats
    total: Floats
    score: Floats
    covered: Floats
    rating_class: Names
    not_rated_because: Names

    @property
    def frame(self) -> pd.DataFrame:
        """Return score, covered, rating_class and not_rated_because, one row per customer."""
        columns = ("score", "covered", "rating_class", "not_rated_because")
        return with_none({name: getattr(self, name) for name in columns}, self.customers)

    @cached_property
    def levels(self) -> Floats:
        """Every node's score before rounding, customers x nodes; NaN where nothing below it is known."""
        found = np.empty((len(self.points), len(self.tree.nodes)))
        for rows, summed in summed_blocks(self.points, self.tree):
            found[rows] = np.where(summed.known, summed.scores, np.nan)[:-1].T
        return found

    @cached_property
    def weights(self) -> Floats:
        """What each leaf counts for, customers x leaves, after the known ones have shared the weight; 0 where missing. Rows sum to 1 or 0."""
        found = np.empty(self.points.shape)
        for rows, summed in summed_blocks(self.points, self.tree):
            found[rows] = shared_weights(summed, self.tree).T
        return found

    @cached_property
    def contributions(self) -> Floats:
        """What each leaf adds to `total`, customers x leaves; 0 where it is missing, NaN where nothing is known."""
        found = self.weights * np.nan_to_num(self.points)
        found[np.isnan(self.total)] = np.nan
        return found

    @cached_property
    def worst(self) -> Floats:
        """The score if every missing point were the lowest."""
        return rounded(filled(self.points, self.tree, self.tree.lowest))

    @cached_property
    def best(self) -> Floats:
        """The score if every missing point were the highest."""
        return rounded(filled(self.points, self.tree, self.tree.highest))


def score(points: pd.DataFrame | Floats, tree: Tree) -> Scores:
    """Return customers rated by their points: customers x leaves, columns known by the leaves' names, or an array in the tree's order.

    A name may be written in any case; columns of other names do not count. Raises ValueError for a leaf without a column.
    """
    array, customers = points_array(points, tree)
    total, covered = np.empty(len(array)), np.empty(len(array))
    in_all = leaf_weights(tree)
    for rows, summed in summed_blocks(array, tree):
        total[rows] = np.where(summed.known[-1], summed.scores[-1], np.nan)
        covered[rows] = in_all @ summed.leaves_known
    covered = as_spreadsheets_round(covered, SHARE_DECIMALS)
    result, code, reason = _ruled(array, tree, total, covered)
    names = np.array([*(band.name for band in tree.classes), None], dtype=object)
    reasons = np.array([*REASONS, None], dtype=object)
    return Scores(tree, customers, array, total, result, covered, names[code], reasons[reason])


def points_array(points: pd.DataFrame | Floats, tree: Tree) -> tuple[Floats, pd.Index]:
    """Return points as floats in the tree's order, customers x leaves, and who the customers are."""
    leaves = [tree.nodes[i].name for i in tree.leaves]
    if not isinstance(points, pd.DataFrame):
        if points.ndim != 2 or points.shape[1] != len(leaves):
            raise ValueError(f"points have the shape {points.shape}, but the tree has {len(leaves)} leaves")
        return np.asarray(points, dtype=float), pd.RangeIndex(len(points))
    columns = {str(name).strip().casefold(): name for name in points.columns}
    without = [leaf for leaf in leaves if leaf.casefold() not in columns]
    if without:
        raise ValueError(f"points have no column of the leaves {', '.join(without)}")
    wanted = [columns[leaf.casefold()] for leaf in leaves]
    chosen = points if wanted == list(points.columns) else points[wanted]
    return chosen.to_numpy(dtype=float, na_value=np.nan), points.index


def with_none(columns: Mapping[str, Any], customers: pd.Index) -> pd.DataFrame:
    """Return columns as a table in which a text that is not there is None."""
    return pd.DataFrame({name: pd.Series(values, index=customers, dtype=values.dtype) for name, values in columns.items()})


def only_where(there: Flags, texts: Names) -> Names:
    """Return texts where there are any, and None elsewhere."""
    found = np.full(len(texts), None, dtype=object)
    found[there] = texts[there]
    return found


def does_not_discriminate(points: pd.DataFrame) -> tuple[str, ...]:
    """Return the leaves whose points are the same for everybody who has them, or that nobody has: they tell no customer from another."""
    return tuple(str(name) for name in points.columns if points[name].nunique() < 2)


def class_codes(scores: Floats, tree: Tree) -> Codes:
    """Return the number of each rounded score's class, 0 for the best; a score exactly on the least of a class belongs to it."""
    code = np.zeros(len(scores), dtype=np.int8)
    for band in tree.classes[:-1]:
        code += scores < band.least
    return code


def class_edges(tree: Tree) -> list[float]:
    """Return the lowest total, before rounding, of each class but the last, the best first."""
    return [float(reaching(band.least)) for band in tree.classes[:-1]]


def _ruled(points: Floats, tree: Tree, total: Floats, covered: Floats) -> tuple[Floats, Codes, Codes]:
    """Return score, class and reason of each customer by the tree's rule for missing points; the last class and reason mean none."""
    rule, no_class, no_reason = tree.settings.missing, len(tree.classes), len(REASONS)
    reason = np.full(len(total), no_reason, dtype=np.int8)
    result = rounded(total)
    code = class_codes(result, tree)
    if rule == "bounds":
        gaps = np.flatnonzero(covered < 1)
        worst, best = (class_codes(rounded(filled(points[gaps], tree, end)), tree) for end in (tree.lowest, tree.highest))
        reason[gaps[worst != best]] = list(REASONS).index("class_open")
        code[gaps], result[gaps] = worst, np.nan
    elif rule == "block":
        reason[covered < 1] = list(REASONS).index("a_point_missing")
    else:
        reason[covered < tree.settings.least_covered] = list(REASONS).index("too_little_known")
    reason[np.isnan(total)] = list(REASONS).index("nothing_known")
    not_rated = reason != no_reason
    code[not_rated], result[not_rated] = no_class, np.nan
    return result, code, reason


@dataclass(frozen=True)
class ClassCells:
    """The cells of a tree's classes in Excel, the best class first: the least score of each, and its name."""

    least: tuple[str, ...]
    names: tuple[str, ...]


def node_formula(children: Sequence[tuple[str, str]]) -> str:
    """Return a node's score before rounding as an Excel formula of its children's cells, score and weight of each; empty text if none is known."""
    parts = "+".join(f"N({cell})*{weight}" for cell, weight in children)
    weights = "+".join(f"ISNUMBER({cell})*{weight}" for cell, weight in children)
    return f'IF({weights}>0,({parts})/({weights}),"")'


def covered_formula(points: str, weights: str) -> str:
    """Return the share of the weight that is known: `points` is the range of a customer's leaves, `weights` one of their weights in all.

    Both ranges are rows, or both columns, in the same order of leaves.
    """
    return f"ROUND(SUMPRODUCT(ISNUMBER({points})*{weights})/SUM({weights}),{SHARE_DECIMALS})"


def bound_formula(points: str, weights: str, covered: str, point: str) -> str:
    """Return the score with every missing point at `point`, the cell of the scale's end; the ranges as in `covered_formula`."""
    return rounded_formula(f"SUMPRODUCT({points},{weights})/SUM({weights})+(1-{covered})*{point}")


def score_formula(total: str, covered: str, least_covered: str) -> str:
    """Return the rounded score of the cells of the whole's node and of what is covered; empty text for a customer who is not rated.

    `least_covered` is 1 where the rule for missing points is "block" or "bounds".
    """
    return f'IF(COUNT({total})=0,"",IF({covered}<{least_covered},"",{rounded_formula(total)}))'


def class_formula(score: str, cells: ClassCells, not_rated: str) -> str:
    """Return the class of a score's cell; `not_rated` is the Excel expression of the text for a cell that holds no number."""
    return f"IF(ISNUMBER({score}),{_first_reached(score, cells)},{not_rated})"


def class_between_formula(worst: str, best: str, covered: str, cells: ClassCells, not_rated: str) -> str:
    """Return the class that the worst and the best score share (rule "bounds"), or `not_rated`; nothing known is never rated."""
    found = not_rated
    for i in reversed(range(len(cells.least))):
        reached = [f"{worst}>={cells.least[i]}"] if i < len(cells.least) - 1 else []
        conditions = reached + ([f"{best}<{cells.least[i - 1]}"] if i else [])
        condition = f"AND({','.join(conditions)})" if len(conditions) > 1 else conditions[0] if conditions else "TRUE"
        found = f"IF({condition},{cells.names[i]},{found})"
    return f"IF({covered}>0,{found},{not_rated})"


def _first_reached(score: str, cells: ClassCells) -> str:
    found = cells.names[-1]
    for least, name in reversed(list(zip(cells.least[:-1], cells.names[:-1], strict=True))):
        found = f"IF({score}>={least},{name},{found})"
    return found
