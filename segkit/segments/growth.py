"""The customers to build growth on and the customers to change: nested lists such as 10, 30 and 50, by a rule that is printed."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit.parameters import Fraction, Record, parameter
from segkit.rating.measures import as_spreadsheets_round
from segkit.segments.best_worst import ranked
from segkit.words import phrase

ENOUGH_FOR_BOTH = 100
"""Customers from which on nobody may stand on both lists at full length."""


class GrowthRule(Record):
    """How much a customer can grow within the plan: a share of its headroom, times its rating as a fraction of the scale."""

    attainable: Fraction = parameter(
        0.25,
        label=phrase("Attainable share of the headroom"),
        unit="fraction",
        help=phrase("How much of a customer's headroom can be won within the plan where its rating is the best there is."),
    )
    rating_power: float = parameter(
        1.0,
        label=phrase("Weight of the rating"),
        help=phrase("0: the rating does not count; 1: half the rating, half the growth; 2: a low rating counts for much less."),
        ge=0,
        le=4,
    )


@dataclass(frozen=True)
class GrowthLists:
    """Best: customers by attainable growth, highest first. Worst: customers below their target by true contribution, lowest first.

    Both frames have `rank` from 1, `list` (the smallest size that holds the rank) and the columns of the customers; ties stand in order of
    the customer's number. Nobody stands on both: who is to be changed first is not built on, and `both` counts who would have been.
    `unknown` counts customers whose growth cannot be told, `unknown_contribution` those whose true contribution cannot.
    """

    best: pd.DataFrame
    worst: pd.DataFrame
    sizes: tuple[int, ...]
    both: tuple[str, ...]
    unknown: int
    unknown_contribution: int

    @property
    def best_is_short(self) -> bool:
        return len(self.best) < max(self.sizes)

    @property
    def worst_is_short(self) -> bool:
        return len(self.worst) < max(self.sizes)


def growth(headroom: pd.Series, rating: pd.Series, rule: GrowthRule) -> pd.Series:
    """Return what each customer can grow within the plan, in money of two decimals; `rating` is a fraction of the scale, 0 to 1.

    NaN where headroom or rating is unknown; 0 where the customer buys all of its potential or more.
    """
    amount = rule.attainable * headroom.astype(float).clip(lower=0) * rating.astype(float) ** rule.rating_power
    return pd.Series(as_spreadsheets_round(np.asarray(amount, dtype=np.float64), 2), headroom.index)


def growth_formula(headroom: str, score: str, scale: tuple[str, str], rule: tuple[str, str]) -> str:
    """Return the same as an Excel formula: cells of headroom and score, of lowest and highest point, of attainable share and power."""
    lowest, highest = scale
    attainable, power = rule
    rating = f"(({score}-{lowest})/({highest}-{lowest}))"
    # 0 to the power of 0 is an error in Excel and 1 in the engine.
    factor = f"IF({power}=0,1,{rating}^{power})"
    return f'IF(AND(ISNUMBER({headroom}),ISNUMBER({score})),ROUND({attainable}*MAX({headroom},0)*{factor},2),"")'


def target_formula(revenue: str, growth_cell: str) -> str:
    """Return the Excel formula of the revenue at the end of the plan, from the cells of revenue and growth."""
    return f'IF(AND(ISNUMBER({revenue}),ISNUMBER({growth_cell})),ROUND({revenue}+{growth_cell},2),"")'


def growth_lists(customers: pd.DataFrame, sizes: tuple[int, ...]) -> GrowthLists:
    """Return the lists of customers with customer_id, growth, true_contribution and below_target (True, False, or None where unknown)."""
    most, n = max(sizes), len(customers)
    below = customers[customers["below_target"].map(lambda known: known is True) & customers["true_contribution"].notna()]
    worst = below.sort_values(["true_contribution", "customer_id"], kind="stable").head(min(most, max(n // 2, 1)))
    grows = customers[customers["growth"].fillna(0) > 0].sort_values(["growth", "customer_id"], ascending=[False, True], kind="stable")
    promising = grows.head(min(most, n - n // 2))
    on_both = promising["customer_id"].isin(worst["customer_id"])
    best = grows[~grows["customer_id"].isin(worst["customer_id"])].head(min(most, n - n // 2))
    return GrowthLists(
        best=ranked(best, sizes),
        worst=ranked(worst, sizes),
        sizes=sizes,
        both=tuple(promising.loc[on_both, "customer_id"]),
        unknown=int(customers["growth"].isna().sum()),
        unknown_contribution=int(customers["true_contribution"].isna().sum()),
    )
