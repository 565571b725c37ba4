"""Trust in notebooks: only those that segkit ran on this machine, as they were when it saved them."""

from pathlib import Path

import nbformat
import pytest
from nbformat.sign import NotebookNotary
from nbformat.v4 import new_code_cell, new_notebook, new_output

from segkit.notebooks.saving import save
from segkit.notebooks.trust import notary_files

PICTURE = {"image/svg+xml": "<svg/>", "text/plain": "a chart"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def executed() -> nbformat.NotebookNode:
    outputs = [new_output("display_data", dict(PICTURE))]
    return new_notebook(cells=[new_code_cell("chart", execution_count=1, outputs=outputs)])


def is_trusted(path: Path) -> bool:
    secret, signatures = notary_files()
    notary = NotebookNotary(secret_file=str(secret), db_file=str(signatures))
    try:
        return bool(notary.check_signature(nbformat.read(path, as_version=4)))
    finally:
        notary.store.close()


def test_a_notebook_that_segkit_ran_is_trusted(home: Path, tmp_path: Path) -> None:
    """Its charts show when it is opened in `segkit lab`."""
    saved, _ = save(executed(), tmp_path / "own.ipynb")

    assert saved is not None
    assert is_trusted(saved)


def test_a_notebook_from_elsewhere_is_not_trusted(home: Path, tmp_path: Path) -> None:
    """H10: one that was received, or changed after it was saved, runs nothing when it is opened."""
    saved, _ = save(executed(), tmp_path / "own.ipynb")
    assert saved is not None
    changed = nbformat.read(saved, as_version=4)
    changed.cells[0].outputs[0].data["text/html"] = "<script>alert(1)</script>"
    nbformat.write(changed, saved)
    received = tmp_path / "received.ipynb"
    nbformat.write(executed(), received)

    assert (is_trusted(saved), is_trusted(received)) == (False, False)


def test_a_home_that_cannot_be_written_to_stops_no_run(home: Path, tmp_path: Path) -> None:
    """Without a place for the list the notebook is saved all the same."""
    home.write_text("no folder", encoding="utf-8")
    saved, _ = save(executed(), tmp_path / "own.ipynb")

    assert saved == tmp_path / "own.ipynb"
