"""The PDF report: an executed notebook, typeset for the client."""

import base64
import io
import json
import shutil
import subprocess
import zlib
from itertools import pairwise

import pytest
from aside import wanted_or_skipped
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from pypdf import PdfReader

from segkit.deliverables.report import glyphs
from segkit.deliverables.report.cells import HIDDEN_TAGS
from segkit.deliverables.report.columns import LANDSCAPE, PORTRAIT, lay_out, need_of
from segkit.deliverables.report.exporter import ReportPDF, ReportPDFExporter, ReportTypstExporter, report_pdf, report_source
from segkit.deliverables.report.glyphs import printable
from segkit.deliverables.report.markup import Typesetter
from segkit.errors import DeliverableError
from segkit.views.palette import grade_colours, ink_on

REPORT = {
    "title": "Kundesegmentering",
    "subtitle": "ABCD-segmentering",
    "client": "Nordhavn & Søn A/S",
    "language": "da",
    "date": "2026-08-31",
    "date_text": "31. august 2026",
    "period_text": "1. juli 2025 – 30. juni 2026",
    "consultant": "Mette Holm",
    "facts": [["Kunder", "400"], ["Omsætning", "123.456.789 kr."]],
    "lines": [["Periode", "1. juli 2025 – 30. juni 2026"], ["Model", "ABCD"]],
    "grades": ["A", "B", "C", "D"],
    "contents_title": "Indhold",
    "page_text": "Side {page} af {pages}",
    "confidential_text": "Fortroligt",
}
HOSTILE = [
    "#panic()",
    "$x$",
    "*b* _i_",
    '#read("/etc/passwd")',
    "@ref <label>",
    "<script>alert(1)</script>",
    "{client} {page}",
    "\"quoted\" 'single'",
    "C:\\temp\\n \\u{41}",
    "=cmd|' /C calc'!A0",
    "// comment /* x */",
    '"; panic("out"); "',
    "` raw ` ~ -- --- ...",
    "]) #[ }{",
]
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><rect width="300" height="100" fill="#12355B"/></svg>'


def shown(data: dict[str, object], metadata: dict[str, object] | None = None, tags: tuple[str, ...] = ()) -> NotebookNode:
    output = new_output("display_data", data=data, metadata=metadata or {})
    return new_code_cell("secret_code = 1", outputs=[output], metadata={"tags": list(tags)})


def html(text: str) -> NotebookNode:
    return shown({"text/html": text, "text/plain": "<plain>"})


def notebook(*cells: NotebookNode, report: object = REPORT) -> NotebookNode:
    first = [shown({"application/vnd.segkit.report+json": report, "text/plain": "report"})] if report is not None else []
    return new_notebook(cells=[*first, *cells])


def reader(made: ReportPDF) -> PdfReader:
    return PdfReader(io.BytesIO(made.content))


def claims_both_standards(made: ReportPDF) -> bool:
    claims = reader(made).trailer["/Root"]["/Metadata"].get_data().decode()
    return "<pdfaid:part>2</pdfaid:part>" in claims and "<pdfuaid:part>1</pdfuaid:part>" in claims


def text_of(made: ReportPDF) -> str:
    return "\n".join(page.extract_text() for page in reader(made).pages)


def poppler_text(made: ReportPDF) -> str:
    """Return the PDF's text as another program reads it."""
    program = shutil.which("pdftotext")
    wanted_or_skipped(program is not None, "pdftotext (of poppler-utils)")
    return subprocess.run([str(program), "-layout", "-", "-"], input=made.content, capture_output=True, check=True).stdout.decode()


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_comes_out_literally_in_a_table_and_in_a_paragraph(name):
    """A client's text never acts as markup: it stands in the PDF letter by letter."""
    made = report_pdf(notebook(html(f"<p>Kunde {escaped(name)}</p><table><tr><td>{escaped(name)}</td></tr></table>")))

    assert poppler_text(made).count(" ".join(name.split())) == 2


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_comes_out_literally_everywhere_on_the_cover(name):
    """The cover, the running header and the document's properties show a hostile text as it is."""
    keys = ("title", "subtitle", "client", "date_text", "consultant", "contents_title", "confidential_text")
    report = {**REPORT, **dict.fromkeys(keys, name), "facts": [[name, name]], "lines": [[name, name]], "page_text": name}
    made = report_pdf(notebook(html(f"<h1>{escaped(name)}</h1>"), report=report))

    assert poppler_text(made).count(" ".join(name.split())) >= 10
    assert reader(made).metadata.title == " ".join(name.split())


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "<Nordhavn> A/S", "US$ og $5 {client} #panic()"])
def test_a_hostile_markdown_cell_comes_out_literally(name):
    """What looks like a script, an unknown tag or code in a markdown cell is shown as it was typed."""
    made = report_pdf(notebook(new_markdown_cell(f"Kunde {name} slut")))

    assert f"Kunde {name} slut" in poppler_text(made)


