"""The cells of customers and leads that a person fills in: what they take, what they say when one stands on them, and what differs."""

import datetime as dt
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.cells import Sheet, quoted
from segkit.deliverables.excel.workbook import Book
from segkit.rating import DIFFERS

TITLE, MESSAGE = 32, 250
"""Letters that Excel shows of a message's title and text."""
LONGEST = 1_000
"""Letters of a reason or a comment."""


def check_entries(book: Book, sheet: Sheet, table: AccountTable) -> None:
    """Let every entry cell take sensible values only, and colour the mark on accounts whose grade is not the one by the figures."""
    first, last = table.first + 1, table.last
    for key, rule in _rules(book, table).items():
        col = table.position(key)
        sheet.checked(sheet.worksheet.data_validation(first, col, last, col, rule), "a check of an input")
    col = table.position("differs")
    criteria = f"={xl_rowcol_to_cell(first, col, col_abs=True)}={quoted(DIFFERS)}"
    look = {"type": "formula", "criteria": criteria, "format": book.styles.changed()}
    sheet.checked(sheet.worksheet.conditional_format(first, col, last, col, look), "a colour")


def _rules(book: Book, table: AccountTable) -> dict[str, dict[str, Any]]:
    words = book.words
    amount: dict[str, Any] = {"validate": "decimal", "criteria": ">=", "value": 0} | _wrong(
        words("Not an amount"), words("Write a plain amount of 0 or more, without currency or text. Remarks belong under Comment.")
    )
    text: dict[str, Any] = {"validate": "length", "criteria": "<=", "value": LONGEST} | _wrong(
        words("Too long"), words("Write at most {n} letters.", n=LONGEST)
    )
    plain = words("A plain amount in {currency}, such as 250000. Empty means unknown.", currency=words.currency)
    rules: dict[str, dict[str, Any]] = {
        "potential": amount | _hint(table, "potential", plain),
        "fixed_grade": {"validate": "list", "source": "=grade_choices"}
        | _hint(table, "fixed_grade", words("Choose a grade that is to hold whatever the figures give, and write the reason beside it."))
        | _wrong(words("Not a value that fits"), words("Choose one of the grades in the list.")),
        "fixed_until": {"validate": "date", "criteria": ">=", "value": dt.date(2000, 1, 1)}
        | _hint(table, "fixed_until", words("The last day on which the fixed grade holds. Empty means until further notice."))
        | _wrong(words("Not a date"), words("Write the last day on which the fixed grade holds as a date.")),
        "fixed_reason": text | _hint(table, "fixed_reason", words("Why the grade is another one than the figures give. Always needed.")),
        "comment": text | _hint(table, "comment", words("Remarks about the account. They come back with the next delivery.")),
    }
    if table.kind == "lead":
        rules["revenue"] = amount | _hint(table, "revenue", plain)
    return rules


def _hint(table: AccountTable, key: str, message: str) -> dict[str, Any]:
    return {"input_title": table.headings[key][:TITLE], "input_message": message[:MESSAGE]}


def _wrong(title: str, message: str) -> dict[str, Any]:
    return {"error_title": title[:TITLE], "error_message": message[:MESSAGE]}
