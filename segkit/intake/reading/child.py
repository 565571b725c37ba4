"""The child's side of reading apart: run as a script, it does the one piece of work it is sent and answers on a pipe of its own."""

import gc
import os
import pickle
import sys
import traceback
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

try:
    import resource
except ImportError:  # Windows, where the parent watches the memory instead
    resource = None  # type: ignore[assignment]


def main() -> None:
    """Read one order from stdin, write one answer: (True, result), (False, error of segkit) or (None, (name, traceback))."""
    # Millions of cells are made and none thrown away; looking for garbage among them takes as long as reading them.
    gc.disable()
    answers = _private_pipe()
    path, memory, module, name, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 - sent by the parent process, not by a file
    sys.path[:] = path
    if resource is not None and sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    answer = _answer(module, name, arguments)
    pickle.dump(answer, answers, protocol=5)
    answers.close()
    # Nothing here needs tidying, and freeing millions of cells one by one takes longer than reading them.
    os._exit(0)


def _private_pipe() -> BinaryIO:
    """Return the pipe that was stdout; whatever a library prints from now on goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return answers


def _answer(module: str, name: str, arguments: bytes) -> tuple[bool | None, object]:
    # segkit is loaded only now, with the parent's path; an error of segkit is known by its name, so that the child loads what it needs only.
    try:
        _stand_in_for_packages(module)
        work = getattr(import_module(module), name)
        return True, work(*pickle.loads(arguments))  # noqa: S301 - sent by the parent process, not by a file
    except BaseException as error:  # noqa: BLE001 - a panic of calamine is a BaseException; all of them are told to the parent
        if any(kind.__name__ == "SegkitError" for kind in type(error).__mro__):
            return False, error
        return None, (type(error).__name__, traceback.format_exc(limit=20))


def _stand_in_for_packages(module: str) -> None:
    """Let `module` be imported without running the __init__ of the packages around it.

    Those load the whole of intake with pandas, duckdb and pandera: a second that reading a small workbook would pay.
    """
    parts = module.split(".")[:-1]
    for i in range(1, len(parts) + 1):
        package = ".".join(parts[:i])
        folders = [str(Path(root, *parts[:i])) for root in sys.path if Path(root, *parts[:i]).is_dir()]
        if package not in sys.modules and folders:
            stand_in = ModuleType(package)
            stand_in.__path__ = folders
            sys.modules[package] = stand_in


if __name__ == "__main__":
    main()
