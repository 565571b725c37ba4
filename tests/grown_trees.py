"""Factor trees and points for tests: one of every kind, and drawn ones of up to three levels."""

from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from segkit.rating.factors.growing import grow
from segkit.rating.factors.settings import Factor, FactorTree
from segkit.rating.factors.tree import Tree

SPEED = ((0.0, 5.0), (10.0, 4.0), (30.0, 2.0), (60.0, 1.0))
"""Days until payment, and the points they give."""


def tree(**settings: Any) -> Tree:
    """Return a ragged tree of three levels: 'Value' in three leaves of its own and a group of two, and 'Ease' as a leaf of level 1."""
    growth = [
        Factor(name="Plans", weight_pct=60, lever="service"),
        Factor(name="Trust", weight_pct=40, direction="cost", lever="quality"),
    ]
    value = [
        Factor(name="Growth", weight_pct=50, factors=growth),
        Factor(name="Payment", weight_pct=30, column="payment_days", direction="cost", points=list(SPEED), step=1.0, lever="time"),
        Factor(name="Loyalty", weight_pct=20),
    ]
    return grow(FactorTree(factors=[Factor(name="Value", weight_pct=70, factors=value), Factor(name="Ease", weight_pct=30)], **settings))


def flat(weights: list[float], **settings: Any) -> Tree:
    """Return a tree of one level, its leaves rated by people and named a, b, c ..., the weights in per cent."""
    factors = [Factor(name=chr(97 + i), weight_pct=weight) for i, weight in enumerate(weights)]
    return grow(FactorTree(factors=factors, **settings))


def shared(parts: list[int]) -> list[float]:
    """Return whole numbers as per cent of their sum."""
    return [100 * part / sum(parts) for part in parts]


@st.composite
def factors(draw: st.DrawFn, depth: int = 3, path: str = "") -> list[Factor]:
    """Draw one to four siblings, some split further."""
    parts = draw(st.lists(st.integers(1, 9), min_size=1, max_size=4))
    found = []
    for i, weight in enumerate(shared(parts)):
        name = f"{path}{i}"
        below = draw(factors(depth - 1, f"{name}.")) if depth > 1 and draw(st.booleans()) else []
        found.append(Factor(name=name, weight_pct=weight, factors=below))
    return found


def trees(**settings: Any) -> st.SearchStrategy[Tree]:
    """Draw ragged trees of up to three levels."""
    return factors().map(lambda drawn: grow(FactorTree(factors=drawn, **settings)))


@st.composite
def rated(draw: st.DrawFn, missing: str = "renormalise", gaps: bool = True) -> tuple[Tree, np.ndarray]:
    """Draw a tree and the points of up to five customers, halves among them, some missing."""
    grown = draw(trees(missing=missing, least_covered=draw(st.sampled_from([0.01, 0.5, 0.6]))))
    point = st.sampled_from([1.0, 1.5, 2.0, 2.25, 3.0, 3.5, 4.0, 5.0, *([float("nan")] * 4 if gaps else [])])
    rows = draw(st.lists(st.lists(point, min_size=len(grown.leaves), max_size=len(grown.leaves)), min_size=1, max_size=5))
    return grown, np.array(rows, dtype=float)


@st.composite
def measured(draw: st.DrawFn, factor: Factor) -> Factor:
    """Draw how a leaf is measured or rated: a scale that rises, falls or does both, or people's points, some turned round."""
    if factor.factors:
        return factor.model_copy(update={"factors": [draw(measured(below)) for below in factor.factors]})
    if draw(st.booleans()):
        return factor.model_copy(update={"direction": draw(st.sampled_from(["benefit", "cost"]))})
    size = draw(st.sampled_from([1.0, 100.0, 1e6]))
    values = sorted(draw(st.sets(st.integers(-20, 40), min_size=2, max_size=8)))
    points = [(value * size, float(draw(st.integers(1, 5)))) for value in values]
    step = draw(st.sampled_from([0.01, 0.1, 0.3, 1.0, 5.0])) * size
    return factor.model_copy(update={"column": f"column {factor.name}", "points": points, "step": step})


@st.composite
def with_values(draw: st.DrawFn) -> tuple[Tree, pd.DataFrame, pd.DataFrame]:
    """Draw a tree of measured and rated leaves, the customers' columns, and the points that people gave; with gaps in both."""
    grown = grow(FactorTree(factors=[draw(measured(factor)) for factor in draw(factors())], least_covered=0.3))
    count = draw(st.integers(1, 3))
    columns, ratings = {}, {}
    for leaf in (grown.nodes[i] for i in grown.leaves):
        if leaf.is_rated:
            known = st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0, 2.5])
            target, name = ratings, leaf.name
        else:
            known = st.floats(leaf.points[0][0] - 10 * leaf.step, leaf.points[-1][0] + 10 * leaf.step).map(lambda number: round(number, 2))
            target, name = columns, leaf.column
        target[name] = draw(st.lists(st.one_of(known, known, known, st.just(float("nan"))), min_size=count, max_size=count))
    index = pd.Index([f"c{i}" for i in range(count)])
    return grown, pd.DataFrame(columns, index=index, dtype=float), pd.DataFrame(ratings, index=index, dtype=float)
