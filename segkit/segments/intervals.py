"""Intervals that hold the truth 95 times in 100: for a share, for the difference of two shares, and for a median.

All three are made for few customers. Wilson's interval of a share stays within 0 and 1, also for none or all of n. Newcombe's hybrid score
interval of a difference joins two of them. The interval of a median is read off the ordered values and asks nothing of how they are
spread. Sources: Wilson 1927, Newcombe 1998; definitions, effect.
"""

import math
from functools import cache
from statistics import NormalDist
from typing import Any, NamedTuple

import numpy as np

Figures = np.ndarray[Any, np.dtype[np.float64]]

CONFIDENCE = 0.95

Z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)
"""Standard errors to either side, 1.96."""

LEAST_FOR_A_MEDIAN = 6
"""Below so many values not even the smallest and the largest hold the median 95 times in 100."""

_WIDTHS = 5.0
"""Half-widths of the binomial that are added up, in roots of n; what lies beyond does not show in a float."""


class Estimate(NamedTuple):
    """A figure with the ends of its interval; NaN where it cannot be told."""

    value: float
    low: float
    high: float


UNTOLD = Estimate(math.nan, math.nan, math.nan)


def wilson(count: Any, total: Any) -> tuple[Figures, Figures]:
    """Return the ends of the interval of count / total, for one share or for arrays of them; NaN where total is 0."""
    k, n = np.asarray(count, dtype=float), np.asarray(total, dtype=float)
    known = n > 0
    size = np.where(known, n, 1.0)
    share = k / size
    centre = (share + Z**2 / (2 * size)) / (1 + Z**2 / size)
    half = Z / (1 + Z**2 / size) * np.sqrt(share * (1 - share) / size + Z**2 / (4 * size**2))
    # None and all have an end of exactly 0 and 1, which the sums of floats only come near.
    low = np.where(k == 0, 0.0, np.clip(centre - half, 0, 1))
    high = np.where(k == n, 1.0, np.clip(centre + half, 0, 1))
    return np.where(known, low, math.nan), np.where(known, high, math.nan)


def share(count: int, total: int) -> Estimate:
    """Return a share with its interval; NaN for none of nothing."""
    if total == 0:
        return UNTOLD
    low, high = wilson(count, total)
    return Estimate(count / total, float(low), float(high))


def difference(count: int, total: int, other_count: int, other_total: int) -> Estimate:
    """Return count/total less other_count/other_total with its interval; NaN where either is of nothing."""
    first, other = share(count, total), share(other_count, other_total)
    value = first.value - other.value
    low = value - math.hypot(first.value - first.low, other.high - other.value)
    high = value + math.hypot(first.high - first.value, other.value - other.low)
    return Estimate(value, low, high)


def median(values: Figures) -> Estimate:
    """Return the median of the known values with its interval; without an interval (NaN) where there are fewer than six."""
    known = np.sort(values[~np.isnan(values)])
    if len(known) == 0:
        return UNTOLD
    middle = float(np.median(known))
    rank = rank_of_the_median(len(known))
    if rank == 0:
        return Estimate(middle, math.nan, math.nan)
    return Estimate(middle, float(known[rank - 1]), float(known[-rank]))


@cache
def rank_of_the_median(n: int) -> int:
    """Return r so that the r-th smallest and the r-th largest of n values hold the median in at least 95 of 100 samples; 0 = none does.

    The values below the median are as many as heads in n throws of a coin, so r is the largest with P(heads < r) at most 2.5%.
    """
    if n < LEAST_FOR_A_MEDIAN:
        return 0
    first = max(0, int(n / 2 - _WIDTHS * math.sqrt(n)))
    whole = math.lgamma(n + 1) - n * math.log(2)
    below = 0.0
    for heads in range(first, n // 2 + 1):
        below += math.exp(whole - math.lgamma(heads + 1) - math.lgamma(n - heads + 1))
        if below > (1 - CONFIDENCE) / 2:
            return heads
    raise AssertionError(f"half of {n} throws are more than 2.5% of them")
