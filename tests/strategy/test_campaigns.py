"""Campaigns: a control group of a fixed share per segment, the same in every run and never contacted."""

import datetime as dt
import hashlib
import math
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import TINY

import segkit
from segkit.errors import EngagementError
from segkit.strategy import Campaign, CampaignPlan, campaign_plan
from segkit.strategy.campaigns import control_size
from segkit.tables import CONTACT_COLUMNS

Build = Callable[..., Path]

NO_CONTACTS = pd.DataFrame(columns=[column.name for column in CONTACT_COLUMNS], dtype=object)
GRADES = st.lists(st.sampled_from(["A", "B", "C", None]), max_size=40)
SHARES = st.sampled_from([0.0, 0.05, 0.1, 0.125, 0.25, 0.3, 0.5])
AUTUMN: dict[str, object] = {
    "name": "Autumn", "segments": ["A", "B", "not_rated"], "activity": "Visit", "channel": "visit", "start": dt.date(2026, 10, 1),
    "end": dt.date(2026, 12, 18), "kpi": "meetings", "budget": 1000.0,
}  # fmt: skip


def accounts(grades: list[str | None], kind: str = "customer", region: str = "North") -> pd.DataFrame:
    frame = pd.DataFrame(
        {f"{kind}_id": [f"{number:03}" for number in range(len(grades))], "grade": pd.Series(grades, dtype=object)}, dtype=object
    )
    return frame.assign(name="Alfa", owner="Ida", region=region, industry="Steel")


def planned(
    customers: pd.DataFrame, *campaigns: dict[str, object], leads: pd.DataFrame | None = None, contacts: pd.DataFrame = NO_CONTACTS
) -> CampaignPlan:
    made = [Campaign(**(AUTUMN | given)) for given in campaigns]
    return campaign_plan(customers, accounts([], "lead") if leads is None else leads, contacts, made, "Acme A/S")


@settings(max_examples=60, deadline=None)
@given(GRADES, GRADES, SHARES, st.randoms(use_true_random=False))
def test_the_control_group_is_a_fixed_share_of_each_segment(
    customers: list[str | None], leads: list[str | None], share: float, dice: object
):
    """S09: per kind and segment the share is rounded half up and at most all but one; the same accounts in any order of rows."""
    frame = accounts(customers)
    order = list(range(len(frame)))
    dice.shuffle(order)  # type: ignore[attr-defined]
    plan = planned(frame, {"control_share": share}, leads=accounts(leads, "lead"))
    again = planned(frame.iloc[order], {"control_share": share}, leads=accounts(leads, "lead"))

    for kind, grades in (("customer", customers), ("lead", leads)):
        for segment in ("A", "B", "not_rated"):
            n = grades.count(None if segment == "not_rated" else segment)
            own = plan.accounts[(plan.accounts["kind"] == kind) & (plan.accounts["segment"] == segment)]
            expected = min(math.floor(Fraction(str(share)) * n + Fraction(1, 2)), max(n - 1, 0))
            assert len(own) == n
            assert int((own["group"] == "control").sum()) == expected == control_size(share, n)
    assert "C" not in set(plan.accounts["segment"])
    assert plan.accounts["key"].is_unique  # in one group only: nobody of the control group is contacted
    pd.testing.assert_frame_equal(plan.accounts, again.accounts)


def test_another_campaign_draws_another_control_group():
    """S09: the lot is drawn from client, campaign and number, so two campaigns do not leave out the same accounts."""
    plan = planned(accounts(["A"] * 40), {"control_share": 0.5}, {"control_share": 0.5, "name": "Spring"})
    control = plan.accounts[plan.accounts["group"] == "control"].groupby("campaign")["key"].apply(set)

    assert len(control["Autumn"]) == len(control["Spring"]) == 20
    assert control["Autumn"] != control["Spring"]


