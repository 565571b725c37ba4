"""workbooks/START.ipynb: the start page as a notebook, written anew each time and never over a file of the person's own."""

import hashlib
from pathlib import Path

from nbformat import NotebookNode, v4

from segkit.deliverables.in_place import write_whole
from segkit.deliverables.notebook_file import NotANotebookError, notebook_bytes, read_notebook
from segkit.lab.page import StartPage, page_language
from segkit.lab.standing import standing, standings
from segkit.notebooks.kernel import KERNEL
from segkit.words import Words
from segkit.workbooks import workbook_folder

START = "START.ipynb"

MARK = "start_page"
"""The key in the notebook's metadata that says which cells segkit has written; a page that differs from it is the person's own."""

REFRESH = 'import segkit\n\nsegkit.start_page("..")'


def write_start(root: Path, page: StartPage) -> Path:
    """Write the start page into workbooks/ and return its path: START.ipynb, or another name where a person has made that one theirs.

    Raises DeliverableError while another program holds the file.
    """
    words = Words(page_language(standings(root)))
    texts = (*page.texts, words("This cell shows the page as it stands now: click on it and press Shift and Enter."))
    cells = [*map(v4.new_markdown_cell, texts), v4.new_code_cell(REFRESH)]  # type: ignore[no-untyped-call]
    for i, cell in enumerate(cells, start=1):
        cell["id"] = f"start-{i}"
    notebook: NotebookNode = v4.new_notebook(cells=cells)  # type: ignore[no-untyped-call]
    notebook.metadata.update(
        kernelspec={"display_name": "Python 3", "language": "python", "name": KERNEL},
        language_info={"name": "python"},
        segkit={MARK: _sources(notebook)},
    )
    path = _free_place(root / "workbooks")
    write_whole(path, notebook_bytes(notebook))
    return path


def executed_notebook(root: Path, client: str) -> Path | None:
    """Return a client's executed notebook, None where there is none yet. Raises WorkbookError, with the nearest name, for nobody."""
    return standing(workbook_folder(root, client)).notebook


def _free_place(folder: Path) -> Path:
    """Return the first name whose file is not there or is a start page as segkit wrote it."""
    names = (START, *(f"START (segkit {n}).ipynb" for n in range(1, 10_000)))
    return next(path for name in names if not (path := folder / name).exists() or _as_written(path))


def _as_written(path: Path) -> bool:
    try:
        notebook = read_notebook(path)
    except (NotANotebookError, OSError):
        return False
    mark = notebook.metadata.get("segkit", {})
    return isinstance(mark, dict) and mark.get(MARK) == _sources(notebook)


def _sources(notebook: NotebookNode) -> str:
    return hashlib.sha256("\0".join(str(cell.source) for cell in notebook.cells).encode()).hexdigest()
