"""True contribution: the ladder step by step, its rates, and the accounts that add up to the øre."""

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from cost_books import CREDIT, FREIGHT, ORDERS, VISITS, YEAR, customers, model, records

from segkit.errors import EngagementError
from segkit.rating.contribution import Account, CostElement, true_contribution


def pool(hours: float, **more: Any) -> CostElement:
    return CostElement(name="Pool", step="service", kinds=["Sag"], ledger=240000.0, theoretical_hours=hours, **more)


@pytest.mark.parametrize(("practical", "rate"), [(10400.0, "23.08"), (8500.0, "28.24"), (6000.0, "40.00")])
def test_an_hour_costs_the_pool_over_its_practical_hours(practical: float, rate: str):
    """K33: 240,000 over 10,400, 8,500 and 6,000 hours is 23.08, 28.24 and 40.00 an hour."""
    element = CostElement(name="Pool", step="service", kinds=["Sag"], ledger=240000.0, practical_hours=practical)

    assert f"{float(element.cost_rate):.2f}" == rate


def test_practical_hours_are_a_share_of_those_paid_for():
    """N8: 10,000 hours paid for are 8,500 practical ones where nothing is said, and 8,000 at a share of 0.80."""
    assert (pool(10000.0).practical, pool(10000.0, practical_share=0.80).practical) == (Decimal(8500), Decimal(8000))


def test_a_call_of_twelve_minutes_costs_24():
    """K33: 48,000 for 24,000 minutes is 2 a minute, and a call of 12 minutes costs 24."""
    calls = {
        "name": "Telefon",
        "step": "service",
        "kinds": ["Opkald"],
        "minutes": {"Opkald": 12.0},
        "ledger": 48000.0,
        "practical_hours": 400.0,
    }
    result = true_contribution(customers({"revenue": 100.0, "cost": 10.0}), records(("K1", "Opkald", None, None)), model(calls), YEAR)

    assert result.element_cost.loc[0, "Telefon"] == 24.0
    assert result.frame.loc[0, "true_contribution"] == 66.0


def test_an_amount_without_hours_takes_no_time():
    """K33: what a visit cost in travel is no second visit of the usual length."""
    calls = {"name": "Tid", "step": "sales", "kinds": ["Opkald"], "minutes": {"Opkald": 12.0}, "ledger": 48000.0, "practical_hours": 400.0}
    fees = {"name": "Gebyr", "step": "service", "kinds": ["Opkald"]}
    lines = records(("K1", "Opkald", None, None), ("K1", "Opkald", None, "30"))

    result = true_contribution(customers({"revenue": 100.0, "cost": 10.0}), lines, model(calls, fees), YEAR)

    assert result.frame.loc[0, ["sales", "service"]].tolist() == [24.0, 30.0]


def test_every_step_of_the_ladder():
    """K33: contribution I, II, III and true contribution take off, in turn, direct cost, freight, sales time, orders and credit."""
    one = customers({"revenue": 10000.0, "cost": 6000.0, "orders": 5.0, "payment_days": 73.0})
    paid = records(("K1", "Fragt", None, "250.50"), ("K1", "Besøg", "1.5", None), ("K1", "besøg ", "0.5", None))

    row = true_contribution(one, paid, model(FREIGHT, VISITS, ORDERS, CREDIT), YEAR).frame.loc[0]

    assert [row[name] for name in ("db1", "db2", "db3", "administration", "credit", "true_contribution")] == [
        4000.0, 3749.5, 2749.5, 120.0, 160.0, 2469.5,
    ]  # fmt: skip
    assert (row["true_share"], row["hours"], row["per_hour"]) == (0.24695, 3.0, 1196.5)  # (2469.5 + 1000 + 120) / 3


def test_an_unknown_direct_cost_is_no_contribution_and_still_carries_costs():
    """K33: who has no known direct cost has no contribution, neither 0 nor low, and his hours count in the accounts."""
    both = customers({"revenue": 10000.0, "cost": 6000.0}, {"revenue": 9000.0, "cost": None})

    result = true_contribution(both, records(("K1", "Besøg", "2", None), ("K2", "Besøg", "4", None)), model(VISITS), YEAR)

    assert result.frame[["db1", "db2", "db3", "true_contribution", "true_share", "per_hour"]].loc[1].isna().all()
    assert (result.frame.loc[1, "missing"], result.frame.loc[0, "missing"]) == (("cost",), ())
    assert (result.accounts[2].customers, result.accounts[1].unknown) == (Decimal("3000.00"), 1)


def test_interest_is_reckoned_on_receivables_else_on_days_until_payment():
    """K33: 8% on 10,000 for half a year, on 20,000 paid after 73 days, nothing on nothing bought; unknown where nothing is said."""
    each = customers(
        {"revenue": 20000.0, "cost": 0.0, "receivables": 10000.0, "payment_days": 73.0},
        {"revenue": 20000.0, "cost": 0.0, "payment_days": 73.0},
        {"revenue": 0.0, "cost": 0.0},
        {"revenue": 20000.0, "cost": 0.0},
    )

    frame = true_contribution(each, records(), model(CREDIT), 182).frame

    assert frame["credit"].tolist()[:3] == [398.90, 320.0, 0.0]
    assert np.isnan(frame.loc[3, "credit"])
    assert np.isnan(frame.loc[3, "true_contribution"])
    assert frame.loc[3, "missing"] == ("credit",)


