"""Whatever a consultant adds to a notebook is in the report, or a notice names it."""

import io
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.figure import Figure
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from pypdf import PdfReader
from report_parts import DRAWING, address, base64_of, executed, html, notebook, passes_both_standards, png, shown, text_of

from segkit.deliverables.report import report_pdf
from segkit.deliverables.report.bitmaps import bitmap_of
from segkit.deliverables.report.exporter import report_source
from segkit.deliverables.report.formulas import drawn
from segkit.deliverables.report.markdown import html_of
from segkit.deliverables.report.outputs import MOST_LINES
from segkit.example import make_example
from segkit.words import LANGUAGES

TEMPLATE = Path(__file__).parent.parent.parent / "templates" / "basic_abcd.ipynb"
TEXT = r"""# Eget kapitel

Et *kursivt* ord, [et link](https://example.com) og **fedt**. Formlen $u = \frac{R}{P}$ står her.

$$\sum_{i=1}^{n} x_i$$

1. nummer et
2. nummer to
    - indlejret punkt

- [x] løst opgave
- [ ] åben opgave

> Et citat.

Begreb
: Dets betydning.

En note[^n].

[^n]: Selve fodnoten.

| Navn | Beløb |
|------|------:|
| Åse  | 1.234 |

![Vedhæftet billede](attachment:a.png)

<details><summary>Mere at læse</summary>Det skjulte</details>
<video src="film.mp4"></video>
"""


def figure(dots: int) -> str:
    drawing = Figure(figsize=(4, 3), dpi=dots)
    drawing.add_subplot().plot([1, 3, 2])
    target = io.BytesIO()
    drawing.savefig(target, format="png")
    return base64_of(target.getvalue())


def everything() -> list[object]:
    frame = pd.DataFrame({"Kunde": ["Søn & Co", "<b>Fed</b>"], "Beløb": [1234.5, -99.1]})
    styled = frame.style.format({"Beløb": "{:,.1f} kr."}, escape="html").highlight_max(subset=["Beløb"], color="#12355B")
    typed = new_markdown_cell(TEXT)
    typed["attachments"] = {"a.png": {"image/png": base64_of(png())}}
    printed = [
        new_output("stream", name="stdout", text="".join(f"linje {number}\n" for number in range(100))),
        new_output("stream", name="stderr", text="advarsel"),
    ]
    return [
        typed,
        shown({"image/png": figure(144), "text/plain": "<Figure>"}, {"image/png": {"width": 288, "height": 216}}, ("alt:En kurve",)),
        html(frame.to_html()),
        html(styled.to_html()),
        new_code_cell("x", outputs=printed),
        new_code_cell("x", outputs=[new_output("error", ename="KeyError", evalue="'kunde'", traceback=[])]),
        shown({"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": "IntSlider(value=3)"}),
        new_code_cell("x", outputs=[html("<p>Vist først</p>").outputs[0], html("<p>Vist sidst</p>").outputs[0]]),
    ]


def test_every_part_of_a_notebook_is_in_the_pdf_or_named() -> None:
    """A notebook with one of everything: each part stands in the PDF's text, and the rest is named in a notice."""
    made = report_pdf(notebook(*everything(), language="en"))
    text = text_of(made)
    wanted = (
        "kursivt|et link|fedt|nummer et|nummer to|indlejret punkt|☑ løst opgave|☐ åben opgave|Et citat.|Begreb|Dets betydning.|En note|"
    )
    wanted += "Selve fodnoten.|Åse|1.234|Mere at læse|Det skjulte|Søn & Co|<b>Fed</b>|-99.1 kr.|1,234.5 kr.|linje 0|linje 59|"
    wanted += "40 more lines are not shown.|A result is missing here: the cell did not run to its end.|Vist først|Vist sidst"

    assert [part for part in wanted.split("|") if part not in text] == []
    assert "linje 60" not in text
    assert passes_both_standards(made)
    assert made.notices == (
        "The report cannot show a film (<video>); it was left out (film.mp4).",
        "Cell 6 printed a very long text: the report shows its beginning and leaves 40 line(s) out.",
        "Cell 6 printed warnings or log lines; they are not part of the report.",
        "Cell 7 ended in an error (KeyError: 'kunde'): the report says in its place that a result is missing. "
        "Put the cell right, run the whole notebook again, then make the report again.",
        "Cell 8 shows a control to click on, which has no printed form; it is not part of the report.",
    )


