"""How stable grades are between two deliveries: the index by published shares, and who went where in accounts and money."""

import datetime as dt
import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.circle import GONE, NEW, Account, Stability, psi, psi_of_counts, reading, shares_of_rows, since_last
from segkit.circle.delivered import as_delivered
from segkit.circle.stability import SMALL, migration, money_migration, stability
from segkit.rating import Axis, Cut, Grid
from segkit.study import Study
from segkit.views.stability import migration as shown_migration
from segkit.views.stability import money_migration as shown_money
from segkit.views.stability import stable

GRID = Grid(Axis("revenue", (Cut("abcd.revenue_cut_1", 10.0),)), None, (("B", "A"),))


@pytest.mark.parametrize(
    ("one", "other", "index"), [((0.2, 0.3, 0.3, 0.2), (0.1, 0.3, 0.35, 0.25), 0.0882), ((0.25,) * 4, (0.1, 0.2, 0.3, 0.4), 0.2282)]
)
def test_the_index_agrees_with_known_answers(one: tuple[float, ...], other: tuple[float, ...], index: float):
    """G08: the two known answers, in either direction."""
    assert round(psi(np.array(one), np.array(other)), 4) == index
    assert round(psi(np.array(other), np.array(one)), 4) == index


@pytest.mark.parametrize(("index", "told"), [(0.0, "stable"), (0.1, "stable"), (0.1001, "minor"), (0.25, "minor"), (0.2501, "major")])
def test_an_index_is_read_by_its_limits(index: float, told: str):
    """Exactly on a limit is the smaller change."""
    assert reading(index) == told


def test_an_empty_grade_does_not_make_the_index_endless():
    """A half is added to each count, then and now, and both are divided by what they then add up to."""
    now, then = np.array([10.5, 0.5]) / 11, np.array([5.5, 5.5]) / 11

    assert psi_of_counts(np.array([10.0, 0.0]), np.array([5.0, 5.0])) == pytest.approx(psi(now, then))


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), min_size=2, max_size=6))
def test_the_index_is_never_below_0(pairs: list[tuple[int, int]]):
    """It is 0 for the same counts, the same in both directions, and finite for every count."""
    now, then = (np.array(counts, dtype=float) for counts in zip(*pairs, strict=True))

    assert 0 <= psi_of_counts(now, then) + 1e-12 < math.inf
    assert psi_of_counts(now, then) == pytest.approx(psi_of_counts(then, now))
    assert psi_of_counts(now, now) == 0


def account(number: str, grade: str | None, revenue: float | None) -> Account:
    return Account("customer", number, number, grade, revenue, None)


THEN = {a.number: a for a in (account("1", "A", 100.0), account("2", "B", 5.0), account("3", "B", 7.25), account("4", None, None))}
NOW = [account("1", "A", 120.10), account("2", "A", 30.20), account("4", "B", None), account("5", None, 0.3)]


def test_accounts_and_money_go_the_same_ways():
    """M18: those who are gone take their revenue of then, the others that of now; an unknown revenue is not 0."""
    counts, money = migration(THEN, NOW, (GRID, GRID)), money_migration(THEN, NOW, (GRID, GRID))

    assert counts.to_dict("index") == {
        "A": {"A": 1, "B": 0, "not_rated": 0, GONE: 0},
        "B": {"A": 1, "B": 0, "not_rated": 0, GONE: 1},
        "not_rated": {"A": 0, "B": 1, "not_rated": 0, GONE: 0},
        NEW: {"A": 0, "B": 0, "not_rated": 1, GONE: 0},
    }
    assert (money.loc["A", "A"], money.loc["B", "A"], money.loc["B", GONE], money.loc[NEW, "not_rated"]) == (120.1, 30.2, 7.25, 0.3)
    assert math.isnan(money.loc["not_rated", "B"])


def test_rows_are_shared_out_in_full():
    """Each row's shares add up to 1; a row of nothing has none."""
    shares = shares_of_rows(migration(THEN, NOW, (GRID, GRID)).drop(index="A"))

    assert shares.sum(axis=1).tolist() == [1.0, 1.0, 1.0]
    assert shares_of_rows(pd.DataFrame({"A": [0]})).isna().all(axis=None)


def test_nobody_then_or_now_has_no_index():
    """A first delivery, and one that everybody has left."""
    assert stability(migration({}, NOW, (GRID, GRID))) is None
    assert stability(migration(THEN, [], (GRID, GRID))) is None


def table(stayed: int) -> pd.DataFrame:
    everybody = [account(str(i), "A" if i % 2 else "B", 1.0) for i in range(stayed)]
    return migration({a.number: a for a in everybody}, everybody, (GRID, GRID))


def test_few_accounts_have_an_interval_that_never_changes():
    """Below 200 accounts the index has an interval, drawn anew with the same result; where nobody moved it is 0."""
    moved = table(50)
    moved.loc["A", "B"], moved.loc["A", "A"] = 20, 5
    few = stability(moved)

    assert few == stability(moved)
    assert few is not None
    assert few.low is not None
    assert few.high is not None
    assert few.low < few.index < few.high
    assert stability(table(50)) == Stability(0.0, 50, 50, 0.0, 0.0)
    assert stability(table(SMALL)) == Stability(0.0, SMALL, SMALL)


def test_grades_that_another_grid_does_not_have_are_counted():
    """A grid of other letters: nobody is lost from either side."""
    other = replace(GRID, grades=(("Y", "X"),))
    found = stability(migration({"1": account("1", "A", 1.0)}, [account("1", "X", 1.0)], (GRID, other)))

    assert found is not None
    assert (found.then, found.now) == (1, 1)


def test_a_study_compared_with_itself_is_stable(example: Study):
    """G08: the sentence and both tables speak of everybody, and of no change."""
    changes = since_last(example, replace(as_delivered(example, ""), date=dt.date(2025, 8, 31)))
    money = shown_money(example, changes, changes.customers)

    assert " 0,00)" in stable(example, changes, changes.customers)
    assert (
        shown_migration(example, changes, changes.customers).rows[0][1] == f"{example.segmentation.count('A')} ({example.words.percent(1)})"
    )
    assert money.rows[0][1] == example.words.number(example.segmentation.value("A", "revenue"))


def test_another_preset_is_not_compared_by_an_index(example: Study):
    """Letters that mean something else have moved by rule, not by customer."""
    changes = since_last(example, replace(as_delivered(example, ""), date=dt.date(2025, 8, 31)))

    assert stable(example, replace(changes, preset=("classic", "own")), changes.customers) == ""
