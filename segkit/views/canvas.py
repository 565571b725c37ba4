"""The paper that the report's charts are drawn on: lines, fields, dots and letters in points, from the upper left corner, as SVG.

A chart places every part itself, with the letters measured before, so it costs a few milliseconds, its letters do not meet, and its
bytes are the same in every run. The names inside the SVG belong to one chart only, so many may stand on one page.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from segkit.views import letters
from segkit.views.chart import Chart, Label
from segkit.views.looks import Looks
from segkit.views.palette import GREY, INK, WHITE

WIDTH = 459.2
"""The width of the report's text: 162 mm."""

TEXT, SMALL = 9.0, 8.0
"""Sizes of letters in points as they are printed."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Pen:
    """How letters are written: size, colour, strong or not, and which end of the text the place speaks of (start, middle, end)."""

    size: float = TEXT
    colour: str = INK
    strong: bool = False
    anchor: str = "start"


class Canvas:
    """A drawing under way, of the width of the report's text."""

    def __init__(self, height: float, looks: Looks) -> None:
        self.height = height
        self.looks = looks
        self.labels: list[Label] = []
        self._parts: list[str] = []
        self._glyphs: dict[str, int] = {}

    def field(self, corner: Point, width: float, height: float, fill: str) -> None:
        """Fill a rectangle; a negative width or height goes to the left or upwards."""
        (x, y), w, h = corner, abs(width), abs(height)
        left, top = x + min(width, 0), y + min(height, 0)
        self._parts.append(f'<path d="M{_n(left)} {_n(top)}h{_n(w)}v{_n(h)}h{_n(-w)}z" fill="{fill}"/>')

    def area(self, points: Iterable[Point], fill: str) -> None:
        """Fill what a line around goes round."""
        self._parts.append(f'<path d="M{_way(points)}z" fill="{fill}"/>')

    def line(self, points: Sequence[Point], colour: str, thickness: float = 0.6, *, dashed: bool = False) -> None:
        """Draw a line through points, if there are any."""
        if not points:
            return
        dashes = ' stroke-dasharray="4 3"' if dashed else ""
        self._parts.append(
            f'<path d="M{_way(points)}" fill="none" stroke="{colour}" stroke-width="{_n(thickness)}" stroke-linejoin="round"{dashes}/>'
        )

    def dots(self, places: Iterable[tuple[float, float, float]], colour: str) -> None:
        """Draw dots (x, y, radius) with a fine light edge, so that those which lie on each other can be told apart; white ones as rings."""
        drawn = [f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}"/>' for x, y, r in places]
        edge, thickness = (GREY, 1) if colour == WHITE else (WHITE, 0.5)
        if drawn:
            self._parts.append(f'<g fill="{colour}" stroke="{edge}" stroke-width="{thickness}">{"".join(drawn)}</g>')

    def text(self, place: Point, text: str, pen: Pen = Pen()) -> Label:
        """Write one line of letters that stands on the place's y; returns the box it takes."""
        label = _boxed(place, text, pen)
        glyphs = letters.line(text, strong=pen.strong).glyphs
        if glyphs:
            uses = "".join(f'<use href="#@{self._glyphs.setdefault(name, len(self._glyphs))}" x="{at}"/>' for name, at in glyphs)
            scale = _n(pen.size / letters.UNIT, 5)
            self._parts.append(
                f'<g transform="translate({_n(label.left)} {_n(place[1])})scale({scale} -{scale})" fill="{pen.colour}">{uses}</g>'
            )
            self.labels.append(label)
        return label

    def text_where_free(self, place: Point, text: str, pen: Pen) -> None:
        """Write one line of letters unless it would meet others or leave the drawing."""
        label = _boxed(place, text, pen)
        if label.left >= 0 and label.right <= WIDTH and not any(label.meets(other) for other in self.labels):
            self.text(place, text, pen)

    def chart(self, alt: str, caption: str) -> Chart:
        """Return what has been drawn as a chart."""
        outlines = "".join(f'<path id="@{number}" d="{letters.outline(name)}"/>' for name, number in self._glyphs.items())
        body = f"<defs>{outlines}</defs>{''.join(self._parts)}"
        own = "c" + hashlib.sha256(f"{alt}\n{caption}\n{body}".encode()).hexdigest()[:6] + "-"
        size = f'width="{_n(WIDTH)}pt" height="{_n(self.height)}pt" viewBox="0 0 {_n(WIDTH)} {_n(self.height)}"'
        named = body.replace('="#@', f'="#{own}').replace('id="@', f'id="{own}')
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label={quoteattr(alt)}>{named}</svg>\n'
        return Chart(scaling(svg), alt, caption, tuple(self.labels))


def _boxed(place: Point, text: str, pen: Pen) -> Label:
    taken = letters.width(text, pen.size, strong=pen.strong)
    left = place[0] - taken * {"start": 0, "middle": 0.5, "end": 1}[pen.anchor]
    return Label(text, left, place[1] - letters.ABOVE * pen.size, left + taken, place[1] + letters.BELOW * pen.size)


def scaling(svg: str) -> str:
    """Return an SVG that becomes smaller with the page it stands on, and that can be read in a dark notebook too."""
    return svg.replace("<svg ", f'<svg style="max-width:100%;height:auto;background:{WHITE}" ', 1)


def _way(points: Iterable[Point]) -> str:
    return "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _n(value: float, decimals: int = 2) -> str:
    """Return a number as short as SVG takes it."""
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