def test_the_same_notebook_gives_the_same_bytes():
    """The report's date comes from the notebook, never from the clock."""
    book = notebook(html("<h1>Et</h1><p>to</p>"), shown({"image/svg+xml": DRAWING}, {"image/svg+xml": {"alt": "En bjælke"}}))

    assert report_pdf(book).content == report_pdf(book).content


@pytest.mark.parametrize("tag", sorted(HIDDEN_TAGS))
def test_a_cell_for_the_consultant_never_reaches_the_report(tag):
    """Tagged cells stay out with all they show, and so does every line of code."""
    cells = [new_markdown_cell("Hemmelig note", metadata={"tags": [tag]}), shown({"text/html": "Hemmelig tabel"}, tags=(tag,))]
    text = text_of(report_pdf(notebook(html("<p>Synlig</p>"), *cells)))

    assert "Synlig" in text
    assert "Hemmelig" not in text
    assert "secret_code" not in text


def test_a_long_table_repeats_its_header_on_every_page():
    """A table of 120 rows runs over several pages, each with the header row, and loses no row."""
    rows = "".join(f"<tr><td>Kunde {row}</td><td class='num'>{row}</td></tr>" for row in range(120))
    head = "<thead><tr><th>Navn</th><th class='num'>Beløb</th></tr></thead>"
    made = report_pdf(notebook(html(f"<table>{head}<tbody>{rows}</tbody></table>")))
    pages = [page.extract_text() for page in reader(made).pages][1:]
    words = " ".join(pages).split()

    assert len(pages) > 2
    assert all("Beløb" in page for page in pages)
    assert [int(after) for word, after in pairwise(words) if word == "Kunde"] == list(range(120))


def test_a_wide_table_turns_the_page_and_keeps_every_number_whole():
    """Twelve columns of large amounts stand on a landscape page with the heading that introduces them."""
    head = "".join(f"<th class='num'>Måned {month}</th>" for month in range(12))
    row = "".join(f"<td class='num'>{month}23.456.789</td>" for month in range(12))
    table = f"<table class='wide'><thead><tr>{head}</tr></thead><tbody><tr>{row}</tr></tbody></table>"
    pages = reader(report_pdf(notebook(html(f"<h1>Bred tabel</h1><p>Forklaring.</p>{table}<p>Bagefter</p>")))).pages
    turned = [page for page in pages if page.mediabox.width > page.mediabox.height]

    assert len(turned) == 1
    assert "Bred tabel" in turned[0].extract_text()
    assert all(f"{month}23.456.789" in turned[0].extract_text() for month in range(12))


def test_no_table_is_ever_wider_than_its_page():
    """From one column to forty the columns fit the page, if need be in small print."""
    layouts = [(lay_out([need_of(["123.456.789"], number=True)] * columns), columns) for columns in range(1, 41)]

    assert all(sum(layout.widths) <= (LANDSCAPE if layout.landscape else PORTRAIT) + 0.01 for layout, _ in layouts)
    assert all(layout.size >= 7 for layout, columns in layouts if columns <= 12)


def test_a_table_too_wide_for_any_page_is_shown_in_parts():
    """Forty columns of amounts stand in parts below each other, each beginning with the first column; no number is lost."""
    row = "<td>Nord</td>" + "".join(f"<td class='num'>1{column:02}.456.789</td>" for column in range(39))
    made = report_pdf(notebook(html(f"<table class='wide'><tr>{row}</tr></table>")))

    assert text_of(made).count("Nord") > 3 + text_of(made).count("Nordhavn")
    assert all(f"1{column:02}.456.789" in text_of(made) for column in range(39))


@pytest.mark.parametrize("cell", ["ord " * 5000, "ord<br>" * 200])
def test_a_cell_higher_than_a_page_is_not_cut(cell):
    """A very long remark in a cell runs over to the next page instead of off the paper."""
    made = report_pdf(notebook(html(f"<table><tr><td>{cell}slut</td><td>kort</td></tr></table>")))

    assert len(reader(made).pages) > 3
    assert "slut" in reader(made).pages[-1].extract_text()


