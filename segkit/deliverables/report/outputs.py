"""One output of a cell in its best form for a report: a drawing, HTML, a formula, markdown, a bitmap or plain text."""

import re
import textwrap
from collections.abc import Mapping

from nbformat import NotebookNode

from segkit.deliverables.report.bitmaps import Size, decoded
from segkit.deliverables.report.page import Page
from segkit.deliverables.report.preparing import has_content

ALT_TAG = "alt:"
WIDGET = "application/vnd.jupyter.widget-view+json"
SVG = "image/svg+xml"
BITMAPS = ("image/png", "image/jpeg", "image/gif")
MOST_LINES = 60
MOST_LETTERS = 12_000
LINE_WIDTH = 90
"""Letters of the monospaced font that fit a line of the report."""

_TERMINAL_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_REPR = re.compile(r"<[^>]*>|\w+(\.\w+)*\(.*\)", re.DOTALL)


def best_form(output: NotebookNode, cell: NotebookNode, number: int, page: Page) -> None:
    """Add one display in its best form; what has none is named."""
    data = output.get("data", {})
    picture = next((kind for kind in (SVG, *BITMAPS) if kind in data), None)
    html = text_of(data.get("text/html", ""))
    if picture == SVG:
        _picture(SVG, output, cell, number, page)
    elif html and has_content(html):
        page.html(html)
    elif "text/latex" in data:
        page.formula(text_of(data["text/latex"]))
    elif "text/markdown" in data:
        page.markdown(text_of(data["text/markdown"]))
    elif picture is not None:
        _picture(picture, output, cell, number, page)
    elif WIDGET in data:
        page.galley.notice(f"Cell {number} shows a control to click on, which has no printed form; it is not part of the report.")
    elif "text/plain" in data and not html and not any(kind.startswith("application/") for kind in data):
        page.console(printed(text_of(data["text/plain"]), most_lines=None)[0])
    elif data:
        kinds = ", ".join(sorted(kind for kind in data if kind != "text/plain")) or "text/plain"
        page.galley.notice(f"Cell {number} shows something of kind {kinds}, which a report cannot show; it was left out.")


def printed(text: str, *, most_lines: int | None = MOST_LINES) -> tuple[str, int]:
    """Return printed text as a report shows it, long lines broken, and how many lines at its end were left out."""
    lines = _TERMINAL_COLOUR.sub("", text).expandtabs(4).rstrip().splitlines()
    kept = lines if most_lines is None else lines[:most_lines]
    broken: list[str] = []
    letters = 0
    for place, line in enumerate(kept):
        letters += len(line)
        if most_lines is not None and letters > MOST_LETTERS:
            return "\n".join(broken), len(lines) - place
        broken += textwrap.wrap(line, LINE_WIDTH, replace_whitespace=False, drop_whitespace=False) or [""]
    return "\n".join(broken), len(lines) - len(kept)


def text_of(text: object) -> str:
    """Return a notebook's text, which may be stored as a list of lines."""
    return "".join(str(line) for line in text) if isinstance(text, list) else str(text)


def plain(text: object) -> str:
    """Return a text in one line, without a terminal's colours."""
    return " ".join(_TERMINAL_COLOUR.sub("", str(text)).split())


def _picture(kind: str, output: NotebookNode, cell: NotebookNode, number: int, page: Page) -> None:
    """Add a picture with its text alternative and caption: its own, else the cell's tag, else the plain text beside it."""
    own = output.get("metadata", {}).get(kind)
    described = own if isinstance(own, Mapping) else {}
    tag = next((tag.removeprefix(ALT_TAG).strip() for tag in cell.get("metadata", {}).get("tags", []) if tag.startswith(ALT_TAG)), "")
    caption = str(described.get("caption") or "")
    alt = str(described.get("alt") or "") or tag
    if not alt.strip():
        beside = plain(text_of(output.data.get("text/plain", "")))
        alt = ("" if _REPR.fullmatch(beside) else beside) or caption or f"Figure {number}"
        page.galley.notice(f"The picture in cell {number} has no description; readers of the PDF who cannot see it hear '{alt}'.")
    text = text_of(output.data[kind])
    page.picture(text.encode() if kind == SVG else decoded(text), alt, caption, size=None if kind == SVG else _size(described))


def _size(described: Mapping[str, object]) -> Size | None:
    """Return the size at which the notebook shows a bitmap, such as one of double density; None where it shows it pixel by pixel."""
    width, height = (described.get(name) for name in ("width", "height"))
    return (width, height) if isinstance(width, int | float) and isinstance(height, int | float) and width > 0 < height else None
