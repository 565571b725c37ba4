"""What moves a customer, and what to ask first."""

import numpy as np
import pandas as pd
from grown_trees import flat, tree, with_values
from hypothesis import given, settings

from segkit.rating.factors.growing import grow
from segkit.rating.factors.scales import leaf_points, points_of
from segkit.rating.factors.scoring import Scores, score
from segkit.rating.factors.settings import Factor, FactorTree
from segkit.rating.factors.tree import Node, Tree
from segkit.rating.factors.ways_up import WaysUp, levers, missing_first, ways_up

NAN = float("nan")


def example(days: float = 20.0, trust: float = 2.0, **settings: object) -> tuple[Scores, pd.DataFrame]:
    """Return one customer of the hand-made tree, and its columns."""
    customers = pd.DataFrame({"payment_days": [days]}, index=["17"])
    ratings = pd.DataFrame({"Plans": [3.0], "Trust": [trust], "Loyalty": [3.0], "Ease": [2.0]}, index=["17"])
    return score(points_of(tree(**settings), customers, ratings), tree(**settings)), customers


def test_the_distance_to_the_next_classes():
    """N2: how much is missing to the class above, and how much may be lost."""
    scores, customers = example()
    found = ways_up(scores, customers)

    assert scores.score.tolist() == [2.84]
    assert (found.up.round(9).tolist(), found.down.round(9).tolist()) == ([0.16], [0.84])


def test_there_is_no_class_above_the_best_and_none_below_the_last():
    """N2: the ends of the classes have no distance, and somebody in the best class has no way up."""
    found = ways_up(score(np.array([[5.0], [1.0]]), flat([100])), pd.DataFrame(index=[0, 1]))

    assert np.isnan(found.up).tolist() == [True, False]
    assert np.isnan(found.down).tolist() == [False, True]
    assert found.leaf.tolist() == [None, "a"]
    assert np.nan_to_num(found.value_to).tolist() == [0, 2]


def test_the_leaf_that_takes_the_fewest_points():
    """N2: one point more of Ease lifts the score by 0.3, which is enough; 0.77 points more by faster payment are fewer."""
    scores, customers = example()
    found = ways_up(scores, customers)

    assert found.frame.loc["17", ["leaf", "value_from", "value_to"]].tolist() == ["Payment", 20.0, 12.0]
    assert found.gains[0].round(9).tolist() == [0.21, 0.14, 0.21, 0.14, 0.3]


def test_a_cost_is_lowered():
    """N2: where people rate trouble, the way up leads to a lower answer."""
    factors = [Factor(name="Trouble", weight_pct=80, direction="cost"), Factor(name="Size", weight_pct=20)]
    grown = grow(FactorTree(factors=factors))
    points = points_of(grown, pd.DataFrame(index=[0]), pd.DataFrame({"Trouble": [4.0], "Size": [3.0]}))
    found = ways_up(score(points, grown), pd.DataFrame(index=[0]))

    assert (found.leaf[0], found.value_from[0], found.value_to[0]) == ("Trouble", 4, 3)


def test_no_single_leaf_may_be_enough():
    """N2: where no leaf alone reaches the next class, none is named."""
    found = ways_up(score(np.array([[1.0, 1.0, 1.0, 1.0]]), flat([20, 20, 30, 30], highest=3)), pd.DataFrame(index=[0]))

    assert found.leaf[0] == "c"

    found = ways_up(score(np.array([[1.0] * 10]), flat([10] * 10)), pd.DataFrame(index=[0]))

    assert found.leaf[0] is None
    assert np.isnan(found.value_to[0])


def test_what_is_missing_is_no_lever():
    """N2: nobody knows what a missing point would be raised from."""
    grown = tree(least_covered=0.5)
    scores = score(points_of(grown, pd.DataFrame({"payment_days": [NAN]}), pd.DataFrame({"Plans": [2.0], "Ease": [1.0]})), grown)
    found = ways_up(scores, pd.DataFrame({"payment_days": [NAN]}))

    assert np.isnan(found.gains[0]).tolist() == [False, True, True, True, False]


def test_the_gain_of_a_step_and_of_a_point():
    """K34: ten days are a point of payment; one day is a tenth of it."""
    scores, customers = example(days=20.0)
    found = ways_up(scores, customers)

    assert found.gains_per_step[0].round(9).tolist() == [0.21, 0.14, 0.021, 0.14, 0.3]


def test_levers_by_kind():
    """K34: each customer appears with its strongest leaf under every kind of effort, and its strongest of all is marked."""
    scores, customers = example()

    found = levers(ways_up(scores, customers))

    assert found.to_dict("split")["data"] == [
        ["17", "quality", "Trust", 0.14, False],
        ["17", "service", "Plans", 0.21, False],
        ["17", "time", "Payment", 0.21, True],
    ]


