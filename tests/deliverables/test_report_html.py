"""The report as one HTML file: the same parts, nothing that runs, nothing that is fetched."""

import re
import shutil
import subprocess
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from aside import wanted_or_skipped
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from report_parts import DRAWING, address, html, notebook, png, shown

from segkit.deliverables.report.html import POLICY, ReportHTMLExporter, report_html

ROOT = Path(__file__).parent.parent.parent
HOSTILE = "<script>document.title='it ran'</script><img src=x onerror=\"document.title='it ran'\">"
ATTACKS = f"""
<p onclick="document.title='it ran'">Klik</p><img src="x" onerror="document.title='it ran'"><script>document.title='it ran'</script>
<a href="javascript:document.title='it ran'">Link</a><iframe src="https://example.com"></iframe><svg onload="document.title='it ran'"><rect/></svg>
<object data="https://example.com/x"></object><link rel="stylesheet" href="https://example.com/x.css"><base href="https://example.com/">
<form action="https://example.com"><input name="x" autofocus onfocus="document.title='it ran'"><button>Send</button></form>
<style>@import url(https://example.com/y.css); p {{ background: url(https://example.com/z.png) }}</style>
<p style="background: url(https://example.com/q.png); color: red">Farvet</p><math><mtext><script>document.title='it ran'</script></mtext></math>
<p>{HOSTILE.replace("<", "&lt;")}</p><table><tr><td class="grade">A</td><td>{HOSTILE.replace("<", "&lt;")}</td></tr></table>
<meta http-equiv="refresh" content="0;url=https://example.com"><img src="https://example.com/pixel.png" alt="Fjernt">
"""


def page_of(*cells, **facts) -> BeautifulSoup:
    return BeautifulSoup(report_html(notebook(*cells, **facts)).content, "html.parser")


def opened(text: str, folder: Path) -> tuple[BeautifulSoup, str]:
    """Return a page as a browser that reaches no host shows it, and what it wrote to its console."""
    browser = shutil.which("chromium") or shutil.which("chrome")
    wanted_or_skipped(browser is not None, "Chromium")
    file = folder / "report.html"
    file.write_text(text, encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
    flags += ["--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder / 'profile'}"]
    flags += ["--enable-logging=stderr", "--v=0", "--dump-dom", file.as_uri()]
    done = subprocess.run([str(browser), *flags], capture_output=True, text=True, check=True, timeout=120)
    return BeautifulSoup(done.stdout, "html.parser"), "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)


def test_the_page_opens_offline_without_an_error(tmp_path: Path) -> None:
    """A browser that reaches no host shows the whole page, and writes nothing to its console."""
    cells = [
        new_markdown_cell("# Kapitel\n\n$x^2$ og **fedt**"),
        html("<table><tr><td class='grade'>A</td></tr></table>"),
        shown({"image/svg+xml": DRAWING}, {"image/svg+xml": {"alt": "En bjælke", "caption": "Figur"}}),
    ]
    page, console = opened(report_html(notebook(*cells, brand={"logo": address(png())})).content, tmp_path)

    assert console == ""
    assert page.title is not None
    assert page.title.get_text() == "Kundesegmentering · Nordhavn & Søn A/S"
    assert [image["alt"] for image in page.find_all("img")] == ["Mette Holm", "x^2", "En bjælke"]


def test_nothing_in_a_notebook_runs_or_is_fetched(tmp_path: Path) -> None:
    """G04: scripts, event handlers, frames, forms and addresses of other hosts are gone before the browser sees them; names are text."""
    made = report_html(notebook(html(ATTACKS), new_markdown_cell(ATTACKS), client=HOSTILE, title=HOSTILE)).content
    page, console = opened(made, tmp_path)
    body = page.body

    assert body is not None
    assert page.title is not None
    assert page.title.get_text() != "it ran"
    assert console == ""
    assert body.find_all(["script", "iframe", "object", "form", "style", "link", "base", "svg", "meta", "button"]) == []
    assert [tag for tag in body.find_all(True) for name in tag.attrs if name.startswith("on")] == []
    assert [tag for tag in body.find_all(True) if re.search(r"https?:|javascript:", f"{tag.get('src', '')}{tag.get('href', '')}")] == []
    assert "url(" not in str([tag.get("style") for tag in body.find_all(True)])
    assert body.get_text().count("onerror=") >= 4


def test_the_policy_forbids_everything_but_what_stands_in_the_page() -> None:
    """Even what slipped through could not run or be fetched: the page's own policy forbids it."""
    page = page_of(html("<p>x</p>"))
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})

    assert policy is not None
    assert policy["content"] == POLICY
    assert POLICY.startswith("default-src 'none'; ")
    assert "script-src" not in POLICY


