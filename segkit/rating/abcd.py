"""The ABCD model: named presets or a grid of one's own, thresholds as amounts or quantiles, and the rating of customers and leads.

Presets (source: definitions, ABCD): which letter stands for which quadrant differs between sources, so the preset is named on
every deliverable.

    classic             across revenue, up potential: A high/high, B low revenue with high potential, C high revenue with low
                        potential, D low/low
    potential_x_sow     across utilisation (share of wallet), up potential: A high potential still to win, B high potential well
                        used, C low potential still to win, D low potential well used
    size_sow_3x3        letter = potential large, middle, small; number = utilisation high (1), middle (2), low (3)
    own                 the grid written under 'grid'
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import narwhals as nw
import numpy as np
import pandas as pd
from pydantic import Field, model_validator

from segkit.errors import BlockedError
from segkit.parameters import Fraction, Money, Record, parameter
from segkit.rating.grid import REASONS, Axis, Cut, Grid
from segkit.rating.measures import contribution, headroom, utilisation
from segkit.words import phrase

Measure = Literal["revenue", "potential", "utilisation", "headroom"]


class Threshold(Record):
    """The lowest value of a band: an amount, or a quantile of the customers' values above 0, settled once and then kept as an amount."""

    amount: Money | None = parameter(None, label="Amount", help="An amount, or for utilisation a fraction such as 0.75.")
    quantile: Fraction | None = parameter(None, label="Quantile", help="The share of customers below the threshold, such as 0.8.")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, given: Any) -> Any:
        return given if isinstance(given, (dict, Threshold)) else {"amount": given}

    @model_validator(mode="after")
    def _one_of_two(self) -> "Threshold":
        if (self.amount is None) == (self.quantile is None):
            raise ValueError("a threshold is either an amount or a quantile such as {quantile: 0.8}.")
        return self


class GridSettings(Record):
    """A grid of the consultant's own."""

    across: Measure = parameter(label="Across", help="The measure from left to right.")
    across_cuts: list[Money] = parameter(label="Cuts across", help="Lowest value of each further band, ascending.", min_length=1)
    up: Measure | None = parameter(
        None, label="Up", help="The measure from bottom to top; leave it out for a stepped scale of one measure."
    )
    up_cuts: list[Money] = Field(default_factory=list, title="Cuts up", description="Lowest value of each further band, ascending.")
    grades: list[list[str]] = parameter(
        label="Grades",
        help="One row per band of 'up', the highest first; in each row one letter per band of 'across', the lowest first.",
        min_length=1,
    )

    @model_validator(mode="after")
    def _fits_together(self) -> "GridSettings":
        for name, cuts in (("across_cuts", self.across_cuts), ("up_cuts", self.up_cuts)):
            if any(later <= earlier for earlier, later in pairwise(cuts)):
                raise ValueError(f"'{name}' must rise from cut to cut, but is {', '.join(f'{cut:g}' for cut in cuts)}.")
        if (self.up is None) != (not self.up_cuts):
            raise ValueError("'up' and 'up_cuts' belong together: give both or neither.")
        if self.up == self.across:
            raise ValueError(f"'across' and 'up' are both {self.up}. Choose two measures.")
        rows, columns = len(self.up_cuts) + 1, len(self.across_cuts) + 1
        if len(self.grades) != rows or any(len(row) != columns for row in self.grades):
            raise ValueError(
                f"'grades' must have {rows} rows of {columns} letters for these cuts, but has {', '.join(str(len(row)) for row in self.grades)}."
            )
        if any(not letter.strip() or len(letter) > 12 for row in self.grades for letter in row):
            raise ValueError("each grade needs a name of 1 to 12 characters.")
        return self


