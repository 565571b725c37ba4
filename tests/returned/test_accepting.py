"""N5, F05, F08: what is accepted is kept, holds in the next study, and is nothing new when it comes back again."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from returning import Desk, deliver, desk, heads, published, row_of, set_name, told, write

from segkit.circle import sha256
from segkit.errors import CommandError, EngagementError, ReturnError
from segkit.intake.corrections import read_corrections
from segkit.returned import Accepted, accept, accepting, write_report

DAY = dt.date(2026, 9, 20)

DECIDED = (
    write("0012", "Potential", 9500),
    write("0014", "Fixed grade", "B"),
    write("0014", "Reason for the fixed grade", "Will grow: the new plant"),
    write("0013", "Fixed grade", "A"),
    write("0013", "Reason for the fixed grade", "Old friend"),
    write("0013", "Fixed until", dt.datetime(2027, 6, 30)),
    write("100000", "Comment", 'Says "no", =1+1\nand: yes'),
    write("E7", "Expected revenue", 1500, "Leads"),
    set_name("abcd_revenue_high", 1200),
)

WRITTEN = """\
# What people decided in returned files. The newest entry of an account and field counts; an entry without a value takes it back.

corrections:
  - key: "customer:0012"
    field: potential
    value: 9500
    from: {file: "strategy.xlsx", cell: "Customers!G5"}
    date: 2026-09-20
    by: "Ida"
