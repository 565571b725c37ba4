"""Dates: the column decides the order, no day is shifted, and no day is made up."""

import datetime as dt
import os
import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.intake.source_table import CellError
from segkit.intake.values import read_dates
from segkit.intake.values.months import MONTHS
from segkit.words import Words

TODAY = dt.date(2026, 11, 22)
JUNE_30 = dt.date(2026, 6, 30)


def column(*cells: object) -> pd.Series:
    return pd.Series(list(cells), dtype=object)


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["2026-06-30", "2026-01-02"], dt.date(2026, 6, 30)),
        (["20260630"], dt.date(2026, 6, 30)),
        (["2010-12-01 08:26"], dt.date(2010, 12, 1)),
        (["03-04-2026", "30-06-2026"], dt.date(2026, 4, 3)),
        (["3/4/2026", "6/30/2026"], dt.date(2026, 3, 4)),
        (["03.04.2026"], dt.date(2026, 4, 3)),
        (["03-04-26", "31-12-25"], dt.date(2026, 4, 3)),
        ([dt.date(2026, 6, 30)], dt.date(2026, 6, 30)),
    ],
)
def test_the_column_decides_the_order_of_dates(cells: list[object], first: dt.date):
    """C09: day or month first follows from the cells that leave no choice."""
    assert read_dates(column(*cells), today=TODAY).values.iloc[0] == first


def test_dates_that_can_be_read_two_ways_are_asked_about():
    """C09: where no cell settles the order, nothing is read."""
    assert read_dates(column("03/04/2026", "05/06/2026")).undecided == "03/04/2026"


def test_impossible_dates_are_named():
    """C10: 29 February of a common year is no date."""
    read = read_dates(column("29-02-2025", "28-02-2025"))

    assert list(read.bad) == ["29-02-2025"]


@pytest.mark.parametrize(
    "cell",
    [
        "2026-06-30",
        "2026/6/30",
        "2026.06.30",
        "20260630",
        20260630.0,
        "30062026",
        "30-06-2026",
        "30.06.26",
        "30.6.2026",
        "30 06 2026",
        "6/30/2026",
        "300626",
        "30. juni 2026",
        "den 30. juni 2026",
        "30 Juni 2026",
        "30-jun-26",
        "30/Jun/2026",
        "Jun 30, 2026",
        "June 30th 2026",
        "2026-jun-30",
        "2026-W27-2",
        " 2026-06-30 ",
        "\N{LEFT-TO-RIGHT MARK}2026-06-30",
        dt.date(2026, 6, 30),
        dt.datetime(2026, 6, 30, 23, 59),
        pd.Timestamp("2026-06-30 23:59", tz="America/Los_Angeles"),
        "2026-06-30 08:26",
        "2026-06-30T23:30:00.123Z",
        "30-06-2026 kl. 14.30",
        "6/30/2026 11:59:59 PM",
    ],
)
def test_every_way_of_writing_a_day(cell: object):
    """C09: one day in all the forms in which client systems write it."""
    read = read_dates(column(cell), today=TODAY)

    assert list(read.values) == [JUNE_30]
    assert type(read.values[0]) is dt.date


@pytest.mark.parametrize("name", sorted(MONTHS))
def test_the_months_of_five_languages(name: str):
    """C09: Danish, Swedish, Norwegian, German and English names, whole and short, in any capitals."""
    read = read_dates(column(f"3. {name.title()} 2026", f"3-{name.upper()}-26"), today=TODAY)

    assert list(read.values) == [dt.date(2026, MONTHS[name], 3)] * 2


def test_a_decomposed_umlaut_is_the_same_month():
    """C13: März written as a and two dots is März."""
    assert list(read_dates(column("3. Ma\N{COMBINING DIAERESIS}rz 2026")).values) == [dt.date(2026, 3, 3)]


@pytest.mark.parametrize("cell", ["202604", 202604.0, "2026-04", "04/2026", "april 2026", "Apr. 2026"])
def test_a_month_is_its_first_day_and_says_so(cell: object):
    """C09: 202604 is 1 April 2026, listed among the changes."""
    read = read_dates(column(cell), today=TODAY)

    assert list(read.values) == [dt.date(2026, 4, 1)]
    assert list(read.changed["month"]) == [cell]


@pytest.mark.parametrize(
    "cell", ["2026-W14", "2026W14", "2026 uge 14", "uge 14, 2026", "v.14 2026", "KW 14/2026", "2026 vecka 14", "week 14 2026"]
)
def test_a_week_is_its_monday_and_says_so(cell: str):
    """C09: week 14 of 2026 begins on 30 March."""
    read = read_dates(column(cell), today=TODAY)

    assert list(read.values) == [dt.date(2026, 3, 30)]
    assert list(read.changed["week"]) == [cell]


