"""What `segkit calendar` shows: each rep's hours planned and placed, the fullest week, what has no day, and what to do next; in English."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from segkit.strategy.rounds import REASONS
from segkit.terminal.findings import texts
from segkit.words import Words

if TYPE_CHECKING:  # which would load what writes the files
    from segkit.deliverables.calendar import Calendar, Written

MOST = 25
"""Reps that are shown; the Excel file has all."""


def show_calendar(out: Console, calendar: "Calendar") -> None:
    """Show a line per rep, those with most without a day first, and what the figures mean where something is not known."""
    words, reps = Words("en"), calendar.rounds.reps
    table = Table("Sales rep", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("Times", "Planned h", "Placed h", "Without a day h", "Available h", "Fullest week"):
        table.add_column(heading, justify="right")
    shown = reps.sort_values(["left", "planned"], ascending=False, kind="stable").head(MOST)
    for rep in shown.to_dict("records"):
        hours = (words.number(rep[name] / 60, 1) for name in ("planned", "placed", "left", "capacity"))
        table.add_row(*texts(rep["rep"] or "(nobody)", words.number(rep["visits"]), *hours, _fullest(rep, words)))
    out.print(table)
    if len(reps) > MOST:
        out.print(f"{len(reps) - MOST} more stand in the Excel file.", soft_wrap=True)
    for line in _remarks(calendar, words):
        out.print(Text(line), soft_wrap=True)


def after_calendar(calendar: "Calendar", written: "Written", typed_name: str) -> list[str]:
    """Return what was written, and what to do next."""
    lines = [] if written.kept is None else [f"The earlier calendar was changed by hand, so it was kept: {written.kept.name}."]
    files = f"{len(written.files)} .ics {'file' if len(written.files) == 1 else 'files'}"
    lines.append(f"Written to workbooks/{written.folder.parent.name}/{written.folder.name}: {written.book.name} and {files}.")
    unplaced = int(calendar.rounds.reps["unplaced"].sum())
    if unplaced:
        lines.append(
            f"Next: look at the sheet of what has no day; change hours, owners or times a year, then: segkit calendar {typed_name}"
        )
    else:
        lines.append("Next: send every rep the .ics file, to be imported into a calendar of its own, and the Excel list.")
    return lines


def _fullest(rep: Mapping[Any, Any], words: Words) -> str:
    day = rep["fullest"]
    if not isinstance(day, pd.Timestamp):
        return "–"
    year, week, _ = day.isocalendar()
    load = rep["load"]
    return f"{year}-W{week:02d}" + (f" {words.percent(load):>5}" if isinstance(load, float) and load == load else "")  # noqa: PLR0124


def _remarks(calendar: "Calendar", words: Words) -> list[str]:
    """Return one sentence each on what has no day, whose hours are not known, holidays, and changed grades."""
    rounds, capacity = calendar.rounds, calendar.study.engagement.capacity
    lines = []
    for reason, visits in calendar.unplaced.groupby("reason"):
        lines.append(
            f"{_times(len(visits))}, {words.number(visits['minutes'].sum() / 60, 1)} hours, without a day: {_inside(REASONS[str(reason)])}"
        )
    if len(rounds.no_turn):
        n = rounds.no_turn["customer_id"].nunique()
        lines.append(
            f"{n} {'customer has' if n == 1 else 'customers have'} no turn within the plan in an activity that is done less than once; they are named."
        )
    unknown = rounds.reps[rounds.reps["capacity"].isna() & (rounds.reps["visits"] > 0)]
    if len(unknown):
        lines.append(
            f"Hours are not known for {_named(list(unknown['rep']))}, so their weeks have no limit. Give them under 'capacity', 'reps' in engagement.yaml."
        )
    if capacity.country is None:
        lines.append("No 'country' is given under 'capacity' in engagement.yaml, so public holidays are working days.")
    if len(rounds.changed):
        n, day = len(rounds.changed), rounds.period.changes_from
        lines.append(
            f"{n} {'customer keeps' if n == 1 else 'customers keep'} the rhythm of the delivery of {calendar.since} until the changed grades count on {day}."
        )
    return [*lines, *(f"Notice: {notice}" for notice in calendar.notices)]


def _times(n: int) -> str:
    return f"{n} {'time' if n == 1 else 'times'}"


def _inside(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _named(reps: list[str]) -> str:
    named = [rep or "(nobody)" for rep in reps]
    return ", ".join(named[:5]) + (f" and {len(named) - 5} more" if len(named) > 5 else "")
