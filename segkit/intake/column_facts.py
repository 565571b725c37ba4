"""What is said of one column that was read: how full it is, what it adds up to, how it was decided and what was altered."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from segkit.findings import Detected
from segkit.intake.settings import Source
from segkit.intake.values import ReadColumn
from segkit.words import is_missing

LISTED = 1000
"""Rows of one change that are listed one by one; the count is always of all."""


@dataclass(frozen=True)
class Change:
    """One thing done to the cells of one column: the rule (a key of values.RULES), how many cells, and the first of them row by row."""

    file: str
    heading: str
    rule: str
    n: int
    rows: tuple[int, ...]
    before: tuple[str, ...]
    after: tuple[object, ...]


@dataclass(frozen=True)
class ColumnFacts:
    """One canonical column of one source.

    `total` is the exact sum of a column of money or numbers as the file gives it, before any factor is applied; `first` and `last` are the ends of
    a column of dates. `empty` cells hold nothing, `nulled` a text that engagement.yaml calls empty, `unread` something else.
    """

    source: Source
    column: str
    kind: str
    heading: str
    filled: int
    empty: int
    nulled: int
    unread: int
    total: Decimal | None = None
    by_currency: tuple[tuple[str, Decimal], ...] = ()
    """The sum per currency, where the column holds several: these are never added."""
    first: dt.date | None = None
    last: dt.date | None = None
    decision: Detected[str] | None = None
    changes: tuple[Change, ...] = ()


def facts_of(source: Source, column: tuple[str, str], heading: str, read: ReadColumn, nulled: int) -> ColumnFacts:
    """Return the facts of one heading's cells as they were read; `column` is the canonical column's name and kind."""
    name, kind = column
    known = [value for value in read.values if value is not None]
    dates = [value for value in known if isinstance(value, dt.date)] if kind == "date" else []
    amounts = [value for value in known if isinstance(value, Decimal)] if kind in {"money", "number", "hours", "part"} else []
    return ColumnFacts(
        source,
        name,
        kind,
        heading,
        filled=len(known),
        empty=len(read.values)
        - len(known)
        - len(read.bad)
        - nulled
        - sum(map(len, read.foreign.values()))
        - len(read.changed.get("sentinel_date", ())),
        nulled=nulled,
        unread=len(read.bad),
        total=sum(amounts, Decimal(0)) if amounts else None,
        first=min(dates, default=None),
        last=max(dates, default=None),
        decision=read.decision,
        changes=tuple(_change(source.shown, heading, rule, cells, read.values) for rule, cells in read.changed.items()),
    )


def missing_change(file: str, heading: str, cells: pd.Series) -> Change:
    """Return what was done to the cells that engagement.yaml calls empty."""
    return _change(file, heading, "missing_token", cells, pd.Series(None, cells.index, dtype=object))


def _change(file: str, heading: str, rule: str, cells: pd.Series, values: pd.Series) -> Change:
    first = cells.iloc[:LISTED]
    after: Sequence[object] = [None if is_missing(value) else value for value in values.reindex(first.index)]
    return Change(file, heading, rule, len(cells), tuple(int(row) for row in first.index), tuple(map(str, first)), tuple(after))
