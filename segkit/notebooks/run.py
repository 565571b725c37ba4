"""One client: papermill executes the template in a room of its own, and a whole notebook is published as the deliverable."""

import re
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines

from segkit.deliverables import publish
from segkit.deliverables.in_place import remove, write_whole
from segkit.deliverables.notebook_file import notebook_bytes
from segkit.deliverables.places import staging_folder
from segkit.engagement import Engagement, read_engagement
from segkit.errors import RunError
from segkit.notebooks.kernel import KERNEL, Room, room
from segkit.notebooks.lock import in_use
from segkit.notebooks.result import RunResult
from segkit.notebooks.saving import save, save_failed
from segkit.notebooks.settle import settle_thresholds
from segkit.notebooks.templates import PARAMETER, find_template, read_template

CELL_SECONDS = 600
"""How long one cell may take before the run counts as stuck."""

START_SECONDS = 60

_STARTS = 3
"""A kernel that does not come up, say because another program took its port, is started again; a cell never is."""

_ENGINE = "segkit"

OnCell = Callable[[int, int], None]
"""Told after each executed cell: how many are done, and how many there are."""


@dataclass
class Execution:
    """A notebook while it is executed; it outlives the run, also when the kernel dies.

    `failed` is the folder in which a stopped notebook can be looked at, as people are told of it; "" where it is kept nowhere.
    """

    room: Room
    on_cell: OnCell
    failed: str = ""
    notebook: NotebookNode | None = None
    started: int = 0
    done: int = 0

    @property
    def cells(self) -> int:
        return len(_code_cells(self.notebook)) if self.notebook else 0

    def cell_starts(self, **_: object) -> None:
        self.started += 1

    def cell_ends(self, **_: object) -> None:
        self.done += 1
        self.on_cell(self.done, self.cells)


def run_client(engagement_file: str | Path, on_cell: OnCell | None = None) -> RunResult:
    """Run a client's template to its deliverable; each cell done is reported.

    Raises EngagementError, WorkbookError (in use, an unsuitable template), RunError (a cell stopped; the notebook as far as it got lies in
    failed/), DeliverableError. Whatever stops it, an earlier deliverable and unsettled thresholds stand as they were.
    """
    engagement = read_engagement(engagement_file)
    template = find_template(engagement)
    notebook = read_template(template.path)
    with in_use(engagement.folder), room() as private, ExitStack() as unless_whole:
        remove(staging_folder(engagement))
        unsettled = engagement.file.read_bytes()
        settled = settle_thresholds(engagement)
        used = engagement.file.read_bytes()
        execution = Execution(private, on_cell or (lambda done, cells: None), f"workbooks/{engagement.name}/failed")
        unless_whole.callback(_unsettle, engagement, used, unsettled)
        unless_whole.callback(_save_stopped, execution, engagement.folder / "failed" / template.facts.name)
        executed = execute(notebook, {PARAMETER: str(engagement.file)}, execution)
        finished = private.folder / "finished.ipynb"
        finished.write_bytes(notebook_bytes(executed))
        published = publish(engagement, finished, template.facts)
        unless_whole.pop_all()  # whole: neither of the two callbacks is due any more
        saved, kept = save(executed, engagement.folder / "notebooks" / template.facts.name)
    moved = tuple(path for path in (published.kept, kept) if path)
    return RunResult(engagement.name, published.folder, saved, published.manifest, moved, settled, published.remembered)


def _unsettle(engagement: Engagement, used: bytes, unsettled: bytes) -> None:
    """Thresholds are settled by a run that came to its end; what a person has written in the meantime stays."""
    if engagement.file.read_bytes() == used:
        write_whole(engagement.file, unsettled)


def _save_stopped(execution: Execution, path: Path) -> None:
    if execution.notebook is not None:
        save_failed(execution.notebook, path)


