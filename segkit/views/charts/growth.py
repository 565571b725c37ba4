"""The customers to build on: what each buys today, and what can be added within the plan."""

from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import SMALL, TEXT, WIDTH, Canvas, Pen
from segkit.views.chart import Chart
from segkit.views.charts.rows import BETWEEN, GAP, Rows, draw_names
from segkit.views.looks import looks
from segkit.views.palette import GREY, readable
from segkit.views.scale import scale_of

MOST = 10
"""The most customers of the chart."""
NAMES = 185.0
THICK = 10.0


def growth(study: Study) -> Chart | None:
    """Return revenue today and growth within the plan of the first customers to build on; None without any."""
    if study.deep is None or study.deep.lists.best.empty:
        return None
    words, shown = study.words, study.deep.lists.best.head(MOST)
    revenue, gain = ([float(value) for value in shown[column]] for column in ("revenue", "growth"))
    scale = scale_of(words, max(shown["target_revenue"]))
    texts = [words("+{growth}", growth=scale.shown(value)) for value in gain]
    style = looks(study.engagement.brand)
    rows = Rows(tuple(str(name) for name in shown["name"]), ("",) * len(shown), pitch=14.0)
    canvas = Canvas(rows.height, style)
    zero = draw_names(canvas, rows, NAMES) + BETWEEN
    ends = [max(bought, 0.0) + more for bought, more in zip(revenue, gain, strict=True)]
    room = min((WIDTH - zero - GAP - letters.width(text, TEXT, strong=True)) / end for text, end in zip(texts, ends, strict=True))
    for row, (bought, more, text) in enumerate(zip(revenue, gain, texts, strict=True)):
        y, begin = rows.middle(row), zero + max(bought, 0.0) * room
        canvas.field((zero, y - THICK / 2), begin - zero, THICK, style.lead)
        canvas.field((begin, y - THICK / 2), more * room, THICK, style.soft)
        canvas.text((begin + more * room + GAP, y + 3), text, Pen(TEXT))
    canvas.line([(zero, rows.head), (zero, rows.height)], GREY)
    x = zero
    for title, colour in ((words("Revenue in {unit}", unit=scale.unit), style.lead), (words("Growth within the plan"), style.soft)):
        canvas.dots([(x + 4, 6, 4)], colour)
        x = canvas.text((x + 12, 9), title, Pen(SMALL, readable(colour), strong=True)).right + 14
    caption = words.plural(
        "Revenue today and what can be added within the {n} month of the plan, in {unit}.",
        "Revenue today and what can be added within the {n} months of the plan, in {unit}.",
        study.engagement.plan_period.months,
        unit=scale.unit,
    )
    bars = "; ".join(f"{name} {scale.shown(now)} {text}" for name, now, text in zip(shown["name"], revenue, texts, strict=True))
    return canvas.chart(words("Revenue and growth in {unit}: {bars}.", unit=scale.unit, bars=bars), caption)
