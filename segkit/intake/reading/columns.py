"""Columns of cells on their way from the child to the parent: what calamine gives becomes cells, and packs small and fast."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

FIRST_DATE = dt.date(1900, 3, 1)
"""Before this day Excel and the calendar disagree, because Excel counts a 29 February 1900."""

LONG_NUMBER = 1e15
"""From here on a number in a workbook has more digits than the fifteen that Excel keeps."""

Packed = tuple[str, Any]
"""How a column is packed ("texts" or "cells"), and what is sent."""

Kinds = frozenset[type]
"""The types of a column's cells; to look at each of millions takes a while, so it is done once."""

_BETWEEN = "\x00"


def plain_cells(values: Sequence[Any]) -> tuple[list[Any], list[int]]:
    """Return a column's values as cells (text, float, date), and the positions of dates before March 1900, which stay text."""
    kinds = set(map(type, values))
    if kinds <= {str, float}:
        return list(values), []
    if kinds <= {str, float, int}:
        return [float(value) if type(value) is int else value for value in values], []
    known: dict[Any, Any] = {}
    early = []
    cells = []
    for position, value in enumerate(values):
        kind = type(value)
        if kind is str or kind is float:
            cells.append(value)
            continue
        cell = known.get((kind, value))
        if cell is None:
            cell = known[kind, value] = _cell(value)
        if kind in _DAYS and type(cell) is str:
            early.append(position)
        cells.append(cell)
    return cells, early


_DAYS = (dt.date, dt.datetime)


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int):
        return float(value)
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return value if value >= FIRST_DATE else value.isoformat()
    return _duration(value) if isinstance(value, dt.timedelta) else value.isoformat()


def _duration(value: dt.timedelta) -> str:
    """Return hours, minutes and seconds as Excel shows them for [h]:mm:ss."""
    sign = "-" if value < dt.timedelta(0) else ""
    seconds = round(abs(value).total_seconds())
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def kinds_of(cells: list[Any]) -> Kinds:
    return frozenset(map(type, cells))


def packed(cells: list[Any], kinds: Kinds) -> Packed:
    """Return a column as it is sent: texts in one string, which travels ten times faster than a hundred thousand strings."""
    if kinds == {str}:
        joined = _BETWEEN.join(cells)
        if joined.count(_BETWEEN) == len(cells) - 1:
            return "texts", joined.encode("utf-8", "surrogatepass")
    return "cells", cells


def cells_of(column: Packed) -> list[Any]:
    """Return the cells of a packed column."""
    how, sent = column
    return sent.decode("utf-8", "surrogatepass").split(_BETWEEN) if how == "texts" else list(sent)


def long_numbers(cells: list[Any], kinds: Kinds) -> list[int]:
    """Return the positions of numbers with more than fifteen digits."""
    if float not in kinds:
        return []
    numbers = cells if len(kinds) == 1 else [cell for cell in cells if type(cell) is float]
    if max(numbers) < LONG_NUMBER and min(numbers) > -LONG_NUMBER:
        return []
    return [position for position, cell in enumerate(cells) if type(cell) is float and abs(cell) >= LONG_NUMBER]
