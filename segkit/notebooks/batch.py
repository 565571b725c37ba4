"""Many clients: one fresh operating-system process each, so that nothing of one client is left when the next begins.

The processes are spawned, never forked, so that Windows and macOS run the same. They are not a pool: in
concurrent.futures one killed process takes the whole pool along, and here the other clients go on.
"""

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

import psutil

from segkit import notebooks
from segkit.errors import SegkitError
from segkit.notebooks.result import CellDone, Event, Failure, RunResult, Started
from segkit.notebooks.unexpected import no_access, unexpected

MEMORY_EACH = 1_500_000_000
"""Bytes of free memory that one more client at the same time asks for."""

_GLANCE = 0.5
"""Seconds between two looks at the keyboard: on Windows a longer wait would not notice Ctrl-C."""


def most_workers(clients: int) -> int:
    """Return how many clients to run at the same time on this machine."""
    return max(1, min(os.cpu_count() or 1, clients, int(psutil.virtual_memory().available / MEMORY_EACH)))


def run_clients(
    files: Sequence[Path], workers: int | None = None, on_event: Callable[[Event], None] | None = None
) -> list[RunResult | Failure]:
    """Run the engagements and return their results in the order of the files; a failure of one leaves the others running.

    Told to stop (Ctrl-C), it ends its processes and their kernels and raises KeyboardInterrupt; nothing is left half published.
    """
    tell = on_event or (lambda event: None)
    waiting = list(enumerate(files))[::-1]
    running: dict[Connection, _Running] = {}
    results: dict[int, RunResult | Failure] = {}
    rooms = tempfile.mkdtemp(prefix="segkit-")
    try:
        while waiting or running:
            while waiting and len(running) < (workers or most_workers(len(files))):
                position, file = waiting.pop()
                started = _start(position, file, rooms)
                running[started.events] = started
                tell(Started(started.name))
            for events in wait(list(running), _GLANCE):
                client = running[events]  # type: ignore[index]  # only connections were waited for
                event = client.next_event()
                tell(event)
                if isinstance(event, (RunResult, Failure)):
                    results[client.position] = event
                    del running[client.events]
                    client.end()
    finally:
        for client in running.values():
            client.kill()
        shutil.rmtree(rooms, ignore_errors=True)  # a killed process leaves its room, and with it the client's data
    return [results[position] for position in range(len(files))]


@dataclass(frozen=True)
class _Running:
    position: int
    name: str
    process: SpawnProcess
    events: Connection

    def next_event(self) -> Event:
        try:
            event: Event = self.events.recv()
        except EOFError:
            self.process.join()
            what = f"SEG-H02: the run was ended from outside (exit code {self.process.exitcode}), usually for want of memory."
            return Failure(self.name, f"{what} Run again with --workers 1.")
        return event

    def end(self) -> None:
        self.process.join()
        self.events.close()

    def kill(self) -> None:
        """End the process and all it has started, the kernel first of all."""
        if self.process.pid is not None:
            _kill_below(self.process.pid)
        self.process.kill()
        self.end()


def _start(position: int, file: Path, rooms: str) -> _Running:
    spawned = multiprocessing.get_context("spawn")
    here, there = spawned.Pipe(duplex=False)
    process = spawned.Process(target=_work, args=(str(file), rooms, there), name=f"segkit {file.parent.name}")
    process.start()
    there.close()
    return _Running(position, file.parent.name, process, here)


def _work(file: str, rooms: str, events: Connection) -> None:
    """Run one client in this process, of which nothing else is asked before it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the first process decides and ends the others
    threading.Thread(target=_end_with_parent, args=(rooms,), daemon=True).start()
    # At import jsonschema would build a grammar of web addresses, 0.9 s a client; a module of None is one that is not installed.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # Python takes None here, its type stubs do not say so
    tempfile.tempdir = rooms
    folder = Path(file).parent
    try:
        outcome: RunResult | Failure = notebooks.run_client(file, lambda done, cells: events.send(CellDone(folder.name, done, cells)))
    except SegkitError as error:
        outcome = Failure(folder.name, str(error), error.exit_code)
    except PermissionError as error:
        outcome = Failure(folder.name, no_access(error))
    except Exception as error:  # noqa: BLE001 - the last door of the process: whatever comes is told in one sentence
        outcome = Failure(folder.name, unexpected(error, folder))
    events.send(outcome)


def _end_with_parent(rooms: str) -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        _kill_below(os.getpid())
        shutil.rmtree(rooms, ignore_errors=True)
        os._exit(1)


def _kill_below(process: int) -> None:
    with suppress(psutil.NoSuchProcess):
        for child in psutil.Process(process).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                child.kill()
