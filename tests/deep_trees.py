"""The example's Deep Dive by other trees: whom nobody has rated, of whom all is known, and trees as large as a page bears."""

from dataclasses import replace
from typing import Any

import pandas as pd

from segkit.deep_dive import deep_dive
from segkit.rating.factors.settings import Factor, FactorTree
from segkit.study import Study

REVENUE = ((0.0, 1.0), (100_000.0, 3.0), (1_000_000.0, 5.0))
"""Revenues and the points they give; everybody has a revenue."""


def measured(name: str, weight: float, column: str = "revenue", **more: Any) -> Factor:
    """Return a leaf that is read from a column that every customer has."""
    return Factor(name=name, weight_pct=weight, column=column, points=list(REVENUE), unit="DKK", step=1000.0, definition=name, **more)


def rated(name: str, weight: float, **more: Any) -> Factor:
    """Return a leaf that people rate."""
    return Factor(name=name, weight_pct=weight, definition=name, anchors={1: "low", 5: "high"}, **more)


def with_tree(study: Study, *factors: Factor, customers: pd.DataFrame | None = None, **settings: Any) -> Study:
    """Return a study whose Deep Dive is rated by another tree, of all or of some of its customers."""
    tree = FactorTree(factors=list(factors), **settings)
    engagement = study.engagement.model_copy(update={"tree": tree})
    own = study.customers if customers is None else customers.reset_index(drop=True)
    return replace(study, engagement=engagement, customers=own, deep=deep_dive(engagement, study.intake, own, study.plan))


def all_known(study: Study, **settings: Any) -> Study:
    """Return a study in which everybody has every point, and nobody is asked for any."""
    return with_tree(study, measured("Size", 60, lever="quality"), measured("Size again", 40), **settings)


def nothing_known(study: Study) -> Study:
    """Return a study that nobody has rated."""
    return with_tree(study, rated("Never asked", 50), rated("Nor this", 50))


def large(study: Study, name: str = "Factor") -> Study:
    """Return a study by a tree of 45 leaves on three levels, each name beginning with the given one."""
    tops = [
        Factor(name=f"{name} {a}", weight_pct=weight, definition="What it is.", factors=[
            Factor(name=f"{name} {a}.{b}", weight_pct=20, definition="What it is.", factors=[
                measured(f"{name} {a}.{b}.{c}", part, lever="time") for c, part in ((1, 50), (2, 30), (3, 20))
            ]) for b in range(1, 6)
        ]) for a, weight in ((1, 60), (2, 30), (3, 10))
    ]  # fmt: skip
    return with_tree(study, *tops)
