"""What would bring a customer to the target: a price rise alone, less service alone, or a price rise that can be had with less service.

A price rise leaves all costs as they are, apart from interest that is reckoned on the revenue. Less service is fewer records of one kind, or
fewer hours of one cost, at what they cost with this customer on average; one kind at a time. Discounts and returns are not service.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction as Ratio
from typing import Literal

import numpy as np
import pandas as pd

from segkit.rating.contribution.costing import YEAR_DAYS, credit
from segkit.rating.contribution.ladder import TrueContribution
from segkit.rating.contribution.less import less
from segkit.rating.contribution.settings import CostModel
from segkit.rating.contribution.target import in_ore, short_of_target, target
from segkit.rating.contribution.whole import last_holding, money, scaled
from segkit.rating.measures import Floats
from segkit.words import phrase

Feasible = Literal["price", "service", "both", "none"]

FEASIBLE: dict[str, str] = {
    "price": phrase("a higher price"),
    "service": phrase("less service"),
    "both": phrase("a higher price and less service"),
    "none": phrase("neither price nor service is enough"),
}

HIGHEST_PERMILLE = 10_000
"""Price rises are looked for up to +1,000%."""

TRIED = 6
"""Steps of 0.1 to either side of the rise reckoned without rounding, among which Excel finds the smallest one that is enough."""

LEAST_REVENUE = 5
"""Of a smaller revenue so many steps are less than an øre that Excel's search could miss the smallest one, so that it shows none."""


@dataclass(frozen=True)
class Fewer:
    """Fewer records of a kind, or hours of a cost (`kind` is then empty): from `now` to `then`, which saves an amount."""

    element: str
    kind: str
    unit: Literal["records", "hours"]
    now: float
    then: float
    saved: float


@dataclass(frozen=True)
class Both:
    """A price rise in per cent, and each way of less service that then suffices, the mildest first."""

    price_pct: float
    fewer: tuple[Fewer, ...]


@dataclass(frozen=True)
class BreakEven:
    """What brings one customer below the target up to it: `target` is the amount at today's revenue, `short` what is missing.

    `price_pct` is the smallest rise in steps of 0.1 that does it alone, None where none does; `fewer` each way of less service that does
    it alone, the mildest (the smallest share taken away) first; `both` the highest price rise that is proposed, with less service.
    `feasible` is the first of price (within the highest rise), service, both that is enough.
    """

    customer_id: str
    target: float
    short: float
    price_pct: float | None
    fewer: tuple[Fewer, ...]
    both: Both | None
    feasible: Feasible


@dataclass(frozen=True)
class _Below:
    """The customers below the target: positions, and what a price rise is reckoned from, in øre."""

    positions: "np.ndarray[tuple[int], np.dtype[np.intp]]"
    revenue: Floats
    contribution: Floats
    outstanding: pd.DataFrame
    model: CostModel
    days: int

    def short_at(self, permille: Floats) -> Floats:
        """Return how many øre are missing after a price rise of so many tenths of a per cent; 0 or less where it is enough."""
        revenue = scaled(self.revenue, Ratio(1, 1000), 1000 + permille)
        dearer = self._interest(revenue) - self._interest(self.revenue)
        return target(revenue, self.model) - (self.contribution + revenue - self.revenue - dearer)

    def _interest(self, revenue: Floats) -> Floats:
        rate = next((element.rate for element in self.model.elements if element.rate is not None), None)
        return np.zeros(len(revenue)) if rate is None else credit(revenue, self.outstanding, rate, self.days)


def break_even(result: TrueContribution) -> tuple[BreakEven, ...]:
    """Return what would bring each customer below the target up to it, in the customers' order; unknown ones are left out."""
    short = short_of_target(result)
    below = _below(result, np.flatnonzero(short > 0))
    highest = np.full(len(below.positions), float(highest_permille(result.model)))
    price = _smallest_rise(below)
    after = np.where(below.revenue > 0, below.short_at(highest), np.nan)
    alone = _ways(less(result, below.positions, short[below.positions]))
    together = _ways(less(result, below.positions, np.where(price > highest, after, np.nan)))
    ids = result.frame["customer_id"].to_numpy()[below.positions]
    targets, missing = money(target(below.revenue, result.model)), money(short[below.positions])
    return tuple(
        _one(ids[row], (targets[row], missing[row]), (price[row], highest[row]), alone.get(row, ()), together.get(row, ()))
        for row in range(len(ids))
    )


