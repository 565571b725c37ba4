"""A grade grid: one or two axes, each cut into bands, and the letter of each cell; the rule as an expression and as a formula.

Intervals are half-open: a value exactly on a cut earns the higher band, in the engine and in Excel. A missing measure is never a
low band: the customer is not rated, with the reason.
"""

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
        """The grades in reading order: alphabetical where they are A, B, C or A1 … C3, else from the best cell down."""
        found = tuple(dict.fromkeys(letter for row in self.grades for letter in reversed(row)))
        return tuple(sorted(found)) if all(len(letter) <= 2 and letter[0].isupper() for letter in found) else found

    @property
    def cuts(self) -> tuple[Cut, ...]:
        return tuple(cut for axis in self.axes for cut in axis.cuts)

    def cell(self) -> nw.Expr:
        """Return the index of each row's cell in `cells`, as an expression over revenue, potential and utilisation; -1 = not rated."""
        known = reduce(and_, (~nw.col(axis.measure).is_null() for axis in self.axes))
        index = self.across.band()
        if self.up:
            index = index + len(self.grades[0]) * self.up.band()
        return nw.when(known).then(index).otherwise(nw.lit(-1)).alias("cell")

    @property
    def cells(self) -> tuple[str, ...]:
        """The letters in the order of the cells' indexes: lowest row first, from left to right."""
        return tuple(letter for row in reversed(self.grades) for letter in row)

    def grade(self) -> nw.Expr:
        """Return each row's grade as an expression; null = not rated."""
        return _looked_up(self.cell(), self.cells).alias("grade")

    def reason(self) -> nw.Expr:
        """Return the index in REASONS of why a row is not rated, as an expression; -1 = it is rated. An unknown revenue counts first."""
        needs = {axis.measure for axis in self.axes}
        reasons = list(REASONS)
        index = nw.lit(-1)
        if "utilisation" in needs:
            index = nw.when(nw.col("potential") <= 0).then(nw.lit(reasons.index("potential_zero"))).otherwise(index)
        if needs & {"utilisation", "potential", "headroom"}:
            index = nw.when(nw.col("potential").is_null()).then(nw.lit(reasons.index("potential_unknown"))).otherwise(index)
        if needs & {"utilisation", "revenue", "headroom"}:
            index = nw.when(nw.col("revenue").is_null()).then(nw.lit(reasons.index("revenue_unknown"))).otherwise(index)
        return index.alias("reason")

    def not_rated_because(self) -> nw.Expr:
        """Return the key in REASONS for each row that has no grade, as an expression; null for the others."""
        return _looked_up(self.reason(), tuple(REASONS)).alias("not_rated_because")

    def grade_formula(self, cells: dict[str, str], not_rated: str) -> str:
        """Return the Excel formula of the grade for a row: `cells` maps each measure to its cell.

        The letters stand in the defined range abcd_grades, the cuts in their parameter cells, so both can be changed there.
        """
        numbers = ",".join(f"ISNUMBER({cells[axis.measure]})" for axis in self.axes)
        column = f"1+{self.across.band_formula(cells[self.across.measure])}"
        row = f"{len(self.grades)}-({self.up.band_formula(cells[self.up.measure])})" if self.up else "1"
        return f'IF(AND({numbers}),INDEX(abcd_grades,{row},{column}),"{not_rated}")'


def _looked_up(index: nw.Expr, texts: tuple[str, ...]) -> nw.Expr:
    expression: nw.Expr = nw.when(index == 0).then(nw.lit(texts[0]))
    for i, text in enumerate(texts[1:], start=1):
        expression = nw.when(index == i).then(nw.lit(text)).otherwise(expression)
    return expression
