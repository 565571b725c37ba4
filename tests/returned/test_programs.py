"""F04, G21: the file through LibreOffice, as .xlsx and as .ods, sorted by half, under a password, and as what cannot come back."""

import random
import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from recalculation import office
from returning import EXPECTED_ORDER, Desk, heads, published, row_of, set_name, sort, told, write

from segkit.circle import sha256
from segkit.cli import main
from segkit.deliverables.call_list import write_call_list
from segkit.errors import SourceError
from segkit.intake.reading.isolated import work_here
from segkit.returned import Returned, read_book
from segkit.returned.formulas import Columns, plain_formula
from segkit.returned.tables import Head


def through_office(path: Path, folder: Path, kind: str) -> Path:
    """Return a file as LibreOffice opens and saves it."""
    out = folder / f"through_{kind}"
    form = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods", "csv": "csv", "xls": "xls"}[kind]
    command = [office(), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", form]
    subprocess.run([*command, "--outdir", str(out), str(path)], check=True, capture_output=True, timeout=300)
    return out / f"{path.stem}.{kind}"


EDITS = (
    write("0012", "Potential", 9500.25),
    write("0015", "Headroom", 5),
    write("0015", "Comment", "two\nlines  and blanks"),
    write("0013", "Customer no.", 13),
    set_name("playbook_1_meetings_per_year", 9),
    sort("Name", reverse=True),
)
"""An answer, a formula lost in a row with another answer, a number without its zeros, a setting, and the rows in another order."""

TOLD = [
    ("formula_replaced", "Customers!I8", "customer:0015", Decimal("4000.01"), Decimal(5)),
    ("held", "Customers!Q8", "customer:0015", None, "two\nlines  and blanks"),
    ("restored", "Customers!A9", "customer:0013", "0013", Decimal(13)),
    ("changed", "Customers!G10", "customer:0012", Decimal("9000.00"), Decimal("9500.25")),
    ("changed", "Parameters!C31", "Contacts per year", Decimal(8), Decimal(9)),
]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_saving_in_libreoffice_changes_nothing(delivered, tmp_path: Path, kind: str):
    """F04, F08: a file that was only opened and saved again says nothing, formulas and hidden keys included."""
    path = through_office(published(delivered.desk), tmp_path, kind)

    assert delivered.returned(path).items == ()


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_edits_come_through_libreoffice(delivered, tmp_path: Path, kind: str):
    """F04: the same edits say the same in every format."""
    copy = Path(shutil.copyfile(published(delivered.desk), tmp_path / "strategy.xlsx"))
    Desk(delivered.desk.file, copy).edit(*EDITS)

    here, there = delivered.returned(copy), delivered.returned(through_office(copy, tmp_path, kind))

    assert [told(item) for item in here.items] == TOLD
    assert sorted(map(str, map(told, there.items))) == sorted(map(str, TOLD))


@pytest.mark.parametrize(("kind", "form"), [("csv", "text \\(CSV\\)"), ("xls", "\\.xls")])
def test_formats_that_lose_the_keys_are_refused(delivered, tmp_path: Path, kind: str, form: str):
    """F04: what cannot be matched is refused with what to do instead."""
    path = through_office(published(delivered.desk), tmp_path, kind)

    with pytest.raises(SourceError, match=f"strategy.{kind} is a file of the format {form}, .* save it as .xlsx or .ods, and return that"):
        read_book(path)


def test_other_files_of_ours_are_told_where_they_belong(fresh: Desk, tmp_path: Path):
    """N5: a call list given by mistake is named, with the place where it is read."""
    path = write_call_list(fresh.study(), tmp_path)

    with pytest.raises(SourceError) as refused:
        fresh.returned(path)

    assert str(refused.value) == (
        "SEG-F02: call_list.xlsx is the call list. Put it into data/ of the client's folder and run again: its answers are taken in there."
    )


def test_a_file_of_somebody_elses_is_refused(fresh: Desk, tmp_path: Path):
    """N5: a workbook without the mark is refused in plain words."""
    book = openpyxl.Workbook()
    book.save(tmp_path / "mine.xlsx")

    with pytest.raises(SourceError, match=r"mine\.xlsx is no strategy file of segkit's, or has lost the hidden sheet that says so"):
        fresh.returned(tmp_path / "mine.xlsx")


# --- rows sorted by half ---------------------------------------------------------------------------------------------------


def test_rows_without_their_keys_sorted_are_asked_about(edited: Callable[..., Returned]):
    """F01, F02: where all columns but the hidden ones were sorted, nothing of a row is taken that belongs to somebody else."""
    returned = edited(write("0012", "Potential", 9500), sort("Name", reverse=True, but=("Key", "Line")))

    assert {item.kind for item in returned.items} == {"row_contradicts"}
    assert returned.decisions == ()


def test_the_clients_columns_sorted_alone_are_asked_about(edited: Callable[..., Returned]):
    """F02: the columns between number and answers sorted by themselves make most cells of a row somebody else's."""
    only = ("Owner", "Region", "Industry", "Revenue", "Direct cost", "Basis", "Pareto class", "Orders", "Last order")
    returned = edited(write("0012", "Potential", 9500), sort("Revenue", only=only))

    assert {item.kind for item in returned.items if item.place.endswith("5")} == {"row_contradicts"}
    assert "customer:0012" not in {decision.key for decision in returned.decisions}


# --- whatever is typed into whichever row ---------------------------------------------------------------------------------

_CASES = st.fixed_dictionaries(
    {},
    optional={
        (number, field): values
        for number in EXPECTED_ORDER
        for field, values in {
            "Potential": st.decimals(min_value=0, max_value=10**9, places=2).map(float),
            "Comment": st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=20).filter(str.strip),
        }.items()
    },
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=_CASES, seed=st.integers(0, 2**16))
def test_whatever_is_typed_comes_back(delivered, tmp_path_factory: pytest.TempPathFactory, edits: dict, seed: int):
    """N5: random entries under a random order of the rows come back as exactly those decisions."""
    copy = Path(shutil.copyfile(published(delivered.desk), tmp_path_factory.mktemp("any") / "strategy.xlsx"))
    book = openpyxl.load_workbook(copy)
    sheet = book["Customers"]
    head, columns = heads(sheet)
    before = {(number, field): sheet.cell(row_of(sheet, number), columns[field]).value for number, field in edits}
    for (number, field), value in edits.items():
        cell = sheet.cell(row_of(sheet, number), columns[field])
        cell.value = value
        cell.data_type = "s" if isinstance(value, str) else "n"
    rows = list(range(head + 1, sheet.max_row + 1))
    contents = [[sheet.cell(row, col).value for col in columns.values()] for row in rows]
    kinds = [[sheet.cell(row, col).data_type for col in columns.values()] for row in rows]
    order = random.Random(seed).sample(range(len(rows)), len(rows))
    for row, source in zip(rows, order, strict=True):
        for col, value, kind in zip(columns.values(), contents[source], kinds[source], strict=True):
            sheet.cell(row, col).value = value
            sheet.cell(row, col).data_type = kind
    book.save(copy)

    returned = delivered.returned(copy)

    expected = {
        (f"customer:{number}", field.lower()): Decimal(str(value)) if field == "Potential" else value.strip()
        for (number, field), value in edits.items()
        if value != before[number, field]
    }
    assert {(decision.key, decision.field): decision.value for decision in returned.decisions} == expected
    assert {item.kind for item in returned.items} <= {"changed"}


