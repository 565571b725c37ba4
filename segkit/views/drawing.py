"""The house style of charts: one family of letters, colours that hold for colour-blind readers and in print, SVG that never changes.

Colours: deep blue leads, a warm accent points, greys carry the rest. Letters are drawn as outlines, so a chart looks the same in a
notebook, in the report and on a machine without the fonts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segkit.views.fonts import EMOJI_FAMILY, FONT_FOLDER, TEXT_FAMILY

BLUE, SOFT_BLUE, SAND, ACCENT = "#12355B", "#3E7CB1", "#E3B23C", "#C8553D"
INK, MUTED, GREY, PALE, WHITE = "#24292F", "#5A636C", "#8A939C", "#E6E9ED", "#FFFFFF"
"""From dark to light: letters, letters that step back, lines, grounds and paper. GREY is too light for small letters on paper."""

GRADE_COLOURS = (BLUE, SOFT_BLUE, SAND, "#9AA5B1", ACCENT, "#5B8E7D", "#7D5BA6", "#B0A990", "#4A4E54")
"""Colours of the grades in their order; neighbours differ in lightness, not only in hue."""

_STYLE: dict[str, Any] = {
    "svg.fonttype": "path",
    "svg.hashsalt": "segkit",
    "font.family": [TEXT_FAMILY, EMOJI_FAMILY],
    "font.size": 10,
    "text.parse_math": False,
    "text.color": INK,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
}

for _font in sorted(FONT_FOLDER.glob("*.ttf")):
    font_manager.fontManager.addfont(str(_font))


def grade_colours(count: int) -> list[str]:
    """Return the colours of so many grades in their order; beyond the last colour they begin again."""
    return [GRADE_COLOURS[i % len(GRADE_COLOURS)] for i in range(count)]


def ink_on(colour: str) -> str:
    """Return the letter colour that is readable on a fill."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return WHITE if 0.299 * red + 0.587 * green + 0.114 * blue < 140 else INK


@dataclass(frozen=True)
class Chart:
    """A drawn chart: `svg`, the finding it shows in words (`alt`), and the caption below it with units and period."""

    svg: str
    alt: str
    caption: str

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        return {"image/svg+xml": self.svg, "text/plain": self.alt}, {"image/svg+xml": {"alt": self.alt, "caption": self.caption}}

    def __repr__(self) -> str:
        return self.alt


@contextmanager
def drawing(width: float = 6.6, height: float = 3.3) -> Iterator[tuple[Figure, Axes]]:
    """Give a figure of the house style, in inches, with one pair of axes; the caller turns it into a chart with `finished`."""
    with mpl.rc_context(_STYLE):  # type: ignore[arg-type]  # the stubs list every key as a literal; ours is a plain dict
        figure = Figure(figsize=(width, height), layout="constrained")
        yield figure, figure.add_subplot()


def finished(figure: Figure, alt: str, caption: str) -> Chart:
    """Return the drawn figure as a chart. To be called inside `drawing`."""
    text = StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    svg = text.getvalue()
    return Chart(svg[svg.index("<svg") :], alt, caption)
