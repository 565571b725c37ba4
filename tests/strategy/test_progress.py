"""Planned against done: what came back of the actions in returned strategy files."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import segkit
from segkit.views import chapters
from segkit.views.campaigns import planned_and_done

Build = Callable[..., Path]

RETURNED = """\
corrections:
  - {key: "action:customer:001:1", field: status, value: "Udført", from: {file: strategy.xlsx, cell: Actions!K5}, date: 2026-10-15}
  - {key: "action:customer:001:2", field: status, value: "Dropped", from: {file: strategy.xlsx, cell: Actions!K6}, date: 2026-10-15}
  - {key: "action:customer:002:1", field: status, value: "Under way", from: {file: strategy.xlsx, cell: Actions!K7}, date: 2027-05-31}
  - {key: "action:customer:099:1", field: status, value: "Done", from: {file: strategy.xlsx, cell: Actions!K8}, date: 2026-11-01}
  - {key: "task:confirm", field: status, value: "Done", from: {file: strategy.xlsx, cell: Plan!F5}, date: 2027-06-01}
"""


def test_before_anything_has_come_back_nothing_is_said(tiny: segkit.Study):
    """C10: no table of zeros before the first returned file."""
    assert tiny.progress is None
    assert chapters.progress(tiny) is None


def test_each_action_is_counted_once_by_its_status(workbook: Build):
    """C10: in whatever language the status came back; planned = done + under way + dropped + open, and overdue is what is due and not closed."""
    file = workbook()
    (file.parent / "corrections.yaml").write_text(RETURNED, encoding="utf-8")
    study = segkit.run_study(segkit.read_engagement(file))
    found = study.progress
    assert found is not None
    actions = study.actions

    assert found.until == dt.date(2027, 5, 31)
    assert found.elsewhere == 1
    assert (found.table[["done", "under_way", "dropped", "open"]].sum(axis=1) == found.table["planned"]).all()
    assert found.total["planned"] == len(actions)
    assert (found.total["done"], found.total["dropped"], found.total["under_way"]) == (1, 1, 1)
    segment = study.customers.set_index("customer_id").loc["001", "grade"]
    assert (found.table.loc[segment, "done"], found.table.loc[segment, "dropped"]) == (1, 1)
    due = actions["due"].dt.date <= found.until
    closed = (actions["customer_id"] == "001") & actions["slot"].isin([1, 2])
    assert found.total["due"] == due.sum()
    assert found.total["overdue"] == (due & ~closed).sum()
    assert 0 < found.total["overdue"] < found.total["due"] < len(actions)
    table = planned_and_done(study)
    assert table is not None
    assert table.rows[-1][:4] == ("Total", str(len(actions)), "1", "1")
    assert "1 status belongs to an action that is no longer in the list." in repr(chapters.progress(study))
