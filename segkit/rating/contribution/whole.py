"""Whole numbers instead of fractions: øre, millionths of a krone and of a minute, and the one rounding of their quotients.

Sums of whole numbers do not depend on the order of their rows, and rounding is half up (away from 0) as ROUND does in Excel.
"""

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction as Ratio
from typing import Any

import numpy as np
import pandas as pd

from segkit.rating.measures import Floats, as_spreadsheets_round

Ints = np.ndarray[Any, np.dtype[np.int64]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]

MILLION = 10**6
ORE = 100


def scaled(whole: Floats, ratio: Ratio, times: Floats | None = None) -> Floats:
    """Return whole numbers (x other whole numbers) x a ratio of 0 or more, rounded half away from 0, exact whatever their size; NaN stays."""
    result = np.full(len(whole), np.nan)
    known = ~np.isnan(whole) if times is None else ~np.isnan(whole) & ~np.isnan(times)
    products = whole[known].astype(np.int64).astype(object) * ratio.numerator
    if times is not None:
        products = products * times[known].astype(np.int64).astype(object)
    sizes = (2 * np.abs(products) + ratio.denominator) // (2 * ratio.denominator)
    signs = np.where((products < 0).astype(bool), -1.0, 1.0)
    result[known] = sizes.astype(np.float64) * signs + 0.0
    return result


def ore(amounts: pd.Series) -> Floats:
    """Return amounts of money in whole øre; NaN where one is missing. Exact up to ninety million millions."""
    return np.rint(as_spreadsheets_round(np.asarray(amounts.astype(float), dtype=np.float64), 2) * ORE)


def money(whole: Floats) -> Floats:
    """Return whole øre as an amount of money."""
    return whole / ORE


def exact(whole: float) -> Decimal:
    """Return a whole number of øre as an exact amount."""
    return Decimal(int(whole)).scaleb(-2)


def millionths(values: Iterable[Decimal | None], times: Decimal) -> Ints:
    """Return each value x times in millionths, rounded half up; 0 where there is none."""
    scale = times * MILLION
    return np.fromiter((0 if value is None else int((value * scale).to_integral_value(ROUND_HALF_UP)) for value in values), dtype=np.int64)


def part(whole: Floats, of: Floats, all_of: Floats) -> Floats:
    """Return whole numbers of 0 or more x `of` / `all_of` (above 0), row by row, rounded half up and exact."""
    top, bottom = (values.astype(np.int64).astype(object) for values in (of, all_of))
    return np.asarray((2 * whole.astype(np.int64).astype(object) * top + bottom) // (2 * bottom), dtype=np.float64)


def last_holding(holds: Callable[[Floats], Bools], low: Floats, high: Floats) -> Floats:
    """Return, row by row, the whole number from which on something does not hold: it holds at `low`, not at `high`, and changes between."""
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        good = holds(middle)
        low, high = np.where(good, middle, low), np.where(good, high, middle)
    return low
