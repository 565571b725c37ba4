"""The form of the factor tree: what stands in it, and that its live cells say what the engine says."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from recalculation import differences, recalculated, stripped, values
from tiny import TINY

from segkit.deliverables.tree_form import write_tree_form
from segkit.deliverables.tree_form.points import points_text, read_number, read_points
from segkit.deliverables.xlsxlint import lint
from segkit.engagement import Engagement, read_engagement
from segkit.rating.factors.checking import gaps
from segkit.rating.factors.measures import MEASURES
from segkit.rating.factors.pairwise import judged_pair, weights
from segkit.rating.factors.settings import FactorTree, Judgement
from segkit.rating.factors.starting import starting_tree
from segkit.words import Words

DEEP = TINY.replace("package: basic", "package: deepdive")
PAIRED = """\
tree:
  factors:
    - name: Worth
      weight_pct: 60
      definition: d
      owner: Ida
      pairwise:
        - {voter: Ida, prefer: Growth, over: Loyalty, times: 3}
        - {voter: Ida, prefer: Growth, over: Payment, times: 5}
        - {voter: Ida, prefer: Loyalty, over: Payment, times: 2}
        - {voter: Bo, prefer: Loyalty, over: Growth, times: 2}
        - {voter: Bo, prefer: Growth, over: Payment, times: 4}
        - {voter: Bo, prefer: Loyalty, over: Payment, times: 7}
      factors:
        - {ready: growth}
        - {ready: loyalty}
        - {ready: payment}
    - name: "Effort 100* \\"net\\""
      weight_pct: 30
      definition: d
      owner: Bo
      factors:
        - {ready: quality, weight_pct: 55.5}
        - {ready: complexity, weight_pct: 44.4}
"""


def engagement_of(workbook: Callable[..., Path], yaml: str = DEEP) -> Engagement:
    return read_engagement(workbook(yaml), sources_needed=False)


def cells(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


@pytest.mark.parametrize("language", ["da", "sv", "nb", "en", "de"])
def test_the_starting_tree_lacks_nothing_but_owners(language: str):
    """K25, K38: what a workshop begins with is whole but for who answers for it, in every language."""
    found = gaps(starting_tree(Words(language), FactorTree()), MEASURES)

    assert found
    assert {gap.place[-1] for gap in found} == {"owner"}


def test_a_client_without_a_tree_begins_with_an_example(workbook: Callable[..., Path], tmp_path: Path):
    """K38: three factors of level 1, split in two to three, and some of those again."""
    path, kept = write_tree_form(engagement_of(workbook), tmp_path)
    rows = [row[:3] for row in cells(path, "Factor tree")[8:] if row[0]]

    assert kept is None
    assert [row[0] for row in rows if row[1] is None] == ["Worth to us", "Effort", "Relation"]
    assert ("Relation", "Influence", "Opinion leader") in rows


def test_every_live_cell_says_what_the_engine_says(workbook: Callable[..., Path], tmp_path: Path):
    """K38, N10: LibreOffice, without the cached values, comes to the same sums, answers, means and spreads."""
    path, _ = write_tree_form(engagement_of(workbook, DEEP + PAIRED), tmp_path / "form")

    assert differences(path, tmp_path) == []


def test_the_live_cells_hold_what_people_see(workbook: Callable[..., Path], tmp_path: Path):
    """K38: level 1 adds up to 90, one group is weighed in pairs, the other adds up to 99.9, and the voters' widest pair is 6 apart."""
    engagement = engagement_of(workbook, DEEP + PAIRED)
    path, _ = write_tree_form(engagement, tmp_path / "form")
    shown = values(recalculated(stripped(path, tmp_path), tmp_path))
    pair = judged_pair(engagement.tree.factors[0].pairwise, "Growth", "Loyalty")

    assert [shown["Factor tree", cell] for cell in ("E6", "E9", "E13")] == [90, "in pairs", 99.9]
    assert (pair.answers, pair.together, pair.spread) == pytest.approx((2, 1.5**0.5, 6))
    assert [shown["In pairs", f"{col}9"] for col in "IJK"] == pytest.approx([2, 1.5**0.5, 6])


def test_the_voters_together_are_the_weights_judgements(workbook: Callable[..., Path]):
    """N10: what the form shows of a pair is the judgement that the group's weights are made from."""
    judgements = [Judgement(voter="Ida", prefer="a", over="b", times=3.0), Judgement(voter="Bo", prefer="b", over="a", times=2.0)]
    found = weights(judgements, ["a", "b"]).weights

    assert judged_pair(judgements, "a", "b").together == pytest.approx(found[0] / found[1])


def test_the_form_passes_the_lint(workbook: Callable[..., Path], tmp_path: Path):
    """G01: nothing in it that Excel would repair, and no formula in a client's text."""
    path, _ = write_tree_form(engagement_of(workbook, DEEP + PAIRED.replace("definition: d", "definition: '=1+1'")), tmp_path)

    assert lint(path) == ()


def test_a_form_that_was_filled_in_is_kept(workbook: Callable[..., Path], tmp_path: Path):
    """K38: a form that holds something else is not written over; the same form again leaves nothing beside it."""
    engagement = engagement_of(workbook)
    path, _ = write_tree_form(engagement, tmp_path)
    again = write_tree_form(engagement, tmp_path)
    book = openpyxl.load_workbook(path)
    book["Factor tree"]["F9"] = "Ida"
    book.save(path)
    filled = shutil.copyfile(path, tmp_path / "filled.xlsx").read_bytes()
    _, kept = write_tree_form(engagement, tmp_path)

    assert again == (path, None)
    assert kept == tmp_path / "tree (kept 1).xlsx"
    assert kept.read_bytes() == filled


@pytest.mark.parametrize("language", ["da", "sv", "nb", "en", "de"])
def test_no_two_choices_are_called_the_same(language: str, workbook: Callable[..., Path], tmp_path: Path):
    """K24: what a cell says in words leads back to one column."""
    labels = [Words(language)(label).casefold() for label in MEASURES.values()]

    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("language", ["da", "en"])
def test_points_are_read_as_they_are_written(language: str):
    """S03: with the language's decimal sign, negative values and spaces as people type them."""
    points = [(-0.2, 1.0), (0.03, 2.5), (1000000.0, 5.0)]

    assert read_points(points_text(points, Words(language))) == points
    assert points_text(points, Words("da")) == "-0,2: 1; 0,03: 2,5; 1000000: 5"
    assert read_points(" 1 000 000 : 5 ;\n2000000:4") == [(1e6, 5.0), (2e6, 4.0)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("100.000", "'100.000' can be read two ways: write 100000 for the large number, without thousands signs"),
        ("many", "'many' is no number"),
    ],
)
def test_a_number_that_is_none_says_so(text: str, sentence: str):
    """S03: nothing is guessed of a number with a thousands sign."""
    with pytest.raises(ValueError, match="^" + sentence.replace(".", r"\.") + "$"):
        read_number(text)


def test_a_pair_without_a_colon_says_so():
    """S03: each pair is a value, a colon and points."""
    with pytest.raises(ValueError, match=r"^'30 3' is no pair of value and points with a colon between them$"):
        read_points("0: 5; 30 3")
