"""N1, N5: points and weights edited in the strategy file, recalculated by LibreOffice, returned and run again: the two agree customer by customer."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from deep_desk import deep_desk, heads, point, tuned
from recalculation import recalculated, stripped
from returning import Desk

from segkit.cli import main

EDITS = (("0014", "Planning", 5), ("0014", "Openness", 4), ("0012", "Planning", 1), ("0015", "Planning", 3), ("0015", "Openness", 2))


def shown_ratings(file: Path) -> dict[str, tuple[object, object]]:
    """Return each customer's rating and class as a workbook shows them."""
    page = openpyxl.load_workbook(file, data_only=True)["Ratings"]
    head, columns = heads(page, "Rating")
    rows = range(head + 1, head + 7)
    return {
        str(page.cell(row, columns["Customer no."]).value): (
            page.cell(row, columns["Rating"]).value,
            page.cell(row, columns["Rating class"]).value,
        )
        for row in rows
    }


def test_what_the_workbook_shows_is_what_the_next_run_gives(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """N1, N5: the workbook's own formulas, with points, two weights and a class edge changed, and the engine after `return --accept`."""
    client: Desk = deep_desk(tmp_path / "root")
    before = shown_ratings(client.copy)
    client.edit(*(point(*edit) for edit in EDITS))
    client.edit(*(tuned(client, key, value) for key, value in {
        "tree.weights.Planning": 55, "tree.weights.Openness": 45, "tree.classes.2.least": 3.2, "tree.points.Size.2.value": 2500,
    }.items()))  # fmt: skip
    edited = shutil.copyfile(recalculated(stripped(client.copy, tmp_path), tmp_path), tmp_path / "edited.xlsx")
    told = shown_ratings(edited)

    code = main(["return", "nord", str(client.copy), "--accept", "--by", "Ida", "--folder", str(tmp_path / "root")])

    assert code == 0
    assert "Written: 5 into corrections.yaml and 4 into engagement.yaml." in capsys.readouterr().out
    study = client.study()
    assert study.deep is not None
    now = study.deep.customers.set_index("customer_id")
    assert told != before
    for number, (rating, band) in told.items():
        if isinstance(rating, (int, float)):
            assert now.loc[number, "score"] == pytest.approx(rating, abs=1e-9)
            assert now.loc[number, "rating_class"] == band
        else:
            assert now.loc[number, "score"] != now.loc[number, "score"]
    assert sum(isinstance(rating, (int, float)) for rating, _ in told.values()) >= 4


def test_a_file_that_libreoffice_saved_comes_home_alike(tmp_path: Path):
    """F04: the same edits, saved by LibreOffice, say the same."""
    client = deep_desk(tmp_path / "root")
    client.edit(point("0014", "Planning", 5), tuned(client, "tree.least_covered", 0.5))
    there = client.returned()
    saved = shutil.copyfile(recalculated(stripped(client.copy, tmp_path), tmp_path), tmp_path / "strategy.xlsx")

    again = client.returned(saved)

    assert [(d.key, d.field, d.value) for d in again.decisions] == [(d.key, d.field, d.value) for d in there.decisions]
    assert [(s.path, s.value) for s in again.settings] == [(s.path, s.value) for s in there.settings]
    assert not list(again.of("question"))
