"""The hard gate: a factor tree is whole, or every gap is told with its place and what to do."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tiny import TINY

from segkit.engagement import read_engagement
from segkit.errors import EngagementError
from segkit.rating.factors.checking import gaps
from segkit.rating.factors.library import completed
from segkit.rating.factors.measures import MEASURES
from segkit.rating.factors.settings import FactorTree

RATED = {"definition": "d", "direction": "benefit", "source": "s", "anchors": {str(point): "words" for point in range(1, 6)}}
MEASURED = {
    "definition": "d",
    "direction": "cost",
    "source": "s",
    "column": "hours",
    "points": [[0, 5], [50, 1]],
    "unit": "hours",
    "step": 1,
}
WHOLE: dict[str, Any] = {
    "factors": [
        {
            "name": "Effort", "weight_pct": 60, "definition": "d", "owner": "Ida",
            "factors": [{"name": "Hours", "weight_pct": 50, **MEASURED}, {"name": "Quality", "weight_pct": 50, **RATED}],
        },
        {
            "name": "Relation", "weight_pct": 40, "definition": "d", "owner": "Bo",
            "factors": [
                {
                    "name": "Influence", "weight_pct": 100, "definition": "d",
                    "factors": [{"name": "Leader", "weight_pct": 70, **RATED}, {"name": "Reference", "weight_pct": 30, **RATED}],
                },
            ],
        },
    ]
}  # fmt: skip
EFFORT, HOURS, QUALITY, RELATION = ("factors", 0), ("factors", 0, "factors", 0), ("factors", 0, "factors", 1), ("factors", 1)
LEADER = ("factors", 1, "factors", 0, "factors", 0)


def tree(**changes: Any) -> FactorTree:
    """Return the whole tree with changes to what stands at a place; a value of None takes a setting out."""
    return FactorTree.model_validate(changed(WHOLE, changes), strict=False)


def changed(whole: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    given = copy.deepcopy(whole)
    for key, value in changes.items():
        *path, last = key.split("__")
        at: Any = given
        for part in path:
            at = at[int(part) if part.isdecimal() else part]
        last_key = int(last) if isinstance(at, list) else last
        if value is None:
            del at[last_key]
        else:
            at[last_key] = value
    return given


def test_a_whole_tree_has_no_gap():
    """K35, K28: with definitions, owners, scales, sources and weights a tree is ready, also where one branch has three levels and others two."""
    assert gaps(tree(), MEASURES) == ()


E, H, Q, R, L = ("factors__0", "factors__0__factors__0", "factors__0__factors__1", "factors__1", "factors__1__factors__0__factors__0")
VOTES = [{"voter": "Ida", "prefer": "Hours", "over": "Quality", "times": 2}]
CASES: dict[str, tuple[dict[str, Any], tuple[str | int, ...], str]] = {
    "no name": ({f"{Q}__name": " "}, (*QUALITY, "name"), "a factor has no name. Write what it is called."),
    "twice": (
        {f"{L}__name": "QUALITY "},
        (*LEADER, "name"),
        "the name 'QUALITY ' stands twice in the tree. Give each factor a name of its own, for by it ratings are known.",
    ),
    "no children": (
        {f"{E}__factors": [], **{f"{E}__{name}": value for name, value in RATED.items()}},
        (*EFFORT, "factors"),
        "'Effort' has no factors below it; a factor of level 1 is split into 1 to 5. Say what it consists of.",
    ),
    "six children": (
        {f"{E}__factors": [{"name": f"F{i}", "weight_pct": 100 / 6, **RATED} for i in range(6)]},
        (*EFFORT, "factors"),
        "'Effort' has 6 factors below it; a factor of level 1 is split into 1 to 5. Join some of them.",
    ),
    "four levels": (
        {
            L: {
                "name": "Leader",
                "weight_pct": 70,
                "definition": "d",
                "factors": [{"name": "Deep", "weight_pct": 100, **RATED}],
            }
        },
        (*LEADER, "factors", 0),
        "'Deep' stands on level 4, but a tree has 3 levels. Move it up, or join it with what stands above.",
    ),
    "no definition": (
        {f"{R}__definition": None},
        (*RELATION, "definition"),
        "'Relation' has no definition. Write what it means, in words that everybody reads alike.",
    ),
    "no direction": (
        {f"{Q}__direction": None},
        (*QUALITY, "direction"),
        "'Quality' has no direction. Write 'benefit' where more is better, 'cost' where more is worse.",
    ),
    "no source": (
        {f"{Q}__source": None},
        (*QUALITY, "source"),
        "'Quality' has no data source. Write where its values come from.",
    ),
    "anchors lacking": (
        {f"{Q}__anchors": {"1": "words", "3": "words", "5": " "}},
        (*QUALITY, "anchors"),
        "'Quality' is rated by people and lacks an anchor for 2, 4 and 5. Write in words what each point means, or name the column that measures it.",
    ),
    "anchor outside": (
        {f"{Q}__anchors": {**RATED["anchors"], "7": "more"}},  # type: ignore[dict-item]
        (*QUALITY, "anchors"),
        "'Quality' has an anchor for 7, but the scale runs from 1 to 5. Take it out or change the scale.",
    ),
    "points without a column": (
        {f"{Q}__points": [[0, 1], [1, 5]], f"{Q}__unit": "days"},
        (*QUALITY, "points"),
        "'Quality' has 'points', 'unit' but no column, so people would rate it. Name the column that measures it.",
    ),
    "no points": (
        {f"{H}__points": None},
        (*HOURS, "points"),
        "'Hours' is measured but has no points. Write pairs of value and points, such as [[0, 1], [10, 5]].",
    ),
    "points outside": (
        {f"{H}__points": [[0, 6], [50, 0.5]]},
        (*HOURS, "points"),
        "'Hours' gives 6 and 0.5 points, but the scale runs from 1 to 5. Keep its points within the scale.",
    ),
    "points rise": (
        {f"{H}__points": [[0, 1], [50, 5]]},
        (*HOURS, "points"),
        "'Hours' says that more is worse, but its points rise with the values. Turn the points round, or change its direction.",
    ),
    "points fall": (
        {f"{H}__direction": "benefit"},
        (*HOURS, "points"),
        "'Hours' says that more is better, but its points fall as the values rise. Turn the points round, or change its direction.",
    ),
    "points level": (
        {f"{H}__points": [[0, 3], [50, 3]]},
        (*HOURS, "points"),
        "'Hours' gives 3 points to every value, so it tells no customer from another. Let the points differ.",
    ),
    "column misspelt": (
        {f"{H}__column": "hors"},
        (*HOURS, "column"),
        "'Hours' is measured by 'hors', which is no column that is known. Did you mean 'hours'?",
    ),
    "split and rated": (
        {f"{E}__anchors": {"1": "words"}, f"{E}__lever": "time"},
        (*EFFORT, "anchors"),
        "'Effort' is split into further factors, so 'anchors', 'lever' of its own would never be read. Move them to the factors below, or take them out.",
    ),
    "split with one": (
        {f"{E}__source": "CRM"},
        (*EFFORT, "source"),
        "'Effort' is split into further factors, so 'source' of its own would never be read. Move it to the factors below, or take it out.",
    ),
    "weights too low": (
        {f"{H}__weight_pct": 45.5},
        (*EFFORT, "factors"),
        "the weights of the factors below 'Effort' add up to 95.5 instead of 100: 4.5 are missing. Change them until they do.",
    ),
    "weights too high": (
        {f"{R}__weight_pct": 50},
        ("factors",),
        "the weights of the factors of level 1 add up to 110 instead of 100: 10 too much. Change them until they do.",
    ),
    "a weight lacking": (
        {f"{H}__weight_pct": None},
        (*HOURS, "weight_pct"),
        "'Hours' has no weight. Write its share of the factors below 'Effort' in per cent.",
    ),
    "weight and pairs": (
        {f"{H}__weight_pct": None, f"{E}__pairwise": VOTES},
        (*QUALITY, "weight_pct"),
        "'Quality' has a weight of 50%, and the factors below 'Effort' are weighed in pairs as well. Keep one of the two.",
    ),
    "pair with a stranger": (
        {f"{H}__weight_pct": None, f"{Q}__weight_pct": None, f"{E}__pairwise": [*VOTES, {**VOTES[0], "over": "Leader"}]},
        (*EFFORT, "pairwise", 1),
        "the factors below 'Effort': Ida compares 'Leader', which is not one of the group's factors: Hours, Quality.",
    ),
    "pair with itself": (
        {f"{H}__weight_pct": None, f"{Q}__weight_pct": None, f"{E}__pairwise": [*VOTES, {**VOTES[0], "over": "hours"}]},
        (*EFFORT, "pairwise", 1),
        "the factors below 'Effort': Ida compares 'Hours' with itself. Name two factors of the group.",
    ),
    "pair judged twice": (
        {f"{H}__weight_pct": None, f"{Q}__weight_pct": None, f"{E}__pairwise": [*VOTES, {**VOTES[0], "times": 3}]},
        (*EFFORT, "pairwise", 1),
        "the factors below 'Effort': Ida judges 'Hours' and 'Quality' twice. Keep one of the two judgements.",
    ),
    "unknown ready factor": (
        {f"{Q}__ready": "qualty"},
        (*QUALITY, "ready"),
        "'Quality' takes 'qualty' from the library, which has no such factor. Did you mean 'quality'?",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_gap_is_told_with_its_place(case: str):
    """K35, K27: one fault, one sentence at its place, and nothing else."""
    changes, place, sentence = CASES[case]

    assert gaps(tree(**changes), MEASURES) == ((place, sentence),)


def test_an_owner_above_answers_for_what_stands_below():
    """K35: an owner at level 1 answers for all below it; without one it is told once, at the top."""
    assert gaps(tree(**{f"{E}__owner": None}), MEASURES) == (
        ((*EFFORT, "owner"), "'Effort' has no owner. Write who answers for it; what stands below may name others."),
    )


def test_a_pair_that_a_voter_left_open_names_both():
    """K35: an open pair is told at the group, with the voter's name."""
    votes = [*VOTES, {**VOTES[0], "voter": "Bo"}]
    third = {"name": "Third", **RATED}
    found = gaps(tree(**{f"{H}__weight_pct": None, f"{Q}__weight_pct": None, f"{E}__pairwise": votes, f"{E}__factors": [
        {"name": "Hours", **MEASURED}, {"name": "Quality", **RATED}, third]}), MEASURES)  # fmt: skip

    assert found[0] == (
        (*EFFORT, "pairwise"),
        "the factors below 'Effort': Ida has not compared 'Hours' with 'Third'. Ask for the judgement.",
    )
    assert len(found) == 4


