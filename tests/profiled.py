"""Customers made by hand, rated by two thresholds, for the statistics of segments."""

from typing import Any

import pandas as pd

from segkit.rating import Axis, Cut, Grid, Ratings, measured, rate

GRID = Grid(
    Axis("revenue", (Cut("abcd.revenue_high", 100.0),)),
    Axis("potential", (Cut("abcd.potential_high", 1000.0),)),
    (("B", "A"), ("D", "C")),
)

FIGURES = {"A": (200.0, 2000.0), "B": (50.0, 2000.0), "C": (200.0, 500.0), "D": (50.0, 500.0), "": (50.0, float("nan"))}
"""Revenue and potential that earn a grade; "" is not rated."""


def rated(*groups: tuple[str, int, dict[str, Any]]) -> Ratings:
    """Return rated customers: so many of each grade, with the same further columns for each of a group."""
    rows = []
    for grade, count, further in groups:
        revenue, potential = FIGURES[grade]
        own = {"owner": "", "region": "", "industry": "", "employees": None, "orders": None, "cost": None, "revenue_before": None}
        rows += [{**own, "revenue": revenue, "potential": potential, **further} for _ in range(count)]
    names = ["owner", "region", "industry", "employees", "orders", "cost", "revenue_before", "revenue", "potential"]
    frame = pd.DataFrame(rows, columns=[*names, *dict.fromkeys(name for row in rows for name in row if name not in names)])
    for name in ("employees", "orders", "cost", "revenue_before", "revenue", "potential"):
        frame[name] = frame[name].astype(float)
    frame.insert(0, "customer_id", [f"{i:04d}" for i in range(len(frame))])
    return rate(measured(frame.assign(last_order=None)), GRID)
