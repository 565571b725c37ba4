"""What separates the segments: how far they differ in each trait, and in each measure that they were not made from.

A segmentation that separates nothing but the figures it was made from sorts customers by size and says nothing more about them.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from segkit.segments.effects import Effect, cramers_v, rank_effect
from segkit.segments.indices import counted
from segkit.segments.intervals import Figures
from segkit.segments.profile_rules import ProfileRules
from segkit.segments.traits import LARGENESS, Categories, Codes

Strength = Literal["strong", "medium", "weak", "none", "too_few"]

SEPARATES: tuple[Strength, ...] = ("strong", "medium", "weak")

STRENGTHS: dict[Strength, int] = {name: place for place, name in enumerate((*SEPARATES, "none", "too_few"))}
"""The strengths in the order in which they are shown."""


@dataclass(frozen=True)
class Separation:
    """How far the segments differ, the clearest first.

    `table`: name, kind ("trait", "measure"), n (rated customers for whom it is known), effect (0 alike … 1 nothing in common), told.
    """

    table: pd.DataFrame

    @property
    def told(self) -> bool:
        """Whether there is anything at all of which enough is known to tell."""
        return bool((self.table["told"] != "too_few").any())

    @property
    def only_size(self) -> bool:
        """Whether the segments, as far as can be told, differ in nothing but the measures that they were made from and in size."""
        return self.told and not set(self.separates) - LARGENESS

    @property
    def separates(self) -> tuple[str, ...]:
        """The traits and measures in which the segments differ."""
        return tuple(self.table.loc[self.table["told"].isin(SEPARATES), "name"])

    def effect(self, name: str) -> tuple[float, Strength]:
        """Return one effect and its strength; NaN and too few for what is not in the table."""
        row = self.table[self.table["name"] == name]
        return (float("nan"), "too_few") if row.empty else (float(row["effect"].iloc[0]), row["told"].iloc[0])


def separation(
    traits: dict[str, Categories], measures: dict[str, Figures], groups: Codes, segments: int, rules: ProfileRules
) -> Separation:
    """Return how far the rated customers' segments differ in each trait and measure.

    Segments in which it is known for fewer customers than the least of a segment are left aside. Categories with fewer customers than the
    least of a category count as one.
    """
    rows = []
    for name, categories in traits.items():
        effect = _of_categories(counted(categories, groups, segments), rules)
        rows.append((name, "trait", effect.n, effect.size, _strength(effect, rules)))
    for name, figures in measures.items():
        effect = _of_figures(figures, groups, segments, rules)
        rows.append((name, "measure", effect.n, effect.size, _strength(effect, rules)))
    table = pd.DataFrame(rows, columns=["name", "kind", "n", "effect", "told"])
    order = table["told"].map(STRENGTHS).to_numpy()
    return Separation(table.iloc[np.lexsort((-table["effect"].fillna(0).to_numpy(), order))].reset_index(drop=True))


def _of_categories(counts: Codes, rules: ProfileRules) -> Effect:
    n = int(counts.sum())
    large = counts[counts.sum(axis=1) >= rules.segment_least]
    rare = large.sum(axis=0) < rules.cell_least
    joined = np.column_stack([large[:, ~rare], large[:, rare].sum(axis=1)]) if rare.any() else large
    effect = cramers_v(joined)
    return Effect(effect.size, effect.real, n)


def _of_figures(figures: Figures, groups: Codes, segments: int, rules: ProfileRules) -> Effect:
    known = ~np.isnan(figures) & (groups >= 0)
    sizes = np.bincount(groups[known], minlength=segments)
    large = np.array([*(sizes >= rules.segment_least), False])
    effect = rank_effect(figures, np.where(large[groups], groups, -1))
    return Effect(effect.size, effect.real, int(known.sum()))


def _strength(effect: Effect, rules: ProfileRules) -> Strength:
    """Return how strong an effect is; one that could be chance is none, and one of a single group is of too few."""
    if np.isnan(effect.size) or effect.n < rules.base_least:
        return "too_few"
    if not effect.real or effect.size < rules.weak_from:
        return "none"
    return "strong" if effect.size >= rules.strong_from else "medium" if effect.size >= rules.medium_from else "weak"
