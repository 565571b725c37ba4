"""Charts of a study: one function each, from Study to Chart."""

import datetime as dt

import numpy as np
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter

from segkit.study import Study
from segkit.views.drawing import ACCENT, BLUE, GREY, INK, PALE, Chart, drawing, finished, grade_colours
from segkit.views.labels import period_text, segment_label
from segkit.views.scale import scale_of
from segkit.words import is_missing


def matrix(study: Study) -> Chart | None:
    """Return every rated customer at revenue and potential, with the lines between the grades; None when nobody has both above 0.

    Both axes are logarithmic: customers differ by factors, not by amounts.
    """
    words = study.words
    placed = study.customers[(study.customers["revenue"] > 0) & (study.customers["potential"] > 0)]
    if placed.empty:
        return None
    scale = scale_of(words, placed["potential"].median())
    with drawing(6.6, 4.4) as (figure, axes):
        for colour, letter in zip(grade_colours(len(study.grid.letters)), study.grid.letters, strict=True):
            own = placed[placed["grade"] == letter]
            label = f"{segment_label(study, letter)} · {words.number(len(own))}"
            axes.scatter(own["revenue"], own["potential"], s=14, color=colour, alpha=0.75, linewidths=0, label=label)
        axes.set(xscale="log", yscale="log")
        for axis in study.grid.axes:
            for cut in axis.cuts:
                if axis.measure == "revenue" and cut.value > 0:
                    axes.axvline(cut.value, color=ACCENT, linewidth=1)
                if axis.measure == "potential" and cut.value > 0:
                    axes.axhline(cut.value, color=ACCENT, linewidth=1)
        lowest = max(placed["revenue"].min(), placed["potential"].min())
        highest = min(placed["revenue"].max(), placed["potential"].max())
        axes.plot([lowest, highest], [lowest, highest], color=GREY, linewidth=0.8, linestyle=(0, (4, 3)), zorder=0)
        for which, label in (
            (axes.xaxis, words("Revenue in {unit}", unit=scale.unit)),
            (axes.yaxis, words("Potential in {unit}", unit=scale.unit)),
        ):
            which.set_major_formatter(FuncFormatter(lambda value, _: scale.shown(value)))
            which.set_minor_formatter(NullFormatter())
            which.label.set_text(label)
        axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False, handletextpad=0.2)
        alt = words(
            "Each of {n} customers by revenue and potential; the lines are the thresholds between the grades. {largest} have the most customers.",
            n=len(placed),
            largest=segment_label(study, str(placed["grade"].value_counts().idxmax())),
        )
        caption = words(
            "Revenue against potential, {period}. On the dashed line a customer buys its whole potential. Both axes are logarithmic.",
            period=period_text(study),
        )
        left_out = len(study.customers) - len(placed)
        if left_out:
            caption += " " + words.plural(
                "{n} customer without a revenue and a potential above 0 is not drawn.",
                "{n} customers without a revenue and a potential above 0 are not drawn.",
                left_out,
            )
        return finished(figure, alt, caption)


def segments(study: Study) -> Chart:
    """Return revenue and headroom per segment as bars."""
    words, segmentation = study.words, study.segmentation
    table = segmentation.table
    rows = [str(name) for name in table.index if segmentation.count(str(name)) > 0]
    revenue = table.loc[rows, "revenue"].to_numpy(dtype=float)
    headroom = np.nan_to_num(table.loc[rows, "headroom"].to_numpy(dtype=float))
    scale = scale_of(words, float(max(revenue.max(initial=0), headroom.max(initial=0))))
    with drawing(6.6, 0.75 + 0.5 * len(rows)) as (figure, axes):
        places = np.arange(len(rows))
        for offset, values, colour, label in ((-0.19, revenue, BLUE, words("Revenue")), (0.19, headroom, "#9DB8D1", words("Headroom"))):
            axes.barh(places + offset, values, height=0.36, color=colour, label=label)
            for place, value, name in zip(places, values, rows, strict=True):
                unknown = colour != BLUE and is_missing(segmentation.value(name, "headroom"))
                text = words("unknown") if unknown else scale.shown(value)
                axes.annotate(text, (max(value, 0), place + offset), xytext=(3, 0), textcoords="offset points", va="center", fontsize=8.5)
        axes.set_yticks(places, [segment_label(study, name) for name in rows])
        axes.invert_yaxis()
        axes.xaxis.set_visible(False)
        axes.spines[["bottom", "left"]].set_visible(False)
        axes.axvline(0, color=GREY, linewidth=0.6)
        axes.tick_params(left=False)
        axes.margins(x=0.12)
        figure.legend(loc="outside upper right", ncols=2, frameon=False)
        best = str(table.loc[rows, "revenue"].idxmax())
        share = words.percent(segmentation.value(best, "revenue_share"))
        alt = words(
            "Revenue and headroom of each segment in {unit}; segment {best} holds {share} of the revenue.",
            unit=scale.unit,
            best=segment_label(study, best),
            share=share,
        )
        caption = words(
            "Revenue and headroom per segment in {unit}, {period}. Headroom is potential less revenue, where the potential is known.",
            unit=scale.unit,
            period=period_text(study),
        )
        return finished(figure, alt, caption)