def test_spans_totals_and_gaps_do_not_disturb_a_table():
    """Spanning cells, a row that is too short and absurd spans are typeset without losing a word."""
    table = (
        "<table><thead><tr><th rowspan='2'>Område</th><th colspan='2'>År</th></tr><tr><th>2025</th><th>2026</th></tr></thead>"
        "<tbody><tr><td rowspan='99'>Nord</td><td>eet</td><td>toe</td></tr><tr><td>tre</td></tr></tbody>"
        "<tfoot><tr class='total'><td colspan='2'>Samlet</td><td class='num'>6</td></tr></tfoot></table>"
    )
    text = text_of(report_pdf(notebook(html(table))))

    assert all(word in text for word in ("Område", "År", "2025", "2026", "Nord", "eet", "toe", "tre", "Samlet", "6"))


@pytest.mark.parametrize("element", ["blink", "figure", "details", "center", "font", "custom-thing", "svg", "dl", "label", "h6", "main"])
def test_an_unknown_element_keeps_its_text(element):
    """No element is dropped silently: what is not known is shown as its text."""
    made = report_pdf(notebook(html(f"<div><{element}>Bevaret <b>tekst</b></{element}></div>")))

    assert "Bevaret tekst" in " ".join(text_of(made).split())


def test_a_style_sheet_in_html_is_left_out():
    """The style sheet of a pandas table is not printed as text."""
    made = report_pdf(notebook(html("<div><style scoped>.dataframe {color: red}</style><table><tr><td>Alfa</td></tr></table></div>")))

    assert "Alfa" in text_of(made)
    assert "color" not in text_of(made)


def test_a_character_no_font_has_is_replaced_and_named():
    """A Chinese company name shows □ per character, and the notice says which text and which characters."""
    made = report_pdf(notebook(html("<p>株式 Tokyo</p>")))

    assert "□□ Tokyo" in text_of(made)
    assert made.notices == ("In '株式 Tokyo' the report shows □ for 2 kind(s) of character that its fonts lack (U+682A, U+5F0F).",)


def test_emoji_and_special_spaces_come_out_literally():
    """Emoji, the narrow no-break space and the true minus stand in the PDF; invisible joiners are dropped."""
    made = report_pdf(notebook(html("<p>Tak 😀 for −1\u202f234\u00a0kr. ❤\ufe0f 👩\u200d💻</p>")))
    text = poppler_text(made)

    assert made.notices == ()
    assert all(part in text for part in ("😀", "−1", "234", "❤", "👩💻"))


def test_text_is_made_printable_character_by_character():
    """Accents are composed, control and private characters replaced, direction marks dropped."""
    assert printable("A\u030a\u202eB\x00\ue000\u2028C") == ("ÅB□□\nC", ("\x00", "\ue000"))


def test_the_pdf_states_its_language_title_author_and_date():
    """The document's properties come from the report's description; it is tagged and claims both standards."""
    pdf = reader(report_pdf(notebook(html("<h1>Et</h1>"))))
    claims = pdf.trailer["/Root"]["/Metadata"].get_data().decode()

    assert pdf.trailer["/Root"]["/Lang"] == "da"
    assert pdf.metadata.title == "Kundesegmentering"
    assert pdf.metadata.author == "Mette Holm"
    assert pdf.metadata.creation_date.date().isoformat() == "2026-08-31"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "<pdfaid:part>2</pdfaid:part>" in claims
    assert "<pdfuaid:part>1</pdfuaid:part>" in claims


def test_the_cover_contents_header_and_footer_are_there():
    """The first page is the cover, the second the contents, and later pages are numbered in the report's words."""
    pages = [" ".join(page.extract_text().split()) for page in reader(report_pdf(notebook(html("<h1>Et</h1><h2>Under</h2>")))).pages]

    on_cover = ("Kundesegmentering", "Nordhavn & Søn A/S", "123.456.789 kr.", "Omsætning", "ABCD", "Mette Holm")
    assert all(part in pages[0] for part in on_cover)
    assert pages[1].count("Indhold") == 1
    assert "Under" in pages[1]
    assert "Side 3 af 3" in pages[2]
    assert "Fortroligt" in pages[2]


