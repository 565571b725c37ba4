"""The figures of a quick look: which months, who grows and who leaves, who falls silent; and the known figures of real ledgers."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from unittest import mock

import pytest
from conftest import HERE
from lanes import described
from ledgers import TODAY, looked, monthly, write

from segkit.intake import Source
from segkit.intake.columns import read_source
from segkit.intake.ledger import LargeFile, head
from segkit.intake.ledger import large as big
from segkit.intake.ledger.activity import Span, read_activity
from segkit.intake.reading.isolated import isolated
from segkit.intake.settings import Period
from segkit.look import Look, Said, choose
from segkit.look.apart import large_activity
from segkit.look.period import settle
from segkit.look.record import EARLIEST
from segkit.views import look as chapters
from segkit.views import look_charts, look_tables


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def span(first: str, last: str) -> Span:
    return Span(day(first), day(last))


# --- which months -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "months", "period", "before"),
    [
        ("2024-07-01", 24, span("2025-07-01", "2026-06-30"), span("2024-07-01", "2025-06-30")),
        ("2024-01-01", 30, span("2025-07-01", "2026-06-30"), span("2024-07-01", "2025-06-30")),
        ("2024-08-01", 23, span("2025-07-01", "2026-06-30"), None),
        ("2025-07-01", 12, span("2025-07-01", "2026-06-30"), None),
        ("2026-02-01", 5, span("2026-02-01", "2026-06-30"), None),
        ("2026-06-01", 1, span("2026-06-01", "2026-06-30"), None),
    ],
)
def test_the_last_twelve_whole_months_against_the_twelve_before(tmp_path: Path, first: str, months: int, period: Span, before: Span | None):
    """G23: the figures are of the last 12 whole months, held against the 12 before where there are 24; of fewer months, of all."""
    look = looked(write(tmp_path / "salg.csv", monthly("0001", "100,50", day(first), months)))

    assert (look.period, look.windows.before) == (period, before)


def test_a_month_begun_or_broken_off_is_no_whole_month(tmp_path: Path):
    """G23: an export made on the 9th leaves that month out, and a ledger that begins on the 20th begins with the next month."""
    lines = [("0001", day("2026-01-20"), "10,50"), *monthly("0001", "10,50", day("2026-02-01"), 4), ("0001", day("2026-06-09"), "10,50")]
    look = looked(write(tmp_path / "salg.csv", lines))

    assert look.period == span("2026-02-01", "2026-05-31")
    assert look.windows.whole == span("2026-01-20", "2026-06-09")


def test_three_weeks_are_shown_as_the_days_they_are(tmp_path: Path):
    """G23: a ledger without a whole month is shown for its days, and it is said."""
    lines = [("0001", day("2026-07-03"), "100,50"), ("0002", day("2026-07-20"), "100,50")]
    look = looked(write(tmp_path / "salg.csv", lines), language="en")

    assert look.period == span("2026-07-03", "2026-07-20")
    assert "The ledger holds no whole month: the figures are for its days, 3 July 2026 – 20 July 2026." in repr(chapters.summary(look))


def test_one_row_is_a_ledger(tmp_path: Path):
    """G23: one line of one customer gives figures, no chart, and sentences in the singular."""
    look = looked(write(tmp_path / "salg.csv", [("0001", day("2026-07-15"), "1.000,50")]), language="en")
    summary = repr(chapters.summary(look))

    assert look.revenue == 1000.5
    assert "1 customer was invoiced in the period; net of credit notes that comes to €1,001." in summary
    assert "15 July 2026." in summary
    assert "1 customer has revenue: too few to tell." in repr(chapters.concentration(look))
    assert (look_charts.pareto(look), look_charts.months(look), look_charts.moves(look), look_charts.rhythm(look)) == (None,) * 4


def test_only_credit_notes_are_no_revenue(tmp_path: Path):
    """G23: a ledger of nothing but credit notes has no concentration, no rhythm and no table of the largest; nothing stops."""
    lines = [(f"000{i}", day(f"2026-07-0{i}"), "-50,25") for i in range(1, 7)]
    look = looked(write(tmp_path / "salg.csv", lines), language="en")

    assert look.revenue == -301.5
    assert "There is no revenue in the period" in repr(chapters.concentration(look))
    assert "There is no sale in the period, only credit notes." in repr(chapters.rhythm(look))
    assert look_tables.top(look) is None


def test_a_mistyped_year_stands_alone(tmp_path: Path):
    """G23: lines a year or more apart from all others, and lines in the future, are in no figure, and are told."""
    lines = [*monthly("0001", "100,50", day("2025-07-01"), 12), ("0001", day("2006-01-05"), "999,50"), ("0001", day("2027-01-05"), "77,50")]
    look = looked(write(tmp_path / "salg.csv", lines), language="en")
    told = repr(chapters.data(look))

    assert look.revenue == 24 * 100.5
    assert look.windows.whole.begin == day("2025-07-01")
    assert "1 line lies a year or more apart from all others, in Jan 2006: its year may be mistyped; it is in no figure here." in told
    assert "1 line is dated in the future or before 1900 and is set aside." in told


def test_a_month_without_a_line_is_named(tmp_path: Path):
    """G23: a gap in the months is told by its name."""
    lines = [*monthly("0001", "100,50", day("2026-01-01"), 2), *monthly("0001", "100,50", day("2026-04-01"), 3)]
    look = looked(write(tmp_path / "salg.csv", lines), language="en")

    assert look.gaps == (day("2026-03-01"),)
    assert "1 month has not a single line: Mar 2026." in repr(chapters.data(look))


# --- who grows, who leaves --------------------------------------------------------------------------------------------------

BEFORE, NOW = day("2024-07-01"), day("2025-07-01")


@pytest.fixture
def moving(tmp_path: Path) -> Look:
    """Two years of customers who each do one thing; 0009 fills every month."""
    each = {
        "0001": ("1.000,00", "1.100,00"),
        "0002": ("1.000,00", "1.099,99"),
        "0003": ("1.000,00", "900,00"),
        "0004": ("1.000,00", "899,99"),
        "0005": ("", "500,00"),
        "0006": ("500,00", ""),
        "0007": ("500,00", "-100,00"),
        "0008": ("", "-100,00"),
    }
    lines = monthly("0009", "10,00", BEFORE, 24)
    for number, (then, now) in each.items():
        lines += [(number, when, amount) for when, amount in ((day("2025-01-10"), then), (day("2026-01-10"), now)) if amount]
    return looked(write(tmp_path / "salg.csv", lines), language="en")


def test_a_change_on_the_line_earns_the_higher_of_the_two(moving: Look):
    """G23: exactly 10 % more is growing, exactly 10 % less is steady; an øre below is the lower one."""
    moves = dict(zip(moving.customers["customer_id"], moving.customers["move"], strict=True))

    assert [moves[number] for number in ("0001", "0002", "0003", "0004")] == ["growing", "steady", "steady", "shrinking"]


def test_new_and_lost_follow_from_revenue_in_one_year_only(moving: Look):
    """G23: revenue now and none before is new; none left now is lost; a credit note alone is neither."""
    moves = dict(zip(moving.customers["customer_id"], moving.customers["move"], strict=True))

    assert [moves[number] for number in ("0005", "0006", "0007", "0008", "0009")] == ["new", "lost", "lost", "returned", "steady"]


def test_the_table_of_moves_adds_up(moving: Look):
    """G23: the moves sum to the revenue of both years, to the last øre."""
    told = moving.customers[moving.customers["move"].notna()]
    table = look_tables.moves(moving)

    assert table is not None
    assert [row[0] for row in table.rows] == ["Growing", "Steady", "Shrinking", "New", "Lost", "Only credit notes", "Total"]
    assert round(told["revenue"].sum(), 2) == moving.revenue == 4539.98
    assert table.rows[-1] == ("Total", "9", "5,240", "4,540", "-700")


def test_few_customers_are_too_few_to_tell(tmp_path: Path):
    """G23: with four customers nothing is said of moves, concentration and rhythm."""
    lines = [line for i in range(1, 5) for line in monthly(f"000{i}", "100,50", BEFORE, 24)]
    look = looked(write(tmp_path / "salg.csv", lines), language="en")

    assert "4 customers bought in either year: too few to tell." in repr(chapters.trend(look))
    assert "4 customers have revenue: too few to tell." in repr(chapters.concentration(look))
    assert "4 customers ordered in the period: too few to tell." in repr(chapters.rhythm(look))
    assert (look_tables.moves(look), look_charts.moves(look), look_charts.pareto(look)) == (None, None, None)


# --- who falls silent -------------------------------------------------------------------------------------------------------


def test_silence_is_measured_against_the_customers_own_interval(tmp_path: Path):
    """G23: who orders every 20 days is asleep after more than 40; who orders every 60 is not; on the line nobody is."""
    end = day("2026-06-30")
    lines = [*monthly("0009", "10,00", day("2025-07-01"), 12), ("0009", end, "10,00")]
    for number, interval, silent in (("0001", 20, 41), ("0002", 20, 40), ("0003", 60, 60), ("0004", 5, 29), ("0005", 5, 30)):
        last = end - dt.timedelta(days=silent)
        lines += [(number, last - dt.timedelta(days=interval * i), "100,50") for i in range(4)]
    look = looked(write(tmp_path / "salg.csv", lines))

    assert list(look.customers.loc[look.customers["asleep"], "customer_id"]) == ["0001", "0005"]


def test_three_days_with_orders_make_no_interval(tmp_path: Path):
    """G23: a customer seen on three days only is never said to fall asleep."""
    lines = [*monthly("0009", "10,00", day("2025-07-01"), 12), *(("0001", day(f"2025-08-0{i}"), "10,50") for i in (1, 2, 3))]
    look = looked(write(tmp_path / "salg.csv", lines))

    assert not look.customers["asleep"].any()


# --- both lanes -------------------------------------------------------------------------------------------------------------


def in_both_lanes(file: Path, source: Source) -> bool:
    """Return whether a file's activity is the same held by Python and summed from the disk, where Python reads only the first lines."""
    inside = Period(begin=EARLIEST, end=TODAY)
    small = read_activity([read_source(source, file.parent, "DKK")], inside, "DKK", settle)
    with mock.patch.object(head, "LINES", 3), mock.patch.object(big, "BESIDES", 1):
        large = read_activity([LargeFile(source, file)], inside, "DKK", settle)
    return small.windows == large.windows and small.months.equals(large.months) and small.customers.equals(large.customers)


