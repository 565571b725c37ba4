"""The amounts that a threshold may be moved to: round ones, as a person would agree on, from the low customers' to the high ones', and today's."""

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal
from math import comb

import numpy as np

from segkit.fit.situation import Situation
from segkit.rating.grid import Axis

MOST = 90_000
"""How many combinations of thresholds are counted at most."""

LOWEST, HIGHEST = 0.01, 0.99
"""Between which quantiles of the customers' values above 0 the amounts lie."""

MANTISSAS: tuple[tuple[Decimal, ...], ...] = (
    tuple(Decimal(n) / 100 for n in range(100, 1000)),
    tuple(Decimal(n) / 10 for n in range(10, 100)),
    tuple(Decimal(n) / 10 for n in (10, 12, 15, 20, 25, 30, 40, 50, 60, 80)),
    tuple(Decimal(n) for n in (1, 2, 5)),
)
"""How amounts may begin, from the finest to the coarsest: three digits, two digits, the steps that people use, the coarsest of them."""

SHARES: tuple[Decimal, ...] = (Decimal("0.005"), Decimal("0.01"), Decimal("0.02"), Decimal("0.05"), Decimal("0.1"))
"""Steps of a utilisation, from the finest to the coarsest."""


def candidates(situation: Situation) -> tuple[tuple[float, ...], ...]:
    """Return the amounts for each axis of the grid, ascending: as fine as the number of combinations allows, with today's among them."""
    axes = situation.study.grid.axes
    most = _each(tuple(len(axis.cuts) for axis in axes))
    return tuple(_of(axis, situation, most) for axis in axes)


def _each(cuts: tuple[int, ...]) -> int:
    """Return how many amounts each axis may have."""
    size = max(cuts)
    while True:
        combinations = 1
        for count in cuts:
            combinations *= comb(size + 1, count)
        if combinations > MOST:
            return size
        size += 1


def _of(axis: Axis, situation: Situation, most: int) -> tuple[float, ...]:
    now = {cut.value for cut in axis.cuts}
    values = situation.study.customers.loc[situation.movable, axis.measure].astype(float).to_numpy()
    above = values[values > 0]
    if not len(above):
        return tuple(sorted(now))
    low, high = float(np.quantile(above, LOWEST, method="lower")), float(np.quantile(above, HIGHEST, method="higher"))
    ways = _shares(low, high) if axis.measure == "utilisation" else _amounts(low, high)
    found: list[float] = []
    for way in ways:
        found = sorted(set(way) - now)
        if len(found) + len(now) <= most:
            break
    room = max(0, most - len(now))
    if len(found) > room:
        found = [found[i] for i in np.linspace(0, len(found) - 1, room).round().astype(int)]
    return tuple(sorted({*found, *now}))


def _amounts(low: float, high: float) -> Iterator[list[float]]:
    """Return the round amounts from the one at or below `low` to the first above `high`, way by way."""
    bottom, top = Decimal(repr(low)), Decimal(repr(high))
    for mantissas in MANTISSAS:
        powers = range(bottom.adjusted(), top.adjusted() + 1)
        every = [mantissa.scaleb(power) for power in powers for mantissa in mantissas] + [Decimal(1).scaleb(top.adjusted() + 1)]
        begin = max((amount for amount in every if amount <= bottom), default=every[0])
        end = min(amount for amount in every if amount > top)
        cents = Decimal("0.01")
        yield [float(amount) for amount in every if begin <= amount <= end and amount == amount.quantize(cents)]


def _shares(low: float, high: float) -> Iterator[list[float]]:
    bottom, top = Decimal(repr(low)), min(Decimal(repr(high)), Decimal(1))
    for step in SHARES:
        first = max(1, int((bottom / step).to_integral_value(ROUND_FLOOR)))
        last = int((top / step).to_integral_value(ROUND_FLOOR)) + 1
        yield [float(step * n) for n in range(first, last + 1)]
