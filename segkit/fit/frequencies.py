"""Contacts a year per segment, chosen by an integer program: covering the most within the hours, or changing the least."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor, lcm
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from segkit.errors import CommandError
from segkit.fit.asked import Asked
from segkit.fit.budget import Budget
from segkit.fit.situation import Rhythm, Situation, exact, is_kept

FINEST = 10**9
"""Into how many parts the whole value is divided at most: the solver reckons in floats, which would not tell finer ones apart."""

INFEASIBLE = 2

Menus = tuple[tuple[Fraction, ...], ...]


def menus(situation: Situation, asked: Asked) -> Menus:
    """Return the contacts a year that each segment may have, ascending: whole numbers up to those wished, and today's.

    A segment without customers keeps today's, and so do the customers that are not rated unless it is said otherwise. Raises CommandError where
    more are to be kept than are wished.
    """
    return tuple(_menu(rhythm, asked, n) for rhythm, n in zip(situation.rhythms, situation.customers, strict=True))


def _menu(rhythm: Rhythm, asked: Asked, customers: int) -> tuple[Fraction, ...]:
    given = asked.at_least.get(rhythm.segment)
    least = exact(given) if given is not None else rhythm.contacts if is_kept(rhythm.segment) else Fraction(0)
    if least > rhythm.wished:
        raise CommandError(
            f"--at-least {rhythm.segment}={float(least):g} is above the {float(rhythm.wished):g} contacts a year of today. "
            f"To wish for more, give --up-to {rhythm.segment}={float(least):g} as well.",
            code="SEG-P01",
        )
    if not customers:
        return (max(rhythm.contacts, least),)
    whole = {Fraction(n) for n in range(floor(rhythm.wished) + 1)}
    return tuple(sorted(often for often in whole | {rhythm.contacts, rhythm.wished, least} if often >= least))


def best_frequencies(situation: Situation, budget: Budget, choices: Menus, *, smallest: bool = False) -> tuple[Fraction, ...] | None:
    """Return the contacts per segment that cover the most value within the hours, and of those the ones nearest to today's.

    Where the `smallest` change is asked for, the two change places: fewest contacts a year added or taken away, then the most value. Value is told
    apart to a billionth of the whole. None where nothing fits. What is returned keeps within the hours exactly.
    """
    at = [(place, often) for place, menu in enumerate(choices) for often in menu]
    value, change = _value(situation, at), _change(situation, at)
    problem = _Problem(situation, budget, at)
    chosen = problem.least((change, -value) if smallest else (-value, change))
    return None if chosen is None else tuple(at[i][1] for i in chosen)


def _value(situation: Situation, at: Sequence[tuple[int, Fraction]]) -> np.ndarray[Any, Any]:
    """Return the value covered by each choice, in whole units."""
    sums = np.zeros(len(situation.rhythms), np.int64)
    np.add.at(sums, situation.segment, situation.value)
    covered = [int(sums[place]) * situation.rhythms[place].share(often) for place, often in at]
    unit = lcm(*(amount.denominator for amount in covered))
    finest = min(Fraction(unit), Fraction(FINEST, max(1, int(sums.sum()))))
    return np.array([float(round(amount * finest)) for amount in covered])


def _change(situation: Situation, at: Sequence[tuple[int, Fraction]]) -> np.ndarray[Any, Any]:
    """Return the contacts a year that each choice adds or takes away, in whole units."""
    changes = [situation.customers[place] * abs(often - situation.contacts[place]) for place, often in at]
    unit = lcm(*(change.denominator for change in changes))
    return np.array([float(change * unit) for change in changes])


class _Problem:
    """One choice per segment within the hours; every coefficient is a whole number, so that half a unit of slack hides no overrun."""

    def __init__(self, situation: Situation, budget: Budget, at: Sequence[tuple[int, Fraction]]) -> None:
        self.places = np.array([place for place, _ in at])
        each = [situation.rhythms[place].hours(often) for place, often in at]
        unit, self.most = budget.whole(*each)
        counts = budget.counts(situation.segment, len(situation.rhythms))
        self.hours = [[int(row[place]) * int(hours * unit) for (place, _), hours in zip(at, each, strict=True)] for row in counts]
        one = np.array([[float(place == of) for place in self.places] for of in range(len(situation.rhythms))])
        self.rows = [(one, 1.0, 1.0)]
        for row, most in zip(self.hours, self.most, strict=True):
            self.rows.append((np.array([row], dtype=float), -np.inf, most + 0.5))

    def least(self, orders: Sequence[np.ndarray[Any, Any]]) -> tuple[int, ...] | None:
        """Return the choices with the least sum of the first order, and of those with the least of the next."""
        chosen: tuple[int, ...] | None = None
        for order in orders:
            chosen = self._solved(order)
            if chosen is None:
                return None
            self.rows.append((order[None, :], -np.inf, float(order[list(chosen)].sum()) + 0.5))
        return chosen

    def _solved(self, order: np.ndarray[Any, Any]) -> tuple[int, ...] | None:
        while True:
            parts = [
                (csr_array(rows), np.broadcast_to(low, rows.shape[0]), np.broadcast_to(high, rows.shape[0]))
                for rows, low, high in self.rows
            ]
            done = milp(
                order,
                integrality=np.ones(len(order)),
                bounds=Bounds(0, 1),
                constraints=[LinearConstraint(rows, low, high) for rows, low, high in parts],
                options={"mip_rel_gap": 0},
            )
            if done.status == INFEASIBLE:
                return None
            if done.x is None:
                raise AssertionError(f"the solver gave up: {done.message}")
            chosen = tuple(int(i) for i in np.flatnonzero(done.x > 0.5))
            if all(sum(row[i] for i in chosen) <= most for row, most in zip(self.hours, self.most, strict=True)):
                return chosen
            # Within the solver's tolerance, but not within the hours: this one is forbidden, and the next is looked for.
            forbidden = np.zeros(len(order))
            forbidden[list(chosen)] = 1.0
            self.rows.append((forbidden[None, :], -np.inf, len(chosen) - 1.0))
