"""What each cost and its hours were with each group of customers, beside what the group leaves."""

import pandas as pd

from segkit.rating.contribution.ladder import TrueContribution
from segkit.rating.contribution.whole import ORE


def by_group(result: TrueContribution, groups: pd.Series) -> pd.DataFrame:
    """Return groups (indexed by customer_id; who has none is left out) with customers, unknown, revenue, each element's cost, hours and
    true_contribution.

    Amounts are added as whole øre, over the customers of whom each is known; `unknown` counts those whose true contribution is not.
    """
    group = result.frame["customer_id"].map(groups)
    amounts = pd.concat([result.frame[["revenue", "true_contribution"]], result.element_cost.add_prefix("cost: ")], axis=1)
    sums = (amounts * ORE).round().groupby(group, sort=True).sum(min_count=1) / ORE
    rest = result.frame.groupby(group, sort=True).agg(
        customers=("customer_id", "size"), unknown=("true_contribution", lambda values: int(values.isna().sum())), hours=("hours", "sum")
    )
    costs = list(amounts.columns[2:])
    return pd.concat([rest[["customers", "unknown"]], sums[["revenue", *costs]], rest[["hours"]], sums[["true_contribution"]]], axis=1)
