"""The whole intake on small files: every row accounted for, every oddity found, nothing changed in silence."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from tiny import CUSTOMERS, LINES, TINY

import segkit
from segkit.errors import BlockedError
from segkit.study import Study

Build = Callable[..., Path]


def study(file: Path) -> Study:
    return segkit.run_study(segkit.read_engagement(file))


def found(study: Study) -> dict[str, object]:
    return {finding.kind: finding for finding in study.findings}


def test_revenue_is_summed_within_the_period(tiny: Study):
    """K08: credit notes are netted; each customer's revenue is exact."""
    assert dict(zip(tiny.customers["customer_id"], tiny.customers["revenue"], strict=True)) == {
        "001": 1000.0,
        "002": 1400.0,
        "003": 700.0,
        "004": 999.99,
    }


def test_lines_outside_the_period_are_counted_and_listed(workbook: Build):
    """K08: the day before and the day after do not count; both ends do."""
    lines = LINES + "001;30-06-2025;5,00\n001;01-07-2025;7,00\n001;30-06-2026;11,00\n001;01-07-2026;13,00\n"
    result = study(workbook(lines_csv=lines))

    assert result.customers["revenue"].iloc[0] == 1018.0
    assert result.intake.reconciliation.rows("outside_period") == 2
    assert result.intake.reconciliation.amount("outside_period") == Decimal("18.00")


def test_every_row_and_every_krone_is_accounted_for(workbook: Build):
    """D10: received = used + set aside, by rows and to the øre."""
    lines = LINES + ";20-01-2026;50,00\n001;not a date;60,00\n001;20-01-2026;x\n001;20-01-2026\n009;20-01-2026;80,00\n"
    result = study(workbook(lines_csv=lines)).intake.reconciliation

    assert {what: result.rows(what) for what in ("ragged", "bad_number", "bad_date", "no_customer", "positive", "negative")} == {
        "ragged": 1, "bad_number": 1, "bad_date": 1, "no_customer": 1, "positive": 5, "negative": 1,
    }  # fmt: skip
    assert result.revenue == Decimal("4179.99")


def test_a_buyer_outside_the_customer_file_is_kept_and_asked_about(workbook: Build):
    """D05: the revenue stays complete."""
    result = study(workbook(lines_csv=LINES + "009;20-01-2026;80,00\n"))

    assert result.customers.set_index("customer_id").at["009", "revenue"] == 80.0
    assert found(result)["not_in_master"].values == {"n": 1, "amount": Decimal("80.00"), "example": "009"}


def test_unknown_potential_is_never_low(tiny: Study):
    """K10: no potential, no grade, and a place on the call list."""
    gamma = tiny.customers.set_index("customer_id").loc["003"]

    assert (gamma["grade"], gamma["not_rated_because"], gamma["potential_basis"]) == (None, "potential_unknown", "unknown")
    assert list(tiny.find_out["key"]) == ["customer:003"]


def test_utilisation_above_one_is_a_question_and_not_clipped(workbook: Build):
    """K09: the customer who buys for more than the potential keeps the figure."""
    result = study(workbook(customers_csv=CUSTOMERS.replace("004;Delta;Bo;5000", "004;Delta;Bo;500")))

    assert result.customers.set_index("customer_id").at["004", "utilisation"] == pytest.approx(999.99 / 500)
    assert found(result)["potential_below_revenue"].values == {"n": 1, "example": "Delta"}


def test_a_potential_of_zero_is_known_and_has_no_utilisation(workbook: Build):
    """K09: 0 is an answer; a share of it is undefined, not 0."""
    result = study(workbook(customers_csv=CUSTOMERS.replace("004;Delta;Bo;5000", "004;Delta;Bo;0")))
    delta = result.customers.set_index("customer_id").loc["004"]

    assert (delta["grade"], delta["headroom"]) == ("D", -999.99)
    assert delta["utilisation"] != delta["utilisation"]


def test_a_negative_potential_counts_as_unknown(workbook: Build):
    result = study(workbook(customers_csv=CUSTOMERS.replace("004;Delta;Bo;5000", "004;Delta;Bo;-5")))

    assert result.customers.set_index("customer_id").at["004", "potential_basis"] == "unknown"
    assert found(result)["potential_negative"].values == {"n": 1, "example": "Delta"}


