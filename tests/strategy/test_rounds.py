"""The calendar of the plan: every single time counted so that the hours come out, and placed where there is room and nobody is away."""

import datetime as dt
import random
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest
from conftest import HERE, real_engagement
from hypothesis import given, settings
from hypothesis import strategies as st

import segkit
from segkit.strategy import (
    Absence,
    ActivityEntry,
    Capacity,
    PlanDates,
    PlanPeriod,
    PlaybookEntry,
    SalesRep,
    SegmentPolicy,
    actions,
    plan_period,
    playbook,
)
from segkit.strategy.holidays import free_days
from segkit.strategy.rounds import Rounds, plan_rounds

ABCD = ("A", "B", "C", "D")
GRADES = [*ABCD, None]
OWNERS = ["Ida", "Bo", ""]
DELIVERED = dt.date(2026, 8, 31)
POLICIES = playbook("classic", ABCD, "en", {})
NOBODY = Capacity()


def accounts(n: int, seed: int = 1, owners: tuple[str, ...] = tuple(OWNERS)) -> pd.DataFrame:
    """Return n customers with numbers, owners and grades drawn from a seed."""
    draw = random.Random(seed)
    return pd.DataFrame({
        "customer_id": [f"{number:06d}" for number in draw.sample(range(10 * n + 10), n)],
        "owner": [draw.choice(owners) for _ in range(n)],
        "grade": pd.Series([draw.choice(GRADES) for _ in range(n)], dtype=object),
    })  # fmt: skip


def only(minutes: float = 30, per_year: float = 1, **more: object) -> tuple[SegmentPolicy, ...]:
    """Return a playbook whose segment A has one activity and no contacts; the others have theirs."""
    entry = ActivityEntry(name="Call", channel="phone", per_year=per_year, minutes=minutes, **more)
    return playbook("classic", ABCD, "en", {"A": PlaybookEntry(activities=[entry], meetings_per_year=0.0)})


def of_grade(grade: str, n: int, owner: str = "Ida") -> pd.DataFrame:
    return pd.DataFrame({"customer_id": [f"{i:03d}" for i in range(n)], "owner": owner, "grade": pd.Series([grade] * n, dtype=object)})


def period(months: int = 12, **dates: dt.date) -> PlanPeriod:
    return plan_period(PlanDates(months=months, **dates), DELIVERED)


@st.composite
def teams(draw: st.DrawFn) -> Capacity:
    """Return a team: hours by week or by year, from none to many, with leave inside and outside the plan, and holidays."""
    reps = []
    for name in ("Ida", "Bo"):
        leave = [
            Absence(begin=begin, end=begin + dt.timedelta(days=draw(st.integers(0, 60))))
            for begin in draw(st.lists(st.dates(dt.date(2026, 7, 1), dt.date(2028, 3, 1)), max_size=3))
        ]
        hours = draw(
            st.sampled_from([{}, {"hours": draw(st.floats(0, 500))}, {"weekly_hours": draw(st.floats(0, 40)), "selling_share": 0.5}])
        )
        if "weekly_hours" in hours and draw(st.booleans()):
            hours["weeks"] = draw(st.floats(0, 53))
        reps.append(SalesRep(name=name, leave=leave, **hours))
    return Capacity(country=draw(st.sampled_from([None, "DK", "SE", "DE"])), reps=reps)


