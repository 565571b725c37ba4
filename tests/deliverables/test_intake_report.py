"""The intake report is a good workbook: titled, frozen, ready to print, free of errors, its formulas live, and the same bytes every time."""

from pathlib import Path

import openpyxl
import pytest
from dirty_client import lay_out
from openpyxl.workbook.workbook import Workbook
from recalculation import differences, recalculated, stripped, values
from rounds import said

from segkit.deliverables.intake_report import write_intake_report
from segkit.engagement import read_engagement
from segkit.reception import receive

TOTALS = 2


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("report")
    folder = lay_out(root)
    assert said(root, "intake", "nordlyd").code == 0
    return folder / "intake.xlsx"


@pytest.fixture(scope="module")
def book(file: Path) -> Workbook:
    return openpyxl.load_workbook(file)


def shown(book: Workbook) -> list[openpyxl.worksheet.worksheet.Worksheet]:
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def test_every_sheet_has_a_title_and_what_it_is_for(book: Workbook):
    """Each sheet begins with its title and one sentence that says what it shows."""
    assert len(shown(book)) == 11
    for sheet in shown(book):
        title = next(cell for cell in sheet[1] if cell.value)

        assert title.font.sz >= 14
        assert not sheet.column_dimensions[title.column_letter].hidden, sheet.title
        assert len(str(title.offset(1, 0).value)) > 5


def test_headings_stay_when_one_scrolls(book: Workbook):
    """Each list's headings are frozen, and can be filtered."""
    for sheet in shown(book)[1:]:
        if sheet.max_row > 4:
            assert sheet.freeze_panes is not None, sheet.title
            assert sheet.auto_filter.ref or sheet.tables, sheet.title


def test_every_sheet_is_ready_to_print(book: Workbook):
    """Each sheet prints on the width of one page, with a footer, and repeats its headings where it is long."""
    for sheet in shown(book):
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert sheet.page_setup.fitToWidth in {None, 1}  # where it is not written, it is 1
        assert sheet.page_setup.paperSize == 9
        assert sheet.oddFooter.left.text or sheet.oddFooter.center.text or sheet.oddFooter.right.text, sheet.title


def test_columns_are_wide_enough_to_read(book: Workbook):
    """No heading is cut, and no column is wider than a page."""
    for sheet in shown(book)[1:]:
        widths = [dimension.width for dimension in sheet.column_dimensions.values() if not dimension.hidden]

        assert all(4 <= width <= 110 for width in widths), sheet.title


def test_the_key_of_a_question_is_hidden_from_view(book: Workbook):
    """P03: people see the question, not its key."""
    assert book.worksheets[1].column_dimensions["A"].hidden


def test_nothing_is_an_error_after_recalculation(file: Path, tmp_path: Path):
    """M04: LibreOffice computes each formula to what the file shows, and no cell to an error."""
    assert differences(file, tmp_path) == []
    assert not [value for value in values(recalculated(stripped(file, tmp_path), tmp_path)).values() if str(value).startswith("#")]


@pytest.mark.parametrize(("theirs", "difference"), [(200000.5, 0), (200100.75, 100.25), (150000, -50000.5)])
def test_the_bookkeepers_figure_gives_the_difference(file: Path, tmp_path: Path, theirs: float, difference: float):
    """D10: what the bookkeeper types is held against our sum, to the øre."""
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[TOTALS]
    [row] = [cells for cells in sheet.iter_rows() if cells[0].value == "kunder.csv"]
    row[6].value = theirs
    book.save(tmp_path / "typed.xlsx")
    found = values(recalculated(tmp_path / "typed.xlsx", tmp_path))

    assert found[(sheet.title, row[7].coordinate)] == pytest.approx(difference)


def test_the_same_reception_twice_gives_the_same_bytes(file: Path, tmp_path: Path):
    """M02: nothing but the data and the settings decides what is written."""
    engagement = read_engagement(file.parent / "engagement.yaml")
    first, second = (write_intake_report(receive(engagement), tmp_path / name).read_bytes() for name in ("a", "b"))

    assert first == second == file.read_bytes()


def test_a_formula_in_a_clients_cell_stays_a_text(tmp_path: Path):
    """E01: what a client's file holds is never a formula or a link in the report."""
    folder = lay_out(tmp_path)
    data = folder / "data" / "kunder.csv"
    data.write_bytes(
        data.read_bytes().replace("Ålborg Beslag".encode("cp1252"), b"=cmd|' /C calc'!A0").replace(b"Strandvej 9", b"http://x.example")
    )
    said(tmp_path, "intake", "nordlyd")
    book = openpyxl.load_workbook(folder / "intake.xlsx")
    formulas = {str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    names = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=cmd")]

    assert names
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in names)
    assert all("ISNUMBER" in formula for formula in formulas)
