"""Scores of every level, and classes."""

import itertools

import numpy as np
import pandas as pd
import pytest
from grown_trees import flat, rated, tree, trees
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.rating.factors.growing import grow
from segkit.rating.factors.scoring import does_not_discriminate, score
from segkit.rating.factors.settings import Factor, FactorTree, RatingClass
from segkit.rating.factors.summing import leaf_weights
from segkit.rating.factors.tree import Tree

NAN = float("nan")


def by_definition(grown: Tree, points: dict[str, float], place: int | None = None) -> float | None:
    """Return a node's score as the definition says it, one customer and one node at a time; None where nothing is known."""
    if place is not None and grown.nodes[place].is_leaf:
        found = points[grown.nodes[place].name]
        return None if np.isnan(found) else found
    children = [i for i, node in enumerate(grown.nodes) if node.parent == place]
    known = [(grown.nodes[i].weight, below) for i in children if (below := by_definition(grown, points, i)) is not None]
    return sum(weight * below for weight, below in known) / sum(weight for weight, _ in known) if known else None


def names(grown: Tree) -> list[str]:
    return [grown.nodes[i].name for i in grown.leaves]


def test_a_customer_is_summed_level_by_level():
    """K30: every level is visible, and the total is the sum of the path weights times the points."""
    points = pd.DataFrame({"Plans": [5.0], "Trust": [2.0], "Payment": [4.0], "Loyalty": [3.0], "Ease": [1.0]}, index=["17"])

    found = score(points, tree())

    assert dict(zip([node.name for node in tree().nodes], found.levels[0].round(9).tolist(), strict=True)) == {
        "Value": 3.7, "Growth": 3.8, "Plans": 5, "Trust": 2, "Payment": 4, "Loyalty": 3, "Ease": 1,
    }  # fmt: skip
    assert found.frame.loc["17"].tolist() == [2.89, 1.0, "Silver", None]
    assert found.contributions[0].round(9).tolist() == [1.05, 0.28, 0.84, 0.42, 0.3]


def test_known_siblings_share_the_weight_of_a_missing_one():
    """K29: with Trust unknown, Growth is Plans alone, and Growth still counts for half of Value."""
    points = pd.DataFrame({"Plans": [5.0], "Trust": [NAN], "Payment": [4.0], "Loyalty": [3.0], "Ease": [1.0]})

    found = score(points, tree())

    assert found.score[0] == 3.31
    assert found.covered[0] == 0.86


def test_too_little_known_is_not_rated():
    """K29: below the share that must be known there is no score; exactly on it there is one."""
    grown = flat([40, 30, 20, 10], least_covered=0.6)

    found = score(np.array([[5, NAN, 5, NAN], [NAN, 5, 5, NAN], [NAN] * 4]), grown)

    assert found.rating_class.tolist() == ["Platinum", None, None]
    assert found.not_rated_because.tolist() == [None, "too_little_known", "nothing_known"]
    assert np.isnan(found.score).tolist() == [False, True, True]


def test_blocking_rates_complete_customers_only():
    """K29: with 'block' one missing point is enough for no rating."""
    found = score(np.array([[5, 1.0], [5, NAN], [NAN, NAN]]), flat([99.5, 0.5], missing="block"))

    assert found.rating_class.tolist() == ["Platinum", None, None]
    assert found.not_rated_because.tolist() == [None, "a_point_missing", "nothing_known"]


def test_bounds_give_a_class_where_every_answer_gives_it():
    """K29: with 'bounds' the class stands only if the worst and the best answer agree, and the bounds are shown instead of a score."""
    found = score(np.array([[5, NAN], [4, NAN], [NAN, NAN], [4, 4.0]]), flat([90, 10], missing="bounds"))

    assert found.rating_class.tolist() == ["Platinum", None, None, "Platinum"]
    assert found.not_rated_because.tolist() == [None, "class_open", "nothing_known", None]
    assert (found.worst[:2].tolist(), found.best[:2].tolist()) == ([4.6, 3.7], [5.0, 4.1])
    assert np.isnan(found.score).tolist() == [True, True, True, False]


def test_a_score_on_the_least_of_a_class_belongs_to_it():
    """K30: bands are half open, and noise of floats does not take a customer over the line."""
    grown = flat([10, 20, 70], classes=[RatingClass(name="High", least=3.3), RatingClass(name="Low", least=1)])

    found = score(np.array([[1, 3, 3.714285714285714], [1, 3, 3.71427], [3.3, 3.3, 3.3]]), grown)

    assert found.rating_class.tolist() == ["High", "Low", "High"]


def test_an_empty_or_constant_leaf_harms_nobody():
    """K29: a leaf that nobody has, or everybody alike, gives no NaN elsewhere and is named."""
    points = pd.DataFrame({"a": [NAN, NAN], "b": [3.0, 3.0], "c": [1.0, 5.0]})

    found = score(points, flat([20, 30, 50]))

    assert found.score.tolist() == [1.75, 4.25]
    assert does_not_discriminate(points) == ("a", "b")


def test_columns_are_known_by_name():
    """K29: the order of the columns and the case of their letters do not count, and other columns do no harm."""
    points = pd.DataFrame({"revenue": [1.0], "B": [5.0], "a": [1.0]}, index=["x"])

    assert score(points, flat([25, 75])).score.tolist() == [4.0]


def test_a_leaf_without_a_column_is_refused():
    with pytest.raises(ValueError, match=r"^points have no column of the leaves b$"):
        score(pd.DataFrame({"a": [1.0]}), flat([25, 75]))


def test_an_array_of_another_width_is_refused():
    with pytest.raises(ValueError, match=r"^points have the shape \(2, 3\), but the tree has 2 leaves$"):
        score(np.ones((2, 3)), flat([25, 75]))


