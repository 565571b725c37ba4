"""What stands below the factor tree: the classes, the rule for missing points, the scales of measured factors, the words for each point."""

from collections.abc import Sequence

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from segkit.deep_dive import DeepDive
from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.cells import quoted
from segkit.deliverables.excel.inputs import write_tuned
from segkit.deliverables.excel.workbook import Book
from segkit.rating import NOT_RATED
from segkit.rating.factors.settings import MISSING
from segkit.rating.factors.tree import Node, Tree
from segkit.rating.factors.tuned import HIGHEST, LEAST_COVERED, LOWEST, cell_name, class_name, factor_parameters, pair_names
from segkit.views.ratings.naming import class_label, given
from segkit.views.ratings.telling import figure, measure_label

NUMBER, SECOND, THIRD, TEXT, LAST = 3, 4, 5, 6, 10
"""The columns of a section: the name is joined from the first three, the text from the last ones."""


def write_classes(book: Book, row: int, deep: DeepDive, table: AccountTable) -> int:
    """Write the classes with their least rating and their customers; return the row below them."""
    study, words, sheet = book.study, book.study.words, book.sheets["factors"]
    headings = [words("Class"), words("Least rating"), words("Customers"), words("Share of revenue"), words("As delivered")]
    _section(book, row, words("Classes of the rating"), headings, {0, 1, 2})
    customers = deep.customers
    revenue = float(customers["revenue"].sum())
    classes = deep.tree.classes
    at = row + 2
    for number, band in enumerate((*classes, None), start=1):
        name = class_label(study, band.name if band else None)
        chosen = customers["rating_class"] == band.name if band else customers["rating_class"].isna()
        count, money = int(chosen.sum()), float(customers.loc[chosen, "revenue"].sum())
        _name(book, at, name)
        if band is None:
            sheet.blank(at, NUMBER, "line")
            told, letter = "", quoted(words(NOT_RATED))
        else:
            letter = class_name(number, "name")
            book.define(letter, "factors", xl_rowcol_to_cell(at, 0, row_abs=True, col_abs=True))
            _least(book, at, number, deep)
            told = words("from {least}", least=words.number(band.least, 2))
        own = f"EXACT({table.column('rating_class')},{letter})"
        sheet.formula(at, SECOND, f"SUMPRODUCT(--{own})", count, "line", "count", "middle")
        whole = f"SUM({table.column('revenue')})"
        share = f'IF({whole}>0,SUMPRODUCT(--{own},{table.column("revenue")})/{whole},"")'
        sheet.formula(at, THIRD, share, money / revenue if revenue > 0 else "", "line", "share", "middle")
        found = words.plural("{n} customer", "{n} customers", count)
        _text(book, at, f"{told}: {found}" if told else found, "faint")
        at += 1
    return at


def _least(book: Book, row: int, number: int, deep: DeepDive) -> None:
    """Write the least rating of a class: an input between its neighbours, but for the last class, which begins where the scale does."""
    sheet, classes = book.sheets["factors"], deep.tree.classes
    if number == len(classes):
        sheet.formula(row, NUMBER, LOWEST, deep.tree.lowest, "line", "exact", "middle")
        book.define(class_name(number, "least"), "factors", xl_rowcol_to_cell(row, NUMBER, row_abs=True, col_abs=True))
        return
    value = next(value for value in factor_parameters(deep.tree) if value.key == f"tree.classes.{number}.least")
    high = f"={HIGHEST}" if number == 1 else f"={class_name(number - 1, 'least')}"
    write_tuned(book, "factors", (row, NUMBER), value, ((f"={class_name(number + 1, 'least')}", high), "exact"))


def write_missing(book: Book, row: int, tree: Tree) -> int:
    """Write the scale's ends and what must be known of a customer; return the row below."""
    words, sheet, settings = book.words, book.sheets["factors"], tree.settings
    _section(
        book,
        row,
        words("Scale and missing points"),
        [words("Parameter"), words("Value"), "", words("As delivered"), words("Meaning")],
        {0, 2},
    )
    ends = words("The worst and the best point of the scale; they are agreed with what each point means.")
    for at, label, name, point in (
        (row + 2, words("Lowest point"), LOWEST, settings.lowest),
        (row + 3, words("Highest point"), HIGHEST, settings.highest),
    ):
        _name(book, at, label)
        sheet.number(at, NUMBER, point, "line", "count", "middle")
        book.define(name, "factors", xl_rowcol_to_cell(at, NUMBER, row_abs=True, col_abs=True))
        sheet.blank(at, SECOND, "line")
        sheet.number(at, THIRD, point, "line", "count", "faint", "middle")
        _text(book, at, ends if name == LOWEST else "")
    at = row + 4
    sheet.blank(at, SECOND, "line")
    if settings.missing == "renormalise":
        value = next(value for value in factor_parameters(tree) if value.name == LEAST_COVERED)
        _name(book, at, words(value.label))
        write_tuned(book, "factors", (at, NUMBER), value, ((0, 1), "percent"))
        sheet.number(at, THIRD, value.value, "line", "percent", "faint", "middle")
    else:
        _name(book, at, words("Missing points"))
        sheet.blank(at, NUMBER, "line")
        sheet.blank(at, THIRD, "line")
    _text(book, at, words(MISSING[settings.missing]))
    return at + 1


