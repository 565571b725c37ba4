"""Grades that a person has fixed: they hold until their date, whatever the figures say, and stand beside what the figures give.

A fixed grade is no floor and no ceiling: it holds as it is. One that has expired, or that the grid no longer has, is kept and shown,
but the grade by the figures holds.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from segkit.rating.abcd import Ratings

NAMES = ("computed_grade", "fixed_grade", "fixed_until", "fixed_reason")


@dataclass(frozen=True)
class FixedGrade:
    """A grade that was fixed, why, and the last day on which it holds (None = without end)."""

    grade: str
    reason: str
    until: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        return self.until is None or self.until >= day


def with_overrides(ratings: Ratings, fixed: Mapping[str, FixedGrade], day: dt.date) -> Ratings:
    """Return the ratings with computed_grade (None = not rated), grade (the one in force on a day), fixed_grade, fixed_until, fixed_reason,
    fixed_holds (whether the fixed grade is in force).

    `fixed` is by the accounts' number, the first column. not_rated_because stays what keeps the figures from giving a grade.
    """
    frame = ratings.frame
    numbers = frame[frame.columns[0]]
    given = [fixed.get(str(number)) for number in numbers]
    letters = frozenset(ratings.grid.letters)
    holds = [override is not None and override.holds_on(day) and override.grade in letters for override in given]
    in_force = [
        override.grade if override is not None and held else computed
        for override, held, computed in zip(given, holds, frame["grade"], strict=True)
    ]
    columns = {
        "computed_grade": list(frame["grade"]),
        "grade": in_force,
        "fixed_grade": [override.grade if override else None for override in given],
        "fixed_until": [override.until if override else None for override in given],
        "fixed_reason": [override.reason if override else None for override in given],
    }
    decided = {name: pd.Series(values, frame.index, dtype=object) for name, values in columns.items()}
    return replace(ratings, frame=frame.assign(**decided, fixed_holds=holds))


def in_force_formula(cells: Mapping[str, str]) -> str:
    """Return the same rule as an Excel formula: `cells` maps fixed_grade, fixed_until and computed to a row's cells.

    The day is the cell delivery_date, the letters those of the range abcd_grades.
    """
    return f"IF({holds_formula(cells)},{cells['fixed_grade']},{cells['computed']})"


def holds_formula(cells: Mapping[str, str]) -> str:
    """Return the condition that a fixed grade is in force; `cells` maps fixed_grade and fixed_until to a row's cells."""
    grade, until = cells["fixed_grade"], cells["fixed_until"]
    holds = f'OR({until}="",AND(ISNUMBER({until}),{until}>=delivery_date))'
    return f'AND({grade}<>"",{holds},SUMPRODUCT(--EXACT(abcd_grades,{grade}))>0)'


def differs_formula(grade: str, computed: str) -> str:
    """Return the Excel formula of the mark on a row whose grade is not the one that the figures give."""
    return f'IF(EXACT({grade},{computed}),"","{DIFFERS}")'


DIFFERS = "≠"
"""The mark on an account whose grade in force is not the one that the figures give."""
