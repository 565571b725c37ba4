"""Records of time and costs: whose they are, what each took, and that nothing of them is lost or counted twice."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from pydantic import ValidationError
from tiny import TINY

import segkit
from segkit.errors import EngagementError
from segkit.intake import Intake, Source, take_in
from segkit.intake.reconciliation import Reconciliation, ReconciliationLine
from segkit.intake.values import read_hours

Build = Callable[..., Path]

COLUMNS = "{customer_id: No, date: Day, kind: Work, hours: Hours, amount: Paid, who: Rep}"
HEAD = "No;Day;Work;Hours;Paid;Rep\n"


def costs(workbook: Build, *rows: str, columns: str = COLUMNS, head: str = HEAD, more: str = "", **files: str) -> Intake:
    """Take in the tiny engagement with a file of costs; `more` are further lines of its source."""
    source = f"  - file: time.csv\n    holds: costs\n{more}    columns: {columns}\nabcd:\n"
    file = workbook(TINY.replace("abcd:\n", source), time_csv=head + "".join(f"{row}\n" for row in rows), **files)
    engagement = segkit.read_engagement(file)
    return take_in(engagement.sources, engagement.period, engagement.data, engagement.identity)


def told(intake: Intake, kind: str) -> dict:
    """Return the values of the finding of a kind, with its rows."""
    [finding] = [finding for finding in intake.findings if finding.kind == kind]
    return {**finding.values, "rows": finding.rows, "file": finding.file}


def kinds(intake: Intake) -> set[str]:
    """Return the kinds of findings about records of costs."""
    return {finding.kind for finding in intake.findings if finding.kind.startswith("cost_")}


def account(intake: Intake) -> dict[str, ReconciliationLine]:
    return {line.what: line for line in intake.reconciliation.lines if line.file == "time.csv" and line.rows}


def test_a_record_comes_through_as_it_is(workbook: Build):
    """K33: customer, kind, exact hours and amount, day, employee, file and row."""
    result = costs(workbook, "001;15-07-2025;Visit;1,25;;Ida", "002;16-08-2025;Freight;;1.204,50;")

    assert result.costs.to_dict("records") == [
        {"customer_id": "001", "kind": "Visit", "hours": Decimal("1.25"), "amount": None, "date": dt.date(2025, 7, 15), "who": "Ida", "file": "time.csv", "row": 2},
        {"customer_id": "002", "kind": "Freight", "hours": None, "amount": Decimal("1204.50"), "date": dt.date(2025, 8, 16), "who": None, "file": "time.csv", "row": 3},
    ]  # fmt: skip
    assert not kinds(result)


def test_a_client_without_records_has_an_empty_table(workbook: Build):
    """K33: the columns are there, so that what follows need not ask."""
    engagement = segkit.read_engagement(workbook())
    result = take_in(engagement.sources, engagement.period, engagement.data, engagement.identity)

    assert list(result.costs) == ["customer_id", "kind", "hours", "amount", "date", "who", "file", "row"]
    assert result.costs.empty


def test_records_outside_the_period_are_left_out_and_counted(workbook: Build):
    """K33: both ends of the period are in it."""
    result = costs(
        workbook, "001;30-06-2025;Visit;1,5;;", "001;01-07-2025;Visit;2,5;;", "001;30-06-2026;Visit;3,5;;", "001;01-07-2026;Visit;4,5;;"
    )

    assert list(result.costs["hours"]) == [Decimal("2.5"), Decimal("3.5")]
    assert told(result, "cost_outside_period")["rows"] == (2, 5)
    assert account(result)["outside_period"].hours == Decimal("6.0")


def test_records_of_unknown_customers_count_as_nobodys(workbook: Build):
    """K33, D05: they are kept, so that hours add up, and asked about with a count and an example."""
    result = costs(workbook, "001;15-07-2025;Visit;1,5;;", "999;15-07-2025;Visit;2,5;;", "998;15-07-2025;Visit;3,5;;")

    assert list(result.costs["customer_id"]) == ["001", None, None]
    assert told(result, "cost_of_unknown") == {"n": 2, "example": "999", "rows": (3, 4), "file": "time.csv"}
    assert account(result)["nobody"].hours == Decimal("6.0")


def test_records_of_nobody_are_kept_and_told(workbook: Build):
    """K33: internal meetings have no customer, and are no mistake."""
    result = costs(workbook, "001;15-07-2025;Visit;1,5;;", ";15-07-2025;Meeting;2,5;;")

    assert list(result.costs["customer_id"]) == ["001", None]
    assert kinds(result) == {"cost_of_nobody"}
    assert told(result, "cost_of_nobody")["rows"] == (3,)


def test_a_file_without_customers_is_all_nobodys(workbook: Build):
    """K33: a list of internal hours needs no column of customers."""
    result = costs(workbook, "15-07-2025;1,5", "16-07-2025;0,5", columns="{date: Day, hours: Hours}", head="Day;Hours\n")

    assert list(result.costs["customer_id"]) == [None, None]
    assert sum(result.costs["hours"]) == Decimal("2.0")


def test_a_customer_who_bought_but_is_not_listed_is_known(workbook: Build):
    """D05: whoever stands on an invoice line is a customer, listed or not."""
    lines = "No;Date;Amount\n001;15-07-2025;1.000,00\n777;15-07-2025;500,00\n"
    result = costs(workbook, "777;15-07-2025;Visit;1,5;;", lines_csv=lines)

    assert list(result.costs["customer_id"]) == ["777"]


def test_records_follow_customers_who_are_merged(workbook: Build):
    """D03: what was written under a merged number belongs to the customer who is kept."""
    decisions = "duplicates:\n  - keep: '001'\n    merge: ['002']\n    decision: merge\n"
    (workbook().parent / "decisions.yaml").write_text(decisions, encoding="utf-8")
    result = costs(workbook, "002;15-07-2025;Visit;1,5;;", "001;15-07-2025;Visit;0,5;;")

    assert list(result.costs["customer_id"]) == ["001", "001"]
    assert "002" not in set(result.customers["customer_id"])
    assert not kinds(result)


def test_numbers_meet_without_zeros_only_where_it_is_allowed(workbook: Build):
    """C02: 1 is 001 where engagement.yaml says so, and is told; otherwise it is unknown."""
    strict = costs(workbook, "1;15-07-2025;Visit;1,5;;")
    joined = costs(workbook, "1;15-07-2025;Visit;1,5;;", more="    numbers: normalised\n")

    assert list(strict.costs["customer_id"]) == [None]
    assert list(joined.costs["customer_id"]) == ["001"]
    assert told(joined, "cost_numbers_joined")["other"] == "001"


def test_rows_hours_and_money_add_up(workbook: Build):
    """D10: received = used + nobody's + left out with a reason, in rows, kroner and hours."""
    result = costs(
        workbook,
        "001;15-07-2025;Visit;1,25;10,01;",
        ";15-07-2025;Meeting;2,50;20,02;",
        "002;15-07-2024;Visit;4,75;40,04;",
        "003;15-07-2025;Visit;much;80,08;",
        "I alt;;;8,50;150,15;",
        "001;15-07-2025;Visit;1",
    )
    lines = account(result)

    assert {what: line.rows for what, line in lines.items()} == {
        "received": 6, "ragged": 1, "total": 1, "bad_number": 1, "outside_period": 1, "nobody": 1, "used": 1,
    }  # fmt: skip
    assert lines["received"].hours == sum(line.hours or 0 for what, line in lines.items() if what != "received") == Decimal("17.00")
    assert lines["received"].amount == sum(line.amount or 0 for what, line in lines.items() if what != "received") == Decimal("300.30")
    assert told(result, "cost_unreadable")["rows"] == (5,)
    assert list(result.costs["row"]) == [2, 3]


