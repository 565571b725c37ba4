"""The decision log comes home: what was decided at the kick-off becomes the configuration, and stands in the method of the report."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from tiny import TINY

import segkit
from segkit.cli import main
from segkit.deliverables.excel import write_strategy
from segkit.deliverables.packs import FOLDER, write_pack
from segkit.engagement import Engagement, read_engagement
from segkit.errors import CommandError, ReturnError, SourceError
from segkit.packs.kickoff import kickoff
from segkit.returned import DecisionLog, accept_decisions, read_decisions
from segkit.views.chapters import method

DAY = dt.date(2026, 8, 3)
Fill = dict[str, dict[str, object]]


def log_of(file: Path) -> Path:
    """Write the kick-off of an engagement and return its Excel file."""
    engagement = read_engagement(file, sources_needed=False)
    return write_pack(kickoff(engagement, DAY), engagement, engagement.folder / FOLDER).xlsx


def heads(sheet: Worksheet, first: str) -> dict[str, Cell]:
    """Return the heading cells of the table whose first heading is given."""
    row = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == first)
    return {str(cell.value): cell for cell in sheet[row] if cell.value}


def fill(xlsx: Path, sheet_name: str, first: str, filled: Fill) -> None:
    """Fill cells in by the text of the first column ("" = the next free row) and by heading."""
    book = openpyxl.load_workbook(xlsx)
    sheet = book[sheet_name]
    columns = heads(sheet, first)
    head = columns[first]
    rows = {str(sheet.cell(row, head.column).value): row for row in range(head.row + 1, sheet.max_row + 1)}
    for about, cells in filled.items():
        free = (
            next(row for row in range(head.row + 1, sheet.max_row + 1) if sheet.cell(row, head.column).value is None)
            if about not in rows
            else 0
        )
        row = rows.get(about) or free
        sheet.cell(row, head.column).value = about
        for heading, value in cells.items():
            sheet.cell(row, columns[heading].column).value = value
    book.save(xlsx)


def settings(xlsx: Path, **decided: object) -> None:
    given: Fill = {}
    for label, value in decided.items():
        given[label.replace("_", " ")] = {"Decided": value, "Decided by": "Ida Holm", "Decided on": dt.datetime(2026, 8, 10)}
    fill(xlsx, "Settings", "Setting", given)


def read(file: Path, xlsx: Path) -> tuple[Engagement, DecisionLog]:
    engagement = read_engagement(file, sources_needed=False)
    return engagement, read_decisions(engagement, xlsx)


@pytest.fixture
def file(workbook: Callable[..., Path]) -> Path:
    return workbook()


def test_what_is_decided_at_the_kick_off_stands_in_the_method_of_the_report(file: Path):
    """K17, G02: written, filled in, read back and run: the threshold is the one that was decided, and the method says who decided it."""
    xlsx = log_of(file)
    settings(xlsx, **{"High revenue from": 1200, "The plan's first day": dt.datetime(2026, 10, 1)})
    own = {
        "Decided": "The Danish company only",
        "Decided by": "Bo Lund",
        "Decided on": dt.datetime(2026, 8, 11),
        "Reason": "Sweden follows",
    }
    fill(xlsx, "Decisions", "Decision about", {"Companies and divisions that take part": own, "Own topic": own})
    fill(xlsx, "Questions", "Question", {"Whom do we visit too often?": {"Answered in": "The plan"}})
    fill(xlsx, "Sign-off", "On behalf of", {"The client": {"Name": "Ida Holm", "Date": dt.datetime(2026, 8, 11)}})
    accept_decisions(read(file, xlsx)[1])

    study = segkit.run_study(read_engagement(file))

    assert next(cut.value for cut in study.grid.cuts if cut.key == "abcd.revenue_high") == 1200
    assert study.engagement.plan_period.start == dt.date(2026, 10, 1)
    assert [(question.ask, question.answered_in) for question in study.engagement.questions] == [("Whom do we visit too often?", ["plan"])]
    told = method(study).plain
    assert "The basis of the segmentation was signed off by Ida Holm on 11 August 2026." in told
    assert "- High revenue from: kr. 1,200 (Ida Holm, 10 August 2026)." in told.replace("\N{NO-BREAK SPACE}", " ").replace("DKK", "kr.")
    assert "- Companies and divisions that take part: The Danish company only (Bo Lund, 11 August 2026). Sweden follows" in told
    assert "- Own topic: The Danish company only (Bo Lund, 11 August 2026). Sweden follows" in told
    sheet = openpyxl.load_workbook(write_strategy(study, file.parent))["Method"]
    assert ("Own topic", "The Danish company only (Bo Lund, 11 August 2026). Sweden follows") in [
        (term.value, text.value) for term, text, *_ in sheet.iter_rows()
    ]


def test_a_decision_without_a_name_or_a_date_is_refused(file: Path):
    """K17: every row that cannot count is told at once with sheet and row, and nothing is written."""
    xlsx, before = log_of(file), file.read_bytes()
    fill(xlsx, "Settings", "Setting", {"High revenue from": {"Decided": 900}, "High potential from": {"Decided": 1, "Decided by": "Ida"}})
    fill(
        xlsx, "Decisions", "Decision about", {"Who may see the deliverables": {"Decided by": "Ida", "Decided on": dt.datetime(2026, 8, 10)}}
    )
    fill(xlsx, "Sign-off", "On behalf of", {"The client": {"Name": "Ida Holm"}})
    _, log = read(file, xlsx)

    assert list(log.problems) == [
        "kickoff.xlsx, sheet 'Settings', row 10: 'High revenue from' was decided without a name and a date. A decision counts only with who "
        "decided and when: fill them in.",
        "kickoff.xlsx, sheet 'Settings', row 11: 'High potential from' was decided without a date. A decision counts only with who decided and "
        "when: fill them in.",
        "kickoff.xlsx, sheet 'Decisions', row 13: 'Who may see the deliverables' has a name or a date, but no decision. Write what was decided, "
        "or empty the row.",
        "kickoff.xlsx, sheet 'Sign-off', row 7: the sign-off has no date. It counts only with both: fill it in.",
    ]
    with pytest.raises(CommandError) as error:
        accept_decisions(log)
    assert error.value.message == "Nothing was written: 4 rows of kickoff.xlsx cannot count. Correct them there, and read the file again."
    assert file.read_bytes() == before


def test_reading_it_twice_adds_nothing_twice(file: Path):
    """K17: what engagement.yaml says already is not said again."""
    xlsx = log_of(file)
    settings(xlsx, **{"High revenue from": 1200, "Cost per hour": 650.5})
    accept_decisions(read(file, xlsx)[1])
    once = file.read_bytes()
    _, again = read(file, xlsx)

    assert again.is_empty
    assert not again.problems
    assert accept_decisions(again) is False
    assert file.read_bytes() == once


def test_remarks_of_the_engagement_are_kept(workbook: Callable[..., Path]):
    """K17: only the lines of the settings change; every other line, and each remark, stays as a person wrote it."""
    file = workbook(TINY.replace("  revenue_high: 1000\n", "  revenue_high: 1000   # agreed by mail\n# the end\n"))
    xlsx, before = log_of(file), file.read_text(encoding="utf-8")
    settings(xlsx, **{"High revenue from": 1200})
    accept_decisions(read(file, xlsx)[1])
    after = file.read_text(encoding="utf-8")

    changed = "  revenue_high: 1200   # agreed by mail; decided, kickoff.xlsx\n"
    assert after.startswith(before.replace("  revenue_high: 1000   # agreed by mail\n", changed).rstrip())


def test_a_value_that_the_engagement_cannot_use_is_refused_with_its_row(file: Path):
    """K17: a plan of 30 months, and a text for an amount, are told with the row in which they stand."""
    xlsx = log_of(file)
    settings(xlsx, **{"The plan's months": 30, "High revenue from": "a lot"})
    _, log = read(file, xlsx)

    assert log.problems == (
        "kickoff.xlsx, sheet 'Settings', row 10: 'High revenue from' cannot be 'a lot'. Write a plain amount, such as 250000.",
        "kickoff.xlsx, sheet 'Settings', row 15: 'The plan's months' cannot be 30: 'months' must be 18 or less, but is 30. How many months the "
        "plan runs: 12 to 18.",
    )


def test_the_log_of_another_client_is_refused(workbook: Callable[..., Path]):
    """K17: a file is known by its mark; another client's is never read."""
    xlsx = log_of(workbook(TINY.replace("client: Tiny A/S", "client: Hugin Logistik"), name="hugin"))
    engagement = read_engagement(workbook(), sources_needed=False)

    with pytest.raises(ReturnError) as error:
        read_decisions(engagement, xlsx)
    assert (
        error.value.message == "kickoff.xlsx is the decision log of another client: Hugin Logistik. Nothing was read from it for Tiny A/S."
    )