def test_what_is_in_the_pdf_is_in_the_page() -> None:
    """Hidden cells and code stay out, headings make the contents, a gap is visible, and formulas, captions and chips are there."""
    failed = new_code_cell("secret_code", outputs=[new_output("error", ename="KeyError", evalue="x", traceback=[])])
    cells = [
        new_markdown_cell("# Kapitel\n\n#### Under\n\n$x$ [link](https://example.com) [^a]\n\n[^a]: Fodnote"),
        new_markdown_cell("Hemmelig", metadata={"tags": ["consultant"]}),
        html("<table><tr><td class='grade'>A</td><td class='num'>1.234</td></tr></table>"),
        failed,
    ]
    page = page_of(*cells, language="en", grades=["A", "B"])

    assert page.html is not None
    assert page.html["lang"] == "en"
    assert [tag.name for tag in page.main.find_all(["h1", "h2", "h3", "h4"])] == ["h2", "h3"]
    assert [link["href"] for link in page.nav.find_all("a")] == ["#heading-1", "#heading-2"]
    assert all(page.find(id=link["href"][1:]) for link in page.find_all("a", href=re.compile("^#")))
    assert page.find("a", string="link")["href"] == "https://example.com"
    assert "background-color: #12355B" in page.find("span", class_="chip")["style"]
    assert page.find(class_="gap").get_text() == "A result is missing here: the cell did not run to its end."
    assert "Hemmelig" not in page.get_text()
    assert "secret_code" not in page.get_text()


def test_footnotes_of_two_cells_lead_to_their_own_texts() -> None:
    """Each cell numbers its footnotes from 1; their links stay apart."""
    page = page_of(new_markdown_cell("a[^1]\n\n[^1]: Den ene"), new_markdown_cell("b[^1]\n\n[^1]: Den anden"))
    targets = [page.find(id=link["href"][1:]).get_text() for link in page.select("sup a")]

    assert [target.strip(" ↩") for target in targets] == ["Den ene", "Den anden"]


def test_a_damaged_picture_is_named_in_the_page_too() -> None:
    """A drawing that no browser would show is replaced by its description and named."""
    made = report_html(notebook(shown({"image/svg+xml": "<svg><rect"}, {"image/svg+xml": {"alt": "Salget falder"}})))

    assert "<em>Salget falder</em>" in made.content
    assert made.notices == ("The picture 'Salget falder' is no whole PNG, JPEG, GIF or SVG; the report shows its description instead.",)


def test_the_same_notebook_gives_the_same_page() -> None:
    """The page holds no times and no random names."""
    cells = [new_markdown_cell("# Et\n\n$x$"), html("<p>to</p>")]

    assert report_html(notebook(*cells)).content == report_html(notebook(*cells)).content


def test_the_exporter_works_through_nbconvert() -> None:
    """nbconvert gets the page and, in its resources, the notices."""
    page, resources = ReportHTMLExporter().from_notebook_node(notebook(new_markdown_cell("![a](gone.png)")))

    assert page.startswith("<!DOCTYPE html>")
    assert resources["output_extension"] == ".html"
    assert resources["notices"] == ("A picture ('a') is not part of the notebook and was replaced by its description.",)


def test_jupyterlab_can_ask_for_every_exporter() -> None:
    """JupyterLab's server finds an exporter only by a name of letters, digits and underscores; each name leads to a class."""
    entries = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]["nbconvert.exporters"]

    assert sorted(entries) == ["client_html", "client_pdf", "client_typst"]
    for name, target in entries.items():
        module, exporter = target.split(":")
        assert re.fullmatch(r"\w+", name)
        assert getattr(import_module(module), exporter).export_from_notebook.startswith("Client report (")


@pytest.mark.parametrize("language", ["da", "de-DE", "xx"])
def test_the_page_states_its_language(language: str) -> None:
    """The language of the report is that of the page, also one that segkit does not speak."""
    page = page_of(language=language)

    assert page.html is not None
    assert page.html["lang"] == language
