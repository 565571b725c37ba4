"""The playbook in five languages, the hours it asks for, and what is proposed for each customer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import TINY

import segkit
from segkit.rating.abcd import PRESETS
from segkit.strategy import PROPOSALS, PlaybookEntry, playbook
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

    assert (changed.meetings_per_year, changed.activities) == (12.0, ("Yearly dinner",))
    assert (changed.goal, changed.hours_per_meeting) == (plain.goal, plain.hours_per_meeting)


def test_hours_are_customers_times_contacts_times_hours(example: Study):
    """K16: the plan's hours per segment, held against the hours there are."""
    policy = example.plan.policies[0]

    assert example.plan.hours["A"] == example.segmentation.count("A") * policy.meetings_per_year * policy.hours_per_meeting
    assert example.plan.available_hours == 3150


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
