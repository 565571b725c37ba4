"""Every customer at its revenue and its potential, with the lines between the grades."""

import numpy as np
import pandas as pd

from segkit.segments import NOT_RATED_SEGMENT
from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import SMALL, WIDTH, Canvas, Pen
from segkit.views.chart import Chart
from segkit.views.charts.grade_fields import draw_thresholds, draw_whole_potential, key_lines, name_grades
from segkit.views.charts.logarithmic import Logarithmic, Plane, short, stretched, ticks
from segkit.views.charts.rows import swatches
from segkit.views.labels import period_text, segment_label
from segkit.views.looks import looks
from segkit.views.palette import GREY, LINE, MUTED
from segkit.views.scale import scale_of

HEIGHT, TOP, FOOT = 298.0, 30.0, 32.0
SINGLE = 2000
"""Up to so many customers each has a dot of its own; beyond that, those who lie close together share one."""
CELL = 7.0
"""The size of the squares whose customers share a dot, in points."""
LEAST, MORE = 1.1, 0.9
"""The radius of a shared dot: that of one customer, and what a tenfold number adds."""


def matrix(study: Study) -> Chart | None:
    """Return every rated customer at revenue and potential, with the lines between the grades; None when nobody has both above 0.

    Both axes are logarithmic: customers differ by factors, not by amounts.
    """
    words = study.words
    placed = study.customers[(study.customers["revenue"] > 0) & (study.customers["potential"] > 0)]
    if placed.empty:
        return None
    scale = scale_of(words, float(placed["potential"].median()))
    title = words("Potential in {unit}", unit=scale.unit)
    key = key_lines(study, placed, WIDTH - letters.width(title, SMALL, strong=True) - 20)
    top = TOP + 13 * max(len(key) - 1, 0)
    canvas = Canvas(top + HEIGHT, looks(study.engagement.brand))
    across, up = _axes(study, placed, (top + HEIGHT - FOOT, top))
    if not key:
        across = _with_room(across, study.grid.across.cuts[0].value)
    left = max(letters.width(short(scale, tick), SMALL) for tick in ticks(up)) + 6
    plane = Plane(Logarithmic(*across, left, WIDTH - 6), up, scale)
    strong = Pen(SMALL, canvas.looks.lead, strong=True)
    canvas.text((0, 9), title, strong)
    canvas.text((WIDTH - 6, canvas.height - 5), words("Revenue in {unit}", unit=scale.unit), Pen(SMALL, strong.colour, True, "end"))
    _draw_ticks(canvas, plane)
    whole = draw_whole_potential(canvas, plane)
    grouped = _draw_dots(canvas, study, placed, plane)
    draw_thresholds(canvas, study, plane)
    name_grades(canvas, study, placed, plane, key)
    return canvas.chart(_finding(study, placed), _caption(study, len(placed), grouped=grouped, whole=whole))


def _axes(study: Study, placed: pd.DataFrame, ends: tuple[float, float]) -> tuple[tuple[float, float], Logarithmic]:
    """Return the lowest and the highest revenue, and the axis of potential: wide enough for every customer and every threshold."""
    plain = []
    for measure in ("revenue", "potential"):
        values = [float(placed[measure].min()), float(placed[measure].max())]
        values += [cut.value for axis in study.grid.axes if axis.measure == measure for cut in axis.cuts if cut.value > 0]
        plain.append((min(values) / 1.6, max(values) * 1.6))
    return plain[0], stretched(Logarithmic(*plain[1], *ends))


def _with_room(ends: tuple[float, float], cut: float) -> tuple[float, float]:
    """Return the ends of an axis on which a threshold has a quarter of the room on either side, for the names of the grades."""
    low = min(ends[0], cut * (cut / ends[1]) ** (1 / 3))
    return low, max(ends[1], cut * (cut / low) ** (1 / 3))


def _draw_ticks(canvas: Canvas, plane: Plane) -> None:
    across, up = plane.across, plane.up
    for value in ticks(across):
        x = across.at(value)
        canvas.line([(x, up.begin), (x, up.end)], LINE, 0.5)
        canvas.text_where_free((x, up.begin + 11), short(plane.scale, value), Pen(SMALL, MUTED, anchor="middle"))
    for value in ticks(up):
        y = up.at(value)
        canvas.line([(across.begin, y), (across.end, y)], LINE, 0.5)
        canvas.text((across.begin - 5, y + 3), short(plane.scale, value), Pen(SMALL, MUTED, anchor="end"))
    canvas.line([(across.begin, up.begin), (across.end, up.begin)], GREY)


def _draw_dots(canvas: Canvas, study: Study, placed: pd.DataFrame, plane: Plane) -> bool:
    """Draw the customers, the most frequent grade first; returns whether they share dots, because they are so many."""
    grades = placed["grade"].where(placed["grade"].notna(), NOT_RATED_SEGMENT)
    x = np.array([plane.across.at(value) for value in placed["revenue"].astype(float)])
    y = np.array([plane.up.at(value) for value in placed["potential"].astype(float)])
    grouped = len(placed) > SINGLE
    radius = 3.0 if len(placed) <= 300 else 2.2
    for name in grades.value_counts(sort=True).index:
        own = (grades == name).to_numpy()
        dots = _shared(x[own], y[own]) if grouped else [(*point, radius) for point in zip(x[own].tolist(), y[own].tolist(), strict=True)]
        canvas.dots(dots, swatches(study.grid, [str(name)])[0])
    return grouped


def _shared(x: "np.ndarray", y: "np.ndarray") -> list[tuple[float, float, float]]:
    """Return one dot per square, in the middle of its customers; it grows with the logarithm of their number."""
    cells, place, counts = np.unique(np.stack([x // CELL, y // CELL], axis=1), axis=0, return_inverse=True, return_counts=True)
    middles = (np.bincount(place.ravel(), weights=values, minlength=len(cells)) / counts for values in (x, y))
    radii = np.minimum(CELL / 2, LEAST + MORE * np.log10(counts))
    return list(zip(*(values.tolist() for values in (*middles, radii)), strict=True))


def _finding(study: Study, placed: pd.DataFrame) -> str:
    words, counts = study.words, placed["grade"].value_counts()
    first = words.plural(
        "{n} customer by revenue and potential; the lines are the thresholds between the grades.",
        "{n} customers by revenue and potential; the lines are the thresholds between the grades.",
        len(placed),
    )
    if counts.empty:
        return " ".join([first, words("Not one of them is rated.")])
    largest = [segment_label(study, letter) for letter in study.grid.letters if counts.get(letter, 0) == counts.max()]
    if len(largest) != 1:
        return first
    if counts.max() == len(placed):
        return " ".join([first, words.plural("It is in {largest}.", "All are in {largest}.", len(placed), largest=largest[0])])
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