def test_hours_that_are_not_accounted_for_are_refused():
    """D10: the account refuses to exist when hours are lost."""
    received = ReconciliationLine("time.csv", "received", 2, None, hours=Decimal("3.5"))
    used = ReconciliationLine("time.csv", "used", 2, None, hours=Decimal("2.5"))

    with pytest.raises(AssertionError, match=r"time.csv: 3.5 hours came in, 2.5 are accounted for"):
        Reconciliation((received, used), Decimal(0), Decimal(0))


def test_a_total_without_words_is_found_by_its_hours(workbook: Build):
    """B09: a last row without a customer that is the sum of the hours above is no internal meeting."""
    result = costs(workbook, "001;15-07-2025;Visit;1,25;;", "002;15-07-2025;Visit;2,50;;", ";;;3,75;;")

    assert sum(result.costs["hours"]) == Decimal("3.75")
    assert account(result)["total"].hours == Decimal("3.75")


def test_a_record_of_neither_hours_nor_amount_is_a_case(workbook: Build):
    """K33: a service case counts as one, though nobody wrote how long it took."""
    result = costs(workbook, "001;15-07-2025;Case;;;", "001;16-07-2025;Case;;;")

    assert len(result.costs) == 2
    assert result.costs["hours"].isna().all()
    assert account(result)["used"].rows == 2


