"""Revenue over the months of the period: each month, and how it adds up against the period before."""

import datetime as dt
import itertools

from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import SMALL, WIDTH, Canvas, Pen, Point
from segkit.views.chart import Chart
from segkit.views.labels import period_text
from segkit.views.looks import looks
from segkit.views.palette import GREY, INK, MUTED, readable
from segkit.views.scale import Scale, scale_of

HEIGHT, FOOT, TOP = 168.0, 30.0, 14.0
MOST_NAMED = 3
"""How many equally good months a sentence names."""


def months(study: Study) -> Chart | None:
    """Return the revenue of each month of the period; None where the figures carry no dates, or no month has any."""
    words, series = study.words, study.intake.months
    values = [float(value) for value in series]
    if len(values) < 2 or not any(values):
        return None
    days: list[dt.date] = list(series.index)
    best = max(values)
    scale = scale_of(words, max(map(abs, values)))
    style = looks(study.engagement.brand)
    canvas = Canvas(HEIGHT, style)
    slot, bottom = WIDTH / len(values), HEIGHT - FOOT
    low, high = min(*values, 0), max(*values, 0)
    below = 12.0 if low < 0 else 0.0
    unit = (bottom - TOP - below) / (high - low)
    zero = TOP + high * unit
    named = _named(values, scale, slot)
    for place, value in enumerate(values):
        middle, end = slot * (place + 0.5), zero - value * unit
        chosen = value == best > 0
        canvas.field((middle - slot * 0.36, zero), slot * 0.72, end - zero, style.accent if chosen else style.lead)
        if place in named:
            pen = Pen(SMALL, readable(style.accent) if chosen else INK, strong=chosen, anchor="middle")
            inside = _inside(middle, letters.width(scale.shown(value), SMALL, strong=True), WIDTH)
            canvas.text((inside, end + 10 if value < 0 else end - 3), scale.shown(value), pen)
    canvas.line([(0, zero), (WIDTH, zero)], GREY)
    _month_names(canvas, study, days, bottom)
    caption = words("Revenue per month in {unit}, {period}.", unit=scale.unit, period=period_text(study))
    return canvas.chart(_finding(study, days, values, scale), caption)


def trend(study: Study) -> Chart | None:
    """Return how the revenue adds up month by month against that of the period before; None where either is unknown.

    Of the period before the whole is known, not each month, so it is drawn as an even pace.
    """
    words, series = study.words, study.intake.months
    before = study.customers["revenue_before"]
    if len(series) < 2 or before.isna().any() or not before.sum() > 0:
        return None
    days: list[dt.date] = list(series.index)
    sums = [0.0, *itertools.accumulate(float(value) for value in series)]
    earlier = float(before.sum())
    scale = scale_of(words, max(earlier, *map(abs, sums)))
    style = looks(study.engagement.brand)
    ends = (words("{amount} this period", amount=scale.shown(sums[-1])), words("{amount} the period before", amount=scale.shown(earlier)))
    canvas = Canvas(HEIGHT + 24, style)
    right = WIDTH - max(letters.width(text, SMALL, strong=True) for text in ends) - 8
    bottom = canvas.height - FOOT
    low, high = min(*sums, 0), max(*sums, earlier)
    unit = (bottom - TOP - 6) / (high - low)
    step = right / len(days)

    def at(place: int, value: float) -> Point:
        return step * place, TOP + (high - value) * unit

    way = [at(place, value) for place, value in enumerate(sums)]
    canvas.area([at(0, 0), *way, at(len(days), 0)], style.pale)
    canvas.line([at(0, 0), at(len(days), earlier)], MUTED, 1, dashed=True)
    canvas.line(way, style.lead, 1.8)
    canvas.line([at(0, 0), at(len(days), 0)], GREY)
    canvas.dots([(*way[-1], 3.2)], style.lead)
    ours, theirs = (at(len(days), value)[1] for value in (sums[-1], earlier))
    apart = max(0.0, 11 - abs(ours - theirs)) / 2 * (1 if ours <= theirs else -1)
    canvas.text((right + 6, ours - apart + 3), ends[0], Pen(SMALL, style.lead, strong=True))
    canvas.text((right + 6, theirs + apart + 3), ends[1], Pen(SMALL, MUTED))
    canvas.text((0, 8), words("Revenue so far in {unit}", unit=scale.unit), Pen(SMALL, style.lead, strong=True))
    _month_names(canvas, study, days, bottom, right)
    caption = words(
        "Revenue added up over the period in {unit}, {period}. The dashed line is an even pace of the revenue of the period before.",
        unit=scale.unit,
        period=period_text(study),
    )
    return canvas.chart(_compared(study, sums[-1], earlier), caption)