def test_more_than_ten_factors_are_not_compared_in_pairs():
    """N10: the random index ends at ten, and so does people's patience."""
    names = [f"F{i}" for i in range(11)]
    factors = [
        {"name": name, "definition": "d", "owner": "Ida", "factors": [{"name": f"{name} a", "weight_pct": 100, **RATED}]} for name in names
    ]
    votes = [{"voter": "Ida", "prefer": "F0", "over": "F1", "times": 2}]
    found = gaps(FactorTree.model_validate({"factors": factors, "pairwise": votes}, strict=False), MEASURES)

    assert found == (
        (("pairwise",), "the factors of level 1 are 11; in pairs at most 10 can be compared. Write their weights in per cent."),
    )


def test_an_unnamed_factor_is_called_by_its_number():
    """K35: what has no name yet is told by where it stands."""
    assert gaps(tree(**{f"{Q}__name": "", f"{Q}__source": None}), MEASURES)[1].sentence == (
        "factor 1.2 has no data source. Write where its values come from."
    )


def test_an_unknown_ready_factor_with_no_like_lists_the_library():
    """S04: a key that is like no other is answered with all there are."""
    found = gaps(tree(**{f"{Q}__ready": "zzzzzz"}), MEASURES)[0].sentence

    assert found.startswith(
        "'Quality' takes 'zzzzzz' from the library, which has no such factor. It has: quality, service_level, time_consumption, "
    )


