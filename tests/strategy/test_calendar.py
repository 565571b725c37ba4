"""When the plan runs."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import TINY

import segkit
from segkit.errors import EngagementError
from segkit.strategy import PlanDates, PlanPeriod, plan_period
from segkit.strategy.calendar import months_later, working_days

Build = Callable[..., Path]
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))


@pytest.mark.parametrize(
    ("dates", "period", "end"),
    [
        ({}, PlanPeriod(dt.date(2026, 9, 1), 12, dt.date(2027, 9, 1)), dt.date(2027, 8, 31)),
        ({"months": 18}, PlanPeriod(dt.date(2026, 9, 1), 18, dt.date(2028, 3, 1)), dt.date(2028, 2, 29)),
        ({"start": dt.date(2027, 2, 28)}, PlanPeriod(dt.date(2027, 2, 28), 12, dt.date(2028, 2, 28)), dt.date(2028, 2, 27)),
        ({"review": dt.date(2027, 6, 1)}, PlanPeriod(dt.date(2026, 9, 1), 12, dt.date(2027, 6, 1)), dt.date(2027, 8, 31)),
    ],
)
def test_what_is_left_out_follows_from_the_date(dates: dict, period: PlanPeriod, end: dt.date):
    """N17: the plan runs for 12 to 18 months from the first of the month after the deliverables' date, and is then reviewed."""
    assert plan_period(PlanDates(**dates), dt.date(2026, 8, 31)) == period
    assert period.end == end


def test_a_shorter_month_ends_on_its_last_day():
    """Half a year after the 31 of August is the last of February."""
    assert months_later(dt.date(2026, 8, 31), 6) == dt.date(2027, 2, 28)
    assert months_later(dt.date(2026, 12, 15), 1) == dt.date(2027, 1, 15)


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        ("{months: 24}", "line 20: 'months' must be 18 or less, but is 24. How many months the plan runs: 12 to 18."),
        ("{start: tomorrow}", "line 20: 'start' must be a date such as 2026-06-30, but is 'tomorrow'. The plan's first day, such as 2026-09-01; left out, the first of the month after the engagement's date."),
        ("{start: 2026-10-01, review: 2026-10-01}", "line 1: 'review' of 'plan' must be after the plan's first day 2026-10-01, but is 2026-10-01. Give a later day."),
    ],
)  # fmt: skip
def test_plan_dates_that_make_no_sense_are_named(workbook: Build, plan: str, sentence: str):
    """N17: what is wrong with the plan's dates is one sentence."""
    with pytest.raises(EngagementError) as caught:
        segkit.read_engagement(workbook(TINY + f"plan: {plan}\n"))

    assert caught.value.problems == (f"engagement.yaml, {sentence}",)


@given(DAYS, st.integers(-5, 600))
def test_working_days_end_on_a_weekday(first: dt.date, length: int):
    """The last of the days counted is the last weekday of the period; without a weekday there are none."""
    last = first + dt.timedelta(days=length)
    weekdays = [first + dt.timedelta(days=i) for i in range(length + 1) if (first + dt.timedelta(days=i)).weekday() < 5]

    assert working_days(first, last) == ((weekdays[-1] - first).days + 1 if weekdays else 0)