"""


def test_without_accept_only_the_list_is_written(fresh: Desk):
    """N5: looking at a file changes nothing, neither the file nor what is known of the client."""
    fresh.edit(*DECIDED)
    before = {path: sha256(path) for path in fresh.file.parents[2].rglob("*") if path.is_file()}

    report = write_report(fresh.returned(), fresh.file.parent)

    after = {path: sha256(path) for path in fresh.file.parents[2].rglob("*") if path.is_file()}
    assert after == before | {report: sha256(report)}


def test_what_is_accepted_stands_in_corrections(fresh: Desk):
    """N5: an entry says whom, what, from which cell, when and by whom."""
    fresh.edit(write("0012", "Potential", 9500))

    accepted = accept(fresh.returned(), DAY, by="Ida")

    assert accepted == Accepted(1, 0)
    assert (fresh.file.parent / "corrections.yaml").read_text(encoding="utf-8") == WRITTEN


def test_what_is_accepted_holds_in_the_next_study(fresh: Desk):
    """N5: potentials, fixed grades, comments and settings are there when the study is run again; comments in engagement.yaml stay."""
    accept(fresh.edit(*DECIDED).returned(), DAY)

    study = fresh.study()

    customers, leads = study.customers.set_index("customer_id"), study.leads.set_index("lead_id")
    assert (customers.at["0012", "potential"], customers.at["0012", "potential_basis"]) == (9500.0, "answered")
    assert customers.loc["0014", ["grade", "computed_grade", "not_rated_because"]].tolist() == ["B", None, "potential_unknown"]
    assert customers.loc["0013", ["grade", "computed_grade", "fixed_until"]].tolist() == ["A", "C", dt.date(2027, 6, 30)]
    assert customers.at["100000", "comment"] == 'Says "no", =1+1\nand: yes'
    assert leads.at["E7", "revenue"] == 1500.0
    assert [cut.value for cut in study.grid.cuts] == [1200.0, 5000.0]
    assert "revenue_high: 1200  # agreed with Ida; changed in strategy.xlsx, 2026-09-20\n" in fresh.file.read_text(encoding="utf-8")


def test_a_second_import_changes_nothing(fresh: Desk):
    """F08: what was accepted is nothing new when the same file comes back."""
    accept(fresh.edit(*DECIDED).returned(), DAY)
    written = [path.read_bytes() for path in (fresh.file, fresh.engagement.corrections)]

    again = fresh.returned()

    assert again.items == ()
    assert accept(again, DAY) == Accepted(0, 0)
    assert [path.read_bytes() for path in (fresh.file, fresh.engagement.corrections)] == written


def test_the_next_file_shows_what_was_decided(fresh: Desk):
    """K55: the next delivery carries the entries, the grade in force, the grade by the figures and the mark between them."""
    accept(fresh.edit(*DECIDED).returned(), DAY)
    deliver(fresh)

    sheet = openpyxl.load_workbook(published(fresh), data_only=True)["Customers"]

    row, columns = row_of(sheet, "0013"), heads(sheet)[1]
    shown = ["Grade", "Grade by the figures", "Fixed grade", "Fixed until", "Reason for the fixed grade", "Differs"]
    assert [sheet.cell(row, columns[heading]).value for heading in shown] == [
        "A", "C", "A", dt.datetime(2027, 6, 30), "Old friend", "≠",
    ]  # fmt: skip
    assert sheet.cell(row_of(sheet, "0012"), columns["Differs"]).value in {None, ""}
    assert sheet.cell(row_of(sheet, "100000"), columns["Comment"]).value == 'Says "no", =1+1\nand: yes'


def test_a_decision_is_taken_back(fresh: Desk):
    """N5: emptying the cells takes a decision back; its history stays, and coming back once more is nothing new."""
    accept(fresh.edit(*DECIDED).returned(), DAY)
    deliver(fresh)
    fresh.copy.write_bytes(published(fresh).read_bytes())
    fresh.edit(write("0012", "Potential", None), write("0013", "Fixed grade", None), write("100000", "Comment", None))

    accept(fresh.returned(), DAY)

    customers = fresh.study().customers.set_index("customer_id")
    assert (customers.at["0012", "potential"], customers.at["0012", "potential_basis"]) == (9000.0, "given")
    assert customers.loc["0013", ["grade", "fixed_grade"]].tolist() == ["C", None]
    assert customers.at["100000", "comment"] is None
    assert "Old friend" in fresh.engagement.corrections.read_text(encoding="utf-8")
    assert fresh.returned().items == ()


def test_questions_are_never_taken(fresh: Desk):
    """F06: while something is open nothing is written, unless the rest is wanted all the same."""
    returned = fresh.edit(write("0012", "Potential", "ca. 1 mio"), write("0013", "Potential", 4100)).returned()

    with pytest.raises(CommandError) as refused:
        accept(returned, DAY)

    assert str(refused.value) == (
        "SEG-F06: Nothing was written: 1 question is open in strategy.xlsx. Answer them there and return the file again, or take the rest "
        "without them: --accept --partly"
    )
    assert not fresh.engagement.corrections.exists()
    assert accept(returned, DAY, partly=True) == Accepted(1, 0)
    assert [told(item)[:2] for item in fresh.returned().items] == [("not_an_amount", "Customers!G5")]


def test_two_people_who_change_the_same_cell_are_asked(fresh: Desk, tmp_path: Path):
    """F05: the second of two copies is held against what the first one has made of it; other cells of it are taken."""
    mine, yours = tmp_path / "mine.xlsx", tmp_path / "yours.xlsx"
    for path in (mine, yours):
        path.write_bytes(fresh.copy.read_bytes())
    Desk(fresh.file, mine).edit(write("0012", "Potential", 9500), write("0013", "Potential", 4100))
    Desk(fresh.file, yours).edit(write("0012", "Potential", 9900), write("0013", "Potential", 4100), write("0015", "Comment", "ring"))
    accept(fresh.returned(mine), DAY)

    returned = fresh.returned(yours)

    assert [told(item) for item in returned.items] == [
        ("conflict", "Customers!G5", "customer:0012", Decimal("9000.00"), Decimal("9900.00")),
        ("changed", "Customers!Q8", "customer:0015", None, "ring"),
    ]
    assert returned.items[0].text(fresh.engagement.words) == (
        "It was delivered as 'DKK\N{NO-BREAK SPACE}9,000.00', the file says 'DKK\N{NO-BREAK SPACE}9,900.00', and meanwhile it has become 'DKK\N{NO-BREAK SPACE}9,500.00'."
    )


def test_two_people_who_fix_one_grade_otherwise_are_asked(fresh: Desk, tmp_path: Path):
    """F05: a fixed grade is one decision: another letter or another reason is a question."""
    mine, yours = tmp_path / "mine.xlsx", tmp_path / "yours.xlsx"
    for path, grade in ((mine, "A"), (yours, "B")):
        path.write_bytes(fresh.copy.read_bytes())
        Desk(fresh.file, path).edit(write("0013", "Fixed grade", grade), write("0013", "Reason for the fixed grade", "Old friend"))
    accept(fresh.returned(mine), DAY)

    returned = fresh.returned(yours)

    assert [told(item) for item in returned.items] == [("conflict", "Customers!N6", "customer:0013", None, "B")]
    assert returned.decisions == ()


def test_the_file_of_a_replaced_delivery_is_refused(fresh: Desk):
    """F05: once decisions have made a new delivery, a copy of the earlier one is not held against the wrong one."""
    accept(fresh.edit(write("0012", "Potential", 9500)).returned(), DAY)
    deliver(fresh)

    with pytest.raises(ReturnError) as refused:
        fresh.returned()

    assert refused.value.exit_code == 3
    assert str(refused.value) == (
        "SEG-F05: strategy.xlsx is from the delivery of 2026-08-31, which has been replaced by another one of the same date (2026-08-31). "
        "Nothing was written. Write what is still wanted into the newest strategy file, and return that."
    )


def test_the_file_of_an_older_delivery_is_refused(fresh: Desk):
    """F05: the sentence names both dates."""
    fresh.file.write_text(fresh.file.read_text(encoding="utf-8").replace("2026-08-31", "2026-10-31"), encoding="utf-8")
    deliver(fresh)

    with pytest.raises(ReturnError, match="is from the delivery of 2026-08-31, which has been replaced by the one of 2026-10-31"):
        fresh.returned()


def test_the_file_of_another_client_is_refused(fresh: Desk, tmp_path: Path):
    """F05: wrong client: exit code 3, and nothing is written."""
    other = desk(tmp_path / "other", fresh.file.read_text(encoding="utf-8").replace("Nord A/S", "Syd Gruppen ApS"), name="syd")

    with pytest.raises(ReturnError) as refused:
        fresh.returned(other.copy)

    assert (refused.value.exit_code, refused.value.code) == (3, "SEG-F05")
    assert str(refused.value) == "SEG-F05: strategy.xlsx belongs to another client. Nothing was read of it, and nothing was written."


def test_a_delivered_file_that_was_edited_itself_is_told_by_the_study(fresh: Desk):
    """N5: who edits the published file in its folder is understood as long as the study is the same."""
    Desk(fresh.file, published(fresh)).edit(write("0012", "Potential", 9500))

    returned = fresh.returned(published(fresh))

    assert [told(item)[:2] for item in returned.items] == [("changed", "Customers!G5")]


def test_a_delivered_file_that_was_edited_is_no_measure(fresh: Desk):
    """N5: a published file that is not as it was written is never taken for what was delivered."""
    Desk(fresh.file, published(fresh)).edit(write("0012", "Potential", 9500))
    data = fresh.file.parent / "data" / "customers.csv"
    data.write_text(data.read_text(encoding="utf-8").replace("Beta;", "Beta ApS;"), encoding="utf-8")

    with pytest.raises(ReturnError, match=r"strategy.xlsx in deliverables/nord/2026-08-31 was changed after it was written"):
        fresh.returned()


def test_settings_and_decisions_are_written_together_or_not_at_all(fresh: Desk, monkeypatch: pytest.MonkeyPatch):
    """N5: where engagement.yaml cannot be written, corrections.yaml is as it was."""
    returned = fresh.edit(write("0012", "Potential", 9500), set_name("abcd_revenue_high", 1200)).returned()
    whole = accepting.write_whole

    def held(path: Path, content: bytes) -> None:
        if path.name == "engagement.yaml":
            raise OSError("disk full")
        whole(path, content)

    monkeypatch.setattr(accepting, "write_whole", held)

    with pytest.raises(OSError, match="disk full"):
        accept(returned, DAY)

    assert not fresh.engagement.corrections.exists()


def test_a_later_file_that_differs_is_asked_about(fresh: Desk):
    """S06: what was decided holds, and whoever reads the findings learns that the client's file says something else."""
    accept(fresh.edit(write("0012", "Potential", 9500)).returned(), DAY)

    found = next(finding for finding in fresh.study().findings if finding.kind == "correction_differs")

    assert (found.file, found.row, found.code) == ("corrections.yaml", 4, "SEG-F05")
    assert found.text(fresh.engagement.words) == (
        "In a returned file DKK\N{NO-BREAK SPACE}9,500.00 was decided for 'Alfa \"Byg\"', another source says DKK\N{NO-BREAK SPACE}9,000.00."
    )


