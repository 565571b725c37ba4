"""The mistakes a user makes with a Deep Dive: each ends in plain sentences and exit code 1, 2 or 3, and each text is held whole."""

from pathlib import Path

import openpyxl
import pytest
from deep_desk import DEEP, RECORDS
from rating_desk import study_of
from returning import CUSTOMERS, LEADS, LINES
from test_mistakes import Change, file, instead, said

from segkit.cli import main
from segkit.deliverables.rating_sheets import Wanted, write_rating_sheets

SIX = "".join(
    f"        - {{name: Part {k}, weight_pct: 10, definition: A part., source: The rep, direction: benefit, column: revenue, "
    "points: [[0, 1], [9, 5]]}\n"
    for k in range(1, 5)
)


SEVEN = """\
 Question   ratings-ida.xlsx, row 9   'Alfa "Byg"' has '7'        The cell was not used;     Choose an entry of the
                                      under 'Planning', which     the point stays open.      cell's list, or write the
                                      is no point from 1 to 5.                               point alone.
"""


CHECKED = """\
nord: 6 customers, 2 leads; 3 questions.

 Rater   Points given   Missing
 ──────────────────────────────
 Bo                 0         6
 Ida                0         6

Factor tree: 3 factors on 2 levels, 2 rated by people and 1 measured; the weights of every group add up.
Ratings: 0 Platinum, 0 Gold, 0 Silver, 0 Bronze and 6 not rated.
Time and costs: 5 records of 3 customers, 0 of nobody; 10.5 hours and DKK\xa0135.50.
Next: segkit run nord"""


@pytest.fixture
def nord(tmp_path: Path) -> Path:
    """A tiny Deep Dive without mistakes: workbooks/nord."""
    return made(tmp_path, "nord", DEEP)


def made(root: Path, name: str, yaml: str) -> Path:
    folder = root / "workbooks" / name
    (folder / "data").mkdir(parents=True)
    for called, content in {"customers": CUSTOMERS, "leads": LEADS, "lines": LINES, "costs": RECORDS}.items():
        (folder / "data" / f"{called}.csv").write_text(content, encoding="utf-8")
    (folder / "engagement.yaml").write_text(yaml, encoding="utf-8")
    return folder


def no_tree(folder: Path) -> None:
    """A Deep Dive whose factor tree has not been agreed yet."""
    path = folder / "engagement.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("tree:\n")], encoding="utf-8")


IN_THE_YAML: dict[str, tuple[Change, str]] = {
    "weights that sum to 90": (
        instead("weight_pct: 30", "weight_pct: 20"),
        "SEG-D09: engagement.yaml, line 43: the weights of the factors below 'Relation' add up to 90 instead of 100: 10 are missing. Change them until they do.",
    ),
    "six factors below one": (
        instead("    - name: Value\n", SIX + "    - name: Value\n"),
        "SEG-D09: engagement.yaml, line 43: 'Relation' has 6 factors below it; a factor of level 1 is split into 1 to 5. Join some of them.\nSEG-D09: engagement.yaml, line 43: the weights of the factors below 'Relation' add up to 140 instead of 100: 40 too much. Change them until they do.",
    ),
    "an anchor that is missing": (
        instead("3: A few days, ", ""),
        "SEG-D09: engagement.yaml, line 50: 'Planning' is rated by people and lacks an anchor for 3. Write in words what each point means, or name the column that measures it.",
    ),
    "a column that nobody has": (
        instead("column: revenue", "column: revenu"),
        "SEG-D09: engagement.yaml, line 68: 'Size' is measured by 'revenu', which is no column that is known. Did you mean 'revenue'?",
    ),
    "a leaf that falls though more is better": (
        instead("[[500, 1], [3000, 5]]", "[[500, 5], [3000, 1]]"),
        "SEG-D09: engagement.yaml, line 69: 'Size' says that more is better, but its points fall as the values rise. Turn the points round, or change its direction.",
    ),
    "a factor without an owner": (
        instead("      owner: Bo\n", ""),
        "SEG-D09: engagement.yaml, line 58: 'Value' has no owner. Write who answers for it; what stands below may name others.",
    ),
    "a name that stands twice": (
        instead("- name: Openness", "- name: Planning"),
        "SEG-D09: engagement.yaml, line 51: the name 'Planning' stands twice in the tree. Give each factor a name of its own, for by it ratings are known.",
    ),
    "no tree yet": (
        no_tree,
        "SEG-D09: engagement.yaml, line 2: there is no factor tree yet. Make the form for it, and fill it in with the client: segkit tree nord",
    ),
    "a cost without kinds": (
        instead("      kinds: [Visit]\n", ""),
        "SEG-D09: engagement.yaml, line 31: 'Visits' needs 'kinds', the kinds of records that belong to it, or 'per: orders'.",
    ),
    "a kind that no record has": (
        instead("kinds: [Visit]", "kinds: [Visits]"),
        "SEG-D09: engagement.yaml, 'contribution': 'Visits' counts records of the kinds Visits, but no record of the period has any of them. Did you mean 'Visit'? Correct 'kinds', or take the cost out.",
    ),
    "time without the accounts": (
        instead("      ledger: 1200.00  # by the accounts\n", ""),
        "SEG-D09: engagement.yaml, line 31: 'Visits' is time, so it needs 'ledger', what the accounts say that this time cost in the period.",
    ),
    "a cost that is called like another": (
        instead("{name: Freight,", "{name: Visits,"),
        "SEG-D09: engagement.yaml, line 28: two costs of 'elements' are called 'Visits'. Give each a name of its own.",
    ),
    "a target in per cent": (
        instead("target_margin: 0.05", "target_margin: 5"),
        "SEG-D09: engagement.yaml, line 29: 'target_margin' must be below 1, but is 5. Share of the revenue that a customer should leave after all costs and time.",
    ),
    "a misspelled setting of a cost": (
        instead("theoretical_hours", "theoretic_hours"),
        "SEG-D09: engagement.yaml, line 35: 'theoretic_hours' is not a setting of 'elements'. Did you mean 'theoretical_hours'?",
    ),
}


