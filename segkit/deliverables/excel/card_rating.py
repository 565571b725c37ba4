"""What one customer's rating is made of: a row per factor with its points, what it counts for and what it adds; the sum is the rating."""

from collections.abc import Sequence

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deliverables.excel.card_cells import KNOWN, Card
from segkit.deliverables.excel.rating_layout import given_key, points_key, value_key, value_kind
from segkit.deliverables.excel.sentence_formula import sentence_formula
from segkit.deliverables.excel.workbook import Book
from segkit.rating.factors.tree import Node, Tree
from segkit.rating.factors.tuned import LOWEST, cell_name
from segkit.views.ratings.telling import measure_label
from segkit.words import is_missing, phrase
from segkit.words.language import UNKNOWN

BETWEEN = phrase("between '{lower}' and '{upper}'")
VALUE, POINTS, COUNTS, ADDS, MEANS = range(1, 6)
ONE_LINE, TWO_LINES = 17, 29
LETTERS = 33
"""Letters of an anchor that stand on one line."""


def write_rating(book: Book, card: Card, row: int) -> int:
    """Write the factors and their sum; return the row below."""
    words, sheet, tree = book.words, book.sheets["card"], card.layout.deep.tree
    for col in range(MEANS + 1):
        sheet.text(row, col, words("What the rating is made of") if col == 0 else "", "section")
    headings = [
        words("Factor"), words("Value or point given"), words("Points"), words("Counts for"), words("Adds to the rating"), words("Which means"),
    ]  # fmt: skip
    sheet.heads(row + 1, 0, headings, {VALUE, POINTS, COUNTS, ADDS})
    sheet.height(row + 1, 30)
    first = row + 2
    for i, node in enumerate(tree.nodes):
        _node(book, card, (first, i), node)
    _total(book, card, first + len(tree.nodes), first)
    return first + len(tree.nodes) + 1


def _node(book: Book, card: Card, place: tuple[int, int], node: Node) -> None:
    sheet, tree, (first, i) = book.sheets["card"], card.layout.deep.tree, place
    at = first + i
    look = ("line", *(["label"] if not node.is_leaf else []), "middle")
    sheet.height(at, ONE_LINE)
    sheet.client(at, 0, "    " * (node.level - 1) + node.name, *look, "left")
    if node.is_leaf:
        key, kind = (given_key(node), "exact") if node.is_rated else (value_key(i), value_kind(node))
        card.write(at, VALUE, card.rated(key, kind), "line", "middle")
    else:
        sheet.blank(at, VALUE, "line")
    card.write(at, POINTS, card.rated(points_key(i), "exact"), *look)
    weight, adds = _counted(card, i)
    sheet.formula(at, COUNTS, _counts_formula(tree, i, first), weight, "share", *look)
    points, counts = (xl_rowcol_to_cell(at, col) for col in (POINTS, COUNTS))
    sheet.formula(at, ADDS, f'IF(COUNT({points},{counts},{_rating(card)})=3,{points}*{counts},"{UNKNOWN}")', adds, "exact", *look)
    _meaning(book, card, at, node)


def _rating(card: Card) -> str:
    return f"INDEX({card.layout.place.column('rating')},MAX({KNOWN},1))"


def _counts_formula(tree: Tree, position: int, first: int) -> str:
    """Return what a factor counts for: its share of what is known of its group, times what the group counts for."""
    node = tree.nodes[position]
    siblings = next(children for parent, children in tree.groups if parent == node.parent)

    def known(i: int) -> str:
        return f"ISNUMBER({xl_rowcol_to_cell(first + i, POINTS)})*{cell_name(tree.nodes[i], 'weight')}"

    whole = "+".join(known(i) for i in siblings)
    above = "" if node.parent is None else f"*{xl_rowcol_to_cell(first + node.parent, COUNTS)}"
    return f'IF({known(position)}>0,{cell_name(node, "weight")}/({whole}){above},"{UNKNOWN}")'


def _counted(card: Card, position: int) -> tuple[float | str, float | str]:
    """Return what a factor counts for and what it adds, as the engine has it; dashes where nothing below it is known."""
    scores, at = card.layout.deep.scores, card.position
    below = [place for place, leaf in enumerate(scores.tree.leaves) if _is_below(scores.tree, leaf, position)]
    weight = float(scores.weights[at, below].sum())
    if weight <= 0:
        return UNKNOWN, UNKNOWN
    adds = float(scores.contributions[at, below].sum())
    return weight, UNKNOWN if np.isnan(scores.score[at]) else adds


def _is_below(tree: Tree, leaf: int, position: int) -> bool:
    """Return whether a leaf is a factor or stands below it."""
    place = tree.nodes[position].place
    return tree.nodes[leaf].place[: len(place)] == place


def _meaning(book: Book, card: Card, row: int, node: Node) -> None:
    """Write the words of the point that was given, or what is measured."""
    words, sheet = book.words, book.sheets["card"]
    if not node.is_leaf:
        sheet.blank(row, MEANS, "line")
        return
    if not node.is_rated:
        measured = measure_label(book.study, str(node.column))
        sheet.client(row, MEANS, f"{measured} ({node.unit})" if node.unit else measured, "line", "wrap", "middle", "faint")
        return
    given, anchors = xl_rowcol_to_cell(row, VALUE), cell_name(node, "anchors")

    def of(point: str) -> str:
        return f"INDEX({anchors},{point}-{LOWEST}+1)"

    between = sentence_formula(words(BETWEEN), {"lower": of(f"INT({given})"), "upper": of(f"INT({given})+1")})
    formula = f'IF(ISNUMBER({given}),IFERROR(IF({given}=INT({given}),{of(given)}&"",{between}),""),"")'
    sheet.formula(row, MEANS, formula, _meant(book, card, node), "line", "wrap", "middle", "faint")
    longest = max((len(text) for text in node.anchors.values()), default=0)
    sheet.height(row, TWO_LINES if longest > LETTERS else ONE_LINE)


def _meant(book: Book, card: Card, leaf: Node) -> str:
    point = card.values[given_key(leaf)]
    if is_missing(point):
        return ""
    texts = _texts(leaf, card.layout.deep.tree)
    lower = int(point // 1) - card.layout.deep.tree.lowest
    if point == int(point):
        return texts[lower]
    return book.words(BETWEEN, lower=texts[lower], upper=texts[lower + 1])


def _texts(leaf: Node, tree: Tree) -> Sequence[str]:
    return [leaf.anchors.get(point, "") for point in range(tree.lowest, tree.highest + 1)]


def _total(book: Book, card: Card, row: int, first: int) -> None:
    """Write the sum of what the factors of level 1 add, which is the rating."""
    words, sheet, tree = book.words, book.sheets["card"], card.layout.deep.tree
    tops = [first + i for i, node in enumerate(tree.nodes) if node.parent is None]
    sheet.text(row, 0, words("Rating"), "total", "left")
    sheet.text(row, VALUE, "", "total")
    rating = card.rated("rating", "exact")
    card.write(row, POINTS, rating, "total")
    for col, look in ((COUNTS, "share"), (ADDS, "exact")):
        cells = ",".join(xl_rowcol_to_cell(top, col) for top in tops)
        found = [_counted(card, i)[col - COUNTS] for i, node in enumerate(tree.nodes) if node.parent is None]
        known = [value for value in found if isinstance(value, float)]
        sheet.formula(row, col, f'IF(COUNT({cells})=0,"{UNKNOWN}",SUM({cells}))', sum(known) if known else UNKNOWN, look, "total")
    card.write(row, MEANS, card.rated("class"), "total", "left")