def pareto(study: Study) -> Chart | None:
    """Return the cumulative share of revenue against the share of customers, largest first; None without revenue."""
    words, pareto = study.words, study.pareto
    if pareto.to_80 is None:
        return None
    frame = pareto.frame[pareto.frame["value"] > 0]
    x = np.concatenate([[0.0], np.arange(1, pareto.buyers + 1) / pareto.buyers])
    y = np.concatenate([[0.0], frame["cumulative"].to_numpy()])
    at = pareto.to_80 / pareto.buyers
    with drawing(6.6, 3.6) as (figure, axes):
        axes.fill_between(x, y, color=PALE)
        axes.plot(x, y, color=BLUE, linewidth=1.8)
        axes.plot([0, 1], [0, 1], color=GREY, linewidth=0.8, linestyle=(0, (4, 3)))
        axes.plot([at, at, 0], [0, 0.8, 0.8], color=ACCENT, linewidth=1)
        axes.plot([at], [0.8], "o", color=ACCENT, markersize=5)
        label = words("{share} of the customers make 80% of the revenue", share=words.percent(at))
        side, away = ("left", 8) if at < 0.5 else ("right", -8)
        axes.annotate(label, (at, 0.8), xytext=(away, -14), textcoords="offset points", ha=side, color=ACCENT)
        percent = FuncFormatter(lambda value, _: words.percent(value))
        axes.xaxis.set_major_formatter(percent)
        axes.yaxis.set_major_formatter(percent)
        axes.set(xlim=(0, 1), ylim=(0, 1.02), xlabel=words("Share of customers, largest first"), ylabel=words("Share of revenue"))
        alt = words("Of {buyers} customers with revenue, the {n} largest make 80% of it.", buyers=pareto.buyers, n=pareto.to_80)
        caption = words(
            "Pareto curve of the revenue, {period}. The dashed line is what equal customers would give.", period=period_text(study)
        )
        return finished(figure, alt, caption)


def months(study: Study) -> Chart | None:
    """Return the revenue of each month of the period; None where the figures carry no dates."""
    words, series = study.words, study.intake.months
    if len(series) < 2:
        return None
    values = series.map(float).to_numpy()
    first_days: list[dt.date] = list(series.index)
    scale = scale_of(words, float(values.max()))
    with drawing(6.6, 2.6) as (figure, axes):
        colours = [ACCENT if value == values.max() else BLUE for value in values]
        bars = axes.bar(range(len(values)), values, color=colours, width=0.72)
        for bar, value in zip(bars, values, strict=True):
            axes.annotate(
                scale.shown(value),
                (bar.get_x() + bar.get_width() / 2, max(value, 0)),
                xytext=(0, 2),
                textcoords="offset points",
                ha="center",
                fontsize=8,
            )
        axes.set_xticks(range(len(values)), [words.month(day) for day in first_days], rotation=45, ha="right", fontsize=8.5)
        axes.yaxis.set_major_locator(MaxNLocator(4))
        axes.yaxis.set_visible(False)
        axes.spines["left"].set_visible(False)
        axes.tick_params(bottom=False)
        axes.axhline(0, color=INK, linewidth=0.6)
        top = words.month(first_days[int(values.argmax())])
        alt = words("Revenue per month in {unit}; the best month is {month}.", unit=scale.unit, month=top)
        return finished(figure, alt, words("Revenue per month in {unit}.", unit=scale.unit))
