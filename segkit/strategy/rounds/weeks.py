"""The weeks of a sales rep within the plan: the days that can be worked, and the minutes for customers that each week has."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from segkit.strategy.calendar import PlanPeriod
from segkit.strategy.capacity import WEEKDAYS, Absence, Capacity, SalesRep, rep_hours, time_of, working_weeks
from segkit.strategy.holidays import free_days

NO_LIMIT = 1 << 60
"""The minutes of a week of which it is not known how many it has."""

DAYS_OF_A_WEEK = 7


@dataclass(frozen=True)
class RepWeeks:
    """The weeks of one sales rep: `monday` is the first day of the first one, and days are counted from it.

    `days` has per week the days that can be worked, `minutes` how many there are for customers, None where the rep's hours are not known.
    """

    monday: dt.date
    days: tuple[tuple[int, ...], ...]
    minutes: tuple[int, ...] | None

    @property
    def room(self) -> list[int]:
        """The minutes of each week; -1 where no day of it can be worked, endless where the hours are not known."""
        most = self.minutes or (NO_LIMIT,) * len(self.days)
        return [minutes if days else -1 for minutes, days in zip(most, self.days, strict=True)]

    def mondays(self) -> list[dt.date]:
        """Return the first day of each week."""
        return [self.monday + dt.timedelta(days=DAYS_OF_A_WEEK * week) for week in range(len(self.days))]


def rep_weeks(capacity: Capacity, rep: SalesRep | None, period: PlanPeriod) -> RepWeeks:
    """Return the weeks of a rep of engagement.yaml, or of someone who does not stand there (None).

    A working day has a share of the rep's hours: those of a year over its working days, and never more than a fifth of what a week has for
    customers. A week's minutes are those of its working days together, cut to whole minutes.
    """
    monday = period.start - dt.timedelta(days=period.start.weekday())
    count = (period.end - monday).days // DAYS_OF_A_WEEK + 1
    holidays = free_days(capacity.country, period.start, period.end)
    leave = rep.leave if rep is not None else ()
    days = tuple(
        tuple(
            day
            for day in range(DAYS_OF_A_WEEK * week, DAYS_OF_A_WEEK * week + WEEKDAYS)
            if _worked(monday + dt.timedelta(days=day), period, leave) and monday + dt.timedelta(days=day) not in holidays
        )
        for week in range(count)
    )
    daily = None if rep is None else _minutes_a_day(capacity, rep, period.start)
    # The six decimals keep a week of exactly 1,110 minutes from being cut to 1,109.
    return RepWeeks(monday, days, None if daily is None else tuple(int(round(daily * len(week), 6)) for week in days))


def _worked(day: dt.date, period: PlanPeriod, leave: Sequence[Absence]) -> bool:
    return period.start <= day <= period.end and not any(away.begin <= day <= away.end for away in leave)


def _minutes_a_day(capacity: Capacity, rep: SalesRep, start: dt.date) -> float | None:
    """Return the minutes for customers of a day on which the rep works; None where the rep's hours are not known."""
    hours = rep_hours(capacity, rep, start)
    if hours is None:
        return None
    days = working_weeks(capacity.country, rep.leave, start) * WEEKDAYS
    by_year = hours * 60 / days if days else 0.0
    weekly, _, share = time_of(capacity, rep, start)
    # Where weeks are given that the calendar does not know of, such as leave without dates, the days that are known have less each.
    return by_year if rep.hours is not None or weekly is None or share is None else min(by_year, weekly * 60 * share / WEEKDAYS)
