"""The live explanation in Excel: the engine's sentences, steps and possible grades, and what follows when thresholds and letters change."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from recalculation import differences, formulas, recalculated, same, stripped, values
from tiny import TINY
from xlsxwriter import Workbook

import segkit
from segkit.deliverables.excel import write_strategy
from segkit.deliverables.excel.account_columns import CUSTOMER_TABLE
from segkit.deliverables.excel.account_table import AccountTable, account_table
from segkit.deliverables.excel.sentence_formula import sentence_formula
from segkit.study import Study
from segkit.words import Words
from segkit.words.amounts import Amounts

Build = Callable[..., Path]

CLASSIC = "preset: classic\n  revenue_high: 1000\n  potential_high: 5000"
GRIDS = {
    "classic": CLASSIC,
    "share": "preset: potential_x_sow\n  potential_high: 5000\n  utilisation_high: 0.2",
    "size_sow": "preset: size_sow_3x3\n  potential_middle: 4000\n  potential_high: 9000\n  utilisation_middle: 0.12\n  utilisation_high: 0.3",
    "one_axis": "preset: own\n  grid:\n    across: revenue\n    across_cuts: [700, 1000]\n    grades: [['3', '2', '1']]",
    "headroom": (
        "preset: own\n  grid:\n    across: headroom\n    across_cuts: [3000]\n    up: utilisation\n    up_cuts: [0.2]\n    grades: [[X, Y], [Y, Z]]"
    ),
    "revenue_share": (
        "preset: own\n  grid:\n    across: revenue\n    across_cuts: [300.0051, 900]\n    up: utilisation\n    up_cuts: [0.1, 0.25]\n"
        "    grades: [[P, Q, R], [Q, Q, S], [T, P, R]]"
    ),
    "headroom_potential": (
        "preset: own\n  grid:\n    across: potential\n    across_cuts: [2000, 6000]\n    up: headroom\n    up_cuts: [0, 3000]\n"
        "    grades: [[P, Q, R], [Q, Q, S], [T, P, R]]"
    ),
}
CHANGES = {
    "classic": {"abcd_revenue_high": 700.25, "abcd_potential_high": 4000},
    "share": {"abcd_utilisation_high": 0.1505, "abcd_potential_high": 4000},
    "size_sow": {"abcd_utilisation_high": 0.35, "abcd_potential_middle": 5000},
    "one_axis": {"abcd_revenue_cut_1": 650.5},
    "headroom": {"abcd_headroom_cut_1": 2500, "abcd_utilisation_cut_1": 0.175},
    "revenue_share": {"abcd_revenue_cut_1": 250, "abcd_utilisation_cut_2": 0.3},
    "headroom_potential": {"abcd_potential_cut_1": 3000, "abcd_headroom_cut_1": 100},
}

POTENTIALS = ("", "0", "0.01", "0.99", "1", "2999.995", "4000", "4999.99", "5000", "9000", "123456.78", "987654321.5", "3333.33")
REVENUES = ("", "0", "0.01", "0.5", "-0.05", "-1250.5", "699.99", "700", "999.99", "1000", "4500", "1234567.89", "9876543.21")


def study_of(path: Path) -> Study:
    return segkit.run_study(segkit.read_engagement(path))


def every_case(workbook: Build, grid: str, language: str = "en") -> Study:
    """Return a study of customers and leads in which every revenue meets every potential, unknown ones too."""
    rows = [f"{i:03};K{i};{revenue};{potential}" for i, (revenue, potential) in enumerate((r, p) for r in REVENUES for p in POTENTIALS)]
    accounts = "No;Name;Revenue;Potential\n" + "\n".join(rows) + "\n"
    yaml = (
        TINY[: TINY.index("period:")]
        + "sources:\n"
        + (
            "  - file: customers.csv\n    holds: customers\n    decimal: '.'\n"
            "    columns: {customer_id: No, name: Name, revenue: Revenue, potential: Potential}\n"
            "  - file: leads.csv\n    holds: leads\n    decimal: '.'\n"
            "    columns: {lead_id: No, name: Name, revenue: Revenue, potential: Potential}\n"
        )
        + f"abcd:\n  {grid}\n"
    )
    yaml = yaml.replace("language: en", f"language: {language}")
    return study_of(workbook(yaml, customers_csv=accounts, leads_csv="\n".join(accounts.split("\n")[::5])))


def table_of(study: Study) -> AccountTable:
    return account_table(study, "Customers", CUSTOMER_TABLE, study.customers, 3)


@pytest.mark.parametrize("name", GRIDS)
def test_every_case_recalculates_to_the_engine(workbook: Build, tmp_path: Path, name: str):
    """K20, N2: for every kind of grid and every pair of figures, known or not, Excel says what the engine says."""
    study = every_case(workbook, GRIDS[name])
    path = write_strategy(study, tmp_path)

    assert len(study.customers) == len(REVENUES) * len(POTENTIALS)
    assert differences(path, tmp_path) == []


@pytest.mark.parametrize("language", ["da", "sv", "nb", "de"])
def test_every_case_recalculates_in_every_language(workbook: Build, tmp_path: Path, language: str):
    """Amounts and shares are written with the language's signs, whatever the computer that recalculates speaks."""
    path = write_strategy(every_case(workbook, GRIDS["size_sow"], language), tmp_path)

    assert differences(path, tmp_path) == []


