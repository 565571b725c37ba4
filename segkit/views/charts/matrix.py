"""Every customer at its revenue and its potential, with the lines between the grades."""

import math
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from segkit.segments import NOT_RATED_SEGMENT
from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import SMALL, TEXT, WIDTH, Canvas, Pen, Point
from segkit.views.chart import Chart
from segkit.views.charts.rows import swatches
from segkit.views.labels import period_text, segment_label
from segkit.views.looks import looks
from segkit.views.palette import GREY, MUTED, WHITE, readable
from segkit.views.scale import Scale, scale_of

HEIGHT, TOP, FOOT = 328.0, 30.0, 32.0
SINGLE = 2000
"""Up to so many customers each has a dot of its own; beyond that, those who lie close together share one."""
CELL = 7.0
"""The size of the squares whose customers share a dot, in points."""
STEPS = ((1.0,), (1.0, 3.0), (1.0, 2.0, 5.0), (1.0, 1.5, 2.0, 3.0, 5.0, 7.0), tuple(1 + i / 10 for i in range(90)))
TICKS = 4
"""The fewest ticks of an axis."""
ROOM = 22.0
"""Points kept free at the ends of the axes, where the names of the grades stand."""


@dataclass(frozen=True)
class _Log:
    """A logarithmic axis: the values at its ends, and where these stand."""

    low: float
    high: float
    begin: float
    end: float

    def at(self, value: float) -> float:
        share = (math.log(value) - math.log(self.low)) / (math.log(self.high) - math.log(self.low))
        return self.begin + share * (self.end - self.begin)

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


def matrix(study: Study) -> Chart | None:
    """Return every rated customer at revenue and potential, with the lines between the grades; None when nobody has both above 0.

    Both axes are logarithmic: customers differ by factors, not by amounts.
    """
    words = study.words
    placed = study.customers[(study.customers["revenue"] > 0) & (study.customers["potential"] > 0)]
    if placed.empty:
        return None
    scale = scale_of(words, float(placed["potential"].median()))
    canvas = Canvas(HEIGHT, looks(study.engagement.brand))
    across, up = _axes(study, placed, scale)
    _ticks(canvas, across, up, scale)
    grouped = _dots(canvas, study, placed, across, up)
    whole = _cuts(canvas, study, across, up, scale)
    _grades(canvas, study, placed, across, up)
    canvas.text((0, 9), words("Potential in {unit}", unit=scale.unit), Pen(SMALL, canvas.looks.lead, strong=True))
    canvas.text((WIDTH, HEIGHT - 5), words("Revenue in {unit}", unit=scale.unit), Pen(SMALL, canvas.looks.lead, strong=True, anchor="end"))
    return canvas.chart(_finding(study, placed), _caption(study, len(placed), grouped=grouped, whole=whole))


def _axes(study: Study, placed: pd.DataFrame, scale: Scale) -> tuple[_Log, _Log]:
    """Return the axes of revenue and potential: wide enough for every customer and every threshold, with room for the grades' names."""
    plain = []
    for measure in ("revenue", "potential"):
        values = [float(placed[measure].min()), float(placed[measure].max())]
        values += [cut.value for axis in study.grid.axes if axis.measure == measure for cut in axis.cuts if cut.value > 0]
        plain.append((min(values) / 1.6, max(values) * 1.6))
    up = _stretched(_Log(*plain[1], HEIGHT - FOOT, TOP))
    wide = max(letters.width(_short(scale, tick), SMALL) for tick in _tick_values(up))
    return _Log(*plain[0], wide + 6, WIDTH - 6), up


def _stretched(axis: _Log) -> _Log:
    """Return an axis with free room at both ends."""
    inner = abs(axis.end - axis.begin) - 2 * ROOM
    factor = (axis.high / axis.low) ** (ROOM / inner)
    return _Log(axis.low / factor, axis.high * factor, axis.begin, axis.end)


def _tick_values(axis: _Log) -> list[float]:
    """Return round values inside an axis: as few kinds of steps as give four, so that a short axis has ticks too."""
    found: list[float] = []
    for steps in STEPS:
        powers = range(math.floor(math.log10(axis.low)), math.ceil(math.log10(axis.high)) + 1)
        found = [value for power in powers for step in steps if axis.holds(value := round(step * 10.0**power, 10))]
        if len(found) >= TICKS:
            break
    every = max(1, math.ceil(len(found) / 9))
    return found[::every]