def test_negative_hours_and_credits_are_told(workbook: Build):
    """D01: negative hours are asked about; a negative amount is a credit, and noted."""
    result = costs(workbook, "001;15-07-2025;Visit;-1,5;;", "001;15-07-2025;Freight;;-99,50;", "001;15-07-2025;Visit;3,5;;")

    assert told(result, "cost_negative_hours") == {"n": 1, "hours": -1.5, "rows": (2,), "file": "time.csv"}
    assert told(result, "cost_credits") == {"n": 1, "amount": Decimal("-99.50"), "rows": (3,), "file": "time.csv"}
    assert sum(result.costs["hours"].dropna()) == Decimal("2.0")


@pytest.mark.parametrize(("hours", "asked"), [("24,0", False), ("24,5", True), ("90,0", True)])
def test_a_record_of_more_than_a_day_is_asked_about(workbook: Build, hours: str, asked: bool):
    """D06: nobody spends more than 24 hours on one record, though exactly 24 may be right."""
    result = costs(workbook, f"001;15-07-2025;Visit;{hours};;", "001;15-07-2025;Visit;1,5;;")

    assert ("cost_long_record" in kinds(result)) == asked


def test_a_record_without_a_date_counts_and_is_asked_about(workbook: Build):
    """D05: only where the file has a column of dates is an empty one worth a question."""
    dated = costs(workbook, "001;;Visit;1,5;;", "001;15-07-2025;Visit;1,5;;")
    undated = costs(workbook, "001;1,5", columns="{customer_id: No, hours: Hours}", head="No;Hours\n")

    assert told(dated, "cost_without_date")["rows"] == (2,)
    assert list(dated.costs["date"]) == [None, dt.date(2025, 7, 15)]
    assert not kinds(undated)


def test_a_month_is_a_date(workbook: Build):
    """K33: freight is often known per month, which counts from its first day."""
    result = costs(workbook, "001;2025-06;Freight;;10,50;", "001;2025-07;Freight;;20,50;", "001;2026-06;Freight;;30,50;")

    assert list(result.costs["amount"]) == [Decimal("20.50"), Decimal("30.50")]


def test_a_constant_kind_names_every_record(workbook: Build):
    """K33: a file of freight bills has no column that says so."""
    result = costs(
        workbook, "001;10,50", "002;20,50", columns="{customer_id: No, amount: Paid}", head="No;Paid\n", more="    kind: Fragt\n"
    )

    assert list(result.costs["kind"]) == ["Fragt", "Fragt"]


def test_a_file_without_kinds_has_empty_ones(workbook: Build):
    """K33: no kind is "", never missing."""
    result = costs(workbook, "001;10,50", columns="{customer_id: No, amount: Paid}", head="No;Paid\n")

    assert list(result.costs["kind"]) == [""]


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (
            {"file": "kunder.csv", "holds": "customers", "kind": "Fragt", "columns": {"customer_id": "Nr"}},
            "'kind' is for a file that holds costs, but kunder.csv holds customers. Take it out.",
        ),
        (
            {"file": "fragt.csv", "holds": "costs", "kind": "Fragt", "columns": {"customer_id": "Nr", "kind": "Art"}},
            "the kind of the records of fragt.csv comes twice: from 'kind' and from a column. Keep one of the two.",
        ),
        (
            {"file": "sager.csv", "holds": "costs", "columns": {"customer_id": "Nr", "date": "Dato"}},
            "sager.csv says neither of what kind its records are nor what they took. Give a heading for 'kind', 'hours', 'minutes' or 'amount', or "
            "write what they all are under 'kind'.",
        ),
    ],
)
def test_a_source_of_costs_says_what_its_records_are(source: dict, sentence: str):
    """D09: what cannot be a source of costs is refused with a sentence that says what to do."""
    with pytest.raises(ValidationError) as error:
        Source.model_validate(source)

    assert error.value.errors()[0]["msg"] == f"Value error, {sentence}"