@pytest.mark.parametrize("name", GRIDS)
def test_the_explanation_follows_the_thresholds(workbook: Build, tmp_path: Path, name: str):
    """N2: after a change of the yellow cells every sentence, step and possible grade is that of a run with those thresholds."""
    path = write_strategy(every_case(workbook, GRIDS[name]), tmp_path)
    retuned = write_strategy(every_case(workbook, changed(GRIDS[name], CHANGES[name])), tmp_path / "again")

    after, expected = values(recalculated(stripped(path, tmp_path, CHANGES[name]), tmp_path)), values(retuned)
    wrong = [place for place in formulas(retuned) if place[0] in {"Customers", "Leads"} and not same(expected.get(place), after.get(place))]

    assert values(path) != expected
    assert wrong == []


def test_the_explanation_follows_the_letters(workbook: Build, tmp_path: Path):
    """N2: where two cells of the grid get the same letter, the steps and bounds pass over the line between them."""
    path = write_strategy(every_case(workbook, GRIDS["classic"]), tmp_path)
    own = "preset: own\n  grid:\n    across: revenue\n    across_cuts: [1000]\n    up: potential\n    up_cuts: [5000]\n    grades: [[A, A], [D, C]]"
    study = every_case(workbook, own)
    copy = stripped(path, tmp_path)
    book = openpyxl.load_workbook(copy)
    sheet, cells = next(iter(book.defined_names["abcd_grades"].destinations))
    book[sheet][cells.replace("$", "")][0][0].value = "A"
    book.save(copy)

    after = openpyxl.load_workbook(recalculated(copy, tmp_path), data_only=True)["Customers"]
    headings = [cell.value for cell in after[4]]
    told = {row[0]: row for row in after.iter_rows(min_row=5, values_only=True)}
    engine = table_of(study).values().set_index("number")
    columns = {
        "step_by": "Smallest change",
        "step_figure": "Change in",
        "step_grade": "Grade after the change",
        "why": "Why",
        "possible": "Possible grades",
    }

    for number, row in engine.iterrows():
        mine = {key: told[number][headings.index(heading)] for key, heading in columns.items()}
        assert all(same(None if pd.isna(row[key]) else row[key], mine[key]) for key in columns), (number, mine, dict(row[list(columns)]))


def test_no_formula_is_long_and_every_one_is_linear(example: Study):
    """A row's formulas stay short enough for 100,000 rows, and none but a lookup of the parameters looks beyond its row."""
    table = table_of(example)
    found = table.formulas()

    assert max(map(len, found.values())) < 1800  # the sentence on a fixed grade spells out its date
    assert not [key for key, formula in found.items() if f"{table.name}[" in formula.replace(f"{table.name}[[#This Row]", "")]


def test_the_possible_grades_are_there_only_where_one_is_open(workbook: Build):
    """Where every customer is rated, nothing is said of possible grades."""
    whole = study_of(workbook(customers_csv="No;Name;Rep;Potential\n001;Alfa;Ida;9000\n002;B;Ida;10\n003;G;B;1\n004;D;B;1\n"))
    open_one = study_of(workbook())

    assert not table_of(whole).has("possible")
    assert table_of(open_one).has("possible")


