"""Notebooks for the tests of the report: parts of cells, small pictures, and what a PDF says of itself."""

import ast
import base64
import io
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import nbformat
from aside import wanted_or_skipped
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output
from pypdf import PdfReader

from segkit.deliverables.report import ReportPDF
from segkit.views.parts import Parts

FACTS = {
    "title": "Kundesegmentering",
    "client": "Nordhavn & Søn A/S",
    "language": "da",
    "date": "2026-08-31",
    "consultant": "Mette Holm",
    "contents_title": "Indhold",
    "facts": [["Kunder", "400"]],
}
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><rect width="300" height="100" fill="#12355B"/></svg>'


def png(width: int = 4, height: int = 2) -> bytes:
    """Return a whole black PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress((b"\0" * (width + 1)) * height)
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def base64_of(content: bytes) -> str:
    return base64.b64encode(content).decode()


def address(content: bytes) -> str:
    return f"data:image/png;base64,{base64_of(content)}"


def shown(data: dict[str, object], metadata: dict[str, object] | None = None, tags: tuple[str, ...] = ()) -> NotebookNode:
    """Return a code cell with one display."""
    output = new_output("display_data", data=data, metadata=metadata or {})
    return new_code_cell("secret_code = 1", outputs=[output], metadata={"tags": list(tags)})


def html(text: str) -> NotebookNode:
    return shown({"text/html": text, "text/plain": "plain"})


def notebook(*cells: NotebookNode, **facts: object) -> NotebookNode:
    """Return a notebook whose first cell describes the report; keywords change the description."""
    return new_notebook(cells=[shown({"application/vnd.segkit.report+json": {**FACTS, **facts}}), *cells])


def text_of(made: ReportPDF) -> str:
    """Return the PDF's words in reading order, on one line."""
    program = shutil.which("pdftotext")
    wanted_or_skipped(program is not None, "pdftotext (of poppler-utils)")
    done = subprocess.run([str(program), "-", "-"], input=made.content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def passes_both_standards(made: ReportPDF) -> bool:
    """Return whether Typst has checked the PDF against both standards: it claims them only then."""
    claims = PdfReader(io.BytesIO(made.content)).trailer["/Root"]["/Metadata"].get_data().decode()
    return "<pdfaid:part>2</pdfaid:part>" in claims and "<pdfuaid:part>1</pdfuaid:part>" in claims


def executed(template: Path, engagement_file: Path) -> NotebookNode:
    """Return a template as it is when it has run, without a kernel and without delivering."""
    made = nbformat.read(template, as_version=4)
    names: dict[str, object] = {}
    for cell in made.cells:
        if cell.cell_type != "code" or "segkit.deliver" in cell.source:
            continue
        source = cell.source.replace('engagement_file = ""', f"engagement_file = {str(engagement_file)!r}")
        body = ast.parse(source)
        last = body.body.pop() if body.body and isinstance(body.body[-1], ast.Expr) else None
        exec(compile(body, "cell", "exec"), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
            views = value.views if isinstance(value, Parts) else (value,)
            cell.outputs = [_display(view) for view in views if view is not None]
    return made


def _display(value: object) -> NotebookNode:
    bundle = getattr(value, "_repr_mimebundle_", None)
    made = bundle() if bundle else {"text/html": value._repr_html_(), "text/plain": repr(value)}
    data, metadata = made if isinstance(made, tuple) else (made, {})
    return new_output("display_data", data=data, metadata=metadata)
