"""The cells of an executed notebook, taken into a report one by one: which are shown, and what stands where something is missing."""

from collections.abc import Iterator

from nbformat import NotebookNode

from segkit.deliverables.report.outputs import best_form, plain, printed, text_of
from segkit.deliverables.report.page import Page
from segkit.views.cover import REPORT_TYPE
from segkit.words import Words, phrase

HIDDEN_TAGS = frozenset({"consultant", "internal", "remove_cell"})
MISSING = phrase("A result is missing here: the cell did not run to its end.")


def shown_cells(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """Yield the cells that the client may see, with their number counted from 1."""
    for number, cell in enumerate(notebook.cells, start=1):
        if HIDDEN_TAGS.isdisjoint(cell.get("metadata", {}).get("tags", [])):
            yield number, cell


def report_output(notebook: NotebookNode) -> object:
    """Return the first description of the report among the outputs, or None."""
    for _, cell in shown_cells(notebook):
        for output in cell.get("outputs", []):
            if REPORT_TYPE in output.get("data", {}):
                return output["data"][REPORT_TYPE]
    return None


def failed_cell(notebook: NotebookNode) -> tuple[int, str] | None:
    """Return the number of the first cell that ended in an error, hidden ones included, with the error in one line; None where none did."""
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                return number, f"{plain(output.ename)}: {plain(output.evalue)}"
    return None


def take_in(notebook: NotebookNode, page: Page, words: Words) -> None:
    """Add every shown cell to the report; what is missing is told in the report's language, and named in a notice."""
    for number, cell in shown_cells(notebook):
        if cell.cell_type == "markdown":
            page.markdown(_with_attachments(cell))
        elif cell.cell_type == "raw" and cell.source.strip():
            page.galley.notice(f"Cell {number} is a raw cell and is not part of the report.")
        for output in cell.get("outputs", []):
            _take_output(output, cell, number, page, words)


def _take_output(output: NotebookNode, cell: NotebookNode, number: int, page: Page, words: Words) -> None:
    if output.output_type == "error":
        page.gap(words(MISSING))
        page.galley.notice(
            f"Cell {number} ended in an error ({plain(output.ename)}: {plain(output.evalue)}): the report says in its place that a result "
            "is missing. Put the cell right, run the whole notebook again, then make the report again."
        )
    elif output.output_type == "stream":
        if output.name == "stdout":
            shown, left = printed(text_of(output.text))
            page.console(shown)
            if left:
                page.gap(words.plural("{n} more line is not shown.", "{n} more lines are not shown.", left))
                page.galley.notice(f"Cell {number} printed a very long text: the report shows its beginning and leaves {left} line(s) out.")
        else:
            page.galley.notice(f"Cell {number} printed warnings or log lines; they are not part of the report.")
    elif REPORT_TYPE not in output.get("data", {}):
        best_form(output, cell, number, page)


def _with_attachments(cell: NotebookNode) -> str:
    """Return a markdown cell's text with pictures pasted into the cell as data."""
    text = text_of(cell.source)
    for name, bundle in sorted(cell.get("attachments", {}).items(), key=lambda pair: -len(pair[0])):
        for kind, content in bundle.items():
            text = text.replace(f"attachment:{name}", f"data:{kind};base64,{text_of(content)}".replace("\n", ""))
    return text
