"""Rating sheets as they are written: one per rater, with lists, explanations, what was given before, and the mark."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from rating_desk import DAY, DEEP, TREE, filled, heads, place, points, sheet_of, sheets_of, study_of
from recalculation import differences, recalculated, stripped, values
from tiny import CUSTOMERS

import segkit
from segkit.cli import main
from segkit.deliverables.rating_sheets import NOBODY, Wanted
from segkit.deliverables.xlsxlint import lint
from segkit.errors import CommandError, EngagementError
from segkit.intake.points import SHORTENED

Build = Callable[..., Path]

OWNERS = "No;Name;Rep;Potential\n001;Alfa;{};9000\n002;Beta;{};4000\n003;Gamma;{};\n004;Delta;;5000\n"


def column(sheet: Path, heading: str) -> list[object]:
    page = openpyxl.load_workbook(sheet)["Ratings"]
    head, columns = heads(page)
    return [page.cell(row, columns[heading]).value for row in range(head + 1, page.max_row + 1)]


def test_each_rater_gets_the_own_customers_most_revenue_first(workbook: Build):
    """K26: a sheet per owner, with number, name, revenue and grade."""
    written = {sheet.rater: sheet for sheet in sheets_of(workbook(DEEP))}

    assert sorted(written) == ["Bo", "Ida"]
    assert [column(written["Ida"].path, heading) for heading in ("Number", "Name", "Revenue", "Grade")] == [
        ["002", "001"], ["Beta", "Alfa"], [1400.0, 1000.0], ["C", "A"],
    ]  # fmt: skip
    assert (len(written["Ida"].customers), written["Ida"].given, written["Ida"].of) == (2, 0, 6)


def test_only_leaves_that_people_rate_have_a_column(workbook: Build):
    """K29: inner nodes and measured leaves are not asked for; a leaf called like another column gets a number."""
    page = openpyxl.load_workbook(sheet_of(workbook(DEEP), "Ida"))["Ratings"]

    assert list(heads(page)[1]) == [
        "Key", "Number", "Name", "Revenue", "Grade", "Planning", "Comment (2)", "Growth", "Given of 3", "Comment", "Date", "Rated by",
    ]  # fmt: skip


def test_a_cells_list_shows_the_anchors(workbook: Build):
    """K26: dropdown by anchor text, from a list on another sheet, with the definition as the message."""
    book = openpyxl.load_workbook(sheet_of(workbook(DEEP), "Ida"))
    rule = book["Ratings"].data_validations.dataValidation[0]
    sheet, cells = next(iter(book.defined_names[rule.formula1].destinations))

    assert (rule.type, rule.prompt, str(rule.sqref)) == ("list", "How early the customer agrees on deliveries.", "F9:F10")
    assert [row[0].value for row in book[sheet][cells]] == [
        "5 - 30 days ahead or more", "4 - Agrees on delivery a week ahead", "3 - A few days before", "2 - The day before", "1 - From day to day",
    ]  # fmt: skip
    assert book[sheet].sheet_state == "hidden"


def test_how_to_rate_prints_every_definition_and_anchor(workbook: Build):
    """K26: what each point means stands in full on a sheet of its own."""
    long = "x" * (SHORTENED + 50)
    book = openpyxl.load_workbook(sheet_of(workbook(DEEP.replace("Says nothing", long)), "Ida"))
    texts = {cell.value for row in book["How to rate"].iter_rows() for cell in row}

    assert {"Working together › Planning", "How early the customer agrees on deliveries.", "Agrees on delivery a week ahead", long} <= texts


def test_the_mark_says_whose_sheet_it_is(workbook: Build):
    """The very hidden mark holds client, folder, rater, day, scale and each leaf's heading."""
    mark = openpyxl.load_workbook(sheet_of(workbook(DEEP), "Ida"))["_segkit"]
    first, leaf = json.loads(mark["A1"].value), json.loads(mark["A3"].value)

    assert mark.sheet_state == "veryHidden"
    assert {key: first[key] for key in ("kind", "client", "folder", "rater", "made", "lowest", "highest")} == {
        "kind": "ratings", "client": "Tiny A/S", "folder": "tiny", "rater": "Ida", "made": "2026-09-01", "lowest": 1, "highest": 5,
    }  # fmt: skip
    assert (leaf["name"], leaf["heading"]) == ("Comment", "Comment (2)")


