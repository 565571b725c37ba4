"""The mean points of each class on the factors of the first two levels, as dots on one scale: what makes the classes differ."""

from collections.abc import Mapping, Sequence

from segkit.deep_dive import DeepDive
from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import SMALL, TEXT, WIDTH, Canvas, Pen
from segkit.views.chart import Chart
from segkit.views.looks import looks
from segkit.views.palette import GREY, INK, MUTED, WHITE, readable
from segkit.views.ratings.factors import LEVELS, Difference, difference, large_enough, mean_points, told_apart
from segkit.views.ratings.naming import class_colours, class_label, points
from segkit.views.ratings.wrapping import STRONGER
from segkit.words import is_missing

HEAD, PITCH, INDENT, FOOT = 34.0, 16.0, 9.0, 4.0
NAMES, APART = 165.0, 92.0
"""Room for the names to the left and for the distances to the right."""
MOST = 32
"""Rows of the chart; beyond that the second level is left out."""
RADIUS = 4.2


def class_factors(study: Study) -> Chart | None:
    """Return the mean points of each class on every factor of the first two levels; None where no class is large enough to speak of."""
    names = large_enough(study)
    if study.deep is None or not names:
        return None
    deep = study.deep
    places = [place for place, node in enumerate(deep.tree.nodes) if node.level <= LEVELS]
    folded = len(places) > MOST
    if folded:
        places = [place for place in places if deep.tree.nodes[place].level == 1]
    canvas = Canvas(HEAD + PITCH * len(places) + FOOT, looks(study.engagement.brand))
    _key(canvas, study, names)
    _grid(canvas, study, len(places))
    means = {place: {name: mean_points(deep, place, name) for name in names} for place in places}
    for row, place in enumerate(places):
        _row(canvas, study, HEAD + PITCH * (row + 0.5), place, means[place])
    return canvas.chart(f"{told_apart(study)} {_listed(study, means)}", _caption(study, names, folded=folded))


def _row(canvas: Canvas, study: Study, y: float, place: int, means: Mapping[str, float]) -> None:
    assert study.deep is not None
    deep, node = study.deep, study.deep.tree.nodes[place]
    at, colours = INDENT * (node.level - 1), class_colours(study.deep.tree)
    name = letters.fitting(node.name, TEXT, (NAMES - at - 2 * RADIUS) / STRONGER)
    canvas.text((at, y + 3), name, Pen(TEXT, INK, strong=node.level == 1))
    known = [(_x(deep, value), colours[name]) for name, value in means.items() if not is_missing(value)]
    if known:
        canvas.line([(min(known)[0], y), (max(known)[0], y)], GREY, 1.2)
    # The best class is drawn last, so that it is seen where dots meet.
    for x, colour in reversed(known):
        canvas.dots([(x, y, RADIUS)], colour)
    text, colour = _apart_text(study, difference(study, place))
    canvas.text((WIDTH, y + 3), text, Pen(SMALL, colour, anchor="end"))


def _x(deep: DeepDive, value: float) -> float:
    tree, begin, end = deep.tree, NAMES + RADIUS, WIDTH - APART - RADIUS
    return begin + (value - tree.lowest) / (tree.highest - tree.lowest) * (end - begin)


def _grid(canvas: Canvas, study: Study, rows: int) -> None:
    """Draw the scale's whole points, and name the column of distances."""
    assert study.deep is not None
    tree = study.deep.tree
    for point in range(tree.lowest, tree.highest + 1):
        x = _x(study.deep, point)
        canvas.line([(x, HEAD), (x, HEAD + PITCH * rows)], canvas.looks.pale, 0.8)
        canvas.text((x, HEAD - 4), study.words.number(point), Pen(SMALL, MUTED, anchor="middle"))
    if len(large_enough(study)) > 1:
        title = letters.fitting(study.words("Apart (±95%)"), SMALL, APART - 8)
        canvas.text((WIDTH, HEAD - 4), title, Pen(SMALL, MUTED, strong=True, anchor="end"))


def _key(canvas: Canvas, study: Study, names: Sequence[str]) -> None:
    """Name the colours of the classes above the rows, as far as there is room."""
    assert study.deep is not None
    colours, x = class_colours(study.deep.tree), NAMES
    room = (WIDTH - NAMES) / len(names)
    for name in names:
        canvas.dots([(x + RADIUS, 6, RADIUS - 0.4)], colours[name])
        label = letters.fitting(class_label(study, name), SMALL, room - 24)
        ink = INK if colours[name] == WHITE else readable(colours[name])
        x = canvas.text((x + 12, 9), label, Pen(SMALL, ink, strong=True)).right + 10


def _apart_text(study: Study, found: Difference) -> tuple[str, str]:
    """Return the distance with what it may be off by, and its colour: what could be chance steps back."""
    if is_missing(found.apart.value):
        return "", MUTED
    off = study.words.number(found.apart.high - found.apart.value, 1)
    return f"{points(study, found.apart.value)} ± {off}", INK if found.clear else MUTED


def _caption(study: Study, names: Sequence[str], *, folded: bool) -> str:
    assert study.deep is not None
    words, tree = study.words, study.deep.tree
    ends = {"lowest": tree.lowest, "highest": tree.highest}
    first = (
        words("Mean points of the classes' customers on the factors of level 1, from {lowest} (worst) to {highest} (best).", **ends)
        if folded
        else words(
            "Mean points of the classes' customers on the factors of levels 1 and 2, from {lowest} (worst) to {highest} (best).", **ends
        )
    )
    if len(names) < 2:
        return first
    second = words(
        "To the right: how far class {best} and class {worst} lie apart, with the 95% interval.",
        best=class_label(study, names[0]),
        worst=class_label(study, names[-1]),
    )
    left_out = words.plural(
        "Classes with fewer than {n} customer are left out.", "Classes with fewer than {n} customers are left out.",
        max(study.engagement.profile.cell_least, 2),
    ) if len(names) < len(tree.classes) else ""  # fmt: skip
    return f"{first} {second} {left_out}".strip()


def _listed(study: Study, means: Mapping[int, Mapping[str, float]]) -> str:
    """Return every dot in words, for those who hear the chart."""
    assert study.deep is not None
    nodes = study.deep.tree.nodes
    rows = (
        f"{nodes[place].name}: " + ", ".join(f"{class_label(study, name)} {points(study, value)}" for name, value in row.items())
        for place, row in means.items()
    )
    return "; ".join(rows) + "."
