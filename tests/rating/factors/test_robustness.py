"""How firm classes and lists are when weights and points lie a little off."""

import numpy as np
import pandas as pd
import pytest
from grown_trees import flat, rated, tree, trees
from hypothesis import given, settings

from segkit.rating.factors.growing import grow
from segkit.rating.factors.robustness import acceptability, membership
from segkit.rating.factors.scoring import score
from segkit.rating.factors.settings import Factor, FactorTree
from segkit.rating.factors.summing import node_weights
from segkit.rating.factors.tree import Tree
from segkit.rating.factors.weightings import scores_under, weightings

NAN = float("nan")
DRAWS = 10_000


def error(share: float) -> float:
    """Return three standard errors of a share of DRAWS draws."""
    return 3 * np.sqrt(max(share * (1 - share), 1e-9) / DRAWS)


@settings(max_examples=50)
@given(trees(weight_range=0.4))
def test_every_weighting_keeps_its_ranges_and_sums_to_one(grown: Tree):
    """N6: in every group of every weighting the shares sum to 1 and lie within 40 % of the agreed ones."""
    drawn, agreed = weightings(grown, 50, 1), node_weights(grown)

    for _, children in grown.groups:
        np.testing.assert_allclose(drawn[:, list(children)].sum(axis=1), 1, rtol=0, atol=1e-12)
        alone = len(children) == 1
        assert (np.abs(drawn[:, list(children)] / agreed[list(children)] - 1) <= (0 if alone else 0.4 + 1e-12)).all()


@pytest.mark.parametrize("weights", [[50.0, 30.0, 20.0], [40.0, 30.0, 20.0, 10.0]])
def test_weightings_are_uniform_within_their_ranges(weights: list[float]):
    """N6: they have the means and spreads of uniform draws from the whole simplex of which only those within the ranges are kept."""
    grown = flat(weights, weight_range=0.5)
    agreed = np.array(weights) / 100
    simplex = np.random.default_rng(7).dirichlet(np.ones(len(weights)), 400_000)
    slow = simplex[(np.abs(simplex / agreed - 1) <= 0.5).all(axis=1)]
    drawn = weightings(grown, DRAWS, 1)

    spread = slow.std(axis=0)
    noise = np.sqrt(1 / DRAWS + 1 / len(slow))
    assert (np.abs(drawn.mean(axis=0) - slow.mean(axis=0)) <= 3.5 * spread * noise).all()
    assert (np.abs(drawn.std(axis=0) - spread) <= 3.5 * spread * noise).all()


def test_two_criteria_have_a_closed_form():
    """N6: with weights 60 and 40 within 25 % the first is uniform on 0.5 to 0.7; points 5 and 2 reach 4.0 from 2/3 on."""
    found = acceptability(np.array([[5.0, 2.0], [2.0, 5.0]]), flat([60, 40]), n=DRAWS)

    platinum = (0.7 - 2 / 3) / 0.2
    silver = (0.7 - 2 / 3) / 0.2  # 5 - 3w lies below 3 from w = 2/3 on
    assert abs(found.weights.shares[0, 0] - platinum) <= error(platinum)
    assert abs(found.weights.kept[0] - (1 - platinum)) <= error(platinum)
    assert abs(found.weights.shares[1, 2] - silver) <= error(silver)
    assert (found.weights.shares.sum(axis=1) == 1).all()


def test_errors_of_points_have_a_closed_form():
    """N6: a point of 3.8 that may lie half a point off reaches 4.0 in 30 % of all cases; the highest point is never exceeded."""
    found = acceptability(np.array([[3.8], [5.0], [NAN]]), flat([100]), n=DRAWS)

    assert abs(found.error.shares[0, 0] - 0.3) <= error(0.3)
    assert found.error.kept[1] == 1
    assert found.weights.kept[:2].tolist() == [1, 1]
    assert found.frame.loc[0, ["firm", "other"]].tolist() == ["border", "Platinum"]
    assert found.frame.loc[1, ["firm", "other"]].tolist() == ["firm", None]


def test_errors_are_cut_off_at_the_ends_of_the_scale():
    """N6: a leaf at 5 can only err downwards: with one at 5 and one at 3 and an error of 1, the mean of the sum is 3.75, not 4."""
    grown = flat([50, 50], rating_error=1.0, classes=[{"name": "High", "least": 4.0}, {"name": "Low", "least": 1}])
    found = acceptability(np.array([[5.0, 3.0]]), grown, n=DRAWS)

    # P(min(u, 0) + v >= 0) for u, v uniform on -1 to 1: 1/2 * 1/2 for u above 0, and 1/2 * 1/4 for u below.
    share = 0.25 + 0.5 * 0.25
    assert abs(found.error.shares[0, 0] - share) <= error(share)


