"""The index of a segment: how much more or less common a category is in it than among all rated customers.

    index = 100 x share in the segment / share among all rated customers, the segment's own included
    z     = (share - usual share) / root(usual share x (1 - usual share) / n)

Customers whose category is unknown count in neither share. Source: definitions, segment index.
"""

from typing import Literal

import numpy as np
import pandas as pd

from segkit.segments.intervals import wilson
from segkit.segments.profile_rules import ProfileRules
from segkit.segments.traits import Categories, Codes

Told = Literal["over", "under", "same", "too_few"]

COLUMNS = (
    "segment", "attribute", "category", "count", "segment_accounts", "base_count", "base_accounts", "share", "base_share", "low", "high",
    "index", "z", "told",
)  # fmt: skip

DECIMALS = 9
"""Index and z are rounded so that one exactly on a limit is on it, and not the float just beyond."""


def indices_of(name: str, categories: Categories, groups: Codes, segments: tuple[str, ...], rules: ProfileRules) -> pd.DataFrame:
    """Return one row per segment and category of a trait. `groups` are each customer's place in `segments`, -1 where it is not rated.

    A segment without a customer whose category is known has no rows.
    """
    counts = counted(categories, groups, len(segments))
    usual = counts.sum(axis=0)
    held = np.flatnonzero(counts.sum(axis=1) > 0)
    frame = pd.DataFrame(
        {
            "segment": np.repeat([segments[place] for place in held], len(usual)),
            "attribute": name,
            "category": np.tile(np.array(categories.names, dtype=object), len(held)),
            "count": counts[held].ravel(),
            "segment_accounts": np.repeat(counts[held].sum(axis=1), len(usual)),
            "base_count": np.tile(usual, len(held)),
            "base_accounts": usual.sum(),
        }
    )
    return measured_indices(frame[frame["base_count"] > 0].reset_index(drop=True), rules)


def counted(categories: Categories, groups: Codes, segments: int) -> Codes:
    """Return the number of customers per segment (row) and category (column), of those where both are known."""
    width = len(categories.names)
    both = (groups >= 0) & (categories.codes >= 0)
    return np.bincount(groups[both] * width + categories.codes[both], minlength=segments * width).reshape(segments, width)


def measured_indices(counts: pd.DataFrame, rules: ProfileRules) -> pd.DataFrame:
    """Return rows of count, segment_accounts, base_count and base_accounts with shares, interval, index, z and what is told."""
    n, base = counts["segment_accounts"].to_numpy(dtype=float), counts["base_accounts"].to_numpy(dtype=float)
    share, usual = counts["count"].to_numpy(dtype=float) / n, counts["base_count"].to_numpy(dtype=float) / base
    low, high = wilson(counts["count"], n)
    error = np.sqrt(usual * (1 - usual) / n)
    # Where everybody is of the category, so is every segment: nothing differs.
    z = np.divide(share - usual, error, out=np.zeros(len(counts)), where=error > 0)
    z, index = np.round(z, DECIMALS), np.round(100 * share / usual, DECIMALS)
    whole = counts.assign(share=share, base_share=usual, low=low, high=high, index=index, z=z)
    return whole.assign(told=_told(whole, rules))[list(COLUMNS)]


def _told(rows: pd.DataFrame, rules: ProfileRules) -> pd.Series:
    usual_count = rows["segment_accounts"] * rows["base_share"]
    few = (rows["segment_accounts"] < rules.segment_least) | (rows["base_accounts"] < rules.base_least)
    few |= np.maximum(rows["count"], usual_count) < rules.cell_least
    over = (rows["index"] > rules.index_over) & (rows["z"] > rules.z_least)
    under = (rows["index"] < rules.index_under) & (rows["z"] < -rules.z_least)
    return pd.Series(np.select([few, over, under], ["too_few", "over", "under"], default="same"), rows.index, dtype=object)
