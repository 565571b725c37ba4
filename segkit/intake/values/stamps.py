"""The day inside a written moment: time of day and zone are cut off, and the day stays the one that was written."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit.intake.values.column import Distinct, trimmed
from segkit.intake.values.shapes import number_shape

_STAMP = re.compile(
    r"(?P<day>.*?[0-9.])(?:T|,? +(?:(?:kl\.?|at|um) ?)?)"
    r"(?P<time>[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]{1,9})?)?(?: ?[AP]\.?M\.?)?(?: Uhr)?)"
    r" ?(?P<zone>Z|UTC|GMT|CES?T|[+-][0-9]{2}:?(?:[0-9]{2})?)?",
    re.IGNORECASE,
)
_MIDNIGHT = re.compile(r"0{1,2}[:.]00(?:[:.]00(?:[.,]0+)?)?")
_UTC = re.compile(r"Z|UTC|GMT|[+]00:?(?:00)?", re.IGNORECASE)
_NORDIC_MIDNIGHT = re.compile(r"2[23]:00(?::00(?:\.0+)?)?")
_LONGEST = 60


@dataclass(frozen=True)
class Days:
    """A column without its times of day."""

    column: Distinct
    """The rows and cells as found, but distinct by day: `cells` holds the text of the day, trimmed, or the stored date or number."""
    timed: pd.Series
    """The cells that lost more than a midnight."""
    evenings: pd.Series
    """The cells whose moment is midnight in Denmark, Norway, Sweden or Germany, written in UTC: the evening before."""


@dataclass(frozen=True)
class _Cut:
    """Where the day of all texts of one shape ends, and what comes after it."""

    end: int | None
    time: slice
    timed: bool
    in_utc: bool


_NO_TIME = _Cut(None, slice(0), False, False)


def without_times(cells: pd.Series) -> Days:
    """Return the days of a column; 1,000,000 moments are soon few days. No day is shifted, whatever zone is written behind it."""
    column = Distinct.of(cells)
    days = np.empty(len(column.cells), dtype=object)
    cuts: dict[str, _Cut] = {}
    timed: list[int] = []
    in_utc: list[int] = []
    for place, cell in enumerate(column.cells):
        if isinstance(cell, str):
            shape = number_shape(text := trimmed(cell))
            cut = cuts.get(shape) or cuts.setdefault(shape, _cut(shape))
            days[place] = text[: cut.end]
            if cut.timed:
                timed.append(place)
            if cut.in_utc:
                in_utc.append(place)
        elif isinstance(cell, dt.datetime):
            days[place] = cell.date()
            if cell.time() != dt.time():
                timed.append(place)
        else:
            days[place] = cell
    codes, distinct = pd.factorize(days)
    by_day = Distinct(cells, distinct, np.where(column.codes < 0, -1, codes[column.codes]) if len(codes) else column.codes)
    return Days(by_day, column.rows(timed), column.rows(_evenings(column, in_utc, cuts)))


def _cut(shape: str) -> _Cut:
    match = _STAMP.fullmatch(shape) if len(shape) <= _LONGEST else None
    if match is None:
        return _NO_TIME
    timed = bool(match["zone"]) or not _MIDNIGHT.fullmatch(match["time"])
    return _Cut(match.end("day"), slice(*match.span("time")), timed, match["zone"] is not None and bool(_UTC.fullmatch(match["zone"])))


def _evenings(column: Distinct, in_utc: list[int], cuts: Mapping[str, _Cut]) -> list[int]:
    """Return the moments at 22 or 23 o'clock sharp in UTC, where all moments of the column are such; at all hours they mean nothing."""
    texts = [(place, trimmed(column.cells[place])) for place in in_utc]
    evenings = [place for place, text in texts if _NORDIC_MIDNIGHT.fullmatch(text[cuts[number_shape(text)].time])]
    return evenings if len(evenings) == len(in_utc) else []
