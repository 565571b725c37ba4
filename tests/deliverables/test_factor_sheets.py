"""The sheets of the factor tree, the ratings and one customer: recalculated by LibreOffice they are the engine, also after changes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from rated_studies import HOSTILE, client, drawn, group, hostile, leaf, rated
from recalculation import formulas, recalculated_all, same, stripped, values
from workbook_parts import CellError, defined_names, parts

from segkit.deliverables.excel import write_strategy
from segkit.deliverables.excel.returned_tables import ENTRY
from segkit.deliverables.xlsxlint import lint
from segkit.rating.factors import FactorTree
from segkit.rating.factors.tuned import factor_parameters
from segkit.returned.bent import bent_formulas
from segkit.returned.formulas import Columns
from segkit.returned.layout import layout_of
from segkit.returned.matching import Delivered
from segkit.returned.office import read_xlsx
from segkit.returned.tables import find_tables
from segkit.study import Study

RULES = ("renormalise", "block", "bounds")
POINTS = {"Trust": [3, 4, 5, float("nan"), 2, 1], "Plans": [2, 3.5, float("nan"), float("nan"), 4, 1], "Ease": [1, 2, 3, 4, 5, 8 / 3]}
DAYS = {"payment_days": [12, 33.5, float("nan"), 61, 30, 5.25]}
LIVE = ("Ratings", "Customers", "One customer")
"""The sheets that follow every change. The factor tree counts whose class has changed, which a file of the changed settings does not."""


def settings(**changes: Any) -> FactorTree:
    """Return the tree that is edited: two levels, measured and rated leaves, one turned round."""
    wanted: dict[str, Any] = {"weight": 60.0, "middle": 30.0, "silver": 2.5, "known": 0.6} | changes
    pay = leaf("Payment", 40, column="payment_days", points=[(10.0, 5.0), (wanted["middle"], 3.0), (60.0, 1.0)], unit="days")
    classes = [{"name": "Key", "least": 3.5}, {"name": "Silver", "least": wanted["silver"]}, {"name": "Rest", "least": 1}]
    return FactorTree(
        factors=[group("Value", 70, leaf("Trust", wanted["weight"]), pay), leaf("Plans", 20, direction="cost"), leaf("Ease", 10)],
        classes=classes,
        least_covered=wanted["known"],
    )


EDITS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "weight": ({"tree_1_1_weight": 90}, {"weight": 90.0}),
    "breakpoint": ({"tree_1_2_value_2": 45}, {"middle": 45.0}),
    "class edge": ({"tree_class_2_least": 3.25}, {"silver": 3.25}),
    "least covered": ({"tree_least_covered": 0.5}, {"known": 0.5}),
}
"""What is typed into cells by their names, and the settings that say the same."""


@dataclass(frozen=True)
class Made:
    """A file as delivered, and a file recalculated after edits."""

    study: Study
    delivered: Path
    again: Path


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return client(tmp_path_factory.mktemp("client"))


@pytest.fixture(scope="module")
def files(study: Study, deep: Study, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """Every file of this module recalculated in one start of LibreOffice: as delivered, and edited."""
    root = tmp_path_factory.mktemp("files")
    plain = rated(study, settings(), DAYS, POINTS)
    studies = {"example": deep, "hostile": hostile(study), "plain": plain}
    studies |= {f"{rule} {seed}": drawn(study, seed, missing=rule, least_covered=0.5) for seed, rule in enumerate(RULES * 2)}
    delivered = {name: _written(made, root / name) for name, made in studies.items()}
    bare = {name: stripped(path, root) for name, path in delivered.items()}
    for name, (cells, _) in EDITS.items():
        bare[name], studies[name], delivered[name] = stripped(delivered["plain"], root, cells), plain, delivered["plain"]
    bare["point"] = _with_point(stripped(delivered["plain"], root), "0013", "Plans", 1)
    for number in [*plain.customers["customer_id"], "no such"]:
        bare[f"card {number}"] = stripped(delivered["plain"], root, {"card_number": number})
    again = dict(zip(bare, recalculated_all(list(bare.values()), root), strict=True))
    return {name: Made(studies.get(name, plain), delivered.get(name, delivered["plain"]), path) for name, path in again.items()}


def _written(study: Study, folder: Path) -> Path:
    folder.mkdir(parents=True)
    return write_strategy(study, folder)


def _with_point(path: Path, number: str, heading: str, point: float) -> Path:
    book = openpyxl.load_workbook(path)
    head, columns = _heads(book["Ratings"])
    rows = {str(book["Ratings"].cell(row, columns["Key"]).value): row for row in range(head + 1, book["Ratings"].max_row + 1)}
    book["Ratings"].cell(rows[f"rating:customer:{number}"], columns[heading]).value = point
    book.save(path)
    return path


def _heads(sheet: Any) -> tuple[int, dict[str, int]]:
    for cells in sheet.iter_rows():
        texts = {str(cell.value): cell.column for cell in cells if cell.value is not None}
        if {"Rating class", "Key"} <= texts.keys():
            return cells[0].row, texts
    raise AssertionError("no heading row")


def differing(made: Made, expected: Path, sheets: tuple[str, ...] = LIVE, *, static: bool = False) -> list[Any]:
    """Return the formula cells whose recalculated value is not what another file was delivered with; `static`: also those that only repeat a sentence."""
    wanted, found = values(expected), values(made.again)
    places = [place for place, formula in formulas(expected).items() if place[0] in sheets and (static or "(as delivered)" not in formula)]
    assert len(places) > 50
    return [(place, wanted.get(place), found.get(place)) for place in places if not same(wanted.get(place), found.get(place))]


@pytest.mark.parametrize("name", ["example", "hostile", "plain", *(f"{rule} {seed}" for seed, rule in enumerate(RULES * 2))])
def test_recalculated_it_is_the_engine_at_every_level(files: dict[str, Made], name: str):
    """N1, K30: points, every group, the rating, what is known of it, class and way up, under each rule for missing points."""
    made = files[name]
    sheets = {sheet for sheet, _ in formulas(made.delivered)}

    assert differing(made, made.delivered, tuple(sheets), static=True) == []


@pytest.mark.parametrize("name", EDITS)
def test_a_changed_setting_rates_every_customer_again(files: dict[str, Made], study: Study, tmp_path: Path, name: str):
    """N1, K30: a weight, a value of a scale, a class or the share that must be known, typed into its cell, gives what the engine gives."""
    changed = rated(study, settings(**EDITS[name][1]), DAYS, POINTS)
    expected = _written(changed, tmp_path / "expected")

    assert differing(files[name], expected) == []
    assert differing(files[name], files["plain"].delivered) != []


def test_a_changed_point_rates_its_customer_again(files: dict[str, Made], study: Study, tmp_path: Path):
    """N1, K29: another point of one customer changes that customer's ratings at every level, and nobody else's."""
    numbers = study.customers["customer_id"].tolist()
    points = POINTS | {"Plans": [1 if number == "0013" else point for number, point in zip(numbers, POINTS["Plans"], strict=True)]}
    expected = _written(rated(study, settings(), DAYS, points), tmp_path / "expected")
    changed = {place[1] for place, _, _ in differing(files["point"], files["plain"].delivered, ("Ratings",))}

    assert differing(files["point"], expected) == []
    assert len({cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for cell in changed}) == 1


def test_the_tree_says_when_weights_do_not_add_up_and_who_moved(files: dict[str, Made], study: Study):
    """K30: the sum of the group is shown, told in a sentence, and the customers with another class than delivered are counted."""
    changed = rated(study, settings(weight=90.0), DAYS, POINTS)
    assert changed.deep is not None
    assert files["plain"].study.deep is not None
    moved = int((changed.deep.scores.rating_class != files["plain"].study.deep.scores.rating_class).sum())
    found = values(files["weight"].again)

    assert found["Factor tree", "E7"] == 130
    assert str(found["Factor tree", "A3"]).startswith("The weights of a group do not add up to 100")
    assert found["Factor tree", "D4"] == moved
    assert values(files["plain"].again)["Factor tree", "D4"] == 0


def test_every_number_of_the_tree_has_its_cell(files: dict[str, Made]):
    """K30: each tuned number has a key and a name of its own; its cell holds it, takes only sensible values, and the mark knows it."""
    made = files["example"]
    assert made.study.deep is not None
    tuned = factor_parameters(made.study.deep.tree)
    names, found = defined_names(parts(made.delivered)), values(made.delivered)

    assert len({value.key for value in tuned}) == len({value.name for value in tuned}) == len(tuned)
    assert {value.name: value.value for value in tuned} == {value.name: found[names[value.name]] for value in tuned}
    assert sum(value.key.startswith("tree.weights.") and value.value > 0 for value in tuned) == len(made.study.deep.tree.nodes)


def test_hostile_names_are_data(files: dict[str, Made]):
    """S03: a factor called =1+1 or 'It's #1 @ home' is a text on every sheet, and its formulas work."""
    made = files["hostile"]
    cells = values(made.delivered)
    shown = {value for (sheet, _), value in cells.items() if sheet == "Factor tree"}

    assert lint(made.delivered) == ()
    assert set(HOSTILE) <= shown
    assert not any(isinstance(value, CellError) for value in values(made.again).values())