def test_a_decision_about_somebody_who_is_gone_is_asked_about(fresh: Desk):
    """N5: nothing that was decided is dropped in silence."""
    accept(fresh.edit(write("E7", "Comment", "ring", "Leads")).returned(), DAY)
    leads = fresh.file.parent / "data" / "leads.csv"
    leads.write_text(leads.read_text(encoding="utf-8").replace("E7", "E9"), encoding="utf-8")

    found = next(finding for finding in fresh.study().findings if finding.kind == "correction_of_nobody")

    assert found.text(fresh.engagement.words) == "Comment was decided for 'E7', who is neither a customer nor a lead here any more."


def test_an_expired_grade_is_shown_and_does_not_hold(fresh: Desk):
    """N5: a fixed grade holds until its date, included; the day after the figures hold, and the entry stays in sight."""
    accept(fresh.edit(*DECIDED).returned(), DAY)
    text = fresh.file.read_text(encoding="utf-8")

    grades = {}
    for day in ("2027-06-30", "2027-07-01"):
        fresh.file.write_text(text.replace("2026-08-31", day), encoding="utf-8")
        grades[day] = fresh.study().customers.set_index("customer_id").loc["0013", ["grade", "fixed_grade"]].tolist()

    assert grades == {"2027-06-30": ["A", "A"], "2027-07-01": ["C", "A"]}


