"""The call list: written, filled in, read back; only answered rows change."""

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from tiny import TINY

import segkit
from segkit.deliverables.call_list import write_call_list
from segkit.errors import SourceError

Build = Callable[..., Path]
ANSWER, NAME, KEY = "I", "D", "A"
FIRST = 8

LEADS = "No;Name;Rep;Expected;Potential\nL1;Lambda;Ida;500;\nL2;My;Bo;800;9000\n"


def with_leads(workbook: Build) -> Path:
    """Return an engagement where one customer and one lead have an unknown potential."""
    source = "  - file: leads.csv\n    holds: leads\n    columns: {lead_id: No, name: Name, owner: Rep, "
    source += "revenue: Expected, potential: Potential}\nabcd:"
    return workbook(TINY.replace("abcd:", source), leads_csv=LEADS)


def study_of(path: Path) -> segkit.Study:
    return segkit.run_study(segkit.read_engagement(path))


def filled(path: Path, answers: dict[str, object]) -> Path:
    """Fill in the answers by name, as a person would, and save."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in range(FIRST, sheet.max_row + 1):
        name = sheet[f"{NAME}{row}"].value
        if name in answers:
            sheet[f"{ANSWER}{row}"] = answers[name]
    book.save(path)
    return path


def test_answers_come_home(workbook: Build, tmp_path: Path):
    """Written, filled in, laid into data/: the answered customer and lead are rated, nobody else changes."""
    engagement = with_leads(workbook)
    before = study_of(engagement)
    path = filled(write_call_list(before, tmp_path), {"Gamma": 6000, "Lambda": 12000.5})
    shutil.copyfile(path, engagement.parent / "data" / path.name)

    after = study_of(engagement)

    changed = {"potential", "potential_basis", "utilisation", "headroom", "grade", "not_rated_because", "proposal", "proposal_reason"}
    changed |= {"step_figure", "step_by", "step_to", "step_grade", "possible"}
    changed |= {"computed_grade"}
    assert after.customers.set_index("name").at["Gamma", "potential"] == 6000
    assert after.customers.set_index("name").at["Gamma", "potential_basis"] == "answered"
    assert after.leads.set_index("name").at["Lambda", "potential"] == 12000.5
    others = [frame[frame["name"] != "Gamma"].reset_index(drop=True) for frame in (before.customers, after.customers)]
    assert others[0].equals(others[1])
    gamma = [frame.set_index("name").loc["Gamma"].drop(changed) for frame in (before.customers, after.customers)]
    assert gamma[0].equals(gamma[1])
    assert after.find_out.empty


def test_a_new_list_carries_the_answers_on(workbook: Build, tmp_path: Path):
    """Laid over the old one, the next list loses no answer: what was answered stands below what is still to ask."""
    engagement = with_leads(workbook)
    (tmp_path / "next").mkdir()
    first = filled(write_call_list(study_of(engagement), tmp_path), {"Gamma": 6000})
    shutil.copyfile(first, engagement.parent / "data" / first.name)
    once = study_of(engagement)
    shutil.copyfile(write_call_list(once, tmp_path / "next"), engagement.parent / "data" / first.name)

    again = study_of(engagement)

    assert list(again.find_out["name"]) == ["Lambda"]
    assert again.customers.equals(once.customers)


def test_an_unanswered_list_changes_nothing(workbook: Build, tmp_path: Path):
    """F08: a list that comes back as it went out leaves every figure as it was."""
    engagement = with_leads(workbook)
    before = study_of(engagement)
    path = write_call_list(before, tmp_path)
    shutil.copyfile(path, engagement.parent / "data" / path.name)

    after = study_of(engagement)

    assert before.customers.equals(after.customers)
    assert before.leads.equals(after.leads)
    assert [finding.kind for finding in before.findings] == [finding.kind for finding in after.findings]


def test_sorted_and_shortened_lists_match_by_key(workbook: Build, tmp_path: Path):
    """F01: rows may change places and disappear; an answer finds its account by the hidden key."""
    engagement = with_leads(workbook)
    path = write_call_list(study_of(engagement), tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    first, second = ([cell.value for cell in sheet[row]] for row in (FIRST, FIRST + 1))
    for col, (one, two) in enumerate(zip(second, first, strict=True), start=1):
        sheet.cell(FIRST, col).value, sheet.cell(FIRST + 1, col).value = one, two
    book.save(path)
    filled(path, {"Gamma": 6000})
    shutil.copyfile(path, engagement.parent / "data" / path.name)

    assert study_of(engagement).customers.set_index("name")["potential"].to_dict() == {
        "Alfa": 9000,
        "Beta": 4000,
        "Gamma": 6000,
        "Delta": 5000,
    }


def test_a_list_of_another_client_is_refused(workbook: Build, tmp_path: Path):
    """F05: the mark names the client; nothing of another's list is used."""
    engagement = workbook()
    path = write_call_list(study_of(workbook(TINY.replace("Tiny A/S", "Other A/S"), name="other")), tmp_path)
    shutil.copyfile(path, engagement.parent / "data" / path.name)

    with pytest.raises(SourceError) as raised:
        study_of(engagement)
    assert str(raised.value) == "SEG-F05: call_list.xlsx is the call list of another client. Take it out of data/."


