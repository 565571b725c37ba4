"""Dates: the column, not the cell, decides whether day, month or year comes first; the day is never shifted."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

import pandas as pd

from segkit.intake.values.column import Distinct, ReadColumn, unread
from segkit.intake.values.days import NO_MEANING, SENTINELS, Meaning, Order, meaning_of
from segkit.intake.values.figures import stored_number
from segkit.intake.values.ids import plain_text
from segkit.intake.values.orders import ColumnOrder, column_order
from segkit.intake.values.stamps import Days, without_times

_EXCEL_BEGINS = dt.date(1899, 12, 30)
_SERIALS = range(20_000, 60_001)
"""Day numbers from October 1954 to April 2064; any other number is no date of business."""
_SERIAL = re.compile(r"[1-9][0-9]{4}(?:[.,][0-9]+)?")
_ODD_BEFORE = 1900
_ODD_AHEAD = dt.timedelta(days=366)


def read_dates(
    cells: pd.Series, order: Literal["dmy", "mdy", "ymd", "serial"] | None = None, *, today: dt.date | None = None
) -> ReadColumn:
    """Return the cells as dates: 2026-06-30, 20260630, 30-06-26, 6/30/2026, 30. juni 2026, 202604, 2026-W14, each with or without a time.

    Which figure is day, month or year is decided by the cells that leave no choice; where there are none, the column is undecided,
    and where they disagree the rarer order is bad, as is every cell that the orders read differently. Excel's day numbers are read
    beside written dates only, or where `order` is "serial". Days that stand for no date (31-12-9999) become None. A date before
    1900 or more than a year after `today` (that of the computer) is read and doubted. Raises nothing.
    """
    today = today or dt.date.today()
    without = without_times(cells)
    column = without.column
    stored, serials, texts, unreadable = _sorted_out(column)
    meanings = {place: meaning_of(text) for place, text in texts.items()}
    told = None if order == "serial" else order
    months = _six_digits(column, meanings, told)
    if isinstance(months, int):
        return unread(column, "undecided_dates", column.cells[months])
    chosen = column_order(column, {**meanings, **dict.fromkeys(months, NO_MEANING)}, told, today + _ODD_AHEAD)
    if not isinstance(chosen, ColumnOrder):
        return unread(column, "undecided_dates", column.cells[chosen])
    reading = _Reading(without, today)
    reading.bad["bad_dates"] += unreadable
    reading.days |= stored
    reading.read_texts(meanings, months, chosen)
    if not reading.read_serials(serials, told_so=order == "serial"):
        return unread(column, "undecided_serials", column.cells[min(serials)])
    return reading.column_of(chosen)


@dataclass
class _Reading:
    """What becomes of each distinct cell once the order is chosen."""

    without: Days
    today: dt.date
    days: dict[int, dt.date] = field(default_factory=dict)
    bad: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    changed: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def read_texts(self, meanings: Mapping[int, Meaning], months: Mapping[int, dt.date | None], order: ColumnOrder) -> None:
        for place, meaning in meanings.items():
            month = months.get(place)
            day = month if place in months else order.day(meaning)
            if meaning.sentinel:
                self.changed["sentinel_date"].append(place)
            elif day is None:
                self.bad["mixed_dates" if place in months or meaning.plausible(self.horizon) else "bad_dates"].append(place)
            else:
                self.days[place] = day
                if rule := "month" if month else meaning.rule:
                    self.changed[rule].append(place)

    def read_serials(self, serials: Mapping[int, Decimal], *, told_so: bool) -> bool:
        """Read Excel's day numbers; False where nothing says that they are days: no date beside them, or a number that is none."""
        days = {place: int(number) for place, number in serials.items() if int(number) in _SERIALS}
        if days and not told_so and (not self.days or len(days) < len(serials)):
            return False
        self.days |= {place: _EXCEL_BEGINS + dt.timedelta(days=number) for place, number in days.items()}
        self.changed["serial"] += days
        self.bad["bad_dates"] += [place for place in serials if place not in days]
        return True

    @property
    def horizon(self) -> dt.date:
        return self.today + _ODD_AHEAD

    def column_of(self, order: ColumnOrder) -> ReadColumn:
        column = self.without.column
        self.changed["sentinel_date"] += [place for place, day in self.days.items() if day in SENTINELS]
        values = {place: day for place, day in self.days.items() if day not in SENTINELS}
        bad = {place for places in self.bad.values() for place in places}
        filled = column.count({*self.days, *self.changed["sentinel_date"], *bad})
        doubts = {
            "odd_dates": column.rows(place for place, day in values.items() if day.year < _ODD_BEFORE or day > self.horizon),
            "evening_dates": self.without.evenings,
        }
        return ReadColumn(
            column.spread(values),
            column.rows(bad),
            decision=order.decision(column, filled - column.count(bad), filled),
            changed=column.by_rule(self.changed) | ({"time_dropped": self.without.timed} if len(self.without.timed) else {}),
            doubts=tuple((kind, cells) for kind, cells in doubts.items() if len(cells)),
            bad_kinds=column.by_rule(self.bad),
        )


def _sorted_out(column: Distinct) -> tuple[dict[int, dt.date], dict[int, Decimal], dict[int, str], list[int]]:
    """Return the dates a workbook stores, the numbers that can be Excel's days, the texts, and the cells that are none of these.

    A stored whole number of six or eight digits is a date written without separators, so it is among the texts.
    """
    dates: dict[int, dt.date] = {}
    serials: dict[int, Decimal] = {}
    texts: dict[int, str] = {}
    none: list[int] = []
    for place, cell in enumerate(column.cells):
        if isinstance(cell, str):
            if _SERIAL.fullmatch(cell):
                serials[place] = Decimal(cell.replace(",", "."))
            elif cell:
                texts[place] = cell
        elif isinstance(cell, dt.date):
            dates[place] = cell
        elif (number := stored_number(cell)) is None:
            none.append(place)
        elif number in {0, 1}:
            dates[place] = _EXCEL_BEGINS + dt.timedelta(days=int(number))  # shown as 00-01-1900 and 01-01-1900: no date at all
        elif number == number.to_integral_value() and len(whole := plain_text(cell)) in {6, 8}:
            texts[place] = whole
        else:
            serials[place] = number
    return dates, serials, texts, none


def _six_digits(column: Distinct, meanings: Mapping[int, Meaning], told: Order | None) -> dict[int, dt.date | None] | int:
    """Return the six-digit cells that are months (202604), with None for those that cannot be told; or a cell to ask about.

    Empty where six digits are days (300626): then the order decides. From 2013 on no month can be taken for a day.
    """
    only_month = [place for place, meaning in meanings.items() if meaning.month and not meaning.readings]
    only_day = [place for place, meaning in meanings.items() if _is_six_digit_day(column.cells[place], meaning)]
    either = [place for place, meaning in meanings.items() if meaning.month and meaning.readings]
    for_month, for_day = column.count(only_month), column.count(only_day)
    if told and not for_month:
        return {}
    if not either and not (for_month and for_day):
        return {place: meanings[place].month for place in only_month}
    if for_month == for_day:
        return min(either + only_month + only_day)
    if for_month > for_day:
        months: dict[int, dt.date | None] = {place: meanings[place].month for place in only_month}
        return months | dict.fromkeys(only_day, None) | {place: None if for_day else meanings[place].month for place in either}
    return dict.fromkeys(only_month + (either if for_month else []), None)


def _is_six_digit_day(cell: object, meaning: Meaning) -> bool:
    return not meaning.month and bool(meaning.readings) and re.fullmatch(r"\s*[0-9]{6}(?:\.0)?\s*", str(cell)) is not None
