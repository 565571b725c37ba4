"""Tables written column by column: the file is what XlsxWriter writes cell by cell, part for part and byte for byte."""

import datetime as dt
import math
import zipfile
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import TINY
from xlsxwriter import Workbook
from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.packager import Packager
from xlsxwriter.worksheet import Worksheet

import segkit
from segkit.deliverables.excel import cells, filling, streaming, write_strategy
from segkit.deliverables.excel.block_sheet import OLD_FUNCTIONS, BlockSheet, blocks_hold
from segkit.deliverables.excel.cells import LONGEST_TEXT, _lines, _many_lines
from segkit.deliverables.excel.filling import write_numbers
from segkit.deliverables.excel.live_table import LiveTable, TableColumn, unique_headings, write_columns, write_table
from segkit.deliverables.excel.workbook import ExcelFile, open_file, page
from segkit.engagement import Engagement
from segkit.errors import DeliverableError

Parts = dict[str, bytes]
CELL_BY_CELL = 10**9

TEXTS = (
    "=1+1", "<b>&amp;'\"", " in front", "behind ", "two\nlines", "tab\there", "return\rhere", "_x0041_", "a_x", "\x00\x1b\ufffe", "\ud83d",
    "🌞", "<r>rich</r>", "0012", "#N/A", "TRUE", "Æ – ø", "x" * 40_000, "🌞" * 20_000, "word " * 60, "unbroken" * 20, "", None, float("nan"),
    pd.NA, pd.NaT,
)  # fmt: skip
NUMBERS = (
    0, -0.0, 1, -5, 0.1 + 0.2, 1e21, 1e-7, 12345678.91, 2**53 + 1, 1e308, 5e-324, True, Decimal("10.50"), np.float64(0.1), np.int64(7),
    float("nan"), float("inf"), -math.inf, None, pd.NA,
)  # fmt: skip
DAYS = (
    dt.date(2026, 6, 30), dt.date(1900, 3, 1), dt.date(1900, 2, 28), dt.date(1753, 1, 1), dt.date(9999, 12, 31), None, pd.NaT,
)  # fmt: skip
RESULTS = (*TEXTS, *(number for number in NUMBERS if number is not pd.NA), True, False, "#DIV/0!", "&<>")
VALUES: dict[str, Sequence[Any]] = {
    "client": TEXTS,
    "identifier": TEXTS,
    "grade": TEXTS,
    "text": TEXTS,
    "date": DAYS,
    **dict.fromkeys(("money", "exact", "count", "hours", "percent", "share"), NUMBERS),
}


@pytest.fixture(scope="session")
def engagement(tmp_path_factory: pytest.TempPathFactory) -> Engagement:
    folder = tmp_path_factory.mktemp("blocks")
    (folder / "engagement.yaml").write_text(TINY, encoding="utf-8")
    (folder / "data").mkdir()
    for name in ("customers.csv", "lines.csv"):
        (folder / "data" / name).write_text("", encoding="utf-8")
    return segkit.read_engagement(folder / "engagement.yaml")


@pytest.fixture(autouse=True)
def blocks_from_the_first_row() -> Iterator[None]:
    """Here every list is a block; whoever wants one written cell by cell says so."""
    usual = filling.BLOCK_ROWS, cells.MANY_ROWS
    filling.BLOCK_ROWS, cells.MANY_ROWS = 1, 1
    yield
    filling.BLOCK_ROWS, cells.MANY_ROWS = usual


