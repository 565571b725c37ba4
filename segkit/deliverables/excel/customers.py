"""The customers: one row each, with live grade, reason, segment and proposal."""

import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from segkit.deliverables.excel.account_columns import PRINTED
from segkit.deliverables.excel.account_entries import check_entries
from segkit.deliverables.excel.account_table import AccountTable, write_accounts
from segkit.deliverables.excel.cells import Sheet, quoted
from segkit.deliverables.excel.returned_tables import ReturnedTable
from segkit.deliverables.excel.workbook import Book, page
from segkit.study import Study
from segkit.views.labels import period_text, segment_label

HEADING_ROW = 3


def write(book: Book, table: AccountTable) -> ReturnedTable:
    """Write the sheet: table, frozen heading and names, colours by grade. Return what is read of it when it comes back."""
    words, study, sheet = book.study.words, book.study, book.sheets["customers"]
    sheet.title(
        words("Customers"),
        words(
            "{period}. Amounts in {currency}, highest revenue first. An empty potential is unknown, never 0.",
            period=period_text(study),
            currency=words.currency,
        ),
    )
    columns = write_accounts(sheet, table)
    check_entries(book, sheet, table)
    for grade in (table.position(key) for key in ("grade", "computed", "fixed_grade")):
        colour_grades(book, sheet, (table.first + 1, grade, table.last, grade))
    sheet.height(HEADING_ROW, 30)
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, 2)
    page(book, "customers", wide=True, repeat=HEADING_ROW, last=(table.last, table.position(PRINTED)))
    return ReturnedTable("customers", table.place, columns)


def with_contribution(study: Study) -> pd.DataFrame:
    """Return the customers with what the Deep Dive says of them; as they are where there is none."""
    deep = study.deep
    if deep is None:
        return study.customers
    whole = deep.customers
    return study.customers.assign(
        true_contribution=whole["true_contribution"].to_numpy(), verdict=whole["proposal"].to_numpy(), ladder=range(1, len(whole) + 1)
    )


def colour_grades(book: Book, sheet: Sheet, cells: tuple[int, int, int, int], letter: str | None = None) -> None:
    """Colour cells by the grade that stands in them, or in another cell, given as a relative reference seen from the first one."""
    from_cell = letter or _first(cells)
    letters = book.study.grid.letters
    for grade, look in zip(letters, book.styles.grades(len(letters)), strict=True):
        criteria = f"=EXACT({from_cell},{quoted(segment_label(book.study, grade))})"
        sheet.checked(sheet.worksheet.conditional_format(*cells, {"type": "formula", "criteria": criteria, "format": look}), "a colour")


def _first(cells: tuple[int, int, int, int]) -> str:
    return f"${xl_col_to_name(cells[1])}{cells[0] + 1}"
