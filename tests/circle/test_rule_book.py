"""The rules as a book: what is said otherwise than in the last delivery, in the words of the client; old records stay readable."""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from deep_desk import DEEP, RECORDS
from remembered import remember
from returning import CUSTOMERS as DEEP_CUSTOMERS
from returning import LEADS as DEEP_LEADS
from returning import LINES as DEEP_LINES
from tiny import TINY

import segkit
from segkit.circle import Changes, RuleChange, since_last, since_last_delivery
from segkit.circle.delivered import as_delivered, delivered_bytes, read_delivered
from segkit.circle.rule_book import rule_book
from segkit.deliverables.excel import write_strategy
from segkit.study import Study
from segkit.views.chapters import changes as chapter
from segkit.views.rule_changes import MOST, rules_table

LATER = ("date: 2026-08-31", "date: 2027-09-30")
PLAYBOOK = """\
playbook:
  A:
    activities:
      - {name: Account plan, channel: management, per_year: 1, minutes: 240, kpi: account_plan}
      - {name: Visits, channel: visit, kpi: meetings, contact: true}
"""
DINNER = "      - {name: Dinner, channel: event, per_year: 2, minutes: 90, role: Manager, kpi: people, end: 2027-12-31}\n"


def nord(root: Path, yaml: str, lines: str = DEEP_LINES) -> Path:
    """A small Deep Dive whose customers are rated by their revenue."""
    folder = root / "workbooks" / "nord"
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for name, content in {"customers": DEEP_CUSTOMERS, "leads": DEEP_LEADS, "lines": lines, "costs": RECORDS}.items():
        (folder / "data" / f"{name}.csv").write_text(content, encoding="utf-8")
    (folder / "engagement.yaml").write_text(yaml, encoding="utf-8")
    return folder / "engagement.yaml"


