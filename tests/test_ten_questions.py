"""What people ask about their data is answered from intake.xlsx alone: a small dirty client, its report opened as the client opens it."""

import re
from pathlib import Path

import openpyxl
import pytest
from dirty_client import lay_out
from rounds import Rows, rows_with, said, sheets, the_row

from segkit.deliverables.excel.workbook import safe_names
from segkit.deliverables.intake_report.verdict import WHERE
from segkit.words import Words

DA = Words("da", "DKK")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("nordlyd")
    lay_out(root)
    assert said(root, "intake", "nordlyd").code == 0
    return root / "workbooks" / "nordlyd" / "intake.xlsx"


@pytest.fixture(scope="module")
def book(file: Path) -> dict[str, Rows]:
    return sheets(file)


def sheet(book: dict[str, Rows], name: str) -> Rows:
    """Return the sheet that is called so in the client's language."""
    return book[safe_names([DA(name)])[0]]


def test_the_guide_asks_ten_questions_and_each_leads_to_a_sheet(file: Path):
    """Each of the ten questions stands on the first sheet with a link that meets a sheet of the file."""
    guide = openpyxl.load_workbook(file).worksheets[0]
    links = [(row[0].value, row[1].hyperlink.location) for row in guide.iter_rows() if row[1].hyperlink]
    names = openpyxl.load_workbook(file).sheetnames

    assert [question for question, _ in links] == [DA(question) for question, _ in WHERE]
    assert len(links) == 10
    assert {location.removesuffix("!A1").strip("'") for _, location in links} < set(names)


def test_which_files_were_read_and_how(book: dict[str, Rows]):
    """B01, B03, M01: character set, heading row, rows, columns and the hash of each file."""
    files = sheet(book, "Files")
    lines, customers = the_row(files, "faktura.txt"), the_row(files, "kunder.csv")

    assert (lines[3:7], customers[4:7]) == ((483, "1", 14, 5), ("1", 6, 11))
    assert "cp1252" in customers[7]
    assert re.fullmatch("[0-9a-f]{64}", customers[8])


def test_which_heading_became_which_column(book: dict[str, Rows]):
    """A13, C04, C09: heading, column, how full, and the cell that settled the decimal sign and the order of dates."""
    mapping = sheet(book, "Columns")
    amount, date = the_row(mapping, "Beløb", "faktura.txt"), the_row(mapping, "Dato", "faktura.txt")

    assert (amount[2], amount[4:7]) == (DA("Amount"), (9, 0, 1))
    assert "'25.000,00'" in amount[8]
    assert (date[2], date[7]) == (DA("Date"), "24.06.2024 – 23.04.2026")
    assert "'15-07-2025'" in date[8]
    assert the_row(mapping, "CPR-nr")[2] == DA("not used")


@pytest.mark.parametrize(
    ("key", "row", "found"),
    [
        ("ragged_rows|faktura.txt||", "11", "0101;F1007;21-02-2026;Ring;til kunden;4.000,00;DKK"),
        ("bad_numbers|faktura.txt||Beløb", "12", "efter aftale"),
        ("no_customer_on_line|faktura.txt||", "13", "750,25"),
        ("incomplete_lines|faktura.txt||", "14", "1"),
        ("personal_numbers|kunder.csv||CPR-nr", "2, 3", "CPR-nr"),
        ("duplicates_proposed|kunder.csv||", "5, 6", "Viborg Træ A/S"),
    ],
)
def test_which_row_is_it(book: dict[str, Rows], key: str, row: str, found: str):
    """B04, C10, D03, D05, L02: each question names the row as Excel or an editor shows it, and an example of what stands there."""
    asked = the_row(sheet(book, "Questions"), key)

    assert (asked[0], asked[5]) == (key, row)
    assert found in asked[6]


@pytest.mark.parametrize(
    ("source", "row", "because", "raw"),
    [
        ("faktura.txt", 7, "the heading line again (a page break)", "Kundenr;Fakturanr;Dato;Beløb;Valuta"),
        ("faktura.txt", 8, "a page number, date of print or line of dashes", "Side 2"),
        ("faktura.txt", 9, "a page number, date of print or line of dashes", "-----"),
        ("faktura.txt", 11, "wrong number of fields", "0101;F1007;21-02-2026;Ring;til kunden;4.000,00;DKK"),
        ("faktura.txt", 12, "Its amount is not a number.", "0104 | F1008 | 22-03-2026 | efter aftale | DKK"),
        ("faktura.txt", 13, "The line names no customer.", "F1009 | 23-04-2026 | 750,25 | DKK"),
        ("faktura.txt", 14, "It has no date or no amount.", "0103 | F1010 | 31-12-9999 | 600,00 | DKK"),
        ("faktura.txt", 15, "It lies outside the period.", "0101 | F1011 | 24-06-2024 | 300,00 | DKK"),
        ("kunder.csv", 7, "It equals the sum of other rows, so it is a total.", "I alt | 200.000,50"),
    ],
)
def test_why_was_this_row_left_out(book: dict[str, Rows], source: str, row: int, because: str, raw: str):
    """B04, B09, B10, D05, D10: each row left out stands there with its number, its reason and what it holds."""
    rows = [found for found in sheet(book, "Rows left out") if found[:2] == (source, row)]

    assert rows == [(source, row, DA(because), raw)]


