"""An executed notebook as one HTML file for the client: it opens offline, runs no script and asks no host for anything."""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from segkit.deliverables.report.cells import report_output, take_in
from segkit.deliverables.report.cleaning import picture_address
from segkit.deliverables.report.cover import ReportFacts, report_facts
from segkit.deliverables.report.exporter import (
    FALLBACK_TITLE,
    NotebookExporter,
    description,
    notebook_folder,
    notebook_name,
    tell,
    untitled,
)
from segkit.deliverables.report.glyphs import shows
from segkit.deliverables.report.literals import Galley
from segkit.deliverables.report.palette import colours
from segkit.deliverables.report.pictures import Shelf
from segkit.deliverables.report.web_page import WebPage

STYLE = Path(__file__).with_name("page.css")
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What the browser may load for the page: pictures and styles that stand in it, and nothing else."""


@dataclass(frozen=True)
class ReportHTML:
    """A finished report as one page, and plain sentences about everything that was replaced or left out."""

    content: str
    notices: tuple[str, ...]


def report_html(notebook: NotebookNode, *, name: str = "", folder: Path | None = None) -> ReportHTML:
    """Return the notebook as one HTML page; `name` is the title where the notebook gives none, `folder` holds pictures that it names."""
    galley = Galley()
    facts = report_facts(description(report_output(notebook)), name or FALLBACK_TITLE, galley)
    page = WebPage(galley, Shelf(folder), facts.grades)
    take_in(notebook, page, facts.words)
    if not facts.cover:
        facts = untitled([text for _, text in page.headings], facts, galley)
    return ReportHTML(_whole(facts, page), galley.notices)


def _whole(facts: ReportFacts, page: WebPage) -> str:
    title = " · ".join(part for part in (facts.title, facts.client) if part)
    named = "".join(f"--{name}: {colour}; " for name, colour in colours(facts.brand.looks).items())
    contents = page.contents()
    heading = f"<h2>{escape(facts.contents_title)}</h2>" if shows(facts.contents_title) else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(facts.language.replace("_", "-"))}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n:root {{ {named}}}\n{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n"
        f"{_cover(facts)}\n"
        + (f"<nav>{heading}<ol>{contents}</ol></nav>\n" if contents else "")
        + "<main>\n"
        + "\n".join(page.parts)
        + f"\n</main>\n<footer>{_line((facts.date_text, facts.consultant, facts.confidential_text))}</footer>\n</body>\n</html>\n"
    )


def _cover(facts: ReportFacts) -> str:
    """Return the head of the page: what stands on the report's cover."""
    tiles = "".join(
        f'<div class="fact"><span class="value">{escape(value)}</span> <span class="label">{escape(label)}</span></div>'
        for label, value in facts.facts
    )
    lines = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in facts.lines)
    below = (f'<div class="facts">{tiles}</div>' if tiles else "") + (f'<dl class="lines">{lines}</dl>' if lines else "")
    return (
        f'<header><div class="band">{_logo(facts.brand.client_logo, facts.client, "client-logo")}<p>{escape(facts.client)}</p>'
        f"<h1>{escape(facts.title)}</h1><p>{escape(facts.subtitle)}</p></div>"
        f"{below}{_logo(facts.brand.logo, facts.consultant, 'logo')}</header>"
    )


def _logo(content: bytes, alt: str, kind: str) -> str:
    address = picture_address(content)
    return f'<img class="{kind}" src="{address}" alt="{escape(alt or "Logo")}">' if address else ""


def _line(parts: tuple[str, ...]) -> str:
    return escape("   ·   ".join(part for part in parts if part))


class ReportHTMLExporter(NotebookExporter):
    """nbconvert exporter `client_html`: the report as one HTML file."""

    file_extension = ".html"
    output_mimetype = "text/html"
    export_from_notebook = "Client report (HTML)"

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        """Return the page and the resources."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        made = report_html(notebook, name=notebook_name(resources), folder=notebook_folder(resources))
        tell(self.log, made.notices, resources)
        return made.content, resources
