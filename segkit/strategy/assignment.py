"""Who should have which customer: everybody within the hours with the fewest moves, by region and industry, potential shared evenly.

What stays as it is: a customer with a strategic reason stays with its rep, whatever hours, regions and industries say, for people have decided
it; one whose region or industry is not known stays too, for unknown is no reason to move; so does everybody's with a rep of unknown hours. What
has to change: a customer without an owner, or whose owner is not among the reps, gets one; a customer whose owner does not take its region or
industry gets one who does. Where nobody takes it, nothing is proposed, and the result says so.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
import pandas as pd

from segkit.strategy.balancing import share_out
from segkit.strategy.capacity import OVER, Capacity, RepCapacity, SalesRep, rep_capacity
from segkit.strategy.placing import Group, Placing, place
from segkit.strategy.plan import StrategyPlan
from segkit.words import phrase

NOBODY, GONE, REGION, INDUSTRY, LOAD = "nobody", "gone", "region", "industry", "load"

BECAUSE: dict[str, str] = {
    NOBODY: phrase("has no owner"),
    GONE: phrase("its owner is not among the sales reps"),
    REGION: phrase("its owner does not take the region"),
    INDUSTRY: phrase("its owner does not take the industry"),
    LOAD: phrase("its owner has too few hours"),
}
"""Why a customer is to get another owner."""

LEAVES = -1
"""The place of an owner who cannot keep the customer."""


@dataclass(frozen=True)
class Assignment:
    """The proposal.

    `moves` has a row per customer who gets another owner, in the customers' order: customer_id; from ("" = nobody); to; because (a key of
    BECAUSE); hours (a year); potential (NaN = unknown). `unplaced` has those whom nobody takes (customer_id, from, because), and `kept` those who
    stay for a strategic reason though their owner does not take the region or industry (likewise). `leads` has an owner for each lead without
    one: lead_id, to, because (industry, region or load: what decided). `after` is the capacity as it would be.

    `fewest_moves` and `least_over` are proven: with fewer moves, or fewer hours that nobody has, it cannot be done. Where they are below `moved`
    and `over`, the proposal is the best that was found within the solver's bound.
    """

    moves: pd.DataFrame
    unplaced: pd.DataFrame
    kept: pd.DataFrame
    leads: pd.DataFrame
    after: RepCapacity
    fewest_moves: int
    least_over: float

    @property
    def moved(self) -> int:
        """The customers who change from one owner to another; those who had nobody are not moved."""
        return int((self.moves["because"] != NOBODY).sum())

    @property
    def placed(self) -> int:
        """The customers who had nobody and get an owner."""
        return int((self.moves["because"] == NOBODY).sum())

    @property
    def short(self) -> pd.Series:
        """The hours that reps still lack (index rep); empty where everybody is within the hours."""
        table = self.after.reps[self.after.reps["verdict"] == OVER].set_index("rep")
        return -table["left"]

    @property
    def over(self) -> float:
        """The same of all of them together."""
        return float(self.short.sum())

    @property
    def is_best(self) -> bool:
        """Whether it is proven that neither fewer moves nor fewer hours over are possible."""
        return self.moved <= self.fewest_moves and self.over <= self.least_over + 0.01


def assign(
    customers: pd.DataFrame, leads: pd.DataFrame, plan: StrategyPlan, capacity: Capacity, before: RepCapacity, *, start: dt.date
) -> Assignment | None:
    """Return the proposal for rated customers and leads (owner, region, industry, strategic, grade, potential); None where no rep's hours are known.

    `before` is the capacity as it is, `start` the plan's first day.
    """
    available = before.reps[before.reps["named"]].set_index("rep")["available"].dropna()
    if available.empty:
        return None
    territories = Territories(capacity.reps, available)
    each = _each(customers, plan, territories, available)
    owner, placing = _placed(each, available)
    moved = each.assign(to=owner)[owner != each["from"]]
    after = rep_capacity(customers.assign(owner=owner), plan, capacity, start)
    must = int((moved["because"].ne("") & moved["because"].ne(NOBODY)).sum())
    names = ["customer_id", "from", "because"]
    return Assignment(
        moves=moved.assign(because=moved["because"].replace("", LOAD))[["customer_id", "from", "to", "because", "hours", "potential"]],
        unplaced=each.loc[each["because"].ne("") & ~each["keeps"] & each["takers"].map(len).eq(0), names],
        kept=each.loc[each["keeps"] & each["because"].isin([REGION, INDUSTRY]), names],
        leads=_of_leads(leads, territories, after),
        after=after,
        fewest_moves=must + placing.fewest,
        least_over=placing.least_over,
    )


class Territories:
    """Who takes which region and industry. Names count without regard to capitals and spaces around them; who has no hours receives nothing."""

    def __init__(self, reps: Sequence[SalesRep], available: pd.Series) -> None:
        self.names = tuple(str(name) for name in available.index)
        self.receiving = {name: place for place, name in enumerate(self.names) if available[name] > 0}
        self.regions = {rep.name: _set_of(rep.regions) for rep in reps}
        self.industries = {rep.name: _set_of(rep.industries) for rep in reps}

    def objection(self, owner: str, region: str, industry: str) -> str:
        """Return why an owner cannot keep a customer, a key of BECAUSE; "" where there is no reason."""
        if owner == "":
            return NOBODY
        if owner not in self.regions:
            return GONE
        if self.regions[owner] and region and _plain(region) not in self.regions[owner]:
            return REGION
        return INDUSTRY if self.industries[owner] and industry and _plain(industry) not in self.industries[owner] else ""

    def takers(self, region: str, industry: str) -> tuple[int, ...]:
        """Return the places of those who take a region and an industry; an unknown one only who takes all of them."""
        return tuple(
            place
            for name, place in self.receiving.items()
            if (not self.regions[name] or _plain(region) in self.regions[name])
            and (not self.industries[name] or _plain(industry) in self.industries[name])
        )


def _set_of(names: Sequence[str]) -> frozenset[str]:
    return frozenset(map(_plain, names))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _each(customers: pd.DataFrame, plan: StrategyPlan, territories: Territories, available: pd.Series) -> pd.DataFrame:
    """Return, per customer: customer_id, from, hours, potential, because (why it has to change, ""), keeps (stays whatever the hours), takers
    (the places of those who may have it, its owner among them; none where it keeps its owner)."""
    texts = customers[["owner", "region", "industry"]].fillna("").astype(str)
    hours = plan.hours_of(customers["grade"])
    known = {row: territories.objection(*row) for row in set(texts.itertuples(index=False, name=None))}
    because = pd.Series([known[row] for row in texts.itertuples(index=False, name=None)], customers.index, dtype=object)
    strategic = customers["strategic"].fillna("").ne("") & ~because.isin([NOBODY, GONE])
    takers = {row: territories.takers(*row) for row in set(texts[["region", "industry"]].itertuples(index=False, name=None))}
    place = {name: number for number, name in enumerate(available.index)}
    keeps = strategic | (because.eq("") & (hours.eq(0) | ~texts["owner"].isin(available.index)))
    free = []
    for owner, region, industry, kept in zip(texts["owner"], texts["region"], texts["industry"], keeps, strict=True):
        able = takers[region, industry]
        free.append(() if kept or set(able) <= {place.get(owner)} else able)
    return pd.DataFrame({
        "customer_id": customers["customer_id"], "from": texts["owner"], "hours": hours, "potential": customers["potential"].astype(float),
        "because": because, "keeps": keeps, "takers": pd.Series(free, customers.index, dtype=object),
    })  # fmt: skip


def _placed(each: pd.DataFrame, available: pd.Series) -> tuple[pd.Series, Placing]:
    """Return each customer's owner under the proposal, and how the solver found it."""
    place_of = {name: place for place, name in enumerate(available.index)}
    potential, has = each["potential"].fillna(0.0), available.to_numpy(float)
    stay = each["from"].map(place_of)[each["takers"].map(len) == 0].dropna().astype(int)
    load = np.bincount(stay, each["hours"][stay.index], len(has))
    held = np.bincount(stay, potential[stay.index], len(has))
    kinds: dict[tuple[int, tuple[int, ...], float], list[int]] = {}
    for row, (owner, takers, hours, because) in enumerate(zip(each["from"], each["takers"], each["hours"], each["because"], strict=True)):
        if takers:
            kinds.setdefault((LEAVES if because else place_of[owner], takers, hours), []).append(row)
    numbers = each["customer_id"].astype(str).to_numpy()
    members = {kind: sorted(kinds[kind], key=numbers.__getitem__) for kind in sorted(kinds)}
    groups = [
        Group(len(rows), hours, takers, None if at == LEAVES else at, float(potential.iloc[rows].mean()))
        for (at, takers, hours), rows in members.items()
    ]
    found = place(groups, load, has, held)
    owner = each["from"].copy()
    chosen = share_out([potential.iloc[rows].to_numpy() for rows in members.values()], found.slots, held, has)
    for rows, to in zip(members.values(), chosen, strict=True):
        owner.iloc[rows] = available.index[to]
    return owner, found


