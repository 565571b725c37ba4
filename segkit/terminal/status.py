"""What `segkit status` shows: where each engagement stands, what is due, what is missing and what comes next; on one screen of 80 columns."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from segkit.engagement import Engagement
from segkit.intake.report_answers import unanswered
from segkit.lab.missing import missing
from segkit.lab.next_step import next_step
from segkit.lab.phases import DONE, PHASES, phases_of
from segkit.lab.standing import Standing
from segkit.strategy import Milestone, ledger, next_due
from segkit.terminal.findings import texts
from segkit.words import Words

PACKAGES = {"basic": "Basic", "deepdive": "Deep Dive"}

WIDTH = 80
"""Columns that are enough, also where more are there or nobody sees the end of the line."""

MOST = 5
"""Decisions shown of one client, the latest."""

_NO_DATES = "write the day of the order into engagement.yaml:\n  order: {date: 2026-08-03}"

_SENTENCE_END = re.compile(r"(?<=[.!?]) ")

_EN = Words("en")


def show_status(out: Console, found: Sequence[Standing], today: dt.date) -> None:
    """Show a block of lines per client, the most urgent first."""
    open_questions = _open_questions(found)
    table = Table("Client", box=box.SIMPLE_HEAD, pad_edge=False, width=min(out.width, WIDTH))
    table.add_column("Phase", max_width=17)
    table.add_column("What is due, what is missing, what comes next", ratio=1)
    for client in sorted(found, key=lambda client: urgency(client, today)):
        about = "\n".join((client.name, *([PACKAGES[client.engagement.package]] if client.engagement else [])))
        table.add_row(*texts(about, _phase(client), "\n".join(_lines(client, open_questions, today))), end_section=True)
    out.print(table)
    if any(client.engagement is not None and client.engagement.order.date is None for client in found):
        _say(out, f"For due dates, {_NO_DATES}")


def show_client(out: Console, client: Standing, today: dt.date) -> None:
    """Show one client's milestones, hours, decisions, questions, delivery, and what is missing."""
    engagement, step = client.engagement, next_step(_EN, client)
    if engagement is None:
        out.print(Text(f"{client.name}: {step.sentence}"), soft_wrap=True)
        out.print(Text(f"  {step.command}" if step.command else ""), soft_wrap=True)
        return
    called = client.name if client.client == client.name else f"{client.client} ({client.name})"
    out.print(Text(f"{called}, {PACKAGES[engagement.package]}. {_phase(client)}."), width=min(out.width, WIDTH))
    if client.milestones:
        out.print(_milestones(client, today))
        _how_to_say_done(out, client, today)
    else:
        _say(out, f"No due dates: {_NO_DATES}")
    out.print()
    for label, lines in (
        ("Delivered", [_delivered(client, today)]),
        ("Sparring", [_sparring(engagement)]),
        ("Decisions", _decisions(engagement)),
        ("Unanswered", [question.ask for question in engagement.questions if not question.answered_in]),
        ("Missing", missing(client, _open_questions([client]).get(client.name, 0)) or ["nothing"]),
        ("Next", [step.sentence, step.command]),
    ):
        _listed(out, label, lines)


def urgency(client: Standing, today: dt.date) -> tuple[int, int, str]:
    """Return by what clients are sorted: what cannot be read first, then by due day, then those without days, and those who are done last."""
    due = next_due(client.milestones)
    if client.problem:
        return 0, 0, client.name
    if due is not None:
        return 1, (due.due - today).days, client.name
    return (3 if client.milestones else 2), 0, client.name


def due_text(step: Milestone, today: dt.date) -> str:
    """Return when a step is due, in words: "in 5 days", "today", "OVERDUE by 3 days"."""
    days = (step.due - today).days
    if days == 0:
        return "today"
    counted = _days(abs(days))
    return f"in {counted}" if days > 0 else f"OVERDUE by {counted}"


def _open_questions(found: Sequence[Standing]) -> dict[str, int]:
    """Return how many questions of each client's intake report have no answer."""
    counts = unanswered([client.report for client in found if client.report is not None])
    return {client.name: counts[client.report] for client in found if client.report in counts}


def _lines(client: Standing, open_questions: Mapping[str, int], today: dt.date) -> list[str]:
    step = next_step(_EN, client)
    if client.engagement is None:
        return [_SENTENCE_END.split(client.problem)[0], *([f"Next: {step.command}"] if step.command else [])]
    lacking = missing(client, open_questions.get(client.name, 0))
    return [
        *_due(client, today),
        *([f"Missing: {'; '.join(lacking)}"] if lacking else []),
        f"Next: {step.command or step.sentence}",
    ]


