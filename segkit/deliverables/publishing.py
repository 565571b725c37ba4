"""publish: the report and the manifest join the staged files, and the whole folder takes its place by one rename."""

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from segkit.circle import MANIFEST, delivered_file
from segkit.deliverables.excel_checked import refuse_any_broken
from segkit.deliverables.in_place import on_disk, put_in_place, write_whole
from segkit.deliverables.manifest import Facts, Template, as_json, completed
from segkit.deliverables.notebook_file import read_notebook
from segkit.deliverables.places import FACTS, RECORD, deliverable_folder, staging_folder
from segkit.deliverables.report import failed_cell, report_pdf
from segkit.engagement import Engagement
from segkit.errors import DeliverableError

REPORT = "report.pdf"


@dataclass(frozen=True)
class Published:
    """A deliverable in its place; `kept` is where an earlier one went that a person had changed.

    `remembered` is whether its record could be written, by which the next delivery tells what changed.
    """

    folder: Path
    manifest: Facts
    kept: Path | None
    remembered: bool


def publish(engagement: Engagement, notebook_path: Path, template: Template) -> Published:
    """Make the report from the executed notebook, write the manifest last, and put the staged folder in its place.

    An earlier deliverable of the same date is replaced when it is as segkit wrote it, and kept under another name when a person changed it.
    Raises DeliverableError: nothing staged, a cell that ended in an error, an Excel file that Excel would repair, a report that cannot be typeset, files held by another
    program. The earlier one then stands.
    """
    staging, target = staging_folder(engagement), deliverable_folder(engagement)
    facts = _staged(staging)
    refuse_any_broken(staging)
    notebook = read_notebook(notebook_path)
    _refuse_failed(notebook)
    report = report_pdf(notebook, name=engagement.client)
    (staging / REPORT).write_bytes(report.content)
    files = [(file["role"], staging / file["path"]) for file in facts["files"]]
    files.insert(1, ("report", staging / REPORT))
    record = (staging / RECORD).read_bytes()
    for inner in (FACTS, RECORD):
        (staging / inner).unlink()
    manifest = completed(facts, template, staging, files, report.notices)
    for _, path in files:
        on_disk(path)
    (staging / MANIFEST).write_bytes(as_json(manifest))
    on_disk(staging / MANIFEST)
    on_disk(staging)
    kept = put_in_place(staging, target)
    with contextlib.suppress(OSError):
        staging.parent.rmdir()
    return Published(target, manifest, kept, _remembered(engagement, record))


def _staged(staging: Path) -> Facts:
    if not (staging / FACTS).is_file():
        raise DeliverableError(
            "The notebook came to its end without segkit.deliver(study), so there is nothing to deliver. Add it as the last cell.",
            code="SEG-H06",
        )
    facts: Facts = json.loads((staging / FACTS).read_text(encoding="utf-8"))
    return facts


def _refuse_failed(notebook: NotebookNode) -> None:
    """Raise DeliverableError where a cell ended in an error, even one tagged raises-exception: a report with a gap is no deliverable."""
    failed = failed_cell(notebook)
    if failed is not None:
        number, error = failed
        raise DeliverableError(
            f"Cell {number} of the notebook ended in an error ({error}), so nothing was published. "
            "Put the cell right, run the whole notebook again, then deliver.",
            code="SEG-H02",
        )


def _remembered(engagement: Engagement, record: bytes) -> bool:
    """Write the record of a delivery that is in its place; return False where it cannot be written, for the delivery stands all the same."""
    try:
        write_whole(delivered_file(engagement.folder, engagement.date), record)
    except (DeliverableError, OSError):
        return False
    return True
