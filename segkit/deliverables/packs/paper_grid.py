"""A pack's table as Typst code: columns as wide as their texts and entries need, boxes to fill in, boxes to tick, grades in their colour."""

from segkit.deliverables.packs.shown import shown
from segkit.deliverables.report.blocks import Block
from segkit.deliverables.report.columns import LANDSCAPE, PORTRAIT, ColumnNeed, lay_out, need_of
from segkit.deliverables.report.literals import Galley, array, joined
from segkit.deliverables.report.tables import HEADING_WIDTH
from segkit.packs.content import NUMBERS, Column, Grid, Value
from segkit.words import Words

LETTER = 0.5
"""How wide a letter of a declared width is, in letter sizes."""
TICK_WIDTH = 2.5
LONGEST_WORD = 24


def grid_block(grid: Grid, words: Words, galley: Galley, *, wide: bool) -> Block:
    """Return a table as a block; one that is too wide for the upright page stands on a turned one."""
    layout = lay_out(
        [_need(grid, col, words) for col in range(len(grid.columns))],
        upright=True,
        room=LANDSCAPE if wide else PORTRAIT,
        may_turn=not wide,
    )
    head = [_head(column, x, galley) for x, column in enumerate(grid.columns)]
    last = len(grid.rows) - 1
    body = [
        _cell(value, column, (x, y + 1), words, galley, total=grid.total and y == last)
        for y, row in enumerate(grid.rows)
        for x, (column, value) in enumerate(zip(grid.columns, row, strict=True))
    ]
    body += [
        f"field({_empty(column)}, x: {x}, y: {len(grid.rows) + 1 + blank})"
        for blank in range(grid.blank)
        for x, column in enumerate(grid.columns)
    ]
    caption = galley.line(grid.title) if grid.title else "none"
    code = (
        f"report-table(widths: {array(f'{points:.2f}pt' for points in layout.widths)}, size: {layout.size:.2f}pt, "
        f"all-rows: {len(grid.rows) + grid.blank + 1}, caption: {caption},\nheader: {array(head)},\nrows: {array(body)})"
    )
    return Block("landscape" if layout.landscape else "other", code)


def _need(grid: Grid, col: int, words: Words) -> ColumnNeed:
    """Return what a column needs: its texts, and where something is to be written the width that was declared for it."""
    column = grid.columns[col]
    head = need_of([column.label], number=False)
    if column.kind == "tick":
        return ColumnNeed(max(TICK_WIDTH, head.least), max(TICK_WIDTH, head.least))
    body = need_of([shown(row[col], column.kind, words) for row in grid.rows], number=column.kind in NUMBERS or column.kind == "date")
    written = column.width * LETTER if column.kind == "entry" or grid.blank else 0.0
    return ColumnNeed(max(body.least, head.least), max(body.natural, written, head.least, min(head.natural, HEADING_WIDTH)))


def _head(column: Column, x: int, galley: Galley) -> str:
    right = ", num: true" if column.kind in NUMBERS else ""
    return f"th({joined(galley.words(column.label, LONGEST_WORD))}, x: {x}, y: 0{right})"


def _cell(value: Value, column: Column, place: tuple[int, int], words: Words, galley: Galley, *, total: bool) -> str:
    at = f"x: {place[0]}, y: {place[1]}{', total: true' if total else ''}"
    empty = total and column.kind in {"entry", "tick"}  # nothing is filled in where a table sums up
    text = "" if empty else shown(value, column.kind, words)
    body = joined(galley.words(text, LONGEST_WORD))
    if empty:
        return f"td({body}, {at})"
    if column.kind == "entry":
        return f"field(entry({body}), {at})"
    if column.kind == "tick":
        return f"field(tick(checked: {'true' if value else 'false'}), {at})"
    if column.kind == "grade" and text and not total:
        body = f"grade({galley.line(text)})"
    right = ", num: true" if column.kind in NUMBERS else ""
    return f"td({body}, {at}{right}, breakable: false)"


def _empty(column: Column) -> str:
    return "tick()" if column.kind == "tick" else "entry([])"
