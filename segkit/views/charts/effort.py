"""Where the hours of the plan go, against where the money comes from."""

from segkit.segments import NOT_RATED_SEGMENT
from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import SMALL, TEXT, WIDTH, Canvas, Pen
from segkit.views.chart import Chart
from segkit.views.charts.rows import BETWEEN, Rows, draw_names, draw_title, swatches
from segkit.views.labels import period_text, segment_label
from segkit.views.looks import looks
from segkit.views.palette import GREY, MUTED, WHITE, readable
from segkit.words import is_missing

NOTICED = 0.005
"""The least difference of shares that a sentence speaks of: half a percent of the whole."""


def effort(study: Study) -> Chart | None:
    """Return each segment's share of the planned hours against its share of the value; None of one segment only, or where either is not known."""
    words, table = study.words, study.effort.segments
    table = table[table["customers"] > 0]
    if len(table) < 2 or table[["hours_share", "value_share"]].dropna().empty:
        return None
    hours, value, headroom = (table[f"{name}_share"].tolist() for name in ("hours", "value", "headroom"))
    style = looks(study.engagement.brand)
    names = [str(name) for name in table.index]
    rows = Rows(tuple(segment_label(study, name) for name in names), swatches(study.grid, names))
    canvas = Canvas(rows.height, style)
    column = _headroom_column(
        canvas, rows, [words("unknown") if is_missing(share) else words.percent(share) for share in headroom], words("Headroom")
    )
    left = draw_names(canvas, rows, 120) + BETWEEN
    _key(canvas, left, [(words("Planned hours"), style.lead), (_measure(study), style.accent)])
    shown = [share for share in hours + value if not is_missing(share)]
    low, high = min(*shown, 0.0), max(*shown, 0.0)
    begin, end = left + 34, column - BETWEEN - 34
    for row, pair in enumerate(zip(hours, value, strict=True)):
        known = [
            (begin + (share - low) / (high - low) * (end - begin), share, colour)
            for share, colour in zip(pair, (style.lead, style.accent), strict=True)
            if not is_missing(share)
        ]
        y = rows.middle(row)
        canvas.line([(left, y), (column - BETWEEN, y)], style.pale, 0.8)
        # Written outwards from the two dots, the figures cannot meet.
        ordered = sorted(known)
        canvas.line([(ordered[0][0], y), (ordered[-1][0], y)] if ordered else [], GREY, 2)
        for place, (x, share, colour) in enumerate(ordered):
            canvas.dots([(x, y, 4.5)], colour)
            outwards = -8 if place == 0 and len(ordered) > 1 else 8
            pen = Pen(TEXT, readable(colour), anchor="end" if outwards < 0 else "start")
            wide = letters.width(words.percent(share), TEXT)
            canvas.field((x + outwards, y - 5), wide * (-1 if outwards < 0 else 1), 10, WHITE)
            canvas.text((x + outwards, y + 3), words.percent(share), pen)
    if study.effort.measure == "contribution":
        caption = words("Share of the planned hours and of the contribution per segment, {period}.", period=period_text(study))
    else:
        caption = words("Share of the planned hours and of the revenue per segment, {period}.", period=period_text(study))
    caption += " " + words("Headroom is the segment's share of all headroom above 0.")
    return canvas.chart(_finding(study, names), caption)


def _measure(study: Study) -> str:
    return study.words("Contribution") if study.effort.measure == "contribution" else study.words("Revenue")


def _headroom_column(canvas: Canvas, rows: Rows, texts: list[str], title: str) -> float:
    """Write the shares of headroom at the right end; returns where the column begins."""
    for row, text in enumerate(texts):
        canvas.text((WIDTH, rows.middle(row) + 3), text, Pen(colour=MUTED, anchor="end"))
    begin = WIDTH - max(*(letters.width(text, TEXT) for text in texts), letters.width(title, SMALL, strong=True))
    draw_title(canvas, WIDTH - letters.width(title, SMALL, strong=True), title, MUTED)
    return begin


def _key(canvas: Canvas, left: float, entries: list[tuple[str, str]]) -> None:
    """Name the colours of the dots above the rows."""
    x = left
    for text, colour in entries:
        canvas.dots([(x + 4, 6, 4)], colour)
        x = canvas.text((x + 12, 9), text, Pen(SMALL, readable(colour), strong=True)).right + 14


def _finding(study: Study, names: list[str]) -> str:
    words, gaps = study.words, study.effort.segments.loc[names, "gap"].dropna()
    most = str(gaps.abs().idxmax())
    shares = study.effort.segments.to_dict("index")[most]
    values = {
        "name": segment_label(study, most),
        "hours": words.percent(shares["hours_share"]),
        "value": words.percent(shares["value_share"]),
    }
    of_revenue = study.effort.measure == "revenue"
    if gaps.abs().max() < NOTICED:
        return (
            words("The planned hours are shared out among the segments as the revenue is.")
            if of_revenue
            else words("The planned hours are shared out among the segments as the contribution is.")
        )
    if most == NOT_RATED_SEGMENT:
        return (
            words(
                "Hours and revenue differ most among the customers who are not rated: {hours} of the hours, {value} of the revenue.",
                **values,
            )
            if of_revenue
            else words(
                "Hours and contribution differ most among the customers who are not rated: {hours} of the hours, {value} of the contribution.",
                **values,
            )
        )
    if of_revenue:
        return words("Hours and revenue differ most in segment {name}: {hours} of the hours, {value} of the revenue.", **values)
    return words("Hours and contribution differ most in segment {name}: {hours} of the hours, {value} of the contribution.", **values)