@pytest.mark.parametrize("mistake", IN_THE_YAML)
def test_a_mistake_in_the_settings_of_the_deep_dive(nord: Path, capsys: pytest.CaptureFixture[str], mistake: str) -> None:
    """A tree or a cost that cannot be used is told with its line, what was found and what to write, before anything is reckoned."""
    change, text = IN_THE_YAML[mistake]
    change(nord)

    assert said(capsys, nord, "check", "nord") == (2, "", text)


def test_the_tiny_deep_dive_itself_has_no_mistake(nord: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the tests above change is right before it is changed."""
    code, out, err = said(capsys, nord, "check", "nord")

    assert (code, err) == (0, "")
    assert out.endswith(CHECKED)


def test_a_package_that_is_mistyped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--package deepdiv` is told with the nearest name, by both commands that take it, and nothing is written."""
    text = "SEG-D09: There is no package 'deepdiv'; there is basic, deepdive. Did you mean 'deepdive'?\n"
    for command in (["demo"], ["new", "nord"]):
        assert main([*command, "--package", "deepdiv", "--folder", str(tmp_path)]) == 2
        assert capsys.readouterr().err == text
    assert list(tmp_path.iterdir()) == []


def rating_sheet(nord: Path, other: str = "") -> Path:
    """Lay a rating sheet into data/, of this client or of another one."""
    yaml = DEEP.replace("client: Nord A/S", f"client: {other}") if other else DEEP
    home = made(nord.parents[1] / "elsewhere", "other", yaml) if other else nord
    study = study_of(home / "engagement.yaml")
    assert study.deep is not None
    [written] = write_rating_sheets(study, nord / "data", Wanted("Ida"), study.engagement.date)
    return written.path


def test_the_rating_sheet_of_another_client(nord: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """F05: somebody else's ratings are refused whole."""
    rating_sheet(nord, "Syd A/S")

    refused = "SEG-F05: ratings-ida.xlsx is a rating sheet of another client. Take it out of data/."
    assert said(capsys, nord, "check", "nord") == (1, "", refused)


def test_a_rating_of_seven(nord: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """F06: a point that the scale does not have is asked about with its cell, and counts for nothing."""
    sheet = rating_sheet(nord)
    book = openpyxl.load_workbook(sheet)
    page = book["Ratings"]
    cell = next(cell for row in page.iter_rows() for cell in row if cell.value == "Planning")
    page.cell(cell.row + 1, cell.column).value = 7
    book.save(sheet)

    code, out, err = said(capsys, nord, "check", "nord")

    assert (code, err) == (0, "")
    assert SEVEN in out


def test_the_tree_form_of_another_client(nord: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """F05: a form of the factor tree that belongs elsewhere is refused with exit code 3."""
    other = made(nord.parents[1] / "elsewhere", "syd", DEEP.replace("client: Nord A/S", "client: Syd A/S"))
    said(capsys, other, "tree", "syd")
    form = next(other.glob("*.xlsx"))

    assert said(capsys, nord, "tree", "nord", str(form)) == (
        3,
        "",
        "SEG-F05: tree.xlsx is the factor tree of another client: Syd A/S. Nothing was read from it for Nord A/S.",
    )


def test_ratings_in_the_basic_package(nord: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody rates in the Basic package, and the command says where one does."""
    instead("package: deepdive", "package: basic")(nord)

    assert said(capsys, nord, "ratings", "nord") == (
        2,
        "",
        "SEG-P01: nord has the package 'basic', in which nobody rates. Customers are rated in 'deepdive'.",
    )


def test_a_kind_that_the_files_spell_otherwise(nord: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Records whose kind is spelled in another way are told with what the files have."""
    file("costs.csv", RECORDS.replace("Visit;", "Besøg;"))(nord)

    assert said(capsys, nord, "check", "nord") == (
        2,
        "",
        "SEG-D09: engagement.yaml, 'contribution': 'Visits' counts records of the kinds Visit, but no record of the period has any of them. "
        "The files have: Besøg, Freight. Correct 'kinds', or take the cost out.",
    )


def test_a_form_is_found_where_segkit_writes_it(nord: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """K35: the form's name is enough, wherever the command is typed; a file that is nowhere is told."""
    said(capsys, nord, "tree", "nord")

    code, out, complaint = said(capsys, nord, "tree", "nord", "tree.xlsx")
    assert (code, complaint) == (0, "")
    assert "Planning" in out
    assert said(capsys, nord, "tree", "nord", "nope.xlsx") == (
        2,
        "",
        "SEG-G09: There is no file nope.xlsx, here or in workbooks/nord. Make one with: segkit tree nord",
    )
