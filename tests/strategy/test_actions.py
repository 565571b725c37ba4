"""The action list: everyone's activities once, within the plan, on weekdays, evenly spread, the same in Excel."""

import datetime as dt
import random
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from recalculation import recalculated, stripped, values

from segkit.strategy import (
    ActivityEntry,
    PlaybookEntry,
    SegmentPolicy,
    actions,
    day_formula,
    playbook,
    slot_table,
    slots,
    spread,
    weekday_formula,
)
from segkit.strategy.actions import first_days, weekdays, window
from segkit.strategy.calendar import months_later
from segkit.study import Study

ABCD = ("A", "B", "C", "D")
START = dt.date(2026, 9, 1)
POLICIES = playbook("classic", ABCD, "en", {})
STARTS = st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31))
MONTHS = st.integers(12, 18)
GRADES = [*ABCD, None]


def accounts(n: int, owners: list[str], seed: int = 1) -> pd.DataFrame:
    """Return n customers with numbers, owners and grades drawn from a seed."""
    draw = random.Random(seed)
    numbers = draw.sample(range(10 * n + 10), n)
    return pd.DataFrame({
        "customer_id": [f"{number:06d}" for number in numbers],
        "owner": [draw.choice(owners) for _ in numbers],
        "grade": pd.Series([draw.choice(GRADES) for _ in numbers], dtype=object),
    })  # fmt: skip


CUSTOMERS = st.builds(accounts, st.integers(0, 60), st.just(["Ida", "Bo", ""]), st.integers(0, 1000))


def one_activity(per_year: float, **dates: dt.date) -> tuple[SegmentPolicy, ...]:
    """Return a playbook whose segment A has one activity and no contacts."""
    entry = PlaybookEntry(activities=[ActivityEntry(name="Call", channel="phone", per_year=per_year, **dates)], meetings_per_year=0.0)
    return playbook("classic", ABCD, "en", {"A": entry})


@settings(deadline=None)
@given(CUSTOMERS)
def test_each_customer_has_each_activity_of_its_segment_once(customers: pd.DataFrame):
    """K15: one row per customer and activity that is done at all; slot k holds activity k."""
    expected = {
        (f"customer:{row.customer_id}", slot, activity.name)
        for row in customers.itertuples()
        for policy in POLICIES
        if policy.segment == (row.grade or "not_rated")
        for slot, activity in enumerate(policy.activities, start=1)
        if activity.per_year > 0
    }
    rows = actions(customers, POLICIES, START, 12)

    assert len(rows) == len(expected)
    assert set(zip(rows["key"], rows["slot"], rows["activity"], strict=True)) == expected


@settings(deadline=None)
@given(CUSTOMERS, STARTS, MONTHS)
def test_every_action_is_due_on_a_weekday_within_the_plan(customers: pd.DataFrame, start: dt.date, months: int):
    """K15: nothing is due on a Saturday or Sunday, before the plan begins or after it ends."""
    rows = actions(customers, POLICIES, start, months)

    assert (rows["due"].dt.day_of_week < 5).all()
    assert (rows["due"] >= pd.Timestamp(start)).all()
    assert (rows["due"] < pd.Timestamp(months_later(start, months))).all()


@given(STARTS, st.integers(1, 40), st.sampled_from([0.5, 1.0, 4.0, 12.0]))
def test_an_activity_with_dates_of_its_own_is_due_between_them(begins: dt.date, length: int, per_year: float):
    """K14: an activity that runs from one day to another is due on a weekday between the two, both counted."""
    ends = begins + dt.timedelta(days=length)
    policies = one_activity(per_year, start=begins, end=ends)
    customers = accounts(50, ["Ida"]).assign(grade="A")
    rows = actions(customers, policies, begins - dt.timedelta(days=60), 12)

    assert len(rows) == (50 if window(policies[0].activities[0], begins - dt.timedelta(days=60), 12)[1] else 0)
    assert ((rows["due"] >= pd.Timestamp(begins)) & (rows["due"] <= pd.Timestamp(ends)) & (rows["due"].dt.day_of_week < 5)).all()


