"""One figure, one number: what the example's deliverables say of the same thing is the same, on every sheet, in the report and beside it."""

import csv
import json
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aside import wanted_or_skipped
from recalculation import values
from workbook_parts import defined_names, parts

from segkit.example import make_example
from segkit.notebooks import run_client
from segkit.words import Words

Figures = dict[tuple[str, str], float]
"""Numbers by whose they are (a segment, the total, a parameter) and what they tell."""

SEGMENTS = ("A", "B", "C", "D", "not_rated", "total")
DASH = "–"


@dataclass(frozen=True)
class Delivered:
    """A folder of deliverables with the words of its language; `cells` are those of the strategy file."""

    folder: Path
    words: Words
    cells: dict[tuple[str, str], Any]
    report: str

    @property
    def labels(self) -> dict[str, str]:
        """The segments and the total by what they are called."""
        return {**{letter: letter for letter in "ABCD"}, self.words("Not rated"): "not_rated", self.words("Total"): "total"}

    def sheet(self, name: str) -> dict[tuple[int, str], Any]:
        """Return a sheet's cells by row and column."""
        title = self.words(name)
        found = {}
        for (sheet, cell), value in self.cells.items():
            column = cell.rstrip("0123456789")
            if sheet == title:
                found[int(cell[len(column) :]), column] = value
        return found