@st.composite
def plans(draw: st.DrawFn) -> tuple[pd.DataFrame, tuple[SegmentPolicy, ...], PlanPeriod, Capacity, dict[str, str]]:
    """Return all that a calendar is made of: also long activities, some in a window, and grades that change within the plan."""
    months = draw(st.integers(12, 18))
    start = draw(st.dates(dt.date(2026, 9, 1), dt.date(2026, 12, 31)))
    run = plan_period(PlanDates(start=start, months=months), DELIVERED)
    change = draw(st.dates(run.start, run.end) | st.none())
    run = plan_period(PlanDates(start=start, months=months, changes_from=change), DELIVERED)
    opens = draw(st.dates(run.start, run.end - dt.timedelta(days=7)))
    entries = [
        ActivityEntry(name="Once", per_year=draw(st.floats(0, 2)), minutes=draw(st.floats(0, 6000))),
        ActivityEntry(name="Bounded", per_year=draw(st.floats(0, 12)), minutes=draw(st.floats(0, 200)), start=opens, end=draw(st.dates(opens + dt.timedelta(days=7), run.end))),
    ]  # fmt: skip
    policies = playbook("classic", ABCD, "en", {"B": PlaybookEntry(activities=entries, meetings_per_year=draw(st.floats(0, 60)))})
    customers = accounts(draw(st.integers(0, 25)), draw(st.integers(0, 1000)))
    earlier = {number: draw(st.sampled_from([*ABCD, "not_rated", "gone"])) for number in customers["customer_id"][::3]}
    return customers, policies, run, draw(teams()), earlier


def free_for(rep: SalesRep | None, capacity: Capacity, day: dt.date) -> bool:
    """Return whether a day is a weekday, no holiday and no leave."""
    away = any(leave.begin <= day <= leave.end for leave in (rep.leave if rep else ()))
    return day.weekday() < 5 and day not in free_days(capacity.country, day, day) and not away


def by_week(made: Rounds) -> dict[tuple[str, dt.date], int]:
    """Return the minutes of each rep and week, from the days of the list alone."""
    found: dict[tuple[str, dt.date], int] = defaultdict(int)
    for row in made.visits[made.visits["reason"] == ""].itertuples():
        found[row.rep, row.day.date() - dt.timedelta(days=row.day.weekday())] += row.minutes
    return found


@settings(deadline=None, max_examples=20)
@given(plans())
def test_nobody_has_more_in_a_week_than_it_has_room_for_and_nothing_is_lost(plan):
    """K15: exact minutes; nothing on weekends, holidays or leave; placed and not placed are what was planned, each with its reason."""
    customers, policies, run, capacity, earlier = plan
    made = plan_rounds(customers, policies, run, capacity, earlier)
    reps = {rep.name: rep for rep in capacity.reps}
    limits = {(row.rep, row.monday.date()): row.capacity for row in made.weeks.itertuples()}
    for (rep, monday), minutes in by_week(made).items():
        limit = limits[rep, monday]
        if not pd.isna(limit):
            assert minutes <= limit
            days = sum(free_for(reps[rep], capacity, monday + dt.timedelta(days=i)) for i in range(7))
            yearly = reps[rep].hours if reps[rep].weekly_hours is None else None
            assert yearly is not None or limit <= reps[rep].weekly_hours * 60 * 0.5 * days / 5 + 1e-6
    for row in made.visits.itertuples():
        if row.reason == "":
            assert run.start <= row.day.date() <= run.end
            assert row.first <= row.day <= row.last
            assert free_for(reps.get(row.rep), capacity, row.day.date())
        else:
            assert pd.isna(row.day)
            assert row.reason in {"away", "too_long", "full"}

    sums = made.visits.groupby(["rep", "reason"])["minutes"].sum()
    for rep in made.reps.itertuples():
        assert rep.planned == rep.placed + rep.left == made.visits.loc[made.visits["rep"] == rep.rep, "minutes"].sum()
        assert rep.placed == sums.get((rep.rep, ""), 0)
    # A customer's further times of an activity come after the earlier ones.
    in_order = made.visits[made.visits["reason"] == ""].sort_values(["customer", "slot", "part", "number"])
    assert all(theirs["day"].is_monotonic_increasing for _, theirs in in_order.groupby(["customer", "slot", "part"]))
    assert sum(by_week(made).values()) == made.weeks["placed"].sum() == made.reps["placed"].sum()


