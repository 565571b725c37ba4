"""The example's Deep Dive: its further files, what the intake makes of them, and the factor tree and ratings that go with them."""

import hashlib
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from segkit import read_engagement
from segkit.example import ANALYSED, Company, example_company, make_example, ratings, write_effort_files
from segkit.example.opinions import RATED, RATERS
from segkit.intake import Client, Intake, Period, Source, take_in
from segkit.intake.reconciliation import ReconciliationLine
from segkit.rating.factors.growing import grow
from segkit.rating.factors.settings import FactorTree
from segkit.rating.factors.tree import Tree

ZERO = Decimal(0)


@pytest.fixture(scope="module")
def company() -> Company:
    return example_company()


@pytest.fixture(scope="module")
def settings_file(tmp_path_factory) -> Path:
    return make_example(tmp_path_factory.mktemp("deep"), "da", "deepdive")


@pytest.fixture(scope="module")
def settings(settings_file: Path) -> dict:
    """What engagement.yaml says, as plain values."""
    return YAML(typ="safe").load(settings_file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def intake(settings: dict, settings_file: Path) -> Intake:
    sources = [Source.model_validate(source) for source in settings["sources"]]
    client = Client(settings["client"], "deep", settings["currency"])
    return take_in(sources, Period(**settings["period"]), settings_file.parent / "data", client)


@pytest.fixture(scope="module")
def tree(settings: dict) -> Tree:
    return grow(FactorTree.model_validate(settings["tree"]))


def account(intake: Intake, file: str) -> dict[str, ReconciliationLine]:
    return {line.what: line for line in intake.reconciliation.lines if line.file == file and line.rows}


def test_the_further_files_are_the_same_bytes_on_every_machine(company, tmp_path):
    """The files have the bytes that were fixed when they were drawn."""
    paths = write_effort_files(company, tmp_path)

    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in paths} == {
        "tidsregistrering.csv": "4ef31cdb9f09885d",
        "fragt_og_bonus.csv": "ae255297d99716f7",
        "debitorer.csv": "770f8d82933efe56",
    }


def test_the_basic_example_has_none_of_them(tmp_path):
    """The Basic example's folder is what it was."""
    make_example(tmp_path, "da")

    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["emner.xlsx", "fakturalinjer.csv", "kunder.csv"]
    assert read_engagement(tmp_path / "engagement.yaml").package == "basic"


def test_both_packages_agree_on_what_they_share(settings, tmp_path):
    """The Deep Dive says the same of period, invoice lines, leads, grades, capacity and plan as the Basic example."""
    basic = YAML(typ="safe").load(make_example(tmp_path, "da").read_text(encoding="utf-8"))
    own = {"package", "sources", "order", "signed_off"}

    assert {key: settings[key] for key in basic if key not in own} == {key: value for key, value in basic.items() if key not in own}
    assert [source for source in settings["sources"] if source["file"] in {"fakturalinjer.csv", "emner.xlsx"}] == basic["sources"][1:]
    assert settings["package"] == "deepdive"


def test_planted_numbers_are_as_promised(company):
    """K33, K64: the story's figures that texts may quote."""
    effort = company.truth.effort

    assert (len(effort.planted.thieves), len(effort.planted.bonus_eaters), len(effort.planted.slow_payers)) == (12, 5, 6)
    assert 9_000 <= effort.time_records <= 10_000
    assert effort.time_unnamed > 200
    assert effort.time_unknown == 14


def test_hours_are_exact_per_customer_and_kind(company, intake):
    """K33: the intake gives every customer's hours of every kind to the second, nobody's among them."""
    read: Counter = Counter()
    for number, kind, hours in zip(intake.costs["customer_id"], intake.costs["kind"], intake.costs["hours"], strict=True):
        read[(number, kind)] += hours or ZERO

    assert {piece: hours for piece, hours in read.items() if hours} == {
        piece: hours for piece, hours in company.truth.effort.hours.items() if hours
    }


def test_cases_are_exact_per_customer_and_kind(company, intake):
    """K33: a record on which nobody wrote how long it took is counted all the same."""
    timed = intake.costs[intake.costs["file"] == "tidsregistrering.csv"]

    assert dict(Counter(zip(timed["customer_id"], timed["kind"], strict=True))) == company.truth.effort.cases


def test_freight_and_bonus_are_exact_to_the_oere(company, intake):
    """K33: amounts per customer and kind, credits taken off."""
    paid = intake.costs[intake.costs["amount"].notna()]
    read: Counter = Counter()
    for number, kind, amount in zip(paid["customer_id"], paid["kind"], paid["amount"], strict=True):
        read[(number, kind)] += amount

    assert dict(read) == company.truth.effort.amounts


