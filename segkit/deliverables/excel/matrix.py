"""The matrix: the grid of grades with number and money per cell, all live, and the customers as points with the thresholds as lines."""

from collections.abc import Sequence

import narwhals as nw
import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.cells import quoted
from segkit.deliverables.excel.chart_data import ChartData
from segkit.deliverables.excel.charts import scatter_chart
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.workbook import Book, described, page
from segkit.rating import Axis, Grid
from segkit.segments import NOT_RATED_SEGMENT
from segkit.views.labels import preset_label, segment_label
from segkit.words.language import UNKNOWN

TOP = 5
LINES = ("grade", "accounts", "revenue", "headroom")
FIRST = 2
"""The column of the lowest band across."""


def write(book: Book, table: AccountTable, points: ChartData) -> None:
    """Write the sheet."""
    words, study, sheet = book.study.words, book.study, book.sheets["matrix"]
    grid = study.grid
    across = len(grid.across.bands)
    sheet.title(words("Matrix"), words("{preset}. Amounts in {currency}.", preset=preset_label(study), currency=words.currency))
    sheet.widths(20, 14, *[max(20, 60 / across)] * across)
    _heads(book)
    cells = _cells(study.customers, grid.axes)
    row = TOP
    for up in reversed(range(len(grid.grades))):
        _band(book, table, row, up, cells)
        row += len(LINES)
    row = _not_rated(book, table, row + 1)
    if points.points is None:
        sheet.text(row + 1, 0, words("There is no chart: no two customers have both a revenue and a potential above 0."), "faint")
        page(book, "matrix", last=(row + 1, FIRST + across - 1))
        return
    story = words("{n} customers as points by revenue and potential; the thresholds are drawn as lines.", n=points.drawn)
    sheet.checked(
        sheet.worksheet.insert_chart(row + 1, 0, scatter_chart(book, points), {**described(story), "object_position": 2}), "a chart"
    )
    left_out = len(study.customers) - points.drawn
    if left_out:
        text = words.plural(
            "{n} customer without a revenue and a potential above 0 is not drawn.",
            "{n} customers without a revenue and a potential above 0 are not drawn.",
            left_out,
        )
        sheet.text(row + 24, 0, text, "faint")
    page(book, "matrix", whole=True, last=(row + 24, FIRST + across - 1))


def _heads(book: Book) -> None:
    """Write the bands across with the amounts between them, taken from the parameters."""
    words, sheet, grid = book.study.words, book.sheets["matrix"], book.study.grid
    sheet.text(TOP - 2, 0, words("{measure}, from the bottom up", measure=words(grid.up.label)) if grid.up else "", "head")
    sheet.text(TOP - 1, 0, "", "head")
    sheet.text(TOP - 2, 1, words("{measure}, from left to right", measure=words(grid.across.label)), "head")
    sheet.text(TOP - 1, 1, "", "head")
    sheet.height(TOP - 2, 44)
    for band, name in enumerate(grid.across.bands):
        sheet.text(TOP - 2, FIRST + band, name if name.isdigit() else words(name), "head", "centre")
        _limit(book, TOP - 1, FIRST + band, grid.across, band, "head")


def _limit(book: Book, row: int, col: int, axis: Axis, band: int, *styles: str) -> None:
    """Write where a band begins, or for the lowest one where it ends."""
    cut = axis.cuts[max(band - 1, 0)]
    look = ("from" if band else "below") + ("_share" if axis.measure == "utilisation" else "")
    book.sheets["matrix"].formula(row, col, cut.name, cut.value, *styles, look)


