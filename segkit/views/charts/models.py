"""The same customers by two models: how far the grades and the Pareto classes say the same."""

import pandas as pd

from segkit.brand import tint
from segkit.rating.pareto import NEGATIVE, ZERO
from segkit.segments import NOT_RATED_SEGMENT
from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import TEXT, WIDTH, Canvas, Pen
from segkit.views.chart import Chart
from segkit.views.charts.rows import BETWEEN, Rows, draw_names, draw_title, swatches
from segkit.views.labels import pareto_label, pareto_preset_label, period_text, segment_label
from segkit.views.looks import looks
from segkit.views.palette import INK, MUTED, WHITE, ink_on

CLASSES = ("A", "B", "C", ZERO, NEGATIVE)
DEEPEST = 0.85
"""How strong the main colour is in the cell that holds most customers."""


def models(study: Study) -> Chart | None:
    """Return how many customers of each grade are in each Pareto class; None where nobody has a grade, or nobody a class."""
    words, counts = study.words, _counts(study)
    if not {"A", "B", "C"} & set(counts.columns) or counts.drop(index=NOT_RATED_SEGMENT, errors="ignore").empty:
        return None
    style = looks(study.engagement.brand)
    names = [str(name) for name in counts.index]
    rows = Rows(tuple(segment_label(study, name) for name in names), swatches(study.grid, names), pitch=28, head=34)
    canvas = Canvas(rows.height, style)
    left = draw_names(canvas, rows) + BETWEEN
    wide = min(84.0, (WIDTH - left) / len(counts.columns))
    most = int(counts.to_numpy().max())
    for place, pareto_class in enumerate(counts.columns):
        x = left + place * wide
        label = letters.fitting(pareto_label(study, str(pareto_class)), TEXT, wide - 4)
        canvas.text((x + wide / 2, rows.head - 7), label, Pen(strong=True, anchor="middle"))
        for row, count in enumerate(counts[pareto_class].tolist()):
            fill = tint(style.lead, DEEPEST * (count / most) ** 0.5) if count else "#F6F7F9"
            canvas.field((x + 1, rows.middle(row) - 13), wide - 2, 26, fill)
            canvas.text((x + wide / 2, rows.middle(row) + 3), words.number(count), Pen(TEXT, _ink(fill, count), anchor="middle"))
    draw_title(canvas, 0, words("Grade"), MUTED)
    draw_title(canvas, left + 1, words("Pareto class"), MUTED)
    caption = words(
        "Number of customers by grade and by Pareto class ({preset}), {period}.",
        preset=pareto_preset_label(study),
        period=period_text(study),
    )
    return canvas.chart(_finding(study, counts), caption)


def _ink(fill: str, count: int) -> str:
    return (WHITE if ink_on(fill) == WHITE else INK) if count else MUTED


def _counts(study: Study) -> pd.DataFrame:
    """Return the numbers of customers: a row per grade, the not rated last, and a column per Pareto class; only those that anybody has."""
    customers = study.customers[study.customers["pareto_class"].notna()]
    grades = customers["grade"].where(customers["grade"].notna(), NOT_RATED_SEGMENT)
    counts = pd.crosstab(grades, customers["pareto_class"])
    rows = [name for name in [*study.grid.letters, NOT_RATED_SEGMENT] if name in counts.index]
    return counts.loc[rows, [name for name in CLASSES if name in counts.columns]]


def _finding(study: Study, counts: pd.DataFrame) -> str:
    words, best = study.words, study.grid.letters[0]
    first = str(counts.columns[0])
    n = int(counts[first].sum())
    both = int(counts[first].get(best, 0))
    return words.plural(
        "Of {n} customer in Pareto class {first}, {both} has grade {best}.",
        "Of {n} customers in Pareto class {first}, {both} have grade {best}.",
        n,
        first=first,
        both=both,
        best=segment_label(study, best),
    )
