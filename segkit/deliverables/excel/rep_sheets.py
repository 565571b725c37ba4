"""One sheet per sales rep: the rep's own customers with the figures of the customers' table, and their sums."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.cells import quoted
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.live_table import LiveTable, unique_headings, write_table
from segkit.deliverables.excel.shown_rows import LINE, LINE_HEADING, ROW, ROW_HEADING, ShownColumn, shown_columns
from segkit.deliverables.excel.workbook import Book, page
from segkit.segments import NOT_RATED_SEGMENT
from segkit.study import Study
from segkit.views.labels import segment_label
from segkit.words import Words, is_missing
from segkit.words.language import UNKNOWN

MOST_SHEETS = 40
"""Sales reps beyond this number, those with the fewest customers, share one sheet."""

SUMS, HEADING_ROW = 3, 6

_COLUMNS = (
    ShownColumn("number", "identifier", 14),
    ShownColumn("name", "client", 34),
    ShownColumn("region", "client", 16),
    ShownColumn("grade", "grade", 12),
    ShownColumn("rating_class", "grade", 14),
    ShownColumn("rating", "exact", 10),
    ShownColumn("revenue", "money", 14),
    ShownColumn("potential", "money", 14),
    ShownColumn("utilisation", "percent", 12),
    ShownColumn("headroom", "money", 14),
    ShownColumn("action", "text", 38),
    ShownColumn("due", "date", 12),
    ShownColumn("hours", "hours", 10),
    ShownColumn("why", "text", 56),
    ShownColumn("contacts", "hours", 10),
    ShownColumn("contribution", "money", 14),
    ShownColumn("proposal", "text", 24),
)
PRINTED = "why"
"""The last column on paper; those behind it are for the screen."""
_TOLD = ("revenue", "potential", "headroom", "contribution", "hours")
"""The columns that are summed above the table."""


@dataclass(frozen=True)
class Rep:
    """A sales rep, or several who share a sheet: what the sheet is called, whose customers it shows, and in which lines they stand."""

    key: str
    name: str
    lines: tuple[int, ...]
    shared: bool = False

    @property
    def table(self) -> str:
        """The table's name in Excel."""
        return f"Owner_{self.key.removeprefix('rep')}"  # Rep1 would be the address of a cell


def reps(study: Study, table: AccountTable) -> tuple[Rep, ...]:
    """Return the sheets to write, by name; none where no file names an owner. Customers without an owner come last."""
    if not table.has("owner"):
        return ()
    words = study.words
    owners = table.rows["owner"].map(lambda owner: "" if is_missing(owner) else str(owner))
    lines = pd.Series(range(1, len(owners) + 1), index=owners.index)
    grouped = {str(owner): tuple(int(line) for line in group) for owner, group in lines.groupby(owners, sort=False)}
    nobody = grouped.pop("", ())
    by_size = sorted(grouped, key=lambda owner: (-len(grouped[owner]), owner))
    own, others = sorted(by_size[:MOST_SHEETS], key=str.casefold), by_size[MOST_SHEETS:]
    found = [(owner, grouped[owner], False) for owner in own]
    if others:
        found.append((words("Other sales reps"), tuple(sorted(line for owner in others for line in grouped[owner])), True))
    if nobody:
        found.append((words("No sales rep"), nobody, False))
    return tuple(Rep(f"rep{i}", name, lines, shared) for i, (name, lines, shared) in enumerate(found, start=1))


def write(book: Book, table: AccountTable, found: Sequence[Rep]) -> dict[str, LiveTable]:
    """Write a sheet per rep and return where each rep's table lies."""
    return {rep.key: _write(book, table, rep) for rep in found}


