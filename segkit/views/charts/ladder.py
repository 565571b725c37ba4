"""From revenue to true contribution: what every cost takes off, as a falling row of bars."""

from dataclasses import dataclass

from segkit.deep_dive import DeepDive
from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import SMALL, TEXT, WIDTH, Canvas, Pen
from segkit.views.chart import Chart
from segkit.views.charts.rows import BETWEEN, Rows, draw_names, draw_title
from segkit.views.labels import period_text
from segkit.views.looks import looks
from segkit.views.money.known import Step, known, steps
from segkit.views.palette import GREY, LINE, MUTED
from segkit.views.scale import Scale, scale_of
from segkit.words import Words

NAMES = 165.0
THICK, THIN = 12.0, 9.0
"""How high the bars of rungs and of costs are."""
ENLARGED = 1.5
"""How many times as long the bars below contribution I must become before they are drawn to a scale of their own."""


def ladder(study: Study) -> Chart | None:
    """Return the ladder of all customers whose true contribution is known; None without a Deep Dive, or where nobody's is known."""
    deep = study.deep
    if deep is None or known(deep).empty:
        return None
    words, lines = study.words, steps(study, deep)
    scale = scale_of(words, max(abs(line.amount) for line in lines))
    strong = tuple(row for row, line in enumerate(lines) if line.is_rung)
    rows = Rows(tuple(line.label for line in lines), ("",) * len(lines), pitch=18.0, strong=strong)
    canvas = Canvas(rows.height, looks(study.engagement.brand))
    begin = draw_names(canvas, rows, NAMES) + BETWEEN
    end = _figures(canvas, rows, lines, _Columns(words, scale)) - BETWEEN / 2
    parts = _parts(lines, end - begin)
    for part in parts:
        _bars(canvas, rows, part, begin)
    return canvas.chart(_listed(words, scale, lines), _caption(study, deep, scale, parts))


class _Columns:
    """The two columns of figures: amounts, and shares of the revenue where there is one."""

    def __init__(self, words: Words, scale: Scale) -> None:
        self.words, self.scale = words, scale

    @property
    def titles(self) -> tuple[str, str]:
        return self.scale.unit, self.words("Share")

    def of(self, line: Step, revenue: float) -> tuple[str, str]:
        amount = line.amount if line.is_rung else -line.amount or 0.0
        return self.scale.shown(amount), self.words.percent(amount / revenue, 1) if revenue > 0 else ""


def _figures(canvas: Canvas, rows: Rows, lines: tuple[Step, ...], columns: _Columns) -> float:
    """Write the columns of figures at the right; returns where they begin."""
    shown = [columns.of(line, lines[0].amount) for line in lines]
    right = WIDTH
    for place in (1, 0):
        texts, title = [pair[place] for pair in shown], columns.titles[place]
        if not any(texts):
            continue
        wide = max(*(letters.width(text, TEXT, strong=True) for text in texts), letters.width(title, SMALL, strong=True))
        draw_title(canvas, right - letters.width(title, SMALL, strong=True), title, MUTED)
        for row, (line, text) in enumerate(zip(lines, texts, strict=True)):
            canvas.text((right, rows.middle(row) + 3), text, Pen(strong=line.is_rung, anchor="end"))
        right -= wide + 14
    return right + 14


@dataclass(frozen=True)
class _Part:
    """Lines drawn to one scale: the first row, the lines, where their lowest amount stands and how many points a unit takes."""

    first: int
    lines: tuple[Step, ...]
    low: float
    size: float


def _parts(lines: tuple[Step, ...], room: float) -> tuple[_Part, ...]:
    """Return the lines as one part, or as two where the costs below contribution I would be too short to be seen beside the revenue."""
    rung = next((row for row, line in enumerate(lines) if line.is_rung and row), 0)
    above, below = _part(0, lines[: rung + 1], room), _part(rung + 1, lines[rung + 1 :], room)
    if len(below.lines) > 1 and below.size >= ENLARGED * above.size:
        return above, below
    return (_part(0, lines, room),)


def _part(first: int, lines: tuple[Step, ...], room: float) -> _Part:
    marks = [0.0, *(mark for line in lines for mark in (line.before, line.after))]
    low, high = min(marks), max(marks)
    return _Part(first, lines, low, room / (high - low) if high > low else 1.0)


def _bars(canvas: Canvas, rows: Rows, part: _Part, begin: float) -> None:
    """Draw the bars: rungs from 0, costs from what was left above them to what is left after, with a fine line from bar to bar."""

    def at(amount: float) -> float:
        return begin + (amount - part.low) * part.size

    top = rows.middle(part.first) - rows.pitch / 2
    canvas.line([(at(0), top), (at(0), rows.middle(part.first + len(part.lines) - 1) + rows.pitch / 2)], GREY)
    if part.first:
        canvas.line([(begin, top), (begin + _wide(part), top)], GREY, 0.6, dashed=True)
    for row, line in enumerate(part.lines):
        y, high_bar = rows.middle(part.first + row), THICK if line.is_rung else THIN
        left, colour = (0.0, canvas.looks.lead) if line.is_rung else (line.before, canvas.looks.accent)
        if row:
            before = at(part.lines[row - 1].after)
            canvas.line([(before, y - rows.pitch), (before, y)], LINE, 0.8)
        if line.is_rung and line.after < 0:
            colour = canvas.looks.accent
        elif not line.is_rung and line.amount < 0:
            colour = canvas.looks.soft
        canvas.field((at(left), y - high_bar / 2), at(line.after) - at(left), high_bar, colour)


def _wide(part: _Part) -> float:
    """Return how wide a part is drawn."""
    return part.size * (max(0.0, *(max(line.before, line.after) for line in part.lines)) - part.low)


def _caption(study: Study, deep: DeepDive, scale: Scale, parts: tuple[_Part, ...]) -> str:
    words, everybody, n = study.words, len(deep.contribution.frame), len(known(deep))
    said = [
        words(
            "From revenue to true contribution in {unit}, {period}. The last column is the share of the revenue.",
            unit=scale.unit,
            period=period_text(study),
        )
    ]
    if n < everybody:
        said.append(
            words.plural(
                "It holds the {n} customer of {all} whose true contribution is known.",
                "It holds the {n} customers of {all} whose true contribution is known.",
                n,
                all=everybody,
            )
        )
    if len(parts) > 1:
        times = words.number(parts[1].size / parts[0].size, 1)
        said.append(words("Below the dashed line the bars are drawn {times} times as long.", times=times))
    return " ".join(said)


def _listed(words: Words, scale: Scale, lines: tuple[Step, ...]) -> str:
    """Return every bar in words; what costs take off has a minus before it."""
    columns = _Columns(words, scale)
    bars = "; ".join(f"{line.label} {columns.of(line, 0)[0]}" for line in lines)
    return words("From revenue to true contribution in {unit}: {bars}.", unit=scale.unit, bars=bars)
