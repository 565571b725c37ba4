"""Work done apart: a function runs in a fresh process with limits, and whatever happens to it there, this process lives on."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import IO, Any, TypeVar, cast

import psutil

from segkit.errors import SegkitError, SourceError

T = TypeVar("T")


@dataclass(frozen=True)
class Limits:
    """What a child process may use: seconds by the clock, and bytes of memory."""

    seconds: float = 30
    memory: int = 2_000_000_000


def limits_for(size: int) -> Limits:
    """Return the limits for reading a file of so many bytes: half a minute, and a second for each megabyte that is really there."""
    return Limits(seconds=30 + size // 1_000_000)


class ChildStoppedError(Exception):
    """What happened in the child, for whoever repairs segkit: stands as the cause behind the sentence for the person."""


WATCH_EVERY = 0.05
"""Seconds between two looks at the child's memory, where the system itself sets no limit."""

LIMITED_BY_THE_SYSTEM = sys.platform == "linux"
"""Whether the child can bind itself to its memory; macOS accepts such a limit and ignores it, Windows has none."""

_CHILD = Path(__file__).with_name("child.py")
_HERE: ContextVar[bool] = ContextVar("here", default=False)


@contextmanager
def work_here() -> Iterator[None]:
    """Let what runs inside do its work in this process, without limits: for files that one has made oneself, by the thousand."""
    token = _HERE.set(True)
    try:
        yield
    finally:
        _HERE.reset(token)


def isolated(work: Callable[..., T], /, *arguments: object, limits: Limits = Limits(), about: str) -> T:
    """Return what `work(*arguments)` returns, worked out in a child process.

    `work` is a function of a module, never of __main__; it must not rely on what the packages around its module do when they are
    imported. `about` names the file in messages. Raises SourceError SEG-A09 when the child aborts, panics, or needs more time or
    memory than `limits` give; an error of segkit's own is raised as it is.
    """
    if _HERE.get():
        return work(*arguments)
    order = (sys.path, address_limit(limits), work.__module__, work.__qualname__, pickle.dumps(arguments, protocol=5))
    child = _started()
    answers: list[bytes] = []
    talk = [
        Thread(target=_send, args=(child.stdin, pickle.dumps(order, protocol=5)), daemon=True),
        Thread(target=_receive, args=(child.stdout, answers), daemon=True),
    ]
    try:
        for thread in talk:
            thread.start()
        stopped = _wait(child, talk[1], limits)
    finally:
        child.kill()
        child.wait()
        for thread in talk:
            thread.join()
    if stopped:
        raise SourceError(f"{about} {stopped}", code="SEG-A09")
    return cast(T, _result(answers[0] if answers else b"", child.returncode, limits, about))


def address_limit(limits: Limits) -> int:
    """Return the bytes that the child lets the system hold it to, where the system can."""
    return limits.memory


def _started() -> "subprocess.Popen[bytes]":
    # One thread for linear algebra: each more reserves memory that counts against the limit.
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen(  # noqa: S603 - this interpreter and a script of this package
        [sys.executable, "-P", str(_CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _send(pipe: IO[bytes], order: bytes) -> None:
    try:
        with pipe:
            pipe.write(order)
    except OSError:
        # The child is gone; why is read from its exit code.
        return


def _receive(pipe: IO[bytes], answers: list[bytes]) -> None:
    with pipe:
        answers.append(pipe.read())


def _wait(child: "subprocess.Popen[bytes]", receiver: Thread, limits: Limits) -> str:
    """Wait for the answer; return why the child must be stopped, or ""."""
    until = monotonic() + limits.seconds
    watched = None if LIMITED_BY_THE_SYSTEM else psutil.Process(child.pid)
    while receiver.is_alive():
        left = until - monotonic()
        if left <= 0:
            return f"could not be read within {limits.seconds:g} seconds. {_SAVE_AGAIN}"
        receiver.join(left if watched is None else min(left, WATCH_EVERY))
        if watched is not None and memory_of(watched) > limits.memory:
            return _too_much_memory(limits)
    return ""


def memory_of(process: psutil.Process) -> int:
    """Return the bytes of memory that a process holds; 0 when it has ended."""
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _result(answer: bytes, exit_code: int, limits: Limits, about: str) -> Any:
    if not answer:
        raise SourceError(f"{about} makes the reader of workbooks stop. {_SAVE_AGAIN}", code="SEG-A09") from ChildStoppedError(
            f"exit code {exit_code}"
        )
    fine, value = pickle.loads(answer)  # noqa: S301 - written by our own child process
    if fine:
        return value
    if fine is False:
        raise cast(SegkitError, value)
    name, trace = value
    if name == "MemoryError":
        raise SourceError(f"{about} {_too_much_memory(limits)}", code="SEG-A09") from ChildStoppedError(trace)
    raise SourceError(f"{about} makes the reader of workbooks stop ({name}). {_SAVE_AGAIN}", code="SEG-A09") from ChildStoppedError(trace)


_SAVE_AGAIN = "Open it in Excel, save it as a new .xlsx with only the table in it, and use that."


def _too_much_memory(limits: Limits) -> str:
    return f"needs more than {limits.memory / 1e9:g} GB of memory to be read. {_SAVE_AGAIN}"
