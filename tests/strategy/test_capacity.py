"""Hours needed against hours available: the published workloads, working weeks, verdicts on the line, sums that hold."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from staffed import HOURS, START, customers_of, plan_of
from tiny import TINY

import segkit
from segkit.errors import EngagementError
from segkit.strategy import Absence, Capacity, PlaybookEntry, SalesRep, available_hours, playbook, rep_capacity
from segkit.strategy.activities import ActivityEntry
from segkit.strategy.capacity import rep_hours, verdict, working_weeks
from segkit.strategy.holidays import free_days
from segkit.study import Study

WORKLOADS = {
    "1,000 A x 36 and 2,000 B x 12 calls ask for 60 reps of 1,000": ({"A": (1000, 36, 1), "B": (2000, 12, 1)}, 1000, 60_000, 60),
    "500 x 10, 2,000 x 6 and 5,500 x 4 are 39,000 calls": ({"A": (500, 10, 1), "B": (2000, 6, 1), "C": (5500, 4, 1)}, 1000, 39_000, 39),
    "200 x 4 h, 450 x 2 h and 1,000 x 1 h, 12 times, ask for 27 reps of 1,200 h": (
        {"A": (200, 12, 4), "B": (450, 12, 2), "C": (1000, 12, 1)}, 1200, 32_400, 27,
    ),
    "9,100 hours ask for 9.5 reps of 960 h, hired as 10": ({"A": (9100, 1, 1)}, 960, 9100, 9100 / 960),
}  # fmt: skip


def one_rep_has(workload: dict[str, tuple[int, float, float]], hours: float) -> pd.Series:
    """Return what customers x contacts x length ask of one rep who owns them all."""
    visit = [ActivityEntry(name="Visit", contact=True)]
    none = dict.fromkeys(HOURS, (0, 0.0, 1.0))
    own = {
        name: PlaybookEntry(meetings_per_year=float(often), hours_per_meeting=float(long), activities=visit)
        for name, (_, often, long) in (none | workload).items()
    }
    customers = customers_of([{"grade": name, "owner": "Ida"} for name, (count, _, _) in workload.items() for _ in range(count)])
    plan = replace(plan_of(customers), policies=playbook("classic", ("A", "B", "C", "D"), "en", own))
    return rep_capacity(customers, plan, Capacity(reps=[SalesRep(name="Ida", hours=hours)]), START).reps.loc[0]


@pytest.mark.parametrize("workload", WORKLOADS)
def test_the_published_workloads_come_out(workload: str):
    """Definitions, workload: customers x contacts x length over the selling hours of a rep."""
    asked, hours, needed, reps = WORKLOADS[workload]
    ida = one_rep_has(asked, hours)

    assert ida["needed"] == needed
    assert ida["load"] == pytest.approx(reps)


def test_a_rep_of_1000_hours_has_111_accounts():
    """Definitions, workload: 1,000 / (12 x 0.75) is 111.1, so 111 accounts fit and 112 do not."""
    assert one_rep_has({"A": (111, 12, 0.75)}, 1000)["verdict"] == "fits"
    assert one_rep_has({"A": (112, 12, 0.75)}, 1000)["verdict"] == "over"


def test_a_week_of_40_hours_gives_960_selling_hours():
    """Definitions, workload: 40 h x 48 weeks x 50 % are 960 h."""
    capacity = Capacity(weekly_hours=40, weeks=48, selling_share=0.5, reps=[SalesRep(name="Ida")])

    assert rep_hours(capacity, capacity.reps[0], START) == 960


def test_a_year_from_a_day_on_has_its_weekdays():
    """From 1 September 2026 to 31 August 2027 there are 261 weekdays; the 31st counts, the next 1 September does not."""
    assert working_weeks(None, [], dt.date(2026, 9, 1)) == 261 / 5
    assert working_weeks(None, [Absence(**{"from": dt.date(2027, 8, 31), "to": dt.date(2027, 9, 30)})], dt.date(2026, 9, 1)) == 260 / 5


def test_a_day_is_free_once():
    """Easter 2027 lies within a leave: its weekend and its holidays are not taken off again, nor is a second leave over the first."""
    easter = Absence(**{"from": dt.date(2027, 3, 22), "to": dt.date(2027, 4, 4)})
    within = Absence(**{"from": dt.date(2027, 3, 25), "to": dt.date(2027, 3, 29)})
    whole = working_weeks("DK", [], START)

    assert whole == (261 - 9) / 5
    assert working_weeks("DK", [easter], START) == pytest.approx(whole - (10 - 3) / 5)
    assert working_weeks("DK", [easter, within], START) == working_weeks("DK", [easter], START)


@pytest.mark.parametrize(
    ("country", "day", "free"),
    [("DK", (12, 24), True), ("DK", (12, 31), True), ("DK", (5, 1), False), ("SE", (6, 25), True), ("NO", (5, 17), True),
     ("GB", (3, 29), True), ("DE", (10, 31), False)],
)  # fmt: skip
def test_nobody_is_visited_on_an_eve_that_is_kept(country: str, day: tuple[int, int], free: bool):
    """Christmas Eve is no public holiday in Denmark, and nobody is at work; 1 May is half a day, and Reformation Day is not kept everywhere."""
    assert (dt.date(2027, *day) in free_days(country, dt.date(2027, 1, 1), dt.date(2027, 12, 31))) is free


@given(available=st.floats(0.1, 5000), below=st.floats(0.1, 0.99))
def test_verdicts_are_half_open(available: float, below: float):
    """S07: exactly the hours there are fits, a thousandth more does not; exactly the limit of room is no room, and 0 hours with nothing to do fit."""
    assert verdict(available, available, below) == "fits"
    assert verdict(available + 0.001, available, below) == "over"
    assert verdict(available * below, available, below) == "fits"
    assert verdict(max(available * below - 0.001, 0), available, below) == "room"
    assert verdict(0, 0, below) == "fits"


@given(needed=st.floats(0, 1e6))
def test_unknown_hours_give_no_verdict(needed: float):
    """S07: missing is neither enough nor too little."""
    assert verdict(needed, float("nan"), 0.8) == "unknown"


def test_sums_of_parts_of_an_hour_fit_exactly():
    """S07: 3 x 0.1 hours are the 0.3 there are, though floats say otherwise."""
    assert sum([0.1] * 3) > 0.3
    assert verdict(sum([0.1] * 3), 0.3, 0.8) == "fits"


PEOPLE = st.sampled_from(["Ida", "Bo", "Åse", ""])
CUSTOMERS = st.lists(
    st.fixed_dictionaries(
        {"owner": PEOPLE, "grade": st.sampled_from(["A", "B", "C", "D", None]), "potential": st.sampled_from([float("nan"), 0.0, 900.0])}
    ),
    max_size=12,
)


@given(rows=CUSTOMERS, hours=st.lists(st.sampled_from([None, 0.0, 40.0]), min_size=2, max_size=2))
def test_hours_per_rep_and_segment_sum_to_the_plans(rows: list[dict[str, object]], hours: list[float | None]):
    """S07: every hour of the plan is somebody's, or nobody's and shown so; who is named stands there without customers too."""
    customers = customers_of(rows)
    plan = plan_of(customers)
    capacity = Capacity(reps=[SalesRep(name=name, hours=has) for name, has in zip(("Ida", "Kim"), hours, strict=True)])
    found = rep_capacity(customers, plan, capacity, START)

    assert found.reps["needed"].sum() == pytest.approx(plan.total_hours)
    assert found.by_segment.sum().to_list() == pytest.approx(plan.hours.to_list())
    assert found.by_segment.sum(axis=1).to_list() == pytest.approx(found.reps["needed"].to_list())
    assert found.reps["customers"].sum() == len(customers)
    assert list(found.reps["rep"][:2]) == ["Ida", "Kim"]
    assert (found.reps["verdict"] == "unknown").to_list() == (found.reps["available"].isna() & (found.reps["rep"] != "")).to_list()


def test_a_rep_with_no_hours_has_too_much_of_anything():
    """S07: 0 hours are known hours: one customer is too much, and a share of 0 is unknown."""
    customers = customers_of([{"owner": "Ida"}])
    row = rep_capacity(customers, plan_of(customers), Capacity(reps=[SalesRep(name="Ida", hours=0)]), START).reps.iloc[0]

    assert (row["verdict"], row["left"]) == ("over", -HOURS["D"])
    assert pd.isna(row["load"])


def test_the_hours_of_all_are_known_when_each_is():
    """S07: a rep whose hours are open leaves the sum open; without reps it is the team's."""
    two = [SalesRep(name="Ida", hours=800), SalesRep(name="Bo", weekly_hours=37)]

    assert available_hours(Capacity(reps=two, selling_share=0.5, weeks=40), START) == 800 + 37 * 40 * 0.5
    assert available_hours(Capacity(reps=two), START) is None
    assert available_hours(Capacity(sales_hours=5000), START) == 5000


