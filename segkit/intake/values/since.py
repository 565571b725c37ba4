"""Years and dates from which something holds: "2014" alone, or a date; both are kept as text, the date as 2014-03-01."""

from typing import Literal

import pandas as pd

from segkit.intake.source_table import Cell
from segkit.intake.values.column import ReadColumn
from segkit.intake.values.dates import read_dates

EARLIEST, LATEST = 1500, 2200
"""Numbers of four figures between these are years."""


def read_since(cells: pd.Series, order: Literal["dmy", "mdy", "ymd"] | None = None) -> ReadColumn:
    """Return the cells as "2014" or "2014-03-01"; what is neither a year nor a date is bad. Dates are decided as read_dates does."""
    years = cells.map(_year)
    rest = cells[years.isna()]
    read = read_dates(rest, order)
    days = read.values.map(lambda day: None if day is None else day.isoformat())
    values = years.astype(object)
    values[rest.index] = days.to_numpy(dtype=object)
    values = values.where(values.notna(), None)
    return ReadColumn(
        values, read.bad, read.undecided, read.decision, read.changed, doubts=read.doubts, bad_kinds=read.bad_kinds, question=read.question
    )


def _year(cell: Cell) -> str | None:
    text = str(int(cell)) if isinstance(cell, (int, float)) and float(cell).is_integer() else str(cell).strip()
    return text if text.isdecimal() and len(text) == len("2014") and EARLIEST <= int(text) <= LATEST else None