class _OneClientEngine(Engine):  # type: ignore[misc]  # papermill has no types
    """papermill's engine with the kernel of the room; it hands out the notebook even when the kernel dies on it."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, *, execution: Execution, **_: object) -> None:
        execution.notebook = nb_man.nb
        place = execution.room
        for attempt in range(1, _STARTS + 1):
            client = PapermillNotebookClient(
                nb_man,
                km=place.kernel_manager(),
                kernel_name=kernel_name,
                timeout=CELL_SECONDS,
                startup_timeout=START_SECONDS,
                force_raise_errors=True,  # a cell tagged raises-exception must not pass for a whole run
                shutdown_kernel="immediate",
                on_cell_start=execution.cell_starts,
                on_cell_executed=execution.cell_ends,
            )
            try:
                with place.log.open("ab") as log:
                    client.execute(cleanup_kc=True, env=place.environment(), cwd=str(place.working_folder), stdout=log, stderr=log)
            except RuntimeError:
                if execution.started or attempt == _STARTS:
                    raise
            else:
                return


papermill_engines.register(_ENGINE, _OneClientEngine)


def execute(notebook: NotebookNode, parameters: Mapping[str, Any], execution: Execution) -> NotebookNode:
    """Return the notebook executed with its parameters. Raises RunError where it did not come to its end."""
    source = execution.room.folder / "template.ipynb"
    source.write_bytes(notebook_bytes(notebook))
    try:
        executed: NotebookNode = papermill.execute_notebook(
            _unformatted(source),
            _unformatted(execution.room.folder / "executed.ipynb"),
            parameters=dict(parameters),
            engine_name=_ENGINE,
            kernel_name=KERNEL,
            language="python",
            progress_bar=False,
            request_save_on_cell_execute=False,
            execution=execution,
        )
    except papermill.PapermillExecutionError as error:
        raise RunError(_cell_sentence(error, execution), code=_code_of(error)) from None
    except DeadKernelError:
        sentence = f"cell {execution.started} stopped because its kernel died: usually too little memory. {_where(execution)}"
        raise RunError(sentence.rstrip(), code="SEG-H02") from None
    except CellTimeoutError:
        sentence = f"cell {execution.started} took longer than {CELL_SECONDS} seconds and was stopped. {_where(execution)}"
        raise RunError(sentence.rstrip(), code="SEG-H03") from None
    except RuntimeError:
        sentence = "The notebook's kernel does not start. Install segkit again in a fresh environment, then run again."
        raise RunError(sentence, code="SEG-H05") from None
    counts = [cell.execution_count for cell in _code_cells(executed)]
    if counts != list(range(1, len(counts) + 1)):
        stopped = next(i for i, count in enumerate(counts, start=1) if count != i)
        raise RunError(
            f"the notebook left off before cell {stopped}, without an error (sys.exit?). {_where(execution)}".rstrip(), code="SEG-H06"
        )
    return executed


_OWN_CODE = re.compile(r"(SEG-[A-Z]?\d{2,3}): ")


def _code_of(error: papermill.PapermillExecutionError) -> str:
    own = _OWN_CODE.match(str(error.evalue))
    return own[1] if own else "SEG-000"


def _cell_sentence(error: papermill.PapermillExecutionError, execution: Execution) -> str:
    """Return what stopped a cell: segkit's own sentences as they are, else its kind alone: the text may hold customers' data."""
    code = _code_of(error)
    cell = error.exec_count or execution.started
    if code != "SEG-000":
        sentences = str(error.evalue).replace(f"{code}: ", "")
        return (
            f"{sentences}\n(cell {cell} of the notebook; as far as it got it lies in {execution.failed})" if execution.failed else sentences
        )
    return f"cell {cell} stopped with {error.ename}. {_where(execution)}".rstrip()


def _where(execution: Execution) -> str:
    return f"The notebook as far as it got lies in {execution.failed}." if execution.failed else ""


def _code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


def _unformatted(path: Path) -> str:
    """Return a path as papermill wants it: it reads braces as places to fill in."""
    return str(path).replace("{", "{{").replace("}", "}}")
