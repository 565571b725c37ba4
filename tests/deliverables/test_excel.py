"""The strategy file: live, right after a recalculation, safe with any text, and the same every time."""

import datetime as dt
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from live.batch import edited_wrong
from recalculation import differences, formulas, recalculated, stripped, values
from tiny import TINY
from workbook_parts import CellError

import segkit
from segkit.deliverables import in_place
from segkit.deliverables.excel import write_strategy
from segkit.deliverables.excel.cells import CUT, LONGEST_TEXT, clean
from segkit.deliverables.excel.formats import currency_pattern, date_pattern
from segkit.deliverables.excel.workbook import in_margin, open_book, safe_names
from segkit.errors import DeliverableError
from segkit.example import make_example
from segkit.views import tables
from segkit.words import Words

Build = Callable[..., Path]

HOSTILE = (
    "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "#panic()", "{client}", 'Den "gode" kunde', "Sol 🌞 ApS", "@SUM(1)", "http://x.dk",
    "+45 12 34", "-5", "＝1+1", "internal:'Parameters'!A1", "{=1}", "Æ & Ø A/S", "*", "~?", "0012", "1E5", "TRUE", "N/A ApS",
)  # fmt: skip


def study_of(path: Path) -> segkit.Study:
    return segkit.run_study(segkit.read_engagement(path))


def hostile(workbook: Build) -> segkit.Study:
    """Return a study whose names, owners, labels and client are what attackers and spreadsheets like."""
    yaml = TINY.replace("client: Tiny A/S", 'client: "=1+1 & <b>\'"')
    yaml += "  labels: {A: 'A*', B: 'a*', C: '<b', D: '=\"1\"'}\nplaybook:\n  A: {name: '=1+1', goal: '@SUM(1)'}\n  B: {name: '=\"x\"'}\n"
    quoted = ['"' + name.replace('"', '""') + '"' for name in HOSTILE]
    customers = "No;Name;Rep;Potential\n" + "".join(f"{name};{name};{name};{i * 1000 or ''}\n" for i, name in enumerate(quoted))
    lines = "No;Date;Amount\n" + "".join(f"{name};15-07-2025;{100 + 300 * i},00\n" for i, name in enumerate(quoted))
    return study_of(workbook(yaml, customers_csv=customers, lines_csv=lines))


SIZE_SOW = TINY.replace(
    "preset: classic\n  revenue_high: 1000\n  potential_high: 5000",
    "preset: size_sow_3x3\n  potential_middle: 4000\n  potential_high: 9000\n  utilisation_middle: 0.12\n  utilisation_high: 0.3",
)
ONE_AXIS = TINY.replace(
    "preset: classic\n  revenue_high: 1000\n  potential_high: 5000",
    "preset: own\n  grid:\n    across: revenue\n    across_cuts: [700, 1000]\n    grades: [['3', '2', '1']]",
)
HEADROOM = TINY.replace(
    "preset: classic\n  revenue_high: 1000\n  potential_high: 5000",
    "preset: own\n  grid:\n    across: headroom\n    across_cuts: [3000]\n"
    "    up: utilisation\n    up_cuts: [0.2]\n    grades: [[X, Y], [Y, Z]]",
)
QUANTILE = TINY.replace("revenue_high: 1000\n  potential_high: 5000", "revenue_high: {quantile: 0.5}\n  potential_high: {quantile: 0.5}")


UNKNOWN_REVENUE = (
    TINY[: TINY.index("  - file: lines.csv")].replace("potential: Potential}", "revenue: Potential}") + TINY[TINY.index("abcd:") :]
)


# --- the formulas


def test_a_threshold_still_open_grades_nobody(workbook: Build, tmp_path: Path):
    """A quantile of no values is an empty cell, not 0: nobody is graded, a customer with potential 0 neither, in engine and Excel."""
    customers = "No;Name;Rep;Potential\n001;Alfa;Ida;\n002;Beta;Ida;0\n"
    yaml = TINY.replace("potential_high: 5000", "potential_high: {quantile: 0.8}")
    study = study_of(workbook(yaml, customers_csv=customers))
    path = write_strategy(study, tmp_path)

    assert list(study.customers["not_rated_because"].head(2)) == ["potential_unknown", "threshold_open"]
    assert differences(path, tmp_path) == []