def test_an_estimate_is_labelled(workbook: Build):
    """K10: a derived potential is used only where none is known, and says so."""
    yaml = TINY.replace("potential: Potential}", "potential: Potential, potential_estimate: {column: Staff, times: 100}}")
    customers = "No;Name;Rep;Potential;Staff\n001;Alfa;Ida;9000;50\n003;Gamma;Bo;;70\n"
    result = study(workbook(yaml, customers_csv=customers)).customers.set_index("customer_id")

    assert list(result.loc[["001", "003"], "potential"]) == [9000.0, 7000.0]
    assert list(result.loc[["001", "003"], "potential_basis"]) == ["given", "estimate"]


def test_a_customer_on_two_rows_stops_the_study(workbook: Build):
    """D04: nobody chooses for the client which row is right."""
    with pytest.raises(BlockedError) as caught:
        study(workbook(customers_csv=CUSTOMERS + "002;Beta again;Bo;1\n"))

    assert str(caught.value) == (
        "SEG-D04: customers.csv, row 6: 1 number stands on rows that differ (Name, Owner, Potential): for '002', 'Name' is 'Beta' on row 3 "
        "and 'Beta again' on row 6. Decide with the client which row is right and remove the other, or write repeated: first, or repeated: "
        "last, at this source in engagement.yaml."
    )


def test_text_with_line_breaks_keeps_its_true_row_number(workbook: Build):
    """B06: a record over two lines does not shift the numbers after it."""
    customers = 'No;Name;Rep;Potential\n001;"Alfa\nAfdeling Nord";Ida;9000\n003;Gamma;Bo;many\n'
    finding = found(study(workbook(customers_csv=customers)))["bad_numbers"]

    assert (finding.file, finding.row, finding.values["example"]) == ("customers.csv", 4, "many")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_character_set_and_separator_are_found(workbook: Build, encoding: str, separator: str):
    """B01, B03: æøå and é come through, whatever the export wrote."""
    customers = 'No;Name;Rep;Potential\n001;"Sørens Blåbærgrød, A/S; Nord";Ída;9000\n'.replace(";", separator).replace(
        "A/S" + separator, "A/S;"
    )
    result = study(workbook(customers_csv=customers.encode(encoding)))

    assert result.customers["name"].iloc[0] == "Sørens Blåbærgrød, A/S; Nord" if separator == ";" else True
    assert result.customers["name"].iloc[0].startswith("Sørens Blåbærgrød")


def test_a_workbook_with_logo_rows_and_typed_cells_is_read(workbook: Build, tmp_path: Path):
    """A13, A19: the heading row is found; numbers and dates a workbook stores need no reading."""
    book = openpyxl.Workbook()
    for row in [["Tiny A/S"], [], ["No", "Name", "Rep", "Potential"], [1, "Alfa", "Ida", 9000.5], ["003", "Gamma", "Bo", None]]:
        book.active.append(row)
    book.save(tmp_path / "customers.xlsx")
    file = workbook(TINY.replace("customers.csv", "customers.xlsx"), customers_xlsx=(tmp_path / "customers.xlsx").read_bytes())
    result = study(file).customers.set_index("customer_id")

    assert result.at["1", "potential"] == 9000.5
    assert result.at["003", "name"] == "Gamma"


def test_a_join_adds_columns_and_never_overwrites(workbook: Build):
    """M03: own data win; an unmatched key is a question."""
    yaml = TINY.replace("potential: Potential}", "potential: Potential, region: Area}\n    join: [{file: areas.csv, key: Rep}]")
    result = study(workbook(yaml, areas_csv="Rep;Area;Name\nIda;Nord;overwritten\n"))

    assert list(result.customers["region"]) == ["Nord", "Nord", "", ""]
    assert list(result.customers["name"]) == ["Alfa", "Beta", "Gamma", "Delta"]
    assert found(result)["enrichment_unmatched"].values["n"] == 2