class AbcdModel(Record):
    """How customers and leads are graded."""

    preset: Literal["classic", "potential_x_sow", "size_sow_3x3", "own"] = parameter(
        "classic", label=phrase("Preset"), help=phrase("Which letter stands for which combination of measures.")
    )
    revenue_high: Threshold = parameter(
        Threshold(quantile=0.8),
        label=phrase("High revenue from"),
        unit="currency",
        help=phrase("Lowest revenue in the period that counts as high."),
    )
    potential_middle: Threshold = parameter(
        Threshold(quantile=0.5),
        label=phrase("Middle potential from"),
        unit="currency",
        help=phrase("Lowest potential that counts as middle."),
    )
    potential_high: Threshold = parameter(
        Threshold(quantile=0.8), label=phrase("High potential from"), unit="currency", help=phrase("Lowest potential that counts as high.")
    )
    utilisation_middle: Threshold = parameter(
        Threshold(amount=0.10),
        label=phrase("Middle utilisation from"),
        unit="fraction",
        help=phrase("Lowest share of the potential that counts as middle."),
    )
    utilisation_high: Threshold | None = parameter(
        None, label=phrase("High utilisation from"), unit="fraction", help=phrase("Lowest share of the potential that counts as high.")
    )
    grid: GridSettings | None = parameter(None, label="Grid", help="The grid for preset: own.")
    labels: dict[str, str] = Field(
        default_factory=dict, title="Labels", description="Names shown instead of the letters, such as A: Platinum."
    )

    @model_validator(mode="after")
    def _right_way_round(self) -> "AbcdModel":
        if (self.preset == "own") != (self.grid is not None):
            raise ValueError("'grid' belongs to 'preset: own'. Give both or neither.")
        used = PRESETS[self.preset].thresholds if self.preset != "own" else ()
        for measure in ("potential", "utilisation"):
            low, high = f"{measure}_middle", f"{measure}_high"
            if low in used:
                a, b = self.threshold(low), self.threshold(high)
                pairs = ((a.amount, b.amount), (a.quantile, b.quantile))
                for below, above in pairs:
                    if below is not None and above is not None and below >= above:
                        raise ValueError(f"'{low}' ({below:g}) must be below '{high}' ({above:g}). Swap the two.")
        shares = [self.utilisation_middle.amount, self.utilisation_high.amount if self.utilisation_high else None]
        for name, share in zip(("utilisation_middle", "utilisation_high"), shares, strict=True):
            if share is not None and share > HIGHEST_SHARE:
                raise ValueError(f"'{name}' is {share:g}, which is {share * 100:,.0f} %. Write {share / 100:g} for {share:g} %.")
        letters = {letter for row in self.layout for letter in row}
        for letter in self.labels:
            if letter not in letters:
                raise ValueError(f"'labels' names '{letter}', but the grades are {', '.join(sorted(letters))}.")
        if len({self.label(letter) for letter in letters}) != len(letters):
            raise ValueError("'labels' gives two grades the same name. Every grade needs its own.")
        return self

    @property
    def layout(self) -> tuple[tuple[str, ...], ...]:
        """The letters as drawn: highest row first."""
        return tuple(tuple(row) for row in self.grid.grades) if self.grid else PRESETS[self.preset].grades

    def threshold(self, name: str) -> Threshold:
        """Return a threshold by its parameter's name; high utilisation has a default per preset."""
        if name == "utilisation_high" and self.utilisation_high is None:
            return Threshold(amount=PRESETS[self.preset].utilisation_high)
        value = getattr(self, name)
        if not isinstance(value, Threshold):
            raise TypeError(f"{name} is not a threshold")
        return value

    def label(self, grade: str) -> str:
        """Return what a grade is called towards the client."""
        return self.labels.get(grade, grade)


@dataclass(frozen=True)
class Preset:
    """A named grid: its axes with the thresholds that cut them, and the letters as drawn."""

    label: str
    across: tuple[str, tuple[str, ...]]
    up: tuple[str, tuple[str, ...]]
    grades: tuple[tuple[str, ...], ...]
    utilisation_high: float = 0.75

    @property
    def thresholds(self) -> tuple[str, ...]:
        return self.across[1] + self.up[1]


