"""An executed notebook as a PDF for the client: the code is left out, text, tables and charts are typeset in the house style."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import typst
from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from segkit.deliverables.report.cells import report_output, typeset_cells
from segkit.deliverables.report.cover import ReportFacts, report_facts, typst_facts
from segkit.deliverables.report.literals import Galley
from segkit.deliverables.report.markup import Typesetter
from segkit.deliverables.report.palette import PALETTE, palette
from segkit.errors import DeliverableError
from segkit.views.fonts import FONT_FOLDER

HOUSE_STYLE = Path(__file__).with_name("house.typ")
STANDARDS: Final = ("a-2a", "ua-1")
FALLBACK_TITLE = "Report"
MAIN = "main.typ"


@dataclass(frozen=True)
class ReportSource:
    """A report as Typst source: the main text, the files it reads, and what must be said about it."""

    main: str
    files: Mapping[str, bytes]
    facts: ReportFacts
    notices: tuple[str, ...]


@dataclass(frozen=True)
class ReportPDF:
    """A finished report, and plain sentences about everything that was replaced or left out."""

    content: bytes
    notices: tuple[str, ...]


def report_source(notebook: NotebookNode, *, name: str = "") -> ReportSource:
    """Return the report's Typst source; `name` is the title where the notebook gives none.

    Raises DeliverableError where a cell of the notebook ended in an error.
    """
    galley = Galley()
    typesetter = Typesetter(galley)
    typeset_cells(notebook, typesetter)
    fallback = (typesetter.headings or [name or FALLBACK_TITLE])[0]
    facts = report_facts(_description(report_output(notebook)), fallback, galley)
    described = typst_facts(facts, galley, contents=facts.contents and bool(typesetter.headings))
    main = f'#import "house.typ": *\n#show: report.with({described})\n#{{\n{typesetter.code()}\n}}\n'
    style = {HOUSE_STYLE.name: HOUSE_STYLE.read_bytes(), PALETTE: palette(facts.grades, galley).encode()}
    return ReportSource(main=main, files={**style, **galley.files}, facts=facts, notices=galley.notices)


def report_pdf(notebook: NotebookNode, *, name: str = "") -> ReportPDF:
    """Return the notebook as an accessible archive PDF (PDF/A-2a and PDF/UA-1); the same notebook gives the same bytes.

    Raises DeliverableError where a cell ended in an error or the report cannot be typeset under the standards.
    """
    source = report_source(notebook, name=name)
    try:
        content, _ = typst.compile_with_warnings(  # type: ignore[call-overload]  # the stubs do not know files held in memory
            {MAIN: source.main.encode(), **source.files},
            font_paths=[FONT_FOLDER],
            ignore_system_fonts=True,
            pdf_standards=list(STANDARDS),
            timestamp=source.facts.moment,
        )
    except RuntimeError as error:  # TypstError is one; the wheel raises the bare kind for files it cannot read
        raise DeliverableError(
            f"The report '{source.facts.title}' could not be typeset as an accessible archive PDF: {_sentence(error)} "
            "Nothing was written. Take the text or picture named out of the notebook, or save the picture anew, and make the report again.",
            code="SEG-H01",
        ) from error
    return ReportPDF(content=content, notices=source.notices)


def _sentence(error: RuntimeError) -> str:
    text = " ".join(str(getattr(error, "message", error)).split()).rstrip(".")
    return f"{text}."


def _description(given: object) -> Mapping[str, object] | None:
    """Return the report's description as a mapping; some tools store JSON outputs as text."""
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except json.JSONDecodeError:
            return None
    return given if isinstance(given, Mapping) else None


class ReportTypstExporter(Exporter):
    """nbconvert exporter `client-typst`: the report's Typst source with the files it reads beside it, to look at."""

    file_extension = ".typ"
    output_mimetype = "text/vnd.typst"
    export_from_notebook = "Client report (Typst source)"

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        """Return the source and the resources, in which nbconvert finds the other files to write."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        source = report_source(notebook, name=_name(resources))
        resources["outputs"] = dict(source.files)
        self._tell(source.notices, resources)
        return source.main, resources

    def _tell(self, notices: tuple[str, ...], resources: Any) -> None:
        resources["notices"] = notices
        for notice in notices:
            self.log.warning(notice)


class ReportPDFExporter(ReportTypstExporter):
    """nbconvert exporter `client-pdf`: the report as an accessible archive PDF."""

    file_extension = ".pdf"
    output_mimetype = "application/pdf"
    export_from_notebook = "Client report (PDF)"

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        """Return the PDF's bytes and the resources."""
        notebook, resources = Exporter.from_notebook_node(self, nb, resources, **kw)
        made = report_pdf(notebook, name=_name(resources))
        self._tell(made.notices, resources)
        return made.content, resources


def _name(resources: Any) -> str:
    return str(resources.get("metadata", {}).get("name", ""))
