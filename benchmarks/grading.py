"""Grading 1,000,000 customers: the rule as the engine runs it, against the same rule written by hand in numpy."""

import numpy as np
import pandas as pd

from benchmarks.timing import Measured, in_turn
from segkit.rating import AbcdModel, rate, settle

CUSTOMERS = 1_000_000


def measure() -> list[Measured]:
    """Return numpy first (the peer), then the engine on pandas. Both give letters and reasons; they are compared once."""
    random = np.random.default_rng(1)
    revenue = np.round(random.lognormal(11, 1.5, CUSTOMERS), 2)
    potential = np.where(random.random(CUSTOMERS) < 0.2, np.nan, np.round(random.lognormal(12, 1.5, CUSTOMERS), 2))
    table = pd.DataFrame({"revenue": revenue, "potential": potential, "utilisation": revenue / potential})
    grid = settle(AbcdModel.model_validate({"revenue_high": 100_000, "potential_high": 300_000}), table)

    def by_hand() -> tuple[object, object]:
        known = ~np.isnan(potential) & ~np.isnan(revenue)
        high_revenue, high_potential = revenue >= 100_000, potential >= 300_000
        grade = np.full(CUSTOMERS, None, dtype=object)
        grade[known] = "D"
        grade[known & high_revenue & ~high_potential] = "C"
        grade[known & ~high_revenue & high_potential] = "B"
        grade[known & high_revenue & high_potential] = "A"
        reason = np.full(CUSTOMERS, None, dtype=object)
        reason[np.isnan(potential)] = "potential_unknown"
        reason[np.isnan(revenue)] = "revenue_unknown"
        return grade, reason

    def engine() -> pd.DataFrame:
        return rate(table, grid).frame

    if list(by_hand()[0]) != list(engine()["grade"]):  # type: ignore[call-overload]
        raise AssertionError("the two rules differ")
    return in_turn({"numpy by hand (peer)": by_hand, "segkit on pandas": engine}, runs=5)
