"""Where a client stands: looked up in the client's folders, without running anything."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from segkit.circle import MANIFEST, published, sha256
from segkit.circle.published import read_manifest
from segkit.deliverables.intake_report import REPORT
from segkit.deliverables.rating_sheets import FOLDER as RATINGS
from segkit.deliverables.rating_sheets import SHEET_NAME
from segkit.deliverables.tree_form import FILE_NAME as TREE_FORM
from segkit.engagement import Engagement, read_engagement
from segkit.errors import SegkitError, WorkbookError
from segkit.notebooks.shipped import TEMPLATES
from segkit.rating.factors.checking import gaps
from segkit.strategy import Milestone, milestones
from segkit.strategy.milestones import Step
from segkit.workbooks import FILE_NAME, checked_name, workbook_names

State = Literal["open", "done", "again"]
"""A phase that is still to come, one that is done, and one to be done again because what it was made of has changed since."""


_NUMBERED = re.compile(r"\s*\(\d+\)$")
"""What systems write behind the name of a second copy."""

Lacks = Literal["", "tree", "tree_form", "sheets", "points"]
"""What a Deep Dive waits for."""


@dataclass(frozen=True)
class Standing:
    """What lies in one client's folders. `lacks` is what a Deep Dive waits for: its tree, the form of the tree filled in, the rating sheets, or the
    sheets filled in ("" = nothing, and always in another package). `problem` says why engagement.yaml cannot be used; the phases are then what the files show.

    `has_name` is False where no command takes the folder's name.
    `engagement` is None where it cannot be used. `milestones` are the steps of the order, done as engagement.yaml says or the files show;
    there are none without a day of order. `awaited` names the rating sheets that were written and are not back.
    `notebook` is the executed notebook, `stopped` one that stopped before its end after the last delivery, `delivered` the newest
    deliverable with its date.
    """

    folder: Path
    client: str
    language: str | None
    has_name: bool
    problem: str
    files: int
    requested: bool
    has_sources: bool
    intake: State
    delivery: State
    report: Path | None
    notebook: Path | None
    stopped: Path | None
    delivered: tuple[dt.date, Path] | None
    lacks: Lacks
    engagement: Engagement | None = None
    milestones: tuple[Milestone, ...] = ()
    awaited: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the client's folder, by which commands call the engagement."""
        return self.folder.name

    @property
    def root(self) -> Path:
        """The folder that holds workbooks/ and deliverables/."""
        return self.folder.parent.parent


def standings(root: Path) -> tuple[Standing, ...]:
    """Return where every client in a folder's workbooks/ stands, by name."""
    return tuple(standing(root / "workbooks" / name) for name in workbook_names(root))


def standing(folder: Path) -> Standing:
    """Return where the client of a folder in workbooks/ stands. Raises nothing: what is broken is told in `problem`."""
    engagement, problem = _engagement(folder)
    data = _data_files(folder)
    deliveries = list(published(folder).items())
    delivered = deliveries[-1] if deliveries else None
    report = folder / REPORT
    return Standing(
        folder=folder,
        client=engagement.client if engagement else folder.name,
        language=engagement.language if engagement else None,
        has_name=_has_name(folder),
        problem=problem,
        files=len(data),
        requested=(folder / "request").is_dir(),
        has_sources=bool(engagement and engagement.sources),
        intake=_intake(report, data),
        delivery=_delivery(folder, delivered[1], data) if delivered else "open",
        report=report if report.is_file() else None,
        notebook=_notebook(folder / "notebooks", engagement),
        stopped=_stopped(folder / "failed", engagement, delivered[1] if delivered else None),
        delivered=delivered,
        lacks=_lacks(engagement, folder, data) if engagement else "",
        engagement=engagement,
        milestones=_milestones(engagement, data, report, list(published(folder))) if engagement else (),
        awaited=_awaited(folder, data),
    )


def _engagement(folder: Path) -> tuple[Engagement | None, str]:
    """Return a client's engagement, or None and why it cannot be used."""
    try:
        checked_name(folder.name)
        return read_engagement(folder / FILE_NAME, sources_needed=False), ""
    except SegkitError as error:
        return None, str(error).splitlines()[0]
    except OSError as error:
        return None, f"{FILE_NAME}: {error.strerror or 'it cannot be read'}."


