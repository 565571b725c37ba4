"""The strategy file of a hundred random engagements: recalculated and edited, it is the engine's to the last cell."""

from pathlib import Path

import pytest
from live.batch import edited_wrong, make_case, wrong_cells
from live.bending import BENDS, cases_bent
from recalculation import differences_of, recalculated, stripped

BATCHES, SIZE = 4, 25
BENT = 8
"""How many of the engagements are bent."""


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_engagements_equal_the_engine(tmp_path: Path, batch: int):
    """N1, G21: as delivered and after random edits of the yellow cells, each cell is what a run with those parameters gives."""
    cases = [make_case(seed, tmp_path) for seed in range(batch * SIZE, (batch + 1) * SIZE)]

    assert wrong_cells(cases, tmp_path) == []


def test_every_kind_of_bent_formula_is_found(tmp_path: Path):
    """N1: the comparison can fail: a comparison turned, a column exchanged, a rounding gone, a range too short are all found."""
    cases = [make_case(seed, tmp_path) for seed in range(BENT)]
    files = {kind: cases_bent(cases, kind, tmp_path, most=2) for kind in BENDS}
    every = [path for paths in files.values() for path in paths]
    found = dict(zip(every, differences_of(every, tmp_path), strict=True))

    assert [kind for kind, paths in files.items() if not any(found[path] for path in paths)] == []


def test_edits_that_go_to_the_wrong_cells_are_found(tmp_path: Path):
    """The comparison after edits can fail as well: a threshold written into the cell of another is found."""
    case = make_case(0, tmp_path)

    assert edited_wrong(case.study.words, case.path, case.again, recalculated(stripped(case.path, tmp_path), tmp_path)) != []


def test_a_seed_gives_the_same_engagement(tmp_path: Path):
    """A failure can be looked at again: its seed draws the same files, parameters and edits."""
    first, again = make_case(3, tmp_path / "1"), make_case(3, tmp_path / "2")

    assert first.edit == again.edit
    assert first.path.read_bytes() == again.path.read_bytes()
