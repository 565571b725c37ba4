"""Which grades are still possible for an account with an unknown figure: exactly those that some completion of it earns.

An unknown revenue may be any amount from 0 up, an unknown potential any amount above 0, in whole øre. Along one unknown figure the grade
changes only on the grid's breakpoints, so rating the lowest amount of every piece gives them all.
"""

import math
from itertools import pairwise

import numpy as np
import pandas as pd

from segkit.rating.breakpoints import ORE, Amounts, amounts, breakpoints, least, needed
from segkit.rating.explanation import Cells, cells_at
from segkit.rating.grid import Cut, Grid
from segkit.rating.measures import SHARE_DECIMALS


def possible(accounts: pd.DataFrame, grid: Grid) -> pd.Series:
    """Return for each account the grades still possible, as a tuple in the order of the grades, by the accounts' index.

    For a rated account it is its grade. It is empty where no answer can give a grade: the known figures leave no share to compute, or
    a threshold is still open.
    """
    revenue, potential = amounts(accounts, "revenue"), amounts(accounts, "potential")
    letters = np.array([*(grid.letters.index(letter) for letter in grid.cells), len(grid.letters)])
    reached = np.zeros((len(accounts), len(grid.letters) + 1), dtype=bool)
    rows = np.arange(len(accounts))
    reached[rows, letters[cells_at(grid, revenue, potential)]] = True
    unknown = {figure: np.isnan(revenue if figure == "revenue" else potential) for figure in needed(grid)}
    for figure, gaps in unknown.items():
        others = [other for name, other in unknown.items() if name != figure]
        chosen = rows[gaps & ~np.logical_or.reduce([*others, np.zeros(len(rows), dtype=bool)])]
        for cells in completions(grid, figure, revenue[chosen], potential[chosen]):
            reached[chosen, letters[cells]] = True
    if len(unknown) > 1:
        nothing = np.logical_and.reduce(list(unknown.values()))
        if nothing.any():
            reached[np.ix_(nothing, [grid.letters.index(letter) for letter in possible_of_nothing(grid)])] = True
    return pd.Series(_named(grid, reached[:, :-1]), index=accounts.index, dtype=object)


def base_cells(grid: Grid, revenue: Amounts, potential: Amounts) -> Cells:
    """Return the cells of accounts whose one unknown figure is taken at its lowest amount; -1 where more is unknown."""
    unknown = {figure: np.isnan(revenue if figure == "revenue" else potential) for figure in needed(grid)}
    lowest = [np.where(np.isnan(values), least(figure), values) for figure, values in (("revenue", revenue), ("potential", potential))]
    return np.where(np.sum(list(unknown.values()), axis=0) <= 1, cells_at(grid, *lowest), -1)


def completions(grid: Grid, figure: str, revenue: Amounts, potential: Amounts) -> list[Cells]:
    """Return the cells of the grid that accounts reach as their unknown figure grows: at its lowest amount, then on each breakpoint."""
    low = least(figure)
    targets = [np.full(len(revenue), low)]
    for point in breakpoints(grid):
        if point.figure == figure:
            edge = point.edges(revenue, potential)
            targets.append(np.where(edge >= low, edge, np.nan))
    # All are rated together, which is as fast as rating one.
    tried, other = np.concatenate(targets), np.tile(potential if figure == "revenue" else revenue, len(targets))
    return np.split(cells_at(grid, *((tried, other) if figure == "revenue" else (other, tried))), len(targets))


def possible_of_nothing(grid: Grid) -> tuple[str, ...]:
    """Return the grades possible for an account of which neither figure is known, in the order of the grades.

    A grade that needs two cuts less than an øre apart may be left out.
    """
    found = {grid.cells[cell] for cell in np.unique(np.concatenate(trial_cells(grid))) if cell >= 0}
    return tuple(letter for letter in grid.letters if letter in found)


