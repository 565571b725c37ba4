"""Thresholds fitted to hours or to a wished distribution: counted as the engine grades, and the best of all that are counted."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from fitted import letters, with_customers, with_policies
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.fit import thresholds
from segkit.fit.asked import Asked
from segkit.fit.budget import Budget, budget, team
from segkit.fit.fitting import fit
from segkit.fit.outcome import today
from segkit.fit.situation import Situation, situation
from segkit.fit.thresholds import Counted, with_cuts
from segkit.rating import AbcdModel, rate, settle
from segkit.rating.abcd import GridSettings
from segkit.study import Study

AMOUNT = st.one_of(st.none(), st.sampled_from([0.0, 50.0, 99.99, 100.0, 100.01, 200.0, 300.0, 450.0, 1000.0]))
CUSTOMERS = st.lists(st.tuples(AMOUNT, AMOUNT, AMOUNT, st.sampled_from(["Ida", "Bo", ""])), min_size=1, max_size=14)
POLICY = st.tuples(st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.0]), st.sampled_from([0.25, 0.1, 1.5]), st.sampled_from([0.0, 5.0, 20.0]))

MODELS = {
    "classic": AbcdModel.model_validate({"preset": "classic", "revenue_high": {"amount": 100.0}, "potential_high": {"amount": 300.0}}),
    "size_sow_3x3": AbcdModel.model_validate({
        "preset": "size_sow_3x3", "potential_middle": {"amount": 100.0}, "potential_high": {"amount": 300.0},
        "utilisation_middle": {"amount": 0.1}, "utilisation_high": {"amount": 0.4},
    }),
    "own": AbcdModel(preset="own", grid=GridSettings(across="revenue", across_cuts=[100.0, 300.0], grades=[["C", "B", "A"]])),
}  # fmt: skip


def drawn(base: Study, model: str, rows: list, policies: list, fixed: dict[int, str]) -> Study:
    study = replace(base, grid=settle(MODELS[model], base.customers))
    study = with_customers(study, rows, {i: letter for i, letter in fixed.items() if i < len(rows) and letter in study.grid.letters})
    return with_policies(study, dict(zip(letters(study), policies, strict=False)))


@given(
    model=st.sampled_from(list(MODELS)),
    rows=CUSTOMERS,
    policies=st.lists(POLICY, min_size=10, max_size=10),
    fixed=st.dictionaries(st.integers(0, 5), st.sampled_from(["A", "D", "A1", "C"]), max_size=2),
    share=st.fractions(0, 1, max_denominator=12),
    goal=st.sampled_from(["cover", "smallest", "wish"]),
)
@settings(max_examples=40, deadline=None)
def test_small_fits_equal_brute_force(base, model, rows, policies, fixed, share, goal) -> None:
    """S08: of all combinations, each graded by the engine, none within the hours is better than the one proposed."""
    study = drawn(base, model, rows, policies, fixed)
    here = situation(study, Asked())
    whole = team(here, today(here).total_hours * share)
    wish = dict(zip(study.grid.letters, (20.0, 30.0, 50.0), strict=False))
    with pytest.MonkeyPatch.context() as fewer:
        fewer.setattr("segkit.fit.candidates.MOST", 120)
        counted = Counted(here, whole)
    found = counted.best(goal, counted.within(Fraction(1)), wish)

    tried = [(one, key) for one, key in every_threshold(here, counted, whole, goal, wish) if one.total_hours <= whole.total]
    assert (found is None) == (not tried)
    if found is not None:
        best = min(key for _, key in tried)
        assert next(key for one, key in tried if one.cuts == found.cuts) == best
        assert found.total_hours <= whole.total


def every_threshold(here: Situation, counted: Counted, whole: Budget, goal: str, wish: dict[str, float]) -> list:
    """Return what every combination comes to, customers graded one combination after the other, with the order of the goal."""
    found = []
    for x, y in product(counted.across.cuts, counted.up.cuts):
        cuts = tuple(axis.amounts[i] for axis, cut in ((counted.across, x), (counted.up, y)) for i in cut)
        one = counted.outcome(cuts)
        rated = {letter: n for letter, n in zip(here.segments, one.customers, strict=True) if letter in here.study.grid.letters}
        off = sum(abs(n - Fraction(wish.get(letter, 0.0)) * sum(rated.values()) / 100) for letter, n in rated.items())
        covered = -one.covered(here.measures)
        found.append((one, {"cover": (covered, one.moved), "smallest": (one.moved, covered), "wish": (off, one.moved, covered)}[goal]))
    return found


def test_fixed_and_not_rated_stay(base: Study) -> None:
    """A grade that a person has fixed, and a customer without a grade, stay in their segments under any threshold."""
    rows = [(500.0, 900.0, 1.0, "Ida"), (500.0, 900.0, 1.0, "Ida"), (10.0, None, 1.0, "Bo"), (1.0, 2.0, 1.0, "Bo")]
    study = drawn(base, "classic", rows, [(4.0, 1.0, 0.0), (3.0, 1.0, 0.0), (2.0, 1.0, 0.0), (0.0, 1.0, 0.0), (1.0, 1.0, 0.0)], {0: "A"})
    answer = fit(study, Asked(change="thresholds", hours=5.0))

    assert answer.proposed is not None
    assert [answer.situation.segments[i] for i in answer.proposed.segment] == ["A", "D", "not_rated", "D"]
    assert answer.proposed.total_hours == 5


def test_a_value_on_the_amount_is_high(base: Study) -> None:
    """K07: a customer exactly on a proposed threshold is graded above it, in the count and by the engine."""
    study = drawn(base, "classic", [(200.0, 300.0, 0.0, "Ida"), (199.99, 300.0, 0.0, "Ida")], [(1.0, 1.0, 0.0)] * 5, {})
    counted = Counted(situation(study, Asked()), None)
    outcome = counted.outcome((200.0, 300.0))

    assert [counted.situation.segments[i] for i in outcome.segment] == ["A", "B"]


@pytest.mark.parametrize("name", ["example", "adventureworks"])
@pytest.mark.parametrize("goal", ["smallest", "cover"])
def test_the_answer_is_the_best_of_all_pairs(request: pytest.FixtureRequest, name: str, goal: str) -> None:
    """Done when 2: on real customers every pair of amounts is tried by itself, and none that fits changes fewer customers, or covers more."""
    study = request.getfixturevalue(name)
    hours = float(round(study.plan.total_hours * 0.8))
    answer = fit(study, Asked(change="thresholds", goal=goal, hours=hours))
    frame, policies = study.customers, {policy.segment: policy for policy in study.plan.policies}
    rated = frame[frame["grade"].notna()]
    revenue, potential, old = (rated[column].to_numpy() for column in ("revenue", "potential", "grade"))
    value = rated[["headroom", "contribution"]].clip(lower=0).fillna(0).sum(axis=1).to_numpy()
    each = {letter: policy.hours for letter, policy in policies.items()}
    often = {letter: policy.meetings_per_year for letter, policy in policies.items()}
    base_hours = each["not_rated"] * int(frame["grade"].isna().sum())
    counted = Counted(answer.situation, None)
    letter_of = {(True, True): "A", (False, True): "B", (True, False): "C", (False, False): "D"}
    share = {new: np.array([min(1.0, often[new] / often[letter]) for letter in old]) for new in "ABCD"}
    best = np.inf
    rich = potential[None, :] >= np.array(counted.up.amounts)[:, None]
    for x in counted.across.amounts:
        masks = {letter: (rich == b) & ((revenue >= x) == a)[None, :] for (a, b), letter in letter_of.items()}
        needed = base_hours + sum(each[letter] * mask.sum(axis=1) for letter, mask in masks.items())
        if goal == "smallest":
            keys = sum((mask & (old != letter)).sum(axis=1) for letter, mask in masks.items())
        else:
            keys = -sum((value * share[letter] * mask).sum(axis=1) for letter, mask in masks.items())
        best = min(best, np.where(needed <= hours + 1e-9, keys, np.inf).min())

    assert answer.proposed is not None
    assert answer.proposed.total_hours <= hours
    if goal == "smallest":
        assert answer.proposed.moved == best
    else:
        stays = frame.loc[frame["grade"].isna(), ["headroom", "contribution"]].clip(lower=0).fillna(0).sum(axis=1).sum()
        assert float(answer.proposed.covered(("headroom", "contribution"))) / 100 == pytest.approx(stays - best)


@pytest.mark.parametrize("name", ["example", "adventureworks"])
def test_the_engine_grades_as_was_counted(request: pytest.FixtureRequest, name: str) -> None:
    """Grades by the chosen thresholds are those of the rule that grades the study, customer by customer."""
    study = request.getfixturevalue(name)
    answer = fit(study, Asked(change="thresholds", hours=float(round(study.plan.total_hours * 0.7))))
    assert answer.proposed is not None
    graded = rate(study.customers, with_cuts(study.grid, answer.proposed.cuts)).frame["grade"]
    counts = {segment: int((graded == segment).sum()) for segment in study.grid.letters}

    assert {
        segment: n for segment, n in zip(answer.situation.segments, answer.proposed.customers, strict=True) if segment != "not_rated"
    } == counts
    assert answer.changes


def test_each_of_the_reps_manages(adventureworks: Study) -> None:
    """S07: with every rep held to the own hours, no rep is above them, and no choice that keeps to that covers more."""
    asked = Asked(each_rep=True)
    answer = fit(adventureworks, asked)
    here, own = answer.situation, budget(answer.situation, asked)
    assert own is not None
    assert len(own.names) == 14
    assert answer.proposed is not None
    assert not answer.fits_today
    assert own.holds(answer.proposed.needed(here, own))

    counts = own.counts(here.segment, len(here.segments))
    worth = [int(here.value[here.segment == i].sum()) for i in range(len(here.segments))]
    best = -1.0
    for contacts in product(*(range(int(often) + 1) for often in here.contacts[:-1]), [here.contacts[-1]]):
        each = [float(rhythm.hours(Fraction(often))) for rhythm, often in zip(here.rhythms, contacts, strict=True)]
        if (counts @ each <= np.array([float(hours) for hours in own.hours]) + 1e-9).all():
            shares = [min(1.0, often / float(rhythm.wished)) for rhythm, often in zip(here.rhythms, contacts, strict=True)]
            best = max(best, sum(share * value for share, value in zip(shares, worth, strict=True)))
    assert float(answer.proposed.covered(here.measures)) == pytest.approx(best, rel=1e-9)


def test_an_open_threshold_is_refused(base: Study) -> None:
    """A threshold that could not be taken from any value has no place to be moved from."""
    study = replace(base, grid=settle(AbcdModel(), base.customers.head(0)))

    with pytest.raises(
        Exception, match=r"^SEG-D07: A threshold is still open, for there are no values to take it from. Write an amount under 'abcd'\.$"
    ):
        thresholds.Counted(situation(study, Asked()), None)
