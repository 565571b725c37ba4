"""What to find out first: bounds, probability, stake and worth by hand, and an order that holds."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import TINY

import segkit
from segkit.deliverables.call_list import write_call_list
from segkit.deliverables.excel import write_strategy
from segkit.errors import EngagementError
from segkit.rating import AbcdModel, Grid, measured, rate, settle
from segkit.segments import FindOut, to_find_out
from segkit.study import explained

Build = Callable[..., Path]
Row = tuple[float | None, float | None]


NOBODY = pd.DataFrame(columns=["revenue", "potential", "utilisation"], dtype=float)


def grid_of(**model: object) -> Grid:
    return settle(AbcdModel.model_validate(model or {"revenue_high": 100, "potential_high": 500}), NOBODY)


def accounts(rows: list[Row], grid: Grid, kind: str = "customer") -> pd.DataFrame:
    """Return rated accounts of (revenue, potential) as a study has them."""
    table = pd.DataFrame(rows, columns=["revenue", "potential"]).astype(float)
    plain = {"name": "N", "owner": "", "region": "", "cost": np.nan, f"{kind}_id": [f"{i:02}" for i in range(len(table))]}
    basis = np.where(table["potential"].isna(), "unknown", "delivered")
    return explained(rate(measured(table.assign(**plain, potential_basis=basis)), grid)).frame


def ranked(rows: list[Row], grid: Grid | None = None, leads: list[Row] | None = None) -> pd.DataFrame:
    grid = grid or grid_of()
    return to_find_out(accounts(rows, grid), accounts(leads or [], grid, "lead"), grid, FindOut())


def test_the_worth_of_a_call_by_hand():
    """N3: five peers of low revenue, two of them B with headroom 590 and 790: (2+1)/(5+2) of 690 for 15 minutes."""
    found = ranked([(10, 600), (10, 800), (10, 100), (10, 200), (10, 300), (20, None), (200, 900)]).iloc[0]

    assert found["possible"] == ("B", "D")
    assert found["peers"] == 5
    assert found["probability"] == pytest.approx(3 / 7)
    assert found["at_stake"] == 690
    assert found["worth"] == round(3 / 7 * 690 / 15, 2)
    assert (found["estimate_low"], found["estimate_high"]) == (200, 600)


def test_fewer_than_five_peers_in_the_band_are_all_of_the_kind():
    """N3: four in the band are too few to compare with; leads are never a customer's peers."""
    few = ranked([(10, 600), (10, 800), (10, 100), (10, 200), (500, 900), (20, None)], leads=[(10, 5000)] * 9)

    assert few.iloc[0]["peers"] == 5


def test_without_a_peer_nothing_is_estimated():
    """K10: where no potential is known at all there is no estimate, and those who buy most stand first."""
    found = ranked([(10, None), (300, None), (None, None)])

    assert list(found["number"]) == ["01", "00", "02"]
    assert (found["peers"] == 0).all()
    assert found[["probability", "at_stake", "worth", "estimate_low", "estimate_high"]].isna().all(axis=None)


def test_peers_without_headroom_leave_nothing_at_stake():
    """N3: a better grade of which nothing is left to win is worth no call."""
    found = ranked([(900, 600)] * 6 + [(100, None)]).iloc[0]

    assert (found["at_stake"], found["worth"]) == (0, 0)
    assert found["probability"] == 7 / 8


def test_nothing_open_and_nobody_at_all_are_empty_lists():
    assert ranked([(10, 600)]).empty
    assert ranked([]).empty


def test_where_no_answer_can_grade_there_is_no_worth():
    """An open threshold leaves no grade possible, so no probability is told; the peers' range is."""
    grid = settle(AbcdModel.model_validate({"revenue_high": {"quantile": 0.8}, "potential_high": 500}), NOBODY)
    found = ranked([(None, 600), (None, None)], grid).iloc[0]

    assert found["possible"] == ()
    assert np.isnan(found["probability"])
    assert found["estimate_low"] == 600


