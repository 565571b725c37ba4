"""Saving executed notebooks: whole, and never over one in which a person has worked."""

import hashlib
from pathlib import Path

from nbformat import NotebookNode

from segkit.deliverables.in_place import free_name, rename, write_whole
from segkit.deliverables.notebook_file import NotANotebookError, notebook_bytes, read_notebook
from segkit.errors import DeliverableError
from segkit.notebooks.trust import vouch


def save_failed(notebook: NotebookNode, path: Path) -> None:
    """Save a notebook as far as it got."""
    write_whole(path, notebook_bytes(notebook))


def save(notebook: NotebookNode, path: Path) -> tuple[Path | None, Path | None]:
    """Save the executed notebook; one that a person has worked in since is kept under another name, which is returned too.

    The first path is None where the notebook cannot be saved, say because the earlier one is open. That is no error: the deliverable is
    out by then.
    """
    kept = None
    notebook.metadata["segkit"] = {"sources": _sources(notebook)}
    try:
        if path.is_file() and not _as_saved(path):
            free = free_name(path, "kept")
            rename(path, free)
            kept = free
        write_whole(path, notebook_bytes(notebook))
    except (DeliverableError, OSError):
        return None, kept
    vouch(path)
    return path, kept


def _as_saved(path: Path) -> bool:
    try:
        notebook = read_notebook(path)
    except NotANotebookError:
        return False
    return bool(notebook.metadata.get("segkit", {}).get("sources") == _sources(notebook))


def _sources(notebook: NotebookNode) -> str:
    return hashlib.sha256("\0".join(str(cell.source) for cell in notebook.cells).encode()).hexdigest()