def searched_rise(result: TrueContribution, ways: Mapping[str, BreakEven]) -> pd.DataFrame:
    """Return what the three formulas below give for each customer, in the customers' order: credit_share, unrounded and rise.

    `ways` is by customer_id. The rise is a fraction; it and `unrounded` are NaN where Excel shows none.
    """
    frame, model = result.frame, result.model
    rate = next((element.rate for element in model.elements if element.rate is not None), 0.0)
    share = (frame["payment_days"].fillna(0) * rate / YEAR_DAYS).where(frame["receivables"].isna(), 0.0)
    kept = 1 - model.target_margin - share
    short, enough = pd.Series(money(short_of_target(result)), frame.index), frame["revenue"] >= LEAST_REVENUE
    unrounded = (short / (frame["revenue"] * kept) * 1000).where((short > 0) & enough & (kept > 0)).round(6)
    found = [ways.get(str(number)) for number in frame["customer_id"]]
    rises = [np.nan if way is None or way.price_pct is None else way.price_pct / 100 for way in found]
    rise = pd.Series(rises, frame.index, dtype=float).where(enough).round(3)
    return pd.DataFrame({"credit_share": share, "unrounded": np.ceil(unrounded), "rise": rise})


def credit_share_formula(cells: dict[str, str], rate: str) -> str:
    """Return the Excel formula of the interest on each krone of revenue; `cells` has receivables and payment_days where the sheet has them."""
    if "payment_days" not in cells:
        return "0"
    share = f"IF(ISNUMBER({cells['payment_days']}),{cells['payment_days']},0)*{rate}/{YEAR_DAYS}"
    return f"IF(ISNUMBER({cells['receivables']}),0,{share})" if "receivables" in cells else share


def unrounded_rise_formula(short: str, revenue: str, kept: str) -> str:
    """Return the Excel formula of the rise reckoned without rounding to øre, in begun tenths of a per cent; `kept` is what of a krone stays."""
    defined = f"AND(ISNUMBER({short}),ISNUMBER({revenue}))"
    return f'IF({defined},IF(AND({short}>0,{revenue}>={LEAST_REVENUE},{kept}>0),ROUNDUP(ROUND({short}/({revenue}*{kept})*1000,6),0),""),"")'


def rise_formula(cells: dict[str, str], target_margin: str) -> str:
    """Return the Excel formula of the smallest price rise that is enough, as a fraction, exactly as the engine rounds.

    `cells` maps revenue, true_contribution, credit_share and unrounded (the two formulas above) to a row's cells. The steps around the
    unrounded rise are tried all at once; those that are not enough are counted.
    """
    revenue, credit = cells["revenue"], cells["credit_share"]
    steps = "{" + ",".join(str(step) for step in range(-TRIED, TRIED + 1)) + "}"
    risen = f"ROUND({revenue}*(1000+{cells['unrounded']}+{steps})/1000,2)"
    left = f"({cells['true_contribution']}+{risen}-{revenue}-ROUND({risen}*{credit},2)+ROUND({revenue}*{credit},2))"
    missing = f"SUMPRODUCT(--(ROUND({risen}*{target_margin},2)-{left}>0.001))"
    rise = f"{cells['unrounded']}-{TRIED}+{missing}"
    return f'IF(ISNUMBER({cells["unrounded"]}),IF({rise}>{HIGHEST_PERMILLE},"",({rise})/1000),"")'


def highest_permille(model: CostModel) -> int:
    """Return the highest price rise that is proposed alone, in whole tenths of a per cent."""
    return int(Decimal(str(model.highest_price_change)) * 1000)


def _below(result: TrueContribution, positions: "np.ndarray[tuple[int], np.dtype[np.intp]]") -> _Below:
    outstanding = result.frame[["receivables", "payment_days"]].iloc[positions]
    revenue, contribution = (in_ore(result, column)[positions] for column in ("revenue", "true_contribution"))
    return _Below(positions, revenue, contribution, outstanding, result.model, result.days)


def _smallest_rise(below: _Below) -> Floats:
    """Return the smallest price rise that is enough, in tenths of a per cent; infinite where none is."""
    start, end = np.zeros(len(below.positions)), np.full(len(below.positions), float(HIGHEST_PERMILLE))
    possible = (below.revenue > 0) & (below.short_at(end) <= 0)
    last_too_small = last_holding(lambda permille: ~possible | (below.short_at(permille) > 0), start, end)
    return np.where(possible, last_too_small + 1, np.inf)


def _ways(table: pd.DataFrame) -> dict[int, tuple[Fewer, ...]]:
    """Return the ways of less service for each row, the mildest first."""
    ways: dict[int, list[Fewer]] = {}
    for row, *what in table[["row", "element", "kind", "unit", "now", "then", "saved"]].itertuples(index=False):
        ways.setdefault(int(row), []).append(Fewer(*what))
    return {row: tuple(found) for row, found in ways.items()}


def _one(
    customer: str, amounts: tuple[float, float], rises: tuple[float, float], alone: tuple[Fewer, ...], together: tuple[Fewer, ...]
) -> BreakEven:
    price, highest = rises
    both = Both(float(highest) / 10, together) if together and highest >= 1 else None
    feasible: Feasible = "price" if price <= highest else "service" if alone else "both" if both else "none"
    rise = None if np.isinf(price) else float(price) / 10
    return BreakEven(customer, float(amounts[0]), float(amounts[1]), rise, alone, both, feasible)