def edited(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def later(file: Path) -> tuple[Study, Changes]:
    study = segkit.run_study(segkit.read_engagement(file))
    found = since_last_delivery(study)
    assert found is not None
    return study, found


def test_an_activity_is_known_by_its_name(workbook: Callable[..., Path]) -> None:
    """K58: one put in between is new, and those behind it are what they were; the number of a changed one is told with it, once."""
    remember(workbook(TINY + PLAYBOOK))
    newer = edited(TINY + PLAYBOOK, LATER, ("minutes: 240", "minutes: 180"), ("      - {name: Visits", f"{DINNER}      - {{name: Visits"))
    _, found = later(workbook(newer))

    assert found.rules == (
        RuleChange(
            "Activity",
            "Management meeting; 1 × a year, 240 minutes each; Key account manager; Account plan agreed",
            "Management meeting; 1 × a year, 180 minutes each; Key account manager; Account plan agreed",
            "A",
            "Account plan",
            segment=True,
        ),
        RuleChange(
            "Activity",
            "",
            "Event; 2 × a year, 90 minutes each; Manager; Decision-makers known; … – 31 Dec 2027",
            "A",
            "Dinner",
            segment=True,
        ),
    )
    assert (found.numbers, found.texts) == ((), ())


def test_letters_and_names_of_grades_are_told(workbook: Callable[..., Path]) -> None:
    """K58: the same preset drawn otherwise: measures, letters, and what a grade is called."""
    own = (
        "own\n  grid: {across: revenue, across_cuts: [1000], up: potential, up_cuts: [5000], grades: [[B, A], [D, C]]}\n  labels: {A: Gold}"
    )
    first = edited(TINY, ("classic\n  revenue_high: 1000\n  potential_high: 5000", own))
    remember(workbook(first))
    _, found = later(
        workbook(edited(first, LATER, ("up: potential", "up: headroom"), ("[[B, A], [D, C]]", "[[C, A], [D, B]]"), ("A: Gold", "A: Top")))
    )

    assert [(one.label, one.about, one.before, one.after) for one in found.rules] == [
        ("Measures", "", "Revenue × Potential", "Revenue × Headroom"),
        ("Letters", "", "B A / D C", "C A / D B"),
        ("Name", "A", "Gold", "Top"),
    ]


def test_factors_are_told_by_what_changed_in_them(tmp_path: Path) -> None:
    """K58: a definition, a measure and a scale said otherwise; of a factor that is new or gone only that; in Excel and report alike."""
    remember(nord(tmp_path, DEEP))
    newer = edited(
        DEEP, LATER, ("definition: How we work together.", "definition: How well we work together."), ("name: Openness", "name: Trust"),
        ("column: revenue", "column: potential"), ("3: A few days", "3: Half a week"),
    )  # fmt: skip
    study, found = later(nord(tmp_path, newer))
    told = [(one.about, one.label, one.before, one.after) for one in found.rules]

    assert told[:2] == [
        ("Relation", "Definition", "How we work together.", "How well we work together."),
        (
            "Planning",
            "Scale",
            *(f"1 = Day to day; 2 = Two days; 3 = {text}; 4 = A week; 5 = A month" for text in ("A few days", "Half a week")),
        ),
    ]
    assert told[2:] == [
        ("Trust", "Factor", "", "Relation › Trust"),
        ("Size", "Measured by", "Revenue", "Potential"),
        ("Openness", "Factor", "Relation › Openness", ""),
    ]
    table = rules_table(study, found)
    assert table is not None
    page = openpyxl.load_workbook(write_strategy(study, tmp_path, found))["Changes"]
    in_excel = [tuple(row[i].value or "" for i in (0, 1, 2, 5)) for row in page.iter_rows() if row[1].value is not None]
    assert [row for row in table.rows if row[1] != "Weight in %"] == [row for row in in_excel if row in table.rows]
    assert ("Trust", "Weight in %", "–", "30") in table.rows


@pytest.mark.parametrize("name", ["example", "deep"])
def test_the_same_rules_change_nothing(name: str, request: pytest.FixtureRequest) -> None:
    """K58: a book written, read and compared with itself, in the client's language and with every factor and activity in it."""
    study = request.getfixturevalue(name)
    then = read_delivered(delivered_bytes(study, ""))
    found = since_last(study, then)
    book = rule_book(then, study.words)

    assert replace(then, numbers=()) == replace(as_delivered(study, ""), numbers=())
    assert (found.rules, found.numbers, found.texts) == ((), (), ())
    assert rules_table(study, found) is None
    assert len(book) > len(study.plan.policies)
    assert found.classes is None if name == "example" else found.classes is not None and found.classes.moved == ()


def test_a_record_of_before_is_still_read(tmp_path: Path) -> None:
    """K58: without activities, labels, tree and classes in it, what it holds is compared as ever, and nothing is made up."""
    first = nord(tmp_path, DEEP + PLAYBOOK)
    study = segkit.run_study(segkit.read_engagement(first))
    plain = json.loads(gzip.decompress(delivered_bytes(study, "")))
    for key in ("activities", "labels", "pareto", "tree"):
        del plain[key]
    for key in ("score", "rating_class"):
        del plain["accounts"][key]
    old = replace(read_delivered(gzip.compress(json.dumps(plain).encode())), date=study.engagement.date)
    now = segkit.run_study(
        segkit.read_engagement(nord(tmp_path, edited(DEEP + PLAYBOOK, ("minutes: 240", "minutes: 180"), ("name: Visits", "name: Calls"))))
    )
    found = since_last(now, old)

    assert (found.rules, found.classes) == ((), None)
    assert [(one.key, one.before, one.after) for one in found.numbers] == [("playbook.A.activities.1.minutes", 240, 180)]
    assert [(one.field, one.before, one.after) for one in found.texts] == [("activities", "Account plan\nVisits", "Account plan\nCalls")]


def test_a_long_list_is_cut_in_the_report_and_says_so(deep: Study) -> None:
    """K58: the report shows the first rules and how many there are; Excel has all."""
    then = as_delivered(deep, "")
    assert then.tree is not None
    nodes = tuple(replace(node, definition=f"{node.definition} Then.", owner="Nobody") for node in then.tree.nodes)
    found = since_last(deep, replace(then, tree=replace(then.tree, nodes=nodes)))
    table = rules_table(deep, found)

    assert table is not None
    assert (len(table.rows), len(found.rules) > MOST) == (MOST, True)
    assert table.caption.endswith(f"{MOST} of {len(found.rules)} are shown; the Excel file has all.")


CLASSES = "  least_covered: 0.1\n  classes: [{name: Top, least: %s}, {name: High, least: %s}, {name: Low, least: 1}]\n"


def test_who_moved_between_classes_and_why(tmp_path: Path) -> None:
    """K58: today's figures under the tree of then say whether the figures, the rules or both moved a customer, as with grades."""
    remember(nord(tmp_path, DEEP + CLASSES % (4.5, 3)))
    lines = edited(DEEP_LINES, ("0015;19-06-2026;999,99", "0015;19-06-2026;2500,00"), ("0017;19-05-2026;500,00", "0017;19-05-2026;2900,00"))
    study, found = later(nord(tmp_path, edited(DEEP, LATER) + CLASSES % (4.9, 4), lines))
    assert found.classes is not None
    moved = {move.number: (move.class_before, move.class_after, move.why) for move in found.classes.moved}

    assert moved == {
        "0013": ("High", "Low", "rules"),
        "0015": ("Low", "High", "figures"),
        "0017": ("Low", "High", "both"),
    }
    assert [move.number for move in found.classes.moved] == ["0017", "0015", "0013"]
    assert int(found.classes.migration.to_numpy().sum()) == len(study.customers)
    page = openpyxl.load_workbook(write_strategy(study, tmp_path, found))["Changes"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert ["0017", "Zeta", "Low", "High", "figures and rules changed", 1, 4.84] in [row[:7] for row in rows]
    assert "3 customers changed rating class (" in repr(chapter(study, found))
