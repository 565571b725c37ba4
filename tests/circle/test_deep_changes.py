"""N12: which numbers of a Deep Dive are others than in the last delivery, each with the factor, class or cost that it belongs to."""

import dataclasses
import datetime as dt
from pathlib import Path

import openpyxl
from deep_desk import DEEP, RECORDS
from rating_desk import study_of
from returning import CUSTOMERS, LEADS, LINES

from segkit.circle import since_last
from segkit.circle.delivered import delivered_bytes, read_delivered
from segkit.deliverables.excel import write_strategy

NEWER = (("weight_pct: 70", "weight_pct: 60"), ("weight_pct: 30", "weight_pct: 40"), ("ledger: 1200.00", "ledger: 1500.00"))


def test_weights_and_costs_that_are_others_are_told_by_name(tmp_path: Path):
    """N12: weights, scales and costs stand among the rules that changed, and a record of them reads back as it was."""
    folder = tmp_path / "workbooks" / "nord"
    (folder / "data").mkdir(parents=True)
    for name, content in {"customers": CUSTOMERS, "leads": LEADS, "lines": LINES, "costs": RECORDS}.items():
        (folder / "data" / f"{name}.csv").write_text(content, encoding="utf-8")
    file = folder / "engagement.yaml"
    file.write_text(DEEP, encoding="utf-8")
    before = study_of(file)
    then = read_delivered(delivered_bytes(before, ""))
    text = DEEP
    for old, new in NEWER:
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    now = study_of(file)

    changes = since_last(now, dataclasses.replace(then, date=dt.date(2026, 6, 30)))

    assert {number.key: (number.before, number.after) for number in changes.numbers} == {
        "tree.weights.Planning": (70, 60),
        "tree.weights.Openness": (30, 40),
        "contribution.elements.1.ledger": (1200, 1500),
    }
    page = openpyxl.load_workbook(write_strategy(now, tmp_path, changes))["Changes"]
    told = {(row[0].value, row[1].value): (row[2].value, row[5].value) for row in page.iter_rows() if row[1].value is not None}
    assert told["Planning", "Weight in %"] == (70, 60)
    assert told["Visits", "Cost by the accounts"] == (1200, 1500)