def parts_of(path: Path) -> Parts:
    """Return the parts of a file in their order."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def written(engagement: Engagement, path: Path, write: Callable[[ExcelFile], None], rows: int) -> Parts:
    """Return the parts of a file of two sheets, in which lists of so many rows and more are blocks."""
    filling.BLOCK_ROWS = cells.MANY_ROWS = rows
    file = open_file(engagement, "T", [("one", "One", "list"), ("two", "Two", "result")])
    write(file)
    page(file, "one", repeat=4)
    return parts_of(file.save(path))


def both(engagement: Engagement, folder: Path, write: Callable[[ExcelFile], None]) -> tuple[Parts, Parts]:
    """Return the same content written as blocks and cell by cell."""
    return written(engagement, folder / "blocks.xlsx", write, 1), written(engagement, folder / "cells.xlsx", write, CELL_BY_CELL)


def table(columns: Sequence[TableColumn], name: str = "Table", first: int = 4) -> tuple[LiveTable, list[TableColumn]]:
    headings = unique_headings({column.key: column.heading for column in columns})
    named = [TableColumn(c.key, headings[c.key], c.kind, c.values, c.formula, c.width, entry=c.entry, hidden=c.hidden) for c in columns]
    return LiveTable(name, headings, first, len(columns[0].values)), named


def columns_of_all_kinds(count: int) -> list[TableColumn]:
    """Return a plain and a live column of each kind, each with its hard values over and over."""
    plain = [
        TableColumn(
            f"{kind}{entry}", f"{kind} {entry}", kind, [VALUES[kind][(i * 11 + 3) % len(VALUES[kind])] for i in range(count)], entry=entry
        )
        for kind in VALUES
        for entry in (False, True)
    ]
    live = [
        TableColumn(f"live {kind}", f"live {kind}", kind, [RESULTS[(i * 5 + at) % len(RESULTS)] for i in range(count)], 'IF(1<2,"a&b","")')
        for at, kind in enumerate(("text", "grade", "money", "percent", "client"))
    ]
    figures = TableColumn("figures", "figures", "money", [i / 7 for i in range(count)], "1/7", hidden=True)
    return [*plain, *live, figures]


# --- the same file


def test_this_xlsxwriter_writes_blocks_as_it_writes_cells():
    """The installed XlsxWriter is one that blocks were made for; with another one, tables would be written several times more slowly."""
    assert blocks_hold()


@pytest.mark.parametrize("count", [1, 11, 12, 13, 60, 5000])
def test_every_kind_of_cell_is_the_same_bytes(engagement: Engagement, tmp_path: Path, count: int):
    """E03, E04, E06, E08, E09: hostile texts, all kinds of numbers, days before the calendar and all that is missing."""

    def write(file: ExcelFile) -> None:
        sheet = file.sheets["one"]
        sheet.title("Title", "Subtitle")
        write_table(sheet, *table(columns_of_all_kinds(count)))
        sheet.height(4, 30)

    blocks, single = both(engagement, tmp_path, write)

    assert list(blocks) == list(single)
    assert [name for name in single if blocks[name] != single[name]] == []


def test_an_empty_table_is_the_same_bytes(engagement: Engagement, tmp_path: Path):
    """A table without rows keeps its one empty row."""
    blocks, single = both(engagement, tmp_path, lambda file: write_table(file.sheets["one"], *table(columns_of_all_kinds(0))))

    assert blocks == single


def test_cells_around_and_inside_a_block_are_the_same_bytes(engagement: Engagement, tmp_path: Path):
    """Two tables, a list of numbers, a chart that draws both, and cells above, beside, below and within them; formats in their order."""

    def write(file: ExcelFile) -> None:
        one, two = file.sheets["one"], file.sheets["two"]
        one.number(9, 30, 4, "money")
        one.client(6, 0, "gone", "label")
        write_table(one, *table(columns_of_all_kinds(40)))
        one.text(20, 1, "over a cell of the table", "note")
        one.formula(21, 40, "1+1", 2, "total")
        one.height(30, 99)
        one.text(60, 3, "below", "wrap")
        write_table(one, *table(columns_of_all_kinds(35), "Second", 70))
        one.number(120, 0, 1)
        write_numbers(two, 4, 2, [[i / 3 for i in range(100)], [float(i) for i in range(100)]], "money")
        write_columns(two, 110, 1, columns_of_all_kinds(30))
        for row in range(4, 9):
            two.formula(row, 6, "two", 5.5, "exact")
        chart = file.file.add_chart({"type": "scatter"})
        chart.add_series({"categories": ["Two", 4, 2, 103, 2], "values": ["Two", 4, 3, 103, 3]})
        chart.add_series({"categories": ["One", 5, 0, 44, 0], "values": ["One", 5, 14, 44, 14]})
        chart.add_series({"categories": ["One", 0, 6, 70, 6], "values": ["Two", 4, 6, 8, 6]})
        two.worksheet.insert_chart(20, 8, chart)

    blocks, single = both(engagement, tmp_path, write)

    assert [name for name in single if blocks[name] != single[name]] == []


def text_values() -> st.SearchStrategy[Any]:
    letters = st.text(st.characters(codec=None, exclude_categories=[]), max_size=30)
    return st.one_of(st.sampled_from(TEXTS), letters, st.text(" \n_x&<>ab", max_size=80))


def number_values() -> st.SearchStrategy[Any]:
    return st.one_of(st.sampled_from(NUMBERS), st.floats(), st.integers(-(2**70), 2**70), st.booleans())


def columns() -> st.SearchStrategy[list[TableColumn]]:
    def column(kind: str, count: int) -> st.SearchStrategy[TableColumn]:
        texts, numbers = text_values(), number_values()
        days = st.one_of(st.sampled_from(DAYS), st.dates())
        plain = days if kind == "date" else numbers if VALUES[kind] is NUMBERS else texts
        shape = {"heading": st.text("Aa #'[]@", min_size=1, max_size=8), "entry": st.booleans(), "hidden": st.booleans()}
        live = st.one_of(texts, numbers.filter(lambda value: value is not pd.NA), st.booleans())
        formulas = st.sampled_from(["1/7", 'IF(A1="<&>",1,"x")', "RANK.EQ(1,A1:A3)", "SUM(Table[A])"])
        common = {"key": st.uuids().map(str), "kind": st.just(kind), "width": st.floats(9, 60), **shape}
        return st.one_of(
            st.builds(TableColumn, **common, values=st.lists(plain, min_size=count, max_size=count)),
            st.builds(TableColumn, **common, values=st.lists(live, min_size=count, max_size=count), formula=formulas),
        )

    kinds = st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=6)
    return st.tuples(kinds, st.integers(1, 40)).flatmap(lambda drawn: st.tuples(*(column(kind, drawn[1]) for kind in drawn[0]))).map(list)


@settings(max_examples=120, deadline=None)
@given(columns=columns())
def test_any_table_is_the_same_bytes(engagement: Engagement, tmp_path_factory: pytest.TempPathFactory, columns: list[TableColumn]):
    """Whatever kinds, values, formulas and headings are drawn, both ways write the same file."""
    folder = tmp_path_factory.mktemp("any")

    blocks, single = both(engagement, folder, lambda file: write_table(file.sheets["one"], *table(columns)))

    assert [name for name in single if blocks[name] != single[name]] == []


def test_the_strategy_file_is_the_same_bytes(tiny: segkit.Study, tmp_path: Path):
    """The whole strategy file, with every list as a block and every one cell by cell."""
    blocks = parts_of(write_strategy(tiny, tmp_path / "blocks"))
    filling.BLOCK_ROWS = cells.MANY_ROWS = CELL_BY_CELL

    assert parts_of(write_strategy(tiny, tmp_path / "cells")) == blocks


def test_a_streamed_file_has_the_parts_of_xlsxwriters_own(engagement: Engagement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The parts that are packed while they are written are those that XlsxWriter packs by itself, in the same order; hostile texts too."""

    def write(file: ExcelFile) -> None:
        write_table(file.sheets["one"], *table(columns_of_all_kinds(60)))

    streamed = written(engagement, tmp_path / "1.xlsx", write, 1)
    monkeypatch.setattr(streaming.StreamedWorkbook, "_get_packager", lambda _: Packager())
    own = written(engagement, tmp_path / "2.xlsx", write, 1)

    assert list(streamed.items()) == list(own.items())


