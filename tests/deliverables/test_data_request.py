"""The data request: a template that a client can fill in without being wrong, its example apart, and the letter that goes with it."""

import json
from pathlib import Path

import openpyxl
import pytest
from dirty_client import ENGAGEMENT
from openpyxl.workbook.workbook import Workbook

from segkit.deliverables.data_request import write_data_request
from segkit.engagement import Engagement, read_engagement
from segkit.intake.survey import survey
from segkit.tables import COLUMNS
from segkit.words import Words


def engagement(folder: Path, language: str = "en", request: str = "") -> Engagement:
    folder.mkdir(parents=True, exist_ok=True)
    text = ENGAGEMENT.replace("language: da", f"language: {language}") + request
    (folder / "engagement.yaml").write_text(text, encoding="utf-8")
    return read_engagement(folder / "engagement.yaml")


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    return openpyxl.load_workbook(write_data_request(engagement(tmp_path / "nordlyd"), tmp_path)[0])


@pytest.mark.parametrize("language", ["da", "sv", "nb", "en", "de"])
def test_every_agreed_field_is_a_heading_and_no_other(tmp_path: Path, language: str):
    """L03: only the agreed fields are asked for, under the client's own words."""
    asked = engagement(tmp_path / "nordlyd", language)
    book, words = openpyxl.load_workbook(write_data_request(asked, tmp_path)[0]), Words(language)
    for sheet, (holds, names) in zip(book.worksheets[1:4], asked.request.tables.items(), strict=True):
        labels = {column.name: words(column.label) for column in COLUMNS[holds]}

        assert {cell.value for cell in sheet[1]} == {labels[name] for name in names}
        assert sheet.max_row == 1


def test_the_fields_are_those_of_the_engagement(tmp_path: Path):
    """L03: what is written under 'request' is what is asked, table by table; an empty list asks for no such table."""
    asked = engagement(tmp_path / "nordlyd", request="request:\n  customers: [customer_id, name]\n  leads: []\n")
    book = openpyxl.load_workbook(write_data_request(asked, tmp_path)[0])

    assert [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"] == [
        "Read me",
        "Customers",
        "Invoice lines",
        "Example",
    ]
    assert [cell.value for cell in book["Customers"][1]] == ["Customer no.", "Name"]


def test_customer_numbers_are_text_cells(book: Workbook):
    """C01: a number typed into the template keeps its zeros, for the column is formatted as text."""
    assert book["Customers"].column_dimensions["A"].number_format == "@"


def test_amounts_and_dates_are_checked_as_they_are_typed(book: Workbook):
    """C04, C09: a text where an amount belongs, or a date that is none, is refused by Excel with a sentence."""
    checks = {str(check.sqref).split(":")[0]: check for check in book["Invoice lines"].data_validations.dataValidation}
    heads = {cell.value: cell.column_letter for cell in book["Invoice lines"][1]}

    assert checks[f"{heads['Amount']}2"].type == "decimal"
    assert checks[f"{heads['Amount']}2"].error == "Write a plain amount, without currency or text."
    assert checks[f"{heads['Date']}2"].type == "date"


def test_every_heading_says_what_it_means(book: Workbook):
    """P03: each heading has a remark; the needed ones say that they are needed on every row."""
    for name in ("Customers", "Invoice lines", "Leads"):
        assert all(cell.comment is not None and len(cell.comment.text) > 10 for cell in book[name][1])
    assert "Needed on every row." in book["Customers"]["A1"].comment.text


def test_the_example_makes_sense(book: Workbook):
    """D06: the invented invoice line costs less than it is sold for, and stands on a sheet of its own."""
    rows = [[cell.value for cell in row] for row in book["Example"].iter_rows()]
    at = next(i for i, row in enumerate(rows) if "Amount" in row)
    line = dict(zip(rows[at], rows[at + 1], strict=True))

    assert 0 < line["Direct cost"] < line["Amount"]


def test_the_mark_says_whose_it_is_and_what_stands_where(book: Workbook):
    """A12, K01: a sheet that no menu shows names client, sheets and headings."""
    mark = json.loads(book["_segkit"]["A1"].value)

    assert book["_segkit"].sheet_state == "veryHidden"
    assert (mark["kind"], mark["client"], mark["folder"]) == ("data_request", "Nordlyd A/S", "nordlyd")
    assert mark["tables"]["Invoice lines"]["columns"]["Amount"] == "amount"


