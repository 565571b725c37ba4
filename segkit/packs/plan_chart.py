"""The weeks of a project plan as a chart: a bar per step up to the day on which it is due, what is done, and where today stands."""

import datetime as dt

from segkit.engagement import Engagement
from segkit.packs.steps import WEEK, PlannedStep
from segkit.views import letters
from segkit.views.canvas import SMALL, WIDTH, Canvas, Pen
from segkit.views.chart import Chart
from segkit.views.looks import looks
from segkit.views.palette import GREY, INK, LINE, MUTED

LEFT = 222.0
"""Where the weeks begin; to the left of it stand the steps, in points."""
TOP, ROW, BAR = 20.0, 19.0, 9.0
MARK = 3.5


def plan_chart(engagement: Engagement, steps: tuple[PlannedStep, ...], today: dt.date) -> Chart:
    """Return the chart; without an order it has no day of today."""
    words, weeks = engagement.words, max(step.week for step in steps)
    canvas = Canvas(TOP + ROW * len(steps) + 8, looks(engagement.brand))
    scale = (WIDTH - LEFT) / (weeks * WEEK)
    bottom = TOP + ROW * len(steps)
    for week in range(weeks + 1):
        x = LEFT + week * WEEK * scale
        canvas.line([(x, TOP - 4), (x, bottom)], LINE)
        if week < weeks:
            canvas.text((x + WEEK * scale / 2, TOP - 8), words("Week {n}", n=week + 1), Pen(SMALL, MUTED, anchor="middle"))
    begins = 0
    for row, step in enumerate(steps):
        middle = TOP + ROW * row + ROW / 2
        colour = _colour(canvas, step, today)
        canvas.text((0, middle + 3), _fitting(step.text), Pen(SMALL, INK))
        if step.day > begins:
            canvas.field((LEFT + begins * scale, middle - BAR / 2), (step.day - begins) * scale, BAR, colour)
        else:
            canvas.dots([(LEFT + step.day * scale, middle, MARK)], colour)
        begins = step.day
    ordered = engagement.order.date
    if ordered is not None and 0 <= (today - ordered).days <= weeks * WEEK:
        x = LEFT + (today - ordered).days * scale
        canvas.line([(x, TOP - 4), (x, bottom + 4)], canvas.looks.accent, 1.2)
    named = {step.text: words("week {n}", n=step.week) for step in steps if step.week}
    alt = words("The steps by week: {steps}.", steps="; ".join(f"{text}: {week}" for text, week in named.items()))
    if ordered is None:
        return canvas.chart(alt, words("Each bar ends in the week after the order in which the step is due."))
    caption = words("Each bar ends on the day on which the step is due; grey is done, the accent is overdue, and the line is today.")
    return canvas.chart(alt, caption)


def _colour(canvas: Canvas, step: PlannedStep, today: dt.date) -> str:
    if step.milestone is None:
        return canvas.looks.lead
    if step.milestone.done is not None:
        return GREY
    return canvas.looks.accent if step.milestone.overdue(today) else canvas.looks.lead


def _fitting(text: str) -> str:
    """Return a step's text as it fits to the left of the weeks."""
    while letters.width(text, SMALL) > LEFT - 8:
        text = text.rstrip("… ")[:-1].rstrip() + "…"
    return text
