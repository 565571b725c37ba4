"""The funnel: who came = who left + who goes on, in number and in money; everybody leaves once, for one reason; missing is never low."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import TINY

import segkit
from segkit.errors import EngagementError
from segkit.strategy import Funnel, FunnelRule, funnel
from segkit.strategy.funnel_rule import REASONS
from segkit.strategy.money import total
from segkit.strategy.reach import reach
from segkit.tables import CONTACT_COLUMNS

Build = Callable[..., Path]

NO_CONTACTS = pd.DataFrame(columns=[column.name for column in CONTACT_COLUMNS], dtype=object)

MONEY = st.none() | st.sampled_from([0.0, 0.01, 100.1, 100.2, -50.05]) | st.integers(-10_000, 900_000).map(lambda cents: cents / 100)
ACCOUNT = st.fixed_dictionaries({
    "name": st.sampled_from(["Alfa", "Beta", ""]),
    "owner": st.sampled_from(["Ida", "Bo", ""]),
    "grade": st.sampled_from(["A", "B", None]),
    "strategic": st.sampled_from(["", "", "a reference"]),
    "revenue": MONEY,
    "potential": MONEY.map(lambda amount: None if amount is None else abs(amount)),
    "contribution": MONEY,
    "potential_basis": st.sampled_from(["given", "estimate"]),
})  # fmt: skip
CONTACT = st.fixed_dictionaries({
    "customer_id": st.integers(1, 12).map(str),
    "do_not_contact": st.sampled_from([True, False, None]),
    "consent_email": st.sampled_from(["opt_in", "opt_out", "withdrawn", "not_asked", None]),
})  # fmt: skip
RULE = st.builds(
    FunnelRule,
    accounts=st.sampled_from(["customers", "leads", "both"]),
    sizes=st.sets(st.integers(1, 14), min_size=4, max_size=4).map(lambda sizes: sorted(sizes, reverse=True)),
    rank_by=st.just([])
    | st.lists(st.sampled_from(["size", "room", "sure", "revenue", "potential", "contribution"]), min_size=4, max_size=4),
    grades=st.sampled_from([[], ["A"]]),
    least=st.sampled_from([0.0, 50.0]),
    consent_needed=st.booleans(),
)


def accounts(rows: list[dict[str, object]], kind: str) -> pd.DataFrame:
    """Return rated accounts of a kind as the study has them, numbered from 1."""
    frame = pd.DataFrame(rows, columns=list(ACCOUNT_COLUMNS)).astype(dict.fromkeys(("revenue", "potential", "contribution"), float))
    frame.insert(0, f"{kind}_id", pd.Series([str(number) for number in range(1, len(frame) + 1)], dtype=object))
    frame["name"] = frame["name"].where(frame["name"] != "", frame[f"{kind}_id"])
    return frame.assign(region="", headroom=(frame["potential"] - frame["revenue"]).round(2), grade=frame["grade"].astype(object))


ACCOUNT_COLUMNS = ("name", "owner", "grade", "strategic", "revenue", "potential", "contribution", "potential_basis")


def persons(rows: list[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(rows).reindex(columns=NO_CONTACTS.columns).astype(object).where(lambda cells: cells.notna(), None)


def plain(**given: object) -> dict[str, object]:
    """Return an account that passes every step, but for what is given."""
    own = {"name": "Alfa", "owner": "Ida", "grade": "A", "strategic": "", "revenue": 100.0, "potential": 900.0, "contribution": 10.0}
    return own | {"potential_basis": "given"} | given


def of(customers: list[dict[str, object]], leads: list[dict[str, object]] | None = None, **rule: object) -> Funnel:
    return funnel(accounts(customers, "customer"), accounts(leads or [], "lead"), NO_CONTACTS, None, FunnelRule(**rule))


def reasons(found: Funnel) -> list[str | None]:
    return [None if reason is None else str(reason) for reason in found.accounts["reason"]]


@settings(max_examples=50, deadline=None)
@given(st.lists(ACCOUNT, max_size=12), st.lists(ACCOUNT, max_size=8), st.lists(CONTACT, max_size=8), RULE)
def test_who_came_left_or_goes_on(
    customers: list[dict[str, object]], leads: list[dict[str, object]], contacts: list[dict[str, object]], rule: FunnelRule
):
    """S19: at every step came = left + went on in number and to the øre; who goes on is who comes next; everybody has one fate."""
    found = funnel(accounts(customers, "customer"), accounts(leads, "lead"), persons(contacts), None, rule)
    took_part = (len(customers) if rule.accounts != "leads" else 0) + (len(leads) if rule.accounts != "customers" else 0)

    for step in found.steps:
        parts = [amounts for _, amounts in step.left] + [step.went]
        for what in ("customers", "leads", "revenue_unknown", "room_unknown"):
            assert sum(getattr(part, what) for part in parts) == getattr(step.came, what)
        for what in ("revenue", "room"):
            assert sum(round(getattr(part, what) * 100) for part in parts) == round(getattr(step.came, what) * 100)
        assert step.went.accounts <= step.size
    assert all(before.went == after.came for before, after in zip(found.steps, found.steps[1:], strict=False))
    assert found.steps[0].came.accounts == len(found.accounts) == took_part
    assert found.accounts["key"].is_unique
    assert (found.accounts["reason"].isna() == (found.accounts["step"] == 4)).all()
    assert set(found.accounts["reason"].dropna()) <= set(REASONS)
    assert len(found.chosen) == found.steps[-1].went.accounts


@settings(max_examples=20, deadline=None)
@given(st.lists(ACCOUNT, max_size=12), st.lists(CONTACT, max_size=6), RULE, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
    customers: list[dict[str, object]], contacts: list[dict[str, object]], rule: FunnelRule, dice: object
):
    """S19: ties stand by number, so the same accounts in another order leave at the same step for the same reason, and come in the same order."""
    frame = accounts(customers, "customer")
    order = list(range(len(frame)))
    dice.shuffle(order)  # type: ignore[attr-defined]
    first, again = (funnel(rows, accounts([], "lead"), persons(contacts), None, rule) for rows in (frame, frame.iloc[order]))

    way = ["key", "step", "reason", "place"]
    pd.testing.assert_frame_equal(*(found.accounts[way].sort_values("key", ignore_index=True) for found in (first, again)))
    assert list(first.chosen["key"]) == list(again.chosen["key"])


@settings(max_examples=20, deadline=None)
@given(st.lists(ACCOUNT, max_size=12), RULE)
def test_what_is_missing_is_never_ranked(customers: list[dict[str, object]], rule: FunnelRule):
    """S19: nobody beyond a step's size has a better figure than anybody who goes on, and nobody is beyond it for a figure that is missing."""
    found = funnel(accounts(customers, "customer"), accounts([], "lead"), NO_CONTACTS, None, rule)

    for number, step in enumerate(found.steps):
        passed = found.accounts[found.accounts["step"] > number][step.criterion]
        beyond = found.accounts[(found.accounts["step"] == number) & (found.accounts["reason"] == "beyond")][step.criterion]
        assert not passed.isna().any()
        assert not beyond.isna().any()
        assert passed.empty or beyond.empty or passed.min() >= beyond.max()
        assert beyond.empty or step.went.accounts == step.size