@pytest.mark.parametrize("missing", sorted(set(REPORT) - {"title", "language", "date"}))
def test_a_missing_part_of_the_description_is_simply_not_shown(missing):
    """Everything but title, language and date may be missing, without a notice."""
    made = report_pdf(notebook(html("<h1>Et</h1>"), report={key: value for key, value in REPORT.items() if key != missing}))

    assert made.notices == ()


def test_a_notebook_without_a_description_still_becomes_a_report():
    """The first heading is the title, the language English, and a notice says what is lacking."""
    made = report_pdf(notebook(new_markdown_cell("### A first look\n\ntext"), report=None))

    assert reader(made).metadata.title == "A first look"
    assert reader(made).trailer["/Root"]["/Lang"] == "en"
    assert made.notices == ("The notebook does not describe its report: it has no cover, and its title is 'A first look'.",)


def test_a_drawing_is_preferred_to_its_html_and_carries_its_description():
    """An output with a drawing shows the drawing with its caption, and its description reaches the PDF's tags."""
    described = {"image/svg+xml": {"alt": "En blå bjælke", "caption": "Figur 1"}}
    cell = shown({"image/svg+xml": DRAWING, "text/html": "<b>ikke denne</b>"}, described)
    source = report_source(notebook(cell))
    text = text_of(report_pdf(notebook(cell)))

    assert 'alt: "En blå bjælke"' in source.main
    assert "Figur 1" in text
    assert "ikke denne" not in text
    assert source.notices == ()


def test_a_bitmap_takes_its_description_from_the_cells_tag():
    """A PNG is shown; without a description of its own the tag alt:… describes it."""
    raw = zlib.compress(b"\x00\xff\x00\x00")
    chunk = lambda kind, body: len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)  # noqa: E731  # three uses, one line
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])) + chunk(b"IDAT", raw) + chunk(b"IEND", b"")
    book = notebook(shown({"image/png": base64.b64encode(png).decode(), "text/plain": "<Figure>"}, tags=("alt:Et rødt punkt",)))

    assert 'alt: "Et rødt punkt"' in report_source(book).main
    assert report_pdf(book).notices == ()


def test_printed_lines_are_shown_and_log_lines_are_not():
    """What a cell prints stands in the report; what it logs does not, and a notice says so."""
    streams = [new_output("stream", name="stdout", text="Kontrol: 400\n"), new_output("stream", name="stderr", text="advarsel\n")]
    made = report_pdf(notebook(new_code_cell("x", outputs=streams)))

    assert "Kontrol: 400" in text_of(made)
    assert "advarsel" not in text_of(made)
    assert made.notices == ("Cell 2 printed warnings or log lines; they are not part of the report.",)


def test_a_cell_that_ended_in_an_error_leaves_a_visible_gap():
    """The report is made: a remark in its language stands where the result is missing, and the notice names cell and error."""
    failed = new_code_cell("1/0", outputs=[new_output("error", ename="ZeroDivisionError", evalue="division by zero", traceback=[])])
    made = report_pdf(notebook(failed, html("<p>Resten</p>"), report={**REPORT, "language": "en"}))

    assert "A result is missing here: the cell did not run to its end." in " ".join(text_of(made).split())
    assert "Resten" in text_of(made)
    assert made.notices == (
        "Cell 2 ended in an error (ZeroDivisionError: division by zero): the report says in its place that a result is missing. "
        "Put the cell right, run the whole notebook again, then make the report again.",
    )


def test_a_broken_drawing_is_replaced_by_its_description():
    """A drawing that cannot be set does not stop the report: its description stands there, and the notice names it."""
    made = report_pdf(notebook(shown({"image/svg+xml": "<svg><rect"}, {"image/svg+xml": {"alt": "Salget falder"}}), html("<p>Resten</p>")))

    assert "Salget falder" in text_of(made)
    assert "Resten" in text_of(made)
    assert [notice.split(": ")[0] for notice in made.notices] == [
        "The picture 'Salget falder' could not be set and was replaced by its description"
    ]
    assert claims_both_standards(made)


