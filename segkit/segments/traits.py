"""What is known of the customers beside the grade: traits that divide them into categories, and measures that order them.

Who serves a customer (owner, sales district), addresses and free texts say nothing of who it is, and are no traits.
"""

import datetime as dt
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from segkit.intake import ATTRIBUTE
from segkit.rating import Grid
from segkit.segments.intervals import Figures
from segkit.tables import CUSTOMER_COLUMNS
from segkit.words import phrase

Codes = np.ndarray[Any, np.dtype[np.int64]]

TEXT_TRAITS = ("region", "industry", "subindustry", "country", "legal_form", "source", "channel")
"""The canonical columns of texts that say who a customer is, in the order in which they are shown."""

SIZE = "size"
"""The trait made from the number of employees."""

LARGENESS = frozenset({SIZE, "orders"})
"""What grows with a customer's size, so that segments made from amounts differ in it whatever the customers are like."""

SIZE_BANDS: tuple[tuple[float, str], ...] = ((250, "250+"), (50, "50–249"), (10, "10–49"), (0, "0–9"))
"""Lowest number of employees of each band, and the band: those of the European Union, largest first."""

MEASURES = (
    "contribution_share", "growth", "orders", "last_order", "satisfaction", "nps", "support_cases", "newsletter", "digital", "founded", "customer_since",
)  # fmt: skip
"""Figures that a grid is not made from; contribution counts as a share of revenue, for as an amount it is size once more."""

GRID_MEASURES = ("revenue", "potential", "utilisation", "headroom")
"""What a grid can be made from; any two of them give the other two."""

OWN_LABELS: dict[str, str] = {
    SIZE: phrase("Size (employees)"),
    "contribution_share": phrase("Contribution as a share of revenue"),
    "growth": phrase("Growth on the period before"),
    "orders": phrase("Orders"),
    "last_order": phrase("Last order"),
    "utilisation": phrase("Utilisation"),
    "headroom": phrase("Headroom"),
}
"""What traits and measures are called that are no canonical column."""

LABELS: dict[str, str] = {column.name: column.label for column in CUSTOMER_COLUMNS} | OWN_LABELS


def made_from(grid: Grid) -> tuple[str, ...]:
    """Return the measures that a grid is made from, and those that follow from them."""
    axes = {axis.measure for axis in grid.axes}
    return tuple(name for name in GRID_MEASURES if name in axes or len(axes) > 1)


def trait_names(customers: pd.DataFrame) -> tuple[str, ...]:
    """Return the columns that can divide the customers: canonical ones, then size, then the client's own in their order."""
    own = tuple(str(name) for name in customers if str(name).startswith(ATTRIBUTE))
    size = (SIZE,) if "employees" in customers else ()
    return (*(name for name in TEXT_TRAITS if name in customers), *size, *own)


class Categories(NamedTuple):
    """Each account's category by its place in `names`, -1 where it is unknown; the names are in order of the alphabet, bands by size."""

    codes: Codes
    names: tuple[str, ...]

    @property
    def known(self) -> int:
        return int((self.codes >= 0).sum())


def trait(customers: pd.DataFrame, name: str) -> Categories:
    """Return each customer's category of a trait."""
    if name == SIZE:
        employees = figures(customers["employees"])
        bands = np.select([employees >= lowest for lowest, _ in SIZE_BANDS], list(range(len(SIZE_BANDS))), default=-1)
        held = [place for place in reversed(range(len(SIZE_BANDS))) if (bands == place).any()]
        return Categories(_renumbered(bands, held), tuple(SIZE_BANDS[place][1] for place in held))
    codes, values = pd.factorize(customers[name].to_numpy(dtype=object))
    texts = ["" if pd.isna(value) else str(value).strip() for value in values]
    names = sorted({text for text in texts if text})
    places = {text: place for place, text in enumerate(names)}
    return Categories(np.array([*(places.get(text, -1) for text in texts), -1])[codes], tuple(names))


def measure(customers: pd.DataFrame, name: str) -> Figures | None:
    """Return each customer's figure, NaN where it is unknown; None where the customers have no such column."""
    if name == "contribution_share":
        return ratio(figures(customers["contribution"]), figures(customers["revenue"]))
    if name == "growth":
        return ratio(figures(customers["revenue"]), figures(customers["revenue_before"])) - 1
    if name not in customers:
        return None
    return dates(customers[name]) if name in {"last_order", "founded", "customer_since"} else figures(customers[name])


def figures(values: pd.Series) -> Figures:
    """Return a column as floats, NaN where it holds no number."""
    found: Figures = pd.to_numeric(values, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    return found


def dates(values: pd.Series) -> Figures:
    """Return dates, and years or dates as text, as day numbers; NaN where there is none."""
    codes, days = pd.factorize(values.to_numpy(dtype=object))
    return np.array([*map(_day, days), np.nan])[codes]


def ratio(above: Figures, below: Figures) -> Figures:
    """Return above / below; NaN where either is unknown, or below is not above 0."""
    quotient: Figures = np.divide(above, below, out=np.full(len(above), np.nan), where=below > 0)
    return quotient


def _day(value: object) -> float:
    """Return a day's number; of a year alone that of its first day."""
    if isinstance(value, str) and value:
        value = dt.date.fromisoformat(value if "-" in value else f"{value}-01-01")
    return float(value.toordinal()) if isinstance(value, dt.date) and not pd.isna(value) else np.nan


def _renumbered(codes: Codes, held: list[int]) -> Codes:
    """Return codes as places in `held`; -1 where they are not in it."""
    found = np.full(len(codes), -1)
    for place, code in enumerate(held):
        found[codes == code] = place
    return found
