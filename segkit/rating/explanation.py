"""What would change an account's grade: the smallest single step, and how far each measure is from its neighbouring cuts.

A step is the smallest change of one figure (revenue or potential, in money, to the øre) that changes the grade. It is looked for among
the grid's breakpoints, and at each of them the account is rated again by the whole grid, since one figure may move both axes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from segkit.rating.breakpoints import (
    FIGURES,
    ORE,
    Amounts,
    Breakpoint,
    amounts,
    breakpoints,
    least,
    measure_formulas,
    needed,
)
from segkit.rating.grid import Grid
from segkit.rating.measures import headroom, utilisation

Cells = np.ndarray[Any, np.dtype[np.int64]]
"""Indexes in the cells of a grid; -1 = not rated."""


@dataclass(frozen=True)
class Trial:
    """The accounts tried on the other side of one breakpoint.

    `to` is the amount of the figure nearest to its own beyond the cut, or the edge where the figure is unknown; `cell` the grid's cell
    there, -1 where an account could not be rated; `size` the step with a tenth of an øre that settles ties, NaN where no grade changes.
    """

    point: Breakpoint
    to: Amounts
    cell: Cells
    size: Amounts


def trials(accounts: pd.DataFrame, grid: Grid) -> list[Trial]:
    """Return a trial for every breakpoint of the grid, each over all accounts."""
    revenue, potential = amounts(accounts, "revenue"), amounts(accounts, "potential")
    now = cells_at(grid, revenue, potential)
    letters = np.array([*(grid.letters.index(letter) for letter in grid.cells), -1])
    points = breakpoints(grid)
    beyond = [_beyond(point, revenue, potential) for point in points]
    found = []
    for point, (to, _), cell in zip(points, beyond, _rated(grid, points, beyond, (revenue, potential)), strict=True):
        value = revenue if point.figure == "revenue" else potential
        moves = (now >= 0) & (cell >= 0) & (letters[now] != letters[cell])
        size = np.round(np.abs(to - value), 2) + TIE * (2 * list(FIGURES).index(point.figure) + (to < value))
        found.append(Trial(point, to, cell, np.where(moves, size, np.nan)))
    return found


def _beyond(point: Breakpoint, revenue: Amounts, potential: Amounts) -> tuple[Amounts, Amounts]:
    """Return the amount of the figure on the other side of a breakpoint, and the same where such an amount is possible, else NaN."""
    value = revenue if point.figure == "revenue" else potential
    edge = point.edges(revenue, potential)
    to = np.where(value >= edge, np.round(edge - ORE, 2), edge) + 0.0
    lowest = np.where(np.isnan(value), least(point.figure), -np.inf if point.figure == "revenue" else 0.0)
    return to, np.where(to >= lowest, to, np.nan)


def _rated(
    grid: Grid, points: Sequence[Breakpoint], beyond: Sequence[tuple[Amounts, Amounts]], own: tuple[Amounts, Amounts]
) -> list[Cells]:
    """Return the cells of all accounts on the other side of each breakpoint; all are rated together, which is as fast as rating one."""
    if not points:
        return []
    revenue, potential = own
    revenues = [legal if point.figure == "revenue" else revenue for point, (_, legal) in zip(points, beyond, strict=True)]
    potentials = [potential if point.figure == "revenue" else legal for point, (_, legal) in zip(points, beyond, strict=True)]
    return np.split(cells_at(grid, np.concatenate(revenues), np.concatenate(potentials)), len(points))


TIE = 0.001
"""By how much a later one of two equal steps counts as larger: less than an øre."""


def smallest(tried: list[Trial], count: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Return for each account the place of its smallest step among the trials; -1 = none."""
    sizes = np.array([np.where(np.isnan(trial.size), np.inf, trial.size) for trial in tried]).reshape(len(tried), count)
    return np.where(np.isfinite(sizes.min(axis=0)), sizes.argmin(axis=0), -1)


def steps(accounts: pd.DataFrame, grid: Grid) -> pd.DataFrame:
    """Return the smallest single step of each account that changes its grade, by the accounts' index.

    step_figure is revenue or potential, step_by the signed amount, step_to the figure after it, step_grade the grade it then earns; None
    and NaN where the account is not rated or no single change moves it. Of equal steps revenue comes before potential, up before down.
    The potential stays legal: 0 or more, and above 0 where utilisation counts. A revenue may become negative.
    """
    tried = trials(accounts, grid)
    place, rows = smallest(tried, len(accounts)), np.arange(len(accounts))
    own = [amounts(accounts, trial.point.figure) for trial in tried]
    nothing = np.full(len(accounts), np.nan)
    to = np.array([*(trial.to for trial in tried), nothing])[place, rows]
    cell = np.array([*(trial.cell for trial in tried), np.full(len(accounts), -1)])[place, rows]
    found = {
        "step_figure": np.array([*(trial.point.figure for trial in tried), None], dtype=object)[place],
        "step_by": np.round(to - np.array([*own, nothing])[place, rows], 2),
        "step_to": to,
        "step_grade": np.array([*grid.cells, None], dtype=object)[cell],
    }
    return pd.DataFrame({name: pd.Series(values, accounts.index, dtype=values.dtype) for name, values in found.items()})


def distances(accounts: pd.DataFrame, grid: Grid) -> pd.DataFrame:
    """Return for each axis the signed distance to the cut below (0 or less) and above (more than 0), in money or as a share.

    The columns are revenue_to_lower and revenue_to_higher, and so on; NaN where there is no such cut or the measure is unknown.
    """
    found = {}
    for axis in grid.axes:
        values = amounts(accounts, axis.measure)
        gaps = np.array([[cut.value if not cut.open else np.nan] for cut in axis.cuts]) - values
        decimals = 12 if axis.measure == "utilisation" else 2
        below, above = np.where(gaps <= 0, gaps, -np.inf).max(axis=0), np.where(gaps > 0, gaps, np.inf).min(axis=0)
        for name, gap in (("lower", below), ("higher", above)):
            found[f"{axis.measure}_to_{name}"] = np.round(np.where(np.isfinite(gap), gap, np.nan), decimals)
    return pd.DataFrame(found, index=accounts.index)


