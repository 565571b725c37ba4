"""Two hundred studies' worth of hostile and odd names: each report passes both standards, and no name acts or is lost."""

import random
import unicodedata
from html import escape

from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from report_parts import notebook, passes_both_standards, text_of

from segkit.deliverables.report import report_pdf
from segkit.deliverables.report.glyphs import printable
from segkit.deliverables.report.html import report_html
from segkit.views import text
from segkit.views.chart import Chart
from segkit.views.table import Table

STUDIES = 200
ODD = [
    *("#panic()", '#read("/etc/passwd")', "$x$", "*b* _i_", "@ref <label>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>"),
    *(
        "]) #[ }{",
        '"; panic("out"); "',
        "C:\\temp\\n \\u{41}",
        "// /* x */",
        "=cmd|' /C calc'!A0",
        "{client} {page} {0}",
        "%s %d",
        "&amp; &#65;",
    ),
    *("株式会社", "Ελλάς", "Жизнь", "שלום", "مرحبا", "ไทย", "😀👩\u200d💻", "A\u030a\u202eB", "\x00\x07", "\ue000", "\ufffe", "\U000e0041"),
    *(
        "",
        " ",
        "\u00a0",
        "\u2028",
        "".join(f"Wm{number}" for number in range(90)),
        "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz AG",
        "-",
        "1.234,5",
        "\ud7ff",
        "ﬁ ½ №",
    ),
]
RANGES = [
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x300, 0x36F),
    (0x370, 0x52F),
    (0x5D0, 0x6FF),
    (0x2000, 0x2BFF),
    (0x3000, 0x30FF),
    (0x1F300, 0x1FAFF),
]


def name(draw: random.Random) -> str:
    """Return a hostile, odd or random name."""
    kind = draw.random()
    if kind < 0.45:
        return draw.choice(ODD)
    if kind < 0.6:
        return f"{draw.choice(ODD)}{draw.choice(ODD)} {draw.choice(ODD)}"
    low, high = draw.choice(RANGES)
    return "".join(chr(draw.randint(low, high)) for _ in range(draw.randint(1, 30)))


def study(draw: random.Random):
    """Return a notebook of a passage, a table, a chart, a remark and printed lines, all with odd names."""
    names = [name(draw) for _ in range(12)]
    passage = text.heading(names[0]) + text.facts([(names[1], names[2])]) + text.paragraph(names[3]) + text.bullets(names[4:7])
    passage += text.note(names[7]) + text.together(text.points([(names[8], names[9])]))
    aligns = tuple(draw.choice(["text", "num", "grade"]) for _ in range(draw.randint(1, 9)))
    rows = tuple(tuple(name(draw) for _ in aligns) for _ in range(draw.randint(0, 6)))
    table = Table(name(draw), tuple(name(draw) for _ in aligns), aligns, rows, total=draw.random() < 0.5, wide=draw.random() < 0.5)
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text x="2" y="20">{escape(printable(names[10])[0])}</text></svg>'
    )
    data, metadata = Chart(drawing, names[10], names[11])._repr_mimebundle_()
    outputs = [
        new_output("display_data", data={"text/html": passage.html}),
        new_output("display_data", data={"text/html": table._repr_html_()}),
        new_output("display_data", data=data, metadata=metadata),
        new_output("stream", name="stdout", text=name(draw)),
    ]
    facts = {key: name(draw) for key in ("title", "subtitle", "client", "consultant", "contents_title", "confidential_text", "page_text")}
    pairs = {"facts": [[name(draw), name(draw)]], "lines": [[name(draw), name(draw)]], "grades": [name(draw), name(draw)]}
    return notebook(new_code_cell("x", outputs=outputs), new_markdown_cell(name(draw)), **facts, **pairs), names


def test_random_studies_pass_both_standards() -> None:
    """G05: whatever names a study holds, its report is set, passes PDF/A-2a and PDF/UA-1, and its page is made."""
    refused = []
    for seed in range(STUDIES):
        book, _ = study(random.Random(seed))
        if not passes_both_standards(report_pdf(book)):
            refused.append(seed)
        report_html(book)

    assert refused == []


def test_random_names_stand_in_the_report_letter_by_letter() -> None:
    """G05: what the fonts can show of a name is in the PDF's text, in this order, and nothing in it was acted upon."""
    for seed in range(0, STUDIES, 10):
        book, names = study(random.Random(seed))
        found = letters(text_of(report_pdf(book)))

        assert [given for given in names[:10] if letters(printable(given)[0]) not in found] == []


def letters(given: str) -> str:
    """Return a text's letters and digits as a PDF gives them back: of Western names, without spaces and signs that copying alters."""
    plain = unicodedata.normalize("NFKC", given)
    return "".join(character for character in plain if character.isascii() and character.isalnum())
