"""The report's sentences, for each plural and edge case; questions of the kick-off stand where they are answered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from shown import html_of
from tiny import TINY

import segkit
from segkit.circle import since_last
from segkit.circle.delivered import as_delivered
from segkit.study import Study
from segkit.views import chapters, sentences, tables
from segkit.views.chart import Chart
from segkit.views.table import Table
from segkit.views.text import Passage

Build = Callable[..., Path]

HEAD = "No;Name;Rep;Potential\n"
ASKED = """\
questions:
  - ask: Who should get more of our <b>time</b>?
    answered_in: [value, segments, value]
  - ask: What do our customers think of us?
"""


def study_of(workbook: Build, *customers: str, yaml: str = TINY, lines: str = "001;15-07-2025;10,00\n") -> Study:
    path = workbook(yaml, customers_csv=HEAD + "".join(f"{row}\n" for row in customers), lines_csv=f"No;Date;Amount\n{lines}")
    return segkit.run_study(segkit.read_engagement(path))


def text_of(view: object) -> str:
    return BeautifulSoup(html_of(view), "html.parser").get_text(" ", strip=True)


def test_questions_stand_where_they_are_answered(workbook: Build):
    """G02: a chapter names the question it answers, the register says where each is answered, and says of none that it is not."""
    study = study_of(workbook, "001;Alfa;Ida;9000", yaml=TINY + ASKED)
    register = chapters.questions(study)

    assert "Answers: Who should get more of our <b>time</b>?" in text_of(chapters.value(study))
    assert "Answers:" not in text_of(chapters.money(study))
    assert register is not None
    assert register.rows == (
        ("Who should get more of our <b>time</b>?", "Headroom and value at stake; Segment by segment"),
        ("What do our customers think of us?", "not answered by this report"),
    )


def test_without_questions_there_is_no_register(workbook: Build):
    """G02: nothing is made up where no question was written down."""
    assert chapters.questions(study_of(workbook, "001;Alfa;Ida;9000")) is None


def test_a_chapter_that_does_not_exist_is_refused(workbook: Build):
    """The place of an answer is checked when the engagement is read."""
    with pytest.raises(segkit.errors.EngagementError, match="valu"):
        segkit.read_engagement(workbook(TINY + ASKED.replace("[value, segments, value]", "[valu]")))


def test_headroom_to_win_is_a_range(workbook: Build):
    """N17: a range with the likely amount, of the headroom above 0 only."""
    study = study_of(workbook, "001;Alfa;Ida;1010", "002;Beta;Ida;5")

    assert sentences.headroom_to_win(study) == (
        "Customers with room to grow have a headroom of DKK\N{NO-BREAK SPACE}1,005; DKK\N{NO-BREAK SPACE}50 to DKK\N{NO-BREAK SPACE}201 of it can "
        "be won within the plan, most likely DKK\N{NO-BREAK SPACE}101."
    )


@pytest.mark.parametrize("potential", ["", "10"], ids=["unknown", "none left"])
def test_nothing_is_said_of_headroom_that_is_not_there(workbook: Build, potential: str):
    """N14: unknown headroom and none at all are no range of 0 to 0."""
    study = study_of(workbook, f"001;Alfa;Ida;{potential}")

    assert sentences.headroom_to_win(study) == ""
    assert chapters.value(study) is None


def test_costs_that_nobody_gave_are_not_recovered(workbook: Build):
    """N14: without costs no sentence speaks of contribution."""
    assert sentences.contribution_to_recover(study_of(workbook, "001;Alfa;Ida;9000")) == ""


@pytest.mark.parametrize(
    ("customers", "said"),
    [
        (("001;Alfa;Ida;9000",), None),
        (("001;Alfa;Ida;9000", "002;Beta;Ida;"), "1 customer is left out, because its headroom is unknown."),
        (("001;Alfa;Ida;9000", "002;Beta;Ida;", "003;C;Ida;"), "2 customers are left out, because their headroom is unknown."),
    ],
)
def test_the_unknown_is_counted_in_words(workbook: Build, customers: tuple[str, ...], said: str | None):
    """N14: nobody, one and several are each right."""
    text = text_of(chapters.value(study_of(workbook, *customers)))

    assert said in text if said else "left out" not in text


def test_a_segment_of_nobody_has_its_page(workbook: Build):
    """N14: an empty segment says so, and what to do with those who will be in it."""
    pages = chapters.segment_pages(study_of(workbook, "001;Alfa;Ida;9000"))

    assert "Segment A holds nobody." in text_of(pages)


def test_segments_of_nobody_share_a_page(workbook: Build):
    """The report has no empty pages: a page begins where a segment or the one before it holds anybody, and only there."""
    pages = [html_of(view) for view in chapters.segment_pages(study_of(workbook, "001;Alfa;Ida;9000")).views]
    begun = [BeautifulSoup(html, "html.parser").h2.get_text()[:1] for html in pages if 'class="page"' in html]
    whole = [BeautifulSoup(html, "html.parser").h2.get_text()[:1] for html in pages if 'class="keep"' in html]

    assert begun == ["B", "C"]  # B holds the only customer; A begins the chapter, and D shares the page of C
    assert whole == ["A", "C", "D"]


def test_concentration_speaks_of_what_is_classed(workbook: Build):
    """SAP's preset classes by contribution: the sentence says so, and says nothing of 20% of so few."""
    yaml = TINY + "pareto:\n  preset: sap_profit\n"
    lines = "".join(f"00{i};15-07-2025;{100 * i},00;{10 * i},00\n" for i in (1, 2, 3))
    path = workbook(
        yaml.replace("amount: Amount", "amount: Amount, cost: Cost"),
        customers_csv=HEAD + "001;A;I;9000\n002;B;I;9000\n003;C;I;9000\n",
        lines_csv=f"No;Date;Amount;Cost\n{lines}",
    )
    study = segkit.run_study(segkit.read_engagement(path))

    assert sentences.concentration(study) == ("2 customers, 67% of those with a contribution above 0, make 80% of the contribution.")


