"""A large workbook read by several processes at once, each a share of the rows, and put together again."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from itertools import chain
from typing import Any
from zipfile import ZipFile

from segkit.intake.reading.columns import Packed, cells_of
from segkit.intake.reading.isolated import Limits, isolated
from segkit.intake.reading.marks import Marks
from segkit.intake.reading.sheets import BookRead, SheetRead, Wanted, read_book

SHARE_FROM = 20_000_000
"""Bytes of a sheet's XML below which one process is as fast."""
MOST_SHARES = 4
LARGEST_SHARED = 200_000_000
"""Bytes of a sheet's XML above which the copies would take too much memory."""


def shares_for(content: bytes, form: str) -> int:
    """Return in how many shares a workbook is best read: each process must read all shared texts, so these count double."""
    if form != "xlsx":
        return 1
    with ZipFile(BytesIO(content)) as zipped:
        sizes = {info.filename.casefold(): info.file_size for info in zipped.infolist()}
    largest = max((size for name, size in sizes.items() if "worksheets/" in name), default=0)
    texts = sum(size for name, size in sizes.items() if name.endswith("sharedstrings.xml"))
    if largest > LARGEST_SHARED:
        return 1
    return max(1, min(os.cpu_count() or 1, MOST_SHARES, largest // (SHARE_FROM + 2 * texts)))


def read_in_shares(name: str, content: bytes, form: str, wanted: Wanted, limits: Limits) -> BookRead:
    """Return what read_book returns, worked out in as many child processes as pay. Raises SourceError as they do."""
    shares = shares_for(content, form)
    if shares == 1:
        return isolated(read_book, name, content, form, wanted, limits=limits, about=name)

    def one(share: int) -> BookRead:
        part = replace(wanted, share=share, shares=shares)
        return isolated(read_book, name, content, form, part, limits=limits, about=name)

    with ThreadPoolExecutor(max_workers=shares) as threads:
        return _joined(list(threads.map(one, range(shares))))


def _joined(books: list[BookRead]) -> BookRead:
    names = [name for name in books[0].names if any(sheet.name == name for book in books for sheet in book.sheets)]
    by_name = {name: [sheet for book in books for sheet in book.sheets if sheet.name == name] for name in names}
    return replace(books[0], sheets=tuple(_joined_sheet(parts) for parts in by_name.values()))


def _joined_sheet(parts: list[SheetRead]) -> SheetRead:
    """Return the shares of one sheet as one, in one width."""
    if len(parts) == 1:
        return parts[0]
    first = min(part.first_column for part in parts)
    last = max(part.first_column + part.width for part in parts)
    whole = all(part.columns for part in parts)
    return replace(
        parts[0],
        rows=tuple(chain.from_iterable(part.rows for part in parts)),
        columns=tuple(_joined_column(parts, column) for column in range(first, last)) if whole else (),
        first_column=first,
        width=last - first,
        marks=_joined_marks([part.marks for part in parts]),
        early_dates=tuple(chain.from_iterable(part.early_dates for part in parts)),
        long_numbers=tuple(chain.from_iterable(part.long_numbers for part in parts)),
    )


def _joined_column(parts: list[SheetRead], column: int) -> Packed:
    cells: list[Any] = []
    for part in parts:
        at = column - part.first_column
        cells += cells_of(part.columns[at]) if 0 <= at < part.width else [""] * len(part.rows)
    return "cells", cells


def _joined_marks(marks: list[Marks]) -> Marks:
    return Marks(
        errors={place: text for one in marks for place, text in one.errors.items()},
        uncalculated=[place for one in marks for place in one.uncalculated],
        formulas=sum(one.formulas for one in marks),
        hidden_rows=sum(one.hidden_rows for one in marks),
        # Columns are declared above the rows, so every share has them.
        hidden_columns=marks[0].hidden_columns,
        merged=[area for one in marks for area in one.merged],
        filtered=any(one.filtered for one in marks),
    )
