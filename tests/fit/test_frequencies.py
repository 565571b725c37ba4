"""Frequencies fitted to hours: as good as every choice tried one by one, and never above the hours."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from fitted import every_frequency, letters, told, with_customers, with_policies
from hypothesis import given, settings
from hypothesis import strategies as st

import segkit
from segkit.errors import CommandError
from segkit.fit.asked import Asked
from segkit.fit.budget import Budget, team
from segkit.fit.fitting import fit
from segkit.fit.frequencies import best_frequencies, menus
from segkit.fit.situation import situation
from segkit.study import Study

AMOUNTS = st.one_of(st.none(), st.integers(0, 12).map(lambda n: n * 999.99))
CUSTOMERS = st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS, st.sampled_from(["Ida", "Bo", ""])), min_size=1, max_size=12)
POLICY = st.tuples(
    st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.0, 4.0]), st.sampled_from([0.25, 0.1, 1.5, 3.0]), st.sampled_from([0.0, 5.0, 20.0])
)
POLICIES = st.tuples(POLICY, POLICY, POLICY, POLICY, POLICY)
SHARE = st.fractions(0, 1, max_denominator=24)


def drawn(
    base: Study, rows: list[tuple[float | None, float | None, float | None, str]], policies: tuple[tuple[float, float, float], ...]
) -> Study:
    study = with_customers(base, rows)
    return with_policies(study, dict(zip(letters(study), policies, strict=True)))


@given(rows=CUSTOMERS, policies=POLICIES, shares=st.tuples(SHARE, SHARE), by_rep=st.booleans(), smallest=st.booleans(), more=st.booleans())
@settings(max_examples=60, deadline=None)
def test_small_fits_equal_brute_force(base, rows, policies, shares, by_rep, smallest, more) -> None:
    """N4: covered value, contacts changed and hours are those of the best of all choices, for the team and for each rep."""
    study = drawn(base, rows, policies)
    asked = Asked(at_least={"not_rated": 0.0}, up_to={"A": 5.0, "D": 4.0} if more else {})
    here = situation(study, asked)
    full = told(here, tuple(rhythm.wished for rhythm in here.rhythms))[2]
    whole = team(here, full.total_hours * shares[0])
    budget = whole
    if by_rep:
        owner = np.array([{"Ida": 0, "Bo": 1}.get(name, -1) for name in study.customers["owner"]])
        empty = Budget(("Ida", "Bo"), (Fraction(0), Fraction(0)), owner)
        budget = Budget(empty.names, tuple(need * share for need, share in zip(full.needed(here, empty), shares, strict=True)), owner)
    choices = menus(here, asked)
    expected = every_frequency(here, budget, choices)
    found = best_frequencies(here, budget, choices, smallest=smallest)

    assert (found is None) == (not expected)
    if found is not None:
        value, changed, comes_to = told(here, found)
        order = (lambda one: (one[1], -one[0])) if smallest else (lambda one: (-one[0], one[1]))
        best = min(expected, key=order)
        assert (value, changed) == best[:2]
        assert budget.holds(comes_to.needed(here, budget))


@given(rows=CUSTOMERS, policies=POLICIES, hours=st.integers(1, 200))
@settings(max_examples=25, deadline=None)
def test_more_hours_never_give_less(base, rows, policies, hours) -> None:
    """N4: along the frontier hours and covered value rise together, and no point needs more hours than it has."""
    study = drawn(base, [(1000.0, 3000.0, 500.0, "Ida"), *rows], policies)
    answer = fit(study, Asked(hours=float(hours), at_least={"not_rated": 0.0}, rep_hours=7.5))
    points = [(step.hours, step.best.covered(answer.situation.measures) if step.best else Fraction(-1)) for step in answer.steps]

    assert points == sorted(points)
    assert all(earlier[1] <= later[1] for earlier, later in pairwise(points))
    assert all(step.best is None or step.best.total_hours <= step.hours for step in answer.steps)


def test_the_last_minute_counts(base: Study) -> None:
    """Hours that are used up to the last minute fit; a third of a minute less, and the solver's tolerance lets nothing through."""
    study = with_policies(with_customers(base, [(2000.0, 9000.0, 100.0, "Ida")] * 3), dict.fromkeys(letters(base), (6.0, 1.1, 20.0)))
    here = situation(study, Asked())
    needed = 3 * (6 * Fraction(11, 10) + Fraction(1, 3))
    choices = menus(here, Asked())
    just, short = (best_frequencies(here, team(here, hours), choices) for hours in (needed, needed - Fraction(1, 180)))

    assert just is not None
    assert just[0] == 6
    assert short is not None
    assert short[0] == 5


