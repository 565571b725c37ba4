"""What is at stake per segment, as ranges: headroom won, and negative contribution recovered, never added together."""

from dataclasses import dataclass

import pandas as pd

from segkit.brand import tint
from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import SMALL, TEXT, WIDTH, Canvas, Pen
from segkit.views.chart import Chart
from segkit.views.charts.rows import BETWEEN, Rows, draw_names, draw_title, swatches
from segkit.views.labels import decimals, segment_label
from segkit.views.looks import looks
from segkit.views.palette import GREY, MUTED
from segkit.views.scale import Scale, scale_of
from segkit.words import is_missing, phrase

SCENARIOS = ("conservative", "likely", "optimistic")
THICK = 9.0
PALER = 0.5


@dataclass(frozen=True)
class _Ranges:
    """A panel: title, and per row the three amounts from the conservative to the optimistic one, or nothing."""

    title: str
    colours: tuple[str, str]
    rows: tuple[tuple[float, float, float] | None, ...]
    texts: tuple[tuple[str, str], ...]

    def room(self, row: int) -> float:
        likely, ends = self.texts[row]
        return 10 + letters.width(likely, TEXT, strong=True) + letters.width(ends, SMALL)


def value_at_stake(study: Study) -> Chart | None:
    """Return what can be won per segment and in all, from conservative to optimistic; None where nothing is known to be at stake."""
    words, value = study.words, study.value
    measures = [measure for measure in ("headroom", "contribution") if _amount(value.total, measure, "optimistic") > 0]
    table = value.table
    names = [str(name) for name in table.index if any(_amount(table.loc[name], measure, "optimistic") > 0 for measure in measures)]
    if not names:
        return None
    whole = [value.total] if len(names) > 1 else []
    lines = [*(row for name, row in table.iterrows() if name in names), *whole]
    style = looks(study.engagement.brand)
    labels = (*(segment_label(study, name) for name in names), *(words("In all") for _ in whole))
    strong = (len(names),) if whole else ()
    rows = Rows(labels, (*swatches(study.grid, names), *("" for _ in whole)), strong=strong)
    canvas = Canvas(rows.height, style)
    left = draw_names(canvas, rows, 120) + BETWEEN
    scales = {measure: scale_of(words, _amount(value.total, measure, "optimistic")) for measure in measures}
    titles = {
        measure: (words(title, unit=scales[measure].unit), colours)
        for measure, title, colours in (
            ("headroom", phrase("Revenue won in {unit}"), (style.soft, style.lead)),
            ("contribution", phrase("Losses recovered in {unit}"), (tint(style.accent, PALER), style.accent)),
        )
        if measure in measures
    }
    room = (WIDTH - left - BETWEEN * (len(measures) - 1)) / len(measures)
    panels = [_ranges(scales[measure], measure, lines, titles[measure]) for measure in measures]
    for place, panel in enumerate(panels):
        _draw(canvas, rows, panel, (left + place * (room + BETWEEN), room))
    return canvas.chart(_finding(study, measures), _caption(study, measures))


def _amount(row: "pd.Series", measure: str, scenario: str) -> float:
    amount = float(row[f"{measure}_{scenario}"])
    return 0.0 if is_missing(amount) else amount


def _ranges(scale: Scale, measure: str, lines: "list[pd.Series]", title: tuple[str, tuple[str, str]]) -> _Ranges:
    found: list[tuple[float, float, float] | None] = []
    texts = []
    for line in lines:
        low, likely, high = (_amount(line, measure, scenario) for scenario in SCENARIOS)
        if is_missing(line[measure]):
            found.append(None)
            texts.append(("", scale.words("unknown")))
        else:
            found.append((low, likely, high))
            texts.append((scale.shown(likely), f"{scale.shown(low)}–{scale.shown(high)}" if high else ""))
    return _Ranges(title[0], title[1], tuple(found), tuple(texts))


def _draw(canvas: Canvas, rows: Rows, panel: _Ranges, place: tuple[float, float]) -> None:
    """Draw a panel from a place to the right: the range pale, the likely amount as a strong mark, the figures at its end."""
    left, room = place
    known = [(row, amounts) for row, amounts in enumerate(panel.rows) if amounts is not None]
    size = min(((room - panel.room(row)) / amounts[2] for row, amounts in known if amounts[2] > 0), default=1.0)
    for row, amounts in enumerate(panel.rows):
        y, end = rows.middle(row), left
        likely, ends = panel.texts[row]
        if amounts is not None and amounts[2] > 0:
            low, middle, high = (amount * size for amount in amounts)
            end = left + high
            canvas.line([(left, y), (left + low, y)], GREY, 0.6)
            canvas.field((left + low, y - THICK / 2), high - low, THICK, panel.colours[0])
            canvas.field((left + middle - 1.25, y - THICK / 2 - 3), 2.5, THICK + 6, panel.colours[1])
        if likely:
            end = canvas.text((end + 5, y + 3), likely, Pen(TEXT, strong=True)).right
        if ends:
            canvas.text((end + 5, y + 3), ends, Pen(SMALL, MUTED))
    canvas.line([(left, rows.head), (left, rows.height)], GREY)
    draw_title(canvas, left, panel.title, panel.colours[1])


def _caption(study: Study, measures: list[str]) -> str:
    words, plan = study.words, study.engagement.plan_period
    shares = {measure: {scenario: _share(study, measure, scenario) for scenario in SCENARIOS} for measure in ("headroom", "contribution")}
    sentences = [
        words.plural(
            "What can be won within the {n} month of the plan: the mark is likely, the field reaches from conservative to optimistic.",
            "What can be won within the {n} months of the plan: the mark is likely, the field reaches from conservative to optimistic.",
            plan.months,
        )
    ]
    if "headroom" in measures:
        sentences.append(words("Assumed of the headroom: {conservative}, {likely}, {optimistic}.", **shares["headroom"]))
    if "contribution" in measures:
        sentences.append(words("Assumed of the negative contribution: {conservative}, {likely}, {optimistic}.", **shares["contribution"]))
    if len(measures) > 1:
        sentences.append(words("Revenue and contribution are not the same money and are not added."))
    return " ".join(sentences)


def _share(study: Study, measure: str, scenario: str) -> str:
    share = study.value.assumptions.share(measure, scenario)
    return study.words.percent(share, decimals(share * 100))


def _finding(study: Study, measures: list[str]) -> str:
    words, total = study.words, study.value.total
    sentences = []
    for measure in measures:
        low, likely, high = (words.money(_amount(total, measure, scenario)) for scenario in SCENARIOS)
        if measure == "headroom":
            sentences.append(words("{likely} of revenue can likely be won, between {low} and {high}.", likely=likely, low=low, high=high))
        else:
            sentences.append(
                words("{likely} of losses can likely be recovered, between {low} and {high}.", likely=likely, low=low, high=high)
            )
    return " ".join(sentences)
