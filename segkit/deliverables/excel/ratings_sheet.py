"""The ratings: a row per customer with every level of the factor tree, from value or point to class; live, and open for other points."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from xlsxwriter.utility import xl_col_to_name, xl_range_abs

from segkit.deliverables.excel.account_entries import LONGEST, MESSAGE, TITLE
from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.cells import Sheet
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.factors_sheet import weight_in_all
from segkit.deliverables.excel.live_table import LiveTable, TableColumn, write_table
from segkit.deliverables.excel.rating_formulas import rating_formulas
from segkit.deliverables.excel.rating_layout import (
    BAND_ROW,
    HEADING_ROW,
    LEVEL_ROW,
    SHOWN_ROW,
    WEIGHT_ROW,
    WEIGHTS,
    RatingColumn,
    RatingLayout,
    given_key,
    points_key,
    value_key,
)
from segkit.deliverables.excel.returned_tables import ReturnedTable
from segkit.deliverables.excel.shown_rows import LINE, ROW
from segkit.deliverables.excel.workbook import Book, page
from segkit.intake.corrections import COMMENT
from segkit.rating.factors.summing import weights_in_all
from segkit.rating.factors.tuned import HIGHEST, LOWEST, class_name
from segkit.views.ratings.naming import class_label
from segkit.views.ratings.telling import firmness, reason_label, shortest_ways, whys

KEY = "rating:customer:"
"""What an entry of this sheet is known by, before the customer's number."""
NUMBERS = "rating_numbers"
"""The name of the cells that hold the customers' numbers."""
PRINTED = "up"
"""The last column on paper: class and rating, page by page; the points behind them are for the screen and for the page of one customer."""


def write(book: Book, table: AccountTable, layout: RatingLayout, money: LiveTable | None = None) -> ReturnedTable:
    """Write the sheet: what the tree's columns are, the table, colours by class. Return what is read of it when it comes back.

    `money` is where the table of true contribution lies, if the file has one.
    """
    words, sheet, place = book.study.words, book.sheets["ratings"], layout.place
    sheet.title(
        words("Ratings"),
        words(
            "Every customer's points and ratings at every level of the factor tree. Change a point in a yellow cell and the class follows."
        ),
    )
    sheet.text(2, 0, words("An empty cell is unknown, never low. The heading says which figures are as delivered."), "faint")
    values = rating_values(layout, table)
    formulas = rating_formulas(layout, table, money)
    columns = [
        TableColumn(
            column.key,
            place.headings[column.key],
            column.kind,
            values[column.key],
            formulas.get(column.key, ""),
            column.width,
            entry=column.entry,
            hidden=column.hidden,
        )
        for column in layout.columns
    ]
    write_table(sheet, place, columns)
    _bands(book, layout)
    _weights(book, layout)
    _checks(book, layout)
    book.define(NUMBERS, "ratings", xl_range_abs(place.first + 1, place.position("number"), place.last, place.position("number")))
    _colours(book, sheet, layout)
    sheet.height(HEADING_ROW, 58)
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, 2)
    page(book, "ratings", wide=True, repeat=HEADING_ROW, last=(place.last, place.position(PRINTED)))
    return ReturnedTable("ratings", place, [replace(column, values=()) for column in columns])


def rating_values(layout: RatingLayout, table: AccountTable) -> Mapping[str, Sequence[Any]]:
    """Return what the cells hold, as the engine has it, in the order of the customers' table."""
    study, deep = layout.study, layout.deep
    tree, scores = deep.tree, deep.scores
    numbers = table.rows["customer_id"]
    order = pd.Index(deep.customers["customer_id"]).get_indexer(pd.Index(numbers))
    levels, labels = scores.levels, {band.name: class_label(study, band.name) for band in tree.classes}
    classes = [class_label(study, name) for name in scores.rating_class]
    best_first = [labels[band.name] for band in tree.classes]
    higher = {name: best_first[i - 1] if i else "" for i, name in enumerate(best_first)}
    rated = ~np.isnan(scores.score)
    by_engine: dict[str, Sequence[Any]] = {
        "class": classes,
        "rating": scores.score.tolist(),
        "covered": scores.covered.tolist(),
        "reason": [reason_label(study, reason) for reason in scores.not_rated_because],
        "next": [higher[name] if known else "" for name, known in zip(classes, rated, strict=True)],
        "up": deep.ways.up.round(6).tolist(),
        "way": shortest_ways(study, deep),
        "firm": firmness(study, deep),
        "why": whys(study, deep),
        "delivered": classes,
        "comment": [study.corrections.value(f"{KEY}{number}", COMMENT) for number in deep.customers["customer_id"]],
        "total": scores.total.tolist(),
        "worst": scores.worst.tolist(),
        "best": scores.best.tolist(),
        "key": [f"{KEY}{number}" for number in deep.customers["customer_id"]],
    }
    points = scores.points
    for i, node in enumerate(tree.nodes):
        by_engine[points_key(i)] = (points[:, tree.leaves.index(i)] if node.is_leaf else levels[:, i]).tolist()
        if node.is_rated:
            by_engine[given_key(node)] = deep.raters.points[node.name].tolist()
        elif node.is_leaf:
            by_engine[value_key(i)] = pd.to_numeric(deep.figures[node.column], errors="coerce").tolist()
    found = {key: [values[i] for i in order] for key, values in by_engine.items()}
    lines = list(range(1, len(numbers) + 1))
    shown = {key: table.shown[key].tolist() for key in ("number", "name", "grade")}
    owners = {"owner": table.shown["owner"].tolist()} if layout.has_owners else {}
    return found | shown | owners | {LINE: lines, ROW: lines}


