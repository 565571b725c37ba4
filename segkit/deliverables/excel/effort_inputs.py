"""The efforts on the sheet of parameters: per segment the contacts, then every other activity, each with how often and how long."""

from collections.abc import Sequence

from segkit.deliverables.excel.inputs import write_input
from segkit.deliverables.excel.workbook import Book
from segkit.parameters import ParameterValue
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import CHANNELS, SegmentPolicy
from segkit.views.labels import segment_label
from segkit.views.sentences import plain

OFTEN, LONG, TRAVEL, PREPARATION, WHAT, GIVEN = 2, 3, 4, 5, 6, 7
"""The columns of how often, how long, of travel and preparation where they are given apart, of what, and of the numbers as delivered."""
CONTACT = ("meetings_per_year", "hours_per_meeting", "travel_minutes", "preparation_minutes")
"""The numbers of a contact, in the order of their columns."""


def write_efforts(book: Book, row: int) -> int:
    """Write both blocks and return the row below them."""
    words, policies = book.study.words, book.study.plan.policies
    values = {value.key: value for value in book.study.parameters}
    headings = (words("Contacts per year"), words("Hours per contact"), words("Travel, minutes"), words("Preparation, minutes"))
    row = _heads(book, row, words("Contacts per segment"), headings)
    for policy in policies:
        key = f"playbook.{policy.segment}."
        contact = next((activity for activity in policy.activities if activity.contact), None)
        told = (contact.name, words(CHANNELS[contact.channel])) if contact else ("", "")
        row = _effort(book, row, policy, told, [values[key + name] for name in CONTACT])
    row = _heads(book, row + 1, words("Other activities"), (words("Times per year"), words("Minutes each time"), "", ""))
    for policy in policies:
        for k, activity in enumerate(policy.activities, start=1):
            if not activity.contact:
                key = f"playbook.{policy.segment}.activities.{k}."
                told = activity.name, words(CHANNELS[activity.channel])
                row = _effort(book, row, policy, told, [values[key + "per_year"], values[key + "minutes"]])
    return row


def _heads(book: Book, row: int, title: str, headings: Sequence[str]) -> int:
    words, sheet = book.study.words, book.sheets["parameters"]
    for col in range(GIVEN + 1):
        sheet.text(row, col, title if col == 0 else "", "section")
    figures = {OFTEN, LONG, TRAVEL, PREPARATION, GIVEN}
    sheet.heads(row + 1, 0, [words("Segment"), words("Channel"), *headings, words("Activity"), words("As delivered")], figures)
    return row + 2


def _effort(book: Book, row: int, policy: SegmentPolicy, told: tuple[str, str], values: Sequence[ParameterValue]) -> int:
    """Write the inputs of one contact or activity and return the row below; an activity has no travel and preparation of its own."""
    study, sheet = book.study, book.sheets["parameters"]
    label = segment_label(study, policy.segment)
    sheet.client(row, 0, label if policy.segment == NOT_RATED_SEGMENT else f"{label} · {policy.name}", "line", "wrap", "middle")
    name, channel = told
    sheet.text(row, 1, channel, "line", "wrap", "middle")
    for col in range(OFTEN, WHAT):
        if col - OFTEN < len(values):
            write_input(book, row, col, values[col - OFTEN])
        else:
            sheet.text(row, col, "", "line")
    sheet.client(row, WHAT, name, "line", "wrap", "middle")
    sheet.text(row, GIVEN, " · ".join(plain(study, value.value) for value in values), "line", "faint", "right")
    return row + 1
