"""Where a customer stands now: the formulas that find its row in a table, first in the line in which it was delivered."""

from typing import Protocol


class Columns(Protocol):
    """A table whose whole columns can be referred to; it has a column "line"."""

    def column(self, key: str) -> str: ...


def row_formula(table: Columns, line: str) -> str:
    """Return the formula of the row in which an account stands now, given the cell of its line; 0 where it was deleted."""
    lines = table.column("line")
    return f"IF(IFERROR(INDEX({lines},{line})={line},FALSE),{line},IFERROR(MATCH({line},{lines},0),0))"


def found_formula(table: Columns, key: str, row: str) -> str:
    """Return the formula of a cell of a table all of whose cells are live or filled, given the cell of the row there."""
    return f'IF({row}=0,"",INDEX({table.column(key)},{row}))'
