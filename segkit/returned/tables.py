"""Finding the tables in a returned workbook by their headings, wherever sheets, rows and columns have been moved to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_col_to_name

from segkit.intake.marked import MARK_SHEET
from segkit.returned.book import EMPTY, Cell, ReturnedBook, Sheet, place
from segkit.returned.layout import Layout, TableLayout, spoken

KEY, LINE, NUMBER, NAME = "key", "line", "number", "name"

_SHARE = 0.5
"""The share of a table's headings that make a row its heading row where the key's own is not among them."""


@dataclass(frozen=True)
class Head:
    """A heading row: the column of each field, fields whose heading stands again in other columns, and headings of nobody's."""

    sheet: str
    row: int
    columns: Mapping[str, int]
    again: Mapping[str, tuple[int, ...]]
    foreign: Mapping[int, str]
    headings: Mapping[str, str]
    """The field that stands in each column, by the column's letters."""


@dataclass(frozen=True)
class FoundRow:
    """A row below a heading row."""

    head: Head
    row: int
    cells: Mapping[int, Cell]

    def cell(self, of: str) -> Cell:
        col = self.head.columns.get(of)
        return EMPTY if col is None else self.cells.get(col, EMPTY)

    def has(self, of: str) -> bool:
        return of in self.head.columns

    def place(self, of: str) -> str:
        """Return the cell of a field; the row's first cell where the column is gone."""
        return place(self.head.sheet, self.row, self.head.columns.get(of, 1))

    @property
    def is_blank(self) -> bool:
        return all(self.cell(of).is_empty for of in self.head.columns)


@dataclass
class FoundTable:
    """What was found of a table: its heading rows and the rows below them, in their order."""

    layout: TableLayout
    heads: list[Head] = field(default_factory=list)
    rows: list[FoundRow] = field(default_factory=list)

    @property
    def fields(self) -> set[str]:
        return {of for head in self.heads for of in head.columns}


def find_tables(book: ReturnedBook, layout: Layout, others: Sequence[str]) -> dict[str, FoundTable]:
    """Return every table of a layout by its key; a table that is gone has no heading row. `others` are sheets that hold none of them."""
    found = {table.key: FoundTable(table) for table in layout.tables}
    home = {table.sheet for table in layout.tables}
    for sheet in book.sheets:
        if sheet.name != MARK_SHEET and (sheet.name in home or sheet.name not in others):
            _look_through(sheet, layout, found)
    return found


def _look_through(sheet: Sheet, layout: Layout, found: dict[str, FoundTable]) -> None:
    current: FoundTable | None = None
    head: Head | None = None
    for number in sorted(sheet.rows):
        cells = sheet.rows[number]
        table = _table_of(sheet.name, cells, layout)
        if table is not None:
            current, head = found[table.key], _head(sheet.name, number, cells, table)
            current.heads.append(head)
        elif current is not None and head is not None:
            row = FoundRow(head, number, cells)
            if not row.is_blank:
                current.rows.append(row)


def _table_of(sheet: str, cells: Mapping[int, Cell], layout: Layout) -> TableLayout | None:
    """Return the table whose heading row this is: the one with most of its headings here, first of all the one of this sheet."""
    texts = {spoken(cell.value) for cell in cells.values() if isinstance(cell.value, str) and cell.formula is None}
    best: tuple[tuple[bool, int, float], TableLayout] | None = None
    for table in layout.tables:
        hits = texts & table.by_heading.keys()
        fields = {table.by_heading[text] for text in hits}
        share = len(hits) / len(table.columns)
        if share < _SHARE and not (KEY in fields and len(hits) >= min(3, len(table.columns))):
            continue
        rank = (table.sheet == sheet, len(hits), share)
        if best is None or rank > best[0]:
            best = rank, table
    return best[1] if best else None


def _head(sheet: str, row: int, cells: Mapping[int, Cell], table: TableLayout) -> Head:
    columns: dict[str, int] = {}
    again: dict[str, tuple[int, ...]] = {}
    foreign: dict[int, str] = {}
    for col in sorted(cells):
        if cells[col].is_empty:
            continue
        of = table.by_heading.get(spoken(cells[col].value))
        if of is None:
            foreign[col] = str(cells[col].value)
        elif of in columns:
            again[of] = (*again.get(of, ()), col)
        else:
            columns[of] = col
    return Head(sheet, row, columns, again, foreign, {xl_col_to_name(col - 1): table.by_field[of].heading for of, col in columns.items()})
