"""What the files of a Deep Dive hold besides the strategy: manifest, crm.csv, the returned rows, the account of rows with hours."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from segkit.circle import LastDelivery
from segkit.deliverables.crm import write_crm
from segkit.deliverables.manifest import as_json, study_facts
from segkit.deliverables.return_file import write_return
from segkit.study import Study
from segkit.views import tables


def test_the_manifest_holds_what_the_deep_dive_came_to(deep: Study):
    """N12, M01: classes, the tree's weights, agreement, weightings and every account, adding up to the øre."""
    assert deep.deep is not None
    facts = study_facts(deep, [], LastDelivery())["deep_dive"]

    assert sum(band["customers"] for band in facts["classes"]) + facts["not_rated"] == len(deep.customers)
    assert sum(node["in_all"] for node in facts["tree"] if node["place"].count(".") == 0) == pytest.approx(1)
    assert facts["weightings"] == {"number": 10_000, "seed": 1}
    assert facts["true_contribution"] == round(float(deep.deep.customers["true_contribution"].sum()), 2)
    for account in facts["accounts"]:
        parts = (account["customers"], account["of_nobody"], account["beyond"], account["unused"])
        assert round(sum(parts) - account["ledger"], 2) == 0
    assert as_json(study_facts(deep, [], LastDelivery())) == as_json(study_facts(deep, [], LastDelivery()))


def test_the_tuned_numbers_of_the_tree_and_the_costs_stand_among_the_parameters(deep: Study):
    """N12: a manifest lists every number that can be changed in the workbook."""
    keys = {value["key"] for value in study_facts(deep, [], LastDelivery())["parameters"]}

    assert {
        "tree.classes.1.least",
        "tree.least_covered",
        "contribution.target_margin",
        "contribution.elements.1.ledger",
        "growth.attainable",
    } <= keys


def test_a_basic_manifest_has_no_deep_dive(example: Study):
    """The files of the Basic package stay as they were."""
    facts = study_facts(example, [], LastDelivery())

    assert "deep_dive" not in facts
    assert not any(value["key"].startswith(("tree.", "contribution.", "growth.")) for value in facts["parameters"])


def test_crm_and_the_returned_rows_hold_the_rating(deep: Study, tmp_path: Path):
    """M04: class and rating of a customer are the same in crm.csv, in the returned rows and in the study; leads have none."""
    assert deep.deep is not None
    rated = deep.deep.customers.set_index("customer_id")["score"].dropna()
    number = str(rated.index[0])
    lines = list(csv.DictReader(io.StringIO(write_crm(deep, tmp_path).read_text(encoding="utf-8-sig")), delimiter=";"))
    file = write_return(deep, tmp_path)
    assert file is not None
    rows = list(openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True))
    head = [str(cell) for cell in rows[0]]
    own = next(row for row in rows[1:] if number in {str(cell) for cell in row})
    line = next(line for line in lines if line["Number"] == number and line["Kind"] == "Customer")

    assert float(line["Rating"]) == pytest.approx(rated[number])
    assert own[head.index("Rating")] == pytest.approx(rated[number])
    assert own[head.index("Rating class")] == line["Rating class"] != ""
    assert {line["Rating class"] for line in lines if line["Kind"] == "Lead"} == {""}


def test_the_account_of_rows_tells_hours_where_there_are_any(deep: Study, example: Study):
    """N8: hours received are hours used, of nobody and set aside; without records of time there is no such column."""
    shown = tables.reconciliation(deep)
    lines = [line for line in deep.intake.reconciliation.lines if line.hours is not None]
    received = next(line for line in lines if line.what == "received")

    assert "Hours" in shown.headings
    assert sum(line.hours or 0 for line in lines if line.what != "received" and line.file == received.file) == received.hours
    assert deep.words.number(received.hours, 1) in {cell for row in shown.rows for cell in row}
    assert "Hours" not in tables.reconciliation(example).headings
