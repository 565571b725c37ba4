"""The library of ready factors as a sheet: its columns stand in the tree's order, so that a factor is copied at one go."""

from segkit.deliverables.excel.workbook import ExcelFile, page
from segkit.deliverables.tree_form.columns import FormColumn, description_columns
from segkit.deliverables.tree_form.tree_sheet import description_cell
from segkit.rating.factors.library import fits_scale, ready_factor, ready_keys
from segkit.rating.factors.settings import FactorTree

_HEAD = 4


def write(book: ExcelFile, settings: FactorTree, anchors: tuple[FormColumn, ...]) -> None:
    """Write every ready factor. On another scale than 1 to 5 its points and anchors would mislead, and are left out."""
    words, sheet = book.words, book.sheets["library"]
    described = description_columns(words)
    columns = (FormColumn("name", words("Factor"), 24), *described, *(anchors if fits_scale(settings) else ()))
    sheet.title(
        words("Library of ready factors"), words("Factors that many tell their customers apart by. Change whatever fits the client badly.")
    )
    sheet.text(
        2,
        0,
        words(
            "Copy the cells from '{first}' to the last one of a row, and paste them into the same columns of the tree.",
            first=described[0].heading,
        ),
    )
    sheet.heads(_HEAD, 0, [column.heading for column in columns])
    sheet.widths(*(column.width for column in columns))
    for row, key in enumerate(ready_keys(), start=_HEAD + 1):
        factor = ready_factor(key, words.language)
        for col, column in enumerate(columns):
            value = factor.name if column.field == "name" else description_cell(factor, column.field, words)
            if column.field == "points" and not fits_scale(settings):
                value = None
            looks = ("line", "wrap", "label") if column.field == "name" else ("line", "wrap")
            if isinstance(value, float):
                sheet.number(row, col, value, "line", "top", "right")
            else:
                sheet.client(row, col, value, *looks)
    sheet.worksheet.freeze_panes(_HEAD + 1, 1)
    page(book, "library", wide=True, repeat=_HEAD, last=(_HEAD + len(ready_keys()), len(columns) - 1))