@pytest.fixture(scope="module", params=["da", "en"])
def delivered(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Delivered:
    """The example's deliverables as a run publishes them, in two languages."""
    folder = run_client(make_example(tmp_path_factory.mktemp("same") / "workbooks" / "example", request.param)).folder
    program = shutil.which("pdftotext")
    wanted_or_skipped(program is not None, "pdftotext (of poppler-utils)")
    report = subprocess.run([str(program), "-layout", str(folder / "report.pdf"), "-"], capture_output=True, check=True).stdout.decode()
    return Delivered(folder, Words(request.param, "DKK"), values(folder / "strategy.xlsx"), report)


@pytest.fixture(scope="module")
def overview(delivered: Delivered) -> Figures:
    """The figures of the overview, which the other places are held against, and those of the parameters."""
    headings = {
        "customers": "Customers", "revenue": "Revenue", "potential": "Potential", "headroom": "Headroom", "contribution": "Contribution",
        "hours": "Hours per year",
    }  # fmt: skip
    return _table(delivered, "Overview", headings) | _parameters(delivered)


def _table(delivered: Delivered, sheet: str, headings: dict[str, str]) -> Figures:
    """Return the figures of a table of segments, which has its labels in column A."""
    cells, wanted = delivered.sheet(sheet), {delivered.words(heading): key for key, heading in headings.items()}
    head = next(
        row for row in sorted({row for row, _ in cells}) if wanted.keys() <= {cells.get(place) for place in cells if place[0] == row}
    )
    columns = {column: wanted[value] for (row, column), value in cells.items() if row == head and value in wanted}
    found = {}
    for row in range(head + 1, head + 7):
        for column, key in columns.items():
            if isinstance(cells.get((row, column)), (int, float)):
                found[delivered.labels[cells[row, "A"]], key] = float(cells[row, column])
    return found


def _parameters(delivered: Delivered) -> Figures:
    names = defined_names(parts(delivered.folder / "strategy.xlsx"))
    wanted = {"revenue_high": "abcd_revenue_high", "potential_high": "abcd_potential_high", "available": "capacity_sales_hours"}
    found = {("parameters", key): float(delivered.cells[names[name]]) for key, name in wanted.items()}
    for position, segment in enumerate(SEGMENTS[:-1], start=1):
        for key, name in (("contacts", "meetings_per_year"), ("hours_each", "hours_per_meeting")):
            found[segment, key] = float(delivered.cells[names[f"playbook_{position}_{name}"]])
    return found


def _matrix(delivered: Delivered) -> Figures:
    """The classic grid has a cell per grade: its letter, then customers, revenue and headroom below each other."""
    cells = delivered.sheet("Matrix")
    found = {}
    for (row, column), value in cells.items():
        if value in {"A", "B", "C", "D"}:
            found |= {(value, key): float(cells[row + i, column]) for i, key in enumerate(("customers", "revenue", "headroom"), start=1)}
    row = next(row for (row, column), value in cells.items() if column == "A" and value == delivered.words("Not rated"))
    return found | {("not_rated", key): float(cells[row + i, "C"]) for i, key in enumerate(("customers", "revenue"))}


def _strategy(delivered: Delivered) -> Figures:
    """Each segment's block has a line of headings, and below it the figures."""
    cells = delivered.sheet("Strategy")
    wanted = {"Customers": "customers", "Contacts per year": "contacts", "Hours per contact": "hours_each", "Hours per year": "hours"}
    keys = {delivered.words(heading): key for heading, key in wanted.items()}
    heads = sorted(row for (row, column), value in cells.items() if column == "B" and value == delivered.words("Customers"))
    found: Figures = {}
    for segment, head in zip(SEGMENTS, heads, strict=False):
        for (row, column), value in cells.items():
            if row == head and value in keys:
                found[segment, keys[value]] = float(cells[row + 1, column])
    for key, heading in (("hours", "Hours planned per year"), ("available", "Hours available")):
        [row] = [row for (row, column), value in cells.items() if column == "A" and value == delivered.words(heading)]
        found["parameters" if key == "available" else "total", key] = float(cells[row, "C"])
    return found


def _customers(delivered: Delivered) -> Figures:
    """Every customer's row, added up here."""
    keys = {
        "revenue": "Revenue",
        "potential": "Potential",
        "headroom": "Headroom",
        "contribution": "Contribution",
        "hours": "Hours per year",
    }
    rows = _rows(delivered.sheet("Customers"), delivered.words("Customer no."))
    figures = {delivered.words(heading): key for key, heading in keys.items()}
    return _summed((delivered.labels[row[delivered.words("Grade")]], {key: row.get(text) for text, key in figures.items()}) for row in rows)


def _management(delivered: Delivered) -> Figures:
    """The total of all sales reps."""
    keys = {
        "customers": "Customers",
        "revenue": "Revenue",
        "potential": "Potential",
        "headroom": "Headroom",
        "contribution": "Contribution",
    }
    keys["hours"] = "Hours per year"
    rows = _rows(delivered.sheet("Management"), delivered.words("Owner"))
    total = next(row for row in rows if row[delivered.words("Owner")] == delivered.words("Total"))
    figures = {("total", key): float(total[delivered.words(heading)]) for key, heading in keys.items()}
    return figures | {(segment, "customers"): float(total[label]) for label, segment in delivered.labels.items() if segment != "total"}


def _returned(delivered: Delivered) -> Figures:
    """The client's own customer list with our columns: those who buy without standing in it have no grade there."""
    own = {cell: value for (sheet, cell), value in values(delivered.folder / "return.xlsx").items() if sheet == "kunder.csv"}
    rows = _rows({_place(cell): value for cell, value in own.items()}, "Kundenr")
    keys = {
        delivered.words(heading): key for key, heading in (("revenue", "Revenue"), ("potential", "Potential"), ("headroom", "Headroom"))
    }
    graded = [row for row in rows if row.get(delivered.words("Grade")) in set("ABCD")]
    found = _summed((row[delivered.words("Grade")], {key: row.get(text) for text, key in keys.items()}) for row in graded)
    return {place: value for place, value in found.items() if place[0] != "total"}


def _crm(delivered: Delivered) -> Figures:
    """The rows that the client's CRM takes in."""
    text = (delivered.folder / "crm.csv").read_text(encoding="utf-8-sig")
    counts: dict[str, float] = defaultdict(float)
    for row in csv.DictReader(text.splitlines(), delimiter=";" if ";" in text.splitlines()[0] else ","):
        if row["kind"] == "customer":
            counts[delivered.labels.get(row["grade"], "not_rated")] += 1
    return {(segment, "customers"): n for segment, n in counts.items()} | {("total", "customers"): sum(counts.values())}


def _manifest(delivered: Delivered) -> Figures:
    manifest = json.loads((delivered.folder / "manifest.json").read_text(encoding="utf-8"))
    counts, grades = manifest["counts"], manifest["counts"]["grades"]
    found = {(grade, "customers"): float(n) for grade, n in grades.items()}
    found |= {("total", "customers"): float(counts["customers"]), ("not_rated", "customers"): float(counts["not_rated"])}
    found |= {("total", "revenue"): manifest["revenue_total"]}
    found |= {("parameters", each["key"].removeprefix("abcd.")): each["value"] for each in manifest["thresholds"]}
    return found


def _report(delivered: Delivered) -> Figures:
    """The report's table of segments: label, customers, share, revenue, share, potential, headroom and contribution."""
    keys = ("customers", "share", "revenue", "revenue_share", "potential", "headroom", "contribution")
    return {place: value for place, value in _printed(delivered, keys, len(keys)).items() if "share" not in place[1]}


def _report_policies(delivered: Delivered) -> Figures:
    """The report's table of the service policy: customers first, hours last."""
    return {
        (segment, key): numbers[at]
        for segment, numbers in _printed_rows(delivered, delivered.words("Contacts per year")).items()
        for key, at in (("customers", 0), ("hours", -1))
    }


def _printed(delivered: Delivered, keys: tuple[str, ...], count: int) -> Figures:
    rows = _printed_rows(delivered, delivered.words("Contribution"))
    assert all(len(numbers) == count for numbers in rows.values())
    return {(segment, key): n for segment, numbers in rows.items() for key, n in zip(keys, numbers, strict=True) if n is not None}


def _printed_rows(delivered: Delivered, heading: str) -> dict[str, list[Any]]:
    """Return the numbers of each line of the first table whose headings hold a text, without what is not a number."""
    lines = delivered.report.splitlines()
    start = next(i for i, line in enumerate(lines) if heading in line and delivered.words("Segment") in line)
    found = {}
    for line in lines[start + 1 :]:
        label = next((label for label in delivered.labels if re.match(rf"\s*{re.escape(label)}\s", line)), None)
        if label is not None:
            texts = re.split(r"\s{2,}", line.strip()[len(label) :].strip())
            found[delivered.labels[label]] = [_number(delivered, text) for text in texts if re.fullmatch(rf"-?[\d.,]+(\s?%)?|{DASH}", text)]
        if label == delivered.words("Total"):
            return found
    raise AssertionError(f"the table with {heading} has no total")


def _number(delivered: Delivered, text: str) -> float | None:
    if text == DASH:
        return None
    sign = delivered.words.decimal_sign
    return float(text.rstrip("% \N{NO-BREAK SPACE}").replace("," if sign == "." else ".", "").replace(sign, "."))


def _rows(cells: dict[tuple[int, str], Any], first: str) -> list[dict[str, Any]]:
    """Return the rows below the headings of which the first is in column A."""
    head = next(row for row in range(1, 100) if cells.get((row, "A")) == first)
    headings = {column: str(value) for (row, column), value in cells.items() if row == head}
    lines: dict[int, dict[str, Any]] = defaultdict(dict)
    for (row, column), value in cells.items():
        if row > head and column in headings:
            lines[row][headings[column]] = value
    return [line for line in lines.values() if first in line]


def _summed(rows: Iterable[tuple[str, dict[str, Any]]]) -> Figures:
    """Return the number of rows and the sums of what is known, per segment and in all; for contribution only where all is known."""
    found: dict[tuple[str, str], float] = defaultdict(float)
    for segment, figures in rows:
        for whose in (segment, "total"):
            found[whose, "customers"] += 1
            for key, value in figures.items():
                if isinstance(value, (int, float)):
                    found[whose, key] += value
    return {place: round(value, 2) for place, value in found.items()}


def _place(cell: str) -> tuple[int, str]:
    column = cell.rstrip("0123456789")
    return int(cell[len(column) :]), column


PLACES: dict[str, tuple[Callable[[Delivered], Figures], int, float]] = {
    "matrix": (_matrix, 14, 0.005),
    "strategy": (_strategy, 22, 0.005),
    "customers": (_customers, 34, 0.005),
    "management": (_management, 11, 0.005),
    "return.xlsx": (_returned, 16, 0.005),
    "crm.csv": (_crm, 6, 0),
    "manifest.json": (_manifest, 9, 0.005),
    "report": (_report, 28, 0.5),
    "report's policies": (_report_policies, 12, 0.5),
}
"""Where figures are told: how they are read, how many of them at least, and by how much they may be rounded."""


@pytest.mark.parametrize("place", PLACES)
def test_every_place_tells_the_same_numbers(delivered: Delivered, overview: Figures, place: str):
    """N15: counts, money, hours and thresholds are the overview's and the parameters', wherever they stand."""
    read, least, rounded = PLACES[place]
    told = read(delivered)
    known = told.keys() & overview.keys()

    assert len(known) >= least
    assert {at: (told[at], overview[at]) for at in known if abs(told[at] - overview[at]) > rounded} == {}


def test_forty_figures_are_told_more_than_once(delivered: Delivered, overview: Figures):
    """The comparison is wide: at least forty different figures stand in more than one place, some in eight."""
    places = [read(delivered).keys() & overview.keys() for read, _, _ in PLACES.values()]
    times = {figure: sum(figure in place for place in places) for figure in overview}

    assert sum(n > 0 for n in times.values()) >= 40
    assert max(times.values()) >= 8
