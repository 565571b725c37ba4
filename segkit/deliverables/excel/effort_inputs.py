"""The efforts on the sheet of parameters: per segment the contacts, then every other activity, each with how often and how long."""

from segkit.deliverables.excel.inputs import write_input
from segkit.deliverables.excel.workbook import Book
from segkit.parameters import ParameterValue
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import CHANNELS, SegmentPolicy
from segkit.views.labels import segment_label
from segkit.views.sentences import plain

OFTEN, LONG, WHAT, GIVEN = 2, 3, 4, 5
"""The columns of how often, how long, what, and of both numbers as delivered."""


def write_efforts(book: Book, row: int) -> int:
    """Write both blocks and return the row below them."""
    words, policies = book.study.words, book.study.plan.policies
    values = {value.key: value for value in book.study.parameters}
    row = _heads(book, row, words("Contacts per segment"), (words("Contacts per year"), words("Hours per contact")))
    for policy in policies:
        key = f"playbook.{policy.segment}."
        contact = next((activity for activity in policy.activities if activity.contact), None)
        told = (contact.name, words(CHANNELS[contact.channel])) if contact else ("", "")
        row = _effort(book, row, policy, told, (values[key + "meetings_per_year"], values[key + "hours_per_meeting"]))
    row = _heads(book, row + 1, words("Other activities"), (words("Times per year"), words("Minutes each time")))
    for policy in policies:
        for k, activity in enumerate(policy.activities, start=1):
            if not activity.contact:
                key = f"playbook.{policy.segment}.activities.{k}."
                told = activity.name, words(CHANNELS[activity.channel])
                row = _effort(book, row, policy, told, (values[key + "per_year"], values[key + "minutes"]))
    return row


def _heads(book: Book, row: int, title: str, headings: tuple[str, str]) -> int:
    words, sheet = book.study.words, book.sheets["parameters"]
    for col in range(GIVEN + 1):
        sheet.text(row, col, title if col == 0 else "", "section")
    sheet.heads(row + 1, 0, [words("Segment"), words("Channel"), *headings, words("Activity"), words("As delivered")], {OFTEN, LONG, GIVEN})
    return row + 2


def _effort(book: Book, row: int, policy: SegmentPolicy, told: tuple[str, str], values: tuple[ParameterValue, ParameterValue]) -> int:
    study, sheet = book.study, book.sheets["parameters"]
    label = segment_label(study, policy.segment)
    sheet.client(row, 0, label if policy.segment == NOT_RATED_SEGMENT else f"{label} · {policy.name}", "line", "wrap", "middle")
    name, channel = told
    sheet.text(row, 1, channel, "line", "wrap", "middle")
    for col, value in zip((OFTEN, LONG), values, strict=True):
        write_input(book, row, col, value)
    sheet.client(row, WHAT, name, "line", "wrap", "middle")
    sheet.text(row, GIVEN, " × ".join(plain(study, value.value) for value in values), "line", "faint", "right")
    return row + 1
