"""The best and the worst customers by what they earn, side by side, in nested lists such as 10, 30 and 50."""

import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.cells import fitted
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.finding_rows import row_formula
from segkit.deliverables.excel.shown_rows import value_formula
from segkit.deliverables.excel.workbook import Book, page
from segkit.views.labels import period_text
from segkit.words import is_missing

TOP = 4
KEYS = ("number", "name", "owner", "revenue", "contribution", "grade", "proposal")
LOOKS = {"number": "identifier", "revenue": "money", "contribution": "money", "grade": "grade"}


def write(book: Book, table: AccountTable) -> None:
    """Write the two lists beside each other; every figure is looked up in the customers' table."""
    words, study, sheet = book.study.words, book.study, book.sheets["best_worst"]
    lists = study.earners
    sheet.title(
        words("Best and worst"),
        words(
            "By {measure}, {period}. Lists of {sizes}. Amounts in {currency}.",
            measure=words.inside(table.headings[lists.measure]),
            period=period_text(study),
            sizes=", ".join(words.number(size) for size in lists.sizes),
            currency=words.currency,
        ),
    )
    if lists.shortened:
        sheet.text(2, 0, words("There are too few customers for lists of full length: nobody stands on both."), "faint")
    keys = [key for key in KEYS if table.has(key)]
    lines = dict(zip(table.rows["customer_id"], range(1, len(table.rows) + 1), strict=True))
    second = 2 + len(keys) + 1
    for first, title, customers in (
        (2, words("The best"), lists.best),
        (second, words("The worst"), lists.worst),
    ):
        _heads(book, table, first, title, keys)
        _list(book, table, first, customers.assign(line=customers["customer_id"].map(lines)), keys)
    _ranks(book, max(len(lists.best), len(lists.worst)))
    widths = [_width(table, key) for key in keys]
    sheet.widths(6, 6, *widths, 2, *widths)
    last = TOP + 1 + max(len(lists.best), len(lists.worst))
    _hidden(book, second + len(keys))
    sheet.worksheet.freeze_panes(TOP + 2, 2)
    page(book, "best_worst", wide=True, repeat=TOP + 1, last=(last, second + len(keys) - 1))


def _width(table: AccountTable, key: str) -> float:
    heading = fitted([f"{word}_" for word in table.headings[key].split()], 9, 40)
    most = {"name": 44.0, "proposal": 24.0, "owner": 22.0}.get(key, 14.0)
    return max(heading, fitted([str(text) for text in table.shown[key]], 9, most) if key not in {"revenue", "contribution"} else 14.0)


def _hidden(book: Book, first: int) -> None:
    """Hide the columns that find each customer's row."""
    sheet = book.sheets["best_worst"]
    for col in range(first, first + 4):
        sheet.hide(col)


def _heads(book: Book, table: AccountTable, first: int, title: str, keys: list[str]) -> None:
    sheet, words = book.sheets["best_worst"], book.study.words
    for col in range(first, first + len(keys)):
        sheet.text(TOP, col, title if col == first else "", "section")
    sheet.heads(TOP + 1, 0, [words("No."), words("List")], {0, 1})
    figures = {i for i, key in enumerate(keys) if LOOKS.get(key) == "money"}
    sheet.heads(TOP + 1, first, [table.headings[key] for key in keys], figures)


def _ranks(book: Book, count: int) -> None:
    """Write rank and list once, for both sides; a line begins where a longer list begins."""
    sheet, sizes = book.sheets["best_worst"], list(book.study.earners.sizes)
    for rank in range(1, count + 1):
        edge = _edge(rank, sizes)
        sheet.number(TOP + 1 + rank, 0, rank, "count", edge)
        sheet.number(TOP + 1 + rank, 1, min(size for size in sizes if rank <= size), "count", edge)


def _edge(rank: int, sizes: list[int]) -> str:
    return "edge" if rank - 1 in sizes else "line"


def _list(book: Book, table: AccountTable, first: int, customers: pd.DataFrame, keys: list[str]) -> None:
    """Write one list: each row finds its customer by the line in which it was delivered."""
    sheet, sizes = book.sheets["best_worst"], list(book.study.earners.sizes)
    help_first = 2 * (len(keys) + 1) + 1 + (0 if first == 2 else 2)
    for rank, line in enumerate(customers["line"], start=1):
        row = TOP + 1 + rank
        line_cell, row_cell = (xl_rowcol_to_cell(row, help_first + i, col_abs=True) for i in (0, 1))
        sheet.number(row, help_first, int(line), "count")
        sheet.formula(row, help_first + 1, row_formula(table, line_cell), int(line), "count")
        for col, key in enumerate(keys, start=first):
            value = table.shown[key].iloc[int(line) - 1]
            shown = "" if is_missing(value) else value
            look = LOOKS.get(key)
            sheet.formula(
                row, col, value_formula(table, key, row_cell), shown, _edge(rank, sizes), *([look] if look else ["wrap"]), "middle"
            )
    if len(customers):
        grade = first + keys.index("grade")
        colour_grades(book, sheet, (TOP + 2, grade, TOP + 1 + len(customers), grade))
