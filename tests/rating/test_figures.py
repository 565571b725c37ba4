"""The figures that measured leaves read: growth, shares, hours, cases and years, each unknown where its parts are."""

import datetime as dt

import numpy as np
import pandas as pd
from cost_books import FREIGHT, VISITS, YEAR, customers, model, records

from segkit.rating.contribution import true_contribution
from segkit.rating.figures import figures

DAY = dt.date(2026, 8, 31)
CASES = {"name": "Sager", "step": "service", "kinds": ["Sag"], "ledger": 4000.0, "practical_hours": 10.0}


def measured(given: pd.DataFrame, spent: pd.DataFrame, *elements: dict[str, object]) -> pd.DataFrame:
    """The figures of customers whose records are priced by the elements."""
    return figures(given, true_contribution(given, spent, model(*elements), YEAR), DAY)


def test_growth_is_a_share_of_the_revenue_before_and_unknown_without_one():
    """K29: a customer who bought nothing the year before has no growth, and one who buys less a negative one."""
    given = customers({"revenue": 120.0, "cost": 0.0}, {"revenue": 50.0, "cost": 0.0}, {"revenue": 70.0, "cost": 0.0})
    found = measured(given.assign(revenue_before=[100.0, 200.0, 0.0]), records())

    np.testing.assert_array_equal(found["revenue_growth"], [0.2, -0.75, np.nan])


def test_shares_are_per_cent_of_a_revenue_above_0():
    """K29, K33: contribution I and true contribution, both in per cent; no share of a revenue of 0."""
    given = customers({"revenue": 1000.0, "cost": 600.0}, {"revenue": 0.0, "cost": 10.0}).assign(contribution=[400.0, -10.0])
    found = measured(given, records(("K1", "Fragt", None, "100.00")), FREIGHT)

    np.testing.assert_array_equal(found["contribution_pct"], [40.0, np.nan])
    np.testing.assert_array_equal(found["true_contribution_pct"], [30.0, np.nan])


def test_hours_are_unknown_where_nobody_writes_them_down():
    """K34: 0 hours is what a time record says; without time records nothing is known."""
    given = customers({"revenue": 1000.0, "cost": 0.0}, {"revenue": 1000.0, "cost": 0.0})

    assert measured(given, records(("K1", "Fragt", None, "5.00")), FREIGHT)["hours"].isna().all()
    assert measured(given, records(("K1", "Besøg", "1.5", None)), VISITS)["hours"].tolist() == [1.5, 0.0]


def test_cases_are_those_of_the_files_else_the_records_of_service():
    """K29: what the client counts comes first; visits are no cases."""
    given = customers({"revenue": 1000.0, "cost": 0.0}, {"revenue": 1000.0, "cost": 0.0})
    spent = records(("K1", "Sag", "0.5", None), ("K1", "Sag", "1", None), ("K2", "Besøg", "2", None))

    assert measured(given, spent, CASES, VISITS)["cases"].tolist() == [2.0, 0.0]
    np.testing.assert_array_equal(measured(given.assign(support_cases=[7.0, None]), spent, CASES, VISITS)["cases"], [7.0, np.nan])
    assert measured(given, records(("K1", "Besøg", "2", None)), VISITS)["cases"].isna().all()


def test_years_count_from_a_day_or_the_middle_of_a_year_in_halves():
    """K29: a day to come is no time as a customer."""
    given = customers(*({"revenue": 1.0, "cost": 0.0} for _ in range(5)))
    found = measured(given.assign(customer_since=["2016", "2025-02-28", "2027-01-01", None, ""]), records())

    np.testing.assert_array_equal(found["years_as_customer"], [10.0, 1.5, np.nan, np.nan, np.nan])