@pytest.mark.parametrize(
    ("yaml", "said"),
    [
        ("  sales_hours: 800\n  reps: [{name: Ida, hours: 800}]\n", "the hours come twice: as 'sales_hours' and as those of the 'reps'. Keep one of the two."),
        ("  reps: [{name: Ida, hours: 800}, {name: Ida}]\n", "'reps' names 'Ida' twice. Keep one of them."),
        ("  reps: [{name: Ida, hours: 800, weeks: 44}]\n", "'Ida' has 'hours', which leave nothing for 'weeks' to say. Remove one of the two."),
        ("  reps:\n    - {name: Ida, leave: [{from: 2027-07-25, to: 2027-07-05}]}\n", "a leave ends on 2027-07-05, before it begins on 2027-07-25. Change one of the two."),
    ],
    ids=["team and reps", "twice", "hours and weeks", "leave"],
)  # fmt: skip
def test_hours_that_contradict_each_other_are_refused(workbook: Callable[..., Path], yaml: str, said: str):
    """S07: each mistake is one sentence that says what to change."""
    with pytest.raises(EngagementError) as refused:
        segkit.read_engagement(workbook(TINY + "capacity:\n" + yaml))

    assert said in str(refused.value)


def test_the_examples_hours_are_those_of_its_effort(example: Study):
    """K61: capacity and effort against value speak of the same hours."""
    hours = example.capacity.reps.set_index("rep")["needed"]

    assert hours.loc[example.effort.owners.index].to_list() == pytest.approx(example.effort.owners["hours"].to_list())
