"""The order and its timeline: what was bought for which price, and which day is due for what."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from segkit.parameters import Money, Record, parameter
from segkit.words import phrase

Step = Literal["order", "kickoff", "data", "intake", "workshop", "analysis", "return", "review"]

STEPS: dict[Step, str] = {
    "order": phrase("Order"),
    "kickoff": phrase("Kick-off meeting, 2 hours"),
    "data": phrase("The client's data are here"),
    "intake": phrase("Intake report gone through, questions answered"),
    "workshop": phrase("Workshop on the factors, 8 hours or twice 4"),
    "analysis": phrase("Analysis and deliverables made"),
    "return": phrase("Strategy file and report sent to the client"),
    "review": phrase("Review meeting, 2 hours"),
}
"""What an engagement comes through, in its order; the workshop belongs to the Deep Dive."""

DAYS: dict[str, dict[Step, int]] = {
    "basic": {"order": 0, "kickoff": 5, "data": 12, "intake": 15, "analysis": 21, "return": 24, "review": 28},
    "deepdive": {"order": 0, "kickoff": 7, "data": 17, "intake": 21, "workshop": 28, "analysis": 42, "return": 46, "review": 52},
}
"""Days after the order by which each step is done: within 4 weeks for the Basic package, within 8 for the Deep Dive."""


class Order(Record):
    """What the client has ordered, and when."""

    date: dt.date | None = parameter(
        None, label=phrase("Ordered on"), help=phrase("The day of the order, such as 2026-08-03; the timeline counts from it.")
    )
    price: Money | None = parameter(
        None, label=phrase("Price"), unit="currency", help=phrase("The price of the package, in the engagement's currency, ex VAT.")
    )
    vat: float = parameter(0.25, label=phrase("VAT"), unit="fraction", help=phrase("The share of VAT on top of the price."), ge=0, le=1)
    valid_until: dt.date | None = parameter(
        None, label=phrase("Valid until"), help=phrase("The last day on which the offer can be accepted.")
    )
    sparring_hours: float | None = parameter(
        None,
        label=phrase("Hours of sparring"),
        unit="hours",
        help=phrase("Hours of sparring in the implementation phase; left out, 3.0 in a Deep Dive and none in a Basic engagement."),
        ge=0,
    )
    done: dict[Step, dt.date] = parameter({}, label=phrase("Done"), help=phrase("Which steps have been done, and when."))
    moved: dict[Step, dt.date] = parameter({}, label=phrase("Moved"), help=phrase("Steps whose day was agreed anew, and to which day."))


@dataclass(frozen=True)
class Milestone:
    """One step of an engagement: its key, its text, the day by which it is due, and the day on which it was done (None: not yet)."""

    step: Step
    text: str
    due: dt.date
    done: dt.date | None = None

    def overdue(self, today: dt.date) -> bool:
        """Return whether the step should have been done before today and was not."""
        return self.done is None and self.due < today


def milestones(order: Order, package: str, done: Mapping[Step, dt.date] | None = None) -> tuple[Milestone, ...]:
    """Return the steps of a package with their days, weekends moved to the Monday after; none without a day of order.

    `done` says what can be seen to be done; what the order says of itself comes before it.
    """
    if order.date is None:
        return ()
    seen = {**(done or {}), **order.done, "order": order.date}
    return tuple(
        Milestone(step, STEPS[step], order.moved.get(step, _weekday(order.date + dt.timedelta(days=days))), seen.get(step))
        for step, days in DAYS[package].items()
    )


def _weekday(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
