"""The sheet Capacity: live hours and verdicts per sales rep, equal to the engine after every change, and plain about what is not known."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from live.batch import edited_wrong
from recalculation import recalculated, stripped, values
from tiny import TINY

import segkit
from segkit.deliverables.excel import rep_sheets, write_strategy
from segkit.deliverables.xlsxlint import lint
from segkit.strategy import VERDICTS

Build = Callable[..., Path]

OWNERS = ("Ida", "a*", "Bo", "Ida", "A*", "Bo")
CUSTOMERS = "No;Name;Rep;Potential\n" + "".join(
    f"{i:03};Firm {i};{OWNERS[i % 6] if i < 30 else ''};{(i % 7) * 1500 + 1000 if i % 5 else ''}\n" for i in range(1, 33)
)
LINES = "No;Date;Amount\n" + "".join(f"{i:03};15-07-2025;{(i * 37) % 23 * 100},50\n" for i in range(1, 33))

SETTINGS = """\
playbook:
  A: {{meetings_per_year: {often}, hours_per_meeting: {long}, travel_minutes: {travel}, preparation_minutes: 20}}
capacity:
  weekly_hours: 37
  selling_share: 0.02
  country: DK
  room_below: {room}
  reps:
    - {{name: Ida, weekly_hours: 30, selling_share: {share}}}
    - {{name: A*, hours: {hours}}}
    - {{name: Away, weeks: 10}}
    - {{name: Bo{weeks}}}
"""
DELIVERED = {"often": 4, "long": 1.5, "travel": 40, "room": 0.8, "share": 0.1, "hours": 90, "weeks": ""}
EDITED = {"often": 6, "long": 1.25, "travel": 75, "room": 0.7, "share": 0.3, "hours": 90, "weeks": ", weeks: 41"}
FILLED = "    - {name: a*, hours: 57.5}\n"


def study_of(workbook: Build, more: str, yaml: str = TINY) -> segkit.Study:
    return segkit.run_study(segkit.read_engagement(workbook(yaml + more, customers_csv=CUSTOMERS, lines_csv=LINES)))


def table_of(path: Path) -> dict[str, dict[str, Any]]:
    """Return the rows of the sheet by the rep's name, each with its cells by heading."""
    cells = {place: value for (sheet, place), value in values(path).items() if sheet == "Capacity"}
    columns = {place[:-1]: str(value) for place, value in cells.items() if place[1:] == "6"}
    rows: dict[str, dict[str, Any]] = {}
    row = 7
    while cells.get(f"A{row}") is not None:
        rows[str(cells[f"A{row}"])] = {heading: cells.get(f"{column}{row}") for column, heading in columns.items()}
        row += 1
    return rows


