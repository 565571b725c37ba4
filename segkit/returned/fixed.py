"""A fixed grade three ways: grade, last day and reason belong together, and are taken together or not at all."""

import datetime as dt

from segkit.engagement import Engagement
from segkit.intake.corrections import GRADE
from segkit.returned.decisions import Decision
from segkit.returned.items import Item, Shown
from segkit.returned.values import plain, read_entry
from segkit.returned.written import Written, conflict

LETTER, UNTIL, REASON = "fixed_grade", "fixed_until", "fixed_reason"
FIXED = (LETTER, UNTIL, REASON)


def compare_fixed(written: Written, engagement: Engagement) -> tuple[list[Item], Decision | None]:
    """Return what is told of a row's fixed grade, and the decision in it; None where nothing is to be taken."""
    present = [of for of in FIXED if of in written.layout.by_field]
    now: dict[str, Shown] = {of: plain(written.current.cell(of), written.takes(of)) for of in present}
    changed = [of for of in present if written.row.has(of) and written.changed(of)]
    edited, items = dict(now), []
    for of in changed:
        read = read_entry(written.row.cell(of), written.takes(of), (), written.notation)
        if written.doubled(of):
            items.append(written.item("column_twice", of, heading=written.layout.by_field[of].heading))
        elif read.question:
            items.append(written.question(read.question, of))
        elif read.value != now[of] and now[of] != plain(written.delivered.cell(of), written.takes(of)):
            items.append(conflict(written, of, read.value, now[of]))
        edited[of] = read.value
    if items or edited == now:
        return items, None
    told = [of for of in changed if edited[of] != now[of]]
    if edited[LETTER] is None and now[LETTER] is None:
        return [written.item("no_grade", of, found=edited[of]) for of in told if edited[of] is not None], None
    return _decided(written, engagement, edited, told)


def _decided(written: Written, engagement: Engagement, edited: dict[str, Shown], told: list[str]) -> tuple[list[Item], Decision | None]:
    letter, until, reason = (edited.get(of) for of in FIXED)
    if letter is None:
        return [written.item("taken_back", LETTER)], Decision(written.key, GRADE, None, written.row.place(LETTER))
    day = until if isinstance(until, dt.date) else None
    if not reason:
        return [written.item("no_reason", REASON)], None
    if UNTIL in told and day is not None and day < engagement.date:
        return [written.item("until_past", UNTIL, found=day)], None
    items = [written.item("changed" if edited[of] is not None else "taken_back", of, new=edited[of]) for of in told]
    grade = letter_of(engagement, str(letter))
    return items, Decision(written.key, GRADE, grade, written.row.place(told[0]), str(reason), day)


def letter_of(engagement: Engagement, label: str) -> str:
    """Return the grade that the client sees under a label."""
    return next((letter for letter, shown in engagement.abcd.labels.items() if shown == label), label)
