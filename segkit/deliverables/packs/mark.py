"""What a pack says of itself on a sheet that no menu shows: whose it is, which tables come home under which headings, and its lists."""

import json

from xlsxwriter.utility import xl_range_abs

from segkit.deliverables.excel.workbook import ExcelFile
from segkit.intake import MARK_SHEET, PACK
from segkit.packs.content import Grid, Pack
from segkit.words import Words


class Lists:
    """The choices of entries, each list once, in cells: in a list within the check a comma would part two choices."""

    def __init__(self, book: ExcelFile) -> None:
        self._book = book
        self._columns: dict[tuple[str, ...], int] = {}

    @property
    def words(self) -> Words:
        return self._book.words

    def cells(self, choices: tuple[str, ...]) -> str:
        """Return the cells that hold choices, as a check takes them."""
        col = self._columns.get(choices)
        if col is None:
            col = self._columns[choices] = len(self._columns) + 1
            for row, choice in enumerate(choices):
                self._book.sheets["mark"].client(row, col, choice)
        return f"='{MARK_SHEET}'!{xl_range_abs(0, col, len(choices) - 1, col)}"


def write_mark(book: ExcelFile, pack: Pack) -> None:
    """Mark the file: its tables that come home by their keys, each with its headings and what its rows are called."""
    engagement = book.engagement
    mark = {
        "kind": pack.mark or PACK,
        "pack": pack.key,
        "client": engagement.client,
        "folder": engagement.name,
        "tables": {
            part.key: {
                "sheet": book.sheets[section.key].name,
                "headings": {column.key: column.label for column in part.columns if column.key},
            }
            for section in pack.sections
            for part in section.parts
            if isinstance(part, Grid) and part.key
        },
    }
    sheet = book.sheets["mark"]
    sheet.client(0, 0, json.dumps(mark, ensure_ascii=True, sort_keys=True))
    sheet.worksheet.very_hidden()
