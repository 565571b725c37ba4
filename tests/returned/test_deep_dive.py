"""N5, K26, K29: what was edited in the Deep Dive's sheets comes home: points, remarks and decisions, weights, scales, classes, costs."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from deep_desk import DEEP, POINTS, deep_desk, point, rate, tuned
from returning import Desk, deliver, published, told

from segkit.intake.corrections import read_corrections
from segkit.returned import Returned, accept, read_book
from segkit.returned.layout import layout_of

DAY = dt.date(2026, 9, 20)
OWN = "rating:customer:0014"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return deep_desk(tmp_path_factory.mktemp("deep"))


@pytest.fixture
def client(home: Desk, tmp_path: Path) -> Desk:
    """The client's whole folder once more, with its delivery and a copy to edit."""
    shutil.copytree(home.file.parents[2], tmp_path / "root")
    return Desk(tmp_path / "root" / "workbooks" / "nord" / "engagement.yaml", tmp_path / "root" / "mail" / "strategy.xlsx")


def changes(returned: Returned) -> list[tuple[object, object, object]]:
    return [(item.key or item.whom, item.old, item.new) for item in returned.of("change")]


def kinds(returned: Returned) -> list[str]:
    return [item.kind for item in returned.items]


def test_an_unedited_file_says_nothing(client: Desk):
    """F08: the delivered file itself holds no change, no question and nothing written over."""
    assert client.returned().items == ()


def test_a_point_comes_home_and_is_in_force(client: Desk):
    """K26, K29: a changed and a new point are kept with who, when and why, and the customer is rated by them."""
    client.edit(point("0014", "Planning", 5), point("0014", "Openness", 4), point("0014", "Comment", "Met the new buyer"))
    before = client.study()

    accept(client.returned(), DAY, by="Ida Holm")

    after = client.study()
    assert before.deep is not None
    assert after.deep is not None
    entry = read_corrections(client.engagement.corrections).get(OWN, "given:Openness")
    assert entry is not None
    assert (entry.value, entry.by, entry.date, entry.reason) == (4, "Ida Holm", DAY, "Met the new buyer")
    assert after.deep.raters.points.loc["0014"].tolist() == [5.0, 4.0]
    told_of = {one.leaf: (one.mean, one.raters, one.decision.by) for one in after.deep.raters.decided}
    assert told_of["Planning"] == (1.0, 1, "Ida Holm")
    assert told_of["Openness"][1:] == (0, "Ida Holm")
    rated = after.deep.customers.set_index("customer_id")["score"]
    assert rated["0014"] > before.deep.customers.set_index("customer_id")["score"]["0014"]


def test_what_was_accepted_is_nothing_new_the_next_time(client: Desk):
    """F08: points and remarks stand in the next delivery, and the file of it says nothing; a point that is emptied then is taken back."""
    study = client.study()
    assert study.deep is not None
    best = study.deep.lists.best["customer_id"].iloc[0]
    client.edit(point("0014", "Planning", 5), point("0014", "Comment", "Met the new buyer"))
    client.edit(point(best, "Comment", "Ask again", "Customers to build on"))
    accept(client.returned(), DAY)
    deliver(client)
    client.copy.write_bytes(published(client).read_bytes())

    again = client.returned()

    assert again.items == ()
    client.edit(point("0014", "Planning", None))
    accept(client.returned(), DAY)
    now = client.study()
    assert now.deep is not None
    assert now.deep.raters.points.loc["0014", "Planning"] == 1


@pytest.mark.parametrize(("value", "kind"), [(7, "not_a_point"), (-1, "negative"), ("high", "not_an_amount"), (0.5, "not_a_point")])
def test_what_is_no_point_is_asked(client: Desk, value: object, kind: str):
    """F06: a point that the scale does not have is a question, and nothing of it is taken."""
    client.edit(point("0014", "Planning", value))

    returned = client.returned()

    assert kinds(returned) == [kind]
    assert not returned.decisions


def test_a_point_that_became_another_meanwhile_is_asked(client: Desk):
    """F05: delivered 1, edited to 5, and a newer rating sheet says 3: nobody but a person decides."""
    client.edit(point("0014", "Planning", 5))
    rate(client, POINTS | {("0014", "Planning"): 3})

    returned = client.returned()

    assert [(told(item)[0], item.values["current"]) for item in returned.of("question")] == [("conflict", 3)]


def test_a_raters_point_is_not_emptied_away(client: Desk):
    """K29: emptying what a rating sheet gives is a question; the sheet is where it is taken out."""
    client.edit(point("0014", "Planning", None))

    assert kinds(client.returned()) == ["cannot_be_emptied"]


def test_decisions_on_the_lists_come_home(client: Desk):
    """K36: who is responsible for growth, and what is decided of a customer to be changed."""
    study = client.study()
    assert study.deep is not None
    worst, best = study.deep.lists.worst["customer_id"], study.deep.lists.best["customer_id"]
    choice = decisions(client)[0]
    client.edit(point(worst.iloc[0], "Decision", choice, "Customers to change"))
    client.edit(point(best.iloc[0], "Responsible", "Bo", "Customers to build on"))

    accept(client.returned(), DAY)

    known = read_corrections(client.engagement.corrections)
    assert known.value(f"change:customer:{worst.iloc[0]}", "decision") == choice
    assert known.value(f"growth:customer:{best.iloc[0]}", "responsible") == "Bo"


