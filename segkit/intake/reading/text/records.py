"""The lines of a text file to records: quoted line breaks joined, and a stray quotation mark kept to its own line."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from segkit.intake.reading.text.fields import Dialect

_LONGEST = 1000
"""Lines that one quoted field may run over; a mark still open after that is stray."""

_FEW = 5
"""Lines that a record with a field too few or too many may run over; more are rather several damaged records."""

_SAMPLE = 3000
"""Lines from the top that show how many fields a record has and what they hold."""

_NUMBER = re.compile(r"[-+(]?\d[\d .,:/-]*\)?")


@dataclass(frozen=True)
class Records:
    """The records, the line each begins on, and the lines whose stray quotation mark was kept as text or made them unreadable."""

    rows: list[list[str]]
    numbers: list[int]
    lasts: list[int]
    """The line each record ends on."""
    literal: tuple[int, ...]
    unreadable: tuple[int, ...]


def records(lines: Sequence[str], ends: Sequence[str], dialect: Dialect, first: int, width: int) -> Records:
    """Return the records of lines (without their ends, which stand in `ends`); `first` is the number of the first line,
    `width` the usual number of fields.

    Blank records are left out. A mark that is not closed on its line opens a text with line breaks only where the record then has
    the usual number of fields and the lines in between are no records themselves; otherwise it is a stray mark.
    """
    shape = _Shape.of([row for row, closed in map(dialect.fields, lines[:_SAMPLE]) if closed], width)
    rows: list[list[str]] = []
    numbers: list[int] = []
    lasts: list[int] = []
    literal: list[int] = []
    unreadable: list[int] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        number, used = first + at, 1
        row, closed = dialect.fields(line)
        if not closed:
            joined = _joined(lines, ends, at, dialect, shape)
            if joined is not None:
                row, used = joined
            elif len(row) == shape.width:
                literal.append(number)
            else:
                unreadable.append(number)
                at += 1
                continue
        if row[0].strip() or any(map(str.strip, row)):
            rows.append(row)
            numbers.append(number)
            lasts.append(number + used - 1)
        at += used
    return Records(rows, numbers, lasts, tuple(literal), tuple(unreadable))


@dataclass(frozen=True)
class _Shape:
    """How many fields a record has, and what kinds of cells (number, text, nothing) each of its columns holds."""

    width: int
    kinds: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, rows: Sequence[list[str]], width: int) -> "_Shape":
        sample = [row for row in rows if len(row) == width][1:]
        columns = list(zip(*sample, strict=True)) if sample else []
        kinds = tuple(
            frozenset(kind for kind, times in Counter(map(_kind, column)).items() if times >= 0.02 * len(column)) for column in columns
        )
        return cls(width, kinds)

    def fits(self, row: Sequence[str]) -> bool:
        """Return whether a row could be a record by its number of fields and what they hold."""
        if len(row) != self.width:
            return False
        if not self.kinds:
            return True
        alike = sum(_kind(cell) in kinds for cell, kinds in zip(row, self.kinds, strict=True))
        return alike >= 0.75 * self.width


def _joined(lines: Sequence[str], ends: Sequence[str], at: int, dialect: Dialect, shape: _Shape) -> tuple[list[str], int] | None:
    """Return the record that begins on a line with an open mark and how many lines it takes; None where the mark is stray."""
    text = lines[at]
    for last in range(at + 1, min(len(lines), at + _LONGEST)):
        text += ends[last - 1] + lines[last]
        if dialect.quote not in lines[last]:
            continue
        row, closed = dialect.fields(text)
        if not closed:
            continue
        parts = [dialect.fields(line)[0] for line in lines[at : last + 1]]
        whole = (
            not _are_records(parts, shape)
            if len(row) == shape.width
            else _is_one_odd_record(row, parts, shape, lines[last].count(dialect.quote))
        )
        return (row, last - at + 1) if whole else None
    return None


def _is_one_odd_record(row: Sequence[str], parts: Sequence[Sequence[str]], shape: _Shape, marks: int) -> bool:
    """Return whether lines are one record with a field too few or too many: none is as wide as a record, but for the last, whose
    `marks` end what began above it."""
    narrow = all(len(part) < shape.width for part in parts[:-1]) and (len(parts[-1]) < shape.width or marks % 2 == 1)
    return narrow and len(parts) <= _FEW and abs(len(row) - shape.width) <= 2


def _are_records(rows: Sequence[list[str]], shape: _Shape) -> bool:
    """Return whether lines that an open mark would swallow are records of their own."""
    between = [row for row in rows[1:-1] if any(row)]
    if between:
        return 2 * sum(shape.fits(row) for row in between) >= len(between)
    return shape.fits(rows[0]) and shape.fits(rows[-1])


def _kind(cell: str) -> str:
    cell = cell.strip(' "')
    return "" if not cell else "number" if _NUMBER.fullmatch(cell) else "text"