def test_who_is_not_rated_has_no_label():
    """N6: no class, no firmness."""
    found = acceptability(pd.DataFrame({"a": [NAN], "b": [5.0]}, index=["x"]), flat([60, 40]), n=100)

    assert found.frame.isna().all(axis=None)


def test_the_same_seed_gives_the_same_shares():
    """N6: a share can be told again; another seed draws others."""
    points = np.random.default_rng(1).uniform(1, 5, (30, 5))
    one, again, other = (acceptability(points, tree(), n=300, seed=seed).frame for seed in (4, 4, 5))

    assert one.equals(again)
    assert not one.equals(other)


def test_narrow_ranges_keep_every_class():
    """N6: weights as good as agreed, and points as good as given, keep today's class also for those exactly on the line."""
    grown = flat([10, 20, 70], weight_range=1e-12, rating_error=0)
    found = acceptability(np.array([[3.0, 3.0, 3.0], [1, 3, 3 + 2 / 7], [4, 4, 4]]), grown, n=50)

    assert found.rating_class.tolist() == ["Gold", "Gold", "Platinum"]
    assert (found.weights.kept == 1).all()
    assert (found.error.kept == 1).all()


def test_with_bounds_a_class_counts_only_where_every_answer_gives_it():
    """N6: a missing point of weight w leaves 5 - 4w as the worst; Platinum is certain while w stays within 0.25."""
    grown = flat([76, 24], missing="bounds")
    found = acceptability(np.array([[5.0, NAN]]), grown, n=DRAWS)

    share = (0.25 - 0.18) / 0.12
    assert abs(found.weights.kept[0] - share) <= error(share)
    assert found.weights.shares.sum() == found.weights.kept[0]
    assert found.error.kept[0] < 1


@settings(max_examples=60)
@given(rated())
def test_scores_under_other_weights_are_scores_of_the_tree_with_these_weights(case: tuple[Tree, np.ndarray]):
    """N6: each weighting gives what a tree that had been agreed so would give, gaps included."""
    grown, points = case
    drawn = weightings(grown, 3, 2)
    found = scores_under(points, grown, drawn)

    for number in range(3):
        agreed = grow(FactorTree(factors=reweighted(grown.settings.factors, iter(drawn[number]))))
        np.testing.assert_allclose(found[:, number], score(points, agreed).total, rtol=0, atol=1e-12)


def reweighted(factors: list[Factor], weights: object) -> list[Factor]:
    """Return the factors, in the order of the nodes, with other weights."""
    return [
        factor.model_copy(update={"weight_pct": 100 * next(weights), "factors": reweighted(factor.factors, weights)}) for factor in factors
    ]


def test_membership_of_two_has_a_closed_form():
    """N6: worth 100 and 4 w against worth 100 and 2.6: the first is ahead while w is above 0.65, a quarter of 0.5 to 0.7."""
    found = membership(
        np.array([[5.0, 1.0], [3.6, 3.6], [NAN, NAN]]), flat([60, 40]), np.array([100.0, 100.0, 900.0]), sizes=(1, 2), n=DRAWS
    )

    assert abs(found.share[0, 0] - 0.25) <= error(0.25)
    assert abs(found.share[1, 0] - 0.75) <= error(0.25)
    assert found.share[:2, 1].tolist() == [1, 1]
    assert np.isnan(found.share[2]).all()
    assert found.today.tolist() == [[False, True], [True, True], [False, False]]


def test_equals_at_the_end_of_a_list_are_all_in_it():
    """N6: the order of the rows decides nothing."""
    points = np.array([[2.2, 2.2, 2.2], [5, 5, 5], [3.4, 3.4, 3.4], [1, 1, 1]])
    found = membership(points, flat([50, 30, 20]), np.array([20.0, 10, 10, 10]), sizes=(2,), n=200)

    assert found.share[:, 0].tolist() == [1, 1, 1, 0]


def test_membership_in_many_blocks_is_the_same_as_sorting():
    """N6: 150 customers with gaps under 40 weightings, ranked one weighting at a time."""
    random = np.random.default_rng(2)
    points = random.integers(1, 6, (150, 5)).astype(float)
    points[random.random(points.shape) < 0.1] = NAN
    worth, grown = random.uniform(1, 1e6, 150), tree()
    found = membership(points, grown, worth, sizes=(10, 30), n=40, seed=3)

    drawn, is_rated = weightings(grown, 40, 3), ~np.isnan(score(points, grown).score)
    by_worth = np.where(is_rated[:, None], worth[:, None] * (scores_under(points, grown, drawn) - 1) / 4, -1)
    place = (-by_worth).argsort(axis=0).argsort(axis=0)
    for column, size in enumerate((10, 30)):
        np.testing.assert_allclose(found.share[is_rated, column], (place < size).mean(axis=1)[is_rated], atol=1e-12)
