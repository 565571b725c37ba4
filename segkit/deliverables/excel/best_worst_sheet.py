"""The best and the worst customers by revenue, in nested lists such as 10, 30 and 50."""

import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.cells import fitted
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.workbook import Book, page
from segkit.views.labels import period_text, segment_label

TOP = 3


def write(book: Book, table: AccountTable) -> None:
    """Write the two lists, one below the other."""
    words, study, sheet = book.study.words, book.study, book.sheets["best_worst"]
    lists = study.best_worst
    sizes = ", ".join(words.number(size) for size in lists.sizes)
    sheet.title(
        words("Best and worst"),
        words(
            "By revenue, {period}. Lists of {sizes}. Amounts in {currency}.",
            period=period_text(study),
            sizes=sizes,
            currency=words.currency,
        ),
    )
    row = TOP
    if lists.shortened:
        sheet.text(row - 1, 0, words("There are too few customers for lists of full length: nobody stands on both."), "faint")
    row = _list(book, table, row, words("Highest revenue"), lists.best)
    second = row + 1
    _list(book, table, row + 1, words("Lowest revenue"), lists.worst)
    both = pd.concat([lists.best, lists.worst])
    names = [str(name) for name in both["name"]] or [""]
    widths = [
        7,
        7,
        fitted([str(number) for number in both["customer_id"]], 12, 20),
        fitted(names, 20, 44),
        fitted([str(owner) for owner in both["owner"]], 14, 26),
        15,
        14,
    ]
    sheet.widths(*widths, *([15] if table.has("contribution") else []), 18, 16)
    page(book, "best_worst", last=(row + 2 + len(lists.worst), len(_headings(book, table)) - 1), breaks=[second])


def _headings(book: Book, table: AccountTable) -> list[str]:
    words = book.study.words
    found = [words("No."), words("List"), words("Customer no."), words("Name"), words("Owner"), words("Revenue"), words("Cumulative share")]
    found += [words("Contribution")] if table.has("contribution") else []
    return [*found, words("Utilisation"), words("Grade")]


def _list(book: Book, table: AccountTable, row: int, title: str, customers: pd.DataFrame) -> int:
    """Write one list and return the row below it. The grade is looked up by the customer's number, letter for letter."""
    study, sheet = book.study, book.sheets["best_worst"]
    headings = _headings(book, table)
    for col in range(len(headings)):
        sheet.text(row, col, title if col == 0 else "", "section")
    sheet.heads(row + 1, 0, headings, {0, 1, *range(5, len(headings) - 1)})
    sizes = list(study.best_worst.sizes)
    first = row + 2
    for line, customer in enumerate(customers.to_dict("records"), start=first):
        edge = "total" if line > first and customer["list"] != sizes[0] and customer["rank"] - 1 in sizes else "line"
        plain = {"total": "edge", "line": "line"}[edge]
        sheet.number(line, 0, customer["rank"], "count", plain)
        sheet.number(line, 1, customer["list"], "count", plain)
        sheet.client(line, 2, customer["customer_id"], plain, "identifier")
        sheet.client(line, 3, customer["name"], plain, "wrap")
        sheet.client(line, 4, customer["owner"], plain, "wrap")
        sheet.number(line, 5, customer["revenue"], "money", plain)
        sheet.number(line, 6, customer["cumulative"], "percent", plain)
        col = 7
        if table.has("contribution"):
            sheet.number(line, col, customer["contribution"], "money", plain)
            col += 1
        number = xl_rowcol_to_cell(line, 2, col_abs=True)
        # ROW() - ROW(heading) counts the table's rows, so the lookup holds after any sorting; EXACT knows no wildcards.
        place = f"SUMPRODUCT(EXACT({table.column('number')},{number})*(ROW({table.column('number')})-{table.first + 1}))"
        for key, value, look in (
            ("utilisation", customer["utilisation"], "percent"),
            ("grade", segment_label(study, customer["grade"]), "grade"),
        ):
            sheet.formula(line, col, f'IF({place}>0,INDEX({table.column(key)},{place}),"")', value, look, plain)
            col += 1
    if len(customers):
        colour_grades(book, sheet, (first, len(headings) - 1, first + len(customers) - 1, len(headings) - 1))
    return first + len(customers)
