"""What one written date can mean: the day in each order of day, month and year in which it is a real day."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from segkit.intake.values.months import MONTHS

Order = Literal["dmy", "mdy", "ymd"]
ORDERS: tuple[Order, ...] = ("dmy", "mdy", "ymd")

SENTINELS = frozenset(
    {
        dt.date(1, 1, 1),
        dt.date(1753, 1, 1),
        dt.date(1899, 12, 30),
        dt.date(1899, 12, 31),
        dt.date(1900, 1, 1),
        dt.date(2999, 12, 31),
        dt.date(9999, 12, 31),
    }
)
"""Days that systems write where there is no date."""

_FIRST_OF_1900S = 69
"""Two-digit years from here on are 19xx, those below 20xx, as POSIX and most spreadsheets have it."""

_LETTERS = r"[^\W\d_]+"
_WEEK_WORDS = r"(?:uge|uke|vecka|v|kw|woche|week|w)\.?"
_YEAR_FIRST = re.compile(r"([0-9]{4})([-./ ])([0-9]{1,2})\2([0-9]{1,2})")
_SHORT = re.compile(r"([0-9]{1,2})([-./ ])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_DAY_NAME_YEAR = re.compile(rf"(?:den )?([0-9]{{1,2}})(?:\.|st|nd|rd|th)?[-/ ]*({_LETTERS})\.?[-/, ]*([0-9]{{4}}|[0-9]{{2}})")
_NAME_DAY_YEAR = re.compile(rf"({_LETTERS})\.?[- ]*([0-9]{{1,2}})(?:\.|st|nd|rd|th)?[-, ]+([0-9]{{4}})")
_YEAR_NAME_DAY = re.compile(rf"([0-9]{{4}})[-/ ]({_LETTERS})\.?[-/ ]([0-9]{{1,2}})")
_NAME_YEAR = re.compile(rf"({_LETTERS})\.?[-/, ]*([0-9]{{4}})")
_YEAR_MONTH = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[-./]([0-9]{4})")
_YEAR_WEEK = re.compile(rf"([0-9]{{4}})[-/ ]*{_WEEK_WORDS}[- ]*([0-9]{{1,2}})(?:-?([1-7]))?")
_WEEK_YEAR = re.compile(rf"{_WEEK_WORDS} *([0-9]{{1,2}})[-/, ]+([0-9]{{4}})")
_NO_DATE = re.compile(r"0{1,4}([-./ ]?)0{1,2}\1(?:0{4}|00)")


@dataclass(frozen=True)
class Meaning:
    """What a text can mean as a date. No reading at all: it is none, or a day that never was."""

    readings: Mapping[Order, dt.date] = field(default_factory=dict)
    rule: str | None = None
    """The key of RULES for how it is read, where it is more than typing."""
    month: dt.date | None = None
    """The first of the month, where six digits can also be year and month."""
    sentinel: bool = False
    """It says that there is no date, in zeros."""

    def plausible(self, horizon: dt.date) -> dict[Order, dt.date]:
        """Return the readings that speak for an order; a year of two digits that would lie after the horizon does not."""
        if self.rule != "short_year":
            return dict(self.readings)
        return {order: day for order, day in self.readings.items() if day <= horizon}


NO_MEANING = Meaning()


def meaning_of(text: str) -> Meaning:
    """Return what a text without time of day, trimmed, can mean."""
    if _NO_DATE.fullmatch(text):
        return Meaning(sentinel=True)
    if text.isascii() and text.isdigit():
        return _digits(text)
    plain = unicodedata.normalize("NFC", text).casefold()
    for pattern, meaning in _FORMS:
        if match := pattern.fullmatch(plain):
            return meaning(match)
    return NO_MEANING


def _digits(text: str) -> Meaning:
    """20260630, 30062026, 300626 and 202604: eight digits are never both year first and year last within 1900 to 2100."""
    if len(text) == 8:
        day = _day(text[:4], text[4:6], text[6:])
        return _sure(day) if day and (1900 <= day.year <= 2100 or day in SENTINELS) else _short(text[:2], text[2:4], text[4:])
    if len(text) == 6:
        short = _short(text[:2], text[2:4], text[4:])
        month = _day(text[:4], text[4:], "1") if 1900 <= int(text[:4]) <= 2100 else None
        return Meaning(short.readings, short.rule, month)
    return NO_MEANING


def _short(first: str, second: str, last: str) -> Meaning:
    days = {"dmy": _day(last, second, first), "mdy": _day(last, first, second)}
    if len(last) == 2:
        days["ymd"] = _day(first.zfill(2), second, last)
    readings = {order: day for order in ORDERS if (day := days.get(order)) is not None}
    return Meaning(readings, "short_year" if len(last) == 2 else None)


def _sure(day: dt.date | None, rule: str | None = None) -> Meaning:
    return Meaning(dict.fromkeys(ORDERS, day), rule) if day else NO_MEANING


def _month(name: str) -> str:
    return str(MONTHS.get(name, 0))


def _day(year: str, month: str, day: str) -> dt.date | None:
    """Return the day, or None when it never was."""
    full = int(year)
    if len(year) == 2:
        full += 1900 if full >= _FIRST_OF_1900S else 2000
    return _or_none(partial(dt.date, full, int(month), int(day)))


def _week(year: str, week: str, weekday: str) -> dt.date | None:
    return _or_none(partial(dt.date.fromisocalendar, int(year), int(week), int(weekday)))


def _or_none(made: "partial[dt.date]") -> dt.date | None:
    try:
        return made()
    except ValueError:
        return None


_Meant = Callable[[re.Match[str]], Meaning]

_FORMS: tuple[tuple[re.Pattern[str], _Meant], ...] = (
    (_SHORT, lambda match: _short(match[1], match[3], match[4])),
    (_YEAR_FIRST, lambda match: _sure(_day(match[1], match[3], match[4]))),
    (_YEAR_MONTH, lambda match: _sure(_day(match[1], match[2], "1"), "month")),
    (_MONTH_YEAR, lambda match: _sure(_day(match[2], match[1], "1"), "month")),
    (_YEAR_WEEK, lambda match: _sure(_week(match[1], match[2], match[3] or "1"), None if match[3] else "week")),
    (_WEEK_YEAR, lambda match: _sure(_week(match[2], match[1], "1"), "week")),
    (_DAY_NAME_YEAR, lambda match: _sure(_day(match[3], _month(match[2]), match[1]), "short_year" if len(match[3]) == 2 else None)),
    (_NAME_DAY_YEAR, lambda match: _sure(_day(match[3], _month(match[1]), match[2]))),
    (_YEAR_NAME_DAY, lambda match: _sure(_day(match[1], _month(match[2]), match[3]))),
    (_NAME_YEAR, lambda match: _sure(_day(match[2], _month(match[1]), "1"), "month")),
)
"""Each way of writing a date, in small letters, and what it means; no text fits two of them."""
