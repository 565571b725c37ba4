"""Small studies with factor trees for tests of the Excel file: five customers, any tree, values and points as a test wants them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from returning import CUSTOMERS, ENGAGEMENT, LEADS, LINES

import segkit
from segkit.deep_dive import DeepDive
from segkit.rating.factors import FactorTree, acceptability, grow, levers, missing_first, points_of, score, ways_up
from segkit.rating.factors.settings import Factor
from segkit.study import Study

HOSTILE = (
    "=1+1",
    'Say "yes" [or no]',
    "It's #1 @ home",
    "Delivery of everything that was agreed, in time and in full",
    "Trust+",
    "Trust-",
    "Name",
    "Points {n} %s",
)
"""Names of factors that a formula, a heading or a sentence could stumble over."""


def client(root: Path) -> Study:
    """Return the study of six customers with a Deep Dive whose tree has one factor; `rated` gives it another."""
    folder = root / "workbooks" / "nord"
    (folder / "data").mkdir(parents=True)
    for name, content in {"customers": CUSTOMERS, "leads": LEADS, "lines": LINES}.items():
        (folder / "data" / f"{name}.csv").write_text(content, encoding="utf-8")
    (folder / "engagement.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    engagement = segkit.read_engagement(folder / "engagement.yaml")
    tree = FactorTree(factors=[leaf("Trust", 100)])
    return segkit.run_study(engagement.model_copy(update={"package": "deepdive", "tree": tree}))


def leaf(name: str, weight: float, **given: Any) -> Factor:
    """Return a factor that people rate, or that is measured where `column` and `points` are given."""
    anchors = {} if "column" in given else {point: f"{name} is {point}" for point in range(1, 6)}
    return Factor(name=name, weight_pct=weight, definition=f"What {name} is.", owner="Ida", source="Sales", anchors=anchors, **given)


def group(name: str, weight: float, *below: Factor) -> Factor:
    return Factor(name=name, weight_pct=weight, definition=f"What {name} is.", owner="Ida", factors=list(below))


def rated(study: Study, settings: FactorTree, values: Mapping[str, Sequence[float]], points: Mapping[str, Sequence[float]]) -> Study:
    """Return the study with another tree: `values` by column of measured leaves, `points` by name of rated leaves, in the customers' order."""
    assert study.deep is not None
    tree, numbers = grow(settings), study.deep.customers["customer_id"]
    figures = study.deep.figures.assign(**{column: list(cells) for column, cells in values.items()})
    rated_leaves = [tree.nodes[i].name for i in tree.leaves if tree.nodes[i].is_rated]
    given = pd.DataFrame({name: list(points.get(name, [np.nan] * len(numbers))) for name in rated_leaves}, index=figures.index, dtype=float)
    scores = score(points_of(tree, figures, given).set_index(numbers), tree)
    ways, firmness = ways_up(scores, figures), acceptability(scores.points, tree, 50, 1)
    raters = replace(study.deep.raters, points=given.set_index(pd.Index(numbers, name="customer_id")))
    frame = scores.frame.reset_index(drop=True)
    customers = study.deep.customers.assign(**{column: frame[column] for column in frame})
    deep: DeepDive = replace(
        study.deep, tree=tree, raters=raters, figures=figures, scores=scores, ways=ways, levers=levers(ways),
        missing=missing_first(scores), firmness=firmness, customers=customers,
    )  # fmt: skip
    return replace(study, engagement=study.engagement.model_copy(update={"tree": settings}), deep=deep)


def drawn(study: Study, seed: int, **settings: Any) -> Study:
    """Return the study with a tree of up to three levels, values and points drawn from a seed, with gaps."""
    draw = np.random.default_rng(seed)
    values: dict[str, list[float]] = {}
    points: dict[str, list[float]] = {}
    count = len(study.customers)

    def siblings(depth: int, path: str) -> list[Factor]:
        parts = draw.integers(1, 10, draw.integers(1, 5))
        return [factor(depth, f"{path}{i}", 100 * part / parts.sum()) for i, part in enumerate(parts, start=1)]

    def factor(depth: int, name: str, weight: float) -> Factor:
        if depth > 1 and draw.random() < 0.5:
            return group(name, weight, *siblings(depth - 1, f"{name}."))
        if draw.random() < 0.5:
            points[name] = _with_gaps(draw, draw.choice([1, 1.5, 2, 8 / 3, 3, 4, 5], count))
            return leaf(name, weight, direction=str(draw.choice(["benefit", "cost"])))
        size = float(draw.choice([0.01, 1, 1000]))
        xs = np.sort(draw.choice(60, int(draw.integers(2, 9)), replace=False)) - 20
        values[f"column {name}"] = _with_gaps(draw, np.round(draw.uniform(xs[0] - 5, xs[-1] + 5, count) * size, 2))
        pairs = [(float(x) * size, float(draw.integers(1, 6))) for x in xs]
        return leaf(name, weight, column=f"column {name}", points=pairs, step=size, unit="days")

    made = FactorTree(factors=siblings(3, "Factor "), **settings)
    return rated(study, made, values, points)


def _with_gaps(draw: np.random.Generator, numbers: Any) -> list[float]:
    return [float("nan") if draw.random() < 0.2 else float(number) for number in numbers]


def hostile(study: Study) -> Study:
    """Return the study with a tree whose factors are called as badly as they can be."""
    names = list(HOSTILE)
    below = [leaf(name, 25, direction="cost" if i % 2 else "benefit") for i, name in enumerate(names[:4])]
    beside = [leaf(name, 25) for name in names[4:]]
    days = leaf("Days\t(=until 'pay')", 20, column="payment_days", points=[(10.0, 5.0), (60.0, 1.0)], unit="days]#", step=1.0)
    settings = FactorTree(factors=[group("A [group] & 'more'", 50, *below), group("B", 30, *beside), days])
    points = {name: [1, 2, 3, 4, 5, float("nan")][i % 3 :] + [2.0] * (i % 3) for i, name in enumerate(names)}
    return rated(study, settings, {"payment_days": [5, 20, 33.5, 60, 80, float("nan")]}, points)


Making = Callable[[Study], Study]
