"""A deliverable speaks one language: nothing English is left in a Danish file, nor in the other three."""

import re
from pathlib import Path

import openpyxl
import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup

import segkit
from segkit.deliverables.call_list import write_call_list
from segkit.deliverables.excel import write_strategy
from segkit.deliverables.return_file import write_return
from segkit.example import make_example
from segkit.study import Study
from segkit.views import chapters, charts, tables
from segkit.words.language import CATALOGS, LANGUAGES

CHAPTERS = ["summary", "money", "matrix", "strategy", "segment_pages", "best_worst", "leads", "unknown", "data_quality", "method"]
TABLES = ["segments", "lead_segments", "policies", "best", "worst", "find_out", "findings", "reconciliation", "thresholds"]
CHARTS = ["matrix", "segments", "pareto", "months"]


def shown(study: Study, folder: Path) -> set[str]:
    """Return every text that the deliverables show."""
    texts: set[str] = set()
    for path in (write_strategy(study, folder), write_call_list(study, folder), write_return(study, folder)):
        assert path is not None
        for sheet in openpyxl.load_workbook(path, data_only=True):
            texts |= {sheet.title, *(cell for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, str))}
    for module, names in ((chapters, CHAPTERS), (tables, TABLES)):
        for name in names:
            html = BeautifulSoup(getattr(module, name)(study)._repr_html_(), "html.parser")
            texts |= {string.strip() for string in html.strings}
    for name in CHARTS:
        chart = getattr(charts, name)(study)
        texts |= {chart.alt, chart.caption}
    return texts


def left(text: str, texts: set[str]) -> bool:
    """Return whether an English text is shown, filled in or as it is."""
    pattern = re.compile(re.sub(r"\\\{\w+\\\}", ".{1,80}?", re.escape(text)))
    return any(pattern.fullmatch(other) for other in texts) or (
        len(text) > 20 and "{" not in text and any(text in other for other in texts)
    )


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_nothing_english_is_left(language: str, tmp_path: Path):
    """Every text that has a translation of its own is shown in it, in the Excel files and in what the report is made from."""
    with (CATALOGS / f"{language}.po").open("rb") as file:
        catalog = read_po(file, locale=LANGUAGES[language])
    texts = shown(segkit.run_study(segkit.read_engagement(make_example(tmp_path / "workbooks" / "example", language))), tmp_path)
    translated = [
        english
        for message in catalog
        if message.id
        for english, own in zip(_forms(message.id), _forms(message.string), strict=True)
        if english != own and re.search(r"[a-z]{3}", re.sub(r"\{\w+\}", "", english))
    ]

    assert len(texts) > 1000
    assert [english for english in translated if left(english, texts)] == []


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)
