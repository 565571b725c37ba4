"""The project plan as a pack: every step with its day and who does it, what is overdue, and the weeks at a glance."""

import datetime as dt

from segkit.engagement import Engagement
from segkit.packs.content import Column, Facts, Grid, Note, Pack, Part, Section, Text, Value
from segkit.packs.plan_chart import plan_chart
from segkit.packs.steps import WEEK, PlannedStep, planned_steps, week_text
from segkit.words import Words


def project_plan(engagement: Engagement, today: dt.date) -> Pack:
    """Return the project plan as it stands on a day."""
    words, steps = engagement.words, planned_steps(engagement)
    parts: tuple[Part, ...] = (_facts(engagement, steps), _standing(words, steps, today), _grid(engagement, steps, today))
    weeks: tuple[Part, ...] = (plan_chart(engagement, steps, today),)
    last = steps[-1].week
    purpose = words.plural(
        "From the order to the review meeting in {n} week: who does what by when.",
        "From the order to the review meeting in {n} weeks: who does what by when.",
        last,
    )
    sections = (
        Section("plan", "", parts, tab=words("Project plan")),
        Section("weeks", words("The weeks at a glance"), weeks),
    )
    return Pack("plan", words("Project plan"), purpose, sections)


def _facts(engagement: Engagement, steps: tuple[PlannedStep, ...]) -> Facts:
    words, last = engagement.words, steps[-1]
    if last.milestone is None:
        return Facts(((words.number(last.week), words("Weeks from order to review")),))
    return Facts((
        (words.short_date(steps[0].milestone.due if steps[0].milestone else last.milestone.due), words("Ordered on")),
        (words.short_date(last.milestone.due), words("Review meeting")),
        (words.number(last.week), words("Weeks from order to review")),
    ))  # fmt: skip


def _standing(words: Words, steps: tuple[PlannedStep, ...], today: dt.date) -> Note | Text:
    """Return what is overdue, or that nothing is."""
    known = [step.milestone for step in steps if step.milestone is not None]
    if not known:
        return Text(words("The days stand here as soon as the day of the order is known."))
    late = [milestone for milestone in known if milestone.overdue(today)]
    if late:
        return Note(
            words.plural(
                "As of {day}, {n} step is overdue: {steps}.",
                "As of {day}, {n} steps are overdue: {steps}.",
                len(late),
                day=words.date(today),
                steps="; ".join(words(milestone.text) for milestone in late),
            )
        )
    return Text(words("As of {day}, nothing is overdue.", day=words.date(today)))


def _grid(engagement: Engagement, steps: tuple[PlannedStep, ...], today: dt.date) -> Grid:
    words = engagement.words
    columns = (
        Column(words("Step"), "text", 46),
        Column(words("Responsible"), "text", 18),
        Column(words("Due"), "date", 13) if engagement.order.date else Column(words("When"), "text", 18),
        Column(words("Done"), "entry", 13, filled="date"),
        Column(words("Status"), "text", 24),
    )
    rows: list[tuple[Value, ...]] = []
    for step in steps:
        due = step.milestone.due if step.milestone else week_text(step, words)
        done = step.milestone.done if step.milestone else None
        rows.append((step.text, step.owner, due, done, _status(words, step, today)))
    return Grid(words("Milestones"), columns, tuple(rows))


def _status(words: Words, step: PlannedStep, today: dt.date) -> str:
    milestone = step.milestone
    if milestone is None:
        return ""
    if milestone.done is not None:
        return words("done")
    days = (milestone.due - today).days
    if days < 0:
        return words.plural("{n} day overdue", "{n} days overdue", -days)
    if days == 0:
        return words("due today")
    return words.plural("due in {n} day", "due in {n} days", days) if days <= 2 * WEEK else ""
