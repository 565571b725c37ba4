"""The Excel formulas of points, scores and classes, recalculated and held against the engine."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xlsxwriter
from grown_trees import tree
from recalculation import differences
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from segkit.rating.factors.growing import grow
from segkit.rating.factors.scales import given_formula, leaf_points, points_formula, points_of
from segkit.rating.factors.scoring import (
    ClassCells,
    bound_formula,
    class_between_formula,
    class_formula,
    covered_formula,
    node_formula,
    score,
    score_formula,
)
from segkit.rating.factors.settings import Factor, FactorTree

SCALES = {
    "Share": ((0.0, 1.0), (0.8, 5.0)),
    "Payment": ((0.0, 5.0), (10.0, 4.0), (30.0, 2.0), (60.0, 1.0)),
    "Size": ((-10.0, 1.0), (0.0, 2.0), (7.0, 2.0), (1000.0, 3.3), (250_000.0, 5.0), (1e6, 4.0), (5e6, 3.0), (1e9, 1.0)),
}
HALVES = [(2 * i + 1) / 1e7 for i in (0, 1, 2, 7, 700_001, 1_999_998, 2_500_003)]
"""Shares whose points end in a half of the last decimal."""
VALUES = [
    -1e6,
    -10,
    -0.01,
    0,
    0.1,
    0.25,
    1 / 3,
    0.8,
    5,
    7,
    10,
    12.5,
    45,
    59.99,
    60,
    61,
    999.99,
    1000,
    123_456.78,
    250_000,
    3e6,
    1e9,
    2e9,
    *HALVES,
]
GAPS = [[4.0, 2, 20, 3, 2], [4, np.nan, 10, np.nan, 3], [np.nan, np.nan, 33, 1, np.nan], [np.nan] * 5, [5, 1, 0, 5, 5], [1, 5, 400, 1, 1]]
NEAR = [[np.nan, 4, 12.5, 2, 5], [2.5, 3.5, 17, 4, np.nan], [3, 3, 20, 3, 3], [np.nan, np.nan, np.nan, np.nan, 2], [4, 2, np.nan, 3, 2]]


def test_points_of_measured_values_recalculate(tmp_path: Path):
    """S03: on, between and beyond breakpoints, scales of 2, 4 and 8 of them; texts and empty cells have no points."""
    with xlsxwriter.Workbook(tmp_path / "points.xlsx") as book:
        sheet = book.add_worksheet("Points")
        for number, (name, scale) in enumerate(SCALES.items()):
            leaf = grow(FactorTree(factors=[Factor(name=name, weight_pct=100, column=name, points=list(scale))])).nodes[0]
            engine = leaf_points(leaf, np.array([*VALUES, np.nan, np.nan]), tree())
            for row, value in enumerate([*VALUES, "soon", None]):
                sheet.write(20 + row, 0, value)
                at = [[f"${xl_col_to_name(i)}${2 * number + 1 + half}" for i in range(len(scale))] for half in (0, 1)]
                points = None if np.isnan(engine[row]) else engine[row]
                sheet.write_formula(
                    20 + row, 1 + number, "=" + points_formula(f"$A{21 + row}", *at), None, "" if points is None else points
                )
            for i, (value, points) in enumerate(scale):
                sheet.write(2 * number, i, value)
                sheet.write(2 * number + 1, i, points)

    assert differences(tmp_path / "points.xlsx", tmp_path) == []


@pytest.mark.parametrize("cells", [[0, None], [0, "x"], [5, 5], [6, 5]])
def test_a_scale_that_cannot_be_read_gives_no_points(tmp_path: Path, cells: list[object]):
    """S03: a client who empties a breakpoint or lets values fall sees no points instead of wrong ones."""
    with xlsxwriter.Workbook(tmp_path / "points.xlsx") as book:
        sheet = book.add_worksheet("Points")
        sheet.write_row(0, 0, [*cells, 1, 5, 3])
        sheet.write_formula(1, 0, "=" + points_formula("E1", ["A1", "B1"], ["C1", "D1"]), None, "")

    assert differences(tmp_path / "points.xlsx", tmp_path) == []


@pytest.mark.parametrize("missing", ["renormalise", "block", "bounds"])
def test_scores_of_every_level_recalculate(tmp_path: Path, missing: str):
    """K29, K30: points, nodes, covered weight, bounds, score and class of customers with gaps equal the engine's under each rule."""
    grown = tree(missing=missing)
    given = np.array(GAPS + NEAR)
    customers = pd.DataFrame({"payment_days": given[:, 2]})
    ratings = pd.DataFrame(given[:, [0, 1, 3, 4]], columns=["Plans", "Trust", "Loyalty", "Ease"])
    scores = score(points_of(grown, customers, ratings), grown)
    write(tmp_path / "scores.xlsx", scores, given)

    assert differences(tmp_path / "scores.xlsx", tmp_path) == []
    assert set(scores.rating_class) >= {"Platinum", None}


