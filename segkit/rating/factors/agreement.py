"""How far raters agree: Krippendorff's alpha for points on a scale whose order means something, and what its size means."""

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np

from segkit.words import phrase

Agreement = Literal["reliable", "tentative", "unreliable"]

RELIABLE, TENTATIVE = 0.8, 0.667
"""The limits that Krippendorff gives for conclusions that stand, and for tentative ones; exactly on a limit is the better."""

MEANINGS: dict[Agreement, str] = {
    "reliable": phrase("reliable: the raters mean the same by the points"),
    "tentative": phrase("tentative: draw careful conclusions, and talk the widest differences through"),
    "unreliable": phrase("not reliable: write the anchors anew before the ratings are used"),
}


def alpha(cells: Iterable[Sequence[int]]) -> float | None:
    """Return Krippendorff's alpha for ordinal data: 1 where raters always agree, 0 where they agree no more than chance would have it.

    Each cell holds the points that different raters gave to the same thing; cells with fewer than two count for nothing. None where
    nothing was rated twice, or where every point is the same, so that there is nothing to tell apart. Source: K. Krippendorff,
    Computing Krippendorff's Alpha-Reliability (2011).
    """
    paired = [cell for cell in cells if len(cell) > 1]
    scale = sorted({point for cell in paired for point in cell})
    if len(scale) < 2:
        return None
    place = {point: i for i, point in enumerate(scale)}
    met = np.zeros((len(scale), len(scale)))
    for cell in paired:
        counts = np.bincount([place[point] for point in cell], minlength=len(scale)).astype(float)
        met += (np.outer(counts, counts) - np.diag(counts)) / (len(cell) - 1)
    of_each = met.sum(axis=1)
    apart = _apart(of_each)
    return float(1 - (of_each.sum() - 1) * (met * apart).sum() / (np.outer(of_each, of_each) * apart).sum())


def _apart(of_each: np.ndarray) -> np.ndarray:
    """Return how far apart each two points lie: the square of how many of the given points lie between them, the ends counting half."""
    middle = np.cumsum(of_each) - of_each / 2
    return np.asarray((middle[:, None] - middle[None, :]) ** 2)


def meaning(value: float | None) -> Agreement | None:
    """Return what an alpha allows to conclude; None where there is none."""
    if value is None:
        return None
    return "reliable" if value >= RELIABLE else "tentative" if value >= TENTATIVE else "unreliable"