def test_the_mark_and_the_keys_are_out_of_sight(workbook: Build, tmp_path: Path):
    """The client sees questions and yellow cells; keys are hidden, the mark is very hidden, answers are checked."""
    book = openpyxl.load_workbook(write_call_list(study_of(with_leads(workbook)), tmp_path))
    sheet, mark = book.worksheets

    assert mark.sheet_state == "veryHidden"
    assert json.loads(mark["A1"].value) == {
        "kind": "call_list",
        "client": "Tiny A/S",
        "folder": "tiny",
        "number": "Number",
        "answer": "Potential per year",
        "beside": ["Date", "Answered by", "Note"],
    }
    assert sheet.column_dimensions[KEY].hidden
    assert [sheet[f"{KEY}{row}"].value for row in (FIRST, FIRST + 1)] == ["lead:L1", "customer:003"]
    check = sheet.data_validations.dataValidation[0]
    assert (check.type, check.operator, check.formula1) == ("decimal", "greaterThanOrEqual", "0")
    assert str(check.sqref) == f"{ANSWER}{FIRST}:{ANSWER}{FIRST + 1}"
    assert sheet[f"H{FIRST}"].value == "What do you buy in total per year of what we could deliver?"
    assert sheet[f"H{FIRST + 1}"].value == "What do you buy in total per year of what we sell, from all suppliers?"


def test_names_are_text(workbook: Build, tmp_path: Path):
    """G01: a name that looks like a formula is a text with a leading quote."""
    study = study_of(workbook(customers_csv="No;Name;Rep;Potential\n003;=1+1;@SUM(1);\n"))
    cell = openpyxl.load_workbook(write_call_list(study, tmp_path)).worksheets[0][f"{NAME}{FIRST}"]
    names = {cell.value}

    assert names <= {"=1+1", "001", "002", "003", "004"}
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_nobody_to_call(workbook: Build, tmp_path: Path):
    """With every potential known the list says so, and can still be read back."""
    engagement = workbook(customers_csv="No;Name;Rep;Potential\n001;A;I;1\n002;B;I;2\n003;C;I;3\n004;D;I;4\n")
    path = write_call_list(study_of(engagement), tmp_path)
    shutil.copyfile(path, engagement.parent / "data" / path.name)

    assert openpyxl.load_workbook(path).worksheets[0]["B4"].value == "Every potential is known: there is nobody to call."
    assert len(study_of(engagement).customers) == 4


