"""Workbooks as tables: which sheet, its cells with Excel's own row numbers, and everything odd beside them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Any

import pandas as pd

from segkit.errors import SourceError
from segkit.findings import Finding
from segkit.intake.reading.cell_names import area_name, cell_name, column_name
from segkit.intake.reading.columns import cells_of
from segkit.intake.reading.isolated import ChildStoppedError, isolated, limits_for
from segkit.intake.reading.layout import LaidOut, lay_out
from segkit.intake.reading.shares import read_in_shares
from segkit.intake.reading.sheets import BookRead, Place, SheetRead, Wanted, read_book
from segkit.intake.source_table import Cell, CellError, Reading
from segkit.parameters import nearest

MOST_AREAS = 10
"""Merged areas that a finding names."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows that hold something with Excel's numbers, how it was read, and what is known of it beside its cells."""

    name: str
    rows: list[tuple[Cell, ...]]
    numbers: list[int]
    read: SheetRead
    book: BookRead
    form: str
    sparsely: bool

    @property
    def engine(self) -> str:
        second = f"openpyxl {version('openpyxl')}"
        if self.sparsely:
            return second
        first = f"python-calamine {version('python-calamine')}"
        compared = self.read.compared
        return f"{first}; {compared.rows} rows also with {second}" if compared else first

    @property
    def hidden(self) -> dict[str, int]:
        counts = {
            "this sheet": 0 if self.read.visible else 1,
            "rows": self.read.marks.hidden_rows,
            "columns": _hidden_columns(self.read),
            "sheets": len(self.book.hidden),
        }
        return {what: n for what, n in counts.items() if n}


def sheets_of(name: str, content: bytes, form: str, sheet: str | None, *, every: bool) -> tuple[Sheet, ...]:
    """Return the named sheet, or the only visible one that holds something; with `every`, all that hold something.

    Raises SourceError: SEG-A12 unknown sheet, none or several that hold something; SEG-A01, A02, A07, A09 as the child finds.
    """
    book, sparsely = _read(name, content, form, sheet, every=every)
    if sheet is not None and sheet not in book.names:
        like = nearest(sheet, book.names)
        hint = f"Did you mean '{like}'?" if like else f"It has: {', '.join(book.names)}."
        raise SourceError(f"{name} has no sheet '{sheet}'. {hint}", code="SEG-A12")
    if not book.sheets and not every:
        raise SourceError(f"{name} has no sheet with anything on it. Ask the client to send it again.", code="SEG-A12")
    if len(book.sheets) > 1 and not every:
        sizes = ", ".join(f"{one.name} ({len(one.rows)} × {one.width})" for one in book.sheets)
        raise several_sheets(name, sizes)
    return tuple(_sheet(read, book, form, sparsely) for read in book.sheets)


def several_sheets(name: str, sizes: str) -> SourceError:
    return SourceError(
        f"{name} has several sheets (rows × columns): {sizes}. Give the right one as 'sheet' at this source.", code="SEG-A12"
    )


def _read(name: str, content: bytes, form: str, sheet: str | None, *, every: bool) -> tuple[BookRead, bool]:
    """Read apart; where calamine falls, as it does over one cell in the last row and column, once more with openpyxl."""
    limits = limits_for(len(content))
    try:
        return read_in_shares(name, content, form, Wanted(sheet, every), limits), False
    except SourceError as error:
        if form != "xlsx" or not isinstance(error.__cause__, ChildStoppedError):
            raise
        fallen = error
    try:
        return isolated(read_book, name, content, form, Wanted(sheet, every, sparsely=True), limits=limits, about=name), True
    except SourceError:
        raise fallen from fallen.__cause__


def _sheet(read: SheetRead, book: BookRead, form: str, sparsely: bool) -> Sheet:
    columns: list[list[Cell]] = [cells_of(column) for column in read.columns]
    _put_errors(columns, read)
    return Sheet(read.name, list(zip(*columns, strict=True)), [row + 1 for row in read.rows], read, book, form, sparsely)


def _put_errors(columns: list[list[Cell]], read: SheetRead) -> None:
    errors = {place: CellError(text) for place, text in read.marks.errors.items()} | dict.fromkeys(read.marks.uncalculated, CellError(""))
    if errors:
        at = {row: position for position, row in enumerate(read.rows)}
        for (row, column), error in errors.items():
            columns[column - read.first_column][at[row]] = error


def lay_out_sheet(name: str, sheet: Sheet, wanted: tuple[str, ...], reading: Reading) -> LaidOut:
    """Return the sheet's table with its findings; merged areas filled down where `reading` says so. Raises SourceError as lay_out does."""
    laid = lay_out(f"{name}, sheet {sheet.name}", sheet.rows, sheet.numbers, wanted, reading, ragged=False)
    headings = _Headings(sheet, laid)
    below = [area for area in sheet.read.marks.merged if area[2] > area[0] and area[0] + 1 > laid.headings.answer[-1]]
    filled = {heading.strip().casefold() for heading in reading.fill_down}
    left = [area for area in below if not _filled_down(laid.cells, area, headings, filled)]
    findings = [*laid.findings, *_beside(name, sheet), *_in_columns(name, sheet, laid, headings)]
    if left:
        shown = ", ".join(area_name(area) for area in left[:MOST_AREAS]) + (" …" if len(left) > MOST_AREAS else "")
        rows = tuple(sorted({area[0] + 1 for area in left}))
        findings.append(Finding("merged_cells", name, rows[0], {"n": len(left), "areas": shown}, sheet=sheet.name, rows=rows))
    return replace(laid, findings=tuple(findings))


