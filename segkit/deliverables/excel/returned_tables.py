"""What a strategy file says of itself for the day it comes back: whose it is, of which delivery, and where people may write.

It stands on a very hidden sheet: the mark in A1, below it the layout as JSON, cut into pieces that a cell can hold.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from segkit.deliverables.excel.live_table import LiveTable, TableColumn
from segkit.deliverables.excel.workbook import Book, page
from segkit.intake.marked import STRATEGY

GIVEN, COMPUTED, ENTRY = "given", "computed", "entry"
"""What a column's cells are: from the client's system, worked out by a formula, filled in by a person."""

_PIECE = 30_000

TAKES = {"money": "amount", "exact": "amount", "date": "date", "grade": "grade"}
"""What an entry takes, by the kind of its column; every other kind takes a text."""


@dataclass(frozen=True)
class ReturnedTable:
    """A table that is read when the file comes back: its sheet's key, where it lies, its columns, and what its choices are.

    Its rows are matched by the column "key". A table without entries only shows: what is written into it is told, and never taken.
    """

    sheet: str
    place: LiveTable
    columns: Sequence[TableColumn]
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def described(self, name: str) -> dict[str, Any]:
        """Return the table as the mark describes it; `name` is the sheet's name."""
        return {
            "key": self.sheet,
            "sheet": name,
            "name": self.place.name,
            "columns": [self._column(column) for column in self.columns],
        }

    def _column(self, column: TableColumn) -> dict[str, Any]:
        role = ENTRY if column.entry else COMPUTED if column.formula else GIVEN
        told: dict[str, Any] = {"field": column.key, "heading": self.place.headings[column.key], "role": role}
        if role == ENTRY:
            told["takes"] = "choice" if column.key in self.choices else TAKES.get(column.kind, "text")
        return told | ({"choices": list(self.choices[column.key])} if column.key in self.choices else {})


def write_mark(book: Book, tables: Sequence[ReturnedTable]) -> None:
    """Mark the file, on a sheet that no menu shows."""
    study = book.study
    mark = {
        "kind": STRATEGY,
        "client": study.engagement.client,
        "folder": study.engagement.name,
        "delivery": study.delivery,
        "date": study.engagement.date.isoformat(),
    }
    layout = {
        "tables": [table.described(book.sheets[table.sheet].name) for table in tables],
        "parameters": {value.key: value.name for value in study.parameters},
        "given": ["delivery_date"],
    }
    sheet = book.sheets["mark"]
    sheet.client(0, 0, _json(mark))
    text = _json(layout)
    for row, start in enumerate(range(0, len(text), _PIECE), start=1):
        sheet.client(row, 0, text[start : start + _PIECE])
    page(book, "mark")
    sheet.worksheet.very_hidden()


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=True, sort_keys=True)
