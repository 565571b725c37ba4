"""A file on its way from truth to bytes: a frozen record that each fault returns a changed copy of."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random
from typing import Literal

from .spelling import DateStyle, NumberStyle, dates_open, numbers_open
from .truth import Column, Company, Record, Unreadable, Value

Medium = Literal["text", "workbook"]
Question = Literal["none", "may", "must"]
LineKind = Literal["heading", "record", "total", "units", "other"]


class UnfitError(Exception):
    """This draft has nothing that the fault could befall; another draft is tried."""


@dataclass(frozen=True)
class Formula:
    """A formula in a workbook with the value that Excel last showed; None = never calculated, a text such as #N/A = an error."""

    shown: float | str | None


@dataclass(frozen=True)
class Rich:
    """A text in two fonts."""

    parts: tuple[str, str]


@dataclass(frozen=True)
class Raw:
    """A text as it stands in the sheet's XML, escapes included."""

    text: str


Cell = str | Decimal | float | dt.date | Formula | Rich | Raw


@dataclass(frozen=True)
class Line:
    """One line of the file. `aside` = the reasons under which it must be set aside; a line that is neither record nor aside is
    furniture (heading, logo, units), which may be ignored or set aside but never counted.

    `lenient`: it carries a record that may also be set aside. `literal`: written without any quoting.
    """

    cells: tuple[Cell, ...]
    kind: LineKind
    record: int | None = None
    aside: frozenset[str] = frozenset()
    lenient: bool = False
    literal: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Dialect:
    """How a text file is written."""

    encoding: str = "utf-8"
    mark: bytes = b""
    separator: str = ";"
    says_separator: bool = False
    quote: str = '"'
    quoted: Literal["minimal", "all"] = "minimal"
    escape: str = ""
    ends: tuple[str, ...] = ("\n",)
    last_end: bool = True
    tail: bytes = b""
    foreign: frozenset[int] = frozenset()
    """Indexes of lines that stand in cp1252 inside a file of another character set."""


