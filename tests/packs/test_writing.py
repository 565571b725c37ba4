"""A pack becomes an Excel file and a PDF of one content: real numbers, entries with checks, whole files, the same bytes every time."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from segkit.cli import main
from segkit.deliverables.packs import write_pack
from segkit.deliverables.packs.writing import WrittenPack
from segkit.deliverables.xlsxlint import lint
from segkit.engagement import Engagement, read_engagement
from segkit.errors import DeliverableError
from segkit.packs import registry
from segkit.packs.content import Bullets, Cards, Column, Facts, Grid, Lines, Note, Pack, Section, Text
from segkit.views.canvas import Canvas
from segkit.views.looks import looks

DAY = dt.date(2026, 8, 20)


def every_part(engagement: Engagement) -> Pack:
    """Return a pack that holds every kind of part and every kind of column."""
    canvas = Canvas(40, looks(engagement.brand))
    canvas.field((0, 10), 100, 20, "#12355B")
    typed = (
        Column("Name", "client", 20), Column("Money", "money"), Column("Exact", "exact"), Column("Count", "count"), Column("Hours", "hours"),
        Column("Share", "percent"), Column("Day", "date"), Column("Grade", "grade"), Column("Done", "tick"),
        Column("Choice", "entry", choices=("yes, surely", "no")), Column("When", "entry", filled="date"),
    )  # fmt: skip
    rows = (
        ("=1+1", 1500.4, 0.125, 3, 2.5, 0.25, DAY, "A", None, None, None),
        ("Beta", None, None, None, None, None, None, "B", "x", "no", DAY),
    )
    keyed = Grid(
        "Log", (Column("About", "text", 20, key="about"), Column("Decided", "entry", 30)), (("Period", None),), 2, False, "log", ("p",)
    )
    parts = (Text("A text."), Bullets((("Label", "text"),), numbered=True), Facts((("4", "weeks"),)), Note("A note."), Lines("Notes", 3))
    whole = (*parts, Cards((("Card", ("Line one", "Line two")),)), canvas.chart("A bar.", "In weeks"), Grid("Typed", typed, rows))
    return Pack("trial", "Trial", "What it is for.", (Section("all", "Everything", whole), Section("log", "Log", (keyed,), page=True)))


@pytest.fixture
def engagement(workbook: Callable[..., Path]) -> Engagement:
    return read_engagement(workbook())


@pytest.fixture
def written(engagement: Engagement, tmp_path: Path) -> WrittenPack:
    return write_pack(every_part(engagement), engagement, tmp_path / "packs")


def test_both_files_hold_the_same_content(written: WrittenPack):
    """K17: what stands on paper stands in Excel; numbers and days are real ones there, and a client's text is never a formula."""
    book = openpyxl.load_workbook(written.xlsx)
    cells = {cell.value for row in book["Everything"].iter_rows() for cell in row}
    paper = " ".join(page.extract_text() for page in PdfReader(written.pdf).pages)

    assert {"A text.", "A note.", "Notes", "Card", "Line two", "=1+1", 1500.4, 0.125, 0.25, dt.datetime(2026, 8, 20), "A"} <= cells
    assert all(
        text in paper for text in ("A text.", "A note.", "Notes", "Card", "Line two", "=1+1", "DKK 1,500", "25%", "20 Aug 2026", "Log")
    )
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert not formulas
    assert not lint(written.xlsx, ours=True)


def test_what_is_not_known_is_never_zero(written: WrittenPack):
    """A missing number is an empty cell in Excel and a dash on paper."""
    sheet = openpyxl.load_workbook(written.xlsx)["Everything"]
    row = next(row for row in sheet.iter_rows() if row[1].value == "Beta" or row[0].value == "Beta")

    assert [cell.value for cell in row if cell.value is not None] == ["Beta", "B", "x", "no", dt.datetime(2026, 8, 20)]
    assert PdfReader(written.pdf).pages[0].extract_text().count("–") + PdfReader(written.pdf).pages[1].extract_text().count("–") >= 5


def test_entries_take_only_what_they_can_hold(written: WrittenPack):
    """An entry with choices offers them, even one with a comma in it; a day must be a day, and a box takes an x."""
    book = openpyxl.load_workbook(written.xlsx)
    checks = {check.type: check for check in book["Everything"].data_validations.dataValidation if check.type == "date"}
    lists = [check.formula1 for check in book["Everything"].data_validations.dataValidation if check.type == "list"]

    assert checks["date"].error == "Write a date."
    assert sorted(lists) == ['"x"', "'_segkit'!$B$1:$B$2"]
    assert [book["_segkit"]["B1"].value, book["_segkit"]["B2"].value] == ["yes, surely", "no"]


