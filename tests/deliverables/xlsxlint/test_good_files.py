"""No false alarm: what segkit writes, what LibreOffice and openpyxl make of it, and every way to spell the same XML."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import ColorScaleRule, FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from recalculation import office
from xlsxwriter import Workbook

from segkit import read_engagement, run_study
from segkit.deliverables.call_list import write_call_list
from segkit.deliverables.data_request import write_data_request
from segkit.deliverables.excel import write_strategy
from segkit.deliverables.intake_report import write_intake_report
from segkit.deliverables.return_file import write_return
from segkit.deliverables.xlsxlint import lint
from segkit.example import make_example
from segkit.reception import receive

from .base import good
from .mutants import Parts

OURS = ("strategy", "call_list", "return", "intake", "data_request")


@pytest.fixture(scope="module", params=["da", "en"])
def ours(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The example's Excel files, by what they are."""
    root = tmp_path_factory.mktemp(f"ours_{request.param}")
    engagement = read_engagement(make_example(root / "workbooks" / "example", request.param))
    study = run_study(engagement)
    for name in OURS:
        (root / name).mkdir()
    returned = write_return(study, root / "return")
    assert returned is not None
    return {
        "strategy": write_strategy(study, root / "strategy"),
        "call_list": write_call_list(study, root / "call_list"),
        "return": returned,
        "intake": write_intake_report(receive(engagement), root / "intake"),
        "data_request": write_data_request(engagement, root / "data_request")[0],
    }


@pytest.mark.parametrize("name", OURS)
def test_what_segkit_writes_is_good(ours: dict[str, Path], name: str):
    """E01, E02, E05, E07, E10, E13: nothing is found in the example's own files, in Danish and in English."""
    assert lint(ours[name], ours=True) == ()


def test_what_libreoffice_makes_of_them_is_good(ours: dict[str, Path], tmp_path: Path):
    """E01: converted by another program they have no problem but one that is real.

    Where rows and columns both repeat on paper, LibreOffice 7.4 writes the name _xlnm.Print_Titles twice for the sheet, the second time
    with its parts the other way round. Two definitions of one name are what Excel repairs.
    """
    sources = []
    for name, path in ours.items():
        sources.append(tmp_path / f"{name}.xlsx")
        sources[-1].write_bytes(path.read_bytes())
    profile, out = (tmp_path / "profile").as_uri(), tmp_path / "out"
    command = [
        office(),
        "--headless",
        f"-env:UserInstallation={profile}",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(out),
    ]
    subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=300)

    found = {name: [(problem.rule, problem.place) for problem in lint(out / f"{name}.xlsx")] for name in OURS}
    real = [("name_twice", "_xlnm.Print_Titles")] * found["strategy"].count(("name_twice", "_xlnm.Print_Titles"))
    assert len(real) <= 1
    assert found == {"strategy": real, "call_list": [], "return": [], "intake": [], "data_request": []}


@pytest.mark.parametrize("name", OURS)
def test_what_openpyxl_saves_again_is_good(ours: dict[str, Path], name: str, tmp_path: Path):
    """E01: loaded and saved by openpyxl they lose their stored results, which only ours must have, and nothing else."""
    path = tmp_path / "again.xlsx"
    openpyxl.load_workbook(ours[name]).save(path)

    assert lint(path) == ()