def test_every_record_of_time_is_accounted_for(company, intake):
    """D10: received = used + nobody's + outside the period, in rows and in hours."""
    effort, lines = company.truth.effort, account(intake, "tidsregistrering.csv")
    nobody = effort.time_unnamed + effort.time_unknown

    assert {what: line.rows for what, line in lines.items()} == {
        "received": effort.time_records,
        "outside_period": effort.time_outside,
        "nobody": nobody,
        "used": effort.time_records - effort.time_outside - nobody,
    }
    assert lines["received"].hours == sum(hours for hours in company.time["hours"] if hours is not None)
    assert lines["used"].hours + lines["nobody"].hours == sum(effort.hours.values())


def test_every_charge_is_accounted_for(company, intake):
    """D10: received = used + nobody's + outside the period, in rows and in kroner."""
    effort, lines = company.truth.effort, account(intake, "fragt_og_bonus.csv")

    assert {what: line.rows for what, line in lines.items()} == {
        "received": effort.charge_records,
        "outside_period": effort.charge_outside,
        "nobody": effort.charge_unnamed,
        "used": effort.charge_records - effort.charge_outside - effort.charge_unnamed,
    }
    assert lines["received"].amount == sum(company.charges["amount"])
    assert lines["used"].amount + lines["nobody"].amount == sum(effort.amounts.values())


def test_what_is_odd_in_the_records_is_told_and_nothing_else(company, intake):
    """K33: each finding of the further files with its number."""
    effort = company.truth.effort
    files = {"tidsregistrering.csv", "fragt_og_bonus.csv", "debitorer.csv"}
    found = {(finding.file, finding.kind): finding.values["n"] for finding in intake.findings if finding.file in files}

    assert found == {
        ("tidsregistrering.csv", "cost_outside_period"): effort.time_outside,
        ("tidsregistrering.csv", "cost_of_unknown"): effort.time_unknown,
        ("tidsregistrering.csv", "cost_of_nobody"): effort.time_unnamed,
        ("fragt_og_bonus.csv", "cost_outside_period"): effort.charge_outside,
        ("fragt_og_bonus.csv", "cost_of_nobody"): effort.charge_unnamed,
        ("fragt_og_bonus.csv", "cost_credits"): effort.charge_credits,
        ("debitorer.csv", "join_met"): 412,
    }


def test_receivables_and_days_come_through_as_they_are(company, intake):
    """K33: what is unknown stays unknown, and 0 stays 0."""
    read, true = intake.customers.set_index("customer_id"), company.debtors.set_index("customer_id")

    for column in ("receivables", "payment_days"):
        known = {number: float(value) for number, value in true[column].items() if value is not None}
        assert read[column].dropna().to_dict() == known, column


def _left(company: Company) -> dict[str, float]:
    """Return what each customer leaves after time, freight, bonus and credit, at about what an hour costs."""
    truth = company.truth
    rates = {"Ordrekontor": 415, "Servicesag": 480}
    left = {number: float(truth.revenue[number] - truth.cost[number]) for number in truth.revenue.index}
    for (number, kind), hours in truth.effort.hours.items():
        if number is not None:
            left[number] -= float(hours) * rates.get(kind, 650)
    for (number, _), amount in truth.effort.amounts.items():
        if number is not None:
            left[number] -= float(amount)
    return left


def test_time_turns_the_thieves_from_good_into_losing(company):
    """K64: each of them leaves a contribution, and takes more than that in time and freight."""
    truth, left = company.truth, _left(company)
    thieves = truth.effort.planted.thieves
    hours = {number: sum(spent for (whose, _), spent in truth.effort.hours.items() if whose == number) for number in thieves}

    assert all(truth.revenue[number] - truth.cost[number] > 18_000 for number in thieves)
    assert all(left[number] < -10_000 for number in thieves)
    assert min(hours.values()) > 45


def test_bonus_eats_what_five_large_customers_leave(company):
    """K33: at least seven tenths of their contribution goes back as bonus."""
    truth = company.truth
    shares = [
        truth.effort.amounts[(number, "Årsbonus")] / (truth.revenue[number] - truth.cost[number])
        for number in truth.effort.planted.bonus_eaters
    ]

    assert all(Decimal("0.7") <= share < 1 for share in shares)


def test_slow_payers_take_months(company):
    """K33: the six take more than three months; hardly anybody else takes two."""
    days = company.debtors.set_index("customer_id")["payment_days"].dropna()
    slow = list(company.truth.effort.planted.slow_payers)

    assert days[slow].min() > 90
    assert (days.drop(slow) > 62).sum() == 0