# --- formulas --------------------------------------------------------------------------------------------------------------

HEADINGS = {"F": "Revenue", "H": "to1", "I": "Potential [all]"}
HEAD = Head("Customers", 4, {}, {}, {}, HEADINGS)
COLUMNS = Columns({"customers": "accounts"}, {"Customers": (("accounts", HEAD),)})


@pytest.mark.parametrize(
    "formula",
    [
        "=IF(Customers[[#This Row],[Potential '[all']]]>0,Customers[[#This Row],[Revenue]]-abcd_x,FALSE)",
        "=IF([$Customers.$I7]>0;[$Customers.$F7]-abcd_x;FALSE())",
        "=IF(Customers!$I7>0, F7 - abcd_x, FALSE())",
        "=if(Customers[@[Potential '[all']]]>0,Customers[@Revenue]-ABCD_X,FALSE)",
    ],
)
def test_one_rule_in_four_ways_of_writing_is_one(formula: str):
    """F04: structured references, A1 and OpenDocument are the same formula."""
    assert plain_formula(formula, HEAD, 7, COLUMNS) == "IF(«Potential [all]»>0,«Revenue»-ABCD_X,FALSE)"


@pytest.mark.parametrize(
    "formula",
    [
        "=INDEX(Customers[[#This Row],[to1]:[Potential '[all']]],2)+SUM(Leads!A1:B2)",
        "=INDEX([$Customers.$H7:.$I7];2)+SUM([$Leads.A1:.B2])",
        "=INDEX(Customers!$H7:$I7, 2)+SUM(Leads!$A$1:$B$2)",
        "=INDEX(Customers[@[to1]:[Potential '[all']]],2)+SUM(Leads!A1:B2)",
    ],
)
def test_a_range_of_a_row_is_one_in_four_ways_of_writing(formula: str):
    """F04: the cells from one column to another are told by their headings, those of other sheets by their place."""
    assert plain_formula(formula, HEAD, 7, COLUMNS) == "INDEX(«to1»:«Potential [all]»,2)+SUM(LEADS!A1:B2)"


