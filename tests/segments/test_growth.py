"""The customers to build on and to change: nested, disjoint, in a fixed order; the growth rule in engine and Excel."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.segments.growth import GrowthRule, growth, growth_lists

SIZES = (2, 4, 6)


def customers(*rows: tuple[str, float, float, bool | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["customer_id", "growth", "true_contribution", "below_target"]).astype({"below_target": object})


def test_growth_is_attainable_headroom_times_rating():
    """K31, K63: a quarter of the headroom at the best rating, half of that at half the scale, to the øre."""
    found = growth(pd.Series([1000.02, 1000.02, -50.0, float("nan"), 800.0]), pd.Series([1.0, 0.5, 1.0, 1.0, float("nan")]), GrowthRule())

    np.testing.assert_array_equal(found, [250.01, 125.0, 0.0, np.nan, np.nan])


def test_without_weight_the_rating_does_not_count():
    """K63: power 0 leaves the headroom alone, also for the lowest rating."""
    assert growth(pd.Series([1000.0]), pd.Series([0.0]), GrowthRule(rating_power=0.0)).tolist() == [250.0]


def test_lists_are_nested_and_ties_stand_by_number():
    """K31, K32: the smallest list that holds a rank; equal amounts in order of the number."""
    rows = [(f"{n:03d}", 10.0 if n < 3 else float(n), 5.0 - n, n > 10) for n in range(20)]
    lists = growth_lists(customers(*rows), SIZES)

    assert lists.best["customer_id"].tolist() == ["013", "012", "011", "000", "001", "002"]
    assert lists.best["list"].tolist() == [2, 2, 4, 4, 6, 6]
    assert lists.worst["customer_id"].tolist() == ["019", "018", "017", "016", "015", "014"]


def test_who_is_to_be_changed_is_not_built_on():
    """K32: a promising customer that loses money stands on the list of those to change, and is counted."""
    rows = [("001", 900.0, -50.0, True), ("002", 800.0, 40.0, False), ("003", 1.0, 30.0, False), ("004", 0.0, 20.0, False)]
    lists = growth_lists(customers(*rows), SIZES)

    assert lists.best["customer_id"].tolist() == ["002", "003"]
    assert lists.worst["customer_id"].tolist() == ["001"]
    assert lists.both == ("001",)


def test_the_unknown_stand_on_no_list_and_are_counted():
    """K29: an unknown rating, headroom or cost is neither good nor bad."""
    nan = float("nan")
    lists = growth_lists(customers(("001", nan, 10.0, False), ("002", 5.0, nan, None), ("003", nan, nan, None)), SIZES)

    assert lists.best["customer_id"].tolist() == ["002"]
    assert lists.worst.empty
    assert (lists.unknown, lists.unknown_contribution) == (2, 2)


@given(st.lists(st.tuples(st.floats(0, 1e6), st.floats(-1e6, 1e6), st.sampled_from([True, False, None])), min_size=0, max_size=40))
def test_nobody_stands_on_both(rows: list[tuple[float, float, bool | None]]):
    """K32: whatever the figures, the lists share nobody, are nested, and do not depend on the order of the rows."""
    frame = customers(*[(f"{n:03d}", *row) for n, row in enumerate(rows)])
    lists, turned = growth_lists(frame, SIZES), growth_lists(frame.iloc[::-1], SIZES)

    assert not set(lists.best["customer_id"]) & set(lists.worst["customer_id"])
    assert lists.best["rank"].tolist() == list(range(1, len(lists.best) + 1))
    assert lists.best["customer_id"].tolist() == turned.best["customer_id"].tolist()
    assert lists.worst["customer_id"].tolist() == turned.worst["customer_id"].tolist()


@pytest.mark.parametrize("power", [-1.0, 5.0])
def test_a_power_beyond_sense_is_refused(power: float):
    """The rule takes powers of 0 to 4."""
    with pytest.raises(ValueError, match="rating_power"):
        GrowthRule(rating_power=power)