def _month_names(canvas: Canvas, study: Study, days: list[dt.date], top: float, width: float = WIDTH) -> None:
    """Write each month's name, or every third or sixth where they would meet, and each year once below its first month."""
    words, slot = study.words, width / len(days)
    widest = max(letters.width(words.month_name(day), SMALL) for day in days) + 5
    every = next((every for every in (1, 2, 3, 6) if every * slot >= widest), 12)
    year_end = -1.0
    for place, day in enumerate(days):
        middle = slot * (place + 0.5)
        if place % every == 0:
            wide = letters.width(words.month_name(day), SMALL)
            x = _inside(middle, wide, width)
            canvas.text((x, top + 12), words.month_name(day), Pen(SMALL, MUTED, anchor="middle"))
        if place == 0 or day.month == 1:
            year = str(day.year)
            wide = letters.width(year, SMALL, strong=True)
            x = _inside(middle, wide, width)
            if x - wide / 2 > year_end:
                year_end = canvas.text((x, top + 23), year, Pen(SMALL, INK, strong=True, anchor="middle")).right + 4


def _inside(middle: float, wide: float, width: float) -> float:
    """Return the middle at which a text does not leave the drawing."""
    return min(max(middle, wide / 2), width - wide / 2)


def _named(values: list[float], scale: Scale, slot: float) -> set[int]:
    """Return which months' amounts are written: all where they fit, else the highest and the lowest one."""
    if max(letters.width(scale.shown(value), SMALL, strong=True) for value in values) + 3 <= slot:
        return set(range(len(values)))
    return {values.index(max(values)), values.index(min(values))}


def _finding(study: Study, days: list[dt.date], values: list[float], scale: Scale) -> str:
    words, best, worst = study.words, max(values), min(values)
    if best == worst:
        return words("Revenue per month in {unit}; every month has {amount}.", unit=scale.unit, amount=scale.shown(best))
    of_best = [words.month(day) for day, value in zip(days, values, strict=True) if value == best]
    if len(of_best) > MOST_NAMED:
        return words.plural(
            "Revenue per month in {unit}; {n} month shares the highest revenue, {amount}.",
            "Revenue per month in {unit}; {n} months share the highest revenue, {amount}.",
            len(of_best),
            unit=scale.unit,
            amount=scale.shown(best),
        )
    if values.count(worst) > 1:
        return words(
            "Revenue per month in {unit}; most, {most}, was invoiced in {best}.",
            unit=scale.unit,
            best=words.join(of_best),
            most=scale.shown(best),
        )
    return words(
        "Revenue per month in {unit}; most, {most}, was invoiced in {best}, and least, {least}, in {worst}.",
        unit=scale.unit,
        best=words.join(of_best),
        most=scale.shown(best),
        least=scale.shown(worst),
        worst=words.month(days[values.index(worst)]),
    )


def _compared(study: Study, now: float, before: float) -> str:
    words, change = study.words, now / before - 1
    if round(abs(change), 3) == 0:
        return words("The revenue of the period is {now}, as much as in the period before.", now=words.money(now))
    if now < 0 or change > 1:
        return words(
            "The revenue of the period is {now}; in the period before it was {before}.", now=words.money(now), before=words.money(before)
        )
    values = {"now": words.money(now), "share": words.percent(abs(change), 1)}
    if change > 0:
        return words("The revenue of the period is {now}, {share} more than in the period before.", **values)
    return words("The revenue of the period is {now}, {share} less than in the period before.", **values)
