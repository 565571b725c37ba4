"""How stable the grades are between two deliveries: who went where, in accounts and in money, and one index of how far the whole has moved.

The population stability index compares the shares of the grades then and now: the sum of (now - then) x ln(now / then). Up to 0.1 counts
as stable, up to 0.25 as a minor change. Source: definitions, migration matrix and stability index.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from segkit.circle.delivered import Account
from segkit.rating import Grid
from segkit.segments import NOT_RATED_SEGMENT
from segkit.words import phrase

NEW, GONE = "new_since_then", "gone_since_then"
"""The row and the column of those who were not there; no grade has a name this long."""

STABLE_TO, MINOR_TO = 0.10, 0.25
"""Up to which index grades are stable, and up to which the change is minor."""

SMALL = 200
"""Below so many accounts chance alone moves the index, so it has an interval."""

DRAWS, SEED = 1000, 7
"""How often the accounts are drawn anew for the interval, and where the draws begin: the same figures give the same interval."""

ADDED = 0.5
"""What is added to every count, then and now, so that an empty grade does not make the index endless."""

Moved = Literal["stable", "minor", "major"]

MOVED: dict[Moved, str] = {"stable": phrase("stable"), "minor": phrase("a minor change"), "major": phrase("a major change")}
"""What an index says."""

Numbers = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Stability:
    """The index of the accounts that were in a grade (or not rated) then and now; None where there was nobody then or now.

    `low` and `high` hold it 95 times in 100 where either delivery has fewer than SMALL accounts; else they are None.
    """

    index: float
    then: int
    now: int
    low: float | None = None
    high: float | None = None

    @property
    def told(self) -> Moved:
        return reading(self.index)


def psi(now: Numbers, then: Numbers) -> float:
    """Return the stability index of two lists of shares, all above 0."""
    return float(((now - then) * np.log(now / then)).sum())


def psi_of_counts(now: Numbers, then: Numbers) -> float:
    """Return the index of two lists of counts; a half is added to each, and both are divided by what they then add up to."""
    after, before = now + ADDED, then + ADDED
    return psi(after / after.sum(), before / before.sum())


def reading(index: float) -> Moved:
    """Return what an index says; one exactly on a limit counts as the smaller change."""
    return "stable" if index <= STABLE_TO else "minor" if index <= MINOR_TO else "major"


def stability(migration: pd.DataFrame) -> Stability | None:
    """Return the stability of a migration in accounts; None where there was nobody then, or nobody is there now."""
    grades = [*dict.fromkeys([*migration.index.drop(NEW), *migration.columns.drop(GONE)])]
    table = migration.reindex(index=[*grades, NEW], columns=[*grades, GONE], fill_value=0).to_numpy(dtype=float)
    then, now = table[:-1].sum(axis=1), table[:, :-1].sum(axis=0)
    if then.sum() == 0 or now.sum() == 0:
        return None
    low, high = _interval(table) if min(then.sum(), now.sum()) < SMALL else (None, None)
    return Stability(psi_of_counts(now, then), int(then.sum()), int(now.sum()), low, high)


def _interval(table: Numbers) -> tuple[float, float]:
    """Return the interval of the index when the accounts, each with its grade then and now, are drawn anew."""
    accounts = int(table.sum())
    drawn = np.random.default_rng(SEED).multinomial(accounts, table.ravel() / accounts, size=DRAWS).reshape(DRAWS, *table.shape)
    found = [psi_of_counts(draw[:, :-1].sum(axis=0), draw[:-1].sum(axis=1)) for draw in drawn]
    low, high = np.quantile(found, [0.025, 0.975])
    return float(low), float(high)


def migration(then: Mapping[str, Account], now: Sequence[Account], grids: tuple[Grid, Grid]) -> pd.DataFrame:
    """Return how many accounts went from each grade of then (rows, with the not rated and NEW) to each of now (columns, with GONE)."""
    return _filled((grids[0].letters, grids[1].letters), Counter((row, column) for row, column, _ in _pairs(then, now, "grade")))


def class_migration(then: Mapping[str, Account], now: Sequence[Account], names: tuple[Sequence[str], Sequence[str]]) -> pd.DataFrame:
    """Return the same of rating classes, given the names of the classes then and now, the best first."""
    return _filled(names, Counter((row, column) for row, column, _ in _pairs(then, now, "rating_class")))


def money_migration(then: Mapping[str, Account], now: Sequence[Account], grids: tuple[Grid, Grid]) -> pd.DataFrame:
    """Return the same in money: the revenue of now, of those who are gone that of then. An unknown revenue adds nothing.

    Amounts are added as whole øre. NaN where none of a cell's accounts has a known revenue; 0 where nobody is in it.
    """
    ore: dict[tuple[str, str], int] = {}
    unknown: set[tuple[str, str]] = set()
    for row, column, account in _pairs(then, now, "grade"):
        if account.revenue is None:
            unknown.add((row, column))
        else:
            ore[row, column] = ore.get((row, column), 0) + round(account.revenue * 100)
    cells = dict.fromkeys(unknown, math.nan) | {cell: amount / 100 for cell, amount in ore.items()}
    return _filled((grids[0].letters, grids[1].letters), cells).astype(float)


def shares_of_rows(table: pd.DataFrame) -> pd.DataFrame:
    """Return each row of a migration as shares of what it adds up to: what became of those who were there. NaN for a row of nothing."""
    totals = table.sum(axis=1)
    return table.div(totals.where(totals > 0, math.nan), axis=0)


def _filled(letters: tuple[Sequence[str], Sequence[str]], cells: Mapping[tuple[str, str], float]) -> pd.DataFrame:
    rows, columns = ([*own, NOT_RATED_SEGMENT, edge] for own, edge in zip(letters, (NEW, GONE), strict=True))
    values = [[cells.get((row, column), 0) for column in columns] for row in rows]
    return pd.DataFrame(values, index=pd.Index(rows, name="then"), columns=pd.Index(columns, name="now"))


def _pairs(then: Mapping[str, Account], now: Sequence[Account], by: Literal["grade", "rating_class"]) -> list[tuple[str, str, Account]]:
    """Return each account with its grade or class then and now, as it is now; those who are gone as they were."""
    after = {account.number for account in now}
    before = {number: getattr(account, by) or NOT_RATED_SEGMENT for number, account in then.items()}
    found = [(before.get(account.number, NEW), getattr(account, by) or NOT_RATED_SEGMENT, account) for account in now]
    return found + [(before[number], GONE, account) for number, account in then.items() if number not in after]