def _due(client: Standing, today: dt.date) -> list[str]:
    """Return the next due step of a client, and how many are overdue where it is not the only one."""
    due = next_due(client.milestones)
    if due is None:
        return ["Every step is done."] if client.milestones else []
    late = sum(step.overdue(today) for step in client.milestones)
    others = f", and {late - 1} more {'step is' if late == 2 else 'steps are'} overdue" if late > 1 else ""
    return [f"{_sentence(due_text(due, today))}: {due.text} ({_EN.short_date(due.due)}){others}"]


def _days(n: int) -> str:
    return f"{n} day" if n == 1 else f"{n} days"


def _sentence(text: str) -> str:
    return f"Due {text}" if not text.startswith("OVERDUE") else text


def _phase(client: Standing) -> str:
    """Return the first phase that is not done, with its number and what it is at."""
    phases = list(zip(PHASES, phases_of(_EN, client), strict=True))
    number = next((i for i, (_, phase) in enumerate(phases) if phase.sign != DONE), len(phases) - 1)
    return f"{number + 1}. {phases[number][0]}: {phases[number][1].text}"


def _milestones(client: Standing, today: dt.date) -> Table:
    table = Table("Step", "Due", "State", box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for step in client.milestones:
        table.add_row(*texts(step.text, _EN.short_date(step.due), _state(client, step, today)))
    return table


def _state(client: Standing, step: Milestone, today: dt.date) -> str:
    """Return when a step was done as engagement.yaml says, when the files show it ("seen"), or when it is due."""
    if step.done is None:
        return due_text(step, today)
    written = step.step == "order" or (client.engagement is not None and step.step in client.engagement.order.done)
    return f"{'done' if written else 'seen'} {_EN.short_date(step.done)}"


def _how_to_say_done(out: Console, client: Standing, today: dt.date) -> None:
    """Say how a step that no file shows is written down; nothing where none is overdue."""
    late = [step.step for step in client.milestones if step.overdue(today)]
    if late and client.engagement is not None:
        days = ", ".join(f"{step}: {day}" for step, day in {**client.engagement.order.done, late[0]: today}.items())
        _say(out, f"Was a step done that no file shows? Write its day into engagement.yaml, under 'order', such as:\n  done: {{{days}}}")


def _delivered(client: Standing, today: dt.date) -> str:
    if client.delivered is None:
        return "nothing yet"
    day, folder = client.delivered
    age = (today - day).days
    when = "today" if age == 0 else f"{_days(abs(age))} {'ago' if age > 0 else 'from now'}"
    again = "; files or settings have changed since" if client.delivery == "again" else ""
    return f"{_EN.short_date(day)}, {when}: deliverables/{client.name}/{folder.name}{again}"


def _sparring(engagement: Engagement) -> str:
    """Return how many hours of sparring are left; "" where the package holds none and none were used."""
    found = ledger(engagement.order, engagement.package, engagement.sparring)
    if not found.included and not found.used:
        return ""
    left = f"{found.left:g} of {found.included:g} hours left"
    return left if found.left >= 0 else f"{found.used:g} hours used, {-found.left:g} more than the {found.included:g} of the order"


def _decisions(engagement: Engagement) -> list[str]:
    """Return the latest decisions, the newest last, and how many there are before them."""
    taken = sorted(engagement.agreed, key=lambda decision: decision.on)
    before = [f"{len(taken) - MOST} earlier, in engagement.yaml under 'agreed'"] if len(taken) > MOST else []
    return before + [f"{_EN.short_date(one.on)}, {one.by}: {one.about}: {one.decided}" for one in taken[-MOST:]]


def _say(out: Console, text: str) -> None:
    out.print(Text(text), width=min(out.width, WIDTH))


def _listed(out: Console, label: str, lines: Sequence[str]) -> None:
    """Print lines beside their label; nothing where all are empty."""
    grid = Table.grid(padding=(0, 2))
    grid.width = min(out.width, WIDTH)
    grid.add_column(width=10, no_wrap=True)
    grid.add_column(ratio=1)
    for i, line in enumerate(line for line in lines if line):
        grid.add_row(*texts(label if i == 0 else "", line))
    if grid.row_count:
        out.print(grid)