def write_scales(book: Book, row: int, tree: Tree) -> int:
    """Write the values and points of the measured factors; return the row below them."""
    words, sheet = book.words, book.sheets["factors"]
    leaves = [tree.nodes[i] for i in tree.leaves if not tree.nodes[i].is_rated]
    headings = [words("Factor"), words("Value"), words("Points"), words("As delivered"), words("Meaning")]
    _section(book, row, words("Points of the measured factors"), headings, {0, 1, 2})
    at = row + 2
    if not leaves:
        _name(book, at, words("Every factor is rated by people."))
        return at + 1
    values = {value.name: value for value in factor_parameters(tree)}
    for leaf in leaves:
        look, names = scale_look(leaf), list(zip(*pair_names(leaf), strict=True))
        for k, (value, points) in enumerate(names):
            _name(book, at, leaf.name, again=k > 0)
            low: float | str = f"={names[k - 1][0]}" if k else -1e12
            high: float | str = f"={names[k + 1][0]}" if k + 1 < len(names) else 1e12
            write_tuned(book, "factors", (at, NUMBER), values[value], ((low, high), look))
            write_tuned(book, "factors", (at, SECOND), values[points], ((f"={LOWEST}", f"={HIGHEST}"), "hours"))
            delivered = f"{figure(book.study, leaf.points[k][0], leaf.step)} → {given(book.study, leaf.points[k][1])}"
            sheet.text(at, THIRD, delivered, "line", "faint", "right", "middle")
            _text(book, at, _meaning(book, leaf) if k == 0 else "")
            at += 1
    return at


def _meaning(book: Book, leaf: Node) -> str:
    measured = measure_label(book.study, str(leaf.column)) + (f" ({leaf.unit})" if leaf.unit else "")
    return book.words("{measure}: between two values points lie on a straight line, beyond them they stay.", measure=measured)


def scale_look(leaf: Node) -> str:
    """Return the number style of a scale's values: as many decimals as they were written with."""
    values = [value for value, _ in leaf.points]
    return (
        "count"
        if all(value == round(value) for value in values)
        else "exact"
        if all(value == round(value, 2) for value in values)
        else "fine"
    )


def write_anchors(book: Book, row: int, tree: Tree) -> int:
    """Write what each point means in words, for the factors that people rate; return the last row."""
    words, sheet = book.words, book.sheets["factors"]
    leaves = [tree.nodes[i] for i in tree.leaves if tree.nodes[i].is_rated]
    _section(book, row, words("What the points mean"), [words("Factor"), words("Points"), "", "", words("Meaning")], {0})
    at = row + 2
    if not leaves:
        _name(book, at, words("No factor is rated by people."))
        return at
    for leaf in leaves:
        first = at
        for point in range(tree.lowest, tree.highest + 1):
            _name(book, at, leaf.name, again=at > first)
            sheet.number(at, NUMBER, point, "line", "count", "middle")
            for col in (SECOND, THIRD):
                sheet.blank(at, col, "line")
            _text(book, at, leaf.anchors.get(point, ""))
            at += 1
        book.define(cell_name(leaf, "anchors"), "factors", xl_range_abs(first, TEXT, at - 1, TEXT))
    return at - 1


def _section(book: Book, row: int, title: str, headings: Sequence[str], figures: set[int]) -> None:
    """Write a title and headings: the name, three short columns of which `figures` hold numbers, and the text."""
    sheet = book.sheets["factors"]
    for col in range(LAST + 1):
        sheet.text(row, col, title if col == 0 else "", "section")
    sheet.merged(row + 1, 0, NUMBER - 1, "head")
    sheet.merged(row + 1, TEXT, LAST, "head")
    for col, heading in zip((0, NUMBER, SECOND, THIRD, TEXT), headings, strict=True):
        sheet.text(row + 1, col, heading, "head", *(["right"] if col - NUMBER in figures else []))
    sheet.height(row + 1, 30)


def _name(book: Book, row: int, name: str, *, again: bool = False) -> None:
    """Write what a row is about; where it is about the same again, fainter."""
    sheet = book.sheets["factors"]
    looks = ("line", "wrap", *(["faint"] if again else ["label"]), "middle")
    sheet.merged(row, 0, NUMBER - 1, *looks, "client")
    sheet.client(row, 0, name, *looks)


def _text(book: Book, row: int, text: str, *looks: str) -> None:
    sheet = book.sheets["factors"]
    sheet.merged(row, TEXT, LAST, "line", "wrap", *looks, "middle", "client")
    sheet.client(row, TEXT, text, "line", "wrap", *looks, "middle")
