"""Effects are 0 where groups are alike, 1 where they have nothing in common, and no larger than chance allows."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from segkit.segments.effects import chi_square_95, cramers_v, rank_effect


@pytest.mark.parametrize(("freedom", "table"), [(1, 3.841), (2, 5.991), (3, 7.815), (5, 11.070), (10, 18.307), (30, 43.773)])
def test_chi_square_is_that_of_the_tables(freedom: int, table: float):
    """The limit of chance lies within 3% of the printed tables, 1% from three degrees of freedom on."""
    assert chi_square_95(freedom) == pytest.approx(table, rel=0.03 if freedom < 3 else 0.01)


def test_groups_that_share_nothing_have_an_effect_of_1():
    """G06: each group in a category of its own."""
    effect = cramers_v(np.diag([100, 100, 100]))

    assert effect.size == pytest.approx(1.0, abs=0.01)
    assert effect.real


def test_the_correction_is_bergsmas():
    """G06: of 30/10 against 10/30 phi squared is 0.25; corrected V by the published formula."""
    effect = cramers_v(np.array([[30, 10], [10, 30]]))

    assert effect.size == pytest.approx(math.sqrt((0.25 - 1 / 79) / (2 - 1 / 79 - 1)))
    assert (effect.real, effect.n) == (True, 80)


def test_alike_groups_have_no_effect():
    """G06: equal shares are 0, and so is a single category; a single group cannot be compared."""
    assert cramers_v(np.array([[10, 20], [20, 40]])) == (0.0, False, 90)
    assert cramers_v(np.array([[10, 0], [20, 0]])) == (0.0, False, 30)
    assert math.isnan(cramers_v(np.array([[10, 20], [0, 0]])).size)


@given(arrays(np.int64, st.tuples(st.integers(1, 4), st.integers(1, 5)), elements=st.integers(0, 30)))
def test_an_effect_lies_between_0_and_1(counts: np.ndarray):
    """Whatever the table, and empty rows and columns change nothing."""
    effect, padded = cramers_v(counts), cramers_v(np.pad(counts, 1))

    assert math.isnan(effect.size) or 0 <= effect.size <= 1
    assert padded == effect or math.isnan(effect.size)


def test_ranks_that_do_not_overlap_have_the_largest_effect():
    """G06: H by hand for (1, 2, 3) against (4, 5, 6) is 3.857, so eta squared is (3.857 - 1) / 4."""
    effect = rank_effect(np.arange(1.0, 7), np.repeat([0, 1], 3))

    assert effect.size == pytest.approx(math.sqrt((27 / 7 - 1) / 4))
    assert effect.real


def test_ties_share_a_rank():
    """G06: (1, 1, 2, 2) against (2, 3, 3, 3), worked out by the textbook formula with its correction for ties."""
    effect = rank_effect(np.array([1.0, 1, 2, 2, 2, 3, 3, 3]), np.repeat([0, 1], 4))

    assert effect.size == pytest.approx(math.sqrt((by_hand() - 1) / 6))


def by_hand() -> float:
    """H of the case above: ranks 1.5 1.5 4 4 | 4 7 7 7, corrected for the ties of 2, 3 and 3."""
    sums = (11.0, 25.0)
    raw = 12 / (8 * 9) * sum(total**2 / 4 for total in sums) - 3 * 9
    return raw / (1 - (6 + 24 + 24) / (8**3 - 8))


def test_equal_figures_separate_nobody():
    """Everybody alike, one group, nobody known: 0, and NaN where there is nothing to compare."""
    groups = np.repeat([0, 1], 10)

    assert rank_effect(np.ones(20), groups).size == 0.0
    assert math.isnan(rank_effect(np.ones(20), np.zeros(20, dtype=int)).size)
    assert math.isnan(rank_effect(np.full(20, math.nan), groups).size)


def test_chance_is_seldom_taken_for_an_effect():
    """N14: of 400 draws in which nothing differs, about 5 in 100 are called real, also for 30 customers."""
    rng = np.random.default_rng(3)
    called = [rank_effect(rng.normal(size=30), rng.integers(0, 4, 30)).real for _ in range(400)]

    assert sum(called) / 400 < 0.08
