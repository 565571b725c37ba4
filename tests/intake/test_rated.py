"""Rating sheets coming home: whatever was done to rows and columns, each point finds its customer, and what is wrong is told with its place."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rating_desk import DEEP, filled, found, heads, place, points, sheet_of, study_of
from recalculation import recalculated

import segkit
from segkit.deliverables.rating_sheets import NOBODY, Wanted
from segkit.errors import SourceError
from segkit.findings import Finding
from segkit.intake.points import entry_of, point_of
from segkit.intake.survey import survey
from segkit.returned import return_round
from segkit.words import Words

Build = Callable[..., Path]

ANCHORS = {1: "From day to day", 3: "A few days before", 4: "Agrees on delivery a week ahead", 5: "30 days ahead or more"}


def finding(study: segkit.Study, kind: str) -> Finding:
    return next(one for one in study.findings if one.kind == kind)


def swap(page: Any) -> None:
    """Sort: the two customers change places, with every cell of their rows."""
    first = heads(page)[0] + 1
    rows = [[cell.value for cell in page[row]] for row in (first, first + 1)]
    for row, cells in ((first, rows[1]), (first + 1, rows[0])):
        for col, value in enumerate(cells, start=1):
            page.cell(row, col).value = value


@pytest.mark.parametrize(
    ("cell", "point"),
    [
        (4, 4), (4.0, 4), ("4", 4), (" 4,0 ", 4), ("4 - Agrees on delivery a week ahead", 4), ("4 – agrees on  delivery a week ahead", 4),
        ("Agrees on delivery a week ahead", 4), ("5 - 30 days ahead or more", 5), ("30 days ahead or more", 5), ("4 - perhaps", 4), ("2", 2),
        ("4: as agreed", 4), (True, None), (4.5, None), ("4.5", None), ("4-5", None), ("3 - 4", None), ("4 or 5", None), (0, None), (6, None),
        ("5 - From day to day", None), ("good", None), ("#N/A", None), (dt.datetime(2026, 5, 4), None), ("44", None), ("-4", None), ("", None),
    ],
)  # fmt: skip
def test_a_cell_is_a_point_or_none(cell: object, point: int | None):
    """K26: an entry, the point or the anchor alone are fine; what can be read two ways, or lies outside the scale, is no point."""
    assert point_of(cell, ANCHORS, 1, 5) == point


def test_every_entry_of_a_list_reads_back():
    """Each entry that a list shows, shortened or not, gives its point, and so does the anchor in full."""
    anchors = {1: "x" * 300, 2: "2 - two", 3: "", 4: "a" * 119 + " b", 5: "1"}

    assert [point_of(entry_of(point, anchor), anchors, 1, 5) for point, anchor in anchors.items()] == [1, 2, 3, 4, 5]
    assert point_of("x" * 300, anchors, 1, 5) == 1


def test_two_raters_come_home(workbook: Build):
    """K26: points of both raters, each with who and when; empty is not given."""
    file = workbook(DEEP)
    filled(sheet_of(file, "Ida", Wanted(all_customers=True)), {("001", "Planning"): 4, ("001", "Comment (2)"): "Says everything"})
    filled(sheet_of(file, "Bo", Wanted(all_customers=True)), {("001", "Planning"): "2", ("001", "Date"): dt.datetime(2026, 9, 3)})

    study = study_of(file)

    assert points(study) == {("001", "Planning", "Ida"): 4, ("001", "Comment", "Ida"): 5, ("001", "Planning", "Bo"): 2}
    assert {given.rater: given.date for given in study.intake.ratings} == {"Ida": dt.date(2026, 9, 1), "Bo": dt.date(2026, 9, 3)}
    assert found(study) == []


def test_sheets_are_used_files(workbook: Build):
    """The manifest's inputs name them with their number of ratings, and none is called unused."""
    file = workbook(DEEP)
    home = filled(sheet_of(file, "Ida"), {("001", "Planning"): 4, ("002", "Planning"): 3})

    study = study_of(file)

    assert [(facts.file, facts.rows) for facts in study.intake.files if facts.holds == "ratings"] == [(home.name, 2)]
    assert [one.kind for one in study.findings if one.file == home.name] == ["ratings_taken"]


