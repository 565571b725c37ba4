"""Segments add up to the whole; lists are nested and keep best and worst apart."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pandas as pd
from tiny import TINY

import segkit
from segkit.segments import best_and_worst
from segkit.study import Study


def test_each_customer_stands_in_exactly_one_segment(example: Study):
    """K12, S01: numbers, revenue and headroom of the segments add up to the total and to the source, to the øre."""
    table, total = example.segmentation.table, example.segmentation.total

    assert table["accounts"].sum() == total["accounts"] == len(example.customers)
    assert sum(Decimal(str(value)) for value in table["revenue"]) == Decimal(str(total["revenue"])) == example.intake.reconciliation.revenue
    assert sum(Decimal(str(value)) for value in table["headroom"].dropna()) == Decimal(str(total["headroom"]))


def test_leads_never_count_as_customers(example: Study):
    """K11: the same rules, their own counts."""
    assert example.lead_segmentation.total["accounts"] == len(example.leads) == 60
    assert not set(example.leads["lead_id"]) & set(example.customers["customer_id"])


def test_a_sum_of_nothing_known_is_unknown(tiny: Study):
    """The not rated have no potential: a dash, not 0."""
    assert tiny.segmentation.table["potential"].isna().to_dict() == {"A": False, "B": False, "C": False, "D": False, "not_rated": True}


def test_an_unknown_revenue_has_no_shares(workbook: Callable[..., Path]):
    """Where nobody's revenue is known, no segment has a share of it, and neither has the total."""
    yaml = TINY[: TINY.index("  - file: lines.csv")].replace("potential: Potential}", "potential: Potential, revenue: Sold}")
    study = segkit.run_study(
        segkit.read_engagement(
            workbook(yaml + TINY[TINY.index("abcd:") :], customers_csv="No;Name;Rep;Potential;Sold\n001;Alfa;Ida;9000;\n002;Beta;Ida;10;\n")
        )
    )

    assert study.segmentation.table["revenue_share"].isna().all()
    assert pd.isna(study.segmentation.total["revenue_share"])


def test_an_empty_segment_is_named(workbook: Callable[..., Path]):
    study = segkit.run_study(
        segkit.read_engagement(workbook(customers_csv="No;Name;Rep;Potential\n001;Alfa;Ida;9000\n002;Beta;Ida;10\n003;G;B;1\n004;D;B;1\n"))
    )

    assert [finding.values["grade"] for finding in study.findings if finding.kind == "empty_segment"] == ["B"]


def customers(n: int) -> pd.DataFrame:
    return pd.DataFrame({"customer_id": [f"{i:03d}" for i in range(n)], "revenue": [float(i // 2) for i in range(n)]})


def test_lists_are_nested_and_deterministic():
    """K62: the 10 are the first of the 30, the 30 of the 50; ties stand in order of the number."""
    lists = best_and_worst(customers(200), (10, 30, 50))

    assert list(lists.best["customer_id"].head(4)) == ["198", "199", "196", "197"]
    assert list(lists.worst["customer_id"].head(3)) == ["000", "001", "002"]
    assert lists.best["list"].value_counts().to_dict() == {10: 10, 30: 20, 50: 20}
    assert not lists.shortened


def test_nobody_is_both_best_and_worst():
    """With too few customers each list holds at most half of them."""
    lists = best_and_worst(customers(31), (10, 30, 50))

    assert (len(lists.best), len(lists.worst), lists.shortened) == (16, 15, True)
    assert not set(lists.best["customer_id"]) & set(lists.worst["customer_id"])


def test_equal_customers_stand_on_one_list_only():
    """D07: where everybody buys for the same, half are on one list and half on the other."""
    equal = customers(10).assign(revenue=5.0)
    lists = best_and_worst(equal, (10,))

    assert sorted([*lists.best["customer_id"], *lists.worst["customer_id"]]) == sorted(equal["customer_id"])


def test_the_list_keeps_customers_and_leads_apart(example: Study):
    """K10: everybody without a potential stands once, the dearest answer first; a lead's number is never taken for a customer's."""
    asked = example.find_out

    assert asked["worth"].is_monotonic_decreasing
    assert asked["key"].is_unique
    assert len(asked) == example.customers["potential"].isna().sum() + example.leads["potential"].isna().sum()
