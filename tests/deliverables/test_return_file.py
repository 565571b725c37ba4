"""The client's own rows back: every cell as it came, in its place, with segkit's columns to the right."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
from tiny import TINY

import segkit
from segkit.deliverables.return_file import write_return
from segkit.study import Study


def original(cell: object) -> object:
    """Return a cell of a source as openpyxl reads it back."""
    if isinstance(cell, Decimal):
        return float(cell)
    return dt.datetime(cell.year, cell.month, cell.day) if isinstance(cell, dt.date) else cell or None


def test_every_original_cell_comes_back_in_its_place(example: Study, tmp_path: Path):
    """K22: the client's columns of customers and leads, in their order, are untouched: zeros, quotes, commas and empty cells."""
    path = write_return(example, tmp_path)
    assert path is not None
    book = openpyxl.load_workbook(path)

    for table in example.intake.lists:
        cells = table.tables[0].cells
        rows = list(book[table.source.file].iter_rows(values_only=True))
        assert list(rows[0][: cells.shape[1]]) == list(cells.columns)
        assert [list(row[: cells.shape[1]]) for row in rows[1:]] == [[original(cell) for cell in row] for row in cells.to_numpy()]


def test_blanks_around_a_cell_come_back(workbook: Callable[..., Path], tmp_path: Path):
    """K22: the rating trims a name, the returned cell does not."""
    customers = "No;Name;Rep;Potential\n001;  Alfa ;Ida; 9.000,00\n"
    path = write_return(segkit.run_study(segkit.read_engagement(workbook(customers_csv=customers))), tmp_path)
    assert path is not None
    row = list(openpyxl.load_workbook(path)["customers.csv"].iter_rows(values_only=True))[1]

    assert row[:4] == ("001", "  Alfa ", "Ida", " 9.000,00")


def test_each_row_carries_its_own_grade(example: Study, tmp_path: Path):
    """M02: keyed on the client's own number, ready for the CRM."""
    path = write_return(example, tmp_path)
    assert path is not None
    sheet = openpyxl.load_workbook(path)["kunder.csv"]
    rows = list(sheet.iter_rows(values_only=True))
    grade = rows[0].index("Klasse")
    grades = dict(zip(example.customers["customer_id"], example.customers["grade"], strict=True))

    assert {row[0]: row[grade] for row in rows[1:]} == {row[0]: grades[row[0]] or "Ikke vurderet" for row in rows[1:]}


def test_rows_set_aside_come_back_with_the_reason(workbook: Callable[..., Path], tmp_path: Path):
    """Nothing is lost: a row without number and one with too many fields stand where they stood."""
    customers = "No;Name;Rep;Potential\n001;Alfa;Ida;9000\n;Nobody;Bo;1\n003;Gam;ma;Bo;7\n004;=1+1;Bo;5\n"
    path = write_return(segkit.run_study(segkit.read_engagement(workbook(customers_csv=customers))), tmp_path)
    assert path is not None
    rows = list(openpyxl.load_workbook(path)["customers.csv"].iter_rows(values_only=True))

    assert [row[:5] for row in rows[1:]] == [
        ("001", "Alfa", "Ida", "9000", None),
        (None, "Nobody", "Bo", "1", None),
        ("003", "Gam", "ma", "Bo", "7"),
        ("004", "=1+1", "Bo", "5", None),
    ]
    assert [row[-1] for row in rows] == ["Note", None, "Set aside: no customer number", "Set aside: wrong number of fields", None]


def test_a_heading_that_the_file_has_is_marked_as_ours(workbook: Callable[..., Path], tmp_path: Path):
    """The client's own column keeps its name; ours of the same name says that it is segkit's."""
    path = write_return(segkit.run_study(segkit.read_engagement(workbook())), tmp_path)
    assert path is not None
    heading = next(openpyxl.load_workbook(path)["customers.csv"].iter_rows(values_only=True))

    assert heading[3] == "Potential"
    assert "Potential (segkit)" in heading


def test_no_list_no_file(workbook: Callable[..., Path], tmp_path: Path):
    """A ledger alone has no rows of customers to return."""
    start, end = TINY.index("  - file: customers.csv"), TINY.index("  - file: lines.csv")
    study = segkit.run_study(segkit.read_engagement(workbook(TINY[:start] + TINY[end:])))

    assert write_return(study, tmp_path) is None