def test_a_table_that_comes_home_has_keys_and_a_mark(written: WrittenPack):
    """Rows are known by a hidden key that moves with them, and a sheet that no menu shows says whose the file is."""
    book = openpyxl.load_workbook(written.xlsx)
    mark = json.loads(book["_segkit"]["A1"].value)

    assert book["_segkit"].sheet_state == "veryHidden"
    assert mark == {
        "client": "Tiny A/S",
        "folder": "tiny",
        "kind": "pack",
        "pack": "trial",
        "tables": {"log": {"headings": {"about": "About"}, "sheet": "Log"}},
    }
    assert book["Log"].column_dimensions["A"].hidden
    assert [row[0].value for row in book["Log"].iter_rows() if row[0].value] == ["_key", "p", "new:1", "new:2"]


def test_the_same_pack_gives_the_same_bytes(engagement: Engagement, written: WrittenPack, tmp_path: Path):
    """Design 6.4: both files are the same, byte for byte."""
    again = write_pack(every_part(engagement), engagement, tmp_path / "again")

    assert (again.xlsx.read_bytes(), again.pdf.read_bytes()) == (written.xlsx.read_bytes(), written.pdf.read_bytes())


def test_what_a_person_has_filled_in_is_kept(engagement: Engagement, written: WrittenPack):
    """A file as segkit wrote it is replaced; one that was filled in stays under another name."""
    assert write_pack(every_part(engagement), engagement, written.xlsx.parent).kept is None
    book = openpyxl.load_workbook(written.xlsx)
    book["Log"]["C5"].value = "twelve months"
    book.save(written.xlsx)

    kept = write_pack(every_part(engagement), engagement, written.xlsx.parent).kept

    assert kept is not None
    assert kept.name == "trial (kept 1).xlsx"
    assert openpyxl.load_workbook(kept)["Log"]["C5"].value == "twelve months"


def test_where_one_file_cannot_be_made_neither_is_written(engagement: Engagement, written: WrittenPack, monkeypatch: pytest.MonkeyPatch):
    """Both files are whole or as they were: a fault in the Excel file leaves the earlier PDF alone too."""
    before = written.xlsx.read_bytes(), written.pdf.read_bytes()

    def refuse(path: Path, name: str) -> None:
        raise DeliverableError(f"{name} would not open.", code="SEG-E01")

    monkeypatch.setattr("segkit.deliverables.packs.writing.refuse_broken", refuse)
    other = Pack("trial", "Other", "", (Section("all", "Other", (Text("Other"),)),))
    with pytest.raises(DeliverableError):
        write_pack(other, engagement, written.xlsx.parent)

    assert (written.xlsx.read_bytes(), written.pdf.read_bytes()) == before
    assert sorted(path.name for path in written.xlsx.parent.iterdir()) == [".made.json", "trial.pdf", "trial.xlsx"]


def test_a_mistyped_pack_gets_the_nearest_name(engagement: Engagement, capsys: pytest.CaptureFixture[str]):
    """K04: what was typed wrong is told with what was meant."""
    root = str(engagement.folder.parents[1])

    assert main(["pack", "tiny", "kickof", "--folder", root]) == 2
    assert capsys.readouterr().err == "SEG-P01: There is no pack 'kickof'. Did you mean 'kickoff'?\n"


def test_the_list_says_what_each_pack_is_for_and_which_are_there(engagement: Engagement, capsys: pytest.CaptureFixture[str]):
    """K04, K05: without a pack the command lists them, those written marked."""
    root = str(engagement.folder.parents[1])
    assert main(["pack", "tiny", "proposal", "--folder", root]) == 0
    capsys.readouterr()

    assert main(["pack", "tiny", "--folder", root]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2] == "  proposal         the offer on one page: package, contents, price, timeline, sign-off (written)"
    assert lines[-1] == "Next: segkit pack tiny PACK, or all of them: segkit pack tiny --all"
    assert [line.split()[0] for line in lines if line.startswith("  ")] == [entry.key for entry in registry.PACKS]