@settings(deadline=None, max_examples=7)
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_the_customers_does_not_matter(plan, draw: random.Random):
    """K15: the same customers in another order have the same calendar."""
    customers, policies, run, capacity, earlier = plan
    order = list(range(len(customers)))
    draw.shuffle(order)
    same, other = (
        plan_rounds(rows, policies, run, capacity, earlier) for rows in (customers, customers.iloc[order].reset_index(drop=True))
    )

    pd.testing.assert_frame_equal(same.visits.drop(columns="customer"), other.visits.drop(columns="customer"))
    pd.testing.assert_frame_equal(same.reps, other.reps)


@settings(deadline=None, max_examples=8)
@given(st.integers(1, 30), st.integers(0, 1000), st.integers(12, 18), st.dates(dt.date(2026, 9, 1), dt.date(2027, 9, 1)))
def test_with_plenty_of_room_everything_is_placed_within_a_week(n: int, seed: int, months: int, start: dt.date):
    """K15: where there is room, every time is in the week of its ideal day, or next to it where that week has no working day."""
    team = Capacity(weekly_hours=100, selling_share=1, reps=[SalesRep(name="Ida"), SalesRep(name="Bo")], country="DK")
    visits = plan_rounds(accounts(n, seed), POLICIES, plan_period(PlanDates(start=start, months=months), DELIVERED), team).visits

    assert (visits["reason"] == "").all()
    assert ((visits["day"] - visits["ideal"]).abs() <= pd.Timedelta(days=7)).all()


def test_times_of_one_activity_keep_half_their_rhythm_where_there_is_room():
    """K15: eight contacts a year, 45 days apart, come no closer than 22 days even in a team that is almost full."""
    team = Capacity(reps=[SalesRep(name="Ida", hours=1000)], country="DK")
    customers = of_grade("A", 23)
    made = plan_rounds(customers, POLICIES, period(), team)
    contacts = made.visits[made.visits["contact"] & (made.visits["reason"] == "")]
    gaps = contacts.sort_values(["customer", "number"]).groupby("customer")["day"].diff().dropna()

    assert made.reps["left"].item() == 0
    assert made.reps["placed"].item() / made.reps["capacity"].item() > 0.8
    assert gaps.min() >= pd.Timedelta(days=22)


@settings(deadline=None, max_examples=12)
@given(st.integers(1, 60), st.integers(0, 1000), st.sampled_from([0.1, 0.5, 1.0, 1.5, 2.5, 4.0, 7.3]))
def test_the_hours_of_a_year_are_those_of_the_policy(n: int, seed: int, per_year: float):
    """K14: a rep's times with the customers of a segment are customers x times a year, rounded once; nobody is more than one away."""
    customers = accounts(n, seed)
    visits = plan_rounds(customers, only(per_year=per_year), period(), NOBODY).visits
    for owner in OWNERS:
        theirs = customers[(customers["owner"] == owner) & (customers["grade"] == "A")]
        got = visits[visits["segment"].eq("A") & visits["customer_id"].isin(theirs["customer_id"])]

        assert len(got) == int(len(theirs) * per_year + 0.5 + 1e-9)
        each = theirs["customer_id"].map(got["customer_id"].value_counts()).fillna(0)
        assert ((each - per_year).abs() < 1).all()


def test_with_whole_numbers_the_hours_are_those_of_the_plan_to_the_minute(example: segkit.Study):
    """K14: twelve months of the example have the plan's hours, segment by segment; eighteen have half as many again."""
    hours = {}
    for months in (12, 18):
        made = plan_rounds(example.customers, example.plan.policies, period(months), NOBODY)
        hours[months] = made.visits.groupby("segment")["minutes"].sum() / 60
        assert made.no_turn.empty

    for segment, planned in example.plan.hours[example.plan.hours > 0].items():
        assert hours[12][segment] == pytest.approx(planned, abs=1e-9)
        # Odd numbers of times a year leave a half per customer, which is rounded for all customers of a rep together.
        assert hours[18][segment] == pytest.approx(1.5 * planned, rel=0.05)


