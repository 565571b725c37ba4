"""What the segments are like: what is more and less common in each, their key figures, what separates them, what each column is good for.

The usual, with which a segment is compared, is that of all rated customers, the segment's own included.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit.rating import Ratings
from segkit.segments.indices import COLUMNS, indices_of
from segkit.segments.intervals import Figures
from segkit.segments.kpis import kpis_of
from segkit.segments.profile_rules import ProfileRules
from segkit.segments.segmentation import NOT_RATED_SEGMENT
from segkit.segments.separation import Separation, separation
from segkit.segments.traits import MEASURES, Categories, Codes, figures, made_from, measure, trait, trait_names
from segkit.segments.usefulness import usefulness


@dataclass(frozen=True)
class Profile:
    """The statistics of the segments. The frames are never written to.

    indices: per rated segment, trait and category the share against that of all rated customers; see indices.py
    kpis: per segment, the not rated and ALL_CUSTOMERS the key figures with their intervals; see kpis.py
    separation: how far the rated segments differ in what they were not made from
    usefulness: per column how much is known, whether it tells segments apart, and what to do; see usefulness.py
    grid_measures: the measures that the grades are made from, and those that follow from them
    rules: from when on something is told
    """

    indices: pd.DataFrame
    kpis: pd.DataFrame
    separation: Separation
    usefulness: pd.DataFrame
    grid_measures: tuple[str, ...]
    rules: ProfileRules

    def of(self, segment: str) -> pd.DataFrame:
        """Return a segment's indices, the most telling first: what is told, then what could be chance, then what is of too few."""
        own = self.indices[self.indices["segment"] == segment]
        rank = own["told"].map({"over": 0, "under": 0, "same": 1, "too_few": 2}).astype(int)
        ordered = own.assign(_rank=rank, _away=-own["z"].abs())
        ordered = ordered.sort_values(["_rank", "_away", "attribute", "category"], kind="stable")
        return ordered.drop(columns=["_rank", "_away"]).reset_index(drop=True)

    def kpi(self, segment: str, measure: str) -> pd.Series:
        """Return one key figure of a segment."""
        rows = self.kpis[(self.kpis["segment"] == segment) & (self.kpis["measure"] == measure)]
        return rows.iloc[0]


def profile(ratings: Ratings, rules: ProfileRules) -> Profile:
    """Return the profile of rated customers; the grades in force count."""
    customers, letters = ratings.frame, ratings.grid.letters
    groups = _groups(customers["grade"], letters)
    traits = {name: trait(customers, name) for name in trait_names(customers)}
    measures = _measures(customers)
    dividing = {name: found for name, found in traits.items() if 2 <= len(found.names) <= rules.values_most}
    apart = separation(dividing, measures, groups, len(letters), rules)
    frames = [indices_of(name, found, groups, letters, rules) for name, found in dividing.items()]
    filled = [frame for frame in frames if not frame.empty]
    grid_measures = made_from(ratings.grid)
    made_of = {name: figures(customers[name]) for name in ("revenue", "potential")}
    columns: dict[str, Categories | Figures] = {**made_of, **traits, **measures}
    return Profile(
        indices=pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(COLUMNS)),
        kpis=kpis_of(customers, _with_not_rated(groups, len(letters)), (*letters, NOT_RATED_SEGMENT), rules),
        separation=apart,
        usefulness=usefulness(columns, grid_measures, apart, rules),
        grid_measures=grid_measures,
        rules=rules,
    )


def _groups(grades: pd.Series, letters: tuple[str, ...]) -> Codes:
    """Return each customer's place in the letters; -1 where it has no grade."""
    codes, found = pd.factorize(grades.to_numpy(dtype=object))
    places = {letter: place for place, letter in enumerate(letters)}
    return np.array([*(places.get(str(letter), -1) for letter in found), -1])[codes]


def _with_not_rated(groups: Codes, place: int) -> Codes:
    return np.where(groups >= 0, groups, place)


def _measures(customers: pd.DataFrame) -> dict[str, Figures]:
    found = {name: measure(customers, name) for name in MEASURES}
    return {name: values for name, values in found.items() if values is not None}
