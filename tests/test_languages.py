"""A deliverable speaks one language: nothing English is left in a Danish file, nor in the other three."""

import re
from pathlib import Path

import openpyxl
import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from shown import html_of

import segkit
from segkit.deliverables.call_list import write_call_list
from segkit.deliverables.excel import write_strategy
from segkit.deliverables.return_file import write_return
from segkit.example import make_example
from segkit.study import Study
from segkit.views import chapters, charts, profiling, tables, validity
from segkit.words.language import CATALOGS, LANGUAGES

VIEWS = {
    chapters: "summary money matrix segment_pages not_rated_policy value best_worst leads unknown funnel plan capacity data_quality method",
    tables: "segments lead_segments policies best worst value_at_stake implementation find_out findings questions_of_the_data reconciliation "
    "thresholds",
    charts: "matrix segments pareto months key_customers value_at_stake effort capacity earners unknown models",
    profiling: "kpis",
    validity: "separation usefulness gate",
}
"""Every view of the report and of the consultant's own look, by module."""


def shown(study: Study, folder: Path) -> set[str]:
    """Return every text that the deliverables show."""
    texts: set[str] = set()
    for path in (write_strategy(study, folder), write_call_list(study, folder), write_return(study, folder)):
        assert path is not None
        for sheet in openpyxl.load_workbook(path, data_only=True):
            texts |= {sheet.title, *(cell for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, str))}
    for module, names in VIEWS.items():
        for name in names.split():
            html = BeautifulSoup(html_of(getattr(module, name)(study)), "html.parser")
            texts |= {string.strip() for string in html.strings}
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
