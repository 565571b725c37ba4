"""The playbook: what the client does in each segment. A default per preset in five languages, changed where engagement.yaml says so."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import field_validator

from segkit.parameters import Record, parameter, read_yaml
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy.activities import Activity, ActivityEntry, given_activities, other_hours, preset_activities, settled
from segkit.words import phrase

PLAYBOOKS = Path(__file__).with_name("playbooks")

Proposal = Literal["grow", "keep", "adjust", "review", "find_out"]

PROPOSALS: dict[str, str] = {
    "grow": phrase("Grow"),
    "keep": phrase("Keep"),
    "adjust": phrase("Adjust price or service"),
    "review": phrase("Review the effort"),
    "find_out": phrase("Find out the potential"),
}
"""What is proposed for a customer. To part with one is never proposed by rule: 'review' puts the question to a person."""


class PlaybookEntry(Record):
    """What engagement.yaml changes in one segment's policy; whatever is left out keeps the preset's text."""

    name: str | None = parameter(None, label=phrase("Name"), help=phrase("A telling name of the segment."))
    goal: str | None = parameter(None, label=phrase("Goal"), help=phrase("What is to be reached with these customers."))
    service_level: str | None = parameter(None, label=phrase("Service level"), help=phrase("What service these customers get."))
    channel: str | None = parameter(None, label=phrase("Channel"), help=phrase("How these customers are met."))
    activities: list[ActivityEntry] | None = parameter(
        None, label=phrase("Activities"), help=phrase("Sales and marketing activities, each a text or with how, how often and how long.")
    )
    price_policy: str | None = parameter(None, label=phrase("Price policy"), help=phrase("How prices and discounts are set."))
    responsible: str | None = parameter(None, label=phrase("Responsible"), help=phrase("The role that answers for these customers."))
    leads: str | None = parameter(None, label=phrase("Leads"), help=phrase("What to do with leads that fall into the segment."))
    meetings_per_year: float | None = parameter(
        None,
        label=phrase("Contacts per year"),
        unit="per year",
        help=phrase("Planned meetings and calls with each customer in a year."),
        ge=0,
        le=366,
    )
    hours_per_meeting: float | None = parameter(
        None,
        label=phrase("Hours per contact"),
        unit="hours",
        help=phrase(
            "Time per contact, with preparation, travel and follow-up. Travel and preparation that are given apart are added to it."
        ),
        ge=0,
        le=100,
    )
    travel_minutes: float | None = parameter(
        None,
        label=phrase("Travel per contact"),
        unit="minutes",
        help=phrase("Minutes on the way per contact, there and back, added to the hours per contact; left out, the hours hold them."),
        ge=0,
        le=6000,
    )
    preparation_minutes: float | None = parameter(
        None,
        label=phrase("Preparation per contact"),
        unit="minutes",
        help=phrase("Minutes of preparation per contact, added to the hours per contact; left out, the hours hold them."),
        ge=0,
        le=6000,
    )
    response_hours: float | None = parameter(
        None, label=phrase("Response time"), unit="hours", help=phrase("Working hours within which an enquiry is answered."), ge=0, le=1000
    )
    proposal: Proposal | None = parameter(None, label=phrase("Proposal"), help=phrase("What is proposed for each customer of the segment."))

    @field_validator("activities")
    @classmethod
    def _one_contact(cls, activities: list[ActivityEntry] | None) -> list[ActivityEntry] | None:
        contacts = [activity.name for activity in activities or () if activity.contact]
        if len(contacts) > 1:
            raise ValueError(
                f"a segment has one rhythm of contact, but 'contact: true' stands at '{contacts[0]}' and '{contacts[1]}'. Keep one of them."
            )
        return activities


@dataclass(frozen=True)
class SegmentPolicy:
    """One segment's line of the playbook, in the client's language.

    One of the activities is the contact: it is done `meetings_per_year` times, and takes `hours_per_contact` each time, which are
    `hours_per_meeting` with the `travel_minutes` and `preparation_minutes` that are given apart from them.
    `support_priority` ranks the segments by their response time: 1 is answered first, and equal times share a rank.
    """

    segment: str
    name: str
    goal: str
    service_level: str
    channel: str
    activities: tuple[Activity, ...]
    price_policy: str
    responsible: str
    leads: str
    meetings_per_year: float
    hours_per_meeting: float
    response_hours: float
    proposal: Proposal
    travel_minutes: float = 0.0
    preparation_minutes: float = 0.0
    support_priority: int = 0

    @property
    def contact_slot(self) -> int:
        """The number of the activity that is the contact, from 1 on; 0 where there is none."""
        return next((k for k, activity in enumerate(self.activities, start=1) if activity.contact), 0)

    @property
    def other_hours(self) -> float:
        """The yearly hours with one customer beside the contacts."""
        return other_hours(self.activities)

    @property
    def hours_per_contact(self) -> float:
        """The hours of one contact, with the travel and the preparation that are given apart."""
        return self.hours_per_meeting + (self.travel_minutes + self.preparation_minutes) / 60

    @property
    def hours(self) -> float:
        """The yearly hours with one customer."""
        return self.meetings_per_year * self.hours_per_contact + self.other_hours


def contact_cell(position: int, name: str) -> str:
    """Return the defined name of the cell that holds a number of the contact of the segment at a position (1 = first)."""
    return f"playbook_{position}_{name}"


def contact_hours_formula(position: int) -> str:
    """Return the Excel formula of the hours of one contact of the segment at a position, as `SegmentPolicy.hours_per_contact` has them."""
    hours, travel, preparation = (contact_cell(position, name) for name in ("hours_per_meeting", "travel_minutes", "preparation_minutes"))
    return f"({hours}+({travel}+{preparation})/60)"


def playbook(preset: str, letters: tuple[str, ...], language: str, changes: dict[str, PlaybookEntry]) -> tuple[SegmentPolicy, ...]:
    """Return the policy of every segment, the not rated last, with the engagement's changes."""
    segments = (*letters, NOT_RATED_SEGMENT)
    policies = [_changed(_default(preset, segments, name, language), changes.get(name)) for name in segments]
    times = sorted({policy.response_hours for policy in policies})
    return tuple(
        replace(
            policy,
            activities=settled(policy.activities, policy.responsible, policy.meetings_per_year, policy.hours_per_contact),
            support_priority=times.index(policy.response_hours) + 1,
        )
        for policy in policies
    )


