"""What the formulas look up: the segments with their names, proposals and efforts, the activities of each, and the states of an action."""

from collections.abc import Sequence

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from segkit.deliverables.excel.workbook import Book, page
from segkit.strategy import (
    CHANNELS,
    KPIS,
    PROPOSALS,
    STATES,
    Activity,
    activity_cell,
    contact_cell,
    contact_hours_formula,
    first_of,
    hours_formula,
    other_hours_formula,
    slots,
    window,
)
from segkit.views.labels import segment_label

HEADING_ROW, LAST = 4, 12


def write(book: Book) -> None:
    """Write the three lists and name their columns."""
    words, sheet = book.study.words, book.sheets["lookups"]
    sheet.title(words("Lists"), words("What the formulas look up. Change the yellow cells on Parameters instead."))
    sheet.widths(14, 26, 10, 26, 12, 12, 12, 12, 44, 60, 12, 14, 10)
    row = _segments(book, HEADING_ROW - 1) + 2
    row = _activities(book, row) + 2
    row = _states(book, row)
    page(book, "lookups", wide=True, last=(row, LAST))


def _section(book: Book, row: int, title: str, headings: Sequence[str], figures: set[int]) -> None:
    sheet = book.sheets["lookups"]
    for col in range(len(headings)):
        sheet.text(row, col, title if col == 0 else "", "section")
    sheet.heads(row + 1, 0, headings, figures)


def _segments(book: Book, row: int) -> int:
    """Write a row per segment and return the last one."""
    study, words, sheet = book.study, book.study.words, book.sheets["lookups"]
    headings = [
        words("Grade"), words("Segment"), words("No."), words("Proposal"), words("Contacts per year"), words("Hours per customer"),
        words("Answer within, hours"), words("Support priority"), words("First activity"), words("Service level"), words("No. of the contact"), words("First day"), words("Days"),
    ]  # fmt: skip
    _section(book, row, words("Segments"), headings, {2, 4, 5, 6, 7, 10, 12})
    first, period = row + 2, study.engagement.plan_period
    for i, policy in enumerate(study.plan.policies):
        at, position = first + i, i + 1
        sheet.client(at, 0, segment_label(study, policy.segment), "line", "wrap", "grade")
        sheet.client(at, 1, policy.name, "line", "wrap")
        sheet.number(at, 2, position, "line", "count", "top")
        sheet.text(at, 3, words(PROPOSALS[policy.proposal]), "line")
        contacts, others = contact_cell(position, "meetings_per_year"), other_hours_formula(position, policy.activities)
        sheet.formula(at, 4, contacts, policy.meetings_per_year, "line", "hours", "top")
        each = hours_formula("1", contacts, contact_hours_formula(position), others)
        sheet.formula(at, 5, each, policy.hours, "line", "hours", "top")
        sheet.number(at, 6, policy.response_hours, "line", "hours", "top")
        sheet.number(at, 7, policy.support_priority, "line", "count", "top")
        sheet.client(at, 8, first_of(policy.activities), "line", "wrap")
        sheet.client(at, 9, policy.service_level, "line", "wrap")
        slot = policy.contact_slot
        begins, days = window(policy.activities[slot - 1], period.start, period.months) if slot else (period.start, 0)
        sheet.number(at, 10, slot, "line", "count", "top")
        sheet.date(at, 11, begins, "line", "date", "top")
        sheet.number(at, 12, days, "line", "count", "top")
    last = first + len(study.plan.policies) - 1
    book.define("grade_choices", "lookups", xl_range_abs(first, 0, last - 1, 0))
    names = (
        "grades",
        "names",
        "positions",
        "proposals",
        "contacts",
        "hours",
        "response",
        "priorities",
        "actions",
        "services",
        "slots",
        "starts",
        "days",
    )
    for col, name in enumerate(names):
        book.define(f"segment_{name}", "lookups", xl_range_abs(first, col, last, col))
    return last


def _activities(book: Book, row: int) -> int:
    """Write a row per segment and slot, also where a segment has no such activity; return the last row."""
    study, words, sheet = book.study, book.study.words, book.sheets["lookups"]
    headings = [
        words("Grade"), words("Activity"), words("No."), words("Role"), words("Times per year"), words("Minutes each time"),
        words("First day"), words("Days"), words("Channel"), words("Judged by"),
    ]  # fmt: skip
    _section(book, row, words("Activities"), headings, {2, 4, 5, 7})
    wanted, period = slots(study.plan.policies), study.engagement.plan_period
    at = first = row + 2
    for position, policy in enumerate(study.plan.policies, start=1):
        for slot in range(1, wanted + 1):
            sheet.client(at, 0, segment_label(study, policy.segment), "line", "wrap", "grade")
            sheet.number(at, 2, slot, "line", "count", "top")
            if slot <= len(policy.activities):
                activity = policy.activities[slot - 1]
                _activity(book, at, (position, slot), activity)
                begins, days = window(activity, period.start, period.months)
                sheet.date(at, 6, begins, "line", "date", "top")
                sheet.number(at, 7, days, "line", "count", "top")
            else:
                for col in (1, 3, 8, 9):
                    sheet.text(at, col, "", "line")
                for col in (4, 5, 6, 7):
                    sheet.number(at, col, 0, "line", "count", "top")
            at += 1
    last = at - 1
    for col, name in (
        (1, "names"),
        (3, "roles"),
        (4, "per_year"),
        (5, "minutes"),
        (6, "starts"),
        (7, "days"),
        (8, "channels"),
        (9, "kpis"),
    ):
        book.define(f"activity_{name}", "lookups", xl_range_abs(first, col, last, col))
    return last


def _activity(book: Book, row: int, place: tuple[int, int], activity: Activity) -> None:
    words, sheet = book.study.words, book.sheets["lookups"]
    position, slot = place
    sheet.client(row, 1, activity.name, "line", "wrap")
    sheet.client(row, 3, activity.role, "line", "wrap")
    if activity.contact:
        per_year, minutes = contact_cell(position, "meetings_per_year"), f"{contact_hours_formula(position)}*60"
    else:
        per_year, minutes = (activity_cell(position, slot, name) for name in ("per_year", "minutes"))
    sheet.formula(row, 4, per_year, activity.per_year, "line", "hours", "top")
    sheet.formula(row, 5, minutes, activity.minutes, "line", "count", "top")
    sheet.text(row, 8, words(CHANNELS[activity.channel]), "line")
    sheet.text(row, 9, words(KPIS[activity.kpi]), "line")


def _states(book: Book, row: int) -> int:
    words, sheet = book.study.words, book.sheets["lookups"]
    _section(book, row, words("States of an action"), [words("Status")], set())
    first = row + 2
    for i, state in enumerate(STATES.values()):
        sheet.text(first + i, 0, words(state), "line")
    last = first + len(STATES) - 1
    book.define("action_states", "lookups", xl_range_abs(first, 0, last, 0))
    book.define("action_done", "lookups", xl_rowcol_to_cell(first + list(STATES).index("done"), 0, row_abs=True, col_abs=True))
    return last
