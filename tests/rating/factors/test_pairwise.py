"""Weights from comparisons in pairs, against published numbers."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.rating.factors.growing import grow
from segkit.rating.factors.pairwise import RANDOM_INDEX, Disagreement, problems, weights
from segkit.rating.factors.settings import FactorTree, Judgement

DRINKS = ("water", "soda", "coffee", "milk", "beer", "tea", "wine")
SAATY = {
    ("coffee", "wine"): 9, ("coffee", "tea"): 5, ("coffee", "beer"): 2, ("coffee", "soda"): 1, ("coffee", "milk"): 1, ("coffee", "water"): 1 / 2,
    ("wine", "tea"): 1 / 3, ("wine", "beer"): 1 / 9, ("wine", "soda"): 1 / 9, ("wine", "milk"): 1 / 9, ("wine", "water"): 1 / 9,
    ("tea", "beer"): 1 / 3, ("tea", "soda"): 1 / 4, ("tea", "milk"): 1 / 3, ("tea", "water"): 1 / 9,
    ("beer", "soda"): 1 / 2, ("beer", "milk"): 1, ("beer", "water"): 1 / 3,
    ("soda", "milk"): 2, ("soda", "water"): 1 / 2, ("milk", "water"): 1 / 3,
}  # fmt: skip
FOUR = {("a", "b"): 1, ("a", "c"): 5, ("a", "d"): 2, ("b", "c"): 3, ("b", "d"): 4, ("c", "d"): 3 / 4}


def judgements(pairs: dict[tuple[str, str], float], voter: str = "Ida") -> list[Judgement]:
    """Return judgements from how many times the first of each pair counts as much as the second."""
    return [
        Judgement(voter=voter, prefer=one, over=other, times=float(times)) if times >= 1 else Judgement(voter=voter, prefer=other, over=one, times=1 / times)
        for (one, other), times in pairs.items()
    ]  # fmt: skip


def test_the_published_drinks_come_out():
    """N10, definitions 14: Saaty's seven drinks have lambda 7.17663 and a ratio of 0.0218; geometric means give .3243, .1911, .1787."""
    found = weights(judgements(SAATY), DRINKS)

    assert found.group.lambda_max == pytest.approx(7.17663, abs=5e-6)
    assert found.group.ratio == pytest.approx(0.0218, abs=5e-5)
    assert [round(weight, 4) for weight in found.weights[:3]] == [0.3243, 0.1911, 0.1787]
    assert sum(found.weights) == pytest.approx(1)


def test_four_factors_have_the_eigenvector_s_ratio():
    """N10, definitions 14: the 4x4 has the ratio .0372 by Donegan and Dodd's index, which is the eigenvalue's own; Saaty's is another number."""
    matrix = np.array([[1, 1, 5, 2], [1, 1, 3, 4], [1 / 5, 1 / 3, 1, 3 / 4], [1 / 2, 1 / 4, 4 / 3, 1]])
    largest = max(np.linalg.eig(matrix)[0].real)
    found = weights(judgements(FOUR), "abcd")

    assert found.group.lambda_max == pytest.approx(largest)
    assert found.group.index / 0.8286 == pytest.approx(0.0372, abs=5e-5)
    assert found.group.ratio == pytest.approx((largest - 4) / 3 / 0.89)
    assert found.by_name == pytest.approx({"b": 0.3917, "a": 0.3742, "d": 0.1349, "c": 0.0991}, abs=6e-4)
    assert found.random_index == "Saaty"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(1, 3), min_size=2, max_size=8))
def test_answers_that_agree_give_their_weights_back(sizes: list[float]):
    """N10: where every answer is the ratio of two weights, the ratio is 0, nothing is to be looked at again, and the weights come back."""
    names = [str(i) for i in range(len(sizes))]
    found = weights(judgements({(a, b): sizes[int(a)] / sizes[int(b)] for a, b in itertools.combinations(names, 2)}), names)

    assert (found.group.ratio, found.group.index, found.revisit) == (0, 0, None)
    assert found.weights == pytest.approx([size / sum(sizes) for size in sizes])


@settings(max_examples=40, deadline=None)
@given(st.permutations(DRINKS))
def test_the_order_of_factors_does_not_matter(order: list[str]):
    """N10: naming the factors in another order gives every one the same weight."""
    assert weights(judgements(SAATY), order).by_name == pytest.approx(weights(judgements(SAATY), DRINKS).by_name)


