"""The funnel: how many accounts are left after each step, what their customers buy, and what can be won of them."""

from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import TEXT, WIDTH, Canvas, Pen
from segkit.views.chart import Chart
from segkit.views.charts.rows import BETWEEN, GAP, Bars, Rows, draw_bars, draw_names, draw_title, scale_for
from segkit.views.funnel import known_amounts, step_label
from segkit.views.labels import period_text
from segkit.views.looks import looks
from segkit.views.scale import scale_of
from segkit.words.language import UNKNOWN

FUNNEL = 110.0
"""The width of the row of all accounts."""
THICK = 13.0


def funnel(study: Study) -> Chart | None:
    """Return the accounts after each step as a funnel, with money beside it; None where no account takes part."""
    words, steps = study.words, study.funnel.steps
    first = steps[0].came
    if first.accounts == 0:
        return None
    left = [first, *(step.went for step in steps)]
    names = (words("All accounts"), *(step_label(study, step.key) for step in steps))
    counts = [amounts.accounts for amounts in left]
    style = looks(study.engagement.brand)
    rows = Rows(names, ("",) * len(names), pitch=21.0, strong=(len(names) - 1,))
    canvas = Canvas(rows.height, style)
    begin = draw_names(canvas, rows) + BETWEEN
    number = letters.width(words.number(max(counts)), TEXT, strong=True)
    middle = begin + FUNNEL / 2
    halves = [FUNNEL / 2 * count / max(counts) for count in counts]
    for row in range(1, len(rows.names)):
        top, bottom = rows.middle(row - 1) + THICK / 2, rows.middle(row) - THICK / 2
        wide, narrow = halves[row - 1], halves[row]
        canvas.area([(middle - wide, top), (middle + wide, top), (middle + narrow, bottom), (middle - narrow, bottom)], style.pale)
    for row, (half, count) in enumerate(zip(halves, counts, strict=True)):
        canvas.field((middle - half, rows.middle(row) - THICK / 2), 2 * half, THICK, style.lead)
        canvas.text((middle + half + GAP, rows.middle(row) + 3), words.number(count), Pen(strong=row in rows.strong))
    draw_title(canvas, begin, words("Accounts"))
    scale = scale_of(words, max(max(amounts.revenue, amounts.room) for amounts in left))
    known = [known_amounts(study, amounts) for amounts in left]
    at = begin + FUNNEL + GAP + number + BETWEEN
    room = (WIDTH - at - BETWEEN) / 2
    for place, (title, colour) in enumerate(
        ((words("Revenue in {unit}", unit=scale.unit), style.lead), (words("Can be won in {unit}", unit=scale.unit), style.soft))
    ):
        values = tuple(float("nan") if pair[place] is None else float(pair[place] or 0.0) for pair in known)
        texts = tuple(UNKNOWN if pair[place] is None else scale.shown(pair[place] or 0.0) for pair in known)
        bars = Bars(title, colour, values, texts, below=style.accent)
        draw_bars(canvas, rows, bars, at + place * (room + BETWEEN), scale_for(bars, room))
    caption = words(
        "Accounts after each step; beside them the revenue of the customers among them, {period}, and what can be won, in {unit}. Amounts that "
        "are not known yet are not in it.",
        period=period_text(study),
        unit=scale.unit,
    )
    said = "; ".join(f"{name} {words.number(count)}" for name, count in zip(names, counts, strict=True))
    return canvas.chart(words("Accounts left after each step: {steps}.", steps=said), caption)
