"""How many customers of a kind go where, so that everybody stays within the hours with the fewest moves: whole numbers, by scipy's `milp`.

Who leaves an owner joins the others of the same hours and takers, and they are dealt out together: a customer is never worth a variable.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import coo_array

NODES = 200
"""So many branches the solver follows at most: a number of branches, unlike a time, gives the same answer on every machine."""

ROUGHLY = 0.02
"""So far from the most even shares the solver may stop: they are means, and which customers go where evens out more than that."""

HAIR = 1e-5
"""Hours that count as none, for the solver adds in floats."""


@dataclass(frozen=True)
class Group:
    """Customers who are the same to the solver: `count` of them, `hours` a year each, who may go to any of `takers` (places of reps).

    `at` is the place of their owner; None where they have to leave. `potential` is their mean potential.
    """

    count: int
    hours: float
    takers: tuple[int, ...]
    at: int | None
    potential: float


@dataclass(frozen=True)
class Placing:
    """The places that the customers of each group take, as many of each as go there; those of the owner come first.

    `least_over` are the hours that nobody has, as few as is proven to be possible; `fewest` is how many of the avoidable moves are proven to be needed.
    """

    slots: tuple[np.ndarray, ...]
    least_over: float
    fewest: int


def place(groups: Sequence[Group], load: np.ndarray, available: np.ndarray, potential: np.ndarray) -> Placing:
    """Return the placing with the fewest hours over, of those the one with the fewest moves, and of those one that shares potential evenly.

    `load` (hours) and `potential` are what each rep keeps for certain, `available` the hours of each; all in the reps' places.
    """
    if not groups:
        return Placing((), float(np.maximum(load - available, 0).sum()), 0)
    model = _Model(groups, load, available, potential)
    found, least_over = model.solve(model.moves, over=0.0), 0.0
    if found.x is None:
        first = model.solve(model.over)
        least_over = max(float(first.mip_dual_bound), 0.0)
        second = model.solve(model.moves, over=float(model.over @ first.x))
        found, proven = (first, 0) if second.x is None else (second, model.least_moves(second))
    else:
        proven = model.least_moves(found)
    even = model.solve_evenly(found)
    return Placing(model.slots(found if even.x is None else even), least_over, proven)


class _Model:
    """The variables: who stays, per group; who is dealt to whom, per kind and taker; each rep's hours over, and distance from an even share."""

    def __init__(self, groups: Sequence[Group], load: np.ndarray, available: np.ndarray, potential: np.ndarray) -> None:
        self.groups, self.available, self.potential = groups, available, potential
        self.kinds = sorted({(group.takers, group.hours) for group in groups})
        number = {kind: place for place, kind in enumerate(self.kinds)}
        self.kind = np.array([number[group.takers, group.hours] for group in groups])
        self.dealt = [(kind, to) for kind, (takers, _) in enumerate(self.kinds) for to in takers]
        self.reps, self.size = len(load), len(groups) + len(self.dealt)
        self.to = np.array([*(0 if group.at is None else group.at for group in groups), *(to for _, to in self.dealt)])
        self.counts = np.array([group.count for group in groups])
        self.free = np.array([group.at is not None for group in groups])
        self.moves = self._cost(np.append(-self.free.astype(float), np.zeros(len(self.dealt))))
        self.over = self._cost(over=1.0)
        hours = np.array([*(group.hours for group in groups), *(self.kinds[kind][1] for kind, _ in self.dealt)])
        of = np.append(self.kind, [kind for kind, _ in self.dealt])
        whole = np.bincount(self.kind, self.counts, len(self.kinds))
        self.rules = [
            LinearConstraint(self._rows(np.ones(self.size), of, len(self.kinds)), whole, whole),
            LinearConstraint(self._rows(hours, self.to, self.reps, over=-1.0), -np.inf, available - load),
        ]
        most = np.append(self.counts * self.free, whole[of[len(groups) :]])
        self.most = np.concatenate([most, np.full(2 * self.reps, np.inf)])

    def solve(self, cost: np.ndarray, over: float | None = None) -> OptimizeResult:
        """Return the solver's answer with the least cost, and with no more hours over than said."""
        return self._solve(cost, [] if over is None else [LinearConstraint(self.over, -np.inf, over + HAIR)], 0.0)

    def least_moves(self, found: OptimizeResult) -> int:
        """Return how many moves are proven to be needed by an answer with the fewest of them."""
        return max(int(np.ceil(float(found.mip_dual_bound) + self.counts[self.free].sum() - HAIR)), 0)

    def solve_evenly(self, found: OptimizeResult) -> OptimizeResult:
        """Return the answer that brings the reps close to even shares of potential, where as many leave as in another, for no more hours over."""
        mean, whole = self._means
        apart = (self.available / self.available.sum() * whole - self.potential) / whole
        stay = np.rint(found.x[: len(self.groups)])
        rules = [
            LinearConstraint(self.over, -np.inf, max(float(self.over @ found.x), 0.0) + HAIR),
            LinearConstraint(self._rows(mean / whole, self.to, self.reps, apart=-1.0), -np.inf, apart),
            LinearConstraint(self._rows(-mean / whole, self.to, self.reps, apart=-1.0), -np.inf, -apart),
        ]
        return self._solve(self._cost(apart=1.0), rules, ROUGHLY, stay)

    def slots(self, found: OptimizeResult) -> tuple[np.ndarray, ...]:
        """Return the places that each group's customers take by an answer: who leaves takes, in the groups' order, what is dealt to its kind."""
        whole = np.rint(found.x[: self.size]).astype(int)
        stay, dealt = whole[: len(self.groups)], whole[len(self.groups) :]
        left: dict[int, list[int]] = {}
        for (kind, to), count in zip(self.dealt, dealt, strict=True):
            left.setdefault(kind, []).extend([to] * count)
        slots = []
        for group, kind, staying in zip(self.groups, self.kind, stay, strict=True):
            leaving = group.count - staying
            taken, left[kind] = left[kind][:leaving], left[kind][leaving:]
            slots.append(np.array([group.at] * staying + taken, dtype=int))
        return tuple(slots)

    @cached_property
    def _means(self) -> tuple[np.ndarray, float]:
        """The mean potential of who stays and of who is dealt, and all potential there is."""
        own = np.array([group.potential for group in self.groups])
        of_kind = np.bincount(self.kind, own * self.counts) / np.bincount(self.kind, self.counts)
        whole = self.potential.sum() + float((own * self.counts).sum())
        return np.append(own, [of_kind[kind] for kind, _ in self.dealt]), max(whole, 1.0)

    def _solve(self, cost: np.ndarray, rules: list[LinearConstraint], gap: float, stay: np.ndarray | None = None) -> OptimizeResult:
        whole = self._cost(np.ones(self.size))
        low, high = np.zeros(len(cost)), self.most.copy()
        if stay is not None:
            low[: len(stay)] = high[: len(stay)] = stay
        options = {"node_limit": NODES, "mip_rel_gap": gap}
        return milp(cost, integrality=whole, bounds=Bounds(low, high), constraints=[*self.rules, *rules], options=options)

    def _cost(self, counts: np.ndarray | float = 0.0, over: float = 0.0, apart: float = 0.0) -> np.ndarray:
        return np.concatenate([np.broadcast_to(counts, self.size), np.full(self.reps, over), np.full(self.reps, apart)])

    def _rows(self, values: np.ndarray, row: np.ndarray, rows: int, *, over: float = 0.0, apart: float = 0.0) -> coo_array:
        """Return a matrix with the customers' values in their rows; with `over` or `apart`, a row is a rep and holds the rep's variable too."""
        rep, each = np.arange(self.reps if over or apart else 0), np.arange(self.size)
        columns = np.concatenate([each, self.size + rep + (self.reps if apart else 0)])
        held = np.concatenate([values, np.full(len(rep), over or apart)])
        return coo_array((held, (np.concatenate([row, rep]), columns)), shape=(rows, self.size + 2 * self.reps))
