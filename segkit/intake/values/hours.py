"""Hours: a number, a time such as 1:30, or words such as 90 min. What is unambiguous is read; the rest is asked as for any number."""

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from segkit.intake.values.column import ReadColumn, trimmed
from segkit.intake.values.numbers import read_numbers

MOST_DECIMALS = Decimal("0.000001")
"""Hours made from minutes and seconds are exact to far below a second."""

_HOURS = r"(?:h|hrs?|hours?|t|time|timer|tim|timme|timmar|std|stunden?)\.?"
_MINUTES = r"(?:m|min|mins|minutes?|minutt(?:er)?|minut(?:er)?|minuten?)\.?"
_CLOCK = re.compile(r"(?P<sign>-)?(?P<hours>\d{1,5}):(?P<minutes>[0-5]\d)(?::(?P<seconds>[0-5]\d))?")
_WORDED = re.compile(
    rf"(?P<sign>-)?(?:(?P<hours>\d{{1,5}}(?:[.,]\d{{1,2}})?)\s*{_HOURS})?\s*(?:(?P<minutes>\d{{1,6}})\s*{_MINUTES})?",
    re.IGNORECASE,
)


def read_hours(cells: pd.Series, decimal: str | None = None) -> ReadColumn:
    """Return the cells as exact hours: 1,5 and 1:30 and 90 min are all 1.5.

    Numbers are read as `read_numbers` does, with the same questions; a text that is neither number nor time is bad. Raises nothing.
    """
    texts = cells[cells.map(lambda cell: isinstance(cell, str))]
    times = {text: hours for text in texts.unique() if (hours := hours_of(text)) is not None}
    said = cells.isin(times)
    read = _without_money(read_numbers(cells.mask(said, "") if said.any() else cells, decimal), cells)
    if not said.any():
        return read
    spoken = cells[said]
    values = read.values.copy()
    values.loc[spoken.index] = spoken.map(times).astype(object)
    return replace(read, values=values, changed={**read.changed, "clock": spoken})


def _without_money(read: ReadColumn, cells: pd.Series) -> ReadColumn:
    """Return the column with amounts of money among the cells that cannot be read: 30 SEK are no hours."""
    money = cells[cells.index.isin([row for amounts in read.foreign.values() for row in amounts.index])]
    if money.empty:
        return read
    told = pd.concat([read.bad_kinds.get("bad_numbers", read.bad.iloc[:0]), money])
    return replace(read, foreign={}, bad=pd.concat([read.bad, money]), bad_kinds={**read.bad_kinds, "bad_numbers": told})


def is_time(text: str) -> bool:
    """Return whether a text is a length of time, such as 1:30 or 90 min."""
    return hours_of(text) is not None


def hours_of(text: str) -> Decimal | None:
    """Return the hours that a text says with a colon or with words; None for a plain number and for anything else."""
    short = trimmed(text)
    if not short or short[-1:].isdigit() == (":" not in short):
        return None
    found = _CLOCK.fullmatch(short) or _WORDED.fullmatch(short)
    if found is None or (found["hours"] is None and found["minutes"] is None):
        return None
    if found["hours"] is not None and found["minutes"] is not None and (not found["hours"].isdigit() or int(found["minutes"]) > 59):
        return None  # 1,5 t 30 min and 1 t 90 min say two things at once
    seconds = Decimal((found["hours"] or "0").replace(",", ".")) * 3600 + int(found["minutes"] or 0) * 60
    seconds += int(found.groupdict().get("seconds") or 0)
    return in_hours(-seconds if found["sign"] else seconds, 3600)


def in_hours(amount: Decimal, to_the_hour: int) -> Decimal:
    """Return an amount of minutes (60 to the hour) or seconds (3600) as hours of six decimals at most, half up."""
    hours = (amount / to_the_hour).quantize(MOST_DECIMALS, ROUND_HALF_UP)
    return hours.quantize(Decimal(1)) if hours == hours.to_integral_value() else hours.normalize()
