"""Which customers of a kind go where, so that the potential per hour that reps have comes out as even as exchanging two of them can make it."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

AN_HOUR = 1.0
"""A rep with fewer hours counts with one, so that there is a potential per hour."""

ROUNDS = 50
"""So often all kinds are gone through; it ends before as soon as no exchange helps any more."""


def unevenness(held: np.ndarray, available: np.ndarray) -> float:
    """Return how unevenly potential is held: the sum of its squares per hour, which is least where everybody has the same per hour."""
    return float((held**2 / np.maximum(available, AN_HOUR)).sum())


def share_out(
    potentials: Sequence[np.ndarray], slots: Sequence[np.ndarray], held: np.ndarray, available: np.ndarray
) -> tuple[np.ndarray, ...]:
    """Return to which rep (by place) each customer goes: a permutation of each kind's slots.

    `potentials` and `slots` have an array per kind: the customers' potentials, and the places that they take, as many of each rep as go there.
    `held` is the potential that each rep keeps besides, `available` the hours of each.
    """
    hours, held = np.maximum(available, AN_HOUR), held.astype(float)
    # Where all go to one rep there is nothing to choose, so these are counted before the others choose.
    order = sorted(range(len(slots)), key=lambda kind: len(set(slots[kind])) > 1)
    chosen = {kind: _dealt(potentials[kind], slots[kind], held, hours) for kind in order}
    for _ in range(ROUNDS):
        helped = [_exchanged(potentials[kind], chosen[kind], held, hours) for kind in order]
        if not any(helped):
            break
    return tuple(chosen[kind] for kind in range(len(slots)))


def _dealt(potentials: np.ndarray, slots: np.ndarray, held: np.ndarray, hours: np.ndarray) -> np.ndarray:
    """Deal the largest potentials first, each to who grows least uneven by it; `held` grows on the way."""
    reps, left = (list(part) for part in np.unique(slots, return_counts=True))
    to = np.empty(len(slots), dtype=int)
    for customer in np.argsort(-potentials, kind="stable"):
        amount = potentials[customer]
        grown = [(2 * held[rep] + amount) * amount / hours[rep] if free else np.inf for rep, free in zip(reps, left, strict=True)]
        place = int(np.argmin(grown))
        left[place] -= 1
        to[customer] = reps[place]
        held[reps[place]] += amount
    return to


def _exchanged(potentials: np.ndarray, to: np.ndarray, held: np.ndarray, hours: np.ndarray) -> bool:
    """Exchange the best two customers of each pair of reps as long as it helps; says whether any were. `to` and `held` follow."""
    helped = False
    for one, other in combinations(np.unique(to), 2):
        while pair := _best_exchange(
            potentials, np.flatnonzero(to == one), np.flatnonzero(to == other), held[[one, other]], hours[[one, other]]
        ):
            first, second = pair
            to[first], to[second] = other, one
            moved = potentials[first] - potentials[second]
            held[one], held[other] = held[one] - moved, held[other] + moved
            helped = True
    return helped


def _best_exchange(
    potentials: np.ndarray, ones: np.ndarray, others: np.ndarray, held: np.ndarray, hours: np.ndarray
) -> tuple[int, int] | None:
    """Return the customers of two reps whose exchange makes the potential per hour of both most even; None where none helps."""
    wish = (held[0] / hours[0] - held[1] / hours[1]) / (1 / hours[0] + 1 / hours[1])
    ranked = others[np.argsort(potentials[others], kind="stable")]
    at = np.searchsorted(potentials[ranked], potentials[ones] - wish)
    best: tuple[float, int, int] | None = None
    for near in (np.clip(at - 1, 0, len(ranked) - 1), np.clip(at, 0, len(ranked) - 1)):
        off = np.abs(potentials[ones] - potentials[ranked[near]] - wish)
        first = int(np.argmin(off))
        if best is None or off[first] < best[0]:
            best = (float(off[first]), int(ones[first]), int(ranked[near[first]]))
    # An exchange helps where it ends nearer to the wish than doing nothing does; by less than a millionth it would only turn in circles.
    return None if best is None or best[0] > abs(wish) * (1 - 1e-6) - 1e-6 else best[1:]