def _lacks(engagement: Engagement, folder: Path, data: Sequence[Path]) -> Lacks:
    """Return what a Deep Dive waits for; a sheet that has been put into data/ counts as filled in."""
    if engagement.package != "deepdive":
        return ""
    if not engagement.tree.factors or gaps(engagement.tree, engagement.measures):
        return "tree_form" if (folder / TREE_FORM).is_file() else "tree"
    if engagement.rated is None or any(path.name.startswith(SHEET_NAME) for path in data):
        return ""
    return "points" if any(_files(folder / RATINGS)) else "sheets"


def _milestones(engagement: Engagement, data: Sequence[Path], report: Path, deliveries: Sequence[dt.date]) -> tuple[Milestone, ...]:
    """Return the steps of the order; what is older than the order belongs to an earlier one."""
    order = engagement.order
    if order.date is None:
        return ()
    gone_through = [path for path in (report, engagement.accepted) if path.is_file()]
    looked_at = engagement.sources and _intake(report, data) == "done"
    found: dict[Step, list[dt.date]] = {
        "data": [_day(path) for path in data],
        "intake": [max(map(_day, gone_through))] if looked_at else [],
        "analysis": list(deliveries),
    }
    since = {step: [day for day in days if day >= order.date] for step, days in found.items()}
    seen = {step: min(days) for step, days in since.items() if days}
    return milestones(order, engagement.package, seen, engagement.capacity.country)


def _day(path: Path) -> dt.date:
    return dt.date.fromtimestamp(path.stat().st_mtime)


def _awaited(folder: Path, data: Sequence[Path]) -> tuple[str, ...]:
    """Return the rating sheets that were written and are not in data/, also where a system has numbered the copy."""
    back = {_NUMBERED.sub("", path.stem).casefold() for path in data}
    written = sorted(path for path in _files(folder / RATINGS) if path.name.startswith(SHEET_NAME))
    return tuple(path.name for path in written if path.stem.casefold() not in back)


def _has_name(folder: Path) -> bool:
    try:
        checked_name(folder.name)
    except WorkbookError:
        return False
    return True


def _data_files(folder: Path) -> list[Path]:
    """Return the files in data/, without those that systems and open programs leave there."""
    return sorted(path for path in _files(folder / "data") if not path.name.startswith((".", "~$", ".~lock")))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in (folder.iterdir() if folder.is_dir() else ()) if path.is_file())


def _intake(report: Path, data: Sequence[Path]) -> State:
    """Return whether the intake report is there, and whether a file came in after it."""
    if not report.is_file():
        return "open"
    return "again" if _newer(data, report) else "done"


def _delivery(folder: Path, deliverable: Path, data: Sequence[Path]) -> State:
    """Return whether a deliverable is of the engagement, the decisions and the files as they lie there now.

    Contents decide, not times: folders are copied and synchronised. Times only spare the reading of large files.
    """
    manifest = deliverable / MANIFEST
    try:
        facts: Any = read_manifest(deliverable)
        used = {str(entry["path"]): str(entry["sha256"]) for entry in facts["inputs"]}
        same = str(facts["engagement"]["sha256"]) == sha256(folder / FILE_NAME)
    except (OSError, ValueError, KeyError, TypeError):
        return "again"
    decided = [folder / name for name in ("decisions.yaml", "corrections.yaml") if (folder / name).is_file()]
    changed = [path for path in _newer(data, manifest) if used.get(f"data/{path.name}") != sha256(path)]
    missing = [name for name in used if not (folder / name).is_file()]
    return "done" if same and not (changed or missing or _newer(decided, manifest)) else "again"


def _newer(files: Sequence[Path], than: Path) -> list[Path]:
    moment = than.stat().st_mtime
    return [path for path in files if path.stat().st_mtime > moment]


def _notebook(folder: Path, engagement: Engagement | None) -> Path | None:
    """Return the executed notebook in a folder: that of the package, where engagement.yaml can be read."""
    names = [TEMPLATES[engagement.package]] if engagement else list(TEMPLATES.values())
    return next((folder / name for name in names if (folder / name).is_file()), None)


def _stopped(folder: Path, engagement: Engagement | None, deliverable: Path | None) -> Path | None:
    """Return the notebook of a run that stopped, unless a later run has delivered."""
    notebook = _notebook(folder, engagement)
    if notebook is None or deliverable is None or not (deliverable / MANIFEST).is_file():
        return notebook
    return notebook if _newer([notebook], deliverable / MANIFEST) else None
