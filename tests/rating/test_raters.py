"""Several raters: one point per customer and leaf, agreement beyond chance, and who has come how far."""

import datetime as dt
import math
from dataclasses import dataclass

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.rating.factors.agreement import alpha, meaning
from segkit.rating.factors.growing import grow
from segkit.rating.factors.raters import Progress, combined
from segkit.rating.factors.settings import FactorTree

TREE = grow(
    FactorTree.model_validate(
        {
            "factors": [
                {"name": "Service", "weight_pct": 60},
                {"name": "Planning", "weight_pct": 30},
                {"name": "Days", "weight_pct": 10, "column": "payment_days"},
            ]
        }
    )
)
CUSTOMERS = pd.DataFrame({"customer_id": ["0012", "0013", "0014"], "owner": ["Ida", "Bo", None]})
MONDAY, TUESDAY = dt.date(2026, 9, 7), dt.date(2026, 9, 8)

FOUR_OBSERVERS = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
"""Reliability data of Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), example C: four observers, twelve units."""


@dataclass(frozen=True)
class Point:
    customer_id: str
    leaf: str
    rater: str
    point: int
    date: dt.date | None = None


def test_alpha_is_that_of_the_published_example():
    """K26: the ordinal alpha of Krippendorff's four observers is 0.815; nominal would be 0.743 and interval 0.849."""
    rows = [row.split() for row in FOUR_OBSERVERS.split("\n") if row]
    units = [[int(point) for point in unit if point != "."] for unit in zip(*rows, strict=True)]

    assert alpha(units) == pytest.approx(0.815, abs=0.0005)


def test_perfect_agreement_is_one():
    """Raters who always agree have 1, whatever points they use."""
    assert alpha([(1, 1), (3, 3, 3), (5, 5)]) == pytest.approx(1.0)


@pytest.mark.parametrize("cells", [[], [(1,), (4,)], [(3, 3), (3, 3)]])
def test_without_overlap_or_difference_there_is_no_alpha(cells: list[tuple[int, ...]]):
    """Nothing rated twice, or one point throughout: agreement cannot be told from chance, so there is no figure."""
    assert alpha(cells) is None


def test_neighbours_disagree_less_than_ends():
    """The order of the scale counts: 4 against 5 is nearer than 1 against 5."""
    rest = [(1, 1), (2, 2), (4, 4), (5, 5), (1, 1), (5, 5)]

    near, far = alpha([*rest, (4, 5)]), alpha([*rest, (1, 5)])

    assert near is not None
    assert far is not None
    assert near > far


@given(st.lists(st.lists(st.integers(1, 5), max_size=4), max_size=8), st.randoms())
def test_alpha_knows_no_order_of_raters_or_cells(cells: list[list[int]], dice: st.randoms):
    """Who rated first and which cell stands first change nothing, and alpha is never above 1."""
    mixed = [dice.sample(cell, len(cell)) for cell in dice.sample(cells, len(cells))]
    one, other = alpha(cells), alpha(mixed)

    assert (one is None) == (other is None)
    assert one is None or (one == pytest.approx(other) and one <= 1 + 1e-12)


def test_on_the_limits_the_better_meaning_holds():
    """0.80 is reliable, 0.667 tentative."""
    assert [meaning(value) for value in (0.8, 0.7999, 0.667, 0.6669, None)] == ["reliable", "tentative", "tentative", "unreliable", None]


def test_a_customers_point_is_the_raters_mean():
    """K26: several raters give one point, their mean; how many they were and how far apart stands beside it."""
    report = combined(
        [Point("0012", "Service", "Ida", 4), Point("0012", "Service", "Bo", 1), Point("0013", "service", "Bo", 5)], TREE, CUSTOMERS
    )

    assert list(report.points.columns) == ["Service", "Planning"]
    assert report.points["Service"].tolist()[:2] == [2.5, 5.0]
    assert report.raters["Service"].tolist() == [2, 1, 0]
    assert report.spread["Service"].tolist()[:2] == [3.0, 0.0]


