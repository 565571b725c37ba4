"""How far the runs are: one bar per client and the total on a terminal, plain lines anywhere else."""

import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from segkit.notebooks.result import CellDone, Event, Failure, RunResult, Started


class ProgressShown:
    """Shows events as they come; use it as a context and hand `show` to run_clients."""

    def __init__(self, console: Console, clients: int) -> None:
        self._console = console
        self._clients = clients
        self._begun: dict[str, float] = {}
        self._bars: dict[str, TaskID] = {}
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[what]}", markup=False),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._total: TaskID | None = None

    def __enter__(self) -> "ProgressShown":
        self._progress.start()
        if self._clients > 1:
            self._total = self._progress.add_task("all", total=self._clients, what="clients")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._progress.stop()

    def show(self, event: Event) -> None:
        """Show one event."""
        if isinstance(event, Started):
            self._begun[event.name] = time.monotonic()
            self._bars[event.name] = self._progress.add_task(event.name, total=None, what="cells")
            self._line(f"{event.name}: started")
        elif isinstance(event, CellDone):
            self._progress.update(self._bars[event.name], completed=event.done, total=event.cells)
        else:
            self._ended(event)

    def _ended(self, result: RunResult | Failure) -> None:
        seconds = time.monotonic() - self._begun[result.name]
        word = "done" if isinstance(result, RunResult) else "failed"
        self._progress.update(self._bars[result.name], what=word)
        self._progress.stop_task(self._bars[result.name])
        if self._total is not None:
            self._progress.advance(self._total)
        self._line(f"{result.name}: {word} after {seconds:.0f} s")

    def _line(self, text: str) -> None:
        if not self._console.is_terminal:
            self._console.print(text, markup=False, highlight=False, soft_wrap=True)