def test_six_digits_that_can_be_month_or_day_are_asked_about():
    """C09: 201012 is December 2010 or 20 October 2012; 201304 beside it can only be a month."""
    assert read_dates(column("201012", "201011"), today=TODAY).undecided == "201012"
    assert list(read_dates(column("201012", "201304"), today=TODAY).values) == [dt.date(2010, 12, 1), dt.date(2013, 4, 1)]


def test_days_of_excel_beside_dates_are_read():
    """A18: 43831 is 1 January 2020, as text and as a number, and 43890 is 29 February, unmoved by the leap day that 1900 never had."""
    read = read_dates(column("2020-01-02", "43831", 43831.0, 43890.75), today=TODAY)

    assert list(read.values) == [dt.date(2020, 1, 2), dt.date(2020, 1, 1), dt.date(2020, 1, 1), dt.date(2020, 2, 29)]
    assert list(read.changed["serial"].index) == [1, 2, 3]


def test_days_of_excel_alone_are_asked_about():
    """A18: a column of five-digit numbers can be anything; 1904 and 1900 lie four years apart."""
    read = read_dates(column("43831", 43832.0), today=TODAY)

    assert (read.undecided, read.question) == ("43831", "undecided_serials")
    assert list(read_dates(column("43831"), "serial", today=TODAY).values) == [dt.date(2020, 1, 1)]


def test_days_of_excel_beside_other_numbers_are_asked_about():
    """A18: one number that is no date puts all numbers of the column in doubt."""
    assert read_dates(column("2020-01-02", "43831", 7.0), today=TODAY).undecided == "43831"


@pytest.mark.parametrize(
    "day_and_zone", ["2026-03-29T23:30:00+02:00", "2026-03-29T00:00:00+13:00", "2026-03-29 02:30 CET", "2026-03-29T23:59:59.999Z"]
)
def test_the_day_that_was_written_stays(day_and_zone: str):
    """C11: neither a zone nor the night of summer time moves a business date."""
    read = read_dates(column(day_and_zone), today=TODAY)

    assert list(read.values) == [dt.date(2026, 3, 29)]
    assert list(read.changed["time_dropped"]) == [day_and_zone]


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles", "Europe/Copenhagen", "UTC"])
def test_the_zone_of_the_computer_does_not_matter(zone: str):
    """C11: the same days under any TZ."""
    code = (
        "import pandas as pd; from segkit.intake.values import read_dates; "
        "print(*read_dates(pd.Series(['2026-03-29T23:30:00+02:00', '2026-10-25 00:15', pd.Timestamp('2026-01-01')], dtype=object)).values)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "TZ": zone})

    assert done.stdout.split() == ["2026-03-29", "2026-10-25", "2026-01-01"]


def test_midnights_written_in_universal_time_are_doubted():
    """C11: 22 and 23 o'clock in UTC on every row are midnights of the next day here; one noon among them says otherwise."""
    midnights = ["2026-03-28T23:00:00Z", "2026-06-30T22:00:00Z"]
    read = read_dates(column(*midnights), today=TODAY)

    assert [(kind, list(cells)) for kind, cells in read.doubts] == [("evening_dates", midnights)]
    assert read_dates(column(*midnights, "2026-03-28T12:00:00Z"), today=TODAY).doubts == ()


def test_a_midnight_is_not_worth_telling():
    """C11: 00:00:00 is how systems write a date."""
    assert read_dates(column("2026-06-30 00:00:00", dt.datetime(2026, 6, 30)), today=TODAY).changed == {}


@pytest.mark.parametrize(
    "cell",
    [
        "00-00-0000",
        "0000-00-00",
        "00000000",
        "31-12-9999",
        "9999-12-31",
        "99991231",
        "01-01-1900",
        "1900-01-01 00:00",
        "1753-01-01",
        "0001-01-01",
        dt.date(1900, 1, 1),
        0.0,
    ],
)
def test_a_date_that_stands_for_none_is_empty_and_counted(cell: object):
    """C10: sentinel dates become empty, are not bad, and can be counted."""
    read = read_dates(column(cell, "2026-06-30"), today=TODAY)

    assert list(read.values) == [None, JUNE_30]
    assert list(read.changed["sentinel_date"]) == [cell]
    assert read.bad.empty


@pytest.mark.parametrize(
    "cell",
    [
        "29-02-2025",
        "31-06-2025",
        "2025-02-29",
        "32-01-2025",
        "2025-13-01",
        "30. februar 2025",
        "2026-W54",
        "30. foobar 2026",
        "NA",
        "ukendt",
        12.0,
        CellError("#N/A"),
    ],
)
def test_a_day_that_never_was_is_bad(cell: object):
    """C10: an impossible day is never moved to a possible one."""
    read = read_dates(column(cell, "28-02-2025"), today=TODAY)

    assert list(read.bad) == [cell]
    assert list(read.values) == [None, dt.date(2025, 2, 28)]


def test_in_a_mixed_column_nothing_is_swapped():
    """C09: the rarer order is bad, and so is the date that the two orders read differently; 03/03 is the same in both."""
    read = read_dates(column("31/12/2025", "30/12/2025", "12/31/2025", "03/04/2026", "03/03/2026"), today=TODAY)

    assert list(read.values) == [dt.date(2025, 12, 31), dt.date(2025, 12, 30), None, None, dt.date(2026, 3, 3)]
    assert list(read.bad_kinds["mixed_dates"]) == ["12/31/2025", "03/04/2026"]


def test_as_many_days_first_as_months_first_are_asked_about():
    """C09: one against one is no majority."""
    assert read_dates(column("31/12/2025", "12/31/2025"), today=TODAY).undecided == "31/12/2025"


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["26-06-25", "25-12-31"], [dt.date(2026, 6, 25), dt.date(2025, 12, 31)]),
        (["25-06-26", "31-12-25"], [dt.date(2026, 6, 25), dt.date(2025, 12, 31)]),
        (["99-06-25"], [dt.date(1999, 6, 25)]),
        (["25.06.26"], [dt.date(2026, 6, 25)]),
    ],
)
def test_years_of_two_digits_follow_the_column(cells: list[str], days: list[dt.date]):
    """C09, C10: year first or last is told by the cells that would else lie years ahead, and by dots."""
    assert list(read_dates(column(*cells), today=TODAY).values) == days


