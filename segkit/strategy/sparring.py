"""The ledger of sparring hours: what the client has used of the hours that the package holds, and what was answered."""

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from segkit.parameters import Record, parameter
from segkit.strategy.milestones import Order
from segkit.words import phrase

INCLUDED: dict[str, float] = {"basic": 0.0, "deepdive": 3.0}
"""Hours of sparring that a package holds where the order says nothing else."""


class Booking(Record):
    """One use of the sparring hours: when, how long, what it was about and what was answered."""

    on: dt.date = parameter(label=phrase("Date"), help=phrase("The day of the conversation, such as 2026-10-05."))
    hours: float = parameter(label=phrase("Hours"), unit="hours", help=phrase("How long it took, such as 0.5."), gt=0, le=24)
    about: str = parameter(label=phrase("Question"), help=phrase("What the client asked."), min_length=1, max_length=600)
    answer: str = parameter("", label=phrase("Answer"), help=phrase("What was answered; empty while it is open."), max_length=2000)
    by: str = parameter("", label=phrase("With"), help=phrase("Who took part on the client's side."), max_length=120)


@dataclass(frozen=True)
class Ledger:
    """The bookings by day, the hours that the package holds, those used and those left (below 0: more were used than there are)."""

    bookings: tuple[Booking, ...]
    included: float
    used: float

    @property
    def left(self) -> float:
        return round(self.included - self.used, 6)

    @property
    def left_after(self) -> tuple[float, ...]:
        """The hours left after each booking, in the order of the bookings."""
        used = itertools.accumulate(booking.hours for booking in self.bookings)
        return tuple(round(self.included - hours, 6) for hours in used)

    @property
    def unanswered(self) -> int:
        """The number of questions that have no answer yet."""
        return sum(not booking.answer.strip() for booking in self.bookings)


def ledger(order: Order, package: str, bookings: Sequence[Booking]) -> Ledger:
    """Return the ledger of sparring hours."""
    included = INCLUDED[package] if order.sparring_hours is None else order.sparring_hours
    return Ledger(
        tuple(sorted(bookings, key=lambda booking: booking.on)), included, round(sum((booking.hours for booking in bookings), 0.0), 6)
    )
