"""One sales ledger to one PDF: chosen, looked at in a notebook in a room of its own, typeset, and nothing else kept."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from segkit.deliverables.in_place import write_whole
from segkit.deliverables.notebook_file import notebook_bytes
from segkit.deliverables.report import report_pdf
from segkit.errors import CommandError, DeliverableError
from segkit.look import Asked, Said, choose
from segkit.notebooks.kernel import room
from segkit.notebooks.new_client import known_language
from segkit.notebooks.run import Execution, OnCell, execute
from segkit.notebooks.shipped import shipped_template
from segkit.notebooks.templates import read_template

TEMPLATE = "quick_look.ipynb"
PARAMETER = "ledger"

_PACKING = {".gz", ".bz2", ".xz", ".zip"}


@dataclass(frozen=True)
class For:
    """Whom the look is for, and where it goes. `keep` is whether the executed notebook stays beside the PDF."""

    language: str
    folder: Path
    client: str = ""
    keep: bool = False
    today: dt.date | None = None


@dataclass(frozen=True)
class Looked:
    """What came of a look: the PDF, the notebook where it was to be kept, what was taken without being sure, and what the PDF had to replace."""

    pdf: Path
    notebook: Path | None
    taken: tuple[str, ...]
    notices: tuple[str, ...]


def quick_look(file: Path, said: Said, wanted: For, on_cell: OnCell | None = None) -> Looked:
    """Look at a ledger and write the PDF; of the file nothing else stays anywhere.

    Raises CommandError for what was typed, SourceError and BlockedError for a file that is no ledger or makes no figures, RunError,
    DeliverableError. An earlier PDF then stands as it was.
    """
    known_language(wanted.language)
    if said.currency is not None and not re.fullmatch("[A-Z]{3}", said.currency):
        raise CommandError(f"--currency must be three capital letters such as DKK, but is '{said.currency}'.", code="SEG-P01")
    if wanted.folder.exists() and not wanted.folder.is_dir():
        raise CommandError(f"{wanted.folder} is a file. Give a folder with --output.", code="SEG-P01")
    chosen = choose(file, said, wanted.language)
    asked = Asked.model_validate(
        {
            "file": str(file),
            "source": chosen.source,
            "client": wanted.client or shown_name(file),
            "language": wanted.language,
            "currency": chosen.currency,
            "date": wanted.today or dt.date.today(),
        }
    )
    notebook = read_template(shipped_template(TEMPLATE), PARAMETER, "{}")
    with room() as private:
        execution = Execution(private, on_cell or (lambda done, cells: None))
        executed = execute(notebook, {PARAMETER: asked.model_dump(mode="json", exclude_defaults=True)}, execution)
    report = report_pdf(executed, name=asked.client)
    pdf = wanted.folder / f"{stem(file)}_quick_look.pdf"
    kept = pdf.with_suffix(".ipynb") if wanted.keep else None
    try:
        write_whole(pdf, report.content)
        if kept is not None:
            write_whole(kept, notebook_bytes(executed))
    except OSError as error:
        raise DeliverableError(
            f"{pdf.name} could not be written to {wanted.folder} ({error.strerror}). Give another folder with --output.", code="SEG-E12"
        ) from None
    return Looked(pdf, kept, chosen.taken, report.notices)


def stem(file: Path) -> str:
    """Return a file's name without what says how it is written and packed."""
    while file.suffix.lower() in _PACKING:
        file = file.with_suffix("")
    return file.stem


def shown_name(file: Path) -> str:
    """Return a file's name as it may stand on a cover where nobody has said whose ledger it is."""
    return re.sub(r"[_\s]+", " ", stem(file)).strip()[:120] or file.name[:120]
