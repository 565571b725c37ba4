"""The factor tree: a row per factor with its weight to tune and what it means; below it classes, scales and the words for each point."""

from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deep_dive import DeepDive
from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.cells import quoted
from segkit.deliverables.excel.factor_scales import write_anchors, write_classes, write_missing, write_scales
from segkit.deliverables.excel.inputs import write_tuned
from segkit.deliverables.excel.live_table import LiveTable
from segkit.deliverables.excel.workbook import Book, page
from segkit.rating.factors.settings import DIRECTIONS, LEVERS
from segkit.rating.factors.summing import weights_in_all
from segkit.rating.factors.tree import Node, Tree
from segkit.rating.factors.tuned import cell_name, factor_parameters
from segkit.views.ratings.telling import measure_label

HEADING_ROW = 5
WEIGHT, ADDS_UP, IN_ALL, LAST = 3, 4, 5, 10
WIDTHS = (18, 20, 28, 11, 12, 14, 48, 30, 16, 26, 28)
WHOLE = 100


def weight_in_all(book: Book, position: int) -> str:
    """Return the reference to the cell of a factor's weight in all."""
    return book.ref("factors", xl_rowcol_to_cell(HEADING_ROW + 1 + position, IN_ALL, row_abs=True, col_abs=True))


def write(book: Book, deep: DeepDive, table: AccountTable, ratings: LiveTable) -> None:
    """Write the tree and everything that a rating is made of; `ratings` is where the ratings lie."""
    words, sheet, tree = book.study.words, book.sheets["factors"], deep.tree
    sheet.title(
        words("Factor tree"), words("Change a yellow cell and every customer is rated again. A cell that was changed takes another colour.")
    )
    sheet.widths(*WIDTHS)
    headings = [
        words("Level 1"), words("Level 2"), words("Level 3"), words("Weight in %"), words("Below it adds up to"), words("Weight in all"),
        words("Definition"), words("Direction"), words("Responsible"), words("Data source"), words("Measured by"),
    ]  # fmt: skip
    sheet.heads(HEADING_ROW, 0, headings, {WEIGHT, ADDS_UP, IN_ALL})
    sheet.height(HEADING_ROW, 32)
    values = {value.key: value for value in factor_parameters(tree)}
    in_all = weights_in_all(tree)
    for i, node in enumerate(tree.nodes):
        row = HEADING_ROW + 1 + i
        _names(book, row, node)
        write_tuned(book, "factors", (row, WEIGHT), values[f"tree.weights.{node.name}"], ((0, WHOLE), "hours"))
        _adds_up(book, row, tree, node.children)
        sheet.formula(row, IN_ALL, _in_all(tree, i), float(in_all[i]), "line", "share", "middle")
        _described(book, row, node)
    row = HEADING_ROW + 1 + len(tree.nodes)
    _total(book, row, tree)
    _checks(book, tree, ratings)
    row = write_classes(book, row + 2, deep, table)
    row = write_missing(book, row + 1, tree)
    scales = row + 1
    row = write_scales(book, scales, tree)
    row = write_anchors(book, row + 1, tree)
    page(book, "factors", wide=True, last=(row, LAST), breaks=[scales])
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, 3)


def _names(book: Book, row: int, node: Node) -> None:
    """Write a factor's name in the column of its level; the others stay empty, so that the levels are seen."""
    sheet = book.sheets["factors"]
    looks = ("line", "wrap", *(["label"] if not node.is_leaf or node.level == 1 else []), "middle")
    for level in range(1, 4):
        sheet.client(row, level - 1, node.name if level == node.level else "", *looks)


