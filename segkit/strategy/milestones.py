"""The order and its timeline: what was bought for which price, and which day is due for what."""

import datetime as dt
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import model_validator

from segkit.parameters import Money, Record, parameter
from segkit.strategy.holidays import Country, free_days
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
"""Days after the order by which each step is done; a day that is not worked moves to the next working day."""

PROMISED: dict[str, int] = {"basic": 28, "deepdive": 56}
"""Days after the order by which everything is done: 4 weeks for the Basic package, 8 for the Deep Dive. No step is put behind it."""

FRIDAY = 4


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

    @model_validator(mode="after")
    def _after_the_order(self) -> "Order":
        for key, days in (("done", self.done), ("moved", self.moved)):
            if "order" in days:
                raise ValueError(f"'{key}' names 'order', whose day is the 'date' of 'order'. Leave it out of '{key}'.")
            for step, day in days.items():
                if self.date is not None and day < self.date:
                    verb = "was done" if key == "done" else "is moved"
                    to = "on" if key == "done" else "to"
                    raise ValueError(f"'{step}' {verb} {to} {day}, which is before the order of {self.date}. Correct one of the two days.")
        return self


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


def milestones(
    order: Order, package: str, done: Mapping[Step, dt.date] | None = None, country: Country | None = None
) -> tuple[Milestone, ...]:
    """Return the steps of a package with their days, in their order; none without a day of order.

    A weekend or a public holiday of the country moves a step to the next working day; where that would be behind the promised end, to the
    last working day before. A day that was agreed anew stands as it is. `done` says what can be seen to be done; what the order says of
    itself comes before it.
    """
    if order.date is None:
        return ()
    seen = {**(done or {}), **order.done, "order": order.date}
    end = order.date + dt.timedelta(days=PROMISED[package])
    free = free_days(country, order.date, end)
    return tuple(
        Milestone(step, STEPS[step], order.moved.get(step, _due(order.date, days, end, free)), seen.get(step))
        for step, days in DAYS[package].items()
    )


def next_due(steps: Sequence[Milestone]) -> Milestone | None:
    """Return the step that is due first of those that are not done; None where there is none."""
    return min((step for step in steps if step.done is None), key=lambda step: step.due, default=None)


def _due(ordered: dt.date, days: int, end: dt.date, free: Container[dt.date]) -> dt.date:
    """Return the day so many days after the order; never behind the end, and never before the order."""
    wished = ordered + dt.timedelta(days=days)
    if days == 0:
        return wished
    later = (wished + dt.timedelta(days=n) for n in range((end - wished).days + 1))
    earlier = (wished - dt.timedelta(days=n) for n in range(1, days))
    return next((day for day in (*later, *earlier) if day.weekday() <= FRIDAY and day not in free), wished)
