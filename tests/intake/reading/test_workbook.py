"""Workbooks: every cell as Excel shows it, its true row number, and everything beside the cells that changes what they mean."""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from aside import wanted_or_skipped
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from segkit.errors import SourceError
from segkit.findings import Finding
from segkit.intake.reading import read_table, read_tables
from segkit.intake.reading.compare import compared, currency_of
from segkit.intake.source_table import CellError, Reading, SourceTable
from segkit.words import Words

FIRST_ROW = Reading(heading_row=1, heading_rows=1)
"""For sheets whose cells are any text, so that nothing tells the heading from them."""

Fill = Callable[[xlsxwriter.Workbook, xlsxwriter.workbook.Worksheet], None]


def written(path: Path, fill: Fill, **options: object) -> Path:
    with xlsxwriter.Workbook(path, options) as book:
        fill(book, book.add_worksheet("List"))
    return path


def rewritten(path: Path, edit: Callable[[str, bytes], tuple[str, bytes]]) -> Path:
    """Write the package again with its parts edited."""
    with zipfile.ZipFile(path) as source:
        parts = [edit(name, source.read(name)) for name in source.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts:
            target.writestr(name, content)
    return path


def cells(table: SourceTable) -> list[list[object]]:
    return [list(table.cells.columns), *table.cells.to_numpy().tolist()]


def found(table: SourceTable, kind: str) -> list[Finding]:
    return [finding for finding in table.findings if finding.kind == kind]


def said(table: SourceTable, kind: str) -> str:
    (finding,) = found(table, kind)
    return finding.text(Words("en"))


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write_row(0, 0, ["No.", "Name", "Amount", "Day"])
        sheet.write_row(1, 0, ["001", "Sørensen & Søn", 1234.5])
        sheet.write_datetime(1, 3, dt.datetime(2026, 3, 29), book.add_format({"num_format": "dd-mm-yyyy"}))
        sheet.write_row(4, 0, ["002", "'x", -7])
        sheet.write_datetime(4, 3, dt.datetime(2026, 10, 25, 23, 59, 59), book.add_format({"num_format": "dd-mm-yyyy hh:mm"}))

    return written(tmp_path / "plain.xlsx", fill)


def test_cells_are_what_excel_holds(plain: Path):
    """A20: texts stay text, numbers are numbers, days are days, and rows have Excel's numbers."""
    table = read_table(plain)

    assert cells(table) == [
        ["No.", "Name", "Amount", "Day"],
        ["001", "Sørensen & Søn", 1234.5, dt.date(2026, 3, 29)],
        ["002", "'x", -7.0, dt.date(2026, 10, 25)],
    ]
    assert list(table.cells.index) == [2, 5]
    assert table.findings == ()
    assert re.fullmatch(r"python-calamine [\d.]+; 3 rows also with openpyxl [\d.]+", table.how.engine)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no TZ")
@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_no_date_shifts_a_day(zone: str, plain: Path, monkeypatch: pytest.MonkeyPatch):
    """C11: midnight is midnight wherever the computer stands."""
    monkeypatch.setitem(os.environ, "TZ", zone)

    assert list(read_table(plain).cells["Day"]) == [dt.date(2026, 3, 29), dt.date(2026, 10, 25)]


def test_both_date_systems_give_the_same_days(tmp_path: Path):
    """A18: a workbook that counts from 1904 holds the same days as one that counts from 1900."""

    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write(0, 0, "Day")
        for row, day in enumerate([dt.datetime(1904, 1, 2), dt.datetime(2024, 2, 29), dt.datetime(2026, 12, 31)], start=1):
            sheet.write_datetime(row, 0, day, book.add_format({"num_format": "yyyy-mm-dd"}))

    one, other = (read_table(written(tmp_path / f"{mac}.xlsx", fill, date_1904=mac)) for mac in (False, True))

    assert list(one.cells["Day"]) == [dt.date(1904, 1, 2), dt.date(2024, 2, 29), dt.date(2026, 12, 31)]
    assert cells(one) == cells(other)
    assert not found(other, "readers_differ")


def test_dates_before_march_1900_stay_text(tmp_path: Path):
    """A18: where Excel's calendar is wrong nothing is taken for a day."""

    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write(0, 0, "Day")
        for row, serial in enumerate([1, 60, 61], start=1):
            sheet.write_number(row, 0, serial, book.add_format({"num_format": "yyyy-mm-dd"}))

    table = read_table(written(tmp_path / "early.xlsx", fill))

    assert list(table.cells["Day"]) == ["1900-01-01", "1900-02-28", dt.date(1900, 3, 1)]
    assert said(table, "early_dates") == "2 cells in 'Day' are dates before March 1900, the first is 1900-01-01."
    assert found(table, "early_dates")[0].rows == (2, 3)


def test_booleans_times_and_durations_are_text(tmp_path: Path):
    """A20: what is neither text, number nor day is shown as Excel shows it."""

    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write_row(0, 0, ["Yes", "Time", "Hours"])
        sheet.write_boolean(1, 0, True)
        sheet.write_number(1, 1, 0.75, book.add_format({"num_format": "hh:mm"}))
        sheet.write_number(1, 2, 1.5, book.add_format({"num_format": "[h]:mm"}))
        sheet.write_row(2, 0, [False, 1, 1])

    assert cells(read_table(written(tmp_path / "b.xlsx", fill)))[1:] == [["TRUE", "18:00:00", "36:00:00"], ["FALSE", 1.0, 1.0]]


def test_texts_are_what_excel_shows(tmp_path: Path):
    """A20: rich text is joined, escapes for control characters are read, blanks at the ends are kept."""

    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write(0, 0, "Text")
        sheet.write_rich_string(1, 0, "one ", book.add_format({"bold": True}), "two", " three")
        sheet.write_string(2, 0, "a\nb")
        sheet.write_string(3, 0, "  kept  ")
        sheet.write_string(4, 0, "_x000D_ literally")

    path = written(tmp_path / "t.xlsx", fill)
    rewritten(
        path, lambda name, content: (name, content.replace(b"a\nb", b"a_x000D_\nb") if name.endswith("sharedStrings.xml") else content)
    )
    table = read_table(path, reading=FIRST_ROW)

    assert list(table.cells["Text"]) == ["one two three", "a\r\nb", "  kept  ", "_x000D_ literally"]
    assert not found(table, "readers_differ")


@pytest.mark.parametrize("form", ["xlsx", "xls"])
def test_errors_are_errors(form: str, tmp_path: Path):
    """A17: an error is neither empty nor 0, and is counted per column with its rows."""

    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write_row(0, 0, ["No.", "Amount"])
        for row, error in enumerate(["#DIV/0!", "#N/A", "#REF!"], start=1):
            sheet.write_string(row, 0, f"{row:03}")
            sheet.write_formula(row, 1, {"#DIV/0!": "=1/0", "#N/A": "=NA()", "#REF!": '=INDIRECT("Z")'}[error], None, error)

    table = read_table(converted(written(tmp_path / "e.xlsx", fill), form))

    assert list(table.cells["Amount"]) == [CellError("#DIV/0!"), CellError("#N/A"), CellError("#REF!")]
    assert said(table, "error_cells") == "3 cells in 'Amount' hold errors instead of values, the first is #DIV/0!."
    assert found(table, "error_cells")[0].rows == (2, 3, 4)


def converted(path: Path, form: str) -> Path:
    """Return the workbook in another format, written by LibreOffice."""
    if form == "xlsx":
        return path
    office = shutil.which("soffice")
    wanted_or_skipped(office is not None, "LibreOffice")
    assert office is not None
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = [office, profile, "--headless", "--convert-to", form, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path.with_suffix(f".{form}")


def test_a_formula_without_a_value_is_no_zero(tmp_path: Path):
    """A17: a workbook written by a program that works nothing out."""
    book = openpyxl.Workbook()
    book.active.append(["No.", "Amount"])
    book.active.append(["001", "=1+1"])
    book.active.append(["002", 5])
    book.save(tmp_path / "f.xlsx")

    table = read_table(tmp_path / "f.xlsx")

    assert list(table.cells["Amount"]) == [CellError(""), 5.0]
    assert said(table, "uncalculated") == "1 cell in 'Amount' is a formula whose value was never worked out."


def test_an_empty_result_is_a_value(tmp_path: Path):
    """A17: XlsxWriter writes an empty text out as the result of a formula; the cell is empty and nothing is said of it."""

    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write_row(0, 0, ["No.", "Note", "Amount"])
        for row in (1, 2):
            sheet.write_string(row, 0, f"{row:03}")
            sheet.write_formula(row, 1, '=IF(C2>9,"much","")', None, "" if row == 1 else "much")
            sheet.write_number(row, 2, 5)

    path = written(tmp_path / "e.xlsx", fill)
    table = read_table(path)

    assert b"<v></v>" in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    assert list(table.cells["Note"]) == ["", "much"]
    assert not found(table, "uncalculated")


@pytest.mark.parametrize("empty", [b"<v />", b"<v/>", b"<v></v>", b""])
def test_a_formula_of_openpyxl_has_no_value_however_it_is_written(empty: bytes, tmp_path: Path):
    """A17: with lxml, openpyxl writes the value that it does not know as XlsxWriter writes an empty text; it is unknown all the same."""
    book = openpyxl.Workbook()
    book.active.append(["No.", "Amount"])
    book.active.append(["001", "=1+1"])
    book.active.append(["002", 5])
    book.save(tmp_path / "f.xlsx")
    rewritten(
        tmp_path / "f.xlsx", lambda name, content: (name, re.sub(rb"<v ?/>|<v></v>", empty, content) if "sheet1" in name else content)
    )

    table = read_table(tmp_path / "f.xlsx")

    assert list(table.cells["Amount"]) == [CellError(""), 5.0]


def test_values_that_excel_was_to_work_out_are_doubted(tmp_path: Path):
    """A17: a program that stores 0 for every formula asks Excel to work them out; segkit says so."""
    path = written(tmp_path / "o.xlsx", lambda book, sheet: (sheet.write(0, 0, "Sum"), sheet.write_formula(1, 0, "=1+1")))

    assert said(read_table(path), "formulas_maybe_old") == (
        "The sheet List has 1 formula, and the program that wrote the file left it to Excel to work it out."
    )


def test_long_numbers_have_lost_digits(tmp_path: Path):
    """C01: a number of twenty digits was cut by Excel already, and that is said with its rows."""
    path = written(tmp_path / "l.xlsx", lambda book, sheet: sheet.write_column(0, 0, ["No.", 12345678901234567890, 999999999999999]))
    table = read_table(path)

    assert said(table, "precision_lost") == (
        "1 cell in 'No.' is a number of more than fifteen digits: 12345678901234569216. The precision is already lost in the file."
    )
    assert found(table, "precision_lost")[0].rows == (2,)


def test_a_currency_only_in_the_number_format_is_seen(tmp_path: Path):
    """C06: amounts that look alike and are in two currencies are asked about."""

    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write_row(0, 0, ["Amount", "Cost"])
        for row, form in enumerate(['#,##0.00 "DKK"', "[$€-2] #,##0.00", '#,##0.00 "DKK"'], start=1):
            sheet.write_number(row, 0, 100, book.add_format({"num_format": form}))
            sheet.write_number(row, 1, 50, book.add_format({"num_format": "[$kr.-406] #,##0.00"}))

    table = read_table(written(tmp_path / "c.xlsx", fill))

    assert said(table, "currencies_in_format") == (
        "'Amount' holds several currencies, told apart only by number formats: DKK (2), EUR (1)."
    )
    assert said(table, "currency_in_format") == "3 numbers in 'Cost' have their currency, DKK, only in the number format."


@pytest.mark.parametrize(
    ("number_format", "currency"),
    [
        ("0.00", ""),
        ("yyyy-mm-dd", ""),
        ('#,##0 "stk"', ""),
        ("[$SEK] #,##0", "SEK"),
        ("#,##0 €", "EUR"),
        ('"kr." #,##0', "kr."),
        ("[Red]0", ""),
    ],
)
def test_currency_of_a_number_format(number_format: str, currency: str):
    """C06: only what is a currency is taken for one."""
    assert currency_of(number_format) == currency


def test_hidden_things_are_read_and_counted(tmp_path: Path):
    """A11: hidden rows and columns are read like all others, hidden sheets only when named; all are told."""

    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        for row in range(6):
            sheet.write_row(row, 0, ["No.", "Name"] if row == 0 else [f"{row:03}", "x"])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.autofilter(0, 0, 5, 1)
        sheet.filter_column(0, "x == 001")
        for name in ("Old", "Older"):
            other = book.add_worksheet(name)
            other.write_column(0, 0, ["No.", "9"])
            other.hide() if name == "Old" else other.very_hidden()

    path = written(tmp_path / "h.xlsx", fill)
    table = read_table(path)

    assert table.how.hidden == {"rows": 1, "columns": 1, "sheets": 2}
    assert list(table.cells["No."]) == ["001", "002", "003", "004", "005"]
    assert said(table, "hidden_rows") == "1 row of the sheet List is hidden."
    assert said(table, "hidden_columns") == "1 column of the sheet List is hidden."
    assert said(table, "hidden_sheets") == "2 sheets are hidden: Old, Older."
    assert said(table, "filter_active") == "A filter is active on the sheet List, so that Excel shows only some of its rows."
    assert list(read_table(path, reading=Reading(sheet="Older")).cells["No."]) == ["9"]
    assert [(one.how.sheet, one.how.hidden.get("this sheet")) for one in read_tables(path)] == [("List", None), ("Old", 1), ("Older", 1)]


def test_merged_cells_are_listed_and_filled_only_when_asked(tmp_path: Path):
    """A16: a customer's name merged over three rows is not lost in silence."""

    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write_row(0, 0, ["Name", "Amount"])
        sheet.merge_range(1, 0, 3, 0, "Alfa")
        sheet.write_column(1, 1, [1, 2, 3, 4])
        sheet.write(4, 0, "Beta")

    path = written(tmp_path / "m.xlsx", fill)
    table = read_table(path)
    filled = read_table(path, reading=Reading(fill_down=("name",)))

    assert list(table.cells["Name"]) == ["Alfa", "", "", "Beta"]
    assert said(table, "merged_cells") == "1 area below the heading is one merged cell: A2:A4."
    assert list(filled.cells["Name"]) == ["Alfa", "Alfa", "Alfa", "Beta"]
    assert not found(filled, "merged_cells")


def test_several_sheets_are_asked_about(tmp_path: Path):
    """A12: never the first sheet; empty ones and charts are no candidates."""

    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        book.add_chartsheet("Chart").set_chart(chart := book.add_chart({"type": "line"}))
        other = book.add_worksheet("Lines")
        other.write_column(0, 0, ["No.", "1", "2"])
        chart.add_series({"values": "=Lines!$A$1:$A$3"})
        book.add_worksheet("Customers").write_row(0, 0, ["No.", "Name"])

    path = written(tmp_path / "s.xlsx", fill)

    with pytest.raises(SourceError) as caught:
        read_table(path)
    assert str(caught.value) == (
        "SEG-A12: s.xlsx has several sheets (rows × columns): Lines (3 × 1), Customers (1 × 2). Give the right one as 'sheet' at this source."
    )
    with pytest.raises(SourceError, match=r"^SEG-A12: s\.xlsx has no sheet 'Line'\. Did you mean 'Lines'\?$"):
        read_table(path, reading=Reading(sheet="Line"))
    assert [table.how.sheet for table in read_tables(path)] == ["Lines", "Customers"]


def test_an_empty_workbook_is_refused(tmp_path: Path):
    """A12: a workbook without a cell."""
    with pytest.raises(SourceError) as caught:
        read_table(written(tmp_path / "n.xlsx", lambda book, sheet: None))

    assert str(caught.value) == "SEG-A12: n.xlsx has no sheet with anything on it. Ask the client to send it again."


def test_an_empty_first_sheet_is_passed_over(tmp_path: Path):
    """A12: the only sheet that holds something is the one."""
    path = written(tmp_path / "p.xlsx", lambda book, sheet: book.add_worksheet("Second").write_column(0, 0, ["No.", "1"]))

    assert read_table(path).how.sheet == "Second"


def test_macros_are_told_and_never_run(tmp_path: Path, plain: Path):
    """A23: the cells of a macro workbook are read, and a notice stands beside them."""
    rewritten(plain, lambda name, content: (name, content))
    with zipfile.ZipFile(plain, "a") as book:
        book.writestr("xl/vbaProject.bin", b"macro")

    table = read_table(plain)

    assert len(table.cells) == 2
    assert said(table, "macros") == "The workbook holds macros."


@pytest.mark.parametrize("how", ["prefix", "strict", "absolute", "backslash", "case"])
def test_other_spellings_of_the_same_workbook_are_read_alike(how: str, plain: Path):
    """A21: prefixes, the strict form, absolute and backslash paths and other case change no cell and no row."""
    expected = cells(read_table(plain))
    rewritten(plain, lambda name, content: spelled(how, name, content))
    table = read_table(plain)

    assert cells(table) == expected
    assert table.how.engine.startswith("python-calamine")


MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def spelled(how: str, name: str, content: bytes) -> tuple[str, bytes]:
    sheet = "worksheets/sheet1" in name
    if how == "prefix" and sheet:
        content = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", content).replace(b'xmlns="' + MAIN, b'xmlns:x="' + MAIN)
    if how == "strict":
        content = content.replace(MAIN, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        content = content.replace(OFFICE, b"http://purl.oclc.org/ooxml/officeDocument/relationships")
    if how == "absolute" and name.endswith("workbook.xml.rels"):
        content = content.replace(b'Target="worksheets', b'Target="/xl/worksheets')
    if how == "backslash":
        name = name.replace("/", "\\") if sheet else name
    if how == "case":
        name = name.replace("worksheets/sheet1", "worksheets/Sheet1")
    return name, content


def test_two_readers_that_differ_are_a_question(plain: Path):
    """A10: the first cell on which they differ is named; a cell that only one finds counts as a difference."""
    content = plain.read_bytes()
    whole = {0: {0: "No.", 1: "Name", 2: "Amount", 3: "Day"}}
    rows = {
        1: {0: "001", 1: "Sørensen & Søn", 2: 1234.5, 3: dt.date(2026, 3, 29)},
        4: {0: "002", 1: "'x", 2: -7.0, 3: dt.date(2026, 10, 25)},
    }

    assert compared(content, "List", whole | rows).difference is None
    assert compared(content, "List", whole).difference == (1, 0, "", "001")
    assert compared(content, "List", whole | rows | {9: {5: "more"}}).difference == (9, 5, "more", "")
    assert compared(content, "List", whole | rows | {1: rows[1] | {2: 1234.6}}).difference == (1, 2, "1234.6", "1234.5")


def test_a_difference_reaches_the_person(plain: Path):
    """A10: one reader takes a number with a blank behind it for text; the cell is named, and the first reader's value is used."""
    rewritten(plain, lambda name, content: (name, content.replace(b"<v>1234.5</v>", b"<v>1234.5 </v>") if "sheet1" in name else content))
    table = read_table(plain)

    assert table.cells.at[2, "Amount"] == "1234.5 "
    assert said(table, "readers_differ") == (
        "Two ways of reading the sheet List differ: in cell C2 one finds '1234.5 ', the other '1234.5'."
    )


def test_a_second_reader_that_fails_refuses_nothing(plain: Path):
    """A10: openpyxl stumbles over a stray element that Excel passes over; the sheet is read, and it is told that it went unchecked."""
    rewritten(plain, lambda name, content: (name, content.replace(b"<t>001</t>", b"<t>001</t><phoneticPr/>")))
    table = read_table(plain)

    assert list(table.cells["No."]) == ["001", "002"]
    assert said(table, "second_reader_failed") == "A second way of reading, which checks the first, cannot read the sheet List."


@settings(
    max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12),
            st.floats(-1e12, 1e12).map(lambda number: float(f"{number:.15g}")) | st.text("abcæøå ", max_size=5),
            st.dates(dt.date(1900, 3, 1), dt.date(2100, 1, 1)) | st.just(""),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_table_comes_back(tmp_path: Path, rows: list[tuple[str, float | str, dt.date | str]]):
    """A20: whatever is written as text, number or day is read as that, in its row."""

    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["Text", "Either", "Day"])
        for number, (text, either, date) in enumerate(rows, start=1):
            sheet.write_string(number, 0, text)
            sheet.write_string(number, 1, either) if isinstance(either, str) else sheet.write_number(number, 1, either)
            if isinstance(date, dt.date):
                sheet.write_datetime(number, 2, dt.datetime.combine(date, dt.time()), day)

    table = read_table(written(tmp_path / "any.xlsx", fill), reading=FIRST_ROW)

    assert table.cells.to_numpy().tolist() == [[text, either, date] for text, either, date in rows]
    assert list(table.cells.index) == list(range(2, len(rows) + 2))
    assert not found(table, "readers_differ")


@pytest.mark.parametrize("form", ["xls", "ods"])
def test_other_formats_hold_the_same_cells(form: str, plain: Path):
    """A04: Excel 97–2003 and OpenDocument are read with the same cells and rows."""
    expected = read_table(plain)
    table = read_table(converted(plain, form))

    assert cells(table) == cells(expected)
    assert list(table.cells.index) == [2, 5]
    assert table.how.form == form


def test_a_workbook_read_in_shares_is_the_same_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A22: several processes read a large sheet and lose, double or move nothing: cells, rows, errors, hidden rows, merged cells."""

    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write_row(0, 1, ["No.", "Name", "Amount", "Late"])
        for row in range(1, 300):
            if row % 7:
                sheet.write_row(row, 1, [f"{row:03}", f"Customer {row % 40}", row / 4])
        sheet.write_formula(290, 3, "=1/0", None, "#DIV/0!")
        sheet.write_string(299, 4, "only here")
        sheet.set_row(50, None, None, {"hidden": True})
        sheet.set_row(250, None, None, {"hidden": True})
        sheet.merge_range(281, 2, 282, 2, "Merged")

    path = written(tmp_path / "s.xlsx", fill)
    whole = read_table(path)
    monkeypatch.setattr("segkit.intake.reading.shares.shares_for", lambda content, form: 3)
    shared = read_table(path)

    assert shared.cells.equals(whole.cells)
    assert shared.findings == whole.findings
    assert shared.how.hidden == whole.how.hidden == {"rows": 2}


def test_phonetic_text_and_marked_up_text_are_what_excel_shows(tmp_path: Path):
    """A20: the reading aid above a word is no part of it, CDATA is text, and shared texts may stand in any order."""
    path = written(tmp_path / "p.xlsx", lambda book, sheet: sheet.write_column(0, 0, ["Name", "Ørsted", "Å & B"]))
    strings = (
        b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="3" uniqueCount="3">'
        b'<si><t><![CDATA[\xc3\x85 & B]]></t></si><si><t>\xc3\x98rsted</t><rPh sb="0" eb="1"><t>oe</t></rPh></si><si><t>Name</t></si></sst>'
    )

    def turned(name: str, content: bytes) -> tuple[str, bytes]:
        if name.endswith("sharedStrings.xml"):
            return name, strings
        return name, re.sub(rb"<v>(\d)</v>", lambda found: b"<v>%d</v>" % (2 - int(found[1])), content) if "sheet1" in name else content

    table = read_table(rewritten(path, turned), reading=FIRST_ROW)

    assert list(table.cells["Name"]) == ["Ørsted", "Å & B"]


def test_links_to_other_workbooks_are_told_and_not_followed(tmp_path: Path):
    """A17: a value that came from another workbook is used as Excel stored it, and that is said."""

    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write_row(0, 0, ["No.", "Amount"])
        for row in (1, 2, 3):
            sheet.write_string(row, 0, f"{row:03}")
            sheet.write_formula(row, 1, "=[1]Prices!A1", None, 40 + row)

    path = written(tmp_path / "l.xlsx", fill)
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    table = read_table(path)

    assert list(table.cells["Amount"]) == [41.0, 42.0, 43.0]
    assert said(table, "external_links") == "Formulas refer to 1 other workbook."