def write(path: Path, scores: object, given: np.ndarray) -> None:
    """Write a sheet with the tree on top and one row per customer: five answers, five points, seven nodes, the whole and what follows."""
    grown = scores.tree
    leaf_names = [grown.nodes[i].name for i in grown.leaves]
    first_points, first_node = 5, 10
    node_column = {i: first_points + leaf_names.index(node.name) if node.is_leaf else first_node + i for i, node in enumerate(grown.nodes)}
    whole, covered, worst, best, result, label = range(first_node + 7, first_node + 13)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Ratings")
        for i, node in enumerate(grown.nodes):
            sheet.write(0, i, node.weight)
        sheet.write_row(1, 0, [grown.nodes[i].weight_in_all for i in grown.leaves])
        sheet.write_row(2, 0, [x for x, _ in grown.leaf("Payment").points])
        sheet.write_row(3, 0, [y for _, y in grown.leaf("Payment").points])
        sheet.write_row(4, 0, [band.least for band in grown.classes])
        sheet.write_row(5, 0, [band.name for band in grown.classes])
        sheet.write_row(6, 0, [1, 5, 0.6 if grown.settings.missing == "renormalise" else 1])
        classes = ClassCells(("$A$5", "$B$5", "$C$5", "$D$5"), ("$A$6", "$B$6", "$C$6", "$D$6"))
        for row in range(len(given)):
            line = row + 10

            def cell(column: int, line: int = line) -> str:
                return xl_rowcol_to_cell(line, column)

            def formula(column: int, text: str, value: object, line: int = line) -> None:
                empty = value is None or (isinstance(value, float) and np.isnan(value))
                sheet.write_formula(line, column, "=" + text, None, "" if empty else value)

            for place, name in enumerate(leaf_names):
                sheet.write(line, place, None if np.isnan(given[row, place]) else given[row, place])
                leaf = grown.leaf(name)
                text = (
                    given_formula(cell(place), "$A$7", "$B$7", cost=leaf.direction == "cost")
                    if leaf.is_rated
                    else points_formula(cell(place), ["$A$3", "$B$3", "$C$3", "$D$3"], ["$A$4", "$B$4", "$C$4", "$D$4"])
                )
                formula(first_points + place, text, float(scores.points[row, place]))
            for parent, children in grown.groups:
                text = node_formula([(cell(node_column[i]), f"${xl_col_to_name(i)}$1") for i in children])
                value = scores.total[row] if parent is None else scores.levels[row, parent]
                formula(whole if parent is None else node_column[parent], text, float(value))
            points = f"{cell(first_points)}:{cell(first_points + 4)}"
            formula(covered, covered_formula(points, "$A$2:$E$2"), float(scores.covered[row]))
            formula(worst, bound_formula(points, "$A$2:$E$2", cell(covered), "$A$7"), float(scores.worst[row]))
            formula(best, bound_formula(points, "$A$2:$E$2", cell(covered), "$B$7"), float(scores.best[row]))
            formula(result, score_formula(cell(whole), cell(covered), "$C$7"), float(scores.score[row]))
            text = (
                class_between_formula(cell(worst), cell(best), cell(covered), classes, '"Not rated"')
                if grown.settings.missing == "bounds"
                else class_formula(cell(result), classes, '"Not rated"')
            )
            formula(label, text, scores.rating_class[row] or "Not rated")