def test_a_fixed_grade_that_the_grid_has_not_is_asked_about(fresh: Desk):
    """N5: the grade by the figures stands then."""
    fresh.engagement.corrections.write_text(
        'corrections:\n  - {key: "customer:0013", field: grade, value: "Q", reason: why, from: {file: f, cell: c}, date: 2026-09-01}\n',
        encoding="utf-8",
    )

    study = fresh.study()

    found = next(finding for finding in study.findings if finding.kind == "fixed_grade_unknown")
    assert found.text(fresh.engagement.words) == "The grade of 'Beta' was fixed as Q, which the grid no longer has."
    assert study.customers.set_index("customer_id").loc["0013", ["grade", "fixed_grade"]].tolist() == ["C", "Q"]


def test_two_studies_of_the_same_have_the_same_number(fresh: Desk):
    """N5: running again changes the delivery's number only when something else has changed."""
    first, again = fresh.study().delivery, fresh.study().delivery
    accept(fresh.edit(write("0012", "Comment", "ring")).returned(), DAY)

    assert first == again != fresh.study().delivery


CORRECTIONS = {
    "an_unknown_field": (
        '{key: "customer:1", field: grad, value: A, reason: r, from: {file: f, cell: c}, date: 2026-09-01}',
        "corrections.yaml, line 2: 'grad' is nothing that can be decided for customer:1. Did you mean 'grade'?",
    ),
    "no_reason": (
        '{key: "customer:1", field: grade, value: A, from: {file: f, cell: c}, date: 2026-09-01}',
        "corrections.yaml, line 2: the grade of customer:1 is fixed without a reason. Write one under 'reason'.",
    ),
    "a_key_of_nobody": (
        '{key: "0012", field: comment, value: A, from: {file: f, cell: c}, date: 2026-09-01}',
        "corrections.yaml, line 2: 'key' must be like customer:0012, lead:E7 or action:customer:0012:2, but is '0012'.",
    ),
    "a_number_that_lost_its_quotes": (
        "{key: 0012, field: comment, value: A, from: {file: f, cell: c}, date: 2026-09-01}",
        "corrections.yaml, line 2: 0012 under 'key' stands without quotes. "
        'Write "0012", or another program may read it as something else.',
    ),
    "a_country": (
        '{key: "customer:1", field: comment, value: NO, from: {file: f, cell: c}, date: 2026-09-01}',
        "corrections.yaml, line 2: NO under 'value' stands without quotes. Write \"NO\", or another program may read it as something else.",
    ),
    "an_amount_in_words": (
        '{key: "customer:1", field: potential, value: "much", from: {file: f, cell: c}, date: 2026-09-01}',
        "corrections.yaml, line 2: the potential of customer:1 must be an amount of 0 or more without quotes, but is 'much'.",
    ),
    "until_without_a_grade": (
        '{key: "customer:1", field: comment, value: "x", until: 2027-01-01, from: {file: f, cell: c}, date: 2026-09-01}',
        "corrections.yaml, line 2: 'until' belongs to a grade, but stands at comment of customer:1. Remove it.",
    ),
    "a_number_as_a_comment": (
        '{key: "customer:1", field: comment, value: 7, from: {file: f, cell: c}, date: 2026-09-01}',
        'corrections.yaml, line 2: the value of comment for customer:1 stands without quotes. Write "7".',
    ),
    "no_date": (
        '{key: "customer:1", field: comment, value: "x", from: {file: f, cell: c}}',
        "corrections.yaml, line 2: 'date' is missing of 'corrections'. The day it was accepted, such as 2026-08-31.",
    ),
}


@pytest.mark.parametrize("name", CORRECTIONS)
def test_corrections_are_read_strictly(tmp_path: Path, name: str):
    """N5: a sentence per problem, with its line."""
    entry, sentence = CORRECTIONS[name]
    (tmp_path / "corrections.yaml").write_text(f"corrections:\n  - {entry}\n", encoding="utf-8")

    with pytest.raises(EngagementError) as refused:
        read_corrections(tmp_path / "corrections.yaml")

    assert refused.value.problems == (sentence,)


def test_the_newest_entry_counts(tmp_path: Path):
    """N5: by date, and of one date the lower one; an empty one takes back what stood before."""
    entries = [("A", "2026-09-02"), ("B", "2026-09-01"), ("C", "2026-09-02")]
    lines = [
        f'  - {{key: "customer:1", field: grade, value: "{grade}", reason: r, from: {{file: f, cell: c}}, date: {day}}}'
        for grade, day in entries
    ]
    file = tmp_path / "corrections.yaml"
    file.write_text("\n".join(["corrections:", *lines, ""]), encoding="utf-8")
    newest = read_corrections(file).value("customer:1", "grade")
    file.write_text(
        "\n".join(
            ["corrections:", *lines, '  - {key: "customer:1", field: grade, value: "", from: {file: f, cell: c}, date: 2026-09-03}', ""]
        ),
        encoding="utf-8",
    )

    assert newest == "C"
    assert read_corrections(file).get("customer:1", "grade") is None