def test_sorting_inserting_moving_and_deleting_change_nothing(workbook: Build):
    """F01: rows sorted, a column inserted, lines deleted above the table, a row removed: each point still finds customer and leaf."""
    file = workbook(DEEP)
    cells = {("001", "Planning"): 4, ("002", "Planning"): 2, ("001", "Growth"): 5, ("001", "Comment"): "why"}

    def notes(page: Any) -> None:
        page.insert_cols(6, 2)
        page.cell(heads(page)[0], 6).value = "My notes"
        page.delete_rows(3, 2)
        page.parent.create_sheet("Notes", 0)["A1"] = "Number"

    filled(sheet_of(file, "Ida"), cells, swap, notes)
    study = study_of(file)

    assert points(study) == {("001", "Planning", "Ida"): 4, ("002", "Planning", "Ida"): 2, ("001", "Growth", "Ida"): 5}
    assert {given.comment for given in study.intake.ratings if given.customer_id == "001"} == {"why"}
    assert found(study) == []


def test_a_deleted_row_takes_only_its_own_ratings(workbook: Build):
    """A removed row leaves the others as they are."""
    file = workbook(DEEP)
    filled(sheet_of(file, "Ida"), {("001", "Planning"): 4}, lambda page: page.delete_rows(place(page, "002", "Number").row))

    assert points(study_of(file)) == {("001", "Planning", "Ida"): 4}


def test_libreoffice_keeps_everything(workbook: Build, tmp_path: Path):
    """A sheet opened, recalculated and saved by LibreOffice comes home like the original."""
    file = workbook(DEEP)
    home = filled(
        sheet_of(file, "Ida"), {("001", "Planning"): "4 - Agrees on delivery a week ahead", ("002", "Growth"): 3, ("002", "Comment"): "ok"}
    )
    before = study_of(file).intake.ratings
    home.write_bytes(recalculated(home, tmp_path).read_bytes())

    assert study_of(file).intake.ratings == before
    assert len(before) == 2


def test_a_wrong_value_is_told_and_the_rest_is_used(workbook: Build):
    """S06: outside the scale, no anchor: file, row and column stand in the finding; every other cell counts."""
    file = workbook(DEEP)
    home = filled(sheet_of(file, "Ida"), {("001", "Planning"): 7, ("001", "Growth"): 3, ("002", "Planning"): "good"})
    page = openpyxl.load_workbook(home)["Ratings"]

    study = study_of(file)
    wrong = [one for one in study.findings if one.kind == "rating_not_a_point"]

    assert points(study) == {("001", "Growth", "Ida"): 3}
    assert {(one.row, one.column) for one in wrong} == {(place(page, number, "Planning").row, "Planning") for number in ("001", "002")}
    assert {one.text(Words("en")) for one in wrong} == {
        "'Alfa' has '7' under 'Planning', which is no point from 1 to 5.",
        "'Beta' has 'good' under 'Planning', which is no point from 1 to 5.",
    }


def test_a_mangled_key_is_helped_by_the_number(workbook: Build):
    """One of the two ids is enough: a lost key is found by the number, a mangled number by the key."""
    file = workbook(DEEP)

    def mangle(page: Any) -> None:
        place(page, "001", "Key").value = "custom"
        place(page, "002", "Number").value = 2

    filled(sheet_of(file, "Ida"), {("001", "Planning"): 4, ("002", "Planning"): 2}, mangle)
    study = study_of(file)

    assert points(study) == {("001", "Planning", "Ida"): 4, ("002", "Planning", "Ida"): 2}
    assert found(study) == []


def test_a_row_of_nobody_is_told(workbook: Build):
    """F01: with key and number both mangled the row is a finding, and the other rows count."""
    file = workbook(DEEP)
    rows: list[int] = []

    def mangle(page: Any) -> None:
        cell = place(page, "001", "Number")
        rows.append(cell.row)
        place(page, "001", "Key").value = None
        cell.value = "1,00E+00"

    home = filled(sheet_of(file, "Ida"), {("001", "Planning"): 4, ("002", "Planning"): 2}, mangle)
    study = study_of(file)

    assert points(study) == {("002", "Planning", "Ida"): 2}
    assert found(study) == [("rating_of_nobody", home.name, rows[0])]
    assert finding(study, "rating_of_nobody").text(Words("en")) == "The rating sheet rates '1,00E+00', who is not a customer here."


def test_half_sorted_rows_are_not_guessed(workbook: Build):
    """F02: where only some columns were sorted, key and number belong to two customers, and neither is rated."""
    file = workbook(DEEP)

    def exchange(page: Any) -> None:
        one, other = (place(page, number, "Key") for number in ("001", "002"))
        one.value, other.value = other.value, one.value

    filled(sheet_of(file, "Ida"), {("001", "Planning"): 4, ("002", "Planning"): 2}, exchange)
    study = study_of(file)

    assert points(study) == {}
    assert [kind for kind, _, _ in found(study)] == ["rating_of_two", "rating_of_two"]
    assert finding(study, "rating_of_two").text(Words("en")) == (
        "The row's number is that of 'Beta', but its hidden key belongs to number 001."
    )


