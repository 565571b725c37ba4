"""One row three ways, and what is told of one of its cells."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from segkit.returned.items import Item, Shown
from segkit.returned.layout import Column, TableLayout
from segkit.returned.tables import NAME, FoundRow
from segkit.returned.values import Notation, plain, text_of


@dataclass(frozen=True)
class Written:
    """An account's row as it came back, as it was delivered, and as it stands now."""

    layout: TableLayout
    key: str
    row: FoundRow
    delivered: FoundRow
    current: FoundRow
    notation: Notation

    def takes(self, of: str) -> str:
        return self.layout.by_field[of].takes

    def changed(self, of: str) -> bool:
        """Return whether an entry is not as it was delivered."""
        here, there = self.row.cell(of), self.delivered.cell(of)
        return here != there and plain(here, self.takes(of)) != plain(there, self.takes(of))

    def doubled(self, of: str) -> bool:
        """Return whether several columns of the entry's heading say different things."""
        cells = [self.row.cells.get(col) for col in self.row.head.again.get(of, ())]
        return any(plain(cell, self.takes(of)) != plain(self.row.cell(of), self.takes(of)) for cell in cells if cell is not None)

    def shown(self, of: str) -> Shown:
        return plain(self.delivered.cell(of), self.takes(of))

    def item(self, kind: str, of: str, *, new: Shown = None, **values: Any) -> Item:
        told = told_of(kind, self.layout.by_field[of], self.key, (self.row, self.delivered))
        is_change = told.group == "change"
        return Item(kind, told.place, self.key, told.whom, told.what, told.old, new if is_change else told.new, values)

    @property
    def _scale(self) -> dict[str, int]:
        return dict(zip(("lowest", "highest"), self.notation.scale, strict=True))

    def question(self, kind: str, of: str) -> Item:
        """Return a question about what stands in an entry, with what it can take."""
        column, cell = self.layout.by_field[of], self.row.cell(of)
        choices = self.notation.grades if column.takes == "grade" else column.choices
        found = text_of(cell.value if cell.value is not None else cell.formula)
        return self.item(kind, of, found=found, choices=", ".join(choices), example=dt.date(2027, 6, 30), **self._scale)


def told_of(kind: str, column: Column, key: str, rows: tuple[FoundRow, FoundRow]) -> Item:
    """Return an item about one cell of an account: what stands there now, in the first of its rows, and what was delivered, in the second."""
    row, own = rows
    old, new = (plain(found.cell(column.field), column.takes) for found in (own, row))
    return Item(kind, row.place(column.field), key, text_of(own.cell(NAME).value), column.heading, old, new)


def conflict(written: Written, of: str, edited: Shown, now: Shown) -> Item:
    """Return the question about a cell that was changed here and has become something else elsewhere."""
    return written.item("conflict", of, delivered=_or_dash(written.shown(of)), edited=_or_dash(edited), current=_or_dash(now))


def _or_dash(value: Shown) -> Shown:
    return "–" if value is None else value
