"""An executed notebook as a PDF for the client: the code is left out, text, tables and charts are typeset in the house style."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from segkit.deliverables.report.cells import report_output, take_in
from segkit.deliverables.report.compiling import RefusedError, Source, compiled
from segkit.deliverables.report.cover import ReportFacts, report_facts, typst_facts
from segkit.deliverables.report.literals import Galley, Placed
from segkit.deliverables.report.markup import Typesetter
from segkit.deliverables.report.palette import PALETTE, palette
from segkit.deliverables.report.pictures import Shelf
from segkit.errors import DeliverableError

HOUSE_STYLE = Path(__file__).with_name("house.typ")
FALLBACK_TITLE = "Report"


@dataclass(frozen=True)
class ReportSource:
    """A report as Typst source: the main text, the files it reads, and what must be said about it."""

    main: str
    files: Mapping[str, bytes]
    placed: Mapping[str, Placed]
    facts: ReportFacts
    notices: tuple[str, ...]


@dataclass(frozen=True)
class ReportPDF:
    """A finished report, and plain sentences about everything that was replaced or left out."""

    content: bytes
    notices: tuple[str, ...]


def report_source(notebook: NotebookNode, *, name: str = "", folder: Path | None = None) -> ReportSource:
    """Return the report's Typst source; `name` is the title where the notebook gives none, `folder` holds pictures that it names."""
    galley = Galley()
    typesetter = Typesetter(galley, Shelf(folder))
    facts = report_facts(description(report_output(notebook)), name or FALLBACK_TITLE, galley)
    take_in(notebook, typesetter, facts.words)
    if not facts.cover:
        facts = untitled(typesetter.headings, facts, galley)
    described = typst_facts(facts, galley, contents=bool(typesetter.headings))
    main = f'#import "house.typ": *\n#show: report.with({described})\n#{{\n{typesetter.code()}\n}}\n'
    style = {HOUSE_STYLE.name: HOUSE_STYLE.read_bytes(), PALETTE: palette(facts.grades, facts.brand.looks, galley).encode()}
    return ReportSource(main, {**style, **galley.files}, galley.placed, facts, galley.notices)


def untitled(headings: list[str], facts: ReportFacts, galley: Galley) -> ReportFacts:
    """Return the facts of a report that does not describe itself, titled by its first heading, with a notice."""
    titled = replace(facts, title=headings[0] if headings else facts.title)
    galley.notice(f"The notebook does not describe its report: it has no cover, and its title is '{titled.title}'.")
    return titled


def report_pdf(notebook: NotebookNode, *, name: str = "", folder: Path | None = None) -> ReportPDF:
    """Return the notebook as an accessible archive PDF (PDF/A-2a and PDF/UA-1); the same notebook gives the same bytes.

    What the standards refuse is replaced and named, or the PDF is made without them and a notice says so. Raises DeliverableError where
    Typst makes no PDF at all.
    """
    source = report_source(notebook, name=name, folder=folder)
    try:
        content, notices = compiled(Source(source.main, source.files, source.placed, source.facts.moment))
    except RefusedError as error:
        raise DeliverableError(
            f"The report '{source.facts.title}' could not be typeset: {error} "
            "Nothing was written. Take what the sentence names out of the notebook, and make the report again.",
            code="SEG-H01",
        ) from error
    return ReportPDF(content=content, notices=(*source.notices, *notices))


def description(given: object) -> Mapping[str, object] | None:
    """Return the report's description as a mapping; some tools store JSON outputs as text."""
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except json.JSONDecodeError:
            return None
    return given if isinstance(given, Mapping) else None


class NotebookExporter(Exporter):
    """What the report's exporters share: nbconvert's own preprocessors run where somebody has switched one on, and only then."""

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)  # type: ignore[no-untyped-call]  # nbconvert has types for some of it only
        # A preprocessor that is off changes nothing, but nbconvert checks the whole notebook anew after each of them.
        self._preprocessors = [each for each in self._preprocessors if getattr(each, "enabled", True)]


class ReportTypstExporter(NotebookExporter):
    """nbconvert exporter `client_typst`: the report's Typst source with the files it reads beside it, to look at."""

    file_extension = ".typ"
    output_mimetype = "text/vnd.typst"
    export_from_notebook = "Client report (Typst source)"

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        """Return the source and the resources, in which nbconvert finds the other files to write."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        source = report_source(notebook, name=notebook_name(resources), folder=notebook_folder(resources))
        resources["outputs"] = dict(source.files)
        tell(self.log, source.notices, resources)
        return source.main, resources


class ReportPDFExporter(ReportTypstExporter):
    """nbconvert exporter `client_pdf`: the report as an accessible archive PDF."""

    file_extension = ".pdf"
    output_mimetype = "application/pdf"
    export_from_notebook = "Client report (PDF)"

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        """Return the PDF's bytes and the resources."""
        notebook, resources = NotebookExporter.from_notebook_node(self, nb, resources, **kw)
        made = report_pdf(notebook, name=notebook_name(resources), folder=notebook_folder(resources))
        tell(self.log, made.notices, resources)
        return made.content, resources


def tell(log: Any, notices: tuple[str, ...], resources: Any) -> None:
    """Hand the notices to nbconvert's log, and to whoever reads its resources."""
    resources["notices"] = notices
    for notice in notices:
        log.warning(notice)


def notebook_name(resources: Any) -> str:
    """Return the notebook's name as nbconvert knows it."""
    return str(resources.get("metadata", {}).get("name", ""))


def notebook_folder(resources: Any) -> Path | None:
    """Return the folder that the notebook lies in; None where nbconvert does not know it, as for a notebook held in memory."""
    path = resources.get("metadata", {}).get("path")
    return None if path is None else Path(str(path) or ".")
