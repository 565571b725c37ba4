"""`segkit lab` as a process of its own, for tests: started in private folders, ended as a person ends it."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import segkit

HOSTILE = 'Sørens {client} & "Co" $x$ *b* [a](b) <script>alert(1)</script> `c`'


@dataclass(frozen=True)
class Lab:
    """A running `segkit lab`: the folder it shows, what it said, and the address of its start page."""

    root: Path
    process: subprocess.Popen[str]
    said: tuple[str, ...]

    @property
    def address(self) -> str:
        return next(line.strip() for line in self.said if "http://" in line)

    def page(self, path: str, workspace: str) -> str:
        """Return the address of a file in a workspace of its own, so that no test opens what another had open."""
        base, key = self.address.split("/lab/")[0], self.address.split("?")[1]
        return f"{base}/lab/workspaces/{workspace}/tree/{path}?{key}"


def started(root: Path, private: Path, *arguments: str) -> Lab:
    """Start `segkit lab` with folders of its own and return it when it has said its last line; a slow start fails."""
    own = {name: str(private / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    package = str(Path(segkit.__file__).parent.parent)
    environment = {**os.environ, **own, "XDG_DATA_HOME": str(private / "home"), "PYTHONPATH": package, "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "segkit", "lab", *arguments, "--no-browser", "--folder", str(root)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")
    watch = threading.Timer(90, process.kill)
    watch.start()
    said = []
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line.rstrip("\n"))
        if "Ctrl-C" in line:
            break
    watch.cancel()
    assert process.poll() is None, "\n".join(said)
    return Lab(root, process, tuple(said))


def ended(lab: Lab) -> tuple[int, str]:
    """Press Ctrl-C and return the exit code and what was said last."""
    lab.process.send_signal(signal.SIGINT)
    rest, _ = lab.process.communicate(timeout=60)
    return lab.process.returncode, rest
