"""The cells of a column as written numbers, by shape, before its decimal sign is chosen."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite

import numpy as np
import pandas as pd

from segkit.intake.values.column import Distinct, trimmed
from segkit.intake.values.shapes import Shape, from_scientific, number_shape, shape_of


@dataclass(frozen=True)
class Figures:
    """The distinct cells of a column as written numbers, before a decimal sign is chosen."""

    column: Distinct
    shapes: tuple[tuple[Shape, list[int]], ...]
    """Each shape with the places of the distinct texts that have it."""
    stored: Mapping[int, Decimal]
    """The cells that a workbook stores as numbers."""
    scientific: Mapping[int, Decimal | None]
    """The cells written as 1,5E+01; None where digits may be lost."""
    unread: tuple[int, ...]
    """The cells that are no number in any reading."""
    filled: int
    """How many rows hold something."""

    @classmethod
    def of(cls, cells: pd.Series) -> "Figures":
        column = Distinct.of(cells)
        stored: dict[int, Decimal] = {}
        texts: list[int] = []
        unread: list[int] = []
        for place, cell in enumerate(column.cells):
            if isinstance(cell, str):
                texts.append(place)
            elif (number := stored_number(cell)) is not None:
                stored[place] = number
            else:
                unread.append(place)
        shapes, scientific, others, blank = _by_shape(column, texts)
        filled = int(column.counts.sum()) - column.count(blank)
        return cls(column, tuple(shapes), stored, scientific, (*unread, *others), filled)

    @property
    def open(self) -> Iterator[int]:
        return (place for shape, places in self.shapes if shape.open for place in places)

    def votes(self) -> dict[str, int]:
        """Return how many rows leave each decimal sign as the only one."""
        votes = {",": 0, ".": 0}
        for shape, places in self.shapes:
            if shape.vote:
                votes[shape.vote] += self.column.count(places)
        return votes

    def voter(self, sign: str) -> int:
        """Return the distinct cell, first in the column, that leaves only that decimal sign."""
        return min(places[0] for shape, places in self.shapes if shape.vote == sign)


def stored_number(cell: object) -> Decimal | None:
    """Return the exact number that a workbook stores, written as shortly as the float allows; None for anything else."""
    if type(cell) is float:  # by far the most cells of a workbook, so they are met first
        return Decimal(repr(cell)) if isfinite(cell) else None
    if isinstance(cell, bool | np.bool_):
        return None
    if isinstance(cell, Decimal):
        return cell if cell.is_finite() else None
    if isinstance(cell, int | np.integer):
        return Decimal(int(cell))
    if isinstance(cell, float | np.floating):
        number = Decimal(repr(float(cell)))
        return number if number.is_finite() else None
    return None


_Shapes = list[tuple[Shape, list[int]]]


def _by_shape(column: Distinct, texts: list[int]) -> tuple[_Shapes, dict[int, Decimal | None], list[int], list[int]]:
    """Return the distinct texts by shape, those in scientific form, those that are no numbers, and the blank ones."""
    places: dict[str, list[int]] = defaultdict(list)
    for place in texts:
        places[number_shape(column.cells[place])].append(place)
    shapes: _Shapes = []
    scientific: dict[int, Decimal | None] = {}
    others: list[int] = []
    blank: list[int] = []
    for text, found in places.items():
        if (shape := shape_of(text)) is not None:
            shapes.append((shape, found))
        elif not trimmed(text):
            blank += found
        else:
            for place in found:
                number, so_written = from_scientific(column.cells[place])
                if so_written:
                    scientific[place] = number
                else:
                    others.append(place)
    return shapes, scientific, others, blank