def test_what_nobody_rated_is_open():
    """Missing is never low: without a rating there is no point."""
    report = combined([], TREE, CUSTOMERS)

    assert all(math.isnan(value) for value in report.points.to_numpy().ravel())
    assert report.agreement is None


def test_a_rater_counts_once():
    """A rater's later rating replaces the earlier one instead of being averaged with it."""
    twice = [
        Point("0012", "Service", "Ida", 5, TUESDAY),
        Point("0012", "Service", "Ida", 1, MONDAY),
        Point("0012", "Service", "Bo", 3, MONDAY),
    ]

    report = combined(twice, TREE, CUSTOMERS)

    assert (report.points.at["0012", "Service"], report.raters.at["0012", "Service"]) == (4.0, 2)


def test_the_widest_disagreements_name_customers_and_raters():
    """The report names who gave what, the widest first, equal ones in the order of customers and tree."""
    points = [
        Point("0014", "Service", "Ida", 2), Point("0014", "Service", "Bo", 4), Point("0013", "Planning", "Bo", 5),
        Point("0013", "Planning", "Ida", 1), Point("0012", "Planning", "Ida", 3), Point("0012", "Planning", "Bo", 1),
        Point("0012", "Service", "Ida", 3), Point("0012", "Service", "Bo", 3),
    ]  # fmt: skip

    report = combined(points, TREE, CUSTOMERS)

    assert [(one.customer_id, one.leaf, one.given, one.spread) for one in report.widest] == [
        ("0013", "Planning", (("Ida", 1), ("Bo", 5)), 4),
        ("0012", "Planning", (("Bo", 1), ("Ida", 3)), 2),
        ("0014", "Service", (("Ida", 2), ("Bo", 4)), 2),
    ]
    assert report.compared == 4


def test_agreement_is_told_for_each_leaf():
    """A leaf whose anchors everybody reads alike is told apart from one where they do not."""
    points = [Point(number, "Service", rater, point) for number, point in (("0012", 1), ("0013", 5)) for rater in ("Ida", "Bo")]
    points += [
        Point("0012", "Planning", "Ida", 1),
        Point("0012", "Planning", "Bo", 5),
        Point("0013", "Planning", "Ida", 5),
        Point("0013", "Planning", "Bo", 1),
    ]

    by_leaf = combined(points, TREE, CUSTOMERS).by_leaf

    assert by_leaf["Service"] == pytest.approx(1.0)
    assert by_leaf["Planning"] is not None
    assert by_leaf["Planning"] < 0


def test_progress_counts_own_customers_and_those_begun():
    """A rater answers for the own customers; whoever rates others has these to finish too. Nobody's customers come last."""
    points = [Point("0012", "Service", "Ida", 4, MONDAY), Point("0013", "Service", "Ida", 4, TUESDAY)]

    progress = combined(points, TREE, CUSTOMERS).progress

    assert progress == (Progress("Bo", 0, 2, None), Progress("Ida", 2, 4, TUESDAY), Progress("", 0, 2, None))


def test_progress_counts_whom_a_rater_was_asked_about():
    """Whoever is asked about the largest only, or about everybody, is measured by that."""
    progress = combined([], TREE, CUSTOMERS, {"Ida": ["0012", "0013", "0014"]}).progress

    assert {one.rater: one.of for one in progress} == {"Bo": 2, "Ida": 6, "": 2}


def test_strangers_and_other_leaves_are_left_out():
    """A rating of nobody's customer or of a measured leaf changes nothing."""
    report = combined([Point("9999", "Service", "Ida", 4), Point("0012", "Days", "Ida", 4)], TREE, CUSTOMERS)

    assert report.raters.to_numpy().sum() == 0
    assert sum(one.given for one in report.progress) == 0
