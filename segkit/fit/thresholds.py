"""Thresholds chosen among round amounts: every combination of them is counted, by sums over the grid of all amounts.

Intervals are half-open, as they are when customers are graded: a value on an amount lies above it. Customers that are not rated, and those whose
grade a person has fixed, stay in their segments.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import floor, lcm
from typing import Any

import numpy as np

from segkit.errors import BlockedError
from segkit.fit.asked import Goal
from segkit.fit.budget import Budget
from segkit.fit.candidates import candidates
from segkit.fit.outcome import Outcome, outcome
from segkit.fit.situation import Ints, Situation, exact
from segkit.rating import Grid, rate

Matrix = np.ndarray[Any, Any]
"""A number per combination: rows are the cuts across, columns those upwards."""

SAFE = 2**62
"""Sums below this are whole numbers in 64 bits; larger ones are kept as Python's own."""


@dataclass(frozen=True)
class Amounts:
    """One axis: the amounts, each combination of cuts by their places in it, the bounds of the bands, and each customer's place."""

    amounts: tuple[float, ...]
    cuts: tuple[tuple[int, ...], ...]
    now: tuple[int, ...]
    place: Ints

    @cached_property
    def bounds(self) -> Ints:
        """Per combination, where each band begins and ends: band b holds the places from bounds[:, b] to before bounds[:, b + 1]."""
        inner = np.array(self.cuts, np.int64).reshape(len(self.cuts), -1) + 1
        first, last = np.zeros((len(self.cuts), 1), np.int64), np.full((len(self.cuts), 1), len(self.amounts) + 1)
        return np.hstack([first, inner, last])

    @cached_property
    def distance(self) -> Ints:
        """Per combination, how many amounts its cuts lie from today's, added up."""
        return np.array([sum(abs(i - k) for i, k in zip(cut, self.now, strict=True)) for cut in self.cuts], np.int64)