def _band(book: Book, table: AccountTable, row: int, up: int, cells: pd.DataFrame) -> None:
    """Write one band of the upward axis: a line each for grade, number, revenue and headroom."""
    words, study, sheet = book.study.words, book.study, book.sheets["matrix"]
    grid = study.grid
    letters = grid.grades[len(grid.grades) - 1 - up]
    sheet.text(row, 0, words(grid.up.bands[up]) if grid.up else "", "label", "letter")
    for line in range(1, len(LINES)):
        sheet.text(row + line, 0, "", "label")
    if grid.up:
        _limit(book, row + 1, 0, grid.up, up, "label")
    sheet.height(row, 24)
    for line, heading in enumerate(("", words("Customers"), words("Revenue"), words("Headroom"))):
        sheet.text(row + line, 1, heading, "faint", *(["line"] if line == len(LINES) - 1 else []))
    for band, letter in enumerate(letters):
        col = FIRST + band
        place = f"INDEX(abcd_grades,{len(grid.grades) - up},{band + 1})"
        sheet.formula(row, col, place, segment_label(study, letter), "letter", "box")
        own = cells[(cells["across"] == band) & (cells["up"] == up)] if grid.up else cells[cells["across"] == band]
        criteria = _criteria(table, grid.across, band) + (_criteria(table, grid.up, up) if grid.up else [])
        joined = ",".join(criteria)
        sheet.formula(row + 1, col, _settled(grid, f"COUNTIFS({joined})"), len(own), "count", "box")
        for line, measure in ((2, "revenue"), (3, "headroom")):
            _sum(book, (row + line, col), table, (measure, criteria), own[measure])
        colour_grades(book, sheet, (row, col, row, col), xl_rowcol_to_cell(row, col, row_abs=True, col_abs=True))


def _sum(book: Book, cell: tuple[int, int], table: AccountTable, asked: tuple[str, Sequence[str]], values: pd.Series) -> None:
    """Write a cell's sum of a measure; unknown where it has customers but none with the figure."""
    measure, criteria = asked
    column, joined = table.column(measure), ",".join(criteria)
    known = f'COUNTIFS({joined},{column},">-1E+300")'
    formula = f"IF(AND({known}=0,COUNTIFS({joined})>0),{quoted(UNKNOWN)},ROUND(SUMIFS({column},{joined}),2))"
    amounts = values.dropna()
    # Added as whole øre, as the segments are, so that matrix and overview agree to the last one.
    total = int((amounts * 100).round().astype("int64").sum()) / 100
    book.sheets["matrix"].formula(
        *cell, _settled(book.study.grid, formula), UNKNOWN if len(values) and amounts.empty else total, "money", "box"
    )


def _settled(grid: Grid, formula: str) -> str:
    """Return a formula that is 0 while a threshold is open: a condition without an amount would find texts."""
    return f"IF(COUNT({','.join(cut.name for cut in grid.cuts)})={len(grid.cuts)},{formula},0)"


def _criteria(table: AccountTable, axis: Axis, band: int) -> list[str]:
    """Return the pairs of range and condition of one band; text never counts as a number in them."""
    column = table.column(axis.measure)
    found = [f'{column},">="&{axis.cuts[band - 1].name}'] if band else []
    return found + ([f'{column},"<"&{axis.cuts[band].name}'] if band < len(axis.cuts) else [])


def _cells(customers: pd.DataFrame, axes: tuple[Axis, ...]) -> pd.DataFrame:
    """Return the customers that the figures rate, with the numbers of their bands; a fixed grade moves nobody on the grid."""
    names = ("across", "up")
    bands = (
        nw.from_native(customers, eager_only=True)
        .select(axis.band().alias(name) for axis, name in zip(axes, names, strict=False))
        .to_native()
    )
    return customers[["revenue", "headroom"]].join(bands)[customers["computed_grade"].notna()]


def _not_rated(book: Book, table: AccountTable, row: int) -> int:
    words, study, sheet = book.study.words, book.study, book.sheets["matrix"]
    label = segment_label(study, NOT_RATED_SEGMENT)
    place = f"INDEX(segment_grades,{len(study.plan.policies)})"
    open_ones = study.customers[study.customers["computed_grade"].isna()]
    amounts = open_ones["revenue"].dropna()
    total = int((amounts * 100).round().astype("int64").sum()) / 100
    revenue = UNKNOWN if len(open_ones) and amounts.empty else total
    sheet.text(row, 0, label, "label", "line")
    sheet.text(row, 1, words("Customers"), "faint", "line")
    sheet.formula(row, FIRST, table.count_formula(place, by="computed"), len(open_ones), "count", "line")
    sheet.text(row + 1, 0, "", "line")
    sheet.text(row + 1, 1, words("Revenue"), "faint", "line")
    sheet.formula(row + 1, FIRST, table.known_sum_formula("revenue", place, by="computed"), revenue, "money", "line")
    return row + 2
