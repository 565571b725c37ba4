"""Publishing: a deliverable is whole or not there, an earlier one is never lost, and what a person changed is kept."""

import json
from pathlib import Path

import nbformat
import openpyxl
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from xlsxwriter import Workbook

from segkit.circle import delivered_file, verify
from segkit.deliverables import in_place, publish
from segkit.deliverables.manifest import Template
from segkit.deliverables.places import FACTS, RECORD, deliverable_folder, staging_folder
from segkit.engagement import Engagement, read_engagement
from segkit.errors import DeliverableError

TEMPLATE = Template("basic_abcd.ipynb", "0" * 64, modified=False)

YAML = """\
client: Nordhavn A/S
package: basic
language: da
currency: DKK
date: 2026-08-31
sources: [{file: customers.csv, holds: customers, columns: {customer_id: No, revenue: Revenue}}]
"""


@pytest.fixture
def acme(tmp_path: Path) -> Engagement:
    folder = tmp_path / "workbooks" / "acme"
    folder.mkdir(parents=True)
    (folder / "engagement.yaml").write_text(YAML, encoding="utf-8")
    return read_engagement(folder / "engagement.yaml")


def staged(engagement: Engagement, content: str = "first") -> Path:
    """Stage a deliverable as a notebook does, and return the notebook that did it."""
    folder = staging_folder(engagement)
    folder.mkdir(parents=True)
    with Workbook(folder / "strategy.xlsx") as book:
        book.add_worksheet("Strategy").write_string("A1", content)
    facts = {"client": engagement.client, "files": [{"role": "strategy", "path": "strategy.xlsx"}], "template": None, "notices": []}
    (folder / FACTS).write_text(json.dumps(facts), encoding="utf-8")
    (folder / RECORD).write_bytes(f"record of {content}".encode())
    notebook = engagement.folder / "executed.ipynb"
    nbformat.write(new_notebook(cells=[new_markdown_cell("# Nordhavn")]), notebook)
    return notebook


def published(engagement: Engagement, content: str = "first") -> Path:
    return publish(engagement, staged(engagement, content), TEMPLATE).folder


def shown(folder: Path) -> object:
    """Return what the strategy of a deliverable says."""
    return openpyxl.load_workbook(folder / "strategy.xlsx").worksheets[0]["A1"].value


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_deliverable_is_its_files_and_their_manifest(acme: Engagement) -> None:
    """The manifest names every file by role, hash and size, and nothing of the staging is left."""
    folder = published(acme)

    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert names(folder) == ["manifest.json", "report.pdf", "strategy.xlsx"]
    assert [(file["role"], file["path"]) for file in manifest["files"]] == [("strategy", "strategy.xlsx"), ("report", "report.pdf")]
    assert manifest["files"][0]["bytes"] == (folder / "strategy.xlsx").stat().st_size
    assert manifest["template"] == {"name": "basic_abcd.ipynb", "sha256": "0" * 64, "modified": False}
    assert names(folder.parent) == ["2026-08-31"]
    assert verify(folder) == []


def test_an_untouched_deliverable_is_replaced(acme: Engagement) -> None:
    """What segkit wrote and nobody changed makes room for the new one."""
    published(acme, "first")

    folder = published(acme, "second")

    assert shown(folder) == "second"
    assert names(folder.parent) == ["2026-08-31"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda folder: (folder / "strategy.xlsx").write_text("mine", encoding="utf-8"), ["strategy.xlsx was changed."]),
        (lambda folder: (folder / "remarks.docx").write_text("mine", encoding="utf-8"), ["remarks.docx was added."]),
        (lambda folder: (folder / "report.pdf").unlink(), ["report.pdf is missing."]),
        (lambda folder: (folder / "manifest.json").unlink(), ["2026-08-31 has no readable manifest.json."]),
        (lambda folder: (folder / "manifest.json").write_text("[]", encoding="utf-8"), ["2026-08-31 has no readable manifest.json."]),
    ],
)
def test_what_a_person_changed_is_kept_under_another_name(acme: Engagement, change: object, told: list[str]) -> None:
    """A deliverable that differs from its manifest is somebody's work: it is moved, not removed, and the result says where."""
    folder = published(acme)
    change(folder)  # type: ignore[operator]
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert verify(folder) == told

    result = publish(acme, staged(acme, "second"), TEMPLATE)

    assert result.kept == folder.with_name("2026-08-31 (kept 1)")
    assert {path.name: path.read_bytes() for path in result.kept.iterdir()} == before
    assert shown(folder) == "second"


def test_files_that_systems_leave_behind_are_nobodys_work(acme: Engagement) -> None:
    """A Thumbs.db or Excel's lock file does not make a deliverable a person's."""
    folder = published(acme)
    (folder / "Thumbs.db").write_text("", encoding="utf-8")
    (folder / "~$strategy.xlsx").write_text("", encoding="utf-8")

    assert publish(acme, staged(acme, "second"), TEMPLATE).kept is None


def test_files_held_by_excel_are_told_and_the_earlier_deliverable_stands(acme: Engagement, monkeypatch: pytest.MonkeyPatch) -> None:
    """E12: while a program holds the folder it is tried again for three seconds; then one sentence, and nothing is changed."""
    folder = published(acme, "first")
    notebook = staged(acme, "second")
    monkeypatch.setattr(in_place, "PATIENCE", 0.2)

    def held(source: Path, target: Path) -> Path:  # as Windows answers; no other system can be made to
        raise PermissionError(13, "The process cannot access the file because it is being used by another process", str(source))

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(DeliverableError) as caught:
        publish(acme, notebook, TEMPLATE)

    assert str(caught.value) == (
        "SEG-E12: '2026-08-31' in acme is held by another program. Close its files in Excel and run again; nothing was changed."
    )
    assert shown(folder) == "first"
    assert verify(folder) == []