def test_a_drawing_with_a_character_no_font_has_is_replaced_alone():
    """A character written as a number in a drawing's text escapes the check of the fonts: that drawing alone is replaced."""
    odd = DRAWING.replace("</svg>", '<text x="9" y="20">&#26666;</text></svg>')
    sound = shown({"image/svg+xml": DRAWING}, {"image/svg+xml": {"alt": "Den hele", "caption": "Figur 1"}})
    made = report_pdf(notebook(shown({"image/svg+xml": odd}, {"image/svg+xml": {"alt": "Den ødelagte"}}), sound))

    assert "Den ødelagte" in text_of(made)
    assert "Figur 1" in text_of(made)
    assert len(made.notices) == 1
    assert claims_both_standards(made)


def test_where_the_standards_refuse_everything_the_pdf_is_made_without_them(monkeypatch):
    """A text that the fonts cannot show and that no check caught gives a tagged PDF without the standards, and a notice says so."""
    monkeypatch.setattr(glyphs, "_shown", lambda character: character)
    made = report_pdf(notebook(html("<p>Kunde 株 slut</p>")))

    assert "slut" in text_of(made)
    assert not claims_both_standards(made)
    assert reader(made).trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert made.notices[-1].startswith("The PDF is tagged, but made without the standards PDF/A-2a and PDF/UA-1, which refuse it: ")


def test_what_cannot_be_typeset_at_all_is_said_in_plain_words(monkeypatch):
    """When Typst makes no PDF in any way, one sentence says why, without a trace from the typesetter."""
    monkeypatch.setattr(Typesetter, "code", lambda self: '#panic("no")')
    with pytest.raises(DeliverableError) as caught:
        report_pdf(notebook())

    assert caught.value.code == "SEG-H01"
    assert caught.value.message.startswith("The report 'Kundesegmentering' could not be typeset: ")
    assert "\n" not in caught.value.message


def test_headings_never_skip_a_level():
    """A notebook that begins with a small heading or skips a level still meets the accessible standard."""
    source = report_source(notebook(new_markdown_cell("#### Fire\n\n# Et\n\n#### Fire igen")))

    assert [line[:17] for line in source.main.splitlines() if line.startswith("heading(")] == [
        "heading(level: 1,",
        "heading(level: 1,",
        "heading(level: 2,",
    ]


def test_a_very_long_word_loses_nothing():
    """A word longer than the line is broken without an extra sign."""
    word = "Ab1" * 60
    made = report_pdf(notebook(html(f"<p>{word}</p><table><tr><td>{word}</td><td>x</td></tr></table>")))

    assert "".join(text_of(made).split()).count(word) == 2


def test_the_exporters_work_through_nbconvert(tmp_path):
    """nbconvert can use both classes: one gives the PDF, the other the source with the files it reads."""
    path = tmp_path / "kunder.ipynb"
    path.write_text(json.dumps(notebook(html("<p>Synlig</p>"), report=None)), encoding="utf-8")
    pdf, resources = ReportPDFExporter().from_filename(str(path))
    source, source_resources = ReportTypstExporter().from_filename(str(path))

    assert pdf.startswith(b"%PDF-1.7")
    assert resources["output_extension"] == ".pdf"
    assert 'title: "kunder"' in source
    assert set(source_resources["outputs"]) == {"house.typ", "palette.typ"}


def test_grades_of_any_name_have_the_colours_of_the_excel_file():
    """Grades in a finer grid and labels of the client's own are coloured in their order, in ink that can be read on them."""
    grades = ["A1", "A2", "B1", 'Platin "+"', "株"]
    table = "".join(f"<tr><td class='grade'>{escaped(grade)}</td></tr>" for grade in grades)
    book = notebook(html(f"<table>{table}</table>"), report={**REPORT, "grades": grades})
    palette = report_source(book).files["palette.typ"].decode()

    for grade, fill in zip(["A1", "A2", "B1", 'Platin \\"+\\"', "□"], grade_colours(5), strict=True):
        assert f'"{grade}": (rgb("{fill}"), rgb("{ink_on(fill)}"))' in palette
    assert "A1" in text_of(report_pdf(book))


@pytest.mark.parametrize("grades", [None, [], "A1", {"A": 1}, ["A", "A"], [1, None]])
def test_a_report_without_a_sensible_list_of_grades_is_still_made(grades: object):
    """Where the notebook does not list the grades, A to D keep their colours and any other is framed."""
    long = "Z" * 80
    cells = "".join(f"<tr><td class='grade'>{grade}</td></tr>" for grade in ("A", "Q", long))
    made = report_pdf(notebook(html(f"<table>{cells}</table>"), report={**REPORT, "grades": grades}))

    assert made.notices == ()
    assert long in "".join(text_of(made).split())