def test_edited_in_excel_it_is_what_a_new_run_gives(workbook: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """S07, K16: a frequency, travel, hours, a share, weeks, a threshold and hours filled in change hours, shares and verdicts as a run does.

    Two of the reps share a sheet: their names differ by capitals only, and are wildcards to a spreadsheet. One gets just what is needed.
    """
    monkeypatch.setattr(rep_sheets, "MOST_SHEETS", 2)
    delivered = study_of(workbook, SETTINGS.format(**DELIVERED))
    path = write_strategy(delivered, tmp_path)
    lower = TINY.replace("revenue_high: 1000", "revenue_high: 700")
    asked = study_of(workbook, SETTINGS.format(**EDITED) + FILLED, lower).capacity.reps.set_index("rep")["needed"]
    again = study_of(workbook, SETTINGS.format(**EDITED | {"hours": float(asked["A*"])}) + FILLED, lower)
    changes = {
        "playbook_1_meetings_per_year": 6, "playbook_1_hours_per_meeting": 1.25, "playbook_1_travel_minutes": 75, "capacity_room_below": 0.7,
        "capacity_reps_1_selling_share": 0.3, "capacity_reps_2_hours": float(asked["A*"]), "capacity_reps_4_weeks": 41,
        "capacity_reps_5_hours": 57.5, "abcd_revenue_high": 700,
    }  # fmt: skip

    after = recalculated(stripped(path, tmp_path, changes), tmp_path)

    assert edited_wrong(delivered.words, path, write_strategy(again, tmp_path / "again"), after) == []
    assert delivered.plan.available_hours is None
    assert again.plan.available_hours == pytest.approx(values(after)["Strategy", "C5"])
    engine = {row["rep"]: row for row in again.capacity.reps.to_dict("records")}
    shown = table_of(after)
    for rep in ("Ida", "A*", "Away", "Bo", "a*"):
        assert shown[rep]["Hours needed"] == pytest.approx(engine[rep]["needed"])
        assert shown[rep]["Hours available"] == pytest.approx(engine[rep]["available"])
        assert shown[rep]["Verdict"] == VERDICTS[engine[rep]["verdict"]]
    assert {rep: row["Verdict"] for rep, row in shown.items()} != {rep: row["Verdict"] for rep, row in table_of(path).items()}
    assert {"Too much", "Fits", "Has room"} <= {row["Verdict"] for row in shown.values()}
    assert shown["A*"]["Verdict"] == "Fits"


def test_hours_that_are_not_known_are_never_nought(workbook: Build, tmp_path: Path):
    """S07: without anybody's hours the need is shown, the cells to fill in are empty, and every place says that the hours are not known."""
    path = write_strategy(study_of(workbook, ""), tmp_path)
    cells, rows = values(path), table_of(path)

    assert {rep: (row["Hours available"], row["Verdict"], row["Load"]) for rep, row in rows.items()} == {
        **dict.fromkeys(("a*", "A*", "Bo", "Ida"), (None, "Hours not known", "–")),
        "No sales rep": (None, None, None),
        "Total": ("–", "Hours not known", "–"),
    }
    assert (
        cells["Capacity", "A3"]
        == "Fill in the empty yellow cells. Until the hours of everyone with customers are known, those of the team are not."
    )
    assert (cells["Strategy", "C5"], cells["Strategy", "C6"], cells.get(("Strategy", "D6"))) == ("not known", "–", None)
    assert "Hours planned per year" in cells.values()
    assert list(lint(path)) == []


def test_hours_of_the_team_are_no_inputs_of_its_reps(workbook: Build, tmp_path: Path):
    """S07: where the sales force's hours are one number, the total has a verdict, the reps have none, and nothing is there to fill in."""
    path = write_strategy(study_of(workbook, "capacity: {sales_hours: 1000}\n"), tmp_path)
    rows = table_of(path)

    assert {row["Hours available"] for rep, row in rows.items() if rep in OWNERS} == {"–"}
    assert (rows["Total"]["Hours available"], rows["Total"]["Verdict"]) == (1000, "Has room")
    assert [name for name in openpyxl.load_workbook(path).defined_names if name.startswith("capacity_reps")] == []


def test_the_chart_names_its_axes_and_the_moves_are_those_of_the_study(workbook: Build, tmp_path: Path):
    """S07: the chart stacks the segments with the hours available on top; the moves stand below it, each with its reason."""
    study = study_of(workbook, SETTINGS.format(**DELIVERED) + FILLED)
    path = write_strategy(study, tmp_path)
    with zipfile.ZipFile(path) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if "/charts/chart" in name]
    [chart] = [chart for chart in charts if "Hours needed per sales rep" in chart]
    cells = {place: value for (sheet, place), value in values(path).items() if sheet == "Capacity"}
    head = next(int(place[1:]) for place, value in cells.items() if value == "Customer" and place[0] == "A")

    assert (chart.count("<c:ser>"), chart.count('<c:grouping val="stacked"/>')) == (6, 1)
    assert all(f"<a:t>{title}</a:t>" in chart for title in ("Sales rep", "Hours per year"))
    assert study.assignment is not None
    moved = study.assignment.moves
    assert len(moved) > 0
    assert [cells[f"B{head + i}"] for i in range(1, len(moved) + 1)] == list(moved["customer_id"])
    assert [cells[f"G{head + i}"] for i in range(1, len(moved) + 1)] == list(moved["to"])
    assert list(lint(path)) == []
