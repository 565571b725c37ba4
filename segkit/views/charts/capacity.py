"""The hours that each sales rep's customers ask for, by segment, against the hours that the rep has."""

from segkit.strategy.capacity import OVER
from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import SMALL, TEXT, WIDTH, Canvas, Pen
from segkit.views.capacity_text import hours_text
from segkit.views.chart import Chart
from segkit.views.charts.rows import BETWEEN, GAP, Rows, draw_names, swatches
from segkit.views.labels import segment_label
from segkit.views.looks import looks
from segkit.views.palette import GREY, WHITE
from segkit.words import is_missing

MOST = 30
"""Sales reps in the chart; the table has all of them."""

PITCH, THICK, MARK = 20.0, 11.0, 8.5
"""Height of a row, of its bar, and half the height of the mark of the hours there are."""

KEY = 15.0
"""Height of a line of the key."""


def capacity(study: Study) -> Chart | None:
    """Return hours needed by segment against hours available per sales rep; None where nobody's hours are known."""
    words, table = study.words, study.capacity.reps
    if not study.capacity.is_known:
        return None
    held = table[(table["customers"] > 0) | (table["available"] > 0)]
    held = held.loc[held["needed"].sort_values(ascending=False, kind="stable").index[:MOST].sort_values()]
    by_segment = study.capacity.by_segment.loc[held["rep"]]
    needed_by = by_segment.to_dict("index")
    segments = [str(name) for name in by_segment.columns if by_segment[name].sum() > 0]
    style, colours = looks(study.engagement.brand), dict(zip(segments, swatches(study.grid, segments), strict=True))
    colours = {name: GREY if colour == WHITE else colour for name, colour in colours.items()}
    entries = [(segment_label(study, name), colours[name]) for name in segments]
    lines = _key_lines([*(text for text, _ in entries), words("Hours available")])
    names = tuple(str(name) or words("Nobody") for name in held["rep"])
    rows = Rows(names, ("",) * len(names), pitch=PITCH, head=lines * KEY + 4)
    canvas = Canvas(rows.height, style)
    _key(canvas, entries, words("Hours available"))
    left = draw_names(canvas, rows, 120) + BETWEEN / 2
    texts = [_text(study, needed, available) for needed, available in zip(held["needed"], held["available"], strict=True)]
    end = WIDTH - max(letters.width(text, TEXT, strong=True) for text in texts) - 2 * GAP
    longest = max(held["needed"].max(), held["available"].max())
    scale = (end - left) / longest if longest > 0 else 0.0
    for row, (name, available, verdict) in enumerate(zip(held["rep"], held["available"], held["verdict"], strict=True)):
        y, x = rows.middle(row), left
        for segment in segments:
            wide = float(needed_by[name][segment]) * scale
            if wide > 0:
                canvas.field((x, y - THICK / 2), wide, THICK, colours[segment])
                x += wide
        if not is_missing(available):
            at = left + available * scale
            canvas.line([(at, y - MARK), (at, y + MARK)], style.accent, 2)
        canvas.text((WIDTH, y + 3), texts[row], Pen(strong=verdict == OVER, anchor="end"))
    canvas.line([(left, rows.head), (left, rows.height)], GREY)
    caption = words("Hours a year that the customers of each sales rep ask for, by segment, and the hours that there are for them.")
    return canvas.chart(_finding(study), caption)


def _text(study: Study, needed: float, available: float) -> str:
    words = study.words
    if is_missing(available):
        return words("{hours} h", hours=hours_text(words, needed))
    return words("{needed} of {available} h", needed=hours_text(words, needed), available=hours_text(words, available))


def _widths(texts: list[str]) -> list[float]:
    return [12 + letters.width(text, SMALL) + 14 for text in texts]


def _key_lines(texts: list[str]) -> int:
    """Return how many lines the key takes."""
    lines, x = 1, 0.0
    for wide in _widths(texts):
        if x + wide > WIDTH + 14 and x > 0:
            lines, x = lines + 1, 0.0
        x += wide
    return lines


def _key(canvas: Canvas, entries: list[tuple[str, str]], mark: str) -> None:
    """Name the colours of the segments above the rows, and the mark of the hours there are."""
    x, y = 0.0, 4.0
    for (text, colour), wide in zip([*entries, (mark, "")], _widths([*(text for text, _ in entries), mark]), strict=True):
        if x + wide > WIDTH + 14 and x > 0:
            x, y = 0.0, y + KEY
        if colour:
            canvas.field((x, y - 2), 8, 8, colour)
        else:
            canvas.line([(x + 4, y - 3), (x + 4, y + 7)], canvas.looks.accent, 2)
        canvas.text((x + 12, y + 5), letters.fitting(text, SMALL, WIDTH - 12), Pen(SMALL))
        x += wide


def _finding(study: Study) -> str:
    words, reps = study.words, study.capacity.reps
    over = reps[reps["verdict"] == OVER]
    if over.empty:
        return words("Nobody whose hours are known has more hours of customers than there are.")
    most = over.sort_values("left", kind="stable").iloc[0]
    n, name, hours = len(over), str(most["rep"]), hours_text(words, -float(most["left"]))
    return words.plural(
        "{n} sales rep has more hours of customers than there are: {name}, by {hours} hours a year.",
        "{n} sales reps have more hours of customers than there are, most of all {name}, by {hours} hours a year.",
        n,
        name=name,
        hours=hours,
    )
