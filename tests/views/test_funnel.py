"""The funnel as people read it: every line adds up, every reason is a sentence, and the chart's letters do not meet."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import TINY

import segkit
from segkit.strategy.funnel_rule import REASONS
from segkit.study import Study
from segkit.views import chapters, charts, funnel
from segkit.views.campaigns import campaigns, overlap_text
from segkit.views.canvas import WIDTH
from segkit.words import LANGUAGES

Build = Callable[..., Path]

CUSTOMERS = """\
No;Name;Rep;Potential
001;Alfa;Ida;9000
002;Beta;Ida;4000
003;Gamma;Bo;
004;Delta;;5000
005;Epsilon;Bo;600
"""
LINES = (
    "No;Date;Amount\n001;15-07-2025;1000,00\n002;16-08-2025;1400,50\n003;18-10-2025;700,00\n004;19-06-2026;999,99\n005;19-06-2026;600,00\n"
)
RULE = "funnel:\n  sizes: [5, 4, 2, 1]\n"
CAMPAIGNS = """\
campaigns:
  - {name: Autumn, segments: [A, D], activity: Visit, channel: visit, start: 2026-10-01, end: 2026-12-18, kpi: meetings, goal: ten of them,
     budget: 1000, control_share: 0.5}
  - {name: Calls, segments: [D], activity: Call, channel: phone, start: 2026-12-01, end: 2026-12-31, kpi: contacts, control_share: 0}
"""


def study_of(workbook: Build, language: str = "en", more: str = RULE, customers: str = CUSTOMERS) -> Study:
    yaml = TINY.replace("language: en", f"language: {language}") + more
    return segkit.run_study(segkit.read_engagement(workbook(yaml, customers_csv=customers, lines_csv=LINES)))


def test_every_step_is_accounted_for(workbook: Build):
    """S19: who came, why others left and who goes on, with the money of each line; what is known of nobody is a dash and never 0."""
    table = funnel.steps(study_of(workbook))

    assert table.headings == ("Step", "Outcome", "Accounts", "Leads", "Revenue", "Can be won")
    assert table.rows == (
        ("", "All accounts", "5", "0", "4,700", "14,600"),
        ("1. Known", "Go on", "5", "0", "4,700", "14,600"),
        ("2. Rated", "Potential not known yet", "1", "0", "700", "–"),
        ("", "Too little left to win", "1", "0", "600", "0"),
        ("", "Go on", "3", "0", "3,400", "14,600"),
        ("3. Worth the time", "Beyond the first 2", "1", "0", "1,401", "2,600"),
        ("", "Go on", "2", "0", "2,000", "12,000"),
        ("4. Chosen", "Nobody answers for it yet", "1", "0", "1,000", "4,000"),
        ("", "Go on", "1", "0", "1,000", "8,000"),
    )


def test_why_an_account_is_where_it_is(workbook: Build):
    """S19: one sentence each: the place and how many go on, or what is missing."""
    study = study_of(workbook)
    said = {row["number"]: funnel.why(study, row) for row in study.funnel.accounts.to_dict("records")}

    assert said == {
        "001": "Place 1 of 1 by what can be won, weighed by how sure it is: DKK\N{NO-BREAK SPACE}8,000.",
        "002": "Place 3 of 3 by what can be won, weighed by how sure it is; the step takes 2.",
        "003": "Its potential is not known yet; it stands among what to find out.",
        "004": "Nobody answers for it yet.",
        "005": "Nothing is left to win.",
    }


def test_the_chapter_says_how_many_came_and_how_many_come_first(workbook: Build):
    """S19: the title counts, the steps that took all are named, and what nobody was asked is said."""
    study = study_of(workbook)
    text = repr(chapters.funnel(study))

    assert text.startswith("From 5 to 1\n")
    assert "Of 5 accounts 1 is left: DKK\N{NO-BREAK SPACE}8,000 can be won there, 55% of all that is known to be winnable." in text
    assert "All who meet it go on from: Rated; there are fewer of them than the step has places." in text
    assert "Nobody was left out for what the files say of nobody: contribution, contact person, consent to a channel." in text
    assert "1 account left because something is not known yet" not in text
    assert "2 accounts left because something is not known yet" in text


def test_what_decided_has_a_column_where_it_is_another_figure(workbook: Build):
    """S19: the figure that the last step ranked by stands beside what can be won, and only where the two differ."""
    plain = funnel.chosen(study_of(workbook))
    by_revenue = funnel.chosen(study_of(workbook, more=RULE + "  rank_by: [size, room, sure, revenue]\n"))
    assert plain is not None
    assert by_revenue is not None

    assert plain.headings == ("No.", "Name", "Owner", "Grade", "Revenue", "Can be won", "First activity", "Next step")
    assert plain.rows[0][:6] == ("1", "Alfa", "Ida", "A", "1,000", "8,000")
    assert by_revenue.headings[5:7] == ("Can be won", "Revenue")
    assert by_revenue.rows[0][5:7] == ("8,000", "1,000")


def test_nobody_left_is_said(workbook: Build):
    """S19: where everybody leaves there is a sentence instead of an empty table."""
    study = study_of(workbook, more="funnel: {least: 999999}\n")

    assert funnel.chosen(study) is None
    assert "Nobody is left after the last step; the table says why." in repr(chapters.funnel(study))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_funnel_in_every_language(workbook: Build, language: str):
    """S19, S09: no reason keeps a gap, and the letters of the chart do not meet, in any language."""
    study = study_of(workbook, language, f'{RULE}  left_out: {{"customer:005": closed}}\n{CAMPAIGNS}')
    chart = charts.funnel(study)
    assert chart is not None

    assert not [(a.text, b.text) for i, a in enumerate(chart.labels) for b in chart.labels[i + 1 :] if a.meets(b)]
    assert all(label.left >= 0 and label.right <= WIDTH for label in chart.labels)
    texts = [funnel.reason_label(study, step, reason) for step in study.funnel.steps for reason in REASONS]
    row = {
        "step": 2,
        "key": "customer:005",
        "grade": "A",
        "room": 1.0,
        "contribution": -5.0,
        "place": 3.0,
        "of": 9.0,
        "value": 2.0,
        "criterion": "sure",
    }
    texts += [funnel.why(study, row | {"reason": reason}) for reason in (*REASONS, None)]
    texts += [repr(chapters.funnel(study)), repr(chapters.campaigns(study))]
    assert not [text for text in texts if not text or "{" in text]


def test_the_campaigns_of_the_plan(workbook: Build):
    """S09: whom, when, how many are contacted and left out, what a contact costs, and where two campaigns meet."""
    study = study_of(workbook, more=CAMPAIGNS, customers=CUSTOMERS + "006;Zeta;Bo;700\n")
    table = campaigns(study)
    assert table is not None

    assert table.rows == (
        ("Autumn", "A, D", "Visit (Visit)", "1 Oct 2026 – 18 Dec 2026", "2", "1", "1,000", "500.00"),
        ("Calls", "D", "Call (Telephone)", "1 Dec 2026 – 31 Dec 2026", "2", "0", "–", "–"),
    )
    assert [overlap_text(study, overlap) for overlap in study.campaigns.overlaps] == [
        "Autumn and Calls run at the same time from 1 Dec 2026 to 18 Dec 2026. 1 account is contacted in both. 1 account of one's control group is "
        "contacted in the other, so it no longer compares."
    ]
