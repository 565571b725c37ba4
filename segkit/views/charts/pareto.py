"""How concentrated the revenue is: the Pareto curve."""

from dataclasses import replace

import numpy as np

from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import SMALL, WIDTH, Canvas, Pen, Point
from segkit.views.chart import Chart
from segkit.views.labels import period_text
from segkit.views.looks import looks
from segkit.views.palette import GREY, MUTED, readable

HEIGHT, LEFT, TOP, FOOT = 240.0, 32.0, 16.0, 30.0
POINTS = 400
"""How many points a curve is drawn with at most: more than that cannot be seen."""
STEPS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def pareto(study: Study) -> Chart | None:
    """Return the cumulative share of the Pareto measure against the share of customers, largest first; None without any above 0."""
    words, pareto = study.words, study.pareto
    if pareto.to_80 is None:
        return None
    x, y = _curve(pareto.frame.loc[pareto.frame["value"] > 0, "cumulative"].to_numpy(dtype=float))
    style = looks(study.engagement.brand)
    canvas = Canvas(HEIGHT, style)
    right, bottom = WIDTH - 14, HEIGHT - FOOT

    def at(across: float, up: float) -> Point:
        return LEFT + across * (right - LEFT), bottom - up * (bottom - TOP)

    way = [at(*point) for point in zip(x.tolist(), y.tolist(), strict=True)]
    canvas.area([*way, at(1, 0)], style.pale)
    for step in STEPS:
        canvas.line([at(0, step), at(1, step)], "#D5DADF" if step else GREY, 0.5)
        canvas.text((LEFT - 5, at(0, step)[1] + 3), words.percent(step), Pen(SMALL, MUTED, anchor="end"))
        canvas.text((at(step, 0)[0], bottom + 11), words.percent(step), Pen(SMALL, MUTED, anchor="middle"))
    canvas.line([at(0, 0), at(1, 1)], GREY, 0.8, dashed=True)
    canvas.line(way, style.lead, 1.8)
    share = pareto.to_80 / pareto.buyers
    _marked(canvas, _label(study, share), at(share, 0.8), [at(0, 0.8), at(share, 0.8), at(share, 0)])
    of_revenue = pareto.measure == "revenue"
    measure = words("Share of revenue") if of_revenue else words("Share of contribution")
    canvas.text((0, 8), measure, Pen(SMALL, style.lead, strong=True))
    canvas.text((right, HEIGHT - 5), words("Share of customers, largest first"), Pen(SMALL, style.lead, strong=True, anchor="end"))
    caption = (
        words("Pareto curve of the revenue, {period}. The dashed line is what equal customers would give.", period=period_text(study))
        if of_revenue
        else words(
            "Pareto curve of the contribution, {period}. The dashed line is what equal customers would give.", period=period_text(study)
        )
    )
    return canvas.chart(_finding(study), caption)


def _curve(cumulative: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> "tuple[np.ndarray[tuple[int], np.dtype[np.float64]], ...]":
    count = len(cumulative)
    chosen = np.unique(np.linspace(0, count, min(count, POINTS) + 1).round().astype(int))
    return chosen / count, np.concatenate([[0.0], cumulative])[chosen]


def _marked(canvas: Canvas, label: str, place: Point, way: list[Point]) -> None:
    accent = canvas.looks.accent
    canvas.line(way, accent, 1)
    canvas.dots([(*place, 3.5)], accent)
    wide, pen = letters.width(label, SMALL, strong=True), Pen(SMALL, readable(accent), strong=True)
    x, y = place
    if x + 14 + wide < WIDTH:  # under the curve, on a ground that hides the line of equal customers
        canvas.field((x + 6, y + 5), wide + 6, 13, canvas.looks.pale)
        canvas.text((x + 9, y + 14), label, pen)
    else:  # above the curve, where there is nothing
        canvas.text((x - 8, y - 5), label, replace(pen, anchor="end"))


def _label(study: Study, share: float) -> str:
    words = study.words
    if study.pareto.measure == "revenue":
        return words("{share} of the customers make 80% of the revenue", share=words.percent(share))
    return words("{share} of the customers make 80% of the contribution", share=words.percent(share))


def _finding(study: Study) -> str:
    words, pareto = study.words, study.pareto
    n = pareto.to_80 or 0
    values: dict[str, int | str] = {"buyers": pareto.buyers, "top": words.percent(pareto.top_20_share)}
    if pareto.measure != "revenue":
        return words.plural(
            "Of {buyers} customers with a contribution above 0, the largest makes 80% of it; the largest 20% make {top}.",
            "Of {buyers} customers with a contribution above 0, the {n} largest make 80% of it; the largest 20% make {top}.",
            n,
            **values,
        )
    if pareto.buyers == 1:
        return words("Only one customer has revenue.")
    return words.plural(
        "Of {buyers} customers with revenue, the largest alone makes 80% of it; the largest 20% make {top}.",
        "Of {buyers} customers with revenue, the {n} largest make 80% of it; the largest 20% make {top}.",
        n,
        **values,
    )
