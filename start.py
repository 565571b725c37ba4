"""Set segkit up on a fresh machine with one command, then run what was asked for: `python start.py demo` or `python start.py tests`.

Needs Python 3.11 or later and nothing else. Works alike in every shell of Linux, macOS and Windows: an active virtual environment is
used, otherwise one is made in .venv beside this file.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"
COMMANDS = {
    "demo": ("", ["-m", "segkit", "demo", "--folder", str(HERE)]),
    "tests": ("[dev]", ["-m", "pytest", "--numprocesses", "auto", str(HERE / "tests")]),
}


def main() -> int:
    """Install with the pinned versions of constraints.txt and run the command; extra words are handed on to it."""
    words = sys.argv[1:]
    if not words or words[0] not in COMMANDS:
        print("Say what to do: 'python start.py demo' (the example engagement) or 'python start.py tests' (the project's own tests).")
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036 - this very line tells the person with an older Python
        print(f"segkit needs Python 3.11 or later; this is {sys.version.split()[0]}. Install a newer one from python.org and run again.")
        return 2
    extra, arguments = COMMANDS[words[0]]
    python = _python()
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--constraint", str(HERE / "constraints.txt")]
    print("Installing segkit with pinned versions; the first time takes a minute or two …", flush=True)
    done = subprocess.run([*install, "--editable", f"{HERE}{extra}"], check=False)
    if done.returncode:
        print("The installation stopped; the lines above say why. Often the network or a proxy: run the same command again.")
        return done.returncode
    code = subprocess.run([python, *arguments, *words[1:]], check=False).returncode
    if words[0] == "demo" and code == 0 and sys.prefix == sys.base_prefix:
        activate = HERE / ".venv" / ("Scripts\\activate" if WINDOWS else "bin/activate")
        print(f"To type 'segkit' in this window: {activate if WINDOWS else f'. {activate}'}")
    return code


def _python() -> str:
    """Return the interpreter to install into, making .venv where no virtual environment is active."""
    if sys.prefix != sys.base_prefix:
        return sys.executable
    folder = HERE / ".venv"
    python = folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
    if not python.exists():
        try:
            venv.create(folder, with_pip=True)
        except (subprocess.CalledProcessError, OSError) as error:
            print(f"A virtual environment could not be made in {folder} ({error}). On Debian and Ubuntu: apt install python3-venv.")
            raise SystemExit(1) from None
    return str(python)


if __name__ == "__main__":
    raise SystemExit(main())
