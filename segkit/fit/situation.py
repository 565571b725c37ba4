"""What a fit starts from: who the customers are today, what the policy asks with each of them, and what they are worth."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from segkit.errors import CommandError
from segkit.fit.asked import Asked
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import SegmentPolicy
from segkit.study import Study

Ints = np.ndarray[Any, np.dtype[np.int64]]

ORE = 100


def exact(number: float) -> Fraction:
    """Return a number as the fraction that its first twelve digits write: 0.1 is a tenth, and 37 x 44 x 0.55 is 895.4."""
    return Fraction(f"{number:.12g}")


@dataclass(frozen=True)
class Rhythm:
    """What the policy asks with one customer of a segment: contacts a year, the hours of each, and those of all other activities.

    `wished` are the contacts with which the segment counts as covered: today's, or more where that was asked for.
    """

    segment: str
    name: str
    contacts: Fraction
    wished: Fraction
    per_contact: Fraction
    other: Fraction

    def hours(self, contacts: Fraction) -> Fraction:
        """Return the yearly hours with one customer at so many contacts."""
        return contacts * self.per_contact + self.other

    def share(self, contacts: Fraction) -> Fraction:
        """Return the share to which a customer of the segment is covered by so many contacts: those given of those wished, at most 1.

        Where none are wished, a customer is covered without any.
        """
        return min(Fraction(1), contacts / self.wished) if self.wished else Fraction(1)


@dataclass(frozen=True)
class Situation:
    """The customers of a study and the policy of today. Arrays have an entry per customer, in the study's order, and are never written to.

    `segment` is the place of the customer's segment in `rhythms`; `movable` are those whom other thresholds may give another grade: rated by
    their figures, and not fixed by a person. `headroom` and `contribution` are whole øre, where they are known and above 0, else 0.
    `unknown` counts the customers whose measure is not known, and under "" those of whom neither is: they have no value to cover.
    """

    study: Study
    measures: tuple[str, ...]
    rhythms: tuple[Rhythm, ...]
    segment: Ints
    movable: np.ndarray[Any, np.dtype[np.bool_]]
    headroom: Ints
    contribution: Ints
    unknown: dict[str, int]

    @property
    def segments(self) -> tuple[str, ...]:
        return tuple(rhythm.segment for rhythm in self.rhythms)

    @property
    def contacts(self) -> tuple[Fraction, ...]:
        """Today's contacts a year, per segment."""
        return tuple(rhythm.contacts for rhythm in self.rhythms)

    @property
    def value(self) -> Ints:
        """What each customer is worth to cover, in øre."""
        return sum((getattr(self, measure) for measure in self.measures), start=np.zeros(len(self.segment), np.int64))

    @cached_property
    def customers(self) -> tuple[int, ...]:
        """Today's number of customers, per segment."""
        return tuple(int(n) for n in np.bincount(self.segment, minlength=len(self.rhythms)))

    def known(self, measure: str) -> bool:
        """Whether a measure is known of any customer."""
        return self.unknown[measure] < len(self.segment)

    def wishing(self, up_to: dict[str, float]) -> "Situation":
        """Return the situation in which more contacts are wished in some segments. Raises CommandError for fewer than today's."""
        for rhythm in self.rhythms:
            if exact(up_to.get(rhythm.segment, float(rhythm.contacts))) < rhythm.contacts:
                raise CommandError(
                    f"--up-to {rhythm.segment}={up_to[rhythm.segment]:g} is below the {float(rhythm.contacts):g} contacts a year of today. Leave it out.",
                    code="SEG-P01",
                )
        more = (replace(rhythm, wished=exact(up_to.get(rhythm.segment, float(rhythm.contacts)))) for rhythm in self.rhythms)
        return replace(self, rhythms=tuple(more))


def situation(study: Study, asked: Asked) -> Situation:
    """Return what a fit starts from."""
    customers = study.customers
    names = [policy.segment for policy in study.plan.policies]
    segments = study.plan.segments_of(customers["grade"])
    movable = customers["computed_grade"].notna() & ~customers["fixed_holds"].astype(bool)
    unknown = {measure: int(customers[measure].isna().sum()) for measure in asked.measures}
    nothing = customers[list(asked.measures)].isna().all(axis=1)
    here = Situation(
        study=study,
        measures=asked.measures,
        rhythms=tuple(_rhythm(policy) for policy in study.plan.policies),
        segment=np.array(segments.map({name: i for i, name in enumerate(names)}), np.int64),
        movable=movable.to_numpy(dtype=bool),
        headroom=_above_zero(customers["headroom"]),
        contribution=_above_zero(customers["contribution"]),
        unknown={**unknown, "": int(nothing.sum())},
    )
    return here.wishing(asked.up_to)


def _rhythm(policy: SegmentPolicy) -> Rhythm:
    others = (activity for activity in policy.activities if not activity.contact)
    other = sum((exact(activity.per_year) * exact(activity.minutes) / 60 for activity in others), start=Fraction(0))
    contacts = exact(policy.meetings_per_year)
    return Rhythm(policy.segment, policy.name, contacts, contacts, exact(policy.hours_per_meeting), other)


def _above_zero(amounts: pd.Series) -> Ints:
    ore = (amounts.astype(float) * ORE).round()
    return np.array(ore.where(ore > 0, 0), np.int64)


def is_kept(segment: str) -> bool:
    """Whether a segment keeps its contacts unless it is said otherwise: what customers that are not rated are worth is what must be found out."""
    return segment == NOT_RATED_SEGMENT
