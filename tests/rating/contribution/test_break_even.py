"""Break-even: what is said to suffice suffices when the ladder is reckoned again, and one step less does not."""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pandas as pd
from cost_books import CREDIT, FREIGHT, ORDERS, VISITS, YEAR, customers, model, records
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.rating.contribution import CostModel, TrueContribution, true_contribution
from segkit.rating.contribution.break_even import Both, BreakEven, Fewer, break_even
from segkit.rating.contribution.target import short_of_target

MODEL = model(FREIGHT, VISITS | {"kinds": ["Besøg", "Telefon"]}, ORDERS, CREDIT)
UNITS = {"Fragt": Decimal(1), "Besøg": Decimal(1), "Telefon": Decimal(1)}

money = st.integers(0, 3_000_000).map(lambda ore: ore / 100)
each_customer = st.fixed_dictionaries({
    "revenue": money,
    "cost": st.one_of(st.none(), money),
    "orders": st.integers(0, 40).map(float),
    "payment_days": st.integers(0, 120).map(float),
    "receivables": st.one_of(st.none(), money),
})  # fmt: skip
quarters = st.integers(1, 40).map(lambda n: str(Decimal(n) / 4))
amounts = st.integers(1, 90_000).map(lambda ore: str(Decimal(ore) / 100))
each_record = st.one_of(
    st.tuples(st.sampled_from(["K1", "K2", "K3"]), st.sampled_from(["Besøg", "Telefon"]), quarters, st.none()),
    st.tuples(st.sampled_from(["K1", "K2", "K3"]), st.just("Fragt"), st.none(), amounts),
)
OF_NOBODY = ((None, "Besøg", "1", None), (None, "Fragt", None, "1"))
ONE_OF_EACH = {"element": "", "unit": "records"}


def short(table: pd.DataFrame, costs: pd.DataFrame, customer: str, rule: CostModel = MODEL) -> float:
    """What the customer is short of the target, by the ladder itself."""
    result = true_contribution(table, costs, rule, YEAR)
    return float(short_of_target(result)[list(result.frame["customer_id"]).index(customer)])


def dearer(table: pd.DataFrame, customer: str, permille: int) -> pd.DataFrame:
    raised = table["revenue"].map(
        lambda amount: float((Decimal(str(amount)) * (1000 + permille) / 1000 + Decimal("1e-9")).quantize(Decimal("0.01")))
    )
    return table.assign(revenue=table["revenue"].where(table["customer_id"] != customer, raised))


