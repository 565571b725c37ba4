"""What a choice comes to: hours, who changes segment, and how much of the value is covered.

A customer's value is the headroom above 0 (what can be won) and the contribution above 0 (what is to be kept), each where it is known. It is covered
to the share of the contacts wished today that the customer gets: 6 of 8 contacts cover three quarters, and more than wished covers no more. An
unknown amount is in neither the covered part nor the whole.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from segkit.fit.budget import Budget
from segkit.fit.situation import Ints, Situation


@dataclass(frozen=True)
class Outcome:
    """What contacts per segment and a segment per customer come to.

    `contacts`, `customers` and `hours` (a year) are per segment, `cuts` the grid's thresholds in its order. `headroom` and `contribution` are what is
    covered, in øre. `moved` are customers who change segment; `changed` the contacts a year that customers get more or fewer than today.
    """

    cuts: tuple[float, ...]
    contacts: tuple[Fraction, ...]
    segment: Ints
    customers: tuple[int, ...]
    hours: tuple[Fraction, ...]
    headroom: Fraction
    contribution: Fraction
    moved: int
    changed: Fraction

    @property
    def total_hours(self) -> Fraction:
        return sum(self.hours, start=Fraction(0))

    def covered(self, measures: tuple[str, ...]) -> Fraction:
        """Return the value covered, in øre."""
        return sum((Fraction(getattr(self, measure)) for measure in measures), start=Fraction(0))

    def needed(self, situation: Situation, budget: Budget) -> tuple[Fraction, ...]:
        """Return the hours needed by the names of a budget."""
        each = [rhythm.hours(often) for rhythm, often in zip(situation.rhythms, self.contacts, strict=True)]
        counts = budget.counts(self.segment, len(each))
        return tuple(sum((int(n) * hours for n, hours in zip(row, each, strict=True)), start=Fraction(0)) for row in counts)


def outcome(situation: Situation, contacts: tuple[Fraction, ...], segment: Ints | None = None, cuts: tuple[float, ...] = ()) -> Outcome:
    """Return what contacts per segment come to, and a segment per customer where they are not today's; exactly."""
    now = situation.segment if segment is None else segment
    size = len(situation.rhythms)
    pair = situation.segment * size + now
    counts = np.bincount(pair, minlength=size * size)
    sums = {measure: np.zeros(size * size, np.int64) for measure in ("headroom", "contribution")}
    for measure, total in sums.items():
        np.add.at(total, pair, getattr(situation, measure))
    covered = dict.fromkeys(sums, Fraction(0))
    moved, changed = 0, Fraction(0)
    for of in np.flatnonzero(counts):
        before, after = divmod(int(of), size)
        share = situation.rhythms[before].share(contacts[after])
        for measure, total in sums.items():
            covered[measure] += share * int(total[of])
        moved += int(counts[of]) if before != after else 0
        changed += int(counts[of]) * abs(contacts[after] - situation.contacts[before])
    customers = tuple(int(n) for n in np.bincount(now, minlength=size))
    each = (rhythm.hours(often) for rhythm, often in zip(situation.rhythms, contacts, strict=True))
    hours = tuple(n * one for n, one in zip(customers, each, strict=True))
    return Outcome(cuts, contacts, now, customers, hours, covered["headroom"], covered["contribution"], moved, changed)


def today(situation: Situation) -> Outcome:
    """Return what the policy and the thresholds of today come to."""
    return outcome(situation, situation.contacts, cuts=tuple(cut.value for cut in situation.study.grid.cuts))
