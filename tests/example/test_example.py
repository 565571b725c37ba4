"""The example engagement: its files are the same every time, and the intake finds in them exactly what was planted."""

import hashlib
import zipfile
from decimal import Decimal

import pytest

from segkit import read_engagement, run_study
from segkit.example import example_company, make_example, write_files
from segkit.example.names import AWKWARD_NAMES
from segkit.intake import take_in


@pytest.fixture(scope="module")
def company():
    return example_company()


@pytest.fixture(scope="module")
def engagement(tmp_path_factory):
    return read_engagement(make_example(tmp_path_factory.mktemp("nordlys"), "da"))


@pytest.fixture(scope="module")
def intake(engagement):
    return take_in(engagement.sources, engagement.period, engagement.data, engagement.identity)


@pytest.fixture(scope="module")
def found(intake):
    return {finding.kind: finding.values for finding in intake.findings}


@pytest.fixture(scope="module")
def study(engagement):
    return run_study(engagement)


def test_text_files_are_the_same_bytes_on_every_machine(company, tmp_path):
    """The text files have the bytes that were fixed when the example was drawn."""
    paths = write_files(company, tmp_path)

    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in paths if path.suffix == ".csv"} == {
        "kunder.csv": "831433a2c4316d0e",
        "fakturalinjer.csv": "c7804fd810b0323c",
    }


def test_the_workbook_holds_no_clock_and_no_compression(company, tmp_path):
    """emner.xlsx is the same bytes twice, its parts stored plainly and undated; which bytes is for xlsxwriter's version to say."""
    first, second = (write_files(company, tmp_path / name)[2] for name in ("first", "second"))

    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as book:
        assert {(part.date_time[0], part.compress_type, part.create_system) for part in book.infolist()} == {(1980, zipfile.ZIP_STORED, 0)}


def test_drawing_again_gives_the_same_company(company):
    """A second draw has the same tables: nothing hangs on the day, the order of sets or an earlier call."""
    again = example_company.__wrapped__()

    for table in ("reps", "products", "customers", "leads", "lines", "time", "charges", "debtors"):
        assert getattr(again, table).equals(getattr(company, table)), table


def test_the_files_are_written_as_a_nordic_erp_writes_them(company, tmp_path):
    """kunder.csv is cp1252 with CRLF, semicolons, decimal comma, and quotes where a name holds a semicolon or a quote."""
    text = write_files(company, tmp_path)[0].read_bytes().decode("cp1252")

    assert text.startswith("Kundenr;Navn;Sælger;Område;Branche;Antal ansatte;Årligt potentiale (DKK);CVR\r\n")
    assert text.count("\r\n") == text.count("\n") == 413
    assert '"Tømrermester ""Bøje"" Ravnsø ApS"' in text
    assert '"Lyngvad & Sønner; Smedje A/S"' in text
    assert ".000,00;" in text


def test_planted_oddities_have_the_promised_numbers(company):
    """The truth holds what the story of the example says, in numbers that texts and lessons may quote."""
    truth = company.truth

    assert (len(company.customers), len(company.leads), len(company.reps["rep"].unique())) == (412, 60, 7)
    assert (truth.potential_unknown, truth.potential_zero, truth.above_potential, truth.silent) == (82, 3, 6, 14)
    assert (truth.negative_revenue, truth.negative_contribution, truth.shared_names, truth.leads_without_potential) == (2, 7, 1, 10)
    assert (truth.repeated_lines, truth.strangers) == (3, ("009901", "009902", "009903"))
    assert 18_000 <= truth.lines <= 24_000
    assert 0.022 <= truth.credit_lines / truth.lines <= 0.028
    assert 95_000_000 <= truth.revenue.sum() <= 130_000_000


def test_a_fifth_of_the_customers_brings_most_of_the_revenue(company):
    """The largest 20 % of the customers bring 70 to 75 % of the revenue."""
    revenue = company.truth.revenue.astype(float).sort_values(ascending=False)

    assert 0.70 <= revenue.head(82).sum() / revenue.sum() <= 0.75


def test_company_numbers_are_nobodys(company):
    """No CVR number passes the modulus 11 check, so none belongs to a real company."""
    weights = (2, 7, 6, 5, 4, 3, 2, 1)

    assert all(sum(w * int(d) for w, d in zip(weights, cvr, strict=True)) % 11 for cvr in company.customers["cvr"].dropna())


def test_revenue_cost_and_the_year_before_are_exact_per_customer(company, intake):
    """The intake gives every customer's revenue, cost and revenue of the year before to the øre."""
    customers = intake.customers.set_index("customer_id")

    for column in ("revenue", "cost", "revenue_before"):
        expected = getattr(company.truth, column)
        assert {number: Decimal(f"{value:.2f}") for number, value in customers[column].items()} == expected.to_dict(), column