@dataclass(frozen=True)
class Book:
    """How a workbook is written."""

    sheet: str = "Ark1"
    before: tuple[str, ...] = ()
    """Empty sheets that stand before the sheet."""
    hidden_sheet: bool = False
    first_column: int = 0
    first_row: int = 0
    system_1904: bool = False
    hidden_columns: tuple[int, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    table_filter: bool = False
    inline_strings: bool = False
    money_format: str = ""
    """How Excel shows the columns of money, where it is told so."""


@dataclass(frozen=True)
class Draft:
    """The file so far. `layout` names the truth's column at each place of a table line, None where the place has none.

    `wanted` is what engagement.yaml would say: canonical column -> heading (and factor). `numbers` and `dates` are None where a
    workbook stores them as such. `codes` are the codes of findings that count as being asked, where the truth demands a question.
    """

    medium: Medium
    currency: str
    company: Company
    file: str
    numbers: NumberStyle | None
    dates: DateStyle | None
    wanted: Mapping[str, Mapping[str, object]]
    layout: tuple[str | None, ...] = ()
    lines: tuple[Line, ...] = ()
    missing: tuple[str, ...] = ()
    dialect: Dialect = field(default_factory=Dialect)
    book: Book = field(default_factory=Book)
    question: Question = "none"
    codes: frozenset[str] = frozenset()
    wrapped: Literal["", "gzip", "zip"] = ""
    kept_share: float = 1.0
    """How much of the file arrived, from its beginning."""

    def at(self, key: str) -> int:
        """Return the place of the truth's column `key` in a table line."""
        return self.layout.index(key)

    def column(self, key: str) -> Column:
        return next(column for column in self.company.columns if column.key == key)

    def keys(self, *kinds: str) -> list[str]:
        """Return the mapped columns of these kinds."""
        return [column.key for column in self.company.columns if column.kind in kinds and column.canonical]

    def records(self) -> list[int]:
        """Return the indexes of the lines that carry a record and are not to be set aside."""
        return [i for i, line in enumerate(self.lines) if line.kind == "record" and not line.aside]

    def value(self, line: int, key: str) -> Value:
        index = self.lines[line].record
        assert index is not None
        return self.company.records[index][key]

    def spelled(self, key: str, value: Value) -> Cell:
        """Return a value of a column as the file shows it."""
        if value is None:
            return ""
        if isinstance(value, Unreadable):
            return value.text
        if isinstance(value, Decimal):
            if self.column(key).kind == "count":
                return f"{value:f}" if self.medium == "text" else value
            return self._amount(key, value)
        if isinstance(value, dt.date):
            return value if self.dates is None else self.dates.spelled(value)
        return value

    def _amount(self, key: str, value: Decimal) -> Cell:
        times = Decimal(str(self.wanted[key].get("times", 1)))
        if times == 1:
            return value if self.numbers is None else self.numbers.spelled(value)
        scaled = value / times
        return scaled if self.numbers is None else replace(self.numbers, places=None).spelled(scaled)

    # --- changed copies -----------------------------------------------------------------------------------------------------

    def with_records(self, records: tuple[Record, ...]) -> "Draft":
        return replace(self, company=replace(self.company, records=records))

    def with_value(self, line: int, key: str, value: Value) -> "Draft":
        """Return the draft with another true value, spelled in the cell of each line that carries the record."""
        index = self.lines[line].record
        records = [{**record, key: value} if i == index else record for i, record in enumerate(self.company.records)]
        changed = self.with_records(tuple(records))
        for at, other in enumerate(self.lines):
            if other.record == index:
                changed = changed.with_cell(at, key, self.spelled(key, value))
        return changed

    def with_cell(self, line: int, key: str, cell: Cell) -> "Draft":
        cells = list(self.lines[line].cells)
        cells[self.at(key)] = cell
        return self.with_line(line, replace(self.lines[line], cells=tuple(cells)))

    def with_line(self, at: int, line: Line) -> "Draft":
        return replace(self, lines=(*self.lines[:at], line, *self.lines[at + 1 :]))

    def with_inserted(self, at: int, *lines: Line) -> "Draft":
        return replace(self, lines=(*self.lines[:at], *lines, *self.lines[at:]))

    def asks(self, question: Question, *codes: str) -> "Draft":
        """Return the draft with a question that may or must be asked; the gravest demand stands."""
        gravest = max(self.question, question, key=["none", "may", "must"].index)
        return replace(self, question=gravest, codes=self.codes | frozenset(codes))

    def table_cells(self, cells: Mapping[str, Cell]) -> tuple[Cell, ...]:
        """Return the cells of a table line, by the truth's columns."""
        return tuple(cells.get(key, "") if key else "" for key in self.layout)


def blank_draft(company: Company, medium: Medium, currency: str, stem: str) -> Draft:
    """Return the company as a plain file: semicolons, decimal commas, ISO dates; a workbook stores numbers and dates as such."""
    text = medium == "text"
    return Draft(
        medium=medium,
        currency=currency,
        company=company,
        file=stem + (".csv" if text else ".xlsx"),
        numbers=NumberStyle() if text else None,
        dates=DateStyle(dt.date.isoformat) if text else None,
        wanted={column.canonical: {"column": column.heading} for column in company.columns if column.canonical},
        layout=tuple(column.key for column in company.columns),
    )


def with_lines(draft: Draft) -> Draft:
    """Return the draft with its heading and one line per record, and with the question that the spelling itself leaves open."""
    heading = Line(tuple(column.heading for column in draft.company.columns), "heading")
    body = [
        Line(tuple(draft.spelled(column.key, record[column.key]) for column in draft.company.columns), "record", record=i)
        for i, record in enumerate(draft.company.records)
    ]
    written = replace(draft, lines=(heading, *body))
    return written.asks("may") if _is_open(written) else written


def chosen(draft: Draft, rng: Random, most: int = 3) -> list[int]:
    """Return some lines with records, in order: at least one, and less than a third of them."""
    lines = draft.records()
    return sorted(rng.sample(lines, rng.randint(1, max(1, min(most, len(lines) // 3)))))


def _is_open(draft: Draft) -> bool:
    records = draft.company.records
    for key in draft.keys("money"):
        values = [record[key] for record in records]
        if draft.numbers and numbers_open(draft.numbers.figures(value) for value in values if isinstance(value, Decimal)):
            return True
    days = [day for key in draft.keys("date") for record in records if isinstance(day := record[key], dt.date)]
    return bool(draft.dates and draft.dates.short and dates_open(days))
