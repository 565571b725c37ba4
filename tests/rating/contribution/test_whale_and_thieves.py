"""The whale curve and the time thieves, by hand and on the edges."""

from decimal import Decimal

import numpy as np
from cost_books import VISITS, YEAR, customers, model, records
from hypothesis import given
from hypothesis import strategies as st

from segkit.rating.contribution import TrueContribution, true_contribution
from segkit.rating.contribution.groups import by_group
from segkit.rating.contribution.levers import cost_levers
from segkit.rating.contribution.thieves import average_rate, released, thieves
from segkit.rating.contribution.whale import whale

NOTHING = model()


def leaving(*amounts: float | None) -> TrueContribution:
    """Customers who leave these amounts."""
    return true_contribution(
        customers(*({"revenue": 1000.0, "cost": None if a is None else 1000 - a} for a in amounts)), records(), NOTHING, YEAR
    )


def with_visits(*rows: tuple[float, float, str]) -> TrueContribution:
    """Customers by revenue, direct cost and hours of visits, which cost 500 each."""
    lines = records(
        *((f"K{n}", "Besøg", hours, None) for n, (_, _, hours) in enumerate(rows, start=1) if hours != "0"), (None, "Besøg", "1", None)
    )
    return true_contribution(customers(*({"revenue": revenue, "cost": cost} for revenue, cost, _ in rows)), lines, model(VISITS), YEAR)


def test_a_fifth_brings_140_percent_and_another_fifth_takes_40():
    """N8: 2 of 10 customers bring 140% of the total, 6 bring nothing, and the last 2 erode 40%."""
    curve = whale(leaving(0, 70, 0, -20, 0, 0, 70, 0, -20, 0))

    assert (curve.peak_share, curve.peak_at, curve.eroded_share) == (1.4, 0.2, 0.4)
    assert (curve.total, curve.peak, curve.eroded, curve.losing) == (100.0, 140.0, 40.0, 2)
    assert curve.frame["customer_id"].tolist() == ["K2", "K7", "K1", "K10", "K3", "K5", "K6", "K8", "K4", "K9"]
    assert curve.frame["cumulative_share"].iloc[-1] == 1.0


def test_a_total_of_nothing_or_less_has_amounts_and_no_shares():
    """N8: where the customers together lose, percentages would mislead; the amounts stand."""
    curve = whale(leaving(50, -80))

    assert (curve.peak_share, curve.eroded_share, curve.peak, curve.eroded, curve.total) == (None, None, 50.0, 80.0, -30.0)
    assert curve.frame["cumulative_share"].isna().all()


def test_unknown_customers_are_left_out_and_counted():
    """N8: a customer of unknown direct cost is not on the curve."""
    curve = whale(leaving(50, None))

    assert (curve.frame["customer_id"].tolist(), curve.unknown, curve.peak_at) == (["K1"], 1, 1.0)


def test_nobody_at_all_has_a_curve_of_nothing():
    """N8: without customers all amounts are 0 and there is no share."""
    curve = whale(leaving())

    assert (curve.total, curve.peak, curve.peak_at, curve.peak_share) == (0.0, 0.0, None, None)


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=30))
def test_the_curve_ends_at_the_total_and_peaks_before_the_first_loss(ore: list[int]):
    """N8: in any company the curve ends at the sum, exactly, and nothing is higher than its peak."""
    curve = whale(leaving(*(amount / 100 for amount in ore)))

    assert Decimal(str(curve.total)) == sum((Decimal(amount) / 100 for amount in ore), Decimal(0))
    assert curve.peak == max(0.0, curve.frame["cumulative"].max())
    assert curve.frame["cumulative"].iloc[-1] == curve.total


def test_a_time_thief_takes_more_than_twice_its_share():
    """K64: half of the hours and a quarter of the contribution is exactly twice, and no thief; a øre less contribution makes one."""
    exactly = with_visits((2400.0, 0.0, "3"), (2700.0, 0.0, "0"), (1500.0, 0.0, "3"))
    low = with_visits((2399.99, 0.0, "3"), (2700.0, 0.0, "0"), (1500.0, 0.0, "3"))

    assert exactly.frame["true_contribution"].tolist() == [900.0, 2700.0, 0.0]
    assert thieves(exactly).frame["customer_id"].tolist() == ["K3"]
    assert thieves(low).frame["customer_id"].tolist() == ["K3", "K1"]
    row = thieves(low).frame.loc[1]
    assert (row["hours"], row["hours_share"], row["true_contribution"], row["left_per_hour"]) == (3.0, 0.5, 899.99, 300.0)


