"""The figures that the charts draw: the customers as points, the threshold lines as live formulas, the Pareto curve.

They stand on a sheet of their own so that no other sheet carries columns that nobody reads.
"""

from dataclasses import dataclass, replace

import numpy as np
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from segkit.deliverables.excel.filling import write_numbers
from segkit.deliverables.excel.workbook import Book, page
from segkit.rating import Axis

HEADING_ROW = 3
MOST_CURVE_POINTS = 200
STEPS = 12
"""Points of a line that is straight on plain axes but bends on logarithmic ones."""


Points = tuple["np.ndarray[tuple[int], np.dtype[np.float64]]", "np.ndarray[tuple[int], np.dtype[np.float64]]"]
"""The x and the y values of points."""


@dataclass(frozen=True)
class ChartData:
    """Where each chart's figures lie on the sheet, as x and y ranges, and the axes' ends."""

    points: tuple[str, str] | None = None
    lines: tuple[tuple[str, str, str], ...] = ()
    pareto: tuple[str, str] | None = None
    x_axis: tuple[float, float] = (0, 1)
    y_axis: tuple[float, float] = (0, 1)
    logarithmic: bool = False
    drawn: int = 0


def write(book: Book) -> ChartData:
    """Write the sheet and return where the charts find their figures."""
    words, study, sheet = book.study.words, book.study, book.sheets["chart_data"]
    sheet.title(
        words("Chart data"), words("What the charts draw. The points are the customers as delivered; the lines follow the thresholds.")
    )
    sheet.widths(16, 16, *[18] * 20)
    both = study.customers[(study.customers["revenue"] > 0) & (study.customers["potential"] > 0)]
    xs, ys = (both[name].to_numpy(dtype=float) for name in ("revenue", "potential"))
    col, data = 0, ChartData()
    if len(both) > 1:
        logarithmic = max(xs.max() / xs.min(), ys.max() / ys.min()) > 50
        x_axis, y_axis = _ends(xs, logarithmic), _ends(ys, logarithmic)
        points = _columns(book, col, (words("Revenue"), words("Potential")), (xs, ys))
        lines, col = [], 3
        for axis in study.grid.axes:
            for number, _ in enumerate(axis.cuts):
                lines.append(_line(book, col, axis, number, (x_axis, y_axis), logarithmic=logarithmic))
                col += 3
        data = ChartData(points, tuple(lines), None, x_axis, y_axis, logarithmic, len(both))
    curve = _curve(book)
    if curve is not None:
        pareto = _columns(book, col, (words("Share of customers"), words("Cumulative share")), curve, look="share")
        data = replace(data, pareto=pareto)
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, 0)
    page(book, "chart_data", wide=True, repeat=HEADING_ROW)
    return data


def _columns(book: Book, col: int, headings: tuple[str, str], points: Points, look: str = "money") -> tuple[str, str]:
    sheet = book.sheets["chart_data"]
    sheet.heads(HEADING_ROW, col, headings, {0, 1})
    first = HEADING_ROW + 1
    write_numbers(sheet, first, col, [values.tolist() for values in points], look)
    last = first + len(points[0]) - 1
    return _ref(book, first, col, last), _ref(book, first, col + 1, last)


def _line(
    book: Book, col: int, axis: Axis, number: int, ends: tuple[tuple[float, float], tuple[float, float]], *, logarithmic: bool
) -> tuple[str, str, str]:
    """Write one threshold as a line through the plane of revenue and potential; its own coordinate is a formula."""
    words, sheet, cut = book.study.words, book.sheets["chart_data"], axis.cuts[number]
    band = words(axis.bands[number + 1])
    name = words("{measure}: {band} from here", measure=words(axis.label), band=band)
    sheet.heads(HEADING_ROW, col, (name, words("Potential")), {0, 1})
    (left, right), (bottom, top) = ends
    places = [left, right] if axis.measure in {"potential", "utilisation"} else [bottom, top]
    if axis.measure == "headroom":
        places = list(np.geomspace(left, right, STEPS) if logarithmic else np.linspace(left, right, 2))
    first = HEADING_ROW + 1
    for row, place in enumerate(places, start=first):
        x = xl_rowcol_to_cell(row, col)
        if axis.measure == "revenue":
            sheet.formula(row, col, cut.name, cut.value, "money")
            sheet.number(row, col + 1, place, "money")
            continue
        sheet.number(row, col, float(place), "money")
        if axis.measure == "potential":
            sheet.formula(row, col + 1, cut.name, cut.value, "money")
        elif axis.measure == "utilisation":
            sheet.formula(
                row, col + 1, f"IF({cut.name}>0,{x}/{cut.name},{top!r})", float(place) / cut.value if cut.value > 0 else top, "money"
            )
        else:
            sheet.formula(row, col + 1, f"{x}+{cut.name}", float(place) + cut.value, "money")
    last = first + len(places) - 1
    return name, _ref(book, first, col, last), _ref(book, first, col + 1, last)


def _curve(book: Book) -> Points | None:
    """Return share of customers and cumulative share of the measure, thinned to a few hundred points; None without revenue."""
    pareto = book.study.pareto
    frame = pareto.frame[pareto.frame["value"] > 0]
    if len(frame) < 2:
        return None
    chosen = np.unique(np.linspace(0, len(frame) - 1, min(len(frame), MOST_CURVE_POINTS)).round().astype(int))
    xs = (chosen + 1) / len(frame)
    ys = frame["cumulative"].to_numpy(dtype=float)[chosen]
    return np.insert(xs, 0, 0.0), np.insert(ys, 0, 0.0)


def _ends(values: np.ndarray, logarithmic: bool) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    if logarithmic:
        return float(10.0 ** np.floor(np.log10(low))), float(10.0 ** np.ceil(np.log10(high * 1.0001)))
    step = 10.0 ** np.floor(np.log10(high))
    return 0.0, float(np.ceil(high * 1.02 / (step / 2)) * step / 2)


def _ref(book: Book, first: int, col: int, last: int) -> str:
    return "=" + book.ref("chart_data", xl_range_abs(first, col, last, col))