def _write(book: Book, table: AccountTable, rep: Rep) -> LiveTable:
    words, sheet = book.study.words, book.sheets[rep.key]
    sheet.height(0, 30)
    sheet.client(0, 0, rep.name, "title")
    sheet.text(1, 0, _subtitle(words, rep), "subtitle")
    columns = [column for column in _columns(rep) if table.has(column.key)]
    headings = {column.key: table.headings[column.key] for column in columns}
    place = LiveTable(
        rep.table,
        unique_headings(headings | {LINE: words(LINE_HEADING), ROW: words(ROW_HEADING)}),
        HEADING_ROW,
        len(rep.lines),
    )
    write_table(sheet, place, shown_columns(table, place, rep.lines, columns))
    _sums(book, table, rep, place)
    grade = place.position("grade")
    colour_grades(book, sheet, (place.first + 1, grade, place.last, grade))
    sheet.height(HEADING_ROW, 30)
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, 2)
    page(book, rep.key, wide=True, repeat=HEADING_ROW, last=(place.last, place.position(PRINTED)))
    return place


def _subtitle(words: Words, rep: Rep) -> str:
    return words.plural(
        "{n} customer, with the figures of the sheet Customers. Amounts in {currency}.",
        "{n} customers, with the figures of the sheet Customers. Amounts in {currency}.",
        len(rep.lines),
        currency=words.currency,
    )


def _columns(rep: Rep) -> tuple[ShownColumn, ...]:
    return (*_COLUMNS[:2], ShownColumn("owner", "client", 22), *_COLUMNS[2:]) if rep.shared else _COLUMNS


def _sums(book: Book, table: AccountTable, rep: Rep, place: LiveTable) -> None:
    """Write the number of customers per grade, and the sums of money and hours, in two rows above the table."""
    study, words, sheet = book.study, book.study.words, book.sheets[rep.key]
    values = table.shown.iloc[[line - 1 for line in rep.lines]]
    names = [*study.grid.letters, NOT_RATED_SEGMENT]
    labels = [segment_label(study, name) for name in names]
    sheet.text(SUMS, 0, words("Customers"), "head")
    sheet.formula(SUMS + 1, 0, f"ROWS({place.column('number')})", len(rep.lines), "count", "total")
    for col, label in enumerate(labels, start=1):
        sheet.client(SUMS, col, label, "head", "centre")
        sheet.formula(SUMS + 1, col, counted(place, col), int((values["grade"] == label).sum()), "count", "centre", "total")
    colour_grades(book, sheet, (SUMS, 1, SUMS, len(labels)), xl_rowcol_to_cell(SUMS, 1))
    told = [key for key in _TOLD if place.has(key)]
    for col, key in enumerate(told, start=len(labels) + 2):
        sheet.text(SUMS, col, place.headings[key], "head", "right")
        sheet.formula(SUMS + 1, col, sum_formula(place, key), summed(values[key], key), "hours" if key == "hours" else "money", "total")


def sum_formula(place: LiveTable, key: str) -> str:
    """Return the sum of a column of a rep's table; a dash where nothing is known, for contribution where anything is unknown."""
    column = place.column(key)
    unknown = f"COUNT({column})<ROWS({column})" if key == "contribution" else f"COUNT({column})=0"
    # Hours are not rounded: a sum of rounded ones would not be the overview's.
    total = f"SUM({column})" if key == "hours" else f"ROUND(SUM({column}),2)"
    return f"IF({unknown},{quoted(UNKNOWN)},{total})"


def summed(values: pd.Series, key: str) -> float | str:
    """Return the same sum; money is added as whole øre, hours as they are."""
    known = pd.to_numeric(values, errors="coerce").dropna()
    if key == "hours":
        return UNKNOWN if known.empty else float(known.sum())
    unknown = len(known) < len(values) if key == "contribution" else known.empty
    return UNKNOWN if unknown else int((known * 100).round().astype("int64").sum()) / 100


def counted(place: LiveTable, position: int) -> str:
    """Return the formula of the number of a rep's customers in a segment, by its position among the segments."""
    return f"SUMPRODUCT(--EXACT({place.column('grade')},INDEX(segment_grades,{position})))"
