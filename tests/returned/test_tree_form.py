"""The form of the factor tree comes home: whatever people do to its rows, what it says is read, told with its place, and taken over."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tiny import TINY

from segkit.cli import main
from segkit.deliverables.tree_form import write_tree_form
from segkit.engagement import Engagement, read_engagement
from segkit.errors import EngagementError, ReturnError, SourceError
from segkit.rating.factors.settings import FactorTree
from segkit.rating.factors.starting import starting_tree
from segkit.returned import accept_tree, read_tree_form
from segkit.returned.office import read_xlsx
from segkit.returned.tree_form import tree_form_of
from segkit.words import Words

DEEP = TINY.replace("package: basic", "package: deepdive")
FIRST, LAST = 9, 25
"""The rows of the example tree."""

Form = Callable[..., tuple[Engagement, Path]]


@pytest.fixture
def form(workbook: Callable[..., Path]) -> Form:
    """Write the form of the example tree, let people work in it, and return the engagement with the file."""

    def filled(work: Callable[[Any], None] | None = None, yaml: str = DEEP, *, owned: bool = True) -> tuple[Engagement, Path]:
        engagement = read_engagement(workbook(yaml), sources_needed=False)
        path, _ = write_tree_form(engagement, engagement.folder)
        book = openpyxl.load_workbook(path)
        for row in range(FIRST, LAST + 1) if owned else ():
            if book["Factor tree"].cell(row, 2).value is None:
                book["Factor tree"].cell(row, 6).value = "Ida"
        if work is not None:
            work(book)
        book.save(path)
        return engagement, path

    return filled


def column(sheet: Worksheet, heading: str) -> int:
    return next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == heading)  # type: ignore[return-value]


def put(book: Any, row: int, heading: str, value: object) -> None:
    sheet = book["Factor tree"]
    sheet.cell(row, column(sheet, heading)).value = value


def compared(book: Any, *answers: tuple[object, ...]) -> None:
    for row, answer in enumerate(answers, start=8):
        for col, value in enumerate(answer, start=1):
            book["In pairs"].cell(row, col).value = value


def owned_start(language: str = "en") -> FactorTree:
    start = starting_tree(Words(language), FactorTree())
    return start.model_copy(update={"factors": [factor.model_copy(update={"owner": "Ida"}) for factor in start.factors]})


def plain(tree: FactorTree) -> Any:
    """Return what a tree says, without what came from the library by key."""
    return [_plain(factor) for factor in tree.model_dump(exclude_defaults=True)["factors"]]


def _plain(factor: dict[str, Any]) -> dict[str, Any]:
    return {key: [_plain(child) for child in value] if key == "factors" else value for key, value in factor.items() if key != "ready"}


@pytest.mark.parametrize("language", ["da", "sv", "nb", "en", "de"])
def test_what_was_written_is_read_back(language: str, form: Form):
    """K38: save and resume without loss, in every language: the form says the tree it was written from."""
    engagement, path = form(yaml=DEEP.replace("language: en", f"language: {language}"), owned=False)
    read = read_tree_form(engagement, path)

    assert read.problems == ()
    assert read.settings is not None
    assert plain(read.settings) == plain(starting_tree(engagement.words, engagement.tree))


def test_a_whole_form_has_no_gap(form: Form):
    """K35: with owners the example tree lacks nothing."""
    read = read_tree_form(*form())

    assert (read.problems, read.gaps) == ((), ())


def _sort(book: Any) -> None:
    sheet = book["Factor tree"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(FIRST, LAST)]
    for at, values in enumerate(sorted(rows, key=lambda values: str(values[6])), start=FIRST):
        for col, value in enumerate(values, start=1):
            sheet.cell(at, col).value = value


def _blank_rows_and_columns(book: Any) -> None:
    sheet = book["Factor tree"]
    sheet.insert_rows(12, 2)
    sheet.insert_cols(1)
    sheet.insert_cols(6)
    sheet.cell(10, 6).value = "a remark of the workshop"


@pytest.mark.parametrize("work", [_sort, _blank_rows_and_columns])
def test_rows_and_columns_may_be_moved(work: Callable[[Any], None], form: Form):
    """K38: sorted rows, empty rows and columns of one's own change nothing but the order."""
    read = read_tree_form(*form(work))

    assert (read.problems, read.gaps) == ((), ())
    assert read.settings is not None
    assert _in_order(plain(read.settings)) == _in_order(plain(owned_start()))


