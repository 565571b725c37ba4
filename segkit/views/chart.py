"""A drawn chart, as notebook, report and web page show it."""

from dataclasses import dataclass
from typing import Any

HAIR = 0.5
"""What boxes of letters may overlap, in points: boxes are larger than what is drawn in them."""


@dataclass(frozen=True)
class Label:
    """One line of letters in a drawing and the box it takes, in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Label") -> bool:
        """Return whether two labels overlap by more than a hair."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > HAIR and down > HAIR


@dataclass(frozen=True)
class Chart:
    """A drawn chart: `svg`, the finding it shows in words (`alt`), and the caption below it with units and period.

    `labels` says what stands in the drawing as letters, and where; in the SVG they are outlines.
    """

    svg: str
    alt: str
    caption: str
    labels: tuple[Label, ...] = ()

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        return {"image/svg+xml": self.svg, "text/plain": self.alt}, {"image/svg+xml": {"alt": self.alt, "caption": self.caption}}

    def __repr__(self) -> str:
        return self.alt
