"""Letters as outlines: how wide a text is, and the outlines it is drawn with, in thousandths of the size of the letters.

So a chart looks the same in a notebook, in the report and on a machine without the fonts, and every label is measured before it is placed.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from matplotlib import font_manager
from matplotlib.textpath import text_to_path

from segkit.views.fonts import EMOJI_FONT, FONT_FOLDER, TEXT_FONT

STRONG_FONT = FONT_FOLDER / "SourceSans3-SemiBold.ttf"
UNIT = 1000
ABOVE, BELOW = 0.74, 0.21
"""How far letters reach above and below the line they stand on, in sizes."""
REPLACEMENT, ELLIPSIS = "□", "…"

_MOVE, _LINE, _CURVE, _CUBIC = 1, 2, 3, 4
_STEPS = {_MOVE: ("M", 1), _LINE: ("L", 1), _CURVE: ("Q", 2), _CUBIC: ("C", 3)}

_outlines: dict[str, str] = {}


@dataclass(frozen=True)
class Line:
    """A text set as one line: the names of its outlines, each with its place from the left, and the width of all."""

    glyphs: tuple[tuple[str, int], ...]
    width: float


@lru_cache(maxsize=4096)
def line(text: str, *, strong: bool = False) -> Line:
    """Return a text set as one line. What no font has becomes □; breaks become spaces, and signs without a shape are left out."""
    font = _font(strong=strong)
    # The blank at the end stands where the text ends.
    placed, found, _ = text_to_path.get_glyphs_with_font(font, _shown(text) + " ", glyph_map=None, return_new_glyphs_only=True)
    for name, (points, codes) in found.items():
        if name not in _outlines:
            _outlines[name] = _path(points, codes)
    return Line(tuple((name, round(x)) for name, x, *_ in placed if _outlines[name]), placed[-1][1] / UNIT)


def outline(name: str) -> str:
    """Return the outline of a glyph as an SVG path, upwards from the line it stands on."""
    return _outlines[name]


def width(text: str, size: float, *, strong: bool = False) -> float:
    """Return how wide a text is in letters of a size, in its unit."""
    return line(text, strong=strong).width * size


def fitting(text: str, size: float, room: float) -> str:
    """Return a text that fits the room: whole, or cut between letters with an ellipsis."""
    if width(text, size) <= room:
        return text
    kept = len(text)
    while kept > 1 and width(text[:kept].rstrip() + ELLIPSIS, size) > room:
        kept -= 1
    return text[:kept].rstrip() + ELLIPSIS


def _font(*, strong: bool) -> Any:
    font = font_manager.get_font([str(STRONG_FONT if strong else TEXT_FONT), str(EMOJI_FONT)])
    font.set_size(UNIT, 72)  # one unit of the outlines is a thousandth of the size
    return font


@lru_cache(maxsize=1)
def _known() -> frozenset[int]:
    return frozenset().union(*(font_manager.get_font([str(path)]).get_charmap() for path in (TEXT_FONT, EMOJI_FONT)))


def _shown(text: str) -> str:
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    seen = (sign for sign in plain if unicodedata.category(sign) != "Cf")
    return "".join(sign if ord(sign) in _known() else REPLACEMENT for sign in seen)


def _path(points: Any, codes: Any) -> str:
    steps, at = [], 0
    while at < len(codes):
        if codes[at] not in _STEPS:
            steps.append("Z")
            at += 1
            continue
        sign, count = _STEPS[codes[at]]
        steps.append(sign + " ".join(f"{round(x)} {round(y)}" for x, y in points[at : at + count]))
        at += count
    return "".join(steps)
