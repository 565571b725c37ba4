"""Formulas in TeX's notation, drawn with matplotlib's mathtext as SVG: letters are outlines, so no font is needed to show them."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser
from matplotlib.path import Path as Outline
from matplotlib.textpath import TextPath

from segkit.views.palette import INK

SIZE = 100.0
"""Points in which a formula is drawn, for mathtext rounds its box to whole points; it is shown in the size of the text around it."""

LONGEST = 2000
MARGIN = 3.0
_FONT = FontProperties(size=SIZE, math_fontfamily="stixsans")
_LOG = logging.getLogger("matplotlib.mathtext")
_ONE_ENVIRONMENT = re.compile(r"\s*\\begin\{(equation|displaymath|math)\*?\}(.*)\\end\{\1\*?\}\s*", re.DOTALL)
_COMMANDS = {Outline.MOVETO: "M", Outline.LINETO: "L", Outline.CURVE3: "Q", Outline.CURVE4: "C", Outline.CLOSEPOLY: "Z"}


@dataclass(frozen=True)
class Formula:
    """A drawn formula: its SVG, and width, height and depth below the line in units of the letter size."""

    source: str
    svg: str
    width: float
    height: float
    depth: float


@lru_cache(maxsize=500)
def drawn(source: str, *, apart: bool = False) -> Formula | None:
    """Return the formula drawn, with tall fractions where it stands `apart`; None where mathtext cannot set it or lacks a character."""
    bare = " ".join(_bare(source).split())
    bare = re.sub(r"\\frac(?![A-Za-z])", r"\\dfrac", bare) if apart else bare
    if not bare or len(bare) > LONGEST or "$" in bare.replace(r"\$", ""):
        return None
    try:
        with _complaints() as complaints:
            width, height, depth, _, _ = MathTextParser("path").parse(f"${bare}$", dpi=72, prop=_FONT)
            outline = TextPath((0, 0), f"${bare}$", prop=_FONT)
    except (ValueError, RecursionError):  # mathtext's word for a formula it does not understand
        return None
    if complaints or not len(outline.vertices):
        return None
    return _as_formula(source.strip(), outline, (float(width), float(height), float(depth)))


def _as_formula(source: str, outline: TextPath, box: tuple[float, float, float]) -> Formula:
    width, height, depth = box[0] + 2 * MARGIN, box[1] + 2 * MARGIN, box[2] + MARGIN
    path = "".join(
        _COMMANDS[kind] + ("" if kind == Outline.CLOSEPOLY else " ".join(f"{value:.0f}" for value in points))
        for points, kind in outline.iter_segments(curves=True, simplify=False)
    )
    # mathtext counts upwards from the line of writing, SVG downwards from the top.
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}">'
        f'<path transform="translate({MARGIN:g} {height - depth:g}) scale(1 -1)" fill="{INK}" d="{path}"/></svg>'
    )
    return Formula(source, svg, width / SIZE, height / SIZE, depth / SIZE)


def undrawn_notice(source: str) -> str:
    """Return the sentence that names a formula which stays as its source."""
    shown = " ".join(source.split())
    return f"A formula could not be drawn and stands as it was typed: {shown if len(shown) <= 80 else shown[:79] + '…'}"


def _bare(source: str) -> str:
    """Return a formula without the signs around it that only say where it begins and ends."""
    text = source.strip()
    for begin, end in (("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)"), ("$", "$")):
        if text.startswith(begin) and text.endswith(end) and len(text) > len(begin) + len(end):
            text = text[len(begin) : -len(end)]
            break
    alone = _ONE_ENVIRONMENT.fullmatch(text)
    return (alone[2] if alone else text).replace(r"\displaystyle", "")


class _Listener(logging.Handler):
    """Keeps what mathtext says instead of raising: that it shows a wrong sign for a character it lacks."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@contextmanager
def _complaints() -> Iterator[list[str]]:
    listener = _Listener()
    spread, _LOG.propagate = _LOG.propagate, False
    _LOG.addHandler(listener)
    try:
        yield listener.heard
    finally:
        _LOG.removeHandler(listener)
        _LOG.propagate = spread