def test_an_earlier_deliverable_comes_back_when_the_new_one_cannot_take_its_place(
    acme: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I01: where the second rename fails, the first is undone."""
    folder = published(acme, "first")
    notebook = staged(acme, "second")
    rename = Path.rename

    def fails_for_the_new(source: Path, target: Path) -> Path:
        if source.parent.name == ".staging" and source.name == "2026-08-31":
            raise OSError(28, "No space left on device")
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", fails_for_the_new)
    with pytest.raises(OSError, match="No space left"):
        publish(acme, notebook, TEMPLATE)

    assert shown(folder) == "first"
    assert verify(folder) == []


def test_a_run_cut_off_between_the_renames_loses_nothing(acme: Engagement) -> None:
    """I01: the earlier deliverable, moved aside when the power went, is back before the next one takes its place."""
    folder = published(acme, "first")
    (folder / "remarks.txt").write_text("mine", encoding="utf-8")
    notebook = staged(acme, "second")
    aside = staging_folder(acme).with_name("2026-08-31 (earlier)")
    folder.rename(aside)

    result = publish(acme, notebook, TEMPLATE)

    assert result.kept is not None
    assert (result.kept / "remarks.txt").read_text(encoding="utf-8") == "mine"
    assert shown(deliverable_folder(acme)) == "second"
    assert names(folder.parent) == ["2026-08-31", "2026-08-31 (kept 1)"]


def test_nothing_staged_is_nothing_published(acme: Engagement) -> None:
    """H06: without facts.json, which deliver(study) writes last, there is no deliverable."""
    notebook = staged(acme)
    (staging_folder(acme) / FACTS).unlink()

    with pytest.raises(DeliverableError, match=r"^SEG-H06: The notebook came to its end without segkit\.deliver\(study\)"):
        publish(acme, notebook, TEMPLATE)

    assert not deliverable_folder(acme).exists()


@pytest.mark.parametrize("tags", [[], ["raises-exception"], ["internal"]])
def test_a_notebook_with_a_failed_cell_is_not_published(acme: Engagement, tags: list[str]) -> None:
    """H06: a report with a gap is no deliverable, whatever the failed cell is tagged with; the earlier one stands."""
    folder = published(acme, "first")
    notebook = staged(acme, "second")
    error = new_output("error", ename="KeyError", evalue="'kunde'", traceback=[])
    nbformat.write(new_notebook(cells=[new_code_cell("x", outputs=[error], metadata={"tags": tags})]), notebook)

    with pytest.raises(DeliverableError) as caught:
        publish(acme, notebook, TEMPLATE)

    assert str(caught.value) == (
        "SEG-H02: Cell 1 of the notebook ended in an error (KeyError: 'kunde'), so nothing was published. "
        "Put the cell right, run the whole notebook again, then deliver."
    )
    assert shown(folder) == "first"


def test_an_excel_file_that_excel_would_repair_is_not_published(acme: Engagement) -> None:
    """E01: the message names the file, the places and what is wrong; the earlier deliverable stands, and nothing else is made."""
    folder = published(acme, "first")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    notebook = staged(acme, "second")
    with Workbook(staging_folder(acme) / "strategy.xlsx") as book:
        sheet = book.add_worksheet("Strategy")
        for row in range(7):
            sheet.write_formula(row, 0, "=SUM(1;2)", None, 3)

    with pytest.raises(DeliverableError) as error:
        publish(acme, notebook, TEMPLATE)

    semicolon = "The formula separates by ; where the file format wants a comma: SUM(1;2)"
    first = " ".join(f"({n}) xl/worksheets/sheet1.xml, A{n}: {semicolon}" for n in range(1, 6))
    assert str(error.value) == (
        f"SEG-E01: strategy.xlsx was made, but Excel would not show it as it was meant: {first} And 2 more. Nothing was published, and an "
        "earlier deliverable stands as it was. This is a fault of segkit or of a template that writes to the file: undo the template's last "
        "change, or report this message."
    )
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert names(folder.parent) == [".staging", "2026-08-31"]


def test_a_delivery_is_remembered_once_it_is_in_its_place(acme: Engagement, monkeypatch: pytest.MonkeyPatch) -> None:
    """N12: the record that the next delivery is compared with follows the deliverable, and never leaves the client's own folder."""
    published(acme, "first")
    record = delivered_file(acme.folder, acme.date)
    before = record.read_bytes()
    notebook = staged(acme, "second")
    monkeypatch.setattr(in_place, "PATIENCE", 0.2)
    monkeypatch.setattr(Path, "rename", lambda source, target: (_ for _ in ()).throw(PermissionError(13, "in use")))
    with pytest.raises(DeliverableError):
        publish(acme, notebook, TEMPLATE)

    assert (before, record.read_bytes()) == (b"record of first", b"record of first")
    assert RECORD not in names(deliverable_folder(acme))


def test_a_record_that_cannot_be_written_is_told_and_the_deliverable_stands(acme: Engagement) -> None:
    """N12: what was published stays published; the result says that the next delivery cannot be compared with it."""
    (acme.folder / "delivered").write_text("in the way", encoding="utf-8")

    result = publish(acme, staged(acme), TEMPLATE)

    assert (result.remembered, verify(result.folder)) == (False, [])