class Counted:
    """What every combination of thresholds comes to."""

    def __init__(self, situation: Situation, budget: Budget | None) -> None:
        grid = situation.study.grid
        if any(cut.open for cut in grid.cuts):
            raise BlockedError(
                "A threshold is still open, for there are no values to take it from. Write an amount under 'abcd'.", code="SEG-D07"
            )
        self.situation, self.budget = situation, budget
        choices = candidates(situation)
        self.across = _axis(situation, 0, choices[0])
        self.up = _axis(situation, 1, choices[1]) if grid.up else Amounts((), ((),), (), np.zeros_like(self.across.place))
        place = {segment: i for i, segment in enumerate(situation.segments)}
        columns = len(grid.grades[0])
        self.cells = [(i % columns, i // columns, place[letter]) for i, letter in enumerate(grid.cells)]

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.across.cuts), len(self.up.cuts)

    def sums(self, weights: Ints, among: np.ndarray[Any, np.dtype[np.bool_]]) -> Iterator[tuple[int, Matrix]]:
        """Return, cell of the grid by cell, its segment and the sum of the weights of the customers in it, per combination."""
        table = np.zeros((len(self.across.amounts) + 2, len(self.up.amounts) + 2), np.int64)
        np.add.at(table, (self.across.place[among] + 1, self.up.place[among] + 1), weights[among])
        table = table.cumsum(axis=0).cumsum(axis=1)
        for p, q, segment in self.cells:
            x, y = self.across.bounds, self.up.bounds
            high, low = table[x[:, p + 1]], table[x[:, p]]
            yield segment, (high - low)[:, y[:, q + 1]] - (high - low)[:, y[:, q]]

    @cached_property
    def _by_segment(self) -> tuple[Matrix, Matrix]:
        """The covered value in øre times `unit`, and the customers who change segment."""
        rhythms, unit = self.situation.rhythms, self.unit
        value = self.situation.value
        small = int(value.sum()) * unit < SAFE
        covered, moved = np.zeros(self.shape, np.int64 if small else object), np.zeros(self.shape, np.int64)
        for old, rhythm in enumerate(rhythms):
            among = self.situation.movable & (self.situation.segment == old)
            stays = ~self.situation.movable & (self.situation.segment == old)
            covered += int(value[stays].sum()) * int(rhythm.share(rhythm.contacts) * unit)
            if not among.any():
                continue
            for new, worth in self.sums(value, among):
                covered += worth.astype(covered.dtype) * int(rhythm.share(rhythms[new].contacts) * unit)
            for new, count in self.sums(np.ones_like(value), among):
                moved += count if new != old else 0
        return covered, moved

    @cached_property
    def unit(self) -> int:
        rhythms = self.situation.rhythms
        return lcm(*(old.share(new.contacts).denominator for old in rhythms for new in rhythms))

    @property
    def covered(self) -> Matrix:
        return self._by_segment[0]

    @property
    def moved(self) -> Matrix:
        return self._by_segment[1]

    def customers(self, among: np.ndarray[Any, np.dtype[np.bool_]]) -> dict[int, Matrix]:
        """Return the number of customers per segment, of those who are `among` them."""
        situation = self.situation
        fixed = np.bincount(situation.segment[among & ~situation.movable], minlength=len(situation.rhythms))
        counts = {segment: np.full(self.shape, int(n)) for segment, n in enumerate(fixed)}
        for segment, count in self.sums(np.ones(len(among), np.int64), among & situation.movable):
            counts[segment] = counts[segment] + count
        return counts

    @cached_property
    def _needed(self) -> tuple[int, list[Matrix]]:
        """Return so many units to the hour, and the hours in them by the names of the budget."""
        hours = [rhythm.hours(rhythm.contacts) for rhythm in self.situation.rhythms]
        unit = lcm(*(hour.denominator for hour in hours))
        names = range(len(self.budget.names)) if self.budget else ()
        rows = []
        for name in names:
            counts = self.customers(self.budget.owner == name) if self.budget else {}
            parts = (count * int(hours[segment] * unit) for segment, count in counts.items())
            rows.append(sum(parts, start=np.zeros(self.shape, np.int64)))
        return unit, rows

    def within(self, times: Fraction | None = None, more: Fraction = Fraction(0)) -> Matrix:
        """Return which combinations keep within so much of the budget's hours and so many more, exactly; all of them where times is None."""
        fits = np.ones(self.shape, bool)
        if times is None or self.budget is None:
            return fits
        unit, rows = self._needed
        for hours, has in zip(rows, self.budget.hours, strict=True):
            fits &= hours <= floor((has * times + more) * unit)
        return fits

    def least_hours(self) -> Outcome:
        """Return what the combination that needs the fewest hours comes to."""
        _, rows = self._needed
        hours = sum(rows, start=np.zeros(self.shape, np.int64))
        found = self.best("cover", hours == hours.min(), {})
        if found is None:
            raise AssertionError("no combination has the fewest hours")
        return found

    def best(self, goal: Goal, fits: Matrix, wish: dict[str, float]) -> Outcome | None:
        """Return what the best combination among those that fit comes to; None where none does.

        What is equally good is told apart by the other goals, then by how near the amounts are to today's, then by the lower ones.
        """
        if not fits.any():
            return None
        near = self.across.distance[:, None] + self.up.distance[None, :]
        orders = {"cover": [-self.covered, self.moved], "smallest": [self.moved, -self.covered]}.get(goal)
        chosen = np.argwhere(fits)
        for order in [*(orders or [self.deviation(wish), self.moved, -self.covered]), near]:
            found = order[tuple(chosen.T)]
            chosen = chosen[found == found.min()]
        x, y = chosen[0]
        amounts = [(self.across, self.across.cuts[x]), (self.up, self.up.cuts[y])]
        return self.outcome(tuple(axis.amounts[i] for axis, cuts in amounts for i in cuts))

    def deviation(self, wish: dict[str, float]) -> Matrix:
        """Return how far the rated customers' distribution lies from the wished one: the deviations' sum, in whole units."""
        situation = self.situation
        counts = self.customers(np.ones(len(situation.segment), bool))
        letters = [i for i, segment in enumerate(situation.segments) if segment in situation.study.grid.letters]
        rated = sum(situation.customers[i] for i in letters)
        wanted = {i: exact(wish.get(situation.segments[i], 0.0)) * rated / 100 for i in letters}
        unit = lcm(*(share.denominator for share in wanted.values()))
        return sum((abs(counts[i] * unit - int(wanted[i] * unit)) for i in letters), start=np.zeros(self.shape, np.int64))

    def outcome(self, cuts: tuple[float, ...]) -> Outcome:
        """Return what thresholds come to, with the customers graded by the rule that grades them in the study."""
        situation = self.situation
        grades = rate(situation.study.customers, with_cuts(situation.study.grid, cuts)).frame["grade"]
        place = {segment: i for i, segment in enumerate(situation.segments)}
        now = situation.segment.copy()
        now[situation.movable] = grades[situation.movable].map(place).to_numpy(dtype=np.int64)
        return outcome(situation, situation.contacts, now, cuts)


def with_cuts(grid: Grid, cuts: tuple[float, ...]) -> Grid:
    """Return the grid with other thresholds, in its order."""
    values = iter(cuts)
    across, up = (
        replace(axis, cuts=tuple(replace(cut, value=next(values), quantile=None) for cut in axis.cuts)) if axis else None
        for axis in (grid.across, grid.up)
    )
    return replace(grid, across=across, up=up) if across else grid


def _axis(situation: Situation, which: int, amounts: tuple[float, ...]) -> Amounts:
    axis = situation.study.grid.axes[which]
    values = situation.study.customers[axis.measure].astype(float).to_numpy()
    place = np.searchsorted(np.array(amounts), np.where(situation.movable, values, -np.inf), side="right")
    now = tuple(amounts.index(cut.value) for cut in axis.cuts)
    return Amounts(amounts, tuple(combinations(range(len(amounts)), len(axis.cuts))), now, place.astype(np.int64))