def test_the_pdf_is_read_in_the_notebooks_order() -> None:
    """Another program reads the parts in the order of the notebook, two columns one after the other."""
    items = "".join(f"<li>Punkt {number:02}</li>" for number in range(20))
    columns = f"<h1>Et</h1><section class='columns'><p>Indledning</p><ul>{items}</ul></section><p>Bagefter</p>"
    text = text_of(report_pdf(notebook(html(columns), html("<h1>To</h1><p>Sidst</p>"))))
    parts = ["Indledning", *(f"Punkt {number:02}" for number in range(20)), "Bagefter", "Sidst"]
    places = [text.index(part) for part in parts]

    assert places == sorted(places)


def test_the_line_of_the_question_stands_between_heading_and_text() -> None:
    """Which question a chapter answers stands in small letters under its heading, also on a turned page."""
    cells = "".join(f"<td class='num'>{month}23.456.789</td>" for month in range(12))
    book = notebook(html(f"<h1>Bred</h1><p class='answers'>Svarer på: Hvor?</p><table class='wide'><tr>{cells}</tr></table>"))
    pages = PdfReader(io.BytesIO(report_pdf(book).content)).pages
    turned = [page.extract_text() for page in pages if page.mediabox.width > page.mediabox.height]

    assert 'answers({ "Svarer på: Hvor?" })' in report_source(book).main
    assert len(turned) == 1
    assert "Svarer på: Hvor?" in turned[0]


@pytest.mark.parametrize(
    "text",
    [
        "costs $5 and $10 now",
        "USD $ and CA$",
        "US$5 to US$9",
        "from $5 million to B$ ok",
        r"\$5 and \$6",
        "the $5-$10 range",
        "$20/hour and up$ to $30",
        "`$x$`",
        "$ x $",
    ],
)
def test_an_amount_in_dollars_is_no_formula(text: str) -> None:
    """A dollar sign before an amount stays a dollar sign, in prose and in code."""
    assert 'class="formula"' not in html_of(text)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("$x^2$", "x^2"),
        ("the $n$th", "n"),
        ("**$a_1 + b_1$**", "a_1 + b_1"),
        ("$$\na\n= b\n$$", "a\n= b"),
        ("text $$a=b$$ more", "a=b"),
        ("| $x$ | 1 |\n|--|--|\n", "x"),
        ("- a\n\n  $$c$$\n", "c"),
    ],
)
def test_a_formula_is_found(text: str, source: str) -> None:
    """Formulas between one or two dollar signs are found, in lines, blocks, lists and tables."""
    assert f'class="formula">{source}</' in html_of(text)


@pytest.mark.parametrize("source", ["x^2", r"\frac{\sum_i u_i}{n} \leq \sqrt{2}", r"\text{Ødelagt} = \mathrm{DB}", "$$a$$", r"\[a\]"])
def test_a_formula_is_drawn_with_its_depth(source: str) -> None:
    """A drawn formula is outlines only, knows how deep it reaches below the line, and is the same each time."""
    made = drawn(source)

    assert made is not None
    assert "<text" not in made.svg
    assert made.width > 0
    assert 0 <= made.depth < made.height
    assert drawn.__wrapped__(source) == made


@pytest.mark.parametrize("source", [r"\foo{x}", r"\begin{align}a\\b\end{align}", "株", "", "{", "a$b", "x" * 3000])
def test_a_formula_that_cannot_be_drawn_stands_as_it_was_typed(source: str) -> None:
    """What mathtext does not know, or lacks a sign for, is not drawn wrongly: its source stands in the report, and is named."""
    book = notebook(shown({"text/latex": f"$${source}$$"}), html("<p>Resten</p>"))
    made = report_pdf(book)

    assert drawn(source) is None
    assert "Resten" in text_of(made)
    assert any(notice.startswith("A formula could not be drawn and stands as it was typed: ") for notice in made.notices)
    assert passes_both_standards(made)