def test_a_misspelt_column_of_costs_names_the_nearest(workbook: Build):
    """D09: the column map of costs is checked as any other."""
    with pytest.raises(EngagementError, match=r"'hour' is not a column of costs\. Did you mean 'hours'\?"):
        costs(workbook, "001;1,5", columns="{customer_id: No, hour: Hours}", head="No;Hours\n")


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("1,5", "1.5"), ("1:30", "1.5"), ("01:30:00", "1.5"), ("90 min", "1.5"), ("90 minutter", "1.5"), ("1 t 30 min", "1.5"), ("1t30m", "1.5"),
        ("1,5 t", "1.5"), ("1.5 h", "1.5"), ("1,5 timer", "1.5"), ("2 Std.", "2"), ("0:20", "0.333333"), ("40 min.", "0.666667"),
        ("-0:45", "-0.75"), ("100:15", "100.25"), ("1 timme", "1"), ("3 hours", "3"), ("20 t", "20"),
    ],
)  # fmt: skip
def test_hours_are_read_as_time_systems_write_them(cell: str, hours: str):
    """C05: decimal hours, h:mm, and hours and minutes in words mean one thing each."""
    read = read_hours(pd.Series([cell, "7,25"], dtype=object))

    assert list(read.values) == [Decimal(hours), Decimal("7.25")]
    assert read.bad.empty


@pytest.mark.parametrize("cell", ["1:75", "1,5 t 30 min", "1 t 90 min", "half an hour", "30 sek", "ca. 2", "1:2:3", "2-3", "t", "1:30 t"])
def test_hours_that_can_mean_two_things_are_not_read(cell: str):
    """C05: what is ambiguous is asked, never guessed."""
    read = read_hours(pd.Series([cell, "7,25"], dtype=object))

    assert list(read.values) == [None, Decimal("7.25")]
    assert list(read.bad) == [cell]


def test_an_open_decimal_sign_is_asked_though_times_stand_beside(workbook: Build):
    """C04: 1.250 hours are one and a quarter, or a thousand: times in other cells do not say which."""
    read = read_hours(pd.Series(["1.250", "1:30"], dtype=object))

    assert (read.undecided, read.question) == ("1.250", "undecided_numbers")


def test_times_in_cells_are_told_as_changes(workbook: Build):
    """C05: the list of changes says that 1:30 was read as 1.5."""
    result = costs(workbook, "001;15-07-2025;Visit;1:30;;", "001;15-07-2025;Visit;2,25;;")
    [facts] = [facts for facts in result.columns if facts.column == "hours"]

    assert [(change.rule, change.before, change.after) for change in facts.changes] == [("clock", ("1:30",), (Decimal("1.5"),))]
    assert facts.total == Decimal("3.75")


def test_minutes_become_hours(workbook: Build):
    """K33: 20 minutes are a third of an hour, kept to six decimals."""
    result = costs(workbook, "001;20", "001;15", columns="{customer_id: No, minutes: Min}", head="No;Min\n")

    assert list(result.costs["hours"]) == [Decimal("0.333333"), Decimal("0.25")]


def test_minutes_beside_hours_are_added(workbook: Build):
    """K33: one column of hours and one of minutes make 1 h 30 min."""
    result = costs(workbook, "001;1;30", "001;2;0", columns="{customer_id: No, hours: H, minutes: M}", head="No;H;M\n")

    assert list(result.costs["hours"]) == [Decimal("1.5"), Decimal("2")]


def test_minutes_that_repeat_the_hours_are_not_added(workbook: Build):
    """K33: a system that exports both 1,5 hours and 90 minutes means them once, and it is told."""
    result = costs(workbook, "001;1,5;90", "001;0,33;20", "001;;30", columns="{customer_id: No, hours: H, minutes: M}", head="No;H;M\n")

    assert list(result.costs["hours"]) == [Decimal("1.5"), Decimal("0.33"), Decimal("0.5")]
    assert "cost_hours_twice" in kinds(result)


def test_receivables_and_payment_days_reach_the_customers(workbook: Build):
    """K33: what credit costs is known per customer, and missing is never 0."""
    yaml = TINY.replace("potential: Potential}", "potential: Potential, receivables: Owes, payment_days: Days}")
    customers = "No;Name;Rep;Potential;Owes;Days\n001;Alfa;Ida;9000;1.234,56;42\n002;Beta;Ida;4000;;\n003;Gamma;Bo;;0,00;7\n"
    engagement = segkit.read_engagement(workbook(yaml, customers_csv=customers))
    result = take_in(engagement.sources, engagement.period, engagement.data, engagement.identity).customers.set_index("customer_id")

    assert result.loc["001", ["receivables", "payment_days"]].tolist() == [1234.56, 42.0]
    assert result.loc["002", ["receivables", "payment_days"]].isna().all()
    assert result["receivables"].dtype == result["payment_days"].dtype == "float64"
