"""The library of ready factors: whole in every language, and never louder than what a person wrote."""

import pytest

from segkit.rating.factors.checking import gaps
from segkit.rating.factors.library import LANGUAGES, completed, ready_factor, ready_keys
from segkit.rating.factors.measures import MEASURES
from segkit.rating.factors.settings import Factor, FactorTree

ASKED = {
    "sales_potential",
    "last_year_orders",
    "last_year_revenue",
    "opinion_leader",
    "adoption",
    "quality",
    "service_level",
    "time_consumption",
}


def test_the_factors_that_were_asked_for_are_there():
    """K25, S04: quality, service level, time; potential, last year's order, opinion leader, adoption ladder, among about twenty."""
    assert set(ready_keys()) >= ASKED
    assert len(ready_keys()) >= 20


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ready_keys())
def test_every_ready_factor_passes_the_gate_in_every_language(key: str, language: str):
    """K25, K35: with an owner and a weight, a ready factor lacks nothing."""
    leaf = ready_factor(key, language).model_copy(update={"weight_pct": 100.0})
    top = Factor(name="Top", definition="d", owner="Ida", weight_pct=100.0, factors=[leaf])

    assert gaps(FactorTree(factors=[top]), MEASURES) == ()


@pytest.mark.parametrize("key", ready_keys())
def test_each_language_has_words_of_its_own(key: str):
    """K25: a definition is written in five languages, not copied; five anchors that all differ."""
    factors = [ready_factor(key, language) for language in LANGUAGES]

    assert len({factor.definition for factor in factors}) == 5
    assert all(len(set(factor.anchors.values())) in {0, 5} for factor in factors)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_ready_factors_share_a_name(language: str):
    """K35: a tree may take any of them together."""
    names = [ready_factor(key, language).name.casefold() for key in ready_keys()]

    assert len(set(names)) == len(names)


def test_what_a_person_wrote_stands():
    """K25: the library fills in only what is left out."""
    own = Factor(name="Pace", ready="payment", points=[(10.0, 5.0), (20.0, 1.0)], weight_pct=30.0, anchors={})
    factor = completed(FactorTree(factors=[own]), "da").factors[0]

    assert (factor.name, factor.points, factor.weight_pct) == ("Pace", [(10.0, 5.0), (20.0, 1.0)], 30.0)
    assert (factor.column, factor.unit, factor.direction) == ("payment_days", "dage", "cost")


def test_one_anchor_of_one_s_own_is_kept_among_the_ready_ones():
    """K25: changing what a point means leaves the other points as they are."""
    factor = completed(FactorTree(factors=[Factor(ready="quality", anchors={3: "So-so"})]), "en").factors[0]

    assert factor.anchors[3] == "So-so"
    assert factor.anchors[5] == "Our standard is exactly what is needed; never a deviation, and the customer says so"


def test_a_measured_ready_factor_that_people_rate_takes_no_column():
    """K25: where somebody writes anchors, people rate it, and the library's column would contradict them."""
    factor = completed(FactorTree(factors=[Factor(ready="payment", anchors={1: "late"})]), "en").factors[0]

    assert (factor.column, factor.points, factor.anchors) == (None, [], {1: "late"})


def test_a_split_ready_factor_gets_its_words_only():
    """K25: what only a leaf has stays away from a factor that is split."""
    factor = completed(FactorTree(factors=[Factor(ready="quality", factors=[Factor(ready="complaints")])]), "sv").factors[0]

    assert (factor.name, factor.direction, factor.anchors) == ("Kvalitet", None, {})
    assert factor.factors[0].name == "Reklamationsbeteende"


def test_an_unknown_key_is_left_for_the_gate():
    """S04: a misspelt key fills in nothing."""
    factor = Factor(name="x", ready="qualty")

    assert completed(FactorTree(factors=[factor]), "en").factors[0] == factor
