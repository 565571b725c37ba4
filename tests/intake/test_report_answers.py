"""Answers in the intake report come home to their question, wherever rows and columns have been moved to, and to nobody else's."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from dirty_client import ENGAGEMENT, lay_out
from rounds import answer, said

from segkit.engagement import read_engagement
from segkit.errors import SourceError
from segkit.findings import Finding
from segkit.intake import take_in
from segkit.intake.report_answers import answered_source, question_key, read_report_answers
from segkit.intake.settings import Source

KEY = "no_customer_on_line|faktura.txt||"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    folder = lay_out(tmp_path)
    assert said(tmp_path, "intake", "nordlyd").code == 0
    return folder / "intake.xlsx"


def test_nothing_is_answered_until_somebody_does(report: Path):
    """P03: a fresh report holds no answers; a missing one neither."""
    assert read_report_answers(report, "Nordlyd A/S", "nordlyd") == {}
    assert read_report_answers(report.with_name("none.xlsx"), "Nordlyd A/S", "nordlyd") == {}


def test_an_answer_finds_its_question_after_rows_are_sorted_and_columns_moved(report: Path):
    """F01: the key decides, not the place."""
    answer(report, KEY, "Kontantsalg")
    book = openpyxl.load_workbook(report)
    sheet = book.worksheets[1]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(i for i, row in enumerate(rows) if row[0])
    moved = [[row[-1], *row[:-1]] for row in [*rows[: head + 1], *reversed(rows[head + 1 :])]]
    for at, row in enumerate(moved, start=1):
        for col, value in enumerate(row, start=1):
            sheet.cell(at, col).value = value
    book.save(report)

    assert read_report_answers(report, "Nordlyd A/S", "nordlyd") == {KEY: "Kontantsalg"}


@pytest.mark.parametrize(("typed", "kept"), [("  ja ", "ja"), (12, "12"), ("=1+1 svarer de", None)])
def test_answers_are_texts_and_formulas_are_none(report: Path, typed: object, kept: str | None):
    """E01: what is typed is kept as text without its outer blanks; a formula that was never computed is no answer."""
    answer(report, KEY, typed)

    assert read_report_answers(report, "Nordlyd A/S", "nordlyd") == ({KEY: kept} if kept else {})


def test_a_report_of_another_client_is_refused(report: Path):
    """K01: nothing of it is read."""
    with pytest.raises(SourceError) as caught:
        read_report_answers(report, "Konkurrenten A/S", "konkurrenten")

    assert str(caught.value) == "SEG-F05: intake.xlsx is the intake report of another client. Take it out of the folder."


def test_a_corrected_spelling_of_the_name_still_finds_home(report: Path):
    """K04: a folder keeps its report when the client's name is spelled a little better."""
    answer(report, KEY, "Kontantsalg")

    assert read_report_answers(report, "Nordlyd AS", "nordlyd") == {KEY: "Kontantsalg"}


def test_any_other_workbook_holds_no_answers(tmp_path: Path):
    """A12: a workbook that segkit did not write is not looked into."""
    book = openpyxl.Workbook()
    book.active.append(["Question key", "Answer"])
    book.active.append([KEY, "ja"])
    book.save(tmp_path / "intake.xlsx")

    assert read_report_answers(tmp_path / "intake.xlsx", "Nordlyd A/S", "nordlyd") == {}


def test_a_questions_key_leaves_the_row_out():
    """D11: the next export moves the rows; the question stays the same."""
    first = Finding("bad_numbers", "a.csv", 7, {"n": 1}, None, "Beløb", (7,))
    later = Finding("bad_numbers", "a.csv", 9, {"n": 2}, None, "Beløb", (9, 11))

    assert question_key(first) == question_key(later) == "bad_numbers|a.csv||Beløb"


def test_only_a_known_answer_changes_how_a_column_is_read(tmp_path: Path):
    """C04, C09: 'maybe' settles nothing, and what engagement.yaml says itself stands."""
    yaml = ENGAGEMENT.replace("      amount: Beløb\n", "      amount: {column: Beløb, decimal: '.'}\n")
    (tmp_path / "engagement.yaml").write_text(yaml, encoding="utf-8")
    source = read_engagement(tmp_path / "engagement.yaml").sources[1]
    numbers, dates = "undecided_numbers|faktura.txt||Beløb", "undecided_dates|faktura.txt||Dato"

    assert answered_source(source, {numbers: ",", dates: "maybe"}).columns == source.columns
    assert answered_source(source, {dates: "mdy"}).columns["date"].dates == "mdy"
    assert answered_source(source, {"undecided_dates|other.txt||Dato": "mdy"}).columns == source.columns


def test_a_heading_may_hold_the_sign_between_the_parts_of_a_key():
    """C04: the answer to 'Amount|DKK' is the answer to that column."""
    source = Source.model_validate(
        {"file": "l.csv", "holds": "transactions", "columns": {"customer_id": "No", "date": "Date", "amount": "Amount|DKK"}}
    )
    question = question_key(Finding("undecided_numbers", "l.csv", column="Amount|DKK"))

    assert answered_source(source, {question: ","}).columns["amount"].decimal == ","


@pytest.mark.parametrize("last", ["13-08-2025", "03-09-2025"])
def test_an_answer_is_used_only_while_its_question_stands(workbook: Callable[..., Path], last: str):
    """C10: "month first" was answered of another export; dates that are plainly day first are not turned round."""
    file = workbook(lines_csv=f"No;Date;Amount\n001;01-08-2025;1,00\n002;{last};2,50\n")
    answers = 'answers:\n- question: "undecided_dates|lines.csv||Date"\n  answer: "dmy"\n'
    (file.parent / "decisions.yaml").write_text(answers.replace("dmy", "mdy") if last.startswith("13") else answers, encoding="utf-8")
    engagement = read_engagement(file)
    result = take_in(engagement.sources, engagement.period, engagement.data, engagement.identity)

    assert list(result.customers["revenue"])[:2] == [1.0, 2.5]