def test_ready_anchors_do_not_fit_another_scale():
    """K25: on a scale from 1 to 10 the library's anchors mean something else, and are not taken."""
    bare = {"name": "Quality", "weight_pct": 50, "ready": "quality"}
    given = completed(tree(lowest=1, highest=10, **{f"{Q}": bare}), "en")
    found = [gap for gap in gaps(given, MEASURES) if gap.place[: len(QUALITY)] == QUALITY]

    assert found == [
        (
            (*QUALITY, "anchors"),
            "'Quality' is taken from the library, whose anchors are made for a scale from 1 to 5, but this tree's runs from 1 to 10. "
            "Write anchors of its own, or rate from 1 to 5.",
        )
    ]  # fmt: skip


@pytest.mark.parametrize("scale", [(1, 5), (0, 10)])
def test_anchors_of_the_tree_s_own_fit_its_own_scale(scale: tuple[int, int]):
    """K35: the points that need an anchor are those of the scale, whatever it is."""
    anchors = {str(point): "words" for point in range(scale[0], scale[1] + 1)}
    given = tree(
        lowest=scale[0], highest=scale[1], **{f"{name}__anchors": anchors for name in (Q, L, "factors__1__factors__0__factors__1")}
    )

    assert gaps(given, MEASURES) == ()


