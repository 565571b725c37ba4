"""G05: the rule of each segment is deterministic and applies to one new record."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from tiny import TINY

import segkit
from segkit.cli import main
from segkit.errors import EngagementError, SourceError
from segkit.score import score


def test_a_new_record_gets_the_grade_that_a_customer_would(workbook: Callable[..., Path], tmp_path: Path):
    """Headings may be segkit's names, their labels in any language, or the client's; a value on the line is high."""
    book = openpyxl.Workbook()
    for row in [
        ["Kundenr.", "Rep", "Omsætning", "Potential"],
        ["007", "Ida", 1000, 5000],
        ["008", "Bo", 999.99, None],
        ["009", "Bo", 5, 0],
    ]:
        book.active.append(row)
    book.save(tmp_path / "one.xlsx")
    frame = score(segkit.read_engagement(workbook()), tmp_path / "one.xlsx").frame

    assert list(frame["customer_id"]) == ["007", "008", "009"]
    assert list(frame["grade"]) == ["A", None, "D"]
    assert frame["not_rated_because"].iloc[1] == "potential_unknown"


def test_a_threshold_that_is_still_a_quantile_is_refused(workbook: Callable[..., Path], tmp_path: Path):
    """New records must not move the line they are held against."""
    file = workbook(TINY.replace("revenue_high: 1000", "revenue_high: {quantile: 0.8}"))
    (tmp_path / "one.csv").write_text("customer_id;revenue;potential\n1;2;3\n", encoding="utf-8")

    with pytest.raises(EngagementError) as caught:
        score(segkit.read_engagement(file), tmp_path / "one.csv")

    assert (
        str(caught.value)
        == "SEG-D09: engagement.yaml: 'abcd.revenue_high' is still a quantile. Settle it as an amount first: segkit run tiny"
    )


def test_missing_headings_are_named_with_their_nearest(workbook: Callable[..., Path], tmp_path: Path):
    (tmp_path / "one.csv").write_text("customer_id;revenues;name\n1;2;3\n", encoding="utf-8")

    with pytest.raises(SourceError) as caught:
        score(segkit.read_engagement(workbook()), tmp_path / "one.csv")

    assert str(caught.value) == (
        "SEG-A13: one.csv has no heading 'revenue'. Did you mean 'revenues'?\n"
        "one.csv has no heading 'potential'. It has: customer_id, revenues, name."
    )


def test_the_command_shows_each_record(workbook: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    workbook()
    (tmp_path / "one.csv").write_text("customer_id;name;revenue;potential\n1;[bold]Ny & Co;1500;9000\n", encoding="utf-8")
    code = main(["score", "tiny", str(tmp_path / "one.csv"), "--folder", str(tmp_path)])
    shown = capsys.readouterr().out

    assert code == 0
    assert "[bold]Ny & Co" in shown
    assert "tiny: 1 record graded by preset classic (abcd.revenue_high 1000, abcd.potential_high 5000)." in shown


def test_what_the_source_says_of_a_heading_holds_for_new_records(workbook: Callable[..., Path], tmp_path: Path):
    """A potential in thousands is in thousands for a new record too, and NULL is as empty as before."""
    yaml = TINY.replace("potential: Potential}", "potential: {column: Potential, times: 1000}}").replace(
        "holds: customers\n", 'holds: customers\n    missing: ["NULL"]\n'
    )
    (tmp_path / "one.csv").write_text("No;revenue;Potential\n1;1500;9\n2;1500;NULL\n", encoding="utf-8")
    frame = score(segkit.read_engagement(workbook(yaml)), tmp_path / "one.csv").frame

    assert list(frame["grade"]) == ["A", None]
    assert frame["potential"].iloc[0] == 9000.0


def test_records_of_costs_beside_the_customers_change_nothing(workbook: Callable[..., Path], tmp_path: Path):
    """G05: a new record is read by the headings of customers, whatever else the engagement holds."""
    source = "  - file: time.csv\n    holds: costs\n    columns: {customer_id: No, kind: Potential, hours: Hours}\nabcd:\n"
    engagement = segkit.read_engagement(workbook(TINY.replace("abcd:\n", source), time_csv="No;Potential;Hours\n001;Visit;1,5\n"))
    (tmp_path / "one.csv").write_text("No;Revenue;Potential\n007;1000;5000\n", encoding="utf-8")

    assert list(score(engagement, tmp_path / "one.csv").frame["grade"]) == ["A"]
