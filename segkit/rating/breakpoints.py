"""Where a grade may change: the figures at which a measure passes a cut, to the øre, in the engine and as Excel formulas.

A breakpoint belongs to one figure (revenue or potential) and one cut. Its `edge` is the lowest amount of that figure beyond it; an øre
less lies before it. Between two neighbouring edges no comparison of the grid changes, so a grade can only change on an edge.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from segkit.rating.grid import Axis, Cut, Grid
from segkit.rating.measures import SHARE_DECIMALS, as_spreadsheets_round
from segkit.words import phrase

Amounts = np.ndarray[Any, np.dtype[np.float64]]
Figure = Literal["revenue", "potential"]

FIGURES: dict[str, str] = {"revenue": phrase("Revenue"), "potential": phrase("Potential")}
"""The figures of an account that measures are made of, in the order in which a tie between two steps is settled."""

ORE = 0.01
"""The smallest difference of money."""
HALF_SHARE = 0.5 / 10**SHARE_DECIMALS
"""Utilisation is rounded, so a share this much below a cut still counts as the cut."""

NEEDS: dict[str, tuple[str, ...]] = {
    "revenue": ("revenue",),
    "potential": ("potential",),
    "utilisation": ("revenue", "potential"),
    "headroom": ("revenue", "potential"),
}
"""Which figures each measure is made of."""


@dataclass(frozen=True)
class Breakpoint:
    """Where a change of `figure` takes `measure` over `cut`. `falling`: the measure falls as the figure grows."""

    figure: Figure
    measure: str
    cut: Cut

    @property
    def falling(self) -> bool:
        return (self.measure, self.figure) in {("utilisation", "potential"), ("headroom", "revenue")}

    def edges(self, revenue: Amounts, potential: Amounts) -> Amounts:
        """Return the lowest amount of the figure beyond the cut for each account, given its other figure; NaN where there is none.

        Exact to the øre for amounts up to 10^12; beyond, a share no longer tells two neighbouring øre apart.
        """
        cut = self.cut.value
        if self.cut.open:
            return np.full(len(revenue), np.nan)
        if self.measure == self.figure:
            return np.full(len(revenue), whole_ore(cut))
        if self.measure == "headroom":
            return np.round(potential - whole_ore(cut) + ORE if self.figure == "revenue" else revenue + whole_ore(cut), 2)
        if self.figure == "revenue":
            near = as_spreadsheets_round((cut - HALF_SHARE) * potential, 2)
            edge = near + ORE * (as_spreadsheets_round(near / positive(potential), SHARE_DECIMALS) < cut)
            return np.where(potential > 0, np.round(edge, 2), np.nan)
        if cut <= 2 * HALF_SHARE:
            return np.full(len(revenue), np.nan)  # every revenue above 0 is a share above 0, whatever the potential
        near = np.maximum(as_spreadsheets_round(revenue / (cut - HALF_SHARE), 2), ORE)
        edge = near + ORE * (as_spreadsheets_round(revenue / near, SHARE_DECIMALS) >= cut)
        return np.where(revenue > 0, np.round(edge, 2), np.nan)

    def edge_formula(self, revenue: str, potential: str) -> str:
        """Return the same as an Excel expression over the account's cells, where the other figure is a number; empty text for none."""
        cut = self.cut.name
        if self.measure == self.figure:
            return whole_ore_formula(cut)
        if self.measure == "headroom":
            whole = whole_ore_formula(cut)
            return f"{potential}-{whole}+{ORE}" if self.figure == "revenue" else f"{revenue}+{whole}"
        if self.figure == "revenue":
            near = f"ROUND(({cut}-{HALF_SHARE:.0E})*{potential},2)"
            return f"({near}+{ORE}*(ROUND({near}/{potential},{SHARE_DECIMALS})<{cut}))"
        near = f"MAX({ORE},ROUND({revenue}/({cut}-{HALF_SHARE:.0E}),2))"
        return f"({near}+{ORE}*(ROUND({revenue}/{near},{SHARE_DECIMALS})>={cut}))"

    def exists_formula(self, revenue: str, potential: str) -> str:
        """Return the Excel condition under which there is an edge: the cut is a number and the other figure lets the measure pass it."""
        known = {"revenue": f"ISNUMBER({revenue})", "potential": f"ISNUMBER({potential})"}
        conditions = [f"ISNUMBER({self.cut.name})"]
        if self.measure != self.figure:
            other: Figure = "potential" if self.figure == "revenue" else "revenue"
            conditions.append(known[other])
            if self.measure == "utilisation":
                conditions.append(f"{potential if other == 'potential' else revenue}>0")
                conditions += [f"{self.cut.name}>{2 * HALF_SHARE:.0E}"] if other == "revenue" else []
        return f"AND({','.join(conditions)})" if len(conditions) > 1 else conditions[0]

    def target_formula(self, cells: Mapping[str, str]) -> str:
        """Return the Excel expression of the amount on the other side of the cut that is nearest to the account's own.

        Where the figure is unknown it is the edge. `cells` maps revenue, potential and each measure to the account's cells.
        """
        passed = f"{cells[self.measure]}{'<' if self.falling else '>='}{self.cut.name}"
        edge = self.edge_formula(cells["revenue"], cells["potential"])
        target = f"ROUND({edge}-{ORE}*AND(ISNUMBER({cells[self.figure]}),{passed}),2)"
        return f'IF({self.exists_formula(cells["revenue"], cells["potential"])},{target},"")'


def breakpoints(grid: Grid) -> tuple[Breakpoint, ...]:
    """Return every breakpoint of a grid, those of the revenue first."""
    return tuple(
        Breakpoint(figure, axis.measure, cut)  # type: ignore[arg-type]
        for figure in FIGURES
        for axis in grid.axes
        if figure in NEEDS[axis.measure]
        for cut in axis.cuts
    )


def needed(grid: Grid) -> tuple[str, ...]:
    """Return the figures without which an account cannot be rated."""
    return tuple(figure for figure in FIGURES if any(figure in NEEDS[axis.measure] for axis in grid.axes))


def least(figure: str) -> float:
    """Return the lowest amount that an unknown figure is taken to have: a revenue of 0, a potential above 0."""
    return 0.0 if figure == "revenue" else ORE


def measure_formulas(axes: tuple[Axis, ...], revenue: str, potential: str) -> dict[str, str]:
    """Return the Excel expressions of the axes' measures for amounts that are known to be numbers, the potential above 0 for a share."""
    found = {
        "revenue": revenue,
        "potential": potential,
        "utilisation": f"ROUND(({revenue})/({potential}),{SHARE_DECIMALS})",
        "headroom": f"ROUND({potential}-({revenue}),2)",
    }
    return {axis.measure: found[axis.measure] for axis in axes}


def whole_ore(cut: float) -> float:
    """Return the lowest amount in whole øre that reaches a cut."""
    near = round(cut, 2)
    return near if near >= cut else round(near + ORE, 2)


def whole_ore_formula(cut: str) -> str:
    """Return the same as an Excel expression."""
    return f"(ROUND({cut},2)+{ORE}*(ROUND({cut},2)<{cut}))"


def positive(amounts: Amounts) -> Amounts:
    """Return amounts with those of 0 and below as NaN, to divide by."""
    return np.where(amounts > 0, amounts, np.nan)


def amounts(accounts: pd.DataFrame, figure: str) -> Amounts:
    """Return a figure of the accounts, NaN where it is unknown."""
    return accounts[figure].to_numpy(dtype=float, na_value=np.nan)