@pytest.mark.parametrize(
    ("given", "step", "reason"),
    [
        ({"name": ""}, 0, "name_unknown"),
        ({"revenue": None, "potential": None}, 0, "figures_unknown"),
        ({"potential": None}, 1, "potential_unknown"),
        ({"grade": None}, 1, "not_rated"),
        ({"revenue": 900.0}, 1, "no_room"),
        ({"revenue": 900.01}, 1, "no_room"),
        ({"contribution": None}, 2, "contribution_unknown"),
        ({"contribution": -0.01}, 2, "negative_contribution"),
        ({"owner": ""}, 3, "owner_unknown"),
        ({"contribution": -0.01, "strategic": "a reference"}, 4, None),
        ({"contribution": 0.0}, 4, None),
    ],
)
def test_each_reason(given: dict[str, object], step: int, reason: str | None):
    """S19: beside one that meets everything, an account leaves at the step and for the reason that its figures give."""
    found = of([plain(), plain(**given)])

    assert (reasons(found)[0], found.accounts["step"].iloc[0]) == (None, 4)
    assert (reasons(found)[1], found.accounts["step"].iloc[1]) == (reason, step)


def test_what_the_files_say_of_nobody_is_not_asked():
    """S19: without costs, owners and contacts nobody leaves for them, and the step says that it did not ask."""
    found = of([plain(contribution=None, owner="")])

    assert reasons(found) == [None]
    assert [piece.what for step in found.steps for piece in step.knowledge if not piece.asked] == [
        "contribution",
        "owner",
        "person",
        "consent",
    ]


def test_a_lead_brings_its_whole_potential_and_is_not_asked_for_a_contribution():
    """S19: a lead buys nothing yet, so all of its potential can be won, of which half counts by default; its expected revenue is no revenue."""
    found = of([plain(revenue=100.0, potential=500.0)], [plain(revenue=700.0, potential=700.0, contribution=None)])

    assert list(found.accounts["room"]) == [400.0, 700.0]
    assert list(found.chosen["key"]) == ["customer:1", "lead:1"]
    assert list(found.chosen["value"]) == [400.0, 350.0]
    assert found.steps[0].came.revenue == 100.0


def test_fewer_than_a_step_takes_all_go_on():
    """S19: a step that is reached by no more accounts than its size takes them all, and says so."""
    found = of([plain(potential=1000.0 + i) for i in range(3)], sizes=[9, 8, 2, 1])

    assert [step.takes_all for step in found.steps] == [True, True, False, False]
    assert [step.went.accounts for step in found.steps] == [3, 3, 2, 1]
    assert list(found.chosen["key"]) == ["customer:3"]


