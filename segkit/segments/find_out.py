"""What to find out first: accounts whose potential is unknown, in the order of what an answer is worth; and what has been answered already.

    worth = probability x at stake / minutes per call

Everything comes from the client's own accounts. An account's peers are the accounts of its kind (customers or leads) with a known
potential in its revenue band; where those are fewer than five, all of its kind with a known potential.

    probability   (k + 1) / (n + 2): of its n peers, k have a better grade than the worst that is possible for it
    at stake      the median headroom of those k peers, of the ones that have any; 0 where none has
    estimate      the quartiles of the peers' potentials, from the first to the third; a range to ask by, never used as a potential

The band is that of the grid's revenue axis, or the quarter of the kind's revenues where the grid has none; an account of unknown revenue
has all of its kind as peers. Without any peer nothing is estimated, and those who buy most stand first.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from segkit.parameters import Record, parameter
from segkit.rating import Grid
from segkit.words import phrase

COLUMNS = ["kind", "number", "key", "name", "owner", "region", "revenue", "potential"]
VALUED = ["possible", "peers", "probability", "at_stake", "worth", "estimate_low", "estimate_high"]

LEAST_PEERS = 5
"""Peers in the revenue band below which all of the kind are taken."""


class FindOut(Record):
    """What it takes to ask about a potential."""

    minutes_per_call: float = parameter(
        15.0, label=phrase("Minutes per call"), unit="minutes", help=phrase("What it takes to ask one account for its potential."), gt=0
    )
    next_calls: int = parameter(20, label=phrase("Next calls"), help=phrase("How many accounts are marked as the next to call."), ge=1)


def to_find_out(customers: pd.DataFrame, leads: pd.DataFrame, grid: Grid, settings: FindOut) -> pd.DataFrame:
    """Return the accounts without a potential: kind (customer, lead), number, key, name, owner, region, revenue; dearest first.

    `key` is "customer:0012" or "lead:E7": the two kinds of number never mix. To these come VALUED: the grades still possible, the number
    of peers, probability, at_stake, worth per minute and the estimated range; NaN where there is no peer or no grade is possible.
    The first are those whose answer is worth most; equal ones stand with customers first, then by revenue and number.
    """
    whole = _of_basis("unknown", customers, leads)
    found = pd.concat([_valued(accounts, grid, settings) for accounts in (customers, leads)], ignore_index=True)
    whole = whole.assign(**{name: found[name] for name in VALUED})
    ordered = whole.sort_values(
        ["worth", "kind", "revenue", "number"], ascending=[False, True, False, True], na_position="last", kind="stable"
    )
    return ordered.reset_index(drop=True)


def found_out(customers: pd.DataFrame, leads: pd.DataFrame) -> pd.DataFrame:
    """Return the accounts whose potential was answered on a call list; the next list carries their answers on."""
    whole = _of_basis("answered", customers, leads)
    return whole.sort_values(
        ["kind", "revenue", "number"], ascending=[True, False, True], na_position="last", kind="stable", ignore_index=True
    )


def _of_basis(basis: str, customers: pd.DataFrame, leads: pd.DataFrame) -> pd.DataFrame:
    frames = []
    for kind, accounts, number in (("customer", customers, "customer_id"), ("lead", leads, "lead_id")):
        chosen = accounts[accounts["potential_basis"] == basis]
        frames.append(chosen[["name", "owner", "region", "revenue", "potential"]].assign(kind=kind, number=chosen[number]))
    whole = pd.concat(frames, ignore_index=True)
    return whole.assign(key=whole["kind"] + ":" + whole["number"])[COLUMNS]


@dataclass(frozen=True)
class _Peers:
    """The accounts of one kind with a known potential in one band: places of their grades (the best is 0), headrooms and potentials."""

    grades: "np.ndarray[Any, np.dtype[np.float64]]"
    headroom: "np.ndarray[Any, np.dtype[np.float64]]"
    potential: "np.ndarray[Any, np.dtype[np.float64]]"

    def value(self, worst: float, minutes: float) -> tuple[float, ...]:
        """Return peers, probability, at_stake, worth and the range for an account whose worst possible grade has this place."""
        n, nan = len(self.grades), float("nan")
        if n == 0:
            return 0, nan, nan, nan, nan, nan
        low, high = (round(float(np.quantile(self.potential, share)), 2) for share in (0.25, 0.75))
        if np.isnan(worst):
            return n, nan, nan, nan, low, high
        better = self.grades < worst
        probability = (int(better.sum()) + 1) / (n + 2)
        rooms = self.headroom[better & (self.headroom > 0)]
        stake = round(float(np.median(rooms)), 2) if len(rooms) else 0.0
        return n, probability, stake, round(probability * stake / minutes, 2), low, high


def _valued(accounts: pd.DataFrame, grid: Grid, settings: FindOut) -> pd.DataFrame:
    """Return the VALUED columns of the accounts of one kind without a potential, in their order."""
    places = {letter: place for place, letter in enumerate(grid.letters)}
    bands = _revenue_bands(accounts["revenue"], grid)
    known = accounts["potential"].notna().to_numpy()
    # What a peer earns by its own figures; a peer without a grade is not better than anything.
    rated = accounts["not_rated_because"].isna()
    earned = accounts["possible"].map(lambda grades: places[grades[0]] if grades else np.inf).where(rated, np.inf)
    peers = pd.DataFrame(
        {
            "grade": earned.to_numpy(dtype=float),
            "headroom": accounts["headroom"].to_numpy(dtype=float),
            "potential": accounts["potential"].to_numpy(dtype=float),
            "band": bands,
        }
    )[known]
    asked = accounts["potential_basis"].eq("unknown").to_numpy()
    open_grades = accounts["possible"][asked]
    worst = open_grades.map(lambda grades: places[grades[-1]] if grades else np.nan).to_numpy(dtype=float)
    found: dict[tuple[float, float], tuple[float, ...]] = {}
    rows = []
    for band, place in zip(bands[asked].tolist(), worst.tolist(), strict=True):
        kind = (band if band == band else -1.0, place if place == place else -1.0)  # noqa: PLR0124 - NaN is no key of a dictionary
        if kind not in found:
            found[kind] = _of_band(peers, band).value(place, settings.minutes_per_call)
        rows.append(found[kind])
    valued = pd.DataFrame(rows, columns=VALUED[1:], dtype=float)
    return valued.assign(possible=pd.Series(open_grades.tolist(), dtype=object))[VALUED]


def _of_band(peers: pd.DataFrame, band: float) -> _Peers:
    near = peers[peers["band"] == band]
    chosen = near if len(near) >= LEAST_PEERS else peers
    return _Peers(*(chosen[name].to_numpy() for name in ("grade", "headroom", "potential")))


def _revenue_bands(revenue: pd.Series, grid: Grid) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """Return the band of each revenue, NaN where it is unknown: of the grid's revenue axis, else the quarter of these revenues."""
    axis = next((axis for axis in grid.axes if axis.measure == "revenue"), None)
    values = revenue.to_numpy(dtype=float, na_value=np.nan)
    known = values[~np.isnan(values)]
    if axis is not None:
        cuts = [cut.value for cut in axis.cuts if not cut.open]
    else:
        cuts = sorted(set(np.quantile(known, [0.25, 0.5, 0.75]).tolist())) if len(known) else []
    return np.where(np.isnan(values), np.nan, np.searchsorted(cuts, values, side="right"))