def _of_leads(leads: pd.DataFrame, territories: Territories, after: RepCapacity) -> pd.DataFrame:
    """Return an owner per lead without one (or whose owner is not among the reps): who takes its industry, then its region, then who has room.

    Among equals the leads are dealt in proportion to the hours left, and to the least busy where nobody has any. "" = nobody takes it.
    """
    names = list(territories.receiving)
    table = after.reps.set_index("rep").loc[names]
    left, load = table["left"].to_dict(), table["load"].to_dict()
    owners = leads["owner"].fillna("").astype(str)
    count = {name: int((owners == name).sum()) for name in names}
    rows = []
    for lead, owner, region, industry in zip(
        leads["lead_id"], owners, leads["region"].fillna(""), leads["industry"].fillna(""), strict=True
    ):
        if owner in territories.regions:
            continue
        takers = territories.takers(str(region), str(industry))
        choices = [
            (
                not territories.industries[name],
                not territories.regions[name],
                (count[name] + 1) / left[name] if left[name] > 0 else inf,
                load[name],
                place,
            )
            for name, place in territories.receiving.items()
            if place in takers
        ]
        if not choices:
            rows.append((lead, "", ""))
            continue
        any_industry, any_region, *_, place = min(choices)
        best = territories.names[place]
        count[best] += 1
        rows.append((lead, best, LOAD if any_industry and any_region else REGION if any_industry else INDUSTRY))
    return pd.DataFrame(rows, columns=["lead_id", "to", "because"])