def test_the_ledger_leaves_a_rest_and_unused_hours(company, settings):
    """K33: accounts say somewhat more than the records, and no pool is used up."""
    effort = company.truth.effort
    elements = {element["name"]: element for element in settings["contribution"]["elements"]}
    hours, amounts, unwritten = Counter(), Counter(), Counter()
    for (_, kind), spent in effort.hours.items():
        hours[kind] += spent
    for (_, kind), amount in effort.amounts.items():
        amounts[kind] += amount
    inside = company.time[company.time["date"].map(lambda day: ANALYSED[0] <= day <= ANALYSED[1])]
    unwritten.update(inside[inside["hours"].isna()]["kind"])

    for name in ("Årsbonus", "Fragt"):
        traced = sum(amounts[kind] for kind in elements[name]["kinds"])
        assert Decimal("0.95") < traced / Decimal(str(elements[name]["ledger"])) < 1, name
    for name in ("Sælgernes tid", "Servicesager", "Ordrekontor"):
        element = elements[name]
        used = sum(float(hours[kind]) + unwritten[kind] * element.get("minutes", {}).get(kind, 0) / 60 for kind in element["kinds"])
        assert 0.75 < used / element["practical_hours"] < 0.95, name


def test_every_kind_of_record_belongs_to_one_cost(intake, settings):
    """K33: no kind is forgotten and none counts twice; who writes no hours has minutes."""
    kinds = [kind for element in settings["contribution"]["elements"] for kind in element.get("kinds", [])]
    minutes = {kind for element in settings["contribution"]["elements"] for kind in element.get("minutes", {})}
    silent = intake.costs[intake.costs["hours"].isna() & intake.costs["amount"].isna()]

    assert sorted(kinds) == sorted(set(intake.costs["kind"]))
    assert set(silent["kind"]) == minutes


def test_the_tree_has_three_factors_and_thirteen_leaves(tree):
    """K24: three levels, about half of the leaves measured, weights that add up, and every node defined."""
    tops = [node for node in tree.nodes if node.level == 1]
    leaves = [tree.nodes[i] for i in tree.leaves]

    assert (len(tops), len(leaves), max(node.level for node in tree.nodes)) == (3, 13, 3)
    assert sum(leaf.is_rated for leaf in leaves) == 6
    assert all(sum(tree.nodes[i].weight for i in group) == pytest.approx(1) for _, group in tree.groups)
    assert all(node.definition and node.owner for node in tree.nodes)
    assert all(leaf.source for leaf in leaves)


def test_every_leaf_can_be_rated_or_measured(tree):
    """K25: a rated leaf says what each point means, a measured one which value earns which, in its own direction."""
    for leaf in (tree.nodes[i] for i in tree.leaves):
        if leaf.is_rated:
            assert sorted(leaf.anchors) == [1, 2, 3, 4, 5], leaf.name
        else:
            points = [point for _, point in leaf.points]
            assert points == sorted(points, reverse=leaf.direction == "cost"), leaf.name
            assert set(points) == {1, 2, 3, 4, 5}, leaf.name


def test_ratings_are_for_the_leaves_that_people_rate(company, tree):
    """K30: the names are those of the tree, the points those of its scale."""
    given = ratings(company)

    assert list(given) == ["customer_id", "leaf", "rater", "point", "comment"]
    assert set(given["leaf"]) == set(RATED) == {tree.nodes[i].name for i in tree.leaves if tree.nodes[i].is_rated}
    assert set(given["point"]) == {1, 2, 3, 4, 5}
    assert set(given["customer_id"]) <= set(company.customers["customer_id"])


def test_some_customers_are_rated_by_two_who_disagree_and_some_by_nobody(company):
    """K31: three reps, 36 customers rated twice, some two points apart or more, and 28 or more rated by nobody."""
    given = ratings(company)
    raters = given.groupby("customer_id")["rater"].nunique()
    spans = given.groupby(["customer_id", "leaf"])["point"].agg(lambda points: points.max() - points.min())

    assert set(given["rater"]) == set(RATERS)
    assert (raters == 2).sum() == 36
    assert (spans >= 2).sum() >= 10
    assert len(set(company.customers["customer_id"]) - set(given["customer_id"])) >= 28
    assert not given.duplicated(["customer_id", "leaf", "rater"]).any()


def test_ratings_are_the_same_at_every_call(company):
    """Nothing hangs on the day or on an earlier call."""
    assert ratings(company).equals(ratings(company))