def _bands(book: Book, layout: RatingLayout) -> None:
    """Write the factors of level 1 above the columns that belong to them."""
    words, sheet, nodes = book.words, book.sheets["ratings"], layout.deep.tree.nodes
    tops = [i for i, node in enumerate(nodes) if node.parent is None]
    for number, top in enumerate(tops):
        last_node = (tops[number + 1] if number + 1 < len(tops) else len(nodes)) - 1
        first, last = (layout.place.position(column.key) for column in (layout.of_node(top)[0], layout.of_node(last_node)[-1]))
        shown = next(
            at for at in range(first, last + 1) if not layout.columns[at].hidden
        )  # the first column of a level is never hidden: a group, a value or an entry
        for at in range(first, last + 1):
            sheet.text(BAND_ROW, at, "", "band")
        sheet.client(BAND_ROW, shown, nodes[top].name, "band")
    sheet.height(BAND_ROW, 22)
    sheet.text(SHOWN_ROW, 1, words("Weight in all"), "faint", "right")
    for at, column in enumerate(layout.columns):
        if column.node is not None and not column.hidden:
            sheet.text(LEVEL_ROW, at, _told(layout, column), "faint", "right")


def _told(layout: RatingLayout, column: RatingColumn) -> str:
    """Return what the numbers of a column of the tree are."""
    words, node = layout.study.words, layout.deep.tree.nodes[column.node or 0]
    if not node.is_leaf:
        return words("Level {n}", n=node.level)
    return words("Points") if column.key == points_key(column.node or 0) else words("Point given") if column.entry else words("Value")


def _weights(book: Book, layout: RatingLayout) -> None:
    """Write each factor's weight in all above its first column; below, in a hidden row with a name, each leaf's above its points.

    What is known of a customer is weighed by the hidden row, which holds nothing above values and groups.
    """
    sheet, place, tree = book.sheets["ratings"], layout.place, layout.deep.tree
    in_all = weights_in_all(tree).tolist()
    for i, node in enumerate(tree.nodes):
        weight = weight_in_all(book, i)
        sheet.formula(SHOWN_ROW, place.position(layout.of_node(i)[0].key), weight, in_all[i], "share", "faint")
        if node.is_leaf:
            sheet.formula(WEIGHT_ROW, place.position(points_key(i)), weight, in_all[i], "share", "faint")
    first, last = (place.position(key) for key in layout.ends)
    book.define(WEIGHTS, "ratings", xl_range_abs(WEIGHT_ROW, first, WEIGHT_ROW, last))
    sheet.worksheet.set_row(WEIGHT_ROW, None, None, {"hidden": True})


def _checks(book: Book, layout: RatingLayout) -> None:
    """Let the entries take points of the scale only, and tell what each means when one stands on it."""
    words, sheet, place = book.words, book.sheets["ratings"], layout.place
    for leaf in (layout.deep.tree.nodes[i] for i in layout.deep.tree.leaves):
        if not leaf.is_rated:
            continue
        col = place.position(given_key(leaf))
        told = " · ".join(f"{point}: {text}" for point, text in sorted(leaf.anchors.items())) or leaf.definition
        rule = {
            "validate": "decimal",
            "criteria": "between",
            "minimum": f"={LOWEST}",
            "maximum": f"={HIGHEST}",
            "input_title": leaf.name[:TITLE],
            "input_message": told[:MESSAGE],
            "error_title": words("Not a value that fits")[:TITLE],
            "error_message": words("Write a point of the scale. An empty cell is unknown.")[:MESSAGE],
        }
        sheet.checked(sheet.worksheet.data_validation(place.first + 1, col, place.last, col, rule), "a check of an input")
    col = place.position("comment")
    text = {
        "validate": "length",
        "criteria": "<=",
        "value": LONGEST,
        "error_title": words("Too long")[:TITLE],
        "error_message": words("Write at most {n} letters.", n=LONGEST)[:MESSAGE],
    }
    sheet.checked(sheet.worksheet.data_validation(place.first + 1, col, place.last, col, text), "a check of an input")


def _colours(book: Book, sheet: Sheet, layout: RatingLayout) -> None:
    place: LiveTable = layout.place
    grade = place.position("grade")
    colour_grades(book, sheet, (place.first + 1, grade, place.last, grade))
    for key in ("class", "delivered"):
        col = place.position(key)
        colour_classes(book, sheet, (place.first + 1, col, place.last, col), len(layout.deep.tree.classes))


def colour_classes(book: Book, sheet: Sheet, cells: tuple[int, int, int, int], count: int) -> None:
    """Colour cells by the class of the rating that stands in them."""
    first = f"${xl_col_to_name(cells[1])}{cells[0] + 1}"
    for number, look in enumerate(book.styles.grades(count), start=1):
        criteria = f"=EXACT({first},{class_name(number, 'name')})"
        sheet.checked(sheet.worksheet.conditional_format(*cells, {"type": "formula", "criteria": criteria, "format": look}), "a colour")