@pytest.mark.parametrize("name", ["example", "plain", "bounds 2"])
def test_the_file_is_sound(files: dict[str, Made], name: str):
    """N7: Excel opens the file without a word."""
    assert lint(files[name].delivered) == ()


@pytest.mark.parametrize("number", ["0012", "0013", "0014", "0015", "100000", "0017"])
def test_one_customer_is_shown_as_the_engine_has_it(files: dict[str, Made], tmp_path: Path, number: str):
    """N2: whatever number is chosen, the page shows that customer, each factor's share, and a sum that is the rating."""
    plain = files["plain"].study
    assert plain.deep is not None
    best = plain.deep.customers[plain.deep.customers["customer_id"] == number].assign(rank=1, list=10)
    chosen = replace(plain, deep=replace(plain.deep, lists=replace(plain.deep.lists, best=best)))
    expected = _written(chosen, tmp_path / "expected")

    assert differing(files[f"card {number}"], expected, ("One customer",), static=True) == []


def test_what_factors_add_is_the_rating(files: dict[str, Made]):
    """N2, K30: on the page the shares of level 1 sum to the rating of the ratings' sheet."""
    plain = files["plain"].study
    assert plain.deep is not None
    found = values(files["card 0013"].again)
    total = next(row for (sheet, cell), value in found.items() if sheet == "One customer" and value == "Rating" and (row := cell)[0] == "A")
    score = float(plain.deep.scores.score[plain.customers["customer_id"].tolist().index("0013")])

    assert found["One customer", f"E{total[1:]}"] == pytest.approx(score, abs=1e-6)
    assert found["One customer", f"D{total[1:]}"] == pytest.approx(1)


