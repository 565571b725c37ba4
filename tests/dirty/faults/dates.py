"""C09–C11, A18: how dates are spelled."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from random import Random

from ..draft import Draft, UnfitError, chosen
from ..spelling import DateStyle
from ..truth import PERIOD_BEGIN, PERIOD_END, Unreadable
from .fault import CELLS, STYLE, TEXT, TRUTH, WORKBOOK, Befall, fault

_MONTHS = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}
_SHORT = {
    "da": "jan feb mar apr maj jun jul aug sep okt nov dec",
    "nb": "jan feb mar apr mai jun jul aug sep okt nov des",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}

Spelled = Callable[[dt.date], str]


def _pattern(pattern: str) -> Spelled:
    return lambda day: day.strftime(pattern)


def _long(language: str, form: str) -> Spelled:
    names = _MONTHS[language].split()
    return lambda day: form.format(day=day.day, month=names[day.month - 1], year=day.year)


def _abbreviated(language: str, form: str) -> Spelled:
    names = _SHORT[language].split()
    return lambda day: form.format(day=day.day, month=names[day.month - 1], year=day.year, yy=day.year % 100)


def _american(day: dt.date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


_STYLES = {
    "C09.compact": DateStyle(_pattern("%Y%m%d")),
    "C09.day_month_year": DateStyle(_pattern("%d-%m-%Y"), short=True),
    "C09.dotted": DateStyle(_pattern("%d.%m.%Y")),
    "C09.slashed_day_first": DateStyle(_pattern("%d/%m/%Y"), short=True),
    "C09.month_first": DateStyle(_american, short=True),
    "C09.dotted_without_zeros": DateStyle(lambda day: f"{day.day}.{day.month}.{day.year}"),
    "C09.year_with_slashes": DateStyle(_pattern("%Y/%m/%d")),
    "C09.month_names_da": DateStyle(_long("da", "{day}. {month} {year}")),
    "C09.month_names_sv": DateStyle(_long("sv", "{day} {month} {year}")),
    "C09.month_names_de": DateStyle(_long("de", "{day}. {month} {year}")),
    "C09.month_names_en": DateStyle(_long("en", "{month} {day}, {year}")),
    "C09.short_months_da": DateStyle(_abbreviated("da", "{day:02d}-{month}-{year}")),
    "C09.short_months_nb": DateStyle(_abbreviated("nb", "{day}. {month}. {year}")),
    "C09.short_months_en": DateStyle(_abbreviated("en", "{month} {day}, {year}")),
    "C10.two_digit_year_dotted": DateStyle(_pattern("%d.%m.%y"), short=True),
    "C10.short_month_two_digit_year": DateStyle(_abbreviated("da", "{day:02d}-{month}-{yy:02d}")),
    "C11.with_time": DateStyle(_pattern("%Y-%m-%d 23:30:00")),
    "C11.day_first_with_time": DateStyle(_pattern("%d-%m-%Y 00:15"), short=True),
    "C11.with_zone": DateStyle(_pattern("%Y-%m-%dT23:30:00+02:00")),
    "C11.universal_time": DateStyle(_pattern("%Y-%m-%dT22:00:00Z")),
}


def _styled(style: DateStyle, question: bool = False) -> Befall:
    def befall(draft: Draft, _: Random) -> Draft:
        return replace(draft, dates=style).asks("may" if question else "none")

    return befall


for _name, _style in _STYLES.items():
    _demand = "iso-8859-15" if _name.endswith("_de") else None
    fault(_name, "date_style", STYLE, holds=("transactions",), encoding=_demand)(_styled(_style, question="two_digit" in _name))


@fault("C09.only_small_days", "date_style", TRUTH, holds=("transactions",), clashes=("date_cells",))
def only_small_days(draft: Draft, rng: Random) -> Draft:
    """Every day is below 13 and differs from the month: no one can know which is which."""
    days = [day for day in _all_days() if day.day <= 12 and day.day != day.month]
    records = tuple({**record, "date": rng.choice(days)} for record in draft.company.records)
    form = rng.choice(("%d-%m-%Y", "%m/%d/%Y", "%d/%m/%Y", "%m-%d-%Y"))
    return replace(draft.with_records(records), dates=DateStyle(_pattern(form), short=True)).asks("must", "SEG-C09")


@fault("C10.two_digit_year_dashed", "date_style", STYLE, holds=("transactions",))
def two_digit_year(draft: Draft, rng: Random) -> Draft:
    """05-03-26: which of the three is the year only the column can tell, and not always."""
    form = rng.choice(("%d-%m-%y", "%d/%m/%y", "%y-%m-%d"))
    return replace(draft, dates=DateStyle(_pattern(form), short=True)).asks("may")


@fault("C09.month_only", "date_style", TRUTH, holds=("transactions",))
def month_only(draft: Draft, _: Random) -> Draft:
    """202604 is read as the first of the month."""
    records = tuple({**record, "date": _date(record["date"]).replace(day=1)} for record in draft.company.records)
    return replace(draft.with_records(records), dates=DateStyle(_pattern("%Y%m")))


@fault("C09.iso_week", "date_style", TRUTH, holds=("transactions",))
def iso_week(draft: Draft, _: Random) -> Draft:
    """2026-W14 is read as the Monday of the week."""
    mondays = [_date(record["date"]) - dt.timedelta(days=_date(record["date"]).weekday()) for record in draft.company.records]
    records = tuple({**record, "date": monday} for record, monday in zip(draft.company.records, mondays, strict=True))
    return replace(draft.with_records(records), dates=DateStyle(_pattern("%G-W%V")))


_SERIAL_ZERO = dt.date(1899, 12, 30)


@fault("A18.serials_as_text", "date_style", STYLE, media=TEXT, holds=("transactions",), clashes=("date_cells",))
def serials(draft: Draft, _: Random) -> Draft:
    """Excel's own day numbers, such as 43831, in a column of dates."""
    return replace(draft, dates=DateStyle(lambda day: str((day - _SERIAL_ZERO).days))).asks("may")


