"""The Deep Dive of the example: rating, true contribution and lists from the client's files, and how they hang together."""

import numpy as np
import pandas as pd

from segkit.example.company import example_company
from segkit.study import Study


def test_the_deep_dive_has_a_row_per_customer_of_the_study(deep: Study):
    """K30, K33: every frame stands in the order of the study's customers."""
    assert deep.deep is not None
    numbers = deep.customers["customer_id"].tolist()

    for frame in (deep.deep.customers, deep.deep.figures, deep.deep.contribution.frame):
        assert frame["customer_id"].tolist() == numbers
    assert deep.deep.scores.customers.tolist() == numbers


def test_the_accounts_of_the_example_add_up_to_the_oere(deep: Study):
    """N8: what customers carry, what is nobody's and what was not used is the ledger, and revenue is the revenue of the study."""
    assert deep.deep is not None
    for account in deep.deep.contribution.accounts:
        assert account.customers + account.of_nobody + account.beyond + account.unused == account.ledger
        column = deep.deep.contribution.element_cost.get(account.name)
        if column is not None:
            assert round(float(column.sum()), 2) == float(account.customers)
    assert float(deep.deep.contribution.accounts[0].ledger) == round(float(deep.customers["revenue"].sum()), 2)


def test_hours_and_costs_are_those_that_the_example_was_made_from(deep: Study):
    """K33: visits, calls, freight and bonus per customer as the company's own tables count them."""
    assert deep.deep is not None
    truth = example_company().truth.effort
    assert truth is not None
    by_kind = deep.deep.contribution.by_kind
    known = set(deep.customers["customer_id"])
    planted = {number for number in truth.planted.thieves if number in known}

    assert len(by_kind) > 0
    assert planted <= set(deep.deep.thieves.frame["customer_id"]) | set(deep.deep.lists.worst["customer_id"])


def test_the_ratings_of_three_reps_arrive(deep: Study):
    """K26, K29: everybody who was rated has points, and the unrated are not rated low."""
    assert deep.deep is not None
    customers = deep.deep.customers
    unrated = customers["rating_class"].isna()

    assert deep.deep.raters.compared > 0
    assert 0 < unrated.sum() < 40
    assert customers.loc[unrated, "score"].isna().all()
    assert set(customers.loc[unrated, "not_rated_because"]) <= {"too_little_known", "nothing_known"}


def test_growth_is_of_the_headroom_and_the_rating(deep: Study):
    """K31, K63: a quarter of the headroom times the place on the scale, to the øre; targets follow from it."""
    assert deep.deep is not None
    best = deep.deep.lists.best
    expected = 0.25 * best["headroom"] * (best["score"] - 1) / 4

    np.testing.assert_allclose(best["growth"], expected, atol=0.006)
    np.testing.assert_allclose(best["target_revenue"], best["revenue"] + best["growth"], atol=0.006)
    assert best["growth"].is_monotonic_decreasing


def test_nobody_is_to_be_built_on_and_changed(deep: Study):
    """K32: the lists share nobody, and who is to be changed lies below the target."""
    assert deep.deep is not None
    lists = deep.deep.lists

    assert len(lists.best) == len(lists.worst) == 50
    assert not set(lists.best["customer_id"]) & set(lists.worst["customer_id"])
    assert lists.worst["below_target"].all()
    assert pd.Series(lists.worst["true_contribution"]).is_monotonic_increasing


def test_a_basic_engagement_has_no_deep_dive(example: Study):
    """K01: the Basic package stays what it is."""
    assert example.deep is None
