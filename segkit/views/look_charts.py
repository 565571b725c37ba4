"""Charts of a quick look: one function each, from Look to Chart; None where there is too little to draw."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from segkit.brand import Brand
from segkit.look import GROWING, LOST, MOVES, NEW, RETURNED, SHRINKING, STEADY, Look
from segkit.views.chart import Chart
from segkit.views.charts.pareto import pareto_curve
from segkit.views.drawing import drawing, finished
from segkit.views.look_data import window
from segkit.views.looks import looks
from segkit.views.palette import ACCENT, BLUE, GREY, INK, MUTED, SOFT_BLUE
from segkit.views.scale import Scale, scale_of

PAST = "#C3D0DC"
"""The year before, beside the year shown."""

BANDS = ((0, 30), (31, 60), (61, 90), (91, 180), (181, 365), (366, None))
"""Days since the last order, both ends included."""


def pareto(look: Look) -> Chart | None:
    """Return the cumulative share of revenue against the share of customers, largest first; None where there are too few."""
    if look.pareto.buyers < look.model.fewest:
        return None
    return pareto_curve(look.words, look.pareto, looks(Brand()), window(look, look.period))


def months(look: Look) -> Chart | None:
    """Return the revenue of each month of the period beside the same month a year before; None for less than two months."""
    words = look.words
    sums = {month: float(revenue) for month, revenue in zip(look.months["month"], look.months["revenue"], strict=True)}
    begin, end = look.period.begin.replace(day=1), look.period.end
    shown = [begin.replace(year=begin.year + (begin.month - 1 + i) // 12, month=(begin.month - 1 + i) % 12 + 1) for i in range(12)]
    shown = [month for month in shown if month <= end]
    if len(shown) < 2:
        return None
    now = np.array([sums.get(month, 0.0) for month in shown])
    then = np.array([sums.get(month.replace(year=month.year - 1), 0.0) for month in shown]) if look.windows.before is not None else None
    scale = scale_of(words, float(max(now.max(), then.max() if then is not None else 0)))
    places = np.arange(len(shown))
    with drawing(6.6, 2.9) as (figure, axes):
        if then is not None:
            axes.bar(places - 0.2, then, color=PAST, width=0.36, label=words("The year before"))
            axes.bar(places + 0.2, now, color=BLUE, width=0.4, label=words("The period"))
            figure.legend(loc="outside upper right", ncols=2, frameon=False, fontsize=8.5)
        else:
            axes.bar(places, now, color=BLUE, width=0.66)
        aside = 0.2 if then is not None else 0
        for place, value in zip(places, now, strict=True):
            where, away = ((place + aside, max(value, 0)), (0, 2))
            axes.annotate(scale.shown(value), where, xytext=away, textcoords="offset points", ha="center", fontsize=7.5, color=INK)
        axes.set_xticks(places, [words.month(month) for month in shown], rotation=45, ha="right", fontsize=8)
        axes.yaxis.set_visible(False)
        axes.spines["left"].set_visible(False)
        axes.tick_params(bottom=False)
        axes.axhline(0, color=INK, linewidth=0.6)
        alt = words("Revenue per month in {unit}; the best month is {month}.", unit=scale.unit, month=words.month(shown[int(now.argmax())]))
        caption = (
            words("Revenue per month in {unit}; the pale bars are the same months a year before.", unit=scale.unit)
            if then is not None
            else words("Revenue per month in {unit}.", unit=scale.unit)
        )
        return finished(figure, alt, caption)


_STEPS = ((LOST, ACCENT), (SHRINKING, "#DE9A88"), (RETURNED, GREY), (STEADY, PAST), (GROWING, SOFT_BLUE), (NEW, "#5B8E7D"))


def moves(look: Look) -> Chart | None:
    """Return the way from the revenue of the year before to that of the period, by what the customers did; None where too few bought."""
    words = look.words
    told = look.customers[look.customers["move"].notna()]
    if look.windows.before is None or len(told) < look.model.fewest:
        return None
    steps = [(move, colour, told[told["move"] == move]) for move, colour in _STEPS if (told["move"] == move).any()]
    before, now = float(told["before"].sum()), float(told["revenue"].sum())
    scale = scale_of(words, max(abs(before), abs(now)))
    labels = [words("Year before"), *(f"{words(MOVES[move])} · {words.number(len(own))}" for move, _, own in steps), words("Now")]
    changes = [float(own["change"].sum()) for _, _, own in steps]
    starts = np.concatenate([[0.0], before + np.concatenate([[0.0], np.cumsum(changes)[:-1]]), [0.0]])
    sizes = np.array([before, *changes, now])
    colours = [MUTED, *(colour for _, colour, _ in steps), BLUE]
    with drawing(6.6, 2.1) as (figure, axes):
        places = np.arange(len(labels))
        axes.barh(places, sizes, left=starts, color=colours, height=0.62)
        _amounts(
            axes,
            starts.tolist(),
            sizes.tolist(),
            [scale.shown(before), *(_signed(scale, change) for change in changes), scale.shown(now)],
        )
        axes.set_yticks(places, labels)
        axes.invert_yaxis()
        axes.xaxis.set_visible(False)
        axes.spines[["bottom", "left"]].set_visible(False)
        axes.axvline(0, color=GREY, linewidth=0.6)
        axes.tick_params(left=False)
        axes.margins(x=0.13)
        parts = "; ".join(
            f"{words(MOVES[move])}: {words.number(len(own))}, {_signed(scale, change)}"
            for (move, _, own), change in zip(steps, changes, strict=True)
        )
        alt = words(
            "From {before} in the year before to {now} now, in {unit}. {parts}.",
            before=scale.shown(before),
            now=scale.shown(now),
            unit=scale.unit,
            parts=parts,
        )
        caption = words(
            "From the revenue of the year before to that of the period, in {unit}; beside each name the number of customers.",
            unit=scale.unit,
        )
        return finished(figure, alt, caption)


def rhythm(look: Look) -> Chart | None:
    """Return the customers by the days since their last order, those falling asleep marked; None where there are too few."""
    words = look.words
    known = look.customers[look.customers["since"].notna()]
    if len(known) < look.model.fewest:
        return None
    inside = [(known["since"] >= low) & (known["since"] <= (high if high is not None else np.inf)) for low, high in BANDS]
    counts = [int(band.sum()) for band in inside]
    asleep = [int((known["asleep"] & band).sum()) for band in inside]
    labels = [f"{low}–{high}" if high is not None else words("over {n}", n=str(low - 1)) for low, high in BANDS]
    with drawing(6.6, 1.9) as (figure, axes):
        places = np.arange(len(BANDS))
        axes.bar(places, counts, color=PAST, width=0.7)
        axes.bar(places, asleep, color=ACCENT, width=0.7, label=words("falling asleep"))
        for place, n in zip(places, counts, strict=True):
            axes.annotate(words.number(n), (place, n), xytext=(0, 2), textcoords="offset points", ha="center", fontsize=8.5)
        axes.set_xticks(places, labels)
        axes.set_xlabel(words("Days since the last order"))
        axes.yaxis.set_visible(False)
        axes.spines["left"].set_visible(False)
        axes.tick_params(bottom=False)
        if sum(asleep):
            figure.legend(loc="outside upper right", frameon=False, fontsize=8.5)
        alt = words(
            "Number of customers by days since the last order: {bands}.",
            bands="; ".join(f"{label}: {words.number(n)}" for label, n in zip(labels, counts, strict=True)),
        )
        caption = words("Customers by the days since their last order, all who ever bought in the ledger.")
        return finished(figure, alt, caption)


def _signed(scale: Scale, change: float) -> str:
    """Return a change with its sign; one that the scale shows as nothing has none."""
    shown = scale.shown(change)
    if not set("123456789") & set(shown):
        return scale.words.number(0)
    return f"+{shown}" if change > 0 else shown


def _amounts(axes: Axes, starts: Sequence[float], sizes: Sequence[float], texts: Sequence[str]) -> None:
    """Write each amount at the right end of its bar."""
    for place, (start, size, text) in enumerate(zip(starts, sizes, texts, strict=True)):
        axes.annotate(
            text, (max(start, start + size), place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=8.5, color=INK
        )