def test_the_first_time_is_the_one_of_the_action_list(example: segkit.Study):
    """K15: the ideal day of each first time is the due date that the Excel action list gives it."""
    run = example.engagement.plan_period
    visits = plan_rounds(example.customers, example.plan.policies, run, NOBODY).visits
    due = actions(example.customers, example.plan.policies, run.start, run.months).set_index(["customer_id", "slot"])["due"]
    first = visits[visits["number"] == 1].set_index(["customer_id", "slot"])["ideal"]

    assert first.to_dict() == due.to_dict()


def test_an_activity_in_a_window_is_done_in_full_within_it():
    """K14: three times a year in a window of a month are three times in that month."""
    opens, closes = dt.date(2027, 2, 1), dt.date(2027, 2, 28)
    visits = plan_rounds(of_grade("A", 10), only(per_year=3, start=opens, end=closes), period(18), NOBODY).visits

    assert len(visits) == 30
    assert visits["day"].between(pd.Timestamp(opens), pd.Timestamp(closes)).all()


def test_what_is_done_every_other_year_has_a_turn_with_every_other_customer():
    """K14: half of ten customers have it within twelve months, spread over them; the others are named with the reason."""
    made = plan_rounds(of_grade("A", 10), only(per_year=0.5), period(), NOBODY)

    assert len(made.visits) == 5
    assert len(made.no_turn) == 5
    assert set(made.visits["customer_id"]) | set(made.no_turn["customer_id"]) == {f"{i:03d}" for i in range(10)}
    assert made.visits["day"].dt.month.nunique() == 5


def test_who_changes_at_mid_plan_has_a_part_of_both_rhythms():
    """OCA/stock-logistics-warehouse #1364: from 8 to 2 contacts a year at mid-plan are 4 before that day and 1 from it on."""
    changes = {"A": PlaybookEntry(meetings_per_year=8.0), "D": PlaybookEntry(meetings_per_year=2.0)}
    policies = playbook("classic", ABCD, "en", changes)
    run = plan_period(PlanDates(start=dt.date(2026, 10, 1), changes_from=dt.date(2027, 4, 1)), DELIVERED)
    made = plan_rounds(of_grade("D", 3), policies, run, NOBODY, {"001": "A", "002": "D"})
    contacts = made.visits[made.visits["contact"]]
    days = {number: sorted(theirs["day"].dt.date) for number, theirs in contacts.groupby("customer_id")}

    assert [len(days[number]) for number in ("000", "001", "002")] == [2, 5, 2]
    assert [day < dt.date(2027, 4, 1) for day in days["001"]] == [True] * 4 + [False]
    assert made.changed.to_dict("records") == [
        {"customer": 1, "customer_id": "001", "before": "A", "now": "D", "contacts_before": 4, "contacts_now": 1}
    ]
    assert set(made.visits.loc[(made.visits["customer_id"] == "001") & (made.visits["part"] == 1), "segment"]) == {"A"}


def test_without_a_day_for_changes_the_new_grade_counts_from_the_first():
    """OCA/stock-logistics-warehouse #1364: without 'changes_from' nobody keeps an earlier rhythm."""
    customers = of_grade("D", 3)
    now = plan_rounds(customers, POLICIES, period(), NOBODY).visits
    changed = plan_rounds(customers, POLICIES, period(), NOBODY, {"001": "A"})

    pd.testing.assert_frame_equal(changed.visits, now)
    assert changed.changed.empty


def test_changes_must_be_within_the_plan():
    """S07: a day outside the plan is refused with the plan's days."""
    with pytest.raises(ValueError, match="changes_from") as refused:
        plan_period(PlanDates(changes_from=dt.date(2027, 9, 1)), DELIVERED)

    assert str(refused.value) == (
        "'changes_from' of 'plan' must be a day of the plan, which runs from 2026-09-01 to 2027-08-31, but is 2027-09-01. "
        "Give a day within it, or leave the line out."
    )