def test_owners_never_share_a_file(workbook: Build):
    """Names that differ in signs or case only, and an owner called Nobody, get files of their own, the same in every round."""
    file = workbook(DEEP, customers_csv=OWNERS.format("A/S Ida", "a-s ida", "Nobody"))
    names = {sheet.rater: sheet.path.name for sheet in sheets_of(file)}

    assert len({name.casefold() for name in names.values()}) == 4
    assert names["Nobody"] == "ratings-nobody-2.xlsx"
    assert names[NOBODY] == "ratings-nobody.xlsx"
    assert {rater: sheets_of(file, Wanted(rater=rater))[0].path.name for rater in names if rater} == {
        rater: name for rater, name in names.items() if rater
    }


def test_customers_without_an_owner_are_rated_too(workbook: Build):
    """They stand on a sheet of nobody's, on which whoever fills it in gives a name."""
    assert column(sheet_of(workbook(DEEP, customers_csv=OWNERS.format("Ida", "Ida", "Ida")), NOBODY), "Number") == ["004"]


def test_every_rater_may_rate_every_customer(workbook: Build):
    """K26: several raters per customer; the largest alone where that is asked for."""
    wanted = Wanted(all_customers=True, most=2)

    assert {sheet.rater: column(sheet.path, "Number") for sheet in sheets_of(workbook(DEEP), wanted)} == {
        "Bo": ["002", "001"],
        "Ida": ["002", "001"],
    }


def test_somebody_else_may_rate_all(workbook: Build):
    """With all customers, a rater need own none."""
    assert [sheet.rater for sheet in sheets_of(workbook(DEEP), Wanted("Karen Credit", all_customers=True))] == ["Karen Credit"]


def test_a_mistyped_rater_is_told(workbook: Build):
    """A rater without customers is no rater of theirs; the nearest name is offered."""
    with pytest.raises(CommandError) as raised:
        sheets_of(workbook(DEEP), Wanted("Idda"))

    assert str(raised.value) == (
        "SEG-P01: 'Idda' is the owner of no customer. Did you mean 'Ida'? To have somebody else rate every customer, add --all-customers."
    )


def test_a_tree_without_ratings_has_no_sheets(workbook: Build):
    """Where everything is measured there is nothing to fill in, and the command says so."""
    _, _, money = TREE.partition("    - name: Money")
    measured = "tree:\n  factors:\n    - name: Money" + money.replace("weight_pct: 10\n", "weight_pct: 100\n", 1)

    with pytest.raises(EngagementError) as raised:
        sheets_of(workbook(DEEP.replace(TREE, measured)))

    assert str(raised.value) == "SEG-D09: engagement.yaml: 'tree' has no factor that people rate, so there is nothing to fill in."


def test_the_round_trip_keeps_every_answer(workbook: Build):
    """N5: written, filled in, read, written again over the old file and read again: points, raters, days and comments are the same."""
    file = workbook(DEEP)
    cells = {
        ("001", "Planning"): "4 - Agrees on delivery a week ahead", ("001", "Growth"): 2, ("002", "Comment (2)"): "5",
        ("001", "Comment"): "=1+1 is what they say", ("001", "Date"): dt.datetime(2026, 9, 4), ("002", "Rated by"): "Karen",
    }  # fmt: skip
    filled(sheet_of(file, "Ida"), cells, lambda page: setattr(place(page, "001", "Comment"), "data_type", "s"))
    once = study_of(file).intake.ratings
    filled(sheet_of(file, "Ida", day=dt.date(2026, 12, 1)), {})

    again = study_of(file).intake.ratings

    kept = [{(g.customer_id, g.leaf, g.rater, g.point, g.date, g.comment) for g in ratings} for ratings in (once, again)]
    assert kept[0] == kept[1] == {
        ("001", "Planning", "Ida", 4, dt.date(2026, 9, 4), "=1+1 is what they say"),
        ("001", "Growth", "Ida", 2, dt.date(2026, 9, 4), "=1+1 is what they say"),
        ("002", "Comment", "Karen", 5, DAY, ""),
    }  # fmt: skip


def test_a_sheet_for_fewer_keeps_what_was_given(workbook: Build):
    """Only the largest are asked for, but a customer rated before stays on the sheet, so that no answer is lost."""
    file = workbook(DEEP)
    filled(sheet_of(file, "Ida"), {("001", "Planning"): 4})

    assert column(sheet_of(file, "Ida", Wanted(most=1)), "Number") == ["002", "001"]