def test_a_lever_at_its_end_is_none():
    """K34: where nothing can be gained by a kind of effort, the customer is not on its list."""
    scores, customers = example(days=0.0, trust=1.0)

    assert levers(ways_up(scores, customers))["lever"].tolist() == ["service"]


def test_a_tree_without_levers_gives_an_empty_list():
    assert levers(ways_up(score(np.array([[2.0, 2.0]]), flat([50, 50])), pd.DataFrame(index=[0]))).empty


def test_missing_answers_stand_by_weight_and_say_whether_they_count():
    """N3: the heaviest question first; an answer that cannot change the class is marked as such."""
    grown = flat([75, 20, 5])
    found = missing_first(
        score(pd.DataFrame([[2.5, NAN, NAN], [3.5, 3.5, NAN], [NAN, 5, 5]], columns=list("abc"), index=list("xyz")), grown)
    )

    assert found.to_dict("split")["data"] == [
        ["x", "b", 0.2, True, True],
        ["x", "c", 0.05, False, True],
        ["y", "c", 0.05, False, False],
        ["z", "a", 0.75, True, True],
    ]


def test_nothing_missing_gives_an_empty_list():
    assert missing_first(score(np.array([[2.0, 2.0]]), flat([50, 50]))).empty


def test_an_open_class_may_be_settled_by_a_middle_answer():
    """N3: with 'bounds' neither the lowest nor the highest answer to b settles the class, but the middle one does."""
    grown = flat([45, 35, 20], missing="bounds")
    found = missing_first(score(np.array([[2.8, NAN, NAN]]), grown))

    assert found[["leaf", "alone"]].to_dict("split")["data"] == [["b", True], ["c", False]]


def changed(ways: WaysUp, row: int, value: float, customers: pd.DataFrame, ratings: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the columns and the answers with one customer's leaf set to a value."""
    leaf = ways.scores.tree.leaf(ways.leaf[row])
    customers, ratings = customers.copy(), ratings.copy()
    target, column = (ratings, leaf.name) if leaf.is_rated else (customers, leaf.column)
    target.iloc[row, target.columns.get_loc(column)] = value
    return customers, ratings


def class_number(grown: Tree, customers: pd.DataFrame, ratings: pd.DataFrame, row: int) -> int:
    names = [band.name for band in grown.classes]
    return names.index(score(points_of(grown, customers, ratings), grown).rating_class[row])


@settings(max_examples=300)
@given(with_values())
def test_the_way_up_reaches_the_class_and_one_unit_less_does_not(case: tuple[Tree, pd.DataFrame, pd.DataFrame]):
    """N2: applied and rated again, the change named gives the next class; a point or a step less leaves the customer where it was."""
    grown, customers, ratings = case
    scores = score(points_of(grown, customers, ratings), grown)
    ways = ways_up(scores, customers)

    for row in np.flatnonzero(ways.leaf != None):  # noqa: E711
        leaf = grown.leaf(ways.leaf[row])
        today = class_number(grown, customers, ratings, row)
        direction = np.sign(ways.value_to[row] - ways.value_from[row])
        less = ways.value_to[row] - direction * (1 if leaf.is_rated else leaf.step)
        assert class_number(grown, *changed(ways, row, ways.value_to[row], customers, ratings), row) < today
        if (less - ways.value_from[row]) * direction > 0:
            assert class_number(grown, *changed(ways, row, less, customers, ratings), row) >= today


@settings(max_examples=200)
@given(with_values())
def test_where_no_way_is_named_none_is_found_by_trying(case: tuple[Tree, pd.DataFrame, pd.DataFrame]):
    """N2: raising each leaf in turn to the best it can have, in whole points or steps, never reaches the next class unnoticed."""
    grown, customers, ratings = case
    scores = score(points_of(grown, customers, ratings), grown)
    ways = ways_up(scores, customers)
    names = [band.name for band in grown.classes]

    for row in np.flatnonzero((ways.leaf == None) & ~np.isnan(ways.up)):  # noqa: E711
        for place, position in enumerate(grown.leaves):
            leaf, points = grown.nodes[position], scores.points.copy()
            if np.isnan(points[row, place]):
                continue
            points[row, place] = 5.0 if leaf.is_rated else best_on_steps(leaf, grown)
            assert names.index(score(points, grown).rating_class[row]) >= names.index(scores.rating_class[row])


def best_on_steps(leaf: Node, grown: Tree) -> float:
    """Return the most points that a measured leaf has at whole steps: beside one of its breakpoints."""
    beside = [side(x / leaf.step) * leaf.step for x, _ in leaf.points for side in (np.floor, np.ceil)]
    return float(leaf_points(leaf, np.array(beside), grown).max())