@settings(deadline=None)
@given(CUSTOMERS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_no_date(customers: pd.DataFrame, draw: random.Random):
    """K15: the same customers in another order have the same dates."""
    order = list(range(len(customers)))
    draw.shuffle(order)
    again = actions(customers.iloc[order], POLICIES, START, 12).sort_values(["key", "slot"], ignore_index=True)

    pd.testing.assert_frame_equal(again, actions(customers, POLICIES, START, 12).sort_values(["key", "slot"], ignore_index=True))


@settings(deadline=None)
@given(CUSTOMERS)
def test_another_grade_keeps_the_place_in_time(customers: pd.DataFrame):
    """K15: a slot's place in time does not depend on the segment, so the list can follow the grades in Excel."""
    before, after = spread(customers, 5), spread(customers.assign(grade="A"), 5)

    assert (before == after).all()
    assert ((before >= 0) & (before < 1)).all()


@pytest.mark.parametrize("n", [7, 40, 300])
@pytest.mark.parametrize("per_year", [0.5, 1.0, 2.0, 3.0])
@pytest.mark.parametrize("months", [12, 18])
def test_an_owners_actions_are_spread_evenly_over_the_months(n: int, per_year: float, months: int):
    """K15: of n customers with one activity, each whole month has its share by days, give or take two and what a weekend moves.

    Spread over w days, a month of d days has n·d/w of them; at either edge a weekend can move those of two days, n·2/w.
    """
    customers = accounts(n, ["Ida"]).assign(grade="A")
    policies = one_activity(per_year)
    days = window(policies[0].activities[0], START, months)[1]
    width = min(365 / per_year, days)
    months_due = actions(customers, policies, START, months)["due"].dt.to_period("M").value_counts()

    for month in pd.period_range(START, periods=int(width // 31), freq="M"):
        assert abs(months_due.get(month, 0) - n * month.days_in_month / width) <= 2 + 2 * n / width, month


def test_a_customer_without_an_owner_goes_to_the_role(example: Study):
    """K15: every action has someone who does it: the customer's owner, else the role of the activity."""
    customers = pd.DataFrame({"customer_id": ["1", "2", "3"], "owner": ["Ida", "", None], "grade": ["D", "D", "D"]})
    rows = actions(customers, POLICIES, START, 12)

    assert list(rows.groupby("customer_id")["owner"].first()) == ["Ida", "Customer service", "Customer service"]


def test_an_activity_done_never_is_not_on_the_list():
    """K15: a frequency of 0 asks for nothing."""
    customers = accounts(20, ["Ida"]).assign(grade="A")

    assert set(actions(customers, one_activity(0.0), START, 12)["slot"]) == set()


def test_the_number_of_slots_is_the_most_activities_of_any_segment():
    """K15: B of the classic grid has five activities."""
    assert slots(POLICIES) == 5
    assert slots(()) == 0


def test_planned_actions_per_segment_are_customers_times_frequency(example: Study):
    """C10: 63 customers in A with 1 plan, 1 talk, 8 meetings and 2 proposals a year; the hours are the plan's."""
    period = example.engagement.plan_period
    table = slot_table(example.plan.policies, example.segmentation, period.start, period.months)
    by_segment = table.groupby("segment", sort=False)[["actions", "hours"]].sum()

    assert by_segment.at["A", "actions"] == 63 * (1 + 1 + 8 + 2)
    assert list(by_segment.index) == list(example.plan.hours.index)
    assert list(by_segment["hours"]) == pytest.approx(list(example.plan.hours))


def cases(n: int) -> list[tuple[dt.date, float, float, int]]:
    """Return n drawn cases of start, spread, times per year and days, and those where a float could fall below a whole day."""
    draw = random.Random(7)
    found = [
        (
            dt.date(2024, 1, 1) + dt.timedelta(days=draw.randrange(3000)),
            round(draw.random(), 6) % 1,
            draw.choice([0, 0.25, 0.5, 1, 2, 3, 4, 6, 7, 8, 12, 52, round(draw.uniform(0.1, 20), 2)]),
            draw.randrange(1, 549),
        )
        for _ in range(n)
    ]
    # 0.7 × 10 days, computed over the year, is the float just below 7.
    return found + [(START + dt.timedelta(days=i), 0.7, per_year, 10) for i in range(7) for per_year in (0.5, 1, 12)]


def test_due_dates_in_excel_are_the_engines(tmp_path: Path):
    """K15: LibreOffice computes from the formula the dates that the engine gives, in hundreds of cases; never done is empty."""
    drawn = cases(400)
    path = tmp_path / "due.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, date = book.add_worksheet("due"), book.add_format({"num_format": "yyyy-mm-dd"})
        for row, (start, share, per_year, days) in enumerate(drawn, start=1):
            sheet.write_datetime(row - 1, 0, dt.datetime.combine(start, dt.time()), date)
            for column, value in enumerate((share, per_year, days), start=1):
                sheet.write_number(row - 1, column, value)
            sheet.write_formula(row - 1, 4, "=" + day_formula(f"A{row}", f"B{row}", f"C{row}", f"D{row}"), date)
            sheet.write_formula(row - 1, 5, "=" + weekday_formula(f"E{row}"), date)
    after = values(recalculated(stripped(path, tmp_path), tmp_path))

    for row, (start, share, per_year, days) in enumerate(drawn, start=1):
        shown = after.get(("due", f"F{row}"))
        if per_year == 0:
            assert not shown
        else:
            day = first_days(np.array([start], "datetime64[D]"), np.array([share]), np.array([per_year]), np.array([days]))
            expected = weekdays(day)[0]
            assert shown == (expected.astype(dt.datetime) - dt.datetime(1899, 12, 30)).days, drawn[row - 1]
