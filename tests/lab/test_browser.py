"""JupyterLab in a real browser: the start page, the template run from top to bottom, and nothing asked of the outside."""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import psutil
import pytest
from browsing import Watched, watched
from desk import HOSTILE, Lab, ended, started

TEMPLATE = Path(__file__).parents[2] / "templates" / "basic_abcd.ipynb"

LONG = 90_000


@pytest.fixture(scope="module")
def start(lab: Lab, browser: object) -> Iterator[Watched]:
    """The start page, open in JupyterLab."""
    seen = watched(browser)
    seen.page.goto(lab.page("workbooks/START.ipynb", "start"))
    seen.page.locator(".jp-RenderedMarkdown table").first.wait_for(timeout=LONG)
    yield seen
    seen.page.close()


@pytest.fixture(scope="module")
def run(lab: Lab, browser: object) -> Iterator[Watched]:
    """The template with the example's engagement, after Run All."""
    path = lab.root / "workbooks" / "example" / "templates" / TEMPLATE.name
    path.parent.mkdir()
    file = lab.root / "workbooks" / "example" / "engagement.yaml"
    notebook = nbformat.read(TEMPLATE, as_version=4)
    cell = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    cell.source = f"engagement_file = {str(file)!r}"
    nbformat.write(notebook, path)
    seen = watched(browser)
    page = seen.page
    page.goto(lab.page(path.relative_to(lab.root).as_posix(), "template"))
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=LONG)
    page.get_by_text("| Idle").wait_for(timeout=LONG)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    last = page.locator(".jp-CodeCell").last.locator(".jp-InputPrompt")
    for _ in range(180):
        if re.fullmatch(r"\[\d+\]:", last.inner_text().strip()):
            break
        page.wait_for_timeout(500)
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1500)
    yield seen
    page.close()


def test_the_start_page_shows_where_each_client_stands(start: Watched) -> None:
    """S02: every client is a line of the process map, under its own name, whatever letters that holds."""
    lines = start.page.locator(".jp-RenderedMarkdown table tbody tr th").all_inner_texts()

    assert [" ".join(line.split()) for line in lines] == [f"{HOSTILE} (Søby & Co)", "Nordlys Værktøj & Beslag A/S (example)"]


def test_a_folder_on_the_start_page_opens(start: Watched) -> None:
    """A click on the client's files shows them in the file browser, beside the page."""
    start.page.locator("table a.segkit-folder").first.click()

    start.page.locator(".jp-DirListing-item", has_text="fakturalinjer.csv").wait_for(timeout=LONG)
    assert start.page.locator(".jp-Dialog").count() == 0


def test_the_start_page_is_shown_anew_by_its_cell(start: Watched) -> None:
    """The one code cell shows the page as it stands now, links and all."""
    start.page.locator(".jp-CodeCell .jp-InputArea-editor").click()
    start.page.keyboard.press("Shift+Enter")

    again = start.page.locator(".jp-OutputArea-output table")
    again.wait_for(timeout=LONG)
    assert again.locator("a.segkit-folder").count() >= 1


def test_the_start_page_asks_nothing_of_the_outside(start: Watched) -> None:
    """No news, no check for updates, no error on the console, no dialogue."""
    assert (start.errors, start.outside) == ([], [])
    assert start.page.locator(".jp-Dialog, .Toastify__toast").count() == 0


def test_every_cell_of_the_template_runs_in_jupyterlab(run: Watched, lab: Lab) -> None:
    """Run All comes to its end: every code cell has its number, none an error."""
    saved = nbformat.read(lab.root / "workbooks" / "example" / "templates" / TEMPLATE.name, as_version=4)
    code = [cell for cell in saved.cells if cell.cell_type == "code"]

    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert not [output for cell in code for output in cell.outputs if output.output_type == "error" or output.get("name") == "stderr"]


def test_the_template_asks_nothing_of_the_outside(run: Watched) -> None:
    """Charts and tables come from this machine; the console shows no error."""
    assert (run.errors, run.outside) == ([], [])


def test_charts_fit_the_page(run: Watched) -> None:
    """No chart is wider than the notebook, and every one of them is drawn."""
    script = """() => [...document.querySelectorAll('.jp-OutputArea-output img, .jp-OutputArea-output svg')].map((drawn) => {
        const box = drawn.getBoundingClientRect();
        return [box.width, box.right - drawn.closest('.jp-OutputArea').getBoundingClientRect().right];
    })"""
    charts = run.page.evaluate(script)

    assert len(charts) >= 3
    assert all(width > 100 and beyond <= 1 for width, beyond in charts)


def test_tables_sort_in_jupyterlab(run: Watched) -> None:
    """A click sorts the segments by their revenue as numbers, Enter turns it round, and the total stays last."""
    table = run.page.locator("table.upright[lang=da]").first
    table.scroll_into_view_if_needed()
    heading = table.get_by_role("button", name="Omsætning", exact=True)
    cells = table.locator("tbody tr td:nth-child(4)")
    as_shown = [int(text.replace(".", "")) for text in cells.all_text_contents()]
    heading.click()
    rising = [int(text.replace(".", "")) for text in cells.all_text_contents()]
    heading.press("Enter")
    falling = [int(text.replace(".", "")) for text in cells.all_text_contents()]

    assert rising == [*sorted(as_shown[:-1]), as_shown[-1]]
    assert falling == [*sorted(as_shown[:-1], reverse=True), as_shown[-1]]
    assert table.locator("th[aria-sort=descending]").inner_text() == "Omsætning"


def test_keys_on_a_heading_are_the_tables(run: Watched) -> None:
    """JupyterLab's one-letter commands, such as B for a cell below, do nothing while a heading has the focus."""
    before = run.page.locator(".jp-Cell").count()
    heading = run.page.locator("table.upright[lang=da]").first.locator("th button").first
    heading.focus()
    run.page.keyboard.press("b")
    run.page.wait_for_timeout(300)

    assert run.page.locator(".jp-Cell").count() == before


def test_tables_are_searched_in_jupyterlab(run: Watched) -> None:
    """The consultant's own table of customers has a field; typing in it leaves the rows that hold the words, and runs no shortcut."""
    search = run.page.locator(".segkit-search").last
    field = search.locator("input")
    field.click()
    run.page.keyboard.type("a/s")
    run.page.wait_for_timeout(400)
    shown = search.locator("xpath=following::table[1]").locator("tbody tr:visible").all_inner_texts()
    said = search.locator("[role=status]").inner_text()

    assert shown
    assert all("a/s" in row.lower() for row in shown)
    assert said.startswith(f"{len(shown)} ")


def test_ctrl_c_ends_jupyterlab_with_one_sentence(tmp_path: Path) -> None:
    """`segkit lab` leaves nothing running behind, and says that it has ended."""
    (tmp_path / "workbooks").mkdir()
    lab = started(tmp_path, tmp_path / "private")
    server = psutil.Process(lab.process.pid).children()
    code, last = ended(lab)

    assert (code, last) == (0, "JupyterLab has ended. What was saved is saved; what was not is lost.\n")
    assert server
    assert not [child for child in server if child.is_running()]
