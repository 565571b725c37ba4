"""The formulas of the table of ratings, from each customer's value or point up to its class; every rule stands beside the engine's."""

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.cells import quoted
from segkit.deliverables.excel.finding_rows import row_formula
from segkit.deliverables.excel.live_table import FIGURES, LiveTable
from segkit.deliverables.excel.rating_layout import WEIGHTS, RatingLayout, given_key, points_key, value_key
from segkit.deliverables.excel.shown_rows import LINE, ROW, value_formula
from segkit.rating import NOT_RATED
from segkit.rating.factors.measures import GIVEN
from segkit.rating.factors.scales import given_formula, points_formula
from segkit.rating.factors.scoring import (
    ClassCells,
    bound_formula,
    class_between_formula,
    class_formula,
    covered_formula,
    node_formula,
    score_formula,
)
from segkit.rating.factors.tree import Node
from segkit.rating.factors.tuned import HIGHEST, LEAST_COVERED, LOWEST, cell_name, class_name, pair_names
from segkit.views.ratings.telling import reason_label

OF_CUSTOMERS = frozenset({*GIVEN, "revenue", "utilisation", "headroom", "contribution", "orders"})
"""Measures that the table of customers has under the same key; its hours are those that are planned, not those that were spent."""
OF_CONTRIBUTION = {
    "true_contribution": "INDEX({true_contribution},{row})",
    "true_contribution_pct": 'IF(ISNUMBER(INDEX({true_share},{row})),100*INDEX({true_share},{row}),"")',
    "hours": "INDEX({hours},{row})",
}
"""Measures that the table of true contribution has, by its columns."""


def class_cells(layout: RatingLayout) -> ClassCells:
    """Return the names of the cells of the classes."""
    numbers = range(1, len(layout.deep.tree.classes) + 1)
    return ClassCells(tuple(class_name(k, "least") for k in numbers), tuple(class_name(k, "name") for k in numbers))


def rating_formulas(layout: RatingLayout, table: AccountTable, money: LiveTable | None = None) -> dict[str, str]:
    """Return the formula of every live column; `table` is the table of customers, `money` that of true contribution, if the file has one."""
    cell, tree, words = layout.place.cell, layout.deep.tree, layout.study.words
    found = {key: value_formula(table, key, cell(ROW)) for key in ("number", "name", "owner", "grade") if layout.place.has(key)}
    for i, node in enumerate(tree.nodes):
        if not node.is_leaf:
            found[points_key(i)] = _sum(layout, node.children)
        elif node.is_rated:
            found[points_key(i)] = given_formula(cell(given_key(node)), LOWEST, HIGHEST, cost=node.direction == "cost")
        else:
            found[points_key(i)] = points_formula(cell(value_key(i)), *pair_names(node))
            looked_up = _value(node, layout, table, money)
            found |= {value_key(i): looked_up} if looked_up else {}
    covered, rating, total = cell("covered"), cell("rating"), cell("total")
    least = LEAST_COVERED if tree.settings.missing == "renormalise" else "1"
    found |= {
        "total": _sum(layout, next(children for parent, children in tree.groups if parent is None)),
        "covered": covered_formula(layout.tree_span, WEIGHTS),
        "rating": score_formula(total, covered, least),
        ROW: row_formula(table, cell(LINE)),
    }
    not_rated, cells = quoted(words(NOT_RATED)), class_cells(layout)
    if layout.bounds:
        found |= {key: bound_formula(layout.tree_span, WEIGHTS, covered, end) for key, end in (("worst", LOWEST), ("best", HIGHEST))}
        found["class"] = class_between_formula(cell("worst"), cell("best"), covered, cells, not_rated)
    else:
        found["class"] = class_formula(rating, cells, not_rated)
    found["reason"] = _reason(layout, not_rated)
    found["next"] = _above(rating, cells, cells.names)
    found["up"] = _above(rating, cells, tuple(f"ROUND({least}-{rating},6)" for least in cells.least))
    return found


def _value(leaf: Node, layout: RatingLayout, table: AccountTable, money: LiveTable | None) -> str:
    """Return the formula of a measured leaf's value where another sheet works it out or holds it; empty text elsewhere."""
    if is_looked_up(leaf, table):
        return value_formula(table, str(leaf.column), layout.place.cell(ROW))
    if money is None or leaf.column not in OF_CONTRIBUTION:
        return ""
    columns = {name: money.column(name) for name in ("true_contribution", "true_share", "hours") if money.has(name)}
    if leaf.column == "hours" and "hours" not in columns:
        return ""
    row = row_formula(money, layout.place.cell(LINE))
    return OF_CONTRIBUTION[leaf.column].format(**columns, row=row)


def is_looked_up(leaf: Node, table: AccountTable) -> bool:
    """Return whether the table of customers holds a measured leaf's values as numbers; otherwise they stand among the ratings themselves."""
    kinds = {column.key: column.kind.removeprefix("live ") for column in table.columns}
    return leaf.column in OF_CUSTOMERS and kinds.get(leaf.column) in FIGURES


def _sum(layout: RatingLayout, children: tuple[int, ...]) -> str:
    nodes = layout.deep.tree.nodes
    return node_formula([(layout.place.cell(points_key(i)), cell_name(nodes[i], "weight")) for i in children])


def _reason(layout: RatingLayout, not_rated: str) -> str:
    """Return why a customer has no class, by the rule for missing points; empty text for one who has."""
    other = {"renormalise": "too_little_known", "block": "a_point_missing", "bounds": "class_open"}[layout.deep.tree.settings.missing]
    nothing, open_ = (quoted(reason_label(layout.study, reason)) for reason in ("nothing_known", other))
    return f'IF({layout.place.cell("class")}<>{not_rated},"",IF(COUNT({layout.place.cell("total")})=0,{nothing},{open_}))'


def _above(rating: str, cells: ClassCells, shown: tuple[str, ...]) -> str:
    """Return what is shown of the class above a rating's; empty text in the highest one and without a rating."""
    found = shown[-2] if len(shown) > 1 else '""'
    for i in range(len(shown) - 3, -1, -1):
        found = f"IF({rating}>={cells.least[i + 1]},{shown[i]},{found})"
    return f'IF(ISNUMBER({rating}),IF({rating}>={cells.least[0]},"",{found}),"")' if len(shown) > 1 else '""'
