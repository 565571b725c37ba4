"""HTML tables as Typst tables: right-aligned numbers, totals, grade badges, and a header that repeats on every page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bs4 import Tag

from segkit.deliverables.report.columns import PORTRAIT, ColumnNeed, TableLayout, lay_out, need_of
from segkit.deliverables.report.grid import Cell, Grid, grid_of, number_columns
from segkit.deliverables.report.literals import array, joined
from segkit.deliverables.report.stylesheets import paint_of

HEADING_WIDTH = 9.0  # in letter sizes
LEGIBLE = 5.5  # points; a table that would be smaller is shown in parts, one below the other
COLUMNS_PER_PART = 11
CellCode = Callable[[Tag, int], list[str]]


@dataclass(frozen=True)
class TypstTable:
    """A table as Typst code, and whether it needs a landscape page."""

    code: str
    landscape: bool


def typst_table(table: Tag, cell_code: CellCode, *, room: float = PORTRAIT, may_turn: bool = True) -> TypstTable | None:
    """Return the table as calls of the house style, or None where it has no cells.

    A table too wide to be legible even on a landscape page is shown in parts, each beginning with the first column.
    """
    grid = grid_of(table)
    if grid is None:
        return None
    classes = list(table.get("class") or [])
    wish = {"wide": "wide" in classes, "upright": "upright" in classes}
    caption_tag = table.find("caption")
    caption = joined(cell_code(caption_tag, 60)) if isinstance(caption_tag, Tag) and caption_tag.get_text(strip=True) else "none"
    laid = [(part, _layout(part, wish, room=room, may_turn=may_turn)) for part in [grid]]
    if laid[0][1].size < LEGIBLE and all(cell.columns == 1 for cell in grid.cells):
        laid = [(part, _layout(part, wish, room=room, may_turn=may_turn)) for part in _parts(grid)]
    codes = [_code(part, layout, caption if place == 0 else "none", cell_code) for place, (part, layout) in enumerate(laid)]
    return TypstTable(code="\n".join(codes), landscape=any(layout.landscape for _, layout in laid))


def _parts(grid: Grid) -> list[Grid]:
    """Return the grid in parts of a few columns, each with the first column in front."""
    parts = []
    for start in range(1, grid.columns, COLUMNS_PER_PART):
        places = {0: 0} | {column: place for place, column in enumerate(range(start, min(start + COLUMNS_PER_PART, grid.columns)), start=1)}
        cells = tuple(replace(cell, x=places[cell.x]) for cell in grid.cells if cell.x in places)
        parts.append(replace(grid, cells=cells, columns=len(places)))
    return parts


def _layout(grid: Grid, wish: dict[str, bool], *, room: float, may_turn: bool) -> TableLayout:
    needs = [_need(grid.cells, column, number=number) for column, number in enumerate(number_columns(grid))]
    return lay_out(needs, **wish, room=room, may_turn=may_turn)


def _code(grid: Grid, layout: TableLayout, caption: str, cell_code: CellCode) -> str:
    numbers = number_columns(grid)
    tall_rows = {cell.y + down for cell in grid.cells if cell.tall for down in range(cell.rows)}
    head = [_cell(cell, numbers, cell_code, whole=True) for cell in grid.cells if cell.heading]
    body = [_cell(cell, numbers, cell_code, whole=cell.y not in tall_rows) for cell in grid.cells if not cell.heading]
    widths = array(f"{points:.2f}pt" for points in layout.widths)
    return (
        f"report-table(widths: {widths}, size: {layout.size:.2f}pt, head-rows: {grid.head_rows}, all-rows: {grid.rows}, "
        f"caption: {caption},\nheader: {array(head)},\nrows: {array(body)})"
    )


def _need(cells: Sequence[Cell], column: int, *, number: bool) -> ColumnNeed:
    """Return what a column needs; a long heading may wrap rather than make its column wide."""
    own = [cell for cell in cells if cell.x == column and cell.columns == 1]
    body = need_of([cell.text for cell in own if not cell.heading], number=number)
    head = need_of([cell.text for cell in own if cell.heading], number=False)
    return ColumnNeed(max(body.least, head.least), max(body.natural, head.least, min(head.natural, HEADING_WIDTH)))


def _cell(cell: Cell, numbers: list[bool], cell_code: CellCode, *, whole: bool) -> str:
    """Return one cell as a call of the house style."""
    explicit = any(numbers) and cell.columns == 1 and numbers[cell.x] and (cell.heading or cell.tag.name == "td")
    statements = cell_code(cell.tag, 24)
    body = joined(statements)
    if "grade" in cell.classes and cell.text:
        body = f"grade({statements[0] if len(statements) == 1 else body})"
    paint = paint_of(cell.tag)
    if paint.options and body != "{  }":
        body = f"text({', '.join(paint.options)}, {body})"
    options = [f"x: {cell.x}", f"y: {cell.y}"]
    if paint.fill:
        options.append(f'fill: rgb("{paint.fill}")')
    if explicit or cell.right:
        options.append("num: true")
    if cell.columns > 1:
        options.append(f"colspan: {cell.columns}")
        options.extend(["group: true"] if cell.heading else [])
    if cell.rows > 1:
        options.append(f"rowspan: {cell.rows}")
    if whole:
        options.append("breakable: false")
    if cell.heading:
        return f"th({body}, {', '.join(options)})"
    if cell.tag.name == "th":
        options.append("strong: true")
    if cell.total:
        options.append("total: true")
    return f"td({body}, {', '.join(options)})"
