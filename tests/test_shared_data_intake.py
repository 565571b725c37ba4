"""Every data set of ../shared/data through `segkit intake`: read right, its known traps found and named in the report."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import HERE
from rounds import Rows, Said, report, rows_with, said, the_row

from segkit.engagement import read_engagement
from segkit.intake import read_headings
from segkit.intake.reading import read_table
from segkit.intake.source_table import Reading
from segkit.reception import receive

Place = Callable[..., Path]


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Place:
    """Lay files of the shared data into a new client's folder, with an engagement.yaml of tests/engagements or one of one's own."""

    def place(name: str, files: list[str], yaml: str | None = None) -> Path:
        root = tmp_path_factory.mktemp("shared")
        data = root / "workbooks" / name / "data"
        if yaml is None:
            assert said(root, "new", name).code == 0
        else:
            data.mkdir(parents=True)
            (data.parent / "engagement.yaml").write_text(yaml, encoding="utf-8")
        for file in files:
            shutil.copyfile(shared_data / file, data / Path(file).name)
        return root

    return place


def engagement_of(name: str) -> str:
    return (HERE / "engagements" / name / "engagement.yaml").read_text(encoding="utf-8")


# --- AdventureWorks ---------------------------------------------------------------------------------------------------------

MASTER = "adventureworks_b2b/resellers.csv"
BROKEN = "adventureworks_b2b/resellers_broken_unquoted_cp850.csv"
AREAS = ["adventureworks_b2b/geography.csv", "adventureworks_b2b/sales_territory.csv"]
LINES = ["adventureworks_b2b/reseller_sales.csv.gz", "adventureworks_b2b/sales_reps.csv"]

BROKEN_YAML = """\
client: Broken Export
package: basic
language: en
currency: USD
date: 2019-08-31
sources:
  - file: resellers_broken_unquoted_cp850.csv
    holds: customers
    columns: {customer_id: ResellerKey, name: ResellerName, industry: BusinessType, revenue: AnnualSales, address: AddressLine1}
