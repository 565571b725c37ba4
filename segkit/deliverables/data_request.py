"""The data request: an Excel template with the agreed fields, an example and checks, and the letter that goes with it."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from segkit.deliverables.excel.cells import Sheet
from segkit.deliverables.excel.workbook import ExcelFile, open_file, page
from segkit.deliverables.in_place import write_whole
from segkit.engagement import Engagement
from segkit.intake import DATA_REQUEST, MARK_SHEET
from segkit.intake.request import asked_of
from segkit.tables import ADDRESS_TYPES, CHANNELS, COLUMNS, CONSENT_STATES, KEYS, Column
from segkit.views.request_letter import letter, letter_lines
from segkit.words import phrase

TEMPLATE, LETTER = "data_request.xlsx", "letter.txt"
LETTERS, LINE_HEIGHT, MARGIN = 96, 13.5, 8
"""Width of the letter's sheet, height of a line and what stands around a paragraph, in letters and points."""

ROWS = 5000
"""Rows of the template that carry checks; more rows may follow below."""

SHEET_NAMES: dict[str, str] = {
    "customers": phrase("Customers"),
    "transactions": phrase("Invoice lines"),
    "leads": phrase("Leads"),
    "contacts": phrase("Contacts"),
    "costs": phrase("Time and costs"),
}

_EXAMPLES: dict[str, Any] = {
    "customer_id": "001042", "lead_id": "L-017", "contact_id": "K-3", "name": "Nordhavn Maskinfabrik A/S", "org_number": "13585628", "owner": "Ida Holm",
    "region": "Midtjylland", "district": "Vest", "industry": "Industri", "subindustry": "Maskiner", "employees": 48, "founded": "1987",
    "customer_since": "2014", "potential": 850000, "potential_estimate": 800000, "revenue": 412500.5, "cost": 12900.25, "strategic": "",
    "date": dt.date(2026, 3, 17), "order": "F-20417", "product": "VB-2200", "product_group": "Beslag", "quantity": 12, "amount": 18450.75,
    "currency": "DKK", "country": "DK", "postcode": "0999", "city": "København C", "address": "Havnegade 1", "source": "Messe",
    "phone": "+45 70 10 20 30", "email": "indkob@example.com", "title": "Indkøbschef", "do_not_contact": "",
    "kind": "Kundebesøg", "hours": 1.5, "minutes": 30, "who": "IH", "receivables": 68200.5, "payment_days": 38,
}  # fmt: skip
"""One invented row per table; the organisation number is a valid one that belongs to nobody's data here."""


def write_data_request(engagement: Engagement, folder: Path) -> tuple[Path, Path]:
    """Write template and letter into a folder and return their paths. Raises DeliverableError; earlier ones then stand untouched."""
    words = engagement.words
    tables = asked_of(engagement.request, engagement.package)
    sheets = [(holds, words(SHEET_NAMES[holds]), "input") for holds in tables]
    book = open_file(
        engagement,
        words("Data request"),
        [("letter", words("Read me"), "result"), *sheets, ("example", words("Example"), "background"), ("mark", MARK_SHEET, "background")],
    )
    _letter_sheet(book)
    row = _example_title(book)
    for holds, names in tables.items():
        columns = [column for column in COLUMNS[holds] if column.name in names]
        _table_sheet(book, holds, columns)
        row = _example(book, holds, columns, row)
    page(book, "example", wide=True, last=(row, 9))
    _mark(book)
    book.sheets["letter"].worksheet.activate()
    template = book.save(folder / TEMPLATE)
    write_whole(folder / LETTER, (letter(engagement) + "\n").encode())
    return template, folder / LETTER