def test_a_sheet_of_another_client_is_refused(workbook: Build):
    """F05: the mark names the client; nothing of another's sheet is used."""
    other = sheet_of(workbook(DEEP.replace("Tiny A/S", "Other A/S"), name="other"), "Ida")
    file = workbook(DEEP)
    (file.parent / "data" / other.name).write_bytes(other.read_bytes())

    with pytest.raises(SourceError) as raised:
        study_of(file)
    assert str(raised.value) == "SEG-F05: ratings-ida.xlsx is a rating sheet of another client. Take it out of data/."


def test_the_file_is_read_apart(workbook: Build):
    """A filled sheet goes through the isolated reader like every file."""
    file = workbook(DEEP)
    filled(sheet_of(file, "Ida"), {("001", "Planning"): 4})

    assert points(segkit.run_study(segkit.read_engagement(file))) == {("001", "Planning", "Ida"): 4}


def test_a_leaf_that_is_gone_is_told_once(workbook: Build):
    """A renamed factor's ratings are not used and told once per file with their number; case and blanks do not matter."""
    file = workbook(DEEP)
    home = filled(sheet_of(file, "Ida"), {("001", "Planning"): 4, ("002", "Planning"): 3, ("001", "Growth"): 2})
    file.write_text(DEEP.replace("name: Planning", "name: Foresight").replace("name: Growth", "name: GROWTH"), encoding="utf-8")

    study = study_of(file)

    assert points(study) == {("001", "GROWTH", "Ida"): 2}
    assert found(study) == [("rating_leaf_gone", home.name, None)]
    assert finding(study, "rating_leaf_gone").values["n"] == 2


def test_leaves_are_known_by_name_not_by_place(workbook: Build):
    """A tree whose factors changed places between two rounds keeps every point where it belongs."""
    file = workbook(DEEP)
    filled(sheet_of(file, "Ida"), {("001", "Planning"): 4, ("001", "Growth"): 2})
    head, together, development, money = re.split(r"(?m)^(?=    - name: (?:Working together|Development|Money))", DEEP)
    file.write_text(head + development + money + together, encoding="utf-8")

    assert points(study_of(file)) == {("001", "Planning", "Ida"): 4, ("001", "Growth", "Ida"): 2}


def test_another_scale_is_not_read(workbook: Build):
    """A 4 of 5 is no 4 of 6: the whole sheet is set aside and told."""
    file = workbook(DEEP)
    home = filled(sheet_of(file, "Ida"), {("001", "Planning"): 4})
    wider = re.sub(r"(5: [^,}]+)}", r"\1, 6: Beyond all expectation}", DEEP)
    file.write_text(wider.replace("tree:\n", "tree:\n  highest: 6\n"), encoding="utf-8")

    study = study_of(file)

    assert (points(study), found(study)) == ({}, [("rating_other_scale", home.name, None)])


def test_a_lost_column_is_told(workbook: Build):
    """F02: a heading written over is named; nothing is guessed from the column below it."""
    file = workbook(DEEP)
    filled(
        sheet_of(file, "Ida"),
        {("001", "Planning"): 4, ("001", "Growth"): 2},
        lambda page: setattr(page.cell(8, 8), "value", "Potential growth"),
    )

    study = study_of(file)

    assert points(study) == {("001", "Planning", "Ida"): 4}
    assert finding(study, "rating_column_lost").values == {"column": "Growth"}


def test_a_sheet_without_its_headings_is_refused(workbook: Build):
    """F02: with the whole heading row gone nothing can be told apart."""
    file = workbook(DEEP)
    filled(sheet_of(file, "Ida"), {("001", "Planning"): 4}, lambda page: page.delete_rows(8))

    with pytest.raises(SourceError) as raised:
        study_of(file)
    assert str(raised.value) == (
        "SEG-F02: ratings-ida.xlsx has no columns 'Number' and 'Key' above its ratings any more. Put the headings back, or fill in a new sheet."
    )


