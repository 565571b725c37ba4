"""The native charts of the strategy file; their figures stand in cells, so they follow when the client tunes a threshold."""

from typing import Any

from xlsxwriter.chart import Chart

from segkit.deliverables.excel.chart_data import ChartData
from segkit.deliverables.excel.workbook import Book
from segkit.views.looks import Looks
from segkit.views.palette import GRADE_COLOURS, GREY, INK, SAND, WHITE, grade_colours

MORE_LINES = (SAND, *GRADE_COLOURS[5:7])
"""The colours of lines after the first, which is the accent."""

DASHES = ("solid", "dash", "long_dash", "square_dot")


def segment_chart(book: Book, categories: str, series: list[tuple[str, str]]) -> Chart:
    """Return columns per segment, one colour per measure."""
    words, looks = book.study.words, book.looks
    chart = book.file.add_chart({"type": "column"})
    for (name, values), colour in zip(series, (looks.lead, SAND), strict=False):
        chart.add_series({"name": name, "categories": categories, "values": values, "fill": {"color": colour}, "gap": 60, "overlap": -5})
    _dress(chart, looks, words("Revenue and headroom per segment"), (560, 320))
    chart.set_x_axis({"num_font": _font(looks, 10), "line": {"color": GREY}})
    chart.set_y_axis(
        _axis(
            looks,
            words("Million {currency}", currency=words.currency),
            num_format="#,##0.0,,",
            major_gridlines={"visible": True, "line": {"color": looks.pale}},
        )
    )
    return chart


def capacity_chart(book: Book, reps: str, segments: list[tuple[str, str]], available: str, *, drawn: int) -> Chart:
    """Return the hours needed per sales rep as columns stacked by segment, with the hours available as a bar across each."""
    words, looks = book.study.words, book.looks
    chart = book.file.add_chart({"type": "column", "subtype": "stacked"})
    fills = [{"fill": {"color": colour}} for colour in grade_colours(len(segments) - 1)]
    not_rated = {"fill": {"color": WHITE}, "border": {"color": GREY}}
    for (name, values), fill in zip(segments, [*fills, not_rated], strict=True):
        chart.add_series({"name": name, "categories": reps, "values": values, "gap": 60, **fill})
    line = book.file.add_chart({"type": "line"})
    marker = {"type": "long_dash", "size": 16, "fill": {"color": INK}, "border": {"color": INK}}
    line.add_series({"name": words("Hours available"), "categories": reps, "values": available, "line": {"none": True}, "marker": marker})
    chart.combine(line)
    _dress(chart, looks, words("Hours needed per sales rep, and hours available"), (min(1500, 700 + 44 * drawn), 360))
    chart.show_hidden_data()
    chart.set_x_axis(_axis(looks, words("Sales rep")))
    grid = {"visible": True, "line": {"color": looks.pale}}
    chart.set_y_axis(_axis(looks, words("Hours per year"), num_format="#,##0", min=0, major_gridlines=grid))
    return chart


def scenario_chart(book: Book, title: str, categories: str, series: list[tuple[str, str]]) -> Chart:
    """Return columns per segment, from pale to dark for the scenarios from the conservative to the optimistic one."""
    words, looks = book.study.words, book.looks
    chart = book.file.add_chart({"type": "column"})
    for (name, values), colour in zip(series, (looks.soft, looks.lead, SAND), strict=True):
        chart.add_series({"name": name, "categories": categories, "values": values, "fill": {"color": colour}, "gap": 60, "overlap": -5})
    _dress(chart, looks, title, (460, 300))
    chart.set_x_axis({"num_font": _font(looks, 10), "line": {"color": GREY}})
    grid = {"visible": True, "line": {"color": looks.pale}}
    chart.set_y_axis(_axis(looks, words("Amounts in {currency}", currency=words.currency), num_format="#,##0", major_gridlines=grid))
    return chart


def hours_chart(book: Book, categories: str, series: list[tuple[str, str]]) -> Chart:
    """Return columns per sales rep: hours placed with those without a day on top of them, and the hours available as a line of marks."""
    words, looks = book.study.words, book.looks
    chart = book.file.add_chart({"type": "column", "subtype": "stacked"})
    for (name, values), colour in zip(series[:-1], (looks.lead, looks.accent), strict=True):
        chart.add_series({"name": name, "categories": categories, "values": values, "fill": {"color": colour}, "gap": 60})
    marks = book.file.add_chart({"type": "line"})
    name, values = series[-1]
    marker = {"type": "long_dash", "size": 12, "fill": {"color": SAND}, "border": {"color": SAND, "width": 2}}
    marks.add_series({"name": name, "categories": categories, "values": values, "line": {"none": True}, "marker": marker})
    chart.combine(marks)
    _dress(chart, looks, words("Hours per sales rep"), (940, 340))
    chart.set_x_axis({"num_font": _font(looks, 9), "line": {"color": GREY}})
    chart.set_y_axis(
        _axis(looks, words("Hours"), num_format="#,##0", min=0, major_gridlines={"visible": True, "line": {"color": looks.pale}})
    )
    return chart


