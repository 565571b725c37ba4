"""The timeline of an order: within the promised weeks, in its order, on working days, and as the engagement says."""

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import TINY

from segkit.engagement import read_engagement
from segkit.errors import EngagementError
from segkit.strategy import DAYS, Order, milestones, next_due
from segkit.strategy.holidays import free_days
from segkit.strategy.milestones import PROMISED

ORDERED = dt.date(2026, 8, 3)
A_YEAR = [dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(366)]


@pytest.mark.parametrize(("package", "weeks"), [("basic", 4), ("deepdive", 8)])
def test_every_order_of_a_year_ends_within_the_promise(package: str, weeks: int) -> None:
    """K05: whatever the day of order and the country, everything is due within 4 or 8 weeks, the review last."""
    for country in (None, "DK", "SE", "NO", "DE"):
        for day in A_YEAR:
            due = [step.due for step in milestones(Order(date=day), package, country=country)]

            assert due[0] == day
            assert max(due) <= day + dt.timedelta(weeks=weeks)
            assert all(earlier <= later for earlier, later in pairwise(due))


@given(
    st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)), st.sampled_from(list(DAYS)), st.sampled_from([None, "DK", "SE", "NO", "DE", "FI"])
)
def test_steps_fall_on_working_days(day: dt.date, package: str, country: str | None) -> None:
    """K05: no step but the order itself is due on a weekend or a public holiday; one that was due on a working day is not moved."""
    end = day + dt.timedelta(days=PROMISED[package])
    free = free_days(country, day, end)
    for step in milestones(Order(date=day), package, country=country)[1:]:
        wished = day + dt.timedelta(days=DAYS[package][step.step])

        assert step.due.weekday() < 5
        assert step.due not in free
        assert step.due == wished or wished.weekday() > 4 or wished in free
        assert step.due > wished or step.due == wished or end.weekday() > 4 or end in free


def test_a_holiday_at_the_end_is_earlier_rather_than_later() -> None:
    """K05: 28 days after 9 March 2026 is Easter Monday: the review is on the Wednesday before Easter, not the Tuesday after."""
    plain, danish = (milestones(Order(date=dt.date(2026, 3, 9)), "basic", country=country)[-1] for country in (None, "DK"))

    assert (plain.due, danish.due) == (dt.date(2026, 4, 6), dt.date(2026, 4, 1))


def test_the_order_itself_comes_before_what_can_be_seen() -> None:
    """K05: an agreed day stands as it is, and a day written down wins over one that was found."""
    order = Order(date=ORDERED, done={"data": dt.date(2026, 8, 12)}, moved={"review": dt.date(2026, 9, 20)})
    steps = {step.step: step for step in milestones(order, "basic", {"data": dt.date(2026, 8, 14), "intake": dt.date(2026, 8, 17)}, "DK")}

    assert (steps["review"].due, steps["return"].due) == (dt.date(2026, 9, 20), dt.date(2026, 8, 27))
    assert [steps[name].done for name in ("order", "kickoff", "data", "intake")] == [
        ORDERED,
        None,
        dt.date(2026, 8, 12),
        dt.date(2026, 8, 17),
    ]


def test_the_next_is_the_first_that_is_due_and_not_done() -> None:
    """K05: overdue from the day after, and nothing is next when everything is done."""
    steps = milestones(Order(date=ORDERED), "basic", {"kickoff": ORDERED})
    following = next_due(steps)
    everything = milestones(Order(date=ORDERED), "basic", dict.fromkeys(DAYS["basic"], ORDERED))

    assert following is not None
    assert (following.step, following.due) == ("data", dt.date(2026, 8, 17))
    assert [following.overdue(dt.date(2026, 8, day)) for day in (17, 18)] == [False, True]
    assert next_due(everything) is next_due(()) is None


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "done: {data: 2026-08-02}",
            "'data' was done on 2026-08-02, which is before the order of 2026-08-03. Correct one of the two days.",
        ),
        (
            "moved: {review: 2026-08-02}",
            "'review' is moved to 2026-08-02, which is before the order of 2026-08-03. Correct one of the two days.",
        ),
        ("done: {workshop: 2026-08-20}", "'order' names 'workshop' under 'done', which the package 'basic' does not have. Take it out."),
        ("done: {order: 2026-08-04}", "'done' names 'order', whose day is the 'date' of 'order'. Leave it out of 'done'."),
    ],
)
def test_a_step_before_the_order_is_refused(tmp_path: Path, written: str, told: str) -> None:
    """K05: the sentence names the file, the line, both days and what to do."""
    file = tmp_path / "engagement.yaml"
    file.write_text(f"{TINY}order:\n  date: 2026-08-03\n  {written}\n", encoding="utf-8")

    with pytest.raises(EngagementError) as caught:
        read_engagement(file)

    assert str(caught.value) == f"SEG-D09: engagement.yaml, line 20: {told}"