def test_a_large_file_is_summed_to_the_same(tmp_path: Path):
    """G23: the lane of large files gives the same months and customers as the small one."""
    lines = [line for i in range(1, 8) for line in monthly(f"000{i}", f"{i}00,25", BEFORE, 24 - i)]
    file = write(tmp_path / "salg.csv", lines)

    assert in_both_lanes(file, choose(file, Said(), "da").source)


def test_a_large_file_is_summed_in_a_process_apart(tmp_path: Path):
    """G23: what is sent to the process apart can be done there, where no package around it is loaded."""
    file = write(tmp_path / "salg.csv", monthly("0001", "100,25", BEFORE, 24))
    source, inside = choose(file, Said(), "da").source, Period(begin=EARLIEST, end=TODAY)
    here = read_activity([read_source(source, file.parent, "DKK")], inside, "DKK", settle)

    apart = isolated(large_activity, LargeFile(source, file), inside, "DKK", about="salg.csv")

    assert apart.windows == here.windows
    assert apart.customers.equals(here.customers)


def test_a_large_file_of_quantities_and_prices_is_summed_to_the_same(tmp_path: Path):
    """G23: amounts that are products of two headings are added, and told, alike in both lanes."""
    rows = [f"{i % 7:04d};{1 + i % 28:02d}-07-2026;{i % 5};{i},25" for i in range(1, 400)]
    file = tmp_path / "salg.csv"
    file.write_text("\n".join(["Kundenr;Fakturadato;Antal;Stykpris", *rows]) + "\n", encoding="utf-8")
    source = choose(file, Said({"amount": "Antal*Stykpris"}), "da").source
    in_python, from_disk = described(tmp_path, source, "DKK")

    assert in_python == from_disk
    assert "Antal × Stykpris" in repr(in_python)
    assert in_both_lanes(file, source)