def decisions(client: Desk) -> tuple[str, ...]:
    described = read_book(client.copy).described
    table = next(table for table in layout_of(described).tables if table.key == "change")
    return table.by_field["decision"].choices


NUMBERS: dict[str, tuple[dict[str, float], str]] = {
    "two weights of a group": ({"tree.weights.Planning": 60, "tree.weights.Openness": 40}, "weight_pct: 60  # agreed in June; changed in"),
    "a value and its points": (
        {"tree.points.Size.1.value": 800, "tree.points.Size.2.points": 4.5},
        "points: [[800, 1], [3000, 4.5]]  # changed in",
    ),
    "the edge of a class": ({"tree.classes.1.least": 4.25}, 'classes: [{name: "Platinum", least: 4.25}, {name: "Gold", least: 3}, '),
    "what must be known": ({"tree.least_covered": 0.5}, "least_covered: 0.5  # changed in"),
    "the cost by the accounts": ({"contribution.elements.1.ledger": 1500}, "ledger: 1500  # by the accounts; changed in"),
    "the practical share, which was not written": (
        {"contribution.elements.1.practical_share": 0.8},
        "      practical_share: 0.8  # changed in",
    ),
    "the target": ({"contribution.target_margin": 0.1}, "target_margin: 0.1  # changed in"),
    "the rule of growth": ({"growth.attainable": 0.3, "growth.rating_power": 2}, "growth:\n  rating_power: 2  # changed in"),
}


@pytest.mark.parametrize("which", NUMBERS)
def test_tuned_numbers_are_written_into_engagement_yaml(client: Desk, which: str):
    """N5: every yellow cell of the Deep Dive comes home, the person's remarks stay, and the next study reckons with it."""
    values, written = NUMBERS[which]
    client.edit(*(tuned(client, key, value) for key, value in values.items()))

    returned = client.returned()
    accept(returned, DAY)

    assert not list(returned.of("question"))
    assert written in client.file.read_text(encoding="utf-8")
    now = {parameter.key: parameter.value for parameter in client.study().parameters}
    assert {key: now[key] for key in values} == values


def test_a_group_that_no_longer_adds_up_is_asked(client: Desk):
    """N5: 60 and 30 are 90; the question names the group and the sum, and the other settings are not held up."""
    client.edit(tuned(client, "tree.weights.Planning", 60), tuned(client, "growth.attainable", 0.3))

    returned = client.returned()

    [asked] = returned.of("question")
    assert asked.text(client.engagement.words) == (
        "With this weight the factors below 'Relation' add up to 90 % instead of 100 %; none of the group's weights is taken."
    )
    assert [change.path for change in returned.settings] == [("growth", "attainable")]


def test_weights_of_level_1_are_asked_by_name(client: Desk):
    """N5: the group above all others has no name of its own."""
    client.edit(tuned(client, "tree.weights.Value", 50))

    [asked] = client.returned().of("question")

    assert "the factors of level 1 add up to 110 %" in asked.text(client.engagement.words)


def test_weights_from_pairs_are_not_taken(tmp_path: Path):
    """N6: a group that was weighed in pairs keeps its comparisons, and the reader is told why."""
    pairs = DEEP.replace("      factors:\n        - name: Planning\n          weight_pct: 70  # agreed in June\n",
        "      pairwise:\n        - {voter: Ida, prefer: Planning, over: Openness, times: 3}\n      factors:\n        - name: Planning\n"
    ).replace("          weight_pct: 30\n", "")  # fmt: skip
    client = deep_desk(tmp_path, pairs)
    client.edit(tuned(client, "tree.weights.Planning", 60), tuned(client, "tree.weights.Openness", 40))

    returned = client.returned()

    assert kinds(returned) == ["weights_in_pairs"] * 2
    assert not returned.settings


REFUSED: dict[str, tuple[dict[str, float], str]] = {
    "values that do not rise": ({"tree.points.Size.1.value": 4000}, "rising"),
    "classes out of order": ({"tree.classes.2.least": 4.5}, "'classes' must fall from class to class"),
    "a share above 1": ({"contribution.elements.1.practical_share": 1.5}, "practical_share"),
}


@pytest.mark.parametrize("which", REFUSED)
def test_a_number_with_which_nothing_can_be_reckoned_is_asked(client: Desk, which: str):
    """F06: the question says why, in the words of engagement.yaml."""
    values, reason = REFUSED[which]
    client.edit(*(tuned(client, key, value) for key, value in values.items()))

    returned = client.returned()

    assert kinds(returned) == ["setting_refused"]
    assert reason in next(returned.of("question")).values["reason"]


def test_an_edited_class_is_not_taken(client: Desk):
    """F02: the class is worked out; who writes over it is told, and the points of that row are held back."""
    client.edit(point("0014", "Rating class", "Platinum"), point("0014", "Planning", 5))

    returned = client.returned()

    assert sorted(kinds(returned)) == ["formula_replaced", "held"]
    assert not returned.decisions
