"""The activities of a segment: what is done with each of its customers, how often, for how long, by whom, judged by what."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import model_validator

from segkit.parameters import Record, parameter
from segkit.words import phrase

Channel = Literal["visit", "phone", "video", "mail", "web", "letter", "management", "event", "desk"]

CHANNELS: dict[str, str] = {
    "visit": phrase("Visit"),
    "phone": phrase("Telephone"),
    "video": phrase("Video meeting"),
    "mail": phrase("E-mail"),
    "web": phrase("Web"),
    "letter": phrase("Letter"),
    "management": phrase("Management meeting"),
    "event": phrase("Event"),
    "desk": phrase("Desk work"),
}
"""The ways in which an activity reaches the customer."""

Kpi = Literal[
    "meetings", "contacts", "account_plan", "people", "offers", "trials", "references", "renewals", "revenue", "utilisation", "margin",
    "potential", "response", "self_service", "reach", "done",
]  # fmt: skip

KPIS: dict[str, str] = {
    "meetings": phrase("Meetings held"),
    "contacts": phrase("Contacts held"),
    "account_plan": phrase("Account plan agreed"),
    "people": phrase("Decision-makers known"),
    "offers": phrase("Offers made"),
    "trials": phrase("Trials agreed"),
    "references": phrase("References given"),
    "renewals": phrase("Agreements renewed"),
    "revenue": phrase("Revenue"),
    "utilisation": phrase("Utilisation"),
    "margin": phrase("Contribution margin"),
    "potential": phrase("Potential known"),
    "response": phrase("Response time kept"),
    "self_service": phrase("Orders through self-service"),
    "reach": phrase("Contacts reached"),
    "done": phrase("Done as planned"),
}
"""By what it is judged whether an activity was done, or did what it should."""


@dataclass(frozen=True)
class Activity:
    """One activity with each customer of a segment: so often a year, so many minutes each time.

    The `contact` is the segment's rhythm of contact: its frequency and length are the segment's contacts per year and hours per contact.
    `channel` and `kpi` are keys of CHANNELS and KPIS; `start` and `end` (the last day) bound it within the plan; `message` is what the
    customer is to hear, "" where that is not given.
    """

    name: str
    channel: str
    per_year: float
    minutes: float
    role: str
    kpi: str
    contact: bool = False
    start: dt.date | None = None
    end: dt.date | None = None
    message: str = ""


class ActivityEntry(Record):
    """One activity as engagement.yaml gives it: a text, or a text with how, how often and how long."""

    name: str = parameter(label=phrase("Activity"), help=phrase("What is done with each customer."), min_length=1, max_length=200)
    channel: Channel | None = parameter(
        None, label=phrase("Channel"), help=phrase("How the customer is reached; left out, as in the segment's contacts.")
    )
    per_year: float = parameter(
        1.0,
        label=phrase("Times per year"),
        unit="per year",
        help=phrase(
            "How often the activity is done with each customer in a year. What is done less than once still stands once in the action list; "
            "the calendar has it with as many customers as its hours are for."
        ),
        ge=0,
        le=366,
    )
    minutes: float = parameter(
        30.0,
        label=phrase("Minutes each time"),
        unit="minutes",
        help=phrase("Time the activity takes each time, with preparation, travel and follow-up."),
        ge=0,
        le=6000,
    )
    role: str | None = parameter(
        None, label=phrase("Role"), help=phrase("Who does it; left out, who answers for the segment."), min_length=1
    )
    kpi: Kpi = parameter("done", label=phrase("Judged by"), help=phrase("By what it is judged whether the activity was done."))
    contact: bool = parameter(
        False,
        label=phrase("Contact"),
        help=phrase("Whether this is the segment's rhythm of contact, planned by its contacts per year and hours per contact."),
    )
    start: dt.date | None = parameter(None, label=phrase("Start"), help=phrase("The first day on which it may be due, such as 2026-10-01."))
    end: dt.date | None = parameter(None, label=phrase("End"), help=phrase("The last day on which it may be due, such as 2026-12-31."))
    message: str = parameter(
        "", label=phrase("Message"), help=phrase("What the customer is to hear; stands in the calendar."), max_length=500
    )

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, given: Any) -> Any:
        if isinstance(given, str):
            return {"name": given}
        if isinstance(given, ActivityEntry):
            return given
        if not isinstance(given, dict):
            raise ValueError(
                f"an activity is a text, or keys such as {{name: Yearly dinner, channel: event, minutes: 120}}, but is {given}."
            )
        # What has been through here is no longer JSON to pydantic, whose strict dates would then refuse every text.
        return given | {key: _day(given[key]) for key in ("start", "end") if key in given}

    @model_validator(mode="after")
    def _belongs_together(self) -> "ActivityEntry":
        twice = sorted(self.model_fields_set & {"per_year", "minutes"}) if self.contact else []
        if twice:
            theirs = {"per_year": "meetings_per_year", "minutes": "hours_per_meeting"}[twice[0]]
            raise ValueError(f"'{twice[0]}' of the contact '{self.name}' is the segment's '{theirs}'. Write it there, and remove it here.")
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"the activity '{self.name}' ends on {self.end}, before it starts on {self.start}. Change one of the two.")
        return self


def _day(given: Any) -> Any:
    try:
        return dt.date.fromisoformat(given)
    except (TypeError, ValueError):
        return given


def preset_activities(facts: Iterable[dict[str, Any]], names: Iterable[str]) -> tuple[Activity, ...]:
    """Return a preset's activities from their language-neutral part and, by position, their names; roles and the contact are still open."""
    return tuple(
        Activity(name, fact["channel"], float(fact.get("per_year", 0)), float(fact.get("minutes", 0)), "", fact["kpi"], "contact" in fact)
        for fact, name in zip(facts, names, strict=True)
    )