# --- real ledgers -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def online_retail(shared_data: Path) -> Look:
    return looked(shared_data / "online_retail" / "online_retail.csv.gz", Said(currency="GBP"), language="en")


def test_online_retail_is_read_and_reconciled(online_retail: Look, shared_data: Path):
    """541,909 lines: 397,884 positive ones of 4,338 customers for 8,911,407.90; 135,080 without customer; 13 months, 12 of them whole."""
    facts = json.loads((shared_data / "online_retail" / "facts.json").read_text(encoding="utf-8"))
    account = {line.what: line for line in online_retail.intake.reconciliation.lines}

    assert account["received"].rows == facts["rows"] == 541909
    assert (account["positive"].rows, account["positive"].customers) == (397884, 4338)
    assert round(account["positive"].amount or 0, 2) == Decimal("8911407.90")
    assert (account["no_customer"].rows, account["negative"].rows) == (facts["missing_customer_id_rows"], 8905)
    assert online_retail.intake.reconciliation.revenue == Decimal("8300065.81")
    assert (online_retail.period, online_retail.windows.before) == (span("2010-12-01", "2011-11-30"), None)


def test_online_retail_is_looked_at(online_retail: Look):
    """The months add up to the revenue used, and the twelve whole ones to that of the customers, but for its rounding per customer."""
    months = dict(zip(online_retail.months["month"], online_retail.months["revenue"], strict=True))
    whole = sum(revenue for month, revenue in months.items() if month < day("2011-12-01"))

    assert round(sum(months.values()), 2) == Decimal("8300065.81")
    assert abs(Decimal(str(online_retail.revenue)) - whole) < Decimal("1")
    assert (len(online_retail.active), online_retail.pareto.buyers, online_retail.pareto.to_80) == (4331, 4277, 1177)
    assert online_retail.gaps == ()


def test_adventureworks_is_held_against_its_year_before():
    """57,851 lines for 77,548,570.20 over three years: 35,129,997 in the last whole year after 27,126,782."""
    look = looked(HERE / "data" / "adventureworks_b2b" / "reseller_sales.csv.gz", Said(currency="USD"), language="en")
    moves = look.customers["move"].value_counts()

    assert look.intake.reconciliation.revenue == Decimal("77548570.20")
    assert (look.period, look.windows.before) == (span("2019-06-01", "2020-05-31"), span("2018-06-01", "2019-05-31"))
    assert (round(look.revenue), round(look.customers["before"].sum())) == (35129997, 27126782)
    assert [int(moves[move]) for move in ("growing", "steady", "shrinking", "new", "lost")] == [113, 37, 153, 210, 84]
