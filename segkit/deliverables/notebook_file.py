"""Reading and writing notebooks in format 4."""

from pathlib import Path

import nbformat
from nbformat import NotebookNode


class NotANotebookError(ValueError):
    """A file that is no notebook."""


def read_notebook(path: Path) -> NotebookNode:
    """Return a notebook file. Raises NotANotebookError, a ValueError."""
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except (ValueError, AttributeError, KeyError, nbformat.ValidationError) as error:
        raise NotANotebookError(path.name) from error
    return notebook


def notebook_bytes(notebook: NotebookNode) -> bytes:
    """Return a notebook as it is written to a file."""
    return str(nbformat.writes(notebook)).encode()  # type: ignore[no-untyped-call]
