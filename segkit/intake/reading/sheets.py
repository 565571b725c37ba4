"""The sheets of a workbook as they are read in the child process: cells by calamine, and what stands beside them."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

import python_calamine

from segkit.intake.reading.columns import Packed, kinds_of, long_numbers, packed, plain_cells
from segkit.intake.reading.compare import SAMPLED_ROWS, WHOLE_UP_TO, Compared, compared, rows_of
from segkit.intake.reading.excerpt import first_rows, first_strings, share_of, workbook_with
from segkit.intake.reading.marks import Marks, marks_in
from segkit.intake.reading.old_excel import has_macros, old_sheets
from segkit.intake.reading.parts import Package, SheetPart, package_of
from segkit.intake.reading.refusals import damaged, protected

Place = tuple[int, int]


@dataclass(frozen=True)
class SheetRead:
    """One sheet: its rows that hold something, by column, and what stands beside the values; rows and columns count from 0."""

    name: str
    visible: bool
    rows: tuple[int, ...]
    columns: tuple[Packed, ...]
    first_column: int
    width: int
    marks: Marks
    early_dates: tuple[Place, ...] = ()
    long_numbers: tuple[Place, ...] = ()
    compared: Compared | None = None
    """None where a second reader does not know the format."""


@dataclass(frozen=True)
class BookRead:
    """A workbook: the names of its sheets, those that were read, and what else lies in it."""

    names: tuple[str, ...]
    hidden: tuple[str, ...]
    sheets: tuple[SheetRead, ...]
    macros: bool = False
    links: int = 0
    recalculated_on_load: bool = False
    errors_hidden: bool = False
    """Whether cells with errors read as empty, because neither reader tells them from empty ones in this format."""


@dataclass(frozen=True)
class Wanted:
    """Which sheets are wanted: one by name, every one, or by default those that are visible.

    `sparsely` reads with openpyxl, which needs memory for the cells there are and not for the rectangle around them.
    """

    sheet: str | None = None
    every: bool = False
    sparsely: bool = False
    share: int = 0
    shares: int = 1
    """Which share of each sheet's rows to read, of how many; where a sheet cannot be cut, the first share is all of it."""

    def has(self, name: str, hidden: tuple[str, ...]) -> bool:
        return name == self.sheet if self.sheet is not None else self.every or name not in hidden


class Grid(NamedTuple):
    """Rows of values, all of one width: the number of each row, and the column in which they begin."""

    numbers: list[int]
    column: int
    rows: list[list[Any]]


@dataclass
class _Book:
    """An opened workbook and what is needed to look beside its values."""

    name: str
    content: bytes
    form: str
    calamine: Any
    zipped: ZipFile | None = None
    package: Package | None = None
    beside: dict[str, Marks] = field(default_factory=dict)


def read_book(name: str, content: bytes, form: str, wanted: Wanted) -> BookRead:
    """Return the wanted sheets that hold something; of several, where not every one is wanted, only the sizes.

    Raises SourceError: password, incomplete file.
    """
    book = _opened(name, content, form)
    kinds = [meta for meta in book.calamine.sheets_metadata if str(meta.typ) == "SheetTypeEnum.WorkSheet"]
    hidden = tuple(meta.name for meta in kinds if str(meta.visible) != "SheetVisibleEnum.Visible")
    names = tuple(meta.name for meta in kinds)
    read = [_sheet(book, found, found not in hidden, wanted) for found in names if wanted.has(found, hidden)]
    filled = [one for one in read if one.rows]
    if not wanted.every and len(filled) > 1:
        filled = [_size_only(one) for one in filled]
    package = book.package
    return BookRead(
        names,
        hidden,
        tuple(filled),
        macros=package.macros if package else form == "xls" and has_macros(name, content),
        links=package.links if package else 0,
        recalculated_on_load=package is not None and package.recalculated_on_load,
        errors_hidden=form == "xlsb"
        or (form == "ods" and book.zipped is not None and b'value-type="error"' in book.zipped.read("content.xml")),
    )


