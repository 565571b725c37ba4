"""A logarithmic axis: where amounts stand on it, and which round amounts mark it."""

import math
from dataclasses import dataclass
from decimal import Decimal

from segkit.views.scale import Scale

STEPS = ((1.0,), (1.0, 3.0), (1.0, 2.0, 5.0), (1.0, 1.5, 2.0, 3.0, 5.0, 7.0), tuple(1 + i / 10 for i in range(90)))
TICKS = 4
"""The fewest ticks of an axis."""
ROOM = 22.0
"""Points kept free at the ends of the axes, where the names of the grades stand."""


@dataclass(frozen=True)
class Logarithmic:
    """A logarithmic axis: the values at its ends, and where these stand."""

    low: float
    high: float
    begin: float
    end: float

    def at(self, value: float) -> float:
        share = (math.log(value) - math.log(self.low)) / (math.log(self.high) - math.log(self.low))
        return self.begin + share * (self.end - self.begin)

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Plane:
    """Revenue across and potential up, with the scale that their amounts are written in."""

    across: Logarithmic
    up: Logarithmic
    scale: Scale


def ticks(axis: Logarithmic) -> list[float]:
    """Return round values inside an axis: as few kinds of steps as give four, so that a short axis has ticks too."""
    found: list[float] = []
    for steps in STEPS:
        powers = range(math.floor(math.log10(axis.low)), math.ceil(math.log10(axis.high)) + 1)
        found = [value for power in powers for step in steps if axis.holds(value := round(step * 10.0**power, 10))]
        if len(found) >= TICKS:
            break
    every = max(1, math.ceil(len(found) / 9))
    return found[::every]


def stretched(axis: Logarithmic) -> Logarithmic:
    """Return an axis with free room at both ends."""
    inner = abs(axis.end - axis.begin) - 2 * ROOM
    factor = (axis.high / axis.low) ** (ROOM / inner)
    return Logarithmic(axis.low / factor, axis.high * factor, axis.begin, axis.end)


def short(scale: Scale, value: float) -> str:
    """Return an amount with its first three figures and no zeros behind them."""
    divided = value / scale.divisor
    exponent = Decimal(f"{divided:.3g}").normalize().as_tuple().exponent
    return scale.words.number(divided, max(0, -int(exponent)))
