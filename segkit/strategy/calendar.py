"""When the plan runs: its first day, its months and the day on which it is reviewed."""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

from segkit.parameters import Record, parameter

FRIDAY = 4


class PlanDates(Record):
    """The plan's dates as engagement.yaml gives them; what is left out follows from the date of the deliverables."""

    start: dt.date | None = parameter(
        None, label="Start", help="The plan's first day, such as 2026-09-01; left out, the first of the month after the engagement's date."
    )
    months: int = parameter(12, label="Months", help="How many months the plan runs: 12 to 18.", ge=12, le=18)
    review: dt.date | None = parameter(
        None, label="Review", help="The day on which plan and outcome are held against each other; left out, the day after the plan's last."
    )
    rules_months: int = parameter(
        12,
        label="Months between changes of the rules",
        help="How many months thresholds, weights and letters stay as they are; changed sooner, a finding says so. 0 = nothing is said.",
        ge=0,
        le=60,
    )
    changes_from: dt.date | None = parameter(
        None,
        label="Changes from",
        help="The day within the plan from which changed grades count; left out, the plan's first day.",
    )


@dataclass(frozen=True)
class PlanPeriod:
    """The days of the plan, from `start` to before the same day so many `months` later; `review` is when it is looked back upon.

    A customer whose grade changed since the last delivery keeps the earlier rhythm until `changes_from`; None = the plan's first day.
    """

    start: dt.date
    months: int
    review: dt.date
    changes_from: dt.date | None = None

    @property
    def end(self) -> dt.date:
        """The plan's last day."""
        return months_later(self.start, self.months) - dt.timedelta(days=1)


def plan_period(dates: PlanDates, delivered: dt.date) -> PlanPeriod:
    """Return the plan's period.

    Raises ValueError, for the reader of engagement.yaml, where the review does not follow the start, or grades change outside the plan.
    """
    start = dates.start or months_later(delivered.replace(day=1), 1)
    review = dates.review or months_later(start, dates.months)
    if review <= start:
        raise ValueError(f"'review' of 'plan' must be after the plan's first day {start}, but is {review}. Give a later day.")
    period = PlanPeriod(start, dates.months, review, dates.changes_from)
    if dates.changes_from is not None and not start <= dates.changes_from <= period.end:
        raise ValueError(
            f"'changes_from' of 'plan' must be a day of the plan, which runs from {start} to {period.end}, but is {dates.changes_from}. "
            "Give a day within it, or leave the line out."
        )
    return period


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def working_days(first: dt.date, last: dt.date) -> int:
    """Return the number of days from the first to the last weekday up to `last`, weekends between included; 0 or less where there is none.

    The period ends on a weekday, so that what is moved off a weekend stays within it.
    """
    ends = last - dt.timedelta(days=max(0, last.weekday() - FRIDAY))
    begins = first + dt.timedelta(days=(7 - first.weekday()) if first.weekday() > FRIDAY else 0)
    return (ends - first).days + 1 if begins <= ends else 0
