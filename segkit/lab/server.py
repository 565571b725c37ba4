"""JupyterLab for a folder of clients: on this machine only, without a request to the outside, ended by Ctrl-C.

The person's own settings of JupyterLab hold. What segkit adds is given on the command line and through a folder of its own: no news and
no check for updates, tables that sort and search, and trust in the notebooks that segkit itself ran on this machine.
"""

import hashlib
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil

import segkit
from segkit.errors import RunError
from segkit.lab.extension import write_extension
from segkit.notebooks.trust import notary_files

HERE = "127.0.0.1"

SETTINGS = Path(__file__).with_name("settings")

START_SECONDS = 60.0
"""How long JupyterLab may take to answer before it counts as not started."""

END_SECONDS = 15.0
"""How long it may take to end its kernels before it is ended itself."""


@dataclass(frozen=True)
class Desk:
    """A JupyterLab that answers."""

    process: subprocess.Popen[bytes]
    port: int
    token: str
    workspace: str

    def address(self, path: str) -> str:
        """Return the address of a file, as a path seen from the root folder. Who has it may run code: it holds the key."""
        return f"http://{HERE}:{self.port}/lab/workspaces/{self.workspace}/tree/{quote(path)}?token={self.token}"

    def wait(self) -> None:
        """Return when JupyterLab has ended: shut down by its menu, or with Ctrl-C."""
        with suppress(KeyboardInterrupt):
            self.process.wait()


@contextmanager
def desk(root: Path) -> Iterator[Desk]:
    """Give a JupyterLab that shows a folder, and end it with its kernels afterwards. Raises RunError where it does not start."""
    with _ended_by_signals(), tempfile.TemporaryDirectory(prefix="segkit-lab-", ignore_cleanup_errors=True) as private:
        folder = Path(private)
        write_extension(folder / "labextensions")
        port, token, log = _free_port(), secrets.token_urlsafe(24), folder / "lab.log"
        with log.open("wb") as file:
            process = subprocess.Popen(  # noqa: S603 - this Python, with settings of our own
                _command(root, folder, port),
                cwd=root,
                env=_environment(token),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        try:
            _wait_until_it_answers(process, port, log)
            yield Desk(process, port, token, f"segkit-{hashlib.sha256(str(root).encode()).hexdigest()[:8]}")
        finally:
            _end(process)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let a closed window or an ended session do what Ctrl-C does, so that no server is left behind."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    earlier = {name: signal.signal(getattr(signal, name), signal.default_int_handler) for name in names}
    try:
        yield
    finally:
        for name, handler in earlier.items():
            signal.signal(getattr(signal, name), handler)


def _command(root: Path, folder: Path, port: int) -> list[str]:
    secret, signatures = notary_files()
    return [
        *(sys.executable, "-m", "jupyterlab"),
        f"--ServerApp.root_dir={root}",
        f"--ServerApp.ip={HERE}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--ServerApp.open_browser=False",
        "--ServerApp.allow_root=True",  # containers know no other person; whoever may start this may run anything anyway
        f"--LabApp.app_settings_dir={SETTINGS}",
        f"--LabApp.extra_labextensions_path={folder / 'labextensions'}",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None",
        "--LabApp.extension_manager=readonly",  # the other one asks PyPI
        f"--NotebookNotary.secret_file={secret}",
        f"--NotebookNotary.db_file={signatures}",
    ]


def _environment(token: str) -> dict[str, str]:
    """Return the environment: the person's own, with the key, the terminal's `segkit`, and no imports from clients' folders."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    python_path = os.pathsep.join(filter(None, [str(Path(segkit.__file__).parent.parent), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "JUPYTER_TOKEN": token, "PATH": path, "PYTHONPATH": python_path, "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        if _answers(port):
            return
        time.sleep(0.1)
    said = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    last = f" It said last: {said[-1]}" if said else ""
    raise RunError(f"JupyterLab did not start. Install segkit again in a fresh environment, then try again.{last}", code="SEG-H05")


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HERE, port, timeout=2)
    try:
        connection.request("GET", "/api")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End JupyterLab with everything it has started."""
    try:
        started = psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        started = []
    process.terminate()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for child in started:
        with suppress(psutil.NoSuchProcess):
            child.kill()
