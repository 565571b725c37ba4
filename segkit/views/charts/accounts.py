"""Single customers as rows: the key customers, and those who earn and cost the client most."""

from collections.abc import Sequence

import pandas as pd

from segkit.segments import NOT_RATED_SEGMENT
from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import TEXT, WIDTH, Canvas, Pen
from segkit.views.chart import Chart
from segkit.views.charts.rows import BETWEEN, Bars, Rows, draw_bars, draw_names, draw_title, scale_for, swatches
from segkit.views.labels import period_text
from segkit.views.looks import looks
from segkit.views.palette import MUTED
from segkit.views.scale import Scale, scale_of

MOST = 10
"""The most key customers of a chart: beyond that it is a list."""
EACH_END = 5
"""The most customers at either end of a chart of earners."""
NAMES = 170.0


def key_customers(study: Study) -> Chart | None:
    """Return the largest customers by revenue, with the share that each and those above hold together; None without revenue."""
    words = study.words
    buyers = study.customers[study.customers["revenue"] > 0].sort_values(["revenue", "customer_id"], ascending=[False, True], kind="stable")
    if buyers.empty:
        return None
    shown = buyers.head(MOST)
    revenue = [float(value) for value in shown["revenue"]]
    shares = shown["revenue"].astype(float).cumsum() / float(buyers["revenue"].sum())
    together = [words.percent(share) for share in shares]
    scale = scale_of(words, revenue[0])
    style = looks(study.engagement.brand)
    rows = _rows(study, shown)
    canvas = Canvas(rows.height, style)
    left = draw_names(canvas, rows, NAMES) + BETWEEN
    title = words("Cumulative share")
    column = max(letters.width(text, TEXT, strong=True) for text in [title, *together])
    bars = Bars(words("Revenue in {unit}", unit=scale.unit), style.lead, tuple(revenue), tuple(map(scale.shown, revenue)))
    draw_bars(canvas, rows, bars, left, scale_for(bars, WIDTH - column - BETWEEN - left))
    draw_title(canvas, WIDTH - letters.width(title, 8, strong=True), title, MUTED)
    for row, text in enumerate(together):
        canvas.text((WIDTH, rows.middle(row) + 3), text, Pen(colour=MUTED, anchor="end"))
    caption = words(
        "The largest customers by revenue in {unit}, {period}. The last column is the share of all revenue that a customer and those above hold.",
        unit=scale.unit,
        period=period_text(study),
    )
    alt = f"{_held(study, buyers, shares.tolist())} {_listed(study, scale, shown, revenue)}"
    return canvas.chart(alt, f"{caption} {_dots_text(study)}")


def earners(study: Study) -> Chart | None:
    """Return the best and the worst customers by contribution on one axis; None where the contribution of the customers is not known."""
    words, ends = study.words, study.earners
    if ends.measure != "contribution" or not study.customers["contribution"].any():
        return None
    best, worst = ends.best.head(EACH_END), ends.worst.head(EACH_END).iloc[::-1]
    shown = pd.concat([best, worst], ignore_index=True)
    between = int(study.customers["contribution"].notna().sum()) - len(shown)
    values = [float(value) for value in shown["contribution"]]
    scale = scale_of(words, max(map(abs, values)))
    style = looks(study.engagement.brand)
    rows = _rows(study, shown, break_after=len(best) if between else None)
    figures, texts = list(values), [scale.shown(value) for value in values]
    if between:
        figures.insert(len(best), float("nan"))
        texts.insert(len(best), words.plural("{n} customer between", "{n} customers between", between))
    title = words("Contribution in {unit}", unit=scale.unit)
    bars = Bars(title, style.lead, tuple(figures), tuple(texts), below=style.accent)
    canvas = Canvas(rows.height, style)
    left = draw_names(canvas, rows, NAMES) + BETWEEN
    draw_bars(canvas, rows, bars, left, scale_for(bars, WIDTH - left))
    caption = words(
        "The customers that contribute most and least, in {unit}, {period}. Contribution is revenue less the costs that are known per customer.",
        unit=scale.unit,
        period=period_text(study),
    )
    return canvas.chart(f"{_earned(study)} {_listed(study, scale, shown, values)}", f"{caption} {_dots_text(study)}")


def _rows(study: Study, accounts: pd.DataFrame, break_after: int | None = None) -> Rows:
    names = [str(name) for name in accounts["name"]]
    segments = [NOT_RATED_SEGMENT if grade is None or grade != grade else str(grade) for grade in accounts["grade"]]  # noqa: PLR0124 - NaN
    colours = list(swatches(study.grid, segments))
    if break_after is not None:
        names.insert(break_after, "")
        colours.insert(break_after, "")
    return Rows(tuple(names), tuple(colours), pitch=17.5)


def _listed(study: Study, scale: Scale, accounts: pd.DataFrame, values: Sequence[float]) -> str:
    """Return every bar in words, for those who hear the chart: letters in it are outlines."""
    bars = "; ".join(f"{name} {scale.shown(value)}" for name, value in zip(accounts["name"], values, strict=True))
    return study.words("In {unit}: {bars}.", unit=scale.unit, bars=bars)


def _dots_text(study: Study) -> str:
    return study.words("The dot before a name has the colour of the grade; a ring is a customer who is not rated.")


def _held(study: Study, buyers: pd.DataFrame, shares: list[float]) -> str:
    """Return what the key customers hold together, and what the largest holds, where one is largest."""
    words, name = study.words, str(buyers["name"].iloc[0])
    if len(buyers) == 1:
        return words("Only one customer has revenue: {name}.", name=name)
    together = words(
        "The {n} largest of {buyers} customers with revenue hold {all} of it.",
        n=len(shares),
        buyers=len(buyers),
        all=words.percent(shares[-1]),
    )
    if len(shares) == len(buyers):
        together = words("{n} customers have revenue.", n=len(buyers))
    if buyers["revenue"].iloc[0] == buyers["revenue"].iloc[1]:
        return " ".join([together, words("No customer is larger than all others.")])
    return " ".join([together, words("The largest, {name}, holds {share}.", name=name, share=words.percent(shares[0]))])


def _earned(study: Study) -> str:
    words, known = study.words, study.customers["contribution"].dropna().astype(float)
    most, losing = known.max(), known[known < 0]
    equal = int((known == most).sum())
    first = words.plural(
        "{name} contributes most, {most}.",
        "{n} customers contribute most, {most} each.",
        equal,
        name=str(study.earners.best["name"].iloc[0]),
        most=words.money(most),
    )
    if losing.empty:
        return " ".join([first, words("No customer costs more than it brings.")])
    second = words.plural(
        "{n} customer costs more than it brings, {lost}.",
        "{n} customers cost more than they bring, {lost} together.",
        len(losing),
        lost=words.money(-float(losing.sum())),
    )
    return f"{first} {second}"
