"""A table as the client sent it: its cells untouched, true row numbers, the rows set aside, and how it was read."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from segkit.findings import Detected, Finding
from segkit.words import phrase

if TYPE_CHECKING:  # a child process that only reads cells must not wait for pandas
    import pandas as pd


@dataclass(frozen=True)
class CellError:
    """A cell that holds an error instead of a value: "#N/A", "#REF!", or a formula that was never calculated ("")."""

    text: str

    def __str__(self) -> str:
        return self.text


Cell = str | float | dt.date | CellError
"""A cell as stored: text (an empty cell is ""), a number or a date that a workbook stores as such, or an error."""

SET_ASIDE: dict[str, str] = {
    "ragged": phrase("wrong number of fields"),
    "stray_quote": phrase("a quote that is never closed"),
    "undecodable": phrase("bytes that are no letters in this character set"),
    "repeated_heading": phrase("the heading line again (a page break)"),
    "page_break": phrase("a page number, date of print or line of dashes"),
    "footer": phrase("text below the table"),
}
"""Why a row of a file is not among its records."""


@dataclass(frozen=True)
class SetAside:
    """One row that is not among the records: its number as Excel or an editor shows it, why (a key of SET_ASIDE), and its text."""

    row: int
    reason: str
    raw: str


@dataclass(frozen=True)
class Reading:
    """What a person has said of how a file is to be read; None = find it out."""

    sheet: str | None = None
    separator: str | None = None
    encoding: str | None = None
    heading_row: int | None = None
    heading_rows: int | None = None
    """How many rows the heading takes, where a person has said so."""
    fill_down: tuple[str, ...] = ()
    """Headings whose empty cells inside a merged area take the value above."""


@dataclass(frozen=True)
class HowRead:
    """How a file was read, each answer with its evidence; what does not apply to the format is None."""

    form: str
    """What the file is by its first bytes: csv, xlsx, xls, xlsb, ods, html, xml2003."""
    size: int
    headings: Detected[tuple[int, ...]]
    """The row or rows that hold the headings, as Excel or an editor numbers them."""
    sheet: str | None = None
    encoding: Detected[str] | None = None
    separator: Detected[str] | None = None
    engine: str = ""
    """The library that read the cells, with its version."""
    hidden: Mapping[str, int] = field(default_factory=dict)
    """Hidden rows, columns and sheets that were found: what -> how many."""


@dataclass(frozen=True)
class SourceTable:
    """A file's table, untouched.

    `cells` has one column per heading, named uniquely, and one row per record; its index is the row number that Excel or a text
    editor shows. Rows that are no records stand in `set_aside`, never shifted, never lost; blank rows are counted nowhere.
    """

    path: Path
    sha256: str
    cells: "pd.DataFrame"
    set_aside: tuple[SetAside, ...]
    how: HowRead
    findings: tuple[Finding, ...] = ()

    @property
    def rows(self) -> int:
        return len(self.cells) + len(self.set_aside)
