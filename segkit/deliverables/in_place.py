"""Putting files and folders in place: whole or not at all, on the disk, and patient while another program holds them."""

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from segkit.circle import verify
from segkit.errors import DeliverableError

HELD = "SEG-E12"
"""The code of an error about a file that another program holds."""
PATIENCE = 3.0
"""Seconds to wait for a file that another program, such as Excel or a synchronised folder, holds open."""


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a draft to write a file to, which takes its place when all is written: under its name there is never a part of it.

    Not even after a power cut. Raises DeliverableError while another program holds the file, OSError where it cannot be written; an
    earlier file then stands, and also when the writer stops with an error.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    try:
        with draft.open("wb") as file:
            yield file
        on_disk(draft)
        patiently(lambda: draft.replace(path), path)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)  # only there when it could not take its place
    on_disk(path.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; see `whole_file`."""
    with whole_file(path) as file:
        file.write(content)


def rename(source: Path, target: Path) -> None:
    """Rename a folder to a name that is free; both lie in the same file system."""
    patiently(lambda: source.rename(target), target if target.exists() else source)
    on_disk(target.parent)


def put_in_place(staging: Path, target: Path) -> Path | None:
    """Rename a staged deliverable to its final name, and return where an earlier one went that a person had changed.

    Whatever happens in between, the earlier deliverable is not lost.
    """
    aside = staging.with_name(f"{target.name} (earlier)")
    if aside.exists() and not target.exists():
        rename(aside, target)  # a run was cut off between the two renames below
    remove(aside)
    if not target.exists():
        rename(staging, target)
        return None
    kept = free_name(target, "kept") if verify(target) else None
    rename(target, kept or aside)
    try:
        rename(staging, target)
    except (DeliverableError, OSError):
        rename(kept or aside, target)
        raise
    if kept is None:
        remove(aside)
    return kept


def remove(folder: Path) -> None:
    """Remove a folder of segkit's own with everything in it; one that is not there is fine."""
    if folder.exists():
        patiently(lambda: shutil.rmtree(folder), folder)


def patiently(action: Callable[[], object], held: Path) -> None:
    """Do something with files, again and again while they are locked. Raises DeliverableError when they stay so."""
    until = time.monotonic() + PATIENCE
    for pause in _pauses():
        try:
            action()
        except PermissionError:
            if time.monotonic() + pause > until:
                what = f"'{held.name}' in {held.parent.name} is held by another program."
                raise DeliverableError(f"{what} Close its files in Excel and run again; nothing was changed.", code=HELD) from None
            time.sleep(pause)
        else:
            return


def on_disk(path: Path) -> None:
    """Return when a file or folder has reached the disk. Windows has no such call for folders, and needs none."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def free_name(path: Path, word: str) -> Path:
    """Return the first free name of the form `report (kept 1).ipynb` beside a path."""
    numbers = range(1, 10_000)
    return next(free for n in numbers if not (free := path.with_name(f"{path.stem} ({word} {n}){path.suffix}")).exists())


def _pauses() -> Iterator[float]:
    pause = 0.05
    while True:
        yield pause
        pause = min(pause * 1.6, 0.6)
