"""The cells of an executed notebook, taken into the report one by one: what is shown, in what form, and what is left out."""

import re
from collections.abc import Iterator, Mapping

from nbformat import NotebookNode

from segkit.deliverables.report.bitmaps import decoded
from segkit.deliverables.report.literals import Galley
from segkit.deliverables.report.markup import Typesetter
from segkit.errors import DeliverableError
from segkit.views.cover import REPORT_TYPE

HIDDEN_TAGS = frozenset({"consultant", "internal", "remove_cell"})
ALT_TAG = "alt:"
WIDGET = "application/vnd.jupyter.widget-view+json"
SVG = "image/svg+xml"
BITMAPS = ("image/png", "image/jpeg")
TERMINAL_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


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


def typeset_cells(notebook: NotebookNode, typesetter: Typesetter) -> None:
    """Add every shown cell to the report; raises DeliverableError where a cell ended in an error."""
    for number, cell in shown_cells(notebook):
        if cell.cell_type == "markdown":
            typesetter.markdown(_with_attachments(cell))
        elif cell.cell_type == "raw" and cell.source.strip():
            typesetter.galley.notice(f"Cell {number} is a raw cell and is not part of the report.")
        for output in cell.get("outputs", []):
            _typeset_output(output, cell, number, typesetter)


def _typeset_output(output: NotebookNode, cell: NotebookNode, number: int, typesetter: Typesetter) -> None:
    if output.output_type == "error":
        raise DeliverableError(
            f"Cell {number} of the notebook ended in an error ({_plain(output.ename)}: {_plain(output.evalue)}), so no report was made. "
            "Put the cell right, run the whole notebook again, then make the report.",
            code="SEG-H02",
        )
    if output.output_type == "stream":
        if output.name == "stdout":
            typesetter.console(TERMINAL_COLOUR.sub("", _joined(output.text)))
        else:
            typesetter.galley.notice(f"Cell {number} printed warnings or log lines; they are not part of the report.")
        return
    _typeset_display(output, cell, number, typesetter)


def _typeset_display(output: NotebookNode, cell: NotebookNode, number: int, typesetter: Typesetter) -> None:
    """Add one display in its best form: drawing, HTML, markdown, bitmap, plain text."""
    data = output.get("data", {})
    if REPORT_TYPE in data:
        return
    bitmap = next((kind for kind in BITMAPS if kind in data), None)
    if SVG in data:
        alt, caption = _alt_and_caption(SVG, output, cell, number, typesetter.galley)
        typesetter.drawing(_joined(data[SVG]), alt, caption)
    elif WIDGET in data:
        typesetter.galley.notice(f"Cell {number} shows a control to click on, which has no printed form; it is not part of the report.")
    elif "text/html" in data:
        typesetter.html(_joined(data["text/html"]))
    elif "text/markdown" in data:
        typesetter.markdown(_joined(data["text/markdown"]))
    elif bitmap is not None:
        alt, caption = _alt_and_caption(bitmap, output, cell, number, typesetter.galley)
        typesetter.bitmap(decoded(_joined(data[bitmap])), alt, caption)
    elif "text/plain" in data:
        typesetter.console(TERMINAL_COLOUR.sub("", _joined(data["text/plain"])))
    elif data:
        kinds = ", ".join(sorted(data))
        typesetter.galley.notice(f"Cell {number} shows something of kind {kinds}, which a report cannot show; it was left out.")


def _alt_and_caption(kind: str, output: NotebookNode, cell: NotebookNode, number: int, galley: Galley) -> tuple[str, str]:
    """Return the picture's text alternative and caption: its own, else the cell's tag, else the plain text beside it."""
    own = output.get("metadata", {}).get(kind)
    described = own if isinstance(own, Mapping) else {}
    tag = next((tag.removeprefix(ALT_TAG).strip() for tag in cell.get("metadata", {}).get("tags", []) if tag.startswith(ALT_TAG)), "")
    caption = str(described.get("caption") or "")
    alt = str(described.get("alt") or "") or tag
    if not alt.strip():
        alt = _joined(output.data.get("text/plain", "")) or caption or f"Figure {number}"
        galley.notice(f"The picture in cell {number} has no description; readers of the PDF who cannot see it hear '{alt}'.")
    return alt, caption


def _with_attachments(cell: NotebookNode) -> str:
    """Return a markdown cell's text with pictures pasted into the cell as data."""
    text = _joined(cell.source)
    for name, bundle in cell.get("attachments", {}).items():
        for kind, content in bundle.items():
            text = text.replace(f"attachment:{name}", f"data:{kind};base64,{_joined(content)}".replace("\n", ""))
    return text


def _joined(text: object) -> str:
    """Return a notebook's text, which may be stored as a list of lines."""
    return "".join(str(line) for line in text) if isinstance(text, list) else str(text)


def _plain(text: object) -> str:
    return " ".join(TERMINAL_COLOUR.sub("", str(text)).split())
