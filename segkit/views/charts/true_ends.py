"""The customers that leave most and least after all costs and time, on one axis."""

import pandas as pd

from segkit.segments import NOT_RATED_SEGMENT
from segkit.study import Study
from segkit.views.canvas import WIDTH, Canvas
from segkit.views.chart import Chart
from segkit.views.charts.rows import BETWEEN, Bars, Rows, draw_bars, draw_names, scale_for, swatches
from segkit.views.labels import period_text
from segkit.views.looks import looks
from segkit.views.scale import Scale, scale_of
from segkit.words import is_missing

EACH_END = 10
"""The most customers at either end."""
NAMES = 170.0


def true_ends(study: Study) -> Chart | None:
    """Return the best and the worst customers by true contribution; None without a Deep Dive, or where nobody's is known."""
    if study.deep is None or study.deep.whale.frame.empty:
        return None
    words, curve = study.words, study.deep.whale
    accounts = study.deep.customers.set_index("customer_id")
    ranked = curve.frame["customer_id"]
    best = ranked.head(min(EACH_END, len(ranked) - len(ranked) // 2))
    worst = ranked.iloc[len(best) :].tail(EACH_END)
    shown = accounts.loc[[*best, *worst]]
    between = len(ranked) - len(shown)
    values = [float(value) for value in shown["true_contribution"]]
    scale = scale_of(words, max(map(abs, values)))
    figures, texts = list(values), [scale.shown(value) for value in values]
    names, colours = [str(name) for name in shown["name"]], list(swatches(study.grid, _grades(shown)))
    if between:
        figures.insert(len(best), float("nan"))
        for column, said in ((texts, ""), (names, _between(study, between)), (colours, "")):
            column.insert(len(best), said)
    style = looks(study.engagement.brand)
    title = words("True contribution in {unit}", unit=scale.unit)
    bars = Bars(title, style.lead, tuple(figures), tuple(texts), below=style.accent)
    rows = Rows(tuple(names), tuple(colours), pitch=16.0)
    canvas = Canvas(rows.height, style)
    left = draw_names(canvas, rows, NAMES) + BETWEEN
    draw_bars(canvas, rows, bars, left, scale_for(bars, WIDTH - left))
    caption = words(
        "The customers with the highest and the lowest true contribution in {unit}, {period}. The dot before a name has the colour of the "
        "grade; a ring is a customer who is not rated.",
        unit=scale.unit,
        period=period_text(study),
    )
    return canvas.chart(_listed(study, scale, shown), caption)


def _between(study: Study, between: int) -> str:
    return study.words.plural("{n} customer between", "{n} customers between", between)


def _grades(accounts: pd.DataFrame) -> list[str]:
    return [NOT_RATED_SEGMENT if is_missing(grade) else str(grade) for grade in accounts["grade"]]


def _listed(study: Study, scale: Scale, accounts: pd.DataFrame) -> str:
    bars = "; ".join(f"{name} {scale.shown(value)}" for name, value in zip(accounts["name"], accounts["true_contribution"], strict=True))
    return study.words("True contribution in {unit}: {bars}.", unit=scale.unit, bars=bars)