def test_a_formula_carries_its_source_as_description() -> None:
    """Readers who cannot see a formula hear its source."""
    assert r'alt: "\\frac{a}{b}"' in report_source(notebook(new_markdown_cell(r"$\frac{a}{b}$"))).main


def test_pictures_beside_the_notebook_are_shown_and_no_others(tmp_path: Path) -> None:
    """A file inside the notebook's folder is shown; one outside, behind a link, on the network or damaged is named."""
    home = tmp_path / "notebook"
    (home / "figures").mkdir(parents=True)
    (home / "figures" / "min figur.png").write_bytes(png())
    (home / "tegning.svg").write_text(DRAWING, encoding="utf-8")
    (home / "damaged.png").write_bytes(png()[:-20])
    (tmp_path / "secret.png").write_bytes(png())
    (home / "link.png").symlink_to(tmp_path / "secret.png")
    refused = ["../secret.png", "link.png", str(tmp_path / "secret.png"), "https://example.com/x.png", "file:///etc/passwd", "gone.png"]
    text = "![a](figures/min%20figur.png) ![b](tegning.svg) ![d](damaged.png) " + " ".join(f"![{name}]({name})" for name in refused)
    source = report_source(notebook(new_markdown_cell(text)), folder=home)

    assert sorted(name for name in source.files if name.startswith("figure-")) == ["figure-1.svg", "figure-2.svg"]
    assert source.notices == (
        "The picture 'd' is no whole PNG, JPEG, GIF or SVG; the report shows its description instead.",
        *(f"A picture ('{name}') is not part of the notebook and was replaced by its description." for name in refused),
    )


