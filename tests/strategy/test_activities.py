"""Activities as records: in every preset and language, in engagement.yaml, as hours, as parameters, in the editor's schema."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import jsonschema
import pytest
from ruamel.yaml import YAML
from tiny import TINY

import segkit
from segkit.errors import EngagementError
from segkit.notebooks import write_schema
from segkit.strategy import CHANNELS, KPIS, Activity, ActivityEntry, PlaybookEntry, playbook
from segkit.strategy.activities import Channel, Kpi
from segkit.strategy.playbook import PLAYBOOKS
from segkit.study import Study
from segkit.words import LANGUAGES

Build = Callable[..., Path]
ABCD = ("A", "B", "C", "D")


def preset_segments() -> list[tuple[str, dict]]:
    found = []
    for path in sorted(PLAYBOOKS.glob("*.yaml")):
        found += [(f"{path.stem} {name}", facts) for name, facts in YAML(typ="safe").load(path).items()]
    return found


@pytest.mark.parametrize("facts", [pytest.param(facts, id=name) for name, facts in preset_segments()])
def test_every_activity_has_its_text_in_every_language(facts: dict):
    """K14: how, how often and how long stand once, and hold by position for the texts of all languages."""
    assert {language: len(facts[language]["activities"]) for language in LANGUAGES} == dict.fromkeys(LANGUAGES, len(facts["activities"]))


@pytest.mark.parametrize("facts", [pytest.param(facts, id=name) for name, facts in preset_segments()])
def test_every_preset_activity_is_whole(facts: dict):
    """K14: known channels and measures, believable numbers, and one contact, whose numbers are the segment's."""
    contacts = [activity for activity in facts["activities"] if activity.get("contact")]
    others = [activity for activity in facts["activities"] if not activity.get("contact")]

    assert [set(activity) for activity in contacts] == [{"channel", "kpi", "contact"}]
    assert all(activity["channel"] in CHANNELS and activity["kpi"] in KPIS for activity in facts["activities"])
    assert all(1 <= activity["per_year"] <= 12 and 5 <= activity["minutes"] <= 240 for activity in others)


def test_catalogues_hold_what_engagement_yaml_may_say():
    """Each channel and each measure that may be written has a text, and the other way round."""
    assert set(CHANNELS) == set(get_args(Channel))
    assert set(KPIS) == set(get_args(Kpi))


def test_the_contact_is_the_segments_rhythm():
    """K14: nothing is counted twice: the contact's frequency and length are the segment's own, also when these are changed."""
    policy = playbook("classic", ABCD, "en", {"A": PlaybookEntry(meetings_per_year=5.0, hours_per_meeting=2.5, responsible="Ida")})[0]
    [contact] = [activity for activity in policy.activities if activity.contact]

    assert (contact.per_year, contact.minutes, contact.role) == (5.0, 150.0, "Ida")
    assert policy.hours == 5 * 2.5 + 4 + 1 + 2


def test_activities_of_ones_own_replace_the_presets(workbook: Build):
    """K14: a text becomes an activity with the declared defaults; a full entry keeps what it says; the contact stays the preset's."""
    yaml = (
        TINY
        + """playbook:
  A:
    activities:
      - Yearly dinner
      - {name: Fair, channel: event, per_year: 2, minutes: 90, role: Marketing, kpi: reach, start: 2026-10-01, end: 2026-11-30}
"""
    )
    policy = segkit.run_study(segkit.read_engagement(workbook(yaml))).plan.policies[0]

    assert policy.activities == (
        Activity("Yearly dinner", "visit", 1.0, 30.0, "Key account manager", "done"),
        Activity("Fair", "event", 2.0, 90.0, "Marketing", "reach", False, dt.date(2026, 10, 1), dt.date(2026, 11, 30)),
        Activity("Hold regular status meetings on quality, needs and open issues", "visit", 8.0, 210.0, "Key account manager", "meetings", True),
    )  # fmt: skip


def test_a_contact_of_ones_own_takes_the_presets_place():
    """K14: one activity in engagement.yaml may be the contact, in its own words and channel."""
    entry = PlaybookEntry(activities=[ActivityEntry(name="Breakfast at the harbour", channel="event", contact=True)])
    [activity] = playbook("classic", ABCD, "en", {"A": entry})[0].activities

    assert (activity.name, activity.channel, activity.per_year, activity.minutes) == ("Breakfast at the harbour", "event", 8.0, 210.0)


