"""One customer's rating, factor by factor: the points as bars, the weight that each counts with, and what it adds to the rating."""

from dataclasses import dataclass

import numpy as np

from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import SMALL, WIDTH, Canvas, Pen
from segkit.views.chart import Chart
from segkit.views.looks import looks
from segkit.views.palette import INK, LINE, MUTED
from segkit.views.ratings.naming import points, weight_text
from segkit.words import is_missing
from segkit.words.language import UNKNOWN

HEAD, BAR = 18.0, 6.5
BODY, HIGHEST, LOWEST = 250.0, 14.0, 10.6
"""What the factors take of a page together, and the most and the least that one of them takes."""
MOST = 22
"""Factors with a bar of their own; the lightest beyond them share a line."""
NAMES, WEIGHT, ADDED, SHOWN = 190.0, 92.0, 44.0, 48.0
"""Room for the names, for the columns of weight and contribution together, for the latter alone, and for the points beside a bar."""


@dataclass(frozen=True)
class _Line:
    """A factor, or the lightest ones together: points (NaN = unknown), the weight that it counts with, and what it adds."""

    name: str
    points: float
    weight: float
    added: float


def customer_points(study: Study, position: int) -> Chart | None:
    """Return the rating of the customer in a row of the study; None in a Basic engagement."""
    if study.deep is None:
        return None
    words, tree = study.words, study.deep.tree
    lines = _lines(study, position)
    pitch = max(min(HIGHEST, BODY / len(lines)), LOWEST)
    canvas = Canvas(HEAD + pitch * (len(lines) + 1), looks(study.engagement.brand))
    begin, end = NAMES, WIDTH - WEIGHT - SHOWN
    _heads(canvas, study)
    for row, line in enumerate(lines):
        y = HEAD + pitch * (row + 0.5)
        canvas.text((0, y + 2.8), letters.fitting(line.name, SMALL, NAMES - 8), Pen(SMALL))
        canvas.field((begin, y - BAR / 2), end - begin, BAR, canvas.looks.pale)
        if not is_missing(line.points):
            canvas.field((begin, y - BAR / 2), (end - begin) * line.points / tree.highest, BAR, canvas.looks.lead)
        known = not is_missing(line.points)
        canvas.text((end + 5, y + 2.8), points(study, line.points) if known else words("unknown"), Pen(SMALL, INK if known else MUTED))
        canvas.text((WIDTH - ADDED - 12, y + 2.8), weight_text(study, line.weight) if known else UNKNOWN, Pen(SMALL, MUTED, anchor="end"))
        canvas.text((WIDTH, y + 2.8), points(study, line.added, 2) if known else UNKNOWN, Pen(SMALL, anchor="end"))
    total, y = study.deep.scores.total[position], HEAD + pitch * (len(lines) + 0.5)
    canvas.line([(0, y - pitch / 2), (WIDTH, y - pitch / 2)], LINE, 0.8)
    canvas.text((0, y + 2.8), letters.fitting(words("Together"), SMALL, NAMES - 8), Pen(SMALL, strong=True))
    canvas.text((WIDTH, y + 2.8), points(study, total, 2), Pen(SMALL, strong=True, anchor="end"))
    caption = words(
        "Points of each factor ({lowest} to {highest}), the weight that it counts with, and what it adds to the rating; rounded figures.",
        lowest=tree.lowest,
        highest=tree.highest,
    )
    return canvas.chart(_listed(study, lines, total), caption)


def _heads(canvas: Canvas, study: Study) -> None:
    """Name the columns above the lines."""
    words = study.words
    canvas.text((0, 9), letters.fitting(words("Factor"), SMALL, NAMES), Pen(SMALL, MUTED, strong=True))
    canvas.text((NAMES, 9), letters.fitting(words("Points"), SMALL, 100), Pen(SMALL, MUTED, strong=True))
    weight, added = letters.fitting(words("Weight"), SMALL, WEIGHT - ADDED), letters.fitting(words("Adds"), SMALL, ADDED)
    canvas.text((WIDTH - ADDED - 12, 9), weight, Pen(SMALL, MUTED, strong=True, anchor="end"))
    canvas.text((WIDTH, 9), added, Pen(SMALL, MUTED, strong=True, anchor="end"))


def _lines(study: Study, position: int) -> list[_Line]:
    """Return the factors in the order of the tree; the lightest beyond the most that fit are one line at the end."""
    assert study.deep is not None
    deep = study.deep
    own = [scores[position] for scores in (deep.scores.points, deep.scores.weights, deep.scores.contributions)]
    leaves = [deep.tree.nodes[i] for i in deep.tree.leaves]
    order = sorted(range(len(leaves)), key=lambda place: -leaves[place].weight_in_all)
    kept = sorted(order if len(leaves) <= MOST else order[: MOST - 1])
    lines = [_Line(leaves[place].name, *(float(values[place]) for values in own)) for place in kept]
    rest = [place for place in range(len(leaves)) if place not in kept]
    if not rest:
        return lines
    weight, added = float(own[1][rest].sum()), float(np.nansum(own[2][rest]))
    name = study.words.plural("{n} lighter factor", "{n} lighter factors", len(rest))
    return [*lines, _Line(name, added / weight if weight > 0 else float("nan"), weight, added)]


def _listed(study: Study, lines: list[_Line], total: float) -> str:
    """Return every line in words, for those who hear the chart."""
    words = study.words
    said = "; ".join(
        f"{line.name}: {words('unknown')}" if is_missing(line.points)
        else words("{name}: {points} points, weight {weight}, adds {added}", name=line.name, points=points(study, line.points),
                   weight=weight_text(study, line.weight), added=points(study, line.added, 2))
        for line in lines
    )  # fmt: skip
    return f"{said}. " + words("Together {total}.", total=points(study, total, 2))