def test_the_letter_names_each_field_and_asks_for_nothing_personal(tmp_path: Path):
    """L03: the letter lists what the template asks for, and asks to leave out what nobody may have."""
    asked = engagement(tmp_path / "nordlyd")
    letter = write_data_request(asked, tmp_path)[1].read_text(encoding="utf-8")

    for holds, names in asked.request.tables.items():
        for column in COLUMNS[holds]:
            assert column.name not in names or column.label.casefold() in letter.casefold()
    assert "Please leave out birthdays, personal identity numbers" in letter


def test_the_same_request_twice_gives_the_same_bytes(tmp_path: Path):
    """M02: nothing but the engagement decides what is written."""
    asked = engagement(tmp_path / "nordlyd")
    first, second = write_data_request(asked, tmp_path / "a"), write_data_request(asked, tmp_path / "b")

    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def deep_dive(folder: Path, request: str = "") -> Engagement:
    """Return the engagement as a Deep Dive."""
    file = engagement(folder, request=request).file
    file.write_text(file.read_text(encoding="utf-8").replace("package: basic", "package: deepdive"), encoding="utf-8")
    return read_engagement(file, sources_needed=False)


def test_the_deep_dive_asks_for_time_and_costs(tmp_path: Path):
    """K33, K39: records of time and costs have a sheet of their own, and customers what their credit costs."""
    book = openpyxl.load_workbook(write_data_request(deep_dive(tmp_path / "nordlyd"), tmp_path)[0])

    assert [cell.value for cell in book["Time and costs"][1]] == ["Customer no.", "Date", "Kind of record", "Hours", "Amount", "Who"]
    assert {"Receivables", "Days until payment"} <= {cell.value for cell in book["Customers"][1]}


def test_the_basic_package_asks_for_neither(book: Workbook):
    """K39: nothing that the analysis does not need is asked for."""
    assert "Time and costs" not in book.sheetnames
    assert not {"Receivables", "Days until payment"} & {cell.value for cell in book["Customers"][1]}


def test_what_is_written_under_request_wins_for_the_deep_dive_too(tmp_path: Path):
    """K39: fields listed for a table are all that is asked of it; an empty list asks for no such table."""
    request = "request:\n  customers: [customer_id, name]\n  costs: []\n"
    book = openpyxl.load_workbook(write_data_request(deep_dive(tmp_path / "nordlyd", request), tmp_path)[0])

    assert "Time and costs" not in book.sheetnames
    assert [cell.value for cell in book["Customers"][1]] == ["Customer no.", "Name"]


def test_hours_are_checked_as_they_are_typed(tmp_path: Path):
    """K33: a cell for hours takes a plain number, and the note says what it means."""
    sheet = openpyxl.load_workbook(write_data_request(deep_dive(tmp_path / "nordlyd"), tmp_path)[0])["Time and costs"]
    [check] = [check for check in sheet.data_validations.dataValidation if str(check.sqref).startswith("D2:")]

    assert (check.type, check.error) == ("decimal", "Write hours as a plain number, such as 1.5.")
    assert sheet["D1"].comment.text == "Time spent, as 1.5 or 1:30."


def test_the_letter_of_the_deep_dive_names_the_records(tmp_path: Path):
    """K39: the letter says what is asked of time and costs, with its fields."""
    text = write_data_request(deep_dive(tmp_path / "nordlyd"), tmp_path)[1].read_text(encoding="utf-8")

    assert (
        "Records of time and costs of the period, one row each: visits, calls, service cases, freight, bonuses and the like, with " in text
    )
    assert "kind of record, hours, amount" in text


def test_a_filled_template_of_time_and_costs_comes_home(tmp_path: Path):
    """K39: the template itself says which sheet holds the records, so nothing is guessed."""
    asked = deep_dive(tmp_path / "nordlyd")
    book = openpyxl.load_workbook(write_data_request(asked, tmp_path)[0])
    book["Customers"].append(["001", *[None] * (book["Customers"].max_column - 1)])
    book["Time and costs"].append(["001", "2026-03-17", "Visit", 1.5, None, "IH"])
    asked.data.mkdir(exist_ok=True)
    book.save(asked.data / "data_request.xlsx")
    [proposal] = [
        surveyed.proposal
        for surveyed in survey(asked.data, asked.identity.name, asked.identity.folder).tables
        if surveyed.proposal.holds == "costs"
    ]

    assert {column.column: column.heading for column in proposal.columns} == {
        "customer_id": "Customer no.", "date": "Date", "kind": "Kind of record", "hours": "Hours", "amount": "Amount", "who": "Who",
    }  # fmt: skip