def _short(scale: Scale, value: float) -> str:
    """Return an amount with its first three figures and no zeros behind them."""
    short = value / scale.divisor
    exponent = Decimal(f"{short:.3g}").normalize().as_tuple().exponent
    return scale.words.number(short, max(0, -int(exponent)))


def _ticks(canvas: Canvas, across: _Log, up: _Log, scale: Scale) -> None:
    last = -math.inf
    for value in _tick_values(across):
        x, text = across.at(value), _short(scale, value)
        canvas.line([(x, up.begin), (x, up.end)], "#E3E6EA", 0.5)
        wide = letters.width(text, SMALL)
        if x - wide / 2 > last + 6 and x + wide / 2 <= WIDTH:
            last = canvas.text((x, up.begin + 11), text, Pen(SMALL, MUTED, anchor="middle")).right
    for value in _tick_values(up):
        y = up.at(value)
        canvas.line([(across.begin, y), (across.end, y)], "#E3E6EA", 0.5)
        canvas.text((across.begin - 5, y + 3), _short(scale, value), Pen(SMALL, MUTED, anchor="end"))
    canvas.line([(across.begin, up.begin), (across.end, up.begin)], GREY)


def _dots(canvas: Canvas, study: Study, placed: pd.DataFrame, across: _Log, up: _Log) -> bool:
    """Draw the customers, the most frequent grade first; returns whether they share dots, because they are so many."""
    grades = placed["grade"].where(placed["grade"].notna(), NOT_RATED_SEGMENT)
    x = np.array([across.at(value) for value in placed["revenue"].astype(float)])
    y = np.array([up.at(value) for value in placed["potential"].astype(float)])
    grouped = len(placed) > SINGLE
    for name in grades.value_counts(sort=True).index:
        own = (grades == name).to_numpy()
        radius = 3.0 if len(placed) <= 300 else 2.2
        dots = _shared(x[own], y[own]) if grouped else [(*point, radius) for point in zip(x[own].tolist(), y[own].tolist(), strict=True)]
        canvas.dots(dots, swatches(study.grid, [str(name)])[0])
    return grouped