def with_less(table: pd.DataFrame, costs: pd.DataFrame, customer: str, way: Fewer, then: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The customers and records in which the customer has so many records of the kind, or hours of the cost, at its own average."""
    if way.kind == "orders":
        return table.assign(orders=table["orders"].where(table["customer_id"] != customer, then)), costs
    element = next(element for element in MODEL.elements if element.name == way.element)
    kinds = element.kinds if way.unit == "hours" else [way.kind]
    gone = (costs["customer_id"] == customer) & costs["kind"].isin(kinds)
    column = "hours" if element.basis == "time" else "amount"
    sum_of = sum(costs.loc[gone, column], Decimal(0))
    stays = Decimal(str(then)) if way.unit == "hours" else sum_of * Decimal(int(then)) / int(gone.sum())
    row = (customer, kinds[0], str(stays), None) if column == "hours" else (customer, kinds[0], None, str(stays))
    return table, pd.concat([costs[~gone], records(row)], ignore_index=True)


def one_less(way: Fewer) -> float:
    """One record or a quarter of an hour more than what still suffices."""
    return way.then + 1 if way.unit == "records" else min(way.then + 0.25, way.now)


@given(rows=st.lists(each_customer, min_size=3, max_size=3), lines=st.lists(each_record, max_size=25))
@settings(max_examples=40, deadline=None)
def test_a_price_rise_suffices_and_a_tenth_of_a_per_cent_less_does_not(rows: Sequence[dict[str, float]], lines: Sequence[tuple[str, ...]]):
    """N8: reckoned again by the ladder, the rise reaches the target and a rise 0.1 points smaller does not."""
    table, costs = customers(*rows), records(*OF_NOBODY, *lines)
    if table["payment_days"].isna().all():
        return
    for way in break_even(true_contribution(table, costs, MODEL, YEAR)):
        permille = None if way.price_pct is None else round(way.price_pct * 10)
        if permille is not None:
            assert short(dearer(table, way.customer_id, permille), costs, way.customer_id) <= 0
            assert short(dearer(table, way.customer_id, permille - 1), costs, way.customer_id) > 0
        else:
            assert short(dearer(table, way.customer_id, 10_000), costs, way.customer_id) > 0


@given(rows=st.lists(each_customer, min_size=3, max_size=3), lines=st.lists(each_record, max_size=25))
@settings(max_examples=40, deadline=None)
def test_less_service_suffices_and_one_record_more_does_not(rows: Sequence[dict[str, float]], lines: Sequence[tuple[str, ...]]):
    """N8: reckoned again, so many records (or hours) reach the target, and one record (or a quarter of an hour) more does not."""
    table, costs = customers(*rows), records(*OF_NOBODY, *lines)
    for way in break_even(true_contribution(table, costs, MODEL, YEAR)):
        for start, ways in ((table, way.fewer), (dearer(table, way.customer_id, 100), way.both.fewer if way.both else ())):
            for fewer in ways:
                assert fewer.then < fewer.now
                assert short(*with_less(start, costs, way.customer_id, fewer, fewer.then), way.customer_id) <= 0
                assert short(*with_less(start, costs, way.customer_id, fewer, one_less(fewer)), way.customer_id) > 0


@given(rows=st.lists(each_customer, min_size=3, max_size=3), lines=st.lists(each_record, max_size=25))
@settings(max_examples=40, deadline=None)
def test_what_is_not_named_cannot_be_done_by_less_service(rows: Sequence[dict[str, float]], lines: Sequence[tuple[str, ...]]):
    """K32: a kind of record that is left out would not reach the target even with none of it left (one order)."""
    table, costs = customers(*rows), records(*OF_NOBODY, *lines)
    result = true_contribution(table, costs, MODEL, YEAR)
    for way in break_even(result):
        named = {(fewer.element, fewer.kind) for fewer in way.fewer if fewer.unit == "records"}
        position = list(table["customer_id"]).index(way.customer_id)
        for line in result.by_kind[result.by_kind["position"] == position].itertuples():
            least = 1 if line.kind == "orders" else 0
            if (line.element, line.kind) not in named and line.records > least:
                none_left = Fewer(line.element, line.kind, "records", line.records, least, 0.0)
                assert short(*with_less(table, costs, way.customer_id, none_left, least), way.customer_id) > 0


def by_hand(revenue: float, cost: float, visits: int) -> TrueContribution:
    """A customer with visits of an hour that cost 500 each; another without any."""
    lines = [("K1", "Besøg", "1", None)] * visits
    return true_contribution(
        customers({"revenue": revenue, "cost": cost}, {"revenue": 1.0, "cost": 0.0}), records(*lines), model(VISITS), YEAR
    )


def only(result: TrueContribution) -> BreakEven:
    (way,) = break_even(result)
    return way


def test_a_price_rise_by_hand():
    """N8: 100,000 less 90,000 and 12 visits of 500 leaves 4,000 of the 5,000 asked for: 1.1% more reaches it, 11 x 500 twice over."""
    way = only(by_hand(100000.0, 90000.0, 12))

    assert (way.target, way.short, way.price_pct, way.feasible) == (5000.0, 1000.0, 1.1, "price")
    assert way.fewer == (
        Fewer("Sælgernes tid", "Besøg", "records", 12.0, 10.0, 1000.0),
        Fewer("Sælgernes tid", "", "hours", 12.0, 10.0, 1000.0),
    )
    assert way.both is None


def test_service_is_proposed_where_the_price_would_rise_too_much():
    """K32: 10,000 less 7,000 and 6 visits leaves 0; 5.3% more would do."""
    assert (only(by_hand(10000.0, 7000.0, 6)).price_pct, only(by_hand(10000.0, 7000.0, 6)).feasible) == (5.3, "price")
    dear = only(by_hand(10000.0, 7000.0, 20))
    assert (dear.price_pct, dear.feasible) == (79.0, "service")
    assert dear.fewer[0] == Fewer("Sælgernes tid", "Besøg", "records", 20.0, 5.0, 7500.0)


def test_price_and_service_together():
    """K32: 10,000 less 10,000 and 2 visits leaves 0 without visits; 10% more leaves 550 to save: both visits, or an hour and a quarter."""
    way = only(by_hand(10000.0, 10000.0, 2))

    assert (way.price_pct, way.fewer, way.feasible) == (15.8, (), "both")
    assert way.both is not None
    assert way.both == Both(
        10.0,
        (
            Fewer("Sælgernes tid", "", "hours", 2.0, 0.75, 625.0),
            Fewer("Sælgernes tid", "Besøg", "records", 2.0, 0.0, 1000.0),
        ),
    )


def test_neither_is_enough():
    """K32: direct costs far above the revenue are beyond price and service."""
    way = only(by_hand(10000.0, 15000.0, 2))

    assert (way.feasible, way.both, way.fewer) == ("none", None, ())


def test_without_revenue_no_price_helps():
    """N8: a customer who bought nothing has no price to raise; the target is 0, and fewer visits reach it only where none are left."""
    way = only(by_hand(0.0, 0.0, 2))

    assert (way.target, way.price_pct, way.feasible) == (0.0, None, "service")
    assert way.fewer[0].then == 0


def test_fewer_visits_leave_the_calls_of_the_same_cost_as_they_are():
    """N8: 4 visits of 500 and 6 calls of 500 short of 1,000: two visits fewer, or two calls fewer, or two hours of all ten."""
    both = VISITS | {"kinds": ["Besøg", "Telefon"]}
    lines = records(*[("K1", "Besøg", "1", None)] * 4, *[("K1", "Telefon", "1", None)] * 6)

    ways = only(true_contribution(customers({"revenue": 10000.0, "cost": 5500.0}), lines, model(both), YEAR)).fewer

    assert [(way.kind, way.unit, way.now, way.then) for way in ways] == [
        ("", "hours", 10.0, 8.0),
        ("Telefon", "records", 6.0, 4.0),
        ("Besøg", "records", 4.0, 2.0),
    ]


def test_orders_are_at_least_one():
    """K32: the same revenue cannot come in no order at all: two orders may become one, and one stays one."""
    each = {"revenue": 1000.0, "cost": 0.0}
    dear = ORDERS | {"ledger": 400000.0, "minutes_each": 60.0}  # an order costs 1,000
    ways = break_even(
        true_contribution(customers(each | {"orders": 2.0, "cost": -200.0}, each | {"orders": 1.0}), records(), model(dear), YEAR)
    )

    assert [[(fewer.now, fewer.then) for fewer in way.fewer] for way in ways] == [[(2.0, 1.0)], []]


def test_credit_notes_alone_have_the_target_0():
    """K60: a customer with a revenue below 0 is asked for nothing less than 0."""
    result = true_contribution(customers({"revenue": -1000.0, "cost": -990.0}), records(), model(), YEAR)

    assert (only(result).target, only(result).short) == (0.0, 10.0)


def test_exactly_on_the_target_asks_for_nothing():
    """K60: 5,000 of 100,000 is the target, a øre less is below it."""
    assert break_even(by_hand(100000.0, 94500.0, 1)) == ()
    assert len(break_even(by_hand(100000.0, 94500.01, 1))) == 1


def test_discounts_and_returns_are_not_service():
    """K32: fewer bonus records are no way to serve a customer with less."""
    bonus = {"name": "Bonus", "step": "discounts", "kinds": ["Bonus"]}
    result = true_contribution(
        customers({"revenue": 1000.0, "cost": 900.0}), records(("K1", "Bonus", None, "100"), ("K1", "Bonus", None, "1")), model(bonus), YEAR
    )

    assert only(result).fewer == ()


def test_interest_on_the_revenue_rises_with_the_price():
    """N8: with 10% a year for a year's credit the price must rise further, for a tenth of it is interest again."""
    dear = CREDIT | {"rate": 0.10}
    rises = [
        only(
            true_contribution(customers({"revenue": 10000.0, "cost": 8600.0, **owed}), records(), model(dear), YEAR)
        ).price_pct
        for owed in ({"payment_days": 365.0}, {"receivables": 10000.0})
    ]  # fmt: skip

    assert rises == [1.2, 1.1]
    assert np.isclose(10000 * 1.012 * 0.85, 8600, atol=10)
