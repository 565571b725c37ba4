"""The proposed moves below the capacity: which customer should get whom as its sales rep, and why, as they were worked out on delivery."""

import pandas as pd

from segkit.deliverables.excel.workbook import Book
from segkit.strategy import BECAUSE, Assignment

COLUMNS = ((0, 0), (1, 2), (3, 5), (6, 8), (9, 9), (10, 10), (11, 15))
"""The first and last column of each part, which the columns above it give their widths."""


def write_moves(book: Book, row: int, assignment: Assignment) -> int:
    """Write the list from a row on, with the customers whom nobody takes at its end; return the last row."""
    study, words, sheet = book.study, book.study.words, book.sheets["capacity"]
    last = COLUMNS[-1][1]
    for col in range(last + 1):
        sheet.text(row, col, words("Proposed moves, as delivered") if col == 0 else "", "section")
    told = words(
        "Worked out for the hours and grades of the delivery: the list does not follow the yellow cells. Strategic customers stay."
    )
    sheet.text(row + 1, 0, told, "faint")
    row += 2
    if assignment.moves.empty and assignment.unplaced.empty:
        sheet.text(row, 0, words("Every customer stays with its sales rep."), "label")
        return row
    headings = [words("Customer"), words("Customer no."), words("Sales rep today"), words("Proposed sales rep"), words("Hours per year")]
    _line(book, row, [*headings, words("Potential"), words("Why")])
    known = study.customers.assign(hours=study.plan.hours_of(study.customers["grade"])).set_index("customer_id")
    for move in pd.concat([assignment.moves, assignment.unplaced]).to_dict("records"):
        row += 1
        account = known.loc[move["customer_id"]]
        taker = move["to"] if isinstance(move["to"], str) else words("nobody takes it")
        shown = [account["name"], move["customer_id"], move["from"] or words("No sales rep"), taker]
        for (first, end), text in zip(COLUMNS, shown, strict=False):
            sheet.merged(row, first, end, "line", "wrap", "middle")
            sheet.client(row, first, text, "line", "wrap", "middle", *(["identifier"] if first == 1 else []))
        sheet.number(row, COLUMNS[4][0], float(account["hours"]), "line", "hours")
        sheet.number(row, COLUMNS[5][0], float(account["potential"]), "line", "money")
        first, end = COLUMNS[6]
        sheet.merged(row, first, end, "line", "wrap", "middle")
        sheet.text(row, first, words(BECAUSE[str(move["because"])]), "line", "wrap", "middle")
    return row


def _line(book: Book, row: int, headings: list[str]) -> None:
    sheet = book.sheets["capacity"]
    for (first, end), heading in zip(COLUMNS, headings, strict=True):
        look = ["head", *(["right"] if first in {9, 10} else [])]
        sheet.merged(row, first, end, *look)
        sheet.text(row, first, heading, *look)
