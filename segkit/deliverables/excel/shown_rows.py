"""Accounts shown on a further sheet: every figure is looked up in the account's own row of its table, wherever sorting has moved it.

Each shown row holds the line in which its account was delivered. As long as nobody has sorted the table the account still stands in that
line, and one look there is enough; only afterwards is it searched for. So a file as delivered costs one step per row, however long it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.finding_rows import row_formula
from segkit.deliverables.excel.live_table import LiveTable, TableColumn
from segkit.words import phrase

LINE, ROW = "line", "row"
LINE_HEADING, ROW_HEADING = phrase("Line"), phrase("Row")


@dataclass(frozen=True)
class ShownColumn:
    """A column of the table as a list shows it: its key in the table, its kind, and the widest that it grows."""

    key: str
    kind: str
    width: float = 24


def value_formula(table: AccountTable, key: str, row: str) -> str:
    """Return the formula of an account's cell, given the cell of its row; an empty cell stays empty and is never shown as 0."""
    cell = f"INDEX({table.column(key)},{row})"
    if key in table.live:
        return f'IF({row}=0,"",{cell})'
    return f'IF({row}=0,"",IF({cell}="","",{cell}))'


def shown_columns(table: AccountTable, place: LiveTable, lines: Sequence[int], columns: Sequence[ShownColumn]) -> list[TableColumn]:
    """Return the columns of a list of accounts, which stand in the given lines of their table as delivered, with the two that find them."""
    values = table.shown.iloc[[line - 1 for line in lines]]
    found = [
        TableColumn(
            column.key,
            place.headings[column.key],
            column.kind,
            values[column.key].tolist(),
            value_formula(table, column.key, place.cell(ROW)),
            column.width,
        )
        for column in columns
    ]
    line = TableColumn(LINE, place.headings[LINE], "count", list(lines), hidden=True)
    row = TableColumn(ROW, place.headings[ROW], "count", list(lines), row_formula(table, place.cell(LINE)), hidden=True)
    return [*found, line, row]
