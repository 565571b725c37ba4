"""N5, G21: fixed grades in the strategy file: Excel and the engine say the same, today and after their last day."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from recalculation import differences, recalculated, stripped, values
from returning import Desk, desk, heads, row_of

from segkit.deliverables.excel import write_strategy
from segkit.intake.reading.isolated import work_here

ENTRY = '  - {{key: "{key}", field: grade, value: "{grade}", reason: because, {until}from: {{file: f, cell: c}}, date: 2026-09-01}}\n'

FIXED = {
    "customer:0012": ("D", ""),  # without end, below what the figures give
    "customer:0013": ("A", "until: 2026-08-31, "),  # holds on its last day
    "customer:0014": ("B", "until: 2027-01-01, "),  # the figures give none
    "customer:0015": ("A", "until: 2026-08-30, "),  # expired yesterday
    "customer:100000": ("Q", ""),  # a letter that the grid has not
    "lead:E8": ("C", ""),
}
IN_FORCE = {"0012": "D", "0013": "A", "0014": "B", "0015": "B", "100000": "B", "0017": "D"}


@pytest.fixture
def fixed(tmp_path: Path) -> Desk:
    made = desk(tmp_path / "root")
    entries = [ENTRY.format(key=key, grade=grade, until=until) for key, (grade, until) in FIXED.items()]
    made.engagement.corrections.write_text("".join(["corrections:\n", *entries]), encoding="utf-8")
    return made


def strategy(made: Desk, folder: Path) -> Path:
    with work_here():
        return write_strategy(made.study(), folder)


def cells(path: Path, heading: str) -> dict[str, object]:
    sheet = openpyxl.load_workbook(path, data_only=True)["Customers"]
    col = heads(sheet)[1][heading]
    return {number: sheet.cell(row_of(sheet, number), col).value for number in IN_FORCE}


def test_the_engine_and_excel_fix_the_same_grades(fixed: Desk, tmp_path: Path):
    """G21: every formula of a file with fixed, expired and unknown grades recalculates to what the engine wrote."""
    path = strategy(fixed, tmp_path)

    assert cells(path, "Grade") == IN_FORCE
    assert differences(path, tmp_path) == []


def test_a_fixed_grade_stands_beside_the_one_by_the_figures(fixed: Desk, tmp_path: Path):
    """N5: both are shown, with a mark where they differ; a fixed grade is never passed off as computed."""
    path = strategy(fixed, tmp_path)

    assert cells(path, "Grade by the figures") == {"0012": "A", "0013": "C", "0014": "Not rated", "0015": "B", "100000": "B", "0017": "D"}
    assert {number for number, mark in cells(path, "Differs").items() if mark == "≠"} == {"0012", "0013", "0014"}
    assert cells(path, "Fixed grade") == {"0012": "D", "0013": "A", "0014": "B", "0015": "A", "100000": "Q", "0017": None}


def test_the_grade_follows_its_entry_and_the_day_in_excel(fixed: Desk, tmp_path: Path):
    """K55: whoever types a grade, moves the day or writes nonsense sees it in the workbook, without segkit."""
    path = stripped(strategy(fixed, tmp_path), tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["Customers"]
    columns = heads(sheet)[1]
    for number, heading, value in (
        ("0017", "Fixed grade", "A"),
        ("0012", "Fixed until", "some day"),
        ("0014", "Fixed grade", None),
        ("0015", "Fixed until", None),
    ):
        sheet.cell(row_of(sheet, number), columns[heading]).value = value
    place, at = next(iter(book.defined_names["delivery_date"].destinations))
    book[place][at.replace("$", "")].value = dt.datetime(2026, 9, 1)
    book.save(path)

    shown = values(recalculated(path, tmp_path))

    head = {number: row_of(sheet, number) for number in IN_FORCE}
    letter = sheet.cell(1, columns["Grade"]).column_letter
    grades = {number: shown["Customers", f"{letter}{row}"] for number, row in head.items()}
    assert grades == {"0012": "A", "0013": "C", "0014": "Not rated", "0015": "A", "100000": "B", "0017": "A"}


def test_counts_hours_and_lists_follow_the_grade_in_force(fixed: Desk):
    """N5: segments, plan and proposals use the grade in force; Pareto does not know of it."""
    study = fixed.study()

    assert {name: study.segmentation.count(name) for name in ("A", "B", "C", "D", "not_rated")} == {
        "A": 1,
        "B": 3,
        "C": 0,
        "D": 2,
        "not_rated": 0,
    }
    assert study.lead_segmentation.count("C") == 1
    before = desk(fixed.file.parents[3] / "plain").study()
    assert list(study.customers["pareto_class"]) == list(before.customers["pareto_class"])


def test_the_entries_take_sensible_values_only(fixed: Desk, tmp_path: Path):
    """K55: Excel refuses a negative amount, a grade that is none and a text for a date, with a message."""
    sheet = openpyxl.load_workbook(strategy(fixed, tmp_path))["Customers"]
    columns = heads(sheet)[1]

    rules = {
        heading: next(
            rule.type for rule in sheet.data_validations.dataValidation if sheet.cell(5, columns[heading]).coordinate in rule.sqref
        )
        for heading in ("Potential", "Fixed grade", "Fixed until", "Reason for the fixed grade", "Comment")
    }

    assert rules == {
        "Potential": "decimal",
        "Fixed grade": "list",
        "Fixed until": "date",
        "Reason for the fixed grade": "textLength",
        "Comment": "textLength",
    }
