"""A study's notebook of some eight pages, six charts and five tables to PDF: nbconvert's page printed by Chromium, against the report."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from nbconvert import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

import segkit
from benchmarks.timing import Measured, in_turn
from segkit.deliverables.report.exporter import ReportPDFExporter
from segkit.deliverables.report.html import ReportHTMLExporter
from segkit.example import make_example
from segkit.views import chapters, charts, cover, tables

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer", "--host-resolver-rules=MAP * ~NOTFOUND")


def measure() -> list[Measured]:
    """Return Chromium first (the peer), then segkit's PDF and HTML, warm and in this process; the files' sizes stand in their names.

    The peer is what nbconvert's webpdf does: its own HTML, printed by a browser that is started for it.
    """
    browser = shutil.which("chromium") or shutil.which("chrome")
    if browser is None:
        raise RuntimeError("Chromium is needed as the peer")
    with TemporaryDirectory() as folder:
        notebook = _notebook(Path(folder))
        pdf, page = ReportPDFExporter(), ReportHTMLExporter()
        peer = HTMLExporter(exclude_input=True)

        def chromium() -> bytes:
            html, _ = peer.from_notebook_node(notebook)
            source, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
            source.write_text(html, encoding="utf-8")
            command = [browser, *FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            return target.read_bytes()

        def report() -> bytes:
            return bytes(pdf.from_notebook_node(notebook)[0])

        def web_page() -> str:
            return str(page.from_notebook_node(notebook)[0])

        sizes = [f"{len(way()) / 1024:.0f} kB" for way in (chromium, report, web_page)]
        names = ("nbconvert's HTML printed by Chromium (peer)", "segkit client_pdf", "segkit client_html")
        ways = {f"{name}, {size}": way for name, size, way in zip(names, sizes, (chromium, report, web_page), strict=True)}
        return in_turn(ways, runs=5)


def _notebook(folder: Path) -> NotebookNode:
    """Return an executed notebook of the example."""
    study = segkit.run_study(segkit.read_engagement(make_example(folder / "workbooks" / "example", "da")))
    parts = [
        cover(study),
        *(chapters.summary(study), charts.segments(study), chapters.money(study), charts.pareto(study), charts.months(study)),
        *(chapters.matrix(study), charts.matrix(study), tables.segments(study), tables.thresholds(study)),
        *(chapters.value(study), charts.value_at_stake(study), charts.effort(study), tables.best(study), tables.worst(study)),
        *(chapters.data_quality(study), tables.reconciliation(study)),
    ]
    return new_notebook(cells=[new_code_cell("x", outputs=[_shown(part)]) for part in parts])


def _shown(part: object) -> NotebookNode:
    bundle = getattr(part, "_repr_mimebundle_", None)
    made = bundle() if bundle else {"text/html": part._repr_html_(), "text/plain": repr(part)}
    data, metadata = made if isinstance(made, tuple) else (made, {})
    return new_output("display_data", data=data, metadata=metadata)
