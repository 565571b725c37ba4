"""What the nested lists share: the customers' lines, the line where a longer list begins, and what people filled in beside them before."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.cells import Sheet
from segkit.deliverables.excel.live_table import LiveTable
from segkit.deliverables.excel.workbook import Book
from segkit.study import Study


def lines_of(table: AccountTable, customers: pd.DataFrame) -> list[int]:
    """Return the lines of the customers' table in which customers were delivered, counted from 1."""
    lines = dict(zip(table.rows["customer_id"], range(1, len(table.rows) + 1), strict=True))
    return [lines[number] for number in customers["customer_id"]]


def mark_lists(book: Book, sheet: Sheet, place: LiveTable, sizes: Sequence[int]) -> None:
    """Draw a line above the first customer of each longer list; it moves with the rank when the list is sorted."""
    rank = xl_rowcol_to_cell(place.first + 1, place.position("rank"), col_abs=True)
    edges = ",".join(f"{rank}={size + 1}" for size in sizes)
    look = {"type": "formula", "criteria": f"=OR({edges})", "format": book.styles.begins()}
    sheet.checked(sheet.worksheet.conditional_format(place.first + 1, 0, place.last, len(place.headings) - 1, look), "a line")


def filled_in(study: Study, keys: Sequence[str], name: str) -> list[Any]:
    """Return what people filled in beside customers of a list before this delivery."""
    return [study.corrections.value(key, name) for key in keys]