def test_an_unknown_number_says_so(files: dict[str, Made]):
    """N2: a number that nobody has gives a sentence and empty cells, not an error and not another customer."""
    found = {cell: value for (sheet, cell), value in values(files["card no such"].again).items() if sheet == "One customer"}

    assert found["C3"] == "No customer has this number."
    assert found.get("A5") in {None, ""}
    assert not any(isinstance(value, CellError) for value in found.values())


def test_customers_and_reps_show_the_class(files: dict[str, Made]):
    """K30: the table of customers and each rep's sheet show rating and class, which are those of the ratings."""
    made = files["example"]
    book = openpyxl.load_workbook(made.again, data_only=True)
    head, columns = _with_headings(book["Customers"])
    shown = {
        book["Customers"].cell(row, columns["Customer no."]).value: (
            book["Customers"].cell(row, columns["Rating class"]).value,
            book["Customers"].cell(row, columns["Rating"]).value or None,
        )
        for row in range(head + 1, head + 1 + len(made.study.customers))
    }
    assert made.study.deep is not None
    scores = made.study.deep.scores
    expected = {
        number: (name or "Not rated", None if np.isnan(score) else pytest.approx(score))
        for number, name, score in zip(scores.customers, scores.rating_class, scores.score, strict=True)
    }

    assert shown == expected
    assert any("Rating class" in _with_headings(sheet)[1] for sheet in book.worksheets if sheet.title == "Camilla Thorup")


def _with_headings(sheet: Any) -> tuple[int, Mapping[str, int]]:
    for cells in sheet.iter_rows():
        texts = {str(cell.value): cell.column for cell in cells if cell.value is not None}
        if {"Customer no.", "Name", "Revenue"} <= texts.keys():
            return cells[0].row, texts
    raise AssertionError(f"{sheet.title} has no heading row")


def test_a_basic_file_knows_nothing_of_it(example: Study, tmp_path: Path):
    """K01: without a Deep Dive there is no such sheet, column or name."""
    path = write_strategy(example, tmp_path)
    book = openpyxl.load_workbook(path)

    assert not any(name.startswith(("tree_", "card_", "rating_")) for name in book.defined_names)
    assert not {example.words(name) for name in ("Factor tree", "Ratings", "One customer")} & set(book.sheetnames)


def test_a_bent_formula_is_found(files: dict[str, Made], tmp_path: Path):
    """N5: a figure typed over a rating is told with its customer; a file as delivered has no bent formula."""
    content = files["hostile"].delivered.read_bytes()
    bent = tmp_path / "bent.xlsx"
    book = openpyxl.load_workbook(files["hostile"].delivered)
    head, columns = _heads(book["Ratings"])
    book["Ratings"].cell(head + 1, columns["Rating"]).value = 5
    book.save(bent)

    assert _bent(content, content) == {}
    assert list(_bent(content, bent.read_bytes())) == ["rating:customer:0012"]


def _bent(delivered: bytes, edited: bytes) -> dict[str, str]:
    books = [read_xlsx("strategy.xlsx", content) for content in (delivered, edited)]
    layout = layout_of(books[0].described)
    shown = [sheet.name for sheet in books[0].sheets if sheet.name not in {table.sheet for table in layout.tables}]
    found = [find_tables(book, layout, shown) for book in books]
    table = found[1]["ratings"]
    own = Delivered.of(found[0]["ratings"])
    rows = {str(row.cell("key").value): row for row in table.rows}
    _, places = bent_formulas(table, rows, own, (Columns.of(found[0].values()), Columns.of(found[1].values())))
    assert any(column.role == ENTRY for column in table.layout.columns)
    return places


def test_true_contribution_is_looked_up_where_it_is_worked_out(files: dict[str, Made]):
    """N1: a factor of true contribution and one of hours follow the table of true contribution; there is no second copy of the figures."""
    made = files["example"]
    live = [formula for (sheet, _), formula in formulas(made.delivered).items() if sheet == "Ratings" and "INDEX(Contribution[" in formula]

    assert len(live) == 2 * len(made.study.customers)
