"""The hours that a fit must stay within: those of the team, or of every sales rep."""

from dataclasses import dataclass
from fractions import Fraction
from math import floor, lcm

import numpy as np

from segkit.errors import CommandError
from segkit.fit.asked import Asked
from segkit.fit.situation import Ints, Situation, exact
from segkit.strategy.capacity import rep_hours

TEAM = ""
"""The name of the budget of the whole team."""


@dataclass(frozen=True)
class Budget:
    """Hours a year by name (TEAM, or each sales rep's), and whose each customer is: the place of the name, -1 = nobody's."""

    names: tuple[str, ...]
    hours: tuple[Fraction, ...]
    owner: Ints

    @property
    def total(self) -> Fraction:
        return sum(self.hours, start=Fraction(0))

    @property
    def nobody(self) -> int:
        """How many customers nobody's hours are held against."""
        return int((self.owner < 0).sum())

    def times(self, share: Fraction, more: Fraction = Fraction(0)) -> "Budget":
        """Return the budget with so much of everybody's hours, and so many more."""
        return Budget(self.names, tuple(hours * share + more for hours in self.hours), self.owner)

    def counts(self, segment: Ints, segments: int) -> Ints:
        """Return the number of customers per name and segment."""
        own = self.owner >= 0
        flat = np.bincount(self.owner[own] * segments + segment[own], minlength=len(self.names) * segments)
        return flat.reshape(len(self.names), segments).astype(np.int64)

    def holds(self, needed: tuple[Fraction, ...]) -> bool:
        """Whether hours needed, by name, are within those there are; exactly."""
        return all(need <= has for need, has in zip(needed, self.hours, strict=True))

    def whole(self, *hours: Fraction) -> tuple[int, tuple[int, ...]]:
        """Return the unit (so many to the hour) in which `hours` are whole numbers, and the budget in it, rounded down."""
        unit = lcm(*(hour.denominator for hour in hours)) if hours else 1
        return unit, tuple(floor(has * unit) for has in self.hours)


def team(situation: Situation, hours: float | Fraction) -> Budget:
    """Return the budget of the whole team."""
    given = hours if isinstance(hours, Fraction) else exact(hours)
    return Budget((TEAM,), (given,), np.zeros(len(situation.segment), np.int64))


def budget(situation: Situation, asked: Asked) -> Budget | None:
    """Return the hours there are: as asked, or those of engagement.yaml; None where they are not known.

    Raises CommandError where every rep is asked about and one who has customers has no hours.
    """
    if asked.each_rep:
        return _each_rep(situation)
    hours = situation.study.plan.available_hours if asked.hours is None else asked.hours
    return None if hours is None else team(situation, hours)


def _each_rep(situation: Situation) -> Budget:
    engagement = situation.study.engagement
    capacity, start = engagement.capacity, engagement.plan_period.start
    known = {rep.name: rep_hours(capacity, rep, start) for rep in capacity.reps}
    owners = situation.study.customers["owner"].fillna("").astype(str)
    without = sorted({name for name in owners if name and known.get(name) is None}, key=str.casefold)
    if without:
        shown = ", ".join(without[:5]) + (f" and {len(without) - 5} more" if len(without) > 5 else "")
        raise CommandError(
            f"--each-rep needs the hours of every sales rep who has customers, but engagement.yaml has none of {shown}. "
            "Give them under 'reps' of 'capacity', such as - {name: Ida Holm, hours: 550}, or leave out --each-rep.",
            code="SEG-P01",
        )
    hours = {name: exact(given) for name, given in known.items() if given is not None}
    place = {name: i for i, name in enumerate(hours)}
    if not place:
        raise CommandError("--each-rep needs sales reps, but no customer has one. Leave it out.", code="SEG-P01")
    return Budget(tuple(hours), tuple(hours.values()), np.array([place.get(name, -1) for name in owners], np.int64))


@dataclass(frozen=True)
class OneRep:
    """The hours of one sales rep, and where they come from: "given", "reps" (the mean of those with hours) or "shared" among `among` owners."""

    hours: Fraction
    basis: str
    among: int = 0


def one_rep(situation: Situation, asked: Asked, given: Budget) -> OneRep | None:
    """Return the hours that one more sales rep would have; None where they cannot be told."""
    if asked.rep_hours is not None:
        return OneRep(exact(asked.rep_hours), "given")
    engagement = situation.study.engagement
    capacity, start = engagement.capacity, engagement.plan_period.start
    known = [hours for rep in capacity.reps if (hours := rep_hours(capacity, rep, start)) is not None]
    if known:
        return OneRep(sum((exact(hours) for hours in known), start=Fraction(0)) / len(known), "reps", len(known))
    owners = situation.study.customers["owner"].fillna("")
    among = int(owners[owners != ""].nunique())
    all_hours = exact(capacity.sales_hours) if capacity.sales_hours is not None else given.total
    return OneRep(all_hours / among, "shared", among) if among else None
