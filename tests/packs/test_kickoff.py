"""The kick-off: an agenda of two hours, what each missing field costs, the settings with their values of today, and the log that comes home."""

from pathlib import Path

import pytest
from early_packs import LANGUAGES, TODAY, engagement, grids
from hypothesis import given
from hypothesis import strategies as st

from segkit.packs.content import Grid
from segkit.packs.decision_log import DECISIONS, QUESTIONS, SETTINGS, SIGN_OFF
from segkit.packs.kickoff import AGENDAS, MINUTES, kickoff
from segkit.packs.settings import settings, shown_number
from segkit.words import Words

AGREED = """\
agreed:
  - {about: Who may see the deliverables, decided: Management, by: Ida, on: 2026-08-01}
questions:
  - {ask: Whom do we visit too often?, answered_in: [plan, time]}
"""


def keyed(folder: Path, package: str = "basic", more: str = "") -> dict[str, Grid]:
    return {grid.key: grid for grid in grids(kickoff(engagement(folder, package, more=more), TODAY)) if grid.key}


@pytest.mark.parametrize("package", ["basic", "deepdive"])
def test_the_agenda_takes_two_hours(tmp_path: Path, package: str):
    """K17, K37: the minutes sum to 120, and the pack shows that sum."""
    agenda = grids(kickoff(engagement(tmp_path, package), TODAY))[0]

    assert sum(minutes for minutes, _ in AGENDAS[package]) == MINUTES == agenda.rows[-1][1]


def test_every_field_says_what_it_costs_to_be_without(tmp_path: Path):
    """G04, K37: the readiness questionnaire has no field without its consequence, and asks for time and costs in a Deep Dive only."""
    basic, deep = (grids(kickoff(engagement(tmp_path, package), TODAY)) for package in ("basic", "deepdive"))
    tables = {grid.title: grid for grid in deep}

    assert all(row[1] for row in tables["Customers"].rows)
    assert ("Potential", "Nobody is graded until the potential is asked for or estimated.", None, None) in tables["Customers"].rows
    assert "Time and costs" in tables
    assert "Time and costs" not in {grid.title for grid in basic}


def test_the_settings_show_today_and_are_those_of_the_package(tmp_path: Path):
    """K17: period, model, thresholds, hours and start with today's value; a Deep Dive also its target."""
    basic, deep = keyed(tmp_path), keyed(tmp_path, "deepdive")
    today = {key: row[1] for key, row in zip(basic[SETTINGS].row_keys, basic[SETTINGS].rows, strict=True)}

    assert today == {
        "period.from": "1 Jul 2025",
        "period.to": "30 Jun 2026",
        "abcd.preset": "Classic ABCD: revenue against potential",
        "abcd.revenue_high": "DKK\N{NO-BREAK SPACE}1,000",
        "abcd.potential_high": "DKK\N{NO-BREAK SPACE}5,000",
        "capacity.sales_hours": "open",
        "capacity.cost_per_hour": "open",
        "plan.start": "1 Sept 2026",
        "plan.months": "12",
    }
    assert set(deep[SETTINGS].row_keys) - set(today) == {"contribution.target_margin"}


def test_what_was_agreed_before_stands_in_the_log_once(tmp_path: Path):
    """K17, G02: an agreed decision fills its line, an asked question stands with the chapters that answer it, and there is room for more."""
    log = keyed(tmp_path, more=AGREED)
    decisions, questions = log[DECISIONS], log[QUESTIONS]

    assert decisions.rows[0][:3] == ("Who may see the deliverables", "Management", "Ida")
    assert [row[0] for row in decisions.rows].count("Who may see the deliverables") == 1
    assert questions.rows == (("Whom do we visit too often?", "The plan; Where the time goes"),)
    assert decisions.blank >= 5
    assert questions.blank >= 5
    assert log[SIGN_OFF].row_keys == ("client",)


def test_the_headings_of_tables_that_come_home_differ_in_every_language(tmp_path: Path):
    """K17: a table is found by its headings, so no two of them may have the same."""
    for language in LANGUAGES:
        pack = kickoff(engagement(tmp_path, "deepdive", language), TODAY)
        heads = [frozenset(column.label for column in grid.columns if column.key) for grid in grids(pack) if grid.key]

        assert len(set(heads)) == len(heads) == 4
        assert not any(one < other for one in heads for other in heads)
        labels = [setting.label for setting in settings(engagement(tmp_path, "deepdive", language))]
        assert len(set(labels)) == len(labels)


@given(st.floats(0, 1e9, allow_nan=False), st.sampled_from(["amount", "fraction", "number"]))
def test_numbers_are_shown_as_the_language_writes_them(value: float, takes: str):
    """K17: never in powers of ten, and with as few decimals as they need."""
    shown = shown_number(Words("da", "DKK"), takes, value)  # type: ignore[arg-type]

    assert "e" not in shown.lower()
