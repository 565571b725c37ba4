"""Writing the form of a client's factor tree; `segkit tree` reads it back."""

import json
from collections.abc import Sequence
from pathlib import Path

from xlsxwriter.utility import xl_range_abs

from segkit.deliverables.excel.workbook import ExcelFile, open_file
from segkit.deliverables.in_place import free_name, rename
from segkit.deliverables.tree_form import library_sheet, pairs_sheet, tree_sheet
from segkit.deliverables.tree_form.columns import CHECK, FormColumn, pair_columns, tree_columns
from segkit.deliverables.tree_form.live import TreeCells
from segkit.engagement import Engagement
from segkit.intake import FACTOR_TREE, MARK_SHEET
from segkit.rating.factors.measures import MEASURES
from segkit.rating.factors.settings import DIRECTIONS, LEVERS, FactorTree
from segkit.rating.factors.starting import starting_tree
from segkit.rating.factors.tree import walk

FILE_NAME = "tree.xlsx"


def write_tree_form(engagement: Engagement, folder: Path) -> tuple[Path, Path | None]:
    """Write the form into a folder; return its path, and that of an earlier form that says something else and is kept beside it.

    Where the engagement has no tree yet, an example tree of ready factors is written. Raises DeliverableError; an earlier form then stands.
    """
    words = engagement.words
    settings = engagement.tree if engagement.tree.factors else starting_tree(words, engagement.tree)
    columns, pairs = tree_columns(words, settings), pair_columns(words)
    cells = TreeCells({column.field: column.heading for column in columns}, {column.field: column.heading for column in pairs})
    sheets = [("tree", words("Factor tree"), "input"), ("library", words("Library"), "background"), ("pairs", words("In pairs"), "input")]
    book = open_file(engagement, words("Factor tree"), [*sheets, ("mark", MARK_SHEET, "background")])
    lists = _lists(book, settings)
    tree_sheet.write(book, settings, columns, cells, lists)
    library_sheet.write(book, settings, tuple(column for column in columns if column.field.startswith("anchor_")))
    pairs_sheet.write(book, settings, pairs, cells, lists["names"])
    _mark(book, columns, pairs)
    book.sheets["tree"].worksheet.activate()
    return _put(book, folder / FILE_NAME)


def _put(book: ExcelFile, path: Path) -> tuple[Path, Path | None]:
    """Put the form in place; an earlier one may hold what was agreed and not taken over yet, so it is kept unless it is the same."""
    if not path.is_file():
        return book.save(path), None
    earlier = path.read_bytes()
    kept = free_name(path, "kept")
    rename(path, kept)
    try:
        book.save(path)
    finally:
        if not path.is_file():
            rename(kept, path)
    if path.read_bytes() == earlier:
        kept.unlink()
        return path, None
    return path, kept


def _lists(book: ExcelFile, settings: FactorTree) -> dict[str, str]:
    """Write what can be chosen onto the hidden sheet and return the cells by column: in a list within the check a comma would part two choices."""
    words = book.words
    chosen = {
        "direction": [words(label) for label in DIRECTIONS.values()],
        "lever": [words(label) for label in LEVERS.values()],
        "column": _measures(book.engagement),
        "names": [factor.name for _, factor in walk(settings.factors)],
    }
    return {name: _list(book, col, texts) for col, (name, texts) in enumerate(chosen.items(), start=1)}


def _list(book: ExcelFile, col: int, texts: Sequence[str]) -> str:
    for row, text in enumerate(texts):
        book.sheets["mark"].client(row, col, text)
    return f"='{MARK_SHEET}'!{xl_range_abs(0, col, max(len(texts), 1) - 1, col)}"


def _measures(engagement: Engagement) -> list[str]:
    return [engagement.words(MEASURES[name]) if name in MEASURES else name for name in engagement.measures]


def _mark(book: ExcelFile, columns: Sequence[FormColumn], pairs: Sequence[FormColumn]) -> None:
    """Mark the form, on a sheet that no menu shows: whose it is, its headings, and what its lists mean."""
    words, engagement = book.words, book.engagement
    mark = {
        "kind": FACTOR_TREE,
        "client": engagement.client,
        "folder": engagement.name,
        "tree": {column.heading: column.field for column in columns if column.field != CHECK},
        "pairs": {column.heading: column.field for column in pairs},
        "direction": {words(label): key for key, label in DIRECTIONS.items()},
        "lever": {words(label): key for key, label in LEVERS.items()},
        "column": {words(label): key for key, label in MEASURES.items()},
    }
    book.sheets["mark"].client(0, 0, json.dumps(mark, ensure_ascii=True, sort_keys=True))
    book.sheets["mark"].worksheet.very_hidden()