@pytest.mark.parametrize(
    "formula", ["=SUM(Customers[Potential '[all']])", "=SUM([$Customers.$I$5:.$I$90])", "=SUM(Customers!$I$5:$I$90)", "=sum($I$5:$I$90)"]
)
def test_a_column_of_a_table_is_one_in_four_ways_of_writing(formula: str):
    """F04: a whole column is told by its table and heading, wherever its last row is."""
    assert plain_formula(formula, HEAD, 7, COLUMNS) == "SUM(«accounts: Potential [all]»)"


def test_other_rows_texts_and_sheets_stay_apart():
    """F02: a reference to another row or sheet is no reference to this one, and a text is never rewritten."""
    told_apart = [plain_formula(text, HEAD, 7, COLUMNS) for text in ("=F8", "=Leads!F7", '="F7; x"', "=F7")]

    assert told_apart == ["F8", "LEADS!F7", '"F7; x"', "«Revenue»"]


# --- the command ------------------------------------------------------------------------------------------------------------


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with work_here():
        code = main(arguments)
    streams = capsys.readouterr()
    return code, streams.out, streams.err


def test_the_command_says_what_was_changed_and_what_to_do(fresh: Desk, capsys: pytest.CaptureFixture[str]):
    """N5: look, then accept; the returned file is only read."""
    root = str(fresh.file.parents[2])
    fresh.edit(write("0012", "Potential", 9500))
    before = sha256(fresh.copy)

    looked = said(capsys, "return", "nord", str(fresh.copy), "--folder", root)
    taken = said(capsys, "return", "nord", str(fresh.copy), "--accept", "--folder", root)

    assert (looked[0], taken[0]) == (0, 0)
    assert "Customers!G5" in looked[1]
    assert looked[1].splitlines()[-3:] == [
        "strategy.xlsx, delivered on 31 Aug 2026: 1 change.",
        "Written to workbooks/nord: return.xlsx, the list in English.",
        "Next: look at the changes, then take them over: segkit return nord FILE --accept",
    ]
    assert taken[1].splitlines()[-2:] == ["Written: 1 into corrections.yaml.", "Next: segkit run nord"]
    assert sha256(fresh.copy) == before


def test_the_command_asks_for_a_password(fresh: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """N5: a protected file is opened with a password that is asked for, never given on the command line."""
    import msoffcrypto.format.ooxml as ooxml

    plain = fresh.edit(write("0012", "Potential", 9500)).copy
    locked = plain.with_name("locked.xlsx")
    with plain.open("rb") as source, locked.open("wb") as target:
        ooxml.OOXMLFile(source).encrypt("geheim", target)
    asked = []
    monkeypatch.setattr("typer.prompt", lambda text, hide_input: asked.append((text, hide_input)) or "geheim")

    code, out, _ = said(capsys, "return", "nord", str(locked), "--folder", str(fresh.file.parents[2]))

    assert (code, asked) == (0, [("Password of locked.xlsx", True)])
    assert "locked.xlsx, delivered on 31 Aug 2026: 1 change." in out


def test_a_wrong_client_ends_with_three_and_writes_nothing(fresh: Desk, capsys: pytest.CaptureFixture[str]):
    """F05: exit code 3."""
    fresh.file.write_text(fresh.file.read_text(encoding="utf-8").replace("Nord A/S", "Quite Another ApS"), encoding="utf-8")
    shutil.move(fresh.file.parent, fresh.file.parents[1] / "another")

    code, out, err = said(capsys, "return", "another", str(fresh.copy), "--folder", str(fresh.file.parents[2]))

    assert (code, out) == (3, "")
    assert err == "SEG-F05: strategy.xlsx belongs to another client. Nothing was read of it, and nothing was written.\n"
    assert not (fresh.file.parents[1] / "another" / "return.xlsx").exists()
