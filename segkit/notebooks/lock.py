"""One run at a time per client: a lock file with the process and its start, taken over when that process is gone."""

import datetime as dt
import hashlib
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil

from segkit.deliverables.in_place import patiently
from segkit.errors import DeliverableError, WorkbookError

LOCK = ".running"


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Hold a client's folder for this process. Raises WorkbookError while another living process holds it."""
    with _held(folder / LOCK):
        yield


@contextmanager
def _held(lock: Path) -> Iterator[None]:
    _take(lock)
    try:
        yield
    finally:
        with suppress(DeliverableError):  # one that cannot be removed now is taken over when this process is gone
            _remove(lock)


def _take(lock: Path) -> None:
    mine = json.dumps({"process": os.getpid(), "started": psutil.Process().create_time(), "since": f"{dt.datetime.now():%H:%M}"})
    for _ in range(5):
        try:
            with lock.open("x", encoding="utf-8") as file:
                file.write(mine)
        except FileExistsError:
            said = _said(lock)
            holder = _living(said)
            if holder is not None:
                raise WorkbookError(
                    f"'{lock.parent.name}' has been in use since {holder['since']} by another segkit (process {holder['process']}). "
                    "Wait until it is done, or end that one.",
                    code="SEG-J01",
                ) from None
            _clear(lock, said)
        else:
            return
    raise WorkbookError(f"'{lock.parent.name}' is in use by another segkit. Wait until it is done.", code="SEG-J01")


def _clear(lock: Path, stale: bytes) -> None:
    """Remove a lock left behind by a run that was killed, unless another run has put its own there since it was read.

    Who clears a lock holds a second one, named after what the stale one says. So between the look and the removal nobody else
    can put a lock there: its holder is gone, and others who would clear it wait outside.
    """
    with _held(lock.with_name(f"{lock.name}-{hashlib.sha256(stale).hexdigest()[:12]}")):
        if _said(lock) == stale:
            _remove(lock)


def _remove(lock: Path) -> None:
    patiently(lambda: lock.unlink(missing_ok=True), lock)


def _said(lock: Path) -> bytes:
    """Return what a lock says, nothing where it is gone."""
    for pause in (0.0, 0.2):  # between making and writing the file lies a moment
        time.sleep(pause)
        with suppress(OSError):
            if said := lock.read_bytes():
                return said
    return b""


def _living(said: bytes) -> dict[str, Any] | None:
    """Return the holder that a lock names if its process still lives; a number that a later process was given again does not count."""
    try:
        holder: dict[str, Any] = json.loads(said)
        alive = abs(psutil.Process(holder["process"]).create_time() - holder["started"]) < 1
    except psutil.AccessDenied:
        return holder
    except (ValueError, KeyError, TypeError, psutil.NoSuchProcess):
        return None
    return holder if alive else None