def _adds_up(book: Book, row: int, tree: Tree, children: tuple[int, ...], look: str = "line") -> None:
    sheet = book.sheets["factors"]
    if not children:
        sheet.blank(row, ADDS_UP, "line")
        return
    formula = f"ROUND({_sum(tree, children)},6)"
    sheet.formula(row, ADDS_UP, formula, round(sum(100 * tree.nodes[i].weight for i in children), 6), "hours", look, "middle")
    cell = xl_rowcol_to_cell(row, ADDS_UP)
    wrong = {"type": "formula", "criteria": f"={cell}<>{WHOLE}", "format": book.styles.changed()}
    sheet.checked(sheet.worksheet.conditional_format(row, ADDS_UP, row, ADDS_UP, wrong), "a colour")


def _sum(tree: Tree, positions: tuple[int, ...]) -> str:
    return "+".join(cell_name(tree.nodes[i], "weight") for i in positions)


def _in_all(tree: Tree, position: int) -> str:
    """Return the share of the whole: the product of the shares of the groups down to it."""
    node = tree.nodes[position]
    siblings = next(children for parent, children in tree.groups if parent == node.parent)
    above = "1" if node.parent is None else xl_rowcol_to_cell(HEADING_ROW + 1 + node.parent, IN_ALL, row_abs=True, col_abs=True)
    whole = _sum(tree, siblings)
    return f"IF({whole}>0,{cell_name(node, 'weight')}/({whole})*{above},0)"


def _described(book: Book, row: int, node: Node) -> None:
    words, sheet = book.words, book.sheets["factors"]
    for col, text in ((IN_ALL + 1, node.definition), (IN_ALL + 3, node.owner), (IN_ALL + 4, node.source)):
        sheet.client(row, col, text, "line", "wrap", "middle")
    lever = [words(LEVERS[node.lever])] if node.lever else []
    direction = [words(DIRECTIONS[node.direction])] if node.is_leaf else []
    sheet.text(row, IN_ALL + 2, "; ".join([*direction, *lever]), "line", "wrap", "middle")
    measured = "" if not node.is_leaf else words("points given by people") if node.is_rated else measure_label(book.study, str(node.column))
    sheet.client(row, LAST, f"{measured} ({node.unit})" if node.unit and measured else measured, "line", "wrap", "middle")


def _total(book: Book, row: int, tree: Tree) -> None:
    words, sheet = book.words, book.sheets["factors"]
    for col in range(LAST + 1):
        sheet.text(row, col, words("Level 1 adds up to") if col == 0 else "", "total")
    _adds_up(book, row, tree, next(children for parent, children in tree.groups if parent is None), "total")


def _checks(book: Book, tree: Tree, ratings: LiveTable) -> None:
    """Write above the tree whether all weights add up, and how many customers have another class than the one delivered."""
    words, sheet = book.words, book.sheets["factors"]
    cells = [
        xl_rowcol_to_cell(HEADING_ROW + 1 + (len(tree.nodes) if parent is None else parent), ADDS_UP)
        for parent, _ in tree.groups
    ]  # fmt: skip
    good = words("The weights of every group add up to 100.")
    bad = words("The weights of a group do not add up to 100: until they do, each counts for its share of their sum.")
    sums = [round(sum(100 * tree.nodes[i].weight for i in children), 6) for _, children in tree.groups]
    test = ",".join(f"{cell}={WHOLE}" for cell in cells)
    sheet.merged(2, 0, IN_ALL + 1, "label")
    value = good if all(found == WHOLE for found in sums) else bad
    sheet.formula(2, 0, f"IF(AND({test}),{quoted(good)},{quoted(bad)})", value, "label")
    look = {"type": "formula", "criteria": f"=NOT(AND({test}))", "format": book.styles.changed()}
    sheet.checked(sheet.worksheet.conditional_format(2, 0, 2, IN_ALL + 1, look), "a colour")
    sheet.text(3, 0, words("Customers whose class is another one than the one delivered:"), "plain")
    moved = f"SUMPRODUCT(1-EXACT({ratings.column('class')},{ratings.column('delivered')}))"
    sheet.formula(3, WEIGHT, moved, 0, "count", "label")