@pytest.mark.parametrize(
    ("activities", "sentence"),
    [
        ("[{name: Call, channel: fone}]", "line 21: 'channel' must be one of visit, phone, video, mail, web, letter, management, event, desk, but is 'fone'. Did you mean 'phone'?"),
        ("[{name: Call, chanel: phone}]", "line 21: 'chanel' is not a setting of 'activities'. Did you mean 'channel'?"),
        ("[{channel: phone}]", "line 21: 'name' is missing of 'activities'. What is done with each customer."),
        ("[{name: Call, minutes: -5}]", "line 21: 'minutes' must be 0 or more, but is -5. Time the activity takes each time, with preparation, travel and follow-up."),
        ("[7]", "line 21: an activity is a text, or keys such as {name: Yearly dinner, channel: event, minutes: 120}, but is 7."),
        ("[{name: Visit, contact: true, minutes: 90}]", "line 21: 'minutes' of the contact 'Visit' is the segment's 'hours_per_meeting'. Write it there, and remove it here."),
        ("[{name: Visit, contact: true}, {name: Call, contact: true}]", "line 21: a segment has one rhythm of contact, but 'contact: true' stands at 'Visit' and 'Call'. Keep one of them."),
        ("[{name: Fair, start: 2026-10-01, end: 2026-09-30}]", "line 21: the activity 'Fair' ends on 2026-09-30, before it starts on 2026-10-01. Change one of the two."),
        ("[{name: Fair, start: soon}]", "line 21: 'start' must be a date such as 2026-06-30, but is 'soon'. The first day on which it may be due, such as 2026-10-01."),
        ("[{name: Fair, end: 2026-08-01}]", "line 1: the activity 'Fair' has no working day within the plan, which runs from 2026-09-01 to 2027-08-31. Change its 'start' or 'end', or the plan's."),
    ],
)  # fmt: skip
def test_an_activity_that_makes_no_sense_is_named(workbook: Build, activities: str, sentence: str):
    """K14: what is wrong with an activity is one sentence with its line."""
    with pytest.raises(EngagementError) as caught:
        segkit.read_engagement(workbook(TINY + f"playbook:\n  A: {{activities: {activities}}}\n"))

    assert caught.value.problems == (f"engagement.yaml, {sentence}",)


def test_every_other_activity_can_be_tuned(example: Study):
    """K14: how often and how long stand among the parameters, by segment and slot; the contact's are the segment's own."""
    values = {value.key: value for value in example.parameters if value.key.startswith("playbook.A.")}

    assert list(values) == [
        "playbook.A.meetings_per_year", "playbook.A.hours_per_meeting", "playbook.A.travel_minutes", "playbook.A.preparation_minutes",
        "playbook.A.activities.1.per_year", "playbook.A.activities.1.minutes",
        "playbook.A.activities.2.per_year", "playbook.A.activities.2.minutes",
        "playbook.A.activities.4.per_year", "playbook.A.activities.4.minutes",
    ]  # fmt: skip
    second = values["playbook.A.activities.2.minutes"]
    assert (second.name, second.unit, second.value) == ("playbook_1_activity_2_minutes", "minutes", 60.0)
    assert second.about == "Kortlæg beslutningstagerne, og opbyg kontakter på flere niveauer"


def test_every_parameter_has_a_name_of_its_own(example: Study):
    """Two cells in Excel cannot share a name."""
    names = [value.name for value in example.parameters]

    assert len(set(names)) == len(names)


def test_the_editors_schema_knows_both_forms(tmp_path: Path):
    """K14: an editor takes an activity as a text or with its fields, and refuses a channel that is none."""
    (tmp_path / "workbooks").mkdir()
    schema = json.loads(write_schema(tmp_path).read_text(encoding="utf-8"))
    entry = {"$defs": schema["$defs"], **schema["$defs"]["PlaybookEntry"]}

    jsonschema.validate({"activities": ["Yearly dinner", {"name": "Fair", "channel": "event", "start": "2026-10-01"}]}, entry)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"activities": [{"name": "Fair", "channel": "fone"}]}, entry)