def test_the_same_study_gives_the_same_list(tiny: segkit.Study, tmp_path: Path):
    """Nothing in the call list comes from the clock: two lists of one study are the same bytes."""
    assert write_call_list(tiny, tmp_path / "1").read_bytes() == write_call_list(tiny, tmp_path / "2").read_bytes()


def test_moved_columns_rows_and_sheets_are_found_by_their_headings(workbook: Build, tmp_path: Path):
    """F01: columns before the answers, a row less above the table and a sheet in front change nothing."""
    engagement = with_leads(workbook)
    path = filled(write_call_list(study_of(engagement), tmp_path), {"Gamma": 6000})
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.insert_cols(7, 2)
    sheet.delete_rows(3)
    book.create_sheet("My notes", 0)["A1"] = "call them on Monday"
    book.save(engagement.parent / "data" / "moved.xlsx")

    after = study_of(engagement)

    assert after.customers.set_index("name").at["Gamma", "potential"] == 6000
    assert list(after.find_out["name"]) == ["Lambda"]


def test_a_list_without_its_answer_column_is_refused(workbook: Build, tmp_path: Path):
    """F02: nothing is guessed from a column that has lost its heading."""
    engagement = with_leads(workbook)
    book = openpyxl.load_workbook(filled(write_call_list(study_of(engagement), tmp_path), {"Gamma": 6000}))
    book.worksheets[0].cell(FIRST - 1, 9).value = "Amount"
    book.save(engagement.parent / "data" / "bent.xlsx")

    with pytest.raises(SourceError) as caught:
        study_of(engagement)

    assert str(caught.value) == (
        "SEG-F02: bent.xlsx has no column 'Potential per year' any more. Put its heading back, or fill in a new list."
    )


def test_a_row_added_by_hand_is_named(workbook: Build, tmp_path: Path):
    """F02: an answer below the table, with a number but no hidden key, is a finding and not lost."""
    engagement = with_leads(workbook)
    path = write_call_list(study_of(engagement), tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    row = sheet.max_row + 1
    sheet.cell(row, 3).value, sheet.cell(row, 9).value = "002", 99000
    book.save(engagement.parent / "data" / path.name)

    found = {finding.kind: finding for finding in study_of(engagement).findings}

    assert (found["answer_of_nobody"].row, found["answer_of_nobody"].values) == (row, {"example": "002"})


def test_date_name_and_note_come_along(workbook: Build, tmp_path: Path):
    """What the rep wrote beside an answer stands in the next list too."""
    engagement = with_leads(workbook)
    book = openpyxl.load_workbook(filled(write_call_list(study_of(engagement), tmp_path), {"Gamma": 6000}))
    for col, value in ((10, dt.datetime(2026, 9, 1)), (11, "Fru Hansen"), (12, "=ring igen")):
        cell = book.worksheets[0].cell(FIRST + 1, col)  # Gamma stands below the lead, whose answer is worth more
        cell.value, cell.data_type = value, "s" if isinstance(value, str) else cell.data_type
        if isinstance(value, dt.datetime):
            cell.value = value
    book.save(engagement.parent / "data" / "call_list.xlsx")

    again = openpyxl.load_workbook(write_call_list(study_of(engagement), tmp_path)).worksheets[0]
    rows = [[cell.value for cell in row[8:12]] for row in again.iter_rows(min_row=FIRST)]

    assert [6000, dt.datetime(2026, 9, 1), "Fru Hansen", "=ring igen"] in rows


def test_a_period_of_another_length_is_asked_about_as_such(workbook: Build, tmp_path: Path):
    """Potential speaks of the period's length: half a year is asked for half a year."""
    study = study_of(workbook(TINY.replace("from: 2025-07-01", "from: 2026-01-01")))
    sheet = openpyxl.load_workbook(write_call_list(study, tmp_path)).worksheets[0]

    assert sheet.cell(FIRST - 1, 9).value == "Potential in 6 months"
    assert sheet.cell(FIRST, 8).value == "What do you buy in total in 6 months of what we sell, from all suppliers?"
