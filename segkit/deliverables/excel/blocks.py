"""A block of rows as columns: what every cell of it holds, and the XML of its cells, column by column.

The XML is XlsxWriter's own, letter for letter; tests/deliverables/test_blocks.py holds the two together.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, Literal

from xlsxwriter.format import Format

TEXT, BOOLEAN = ' t="str"', ' t="b"'
"""What a formula's result is, where it is no number. Nothing is an error: a client's own "#N/A" is a text."""


class TextResult(str):
    """A formula's result that is a text, whatever it reads: XlsxWriter takes a text that equals "#N/A" for the error."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return not self.startswith("#") and str(self) == other


AROUND = 55
"""About how many letters of XML a cell has beside its formula."""


@dataclass(frozen=True)
class BlockColumn:
    """The cells of a column: numbers, positions of texts in the shared table, dates, or the results of one formula.

    None is an empty cell, which has a look of its own. Among dates, a `str` is the position of a text.
    """

    kind: Literal["number", "text", "date", "formula"]
    values: Sequence[Any]
    look: Format
    empty: Format
    formula: str = ""


@dataclass(frozen=True)
class Block:
    """Columns side by side: their first row, the column they begin in, and how many rows there are."""

    first: int
    left: int
    columns: tuple[BlockColumn, ...]
    count: int

    @property
    def last(self) -> int:
        return self.first + self.count - 1

    @property
    def weight(self) -> int:
        """About how many letters of XML a row has."""
        return sum(AROUND + len(column.formula) for column in self.columns)

    @property
    def right(self) -> int:
        return self.left + len(self.columns) - 1


def cell_pieces(column: BlockColumn, rows: slice, after: bytes) -> list[Iterable[bytes]]:
    """Return what follows the cell's address in each row, up to and with `after`, as pieces to be laid side by side.

    A piece that is the same in every row, such as a long formula, is one object: it is copied once, into the file.
    """
    values = column.values[rows]
    if column.kind == "formula":
        return _results(column, values, after)
    if None in values:
        # The look of filled cells has no place in the file unless one is met.
        filled = [value for value in values if value is not None]
        made = iter(zip(*_VALUES[column.kind](column, filled, after), strict=False) if filled else ())
        empty = f"{_style(column.empty)}/>".encode() + after
        return [[empty if value is None else b"".join(next(made)) for value in values]]
    return _VALUES[column.kind](column, values, after)


def lines(texts: Iterable[str]) -> list[bytes]:
    """Return texts of one line each as bytes; much faster than one by one."""
    return "\n".join(texts).encode().split(b"\n")


def formats(column: BlockColumn, rows: slice) -> list[tuple[int, Format]]:
    """Return the looks of a part of a column with the row in which each is first met, counted from the part's own first."""
    values = column.values[rows]
    if column.kind == "formula" or None not in values:
        return [(0, column.look)]
    filled = next((i for i, value in enumerate(values) if value is not None), None)
    return [(values.index(None), column.empty), *([] if filled is None else [(filled, column.look)])]


def escaped_xml(text: str) -> str:
    """Return a text as the content of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _style(look: Format) -> str:
    return f'" s="{look._get_xf_index()}"'


def _numbers(column: BlockColumn, values: Sequence[Any], after: bytes) -> list[Iterable[bytes]]:
    if set(map(type, values)) <= {float, int, bool}:
        texts = (("%.16G\n" * len(values)) % tuple(values)).encode().split(b"\n")[:-1]
    else:
        texts = lines(f"{value:.16G}" for value in values)
    return _framed(f"{_style(column.look)}><v>", texts, after)


def _texts(column: BlockColumn, values: Sequence[int], after: bytes) -> list[Iterable[bytes]]:
    return _framed(f'{_style(column.look)} t="s"><v>', lines(map(str, values)), after)


def _dates(column: BlockColumn, values: Sequence[Any], after: bytes) -> list[Iterable[bytes]]:
    if str not in set(map(type, values)):
        return _framed(f"{_style(column.look)}><v>", lines(map(str, values)), after)
    style = _style(column.look)
    begins = [f'{style} t="s"><v>'.encode() if isinstance(day, str) else f"{style}><v>".encode() for day in values]
    return [begins, lines(map(str, values)), repeat(b"</v></c>" + after)]


def _framed(begin: str, values: Sequence[bytes], after: bytes) -> list[Iterable[bytes]]:
    return [repeat(begin.encode()), values, repeat(b"</v></c>" + after)]


def _results(column: BlockColumn, values: Sequence[Any], after: bytes) -> list[Iterable[bytes]]:
    """Return the pieces of a formula's cells: style and type of the result, the formula, the result."""
    style, formula, kinds = _style(column.look), f"><f>{escaped_xml(column.formula)}</f><v>", set(map(type, values))
    if not any(issubclass(kind, (str, bool)) for kind in kinds):
        return _framed(style + formula, lines(map(str, values)), after)
    if kinds == {str} and "" not in values:
        return _framed(style + TEXT + formula, _escaped(values), after)
    begins = {kind: f"{style}{kind}".encode() for kind in ("", TEXT, BOOLEAN)}
    plain, text, boolean = begins.values()
    types = [(text if value else plain) if isinstance(value, str) else boolean if isinstance(value, bool) else plain for value in values]
    shown = values if kinds == {str} else [str(int(value) if isinstance(value, bool) else value) for value in values]
    return [types, repeat(formula.encode()), _escaped(shown), repeat(b"</v></c>" + after)]


_SPECIAL = re.compile("[&<>\n]")


def _escaped(texts: Sequence[str]) -> list[bytes]:
    """Return texts as the content of elements."""
    if not _SPECIAL.search("".join(texts)):
        return lines(texts)
    distinct = {text: escaped_xml(text).encode() for text in set(texts)}
    return [distinct[text] for text in texts]


_VALUES: dict[str, Callable[[BlockColumn, Sequence[Any], bytes], list[Iterable[bytes]]]] = {
    "number": _numbers,
    "text": _texts,
    "date": _dates,
}
