"""The comparison with LibreOffice itself: it reads what a file says, strips what is cached, and takes no gap or error for a figure."""

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from recalculation import formulas, recalculated, recalculated_all, same, stripped, values
from workbook_parts import CellError, parts
from xlsxwriter import Workbook

import segkit
from segkit.deliverables.excel import write_strategy

CASES = [
    ("=1/0", "#DIV/0!"),
    ("=NA()", "#N/A"),
    ('=""', ""),
    ("=1=1", True),
    ("=1=2", False),
    ("=1+1", 2),
    ('="x"&CHAR(10)&"<&>"', "x\n<&>"),
]


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A file with a formula for every kind of result, and cells that are no formulas."""
    path = tmp_path / "odd.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet("O'dd & <sheet>")
        for row, (formula, result) in enumerate(CASES):
            sheet.write_formula(row, 1, formula, None, result)
        sheet.write_string(0, 3, "  spaces & <signs>\nlines ")
        sheet.write_string(1, 3, "#N/A")
        sheet.write_string(2, 3, "_x0041_")
        sheet.write_number(3, 3, 0.1 + 0.2)
        sheet.write_boolean(4, 3, False)
        sheet.write_blank(5, 3, None, book.add_format({"bold": True}))
        sheet.write_number(6, 3, 5)
        book.define_name("one_cell", "='O''dd & <sheet>'!$D$7")
        book.define_name("four_cells", "='O''dd & <sheet>'!$D$1:$E$2")
        sheet.write_number(0, 4, 1)
        sheet.write_number(1, 4, 1)
    return path


def by_openpyxl(path: Path, *, data_only: bool) -> dict[tuple[str, str], Any]:
    book = openpyxl.load_workbook(path, data_only=data_only)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if data_only or cell.data_type == "f"]
    return {(cell.parent.title, cell.coordinate): serial(cell.value) for cell in cells if cell.value not in {None, ""}}


def serial(value: Any) -> Any:
    return (value - dt.datetime(1899, 12, 30)).days if isinstance(value, dt.datetime) else value


def test_cells_are_read_as_another_reader_reads_them(odd: Path, example: segkit.Study, tmp_path: Path):
    """Texts, numbers, truths and errors are what openpyxl finds in the same file, and so are the formulas."""
    for path in (odd, recalculated(stripped(odd, tmp_path), tmp_path), write_strategy(example, tmp_path)):
        assert values(path) == by_openpyxl(path, data_only=True)
    for path in (odd, write_strategy(example, tmp_path)):
        assert formulas(path) == by_openpyxl(path, data_only=False)


def test_an_error_is_told_from_a_text_that_looks_like_one(odd: Path):
    """#N/A as a result is an error, #N/A as a name is a text."""
    found = values(odd)

    assert isinstance(found["O'dd & <sheet>", "B2"], CellError)
    assert not isinstance(found["O'dd & <sheet>", "D2"], CellError)


def test_a_stripped_file_holds_no_result(odd: Path, example: segkit.Study, tmp_path: Path):
    """Nothing cached is left: what LibreOffice gives back, it has computed."""
    for path in (odd, write_strategy(example, tmp_path)):
        bare = stripped(path, tmp_path)
        live = formulas(path)

        assert formulas(bare) == live
        assert values(bare) == {place: value for place, value in values(path).items() if place not in live}
        assert b'fullCalcOnLoad="1"' in parts(bare)["xl/workbook.xml"]


def test_everything_stripped_comes_back_computed(odd: Path, tmp_path: Path):
    """LibreOffice computes each kind of result to what Excel would hold, an error included."""
    again, second = recalculated_all([stripped(odd, tmp_path), stripped(odd, tmp_path)], tmp_path)

    assert [values(again).get(("O'dd & <sheet>", f"B{row}"), "") for row in range(1, 8)] == [result for _, result in CASES]
    assert values(again) == values(second)


def test_changes_go_into_the_cells_of_their_names(odd: Path, tmp_path: Path):
    """A number, a text, and the rows of a range are written where the defined names lie."""
    changed = values(stripped(odd, tmp_path, {"one_cell": 7.25, "four_cells": (("=1", "b"), (0, "<&"))}))

    assert {changed.get(("O'dd & <sheet>", cell)) for cell in ("D7",)} == {7.25}
    assert [changed["O'dd & <sheet>", cell] for cell in ("D1", "E1", "D2", "E2")] == ["=1", "b", 0, "<&"]
    with pytest.raises(KeyError):
        stripped(odd, tmp_path, {"no_such_name": 1})


@pytest.mark.parametrize(
    ("cached", "again", "expected"),
    [
        (None, "", True),
        ("", None, True),
        (0, "", False),
        (0, None, False),
        ("", 0, False),
        (1, True, False),
        (0, False, False),
        (True, True, True),
        ("1", 1, False),
        ("a", "A", False),
        (CellError("#N/A"), CellError("#N/A"), False),
        ("#N/A", "#N/A", True),
        (2, 2.0, True),
        (0.1 + 0.2, 0.3, True),
        (0.333333333333, 1 / 3, False),
        (250_000, 250_000.004, True),
        (250_000, 250_000.006, False),
        (9e9, 9e9 + 0.01, False),
        (1e11, 1e11 + 0.01, True),
        (1e11, 1e11 + 0.02, False),
        (12.34, 12.341, False),
    ],
)
def test_what_counts_as_the_same(cached: Any, again: Any, expected: bool):
    """Money to half an øre, shares to their last decimal; nothing is not 0, a truth is no number, and an error equals nothing."""
    assert same(cached, again) is expected
    assert same(again, cached) is expected
