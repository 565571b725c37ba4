"""What each role does in the first 30, 60 and 90 days: the tasks of the plan, and the role's own steps with the client's numbers."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from segkit.packs.figures import plain_hours
from segkit.strategy import on_weekday
from segkit.study import Study
from segkit.views.labels import segment_label
from segkit.views.plan import tasks
from segkit.words import phrase

MANAGEMENT, SALES_MANAGER, REPS, SERVICE, MARKETING, BOOKS = (
    phrase("Management"), phrase("Sales manager"), phrase("Sales reps"), phrase("Customer service"), phrase("Marketing"),
    phrase("Bookkeeping"),
)  # fmt: skip
ROLES = (MANAGEMENT, SALES_MANAGER, REPS, SERVICE, MARKETING, BOOKS)

LAST_DAYS = (30, 60, 90)
"""The last day of each window, counted from the delivery."""

OWN: dict[str, tuple[tuple[str, int], ...]] = {
    MANAGEMENT: (
        (phrase("Tell everyone why customers are treated differently from now on, and answer what they ask."), 14),
        (phrase("Ask each sales rep about one customer of the best segment and one without a grade."), 45),
        (phrase("Hold the hours used against the plan, and decide what is to be left out."), 90),
    ),
    REPS: (
        (phrase("Read your own sheet, and note where you know better than the figures."), 14),
        (phrase("Bring one agreed next step from every customer that you met."), 60),
        (phrase("Go through your customers again: whose grade would be another today?"), 90),
    ),
    SERVICE: (
        (phrase("Go through the conversation questions for each segment, and practise two of them with a colleague."), 30),
        (phrase("Pass on every hint at what a customer buys elsewhere to its sales rep on the same day."), 45),
        (phrase("Count the enquiries answered in time per segment, and say where the times cannot be kept."), 90),
    ),
    MARKETING: (
        (phrase("Fill in message, offer and proof per segment in the message matrix, together with sales."), 30),
        (phrase("Set up the lists per segment, and send the first message to one segment only."), 60),
        (phrase("Compare answers per segment, and drop the message that nobody answers."), 90),
    ),
}
"""What a role does besides the tasks of the plan, with the day after the delivery by which it is done."""


@dataclass(frozen=True)
class Step:
    """One step of a role: the window it falls into as shown ("1–30"), its text, and its day."""

    window: str
    text: str
    due: dt.date


def steps(study: Study, role: str) -> tuple[Step, ...]:
    """Return a role's steps within the first 90 days, by day: tasks of the plan with how many accounts they concern, and its own."""
    words, delivered = study.words, study.engagement.date
    dated = [(task.due, _counted(study, task.text, task.count)) for task in tasks(study) if task.responsible == role]
    dated += [(on_weekday(delivered + dt.timedelta(days=days)), words(text)) for text, days in OWN.get(role, ())]
    dated += [(due, text) for due, text in _planned(study, role) if text]
    within = [(due, text, window) for due, text in dated if (window := _window(delivered, due))]
    return tuple(Step(window, text, due) for due, text, window in sorted(within, key=lambda step: step[0]))


def due_within(study: Study, days: int) -> int:
    """Return how many actions of the plan fall due within so many days of its beginning."""
    begin = pd.Timestamp(study.engagement.plan_period.start)
    return int((study.actions["due"] < begin + pd.Timedelta(days=days)).sum()) if len(study.actions) else 0


def _planned(study: Study, role: str) -> list[tuple[dt.date, str]]:
    """Return what follows from the plan for a role: the actions due in its first month, and the times within which enquiries are answered."""
    words, start = study.words, study.engagement.plan_period.start
    if role == REPS and (n := due_within(study, LAST_DAYS[0])):
        text = words.plural(
            "Do the {n} activity that the action list has for the first 30 days of the plan.",
            "Do the {n} activities that the action list has for the first 30 days of the plan.",
            n,
        )
        return [(on_weekday(start + dt.timedelta(days=LAST_DAYS[0])), text)]
    if role == SERVICE:
        times = "; ".join(
            words("{segment}: {hours} working hours", segment=segment_label(study, p.segment), hours=plain_hours(study, p.response_hours))
            for p in sorted(study.plan.policies, key=lambda policy: policy.support_priority)
        )
        return [(on_weekday(study.engagement.date + dt.timedelta(days=14)), words("Answer enquiries by segment: {times}.", times=times))]
    return []


def _counted(study: Study, text: str, count: int | None) -> str:
    words = study.words
    return words(text) if count is None else words("{task} (number: {n})", task=words(text).removesuffix("."), n=count)


def _window(delivered: dt.date, due: dt.date) -> str:
    """Return the window a day falls into; empty after the last. A step due on a weekend's Monday still counts to its window."""
    ends = (0, *LAST_DAYS)
    passed = (due - delivered).days
    last = LAST_DAYS[-1] + WEEKEND
    if passed > last:
        return ""
    begin, end = next(((low, high) for low, high in pairwise(ends) if passed <= high + WEEKEND), (ends[-2], ends[-1]))
    return f"{begin + 1}–{end}"


WEEKEND = 2
"""Days by which a step may be moved off a weekend."""
