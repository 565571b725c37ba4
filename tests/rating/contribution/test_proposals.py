"""What is proposed for each customer, and in which order it is thought of."""

import datetime as dt
from typing import Any

import pandas as pd
from cost_books import VISITS, YEAR, customers, model, records

from segkit.rating.contribution import true_contribution
from segkit.rating.contribution.break_even import break_even
from segkit.rating.contribution.proposals import PROPOSALS, REASONS, Proposed, propose, spared

CUSTOMERS = (
    {"revenue": 10000.0, "cost": 5000.0},
    {"revenue": 10000.0, "cost": 9000.0},
    {"revenue": 10000.0, "cost": 7000.0},
    {"revenue": 10000.0, "cost": 10000.0},
    {"revenue": 10000.0, "cost": 15000.0},
    {"revenue": 10000.0, "cost": None},
    {"revenue": 10000.0, "cost": 15000.0},
)
VISITED = {"K2": 2, "K3": 20, "K4": 2, "K5": 2, "K6": 3}
RESULT = true_contribution(
    customers(*CUSTOMERS), records(*((who, "Besøg", "1", None) for who, n in VISITED.items() for _ in range(n))), model(VISITS), YEAR
)


def proposed(**more: Any) -> Proposed:
    return propose(RESULT, break_even(RESULT), **more)


def test_each_reason_is_proposed_in_its_order():
    """K60: a strategic reason first, then the target, a higher price, less service, both, and parting last; the unknown stay unknown."""
    frame = proposed(strategic=pd.Series({"K7": "reference customer"})).frame

    assert list(zip(frame["proposal"], frame["reason"], strict=True)) == [
        ("keep", "target_met"),
        ("adjust", "price"),
        ("adjust", "service"),
        ("adjust", "both"),
        ("exit", "out_of_reach"),
        ("unknown", "missing"),
        ("keep", "strategic"),
    ]
    assert frame.loc[5, "missing"] == ("cost",)
    assert set(frame["proposal"]) == set(PROPOSALS)
    assert set(frame["reason"]) == set(REASONS) - {"built_on"}  # which only the lists know


def test_parting_is_a_question_for_people():
    """K60: the words of an exit candidate say that a person decides."""
    assert PROPOSALS["exit"] == "Candidate for parting, for a person to decide"


def test_a_contract_says_when_something_can_change():
    """K60: the end of a contract stands beside the proposal; who has none has None."""
    frame = proposed(contract_end=pd.Series({"K2": dt.date(2027, 6, 30)})).frame

    assert frame["contract_end"].tolist() == [None, dt.date(2027, 6, 30), None, None, None, None, None]


def test_the_way_stands_beside_the_proposal():
    """K32: who is below the target has a way, with what it takes; who reaches it has none."""
    both = proposed().way("K4")

    assert both is not None
    assert both.feasible == "both"
    assert proposed().way("K1") is None
    assert proposed().of("adjust")["customer_id"].tolist() == ["K2", "K3", "K4"]
    assert proposed().frame["short"].tolist()[:2] == [-4500.0, 500.0]


def test_nobody_is_built_on_and_given_up():
    """K60: a candidate for parting on whom growth is to be built is kept, with that reason; all others stay as they are."""
    before = proposed()
    parted = before.of("exit")["customer_id"].tolist()
    after = spared(before, parted[:1]).frame.set_index("customer_id")

    assert parted
    assert tuple(after.loc[parted[0], ["proposal", "reason"]]) == ("keep", "built_on")
    assert after.drop(parted[0]).equals(before.frame.set_index("customer_id").drop(parted[0]))
