"""A worksheet that also takes whole blocks of rows, column by column, and writes their XML when the file is closed.

It leans on what lies inside XlsxWriter. `blocks_hold` writes a small file both ways, once in a process, and compares them: should another
XlsxWriter write differently, tables are written cell by cell, more slowly and with the same content.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO, StringIO
from itertools import chain, repeat
from typing import Any
from zipfile import ZipFile

import xlsxwriter.worksheet as inside
from xlsxwriter import Workbook
from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import Worksheet

from segkit.deliverables.excel.blocks import Block, BlockColumn, TextResult, cell_pieces, formats, lines
from segkit.deliverables.excel.streaming import TextPart

OLD_FUNCTIONS = frozenset(
    [
        "ABS",
        "AND",
        "AVERAGE",
        "AVERAGEIFS",
        "CHOOSE",
        "COLUMN",
        "COUNT",
        "COUNTA",
        "COUNTIF",
        "COUNTIFS",
        "DATE",
        "DAY",
        "EXACT",
        "HYPERLINK",
        "IF",
        "IFERROR",
        "INDEX",
        "INT",
        "ISBLANK",
        "ISNUMBER",
        "ISTEXT",
        "LEFT",
        "LEN",
        "MATCH",
        "MAX",
        "MEDIAN",
        "MID",
        "MIN",
        "MOD",
        "MONTH",
        "N",
        "NOT",
        "OR",
        "RIGHT",
        "ROUND",
        "ROUNDDOWN",
        "ROUNDUP",
        "ROW",
        "ROWS",
        "SUBTOTAL",
        "SUM",
        "SUMIF",
        "SUMIFS",
        "SUMPRODUCT",
        "TRIM",
        "VALUE",
        "WEEKDAY",
        "YEAR",
    ]
) | {""}
"""Functions that Excel has always had, and a bracket without one; their names are stored as they are written."""
_FUNCTION = re.compile(r"([\w.]*)\(")
CHUNK = 1_500_000
"""Letters of XML that are made at a time."""


class _TableCells(dict[tuple[int, int], str]):
    """The cells that tables cover, as XlsxWriter notes them one by one; large tables as areas."""

    def __init__(self) -> None:
        self.areas: list[tuple[int, int, int, int]] = []

    def get(self, cell: tuple[int, int], default: Any = None) -> Any:
        row, col = cell
        covering = (xl_range(*area) for area in self.areas if area[0] <= row <= area[2] and area[1] <= col <= area[3])
        return next(covering, None) or super().get(cell, default)

    def meets(self, place: tuple[int, int, int, int]) -> bool:
        first, left, last, right = place
        return any(area[0] <= last and first <= area[2] and area[1] <= right and left <= area[3] for area in self.areas) or any(
            first <= row <= last and left <= col <= right for row, col in self
        )


class BlockSheet(Worksheet):  # type: ignore[misc]
    """XlsxWriter's worksheet, and blocks. Cells written one by one may stand anywhere, in a block too: the later one stands."""

    dim_rowmin: int
    dim_rowmax: int
    fh: Any

    def __init__(self) -> None:
        super().__init__()
        self.table_cells = _TableCells()
        self._prepared: dict[tuple[str, bool], str] = {}
        self.blocks: list[Block] = []
        self._spans_known = False

    @property
    def weight(self) -> int:
        """About how many letters of XML the blocks have."""
        return sum(block.count * block.weight for block in self.blocks)

    def takes(self, first: int, count: int) -> bool:
        """Return whether rows are free of blocks."""
        return all(first > block.last or first + count - 1 < block.first for block in self.blocks)

    def add_block(self, first: int, left: int, columns: Sequence[BlockColumn]) -> int:
        """Take columns of cells; -1 where they do not fit on a sheet, as XlsxWriter's methods say it."""
        block = Block(first, left, tuple(columns), len(columns[0].values))
        if self._check_dimensions(block.last, block.right) or self._check_dimensions(first, left):
            return -1
        for row, cells in self.table.items():
            if first <= row <= block.last:
                for col in range(left, block.right + 1):
                    cells.pop(col, None)
        self.blocks.append(block)
        return 0

    def add_live_table(self, place: tuple[int, int, int, int], options: dict[str, Any]) -> Any:
        """Add a table as `add_table` does, without its noting every cell and writing every row's formulas."""
        first, left, last, right = place
        if self._check_dimensions(last, right, True, True):
            return -1
        if self.table_cells.meets(place) or any(first <= row <= last and left <= col <= right for row, col in self.merged_cells):
            raise OverlappingRange(f"Table range '{xl_range(*place)}' overlaps another table or joined cells.")
        plain = [{key: value for key, value in column.items() if key != "formula"} for column in options["columns"]]
        code = self.add_table(first, left, min(first + 1, last), right, options | {"columns": plain})
        if code not in {0, None}:
            return code
        self.table_cells.areas.append(place)
        table = self.tables[-1]
        table["range"] = table["a_range"] = table["autofilter"] = xl_range(*place)
        for made, column in zip(table["columns"], options["columns"], strict=True):
            formula = column.get("formula", "").lstrip("=")
            made["formula"] = self._prepare_formula(self._prepare_table_formula(formula), True) if formula else ""
        return code

    def add_texts(self, texts: Iterable[str], cells: int) -> dict[str, int]:
        """Return where texts stand in the workbook's table of them, which counts the cells that show them."""
        places = {text: self.str_table._get_shared_string_index(text) for text in dict.fromkeys(texts)}
        self.str_table.count += cells - len(places)
        return places

    def formula_text(self, formula: str) -> str:
        """Return a formula as it is stored."""
        return str(self._prepare_formula(formula))

    def spills(self, formula: str) -> bool:
        """Return whether XlsxWriter takes a formula for one that fills several cells, which no block holds."""
        return bool(inside.re_dynamic_function.search(formula))

    def set_same_height(self, rows: Sequence[int], points: float) -> None:
        """Give rows one height; they share what XlsxWriter keeps of it."""
        self.set_row(rows[0], points)
        self.row_info.update(dict.fromkeys(rows, self.row_info[rows[0]]))
        self.row_sizes.update(dict.fromkeys(rows, self.row_sizes[rows[0]]))

    # --- what XlsxWriter calls

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """Return a formula as it is stored. XlsxWriter looks for a hundred new functions in each, of which most formulas have none."""
        key = formula, expand_future_functions
        if key not in self._prepared:
            old = all(name in OLD_FUNCTIONS for name in _FUNCTION.findall(formula))
            plain = formula.removeprefix("{").removeprefix("=").removesuffix("}")
            self._prepared[key] = plain if old else str(super()._prepare_formula(formula, expand_future_functions))
        return self._prepared[key]

    def _write_rows(self) -> None:
        if not self.blocks:
            super()._write_rows()
            return
        self._calculate_spans()
        self._spans_known = True
        top, bottom = self.dim_rowmin, self.dim_rowmax
        row = top
        for block in sorted(self.blocks, key=lambda block: block.first):
            self._write_plain(row, block.first - 1)
            self._write_block(block)
            row = block.last + 1
        self._write_plain(row, bottom)
        self.dim_rowmin, self.dim_rowmax = top, bottom
        self.blocks.clear()

    def _calculate_spans(self) -> None:
        if self._spans_known:
            return
        super()._calculate_spans()
        for block in self.blocks:
            for group in range(block.first // 16, block.last // 16 + 1):
                low, high = block.left + 1, block.right + 1
                if group in self.row_spans:
                    known = [int(col) for col in self.row_spans[group].split(":")]
                    low, high = min(low, known[0]), max(high, known[1])
                self.row_spans[group] = f"{low}:{high}"

    def _get_range_data(self, row_start: int, col_start: int, row_end: int, col_end: int) -> Any:
        """Return the cells that a chart remembers; those of blocks are laid into the table as long as that takes."""
        laid = []
        for block in self.blocks:
            for col in range(max(col_start, block.left), min(col_end, block.right) + 1):
                for row in range(max(row_start, block.first), min(row_end, block.last) + 1):
                    if col not in self.table[row]:
                        self.table[row][col] = _cell(block, row, col)
                        laid.append((row, col))
        try:
            return super()._get_range_data(row_start, col_start, row_end, col_end)
        finally:
            for row, col in laid:
                del self.table[row][col]
                if not self.table[row]:
                    del self.table[row]

    # --- rows

    def _write_plain(self, first: int, last: int) -> None:
        """Write rows of cells that were written one by one."""
        if first <= last:
            self.dim_rowmin, self.dim_rowmax = first, last
            super()._write_rows()

    def _write_block(self, block: Block) -> None:
        own = sorted(row for row, cells in self.table.items() if cells and block.first <= row <= block.last)
        begin = block.first
        for row in own:
            self._write_part(block, begin, row)
            for col in range(block.left, block.right + 1):
                self.table[row].setdefault(col, _cell(block, row, col))
            self._write_plain(row, row)
            begin = row + 1
        self._write_part(block, begin, block.last + 1)

    def _write_part(self, block: Block, first: int, end: int) -> None:
        """Write rows of a block from one up to another, in chunks."""
        step = max(16, CHUNK // block.weight)
        heads = [f'<c r="{xl_col_to_name(col)}'.encode() for col in range(block.left, block.right + 1)]
        for begin in range(first, end, step):
            rows = range(begin, min(begin + step, end))
            part = slice(rows.start - block.first, rows.stop - block.first)
            # XlsxWriter numbers the looks in the order in which it meets them, row by row.
            met = [(row, i, look) for i, column in enumerate(block.columns) for row, look in formats(column, part)]
            for _, _, look in sorted(met, key=lambda one: one[:2]):
                look._get_xf_index()
            numbers = lines(str(row + 1) for row in rows)
            pieces: list[Iterable[bytes]] = [repeat(b'<row r="'), numbers, self._row_tags(rows, heads[0])]
            for column, after in zip(block.columns, [*heads[1:], b"</row>"], strict=True):
                pieces += [numbers, *cell_pieces(column, part, after)]
            self._put(b"".join(chain.from_iterable(zip(*pieces, strict=False))))

    def _put(self, content: bytes) -> None:
        """Write bytes where they are taken as such; XlsxWriter's own files take text."""
        if isinstance(self.fh, TextPart):
            self.fh.write_bytes(content)
        else:
            self.fh.write(content.decode())

    def _row_tags(self, rows: range, after: bytes) -> list[bytes]:
        """Return what follows the number in the tag of each row, up to and with `after`."""
        made: dict[tuple[str | None, int], bytes] = {}
        tags = []
        for row in rows:
            span, info = self.row_spans.get(row // 16), self.row_info.get(row)
            key = span, id(info)
            if key not in made:
                made[key] = self._row_tag(span, info).encode() + after
            tags.append(made[key])
        return tags

    def _row_tag(self, span: str | None, info: Any) -> str:
        """Return what XlsxWriter writes after the number in the tag of a row."""
        handle, self.fh = self.fh, StringIO()
        try:
            self._write_row(0, span, info)
            return str(self.fh.getvalue()).removeprefix('<row r="1')
        finally:
            self.fh = handle


def _cell(block: Block, row: int, col: int) -> Any:
    """Return a cell of a block as XlsxWriter keeps it."""
    column = block.columns[col - block.left]
    value = column.values[row - block.first]
    if column.kind == "formula":
        return inside.CellFormulaTuple(column.formula, column.look, TextResult(value) if isinstance(value, str) else value)
    if value is None:
        return inside.CellBlankTuple(column.empty)
    if column.kind == "text" or isinstance(value, str):
        return inside.CellStringTuple(int(value), column.look)
    return inside.CellNumberTuple(value, column.look)


@cache
def blocks_hold() -> bool:
    """Return whether this XlsxWriter writes a small file the same way from a block as cell by cell."""
    try:
        return _sample(in_blocks=True) == _sample(in_blocks=False)
    except (AttributeError, KeyError, TypeError, ValueError):
        return False  # something inside has another name or shape


ROWS = 40
_RESULTS: dict[str, list[Any]] = {"G": [i / 7 for i in range(ROWS)], "T": [("a & <b>", "", 5, True)[i % 4] for i in range(ROWS)]}


def _sample(*, in_blocks: bool) -> dict[str, bytes]:
    target = BytesIO()
    file = Workbook(target, {"in_memory": True})
    sheet = file.add_worksheet(worksheet_class=BlockSheet)
    look, bare = file.add_format({"bold": True}), file.add_format({"italic": True})
    sheet.write_string(0, 1, "above")
    heads = [{"header": name} | ({"formula": "[@N]*2>1"} if name in _RESULTS else {}) for name in "NSGT"]
    options = {"columns": heads, "name": "Sample"}
    numbers: list[float | None] = [None if i % 5 == 2 else i * 1234567.891 for i in range(ROWS)]
    texts: list[str | None] = [None if i % 7 == 0 else f"{i % 9} " for i in range(ROWS)]
    formula = "=Sample[[#This Row],[N]]*2>1"
    if in_blocks:
        sheet.add_live_table((3, 0, 3 + ROWS, 3), options)
        places = sheet.add_texts((text for text in texts if text), sum(text is not None for text in texts))
        text = sheet.formula_text(formula)
        columns = [
            BlockColumn("number", numbers, look, bare),
            BlockColumn("text", [None if text is None else places[text] for text in texts], look, bare),
            *(BlockColumn("formula", _RESULTS[name], look, bare, text) for name in "GT"),
        ]
        sheet.add_block(4, 0, columns)
    else:
        sheet.add_table(3, 0, 3 + ROWS, 3, options)
        plain: list[tuple[int, Any, list[Any]]] = [(0, sheet.write_number, numbers), (1, sheet.write_string, texts)]
        for col, write, values in plain:
            for row, value in enumerate(values, start=4):
                sheet.write_blank(row, col, None, bare) if value is None else write(row, col, value, look)
        for col, name in enumerate("GT", start=2):
            for row, value in enumerate(_RESULTS[name], start=4):
                sheet.write_formula(row, col, formula, look, value)
    sheet.set_row(10, 30)
    chart = file.add_chart({"type": "line"})
    chart.add_series({"values": ["Sheet1", 4, 0, 3 + ROWS, 0], "categories": ["Sheet1", 4, 1, 3 + ROWS, 1]})
    sheet.insert_chart(0, 6, chart)
    sheet.write_number(50, 0, 1)
    file.close()
    with ZipFile(target) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}