def _shared(x: np.ndarray, y: np.ndarray) -> list[tuple[float, float, float]]:
    """Return one dot per square, in its middle; its area grows with the logarithm of the number of customers."""
    cells, counts = np.unique(np.stack([x // CELL, y // CELL], axis=1), axis=0, return_counts=True)
    radii = np.minimum(CELL / 2, 1.1 + 0.75 * np.log10(counts) * 1.2)
    return [((a + 0.5) * CELL, (b + 0.5) * CELL, r) for (a, b), r in zip(cells.tolist(), radii.tolist(), strict=True)]


def _cuts(canvas: Canvas, study: Study, across: _Log, up: _Log, scale: Scale) -> bool:
    """Draw the thresholds with their amounts, and the line of the whole potential; returns whether that is in the drawing.

    A threshold of utilisation is the slanting line on which revenue has that share of the potential."""
    accent, last = canvas.looks.accent, -math.inf
    for axis in study.grid.axes:
        for cut in (cut for cut in axis.cuts if cut.value > 0):
            text, pen = _short(scale, cut.value), Pen(SMALL, readable(accent), strong=True, anchor="end")
            if axis.measure == "revenue":
                x = across.at(cut.value)
                canvas.line([(x, up.begin), (x, up.end)], accent, 1)
                if letters.width(text, SMALL, strong=True) + 4 < x - last:
                    last = canvas.text((x + letters.width(text, SMALL, strong=True) / 2, up.end - 4), text, pen).right
            elif axis.measure == "potential":
                y = up.at(cut.value)
                canvas.line([(across.begin, y), (across.end, y)], accent, 1)
                canvas.text((across.end, y - 3), text, pen)
            elif axis.measure == "utilisation":
                _slanting(canvas, across, up, cut.value, accent)
    return _slanting(canvas, across, up, 1.0, "")


def _slanting(canvas: Canvas, across: _Log, up: _Log, share: float, colour: str) -> bool:
    """Draw the line on which revenue is a share of the potential, where it crosses the drawing; without a colour, as the dashed one."""
    low, high = max(across.low, up.low * share), min(across.high, up.high * share)
    if low < high:
        ends = [(across.at(value), up.at(value / share)) for value in (low, high)]
        canvas.line(ends, colour or GREY, 1 if colour else 0.8, dashed=not colour)
    return low < high


def _grades(canvas: Canvas, study: Study, placed: pd.DataFrame, across: _Log, up: _Log) -> None:
    """Name the grades with their numbers of customers: in the corners of their fields, or in a row above where fields have other shapes."""
    counts = placed["grade"].value_counts()
    texts = {letter: f"{segment_label(study, letter)} · {study.words.number(int(counts.get(letter, 0)))}" for letter in study.grid.letters}
    corners = _corners(study, across, up)
    wide = {letter: letters.width(text, TEXT, strong=True) + 16 for letter, text in texts.items()}
    if corners is not None and all(wide[letter] <= room for letter, (_, room) in corners.items()):
        for letter, ((x, y), _) in corners.items():
            canvas.field((x + 2, y - 10), wide[letter] - 2, 14, WHITE)
            _named(canvas, study, letter, (x + 5, y), texts[letter])
        return
    x = WIDTH
    for letter in reversed(study.grid.letters):
        x -= wide[letter] + 4
        if x > WIDTH / 3:
            _named(canvas, study, letter, (x, 9), texts[letter])


def _named(canvas: Canvas, study: Study, letter: str, place: Point, text: str) -> None:
    colour = swatches(study.grid, [letter])[0]
    canvas.dots([(place[0] + 3.5, place[1] - 3, 3.5)], colour)
    canvas.text((place[0] + 10, place[1]), text, Pen(TEXT, readable(colour), strong=True))


def _corners(study: Study, across: _Log, up: _Log) -> dict[str, tuple[Point, float]] | None:
    """Return where each grade's name stands, and its room, where the grid has two rows of potential and each grade is one field."""
    grid = study.grid
    if grid.across.measure != "revenue" or grid.up is None or grid.up.measure != "potential" or len(grid.grades) != 2:
        return None
    if sum(map(len, grid.grades)) != len(grid.letters) or any(cut.value <= 0 for axis in grid.axes for cut in axis.cuts):
        return None
    edges = [across.begin, *(across.at(cut.value) for cut in grid.across.cuts), across.end]
    places: dict[str, tuple[Point, float]] = {}
    for row, y in zip(grid.grades, (up.end + 12, up.begin - 6), strict=True):
        for place, letter in enumerate(row):
            places[letter] = ((edges[place], y), edges[place + 1] - edges[place])
    return places


def _finding(study: Study, placed: pd.DataFrame) -> str:
    words, counts = study.words, placed["grade"].value_counts()
    first = words.plural(
        "{n} customer by revenue and potential; the lines are the thresholds between the grades.",
        "{n} customers by revenue and potential; the lines are the thresholds between the grades.",
        len(placed),
    )
    if counts.empty:
        return f"{first} {words('Not one of them is rated.')}"
    largest = [segment_label(study, letter) for letter in study.grid.letters if counts.get(letter, 0) == counts.max()]
    if len(largest) != 1:
        return first
    if counts.max() == len(placed):
        return f"{first} {words.plural('It is in {largest}.', 'All are in {largest}.', len(placed), largest=largest[0])}"
    second = words.plural(
        "Most, {n} customer, is in {largest}.", "Most, {n} customers, are in {largest}.", int(counts.max()), largest=largest[0]
    )
    return f"{first} {second}"


def _caption(study: Study, drawn: int, *, grouped: bool, whole: bool) -> str:
    words = study.words
    caption = (
        words(
            "Revenue against potential, {period}. On the dashed line a customer buys its whole potential. Both axes are logarithmic.",
            period=period_text(study),
        )
        if whole
        else words("Revenue against potential, {period}. Both axes are logarithmic.", period=period_text(study))
    )
    if grouped:
        caption += " " + words("A larger dot stands for several customers that lie close together.")
    left_out = len(study.customers) - drawn
    if left_out:
        caption += " " + words.plural(
            "{n} customer without a revenue and a potential above 0 is not drawn.",
            "{n} customers without a revenue and a potential above 0 are not drawn.",
            left_out,
        )
    return caption
