"""Revenue and headroom of each segment, side by side on one scale."""

from segkit.segments import NOT_RATED_SEGMENT
from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import TEXT, WIDTH, Canvas
from segkit.views.chart import Chart
from segkit.views.charts.rows import BETWEEN, Bars, Rows, draw_bars, draw_names, scale_for, swatches
from segkit.views.labels import period_text, segment_label
from segkit.views.looks import looks
from segkit.views.scale import scale_of
from segkit.words import is_missing


def segments(study: Study) -> Chart | None:
    """Return revenue and headroom per segment as bars; None where there are no customers."""
    words, segmentation = study.words, study.segmentation
    names = [str(name) for name in segmentation.table.index if segmentation.count(str(name)) > 0]
    if not names:
        return None
    revenue = tuple(segmentation.value(name, "revenue") for name in names)
    headroom = tuple(segmentation.value(name, "headroom") for name in names)
    scale = scale_of(words, max((abs(value) for value in revenue + headroom if not is_missing(value)), default=0))
    style = looks(study.engagement.brand)
    rows = Rows(tuple(_name(study, name) for name in names), swatches(study.grid, names))
    canvas = Canvas(rows.height, style)
    left = draw_names(canvas, rows) + BETWEEN
    panels = [
        Bars(title, colour, values, tuple(words("unknown") if is_missing(value) else scale.shown(value) for value in values))
        for title, colour, values in (
            (words("Revenue in {unit}", unit=scale.unit), style.lead, revenue),
            (words("Headroom in {unit}", unit=scale.unit), style.soft, headroom),
        )
    ]
    room = (WIDTH - left - BETWEEN) / 2
    size = min(scale_for(bars, room) for bars in panels)
    for place, bars in enumerate(panels):
        draw_bars(canvas, rows, bars, left + place * (room + BETWEEN), size)
    caption = words(
        "Revenue and headroom per segment in {unit}, {period}. Headroom is potential less revenue, where the potential is known.",
        unit=scale.unit,
        period=period_text(study),
    )
    return canvas.chart(_finding(study, names, scale.unit), caption)


def _name(study: Study, segment: str) -> str:
    count = study.segmentation.count(segment)
    return f"{letters.fitting(segment_label(study, segment), TEXT, 100)} · {study.words.number(count)}"


def _finding(study: Study, names: list[str], unit: str) -> str:
    words, segmentation = study.words, study.segmentation
    shares = {name: segmentation.value(name, "revenue_share") for name in names}
    known = {name: share for name, share in shares.items() if not is_missing(share)}
    if not known or not segmentation.total["revenue"] > 0:
        return words("Revenue and headroom of each segment in {unit}; there is no revenue to share out.", unit=unit)
    best = max(known, key=lambda name: known[name])
    if best == NOT_RATED_SEGMENT:
        return words(
            "Revenue and headroom of each segment in {unit}; the customers who are not rated hold {share} of the revenue.",
            unit=unit,
            share=words.percent(known[best]),
        )
    return words(
        "Revenue and headroom of each segment in {unit}; segment {best} holds {share} of the revenue.",
        unit=unit,
        best=segment_label(study, best),
        share=words.percent(known[best]),
    )
