"""The best and the worst customers by revenue: nested lists such as 10, 30 and 50."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class BestWorst:
    """Customers in order of revenue; `rank` counts from 1 and `list` is the smallest of the sizes that holds the rank.

    `cumulative` is the share of all positive revenue that a best customer and those above hold together; NaN on the worst list.

    best: highest revenue first; worst: lowest first, negative ones at the top. Ties stand in order of the customer's number.
    `shortened` is True when there are too few customers for both lists without a customer standing in both.
    """

    best: pd.DataFrame
    worst: pd.DataFrame
    sizes: tuple[int, ...]
    shortened: bool


def best_and_worst(customers: pd.DataFrame, sizes: tuple[int, ...]) -> BestWorst:
    """Return the nested lists; each holds at most half of the customers, so that nobody is both best and worst.

    Of an odd number the one in the middle is among the best.
    """
    customers = customers[customers["revenue"].notna()]  # an unknown revenue is neither high nor low
    wanted, n = max(sizes), len(customers)
    best = customers.sort_values(["revenue", "customer_id"], ascending=[False, True], kind="stable").head(min(wanted, n - n // 2))
    rest = customers.drop(index=best.index)  # customers with equal revenue could otherwise stand on both lists
    worst = rest.sort_values(["revenue", "customer_id"], kind="stable").head(min(wanted, n // 2))
    total = customers["revenue"].clip(lower=0).sum()
    share = best["revenue"].clip(lower=0).cumsum() / total if total > 0 else float("nan")
    return BestWorst(
        best=_ranked(best.assign(cumulative=share), sizes),
        worst=_ranked(worst.assign(cumulative=float("nan")), sizes),
        sizes=sizes,
        shortened=n // 2 < wanted,
    )


def _ranked(customers: pd.DataFrame, sizes: tuple[int, ...]) -> pd.DataFrame:
    ranks = range(1, len(customers) + 1)
    smallest = [min(size for size in sizes if rank <= size) for rank in ranks]
    return customers.reset_index(drop=True).assign(rank=list(ranks), list=smallest)
