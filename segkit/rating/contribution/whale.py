"""The whale curve: how high true contribution climbs with the best customers, and how much the others take away again."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit.rating.contribution.ladder import TrueContribution
from segkit.rating.contribution.target import in_ore
from segkit.rating.contribution.whole import ORE


@dataclass(frozen=True)
class Whale:
    """Customers by true contribution, the largest first (ties by number), and the curve's peak.

    `frame`: customer_id, true_contribution, cumulative (money), customers_share (of the customers), cumulative_share (of the total; NaN
    where the total is not above 0, for a share of a loss says nothing). `peak` is the most that the best customers bring together,
    `peak_customers` how many they are, `eroded` what the others take away (0 or more), `total` what is left; `losing` is how many
    customers are below 0. The shares are None where the total is not above 0. `unknown` customers are left out.
    """

    frame: pd.DataFrame
    total: float
    peak: float
    peak_customers: int
    losing: int
    unknown: int

    @property
    def eroded(self) -> float:
        return round(self.peak - self.total, 2)

    @property
    def peak_share(self) -> float | None:
        return self.peak / self.total if self.total > 0 else None

    @property
    def eroded_share(self) -> float | None:
        return self.eroded / self.total if self.total > 0 else None

    @property
    def peak_at(self) -> float | None:
        """The share of the customers at which the peak lies; None without customers."""
        return self.peak_customers / len(self.frame) if len(self.frame) else None


def whale(result: TrueContribution) -> Whale:
    """Return the whale curve of the customers whose true contribution is known."""
    all_of_them = pd.DataFrame({"customer_id": result.frame["customer_id"], "ore": in_ore(result, "true_contribution")})
    known = all_of_them.dropna(subset="ore").sort_values(["ore", "customer_id"], ascending=[False, True], kind="stable", ignore_index=True)
    running = known["ore"].astype("int64").cumsum()
    total = int(running.iloc[-1]) if len(running) else 0
    peak_customers = int((known["ore"] > 0).sum())
    frame = pd.DataFrame({
        "customer_id": known["customer_id"],
        "true_contribution": known["ore"] / ORE,
        "cumulative": running / ORE,
        "customers_share": np.arange(1, len(known) + 1) / max(len(known), 1),
        "cumulative_share": running / total if total > 0 else np.nan,
    })  # fmt: skip
    peak = int(running.iloc[peak_customers - 1]) if peak_customers else 0
    return Whale(frame, total / ORE, peak / ORE, peak_customers, int((known["ore"] < 0).sum()), len(all_of_them) - len(known))


def top_formula(contributions: str, count: str, least: str) -> str:
    """Return the Excel formula of what the best customers bring together, from the column of all, their number, and what the last of them brings.

    Those above the last one are added, and the last one's amount for every customer more: equal customers may stand on either side of the cut.
    """
    above = f"--({contributions}>{least})"
    counted = f"SUMPRODUCT(ISNUMBER({contributions})*({contributions}>{least}))"
    return f"IF({count}>0,ROUND(SUMPRODUCT({above},{contributions})+({count}-{counted})*{least},2),0)"
