"""How far groups differ: Cramér's V for categories, the rank correlation ratio for figures; both from 0 (alike) to 1.

Both are corrected for the difference that chance alone makes, which is large where customers are few, and both stand on one scale: V as
it is, and the root of eta squared on ranks (from Kruskal and Wallis). Sources: Bergsma 2013; Tomczak and Tomczak 2014.
"""

import math
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd

from segkit.segments.intervals import Figures
from segkit.segments.traits import Codes

_ONE_SIDED = NormalDist().inv_cdf(0.95)


class Effect(NamedTuple):
    """The size of a difference among n accounts, NaN where there is nothing to compare; `real` is False where it could be chance."""

    size: float
    real: bool
    n: int


def chi_square_95(freedom: int) -> float:
    """Return what a chi square of so many degrees of freedom exceeds 5 times in 100. Source: Wilson and Hilferty 1931, within 1%."""
    step = 2 / (9 * freedom)
    return float(freedom * (1 - step + _ONE_SIDED * math.sqrt(step)) ** 3)


def cramers_v(counts: Codes) -> Effect:
    """Return the bias-corrected V of a table of counts, a row per group; rows and columns without anybody do not count.

    0 where everybody is of one category; NaN where there is one group only.
    """
    n = float(counts.sum())
    filled = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    rows, columns = filled.shape
    if rows < 2 or columns < 2:
        return Effect(math.nan if rows < 2 else 0.0, False, int(n))
    expected = filled.sum(axis=1, keepdims=True) * filled.sum(axis=0, keepdims=True) / n
    chi_square = float(((filled - expected) ** 2 / expected).sum())
    freedom = (rows - 1) * (columns - 1)
    excess = max(0.0, chi_square / n - freedom / (n - 1))
    most = min(size - (size - 1) ** 2 / (n - 1) for size in (rows, columns)) - 1
    size = math.sqrt(excess / most) if most > 0 else 0.0
    return Effect(min(size, 1.0), chi_square > chi_square_95(freedom), int(n))


def rank_effect(values: Figures, groups: Codes) -> Effect:
    """Return how far known figures differ between groups by their ranks; ties share a rank. `groups` are numbered from 0, -1 = none."""
    chosen = ~np.isnan(values) & (groups >= 0)
    n = int(chosen.sum())
    sizes = np.bincount(groups[chosen]) if n else np.zeros(0)
    held = sizes > 0
    count = int(held.sum())
    if count < 2 or n <= count:
        return Effect(math.nan, False, n)
    ranks = pd.Series(values[chosen]).rank().to_numpy()
    deviation = ranks - (n + 1) / 2
    spread = float((deviation**2).sum())
    if spread == 0:  # everybody has the same value
        return Effect(0.0, False, n)
    between = float((np.bincount(groups[chosen], weights=deviation)[held] ** 2 / sizes[held]).sum())
    h = (n - 1) * between / spread
    return Effect(math.sqrt(min(1.0, max(0.0, (h - count + 1) / (n - count)))), h > chi_square_95(count - 1), n)
