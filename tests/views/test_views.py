"""What people look at: the study's own figures, in words that fit, and client text that stays text."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from shown import html_of
from tiny import CUSTOMERS, TINY

import segkit
from segkit.study import Study
from segkit.views import chapters, charts, cover, tables
from segkit.views.labels import decimals
from segkit.views.palette import GRADE_COLOURS, grade_colours
from segkit.views.scale import scale_of
from segkit.views.table import Table
from segkit.words import Words

CHAPTERS = [chapters.summary, chapters.questions, chapters.money, chapters.matrix, chapters.segment_pages, chapters.not_rated_policy,
            chapters.value, chapters.best_worst, chapters.leads, chapters.unknown, chapters.funnel, chapters.plan, chapters.data_quality,
            chapters.method]  # fmt: skip
TABLES = [
    tables.segments,
    tables.lead_segments,
    tables.policies,
    tables.best,
    tables.worst,
    tables.value_at_stake,
    tables.implementation,
    tables.find_out,
    tables.findings,
    tables.questions_of_the_data,
    tables.reconciliation,
    tables.thresholds,
]
CHARTS = [charts.matrix, charts.segments, charts.pareto, charts.months]

HOSTILE = ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "#panic()", "{client}", '"; DROP', "$x^2$ & 🦊"]


def test_client_text_is_never_markup(workbook: Callable[..., Path]):
    """G04: names come out as they are written, and no element is born from them."""
    rows = "\n".join(f'00{i};"{name.replace(chr(34), chr(34) * 2)}";<b>Ida</b>;{i * 3000 or ""}' for i, name in enumerate(HOSTILE))
    yaml = TINY.replace("client: Tiny A/S", 'client: "<i>Tiny</i> {n}"')
    study = segkit.run_study(segkit.read_engagement(workbook(yaml, customers_csv=f"No;Name;Rep;Potential\n{rows}\n")))

    for view in [*CHAPTERS, *TABLES]:
        assert not BeautifulSoup(html_of(view(study)), "html.parser").find(["script", "b", "i"]), view.__name__


def test_names_stay_literal_in_a_table(workbook: Callable[..., Path]):
    """A name that looks like a script or a template is shown letter for letter."""
    study = segkit.run_study(segkit.read_engagement(workbook(customers_csv=CUSTOMERS.replace("Alfa", "<script>alert(1)</script> {n}"))))
    cells = [
        cell.get_text() for cell in BeautifulSoup(tables.customers(study, study.customers)._repr_html_(), "html.parser").find_all("td")
    ]

    assert "<script>alert(1)</script> {n}" in cells


@pytest.mark.parametrize("holds", ["one customer", "nothing known", "no revenue"])
def test_every_view_speaks_sense_of_very_little(workbook: Callable[..., Path], holds: str):
    """D07, N14: one customer, no potential at all, and no revenue above 0 each give text without nan, None or a broken sentence."""
    customers = {"one customer": "No;Name;Rep;Potential\n001;Alfa;Ida;9000\n"}.get(
        holds, "No;Name;Rep;Potential\n001;Alfa;Ida;\n002;Beta;Bo;\n"
    )
    lines = "No;Date;Amount\n001;15-07-2025;0,00\n" if holds == "no revenue" else "No;Date;Amount\n001;15-07-2025;10,00\n"
    study = segkit.run_study(segkit.read_engagement(workbook(customers_csv=customers, lines_csv=lines)))

    for view in [*CHAPTERS, *TABLES]:
        text = BeautifulSoup(html_of(view(study)), "html.parser").get_text(" ")
        assert not re.search(r"\b(nan|None|inf)\b|  \.|\{", text), view.__name__


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__)
def test_a_chart_says_its_finding_and_never_changes(example: Study, chart: Callable[[Study], charts.Chart]):
    """G14: each chart has a text alternative, a caption with unit or period, and the same bytes every time."""
    first, again = chart(example), chart(example)

    assert first.svg == again.svg
    assert first.alt
    assert re.search(r"DKK|2025", first.caption)
    assert "<text" not in first.svg


def test_charts_of_nothing_are_left_out(workbook: Callable[..., Path]):
    """An empty chart says nothing, so there is none."""
    study = segkit.run_study(
        segkit.read_engagement(
            workbook(customers_csv="No;Name;Rep;Potential\n001;Alfa;Ida;\n", lines_csv="No;Date;Amount\n001;15-07-2025;-5,00\n")
        )
    )

    assert charts.matrix(study) is None
    assert charts.pareto(study) is None


def test_the_segment_table_shows_the_study(example: Study):
    """M04: the figures in the report are the study's own."""
    words = example.words
    rows = {row[0]: row for row in tables.segments(example).rows}

    for segment in ("A", "B", "C", "D"):
        assert rows[segment][1] == words.number(example.segmentation.count(segment))
        assert rows[segment][3] == words.number(example.segmentation.table.at[segment, "revenue"])


def test_the_cover_tells_the_exporter_what_it_needs(example: Study):
    """Client, language, date and the grades in their order travel in the notebook's own output."""
    facts = cover(example).facts

    assert (facts["client"], facts["language"], facts["date"]) == ("Nordlys Værktøj & Beslag A/S", "da", "2026-08-31")
    assert facts["grades"] == ["A", "B", "C", "D"]


def test_a_table_with_a_missing_cell_is_refused():
    """A row that is too short is a mistake of ours, found where it is made."""
    with pytest.raises(ValueError, match="table 'x': every row needs 2 cells"):
        Table("x", ("a", "b"), ("text", "text"), (("1",),))


@pytest.mark.parametrize(
    ("largest", "value", "shown"),
    [(5_000_000, 1_234_567, "1.2"), (5_000_000, 345_000, "0.35"), (50_000, 1_000, "1"), (500, 12.4, "12"), (5_000_000, 123_456_789, "123")],
)
def test_chart_amounts_are_short(largest: float, value: float, shown: str):
    """An amount in a chart has the few digits that its scale needs."""
    assert scale_of(Words("en", "DKK"), largest).shown(value) == shown


@pytest.mark.parametrize(
    ("value", "most", "shown"), [(12.5, 1, 1), (12.0, 1, 0), (12.04, 1, 0), (28.499999999999996, 1, 1), (0.25, 2, 2), (1000.0, 2, 0)]
)
def test_decimals_are_shown_only_where_they_say_something(value: float, most: int, shown: int):
    """A whole figure has no decimals, and neither has one whose shown decimals would all be 0."""
    assert decimals(value, most) == shown


def test_more_grades_than_colours_begin_again():
    """Every grade has a colour, in the charts as in Excel and the report, however many there are."""
    many = grade_colours(len(GRADE_COLOURS) + 2)

    assert many[-2:] == list(GRADE_COLOURS[:2])
