"""Points of leaves."""

import numpy as np
import pandas as pd
import pytest
from grown_trees import tree
from hypothesis import given
from hypothesis import strategies as st

from segkit.rating.factors.growing import grow
from segkit.rating.factors.scales import leaf_points, points_of, reaching, rounded
from segkit.rating.factors.settings import Factor, FactorTree


@pytest.mark.parametrize(("days", "points"), [(-5, 5), (0, 5), (5, 4.5), (10, 4), (20, 3), (60, 1), (400, 1), (1 / 3, 4.966667)])
def test_measured_points_lie_on_straight_lines_and_stay_beyond_them(days: float, points: float):
    """S03: a measured value earns its points by the lines between the answers given."""
    grown = tree()

    assert leaf_points(grown.leaf("Payment"), np.array([float(days)]), grown) == points


def test_a_missing_value_has_no_points():
    """K29: missing is never the lowest point."""
    grown = tree()

    assert np.isnan(leaf_points(grown.leaf("Payment"), np.array([np.nan]), grown)).all()
    assert np.isnan(leaf_points(grown.leaf("Plans"), np.array([np.nan]), grown)).all()


def test_a_cost_that_people_rate_is_turned_round():
    """K29: the highest answer to 'how much trouble' is the lowest point."""
    grown = tree()

    assert leaf_points(grown.leaf("Trust"), np.array([1.0, 2.0, 5.0]), grown).tolist() == [5, 4, 1]
    assert leaf_points(grown.leaf("Plans"), np.array([1.0, 2.0, 5.0]), grown).tolist() == [1, 2, 5]


def test_a_point_outside_the_scale_is_no_point():
    """K29: only an answer on the scale is an answer."""
    grown = tree()

    assert np.isnan(leaf_points(grown.leaf("Trust"), np.array([0.0, 6.0]), grown)).all()


def test_points_of_customers_stand_in_the_order_of_the_tree():
    """K29: each leaf takes its own column, measured or rated, and a customer whom nobody rated keeps its gaps."""
    customers = pd.DataFrame({"payment_days": [10.0, None]}, index=["1", "2"])
    ratings = pd.DataFrame({"EASE": [3.0], "trust": [2.0], "plans": [4.0]}, index=["1"])

    found = points_of(tree(), customers, ratings)

    assert list(found.columns) == ["Plans", "Trust", "Payment", "Loyalty", "Ease"]
    assert found.loc["1"].fillna(-1).tolist() == [4, 4, 4, -1, 3]
    assert found.loc["2"].isna().all()


@given(st.integers(0, 10_000_000), st.integers(-3, 3))
def test_a_half_of_the_last_decimal_goes_up_whatever_its_float(sixths: int, ulps: int):
    """K30: scores are rounded half up to six decimals, also where the float lies beside the half."""
    half = (sixths + 0.5) / 1e6
    beside = half + ulps * np.spacing(half)

    assert rounded(np.array([beside])) == (sixths + 1) / 1e6


@given(st.floats(0, 10), st.floats(0, 10))
def test_reaching_is_where_the_rounded_number_gets_there(least: float, number: float):
    """K30: what lies at or above the edge is rounded to at least the wanted number, and nothing else is."""
    edge = float(reaching(least))

    for tried in (number, edge + 1e-13, edge - 1e-13):
        assert (rounded(np.array([tried]))[0] >= least) == (tried >= edge)


def test_a_scale_of_eight_breakpoints_may_rise_and_fall():
    """S03: the best may lie in the middle."""
    points = [(0, 1), (1, 2), (2, 3), (3, 5), (4, 5), (5, 3), (6, 2), (7, 1)]
    grown = grow(FactorTree(factors=[Factor(name="Size", weight_pct=100, column="size", points=points)]))

    assert leaf_points(grown.leaf("size"), np.array([2.5, 3.5, 4.5, 9.0]), grown).tolist() == [4, 5, 4, 1]
