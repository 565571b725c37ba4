"""The plan for putting a segmentation to work: who does what until when, from the day of delivery to the next segmentation."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from segkit.words import phrase

CONFIRM, HAND_OUT, FIND_OUT, QUESTIONS, SERVICE, CRM, CONTACTS, PRICES, REVIEW, LEADS, FIRST_LOOK, SECOND_LOOK, AGAIN = (
    "confirm", "hand_out", "find_out", "questions", "service", "crm", "contacts", "prices", "review", "leads", "first_look",
    "second_look", "again",
)  # fmt: skip

_MANAGEMENT, _SALES_MANAGER, _REPS = phrase("Management"), phrase("Sales manager"), phrase("Sales reps")
_BOOKS = phrase("Bookkeeping")

_TASKS: tuple[tuple[str, str, str, int], ...] = (
    (CONFIRM, phrase("Confirm thresholds, segments and service policy, and say so to everyone who meets customers."), _MANAGEMENT, 1),
    (
        HAND_OUT,
        phrase("Give each sales rep their own sheet and go through the grades together; note where the rep knows better than the figures."),
        _SALES_MANAGER,
        2,
    ),
    (QUESTIONS, phrase("Answer the questions about the data on the sheet Findings."), _BOOKS, 2),
    (SERVICE, phrase("Tell customer service which customers are answered first, and within how many hours."), _SALES_MANAGER, 3),
    (CRM, phrase("Put grade, segment and owner into the CRM system."), _SALES_MANAGER, 3),
    (CONTACTS, phrase("Book the contacts of the plan's first quarter from the action list."), _REPS, 4),
    (FIND_OUT, phrase("Find out the unknown potentials, the most valuable answers first."), _REPS, 6),
    (PRICES, phrase("Agree new prices or another service with the customers who cost more than they bring."), _SALES_MANAGER, 8),
    (REVIEW, phrase("Decide customer by customer where less effort is enough."), _SALES_MANAGER, 8),
    (LEADS, phrase("Give every lead an owner and begin with the best grade."), _SALES_MANAGER, 4),
    (FIRST_LOOK, phrase("Compare contacts planned with contacts made, and hours used with hours available."), _SALES_MANAGER, 13),
    (SECOND_LOOK, phrase("Compare plan and result once more; send corrections back to keep the file up to date."), _SALES_MANAGER, 26),
)
"""Key, task, who answers for it, and how many weeks after the delivery it is done."""

_AGAIN = phrase("Make a new segmentation and compare it with this one.")


@dataclass(frozen=True)
class Task:
    """One step: its key, what is to be done, the role that answers for it, by when, and how many accounts it concerns (None: nobody counts)."""

    key: str
    text: str
    responsible: str
    due: dt.date
    count: int | None


def implementation(delivered: dt.date, review: dt.date, counts: Mapping[str, int]) -> tuple[Task, ...]:
    """Return the tasks by day. `counts` says how many accounts a task concerns; a task that concerns none is left out.

    Days that fall on a weekend move to the Monday after.
    """
    tasks = [Task(key, text, who, on_weekday(delivered + dt.timedelta(weeks=weeks)), counts.get(key)) for key, text, who, weeks in _TASKS]
    tasks.append(Task(AGAIN, _AGAIN, _MANAGEMENT, on_weekday(review), None))
    wanted = [task for task in tasks if task.count != 0 and task.due <= on_weekday(review)]
    return tuple(sorted(wanted, key=lambda task: task.due))


def on_weekday(day: dt.date) -> dt.date:
    """Return the day, or the Monday after where it falls on a weekend."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
