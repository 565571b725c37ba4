"""The best and the worst customers by revenue or by what they earn: nested lists such as 10, 30 and 50."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class BestWorst:
    """Customers in order of `measure` (revenue or contribution); `rank` counts from 1 and `list` is the smallest size that holds the rank.

    `cumulative` is the share of all positive amounts that a best customer and those above hold together; NaN on the worst list.

    best: highest amount first; worst: lowest first, negative ones at the top. Ties stand in order of the customer's number.
    `shortened` is True when there are too few customers for both lists without a customer standing in both.
    """

    best: pd.DataFrame
    worst: pd.DataFrame
    sizes: tuple[int, ...]
    shortened: bool
    measure: str = "revenue"


def best_and_worst(customers: pd.DataFrame, sizes: tuple[int, ...], measure: str = "revenue") -> BestWorst:
    """Return the nested lists; each holds at most half of the customers, so that nobody is both best and worst.

    Of an odd number the one in the middle is among the best.
    """
    customers = customers[customers[measure].notna()]  # an unknown amount is neither high nor low
    wanted, n = max(sizes), len(customers)
    best = customers.sort_values([measure, "customer_id"], ascending=[False, True], kind="stable").head(min(wanted, n - n // 2))
    rest = customers.drop(index=best.index)  # customers with equal amounts could otherwise stand on both lists
    worst = rest.sort_values([measure, "customer_id"], kind="stable").head(min(wanted, n // 2))
    total = customers[measure].clip(lower=0).sum()
    share = best[measure].clip(lower=0).cumsum() / total if total > 0 else float("nan")
    return BestWorst(
        best=ranked(best.assign(cumulative=share), sizes),
        worst=ranked(worst.assign(cumulative=float("nan")), sizes),
        sizes=sizes,
        shortened=n // 2 < wanted,
        measure=measure,
    )


def earners(customers: pd.DataFrame, sizes: tuple[int, ...]) -> BestWorst:
    """Return the lists by contribution; by revenue where a customer's contribution is unknown, for then the lists would leave it out."""
    known = customers["contribution"].notna() | customers["revenue"].isna()
    return best_and_worst(customers, sizes, "contribution" if known.all() and customers["contribution"].notna().any() else "revenue")


def ranked(customers: pd.DataFrame, sizes: tuple[int, ...]) -> pd.DataFrame:
    """Return customers, in their order, with `rank` from 1 and `list`, the smallest size that holds the rank."""
    ranks = range(1, len(customers) + 1)
    smallest = [min(size for size in sizes if rank <= size) for rank in ranks]
    return customers.reset_index(drop=True).assign(rank=list(ranks), list=smallest)