"""


@pytest.fixture(scope="module")
def broken(placed: Place) -> dict[str, Rows]:
    root = placed("broken", [BROKEN], BROKEN_YAML)
    assert said(root, "intake", "broken").code == 0
    return report(root, "broken")


def test_the_broken_export_sets_85_of_its_rows_aside(broken: dict[str, Rows]):
    """B04, D10: 85 of 701 rows break on commas that nobody quoted; each stands in the report with its number and text, 616 are used."""
    left_out = rows_with(broken["Rows left out"], "resellers_broken_unquoted_cp850.csv")
    account = [row[1:3] for row in rows_with(broken["Rows in and out"], "resellers_broken")]

    assert account == [("Received in the file", 701), ("Set aside: wrong number of fields", 85), ("Used", 616)]
    assert len(left_out) == 85
    assert (left_out[0][1], left_out[0][2]) == (14, "wrong number of fields")
    assert left_out[0][3].startswith(
        "13,211,AW00000013,1 (11) 500 555-0127,Value Added Reseller,Country Parts Shop,14,S,,,,Road,7033, rue de Longchamp"
    )
    assert the_row(broken["Questions"], "ragged_rows")[6].startswith("85 rows have another number of fields than the 20 of the heading")


def test_the_broken_export_is_read_in_the_character_set_of_its_machine(broken: dict[str, Rows]):
    """B01: the export of bcp is code page 850, and the report says by which evidence."""
    how = the_row(broken["Files"], "resellers_broken_unquoted_cp850.csv")[7]

    assert "read sensibly as cp850" in how


def test_foreign_letters_of_the_broken_export_are_right(shared_data: Path):
    """B01: each letter beyond A-Z is what the machine that wrote it meant."""
    table = read_table(shared_data / BROKEN, ("ResellerKey",), Reading())
    texts = "".join(table.cells.astype(str).to_numpy().ravel()) + "".join(row.raw for row in table.set_aside)
    beyond = {letter for letter in texts if ord(letter) > 127}

    assert beyond == {letter for letter in (shared_data / BROKEN).read_bytes().decode("cp850") if ord(letter) > 127}
    assert all(letter.isalpha() for letter in beyond)


def test_foreign_towns_are_right(shared_data: Path):
    """B01: München and Sèvres stand in the table of places as they do in the file."""
    towns = set(read_table(shared_data / "adventureworks_b2b/geography.csv", ("City",), Reading()).cells["City"])

    assert {"München", "Sèvres"} <= towns


@pytest.fixture(scope="module")
def adventureworks(placed: Place) -> tuple[Said, dict[str, Rows]]:
    root = placed("adventureworks", [MASTER, *AREAS, *LINES], engagement_of("adventureworks_b2b"))
    return said(root, "intake", "adventureworks"), report(root, "adventureworks")


def test_adventureworks_adds_up_to_the_cent(adventureworks: tuple[Said, dict[str, Rows]]):
    """D10: 57,851 lines and 77,548,570.20 received; what lies in the period is used, the rest is outside it."""
    result, sheets = adventureworks
    account = {row[1]: (row[2], row[3]) for row in rows_with(sheets["Rows in and out"], "reseller_sales.csv.gz")}

    assert result.code == 0
    assert account == {
        "Received in the file": (57851, 77548570.2),
        "Set aside: outside the period": (36181, 49568790.67),
        "Used: sales": (21670, 27979779.53),
    }
    assert the_row(sheets["Totals to confirm"], "SalesAmount")[5] == 77548570.2


def test_adventureworks_traps_are_named(adventureworks: tuple[Said, dict[str, Rows]]):
    """C03, D02, D03: the NULL costs, the 72 above their potential, the two shared names and the estimates stand in the report."""
    _, sheets = adventureworks

    assert the_row(sheets["Questions"], "72 customers buy for more than their whole potential")[2] == "SEG-D02"
    assert "'Sports Products Store' (211, 649)" in the_row(sheets["Questions"], "2 names are shared")[6]
    assert the_row(sheets["Same customer"], "Friendly Bike Shop")[0] == "290, 643"
    assert "701 of 701 potentials are estimates from 'AnnualRevenue'" in the_row(sheets["Notes"], "potentials are estimates")[5]
    assert the_row(sheets["Totals to confirm"], "TotalProductCost")[3:5] == (57775, 76)
    assert {row[6] for row in rows_with(sheets["Changes"], "TotalProductCost", "NULL")} == {"(empty)"}
    assert len(rows_with(sheets["Changes"], "TotalProductCost", "NULL")) == 76


def test_adventureworks_is_mapped_without_being_told(placed: Place):
    """A13, M-rows: of a fresh client the master, the lines and the tables to join are found, and only what is sure is taken."""
    root = placed("fresh", [MASTER, *AREAS, *LINES])
    said(root, "intake", "fresh", "--accept")
    master, lines = sorted(read_engagement(root / "workbooks" / "fresh" / "engagement.yaml").sources, key=lambda source: source.holds)

    assert (master.file, lines.file) == ("resellers.csv", "reseller_sales.csv.gz")
    assert {name: master.columns[name].column for name in ("customer_id", "name", "industry", "employees")} == {
        "customer_id": "ResellerKey",
        "name": "ResellerName",
        "industry": "BusinessType",
        "employees": "NumberEmployees",
    }
    assert {name: lines.columns[name].column for name in ("customer_id", "date", "amount", "cost", "order")} == {
        "customer_id": "ResellerKey",
        "date": "OrderDate",
        "amount": "SalesAmount",
        "cost": "TotalProductCost",
        "order": "SalesOrderNumber",
    }
    assert [join.file for join in master.join] == ["geography.csv", "sales_territory.csv"]


# --- wholesale customers: one table in three dialects -----------------------------------------------------------------------

SPENT = ["Fresh", "Milk", "Grocery", "Frozen", "Detergents_Paper", "Delicassen"]


@pytest.mark.parametrize(
    ("file", "encoding", "separator"),
    [
        ("wholesale_customers_with_id.csv", "utf-8", ","),
        ("wholesale_customers_semicolon_crlf.csv", "utf-8", ";"),
        ("wholesale_customers_annotated_latin1.csv", "cp1252", ","),
    ],
)
def test_three_dialects_hold_the_same_figures(shared_data: Path, file: str, encoding: str, separator: str):
    """B01, B03: comma, semicolon and a file with notes in Latin-1: 440 rows and 14,619,500 each."""
    table = read_table(shared_data / "wholesale_customers" / file, tuple(SPENT), Reading())
    assert table.how.encoding is not None
    assert table.how.separator is not None

    assert (table.how.encoding.answer, table.how.separator.answer) == (encoding, separator)
    assert table.rows == len(table.cells) == 440
    assert sum(int(cell) for heading in SPENT for cell in table.cells[heading]) == 14_619_500


def test_notes_in_columns_without_a_heading_are_named(placed: Place):
    """A15, B02: the column of typed notes has no heading, and its broken letters are shown, not mended."""
    root = placed(
        "dialects", [f"wholesale_customers/{name}.csv" for name in ("wholesale_customers_with_id", "wholesale_customers_annotated_latin1")]
    )
    said(root, "intake", "dialects")
    sheets = report(root, "dialects")

    assert "'(column 12)'" in the_row(sheets["Notes"], "no heading")[5]
    assert "(Hotel/Restaurant/CafÃ©)" in the_row(sheets["Questions"], "broken_letters")[6]
    assert the_row(sheets["Files"], "annotated_latin1")[5:7] == (440, 9)


def test_spend_in_six_columns_adds_up(placed: Place):
    """D10: revenue is the sum of six columns; each of them stands among the totals to confirm, and so does their sum."""
    root = placed("wholesale", ["wholesale_customers/wholesale_customers_with_id.csv"], engagement_of("wholesale_customers"))
    result, sheets = said(root, "intake", "wholesale"), report(root, "wholesale")
    totals = {row[1]: row[5] for row in rows_with(sheets["Totals to confirm"], "wholesale_customers_with_id.csv")}

    assert result.code == 0
    assert set(totals) == {*SPENT, " + ".join(SPENT)}
    assert sum(totals[column] for column in SPENT) == totals[" + ".join(SPENT)] == 14_619_500
    assert "440 of 440 customers have no known potential" in the_row(sheets["Questions"], "potential_unknown")[6]
    assert len(rows_with(sheets["No potential"][3:], "")) == 440


def test_figures_without_revenue_are_no_go(placed: Place):
    """D10: a customer file alone, in which nothing is sure to be revenue, is not said to carry a segmentation; nothing is spoilt by accepting it."""
    root = placed("norevenue", ["wholesale_customers/wholesale_customers_with_id.csv"])
    result = said(root, "intake", "norevenue")
    accepted = said(root, "intake", "norevenue", "--accept")

    assert (result.code, "norevenue: no go" in result.out) == (1, True)
    assert "There is no revenue" in result.out
    assert (accepted.code, accepted.err) == (1, "")


# --- CDNOW: aligned by blanks -----------------------------------------------------------------------------------------------

PRINTED = (
    "{file} is a printed list: its columns are aligned by blanks, so where a field ends cannot be known for sure. Ask the client to export the same "
    "list as Excel or CSV, or open it in Excel with Data > From Text, set the column borders by eye, and save it as a workbook."
)


def test_fixed_width_is_refused_with_advice(placed: Place):
    """B11: a list aligned by blanks is refused, packed or not, and both the terminal and the report say what to ask for."""
    root = placed("cdnow", ["cdnow/CDNOW_master.txt.gz", "cdnow/CDNOW_sample.txt", "cdnow/cdnow_summary_calibration.csv"])
    result, sheets = said(root, "intake", "cdnow"), report(root, "cdnow")

    assert result.code == 1
    for file in ("CDNOW_master.txt.gz", "CDNOW_sample.txt"):
        assert the_row(sheets["Files"], file)[1:8] == ("refused", None, None, None, None, None, PRINTED.format(file=file))
        assert PRINTED.format(file=file) in result.out
    assert the_row(sheets["Files"], "cdnow_summary_calibration.csv")[5:7] == (2357, 4)
    assert "--accept" not in result.out.splitlines()[-1]


# --- Danish and Swedish areas -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def areas(placed: Place, shared_data: Path) -> dict[str, Rows]:
    root = placed("areas", [f"dk_se_areas/{path.name}" for path in sorted((shared_data / "dk_se_areas").glob("*.csv"))])
    said(root, "intake", "areas")
    return report(root, "areas")


def test_area_tables_are_read_whole(areas: dict[str, Rows]):
    """B01, B06: marks, separators, blank rows and a stray third column: each table has the rows that it has."""
    assert {row[0]: row[5] for row in rows_with(areas["Files"], ".csv")} == {
        "dk_kommune_children_0_14.csv": 99,
        "dk_kommune_income.csv": 98,
        "dk_kommune_population_sex_age.csv": 19962,
        "dk_postnr_kommune_region.csv": 1434,
        "se_kommun_2022.csv": 290,
        "se_postnummer_kommun.csv": 15463,
    }


def test_sex_and_age_are_never_taken(areas: dict[str, Rows]):
    """L03: columns about persons are named and left out, also in a table that nobody uses."""
    assert {row[4] for row in rows_with(areas["Questions"], "SEG-L03")} == {"KØN", "ALDER"}


def test_postcodes_and_codes_keep_their_zeros(shared_data: Path):
    """C01: 0783 and 01xx are text from the first byte; the byte-order mark never sticks to a heading."""
    folder = shared_data / "dk_se_areas"
    headings = read_headings(folder / "dk_postnr_kommune_region.csv")
    danish = read_table(folder / "dk_postnr_kommune_region.csv", (), Reading()).cells
    swedish = read_table(folder / "se_postnummer_kommun.csv", (), Reading()).cells

    assert not any("\ufeff" in heading for heading in headings)
    assert any((danish[heading] == "0783").any() for heading in danish)
    assert any((swedish[heading].str.fullmatch("0[0-9]{3}")).any() for heading in swedish)


JOINED = """\
client: Postcodes
package: basic
language: da
currency: DKK
date: 2026-08-31
sources:
  - file: customers.csv
    holds: customers
    columns: {customer_id: No, name: Name, revenue: Revenue, region: ADRESSERINGSNAVN}
    join:
      - {file: dk_postnr_kommune_region.csv, key: POSTNR, origin: external, licence: "PostNord"}
