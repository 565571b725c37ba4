"""Eight clients: `segkit run --all` against the plain papermill command line on the same template."""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.timing import Measured, in_turn
from segkit.example import make_example

CLIENTS = 8
TEMPLATE = Path(__file__).parent.parent / "templates" / "basic_abcd.ipynb"


def measure() -> list[Measured]:
    """Return papermill's command line first (the peer), one client after the other, then segkit with its default workers."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        files = [make_example(root / "workbooks" / f"client-{i}", "da") for i in range(CLIENTS)]

        def plain() -> None:
            for i, file in enumerate(files):
                _run(["papermill", str(TEMPLATE), str(root / f"out-{i}.ipynb"), "-p", "engagement_file", str(file), "--no-progress-bar"])

        def segkit() -> None:
            _run(["segkit", "run", "--all", "--folder", str(root)])

        return in_turn({"papermill command line, 8 times (peer)": plain, "segkit run --all": segkit}, runs=2, warm_up=0)


def _run(words: list[str]) -> None:
    command = shutil.which(words[0], path=str(Path(sys.executable).parent)) or words[0]
    subprocess.run([command, *words[1:]], check=True, capture_output=True)
