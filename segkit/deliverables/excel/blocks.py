"""A block of rows as columns: what every cell of it holds, and the XML of its cells, column by column.

The XML is XlsxWriter's own, letter for letter; tests/deliverables/test_blocks.py holds the two together.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from xlsxwriter.format import Format

ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
"""Results of formulas that are no texts."""


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
    def right(self) -> int:
        return self.left + len(self.columns) - 1


def cells_xml(column: BlockColumn, rows: slice, after: str) -> list[str]:
    """Return what follows the cell's address in each row, up to and with `after`: style, type, formula and value."""
    values = column.values[rows]
    empty = f"{_style(column.empty)}/>{after}" if column.kind != "formula" and None in values else ""
    if empty and all(value is None for value in values):
        return [empty] * len(values)  # the look of filled cells has no place in the file unless one is met
    return _WRITERS[column.kind](column, values, f"</c>{after}", empty)


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


def _numbers(column: BlockColumn, values: Sequence[Any], end: str, empty: str) -> list[str]:
    begin, end = f"{_style(column.look)}><v>", f"</v>{end}"
    if empty:
        return [empty if value is None else f"{begin}{value:.16G}{end}" for value in values]
    return [f"{begin}{value:.16G}{end}" for value in values]


def _texts(column: BlockColumn, values: Sequence[Any], end: str, empty: str) -> list[str]:
    begin, end = f'{_style(column.look)} t="s"><v>', f"</v>{end}"
    if empty:
        return [empty if value is None else f"{begin}{value}{end}" for value in values]
    return [f"{begin}{value}{end}" for value in values]


def _dates(column: BlockColumn, values: Sequence[Any], end: str, empty: str) -> list[str]:
    style, end = _style(column.look), f"</v>{end}"
    made = {day: f'{style} t="s"><v>{day}{end}' if isinstance(day, str) else f"{style}><v>{day}{end}" for day in set(values)}
    return [made[day] for day in values] if not empty else [empty if day is None else made[day] for day in values]


def _results(column: BlockColumn, values: Sequence[Any], end: str, empty: str) -> list[str]:
    style, formula, end = _style(column.look), f"><f>{escaped_xml(column.formula)}</f><v>", f"</v>{end}"
    begin = f"{style}{formula}"
    if not any(isinstance(value, (str, bool)) for value in values):
        return [f"{begin}{value}{end}" for value in values]
    texts = _Texts(lambda text: f"{style}{_type(text)}{formula}{escaped_xml(text)}{end}")

    def plain(value: Any) -> str:
        return f'{style} t="b"{formula}{int(value)}{end}' if isinstance(value, bool) else f"{begin}{value}{end}"

    return [texts[value] if isinstance(value, str) else plain(value) for value in values]


def _type(text: str) -> str:
    return "" if text == "" else ' t="e"' if text in ERRORS else ' t="str"'


class _Texts(dict[str, str]):
    """Cells by their text, each made once."""

    def __init__(self, make: Callable[[str], str]) -> None:
        self._make = make

    def __missing__(self, text: str) -> str:
        made = self[text] = self._make(text)
        return made


_WRITERS: dict[str, Callable[[BlockColumn, Sequence[Any], str, str], list[str]]] = {
    "number": _numbers,
    "text": _texts,
    "date": _dates,
    "formula": _results,
}
