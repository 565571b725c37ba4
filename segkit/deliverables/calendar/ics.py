"""One rep's times as an iCalendar file, to be imported into Outlook, Google or a telephone.

The entries last all day and leave the day free: a day is a proposal, and hundreds of entries with invented clock times would tell colleagues that
the rep is busy. A time keeps its UID when the calendar is made again, so an import moves the entry instead of adding a second one.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from typing import Any

import icalendar

from segkit import __version__
from segkit.deliverables.calendar.labels import place_label, rep_label, time_label
from segkit.deliverables.calendar.planned import Calendar
from segkit.strategy import CHANNELS
from segkit.views.labels import segment_label
from segkit.words import Words

CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
"""What may not stand in a text of an iCalendar file, and is no line's end either."""

FIRST_DAY = dt.date(2020, 1, 1)
"""From this day on the changes of an entry are counted by the date of the deliverables: a later calendar replaces an earlier one."""


def ics_bytes(calendar: Calendar, rep: str) -> bytes:
    """Return the file of one rep; the same study gives the same bytes."""
    study = calendar.study
    words, made = study.words, study.engagement.date
    file = icalendar.Calendar()
    file.add("prodid", f"-//segkit//{__version__}//EN")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", _plain(words("{client}: calendar of {rep}", client=study.engagement.client, rep=rep_label(words, rep))))
    visits = calendar.of(rep)
    customers = study.customers.iloc[visits["customer"].to_numpy(dtype=int)].to_dict("records")
    stamp = dt.datetime(made.year, made.month, made.day, tzinfo=dt.UTC)
    for visit, customer, number in zip(visits.to_dict("records"), customers, _running(calendar, rep), strict=True):
        event = icalendar.Event()
        event.add("uid", _uid(calendar, visit, number))
        event.add("dtstamp", stamp)
        event.add("sequence", max(0, (made - FIRST_DAY).days))
        day = visit["day"].date()
        event.add("dtstart", day)
        event.add("dtend", day + dt.timedelta(days=1))
        event.add("summary", _summary(calendar, visit, customer))
        event.add("description", _description(calendar, visit, customer))
        place = _plain(place_label(customer))
        if place:
            event.add("location", place)
        event.add("categories", [_plain(segment_label(study, visit["segment"])), _channel(words, visit)])
        event.add("transp", "TRANSPARENT")
        event.add("x-microsoft-cdo-busystatus", "FREE")
        file.add_component(event)
    content: bytes = file.to_ical(sorted=False)
    return content


def _running(calendar: Calendar, rep: str) -> list[int]:
    """Return the number of each time over the whole plan: those from the day of a changed grade on follow the earlier ones."""
    visits = calendar.rounds.visits
    before = visits[visits["part"] == 1].groupby(["customer_id", "slot"]).size()
    own = calendar.of(rep)
    later = [before.get((one.customer_id, one.slot), 0) if one.part == 2 else 0 for one in own.itertuples()]
    return [int(number) + int(earlier) for number, earlier in zip(own["number"], later, strict=True)]


def _uid(calendar: Calendar, visit: Mapping[Any, Any], number: int) -> str:
    """Return what an entry is known by: client, plan, customer, activity and number of the time, told to nobody who reads it."""
    engagement = calendar.study.engagement
    parts = (engagement.client, calendar.rounds.period.start.isoformat(), visit["customer_id"], str(visit["slot"]), str(number))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32] + "@segkit"


def _summary(calendar: Calendar, visit: Mapping[Any, Any], customer: Mapping[Any, Any]) -> str:
    words = calendar.study.words
    channel, minutes = _channel(words, visit), words.number(visit["minutes"])
    return _plain(words("{channel}: {customer} ({minutes} min.)", channel=channel, customer=_called(customer), minutes=minutes))


def _description(calendar: Calendar, visit: Mapping[Any, Any], customer: Mapping[Any, Any]) -> str:
    """Return what is to be done, for whom, the which time it is, and what is to be said, line by line."""
    study, words = calendar.study, calendar.study.words
    lines = [
        visit["activity"],
        words("Customer no. {number}, grade {grade}", number=str(customer["customer_id"]), grade=segment_label(study, visit["segment"])),
        words("Time {time} in the plan", time=time_label(words, visit["number"], visit["times"])),
        *([words("Message: {message}", message=visit["message"])] if visit["message"] else []),
    ]
    return "\n".join(_plain(line) for line in lines)


def _channel(words: Words, visit: Mapping[Any, Any]) -> str:
    label = CHANNELS[visit["channel"]]
    return words(label)


def _called(customer: Mapping[Any, Any]) -> str:
    return str(customer["name"] or customer["customer_id"])


def _plain(text: str) -> str:
    """Return a text of one line without what an iCalendar file cannot hold."""
    return " ".join(CONTROLS.sub(" ", text).split())
