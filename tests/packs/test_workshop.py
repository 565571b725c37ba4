"""The workshop: eight hours or twice four, factors with what is open left blank, weights, needs and processes."""

from pathlib import Path

from early_packs import TODAY, TREE, engagement, grids

from segkit.packs.content import Pack
from segkit.packs.workshop import HALF_DAY, ONE_DAY, TWO_DAYS, workshop


def deep(folder: Path, more: str = TREE) -> Pack:
    return workshop(engagement(folder, "deepdive", more=more), TODAY)


def test_the_minutes_are_those_of_the_package(tmp_path: Path):
    """K38: 480 minutes in one day or in two halves of 240; half a day in a Basic engagement."""
    assert sum(minutes for minutes, _ in ONE_DAY) == 480
    assert [sum(minutes for minutes, _ in half) for half in TWO_DAYS] == [240, 240]
    assert sum(minutes for minutes, _ in HALF_DAY) == 240
    assert [grid.rows[-1][1] for grid in grids(deep(tmp_path))[:3]] == [480, 240, 240]
    assert grids(workshop(engagement(tmp_path), TODAY))[0].rows[-1][1] == 240


def test_both_ways_through_the_day_do_the_same_work():
    """K38: the two half days leave out nothing but the lunch and the homework."""
    whole = {text for _, text in ONE_DAY}
    halves = {text for half in TWO_DAYS for _, text in half}

    assert whole - halves == {"Lunch"}


def test_factors_show_what_is_defined_and_leave_blank_what_is_open(tmp_path: Path):
    """K38: a leaf stands with its definition, owner and anchors; a measured one with the values of its points; the rest is an entry."""
    relation, growth = [grid for grid in grids(deep(tmp_path)) if grid.title in {"Relation", "Growth"}]

    assert relation.rows == (("Trust", "How openly we talk.", None, "Sales manager", "never", None, None, None, "always"),)
    assert growth.rows == (("Growth", None, None, None, "0", None, None, None, "1,000,000"),)
    assert all(column.kind == "entry" for column in relation.columns[1:])


def test_weights_stand_with_their_share_of_all(tmp_path: Path):
    """K38: each factor with its share of its group and of the whole, and a cell for what is decided."""
    weights = next(grid for grid in grids(deep(tmp_path)) if grid.columns[1].label == "Level")

    assert [row[:4] for row in weights.rows] == [("Relation", 1, 0.6, 0.6), ("   Trust", 2, 1.0, 0.6), ("Growth", 1, 0.4, 0.4)]


def test_without_a_tree_there_are_lines_to_fill_in(tmp_path: Path):
    """K38: a workshop that begins from nothing has blank factors and weights, not an empty page."""
    blanks = [grid.blank for grid in grids(deep(tmp_path, "")) if grid.columns[0].label == "Factor"]

    assert blanks == [6, 6]


def test_needs_attributes_and_processes_are_there_in_both_packages(tmp_path: Path):
    """C02, C03: roles x needs, the attributes with what the data hold, and the processes; points only where there are any."""
    for package, ticks in (("basic", 1), ("deepdive", 2)):
        found = {grid.columns[0].label: grid for grid in grids(workshop(engagement(tmp_path, package), TODAY))}

        assert len(found["Role"].rows) >= 7
        assert ("Name", "yes") in [row[:2] for row in found["Attribute"].rows]
        assert ("Industry", "no") in [row[:2] for row in found["Attribute"].rows]
        assert [column.kind for column in found["Process"].columns].count("tick") == ticks