def test_an_open_share_leaves_the_matrix_empty(workbook: Build, tmp_path: Path):
    """A utilisation still open finds nobody in the matrix either, though its column holds texts where the share is undefined."""
    yaml = TINY.replace("preset: classic\n  revenue_high: 1000", "preset: potential_x_sow\n  utilisation_high: {quantile: 0.5}")
    path = write_strategy(study_of(workbook(yaml, customers_csv="No;Name;Rep;Potential\n001;Alfa;Ida;0\n002;Beta;Ida;\n")), tmp_path)

    assert differences(path, tmp_path) == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_recalculated_example_equals_the_engine(tmp_path: Path, language: str):
    """Every live cell of the example's file holds what LibreOffice computes from it, in both languages."""
    path = write_strategy(study_of(make_example(tmp_path / "workbooks" / "example", language)), tmp_path)

    assert len(formulas(path)) > 3000
    assert differences(path, tmp_path) == []


@pytest.mark.parametrize(
    "yaml",
    [TINY, SIZE_SOW, ONE_AXIS, HEADROOM, QUANTILE, UNKNOWN_REVENUE],
    ids=["classic", "size_sow", "one_axis", "headroom", "quantile", "unknown_revenue"],
)
def test_recalculated_grids_equal_the_engine(workbook: Build, tmp_path: Path, yaml: str):
    """The same for every kind of grid: three by three, one axis, headroom, cells that share a letter."""
    path = write_strategy(study_of(workbook(yaml)), tmp_path)

    assert differences(path, tmp_path) == []


def test_recalculated_hostile_names_equal_the_engine(workbook: Build, tmp_path: Path):
    """Wildcards, signs of comparison and quotes in numbers and labels do not bend a lookup."""
    path = write_strategy(hostile(workbook), tmp_path)

    assert differences(path, tmp_path) == []


def test_a_name_that_reads_like_an_error_is_a_text(workbook: Build, tmp_path: Path):
    """A grade called #N/A is written as a formula's text, not as Excel's error, and recalculates to the same."""
    yaml = TINY + "  labels: {A: '#N/A', B: '#REF!'}\nplaybook:\n  A: {name: '#NAME?', activities: ['#NUM!']}\n"
    path = write_strategy(study_of(workbook(yaml)), tmp_path)
    texts = [value for value in values(path).values() if str(value).startswith("#")]

    assert {"#N/A", "#REF!", "#NAME?", "#NUM!"} <= set(texts)
    assert not [text for text in texts if isinstance(text, CellError)]
    assert differences(path, tmp_path) == []


def test_an_action_list_needs_no_owners(workbook: Build, tmp_path: Path):
    """Where no file says who owns a customer, the role of the activity stands as owner."""
    path = write_strategy(study_of(workbook(TINY.replace(" owner: Rep,", ""))), tmp_path)
    found = values(path)

    assert found["Action list", "B9"] in {value for (sheet, _), value in found.items() if sheet == "Lists"}
    assert differences(path, tmp_path) == []


def test_hours_of_the_sales_reps_add_up_to_the_plan(workbook: Build, tmp_path: Path):
    """The management's total of hours is the plan's, however many decimals each customer's hours have."""
    yaml = (
        TINY
        + "playbook:\n  A: {meetings_per_year: 0.333, hours_per_meeting: 0.333}\n  B: {meetings_per_year: 0.777, hours_per_meeting: 0.777}\n"
    )
    study = study_of(workbook(yaml))
    path = write_strategy(study, tmp_path)
    totals = [
        value for (sheet, cell), value in values(path).items() if sheet == "Management" and value == pytest.approx(study.plan.total_hours)
    ]

    assert len(totals) == 1
    assert differences(path, tmp_path) == []


def test_a_bent_formula_is_noticed(tiny: segkit.Study, tmp_path: Path):
    """The comparison above can fail: one formula turned round is found."""
    path = write_strategy(tiny, tmp_path)
    sheet, cell = next(place for place, formula in formulas(path).items() if ">=abcd_revenue_high" in formula and place[0] == "Customers")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = next(name for name, xml in parts.items() if b"worksheets" in name.encode() and b"abcd_grades,2-" in xml)
    parts[part] = parts[part].replace(b"&gt;=abcd_revenue_high", b"&lt;abcd_revenue_high", 1)
    bent = tmp_path / "bent.xlsx"
    with zipfile.ZipFile(bent, "w") as archive:
        for name, xml in parts.items():
            archive.writestr(name, xml)

    found = differences(bent, tmp_path)

    assert (sheet, cell) in {(difference.sheet, difference.cell) for difference in found}


