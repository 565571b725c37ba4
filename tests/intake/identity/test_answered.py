"""Answers are written into decisions.yaml so that everything else a person wrote there stands."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.errors import EngagementError
from segkit.intake.identity import read_decisions, with_answers

DAY = dt.date(2026, 8, 31)

WRITTEN = """\
# Besluttet med Ida.
duplicates:
  - keep: "0012"   # hovedkontoret
    merge: ["12"]
    why: ""
    decision: apart

answers:
  - question: "bad_numbers|a.csv||Beløb"   # spurgt 3. august
    answer: "tomt felt"
    date: 2026-08-03
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "decisions.yaml"
    path.write_text(WRITTEN, encoding="utf-8")
    return path


def test_a_first_answer_makes_the_file(tmp_path: Path):
    """F01: where there is no file yet, the text is one that reads back."""
    path = tmp_path / "decisions.yaml"
    path.write_text(with_answers(path, {"k|f.csv||": "ja: det er rigtigt #1"}, DAY), encoding="utf-8")

    assert read_decisions(path).answers == {"k|f.csv||": "ja: det er rigtigt #1"}


def test_a_new_answer_is_added_below_and_the_rest_stands(file: Path):
    """F02: every line that a person wrote is still there, remarks and all."""
    text = with_answers(file, {"k|f.csv||": "ja"}, DAY)

    assert text.startswith(WRITTEN.rstrip("\n"))
    assert text.count("# hovedkontoret") == text.count("# spurgt 3. august") == 1


def test_a_changed_answer_takes_the_place_of_the_old(file: Path):
    """F03: one question has one answer."""
    text = with_answers(file, {"bad_numbers|a.csv||Beløb": "nul"}, DAY)
    file.write_text(text, encoding="utf-8")

    assert text == WRITTEN.replace('"tomt felt"', '"nul"')
    assert read_decisions(file).answers == {"bad_numbers|a.csv||Beløb": "nul"}


def test_the_same_answer_again_changes_nothing(file: Path):
    """M02: taking the same report in twice leaves the file as it is."""
    once = with_answers(file, {"k": "ja"}, DAY)
    file.write_text(once, encoding="utf-8")

    assert with_answers(file, {"k": "ja", "bad_numbers|a.csv||Beløb": "tomt felt"}, dt.date(2027, 1, 1)) == once


def test_line_ends_of_windows_stay(file: Path):
    """B06: a file saved on Windows keeps its line ends, all of them."""
    file.write_bytes(WRITTEN.replace("\n", "\r\n").encode())
    text = with_answers(file, {"k": "ja"}, DAY)

    assert text.count("\n") == text.count("\r\n")


def test_entries_in_brackets_are_refused(file: Path):
    """G10: a list in one line cannot be added to without rewriting it; the file is named and what to do."""
    file.write_text('answers: [{question: "a", answer: "b"}]\n', encoding="utf-8")
    with pytest.raises(EngagementError) as caught:
        with_answers(file, {"k": "ja"}, DAY)

    assert str(caught.value) == (
        "SEG-D03: decisions.yaml: the entries of 'answers' are written in brackets. Write them one below the other, each beginning with a dash."
    )


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=30).filter(str.strip), st.text(min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=5
    )
)
def test_whatever_is_answered_reads_back(tmp_path_factory: pytest.TempPathFactory, answers: dict[str, str]):
    """E01, C15: quotes, colons, emoji, line breaks and control signs come back as they were typed."""
    path = tmp_path_factory.mktemp("answers") / "decisions.yaml"
    path.write_bytes(with_answers(path, answers, DAY).encode("utf-8", "surrogatepass"))

    assert read_decisions(path).answers == answers
