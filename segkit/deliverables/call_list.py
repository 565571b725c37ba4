"""The call list: whom to ask for the potential, with cells for the answers; intake/answers.py reads the filled list back.

Answers are matched by a key in a hidden column, so the client may sort, filter and delete rows. A very hidden sheet marks the file
as a call list of this client.
"""

import datetime as dt
import json
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import pandas as pd

from segkit.deliverables.excel.cells import Sheet
from segkit.deliverables.excel.open_accounts import account_widths, write_account
from segkit.deliverables.excel.workbook import Book, open_book, page
from segkit.intake import CALL_LIST, MARK_SHEET
from segkit.study import Study
from segkit.views.labels import duration_text, period_text
from segkit.words import is_missing

FILE_NAME = "call_list.xlsx"
HEADING_ROW = 6
KEY, KIND, NUMBER, NAME, OWNER, REGION, REVENUE, QUESTION, ANSWER, DATE, WHO, NOTE = range(12)


def write_call_list(study: Study, folder: Path) -> Path:
    """Write the call list into a folder and return its path. Raises DeliverableError; an earlier list then stands untouched."""
    words = study.words
    book = open_book(study, words("Call list"), [("call_list", words("Call list"), "input"), ("mark", MARK_SHEET, "background")])
    sheet = book.sheets["call_list"]
    _explain(book, sheet)
    rows = _listed(study)
    if not rows.empty:
        _table(book, sheet)
        _rows(book, sheet)
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, NAME + 1)
    sheet.worksheet.activate()
    page(book, "call_list", wide=True, repeat=HEADING_ROW, last=(HEADING_ROW + max(len(rows), 1), NOTE))
    _mark(book)
    return book.save(folder / FILE_NAME)


def _listed(study: Study) -> pd.DataFrame:
    """Return what is to be found out and, below it, what was answered before: a new list may replace the old one without a loss."""
    return pd.concat([study.find_out, study.found_out], ignore_index=True)


def _explain(book: Book, sheet: Sheet) -> None:
    words, study = book.study.words, book.study
    sheet.title(words("Call list"), col=KIND)
    sheet.client(1, KIND, study.engagement.client, "client_name")
    sheet.worksheet.set_column(KEY, KEY, 4, None, {"hidden": True})
    if study.find_out.empty:
        sheet.text(3, KIND, words("Every potential is known: there is nobody to call."))
        sheet.widths(11, 14, 30, first=KIND)
        return
    count = len(study.find_out)
    sheet.text(
        2,
        KIND,
        words.plural("{n} potential is unknown.", "{n} potentials are unknown; those whose answer is worth most stand first.", count),
    )
    sheet.text(
        3,
        KIND,
        words(
            "Fill in the yellow cells. Leave a cell empty where there is no answer; 0 means that the customer buys nothing of this at all."
        ),
    )
    sheet.text(
        4,
        KIND,
        words(
            "Potential is {duration}, from all suppliers, in {currency}; revenue is of {period}. Rows may be sorted and filtered.",
            duration=duration_text(study),
            currency=words.currency,
            period=period_text(study),
        ),
    )


def _headings(study: Study) -> list[str]:
    words = study.words
    return [
        words("Key"), words("Kind"), words("Number"), words("Name"), words("Owner"), words("Region"), words("Revenue"), words("Question"),
        words("Potential {duration}", duration=duration_text(study)), words("Date"), words("Answered by"), words("Note"),
    ]  # fmt: skip


def _table(book: Book, sheet: Sheet) -> None:
    """Lay the table over the rows, so that a row's hidden key moves with it when the list is sorted."""
    rows, headings = _listed(book.study), _headings(book.study)
    columns = [
        {"header": heading, "header_format": sheet.styles("head", *(["right"] if i in {REVENUE, ANSWER} else []))}
        for i, heading in enumerate(headings)
    ]
    options = {"name": "CallList", "columns": columns, "style": None, "autofilter": True}
    sheet.checked(sheet.worksheet.add_table(HEADING_ROW, KEY, HEADING_ROW + len(rows), NOTE, options), "a table")
    sheet.height(HEADING_ROW, 30)
    sheet.widths(*account_widths(rows), 40, 16, 13, 20, 30, first=KIND)


def _rows(book: Book, sheet: Sheet) -> None:
    words, rows = book.study.words, _listed(book.study)
    customer_question = words(
        "What do you buy in total {duration} of what we sell, from all suppliers?", duration=duration_text(book.study)
    )
    lead_question = words("What do you buy in total {duration} of what we could deliver?", duration=duration_text(book.study))
    for row, account in enumerate(rows.to_dict("records"), start=HEADING_ROW + 1):
        sheet.client(row, KEY, account["key"], "identifier")
        write_account(sheet, words, row, KIND, account)
        sheet.text(row, QUESTION, customer_question if account["kind"] == "customer" else lead_question, "line", "wrap")
        for col, look in ((ANSWER, "money"), (DATE, "date"), (WHO, "wrap"), (NOTE, "wrap")):
            sheet.blank(row, col, look, "input")
        if not is_missing(account["potential"]):
            _answered(book, sheet, row, account)
    _checks(book, sheet, HEADING_ROW + 1, HEADING_ROW + len(rows))


def _answered(book: Book, sheet: Sheet, row: int, account: dict[Hashable, Any]) -> None:
    """Write what was answered before, with the date, the name and the note that stood beside it."""
    sheet.number(row, ANSWER, account["potential"], "money", "input")
    beside = next((answer.beside for answer in reversed(book.study.intake.answers) if answer.key == account["key"]), ())
    for col, cell in zip((DATE, WHO, NOTE), beside, strict=False):
        if isinstance(cell, dt.date):
            sheet.date(row, col, cell.date() if isinstance(cell, dt.datetime) else cell, "date", "input")
        elif cell is not None:
            sheet.client(row, col, str(cell), "wrap", "input")


def _checks(book: Book, sheet: Sheet, first: int, last: int) -> None:
    """Let the answer cells take amounts of 0 or more, and dates."""
    words = book.study.words
    amount = {
        "validate": "decimal",
        "criteria": ">=",
        "value": 0,
        "input_title": _headings(book.study)[ANSWER][:32],
        "input_message": words("A plain amount in {currency}, such as 250000. Empty means unknown.", currency=words.currency)[:250],
        "error_title": words("Not an amount")[:32],
        "error_message": words("Write a plain amount of 0 or more, without currency or text. Remarks belong in the last column.")[:250],
    }
    day = {
        "validate": "date",
        "criteria": ">=",
        "value": dt.date(2000, 1, 1),
        "error_title": words("Not a date")[:32],
        "error_message": words("Write the day of the answer as a date.")[:250],
    }
    sheet.checked(sheet.worksheet.data_validation(first, ANSWER, last, ANSWER, amount), "a check of an input")
    sheet.checked(sheet.worksheet.data_validation(first, DATE, last, DATE, day), "a check of an input")


def _mark(book: Book) -> None:
    """Mark the file, on a sheet that no menu shows: whose it is, and the headings below which numbers and answers stand."""
    study = book.study
    headings = _headings(study)
    mark = {
        "kind": CALL_LIST,
        "client": study.engagement.client,
        "folder": study.engagement.name,
        "number": headings[NUMBER],
        "answer": headings[ANSWER],
        "beside": headings[DATE:],
    }
    sheet = book.sheets["mark"]
    sheet.client(0, 0, json.dumps(mark, ensure_ascii=True, sort_keys=True))
    sheet.worksheet.very_hidden()