def test_a_join_key_with_two_answers_is_asked_about(workbook: Build):
    """M03: no answer is chosen for whom the other file says two things of; the others are joined."""
    yaml = TINY.replace("potential: Potential}", "potential: Potential, region: Area}\n    join: [{file: areas.csv, key: Rep}]")
    result = study(workbook(yaml, areas_csv="Rep;Area\nIda;Nord\nBo;Syd\nIda;Øst\nBo;Syd\n"))
    asked = found(result)["enrichment_ambiguous"].values

    assert list(result.customers["region"]) == ["", "", "Syd", "Syd"]
    assert (asked["example"], asked["answers"], asked["rows"]) == ("Ida", "Nord; Øst", 2)


def test_a_join_may_go_by_another_heading_and_spelling(workbook: Build):
    """M03: own_key names the receiving file's heading; a spelling counts where a person has written it down."""
    yaml = TINY.replace(
        "potential: Potential}",
        "potential: Potential, region: Area}\n    join: [{file: areas.csv, key: Person, own_key: Rep, spellings: {Bo: Boe}}]",
    )
    result = study(workbook(yaml, areas_csv="Person;Area\nIda;Nord\nBoe;Syd\n"))

    assert list(result.customers["region"]) == ["Nord", "Nord", "Syd", "Syd"]


def test_a_file_nobody_mentions_is_named(workbook: Build):
    result = study(workbook(extra_txt="x"))

    assert found(result)["unused_file"].file == "extra.txt"


def test_null_is_text_unless_told(workbook: Build):
    """C03: only the texts listed under `missing` mean an empty cell; a customer may be called Null."""
    customers = CUSTOMERS.replace("Gamma", "Null").replace("003;Null;Bo;", "003;Null;Bo;NULL")
    yaml = TINY.replace("    holds: customers\n", '    holds: customers\n    missing: ["NULL"]\n')
    result = study(workbook(yaml, customers_csv=customers))

    assert result.customers["name"].iloc[2] == "Null"
    assert "bad_numbers" not in found(result)


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut off", b"not a workbook at all"])
def test_an_unreadable_workbook_that_nobody_mentions_is_only_named(workbook: Build, content: bytes):
    """A file that is no source cannot stop the study: it is looked at for answers, found to be none, and named."""
    result = study(workbook(broken_xlsx=content))

    assert found(result)["unused_file"].file == "broken.xlsx"


def test_a_blank_key_joins_to_nobody(workbook: Build):
    """A customer without a postcode does not get the area of a row without a postcode."""
    yaml = TINY.replace("potential: Potential}", "potential: Potential, region: Area}\n    join: [{file: areas.csv, key: Rep}]")
    customers = CUSTOMERS.replace("001;Alfa;Ida", "001;Alfa;")
    result = study(workbook(yaml, customers_csv=customers, areas_csv="Rep;Area\nIda;Nord\n;Fyn\n;Syd\n"))

    assert list(result.customers["region"]) == ["", "Nord", "", ""]


def test_a_stray_quote_costs_its_own_line_only(workbook: Build):
    """B05: an unclosed quote swallows no neighbours; nobody gets another customer's money."""
    lines = 'No;Text;Date;Amount\n001;ok;15-07-2025;10,00\n002;"2 tommer;16-07-2025;20,00\n003;x;17-07-2025;30,00\n004;3" rør;18-07-2025;40,00\n'
    result = study(workbook(lines_csv=lines))

    assert list(result.customers["revenue"]) == [10.0, 20.0, 30.0, 40.0]
    assert found(result)["literal_quotes"].rows == (3,)


def test_lines_without_date_or_amount_are_named(workbook: Build):
    """D05: an empty date is no reason to lose 50,000 in silence."""
    result = study(workbook(lines_csv=LINES + "003;;50.000,00\n003;20-01-2026;\n"))

    assert (found(result)["incomplete_lines"].row, found(result)["incomplete_lines"].values) == (7, {"n": 2})


def test_a_customer_whose_only_line_cannot_be_read_has_unknown_revenue(workbook: Build):
    """Unknown is never 0: such a customer is not rated, and says why."""
    result = study(workbook(lines_csv=LINES.replace("004;19-06-2026;999,99", "004;19-06-2026;ca. 700")))
    delta = result.customers.set_index("customer_id").loc["004"]

    assert delta["revenue"] != delta["revenue"]
    assert (delta["grade"], delta["not_rated_because"]) == (None, "revenue_unknown")
    assert "004" not in set(result.best_worst.worst["customer_id"])