def _letter_sheet(book: ExcelFile) -> None:
    sheet = book.sheets["letter"]
    sheet.widths(LETTERS)
    sheet.title(book.words("Data request"))
    sheet.client(1, 0, book.engagement.client, "client_name")
    row = 3
    for line in letter_lines(book.engagement):
        sheet.client(row, 0, line.text, "section" if line.heading else "wrap")
        sheet.height(row, 24 if line.heading else MARGIN + LINE_HEIGHT * -(-len(line.text) // LETTERS))
        row += 1
    page(book, "letter", last=(row, 0))


def _table_sheet(book: ExcelFile, holds: str, columns: list[Column]) -> None:
    """Write the headings of one table with what each field means, and checks below them."""
    words, sheet = book.words, book.sheets[holds]
    sheet.heads(
        0,
        0,
        [words(column.label) for column in columns],
        {i for i, column in enumerate(columns) if column.kind in {"money", "number", "hours"}},
    )
    sheet.widths(*(_width(words(column.label), column) for column in columns))
    for col, column in enumerate(columns):
        note = words(column.help) + ("\n" + words("Needed on every row.") if column.required else "")
        sheet.checked(sheet.worksheet.write_comment(0, col, note, {"x_scale": 2, "y_scale": 1.2, "font_size": 10}), "a remark")
        look = {"money": "exact", "date": "date", "number": "count", "hours": "exact", "percent": "share"}.get(column.kind, "identifier")
        sheet.checked(sheet.worksheet.set_column(col, col, _width(words(column.label), column), sheet.styles(look)), "a column's width")
        _check(book, sheet, col, column)
    sheet.worksheet.freeze_panes(1, 1)
    page(book, holds, wide=True, repeat=0)


def _width(label: str, column: Column) -> float:
    return max(len(label) + 4, {"name": 34, "address": 30, "product": 22, "strategic": 30}.get(column.name, 14))


def _check(book: ExcelFile, sheet: Sheet, col: int, column: Column) -> None:
    """Let cells take only what their column can hold; ids stay text."""
    words = book.words
    checks: dict[str, dict[str, Any]] = {
        "money": {"validate": "decimal", "criteria": "between", "minimum": -1e12, "maximum": 1e12, "error_message": words("Write a plain amount, without currency or text.")},
        "number": {"validate": "decimal", "criteria": "between", "minimum": -1e12, "maximum": 1e12, "error_message": words("Write a plain number.")},
        "hours": {"validate": "decimal", "criteria": "between", "minimum": -1000, "maximum": 100_000, "error_message": words("Write hours as a plain number, such as 1.5.")},
        "date": {"validate": "date", "criteria": "between", "minimum": dt.date(1990, 1, 1), "maximum": dt.date(2100, 1, 1), "error_message": words("Write a date.")},
        "choice": {"validate": "list", "source": _choices(book, column), "error_message": words("Choose one from the list.")},
    }  # fmt: skip
    if column.kind not in checks:
        return
    options = {
        **checks[column.kind],
        "input_title": words(column.label)[:32],
        "input_message": words(column.help)[:250],
        "error_title": words("Not possible here")[:32],
    }
    sheet.checked(sheet.worksheet.data_validation(1, col, ROWS, col, options), "a check of an input")


def _choices(book: ExcelFile, column: Column) -> list[str]:
    labels = {**CONSENT_STATES, **CHANNELS, **ADDRESS_TYPES}
    return [book.words(labels[choice]) for choice in column.choices]


def _example_title(book: ExcelFile) -> int:
    sheet = book.sheets["example"]
    sheet.title(
        book.words("Example"),
        book.words("One invented row per table. It stands on a sheet of its own, so that it is never taken for data."),
    )
    sheet.widths(*([22] * 10))
    return 3


def _example(book: ExcelFile, holds: str, columns: list[Column], row: int) -> int:
    """Write a table's headings and one invented row; return the row after it."""
    words, sheet = book.words, book.sheets["example"]
    sheet.text(row, 0, words(SHEET_NAMES[holds]), "label")
    for col, column in enumerate(columns):
        sheet.text(row + 1, col, words(column.label), "head")
        value = _EXAMPLES.get(column.name, "")
        if isinstance(value, dt.date):
            sheet.date(row + 2, col, value, "date", "line")
        elif isinstance(value, (int, float)):
            sheet.number(row + 2, col, value, "exact" if column.kind in {"money", "hours"} else "count", "line")
        else:
            sheet.client(row + 2, col, value, "identifier", "line")
    return row + 5


def _mark(book: ExcelFile) -> None:
    """Mark the template, on a sheet that no menu shows: whose it is, and which sheet holds which table under which headings."""
    words, engagement = book.words, book.engagement
    tables = {
        book.sheets[holds].name: {
            "holds": holds,
            "columns": {words(column.label): column.name for column in COLUMNS[holds] if column.name in names},
        }
        for holds, names in asked_of(engagement.request, engagement.package).items()
    }
    mark = {"kind": DATA_REQUEST, "client": engagement.client, "folder": engagement.name, "tables": tables, "keys": KEYS}
    book.sheets["mark"].client(0, 0, json.dumps(mark, ensure_ascii=True, sort_keys=True))
    book.sheets["mark"].worksheet.very_hidden()