@pytest.mark.parametrize(
    ("yaml", "changes", "retuned"),
    [
        (
            TINY,
            {"abcd_revenue_high": 700, "abcd_potential_high": 4000},
            TINY.replace("revenue_high: 1000", "revenue_high: 700").replace("potential_high: 5000", "potential_high: 4000"),
        ),
        (
            SIZE_SOW,
            {"abcd_utilisation_high": 0.35, "abcd_potential_middle": 5000},
            SIZE_SOW.replace("utilisation_high: 0.3", "utilisation_high: 0.35").replace("potential_middle: 4000", "potential_middle: 5000"),
        ),
    ],
    ids=["classic", "size_sow"],
)  # fmt: skip
def test_new_thresholds_in_excel_equal_a_new_run(workbook: Build, tmp_path: Path, yaml: str, changes: dict[str, float], retuned: str):
    """What the client sees after changing two yellow cells is what a run with those thresholds gives, on every sheet."""
    study = study_of(workbook(yaml))
    path = write_strategy(study, tmp_path)
    again = write_strategy(study_of(workbook(retuned)), tmp_path / "again")

    after = recalculated(stripped(path, tmp_path, changes), tmp_path)

    assert values(path) != values(again)
    assert edited_wrong(study.words, path, again, after) == []


def test_example_with_new_thresholds_equals_a_new_run(example_file: Path, example: segkit.Study, tmp_path: Path):
    """The same for the example: grades, counts, money, hours and proposals."""
    path = write_strategy(example, tmp_path)
    retuned = example_file.with_name("retuned.yaml")
    text = example_file.read_text(encoding="utf-8")
    retuned.write_text(
        re.sub(r"(revenue_high|potential_high): \d+", lambda m: f"{m[1]}: {120000 if m[1][0] == 'r' else 900000}", text), encoding="utf-8"
    )
    again = write_strategy(study_of(retuned), tmp_path / "again")

    after = recalculated(stripped(path, tmp_path, {"abcd_revenue_high": 120000, "abcd_potential_high": 900000}), tmp_path)

    assert edited_wrong(example.words, path, again, after) == []


# --- what may never happen


def test_nothing_of_the_data_becomes_a_formula_or_a_link(workbook: Build, tmp_path: Path):
    """G01: names that look like formulas or addresses stand as text, marked with a leading quote, letter for letter."""
    path = write_strategy(hostile(workbook), tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["Customers"]
    names = {sheet.cell(row, 2).value: sheet.cell(row, 2) for row in range(5, 5 + len(HOSTILE))}

    assert set(names) == set(HOSTILE)
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in names.values())
    links = [cell.hyperlink for ws in book.worksheets for row in ws.iter_rows() for cell in row if cell.hyperlink]
    assert all(link.target is None and link.location.endswith("!A1") for link in links)
    assert not any(formula.lstrip("=").startswith(("cmd", "1+1", "@SUM")) for formula in formulas(path).values())


def test_a_client_with_an_ampersand_stands_in_the_footer(workbook: Build, tmp_path: Path):
    """G03: & is doubled in footers, where it would start a code."""
    path = write_strategy(hostile(workbook), tmp_path)

    with zipfile.ZipFile(path) as archive:
        footers = [
            re.search(r"<oddFooter>(.*?)</oddFooter>", archive.read(name).decode())
            for name in archive.namelist()
            if "/worksheets/sheet" in name
        ]
    assert all(footer and "=1+1 &amp;&amp; &lt;b&gt;" in footer[1] for footer in footers)
    assert in_margin("A & B\n" + "x" * 100) == "A && B " + "x" * 53 + "…"


def test_the_same_study_gives_the_same_bytes(tiny: segkit.Study, tmp_path: Path):
    """Nothing in the file comes from the clock: two files of one study are the same bytes."""
    first, second = write_strategy(tiny, tmp_path / "1"), write_strategy(tiny, tmp_path / "2")

    assert first.read_bytes() == second.read_bytes()


def test_properties_name_client_and_consultant_only(tiny: segkit.Study, tmp_path: Path):
    """E13: no path, no user; the date is the engagement's."""
    properties = openpyxl.load_workbook(write_strategy(tiny, tmp_path)).properties

    assert (properties.title, properties.creator, properties.created) == (
        "Segmentation strategy",
        "",
        dt.datetime(2026, 8, 31),
    ) or properties.creator is None
    assert properties.lastModifiedBy in {None, ""}
    with zipfile.ZipFile(tmp_path / "strategy.xlsx") as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist())
    assert str(tmp_path).encode() not in parts
    assert b"<Company>Tiny A/S</Company>" in parts