def test_a_file_of_openpyxl_is_good(tmp_path: Path):
    """E01: its tables, conditions, validations, names, remarks, charts and merged cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [["Name", "Revenue"], ["Alfa & Søn <A/S>", 10], ["Beta", 20.5], ["Gamma", None]]:
        sheet.append(row)
    sheet["D1"] = "=SUM(B2:B4)"
    sheet["A2"].comment = Comment("A remark.", "Ida")
    sheet["B2"].fill = PatternFill("solid", fgColor="FFEECC")
    sheet["B3"].hyperlink = "https://nordhavn.example/"
    sheet.add_table(Table(displayName="Lines", ref="A1:B4"))
    sheet.conditional_formatting.add("B2:B4", ColorScaleRule(start_type="min", start_color="FFFFFF", end_type="max", end_color="FF0000"))
    sheet.conditional_formatting.add("A2:A4", FormulaRule(formula=["$B2>10"], fill=PatternFill(bgColor="FFEECC")))
    choice = DataValidation(type="list", formula1='"A,B"')
    choice.add("E1:E9")
    sheet.add_data_validation(choice)
    sheet.merge_cells("G1:H2")
    sheet.oddFooter.center.text = "A && B &P"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=4), titles_from_data=True)
    sheet.add_chart(chart, "J2")
    book.defined_names["total"] = DefinedName("total", attr_text="Sheet!$D$1")
    book.save(tmp_path / "openpyxl.xlsx")

    assert lint(tmp_path / "openpyxl.xlsx") == ()


def prefixed(content: bytes) -> bytes:
    """Return a part of spreadsheet XML with a prefix before each of its elements."""
    named = re.sub(rb"<(/?)(?=[a-zA-Z])(?!\w+:)", rb"<\1x:", content)
    return named.replace(b'xmlns="http', b'xmlns:x="http', 1)


SPELLINGS: dict[str, Callable[[bytes], bytes]] = {
    "with a prefix": prefixed,
    "with single quotes": lambda content: re.sub(rb'(<(?:row|c) [^<>]*>)', lambda found: found[1].replace(b'"', b"'"), content),
    "with line breaks between elements": lambda content: content.replace(b"><c ", b">\n  <c ").replace(b"><row", b">\n <row").replace(b"</row>", b"\n </row>"),
    "with comments": lambda content: content.replace(b"<sheetData>", b"<!-- <sheetData/> --><sheetData>").replace(b"</row>", b"<!-- > --></row>"),
    "with CDATA": lambda content: re.sub(rb"<v>(\d+)</v>", rb"<v><![CDATA[\1]]></v>", content),
    "in UTF-16": lambda content: content.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"),
    "without places": lambda content: content.replace(b'<c r="A', b'<c odd="A') if b"sheetData" in content else content,
    "with other attributes first": lambda content: re.sub(rb'<c (r="\w+")([^<>]*)>', rb"<c\2 \1>", content),
}  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_same_xml_spelled_otherwise_is_as_good(tmp_path: Path, spelling: str):
    """E01: what another program writes in another form means the same."""
    parts = Parts(good(tmp_path / "good.xlsx"))
    for part in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"):
        parts.write(part, SPELLINGS[spelling](parts.read(part)))

    assert lint(parts.save(tmp_path / "other.xlsx")) == ()


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_fault_is_seen_however_it_is_spelled(tmp_path: Path, spelling: str):
    """E01: a number that is none, a formula with semicolons and a shared text out of range, in each form."""
    parts = Parts(good(tmp_path / "good.xlsx"))
    parts.change("xl/worksheets/sheet1.xml", "<v>100</v>", "<v>NaN</v>")
    parts.change("xl/worksheets/sheet1.xml", '"many; or few","few"', '"many; or few";"few"')
    parts.change("xl/worksheets/sheet2.xml", "<v>9</v>", "<v>12</v>")
    for part in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"):
        parts.write(part, SPELLINGS[spelling](parts.read(part)))

    assert sorted((problem.rule, problem.place) for problem in lint(parts.save(tmp_path / "other.xlsx"))) == [
        ("cell_number", "B4"),
        ("formula_semicolon", "H2"),
        ("string_index", "A1"),
    ]


def test_problems_of_one_kind_are_told_twenty_times_and_counted(tmp_path: Path):
    """P03: a column of faults does not bury the others."""
    with Workbook(tmp_path / "many.xlsx") as book:
        sheet = book.add_worksheet()
        for row in range(50):
            sheet.write_formula(row, 0, "=SUM(1;2)", None, 3)
    problems = lint(tmp_path / "many.xlsx")

    assert len(problems) == 21
    assert str(problems[0]) == "xl/worksheets/sheet1.xml, A1: The formula separates by ; where the file format wants a comma: SUM(1;2)"
    assert str(problems[-1]) == "xl/worksheets/sheet1.xml: 30 more of the same kind."


@pytest.mark.parametrize(
    "formula",
    [
        "SUM(Sheet1!$A$1:B2,'Sheet1'!C:C)*1.5E+3&\"; ' [\"",
        "Sheet1:Sheet1!A1",
        "SUM({1,2;3,4})",
        "INDEX(Sheet1!A1:B2,1,)+#REF!+Sheet1!#REF!",
        "_xlfn.XLOOKUP(1,A1:A2,B1:B2)+_xlfn._xlws.SORT(A1:A2)",
        "[1]Other!A1+'[1]Other one'!A1+[1]!name",
        "LOG10(A1)+ATAN2(1,2)+A1%-B1^2",
        'IF(A1<>"""",1,TRUE)',
        "SUM (A1 A2:A3)",
        "-A1:INDEX(A:A,3)",
    ],
)
def test_a_good_formula_has_no_fault(tmp_path: Path, formula: str):
    """E10: strings, arrays, ranges, errors, names of sheets and prefixed functions are read as Excel reads them."""
    with Workbook(tmp_path / "formula.xlsx") as book:
        book.add_worksheet("Sheet1").write_formula("D1", formula, None, 1)

    assert lint(tmp_path / "formula.xlsx") == ()
