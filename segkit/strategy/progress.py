"""Planned against done: the actions of the plan, and what has come back of them in returned strategy files."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from segkit.intake.corrections import STATUS, Corrections
from segkit.strategy.actions import STATES
from segkit.strategy.playbook import SegmentPolicy
from segkit.words import LANGUAGES, Words

COUNTS = ("planned", *STATES, "due", "overdue")


@dataclass(frozen=True)
class Progress:
    """How far the actions are, per segment (index segment, the not rated last) and in all.

    Columns: planned (all actions of the plan's list, each counted once however often it is done), open, under_way, done, dropped, which
    add up to planned; due (those first due on or before `until`), overdue (those of the due that are neither done nor dropped).
    `until` is the day of the newest status. `elsewhere` counts statuses of actions that are no longer in the list.
    """

    table: pd.DataFrame
    total: pd.Series
    until: dt.date
    elsewhere: int


def progress(actions: pd.DataFrame, policies: tuple[SegmentPolicy, ...], corrections: Corrections) -> Progress | None:
    """Return what was planned against what came back of it; None before any status has come back.

    An action without a status is open; a text that is no status, such as an own remark, counts as open too.
    """
    came = {key: entry for (key, field), (entry, _) in corrections.in_force.items() if field == STATUS and key.startswith("action:")}
    if not came:
        return None
    until = max(entry.date for entry in came.values())
    meant = {Words(language)(label): state for language in LANGUAGES for state, label in STATES.items()}
    keys = "action:" + actions["key"] + ":" + actions["slot"].astype(str)
    state = keys.map({key: meant.get(str(entry.value), "open") for key, entry in came.items()}).astype(object)
    state = state.where(state.notna(), "open")
    due = pd.to_datetime(actions["due"]).dt.date <= until
    counted = pd.DataFrame(
        {"planned": 1, **{name: state == name for name in STATES}, "due": due, "overdue": due & state.isin(["open", "under_way"])}
    )
    segments = [policy.segment for policy in policies]
    table = counted.astype(int).groupby(actions["segment"]).sum().reindex(segments).fillna(0).astype(int)[list(COUNTS)]
    table.index.name = "segment"
    return Progress(table, table.sum(), until, len(came.keys() - set(keys)))