@fault("A18.serials_as_numbers", "date_cells", CELLS, media=WORKBOOK, holds=("transactions",), clashes=("date_style",))
def serial_numbers(draft: Draft, _: Random) -> Draft:
    """The date format was lost: the sheet shows 46023."""
    for at in draft.records():
        draft = draft.with_cell(at, "date", float((_date(draft.value(at, "date")) - _SERIAL_ZERO).days))
    return draft.asks("may")


@fault("C10.sentinels", "date_cells", CELLS, holds=("transactions",))
def sentinels(draft: Draft, rng: Random) -> Draft:
    """Days that mean 'no date': the line has none, and its money is not in the period."""
    if draft.dates is None:
        raise UnfitError
    for at in chosen(draft, rng, most=2):
        text = rng.choice(("00-00-0000", "0000-00-00", "9999-12-31", "1753-01-01"))
        draft = draft.with_value(at, "date", None).with_cell(at, "date", text)
    return draft


@fault("C10.impossible_days", "date_cells", CELLS, holds=("transactions",))
def impossible(draft: Draft, rng: Random) -> Draft:
    if draft.dates is None:
        raise UnfitError
    for at in chosen(draft, rng, most=2):
        draft = draft.with_value(at, "date", Unreadable(rng.choice(("2025-02-29", "2026-06-31", "2025-13-01", "ukendt"))))
    return draft


@fault("C09.some_iso", "date_cells", CELLS, holds=("transactions",))
def some_iso(draft: Draft, rng: Random) -> Draft:
    """A few dates of the column are ISO dates."""
    if draft.dates is None:
        raise UnfitError
    for at in chosen(draft, rng):
        draft = draft.with_cell(at, "date", _date(draft.value(at, "date")).isoformat())
    return draft


@fault("C09.other_order_in_some_cells", "date_cells", CELLS, holds=("transactions",), clashes=("date_style",))
def other_order(draft: Draft, rng: Random) -> Draft:
    """Day first, but for a few cells with the month first whose day is above 12: they cannot be dates of this column."""
    if draft.medium == "workbook":
        raise UnfitError
    day_first = DateStyle(_pattern("%d-%m-%Y"))
    for at in draft.records():
        draft = draft.with_cell(at, "date", day_first.spelled(_date(draft.value(at, "date"))))
    lines = chosen(draft, rng, most=2)
    certain = [at for at in draft.records() if _date(draft.value(at, "date")).day > 12 and at not in lines]
    if len(certain) < 3:
        raise UnfitError
    for at in lines:
        draft = draft.with_value(at, "date", rng.choice([day for day in _all_days() if day.day > 12]))
        draft = draft.with_cell(at, "date", _date(draft.value(at, "date")).strftime("%m-%d-%Y"))
    return draft.asks("may")


@fault("D05.outside_the_period", "date_values", TRUTH, holds=("transactions",), clashes=("date_style", "date_cells"))
def outside(draft: Draft, rng: Random) -> Draft:
    """The day before the period and the day after do not count; both its ends do."""
    day = dt.timedelta(days=1)
    ends = [PERIOD_BEGIN - day, PERIOD_BEGIN, PERIOD_END, PERIOD_END + day]
    records = list(draft.company.records)
    for index, end in zip(rng.sample(range(len(records)), 4), ends, strict=True):
        records[index] = {**records[index], "date": end}
    return draft.with_records(tuple(records))


def _all_days() -> list[dt.date]:
    return [PERIOD_BEGIN + dt.timedelta(days=i) for i in range((PERIOD_END - PERIOD_BEGIN).days + 1)]


def _date(value: object) -> dt.date:
    if not isinstance(value, dt.date):
        raise UnfitError
    return value