def test_pictures_are_packed_in_their_place(tmp_path: Path):
    """A picture is a part that XlsxWriter has ready; it stands where XlsxWriter puts it."""
    picture = tmp_path / "dot.png"
    picture.write_bytes(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
        )
    )

    def fill(file: Workbook) -> None:
        file.set_properties({"created": dt.datetime(2026, 1, 1)})
        sheet = file.add_worksheet()
        sheet.insert_image(0, 0, str(picture))
        sheet.write_string(3, 3, "text")

    plain = Workbook(str(tmp_path / "plain.xlsx"), {"in_memory": True})
    fill(plain)
    plain.close()
    file = streaming.StreamedWorkbook({"in_memory": True})
    fill(file)
    with (tmp_path / "streamed.xlsx").open("wb") as target:
        file.close_into(target)

    assert list(parts_of(tmp_path / "streamed.xlsx").items()) == list(parts_of(tmp_path / "plain.xlsx").items())


def test_ids_come_back_as_they_were(engagement: Engagement, tmp_path: Path):
    """E09: 10,000 numbers with zeros in front, exponents and signs read again as the texts they are."""
    numbers = [f"{i:05}" if i % 3 else f"{i}E5" if i % 2 else f"-{i}" for i in range(10_000)]
    written(
        engagement,
        tmp_path / "ids.xlsx",
        lambda file: write_table(file.sheets["one"], *table([TableColumn("id", "Id", "identifier", numbers)])),
        1,
    )

    sheet = openpyxl.load_workbook(tmp_path / "ids.xlsx")["One"]
    assert [row[0] for row in sheet.iter_rows(min_row=6, max_col=1, values_only=True)] == numbers