def test_several_voters_meet_in_the_geometric_mean():
    """N10: one says 4 times, two say as much: together the third root of 4, not an average of 2."""
    same = {("a", "b"): 1}
    found = weights([*judgements({("a", "b"): 4}), *judgements(same, "Bo"), *judgements(same, "Eva")], "ab")

    assert found.weights[0] / found.weights[1] == pytest.approx(4 ** (1 / 3))
    assert [voter.voter for voter in found.voters] == ["Ida", "Bo", "Eva"]


def test_two_factors_are_always_consistent():
    """Definitions 14: below three factors the ratio is 0."""
    assert weights(judgements({("a", "b"): 9}), "ab").group.ratio == 0


def test_the_judgement_to_look_at_again_is_named_with_what_the_others_imply():
    """N10: a is twice b, b is twice c, yet c is nine times a: the others imply that a is four times c, and then all agree."""
    found = weights(judgements({("a", "b"): 2, ("b", "c"): 2, ("c", "d"): 2, ("b", "d"): 4, ("a", "d"): 8, ("a", "c"): 1 / 9}), "abcd")
    again = found.revisit

    assert again is not None
    assert (again.voter, again.prefer, again.over, again.implied_prefer, again.implied_over) == ("Ida", "c", "a", "a", "c")
    assert (again.times, again.implied_times) == pytest.approx((9, 4))
    assert again.ratio == 0
    assert not found.voters[0].accepted


def test_the_ratio_at_the_limit_is_accepted():
    """Definitions 14: accepted at 0.10 and below."""
    found = weights(judgements(FOUR), "abcd").group

    assert found.accepted
    assert not type(found)("", 0, 0, 0.1000001, None).accepted
    assert type(found)("", 0, 0, 0.10, None).accepted


def test_voters_far_apart_are_named_the_widest_pair_first():
    """N10: the disagreement of a pair is its highest answer over its lowest, with who gave them."""
    ida = judgements({("a", "b"): 4, ("a", "c"): 3, ("b", "c"): 1})
    bo = judgements({("a", "b"): 1 / 2, ("a", "c"): 3, ("b", "c"): 2}, "Bo")
    found = weights([*ida, *bo], "abc")

    assert found.disagreements[0] == Disagreement("a", "b", 4, 0.5, "Ida", "Bo")
    assert [round(pair.ratio, 6) for pair in found.disagreements] == [8, 2, 1]


def test_one_voter_disagrees_with_nobody():
    """N10: a single voter's answers have no widest disagreement."""
    assert weights(judgements(FOUR), "abcd").disagreements == ()


def test_answers_that_lack_a_pair_give_no_weights():
    """K35: nothing is guessed for a pair that was not compared."""
    with pytest.raises(ValueError, match=r"^Ida has not compared 'b' with 'c'\. Ask for the judgement\.$"):
        weights(judgements({("a", "b"): 2, ("a", "c"): 3}), "abc")


def test_every_doubt_about_judgements_is_told():
    """K35: an unknown name, a factor with itself, a pair judged twice and an open pair, each with its voter."""
    given = judgements({("A ", "b"): 2, ("a", "a"): 1, ("b", "a"): 3, ("a", "quality"): 2})

    assert problems(given, ["a", "b", "c"]) == (
        (1, "Ida compares 'a' with itself. Name two factors of the group."),
        (2, "Ida judges 'b' and 'a' twice. Keep one of the two judgements."),
        (3, "Ida compares 'quality', which is not one of the group's factors: a, b, c."),
        (None, "Ida has not compared 'a' with 'c'. Ask for the judgement."),
        (None, "Ida has not compared 'b' with 'c'. Ask for the judgement."),
    )


def test_the_random_index_is_saaty_s():
    """Definitions 14: the index that ratios are divided by, as Saaty gives it."""
    assert list(RANDOM_INDEX.values()) == [0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49]


def test_a_tree_grows_with_the_weights_of_its_comparisons():
    """N10: a group that is weighed in pairs gets its nodes' weights from them, also in the whole."""
    below = {"factors": [{"name": "x"}, {"name": "y"}], "pairwise": [{"voter": "Ida", "prefer": "y", "over": "x", "times": 3.0}]}
    tree = grow(FactorTree.model_validate({"factors": [{"name": "A", "weight_pct": 40.0, **below}, {"name": "B", "weight_pct": 60.0}]}))

    assert [node.weight for node in tree.nodes] == pytest.approx([0.4, 0.25, 0.75, 0.6])
    assert [node.weight_in_all for node in tree.nodes] == pytest.approx([0.4, 0.1, 0.3, 0.6])
