"""Rows of a chart: names to the left, and panels beside them with a bar and its figure in each row."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from segkit.rating.grid import Grid
from segkit.views import letters
from segkit.views.canvas import SMALL, TEXT, Canvas, Pen
from segkit.views.palette import GREY, INK, MUTED, WHITE, grade_colours, readable
from segkit.words import is_missing

HEAD = 18.0
"""Room above the first row, for the names of the panels."""
GAP = 4.0
SWATCH = 4.0
BETWEEN = 22.0
"""Room between the names and the first panel, and between two panels."""


@dataclass(frozen=True)
class Rows:
    """The rows: what they are called, the colour of the dot before each name ("" for none), how high each is."""

    names: tuple[str, ...]
    colours: tuple[str, ...]
    pitch: float = 26.0
    strong: tuple[int, ...] = ()
    """The rows whose names stand out, such as a total."""
    head: float = HEAD

    @property
    def height(self) -> float:
        return self.head + self.pitch * len(self.names)

    def middle(self, row: int) -> float:
        return self.head + self.pitch * (row + 0.5)


@dataclass(frozen=True)
class Bars:
    """A panel: a bar and a text per row; an unknown value (NaN) has its text only. `below` is the colour of values below 0."""

    title: str
    colour: str
    values: tuple[float, ...]
    texts: tuple[str, ...]
    below: str = ""

    def room(self, row: int) -> float:
        return GAP + letters.width(self.texts[row], TEXT, strong=True)


def swatches(grid: Grid, segments: Sequence[str]) -> tuple[str, ...]:
    """Return the colour of each segment's dot; what is not a grade of the grid has a ring."""
    colours = dict(zip(grid.letters, grade_colours(len(grid.letters)), strict=True))
    return tuple(colours.get(name, WHITE) for name in segments)


def draw_names(canvas: Canvas, rows: Rows, room: float = 150.0) -> float:
    """Write the names of the rows, cut where they are longer than the room; returns where the column ends."""
    end = 0.0
    for row, (name, colour) in enumerate(zip(rows.names, rows.colours, strict=True)):
        y, at = rows.middle(row), 0.0
        if colour:
            canvas.dots([(SWATCH, y, SWATCH - 0.5)], colour)
            at = 3 * SWATCH
        pen = Pen(strong=row in rows.strong)
        end = max(end, canvas.text((at, y + 3), letters.fitting(name, TEXT, room - at), pen).right)
    return end


def draw_title(canvas: Canvas, at: float, title: str, colour: str = INK) -> None:
    """Write the name of a panel above the rows."""
    canvas.text((at, 9), title, Pen(SMALL, readable(colour), strong=True))


def scale_for(bars: Bars, room: float) -> float:
    """Return how many points a unit takes, so that every bar fits the room together with the text at its end."""
    ends = [(0.0, 0.0)]
    ends += [(value, bars.room(row)) for row, value in enumerate(bars.values) if not is_missing(value)]
    pairs = [
        ((right[0] - left[0]), room - (left[1] if left[0] < 0 else 0) - right[1])
        for left, right in itertools.product(ends, ends)
        if left[0] <= 0 <= right[0] and right[0] > left[0]
    ]
    return min((left_over / span for span, left_over in pairs), default=1.0)


def draw_bars(canvas: Canvas, rows: Rows, bars: Bars, left: float, scale: float) -> float:
    """Draw a panel whose room begins at `left`; returns where its zero stands."""
    known = [(row, value) for row, value in enumerate(bars.values) if not is_missing(value)]
    zero = left + max((-value * scale + bars.room(row) for row, value in known if value < 0), default=0.0)
    thick = min(13.0, rows.pitch * 0.56)
    for row, (value, text) in enumerate(zip(bars.values, bars.texts, strict=True)):
        y = rows.middle(row)
        if is_missing(value):
            canvas.text((zero + GAP, y + 3), text, Pen(colour=MUTED))
            continue
        colour = bars.below or bars.colour if value < 0 else bars.colour
        canvas.field((zero, y - thick / 2), value * scale, thick, colour)
        end = zero + value * scale
        place, anchor = (end - GAP, "end") if value < 0 else (end + GAP, "start")
        canvas.text((place, y + 3), text, Pen(strong=row in rows.strong, anchor=anchor))
    canvas.line([(zero, rows.head), (zero, rows.height)], GREY)
    draw_title(canvas, left, bars.title, bars.colour)
    return zero