def test_years_of_two_digits_that_can_be_days_are_asked_about():
    """C09: 26-06-25 alone is 2025 or 2026."""
    assert read_dates(column("26-06-25", "24-06-25"), today=TODAY).undecided == "26-06-25"


def test_the_century_of_two_digits():
    """C10: 68 is 2068, 69 is 1969, and the cells say that a guess was made."""
    read = read_dates(column("13-01-68", "13-01-69"), "dmy", today=TODAY)

    assert list(read.values) == [dt.date(2068, 1, 13), dt.date(1969, 1, 13)]
    assert list(read.changed["short_year"]) == ["13-01-68", "13-01-69"]


def test_a_date_far_ahead_or_long_ago_is_doubted():
    """C10: it is read, and asked about; exactly a year ahead is not."""
    read = read_dates(column("2027-11-23", "2027-11-24", "0206-06-30", "2026-06-30"), today=TODAY)

    assert read.bad.empty
    assert [(kind, list(cells)) for kind, cells in read.doubts] == [("odd_dates", ["2027-11-24", "0206-06-30"])]


def test_the_order_shows_its_evidence():
    """C09: the row and the text that decided, and how many cells agree."""
    cells = pd.Series(["03-04-2026", "30-06-2026", "ukendt", ""], index=[2, 3, 4, 5], dtype=object)
    decision = read_dates(cells, today=TODAY).decision

    assert decision is not None
    assert decision.answer == "dmy"
    assert decision.evidence(Words("en")) == "'30-06-2026' on row 3 can only be day first; 2 of 3 cells fit."


@given(
    st.lists(st.dates(dt.date(1995, 1, 1), dt.date(2026, 11, 22)), min_size=1, max_size=40),
    st.sampled_from(
        [
            "%d-%m-%Y",
            "%m/%d/%Y",
            "%Y-%m-%d",
            "%Y%m%d",
            "%d.%m.%y",
            "%d%m%Y",
            "%y-%m-%d",
            "%d-%m-%y",
            "%d. %B %Y",
            "%Y-W%V-%u",
            "%d-%m-%Y %H:%M:%S",
        ]
    ),
)
def test_written_dates_come_back_or_are_asked_about(days: list[dt.date], form: str):
    """C09: any list of days in any form comes back exactly, or nothing of it is read; none is swapped."""
    written = [day.strftime(form.replace("%Y", f"{day.isocalendar()[0] if '%V' in form else day.year}")) for day in days]
    read = read_dates(column(*written), today=TODAY)

    assert list(read.values) == (days if read.undecided is None else [None] * len(days))


@given(st.lists(st.dates(dt.date(2013, 1, 1), dt.date(2026, 11, 22)), min_size=1, max_size=40), st.sampled_from(["dmy", "mdy", "ymd"]))
def test_a_told_order_leaves_nothing_to_ask(days: list[dt.date], order: str):
    """C09: what a person has said is not asked again, and every day comes back."""
    forms = {"dmy": "%d/%m/%y", "mdy": "%m/%d/%y", "ymd": "%y/%m/%d"}
    read = read_dates(column(*[day.strftime(forms[order]) for day in days]), order, today=TODAY)  # type: ignore[arg-type]

    assert list(read.values) == days