def _size_only(sheet: SheetRead) -> SheetRead:
    return SheetRead(sheet.name, sheet.visible, sheet.rows, (), sheet.first_column, sheet.width, Marks())


def _opened(name: str, content: bytes, form: str) -> _Book:
    try:
        book = _Book(name, content, form, python_calamine.CalamineWorkbook.from_filelike(BytesIO(content)))
        if form in {"xlsx", "ods", "xlsb"}:
            book.zipped = ZipFile(BytesIO(content))
        if form == "xlsx" and book.zipped:
            book.package = package_of(name, book.zipped)
    except python_calamine.PasswordError:
        raise protected(name) from None
    except (python_calamine.CalamineError, BadZipFile, OSError):
        raise damaged(name) from None
    if form == "xls":
        book.beside = {
            found: Marks(errors=old.errors, hidden_rows=old.hidden_rows, hidden_columns=old.hidden_columns, filtered=old.filtered)
            for found, old in old_sheets(name, content).items()
        }
    return book


def _sheet(book: _Book, name: str, visible: bool, wanted: Wanted) -> SheetRead:
    part = next((sheet.path for sheet in book.package.sheets if sheet.name == name), None) if book.package else None
    if wanted.shares > 1 and part:
        return _share(book, SheetPart(name, part), visible, wanted)
    try:
        # calamine lets other threads work, so that the part is unpacked and searched meanwhile.
        with ThreadPoolExecutor(max_workers=1) as beside:
            searched = beside.submit(_searched, book, part)
            grid = _sparse_grid(book.content, name) if wanted.sparsely else _grid(book, name)
            xml, marks = searched.result()
    except _DAMAGE:
        raise damaged(book.name) from None
    marks = marks if part else book.beside.get(name, marks)
    grid = _with_places(grid, [*marks.errors, *marks.uncalculated])
    columns = _columns(grid)
    second = _compared(book, SheetPart(name, part), xml, grid, columns) if part and not wanted.sparsely else None
    return _read(name, grid, columns, marks, second, visible=visible)


_DAMAGE = (python_calamine.CalamineError, BadZipFile, OSError, EOFError)


def _searched(book: _Book, part: str | None) -> tuple[bytes, Marks]:
    xml = book.zipped.read(part) if book.zipped and part else b""
    return xml, marks_in(xml)


def _share(book: _Book, sheet: SheetPart, visible: bool, wanted: Wanted) -> SheetRead:
    """Read one share of a sheet's rows; the second reader looks at the first share only."""
    zipped = ZipFile(BytesIO(book.content))
    xml = zipped.read(sheet.path)
    cut = share_of(xml, wanted.share, wanted.shares)
    if cut is None:
        whole = replace(wanted, share=0, shares=1)
        return _sheet(book, sheet.name, visible, whole) if wanted.share == 0 else SheetRead(sheet.name, visible, (), (), 0, 0, Marks())
    content = workbook_with(zipped, {sheet.path: cut})
    sliced = replace(book, content=content, calamine=python_calamine.CalamineWorkbook.from_filelike(BytesIO(content)))
    try:
        with ThreadPoolExecutor(max_workers=1) as beside:
            searched = beside.submit(marks_in, cut)
            grid = _grid(sliced, sheet.name)
            marks = searched.result()
    except _DAMAGE:
        raise damaged(book.name) from None
    grid = _with_places(grid, [*marks.errors, *marks.uncalculated])
    columns = _columns(grid)
    second = _compared(sliced, sheet, cut, grid, columns) if wanted.share == 0 else None
    return _read(sheet.name, grid, columns, marks, second, visible=visible)


def _grid(book: _Book, name: str) -> Grid:
    sheet = book.calamine.get_sheet_by_name(name)
    if book.form == "xls":
        areas = sheet.merged_cell_ranges or []
        book.beside.setdefault(name, Marks()).merged = [(*first, *last) for first, last in areas]
    row, column = sheet.start or (0, 0)
    rows = sheet.to_python(skip_empty_area=True)
    return Grid(list(range(row, row + len(rows))), column, rows)