def test_who_may_not_be_contacted_does_not_come_first():
    """S19: one person who wants no contact closes an account only if nobody else is there; without any person it is not known yet."""
    contacts = persons([
        {"customer_id": "1", "do_not_contact": True}, {"customer_id": "1", "do_not_contact": False, "consent_email": "opt_in"},
        {"customer_id": "2", "do_not_contact": True, "consent_email": "opt_in"},
        {"customer_id": "3", **{column: "opt_out" for column in NO_CONTACTS.columns if column.startswith("consent_") and column.count("_") == 1}},
        {"customer_id": "4", "consent_email": "opt_out"},
    ])  # fmt: skip
    customers = accounts([plain() for _ in range(5)], "customer")
    found = funnel(customers, accounts([], "lead"), contacts, None, FunnelRule())
    strict = funnel(customers, accounts([], "lead"), contacts, None, FunnelRule(consent_needed=True))

    assert reasons(found) == [None, "no_contact", "no_contact", None, "contact_unknown"]
    assert reasons(strict) == [None, "no_contact", "no_contact", "consent_unknown", "contact_unknown"]
    assert reach(contacts, "email").loc["4", "open"] == 0


def test_in_a_deep_dive_the_true_contribution_and_the_rating_decide():
    """S19: the third step looks at true contribution and rating, and ranks by growth; leads have none and are asked about."""
    deep = pd.DataFrame({
        "customer_id": ["1", "2", "3", "4"], "true_contribution": [1.0, -1.0, 1.0, 5.0], "score": [3.0, 4.0, np.nan, 2.0],
        "growth": [10.0, 90.0, np.nan, 20.0],
    })  # fmt: skip
    found = funnel(accounts([plain() for _ in range(4)], "customer"), accounts([plain()], "lead"), NO_CONTACTS, deep, FunnelRule())

    assert reasons(found) == [None, "negative_contribution", "rating_unknown", None, "criterion_unknown"]
    assert list(found.chosen["key"]) == ["customer:4", "customer:1"]
    assert list(found.not_known_yet["key"]) == ["customer:3", "lead:1"]


def test_the_funnel_reconciles_with_the_study(example: segkit.Study, deep: segkit.Study):
    """S19: what came into the funnel is the study's revenue and headroom, with the potential of the leads."""
    for study in (example, deep):
        came = study.funnel.steps[0].came
        assert (came.customers, came.leads) == (len(study.customers), len(study.leads))
        assert came.revenue == total(study.customers["revenue"])
        assert round(came.room * 100) == round((study.value.total["headroom"] + total(study.leads["potential"])) * 100)
        assert study.funnel.steps[-1].went.accounts == 10


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("sizes: [1000, 250, 250, 10]", "'sizes' must be four whole numbers that fall from step to step, such as [1000, 250, 50, 10], but is [1000, 250, 250, 10]."),
        ("rank_by: [size]", "'rank_by' must name one of size, room, sure, growth, revenue, potential, contribution, rating for each of the four steps, but names 1."),
        ("rank_by: [size, room, growth, sure]", "'rank_by' under 'funnel' ranks by 'growth', which only a Deep Dive knows. Choose another, or leave 'rank_by' out."),
        ("grades: [A, E]", "'grades' under 'funnel' has no grade 'E'. There are: B, A, D, C."),
        ('left_out: {"0012": closed}', "'left_out' names '0012', but an account is named like customer:0012 or lead:E7."),
        ('left_out: {"lead:7": " "}', "'left_out' gives no reason for 'lead:7'. Write down why it is not worked with; the client reads it."),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_hold_is_refused(workbook: Build, yaml: str, message: str):
    """S19: each mistake under 'funnel' is told in a sentence when the engagement is read."""
    with pytest.raises(EngagementError) as raised:
        segkit.read_engagement(workbook(f"{TINY}funnel:\n  {yaml}\n"))

    assert message in str(raised.value)


def test_who_is_left_out_by_decision_leaves_first_and_must_exist(workbook: Build):
    """S19: a decision outweighs every figure; a number that no file has is refused, for a typing mistake would let somebody in."""
    study = segkit.run_study(segkit.read_engagement(workbook(f'{TINY}funnel:\n  left_out: {{"customer:001": closed in May}}\n')))
    assert study.funnel.accounts.set_index("key")["reason"].to_dict()["customer:001"] == "left_out"

    with pytest.raises(EngagementError) as raised:
        segkit.run_study(segkit.read_engagement(workbook(f'{TINY}funnel:\n  left_out: {{"customer:01": closed in May}}\n')))
    assert (
        str(raised.value)
        == "SEG-D09: engagement.yaml: 'left_out' under 'funnel' names customer:01, which no file has. Correct the number, or remove the line."
    )
