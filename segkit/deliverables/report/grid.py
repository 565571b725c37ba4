"""An HTML table as cells on a grid: where each stands, what it spans, and which columns hold numbers."""

import re
from dataclasses import dataclass
from functools import cached_property

from bs4 import Tag

MOST_SPAN = 60
LONG_CELL = 900  # characters; a longer cell may break over two pages, a shorter one stays whole
MANY_LINES = 20
LOOKS_NUMERIC = re.compile(r"[-+−]?[\d.,'  \s]*\d[\d.,'  \s]*(%|pct\.?|kr\.?|DKK|SEK|NOK|EUR|€|h|t)?|nan|NaN|<NA>|—|–|-|")


@dataclass(frozen=True)
class Cell:
    """One cell in its place on the grid."""

    tag: Tag
    x: int
    y: int
    columns: int
    rows: int
    heading: bool
    total: bool

    @cached_property
    def text(self) -> str:
        """The cell's words on one line."""
        return re.sub(r"[ \t\r\n\f]+", " ", self.tag.get_text(" ")).strip(" ")

    @property
    def classes(self) -> list[str]:
        """The cell's HTML classes."""
        found = self.tag.get("class")
        return list(found) if isinstance(found, list) else []

    @property
    def right(self) -> bool:
        """Whether the HTML itself asks for right alignment."""
        return "num" in self.classes or "text-align:right" in str(self.tag.get("style", "")).replace(" ", "")

    @property
    def tall(self) -> bool:
        """Whether the cell may be too high for a page, so that it must be allowed to break."""
        inner = 0 if self.tag.string is not None else len(self.tag.find_all(["br", "p", "li", "div", "tr", "pre"]))
        return self.rows > 1 or len(self.text) > LONG_CELL or inner > MANY_LINES


@dataclass(frozen=True)
class Grid:
    """All cells of a table, row by row without gaps."""

    cells: tuple[Cell, ...]
    columns: int
    head_rows: int
    rows: int


def grid_of(table: Tag) -> Grid | None:
    """Return the table's grid, or None where it has no cells."""
    head, body = _rows(table)
    cells = _placed(head, 0, in_head=True) + _placed(body, len(head), in_head=False)
    if not cells:
        return None
    columns = max(cell.x + cell.columns for cell in cells)
    filled = sorted(cells + _gaps(cells, columns), key=lambda cell: (cell.y, cell.x))
    return Grid(cells=tuple(filled), columns=columns, head_rows=len(head), rows=len(head) + len(body))


def number_columns(grid: Grid) -> list[bool]:
    """Return per column whether it holds numbers: as the HTML says, or, where it says nothing, as the cells look."""
    body = [cell for cell in grid.cells if not cell.heading and cell.columns == 1]
    if any("num" in cell.classes for cell in grid.cells):
        return [any(cell.right for cell in body if cell.x == column) for column in range(grid.columns)]
    found = []
    for column in range(grid.columns):
        own = [cell for cell in body if cell.x == column and cell.tag.name == "td"]
        looks = bool(own) and all(LOOKS_NUMERIC.fullmatch(cell.text) for cell in own) and any(re.search(r"\d", cell.text) for cell in own)
        found.append(looks or any(cell.right for cell in own))
    return found


def _rows(table: Tag) -> tuple[list[Tag], list[Tag]]:
    """Return the header rows and the rows below them; a first row of nothing but th is a header too."""
    own = [row for row in table.find_all("tr") if row.find_parent("table") is table and row.find(["td", "th"], recursive=False)]
    head = [row for row in own if row.parent is not None and row.parent.name == "thead"]
    foot = [row for row in own if row.parent is not None and row.parent.name == "tfoot"]
    placed = {id(row) for row in head + foot}  # comparing elements compares all they hold
    body = [row for row in own if id(row) not in placed]
    if not head and len(body) > 1 and all(cell.name == "th" for cell in body[0].find_all(["td", "th"], recursive=False)):
        head, body = body[:1], body[1:]
    return head, body + foot


def _placed(rows: list[Tag], first: int, *, in_head: bool) -> list[Cell]:
    """Return the cells of one section on the grid, with spans kept inside the section."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for row_number, row in enumerate(rows):
        total = "total" in (row.get("class") or []) or (row.parent is not None and row.parent.name == "tfoot")
        x = 0
        for tag in row.find_all(["td", "th"], recursive=False):
            while (x, row_number) in taken:
                x += 1
            high = min(_span(tag, "rowspan"), len(rows) - row_number)
            wide = _span(tag, "colspan")
            while wide > 1 and any((x + step, row_number) in taken for step in range(wide)):
                wide -= 1
            taken.update((x + right, row_number + down) for right in range(wide) for down in range(high))
            cells.append(Cell(tag, x, first + row_number, wide, high, heading=in_head, total=total))
            x += wide
    return cells


def _span(tag: Tag, attribute: str) -> int:
    """Return a span as a number within reason."""
    value = str(tag.get(attribute, "1")).strip()
    return max(1, min(int(value), MOST_SPAN)) if value.isascii() and value.isdigit() else 1


def _gaps(cells: list[Cell], columns: int) -> list[Cell]:
    """Return empty cells for the places no cell covers, so that the rules run through."""
    covered = {(cell.x + right, cell.y + down) for cell in cells for right in range(cell.columns) for down in range(cell.rows)}
    rows = {cell.y: cell for cell in cells}
    empty = Tag(name="td")
    places = [(x, y) for y in rows for x in range(columns) if (x, y) not in covered]
    return [Cell(empty, x, y, 1, 1, heading=rows[y].heading, total=rows[y].total) for x, y in places]
