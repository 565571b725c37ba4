"""How the report falls into pages: short tables stay whole, the compact contents share a page with the first chapter."""

import io

import pytest
from pypdf import PdfReader
from report_parts import html, notebook

from segkit.deliverables.report import ReportPDF, report_pdf
from segkit.views.table import Table


def pages(made: ReportPDF) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages]


def lines(count: int) -> str:
    return "".join(f"<p>line {i}</p>" for i in range(count))


def table(rows: int) -> str:
    cells = tuple((f"row{i}.", f"{i}") for i in range(rows))
    return Table("Rows.", ("Name", "Number"), ("text", "num"), cells)._repr_html_()


@pytest.mark.parametrize("filling", range(20, 40, 2))
def test_a_short_table_stays_whole(filling: int):
    """Wherever on the page it begins, a table of twelve rows is never divided: its last row alone would say nothing."""
    made = pages(report_pdf(notebook(html(f"<h1>One</h1>{lines(filling)}{table(12)}"))))

    assert [page for page in made if "row0." in page] == [page for page in made if "row11." in page]


def test_a_long_table_runs_over_pages_with_its_headings():
    """A table longer than a page is divided, and every part has its headings."""
    made = [page for page in pages(report_pdf(notebook(html(f"<h1>One</h1>{table(120)}")))) if "row" in page]

    assert len(made) > 1
    assert all("Number" in page for page in made)


@pytest.mark.parametrize(("contents", "chapter_on"), [("page", 2), ("compact", 1), ("none", 1)])
def test_the_contents_have_a_page_or_share_it(contents: str, chapter_on: int):
    """Cover first; then contents on a page of their own, above the first chapter, or not at all. Every other chapter begins a page."""
    made = pages(report_pdf(notebook(html("<h1>Alpha</h1><p>first text</p><h1>Beta</h1><p>second text</p>"), contents=contents)))
    named = ["Beta" in page and "second text" not in page for page in made]

    assert ["first text" in page for page in made].index(True) == chapter_on
    assert ["second text" in page for page in made].index(True) == chapter_on + 1
    assert any(named) == (contents != "none")
