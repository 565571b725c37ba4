"""An error nobody foresaw: one sentence for the person, and the whole of it in a file for whoever mends it."""

import platform
import tempfile
import traceback
from pathlib import Path

import segkit

REPORT = "segkit-error.txt"


def unexpected(error: BaseException, folder: Path) -> str:
    """Return the sentence about an unforeseen error; its traceback is saved in `folder`, or else in the temporary folder."""
    heading = f"segkit {segkit.__version__}, Python {platform.python_version()}, {platform.system()}\n\n"
    text = heading + "".join(traceback.format_exception(error))
    path = folder / REPORT
    try:
        path.write_text(text, encoding="utf-8")
    except OSError:
        path = Path(tempfile.gettempdir()) / REPORT
        path.write_text(text, encoding="utf-8")
    return (
        f"SEG-000: segkit stopped with {type(error).__name__}, which should not happen. What is known about it stands in {path}; "
        "read it before you pass it on, as it may hold the client's data."
    )


def no_access(error: PermissionError) -> str:
    """Return the sentence for a file or folder that cannot be opened or written."""
    name = Path(str(error.filename)).name if error.filename else "A file"
    return f"SEG-I05: {name} cannot be opened or written: another program holds it, or you lack access. Close it there and run again."
