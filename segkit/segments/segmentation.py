"""Ratings to segments: each account in exactly one, with numbers and money that add up to the whole."""

from dataclasses import dataclass
from typing import cast

import pandas as pd

from segkit.findings import Finding
from segkit.rating import Ratings

NOT_RATED_SEGMENT = "not_rated"
"""The segment of the accounts without a grade."""

MONEY = ("revenue", "potential", "headroom", "contribution")


@dataclass(frozen=True)
class Segmentation:
    """Segments in the order of the grades, the not rated last.

    `table` is indexed by segment: accounts (count), share (of accounts), revenue, revenue_share, potential, headroom (of the accounts
    where it is known; NaN where it is for none), contribution (NaN where any account's is unknown). `total` is the same for all accounts.
    """

    table: pd.DataFrame
    total: pd.Series
    findings: tuple[Finding, ...]

    def count(self, segment: str) -> int:
        """Return the number of accounts in a segment."""
        return int(self.value(segment, "accounts"))

    def value(self, segment: str, measure: str) -> float:
        """Return one figure of the table; NaN where it is unknown."""
        return cast(float, self.table.at[segment, measure])


def segment(ratings: Ratings) -> Segmentation:
    """Return the segments of rated accounts. Sums are exact to the øre: amounts are added as whole øre."""
    frame = ratings.frame
    names = [*ratings.grid.letters, NOT_RATED_SEGMENT]
    segments = frame["grade"].where(frame["grade"].notna(), NOT_RATED_SEGMENT)
    table = pd.DataFrame([_sums(frame[segments == name]) for name in names], index=pd.Index(names, name="segment"))
    total = _sums(frame)
    if int(table["accounts"].sum()) != len(frame):
        raise AssertionError(f"{int(table['accounts'].sum())} accounts in segments, {len(frame)} in all")
    table["share"] = table["accounts"] / (len(frame) or 1)
    # An unknown total has no shares, and neither has one of 0.
    whole = total["revenue"] or float("nan")
    table["revenue_share"] = table["revenue"] / whole
    total["share"], total["revenue_share"] = 1.0, whole / whole
    return Segmentation(table, total, _empty(table, len(frame)))


def _sums(accounts: pd.DataFrame) -> pd.Series:
    sums: dict[str, float] = {"accounts": len(accounts)}
    for measure in MONEY:
        known = accounts[measure].dropna()
        # A sum of nothing known is unknown, not 0; a contribution counts only when no customer's is open.
        complete = len(known) == len(accounts) if measure == "contribution" else len(known) > 0 or accounts.empty
        sums[measure] = int((known * 100).round().astype("int64").sum()) / 100 if complete else float("nan")
    return pd.Series(sums)


def _empty(table: pd.DataFrame, accounts: int) -> tuple[Finding, ...]:
    rated = table.drop(index=NOT_RATED_SEGMENT)
    if accounts == 0 or rated["accounts"].sum() == 0:
        return ()
    return tuple(Finding("empty_segment", values={"grade": str(name)}) for name in rated.index[rated["accounts"] == 0])
