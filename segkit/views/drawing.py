"""Drawing with matplotlib in the house's style, for a chart that needs its kinds of axes; the report's own are drawn on a Canvas.

Letters are outlines, and nothing in the SVG changes from run to run.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import matplotlib as mpl
from cycler import cycler
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segkit.views.canvas import scaling
from segkit.views.chart import Chart
from segkit.views.fonts import EMOJI_FAMILY, FONT_FOLDER, TEXT_FAMILY
from segkit.views.looks import Looks
from segkit.views.palette import ACCENT, BLUE, GREY, INK, SOFT_BLUE

_STYLE: dict[str, Any] = {
    "svg.fonttype": "path",
    "font.family": [TEXT_FAMILY, EMOJI_FAMILY],
    "font.size": 9,
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


@contextmanager
def drawing(width: float = 6.378, height: float = 3.3, looks: Looks | None = None) -> Iterator[tuple[Figure, Axes]]:
    """Give a figure of the house style, in inches, with one pair of axes; the caller turns it into a chart with `finished`.

    The width is that of the report's text. With `looks`, what is drawn takes the colours of the engagement in turn.
    """
    colours = (BLUE, SOFT_BLUE, ACCENT) if looks is None else (looks.lead, looks.soft, looks.accent)
    with mpl.rc_context(_STYLE | {"axes.prop_cycle": cycler(color=colours)}):  # type: ignore[arg-type]  # the stubs list every key as a literal
        figure = Figure(figsize=(width, height), layout="constrained")
        yield figure, figure.add_subplot()


def finished(figure: Figure, alt: str, caption: str) -> Chart:
    """Return the drawn figure as a chart. To be called inside `drawing`. Charts with other texts have other names for their parts."""
    text = StringIO()
    salt = hashlib.sha256(f"{alt}\n{caption}".encode()).hexdigest()
    with mpl.rc_context({"svg.hashsalt": salt}):
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    svg = text.getvalue()
    return Chart(scaling(svg[svg.index("<svg") :]), alt, caption)