def test_the_draw_does_not_change_between_versions():
    """S09: who is drawn is settled by the hash alone, so a list that was sent to the client stays as it was sent."""
    plan = planned(accounts(["A"] * 10), {"control_share": 0.3})

    drawn = list(plan.accounts.loc[plan.accounts["group"] == "control", "number"])
    lots = {f"{number:03}": hashlib.sha256(f"Acme A/S\nAutumn\ncustomer:{number:03}".encode()).hexdigest() for number in range(10)}
    assert drawn == sorted(sorted(lots, key=lambda number: lots[number])[:3]) == ["003", "005", "009"]


def test_budget_filters_and_wishes():
    """S09: what a contact costs is rounded to the øre; who wants no contact that way, or whose region is unknown, is on no list and counted."""
    customers = pd.concat(
        [
            accounts(["A", "A", "A", "A"]),
            accounts(["A"], region="").assign(customer_id="900"),
            accounts(["A"], region="South").assign(customer_id="901"),
        ]
    )
    contacts = pd.DataFrame([
        {"customer_id": "000", "do_not_contact": True}, {"customer_id": "001", "consent_phone": "opt_out"},
        {"customer_id": "002", "consent_email": "opt_out"},
    ]).reindex(columns=NO_CONTACTS.columns).astype(object)  # fmt: skip
    plan = planned(customers, {"regions": ["North"], "channel": "phone", "control_share": 0.0, "budget": 100.0}, contacts=contacts)
    target = plan.targets[0]

    assert list(plan.accounts["number"]) == ["002", "003"]
    assert (target.contacted, target.control, target.no_contact, target.unknown, target.cost_per_contact) == (2, 0, 2, 1, 50.0)
    assert math.isnan(planned(customers, {"budget": None}).targets[0].cost_per_contact)
    assert planned(accounts(["A"] * 3), {"control_share": 0.0, "budget": 100.0}).targets[0].cost_per_contact == 33.33


def test_campaigns_that_meet_are_named():
    """S09: at the same time and with accounts in common: how many both contact, and whose comparison is lost; touching days meet."""
    later = {"name": "Winter", "start": dt.date(2026, 12, 18), "end": dt.date(2027, 1, 31)}
    plan = planned(
        accounts(["A"] * 20),
        {"control_share": 0.25},
        later | {"control_share": 0.0},
        later | {"name": "Late", "start": dt.date(2026, 12, 19)},
    )

    assert [(o.first, o.second, o.begin, o.end, o.both, o.spoiled) for o in plan.overlaps][:1] == [
        ("Autumn", "Winter", dt.date(2026, 12, 18), dt.date(2026, 12, 18), 15, 5)
    ]
    assert [(o.first, o.second) for o in plan.overlaps] == [("Autumn", "Winter"), ("Winter", "Late")]


WRITTEN = """\
campaigns:
  - {name: Autumn, segments: [A], activity: Visit, channel: visit, start: 2026-10-01, end: 2026-12-18, kpi: meetings}
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("end: 2026-12-18", "end: 2026-09-18", "the campaign 'Autumn' ends on 2026-09-18, before it starts on 2026-10-01. Change one of the two."),
        ("[A]", "[E]", "the campaign 'Autumn' is for the segment 'E', which does not exist. There are: B, A, D, C, not_rated."),
        ("kpi: meetings}", "kpi: meetings}\n  - {name: Autumn, segments: [B], activity: Call, channel: phone, start: 2026-10-01, end: 2026-10-02, kpi: contacts}",
         "two campaigns are called 'Autumn'. Give each a name of its own: the control group is drawn by it."),
    ],
)  # fmt: skip
def test_a_campaign_that_cannot_be_is_refused(workbook: Build, old: str, new: str, message: str):
    """S09: each mistake is told in a sentence when the engagement is read."""
    segkit.read_engagement(workbook(TINY + WRITTEN))

    with pytest.raises(EngagementError) as raised:
        segkit.read_engagement(workbook(TINY + WRITTEN.replace(old, new)))
    assert message in str(raised.value)
