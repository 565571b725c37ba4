"""Trust in notebooks: those that segkit itself ran on this machine show their charts when opened; any other shows its texts only.

JupyterLab leaves out drawings and scripts of a notebook that nobody on this machine has vouched for, and that is right for one that came
from elsewhere. The key and the list lie in a folder of segkit's own in the person's home, never beside the clients' folders: a folder that is
handed on hands on no trust.
"""

import os
import sqlite3
import sys
from contextlib import suppress
from pathlib import Path

import nbformat
from nbformat.sign import NotebookNotary


def notary_files() -> tuple[Path, Path]:
    """Return where the key and the list of signatures lie."""
    folder = _own_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "notebook_secret", folder / "nbsignatures.db"


def vouch(path: Path) -> None:
    """Remember a notebook that was just run and saved as one of segkit's own; where that cannot be written, it opens without charts."""
    with suppress(OSError, sqlite3.Error):
        secret, signatures = notary_files()
        notary = NotebookNotary(secret_file=str(secret), db_file=str(signatures))  # type: ignore[no-untyped-call]
        try:
            notary.sign(nbformat.read(path, as_version=4))  # type: ignore[no-untyped-call]
        finally:
            notary.store.close()


def _own_folder() -> Path:
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / "segkit"
