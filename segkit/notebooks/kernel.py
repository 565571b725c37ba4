"""The room a notebook runs in: a fresh folder, the kernel of this Python, and an environment that holds nothing it need not know.

A client's folder is never the working folder, and is never on Python's path: a file pandas.py received from a client is not
imported. Secrets in the consultant's environment stay outside.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

import segkit

KERNEL = "python3"

_NEEDED = {
    "APPDATA", "COMSPEC", "HOME", "LANG", "LANGUAGE", "LOCALAPPDATA", "NUMBER_OF_PROCESSORS", "PATH", "PATHEXT", "PROGRAMDATA",
    "SYSTEMDRIVE", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "TZ", "USERPROFILE", "VIRTUAL_ENV", "WINDIR", "XDG_CACHE_HOME",
}  # fmt: skip
"""What a Python needs to find its system, its home and its language. Everything else stays outside."""

_PRIVATE = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")


@dataclass(frozen=True)
class Room:
    """The private folder of one run."""

    folder: Path

    @property
    def working_folder(self) -> Path:
        return self.folder / "run"

    @property
    def log(self) -> Path:
        """What the kernel itself prints, apart from the notebook."""
        return self.folder / "kernel.log"

    def environment(self) -> dict[str, str]:
        """Return the environment of the kernel: what is needed, and Jupyter's, IPython's and matplotlib's files in the room."""
        private = {name: str(self.folder / name.lower()) for name in _PRIVATE}
        kept = {name: value for name, value in os.environ.items() if name.upper() in _NEEDED or name.upper().startswith("LC_")}
        return {
            **kept,
            **private,
            "MPLCONFIGDIR": str(_font_list_folder(kept) or self.folder / "matplotlib"),
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
            "PYTHONSAFEPATH": "1",
            "PYTHONUTF8": "1",
            **_python_path(),
        }

    def kernel_manager(self) -> AsyncKernelManager:
        """Return the manager of a kernel of this very Python, whatever kernels are installed under the same name elsewhere."""
        # No folder to look in leaves the specification that ipykernel makes of sys.executable.
        own = KernelSpecManager(kernel_dirs=[])
        return AsyncKernelManager(kernel_name=KERNEL, kernel_spec_manager=own, connection_file=str(self.folder / "kernel.json"))


@contextmanager
def room() -> Iterator[Room]:
    """Give a fresh room and clear it away afterwards."""
    with tempfile.TemporaryDirectory(prefix="segkit-", ignore_cleanup_errors=True) as folder:
        fresh = Room(Path(folder))
        fresh.working_folder.mkdir()
        yield fresh


def _python_path() -> dict[str, str]:
    try:
        distribution("segkit")
    except PackageNotFoundError:  # run from a checkout that was not installed
        return {"PYTHONPATH": str(Path(segkit.__file__).parent.parent)}
    return {}


def _font_list_folder(environment: Mapping[str, str]) -> Path | None:
    """Return a folder of segkit's own where matplotlib keeps its list of fonts: making it anew takes seconds in every run."""
    if sys.platform == "win32":
        base = Path(environment.get("LOCALAPPDATA", ""))
    elif sys.platform == "darwin":
        base = Path(environment.get("HOME", "")) / "Library" / "Caches"
    else:
        base = Path(environment.get("XDG_CACHE_HOME") or Path(environment.get("HOME", "")) / ".cache")
    folder = base / "segkit" / "matplotlib"
    if not base.is_absolute():
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None