def test_an_unknown_potential_is_an_empty_cell(tiny: segkit.Study, tmp_path: Path):
    """Missing is never 0: Gamma's potential is empty, and the row says why there is no grade."""
    path = write_strategy(tiny, tmp_path)
    sheet = openpyxl.load_workbook(path, data_only=True)["Customers"]
    headings = [cell.value for cell in sheet[4]]
    gamma = next(
        {heading: cell.value for heading, cell in zip(headings, row, strict=True)}
        for row in sheet.iter_rows(min_row=5)
        if row[1].value == "Gamma"
    )

    assert gamma["Potential"] is None
    assert gamma["Headroom"] is None
    assert gamma["Grade"] == "Not rated"
    assert gamma["Why"] == "Not rated: potential is unknown. Possible: B or D."


def test_texts_fit_into_a_cell():
    """E03, E06: what Excel cannot hold is cut visibly, and signs that would break the file are shown as a box."""
    long = clean("🌞" * LONGEST_TEXT)

    assert len(long.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert long.endswith(CUT)
    assert clean("a\x00b\x1bc\ufffed") == "a□b□c□d"
    assert clean("line\nline") == "line\nline"


def test_sheet_names_are_what_excel_accepts():
    """E05: forbidden signs, length, doubles and the reserved name."""
    assert safe_names(["A/B:C", "'quoted'", "x" * 40, "x" * 35, "History", ""]) == [
        "A B C",
        "quoted",
        "x" * 31,
        "x" * 26 + " (2)",
        "History_",
        "Sheet",
    ]


def test_a_refusal_of_the_writer_is_an_error(tiny: segkit.Study):
    """E02: XlsxWriter says no by a number that nobody reads; here it stops the file."""
    book = open_book(tiny, "T", [("one", "One", "list")])

    with pytest.raises(DeliverableError) as raised:
        book.sheets["one"].text(1_048_576, 0, "below the last row")
    assert (
        str(raised.value)
        == "SEG-E02: Excel cannot hold a text on sheet 'One' (code -1): it would have been left out. Shorten the data there."
    )


def test_an_earlier_file_stands_when_the_new_one_fails(tiny: segkit.Study, tmp_path: Path):
    """Whole or not there at all: the target is a folder, so nothing can be put in its place."""
    (tmp_path / "strategy.xlsx").mkdir()

    with pytest.raises(DeliverableError, match=r"^SEG-E12: strategy\.xlsx cannot be written: .*\.$"):
        write_strategy(tiny, tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".xlsx" and path.name.endswith(".draft")] == []


def test_a_file_that_excel_holds_is_told(tiny: segkit.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """E12: while Excel holds the file it is tried again; then one sentence, the earlier file stands, and no draft is left."""
    path = write_strategy(tiny, tmp_path)
    before = path.read_bytes()
    monkeypatch.setattr(in_place, "PATIENCE", 0.1)

    def held(source: Path, target: Path) -> Path:  # as Windows answers; no other system can be made to
        raise PermissionError(13, "The process cannot access the file because it is being used by another process", str(source))

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(DeliverableError) as caught:
        write_strategy(tiny, tmp_path)

    assert str(caught.value) == "SEG-E12: strategy.xlsx cannot be replaced. Close it in Excel and run again."
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir() if file.name.endswith(".draft")] == []


# --- what the client meets


def test_every_parameter_is_a_named_cell(example: segkit.Study, tmp_path: Path):
    """Each parameter has a cell of its own under its own name, holding its value."""
    book = openpyxl.load_workbook(write_strategy(example, tmp_path))

    for value in example.parameters:
        sheet, cell = next(iter(book.defined_names[value.name].destinations))
        assert book[sheet][cell.replace("$", "")].value == value.value


def test_charts_have_alternative_texts(example: segkit.Study, tmp_path: Path):
    """Every drawn chart says in words what it shows."""
    with zipfile.ZipFile(write_strategy(example, tmp_path)) as archive:
        drawings = "".join(archive.read(name).decode() for name in archive.namelist() if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name))
        charts = [name for name in archive.namelist() if "/charts/chart" in name]

    assert len(charts) == 6
    assert len(re.findall(r'<xdr:cNvPr [^>]*descr="[^"]{20,}"', drawings)) == len(charts)


