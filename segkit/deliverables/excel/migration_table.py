"""Who went from which grade or class to which, as a table of counts on the sheet of changes."""

from collections.abc import Callable

import pandas as pd

from segkit.circle import GONE, NEW
from segkit.deliverables.excel.workbook import Book


def write_migration(book: Book, row: int, table: pd.DataFrame, label: Callable[[str], str]) -> int:
    """Write a migration, those who stayed in bold; return the row below it. `label` says what a grade or class is called."""
    words, sheet = book.study.words, book.sheets["changes"]
    sheet.text(row, 0, words("Before in rows, now in columns"), "head", "wrap")
    for col, now in enumerate(table.columns, start=1):
        sheet.client(row, col, words("no longer there") if now == GONE else label(str(now)), "head", "centre")
    for name, counts in table.iterrows():
        row += 1
        sheet.client(row, 0, words("new") if name == NEW else label(str(name)), "line", "label")
        for col, (other, count) in enumerate(counts.items(), start=1):
            stayed = name == other and name not in {NEW, GONE}
            sheet.number(row, col, int(count), "line", "count", "centre", *(["total"] if stayed else []))
    return row + 1