"""


def test_a_postcode_in_two_regions_is_not_joined_by_chance(placed: Place, shared_data: Path):
    """C02, M03: 4000 Roskilde lies in two regions, so its customer gets none and is asked about; 0783 keeps its zero and lies in one."""
    root = placed("postcodes", ["dk_se_areas/dk_postnr_kommune_region.csv"], JOINED)
    folder = root / "workbooks" / "postcodes"
    (folder / "data" / "customers.csv").write_text("No;Name;Revenue;POSTNR\n1;Alfa;100;0783\n2;Beta;200;4000\n", encoding="utf-8")
    reception = receive(read_engagement(folder / "engagement.yaml"))
    asked = next(finding for finding in reception.findings if finding.kind == "enrichment_ambiguous")

    assert reception.intake is not None
    assert list(reception.intake.customers["region"]) == ["Region Hovedstaden", ""]
    assert (asked.values["example"], asked.values["answers"]) == ("4000", "Region Hovedstaden; Region Sjælland")


# --- Online Retail ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def online_retail(placed: Place) -> tuple[Said, dict[str, Rows]]:
    root = placed("online", ["online_retail/online_retail.csv.gz"], engagement_of("online_retail"))
    return said(root, "intake", "online"), report(root, "online")


def test_online_retail_adds_up(online_retail: tuple[Said, dict[str, Rows]]):
    """D05, D10: 541,909 lines, 135,080 without a customer, 397,884 positive ones of 4,338 customers."""
    result, sheets = online_retail
    account = {row[1]: row[2:5] for row in rows_with(sheets["Rows in and out"], "online_retail.csv.gz")}

    assert result.code == 0
    assert account["Received in the file"] == (541909, 9747747.934, None)
    assert account["Set aside: no customer on the line"][0] == 135080
    assert account["Used: sales"] == (397884, 8911407.904, 4338)


def test_online_retail_traps_are_named(online_retail: tuple[Said, dict[str, Rows]]):
    """D01, D05, D06: customers below zero, lines that repeat, lines without a customer and the two enormous orders stand in the report."""
    _, sheets = online_retail
    questions = sheets["Questions"]

    assert "135,080 invoice lines have no customer number" in the_row(questions, "no_customer_on_line")[6]
    assert the_row(questions, "same_line_twice")[6].startswith("5,225 lines repeat an earlier line in every column")
    assert "the largest, £168,469.60, stands on row 540423" in the_row(questions, "line_far_above_typical")[6]
    assert "41 customers have negative revenue" in the_row(questions, "negative_revenue")[6]
    assert "4,372 of 4,372 customers have no known potential" in the_row(questions, "potential_unknown")[6]
    assert "more rows are counted but not listed here." in str(sheets["Rows left out"][2][0])
