"""The hours of the plan in Excel: tuned there, they are what a new run gives."""

from collections.abc import Callable
from pathlib import Path

from recalculation import formulas, recalculated, same, stripped, values
from tiny import TINY

import segkit
from segkit.deliverables.excel import write_strategy


def test_a_tuned_activity_changes_the_hours_as_a_new_run_would(workbook: Callable[..., Path], tmp_path: Path):
    """K16: times per year and minutes of an activity, and the contacts, are cells that every sheet's hours follow."""
    own = "playbook:\n  A:\n    meetings_per_year: {}\n    activities:\n      - {{name: Fair, per_year: {}, minutes: {}}}\n      - Dinner\n"
    path = write_strategy(segkit.run_study(segkit.read_engagement(workbook(TINY + own.format(8, 2, 90)))), tmp_path)
    tuned = write_strategy(segkit.run_study(segkit.read_engagement(workbook(TINY + own.format(5, 4, 45)))), tmp_path / "tuned")
    changes = {"playbook_1_meetings_per_year": 5, "playbook_1_activity_1_per_year": 4, "playbook_1_activity_1_minutes": 45}

    after, expected = values(recalculated(stripped(path, tmp_path, changes), tmp_path)), values(tuned)

    assert values(path) != expected
    in_place = [place for place in formulas(tuned) if place[0] != "Action list"]  # whose rows a run puts in the order of their days
    assert [place for place in in_place if not same(expected.get(place), after.get(place))] == []
