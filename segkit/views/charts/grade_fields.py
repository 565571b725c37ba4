"""The thresholds as lines between the customers, and the names of the grades in their fields."""

import pandas as pd

from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import SMALL, TEXT, WIDTH, Canvas, Pen, Point
from segkit.views.charts.logarithmic import Plane, short
from segkit.views.charts.rows import swatches
from segkit.views.labels import decimals, segment_label
from segkit.views.palette import GREY, WHITE, readable

LINE_HEIGHT = 13.0
CORNER = 100.0
"""The room that a name has in a corner."""
DOT = 16.0
"""The room of the dot before a grade's name, and behind it."""


def draw_whole_potential(canvas: Canvas, plane: Plane) -> bool:
    """Draw the dashed line on which a customer buys its whole potential; returns whether it crosses the drawing."""
    way = _slanting(plane, 1.0)
    canvas.line(way, GREY, 0.8, dashed=True)
    return bool(way)


def draw_thresholds(canvas: Canvas, study: Study, plane: Plane) -> None:
    """Draw the thresholds with their values; one of utilisation is the line on which revenue has that share of the potential."""
    accent, across, up = canvas.looks.accent, plane.across, plane.up
    pen = Pen(SMALL, readable(accent), strong=True)
    middle, end = Pen(pen.size, pen.colour, True, "middle"), Pen(pen.size, pen.colour, True, "end")
    for measure, cut in ((axis.measure, cut) for axis in study.grid.axes for cut in axis.cuts if cut.value > 0):
        if measure == "revenue":
            x = across.at(cut.value)
            canvas.line([(x, up.begin), (x, up.end)], accent, 1)
            canvas.text_where_free((x, up.end - 4), short(plane.scale, cut.value), middle)
        elif measure == "potential":
            y = up.at(cut.value)
            canvas.line([(across.begin, y), (across.end, y)], accent, 1)
            canvas.text_where_free((across.end, y - 3), short(plane.scale, cut.value), end)
        elif measure == "utilisation" and (way := _slanting(plane, cut.value)):
            canvas.line(way, accent, 1)
            x, y = way[-1]
            share = study.words.percent(cut.value, decimals(cut.value * 100))
            canvas.text_where_free((x, up.end - 4) if y <= up.end + 1 else (x - 3, y - 3), share, middle if y <= up.end + 1 else end)


def _slanting(plane: Plane, share: float) -> list[Point]:
    """Return the ends of the line on which revenue is a share of the potential; nothing where it does not cross the drawing."""
    across, up = plane.across, plane.up
    low, high = max(across.low, up.low * share), min(across.high, up.high * share)
    return [(across.at(value), up.at(value / share)) for value in (low, high)] if low < high else []


def key_lines(study: Study, placed: pd.DataFrame, room: float) -> list[list[tuple[str, str]]]:
    """Return the grades with their names and numbers, in lines that fit the room; nothing where each has a corner of its own."""
    texts = _texts(study, placed)
    if _has_corners(study) and all(letters.width(text, TEXT, strong=True) + DOT < CORNER for text in texts.values()):
        return []
    lines: list[list[tuple[str, str]]] = [[]]
    for letter, text in texts.items():
        if lines[-1] and sum(_room(name) for _, name in (*lines[-1], (letter, text))) > room:
            lines.append([])
        lines[-1].append((letter, text))
    return lines


def name_grades(canvas: Canvas, study: Study, placed: pd.DataFrame, plane: Plane, key: list[list[tuple[str, str]]]) -> None:
    """Name the grades with their numbers of customers: in the lines of the key, or else in the corners of their fields."""
    left = WIDTH - max((sum(_room(text) for _, text in line) for line in key), default=0)
    for place, line in enumerate(key):
        x = left
        for letter, text in line:
            _name(canvas, study, letter, (x, 9 + LINE_HEIGHT * place), text)
            x += _room(text)
    if not key:
        texts = _texts(study, placed)
        for letter, (x, y) in _corners(study, plane).items():
            canvas.field((x + 2, y - 10), letters.width(texts[letter], TEXT, strong=True) + DOT - 2, 14, WHITE)
            _name(canvas, study, letter, (x + 5, y), texts[letter])


def _texts(study: Study, placed: pd.DataFrame) -> dict[str, str]:
    counts = placed["grade"].value_counts()
    return {
        letter: f"{letters.fitting(segment_label(study, letter), TEXT, 90)} · {study.words.number(int(counts.get(letter, 0)))}"
        for letter in study.grid.letters
    }


def _room(text: str) -> float:
    return letters.width(text, TEXT, strong=True) + DOT + 4


def _name(canvas: Canvas, study: Study, letter: str, place: Point, text: str) -> None:
    colour = swatches(study.grid, [letter])[0]
    canvas.dots([(place[0] + 3.5, place[1] - 3, 3.5)], colour)
    canvas.text((place[0] + 10, place[1]), text, Pen(TEXT, readable(colour), strong=True))


def _has_corners(study: Study) -> bool:
    """Return whether the grid is revenue against potential with one threshold each, and a grade in each of the four fields."""
    grid = study.grid
    if grid.up is None or (grid.across.measure, grid.up.measure) != ("revenue", "potential"):
        return False
    return [len(axis.cuts) for axis in grid.axes] == [1, 1] and len(grid.letters) == 4 and all(axis.cuts[0].value > 0 for axis in grid.axes)


def _corners(study: Study, plane: Plane) -> dict[str, Point]:
    """Return where the names of the four grades stand: at the upper and at the lower end of their fields."""
    grid, across, up = study.grid, plane.across, plane.up
    lefts = (across.begin, across.at(grid.across.cuts[0].value))
    return {
        letter: (left, y)
        for row, y in zip(grid.grades, (up.end + 12, up.begin - 6), strict=True)
        for letter, left in zip(row, lefts, strict=True)
    }