@cache
def _texts(preset: str) -> dict[str, Any]:
    path = PLAYBOOKS / f"{preset}.yaml"
    data: dict[str, Any] = read_yaml(path if path.exists() else PLAYBOOKS / "plain.yaml").data
    return data


def _default(preset: str, segments: tuple[str, ...], name: str, language: str) -> SegmentPolicy:
    texts = _texts(preset)
    position = segments.index(name)
    by_position = "first" if position == 0 else "last" if position == len(segments) - 2 else "middle"
    entry = texts.get(name) or texts[by_position]
    spoken = entry[language]
    return SegmentPolicy(
        segment=name,
        name=spoken["name"],
        goal=spoken["goal"],
        service_level=spoken["service_level"],
        channel=spoken["channel"],
        activities=preset_activities(entry["activities"], spoken["activities"]),
        price_policy=spoken["price_policy"],
        responsible=spoken["responsible"],
        leads=spoken["leads"],
        meetings_per_year=float(entry["meetings_per_year"]),
        hours_per_meeting=float(entry["hours_per_meeting"]),
        response_hours=float(entry["response_hours"]),
        proposal=entry["proposal"],
    )


def _changed(policy: SegmentPolicy, entry: PlaybookEntry | None) -> SegmentPolicy:
    if entry is None:
        return policy
    given = entry.model_dump(exclude_none=True, exclude={"activities"})
    if entry.activities is not None:
        given["activities"] = given_activities(entry.activities, policy.activities)
    return replace(policy, **given)
