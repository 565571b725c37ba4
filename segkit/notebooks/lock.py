"""One run at a time per client: a lock file with the process and its start, taken over when that process is gone."""

import datetime as dt
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from segkit.errors import WorkbookError

LOCK = ".running"


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Hold a client's folder for this process. Raises WorkbookError while another living process holds it."""
    lock = folder / LOCK
    _take(lock)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _take(lock: Path) -> None:
    mine = json.dumps({"process": os.getpid(), "started": psutil.Process().create_time(), "since": f"{dt.datetime.now():%H:%M}"})
    for _ in range(5):
        try:
            with lock.open("x", encoding="utf-8") as file:
                file.write(mine)
        except FileExistsError:
            holder = _holder(lock)
            if holder is not None:
                raise WorkbookError(
                    f"'{lock.parent.name}' has been in use since {holder['since']} by another segkit (process {holder['process']}). "
                    "Wait until it is done, or end that one.",
                    code="SEG-J01",
                ) from None
            lock.unlink(missing_ok=True)  # left behind by a run that was killed
        else:
            return
    raise WorkbookError(f"'{lock.parent.name}' is in use by another segkit. Wait until it is done.", code="SEG-J01")


def _holder(lock: Path) -> dict[str, Any] | None:
    """Return what the lock says if its process still lives; a number that a later process was given again does not count."""
    for pause in (0.0, 0.2):  # between making and writing the file lies a moment
        time.sleep(pause)
        try:
            said: dict[str, Any] = json.loads(lock.read_text(encoding="utf-8"))
            alive = abs(psutil.Process(said["process"]).create_time() - said["started"]) < 1
        except (OSError, ValueError, KeyError, TypeError):
            continue
        except psutil.NoSuchProcess:
            return None
        except psutil.AccessDenied:
            return said
        return said if alive else None
    return None
