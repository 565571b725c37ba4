"""Six charts of the example as SVG, against the plainest matplotlib charts of the same figures in its default style."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

import segkit
from benchmarks.timing import Measured, in_turn
from segkit.example import make_example
from segkit.study import Study
from segkit.views import charts, letters

SIX = (charts.matrix, charts.segments, charts.pareto, charts.months, charts.key_customers, charts.effort)


def measure() -> list[Measured]:
    """Return the seconds of drawing the six: plainly, by segkit, and by segkit with every text set anew."""
    with TemporaryDirectory() as folder:
        study = segkit.run_study(segkit.read_engagement(make_example(Path(folder) / "workbooks" / "example", "da")))

    def ours() -> list[int]:
        drawn = [chart(study) for chart in SIX]
        if not all(drawn):
            raise AssertionError("a chart is missing")
        return [len(chart.svg) for chart in drawn if chart is not None]

    def without_memory() -> list[int]:
        letters.line.cache_clear()
        return ours()

    ways = {
        "matplotlib, default style (peer)": lambda: [len(_drawn(draw, study)) for draw in PLAIN],
        "segkit": ours,
        "segkit, every text set anew": without_memory,
    }
    print({way: sum(draw()) for way, draw in ways.items()}, "bytes of SVG in all")  # type: ignore[no-untyped-call]
    return in_turn(ways, runs=15, warm_up=2)


def _drawn(draw: Callable[[Axes, Study], None], study: Study) -> str:
    figure, text = Figure(), StringIO()
    draw(figure.add_subplot(), study)
    figure.savefig(text, format="svg")
    return text.getvalue()


def _matrix(axes: Axes, study: Study) -> None:
    for _, own in study.customers[(study.customers["revenue"] > 0) & (study.customers["potential"] > 0)].groupby("grade"):
        axes.scatter(own["revenue"], own["potential"])
    axes.set(xscale="log", yscale="log")


def _segments(axes: Axes, study: Study) -> None:
    table = study.segmentation.table
    places = np.arange(len(table))
    axes.barh(places, table["revenue"].astype(float), 0.4)
    axes.barh(places + 0.4, table["headroom"].astype(float), 0.4)
    axes.set_yticks(places, list(table.index))


def _pareto(axes: Axes, study: Study) -> None:
    axes.plot(np.arange(len(study.pareto.frame)), study.pareto.frame["cumulative"])


def _months(axes: Axes, study: Study) -> None:
    axes.bar([str(month) for month in study.intake.months.index], study.intake.months.map(float))


def _key_customers(axes: Axes, study: Study) -> None:
    largest = study.customers.nlargest(15, "revenue")
    axes.barh(largest["name"], largest["revenue"])


def _effort(axes: Axes, study: Study) -> None:
    shares = study.effort.segments
    places = np.arange(len(shares))
    axes.plot(shares["hours_share"], places, "o")
    axes.plot(shares["value_share"], places, "o")
    axes.set_yticks(places, list(shares.index))


PLAIN = (_matrix, _segments, _pareto, _months, _key_customers, _effort)
