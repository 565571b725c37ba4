"""The project plan: every step inside the weeks that the package promises, and what is overdue on a day."""

import datetime as dt
from pathlib import Path

import pytest
from early_packs import engagement, grids, texts

from segkit.packs.content import Facts
from segkit.packs.project_plan import project_plan

ORDER = "order: {{date: {date}, done: {{kickoff: 2026-07-08}}}}\n"


@pytest.mark.parametrize(("package", "weeks"), [("basic", 4), ("deepdive", 8)])
def test_the_plan_stays_within_the_weeks_of_the_package(tmp_path: Path, package: str, weeks: int):
    """K05: whatever weekday the order comes on, the last step is inside 4 or 8 weeks, and no step is on a weekend."""
    for day in range(7):
        ordered = dt.date(2026, 7, 1) + dt.timedelta(days=day)
        plan = project_plan(engagement(tmp_path, package, more=ORDER.format(date=ordered)), ordered)
        dues = [row[2] for row in grids(plan)[0].rows]

        assert dues == sorted(dues)
        assert (dues[-1] - ordered).days <= 7 * weeks
        assert all(due.weekday() < 5 for due in dues[1:])


def test_what_is_overdue_on_a_day_is_said(tmp_path: Path):
    """K05: as of the day that is passed in; a step that is done is never overdue."""
    own = engagement(tmp_path, more=ORDER.format(date="2026-07-01"))
    plan = project_plan(own, dt.date(2026, 7, 15))

    assert "As of 15 July 2026, 1 step is overdue: The client's data are here." in texts(plan)
    assert [row[4] for row in grids(plan)[0].rows] == [
        "done", "done", "2 days overdue", "due in 1 day", "due in 7 days", "due in 12 days", "due in 14 days",
    ]  # fmt: skip
    assert "As of 13 July 2026, nothing is overdue." in texts(project_plan(own, dt.date(2026, 7, 13)))


def test_without_an_order_there_are_weeks_and_no_days(tmp_path: Path):
    """K05: nothing is overdue of a plan that has not begun."""
    plan = project_plan(engagement(tmp_path, "deepdive"), dt.date(2026, 7, 15))

    assert [row[2] for row in grids(plan)[0].rows] == ["day of the order", *(f"week {n}" for n in (1, 3, 3, 4, 6, 7, 8))]
    assert "The days stand here as soon as the day of the order is known." in texts(plan)
    assert [part.pairs for part in plan.sections[0].parts if isinstance(part, Facts)] == [(("8", "Weeks from order to review"),)]