def test_a_log_that_lost_its_headings_says_so(file: Path):
    """K17: without its headings a table cannot be read, and the sentence says which are missing."""
    xlsx = log_of(file)
    book = openpyxl.load_workbook(xlsx)
    heads(book["Sign-off"], "On behalf of")["Name"].value = "Who"
    book.save(xlsx)

    with pytest.raises(SourceError) as error:
        read(file, xlsx)
    assert error.value.message == (
        "kickoff.xlsx has no row with the headings 'Name', 'Date', 'On behalf of' any more, as sheet 'Sign-off' had. Put them back, and read the "
        "file again."
    )


def test_rows_may_be_sorted_and_sheets_renamed(file: Path):
    """K17: tables are found by their headings wherever they are, and settings by their names."""
    xlsx = log_of(file)
    settings(xlsx, **{"High revenue from": 1200})
    book = openpyxl.load_workbook(xlsx)
    sheet = book["Settings"]
    head = heads(sheet, "Setting")["Setting"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head.row + 1)]
    for row, line in enumerate(reversed(lines), start=head.row + 1):
        for col, value in enumerate(line, start=1):
            sheet.cell(row, col).value = value
    sheet.title = "Agreed settings"
    book.save(xlsx)

    assert [(change.setting.key, change.scalar) for change in read(file, xlsx)[1].settings] == [("abcd.revenue_high", "1200")]


def test_the_command_shows_old_and_new_before_it_writes(file: Path, capsys: pytest.CaptureFixture[str]):
    """K17: `segkit decide` lists old -> new and the decision with its name and day; only --accept writes."""
    xlsx, root, before = log_of(file), str(file.parents[2]), file.read_bytes()
    settings(xlsx, **{"High revenue from": 1200})

    assert main(["decide", "tiny", str(xlsx), "--folder", root]) == 0
    shown = capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")
    assert shown.splitlines() == [
        "High revenue from (abcd.revenue_high): DKK 1,000 -> DKK 1,200",
        "Decided: High revenue from: DKK 1,200 (Ida Holm, 10 Aug 2026)",
        f"Next: take them over into engagement.yaml: segkit decide tiny {xlsx} --accept",
    ]
    assert file.read_bytes() == before
    assert main(["decide", "tiny", str(xlsx), "--folder", root, "--accept"]) == 0
    assert read_engagement(file).abcd.revenue_high.amount == 1200
