"""The Deep Dive of the example: rating, true contribution and lists from the client's files, and how they hang together."""

from decimal import Decimal

import numpy as np
import pandas as pd

from segkit.example.company import example_company
from segkit.study import Study

MILLIONTHS = 10**6


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
    """K33: hours, records and amounts per customer and kind as the company's own tables add them up; a record without hours has its minutes."""
    assert deep.deep is not None
    truth = example_company().truth.effort
    assert truth is not None
    contribution, numbers = deep.deep.contribution, deep.customers["customer_id"].tolist()
    found = {(numbers[row.position], row.kind): row for row in contribution.by_kind.itertuples(index=False) if row.kind != "orders"}
    default = {kind: Decimal(str(minutes)) for element in contribution.model.elements for kind, minutes in element.minutes.items()}

    assert set(found) == {piece for piece in (*truth.hours, *truth.amounts) if piece[0] in set(numbers)}
    for piece, row in found.items():
        quantity = Decimal(int(row.quantity)) / MILLIONTHS
        if piece in truth.amounts:
            assert quantity == truth.amounts[piece], piece
        else:
            without, rest = divmod(quantity - 60 * truth.hours[piece], default.get(piece[1], Decimal(10**9)))
            assert row.records == truth.cases[piece], piece
            assert rest == 0, piece
            assert 0 <= without <= row.records, piece


def test_the_time_thieves_that_the_example_hides_are_found(deep: Study):
    """K34: whoever was made to eat time stands among the thieves or the customers to change."""
    assert deep.deep is not None
    truth = example_company().truth.effort
    assert truth is not None
    planted = set(truth.planted.thieves) & set(deep.customers["customer_id"])

    assert planted
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


def test_who_is_to_be_changed_is_built_on_under_no_weights(deep: Study):
    """K31, N6: a customer to change has no share of the weightings in which it would stand among those to build on."""
    assert deep.deep is not None
    worst = deep.customers["customer_id"].isin(deep.deep.lists.worst["customer_id"]).to_numpy()
    growing = (deep.deep.customers["growth"] > 0).to_numpy()

    assert (worst & growing).any()
    assert np.isnan(deep.deep.stays.share[worst]).all()
    assert not deep.deep.stays.today[worst].any()
