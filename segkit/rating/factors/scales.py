"""The points of a leaf: read from a measured value on straight lines, or given by people; each as a rule and as an Excel formula."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from segkit.rating.factors.tree import Node, Tree
from segkit.rating.measures import Floats

POINT_DECIMALS = 6
"""Points and scores are rounded to so many decimals, a half upwards."""

UNIT = 10.0**POINT_DECIMALS
LIFT = 1e-11
"""What a float is lifted by before it is rounded, so that one just below a half counts as the half in the engine and in Excel."""


def rounded(points: Floats) -> Floats:
    """Return points or scores, 0 or above, with six decimals, a half upwards; NaN stays."""
    return np.asarray(np.floor(points * UNIT + (0.5 + LIFT * UNIT)) / UNIT)


def rounded_formula(number: str) -> str:
    """Return the same as an Excel expression of a number."""
    return f"ROUND({number}+1E-11,{POINT_DECIMALS})"


def reaching(least: Floats | float) -> Floats:
    """Return the lowest number that, once rounded, is at least `least`; NaN stays."""
    wanted = np.asarray(least, dtype=float)
    whole = np.round(wanted * UNIT)
    whole = whole + (whole / UNIT < wanted)
    return np.asarray((whole - 0.5) / UNIT - LIFT)


def points_of(tree: Tree, customers: pd.DataFrame, ratings: pd.DataFrame) -> pd.DataFrame:
    """Return the points of every leaf, customers x leaves, in the order of the tree and of `customers`; NaN where nothing is known.

    `customers` has a measured leaf's column; `ratings` (same index) has the points people gave, one column per rated leaf, known by its
    name. A leaf without its column has no points at all.
    """
    given = {str(name).strip().casefold(): name for name in ratings.columns}
    rated = ratings.reindex(customers.index)
    found = {}
    for leaf in (tree.nodes[i] for i in tree.leaves):
        source, column = (rated, given.get(leaf.name.casefold())) if leaf.is_rated else (customers, leaf.column)
        values = numbers(source, column) if column in source else np.full(len(customers), np.nan)
        found[leaf.name] = leaf_points(leaf, values, tree)
    return pd.DataFrame(found, index=customers.index)


def numbers(frame: pd.DataFrame, column: str | None) -> Floats:
    """Return a column as floats, NaN where it is empty."""
    return np.asarray(frame[column].to_numpy(dtype=float, na_value=np.nan))


def leaf_points(leaf: Node, values: Floats, tree: Tree) -> Floats:
    """Return the points of a leaf for the customers' values (measured, in the leaf's unit) or for the points people gave.

    NaN stays NaN, never the lowest point; a given point outside the scale is no point. A leaf "cost" of people is turned round.
    """
    if leaf.is_rated:
        within = np.where((values >= tree.lowest) & (values <= tree.highest), values, np.nan)
        return rounded(tree.lowest + tree.highest - within if leaf.direction == "cost" else within)
    at, points = zip(*leaf.points, strict=True)
    return rounded(np.interp(values, at, points))


def points_formula(value: str, xs: Sequence[str], ys: Sequence[str]) -> str:
    """Return a measured leaf's points as an Excel formula of the cells of the value and of the scale's values and points, 2 to 8 each.

    Empty text where the value is no number, or where a cell of the scale is empty or its values do not rise.
    """
    pieces = [
        f"+({y_to}-{y_from})*(MIN(MAX({value},{x_from}),{x_to})-{x_from})/({x_to}-{x_from})"
        for x_from, x_to, y_from, y_to in zip(xs, xs[1:], ys, ys[1:], strict=False)
    ]
    rising = ",".join(f"{low}<{high}" for low, high in pairwise(xs))
    usable = f"AND(COUNT({value})=1,COUNT({','.join([*xs, *ys])})={len(xs) + len(ys)},{rising})"
    return f'IF({usable},{rounded_formula(ys[0] + "".join(pieces))},"")'


def given_formula(point: str, lowest: str, highest: str, *, cost: bool) -> str:
    """Return a rated leaf's points as an Excel formula of the cells of the given point and of the scale's ends; empty text for no point."""
    points = f"{lowest}+{highest}-{point}" if cost else point
    return f'IF(COUNT({point})=1,IF(AND({point}>={lowest},{point}<={highest}),{rounded_formula(points)},""),"")'