def trial_cells(grid: Grid) -> list[Cells]:
    """Return the cells that each trial potential reaches: at a revenue of 0, then on each of the revenue's breakpoints."""
    potentials = trial_potentials(grid)
    return completions(grid, "revenue", np.full(len(potentials), np.nan), np.array(potentials))


def trial_potentials(grid: Grid) -> list[float]:
    """Return potentials of which each reaches other cells as the revenue grows: where cuts meet, just below, between and beyond them."""
    meet = sorted(meetings(grid))
    between = [_half_up((low + high) / 2) for low, high in pairwise(meet)]
    return [ORE, *meet, *(max(_half_up(value - ORE), ORE) for value in meet), *between, _half_up(10 * meet[-1] + 1000)]


def meetings(grid: Grid) -> list[float]:
    """Return the potentials at which two cuts meet, none below the lowest there is."""
    return [max(value, ORE) for value, _ in _meetings(grid)]


def trial_potential_formulas(grid: Grid, meetings: str) -> tuple[list[str], list[str]]:
    """Return Excel formulas of the potentials at which cuts meet, and of the trial potentials, given the range that holds the former."""
    meet = [f"MAX({ORE},{formula})" for _, formula in _meetings(grid)]
    places = range(1, len(meet) + 1)
    small = [f"SMALL({meetings},{k})" for k in places]
    between = [f"ROUND(({low}+{high})/2,2)" for low, high in pairwise(small)]
    below = [f"MAX(ROUND({value}-{ORE},2),{ORE})" for value in small]
    return meet, [f"{ORE}", *small, *below, *between, f"ROUND(10*MAX({meetings})+1000,2)"]


def _meetings(grid: Grid) -> list[tuple[float, str]]:
    """Return the potentials at which two cuts, or a cut and a revenue of 0, meet: value and Excel expression."""
    cuts: dict[str, tuple[Cut, ...]] = {axis.measure: axis.cuts for axis in grid.axes}
    of = {measure: cuts.get(measure, ()) for measure in ("revenue", "potential", "utilisation", "headroom")}
    found = [(_half_up(cut.value), f"ROUND({cut.name},2)") for measure in ("potential", "headroom") for cut in of[measure]]
    for share in of["utilisation"]:
        for cut in of["revenue"]:
            value = _half_up(cut.value / share.value) if share.value > 0 else 0.0
            found.append((value, f"IF({share.name}>0,ROUND({cut.name}/MAX({share.name},1E-12),2),0)"))
        for cut in of["headroom"]:
            # The rest of a share is rounded as the share is, for a float just below 1 leaves little that is exact.
            rest = round(1 - share.value, SHARE_DECIMALS)
            found.append(
                (_half_up(cut.value / rest) if rest > 0 else 0.0, _over_the_rest(cut.name, f"ROUND(1-{share.name},{SHARE_DECIMALS})"))
            )
    found += [(_half_up(a.value + b.value), f"ROUND({a.name}+{b.name},2)") for a in of["revenue"] for b in of["headroom"]]
    return found or [(ORE, f"{ORE}")]


def _over_the_rest(cut: str, rest: str) -> str:
    return f"IF({rest}>0,ROUND({cut}/MAX({rest},1E-12),2),0)"


def _half_up(amount: float) -> float:
    """Return an amount in whole øre as Excel rounds it."""
    return math.floor(amount * 100 + 0.5 + 1e-6) / 100


def _named(grid: Grid, reached: "np.ndarray[tuple[int, int], np.dtype[np.bool_]]") -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
    """Return the rows of marks as tuples of letters; equal rows share one tuple."""
    packed = np.packbits(reached, axis=1)
    kinds = packed.view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, first, which = np.unique(kinds, return_index=True, return_inverse=True)
    tuples = np.empty(len(first), dtype=object)
    for i, row in enumerate(first):
        tuples[i] = tuple(letter for letter, there in zip(grid.letters, reached[row], strict=True) if there)
    return tuples[which]