def test_the_not_rated_have_a_policy_only_where_there_are_any(workbook: Build):
    """K10: everybody rated, or nobody, or one."""
    assert chapters.not_rated_policy(study_of(workbook, "001;Alfa;Ida;9000")) is None
    assert "Contacts:" in text_of(chapters.not_rated_policy(study_of(workbook, "001;Alfa;Ida;")))


def test_what_has_changed_is_told_from_the_second_delivery_on(workbook: Build):
    """N12, M18: who moved, is new and is gone, with a migration of accounts and one of money; nothing before the first delivery."""
    before = study_of(workbook, "001;Alfa;Ida;9000", "002;Beta;Ida;9000", "004;Delta;Ida;9000")
    after = study_of(workbook, "001;Alfa;Ida;90", "003;Gamma;Ida;9000")
    shown = chapters.changes(after, since_last(after, as_delivered(before, "0")))

    assert chapters.changes(after, None) is None
    assert shown is not None
    assert "Customers who changed grade: 1; new: 1; no longer there: 2." in text_of(shown)
    assert [type(view) for view in shown.views] == [Passage, Table, Table]


def test_the_best_and_worst_are_drawn_where_costs_are_known(workbook: Build, example: Study):
    """K62: by what they earn where every cost is known; else the worst by revenue, in a table."""
    assert [type(view) for view in chapters.best_worst(example).views] == [Passage, Chart, Chart]
    assert [type(view) for view in chapters.best_worst(study_of(workbook, "001;Alfa;Ida;9", "002;Beta;Ida;9")).views][-1] is Table


def test_the_method_names_version_and_study(example: Study):
    """N12: what the report was made by, and the number by which the manifest knows it."""
    text = text_of(chapters.method(example))

    assert segkit.__version__ in text
    assert example.delivery in text


def test_the_plan_of_the_report_is_the_plan_of_the_workbook(example: Study):
    """K23: the tasks with days and who answers for them."""
    found = tables.implementation(example)

    assert len(found.rows) > 8
    assert all(row[0] and row[1] and row[2] for row in found.rows)


def test_at_most_six_questions_about_the_data_stand_in_the_report(example: Study):
    """The report shows the first and says how many there are; the Excel file has all of them."""
    asked = sum(finding.severity == "question" for finding in example.findings)
    table = tables.questions_of_the_data(example)

    assert table is not None
    assert len(table.rows) == min(asked, tables.SHOWN_QUESTIONS)