def test_hours_times_rate_are_rounded_half_up():
    """K33: an hour and a half at 28.17 is 42.255, which is 42.26; a correction of the same hours is as much less."""
    time = {"name": "Tid", "step": "sales", "kinds": ["Tid"], "ledger": 2817.0, "practical_hours": 100.0}
    two = customers({"revenue": 0.0, "cost": 0.0}, {"revenue": 0.0, "cost": 0.0})

    result = true_contribution(two, records(("K1", "Tid", "1.5", None), ("K2", "Tid", "-1.5", None)), model(time), YEAR)

    assert result.frame["sales"].tolist() == [42.26, -42.26]


def test_the_accounts_say_what_customers_nobody_and_unused_hours_cost():
    """N8: ledger 100,000 = 5,000 on customers + 1,000 of nobody and of an unknown customer + 94,000 of unused hours."""
    time = records(("K1", "Besøg", "10", None), (None, "Besøg", "1", None), ("K9", "Besøg", "1", None))
    account = true_contribution(customers({"revenue": 1.0, "cost": 0.0}), time, model(VISITS), YEAR).accounts[2]

    assert (account.ledger, account.customers, account.of_nobody, account.unused) == tuple(
        map(Decimal, ("100000", "5000", "1000", "94000"))
    )
    assert account.pool is not None
    assert (account.pool.customers, account.pool.of_nobody, account.pool.unused) == (10.0, 2.0, 188.0)
    assert (account.rows, account.rows_of_nobody) == (3, 2)


def test_overtime_is_unused_capacity_below_0():
    """N8: 210 hours of 200 practical ones leave -10 hours and -5,000."""
    account = true_contribution(
        customers({"revenue": 1.0, "cost": 0.0}), records(("K1", "Besøg", "210", None)), model(VISITS), YEAR
    ).accounts[2]

    assert account.pool is not None
    assert (account.unused, account.pool.unused) == (Decimal(-5000), -10.0)


def test_amounts_beyond_the_records_stay_unallocated():
    """K33: of 655 by the accounts the records give 600; 55 is allocated to nobody. Without the accounts' figure nothing can be left over."""
    freight = records(("K1", "Fragt", None, "500"), (None, "Fragt", None, "100"))
    one = customers({"revenue": 1.0, "cost": 0.0})

    told = true_contribution(one, freight, model(FREIGHT | {"ledger": 655.0}), YEAR).accounts[2]
    own = true_contribution(one, freight, model(FREIGHT), YEAR).accounts[2]

    assert (told.customers, told.of_nobody, told.beyond, told.unallocated) == tuple(map(Decimal, (500, 100, 55, 155)))
    assert (own.ledger, own.beyond, own.source) == (Decimal(600), Decimal(0), "records")


def test_an_account_that_does_not_add_up_cannot_exist():
    """K33: an account a øre off is refused."""
    with pytest.raises(AssertionError) as refused:
        Account("Fragt", "freight", "accounts", Decimal("10.00"), Decimal("9.99"))

    assert str(refused.value) == "Fragt: the ledger has 10.00, 9.99 is accounted for"


def test_a_kind_that_no_record_has_is_refused():
    """K33: a kind written otherwise than in the files would make every customer's time 0, so it is refused with the likely name."""
    with pytest.raises(EngagementError) as refused:
        true_contribution(customers({"revenue": 1.0, "cost": 0.0}), records(("K1", "Besoeg", "1", None)), model(VISITS), YEAR)

    assert list(refused.value.problems) == [
        "engagement.yaml, 'contribution': 'Sælgernes tid' counts records of the kinds Besøg, but no record of the period has any of them. "
        "Did you mean 'Besoeg'? Correct 'kinds', or take the cost out."
    ]


def test_credit_and_orders_that_no_file_knows_are_refused():
    """K33: interest without receivables or payment days, and time per order without orders, are refused."""
    one = customers({"revenue": 1.0, "cost": 0.0, "orders": None})

    with pytest.raises(EngagementError, match="'Kredit' is interest on what customers owe, but no file gives"):
        true_contribution(one, records(), model(CREDIT), YEAR)
    with pytest.raises(EngagementError, match="'Ordrer' takes time for every order, but no file says how many"):
        true_contribution(one, records(), model(ORDERS), YEAR)


def test_an_unknown_number_of_orders_is_not_0_orders():
    """K33: without a number of orders their cost and true contribution are unknown."""
    two = customers({"revenue": 1.0, "cost": 0.0, "orders": 1.0}, {"revenue": 1.0, "cost": 0.0, "orders": None})

    frame = true_contribution(two, records(), model(ORDERS), YEAR).frame

    assert frame.loc[1, "missing"] == ("orders",)
    assert frame["administration"].tolist()[0] == 24.0
    assert np.isnan(frame.loc[1, "true_contribution"])


def test_no_customers_at_all():
    """K33: without customers there is nobody's cost and the rest."""
    result = true_contribution(customers(), records((None, "Besøg", "2", None)), model(VISITS, ORDERS), YEAR)

    assert (len(result.frame), result.accounts[2].of_nobody, result.accounts[3].unused) == (0, Decimal(1000), Decimal(48000))
    assert isinstance(result.by_kind, pd.DataFrame)