def test_what_is_kept_is_kept(base: Study) -> None:
    """K16: a segment keeps the contacts it was promised, and customers that are not rated keep today's unless they are let go."""
    rows = [(2000.0, 9000.0, 100.0, "Ida"), (10.0, 20.0, 1.0, "Ida"), (5.0, None, 1.0, "Bo")]
    study = with_policies(with_customers(base, rows), dict.fromkeys(letters(base), (4.0, 1.0, 0.0)))
    asked = (Asked(hours=7.0), Asked(hours=7.0, at_least={"D": 2.0}), Asked(hours=7.0, at_least={"not_rated": 0.0}), Asked(hours=3.0))
    answers = [fit(study, one) for one in asked]
    contacts = [
        {segment: int(often) for segment, often in zip(letters(study), answer.proposed.contacts, strict=True)} if answer.proposed else None
        for answer in answers
    ]

    assert contacts[0] == {"A": 3, "B": 4, "C": 4, "D": 0, "not_rated": 4}
    assert contacts[1] == {"A": 1, "B": 4, "C": 4, "D": 2, "not_rated": 4}
    assert contacts[2] == {"A": 4, "B": 4, "C": 4, "D": 3, "not_rated": 0}
    assert contacts[3] is None
    assert answers[3].lacking() == {"": 1}


def test_nothing_known_is_nothing_to_weigh(base: Study) -> None:
    """Without any potential or cost there is no value; the smallest change needs none."""
    study = with_policies(with_customers(base, [(5.0, None, None, "Ida")]), dict.fromkeys(letters(base), (4.0, 1.0, 0.0)))

    with pytest.raises(segkit.SegkitError) as refused:
        fit(study, Asked(hours=3.0, at_least={"not_rated": 0.0}))
    assert str(refused.value) == (
        "SEG-D07: The headroom and contribution of no customer is known, so there is nothing to weigh one choice against another by. "
        "Take in potentials or costs, or ask for the smallest change: --smallest"
    )
    smallest = fit(study, Asked(hours=3.0, goal="smallest", at_least={"not_rated": 0.0})).proposed
    assert smallest is not None
    assert smallest.contacts[-1] == 3


def test_unknown_is_in_neither_the_part_nor_the_whole(base: Study) -> None:
    """A customer whose headroom is unknown changes no share; one of whom nothing is known is counted apart."""
    known = [(2000.0, 9000.0, 100.0, "Ida")]
    policies = dict.fromkeys(letters(base), (4.0, 1.0, 0.0))
    here = situation(with_policies(with_customers(base, [*known, (None, None, 5.0, "Bo"), (7.0, None, 2.0, "Bo")]), policies), Asked())

    assert here.unknown == {"headroom": 2, "contribution": 1, "": 1}
    assert [int(n) for n in here.headroom] == [700_000, 0, 0]
    assert [int(n) for n in here.contribution] == [190_000, 0, 500]


def test_each_rep_needs_everyones_hours(base: Study) -> None:
    """Whose hours are not known is named, with where to write them."""
    with pytest.raises(CommandError) as refused:
        fit(base, Asked(each_rep=True))
    assert str(refused.value) == (
        "SEG-P01: --each-rep needs the hours of every sales rep who has customers, but engagement.yaml has none of Bo, Ida. "
        "Give them under 'reps' of 'capacity', such as - {name: Ida Holm, hours: 550}, or leave out --each-rep."
    )