def test_no_row_is_left_out_without_being_listed(book: dict[str, Rows]):
    """D10: the account of the rows and the list of rows left out agree to the row."""
    account = rows_with(sheet(book, "Rows in and out"), "faktura.txt") + rows_with(sheet(book, "Rows in and out"), "kunder.csv")
    received = sum(row[2] for row in account if row[1] == DA("Received in the file"))
    used = sum(row[2] for row in account if row[1].startswith(DA("Used")))
    listed = [row for row in sheet(book, "Rows left out") if isinstance(row[1], int)]

    assert received - used == len(listed) == 9


def test_what_did_you_change(book: dict[str, Rows]):
    """C10: a date that stands for none is shown as it was and as what it counts."""
    changes = sheet(book, "Changes")

    sentinels = [row[:2] + row[3:] for row in (*rows_with(changes, "31-12-9999"), *rows_with(changes, "01-01-1900"))]

    assert set(sentinels) == {
        ("faktura.txt", "Dato", 1, 14, "31-12-9999", DA("(empty)")),
        ("kunder.csv", "Kunde siden", 2, 5, "31-12-9999", DA("(empty)")),
        ("kunder.csv", "Kunde siden", 2, 3, "01-01-1900", DA("(empty)")),
    }
    assert the_row(changes, "12.500,50")[3:6] == (5, 3, "12.500,50")


def test_does_it_add_up_to_what_we_invoiced(book: dict[str, Rows]):
    """C06, D10: received is the sum of the lines below it, in rows and in kroner, euros at the rate that is written down."""
    account = [row[1:] for row in rows_with(sheet(book, "Rows in and out"), "faktura.txt")]
    received, parts = account[0], account[1:]

    assert received[:3] == (DA("Received in the file"), 14, 63150.25)
    assert sum(row[1] for row in parts) == 14
    assert sum(row[2] or 0 for row in parts) == 63150.25
    assert [row for row in parts if row[0] == DA("Used: sales")] == [(DA("Used: sales"), 5, 62000.5, 5)]
    assert "EUR" in the_row(sheet(book, "Notes"), "SEG-C06")[5]


def test_what_must_our_bookkeeper_confirm(book: dict[str, Rows]):
    """B09: the potentials' sum leaves the totals row out, and there is room for the bookkeeper's figure."""
    potential = the_row(sheet(book, "Totals to confirm"), "kunder.csv", "Potentiale")

    assert potential[3:7] == (3, 2, 200000.5, None)


def test_who_has_no_potential(book: dict[str, Rows]):
    """D02: those without a potential, by name and number, who buys most first."""
    rows = [row for row in sheet(book, "No potential") if str(row[0]).startswith("01")]

    assert rows == [("0105", "Viborg Trae ApS", "Bo Lund", "Nord", 9000), ("0103", "Ålborg Beslag", "Bo Lund", "Nord", 7500)]


def test_is_one_customer_in_there_twice(book: dict[str, Rows]):
    """D03: the pair, both names, the reasons, and that nothing is decided."""
    pair = the_row(sheet(book, "Same customer?"), "0104, 0105")

    assert (pair[1], pair[3]) == ("Viborg Træ A/S / Viborg Trae ApS", DA("open"))
    assert "Viborg Trae ApS" in pair[2]


def test_what_is_missing_and_what_do_we_lose_by_it(book: dict[str, Rows]):
    """L03: each column that nobody gave stands there with what cannot be said without it."""
    industry = DA("{column} ({table})", column=DA("Industry"), table=DA("customers"))
    lost = DA("Not given. {lost}", lost=DA("Figures and campaigns cannot be divided by industry."))

    assert the_row(sheet(book, "Columns"), industry)[8] == lost


def test_personal_numbers_stand_nowhere_in_the_report(file: Path, book: dict[str, Rows]):
    """L02: no CPR number is shown, not even as an example."""
    assert not any(re.search(r"\d{6}-\d{4}", str(cell)) for rows in book.values() for row in rows for cell in row)


_ENGLISH = re.compile(r"\b(the|was|were|which|rows?|cells?|column|heading|file|stands?|not used|before|after|given)\b", re.IGNORECASE)


def test_a_danish_report_speaks_danish(book: dict[str, Rows]):
    """P01: no English sentence stands in a Danish client's report."""
    own = {"Leads", "SHA-256"}
    english = {
        cell
        for rows in book.values()
        for row in rows
        for cell in row
        if isinstance(cell, str) and cell not in own and _ENGLISH.search(cell)
    }
    keys = {cell for cell in english if "|" in cell}

    assert english - keys == set()
