"""Running clients from the command line: the progress, what came of it, and the exit code."""

from collections.abc import Sequence
from pathlib import Path

import typer

from segkit.cli.later import notebooks, terminal
from segkit.cli.saying import complain
from segkit.notebooks.result import Failure, RunResult


def run_clients(files: Sequence[Path], workers: int | None) -> "list[RunResult | Failure]":
    """Run the notebooks of engagements, with their progress shown."""
    with terminal.ProgressShown(terminal.console(), len(files)) as shown:
        return notebooks.run_clients(files, workers, shown.show)


def finish(results: "Sequence[RunResult | Failure]", root: Path) -> None:
    """Show the results. Ends the command where a client failed: exit code 1, or for a single client its own."""
    out = terminal.console()
    if len(results) > 1:
        terminal.show_summary(out, results, root)
    elif isinstance(results[0], RunResult):
        terminal.show_result(out, results[0], root)
    failures = [result for result in results if isinstance(result, Failure)]
    for failure in failures:
        complain(failure.message if len(results) == 1 else "\n".join(f"{failure.name}: {line}" for line in failure.message.splitlines()))
    if failures:
        raise typer.Exit(failures[0].exit_code if len(results) == 1 else 1)
