"""The pages of a quick look: one language, an accessible archive PDF of at most five pages, and clients' texts as texts."""

import ast
import datetime as dt
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from ledgers import looked, monthly, write
from nbformat import NotebookNode

from segkit.deliverables.report import report_pdf
from segkit.look import Look
from segkit.notebooks.quick_look import TEMPLATE
from segkit.notebooks.shipped import shipped_template
from segkit.words.language import CATALOGS, LANGUAGES

HOSTILE = ("=1+1 ApS", "<b>Fed</b> & Søn", "#set page() I/S", "$x^2$ {name} A/S", 'O\'Hara "Ltd" \\n', "😀 Glad A/S", "[@x] *ja* _nej_ A/S")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years of twenty customers, some with hostile names, who grow, shrink, come, leave and fall asleep; oddities of every kind."""
    lines = []
    for i in range(1, 21):
        months = 24 - (8 if i % 6 == 0 else 4 if i % 5 == 0 else 0)
        first = dt.date(2025, 7, 1) if i % 7 == 0 else dt.date(2024, 7, 1)
        lines += monthly(f"{i:04d}", f"{1000 // i},50", first, min(months, 12 if i % 7 == 0 else 24))
        if i % 4 == 0:
            lines.append((f"{i:04d}", dt.date(2026, 6, 29), f"{9000 // i},25"))
    lines += [
        ("", dt.date(2026, 1, 5), "100,50"),
        ("0001", dt.date(2026, 1, 5), "-20,50"),
        ("0001", dt.date(2006, 1, 5), "1,50"),
        ("0001", dt.date(2027, 1, 5), "1,50"),
    ]
    file = write(tmp_path_factory.mktemp("look") / "salg.csv", lines)
    text = file.read_text(encoding="utf-8")
    for i, name in enumerate(HOSTILE, start=1):
        text = text.replace(f"Firma {i:04d}", '"' + name.replace('"', '""') + '"')
    repeated = text.splitlines()[5]
    file.write_text(f"{text}{repeated}\n0003;Firma 0003;x;F999;1,50\n", encoding="utf-8")
    return file


def executed(look: Look) -> NotebookNode:
    """Return the template with its displays, executed here on a look that is made already."""
    notebook = nbformat.read(shipped_template(TEMPLATE), as_version=4)
    values: dict[str, Any] = {"ledger": {}}
    for cell in notebook.cells:
        if cell.cell_type != "code" or "parameters" in cell.metadata.get("tags", []):
            continue
        if "look_at(ledger)" in cell.source:
            exec(cell.source.replace("look_at(ledger)", "None"), values)
            values["look"] = look
            continue
        [statement] = ast.parse(cell.source).body
        shown = eval(ast.unparse(statement), values)
        if hasattr(shown, "_repr_mimebundle_"):
            bundle = shown._repr_mimebundle_()
            data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        elif shown is not None:
            data, metadata = {"text/html": shown._repr_html_()}, {}
        else:
            continue
        cell.outputs = [nbformat.v4.new_output("execute_result", data, metadata=metadata, execution_count=1)]  # type: ignore[no-untyped-call]
    return notebook


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_language_is_an_accessible_archive_pdf_of_five_pages(ledger: Path, language: str):
    """G23: the look passes PDF/A-2a and PDF/UA-1 in each language, has nothing to replace, and is short."""
    report = report_pdf(executed(looked(ledger, language=language, client="Nordhavn A/S")))
    pages = re.search(r"/Count (\d+)", report.content.decode("latin-1"))

    assert report.notices == ()
    assert pages is not None
    assert int(pages[1]) == 5


def test_hostile_names_are_shown_as_they_are(ledger: Path):
    """G23: a name is text on the page, whatever it would do in a spreadsheet, in HTML or in the typesetter."""
    look = looked(ledger, language="en")
    notebook = executed(look)
    report = report_pdf(notebook)
    shown = {string.strip() for cell in notebook.cells for output in cell.get("outputs", []) for string in _strings(output)}

    assert report.content.startswith(b"%PDF")
    assert set(HOSTILE) <= shown


def _strings(output: NotebookNode) -> list[str]:
    return list(BeautifulSoup(output.data.get("text/html", ""), "html.parser").strings)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_nothing_english_is_left(ledger: Path, language: str):
    """G23: every text of the look that has a translation of its own is shown in it."""
    with (CATALOGS / f"{language}.po").open("rb") as file:
        catalog = read_po(file, locale=LANGUAGES[language])
    texts: set[str] = set()
    for cell in executed(looked(ledger, language=language)).cells:
        for output in cell.get("outputs", []):
            texts |= {string.strip() for string in _strings(output)}
            for extra in output.get("metadata", {}).values():
                texts |= {extra["alt"], extra["caption"]}
    translated = [
        english
        for message in catalog
        if message.id
        for english, own in zip(_forms(message.id), _forms(message.string), strict=True)
        if english != own and re.search(r"[a-z]{3}", re.sub(r"\{\w+\}", "", english))
    ]

    assert "A quick look at the customers" in translated
    assert [english for english in translated if _is_left(english, texts)] == []


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def _is_left(english: str, texts: set[str]) -> bool:
    pattern = re.compile(re.sub(r"\\\{\w+\\\}", ".{1,80}?", re.escape(english)))
    return any(pattern.fullmatch(text) for text in texts) or (
        len(english) > 20 and "{" not in english and any(english in text for text in texts)
    )


def test_the_same_ledger_on_the_same_day_gives_the_same_bytes(ledger: Path):
    """G23: nothing in the PDF comes from a clock or from chance."""
    first, second = (report_pdf(executed(looked(ledger, language="da"))).content for _ in range(2))

    assert first == second