def test_nobody_is_rated_where_there_is_nobody():
    """K29: an empty table gives empty results."""
    found = score(np.empty((0, 2)), flat([25, 75]))

    assert len(found.frame) == len(found.contributions) == len(found.worst) == len(found.levels) == 0


def test_blocks_of_customers_do_not_show():
    """K29: many customers are rated as each of them alone."""
    random = np.random.default_rng(3)
    points = random.integers(1, 6, (9000, 5)).astype(float)
    points[random.random(points.shape) < 0.3] = NAN
    found = score(points, tree())

    for row in (0, 4095, 4096, 8191, 8192, 8999):
        alone = score(points[row : row + 1], tree())
        np.testing.assert_allclose(found.total[row], alone.total[0], rtol=0, atol=1e-14)
        np.testing.assert_allclose(found.levels[row], alone.levels[0], rtol=0, atol=1e-14)
        np.testing.assert_allclose(found.contributions[row], alone.contributions[0], rtol=0, atol=1e-14)
        assert (found.covered[row], found.worst[row], found.best[row]) == (alone.covered[0], alone.worst[0], alone.best[0])


@given(trees())
def test_weights_in_all_sum_to_one(grown: Tree):
    """K30: path weights of the leaves sum to 100 %, however ragged the tree."""
    assert abs(leaf_weights(grown).sum() - 1) < 1e-12


@given(rated())
def test_renormalising_is_what_the_definition_says(case: tuple[Tree, np.ndarray]):
    """K29, K30: the fast rule equals the slow one, level by level."""
    grown, points = case
    found = score(points, grown)

    for row, given_points in enumerate(points):
        for place in range(len(grown.nodes)):
            wanted = by_definition(grown, dict(zip(names(grown), given_points, strict=True)), place)
            np.testing.assert_allclose(found.levels[row, place], NAN if wanted is None else wanted, rtol=0, atol=1e-12)
        wanted = by_definition(grown, dict(zip(names(grown), given_points, strict=True)))
        np.testing.assert_allclose(found.total[row], NAN if wanted is None else wanted, rtol=0, atol=1e-12)


@given(rated())
def test_contributions_sum_to_the_score_and_the_score_lies_on_the_scale(case: tuple[Tree, np.ndarray]):
    """K30, N2: what each leaf adds makes up the whole score, and no score leaves the scale."""
    grown, points = case
    found = score(points, grown)
    known = ~np.isnan(points).all(axis=1)

    np.testing.assert_allclose(found.contributions[known].sum(axis=1), found.total[known], rtol=0, atol=1e-12)
    assert ((found.total[known] >= 1 - 1e-12) & (found.total[known] <= 5 + 1e-12)).all()
    assert np.isnan(found.total[~known]).all()


@given(rated(missing="bounds"), st.lists(st.sampled_from([1.0, 2.0, 3.5, 5.0]), min_size=1, max_size=8))
def test_the_bounds_contain_every_completion(case: tuple[Tree, np.ndarray], answers: list[float]):
    """N3: whatever the missing answers turn out to be, the score lies between the bounds, and a class given early still stands."""
    grown, points = case
    found = score(points, grown)
    completed = points.copy()
    completed[np.isnan(points)] = list(itertools.islice(itertools.cycle(answers), int(np.isnan(points).sum())))
    later = score(completed, grown)

    assert ((found.worst <= later.score + 1e-6) & (later.score <= found.best + 1e-6)).all()
    assert [a for a, b in zip(found.rating_class, later.rating_class, strict=True) if a not in {None, b}] == []


def turned(factors: list[Factor]) -> list[Factor]:
    """Return siblings in the opposite order, at every level."""
    return [factor.model_copy(update={"factors": turned(factor.factors)}) for factor in reversed(factors)]


@given(rated())
def test_the_order_of_siblings_does_not_count(case: tuple[Tree, np.ndarray]):
    """K30: a tree that is re-ordered between two workshops gives the same scores."""
    grown, points = case
    other = grow(FactorTree.model_validate({**dict(grown.settings), "factors": turned(grown.settings.factors)}))
    frame = pd.DataFrame(points, columns=names(grown))
    one, two = score(frame, grown), score(frame, other)

    np.testing.assert_allclose(one.total, two.total, rtol=0, atol=1e-12)
    assert one.frame.equals(two.frame)


@given(rated(), st.randoms())
def test_the_order_and_the_names_of_customers_do_not_count(case: tuple[Tree, np.ndarray], random: object):
    """K30: the rows may be permuted and the customers renumbered."""
    grown, points = case
    order = list(range(len(points)))
    random.shuffle(order)
    found = score(points, grown)
    permuted = score(pd.DataFrame(points[order], columns=names(grown), index=[f"c{i}" for i in order]), grown)

    np.testing.assert_allclose(permuted.total, found.total[order], rtol=0, atol=1e-12)
    assert list(permuted.rating_class) == list(found.rating_class[order])
    assert list(permuted.customers) == [f"c{i}" for i in order]


@settings(max_examples=25)
@given(rated(gaps=False))
def test_the_three_rules_agree_where_nothing_is_missing(case: tuple[Tree, np.ndarray]):
    """K29: the rule for missing points changes nothing for complete customers."""
    grown, points = case
    settings_of = dict(grown.settings)
    found = [
        score(points, grow(FactorTree.model_validate({**settings_of, "missing": rule}))) for rule in ("renormalise", "block", "bounds")
    ]

    assert found[0].frame.equals(found[1].frame)
    assert found[0].frame.equals(found[2].frame)
    assert (found[0].worst == found[0].score).all()
