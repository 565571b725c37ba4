"""Time thieves: customers whose share of the hours is far above their share of the true contribution. Beside its Excel formula.

A thief's share of the hours is more than a factor times its share of the true contribution, and an hour with it leaves less, after all costs,
than an hour costs. The shares are of the customers whose true contribution is known. A true contribution of 0 or less that took hours is a
thief's whatever the shares. (Contribution before time for each hour would say nothing more: below the cost of an hour it is a loss.)
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit.rating.contribution.ladder import TrueContribution
from segkit.rating.contribution.target import in_ore
from segkit.rating.contribution.whole import ORE
from segkit.rating.measures import Floats, as_spreadsheets_round

COLUMNS = ["customer_id", "hours", "hours_share", "true_contribution", "contribution_share", "ratio", "left_per_hour"]

HOUR_DECIMALS = 6
"""The hours of all are rounded, so that the order in which they are added says nothing."""


@dataclass(frozen=True)
class Thieves:
    """The time thieves, most hours first, then the lowest contribution, then by number; and what they are measured by.

    `frame`: customer_id, hours, hours_share, true_contribution, contribution_share, ratio (of the two shares), left_per_hour (true contribution
    for each hour). A ratio is NaN
    where the contribution, or that of all together, is not above 0. `rate` is what an hour costs on average over all hours recorded with
    customers (NaN without hours); `hours` and `contribution` are those of all customers whose contribution is known.
    """

    frame: pd.DataFrame
    rate: float
    hours: float
    contribution: float


def thieves(result: TrueContribution) -> Thieves:
    """Return the customers who are time thieves by the model's factor."""
    frame, rate, factor = result.frame, average_rate(result), result.model.thief_factor
    own, time = frame["true_contribution"], frame["hours"]
    known = own.notna() & time.notna()
    hours, contribution = round(float(time[known].sum()), HOUR_DECIMALS), float(np.nansum(in_ore(result, "true_contribution"))) / ORE
    table = frame[["customer_id", "hours", "true_contribution"]].assign(
        hours_share=_share(time, hours), contribution_share=_share(own, contribution), left_per_hour=_left(own, time)
    )
    table["ratio"] = (table["hours_share"] / table["contribution_share"]).where(table["contribution_share"] > 0)
    larger = (contribution > 0) & (time * contribution > factor * own * hours) & (table["left_per_hour"] < rate)
    chosen = table.loc[known & (time > 0) & ((own <= 0) | larger), COLUMNS]
    chosen = chosen.sort_values(
        ["hours", "true_contribution", "customer_id"], ascending=[False, True, True], kind="stable", ignore_index=True
    )
    return Thieves(chosen, rate, hours, contribution)


def _share(values: pd.Series, total: float) -> pd.Series:
    return values / total if total > 0 else pd.Series(np.nan, index=values.index)


def _left(contribution: pd.Series, time: pd.Series) -> Floats:
    each = (contribution / time.where(time > 0)).to_numpy(dtype=np.float64)
    return as_spreadsheets_round(each, 2)


def average_rate(result: TrueContribution) -> float:
    """Return what an hour with customers costs on average, weighted by hours; NaN without hours."""
    hours = float(np.nansum(result.element_hours.to_numpy(dtype=np.float64)))
    cost = float(np.nansum(result.element_cost[list(result.element_hours)].to_numpy(dtype=np.float64)))
    return float(as_spreadsheets_round(np.array([cost / hours]), 2)[0]) if hours > 0 else float("nan")


def thief_formula(cells: dict[str, str], totals: tuple[str, str], rate: str, factor: str) -> str:
    """Return the Excel formula of whether a row's customer is a time thief: 1 or 0, empty text where the contribution is unknown.

    `cells` maps hours and true_contribution to the row's cells; `totals` are the cells of the hours (rounded to 6 decimals) and the
    contribution of all whose contribution is known.
    """
    hours, own = cells["hours"], cells["true_contribution"]
    all_hours, whole = totals
    larger = f"AND({whole}>0,{hours}*{whole}>{factor}*{own}*{all_hours},ROUND({own}/{hours},2)<{rate})"
    judged = f"IF({hours}>0,IF({own}<=0,1,IF({larger},1,0)),0)"
    return f'IF(AND(ISNUMBER({own}),ISNUMBER({hours})),{judged},"")'


def released(hours: Floats, policy_hours: Floats) -> Floats:
    """Return the hours that are set free if customers get the hours of their policy: 0 where they get fewer today, NaN where either is unknown."""
    return np.asarray(np.maximum(hours - policy_hours, 0.0), dtype=np.float64)


def released_formula(hours: str, policy_hours: str) -> str:
    """Return the Excel formula of the hours set free, from the cells of the hours taken and of those of the policy."""
    return f'IF(AND(ISNUMBER({hours}),ISNUMBER({policy_hours})),MAX({hours}-{policy_hours},0),"")'
