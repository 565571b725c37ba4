"""Small teams for the tests of capacity: customers with the grades A to D, and a plan that asks for so many hours with each."""

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from segkit.strategy import Assignment, Capacity, PlaybookEntry, SalesRep, StrategyPlan, assign, playbook, rep_capacity
from segkit.strategy.activities import ActivityEntry

START = dt.date(2026, 9, 1)
HOURS = {"A": 35.0, "B": 10.0, "C": 3.0, "D": 1.0, "not_rated": 0.0}
NO_LEADS = pd.DataFrame(columns=["lead_id", "owner", "region", "industry"])


def plan_of(customers: pd.DataFrame, hours: Mapping[str, float] = HOURS) -> StrategyPlan:
    """Return a plan that asks for so many hours a year with a customer of each segment."""
    visit = [ActivityEntry(name="Visit", contact=True)]
    own = {name: PlaybookEntry(meetings_per_year=often, hours_per_meeting=1.0, activities=visit) for name, often in hours.items()}
    policies = playbook("classic", ("A", "B", "C", "D"), "en", own)
    counts = customers["grade"].fillna("not_rated").value_counts()
    asked = pd.Series({policy.segment: counts.get(policy.segment, 0) * policy.hours for policy in policies})
    return StrategyPlan(policies, asked, asked * float("nan"), None, None, pd.DataFrame())


def customers_of(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """Return rated customers; what a row leaves out is empty, and its number follows from its place."""
    columns = ("owner", "region", "industry", "strategic", "grade", "potential", "headroom", "contribution")
    empty = dict.fromkeys(columns, "") | {"grade": "D", "potential": float("nan"), "headroom": 0.0, "contribution": 0.0}
    table = pd.DataFrame(
        [{"customer_id": f"{place:03d}"} | empty | dict(row) for place, row in enumerate(rows, start=1)], columns=["customer_id", *columns]
    )
    return table.astype({"grade": object, "potential": float})


def assigned(rows: Sequence[Mapping[str, object]], *reps: SalesRep, leads: pd.DataFrame = NO_LEADS) -> Assignment:
    """Return the proposal for a small team."""
    customers, capacity = customers_of(rows), Capacity(reps=list(reps))
    plan = plan_of(customers)
    found = assign(customers, leads, plan, capacity, rep_capacity(customers, plan, capacity, START), start=START)
    assert found is not None
    return found


def rep(name: str, hours: float | None, *regions: str, industries: Sequence[str] = ()) -> SalesRep:
    """Return a sales rep with so many hours who takes these regions and industries."""
    return SalesRep(name=name, hours=hours, regions=list(regions), industries=list(industries))