def test_what_finds_no_day_says_why():
    """K15: longer than any week, no room left, and away for all of the window are three reasons."""
    short = Capacity(reps=[SalesRep(name="Ida", weekly_hours=10, selling_share=0.5)])
    away = Capacity(reps=[SalesRep(name="Ida", leave=[Absence(begin=dt.date(2027, 2, 1), end=dt.date(2027, 2, 28))])])
    window = {"start": dt.date(2027, 2, 1), "end": dt.date(2027, 2, 26)}

    long = plan_rounds(of_grade("A", 1), only(minutes=301), period(), short).visits["reason"]
    full = plan_rounds(of_grade("A", 5), only(minutes=300, **window), period(), short).visits["reason"]
    gone = plan_rounds(of_grade("A", 1), only(**window), period(), away).visits["reason"]

    assert long.tolist() == ["too_long"]
    assert full.tolist() == ["", "", "", "", "full"]
    assert gone.tolist() == ["away"]


def test_a_week_has_the_minutes_of_its_working_days():
    """K15: 37 hours with 60 % for customers are 1,332 minutes; Easter week has 3 of 5 days, a week of leave none."""
    leave = [Absence(begin=dt.date(2026, 10, 12), end=dt.date(2026, 10, 18))]
    team = Capacity(country="DK", weekly_hours=37, selling_share=0.6, reps=[SalesRep(name="Ida", leave=leave)])
    weeks = plan_rounds(of_grade("A", 1), POLICIES, period(), team).weeks.set_index("monday")["capacity"]

    assert weeks[pd.Timestamp(2026, 10, 5)] == 1332
    assert weeks[pd.Timestamp(2026, 10, 12)] == 0
    assert weeks[pd.Timestamp(2027, 3, 22)] == int(1332 * 3 / 5)  # Maundy Thursday and Good Friday


def test_the_more_important_comes_first_where_there_is_too_little_room():
    """K15: with hours for half of the plan, A-customers have theirs and D-customers share what is left."""
    entry = PlaybookEntry(activities=[ActivityEntry(name="Visit", per_year=4, minutes=120)], meetings_per_year=0.0)
    policies = playbook("classic", ABCD, "en", {"A": entry, "D": entry})
    customers = pd.concat([of_grade("A", 10), of_grade("D", 10).assign(customer_id=lambda rows: "9" + rows["customer_id"])])
    made = plan_rounds(customers.reset_index(drop=True), policies, period(), Capacity(reps=[SalesRep(name="Ida", hours=128)]))
    placed = made.visits.assign(placed=made.visits["reason"] == "").groupby(["segment", "customer_id"])["placed"].sum()

    assert set(placed["A"]) == {4}
    assert placed["D"].sum() == (made.weeks["capacity"] >= 120).sum() - 40
    assert placed["D"].max() == 2


def test_adventureworks_has_nobody_above_the_hours(tmp_path: Path):
    """K15: fourteen of its reps have customers in the period; every week within its hours, and every minute accounted for."""
    files = ("resellers.csv", "geography.csv", "sales_territory.csv", "sales_reps.csv", "reseller_sales.csv.gz")
    study = segkit.run_study(
        segkit.read_engagement(real_engagement("adventureworks_b2b", HERE / "data" / "adventureworks_b2b", files, tmp_path))
    )
    owners = sorted(set(study.customers["owner"]) - {""})
    team = Capacity(country="GB", reps=[SalesRep(name=owner, weekly_hours=37.5, selling_share=0.5) for owner in owners])
    made = plan_rounds(study.customers, study.plan.policies, study.engagement.plan_period, team)

    assert len(owners) == 14
    assert (made.weeks["placed"] <= made.weeks["capacity"].fillna(float("inf"))).all()
    assert made.weeks.groupby("rep")["placed"].sum().to_dict() == made.reps.set_index("rep")["placed"].to_dict()
    assert made.visits["minutes"].sum() / 60 == pytest.approx(study.plan.total_hours, abs=1)