def _in_order(factors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(({**factor, "factors": _in_order(factor.get("factors", []))} for factor in factors), key=lambda factor: factor["name"])


def test_weights_typed_with_a_per_cent_sign_count(form: Form):
    """K38: a spreadsheet keeps 40% as 0.4; a group that adds up to 1 means per cent."""

    def work(book: Any) -> None:
        for row, share in ((9, 0.4), (13, 0.35), (20, 0.25)):
            put(book, row, "Weight in %", share)

    settings = read_tree_form(*form(work)).settings

    assert settings is not None
    assert [factor.weight_pct for factor in settings.factors] == [40, 35, 25]


ROW = "tree.xlsx, row {row}: "
PROBLEMS: dict[str, tuple[Callable[[Any], None], str]] = {
    "no weight": (lambda book: put(book, 10, "Weight in %", "forty"), ROW.format(row=10) + "the weight: 'forty' is no number."),
    "two ways": (
        lambda book: put(book, 10, "Points by value", "1.000: 1; 2.000: 5"),
        ROW.format(row=10) + "the points: '1.000' can be read two ways: write 1000 for the large number, without thousands signs.",
    ),
    "falling": (
        lambda book: put(book, 10, "Points by value", "5: 1; 2: 5"),
        ROW.format(row=10) + "'points' needs at least two pairs of value and points, the values rising from pair to pair.",
    ),
    "direction": (
        lambda book: put(book, 10, "Direction", "more is bettr"),
        ROW.format(row=10) + "the direction cannot be 'more is bettr'. Did you mean 'more is better'?",
    ),
    "lever": (
        lambda book: put(book, 10, "Lever", "xyz"),
        ROW.format(row=10) + "the lever cannot be 'xyz'. Choose one of: Change service, Cut time, Raise quality.",
    ),
    "weight of 0": (
        lambda book: put(book, 10, "Weight in %", 0),
        ROW.format(row=10) + "'weight_pct' must be above 0, but is 0. Share of its group in per cent; a group's weights add up to 100. "
        "Left out where a group is weighed in pairs.",
    ),
    "no name": (
        lambda book: [put(book, 10, level, None) for level in ("Level 1", "Level 2")] and None,
        ROW.format(row=10) + "there are entries, but no name of a factor. Write the name, or empty the row.",
    ),
    "no level above": (
        lambda book: put(book, 10, "Level 1", None),
        ROW.format(row=10) + "'True contribution' stands on level 2, but level 1 is empty. Write what it stands under.",
    ),
    "parent misspelt": (
        lambda book: put(book, 24, "Level 2", "Infuence"),
        ROW.format(row=24) + "'Opinion leader' stands under 'infuence', which has no row of its own. Did you mean 'Influence'?",
    ),
    "row twice": (
        lambda book: put(book, 11, "Level 2", "TRUE contribution"),
        ROW.format(row=11) + "'TRUE contribution' stands here a second time; the first is in row 10. Keep one of the two rows.",
    ),
    "a stranger in pairs": (
        lambda book: compared(book, ("Bo", "Qualty", "Service level", 3)),
        "tree.xlsx, sheet 'In pairs', row 8: 'Qualty' is no factor of the tree. Did you mean 'Quality'?",
    ),
    "half a pair": (
        lambda book: compared(book, ("Bo", "Quality", None, 3)),
        "tree.xlsx, sheet 'In pairs', row 8: a comparison lacks a factor. Write which counts for more, and than which.",
    ),
    "twelve times": (
        lambda book: compared(book, ("Bo", "Quality", "Service level", 12)),
        "tree.xlsx, sheet 'In pairs', row 8: 'times' must be 9 or less, but is 12. How many times as much, from 1 (the same) to 9.",
    ),
    "times in words": (
        lambda book: compared(book, ("Bo", "Quality", "Service level", "three")),
        "tree.xlsx, sheet 'In pairs', row 8: how many times: 'three' is no number.",
    ),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_a_cell_that_says_nothing_is_told_with_its_row(case: str, form: Form):
    """K35, S03: what cannot be read is told where it stands, and no tree is made of the rest."""
    work, sentence = PROBLEMS[case]
    engagement, path = form(work)
    read = tree_form_of(read_xlsx(path.name, path.read_bytes()), engagement)

    assert sentence in read.problems
    assert read.settings is None


def test_gaps_name_the_row(form: Form):
    """K35: what a tree lacks is told at the row of its factor, and group by group."""

    def work(book: Any) -> None:
        put(book, 14, "Definition", None)
        put(book, 14, "Weight in %", 25)
        put(book, 14, "Point 3 means", None)

    assert read_tree_form(*form(work)).gaps == (
        "tree.xlsx, row 13: the weights of the factors below 'Effort' add up to 95 instead of 100: 5 are missing. Change them until they do.",
        "tree.xlsx, row 14: 'Quality' has no definition. Write what it means, in words that everybody reads alike.",
        "tree.xlsx, row 14: 'Quality' is rated by people and lacks an anchor for 3. Write in words what each point means, or name the column that "
        "measures it.",
    )


def _in_pairs(book: Any) -> None:
    for row in (14, 15, 16):
        put(book, row, "Weight in %", None)
    compared(
        book,
        ("Ida", "Quality", "Service level", 2),
        ("Ida", "Service level", "Time and orders", 2),
        ("Ida", "Time and orders", "Quality", 3),
        ("Bo", "Service level", "Quality", 4),
        ("Bo", "Service level", "Time and orders", 4),
        ("Bo", "Quality", "Time and orders", 1),
        ("Bo", None, None, None),
    )


def test_comparisons_belong_to_the_group_of_their_factors(form: Form):
    """N10: answers are kept with the factor that both stand under; a line that waits for an answer is none."""
    read = read_tree_form(*form(_in_pairs))

    assert (read.problems, read.gaps) == ((), ())
    assert read.settings is not None
    assert len(read.settings.factors[1].pairwise) == 6


def test_the_tree_is_taken_over_and_the_rest_stays(form: Form):
    """K38: --accept writes the tree, with its comparisons; other lines and remarks are as they were, and a second time changes nothing."""
    engagement, path = form(
        _in_pairs, DEEP.replace("currency: DKK", "currency: DKK   # agreed") + "tree:\n  missing: block   # Bo wants it\n"
    )
    before = engagement.file.read_text()
    changed = accept_tree(read_tree_form(engagement, path))
    after = engagement.file.read_text()
    again = read_engagement(engagement.file)

    assert changed
    assert after.startswith(before.rstrip())
    assert again.tree.missing == "block"
    assert again.tree.factors == read_tree_form(engagement, path).settings.factors  # type: ignore[union-attr]
    assert not accept_tree(read_tree_form(again, path))


def test_a_form_with_problems_is_not_taken_over(form: Form):
    """K38: half a tree is never written; engagement.yaml stands."""
    engagement, path = form(PROBLEMS["no weight"][0])
    before = engagement.file.read_bytes()

    with pytest.raises(EngagementError) as told:
        accept_tree(read_tree_form(engagement, path))

    assert told.value.problems == ("tree.xlsx: nothing was written into engagement.yaml. Correct these cells first.",)
    assert engagement.file.read_bytes() == before


def test_a_tree_in_brackets_is_not_written_over(form: Form):
    """K38: the sentence says how to write the settings instead."""
    engagement, path = form(yaml=DEEP + "tree: {missing: block}\n")

    with pytest.raises(EngagementError) as told:
        accept_tree(read_tree_form(engagement, path))

    assert told.value.problems == (
        "engagement.yaml: the tree is written in brackets. Write its settings one per line under 'tree', and accept again.",
    )


def test_an_unfinished_tree_may_be_kept(form: Form):
    """K38: between two workshops the tree is saved with its gaps, and the next form is written from it."""
    engagement, path = form(owned=False)

    assert accept_tree(read_tree_form(engagement, path))
    assert plain(read_engagement(engagement.file, sources_needed=False).tree) == plain(starting_tree(engagement.words, FactorTree()))


def test_another_client_s_form_is_refused(form: Form, workbook: Callable[..., Path]):
    """K38: a tree never lands with the wrong client."""
    _, path = form()
    other = read_engagement(workbook(DEEP.replace("Tiny A/S", "Acme ApS"), name="acme"), sources_needed=False)

    with pytest.raises(ReturnError) as told:
        read_tree_form(other, path)

    assert str(told.value) == "SEG-F05: tree.xlsx is the factor tree of another client: Tiny A/S. Nothing was read from it for Acme ApS."


def test_a_workbook_that_is_no_form_is_refused(form: Form, tmp_path: Path):
    """K38: a workbook without the mark is not guessed at."""
    engagement, _ = form()
    openpyxl.Workbook().save(tmp_path / "other.xlsx")

    with pytest.raises(SourceError) as told:
        read_tree_form(engagement, tmp_path / "other.xlsx")

    assert str(told.value) == (
        "SEG-F02: other.xlsx is no form for a factor tree, or has lost the hidden sheet by which it is known. Write a new one with segkit tree, "
        "and copy the rows into it."
    )


def test_a_lost_column_is_told(form: Form):
    """K38: what stood below a heading that is gone is not taken for empty."""

    def work(book: Any) -> None:
        book["Factor tree"].cell(8, column(book["Factor tree"], "Definition")).value = "Meaning"

    with pytest.raises(SourceError) as told:
        read_tree_form(*form(work))

    assert str(told.value) == (
        "SEG-F02: tree.xlsx, sheet 'Factor tree' has lost the column 'Definition'. Put the heading back, with what stood below it, and read the "
        "file again."
    )


def test_a_lost_sheet_is_told(form: Form):
    """K38: a form without its comparisons is not read as if there were none."""
    with pytest.raises(SourceError) as told:
        read_tree_form(*form(lambda book: book.remove(book["In pairs"])))

    assert str(told.value) == (
        "SEG-F02: tree.xlsx has no sheet with the heading 'Counts for more' any more. Put the headings back, and read the file again."
    )


def test_the_command_writes_reads_and_takes_over(form: Form, capsys: pytest.CaptureFixture[str]):
    """K38, N10: segkit tree shows weights, what groups weighed in pairs came to, and what to do next."""
    engagement, path = form(_in_pairs)
    arguments = ["tree", engagement.name, str(path), "--folder", str(engagement.folder.parent.parent)]
    code = main([*arguments, "--accept"])
    shown = capsys.readouterr().out

    assert code == 0
    assert "Opinion leader" in shown
    assert "In pairs, below 'Effort': Quality " in shown
    assert "Saaty's random index" in shown
    assert "Above it: Ida (" in shown
    assert "Look at one judgement again: Ida says that " in shown
    assert "Farthest apart: Ida and Bo on 'Quality' against 'Service level', 2.0 times and 0.3 times." in shown
    assert shown.endswith("Nothing is missing.\nWritten into engagement.yaml: the factor tree.\nNext: segkit run tiny\n")


def test_the_command_says_where_an_earlier_form_went(form: Form, capsys: pytest.CaptureFixture[str]):
    """K38: a form that somebody filled in stays beside the new one."""
    engagement, _ = form()
    code = main(["tree", engagement.name, "--folder", str(engagement.folder.parent.parent)])
    shown = capsys.readouterr().out

    assert code == 0
    assert shown.startswith(
        "An earlier form held something else, so it stays as tree (kept 1).xlsx.\nWritten to workbooks/tiny: tree.xlsx, "
    )


def test_the_command_with_gaps_ends_with_1(form: Form, capsys: pytest.CaptureFixture[str]):
    """K35: a script sees that the tree is not ready."""
    engagement, path = form(owned=False)
    code = main(["tree", engagement.name, str(path), "--folder", str(engagement.folder.parent.parent)])

    assert code == 1
    assert "3 things are missing or wrong." in capsys.readouterr().out


def test_accepting_needs_a_file(form: Form, capsys: pytest.CaptureFixture[str]):
    """S03: --accept alone says what it lacks."""
    engagement, _ = form()
    code = main(["tree", engagement.name, "--accept", "--folder", str(engagement.folder.parent.parent)])

    assert (code, capsys.readouterr().err) == (2, "SEG-P01: --accept takes over a form that was filled in. Give the file as well.\n")
