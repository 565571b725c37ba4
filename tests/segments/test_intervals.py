"""Intervals agree with published values, hold what they are made for, and stay within what is possible."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.segments.intervals import difference, median, rank_of_the_median, share, wilson


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_agrees_with_published_intervals(count: int, total: int, low: float, high: float):
    """N14: Newcombe's examples (Statistics in Medicine 1998, 17, 857, method 3) to the fourth decimal."""
    found = share(count, total)

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((56, 70, 48, 80), (0.2000, 0.0524, 0.3339)), ((10, 10, 0, 20), (1.0, 0.6791, 1.0))],
)
def test_the_difference_of_two_shares_agrees_with_newcombe(counts: tuple[int, int, int, int], expected: tuple[float, ...]):
    """N14: the hybrid score interval of the classic cases."""
    assert tuple(round(value, 4) for value in difference(*counts)) == expected


def test_a_share_of_nothing_is_unknown():
    """Nobody of nobody is not 0."""
    assert all(math.isnan(value) for value in (*share(0, 0), *difference(0, 0, 1, 2)))


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_lies_within_its_interval(case: tuple[int, int]):
    """N14: the interval holds the share, lies between 0 and 1, and mirrors that of the others."""
    count, total = case
    found, others = share(count, total), share(total - count, total)

    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.low == pytest.approx(1 - others.high, abs=1e-12)


@given(st.integers(0, 40), st.integers(1, 50))
def test_arrays_give_what_single_shares_give(count: int, more: int):
    """One rule, whether for one share or for a column of them."""
    low, high = wilson(np.array([count, 0]), np.array([count + more, 0]))
    found = share(count, count + more)

    assert (low[0], high[0]) == (found.low, found.high)
    assert math.isnan(low[1])


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_a_difference_turned_round_changes_its_sign(a: int, more: int, b: int, others: int):
    """p - q lies within its interval, and q - p has the mirrored one."""
    n, m = a + more + 1, b + others + 1
    one, other = difference(a, n, b, m), difference(b, m, a, n)

    assert -1 <= one.low <= one.value <= one.high <= 1
    assert (one.low, one.high) == pytest.approx((-other.high, -other.low))


@pytest.mark.parametrize(
    ("n", "ranks"), [(6, (1, 6)), (10, (2, 9)), (15, (4, 12)), (20, (6, 15)), (25, (8, 18)), (50, (18, 33)), (100, (40, 61))]
)
def test_the_interval_of_a_median_takes_the_published_ranks(n: int, ranks: tuple[int, int]):
    """N14: the ranks of the tables of the sign test."""
    found = median(np.arange(1.0, n + 1))

    assert (found.low, found.high) == ranks


def exact_coverage(n: int, rank: int) -> Fraction:
    return 1 - 2 * sum(Fraction(math.comb(n, heads), 2**n) for heads in range(rank))


@pytest.mark.parametrize("n", [6, 7, 30, 31, 200, 1000, 1001])
def test_the_ranks_are_the_closest_that_hold_the_median(n: int):
    """In exact fractions the interval holds 95%, and the next narrower one does not."""
    rank = rank_of_the_median(n)

    assert exact_coverage(n, rank) >= Fraction(95, 100) > exact_coverage(n, rank + 1)


def test_many_values_take_no_longer_than_few():
    """At 100,000 values the ranks lie where the normal approximation has them."""
    assert rank_of_the_median(100_000) == pytest.approx(50_000 - 0.98 * math.sqrt(100_000), abs=2)


@pytest.mark.parametrize("n", [0, 1, 2, 5])
def test_few_values_have_a_median_without_an_interval(n: int):
    """N14: below six not even the smallest and the largest hold the median often enough."""
    found = median(np.array([7.0] * n + [math.nan]))

    assert math.isnan(found.low)
    assert math.isnan(found.high)
    assert math.isnan(found.value) if n == 0 else found.value == 7.0


@given(st.lists(st.integers(-50, 50), min_size=6, max_size=60))
def test_the_median_lies_within_its_interval_whatever_the_order(values: list[int]):
    """Ties and order make no difference; unknown values do not count."""
    found, again = median(np.array(values, dtype=float)), median(np.array([*reversed(values), math.nan], dtype=float))

    assert found.low <= found.value <= found.high
    assert found == again