def test_an_own_attribute_measures_a_leaf():
    """K24: a column of the client's own is known where the engagement keeps it."""
    own = tree(**{f"{H}__column": "attribute:visits"})

    assert gaps(own, (*MEASURES, "attribute:visits")) == ()
    assert gaps(own, MEASURES)[0].place == (*HOURS, "column")


DEEP = TINY.replace("package: basic", "package: deepdive")


def test_a_deep_dive_without_a_tree_says_what_to_do(workbook: Callable[..., Path]):
    """K35: no run before there is a tree."""
    with pytest.raises(EngagementError) as told:
        read_engagement(workbook(DEEP))

    assert told.value.problems == (
        "engagement.yaml, line 2: there is no factor tree yet. Make the form for it, and fill it in with the client: segkit tree tiny",
    )


TREE = """\
tree:
  factors:
    - name: Effort
      weight_pct: 90
      definition: d
      owner: Ida
      factors:
        - name: Quality
          ready: quality
          weight_pct: 100
        - name: Time
          weight_pct: 10
          ready: time_consumption
          column: hors
"""


def test_gaps_are_told_with_their_lines(workbook: Callable[..., Path]):
    """K35: every gap of engagement.yaml at once, with file and line, whichever way the tree is written."""
    lines = [
        "{file}, line {a}: the weights of the factors of level 1 add up to 90 instead of 100: 10 are missing. Change them until they do.",
        "{file}, line {b}: the weights of the factors below 'Effort' add up to 110 instead of 100: 10 too much. Change them until they do.",
    ]
    with pytest.raises(EngagementError) as told:
        read_engagement(workbook(DEEP + TREE))
    first = len(DEEP.splitlines()) + 2
    with pytest.raises(EngagementError) as as_list:
        read_engagement(workbook(DEEP + TREE.replace("  factors:\n    - name: E", "    - name: E")))

    assert told.value.problems[:2] == tuple(line.format(file="engagement.yaml", a=first, b=first + 5) for line in lines)
    assert told.value.problems[3] == (
        f"engagement.yaml, line {first + 12}: 'Time' is measured by 'hors', which is no column that is known. Did you mean 'hours'?"
    )
    assert [problem.split(": ")[0] for problem in as_list.value.problems] == [
        f"engagement.yaml, line {line}" for line in (first - 1, first + 4, first + 8, first + 11)
    ]


def test_an_unfinished_tree_does_not_stop_the_intake(workbook: Callable[..., Path]):
    """K38: between two workshops files are asked for and looked at; only a run needs the whole tree."""
    assert read_engagement(workbook(DEEP + TREE), sources_needed=False).tree.factors[0].factors[0].direction == "benefit"


def test_the_basic_package_asks_for_no_tree(workbook: Callable[..., Path]):
    """K35: the gate is the Deep Dive's."""
    assert read_engagement(workbook(TINY)).lacking == ""