def test_of_two_sheets_the_later_day_wins(workbook: Build):
    """Two sheets of one rater: the later day counts, whatever the files are called; where they differ it is told."""
    file = workbook(DEEP)
    filled(sheet_of(file, "Ida", day=dt.date(2026, 9, 9)), {("001", "Planning"): 5, ("002", "Planning"): 3})
    late = file.parent / "data" / "ratings-ida.xlsx"
    late.rename(late.with_name("a.xlsx"))
    (file.parent / "ratings").rename(file.parent / "old")
    study = study_of(file)
    filled(sheet_of(file, "Ida", day=dt.date(2026, 9, 2)), {("001", "Planning"): 1, ("001", "Date"): dt.datetime(2026, 9, 2)})

    study = study_of(file)

    assert points(study) == {("001", "Planning", "Ida"): 5, ("002", "Planning", "Ida"): 3}
    assert (
        finding(study, "rating_differs")
        .text(Words("en"))
        .startswith("Ida gives 'Alfa' 5 under 'Planning', and 1 in ratings-ida.xlsx, row ")
    )


def test_who_rated_is_who_the_row_says(workbook: Build):
    """K26: a name in the row wins over the sheet's rater; a known rater is known in any case of letters."""
    file = workbook(DEEP)
    filled(sheet_of(file, "Ida"), {("001", "Planning"): 4, ("001", "Rated by"): " bo ", ("002", "Planning"): 3, ("002", "Rated by"): "IDA"})

    assert points(study_of(file)) == {("001", "Planning", "Bo"): 4, ("002", "Planning", "Ida"): 3}


def test_a_written_date_is_read_and_nonsense_told(workbook: Build):
    """A date as text counts; what is none leaves the day of the sheet's making, and is told with its row."""
    file = workbook(DEEP)
    cells = {("001", "Planning"): 4, ("001", "Date"): "3. september 2026", ("002", "Planning"): 3, ("002", "Date"): "last week"}
    filled(sheet_of(file, "Ida"), cells)

    study = study_of(file)

    assert {given.customer_id: given.date for given in study.intake.ratings} == {"001": dt.date(2026, 9, 3), "002": dt.date(2026, 9, 1)}
    assert [kind for kind, _, _ in found(study)] == ["rating_date"]


def test_ratings_follow_a_merge(workbook: Build):
    """A customer merged by decisions.yaml brings its ratings along to the number that is kept."""
    file = workbook(DEEP)
    filled(sheet_of(file, "Ida"), {("001", "Planning"): 4})
    merge = 'duplicates:\n  - keep: "002"\n    merge: ["001"]\n    decision: merge\n'
    (file.parent / "decisions.yaml").write_text(merge, encoding="utf-8")

    assert points(study_of(file)) == {("002", "Planning", "Ida"): 4}


def test_nobodys_sheet_without_a_name_is_nobodys_rating(workbook: Build):
    """Who rated stays open where nobody says it; the point counts."""
    file = workbook(DEEP, customers_csv="No;Name;Rep;Potential\n001;Alfa;;9000\n002;Beta;Ida;1\n003;Gamma;Ida;\n004;Delta;Ida;5\n")
    filled(sheet_of(file, NOBODY), {("001", "Planning"): 4})

    assert points(study_of(file)) == {("001", "Planning", ""): 4}


def test_the_survey_knows_a_rating_sheet(workbook: Build):
    """segkit intake passes it over with the reason, instead of proposing its columns."""
    file = workbook(DEEP)
    home = filled(sheet_of(file, "Ida"), {("001", "Planning"): 4})

    looked = survey(file.parent / "data", "Tiny A/S", "tiny")

    assert (home.name, "segkit's rating sheet: its ratings are taken in") in looked.skipped
    assert home.name not in looked.files


def test_a_rating_sheet_is_no_strategy(workbook: Build):
    """segkit return says where the sheet belongs."""
    file = workbook(DEEP)

    with pytest.raises(SourceError) as raised:
        return_round(segkit.read_engagement(file), sheet_of(file, "Ida"))
    assert str(raised.value) == (
        "SEG-F02: ratings-ida.xlsx is a rating sheet. Put it into data/ of the client's folder and run again: its ratings are taken in there."
    )


def test_without_a_tree_a_sheet_is_not_used(workbook: Build):
    """In the basic package nobody rates: a sheet that lies in data/ is named as unused, and changes nothing."""
    file = workbook(DEEP)
    home = filled(sheet_of(file, "Ida"), {("001", "Planning"): 4})
    file.write_text(DEEP.replace("deepdive", "basic"), encoding="utf-8")

    study = study_of(file)

    assert points(study) == {}
    assert [one.kind for one in study.findings if one.file == home.name] == ["unused_file"]
