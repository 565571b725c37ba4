"""The accounts add up to the øre whatever the records, and depend on nothing but what the records say."""

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd
from conftest import HERE, real_engagement
from cost_books import CREDIT, FREIGHT, ORDERS, VISITS, YEAR, customers, model, records
from hypothesis import given, settings
from hypothesis import strategies as st

import segkit
from segkit.rating.contribution import TrueContribution, true_contribution
from segkit.rating.contribution.costing import price
from segkit.rating.contribution.tracing import without_element
from segkit.rating.contribution.whole import MILLION

COSTS = (
    FREIGHT | {"ledger": 5432.1},
    VISITS | {"ledger": 99999.99, "practical_hours": 333.3, "minutes": {"Telefon": 7.5}, "kinds": ["Besøg", "Telefon"]},
    ORDERS | {"ledger": 33333.33},
    {"name": "Bonus", "step": "discounts", "kinds": ["Bonus"]},
    CREDIT,
)
MODEL = model(*COSTS)
ALWAYS = ((None, "Fragt", None, "1.5"), ("K1", "Besøg", "0.333333", None), ("K9", "Bonus", None, "0.005"), (None, "Telefon", None, None))

whose = st.one_of(st.none(), st.sampled_from(["K1", "K2", "K3", "ukendt"]))
hours = st.one_of(st.none(), st.integers(-(10**6), 10**8).map(lambda n: str(Decimal(n) / 10**6)))
amounts = st.one_of(st.none(), st.integers(-(10**6), 10**8).map(lambda n: str(Decimal(n) / 1000)))
lines = st.lists(st.tuples(whose, st.sampled_from(["Fragt", "Bonus", "Besøg", "Telefon", "Andet", ""]), hours, amounts), max_size=30)
rows = st.lists(
    st.fixed_dictionaries({
        "revenue": st.one_of(st.none(), st.integers(-1000, 10**8).map(lambda ore: ore / 100)),
        "cost": st.one_of(st.none(), st.integers(0, 10**8).map(lambda ore: ore / 100)),
        "orders": st.one_of(st.none(), st.integers(0, 50).map(float)),
        "payment_days": st.one_of(st.none(), st.integers(0, 900).map(lambda days: days / 10)),
    }),
    min_size=2,
    max_size=3,
)  # fmt: skip


def contribution_of(each: Sequence[dict[str, float]], costs: pd.DataFrame) -> TrueContribution:
    """The ladder of customers of whom the first has orders and payment days."""
    table = customers({"orders": 3.0, "payment_days": 30.0, "revenue": 10.0, "cost": 1.0}, *each[1:])
    return true_contribution(table, costs, MODEL, YEAR)


@given(each=rows, more=lines)
@settings(max_examples=80, deadline=None)
def test_every_account_adds_up_to_the_ledger(each: Sequence[dict[str, float]], more: Sequence[tuple[str, ...]]):
    """K33: for every cost, customers + nobody + beyond + unused = ledger, and the customers' part is the sum of what they are shown."""
    result = contribution_of(each, records(*ALWAYS, *more))

    for account, element in zip(result.accounts[2:], MODEL.elements, strict=True):
        shown = sum((Decimal(str(amount)) for amount in result.element_cost[element.name].dropna()), Decimal(0))
        assert account.customers + account.of_nobody + account.beyond + account.unused == account.ledger
        assert account.customers == shown
        assert element.ledger is None or account.ledger == Decimal(str(element.ledger))
        assert element.ledger is not None or account.beyond == 0


@given(each=rows, more=lines)
@settings(max_examples=80, deadline=None)
def test_unused_capacity_is_the_hours_nobody_recorded(each: Sequence[dict[str, float]], more: Sequence[tuple[str, ...]]):
    """N8: the rest of a pool is the practical hours less those recorded, at the rate, but for the rounding of each customer's cost."""
    result = contribution_of(each, records(*ALWAYS, *more))

    for account in result.accounts:
        if account.pool is not None:
            assert abs(float(account.unused) - account.pool.unused * account.pool.rate) <= 0.0051 * (len(result.frame) + 1)