def test_a_thief_leaves_less_an_hour_than_it_costs():
    """K64: more than twice the share alone is not enough: who leaves as much an hour as the hour costs, 500, is none."""
    enough = with_visits((3000.0, 0.0, "3"), (99000.0, 0.0, "3"))
    less = with_visits((2999.0, 0.0, "3"), (99000.0, 0.0, "3"))

    assert (thieves(enough).rate, enough.frame.loc[0, "true_contribution"]) == (500.0, 1500.0)
    assert thieves(enough).frame.empty
    assert thieves(less).frame["customer_id"].tolist() == ["K1"]


def test_a_loss_that_takes_hours_is_a_thief():
    """K64: a contribution of 0 or less with hours is a thief, one without hours is not; most hours first, then the lower contribution."""
    found = thieves(with_visits((1000.0, 500.0, "1"), (0.0, 900.0, "0"), (0.0, 200.0, "1"), (0.0, 0.0, "7"), (90000.0, 0.0, "2"))).frame

    assert found["customer_id"].tolist() == ["K4", "K3", "K1"]
    assert found["ratio"].isna().all()


def test_where_all_together_lose_those_who_bring_nothing_are_thieves():
    """K64: shares of a loss say nothing; a customer who leaves 0 or less for its hours is a thief, one who leaves something is none."""
    found = thieves(with_visits((1000.0, 500.0, "1"), (0.0, 900.0, "1"), (1000.0, 499.99, "1"))).frame

    assert found["customer_id"].tolist() == ["K2", "K1"]


def test_who_is_unknown_is_no_thief():
    """K64: hours without a known contribution are not called theft."""
    lines = records(("K1", "Besøg", "9", None))

    assert thieves(true_contribution(customers({"revenue": 1.0, "cost": None}), lines, model(VISITS), YEAR)).frame.empty


def test_the_average_hour_is_weighted_by_hours():
    """K64: 3 hours at 500 and 1 hour at 100 are 400 an hour; without hours there is no rate."""
    cheap = {"name": "Sager", "step": "service", "kinds": ["Sag"], "ledger": 1000.0, "practical_hours": 10.0}
    lines = records(("K1", "Besøg", "3", None), ("K1", "Sag", "1", None))

    assert average_rate(true_contribution(customers({"revenue": 1.0, "cost": 0.0}), lines, model(VISITS, cheap), YEAR)) == 400.0
    assert np.isnan(average_rate(leaving(1.0)))


def test_hours_are_released_down_to_the_policy():
    """K64: 12 hours against 8 free 4; 5 against 8 free none; without a policy it is unknown."""
    free = released(np.array([12.0, 5.0, 3.0]), np.array([8.0, 8.0, np.nan]))

    assert free.tolist()[:2] == [4.0, 0.0]
    assert np.isnan(free[2])


def test_the_largest_step_of_each_customer():
    """K34: one visit of 2 hours saves 1,000 and a tenth of 24 hours 1,200; a service case of 300 less than either."""
    case = {"name": "Sager", "step": "service", "kinds": ["Sag"]}
    lines = [("K1", "Besøg", "2", None)] * 12 + [("K2", "Besøg", "2", None)] * 2 + [("K3", "Sag", None, "300"), ("K2", "Sag", None, "300")]
    result = true_contribution(
        customers(*({"revenue": 9000.0, "cost": 0.0},) * 4), records(*lines), model(VISITS, case), YEAR
    )  # fmt: skip

    assert cost_levers(result).to_numpy().tolist() == [
        ["K1", "time", "Sælgernes tid", "", 1200.0],
        ["K2", "service", "Sælgernes tid", "Besøg", 1000.0],
        ["K3", "service", "Sager", "Sag", 300.0],
    ]


def test_costs_by_group():
    """G24: what a cost and its hours were with each segment, beside what the segment leaves; who is in none is left out."""
    result = with_visits((1000.0, 100.0, "1"), (3000.0, 100.0, "2"), (5000.0, 100.0, "0"))
    table = by_group(result, result.frame.set_index("customer_id").assign(segment=["A", "A", None])["segment"])

    assert table.loc["A"].to_dict() == {
        "customers": 2, "unknown": 0, "revenue": 4000.0, "cost: Sælgernes tid": 1500.0, "hours": 3.0, "true_contribution": 2300.0,
    }  # fmt: skip
    assert table.index.tolist() == ["A"]
