"""The playbook in five languages, the hours it asks for, and what is proposed for each customer."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import TINY

import segkit
from segkit.rating.abcd import PRESETS
from segkit.strategy import PROPOSALS, PlaybookEntry, hours_per_customer, playbook
from segkit.strategy.activities import ActivityEntry
from segkit.strategy.money import rounded
from segkit.study import Study
from segkit.words import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_has_a_playbook_in_every_language(preset: str, language: str):
    """K16: goal, service, contacts, channel, activities, prices and a responsible role for each segment and the not rated."""
    letters = tuple(sorted({letter for row in PRESETS[preset].grades for letter in row}))
    policies = playbook(preset, letters, language, {})

    assert [policy.segment for policy in policies] == [*letters, "not_rated"]
    assert len({policy.name for policy in policies}) == len(policies)
    for policy in policies:
        assert all(
            [policy.goal, policy.service_level, policy.channel, policy.activities, policy.price_policy, policy.responsible, policy.leads]
        )
        assert policy.proposal in PROPOSALS


def test_the_consultant_changes_what_differs_and_keeps_the_rest():
    """K13: one line in engagement.yaml changes one line of the playbook."""
    plain = playbook("classic", ("A", "B", "C", "D"), "en", {})[0]
    changed = playbook("classic", ("A", "B", "C", "D"), "en", {"A": PlaybookEntry(meetings_per_year=12.0, activities=["Yearly dinner"])})[0]

    contact = next(activity.name for activity in plain.activities if activity.contact)
    assert changed.meetings_per_year == 12.0
    assert [activity.name for activity in changed.activities] == ["Yearly dinner", contact]
    assert (changed.goal, changed.hours_per_meeting) == (plain.goal, plain.hours_per_meeting)


def test_hours_are_customers_times_frequency_times_length(example: Study):
    """K16: 63 customers, each with 8 contacts of 3.5 hours, a plan of 4 hours, an hour on the decision-makers, 2 proposals of an hour."""
    assert example.segmentation.count("A") == 63
    assert example.plan.hours["A"] == 63 * (8 * 3.5 + 4 + 1 + 2 * 1)


def test_the_example_asks_for_most_of_the_hours_there_are(example: Study):
    """K16: the plan's hours are held against the hours there are, and are believable in the example."""
    assert example.plan.available_hours == pytest.approx(3895, abs=1)
    assert 0.80 <= example.plan.total_hours / example.plan.available_hours <= 1.05


def test_the_published_workload_comes_out():
    """Definitions, workload: 200 x 4 h x 12 + 450 x 2 h x 12 + 1,000 x 1 h x 12 = 32,400 h, 27 sellers of 1,200 h."""
    visit = [ActivityEntry(name="Visit", contact=True)]
    own = {
        letter: PlaybookEntry(meetings_per_year=12.0, hours_per_meeting=length, activities=visit)
        for letter, length in (("A", 4.0), ("B", 2.0), ("C", 1.0))
    }
    policies = playbook("classic", ("A", "B", "C", "D"), "en", own)
    hours = sum(count * hours_per_customer(policies)[letter] for letter, count in (("A", 200), ("B", 450), ("C", 1000)))

    assert hours == 32_400
    assert hours / 1_200 == 27


def test_each_customers_hours_add_up_to_the_segments(example: Study):
    """K16: hours per customer, per segment and in all are the same hours."""
    each = example.plan.hours_of(example.customers["grade"])

    assert each.sum() == pytest.approx(example.plan.total_hours)
    assert set(each) == set(hours_per_customer(example.plan.policies))


def test_a_cost_is_hours_times_what_an_hour_costs(example: Study):
    """K16: 63 × 35 hours of 650 kroner; the total is the sum of the rounded costs."""
    assert example.plan.cost["A"] == 63 * 35 * 650
    assert example.plan.total_cost == round(example.plan.cost.sum(), 2)


def test_without_a_cost_per_hour_no_cost_is_known(tiny: Study):
    """Missing is never 0: neither the segments' costs nor their sum."""
    assert tiny.plan.cost.isna().all()
    assert math.isnan(tiny.plan.total_cost)


@pytest.mark.parametrize(("amount", "shown"), [(0.285 * 100, 28.5), (1.005, 1.01), (2.675, 2.68), (-1.005, -1.01), (float("nan"), None)])
def test_amounts_are_rounded_half_up_as_in_excel(amount: float, shown: float | None):
    """The float just below a half counts as the half, in engine and Excel."""
    assert rounded(amount) == shown if shown is not None else math.isnan(rounded(amount))


def test_support_is_ranked_by_response_time():
    """C11: who is answered first has priority 1; segments with the same response time share a rank."""
    policies = playbook("classic", ("A", "B", "C", "D"), "en", {"D": PlaybookEntry(response_hours=2.0)})

    assert [(policy.segment, policy.support_priority) for policy in policies] == [("A", 2), ("B", 2), ("C", 3), ("D", 1), ("not_rated", 3)]


def test_proposals_have_a_reason_and_nobody_is_parted_with_by_rule(workbook: Callable[..., Path]):
    """K60: a strategic reason keeps, a negative contribution adjusts, otherwise the segment's policy."""
    yaml = TINY.replace("potential: Potential}", "potential: Potential, strategic: Why}").replace(
        "amount: Amount}", "amount: Amount, cost: Cost}"
    )
    study = segkit.run_study(segkit.read_engagement(workbook(
        yaml,
        customers_csv="No;Name;Rep;Potential;Why\n001;Alfa;Ida;9000;\n002;Beta;Ida;10;Contract to 2028\n003;Gamma;Bo;10;\n004;Delta;Bo;;\n",
        lines_csv="No;Date;Amount;Cost\n001;15-07-2025;50,00;20,00\n002;15-07-2025;50,00;90,00\n003;15-07-2025;50,00;90,00\n004;19-06-2026;9,99;1,00\n",
    )))  # fmt: skip

    assert list(zip(study.customers["proposal"], study.customers["proposal_reason"], strict=True)) == [
        ("grow", "segment"),
        ("keep", "strategic"),
        ("adjust", "negative_contribution"),
        ("find_out", "segment"),
    ]
    assert set(PROPOSALS) == {"grow", "keep", "adjust", "review", "find_out"}