def test_nobodys_customer_stands_once_whoever_rated(workbook: Build):
    """A row of nobody's sheet that says who rated comes again as that row, without an empty one beside it."""
    file = workbook(DEEP, customers_csv=OWNERS.format("Ida", "Ida", "Ida"))
    filled(sheet_of(file, NOBODY), {("004", "Planning"): 4, ("004", "Rated by"): "Karen"})
    again = sheet_of(file, NOBODY)

    assert (column(again, "Number"), column(again, "Rated by")) == (["004"], ["Karen"])


def test_client_text_is_text(workbook: Build):
    """G01: names and anchors that look like formulas are texts."""
    file = workbook(
        DEEP.replace("Says everything", '"=HYPERLINK(1)"').replace("name: Growth", 'name: "=Growth"'),
        customers_csv=CUSTOMERS.replace("Alfa", "=1+1"),
    )
    book = openpyxl.load_workbook(sheet_of(file, "Ida"))

    assert place(book["Ratings"], "001", "Name").data_type == "s"
    assert "=Growth" in heads(book["Ratings"])[1]
    assert all(cell.data_type != "f" for sheet in ("How to rate", "Lists") for row in book[sheet].iter_rows() for cell in row)


def test_excel_has_nothing_to_repair(workbook: Build):
    """E01: the sheets pass the same rules as a deliverable."""
    assert lint(sheet_of(workbook(DEEP), "Ida"), ours=True) == ()


def test_the_same_day_gives_the_same_bytes(workbook: Build):
    """Nothing in a sheet comes from the clock but the day it is given."""
    file = workbook(DEEP)

    assert sheet_of(file, "Ida").read_bytes() == sheet_of(file, "Ida").read_bytes()


def test_the_progress_is_live(workbook: Build, tmp_path: Path):
    """The line of progress and each row's count follow what is filled in, in LibreOffice as in the engine."""
    file = workbook(DEEP)
    filled(sheet_of(file, "Ida"), {("001", "Planning"): 4, ("001", "Growth"): 2})
    again = sheet_of(file, "Ida")
    delivered = differences(again, tmp_path)
    book = openpyxl.load_workbook(again)
    place(book["Ratings"], "002", "Comment (2)").value = "5 - Says everything"
    book.save(tmp_path / "edited.xlsx")
    (tmp_path / "bare").mkdir()
    live = values(recalculated(stripped(tmp_path / "edited.xlsx", tmp_path / "bare"), tmp_path))

    assert delivered == []
    assert live["Ratings", "B6"] == "3 of 6 points given"
    assert [live["Ratings", f"I{row}"] for row in (9, 10)] == [1, 2]


def test_the_command_writes_and_tells_who_differs(workbook: Build, capsys: pytest.CaptureFixture[str]):
    """K26: written files with the next step; when answers exist, progress, agreement and the widest disagreements."""
    file = workbook(DEEP)
    for rater, point in (("Ida", 1), ("Bo", 5)):
        filled(
            sheet_of(file, rater, Wanted(all_customers=True)),
            {("001", "Planning"): point, ("002", "Planning"): 6 - point, ("003", "Growth"): 3},
        )

    code = main(["ratings", "tiny", "--folder", str(file.parents[2]), "--rater", "Ida"])

    told = capsys.readouterr().out
    assert code == 0
    assert "  ratings-ida.xlsx  Ida: 3 customers, 3 of 9 points given" in told
    assert "Agreement (Krippendorff's alpha, ordinal) over 3 points that several people gave: -0.67, not reliable" in told
    assert "Ida 1, Bo 5" in told
    assert "put what comes back into workbooks/tiny/data" in told


def test_the_basic_package_has_no_ratings(workbook: Build, capsys: pytest.CaptureFixture[str]):
    """The command says where rating belongs instead of writing empty sheets."""
    code = main(["ratings", "tiny", "--folder", str(workbook().parents[2])])

    assert code == 2
    assert capsys.readouterr().err == "SEG-P01: tiny has the package 'basic', in which nobody rates. Customers are rated in 'deepdive'.\n"


def test_sheets_sent_out_are_not_data(workbook: Build):
    """What lies in ratings/ is on its way to the raters; only data/ is read."""
    file = workbook(DEEP)
    sheets_of(file)

    assert points(study_of(file)) == {}
    assert isinstance(study_of(file), segkit.Study)
