"""Where a client stands, from the first folder to the delivery and on: seen in files, without running anything."""

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest
from tiny import CUSTOMERS, LINES, TINY

from segkit.deliverables import intake_report
from segkit.engagement import read_engagement
from segkit.lab import standing, standings
from segkit.lab.next_step import next_step
from segkit.notebooks import make_workbook, run_client
from segkit.words import Words

LATER = 60


def client(root: Path, name: str = "tiny", yaml: str = TINY) -> Path:
    folder = root / "workbooks" / name
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    (folder / "data" / "lines.csv").write_text(LINES, encoding="utf-8")
    (folder / "engagement.yaml").write_text(yaml, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with one delivered client."""
    root = tmp_path_factory.mktemp("delivered")
    run_client(client(root) / "engagement.yaml")
    return root


@pytest.fixture
def after(delivered: Path, tmp_path: Path) -> Path:
    """The delivered client in a copy whose files all say that they were written now, as copies do."""
    shutil.copytree(delivered, tmp_path / "copy", copy_function=shutil.copyfile)
    return tmp_path / "copy" / "workbooks" / "tiny"


def later(path: Path) -> Path:
    """Let a file be written a minute after everything else."""
    moment = path.stat().st_mtime + LATER
    os.utime(path, (moment, moment))
    return path


def command(folder: Path) -> str:
    return next_step(Words("en"), standing(folder)).command


def test_a_new_client_is_asked_for_data(tmp_path: Path) -> None:
    """An empty data/ comes before everything; once asked, the files are waited for."""
    folder = make_workbook(tmp_path, "Søby & Co", "basic", "da")
    first = command(folder)
    (folder / "request").mkdir()

    assert first == 'segkit request "Søby & Co"'
    assert command(folder) == 'segkit intake "Søby & Co"'


def test_files_are_looked_at_before_sources_are_accepted(tmp_path: Path) -> None:
    """Files without sources call for the intake, its report for --accept, and a file that came in since for the intake again."""
    folder = client(tmp_path, yaml=TINY[: TINY.index("sources:")] + TINY[TINY.index("abcd:") :])
    before = command(folder)
    intake_report.intake_round(read_engagement(folder / "engagement.yaml", sources_needed=False))
    looked_at = command(folder)
    later(folder / "data" / "lines.csv")

    assert (before, looked_at, command(folder)) == ("segkit intake tiny", "segkit intake tiny --accept", "segkit intake tiny")


def test_a_client_with_sources_is_run(tmp_path: Path) -> None:
    """Sources that a person wrote need no intake report."""
    assert command(client(tmp_path)) == "segkit run tiny"


def test_a_delivered_client_waits_for_the_returned_file(delivered: Path) -> None:
    """After a run the notebook, the deliverable and its date are found, and the next step is the way back."""
    found = standing(delivered / "workbooks" / "tiny")

    assert found.notebook == delivered / "workbooks" / "tiny" / "notebooks" / "basic_abcd.ipynb"
    assert found.delivered == (dt.date(2026, 8, 31), delivered / "deliverables" / "tiny" / "2026-08-31")
    assert (found.delivery, command(found.folder)) == ("done", "segkit return tiny edited.xlsx")


def test_a_copied_folder_has_not_changed(after: Path) -> None:
    """Contents decide whether a delivery still holds, not the times that a copy or a synchronised folder puts on files."""
    later(after / "data" / "customers.csv")
    later(after / "data" / "lines.csv")

    assert standing(after).delivery == "done"


@pytest.mark.parametrize("change", ["a setting", "an amount", "a file more", "a file less", "a decision"])
def test_what_changed_since_a_delivery_calls_for_a_run(after: Path, change: str) -> None:
    """A setting, a file or a decision that the delivery does not hold: it is made anew."""
    lines = after / "data" / "lines.csv"
    if change == "a setting":
        (after / "engagement.yaml").write_text(TINY.replace("revenue_high: 1000", "revenue_high: 2000"), encoding="utf-8")
    elif change == "an amount":
        later_lines = LINES.replace("1", "2", 1)
        lines.write_text(later_lines, encoding="utf-8")
        later(lines)
    elif change == "a file more":
        later(Path(shutil.copyfile(lines, after / "data" / "more.csv")))
    elif change == "a file less":
        lines.unlink()
    else:
        decisions = after / "decisions.yaml"
        decisions.write_text("answers: {}\n", encoding="utf-8")
        later(decisions)

    assert standing(after).delivery == "again"


def test_a_run_that_stopped_is_told(after: Path) -> None:
    """A notebook in failed/ counts while no later run has delivered."""
    failed = after / "failed" / "basic_abcd.ipynb"
    failed.parent.mkdir()
    shutil.copyfile(after / "notebooks" / "basic_abcd.ipynb", failed)
    later(failed)
    stopped = command(after)
    later(later(after.parents[1] / "deliverables" / "tiny" / "2026-08-31" / "manifest.json"))

    assert stopped == "segkit check tiny"
    assert standing(after).stopped is None


def test_a_broken_engagement_is_a_line_that_says_so(tmp_path: Path) -> None:
    """One client's typo takes nothing from the others; the page says which line."""
    client(tmp_path, "broken", TINY + "nonsense: 3\n")
    client(tmp_path, "whole")
    broken, whole = standings(tmp_path)

    assert broken.problem.startswith("SEG-D09: engagement.yaml, line 20: 'nonsense' is not a setting.")
    assert (whole.problem, whole.files) == ("", 2)
    assert command(broken.folder) == "segkit check broken"


def test_a_folder_no_command_takes_is_told(tmp_path: Path) -> None:
    """A folder made by hand under a name that is refused says so instead of naming a command that would fail."""
    found = standing(client(tmp_path, "$(rm) `x`"))
    step = next_step(Words("en"), found)

    assert (step.sentence, step.command) == (found.problem, "")
    assert found.problem.startswith("SEG-G09: '$(rm) `x`' cannot be a client's folder.")