PRESETS: dict[str, Preset] = {
    "classic": Preset(
        phrase("Classic ABCD: revenue against potential"),
        ("revenue", ("revenue_high",)),
        ("potential", ("potential_high",)),
        (("B", "A"), ("D", "C")),
    ),
    "potential_x_sow": Preset(
        phrase("Potential against share of wallet"),
        ("utilisation", ("utilisation_high",)),
        ("potential", ("potential_high",)),
        (("A", "B"), ("C", "D")),
    ),
    "size_sow_3x3": Preset(
        phrase("Size against share of wallet, three by three"),
        ("utilisation", ("utilisation_middle", "utilisation_high")),
        ("potential", ("potential_middle", "potential_high")),
        (("A3", "A2", "A1"), ("B3", "B2", "B1"), ("C3", "C2", "C1")),
        utilisation_high=0.40,
    ),
}

MONEY_DECIMALS, FRACTION_DECIMALS = 2, 6
"""To how many decimals a quantile is settled: an amount, and a share of the potential."""

HIGHEST_SHARE = 2
"""A utilisation threshold above this was meant in percent."""

OWN_LABEL = phrase("A grid of one's own")


def settle(model: AbcdModel, customers: pd.DataFrame) -> Grid:
    """Return the model's grid with every threshold an amount; quantiles are taken once, over the customers' values above 0.

    `customers` has revenue, potential and utilisation. A quantile of no values at all is open.
    """
    if model.grid:
        own = model.grid
        across = Axis(own.across, tuple(Cut(f"abcd.{own.across}_cut_{i}", cut) for i, cut in enumerate(own.across_cuts, start=1)))
        up = Axis(own.up, tuple(Cut(f"abcd.{own.up}_cut_{i}", cut) for i, cut in enumerate(own.up_cuts, start=1))) if own.up else None
        return Grid(across, up, model.layout)
    preset = PRESETS[model.preset]
    across, up = (
        Axis(measure, tuple(_cut(model, name, customers[measure]) for name in names)) for measure, names in (preset.across, preset.up)
    )
    for axis in (across, up):
        for lower, higher in pairwise(axis.cuts):
            if lower.value >= higher.value and not higher.open:
                names = [f"'{cut.key.removeprefix('abcd.')}' ({cut.value:g})" for cut in (lower, higher)]
                raise BlockedError(f"{names[0]} is not below {names[1]} for these customers. Write amounts that rise.", code="SEG-D07")
    return Grid(across, up, preset.grades)


def _cut(model: AbcdModel, name: str, values: pd.Series) -> Cut:
    threshold = model.threshold(name)
    if threshold.quantile is None:
        return Cut(f"abcd.{name}", threshold.amount or 0.0)
    known = values[values > 0]
    if known.empty:
        return Cut(f"abcd.{name}", 0.0, threshold.quantile, open=True)
    decimals = FRACTION_DECIMALS if name.startswith("utilisation") else MONEY_DECIMALS
    return Cut(f"abcd.{name}", round(float(known.quantile(threshold.quantile, interpolation="linear")), decimals), threshold.quantile)


@dataclass(frozen=True)
class Ratings:
    """Each account's measures and grade: the accounts' columns and utilisation, headroom, contribution, grade, not_rated_because.

    grade is None exactly where not_rated_because is a key of grid.REASONS.
    """

    frame: pd.DataFrame
    grid: Grid


def measured(accounts: pd.DataFrame) -> pd.DataFrame:
    """Return the accounts with utilisation, headroom and contribution."""
    frame = nw.from_native(accounts, eager_only=True)
    return frame.with_columns(utilisation(), headroom(), contribution()).to_native()


def rate(accounts: pd.DataFrame, grid: Grid) -> Ratings:
    """Return the ratings of measured customers, or of leads (whose revenue is the expected one), by the same rule."""
    frame = nw.from_native(accounts, eager_only=True)
    found = frame.select(grid.cell(), grid.reason()).to_native()
    # The texts are looked up by index: an expression that yields text takes pandas ten times as long.
    grades, reasons = (np.array([*texts, None], dtype=object) for texts in (grid.cells, REASONS))
    columns = {"grade": grades[found["cell"].to_numpy()], "not_rated_because": reasons[found["reason"].to_numpy()]}
    return Ratings(accounts.assign(**{name: pd.Series(values, accounts.index, dtype=object) for name, values in columns.items()}), grid)