def test_without_a_folder_a_picture_beside_the_notebook_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A notebook held in memory has no folder: nothing is read from where the program happens to run."""
    (tmp_path / "a.png").write_bytes(png())
    monkeypatch.chdir(tmp_path)
    source = report_source(notebook(new_markdown_cell("![Beskrivelse](a.png)")))

    assert source.notices == ("A picture ('Beskrivelse') is not part of the notebook and was replaced by its description.",)


def test_a_bitmap_of_double_density_keeps_its_size_on_paper() -> None:
    """A figure of 288 pixels of the screen is 3 inches wide, whatever its own pixels; without that its pixels count."""
    double = shown({"image/png": figure(144)}, {"image/png": {"width": 288, "height": 216}}, ("alt:x",))
    single = shown({"image/png": figure(72)}, tags=("alt:x",))
    files = [report_source(notebook(cell)).files["figure-1.svg"].decode()[:120] for cell in (double, single)]

    assert all('width="288" height="216"' in file for file in files)
    assert 'viewBox="0 0 576 432"' in files[0]


@pytest.mark.parametrize("spoil", [lambda content: content[:-5], lambda content: content[:40] + b"x" + content[41:], lambda _: b"\x89PNG"])
def test_a_damaged_bitmap_is_not_whole(spoil) -> None:
    """A picture that is cut off or altered would be shown as nothing: it is not taken for whole."""
    assert bitmap_of(png()) is not None
    assert bitmap_of(spoil(png())) is None


def test_cells_keep_the_colours_of_a_styler() -> None:
    """Ground, letters and weight of single cells and of selectors arrive; dark grounds get letters that can be read."""
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    styled = frame.style.highlight_max(subset=["a"], color="navy").set_properties(
        subset=["b"], **{"color": "#C8553D", "font-weight": "bold"}
    )
    main = report_source(notebook(html(styled.set_table_styles([{"selector": "th", "props": "color: teal"}]).to_html()))).main

    assert 'td(text(fill: rgb("#FFFFFF"), { "2" }), x: 1, y: 2, fill: rgb("#000080")' in main
    assert main.count('text(fill: rgb("#C8553D"), weight: "semibold"') == 2
    assert 'text(fill: rgb("#008080"), { "a" })' in main


def test_bars_in_cells_are_named_as_lost() -> None:
    """What a Styler draws behind its cells is left out with a notice; the numbers stay."""
    made = report_pdf(notebook(html(pd.DataFrame({"a": [1.5, 2.5]}).style.bar().format("{:.1f}").to_html())))

    assert "2.5" in text_of(made)
    assert made.notices == (
        "A table's style sheet draws bars, colour runs or pictures behind cells; the report shows the cells without them.",
    )


@pytest.mark.parametrize(
    ("bundle", "expected"),
    [
        ({"application/vnd.plotly.v1+json": {}, "text/html": "<div><script>draw()</script></div>"}, "notice"),
        ({"application/vnd.vegalite.v5+json": {}, "text/plain": "<VegaLite>"}, "notice"),
        ({"application/json": {"a": 1}, "text/plain": "<JSON object>"}, "notice"),
        ({"application/javascript": "alert(1)", "text/plain": "<Javascript object>"}, "notice"),
        ({"application/vnd.plotly.v1+json": {}, "image/png": base64_of(png()), "text/html": "<script>draw()</script>"}, "picture"),
        ({"application/vnd.vegalite.v5+json": {}, "image/svg+xml": DRAWING}, "picture"),
        ({"application/vnd.jupyter.widget-view+json": {}, "image/png": base64_of(png())}, "picture"),
        ({"application/vnd.jupyter.widget-view+json": {}, "text/html": "<p>Fast form</p>", "text/plain": "IntSlider()"}, "Fast form"),
        ({"text/latex": "$x$", "text/plain": "Symbol(x)"}, "formula"),
        ({"text/plain": "bare tekst"}, "bare tekst"),
    ],
)
def test_an_output_is_shown_in_a_form_that_paper_has(bundle: dict[str, object], expected: str) -> None:
    """Interactive charts and controls give their picture or HTML; without one a notice names the cell, and no program code is printed."""
    source = report_source(notebook(shown(bundle, tags=("alt:x",))))
    body = source.main[source.main.index("#{") :]

    assert (expected == "notice") == any(notice.startswith("Cell 2 shows") for notice in source.notices)
    assert ("picture(" in body) == (expected == "picture")
    assert ("formula-apart(" in body) == (expected == "formula")
    assert expected in ("notice", "picture", "formula") or expected in body
    assert "draw()" not in source.main
    assert "object>" not in source.main


def test_a_picture_in_a_table_cell_is_shown() -> None:
    """A picture inside a cell is not lost."""
    assert "picture(" in report_source(notebook(html(f"<table><tr><td>a <img alt='b' src='{address(png())}'></td></tr></table>"))).main


def test_hidden_parts_and_scripts_are_not_printed() -> None:
    """A script in an output is named and left out; what the notebook itself hides is left out; a script typed as text is text."""
    made = report_pdf(notebook(html("<p hidden>Skjult</p><p style='display: none'>Væk</p><p>Synlig</p><script>run()</script>")))

    assert "Synlig" in text_of(made)
    assert all(word not in text_of(made) for word in ("Skjult", "Væk", "run()"))
    assert made.notices == ("A script in an output was left out; the report shows what stands there without it.",)


def test_a_flood_of_printed_text_is_cut_and_named() -> None:
    """H07: a cell that prints a hundred thousand lines, or one endless line, gives a short block and a notice."""
    for text in ("linje\n" * 100_000, "x" * 5_000_000):
        source = report_source(notebook(new_code_cell("x", outputs=[new_output("stream", name="stdout", text=text)])))

        assert len(source.main) < 20_000
        assert len(source.notices) == 1
    assert MOST_LINES == 60


def test_a_template_passes_in_every_language(tmp_path: Path) -> None:
    """N14: the shipped template gives an accessible archive PDF in each of the five languages, without a notice."""
    for language in LANGUAGES:
        file = make_example(tmp_path / language / "workbooks" / "example", language)
        with mpl.rc_context():
            made = report_pdf(executed(TEMPLATE, file))

        assert made.notices == ()
        assert passes_both_standards(made)