def given_activities(entries: Sequence[ActivityEntry], preset: Sequence[Activity]) -> tuple[Activity, ...]:
    """Return the activities of engagement.yaml instead of the preset's; where none is the contact, the preset's contact follows last."""
    contact = next(activity for activity in preset if activity.contact)
    given = tuple(
        Activity(
            name=entry.name,
            channel=entry.channel or contact.channel,
            per_year=entry.per_year,
            minutes=entry.minutes,
            role=entry.role or "",
            kpi=entry.kpi,
            contact=entry.contact,
            start=entry.start,
            end=entry.end,
            message=entry.message,
        )
        for entry in entries
    )
    return given if any(activity.contact for activity in given) else (*given, contact)


def settled(activities: Sequence[Activity], responsible: str, meetings_per_year: float, hours_per_contact: float) -> tuple[Activity, ...]:
    """Return the activities with their roles, and the contact with the segment's frequency and length."""
    return tuple(
        replace(
            activity,
            role=activity.role or responsible,
            per_year=meetings_per_year if activity.contact else activity.per_year,
            minutes=hours_per_contact * 60 if activity.contact else activity.minutes,
        )
        for activity in activities
    )


def first_of(activities: Sequence[Activity]) -> str:
    """Return what is done first with a customer: the contact, or else what stands first."""
    chosen = sorted(activities, key=lambda activity: not activity.contact)
    return chosen[0].name if chosen else ""


def other_hours(activities: Iterable[Activity]) -> float:
    """Return the yearly hours that the activities beside the contact ask for with one customer."""
    return sum((activity.per_year * activity.minutes for activity in activities if not activity.contact), start=0.0) / 60


def other_hours_formula(position: int, activities: Sequence[Activity]) -> str:
    """Return the same as an Excel formula over the named cells of the segment at a position; "0" where there is no other activity."""
    others = [k for k, activity in enumerate(activities, start=1) if not activity.contact]
    terms = [f"{activity_cell(position, k, 'per_year')}*{activity_cell(position, k, 'minutes')}" for k in others]
    return f"({'+'.join(terms)})/60" if terms else "0"


def activity_cell(position: int, k: int, name: str) -> str:
    """Return the defined name of the cell that holds how often or how long activity k (1 = first) of a segment is done."""
    return f"playbook_{position}_activity_{k}_{name}"