def test_months_are_exact(company, intake):
    """The revenue of each month is the sum of its lines."""
    assert intake.months.to_dict() == company.truth.months.to_dict()


def test_customers_come_through_as_they_are(company, intake):
    """Numbers keep their leading zeros, names their quotes and semicolons, and an unknown potential stays unknown."""
    read = intake.customers.set_index("customer_id")
    true = company.customers.set_index("customer_id")

    assert list(read.index) == [*true.index, *company.truth.strangers]
    assert set(AWKWARD_NAMES) <= set(read["name"])
    for column in ("name", "owner", "region", "industry", "employees"):
        assert read[column].head(412).tolist() == true[column].tolist(), column
    known = {number: float(value) for number, value in true["potential"].items() if value is not None}
    assert read["potential"].dropna().to_dict() == known


def test_leads_come_through_as_they_are(company, intake):
    """The heading row is found below the letterhead, and every lead has its figures."""
    read, true = intake.leads.set_index("lead_id"), company.leads.set_index("lead_id")

    assert read["name"].to_dict() == true["name"].to_dict()
    assert read["revenue"].to_dict() == true["revenue"].astype(float).to_dict()
    assert read["potential"].dropna().to_dict() == true["potential"].dropna().astype(float).to_dict()


def test_every_row_is_accounted_for(company, intake):
    """Rows received are rows used or set aside, per file, with the amounts that were planted."""
    truth = company.truth
    lines = {line.what: line for line in intake.reconciliation.lines if line.file == "fakturalinjer.csv"}

    assert lines["received"].rows == truth.lines
    assert lines["no_customer"].rows == truth.lines_without_customer
    assert lines["no_customer"].amount == truth.amount_without_customer
    assert lines["outside_period"].rows == truth.lines_before
    assert sum(lines[sign].rows for sign in ("positive", "negative", "zero")) == truth.lines_in_period
    assert lines["negative"].rows == truth.credit_lines_in_period
    assert intake.reconciliation.revenue_used == truth.revenue.sum()
    assert {line.file: line.rows for line in intake.reconciliation.lines if line.what == "used"} == {
        "kunder.csv": 412,
        "emner.xlsx [Emner]": 60,
    }


def test_each_planted_oddity_is_found_with_its_count(company, found):
    """The findings name every oddity that was planted, with its number, and nothing else."""
    truth = company.truth

    assert {kind: values["n"] for kind, values in found.items()} == {
        "no_customer_on_line": truth.lines_without_customer,
        "outside_period": truth.lines_before,
        "credit_notes": truth.credit_lines_in_period,
        "same_line_twice": truth.repeated_lines,
        "not_in_master": len(truth.strangers),
        "no_transactions": truth.silent,
        "same_name": truth.shared_names,
        "potential_unknown": truth.potential_unknown + len(truth.strangers),
        "potential_below_revenue": truth.above_potential,
        "negative_revenue": truth.negative_revenue,
        "lead_potential_unknown": truth.leads_without_potential,
    }


def test_every_grade_has_its_share_of_the_customers(study):
    """Of the rated customers A and B hold 12 to 20 % each and C 5 to 12 %, so that each has a story to tell."""
    shares = study.customers["grade"].value_counts(normalize=True)

    assert 0.12 <= shares["A"] <= 0.20
    assert 0.12 <= shares["B"] <= 0.20
    assert 0.05 <= shares["C"] <= 0.12
    assert int(study.customers["grade"].isna().sum()) == 82 + 3


def test_the_engagement_speaks_the_language_asked_for(tmp_path):
    """make_example changes the language and nothing else, and leaves other files of the folder alone."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "note.txt").write_text("mine")
    danish = make_example(tmp_path, "da").read_text(encoding="utf-8")
    path = make_example(tmp_path, "sv")

    assert path.read_text(encoding="utf-8") == danish.replace("language: da ", "language: sv ")
    assert read_engagement(path).language == "sv"
    assert (tmp_path / "data" / "note.txt").read_text() == "mine"


def test_the_year_before_ends_where_the_analysed_year_begins(company, engagement):
    """The lines cover both years from the first working days to the last, and the period of the yaml is the analysed year."""
    days = company.lines["date"]

    assert (str(engagement.period.begin), str(engagement.period.end)) == ("2025-07-01", "2026-06-30")
    assert (str(days.min()), str(days.max())) == ("2024-07-01", "2026-06-30")