def pareto_chart(book: Book, curve: tuple[str, str]) -> Chart:
    """Return the cumulative share over the customers, the largest first."""
    words, looks = book.study.words, book.looks
    chart = book.file.add_chart({"type": "scatter", "subtype": "straight"})
    chart.add_series(
        {
            "name": words("Cumulative share"),
            "categories": curve[0],
            "values": curve[1],
            "line": {"color": looks.lead, "width": 2.25},
            "marker": {"type": "none"},
        }
    )
    measure = words("Contribution") if book.study.pareto.measure == "contribution" else words("Revenue")
    _dress(chart, looks, words("How concentrated the revenue is"), (520, 320))
    chart.set_legend({"none": True})
    share = {"num_format": "0%", "min": 0, "max": 1, "major_unit": 0.2, "major_gridlines": {"visible": True, "line": {"color": looks.pale}}}
    chart.set_x_axis(_axis(looks, words("Share of buying customers, largest first"), **share))
    chart.set_y_axis(_axis(looks, words("Cumulative share of {measure}", measure=words.inside(measure)), **share))
    return chart


def whale_chart(book: Book, curve: tuple[str, str], peak: tuple[str, str], *, share: bool) -> Chart:
    """Return the true contribution of the best customers together, as a share of the total or in money, with the peak marked."""
    words, looks = book.study.words, book.looks
    chart = book.file.add_chart({"type": "scatter", "subtype": "straight"})
    line = {"color": looks.lead, "width": 2.25}
    together = words("True contribution together")
    chart.add_series({"name": together, "categories": curve[0], "values": curve[1], "line": line, "marker": {"type": "none"}})
    marker = {"type": "circle", "size": 9, "fill": {"color": looks.accent}, "border": {"color": looks.accent}}
    shown = {"value": True, "position": "above", "font": {**_font(looks, 10), "bold": True}, "num_format": "0.0%" if share else "#,##0"}
    chart.add_series(
        {"name": words("Peak"), "categories": peak[0], "values": peak[1], "line": {"none": True}, "marker": marker, "data_labels": shown}
    )
    _dress(chart, looks, words("Whale curve"), (620, 400))
    grid = {"visible": True, "line": {"color": looks.pale}}
    chart.set_x_axis(
        _axis(looks, words("Share of the customers, the best first"), num_format="0%", min=0, max=1, major_unit=0.2, label_position="low")
    )
    title = words("Share of the total true contribution") if share else words("Amounts in {currency}", currency=words.currency)
    chart.set_y_axis(_axis(looks, title, num_format="0%" if share else "#,##0", major_gridlines=grid))
    return chart


def scatter_chart(book: Book, data: ChartData) -> Chart:
    """Return the customers by revenue and potential, with the thresholds as lines."""
    words, looks = book.study.words, book.looks
    chart = book.file.add_chart({"type": "scatter", "subtype": "straight"})
    if data.points is not None:
        marker = {"type": "circle", "size": 4, "fill": {"color": looks.lead, "transparency": 45}, "border": {"none": True}}
        chart.add_series(
            {"name": words("Customers"), "categories": data.points[0], "values": data.points[1], "line": {"none": True}, "marker": marker}
        )
    colours = (looks.accent, *MORE_LINES)
    for i, (name, xs, ys) in enumerate(data.lines):
        line = {"color": colours[i % len(colours)], "width": 2, "dash_type": DASHES[i % len(DASHES)]}
        chart.add_series({"name": name, "categories": xs, "values": ys, "line": line, "marker": {"type": "none"}})
    _dress(chart, looks, words("Customers by revenue and potential"), (660, 430))
    scale: dict[str, Any] = {"log_base": 10, "crossing": "min"} if data.logarithmic else {}
    grid = {"visible": True, "line": {"color": looks.pale}}
    unit = words("logarithmic scale") if data.logarithmic else ""
    for measure, ends, put in ((words("Revenue"), data.x_axis, chart.set_x_axis), (words("Potential"), data.y_axis, chart.set_y_axis)):
        title = ", ".join(part for part in (f"{measure} ({words.currency})", unit) if part)
        put(_axis(looks, title, num_format="#,##0", min=ends[0], max=ends[1], major_gridlines=grid, **scale))
    return chart


def _dress(chart: Chart, looks: Looks, title: str, size: tuple[int, int]) -> None:
    chart.set_title({"name": title, "name_font": {**_font(looks, 12), "bold": True}, "overlay": False})
    chart.set_size({"width": size[0], "height": size[1]})
    chart.set_legend({"position": "bottom", "font": _font(looks, 9)})
    chart.set_chartarea({"border": {"color": looks.pale}})


def _axis(looks: Looks, title: str, **more: Any) -> dict[str, Any]:
    return {"name": title, "name_font": {**_font(looks, 9), "bold": False}, "num_font": _font(looks, 9), "line": {"color": GREY}, **more}


def _font(looks: Looks, size: int) -> dict[str, Any]:
    return {"name": looks.font, "size": size, "color": INK}
