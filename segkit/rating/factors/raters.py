"""Several raters' points brought together: one point per customer and leaf, how far the raters agree, and who has come how far."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd

from segkit.rating.factors.agreement import alpha
from segkit.rating.factors.tree import Tree


class Given(Protocol):
    """One point that somebody gave, as the intake returns it."""

    @property
    def customer_id(self) -> str: ...
    @property
    def leaf(self) -> str: ...
    @property
    def rater(self) -> str: ...
    @property
    def point(self) -> int: ...
    @property
    def date(self) -> dt.date | None: ...


@dataclass(frozen=True)
class Disagreement:
    """One customer and leaf that raters see differently: who gave what, the lowest point first."""

    customer_id: str
    leaf: str
    given: tuple[tuple[str, int], ...]

    @property
    def spread(self) -> int:
        return self.given[-1][1] - self.given[0][1]


@dataclass(frozen=True)
class Progress:
    """How far one rater has come: points given, of how many, and the latest day.

    `of` counts the rated leaves of the customers whom the rater was asked about, and of others whom the rater has begun.
    """

    rater: str
    given: int
    of: int
    latest: dt.date | None


@dataclass(frozen=True)
class Decision:
    """A point as somebody decided it: by whom ("" = not said), on which day, and why."""

    point: float
    by: str
    date: dt.date
    reason: str = ""


@dataclass(frozen=True)
class DecidedPoint:
    """A decided point in force: `mean` is what the raters gave (NaN = nobody rated), `raters` how many they were."""

    customer_id: str
    leaf: str
    decision: Decision
    mean: float
    raters: int


@dataclass(frozen=True)
class RaterReport:
    """What all raters together say. The frames have a row per customer and a column per rated leaf, in the order of customers and tree.

    `points` is the mean of the raters' points (NaN = not rated, which is never low), `raters` how many gave one, `spread` the highest less
    the lowest (NaN = not rated). `agreement` is alpha over all cells with two raters or more, `compared` how many cells these are, `by_leaf`
    alpha for each leaf alone. `widest` are all cells in which raters differ, the widest first. `decided` are points that somebody decided
    afterwards: in `points` they stand instead of the mean.
    """

    points: pd.DataFrame
    raters: pd.DataFrame
    spread: pd.DataFrame
    agreement: float | None
    compared: int
    by_leaf: Mapping[str, float | None]
    widest: tuple[Disagreement, ...]
    progress: tuple[Progress, ...]
    decided: tuple[DecidedPoint, ...] = ()


Cells = dict[tuple[str, str], dict[str, int]]


def combined(
    given: Iterable[Given], tree: Tree, customers: pd.DataFrame, asked: Mapping[str, Collection[str]] | None = None
) -> RaterReport:
    """Return what all raters together say of the customers (customer_id, and owner where there is one).

    `asked` says whom a rater was asked about; of raters whom it leaves out, and without it, it is the own customers.

    Ratings of somebody else's customers or of leaves that the tree does not rate are left out. A rater counts once per customer and leaf:
    with the rating of the latest day, or the later one in the list. Names of leaves are compared whatever the case of their letters.
    """
    leaves = [node.name for node in tree.nodes if node.is_rated]
    numbers = [str(number) for number in customers["customer_id"]]
    kept = _once_each(given, leaves, frozenset(numbers))
    cells: Cells = {}
    for one, leaf in kept:
        cells.setdefault((one.customer_id, leaf), {})[one.rater] = one.point
    lists = {place: tuple(points.values()) for place, points in cells.items()}
    return RaterReport(
        points=_frame(numbers, leaves, {place: float(np.mean(points)) for place, points in lists.items()}),
        raters=_frame(numbers, leaves, {place: float(len(points)) for place, points in lists.items()}).fillna(0).astype(int),
        spread=_frame(numbers, leaves, {place: float(max(points) - min(points)) for place, points in lists.items()}),
        agreement=alpha(lists.values()),
        compared=sum(len(points) > 1 for points in lists.values()),
        by_leaf={leaf: alpha(points for place, points in lists.items() if place[1] == leaf) for leaf in leaves},
        widest=_widest(cells, numbers, leaves),
        progress=_progress([one for one, _ in kept], len(leaves), _whose(customers, asked or {})),
    )


def _once_each(given: Iterable[Given], leaves: Sequence[str], known: frozenset[str]) -> list[tuple[Given, str]]:
    """Return the rating in force of each rater, customer and leaf, with the leaf as the tree calls it."""
    called = {leaf.casefold(): leaf for leaf in leaves}
    kept: dict[tuple[str, str, str], Given] = {}
    for one in given:
        leaf = called.get(one.leaf.strip().casefold())
        if leaf is None or one.customer_id not in known:
            continue
        place = (one.customer_id, leaf, one.rater)
        earlier = kept.get(place)
        if earlier is None or (one.date or dt.date.min) >= (earlier.date or dt.date.min):
            kept[place] = one
    return [(one, leaf) for (_, leaf, _), one in kept.items()]


def _frame(numbers: Sequence[str], leaves: Sequence[str], values: Mapping[tuple[str, str], float]) -> pd.DataFrame:
    rows = [[values.get((number, leaf), float("nan")) for leaf in leaves] for number in numbers]
    return pd.DataFrame(np.array(rows, dtype=float).reshape(len(numbers), len(leaves)), pd.Index(numbers, name="customer_id"), list(leaves))


def _widest(cells: Cells, numbers: Sequence[str], leaves: Sequence[str]) -> tuple[Disagreement, ...]:
    """Return the cells in which raters differ: the widest first, then by customer and by leaf in their order."""
    found = [
        Disagreement(*place, tuple(sorted(points.items(), key=lambda one: (one[1], one[0]))))
        for place, points in cells.items()
        if len(set(points.values())) > 1
    ]
    customer, leaf = ({name: i for i, name in enumerate(names)} for names in (numbers, leaves))
    return tuple(sorted(found, key=lambda one: (-one.spread, customer[one.customer_id], leaf[one.leaf])))


def _whose(customers: pd.DataFrame, asked: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    """Return the customers whom each rater is to rate."""
    whose: dict[str, set[str]] = {}
    owners = customers["owner"] if "owner" in customers else pd.Series(None, customers.index, dtype=object)
    for number, owner in zip(customers["customer_id"], owners, strict=True):
        whose.setdefault(" ".join(owner.split()) if isinstance(owner, str) else "", set()).add(str(number))
    return whose | {rater: set(numbers) for rater, numbers in asked.items()}


def _progress(kept: Sequence[Given], leaves: int, whose: dict[str, set[str]]) -> tuple[Progress, ...]:
    """Return how far each rater has come, by name; nobody's customers come last."""
    begun: dict[str, set[str]] = {}
    for one in kept:
        begun.setdefault(one.rater, set()).add(one.customer_id)
    found = []
    for rater in sorted({*whose, *begun}, key=lambda name: (not name, name.casefold(), name)):
        own = [one for one in kept if one.rater == rater]
        of = leaves * len(whose.get(rater, set()) | begun.get(rater, set()))
        if of:
            found.append(Progress(rater, len(own), of, max((one.date for one in own if one.date), default=None)))
    return tuple(found)