def test_a_fixed_grade_is_told_as_fixed(workbook: Build, tmp_path: Path):
    """N2: an override is explained as an override; the figures say what they say by themselves."""
    study = study_of(workbook())
    decided = {"fixed_grade": ["D", None, None, None], "fixed_reason": ["=1+1 contract.", None, None, None]}
    fixed = study.customers.assign(**decided, fixed_holds=[True, False, False, False])
    told = account_table(study, "Customers", CUSTOMER_TABLE, fixed, 3).values().set_index("number")["why"]

    assert told["001"].startswith("Fixed as D: =1+1 contract. By the figures: A: revenue DKK\N{NO-BREAK SPACE}1,000 (high), ")
    assert told["002"].startswith("C: ")


def test_a_template_becomes_a_concatenation():
    """Quote marks are doubled, long texts are cut into constants that Excel takes, an unknown placeholder is an error."""
    assert sentence_formula('{a} is "{b}".', {"a": "A1", "b": "B1"}) == 'A1&" is """&B1&"""."'
    assert sentence_formula("", {}) == '""'
    assert max(len(part) for part in sentence_formula("x" * 700, {}).split("&")) <= 255
    with pytest.raises(KeyError):
        sentence_formula("{a}", {})


@pytest.mark.parametrize(
    ("language", "currency"), [("da", "DKK"), ("sv", "SEK"), ("nb", "NOK"), ("en", "GBP"), ("en", "DKK"), ("de", "EUR")]
)
def test_amounts_read_like_words_and_recalculate(tmp_path: Path, language: str, currency: str):
    """One spelling in the sentence, in the report and in the cell: whole amounts half up, below 1 with two decimals."""
    words, path = Words(language, currency), tmp_path / "amounts.xlsx"
    amounts = Amounts(words)
    money = np.array([0, 0.01, 0.5, 0.99, 1, 1.49, 1.5, 999.5, 1000, 12345.5, 1e6, 999_999_999_999, 987_654_321_098.76, -0.05, -1, -1234.5])
    shares = np.array([0, 0.0004, 0.0005, 0.001, 0.1, 0.125, 0.2505, 0.333333333333, 0.9995, 1, 12.3456, 98765.4321, -0.25, -0.0001])
    book = Workbook(str(path))
    sheet = book.add_worksheet("S")
    for row, (value, text) in enumerate(zip(money, amounts.money(money), strict=True)):
        sheet.write_number(row, 0, value)
        sheet.write_formula(row, 1, "=" + amounts.money_formula(f"A{row + 1}"), None, text)
    for row, (value, text) in enumerate(zip(shares, amounts.shares(shares), strict=True)):
        sheet.write_number(row, 2, value)
        sheet.write_formula(row, 3, "=" + amounts.share_formula(f"C{row + 1}"), None, text)
    book.close()

    assert amounts.money(money) == [words.money(float(value), 2 if 0 < abs(value) < 1 else 0) for value in money]
    assert amounts.shares(shares[:-1]) == [words.percent(float(s), 0 if round(s * 1000 + 1e-9) % 10 == 0 else 1) for s in shares[:-1]]
    assert differences(path, tmp_path) == []


def changed(grid: str, changes: dict[str, float]) -> str:
    """Return the grid as engagement.yaml would have it with these thresholds."""
    for name, value in changes.items():
        key = name.removeprefix("abcd_")
        lines = grid.split("\n")
        for i, line in enumerate(lines):
            if line.strip().startswith(f"{key}:"):
                lines[i] = line.split(":")[0] + f": {value}"
        grid = "\n".join(lines)
        if "_cut_" in key:
            measure, place = key.split("_cut_")
            axis = "across" if f"across: {measure}" in grid else "up"
            start = grid.index(f"{axis}_cuts: [") + len(f"{axis}_cuts: [")
            end = grid.index("]", start)
            cuts = grid[start:end].split(", ")
            cuts[int(place) - 1] = str(value)
            grid = grid[:start] + ", ".join(cuts) + grid[end:]
    return grid
