"""Pareto classes by the crossing rule, against the published and recomputed numbers of the definitions."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.rating import ParetoModel, classify


def classes(*values: float | None, preset: str = "80_95", **settings: object) -> list[str | None]:
    table = pd.DataFrame({"customer_id": [f"{i:03d}" for i in range(len(values))], "revenue": values, "contribution": values}).astype(
        {"revenue": float, "contribution": float}
    )
    frame = classify(table, ParetoModel.model_validate({"preset": preset, **settings})).frame.set_index("customer_id")
    return [None if pd.isna(value) else value for value in frame["pareto_class"].reindex(table["customer_id"])]


def test_the_customer_that_crosses_a_cut_belongs_to_the_class_before_it():
    """Definitions, Pareto: of 9000/400/300/300 the first is A although it alone holds 90%; summing with the customer would leave no A."""
    assert classes(9000, 400, 310, 290) == ["A", "B", "B", "C"]


def test_ties_share_a_class():
    """Customers with equal revenue are never told apart by their place in the file."""
    assert classes(9000, 400, 300, 300)[2:] == ["B", "B"]
    assert classes(40, 40, 10, 10) == ["A", "A", "B", "B"]


def test_exactly_at_the_cut_is_the_next_class():
    """Larger customers hold exactly 80%: the share before is not below the cut."""
    assert classes(80, 15, 5) == ["A", "B", "C"]


def test_zero_and_negative_have_their_own_class():
    """Negative revenue stands outside the shares, so no share passes 100%."""
    assert classes(100, 0, -30, None) == ["A", "zero", "negative", None]


@pytest.mark.parametrize(
    ("preset", "expected"),
    [("80_95", list("AAAAABBCCC")), ("70_90", list("AAAABBCCCC")), ("sap_profit", list("ABCCCCCCCC")), ("hml", list("AABBBCCCCC"))],
)
def test_presets(preset: str, expected: list[str]):
    """Each preset cuts where its source says."""
    assert classes(30, 20, 15, 12, 8, 6, 4, 3, 1, 1, preset=preset) == expected


def test_fixed_amounts():
    """Amounts are inclusive from below."""
    assert classes(500, 499.99, 100, 99.99, preset="fixed", amounts=[500, 100]) == ["A", "B", "B", "C"]


@given(st.lists(st.integers(-1000, 100000), min_size=1, max_size=60))
def test_there_is_an_a_whenever_there_is_revenue(values: list[int]):
    """And the last cumulative share is 100% exactly, and only then."""
    table = pd.DataFrame(
        {"customer_id": [f"{i:03d}" for i in range(len(values))], "revenue": [float(v) for v in values], "contribution": 0.0}
    )
    pareto = classify(table, ParetoModel())

    assert ("A" in set(pareto.frame["pareto_class"])) == any(value > 0 for value in values)
    assert pareto.frame["cumulative"].max() == (1.0 if any(value > 0 for value in values) else 0.0)


def test_concentration_figures():
    """Equal customers have Gini 0; one who has everything has HHI 1."""
    equal = classify(pd.DataFrame({"customer_id": list("abcde"), "revenue": [10.0] * 5, "contribution": 0.0}), ParetoModel())
    alone = classify(pd.DataFrame({"customer_id": list("ab"), "revenue": [10.0, 0.0], "contribution": 0.0}), ParetoModel())

    assert equal.gini == pytest.approx(0)
    assert (equal.to_80, equal.top_20_share) == (4, 0.2)
    assert alone.hhi == 1


def test_amounts_belong_to_fixed():
    with pytest.raises(ValueError, match=r"'amounts' belongs to 'preset: fixed'\. Give both or neither"):
        ParetoModel.model_validate({"preset": "80_95", "amounts": [5.0, 1.0]})
