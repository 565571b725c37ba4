"""The key figures of each segment with their intervals: typical amounts, who grows and who shrinks, orders."""

import math
from typing import Any

import numpy as np
import pandas as pd

from segkit.segments.intervals import Estimate, Figures, median, share
from segkit.segments.profile_rules import ProfileRules
from segkit.segments.traits import Codes, figures, ratio
from segkit.words import phrase

ALL_CUSTOMERS = "all_customers"
"""The row of all customers together; no grade has a name this long."""

KPIS: dict[str, str] = {
    "revenue": phrase("Typical revenue"),
    "contribution": phrase("Typical contribution"),
    "contribution_share": phrase("Contribution as a share of revenue"),
    "growing": phrase("Growing"),
    "shrinking": phrase("Shrinking"),
    "orders": phrase("Typical number of orders"),
}
"""The key figures; what is typical is the median, which a few large customers do not move."""

CHANGE_DECIMALS = 9
"""A change is rounded so that exactly 5% is 0.05, and not the float just below it."""


def kpis_of(customers: pd.DataFrame, groups: Codes, segments: tuple[str, ...], rules: ProfileRules) -> pd.DataFrame:
    """Return one row per segment and key figure: segment, measure, accounts, n (where it is known), value, low, high, told.

    `told` is "too_few" where it is known for fewer than the least of a segment, else "". The last rows are ALL_CUSTOMERS, the not rated
    included. A share of contribution has no interval: it is a sum of these customers, no sample of others.
    """
    revenue, before, contribution, orders = (figures(customers[name]) for name in ("revenue", "revenue_before", "contribution", "orders"))
    change = np.round(ratio(revenue, before) - 1, CHANGE_DECIMALS)
    chosen = [*((name, groups == place) for place, name in enumerate(segments)), (ALL_CUSTOMERS, np.ones(len(customers), dtype=bool))]
    rows = []
    for segment, own in chosen:
        found = {
            "revenue": _median(revenue[own]),
            "contribution": _median(contribution[own]),
            "contribution_share": _contribution_share(revenue[own], contribution[own]),
            "growing": _share(change[own], change[own] >= rules.growth_from),
            "shrinking": _share(change[own], change[own] <= -rules.growth_from),
            "orders": _median(orders[own]),
        }
        accounts = int(own.sum())
        rows += [
            (segment, name, accounts, n, *estimate, "too_few" if n < rules.segment_least else "") for name, (n, estimate) in found.items()
        ]
    return pd.DataFrame(rows, columns=["segment", "measure", "accounts", "n", "value", "low", "high", "told"])


def _median(values: Figures) -> tuple[int, Estimate]:
    return int((~np.isnan(values)).sum()), median(values)


def _share(changes: Figures, chosen: "np.ndarray[Any, np.dtype[np.bool_]]") -> tuple[int, Estimate]:
    """Return the share of the customers with a revenue in the period before."""
    n = int((~np.isnan(changes)).sum())
    return n, share(int(chosen.sum()), n)


def _contribution_share(revenue: Figures, contribution: Figures) -> tuple[int, Estimate]:
    known = ~np.isnan(revenue) & ~np.isnan(contribution)
    bought = revenue[known].sum()
    return int(known.sum()), Estimate(float(contribution[known].sum() / bought) if bought > 0 else math.nan, math.nan, math.nan)
