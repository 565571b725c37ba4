"""Where the planned hours go, held against where the money comes from."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import CUSTOMERS, TINY

import segkit
from segkit.study import Study


def test_shares_of_hours_contribution_and_headroom_add_up(example: Study):
    """K61: per segment and per owner each share is of the whole."""
    for table in (example.effort.segments, example.effort.owners):
        assert table[["hours_share", "value_share", "headroom_share"]].sum().to_list() == pytest.approx([1, 1, 1])
        assert table["customers"].sum() == len(example.customers)
        assert table["hours"].sum() == pytest.approx(example.plan.total_hours)
        assert table["gap"].sum() == pytest.approx(0)


def test_effort_is_held_against_contribution_where_every_cost_is_known(example: Study, tiny: Study):
    """K61: the measure is the contribution; without costs it is the revenue, and the study says so."""
    assert example.effort.measure == "contribution"
    assert example.effort.segments.at["A", "value"] == example.segmentation.value("A", "contribution")
    assert tiny.effort.measure == "revenue"
    assert tiny.effort.segments["value"].to_list() == tiny.segmentation.table["revenue"].to_list()


def test_owners_stand_by_their_hours_and_nobody_last(workbook: Callable[..., Path]):
    """K61: Ida has an A and a C, Bo one who is not rated; nobody has a B, with more hours than Bo's, and stands last."""
    customers = "No;Name;Rep;Potential\n001;Alfa;Ida;9000\n002;Beta;Ida;4000\n003;Gamma;Bo;\n004;Delta;;5000\n"
    owners = segkit.run_study(segkit.read_engagement(workbook(customers_csv=customers))).effort.owners

    assert list(owners.index) == ["Ida", "Bo", ""]
    assert owners["customers"].to_list() == [2, 1, 1]
    assert owners["hours"].to_list() == [35 + 7.25, 2.25, 22.5]


def test_a_loss_is_a_share_below_zero_and_who_buys_beyond_the_potential_takes_no_headroom(workbook: Callable[..., Path]):
    """K61: a group that loses money has a negative share of the whole; Gamma's 40 above its potential take nothing from Delta's headroom."""
    yaml = TINY.replace("amount: Amount}", "amount: Amount, cost: Cost}")
    lines = "No;Date;Amount;Cost\n001;15-07-2025;900,00;400,00\n002;15-07-2025;50,00;90,00\n003;15-07-2025;50,00;90,00\n004;19-06-2026;9,99;1,00\n"
    customers = CUSTOMERS.replace("003;Gamma;Bo;", "003;Gamma;Bo;10")
    owners = segkit.run_study(segkit.read_engagement(workbook(yaml, lines_csv=lines, customers_csv=customers))).effort.owners

    assert owners.at["Ida", "value"] == 460.0
    assert owners.at["Bo", "value"] == -31.01
    assert owners.at["Bo", "value_share"] == pytest.approx(-31.01 / 428.99)
    assert owners["headroom"].to_dict() == {"Ida": 8100.0 + 3950.0, "Bo": 4990.01}


def test_the_largest_customers_share_of_the_hours_is_told(example: Study):
    """S23: the share of the planned hours that goes to those who make 80% of the revenue."""
    largest = set(example.pareto.frame["customer_id"].head(example.pareto.to_80))
    hours = example.plan.hours_of(example.customers["grade"])

    assert example.effort.largest == pytest.approx(hours[example.customers["customer_id"].isin(largest)].sum() / hours.sum())


def test_a_study_lists_its_actions(example: Study):
    """K15: the study's actions are due within the engagement's plan, for every customer."""
    period = example.engagement.plan_period

    assert set(example.actions["customer_id"]) == set(example.customers["customer_id"])
    assert example.actions["due"].dt.date.between(period.start, period.end).all()