class _Headings:
    """The heading over a column of the sheet, or its letters where there is none."""

    def __init__(self, sheet: Sheet, laid: LaidOut) -> None:
        self.row = sheet.rows[sheet.numbers.index(laid.headings.answer[-1])]
        self.first = sheet.read.first_column
        same = len(laid.cells.columns) == sheet.read.width
        self.names = [str(name) for name in laid.cells.columns] if same else [" ".join(str(cell).split()) for cell in self.row]

    def over(self, column: int) -> str:
        at = column - self.first
        return (self.names[at] if 0 <= at < len(self.names) else "") or column_name(column)


def _filled_down(cells: pd.DataFrame, area: tuple[int, int, int, int], headings: _Headings, wanted: set[str]) -> bool:
    heading = headings.over(area[1])
    if heading.strip().casefold() not in wanted or heading not in cells.columns or area[0] + 1 not in cells.index:
        return False
    value: Any = cells.at[area[0] + 1, heading]
    for row in range(area[0] + 2, area[2] + 2):
        if row in cells.index and cells.at[row, heading] == "":
            cells.at[row, heading] = value
    return True


def _hidden_columns(read: SheetRead) -> int:
    """Count hidden columns of the table only: many sheets hide everything to its right."""
    used = range(read.first_column, read.first_column + read.width)
    return sum(any(first <= column <= last for first, last in read.marks.hidden_columns) for column in used)


def _beside(name: str, sheet: Sheet) -> Iterable[Finding]:
    """Yield the findings of the sheet and its workbook that belong to no column."""
    read, book = sheet.read, sheet.book

    def found(kind: str, **values: object) -> Finding:
        return Finding(kind, name, values=values, sheet=sheet.name)

    if sheet.sparsely:
        yield found("second_reader_used", sheet=sheet.name)
    if read.compared and read.compared.failed:
        yield found("second_reader_failed", sheet=sheet.name)
    if read.compared and read.compared.difference:
        row, column, one, other = read.compared.difference
        values = {"sheet": sheet.name, "cell": cell_name(row, column), "one": one, "other": other}
        yield Finding("readers_differ", name, row + 1, values, sheet=sheet.name, rows=(row + 1,))
    if read.marks.hidden_rows:
        yield found("hidden_rows", n=read.marks.hidden_rows, sheet=sheet.name)
    if hidden := _hidden_columns(read):
        yield found("hidden_columns", n=hidden, sheet=sheet.name)
    if read.marks.filtered:
        yield found("filter_active", sheet=sheet.name)
    if book.hidden:
        yield found("hidden_sheets", n=len(book.hidden), sheets=", ".join(book.hidden))
    if book.recalculated_on_load and read.marks.formulas:
        yield found("formulas_maybe_old", n=read.marks.formulas, sheet=sheet.name)
    if book.errors_hidden:
        yield found("errors_unseen", form=sheet.form)
    if book.links:
        yield found("external_links", n=book.links)
    if book.macros:
        yield found("macros")


def _in_columns(name: str, sheet: Sheet, laid: LaidOut, headings: _Headings) -> Iterable[Finding]:
    """Yield a finding per column for cells that hold no value, or one that is not what it seems."""
    read = sheet.read
    at = {number: position for position, number in enumerate(sheet.numbers)}
    kinds: tuple[tuple[str, Iterable[Place]], ...] = (
        ("error_cells", read.marks.errors),
        ("uncalculated", read.marks.uncalculated),
        ("early_dates", read.early_dates),
        ("precision_lost", read.long_numbers),
    )
    for kind, places in kinds:
        for column, rows in _rows_by_column(places).items():
            example = sheet.rows[at[rows[0]]][column - read.first_column]
            shown = f"{example:.0f}" if isinstance(example, float) else str(example)
            heading = headings.over(column)
            values = {"n": len(rows), "column": heading, "example": shown}
            yield Finding(kind, name, rows[0], values, sheet=sheet.name, column=heading, rows=rows)
    yield from _currencies(name, sheet, headings)


def _rows_by_column(places: Iterable[Place]) -> dict[int, tuple[int, ...]]:
    by_column: dict[int, list[int]] = {}
    for row, column in sorted(places):
        by_column.setdefault(column, []).append(row + 1)
    return {column: tuple(rows) for column, rows in sorted(by_column.items())}


def _currencies(name: str, sheet: Sheet, headings: _Headings) -> Iterable[Finding]:
    counts: dict[int, Counter[str]] = {}
    for (column, currency), n in sheet.read.compared.currencies.items() if sheet.read.compared else ():
        counts.setdefault(column, Counter())[currency] = n
    for column, currencies in sorted(counts.items()):
        heading = headings.over(column)
        if len(currencies) == 1:
            ((currency, n),) = currencies.items()
            values: dict[str, object] = {"n": n, "column": heading, "currency": currency, "codes": currency}
            yield Finding("currency_in_format", name, values=values, sheet=sheet.name, column=heading)
        else:
            shown = ", ".join(f"{currency} ({n})" for currency, n in currencies.most_common())
            values = {"column": heading, "currencies": shown, "codes": " ".join(currencies)}
            yield Finding("currencies_in_format", name, values=values, sheet=sheet.name, column=heading)
