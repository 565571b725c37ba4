"""A grade grid: one or two axes, each cut into bands, and the letter of each cell; the rule as an expression and as a formula.

Intervals are half-open: a value exactly on a cut earns the higher band, in the engine and in Excel. A missing measure is never a
low band: the customer is not rated, with the reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add, and_

import narwhals as nw

from segkit.rating.measures import LABELS
from segkit.words import phrase

NOT_RATED = phrase("Not rated")

REASONS: dict[str, str] = {
    "revenue_unknown": phrase("revenue is unknown"),
    "potential_unknown": phrase("potential is unknown"),
    "potential_zero": phrase("potential is 0, so utilisation is undefined"),
    "threshold_open": phrase("a threshold is still open"),
}
"""Why a customer is not rated."""

BAND_NAMES: dict[int, tuple[str, ...]] = {
    2: (phrase("low"), phrase("high")),
    3: (phrase("low"), phrase("middle"), phrase("high")),
}


@dataclass(frozen=True)
class Cut:
    """The lowest value of a band: `key` is its parameter (abcd.revenue_high), `quantile` what the amount was computed from, if so.

    It is `open`, with a value of 0, while it is a quantile of no values at all: nobody can be rated by it yet.
    """

    key: str
    value: float
    quantile: float | None = None
    open: bool = False

    @property
    def name(self) -> str:
        """The defined name of the cell that holds the value in Excel."""
        return self.key.replace(".", "_")


@dataclass(frozen=True)
class Axis:
    """A measure and the cuts between its bands, ascending."""

    measure: str
    cuts: tuple[Cut, ...]

    @property
    def label(self) -> str:
        return LABELS[self.measure]

    @property
    def bands(self) -> tuple[str, ...]:
        """The bands' names from low to high: words where there are two or three, else numbers."""
        count = len(self.cuts) + 1
        return BAND_NAMES.get(count) or tuple(str(i + 1) for i in range(count))

    def band(self) -> nw.Expr:
        """Return the index of each row's band, 0 = lowest. Only meaningful where the measure is known."""
        return reduce(add, ((nw.col(self.measure) >= cut.value).cast(nw.Int64) for cut in self.cuts))

    def band_formula(self, cell: str) -> str:
        """Return the Excel expression of the band's index for a cell that is known to hold a number."""
        return "+".join(f"({cell}>={cut.name})" for cut in self.cuts) or "0"


@dataclass(frozen=True)
class Grid:
    """The rule of an ABCD model with its amounts settled.

    `grades` has one row per band of `up`, from the highest to the lowest, and one letter per band of `across`, from the lowest to
    the highest: as it is drawn. Without `up` it has one row.
    """

    across: Axis
    up: Axis | None
    grades: tuple[tuple[str, ...], ...]

    @property
    def axes(self) -> tuple[Axis, ...]:
        return (self.across, self.up) if self.up else (self.across,)

    @property
    def letters(self) -> tuple[str, ...]:
        """The grades in reading order."""
        return in_reading_order(self.grades)

    @property
    def cuts(self) -> tuple[Cut, ...]:
        return tuple(cut for axis in self.axes for cut in axis.cuts)

    def cell(self) -> nw.Expr:
        """Return the index of each row's cell in `cells`, as an expression over revenue, potential and utilisation; -1 = not rated."""
        if any(cut.open for cut in self.cuts):
            return nw.when(nw.lit(False)).then(nw.lit(0)).otherwise(nw.lit(-1)).alias("cell")
        known = reduce(and_, (~nw.col(axis.measure).is_null() for axis in self.axes))
        index = self.across.band()
        if self.up:
            index = index + len(self.grades[0]) * self.up.band()
        return nw.when(known).then(index).otherwise(nw.lit(-1)).alias("cell")

    @property
    def cells(self) -> tuple[str, ...]:
        """The letters in the order of the cells' indexes: lowest row first, from left to right."""
        return tuple(letter for row in reversed(self.grades) for letter in row)

    def reason(self) -> nw.Expr:
        """Return the index in REASONS of why a row is not rated, as an expression; -1 = it is rated. An unknown revenue counts first."""
        needs = {axis.measure for axis in self.axes}
        reasons = list(REASONS)
        index = nw.lit(reasons.index("threshold_open") if any(cut.open for cut in self.cuts) else -1)
        if "utilisation" in needs:
            index = nw.when(nw.col("potential") <= 0).then(nw.lit(reasons.index("potential_zero"))).otherwise(index)
        if needs & {"utilisation", "potential", "headroom"}:
            index = nw.when(nw.col("potential").is_null()).then(nw.lit(reasons.index("potential_unknown"))).otherwise(index)
        if needs & {"utilisation", "revenue", "headroom"}:
            index = nw.when(nw.col("revenue").is_null()).then(nw.lit(reasons.index("revenue_unknown"))).otherwise(index)
        return index.alias("reason")

    def grade_formula(self, cells: dict[str, str], not_rated: str) -> str:
        """Return the Excel formula of the grade for a row: `cells` maps each measure to its cell.

        The letters stand in the defined range abcd_grades, the cuts in their parameter cells, so both can be changed there.
        """
        return f'IF({self.known_formula(cells)},{self.letter_formula(cells)},"{not_rated}")'

    def letter_formula(self, cells: dict[str, str]) -> str:
        """Return the Excel expression of the letter, for measures and thresholds that are known to be numbers."""
        column = f"1+{self.across.band_formula(cells[self.across.measure])}"
        row = f"{len(self.grades)}-({self.up.band_formula(cells[self.up.measure])})" if self.up else "1"
        return f"INDEX(abcd_grades,{row},{column})"

    def known_formula(self, cells: dict[str, str]) -> str:
        """Return the Excel condition that a row can be graded: its measures are numbers, and so is every threshold."""
        numbers = [*(cells[axis.measure] for axis in self.axes), *(cut.name for cut in self.cuts)]
        return f"AND({','.join(f'ISNUMBER({cell})' for cell in numbers)})"

    def reason_formula(self, cells: dict[str, str], texts: dict[str, str]) -> str:
        """Return the same rule as `reason` as an Excel formula, for a row that is not graded; `texts` are quoted, by their keys in REASONS."""
        needs = {axis.measure for axis in self.axes}
        formula = texts["threshold_open"]
        if "utilisation" in needs:
            formula = f"IF({cells['potential']}<=0,{texts['potential_zero']},{formula})"
        if needs & {"utilisation", "potential", "headroom"}:
            formula = f"IF(ISNUMBER({cells['potential']}),{formula},{texts['potential_unknown']})"
        if needs & {"utilisation", "revenue", "headroom"}:
            formula = f"IF(ISNUMBER({cells['revenue']}),{formula},{texts['revenue_unknown']})"
        return formula


def in_reading_order(grades: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the letters of a drawn grid, each once: alphabetical where they are A, B, C or A1 … C3, else from the best cell down."""
    found = tuple(dict.fromkeys(letter for row in grades for letter in reversed(row)))
    return tuple(sorted(found)) if all(len(letter) <= 2 and letter[0].isupper() for letter in found) else found