def test_lines_that_all_fail_stop_the_study(workbook: Build):
    """A column nobody could read would otherwise make every customer a D."""
    with pytest.raises(BlockedError) as caught:
        study(workbook(lines_csv="No;Date;Amount\n001;sometime;5,00\n002;later;6,00\n"))

    assert str(caught.value) == (
        "SEG-D05: Not one of 2 invoice lines can be used. Look at what is said of the dates and amounts, and at the column map."
    )


def test_the_period_before_is_as_many_months(workbook: Build):
    """January to June is compared with July to December, whatever the number of days; a stray date proves no coverage."""
    yaml = TINY.replace("from: 2025-07-01", "from: 2026-01-01")
    lines = "No;Date;Amount\n001;01-07-2025;100,00\n001;31-12-2025;1,00\n001;02-01-2026;7,00\n001;30-06-2026;8,00\n"
    early = "No;Date;Amount\n001;01-07-1999;100,00\n001;02-01-2026;7,00\n001;30-06-2026;8,00\n"

    assert study(workbook(yaml, lines_csv=lines)).customers["revenue_before"].iloc[0] == 101.0
    assert study(workbook(yaml, lines_csv=early)).customers["revenue_before"].isna().all()


def test_half_a_period_before_is_no_comparison(workbook: Build):
    """Lines that begin in the middle of the period before would make every growth look larger than it is."""
    yaml = TINY.replace("from: 2025-07-01", "from: 2026-01-01")
    late = "No;Date;Amount\n001;15-10-2025;100,00\n001;02-01-2026;7,00\n001;30-06-2026;8,00\n"

    assert study(workbook(yaml, lines_csv=late)).customers["revenue_before"].isna().all()


def test_total_rows_are_no_customers(workbook: Build):
    """B09: "I alt" below the list and "Total" among the lines are set aside and named, by the word in place of a number."""
    result = study(workbook(customers_csv=CUSTOMERS + "I alt;;;18000\n", lines_csv=LINES + "Total;30-06-2026;4.099,99\n"))

    assert len(result.customers) == 4
    assert found(result)["total_sums"].values == {"n": 1, "row": "7", "first": "2", "last": "6"}
    assert result.intake.reconciliation.rows("total") == 2


def test_numbers_that_lost_their_zeros_are_recognised(workbook: Build):
    """C02: '1' is kept apart from '001', and the likeness is named."""
    result = study(workbook(lines_csv="No;Date;Amount\n1;15-07-2025;1.000,00\n002;19-06-2026;5,00\n"))

    assert (found(result)["numbers_nearly_meet"].values["example"], found(result)["numbers_nearly_meet"].values["other"]) == ("1", "001")


def test_two_sheets_of_one_workbook_are_two_sources(workbook: Build, tmp_path: Path):
    """Each sheet has its own account of rows."""
    book = openpyxl.Workbook()
    book.active.title = "Kunder"
    for row in (line.split(";") for line in CUSTOMERS.splitlines()):
        book["Kunder"].append(row)
    for row in (line.split(";") for line in LINES.splitlines()):
        (book["Linjer"] if "Linjer" in book.sheetnames else book.create_sheet("Linjer")).append(row)
    book.save(tmp_path / "all.xlsx")
    yaml = TINY.replace("file: customers.csv\n", "file: all.xlsx\n    sheet: Kunder\n").replace(
        "file: lines.csv\n", "file: all.xlsx\n    sheet: Linjer\n"
    )
    result = study(workbook(yaml, all_xlsx=(tmp_path / "all.xlsx").read_bytes()))

    assert {line.file for line in result.intake.reconciliation.lines} == {"all.xlsx [Kunder]", "all.xlsx [Linjer]"}
    assert result.segmentation.total["revenue"] == 4099.99


def test_duplicates_are_proposed_beside_a_buyer_that_no_list_has(workbook: Build):
    """A customer who stands in no row of the customer file does not disturb the rows of those who do."""
    customers = CUSTOMERS + "005;Nordlys Tømrerfirma A/S;Bo;100\n006;Nordlys Tømrerfirma ApS;Bo;100\n"
    result = study(workbook(customers_csv=customers, lines_csv=LINES + "777;15-07-2025;5,00\n"))

    assert found(result)["duplicates_proposed"].rows == (6, 7)
