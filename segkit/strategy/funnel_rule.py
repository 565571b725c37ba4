"""The rule of the funnel: its four steps, by what accounts are ranked in each, how many go on, and why others do not.

No public definition of the four steps exists, so this is segkit's own. Each step adds one kind of knowledge and lets the best go on:

    known           the account exists, has a name, and its revenue or its potential is known
    rated           its potential is known, it has a grade, and something can still be won
    worth_the_time  it leaves something after its costs, or is kept for a strategic reason; in a Deep Dive it is also rated by the factors
    chosen          somebody answers for it, and somebody there may be contacted
"""

import itertools
from typing import Literal

from pydantic import field_validator

from segkit.parameters import Money, Record, nearest, parameter
from segkit.words import phrase

STEPS: dict[str, str] = {
    "known": phrase("Known"),
    "rated": phrase("Rated"),
    "worth_the_time": phrase("Worth the time"),
    "chosen": phrase("Chosen"),
}
"""The four steps in their order."""

Criterion = Literal["size", "room", "sure", "growth", "revenue", "potential", "contribution", "rating"]

CRITERIA: dict[str, str] = {
    "size": phrase("Size"),
    "room": phrase("What can be won"),
    "sure": phrase("What can be won, weighed by how sure it is"),
    "growth": phrase("Growth within the plan"),
    "revenue": phrase("Revenue"),
    "potential": phrase("Potential"),
    "contribution": phrase("Contribution"),
    "rating": phrase("Rating"),
}
"""By what accounts can be ranked, highest first."""

ONLY_DEEP = ("growth", "rating")
"""What only a Deep Dive knows."""

DEFAULTS: dict[bool, tuple[str, str, str, str]] = {
    False: ("size", "room", "sure", "sure"),
    True: ("size", "room", "growth", "growth"),
}
"""By what each step ranks where engagement.yaml does not say: in a Basic engagement, and in a Deep Dive."""

REASONS: dict[str, str] = {
    "left_out": phrase("Left out by decision"),
    "name_unknown": phrase("Name not known yet"),
    "figures_unknown": phrase("Neither revenue nor potential known yet"),
    "potential_unknown": phrase("Potential not known yet"),
    "not_rated": phrase("No grade yet"),
    "grade_not_chosen": phrase("Of a grade that does not go on"),
    "no_room": phrase("Too little left to win"),
    "contribution_unknown": phrase("Contribution not known yet"),
    "negative_contribution": phrase("Costs more than it brings"),
    "rating_unknown": phrase("Not rated by the factors yet"),
    "owner_unknown": phrase("Nobody answers for it yet"),
    "contact_unknown": phrase("No person there known yet"),
    "no_contact": phrase("Wants no contact"),
    "consent_unknown": phrase("Nobody there has said yes yet"),
    "criterion_unknown": phrase("{measure} not known yet"),
    "beyond": phrase("Beyond the first {n}"),
}
"""Why an account leaves, in the order in which the reasons count; an account leaves once, for the first of them."""

NOT_KNOWN_YET = tuple(reason for reason in REASONS if reason.endswith("_unknown") or reason == "not_rated")
"""The reasons that ask for knowledge: such an account is not judged, it is asked about."""


class FunnelRule(Record):
    """How accounts are narrowed down in four steps, from all that are known to those that come first."""

    accounts: Literal["customers", "leads", "both"] = parameter("both", label="Accounts", help="Who takes part: customers, leads or both.")
    sizes: list[int] = parameter(
        [1000, 250, 50, 10], label="Sizes", help="How many accounts go on from each of the four steps, falling from step to step."
    )
    rank_by: list[Criterion] = parameter(
        [],
        label="Rank by",
        help="By what each of the four steps ranks; left empty: size, room, sure, sure, and in a Deep Dive size, room, growth, growth.",
    )
    grades: list[str] = parameter([], label="Grades", help="The grades that go on from the second step; left empty, every grade goes on.")
    least: Money = parameter(
        0.0,
        label=phrase("Least to win"),
        unit="currency",
        help=phrase("An account goes on from the second step only where more than this can be won."),
    )
    estimate_counts: float = parameter(
        0.5,
        label=phrase("What counts of an estimate"),
        unit="fraction",
        help=phrase("How much of what can be won counts where the potential is an estimate."),
        ge=0,
        le=1,
    )
    lead_counts: float = parameter(
        0.5,
        label=phrase("What counts of a lead"),
        unit="fraction",
        help=phrase("How much of what can be won counts at a lead, which has not bought anything yet."),
        ge=0,
        le=1,
    )
    consent_needed: bool = parameter(
        False,
        label="Consent needed",
        help="Whether somebody at the account must have said yes to a channel; else it is enough that not everybody has said no.",
    )
    left_out: dict[str, str] = parameter(
        {},
        label="Left out",
        help='Accounts that are not worked with, such as "customer:0012" or "lead:E7", each with the reason.',
    )

    @field_validator("sizes")
    @classmethod
    def _falling(cls, sizes: list[int]) -> list[int]:
        if len(sizes) != len(STEPS) or min(sizes) < 1 or any(later >= earlier for earlier, later in itertools.pairwise(sizes)):
            raise ValueError(
                f"'sizes' must be four whole numbers that fall from step to step, such as [1000, 250, 50, 10], but is {sizes}."
            )
        return sizes

    @field_validator("rank_by")
    @classmethod
    def _one_each(cls, criteria: list[Criterion]) -> list[Criterion]:
        if len(criteria) not in {0, len(STEPS)}:
            raise ValueError(f"'rank_by' must name one of {', '.join(CRITERIA)} for each of the four steps, but names {len(criteria)}.")
        return criteria

    @field_validator("left_out")
    @classmethod
    def _with_a_reason(cls, left_out: dict[str, str]) -> dict[str, str]:
        for key, reason in left_out.items():
            kind, _, number = key.partition(":")
            if kind not in {"customer", "lead"} or not number:
                raise ValueError(f"'left_out' names '{key}', but an account is named like customer:0012 or lead:E7.")
            if not reason.strip():
                raise ValueError(f"'left_out' gives no reason for '{key}'. Write down why it is not worked with; the client reads it.")
        return left_out

    def misfit(self, letters: tuple[str, ...], *, deep: bool) -> str:
        """Return what does not fit the engagement, as a sentence; "" where all does. `letters` are its grades."""
        lost = next((grade for grade in self.grades if grade not in letters), None)
        if lost is not None:
            like = nearest(lost, letters)
            return f"'grades' under 'funnel' has no grade '{lost}'. " + (
                f"Did you mean '{like}'?" if like else f"There are: {', '.join(letters)}."
            )
        only = next((name for name in self.rank_by if name in ONLY_DEEP and not deep), None)
        if only is not None:
            return f"'rank_by' under 'funnel' ranks by '{only}', which only a Deep Dive knows. Choose another, or leave 'rank_by' out."
        return ""

    def criteria(self, *, deep: bool) -> tuple[str, ...]:
        """Return by what each of the four steps ranks."""
        return tuple(self.rank_by) or DEFAULTS[deep]
