"""The sheet of comparisons in pairs: a row per answer, and beside them what the voters say of each pair together."""

import itertools
import math
from collections.abc import Iterator
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deliverables.excel.cells import Sheet
from segkit.deliverables.excel.workbook import ExcelFile, page
from segkit.deliverables.tree_form.columns import PAIRS_TABLE, FormColumn
from segkit.deliverables.tree_form.live import TreeCells, answers_formula, ln_formula, spread_formula, together_formula
from segkit.rating.factors.pairwise import judged_pair
from segkit.rating.factors.settings import Factor, FactorTree, Judgement
from segkit.rating.factors.tree import walk
from segkit.words import Words

HEAD, SPARE = 6, 120
LN, LIST = 4, 6
"""The hidden column of the answers' logarithms, and the first column of the list of pairs."""


def write(book: ExcelFile, settings: FactorTree, columns: tuple[FormColumn, ...], cells: TreeCells, names: str) -> None:
    """Write the answers there are, room for more, and the list of pairs of the tree as it is now. `names` are the cells of the factors' names."""
    words, sheet = book.words, book.sheets["pairs"]
    judgements = [*settings.pairwise, *(judgement for _, factor in walk(settings.factors) for judgement in factor.pairwise)]
    last = HEAD + len(judgements) + SPARE
    _explain(book, sheet)
    formula = ln_formula(columns[3].heading)
    heads = [{"header": column.heading, "header_format": sheet.styles("head")} for column in columns]
    options: dict[str, Any] = {
        "name": PAIRS_TABLE,
        "columns": [*heads, {"header": "ln", "formula": formula}],
        "style": None,
        "autofilter": True,
    }
    sheet.checked(sheet.worksheet.add_table(HEAD, 0, last, LN, options), "a table")
    sheet.widths(*(column.width for column in columns))
    sheet.hide(LN)
    for at in range(HEAD + 1, last + 1):
        judgement = judgements[at - HEAD - 1] if at - HEAD - 1 < len(judgements) else None
        _answer(sheet, at, judgement)
        sheet.formula(at, LN, formula, _log(judgement))
    _choices(sheet, last, names, words)
    pairs = tuple(_pairs(settings))
    _list(book, cells, pairs, judgements)
    sheet.height(HEAD, 32)
    sheet.worksheet.freeze_panes(HEAD + 1, 0)
    page(book, "pairs", wide=True, repeat=HEAD, last=(HEAD + max(len(judgements), len(pairs), 1), LIST + 4))


def _explain(book: ExcelFile, sheet: Sheet) -> None:
    words = book.words
    sheet.title(
        words("Comparisons in pairs"),
        words("Another way to weights: for each pair under the same factor, say which counts for more, and how many times."),
    )
    sheet.text(2, 0, words("1 = as much, 3 = somewhat more, 5 = clearly more, 7 = much more, 9 = incomparably more."))
    sheet.text(3, 0, words("Each who judges compares every pair of the group once. Leave the weights of such a group empty in the tree."))
    sheet.text(4, 0, words("Ratios above 3 in the last column are worth talking about before the next pair."))


def _answer(sheet: Sheet, at: int, judgement: Judgement | None) -> None:
    for col, value in enumerate((judgement.voter, judgement.prefer, judgement.over) if judgement else (None, None, None)):
        sheet.client(at, col, value, "wrap", "input", "plain")
    sheet.number(at, 3, judgement.times if judgement else None, "input", "plain", "right")


def _choices(sheet: Sheet, last: int, names: str, words: Words) -> None:
    chosen = {"validate": "list", "source": names, "show_error": False}
    sheet.checked(sheet.worksheet.data_validation(HEAD + 1, 1, last, 2, chosen), "a check of an input")
    number = {"validate": "decimal", "criteria": "between", "minimum": 1, "maximum": 9}
    number |= {"error_title": words("Not possible here")[:32], "error_message": words("Write a number from 1 (as much) to 9.")[:250]}
    sheet.checked(sheet.worksheet.data_validation(HEAD + 1, 3, last, 3, number), "a check of an input")


def _list(book: ExcelFile, cells: TreeCells, pairs: tuple[tuple[str, str], ...], judgements: list[Judgement]) -> None:
    words, sheet = book.words, book.sheets["pairs"]
    heads = [words("Factor"), words("Against"), words("Answers"), words("Together, times as much"), words("Highest by lowest")]
    sheet.heads(HEAD, LIST, heads, {2, 3, 4})
    sheet.widths(4, 26, 26, 10, 14, 12, first=LIST - 1)
    for at, (one, other) in enumerate(pairs, start=HEAD + 1):
        sheet.client(at, LIST, one, "line", "wrap")
        sheet.client(at, LIST + 1, other, "line", "wrap")
        here, there, answers = (xl_rowcol_to_cell(at, LIST + i, col_abs=True) for i in range(3))
        judged = judged_pair(judgements, one, other)
        sheet.formula(at, LIST + 2, answers_formula(cells, here, there), float(judged.answers), "count", "line")
        sheet.formula(at, LIST + 3, together_formula(cells, here, there, answers), judged.together, "exact", "line")
        sheet.formula(at, LIST + 4, spread_formula(cells, here, there, answers), judged.spread, "exact", "line")


def _pairs(settings: FactorTree) -> Iterator[tuple[str, str]]:
    """Yield each pair of factors that stand under the same one."""
    groups: list[list[Factor]] = [settings.factors, *(factor.factors for _, factor in walk(settings.factors))]
    for group in groups:
        yield from itertools.combinations([factor.name for factor in group], 2)


def _log(judgement: Judgement | None) -> float:
    return math.log(judgement.times) if judgement is not None else 0.0
