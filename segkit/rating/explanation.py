"""What would change an account's grade: the smallest single step, and how far each measure is from its neighbouring cuts.

A step is the smallest change of one figure (revenue or potential, in money, to the øre) that changes the grade. It is looked for among
the grid's breakpoints, and at each of them the account is rated again by the whole grid, since one figure may move both axes.
"""

from dataclasses import dataclass

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
    measure_formulas,
    needed,
)
from segkit.rating.grid import Grid
from segkit.rating.measures import headroom, utilisation

STEP_COLUMNS = ("step_figure", "step_by", "step_to", "step_grade")


def steps(accounts: pd.DataFrame, grid: Grid) -> pd.DataFrame:
    """Return the smallest single step of each account that changes its grade, by the accounts' index.

    step_figure is revenue or potential, step_by the signed amount, step_to the figure after it, step_grade the grade it then earns; None
    and NaN where the account is not rated or no single change moves it. Of equal steps revenue comes before potential, up before down.
    The potential stays legal: 0 or more, and above 0 where utilisation counts. A revenue may become negative.
    """
    revenue, potential = amounts(accounts, "revenue"), amounts(accounts, "potential")
    now = cells_at(grid, revenue, potential)
    best = _Best(len(accounts))
    letters = np.array([*(grid.letters.index(letter) for letter in grid.cells), -1])
    for point in breakpoints(grid):
        value = revenue if point.figure == "revenue" else potential
        edge = point.edges(revenue, potential)
        target = np.where(value >= edge, np.round(edge - ORE, 2), edge) + 0.0
        if point.figure == "potential":
            target = np.where(target >= 0, target, np.nan)
        then = cells_at(grid, *((target, potential) if point.figure == "revenue" else (revenue, target)))
        moves = (now >= 0) & (then >= 0) & (letters[now] != letters[then])
        best.offer(moves, point.figure, value, target, then)
    grades = np.array([*grid.cells, None], dtype=object)
    figures = np.array([*FIGURES, None], dtype=object)
    found = {"step_figure": figures[best.figure], "step_by": best.by, "step_to": best.to, "step_grade": grades[best.cell]}
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
    frame = nw.from_native(pd.DataFrame({"revenue": revenue, "potential": potential}), eager_only=True)
    derived = {"utilisation": utilisation(), "headroom": headroom()}
    frame = frame.with_columns(derived[axis.measure] for axis in grid.axes if axis.measure in derived)
    found: np.ndarray[tuple[int], np.dtype[np.int64]] = frame.select(grid.cell()).to_native()["cell"].to_numpy()
    return found


class _Best:
    """The smallest step found so far for each account; the figure's index counts in FIGURES, -1 = none."""

    def __init__(self, count: int) -> None:
        self.rank = np.full(count, np.inf)
        self.by, self.to = np.full(count, np.nan), np.full(count, np.nan)
        self.figure, self.cell = np.full(count, -1), np.full(count, -1)

    def offer(self, moves: Amounts, figure: str, value: Amounts, target: Amounts, cell: Amounts) -> None:
        by = np.round(target - value, 2)
        position = list(FIGURES).index(figure)
        # Whole øre times four, so that the figure and the direction settle a tie.
        rank = np.where(moves, 4 * np.round(np.abs(by) * 100) + 2 * position + (by < 0), np.inf)
        better = rank < self.rank
        for own, new in ((self.rank, rank), (self.by, by), (self.to, target), (self.figure, position), (self.cell, cell)):
            np.copyto(own, new, where=better, casting="same_kind")


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

    def grade_formula(self, revenue: str, potential: str, legal: str = "") -> str:
        """Return the formula of the grade for two amounts; empty text where there is none."""
        conditions = [f"ISNUMBER({({'revenue': revenue, 'potential': potential})[figure]})" for figure in needed(self.grid)]
        conditions += [f"ISNUMBER({cut.name})" for cut in self.grid.cuts]
        conditions += [legal] if legal else []
        if any(axis.measure == "utilisation" for axis in self.grid.axes):
            conditions.append(f"N({potential})>0")
        letter = self.grid.letter_formula(measure_formulas(self.grid.axes, revenue, potential))
        return f'IF(AND({",".join(conditions)}),{letter},"")'

    def step_size(self, i: int) -> str:
        """Return the formula of the size of the step, with a tenth of an øre that settles ties; empty text where it changes no grade."""
        point = self.points[i]
        own, to = self.cells[point.figure], self.to[i]
        tie = 0.002 * list(FIGURES).index(point.figure)
        size = f"ROUND(ABS({to}-{own}),2)+{f'{tie:g}+' if tie else ''}0.001*({to}<{own})"
        rated = ",".join(f"ISNUMBER({self.cells[axis.measure]})" for axis in self.grid.axes)
        return f'IF(AND({rated},{self.there[i]}<>""),IF(EXACT({self.there[i]},{self.cells["grade"]}),"",{size}),"")'

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