def cells_at(grid: Grid, revenue: Amounts, potential: Amounts) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Return the index of the grid's cell for these amounts by the rule that rates accounts; -1 = not rated."""
    if any(cut.open for cut in grid.cuts):
        return np.full(len(revenue), -1)
    frame = nw.from_native(pd.DataFrame({"revenue": revenue, "potential": potential}), eager_only=True)
    derived = {"utilisation": utilisation(), "headroom": headroom()}
    frame = frame.with_columns(derived[axis.measure] for axis in grid.axes if axis.measure in derived)
    found: np.ndarray[tuple[int], np.dtype[np.int64]] = frame.select(grid.cell()).to_native()["cell"].to_numpy()
    return found


@dataclass(frozen=True)
class StepFormulas:
    """The same rule as Excel formulas over one row: per breakpoint the amount beyond it, the grade there and the size of the step.

    `cells` maps revenue, potential, each measure, grade and step_at to the row's cells; `to`, `there` and `size` are the cells of each
    breakpoint's three helpers, and each of `ranges` is the range of one kind of helper over all breakpoints.
    """

    grid: Grid
    cells: dict[str, str]
    to: tuple[str, ...]
    there: tuple[str, ...]
    size: tuple[str, ...]
    ranges: dict[str, str]

    @property
    def _needed(self) -> list[str]:
        return [self.cells[figure] for figure in needed(self.grid)]

    @property
    def points(self) -> tuple[Breakpoint, ...]:
        return breakpoints(self.grid)

    def target(self, i: int) -> str:
        """Return the formula of the amount of the figure on the other side of the breakpoint, or its edge where the figure is unknown."""
        return self.points[i].target_formula(self.cells)

    def grade_there(self, i: int) -> str:
        """Return the formula of the grade at that amount; empty text where the account could not be rated there."""
        point = self.points[i]
        at = {**self.cells, point.figure: self.to[i]}
        own = self.cells[point.figure]
        to = self.to[i]
        legal = f"OR(ISNUMBER({own}),{to}>=0)" if point.figure == "revenue" else f"{to}>={ORE}*(1-ISNUMBER({own}))"
        return self.grade_formula(at["revenue"], at["potential"], legal)

    def grade_of_open(self) -> str:
        """Return the formula of the grade that a row earns when its one unknown figure has its lowest amount."""
        amount = {figure: f"IF(ISNUMBER({self.cells[figure]}),{self.cells[figure]},{least(figure):g})" for figure in FIGURES}
        return self.grade_formula(amount["revenue"], amount["potential"], f"COUNT({','.join(self._needed)})>={len(self._needed) - 1}")

    def grade_formula(self, revenue: str, potential: str, legal: str) -> str:
        """Return the formula of the grade for two amounts; empty text where there is none."""
        amount = {"revenue": revenue, "potential": potential}
        numbers = [*(amount[figure] for figure in needed(self.grid)), *(cut.name for cut in self.grid.cuts)]
        conditions = [f"COUNT({','.join(numbers)})={len(numbers)}", legal]
        if any(axis.measure == "utilisation" for axis in self.grid.axes):
            conditions.append(f"N({potential})>0" if potential.endswith("]") else f"{potential}>0")
        letter = self.grid.letter_formula(measure_formulas(self.grid.axes, revenue, potential))
        return f'IF(AND({",".join(conditions)}),{letter},"")'

    def step_size(self, i: int) -> str:
        """Return the formula of the size of the step, with a tenth of an øre that settles ties; empty text where it changes no grade."""
        point = self.points[i]
        own, to = self.cells[point.figure], self.to[i]
        later = f"2+({to}<{own})" if list(FIGURES).index(point.figure) else f"{to}<{own}"
        rated = ",".join(self.cells[axis.measure] for axis in self.grid.axes)
        moves = f'COUNT({rated})={len(self.grid.axes)},{self.there[i]}<>"",NOT(EXACT({self.there[i]},{self.cells["grade"]}))'
        return f'IF(AND({moves}),ROUND(ABS({to}-{own}),2)+{TIE}*({later}),"")'

    def step_at(self) -> str:
        """Return the formula of the place of the smallest step among the breakpoints; empty text where there is none."""
        return f'IF(COUNT({self.ranges["size"]})>0,MATCH(MIN({self.ranges["size"]}),{self.ranges["size"]},0),"")'

    def step_by(self) -> str:
        at, figure = self.cells["step_at"], self._of_figure(self.cells["revenue"], self.cells["potential"])
        return f'IF(ISNUMBER({at}),ROUND(INDEX({self.ranges["to"]},{at})-{figure},2),"")'

    def step_figure(self, revenue: str, potential: str) -> str:
        """Return the formula that says which figure the step changes; both texts are quoted."""
        return f'IF(ISNUMBER({self.cells["step_at"]}),{self._of_figure(revenue, potential)},"")'

    def step_grade(self) -> str:
        at = self.cells["step_at"]
        return f'IF(ISNUMBER({at}),INDEX({self.ranges["there"]},{at}),"")'

    def _of_figure(self, revenue: str, potential: str) -> str:
        of_revenue = sum(point.figure == "revenue" for point in self.points)
        if of_revenue in {0, len(self.points)}:
            return revenue if of_revenue else potential
        return f"IF({self.cells['step_at']}<={of_revenue},{revenue},{potential})"
