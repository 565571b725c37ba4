"""The studies that fits are tried on: each is made once."""

from dataclasses import replace

import pytest
from conftest import HERE, real_engagement
from tiny import CUSTOMERS, LINES, TINY

import segkit
from segkit.strategy import Capacity, SalesRep
from segkit.study import Study

ADVENTUREWORKS = ("resellers.csv", "geography.csv", "sales_territory.csv", "sales_reps.csv", "reseller_sales.csv.gz")


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The tiny study: customers, policies and thresholds are put in its place."""
    folder = tmp_path_factory.mktemp("base") / "workbooks" / "tiny"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    (folder / "data" / "lines.csv").write_text(LINES, encoding="utf-8")
    (folder / "engagement.yaml").write_text(TINY, encoding="utf-8")
    return segkit.run_study(segkit.read_engagement(folder / "engagement.yaml"))


@pytest.fixture(scope="session")
def adventureworks(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """701 resellers; the 14 of the 17 sales reps who sold in the period have hours of their own, some of them less than is asked for."""
    root = tmp_path_factory.mktemp("aw")
    file = real_engagement("adventureworks_b2b", HERE / "data" / "adventureworks_b2b", ADVENTUREWORKS, root)
    study = segkit.run_study(segkit.read_engagement(file))
    owners = sorted(set(study.customers["owner"].dropna()) - {""})
    needed = study.plan.hours_of(study.customers["grade"]).groupby(study.customers["owner"]).sum()
    reps = [SalesRep(name=rep, hours=float(int(needed[rep] * share))) for rep, share in zip(owners, (0.7, 0.8, 0.9, 1.1) * 5, strict=False)]
    return replace(study, engagement=study.engagement.model_copy(update={"capacity": Capacity(reps=reps)}))