def _sparse_grid(content: bytes, name: str) -> Grid:
    found = [(number, values) for number, values, _ in rows_of(content, name)]
    width = max((len(values) for _, values in found), default=0)
    return Grid([number for number, _ in found], 0, [values + [""] * (width - len(values)) for _, values in found])


def _width(grid: Grid) -> int:
    return len(grid.rows[0]) if grid.rows else 0


def _in_width(grid: Grid, first: int, last: int) -> list[list[Any]]:
    before, after = grid.column - first, last - grid.column - _width(grid)
    if not before and not after:
        return grid.rows
    return [[""] * before + row + [""] * after for row in grid.rows]


def _with_places(grid: Grid, places: Sequence[Place]) -> Grid:
    """Return the grid, grown to hold places that the reader took for empty: cells with errors and formulas without a value."""
    if not places:
        return grid
    first = min([grid.column if grid.rows else places[0][1], *(column for _, column in places)])
    last = max([grid.column + _width(grid), *(column + 1 for _, column in places)])
    rows = dict(zip(grid.numbers, _in_width(grid, first, last), strict=True))
    for row in {row for row, _ in places} - set(rows):
        rows[row] = [""] * (last - first)
    numbers = sorted(rows)
    return Grid(numbers, first, [rows[number] for number in numbers])


def _columns(grid: Grid) -> list[tuple[list[Any], list[int]]]:
    return [plain_cells(values) for values in zip(*grid.rows, strict=True)]


def _compared(book: _Book, sheet: SheetPart, xml: bytes, grid: Grid, columns: list[tuple[list[Any], list[int]]]) -> Compared | None:
    """Compare with the second reader: a small sheet whole, of a larger one the first rows; None where these cannot be cut out."""
    content = book.content
    most = len(grid.rows)
    if len(grid.rows) * len(columns) > WHOLE_UP_TO and book.zipped and book.package:
        head = first_rows(xml, SAMPLED_ROWS)
        strings = first_strings(book.zipped, book.package.strings, head) if head else None
        if head is None or strings is None:
            return None
        content = workbook_with(book.zipped, {sheet.path: head} | strings)
        most = sum(number < SAMPLED_ROWS for number in grid.numbers[:SAMPLED_ROWS])
    cells: dict[int, dict[int, Any]] = {number: {} for number in grid.numbers[:most]}
    for column, (values, _) in enumerate(columns, start=grid.column):
        for number, value in zip(grid.numbers[:most], values[:most], strict=True):
            if value != "":
                cells[number][column] = value
    return compared(content, sheet.name, cells)


def _read(
    name: str, grid: Grid, columns: list[tuple[list[Any], list[int]]], marks: Marks, second: Compared | None, *, visible: bool
) -> SheetRead:
    """Pack the rows that hold something."""
    width = len(columns)
    errors = {row for row, _ in [*marks.errors, *marks.uncalculated]}
    if any("" not in cells for cells, _ in columns):
        kept = list(range(len(grid.rows)))
    else:
        kept = [at for at, row in enumerate(grid.rows) if row.count("") < width or grid.numbers[at] in errors]
    every = len(kept) == len(grid.rows)
    kinds = [kinds_of(cells) for cells, _ in columns]
    return SheetRead(
        name,
        visible,
        tuple(grid.numbers if every else (grid.numbers[at] for at in kept)),
        tuple(packed(cells if every else [cells[at] for at in kept], kind) for (cells, _), kind in zip(columns, kinds, strict=True))
        if kept
        else (),
        grid.column,
        width,
        marks,
        early_dates=_places(grid, [early for _, early in columns]),
        long_numbers=_places(grid, [long_numbers(cells, kind) for (cells, _), kind in zip(columns, kinds, strict=True)]),
        compared=second,
    )


def _places(grid: Grid, positions: list[list[int]]) -> tuple[Place, ...]:
    return tuple((grid.numbers[at], grid.column + column) for column, found in enumerate(positions) for at in found)
