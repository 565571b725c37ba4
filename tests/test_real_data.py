"""The Basic package on real and realistic data: the known figures of each set hold."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import HERE, real_engagement

import segkit
from segkit.circle import verify
from segkit.cli import main
from segkit.study import Study

ADVENTUREWORKS = ("resellers.csv", "geography.csv", "sales_territory.csv", "sales_reps.csv", "reseller_sales.csv.gz")


def study_of(file: Path) -> Study:
    return segkit.run_study(segkit.read_engagement(file))


@pytest.fixture(scope="module")
def adventureworks(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return study_of(
        real_engagement("adventureworks_b2b", HERE / "data" / "adventureworks_b2b", ADVENTUREWORKS, tmp_path_factory.mktemp("aw"))
    )


def test_adventureworks_reconciles(adventureworks: Study):
    """701 customers in the master, 57,851 lines, 77,548,570.20 received; the period's part is used, the rest is outside it."""
    account = adventureworks.intake.reconciliation

    assert len(adventureworks.customers) == 701
    assert (account.lines[0].rows, account.lines[0].amount) == (57851, Decimal("77548570.20"))
    assert account.amount("positive") + account.amount("outside_period") == Decimal("77548570.20")
    assert account.revenue == Decimal("27979779.53")


def test_adventureworks_traps_are_found(adventureworks: Study):
    """The estimates are labelled; 72 customers buy for more than theirs; two names belong to two customers each."""
    found = {finding.kind: finding.values for finding in adventureworks.findings}

    assert found["potential_estimated"]["n"] == 701
    assert found["potential_below_revenue"]["n"] == 72
    assert found["same_name"]["n"] == 2
    assert set(adventureworks.customers["potential_basis"]) == {"estimate"}
    assert adventureworks.pareto.buyers == 365


def test_adventureworks_has_reps_territories_and_contribution(adventureworks: Study):
    """The joins bring the rep's name and the territory; cost gives a contribution per customer."""
    buyers = adventureworks.customers[adventureworks.customers["revenue"] > 0]

    assert (buyers["owner"] != "").all()
    assert set(adventureworks.customers["region"]) >= {"Northwest", "Southwest", "Germany", "France"}
    assert buyers["contribution"].notna().all()


def test_wholesale_customers(tmp_path: Path):
    """440 customers, 14,619,500 in six categories summed, 252 customers to 80%; no potential, so nobody is rated."""
    study = study_of(
        real_engagement("wholesale_customers", HERE / "data" / "wholesale_customers", ("wholesale_customers_with_id.csv",), tmp_path)
    )
    pareto = study.pareto

    assert (len(study.customers), study.segmentation.total["revenue"]) == (440, 14619500.0)
    assert (pareto.to_80, pareto.to_95, round(pareto.top_20_share or 0, 3)) == (252, 366, 0.429)
    assert study.segmentation.count("not_rated") == 440
    assert len(study.find_out) == 440


@pytest.fixture(scope="module")
def online_retail(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> tuple[Study, dict[str, object]]:
    facts = json.loads((shared_data / "online_retail" / "facts.json").read_text(encoding="utf-8"))
    return study_of(
        real_engagement("online_retail", shared_data / "online_retail", ("online_retail.csv.gz",), tmp_path_factory.mktemp("or"))
    ), facts


def test_online_retail_reconciles(online_retail: tuple[Study, dict[str, object]]):
    """541,909 lines: 397,884 positive ones of 4,338 customers for 8,911,407.90, the credit notes, and 135,080 without customer."""
    study, facts = online_retail
    account = {line.what: line for line in study.intake.reconciliation.lines}

    assert (account["received"].rows, account["received"].amount) == (facts["rows"], Decimal("9747747.934"))
    assert account["no_customer"].rows == facts["missing_customer_id_rows"]
    assert (account["positive"].rows, account["positive"].customers) == (facts["rows_with_id_positive"], facts["customers_positive"])
    assert round(account["positive"].amount or 0, 2) == Decimal("8911407.90")
    assert (
        round((account["positive"].amount or 0) + (account["negative"].amount or 0), 2)
        == Decimal("8300065.81")
        == study.intake.reconciliation.revenue
    )
    assert (account["negative"].rows, account["zero"].rows) == (8905, 40)


def test_online_retail_lands_on_the_call_list(online_retail: tuple[Study, dict[str, object]]):
    """Without master and potential nobody is rated: all 4,372 are to be asked, the largest first."""
    study, facts = online_retail

    assert len(study.find_out) == facts["customers_all"] == study.segmentation.count("not_rated")
    assert study.find_out["revenue"].iloc[0] == study.customers["revenue"].max()
    # The published 50 were counted in floats, which leave five customers a sum of 0.00 slightly above zero.
    assert (study.customers["revenue"] <= 0).sum() == facts["customers_net_nonpositive"] + 5


@pytest.mark.parametrize("name", ["adventureworks_b2b", "wholesale_customers", "online_retail"])
def test_the_package_runs_on_real_data(name: str, tmp_path: Path, request: pytest.FixtureRequest):
    """From the files to a published deliverable whose manifest shows the known figures; every file is as its hash says."""
    data = {"adventureworks_b2b": HERE / "data" / name, "wholesale_customers": HERE / "data" / name}
    folder = data.get(name) or request.getfixturevalue("shared_data") / name
    files = {
        "adventureworks_b2b": ADVENTUREWORKS,
        "wholesale_customers": ("wholesale_customers_with_id.csv",),
        "online_retail": ("online_retail.csv.gz",),
    }
    real_engagement(name, folder, files[name], tmp_path)
    code = main(["run", name, "--folder", str(tmp_path)])
    [published] = (tmp_path / "deliverables" / name).iterdir()
    manifest = json.loads((published / "manifest.json").read_text(encoding="utf-8"))

    assert code == 0
    assert verify(published) == []
    assert {file["role"] for file in manifest["files"]} >= {"strategy", "report"}
    assert (manifest["counts"]["customers"], manifest["counts"]["graded"], manifest["revenue_total"]) == {
        "adventureworks_b2b": (701, 701, 27979779.53),
        "wholesale_customers": (440, 0, 14619500.0),
        "online_retail": (4372, 0, 8300065.81),
    }[name]