@given(each=rows, more=lines, order=st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_records_changes_nothing(each: Sequence[dict[str, float]], more: Sequence[tuple[str, ...]], order: object):
    """K33: the same records in another order give the same ladder and the same accounts."""
    costs = records(*ALWAYS, *more)
    places = list(range(len(costs)))
    order.shuffle(places)  # type: ignore[attr-defined]
    first, second = contribution_of(each, costs), contribution_of(each, costs.iloc[places].reset_index(drop=True))

    pd.testing.assert_frame_equal(first.frame, second.frame, check_exact=True)
    pd.testing.assert_frame_equal(first.element_cost, second.element_cost, check_exact=True)
    assert first.accounts == second.accounts


@given(each=rows, more=lines, hours=st.integers(1, 10**7))
@settings(max_examples=60, deadline=None)
def test_a_further_record_changes_its_customer_and_the_rest_only(
    each: Sequence[dict[str, float]], more: Sequence[tuple[str, ...]], hours: int
):
    """K33: an hour more with one customer leaves every other customer, and every other cost, as they were."""
    lines = [*ALWAYS, *more]
    before = contribution_of(each, records(*lines))
    after = contribution_of(each, records(*lines, ("K2", "Besøg", str(Decimal(hours) / 10**4), None)))

    pd.testing.assert_frame_equal(before.frame.drop(index=1), after.frame.drop(index=1), check_exact=True)
    changed = [old.name for old, new in zip(before.accounts, after.accounts, strict=True) if old != new]
    assert changed == ["Sælgernes tid"]
    old, new = before.accounts[3], after.accounts[3]
    assert (new.ledger, new.of_nobody, new.customers + new.unused) == (old.ledger, old.of_nobody, old.customers + old.unused)


@given(each=rows, more=lines)
@settings(max_examples=60, deadline=None)
def test_the_costs_are_those_of_a_slow_definition(each: Sequence[dict[str, float]], more: Sequence[tuple[str, ...]]):
    """K33: record by record in Decimal, each customer's sales time and bonus are the same."""
    costs = records(*ALWAYS, *more)
    result = contribution_of(each, costs)

    for position, customer in enumerate(result.frame["customer_id"]):
        minutes, bonus = Decimal(0), Decimal(0)
        for row in costs[costs["customer_id"] == customer].itertuples():
            if row.kind in {"Besøg", "Telefon"} and row.hours is not None:
                minutes += row.hours * 60
            elif row.kind == "Telefon" and not row.amount:
                minutes += Decimal("7.5")
            if row.kind == "Bonus" and row.amount is not None:
                bonus += row.amount
        rate = price(MODEL.elements[1]) * MILLION / 100
        assert abs(float(minutes) * float(rate) - result.element_cost.loc[position, "Sælgernes tid"]) <= 0.005 + 1e-9 * float(abs(minutes))
        assert abs(bonus - Decimal(str(result.element_cost.loc[position, "Bonus"]))) <= Decimal("0.005")


def test_kinds_that_no_cost_counts_are_told():
    """N8: what stands in the files and in no cost is listed with its records, hours and amounts; also the amounts of a kind of time."""
    costs = records(
        ("K1", "Andet", "2", None),
        ("K1", "andet ", "1.5", "7"),
        ("K1", "Besøg", "1", "12.50"),
        ("K1", "Fragt", None, "5"),
        ("K1", "", None, "3"),
    )

    table = without_element(costs, MODEL)

    assert table.to_dict("records") == [
        {"kind": "Andet", "records": 2, "hours": Decimal("3.5"), "amount": Decimal(7)},
        {"kind": "", "records": 1, "hours": Decimal(0), "amount": Decimal(3)},
        {"kind": "Besøg", "records": 1, "hours": Decimal(0), "amount": Decimal("12.50")},
    ]


def test_a_resellers_ledger_reconciles(tmp_path_factory):  # type: ignore[no-untyped-def]
    """K33: on 365 buying resellers, visits and freight made by rule from their orders, some of nobody, leave no øre unaccounted for."""
    files = ("resellers.csv", "geography.csv", "sales_territory.csv", "sales_reps.csv", "reseller_sales.csv.gz")
    study = segkit.run_study(
        segkit.read_engagement(
            real_engagement("adventureworks_b2b", HERE / "data" / "adventureworks_b2b", files, tmp_path_factory.mktemp("aw"))
        )
    )
    buyers = study.customers[study.customers["orders"] > 0]
    made = []
    for n, (customer, orders, revenue) in enumerate(zip(buyers["customer_id"], buyers["orders"], buyers["revenue"], strict=True)):
        made += [(customer if n % 50 else None, "Visit", str(Decimal(30 + n % 7 * 10) / 60), None)] * int(orders)
        made.append((customer, "Freight", None, str(Decimal(str(revenue)) * Decimal("0.0213"))))
    made.append(("no such reseller", "Freight", None, "1234.56"))
    reps = {"name": "Reps", "step": "sales", "kinds": ["Visit"], "ledger": 1754321.17, "theoretical_hours": 17 * 1650.0}
    freight = {"name": "Freight", "step": "freight", "kinds": ["Freight"], "ledger": 612345.67}

    result = true_contribution(study.customers, records(*made), model(reps, freight, ORDERS), YEAR)

    visits, goods, orders = result.accounts[2:]
    assert result.accounts[0].ledger == Decimal("27979779.53") == study.intake.reconciliation.revenue
    assert (visits.rows, visits.rows_of_nobody > 0, goods.rows) == (int(buyers["orders"].sum()), True, 366)
    for account, ledger in ((visits, "1754321.17"), (goods, "612345.67"), (orders, "48000.00")):
        assert account.customers + account.unallocated + account.unused == Decimal(ledger)
    assert goods.of_nobody == Decimal("1234.56")
    assert result.frame.loc[result.frame["cost"].isna(), "true_contribution"].isna().all()