def test_sheets_print_on_a4_with_the_client_below(example: segkit.Study, tmp_path: Path):
    """Every sheet is set up for A4 without gridlines, and its footer names the client."""
    for sheet in openpyxl.load_workbook(write_strategy(example, tmp_path)).worksheets:
        assert sheet.page_setup.paperSize == 9
        assert "Nordlys" in sheet.oddFooter.left.text
        assert sheet.sheet_view.showGridLines is False


def test_a_study_without_anything_extra_is_whole(workbook: Build, tmp_path: Path):
    """No leads, costs, owners, period or potentials: columns and charts of nothing are left out, sentences stand instead."""
    yaml = "client: Bare A/S\npackage: basic\nlanguage: en\ncurrency: DKK\ndate: 2026-08-31\n"
    yaml += "sources:\n  - file: customers.csv\n    holds: customers\n    columns: {customer_id: No, revenue: Revenue}\n"
    path = write_strategy(study_of(workbook(yaml, customers_csv="No;Revenue\n1;100\n2;0\n3;-5\n")), tmp_path)
    book = openpyxl.load_workbook(path)

    assert differences(path, tmp_path) == []
    assert [cell.value for cell in book["Customers"][4]][:4] == ["Customer no.", "Name", "Grade", "Revenue"]
    assert book["Leads"]["A2"].value == "No leads were delivered for this study."
    with zipfile.ZipFile(path) as archive:
        assert [name for name in archive.namelist() if "/charts/chart" in name] == ["xl/charts/chart1.xml"]


def test_five_thousand_customers(workbook: Build, tmp_path: Path):
    """Formulas stay linear in the number of customers: a large client's file recalculates as well."""
    rows = pd.DataFrame({"No": [f"{i:05}" for i in range(5000)], "Name": "K", "Rep": "R", "Potential": [i * 3 for i in range(5000)]})
    lines = pd.DataFrame({"No": rows["No"], "Date": "15-07-2025", "Amount": [(i * 37) % 2000 for i in range(5000)]})
    path = write_strategy(
        study_of(workbook(customers_csv=rows.to_csv(sep=";", index=False), lines_csv=lines.to_csv(sep=";", index=False))), tmp_path
    )

    assert len(formulas(path)) > 30_000
    assert differences(path, tmp_path) == []


def test_no_sheet_mentions_a_study_of_another_client(tiny: segkit.Study, tmp_path: Path):
    """A second book starts from nothing."""
    other = replace(tiny, engagement=tiny.engagement.model_copy(update={"client": "Another A/S"}))
    write_strategy(tiny, tmp_path / "1")
    with zipfile.ZipFile(write_strategy(other, tmp_path / "2")) as archive:
        assert not any(b"Tiny" in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize(
    ("language", "currency", "pattern"),
    [("da", "DKK", r'#,##0\ "kr."'), ("en", "GBP", '"£"#,##0'), ("en", "DKK", r'"DKK"\ #,##0'), ("de", "EUR", r'#,##0\ "€"')],
)
def test_money_is_written_as_the_language_does(language: str, currency: str, pattern: str):
    """Amounts in cells carry the familiar sign or the ISO code where the language puts it."""
    assert currency_pattern(Words(language, currency)) == pattern


@pytest.mark.parametrize(("language", "pattern"), [("da", "dd.mm.yyyy"), ("sv", "yyyy-mm-dd"), ("en", "d mmm yyyy")])
def test_dates_in_cells_look_as_in_the_report(language: str, pattern: str):
    """A date in figures is written the same way in a cell as in the report's tables."""
    assert date_pattern(Words(language)) == pattern


def test_a_computed_threshold_tells_its_share_everywhere(workbook: Build, tmp_path: Path):
    """12.5 % stays 12.5 %: report, Method and Parameters tell in the same sentence where a threshold comes from."""
    study = study_of(workbook(QUANTILE.replace("quantile: 0.5}", "quantile: 0.125}", 1)))
    book = openpyxl.load_workbook(write_strategy(study, tmp_path))
    told = "12.5% of the customers with a value above 0 lie below."
    cells = {name: [str(cell.value) for row in book[name].iter_rows() for cell in row] for name in ("Method", "Parameters")}

    assert [row[-1] for row in tables.thresholds(study).rows] == [told, "50% of the customers with a value above 0 lie below."]
    assert all(sum(text.endswith(told) for text in texts) == 1 for texts in cells.values())