# --- what XlsxWriter has inside


def test_a_writer_with_other_insides_writes_the_same_file(tiny: segkit.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where a method that blocks lean on is missing or writes otherwise, tables are written cell by cell: the same bytes."""
    before = write_strategy(tiny, tmp_path / "1").read_bytes()
    try:
        for name in ("_write_row", "_get_range_data"):
            blocks_hold.cache_clear()
            with monkeypatch.context() as patch:
                if name == "_write_row":
                    patch.setattr(BlockSheet, "_row_tag", lambda *_: '" spans="1:1">')
                else:
                    patch.setattr(BlockSheet, "_write_block", lambda *_: {}["renamed"])

                assert not blocks_hold()
                assert write_strategy(tiny, tmp_path / name).read_bytes() == before
    finally:
        blocks_hold.cache_clear()


@pytest.mark.parametrize(
    "formula",
    [
        "=IF(Customers[[#This Row],[A]]=\"LET(\",SUM(A1:A2),ROUND(1,2))", "=RANK.EQ(1,A1:A3)", "{=SUM(A1)}", "=AGGREGATE(9,6,A1)", "=(1+2)*SUMPRODUCT(--EXACT(A1,B1))",
        "=XIF(1)", "=_xlfn.IFS(1,2)", "=IFS(1,2)", "={1,2}", "=T.IF(1)", "=SUMIFS(A,B,\">\"&C)+N(1)",
    ],
)  # fmt: skip
@pytest.mark.parametrize("expand", [False, True])
def test_formulas_are_stored_as_xlsxwriter_stores_them(formula: str, expand: bool):
    """What is known to hold old functions only is not searched for new ones, and comes out the same."""
    assert BlockSheet()._prepare_formula(formula, expand) == Worksheet()._prepare_formula(formula, expand)


def test_no_old_function_is_one_that_xlsxwriter_marks():
    """Every name that is taken for old comes back from XlsxWriter unmarked."""
    for name in OLD_FUNCTIONS:
        assert Worksheet()._prepare_formula(f"={name}(1)", True) == f"{name}(1)"


def test_a_formula_that_spills_is_left_to_xlsxwriter(engagement: Engagement, tmp_path: Path):
    """A dynamic array has cells of another kind, which no block holds: such a table is written cell by cell."""
    column = TableColumn("a", "A", "money", [1.0, 2.0], "UNIQUE(B1:B3)")

    blocks, single = both(engagement, tmp_path, lambda file: write_table(file.sheets["one"], *table([column])))

    assert blocks == single
    assert b'cm="1"' in single["xl/worksheets/sheet1.xml"]


@given(text=text_values(), width=st.floats(3, 80))
def test_lines_of_a_column_are_the_lines_of_its_cells(text: Any, width: float):
    """Rows of blocks are as high as rows of cells: the short cut for short texts never differs from counting the lines."""
    counted = _lines(text, width) if isinstance(text, str) else 1

    assert _many_lines([text, "a", None, 5.0], width).get(text if isinstance(text, str) else "", 1) == counted


# --- what cannot be


def test_a_table_that_covers_another_is_refused(engagement: Engagement):
    """Tables and joined cells that overlap would break the file; a block knows its area as XlsxWriter knows single cells."""
    file = open_file(engagement, "T", [("one", "One", "list")])
    sheet = file.sheets["one"]
    write_table(sheet, *table([TableColumn("a", "A", "money", [1.0] * 20)]))

    with pytest.raises(OverlappingRange):
        write_table(sheet, *table([TableColumn("a", "A", "money", [1.0] * 20)], "Other", 15))
    with pytest.raises(OverlappingRange):
        sheet.merged(17, 0, 3, "wrap")


def test_more_rows_than_a_sheet_has_are_refused(engagement: Engagement):
    """E03: a table below the last row of a sheet is an error, never a table without its end."""
    file = open_file(engagement, "T", [("one", "One", "list")])

    with pytest.raises(DeliverableError) as raised:
        write_table(file.sheets["one"], *table([TableColumn("a", "A", "money", [1.0] * 1_048_572)]))

    assert (
        str(raised.value)
        == "SEG-E02: Excel cannot hold a table on sheet 'One' (code -1): it would have been left out. Shorten the data there."
    )


def test_a_formula_too_long_is_refused(engagement: Engagement):
    """E07: the same sentence as cell by cell."""
    file = open_file(engagement, "T", [("one", "One", "list")])

    with pytest.raises(DeliverableError) as raised:
        write_table(file.sheets["one"], *table([TableColumn("a", "A", "money", [1.0] * 3, "1+" * 5000 + "1")]))

    assert str(raised.value) == "SEG-E07: The formula in row 6 of 'One' is longer than Excel allows. Use fewer grades in the grid."


def test_a_sheet_larger_than_a_file_can_hold_is_told(tiny: segkit.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """E03: a part above the zip format's limit stops the file with a sentence; nothing is left behind."""
    monkeypatch.setattr(streaming, "LARGEST_PLAIN", 1000)

    with pytest.raises(DeliverableError) as raised:
        write_strategy(tiny, tmp_path)

    assert str(raised.value) == "SEG-E02: A sheet would be larger than an Excel file can hold. Deliver fewer rows or columns."
    assert not any(tmp_path.glob("*.xlsx"))
    assert not any(tmp_path.glob(".*.draft"))


def test_a_large_sheet_is_marked_as_large(engagement: Engagement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A sheet of more than two gigabytes is written all the same, marked in the zip file; here the border is drawn much lower."""
    monkeypatch.setattr(streaming, "LARGEST_PLAIN", 50_000)
    column = TableColumn("a", "A", "money", [float(i) for i in range(2000)])
    path = tmp_path / "large.xlsx"
    parts = written(engagement, path, lambda file: write_table(file.sheets["one"], *table([column])), 1)

    assert len(parts["xl/worksheets/sheet1.xml"]) > 50_000
    assert [info.extract_version for info in zipfile.ZipFile(path).infolist() if info.filename == "xl/worksheets/sheet1.xml"] == [45]
    assert openpyxl.load_workbook(path)["One"]["A2005"].value == 1999


def test_a_full_disk_leaves_the_earlier_file(tiny: segkit.Study, tmp_path: Path):
    """The file is packed straight to the disk: where it does not fit, the earlier one stands and no draft is left."""
    resource = pytest.importorskip("resource")
    path = write_strategy(tiny, tmp_path)
    before = path.read_bytes()
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, usual[1]))
        with pytest.raises(DeliverableError) as raised:
            write_strategy(tiny, tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)

    assert str(raised.value) == "SEG-E12: strategy.xlsx cannot be written: File too large."
    assert path.read_bytes() == before
    assert not any(tmp_path.glob(".*.draft"))


def test_a_long_text_is_cut_visibly_in_a_block(engagement: Engagement, tmp_path: Path):
    """E03: a text above Excel's limit is cut where one can see it, never left out."""
    column = TableColumn("a", "A", "client", ["x" * 40_000, "y"])
    written(engagement, tmp_path / "long.xlsx", lambda file: write_table(file.sheets["one"], *table([column])), 1)

    cell = openpyxl.load_workbook(tmp_path / "long.xlsx")["One"]["A6"].value
    assert len(cell) == LONGEST_TEXT
    assert cell.endswith("… [cut]")