amount = st.integers(0, 200_000).map(lambda ore: ore / 100)
row = st.tuples(st.one_of(st.none(), amount), st.one_of(st.none(), amount.map(lambda value: value + 0.01)))
model = st.sampled_from(
    [
        {"revenue_high": 100, "potential_high": 500},
        {"preset": "potential_x_sow", "potential_high": 500},
        {"preset": "size_sow_3x3", "potential_middle": 300, "potential_high": 900},
    ]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(row, max_size=25), st.lists(row, max_size=5), model)
def test_the_ranking_is_whole_ordered_and_within_bounds(rows: list[Row], leads: list[Row], model: dict[str, object]):
    """N3: everybody unknown stands once, in order of worth, with a probability that is never 0 or 1."""
    found = ranked(rows, grid_of(**model), leads)
    keys = {f"customer:{i:02}" for i, (_, potential) in enumerate(rows) if potential is None}
    keys |= {f"lead:{i:02}" for i, (_, potential) in enumerate(leads) if potential is None}
    told = found["probability"].dropna()

    assert set(found["key"]) == keys
    assert len(found) == len(keys)
    assert found["worth"].dropna().is_monotonic_decreasing
    assert found["worth"].isna().is_monotonic_increasing
    assert ((told > 0) & (told < 1)).all()
    assert (found["at_stake"].dropna() >= 0).all()


@settings(max_examples=30, deadline=None)
@given(st.lists(row, min_size=1, max_size=15), st.data(), model)
def test_answers_only_ever_close_the_open_set(rows: list[Row], data: st.DataObject, model: dict[str, object]):
    """N3: an answered list leaves fewer accounts open, and none of the others gets another possible grade."""
    grid = grid_of(**model)
    before = ranked(rows, grid).set_index("key")["possible"]
    answered = data.draw(st.sets(st.sampled_from(range(len(rows)))))
    after_rows = [
        (revenue, 750.0) if i in answered and potential is None else (revenue, potential) for i, (revenue, potential) in enumerate(rows)
    ]
    after = ranked(after_rows, grid).set_index("key")["possible"]
    new = accounts(after_rows, grid).set_index("customer_id")["possible"]

    assert set(after.index) == set(before.index) - {f"customer:{i:02}" for i in answered}
    assert after.to_dict() == before[after.index].to_dict()
    assert all(set(new[key.removeprefix("customer:")]) <= set(grades) for key, grades in before.items())


def test_the_sheet_shows_the_ranking_and_marks_the_next_calls(workbook: Build, tmp_path: Path):
    """N3: the sheet has the study's order, its figures and how many are marked; the call list follows the same order."""
    rows = [(f"{i:03}", 100 * i, "" if i % 3 == 0 else 700 * i) for i in range(1, 31)]
    customers = "No;Name;Rep;Potential\n" + "".join(f"{no};N{no};R;{potential}\n" for no, _, potential in rows)
    lines = "No;Date;Amount\n" + "".join(f"{no};15-07-2025;{revenue},00\n" for no, revenue, _ in rows)
    yaml = TINY + "find_out:\n  minutes_per_call: 20\n  next_calls: 4\n"
    study = segkit.run_study(segkit.read_engagement(workbook(yaml, customers_csv=customers, lines_csv=lines)))
    sheet = openpyxl.load_workbook(write_strategy(study, tmp_path), data_only=True)["What to find out"]
    head, *body = [row for row in sheet.iter_rows(min_row=6, values_only=True) if row[0] is not None]
    calls = openpyxl.load_workbook(write_call_list(study, tmp_path)).worksheets[0]

    assert [line[head.index("Number")] for line in body] == list(study.find_out["number"])
    assert [line[head.index("Worth per minute")] for line in body] == list(study.find_out["worth"])
    assert [line[head.index("Next call")] for line in body].count("yes") == 4
    assert "20 minutes" in sheet["A3"].value
    assert [calls.cell(8 + i, 3).value for i in range(len(body))] == list(study.find_out["number"])


def test_a_call_of_no_minutes_is_refused(workbook: Build):
    """Nothing is divided by 0: the setting says what it expects."""
    with pytest.raises(EngagementError) as caught:
        segkit.read_engagement(workbook(TINY + "find_out:\n  minutes_per_call: 0\n"))

    assert str(caught.value) == (
        "SEG-D09: engagement.yaml, line 21: 'minutes_per_call' must be above 0, but is 0. What it takes to ask one account for its potential."
    )
