"""How concentrated the revenue is: the Pareto curve."""

import numpy as np

from segkit.rating import Pareto
from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import SMALL, WIDTH, Canvas, Pen, Point
from segkit.views.chart import Chart
from segkit.views.labels import period_text
from segkit.views.looks import Looks, looks
from segkit.views.palette import GREY, LINE, MUTED, readable
from segkit.views.sentences import FEW_BUYERS
from segkit.words import Words, phrases

HEIGHT, LEFT, TOP, FOOT = 205.0, 32.0, 16.0, 30.0
POINTS = 400
"""How many points a curve is drawn with at most: more than that cannot be seen."""
STEPS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def pareto(study: Study) -> Chart | None:
    """Return the cumulative share of the Pareto measure against the share of customers, largest first; None without any above 0."""
    return pareto_curve(study.words, study.pareto, looks(study.engagement.brand), period_text(study))


def pareto_curve(words: Words, pareto: Pareto, style: Looks, period: str) -> Chart | None:
    """Return the same for any Pareto classes; `period` says in words of which days they are."""
    if pareto.to_80 is None:
        return None
    x, y = _curve(pareto.frame.loc[pareto.frame["value"] > 0, "cumulative"].to_numpy(dtype=float))
    canvas = Canvas(HEIGHT, style)
    right, bottom = WIDTH - 14, HEIGHT - FOOT

    def at(across: float, up: float) -> Point:
        return LEFT + across * (right - LEFT), bottom - up * (bottom - TOP)

    way = [at(*point) for point in zip(x.tolist(), y.tolist(), strict=True)]
    canvas.area([*way, at(1, 0)], style.pale)
    for step in STEPS:
        canvas.line([at(0, step), at(1, step)], LINE if step else GREY, 0.5)
        canvas.text((LEFT - 5, at(0, step)[1] + 3), words.percent(step), Pen(SMALL, MUTED, anchor="end"))
        canvas.text((at(step, 0)[0], bottom + 11), words.percent(step), Pen(SMALL, MUTED, anchor="middle"))
    canvas.line([at(0, 0), at(1, 1)], GREY, 0.8, dashed=True)
    canvas.line(way, style.lead, 1.8)
    share, reached = pareto.to_80 / pareto.buyers, float(pareto.frame["cumulative"].iloc[pareto.to_80 - 1])
    canvas.line([at(0, 0.8), at(share, 0.8)], style.accent, 1)
    canvas.line([at(share, reached), at(share, 0)], style.accent, 1)
    canvas.dots([(*at(share, reached), 3.5)], style.accent)
    _mark(canvas, _label(words, pareto, share), at(share, 0.8))
    of_revenue = pareto.measure == "revenue"
    measure = words("Share of revenue") if of_revenue else words("Share of contribution")
    canvas.text((0, 8), measure, Pen(SMALL, style.lead, strong=True))
    canvas.text((right, HEIGHT - 5), words("Share of customers, largest first"), Pen(SMALL, style.lead, strong=True, anchor="end"))
    caption = (
        words("Pareto curve of the revenue, {period}. The dashed line is what equal customers would give.", period=period)
        if of_revenue
        else words("Pareto curve of the contribution, {period}. The dashed line is what equal customers would give.", period=period)
    )
    return canvas.chart(_finding(words, pareto), caption)


def _curve(cumulative: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> "tuple[np.ndarray[tuple[int], np.dtype[np.float64]], ...]":
    count = len(cumulative)
    chosen = np.unique(np.linspace(0, count, min(count, POINTS) + 1).round().astype(int))
    return chosen / count, np.concatenate([[0.0], cumulative])[chosen]


def _mark(canvas: Canvas, label: str, place: Point) -> None:
    """Write the label beside the place where 80% is reached: under the curve, or where there is no room, above it."""
    wide, pen = letters.width(label, SMALL, strong=True), Pen(SMALL, readable(canvas.looks.accent), strong=True)
    x, y = place
    if x + 14 + wide < WIDTH:
        canvas.field((x + 6, y + 5), wide + 6, 13, canvas.looks.pale)  # hides the line of equal customers
        canvas.text((x + 9, y + 14), label, pen)
    else:
        canvas.text((LEFT + 8, y - 5), label, pen)


def _label(words: Words, pareto: Pareto, share: float) -> str:
    if pareto.measure == "revenue":
        return words("{share} of the customers make 80% of the revenue", share=words.percent(share))
    return words("{share} of the customers make 80% of the contribution", share=words.percent(share))


def _finding(words: Words, pareto: Pareto) -> str:
    """Return how few customers make 80%, and what the largest 20% make where there are enough for that to be more than one."""
    n, of_revenue = pareto.to_80 or 0, pareto.measure == "revenue"
    if pareto.buyers == 1:
        return words("Only one customer has revenue.") if of_revenue else words("Only one customer has a contribution above 0.")
    if n == pareto.buyers:
        return (
            words("It takes all {n} customers with revenue to make 80% of it.", n=n)
            if of_revenue
            else words("It takes all {n} customers with a contribution above 0 to make 80% of it.", n=n)
        )
    one, many = (
        phrases("Of {buyers} customers with revenue, the largest alone makes 80% of it.",
                "Of {buyers} customers with revenue, the {n} largest make 80% of it.")
        if of_revenue
        else phrases("Of {buyers} customers with a contribution above 0, the largest alone makes 80% of it.",
                     "Of {buyers} customers with a contribution above 0, the {n} largest make 80% of it.")
    )  # fmt: skip
    first = words.plural(one, many, n, buyers=pareto.buyers)
    if pareto.buyers < FEW_BUYERS:
        return first
    return " ".join([first, words("The largest 20% make {top}.", top=words.percent(pareto.top_20_share))])
