"""The implementation plan as a pack: the tasks with owner and date, what each role does in the first 30, 60 and 90 days, and the sign-off."""

import datetime as dt

from segkit.packs.content import Column, Facts, Grid, Lines, Note, Pack, Part, Section, Text
from segkit.packs.figures import held, plain_hours, rep_grid
from segkit.packs.first_days import LAST_DAYS, ROLES, steps
from segkit.study import Study
from segkit.views import sentences
from segkit.views.labels import segment_label
from segkit.views.plan import tasks

BLANK_TASKS, SIGN_LINES = 4, 3


def implementation(study: Study) -> Pack:
    """Return the implementation plan of a study, with blank names to fill in."""
    words = study.words
    sections = [_tasks(study), _first_days(study), _customers(study), _follow_up(study)]
    return Pack(
        "implementation",
        words("Implementation plan"),
        words("Who does what until when, so that the segmentation is used by everyone who meets customers."),
        tuple(sections),
        wide=True,
    )


def task_grid(study: Study, *, blank: int = BLANK_TASKS) -> Grid:
    """Return the plan's tasks with role, owner to fill in, day and number of accounts."""
    words = study.words
    columns = (
        Column(words("Task"), "text", 56),
        Column(words("How many"), "count", 10),
        Column(words("Role"), "text", 16),
        Column(words("Person"), "entry", 20),
        Column(words("Due"), "date", 12),
        Column(words("Done"), "tick", 7),
    )
    rows = tuple((words(task.text), task.count, words(task.responsible), None, task.due, None) for task in tasks(study))
    return Grid(words("The tasks"), columns, rows, blank=blank)


def _tasks(study: Study) -> Section:
    words, period, delivered = study.words, study.engagement.plan_period, study.engagement.date
    facts = Facts((
        (words.short_date(delivered), words("Delivered on")),
        (words.short_date(period.start), words("The plan begins on")),
        (words.short_date(period.review), words("Next segmentation")),
        (words.number(study.plan.total_hours), words("Hours a year by the plan")),
    ))  # fmt: skip
    parts: list[Part] = [facts]
    if said := " ".join(part for part in (sentences.hours_asked(study), sentences.headroom_to_win(study)) if part):
        parts.append(Text(said))
    parts.append(task_grid(study))
    parts.append(Note(words("A task without the name of a person is nobody's: fill in an owner for each of them at the review meeting.")))
    return Section("tasks", words("Tasks, owners and dates"), tuple(parts), words("Tasks"))


def _first_days(study: Study) -> Section:
    words, delivered = study.words, study.engagement.date
    ends = tuple(delivered + dt.timedelta(days=days) for days in LAST_DAYS)
    told = words(
        "Counted from the delivery on {date}: the first 30 days end on {first}, 60 days on {second}, and 90 days on {third}.",
        date=delivered, first=ends[0], second=ends[1], third=ends[2],
    )  # fmt: skip
    columns = (
        Column(words("Days"), "text", 10),
        Column(words("What to do"), "text", 72),
        Column(words("Due"), "date", 12),
        Column(words("Person"), "entry", 22),
        Column(words("Done"), "tick", 7),
    )
    grids = []
    for role in ROLES:
        found = steps(study, role)
        rows = tuple((step.window, step.text, step.due, None, None) for step in found)
        if rows:
            grids.append(Grid(words(role), columns, rows))
    return Section("days", words("The first 30, 60 and 90 days, role by role"), (Text(told), *grids), words("90 days"), page=True)


def _customers(study: Study) -> Section:
    """Return who gets which service, and what it asks of each sales rep."""
    words = study.words
    columns = (
        Column(words("Segment"), "grade", 12),
        Column(words("Name"), "text", 28),
        Column(words("Customers"), "count", 11),
        Column(words("Contacts per year"), "text", 12),
        Column(words("Answered within"), "text", 18),
        Column(words("Hours per year"), "hours", 12),
        Column(words("Responsible"), "text", 26),
    )
    rows = tuple(
        (
            segment_label(study, policy.segment),
            policy.name,
            study.segmentation.count(policy.segment),
            plain_hours(study, policy.meetings_per_year),
            words("{hours} working hours", hours=plain_hours(study, policy.response_hours)),
            float(study.plan.hours[policy.segment]),
            policy.responsible,
        )
        for policy in held(study)
    )
    parts: list[Part] = [Grid(words("The service policy"), columns, rows)]
    if (reps := rep_grid(study)) is not None:
        parts.append(reps)
    return Section("service", words("Service policy and hours"), tuple(parts), words("Service"), page=True)


def _follow_up(study: Study) -> Section:
    words = study.words
    columns = (
        Column(words("What is measured"), "text", 56),
        Column(words("Today"), "text", 20),
        Column(words("After 90 days"), "entry", 16),
        Column(words("After 180 days"), "entry", 16),
        Column(words("At the next segmentation"), "entry", 18),
    )
    questions = sum(finding.severity == "question" for finding in study.findings)
    unknown = int(study.customers["potential"].isna().sum())
    not_yet = words("not measured yet")
    rows = (
        (words("Customers whose potential is unknown"), words.number(unknown), None, None, None),
        (words("Headroom of the customers whose potential is known"), words.money(study.segmentation.total["headroom"]), None, None, None),
        (words("Revenue"), words.money(study.segmentation.total["revenue"]), None, None, None),
        (words("Open questions about the data"), words.number(questions), None, None, None),
        (words("Activities of the plan that have been done"), not_yet, None, None, None),
        (words("Enquiries answered within the time of the policy"), not_yet, None, None, None),
    )
    parts = (
        Grid(words("What to look at again"), columns, rows),
        Lines(words("What stands in the way, and who removes it"), SIGN_LINES),
        Lines(words("Agreed: date, names and signatures"), SIGN_LINES),
    )
    return Section("follow_up", words("Follow-up and sign-off"), parts, words("Follow-up"), page=True)
