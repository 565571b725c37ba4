"""What each column is good for: how much of it is known, whether it tells the segments apart, and what to do with it."""

from typing import Literal

import numpy as np
import pandas as pd

from segkit.segments.intervals import Figures
from segkit.segments.profile_rules import ProfileRules
from segkit.segments.separation import SEPARATES, Separation
from segkit.segments.traits import Categories
from segkit.tables import CUSTOMER_COLUMNS
from segkit.words import phrase

Suggestion = Literal["keep", "collect", "drop"]

SUGGESTIONS: dict[str, str] = {
    "keep": phrase("keep"),
    "collect": phrase("collect more"),
    "drop": phrase("leave out"),
}

REASONS: dict[str, str] = {
    "grid": phrase("the grades are made from it"),
    "grid_unknown": phrase("the grades are made from it, and for too many it is unknown"),
    "separates": phrase("the segments differ in it"),
    "promising": phrase("the segments differ in it as far as it is known"),
    "not_delivered": phrase("it is known for nobody"),
    "little_known": phrase("too little is known to judge it"),
    "few_rated": phrase("there are too few rated customers to judge it"),
    "one_value": phrase("it is the same for everybody"),
    "too_many": phrase("nearly every customer has a value of its own"),
    "no_difference": phrase("the segments do not differ in it"),
}
"""Why a column is to be kept, collected or left out."""

ORIGIN = {column.name: column.origin for column in CUSTOMER_COLUMNS} | {"size": "external"}


def usefulness(
    columns: dict[str, Categories | Figures], grid_measures: tuple[str, ...], separation: Separation, rules: ProfileRules
) -> pd.DataFrame:
    """Return one row per column, in their order: name, known, coverage, distinct, effect, told, origin, suggestion, reason.

    `coverage` is the share of all customers, rated or not, for whom it is known; NaN without customers.
    """
    rows = []
    for name, column in columns.items():
        known, distinct, accounts = _extent(column)
        coverage = known / accounts if accounts else float("nan")
        effect, told = separation.effect(name)
        enough = coverage >= rules.coverage_least
        if name in grid_measures:
            suggestion, reason = _of_the_grid(enough=enough)
        else:
            extent = known, distinct, rules.values_most if isinstance(column, Categories) else accounts
            suggestion, reason = _suggested(extent, told, enough=enough)
        rows.append((name, known, coverage, distinct, effect, told, ORIGIN.get(name, "internal"), suggestion, reason))
    names = ["name", "known", "coverage", "distinct", "effect", "told", "origin", "suggestion", "reason"]
    return pd.DataFrame(rows, columns=names)


def _extent(column: Categories | Figures) -> tuple[int, int, int]:
    """Return for how many it is known, how many different values there are, and of how many accounts."""
    if isinstance(column, Categories):
        return column.known, len(column.names), len(column.codes)
    known = column[~np.isnan(column)]
    return len(known), len(np.unique(known)), len(column)


def _of_the_grid(*, enough: bool) -> tuple[Suggestion, str]:
    return ("keep", "grid") if enough else ("collect", "grid_unknown")


def _suggested(extent: tuple[int, int, int], told: str, *, enough: bool) -> tuple[Suggestion, str]:
    """Return what to do with a column and why. `extent` is known, different values, and how many of these are too many."""
    known, distinct, most = extent
    if known == 0:
        return "collect", "not_delivered"
    if distinct == 1 and enough:
        return "drop", "one_value"
    if distinct > most:
        return "drop", "too_many"
    if told in SEPARATES:
        return ("keep", "separates") if enough else ("collect", "promising")
    if told == "none":
        return "drop", "no_difference"
    return ("keep", "few_rated") if enough else ("collect", "little_known")
