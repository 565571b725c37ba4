"""The implementation plan: tasks with dates, and what each role does in the first 90 days."""

import datetime as dt

import pytest

import segkit
from segkit.packs.first_days import LAST_DAYS, ROLES, due_within, steps
from segkit.packs.implementation import implementation, task_grid
from segkit.views.plan import tasks


def test_the_tasks_are_those_of_the_strategy_file(example: segkit.Study):
    """K23, K52: the same tasks with the same days and numbers as the sheet of the Excel file, and a blank for a person each."""
    rows = task_grid(example).rows

    assert [(row[0], row[1], row[4]) for row in rows] == [(example.words(t.text), t.count, t.due) for t in tasks(example)]
    assert all(row[3] is None for row in rows)


@pytest.mark.parametrize("role", ROLES)
def test_each_step_stands_in_the_window_of_its_day(example: segkit.Study, role: str):
    """K52: a step of days 31 to 60 is due then; what a weekend moved may be two days later."""
    delivered = example.engagement.date

    for step in steps(example, role):
        first, last = (int(day) for day in step.window.split("–"))
        assert first <= (step.due - delivered).days <= last + 2
        assert step.due.weekday() < 5
    assert steps(example, role)


def test_every_task_of_the_first_90_days_has_a_role(example: segkit.Study):
    """K52: no task of the plan is lost between the roles."""
    last = example.engagement.date + dt.timedelta(days=LAST_DAYS[-1])
    told = " ".join(step.text for role in ROLES for step in steps(example, role))

    due = [example.words(task.text).removesuffix(".") for task in tasks(example) if task.due <= last]
    assert due
    assert [text for text in due if text not in told] == []


def test_the_first_month_counts_the_actions_of_the_plan(example: segkit.Study):
    """K52: the number of activities is that of the action list."""
    begin = example.engagement.plan_period.start
    days = [due.date() for due in example.actions["due"]]

    assert due_within(example, 30) == sum(begin <= day < begin + dt.timedelta(days=30) for day in days)


def test_what_is_not_measured_is_said(tiny: segkit.Study):
    """K52: a measure without a figure says so instead of showing 0."""
    follow_up = implementation(tiny).sections[-1].parts[0]

    assert [row[1] for row in follow_up.rows][-2:] == ["not measured yet", "not measured yet"]
