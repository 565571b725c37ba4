"""The whale curve: how high true contribution climbs with the best customers, and what the others take away again."""

import math

import numpy as np

from segkit.brand import tint
from segkit.rating.contribution import Whale
from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import SMALL, WIDTH, Canvas, Pen, Point
from segkit.views.chart import Chart
from segkit.views.labels import period_text
from segkit.views.looks import looks
from segkit.views.money.headlines import share_text, whale_sentence
from segkit.views.palette import GREY, LINE, MUTED, readable
from segkit.views.scale import Scale, scale_of
from segkit.words import Words

HEIGHT, TOP, FOOT, RIGHT = 230.0, 30.0, 30.0, 14.0
POINTS = 400
"""How many points the curve is drawn with at most."""
ACROSS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
LINES = 5
"""About how many lines the grid has."""


def whale(study: Study) -> Chart | None:
    """Return the cumulative true contribution by customers, the best first; None without a Deep Dive, or where nobody's is known.

    In per cent of the total where it is above 0, in money where a share would say nothing.
    """
    if study.deep is None or study.deep.whale.frame.empty:
        return None
    words, curve = study.words, study.deep.whale
    return _Drawing(study, curve).chart(_caption(study, words, curve))


class _Drawing:
    """The curve under way: its axes, the curve, the field that is taken away again and the marks."""

    def __init__(self, study: Study, curve: Whale) -> None:
        self.study, self.words, self.curve = study, study.words, curve
        self.in_share = curve.total > 0
        amounts = np.concatenate([[0.0], curve.frame["cumulative"].to_numpy(dtype=float)])
        self.values = amounts / curve.total if self.in_share else amounts
        self.scale: Scale = scale_of(self.words, float(np.abs(amounts).max()))
        self.ticks = _ticks(float(self.values.min()), float(self.values.max()))
        self.left = 8 + max(letters.width(self._tick(tick), SMALL) for tick in self.ticks)
        self.low, self.high = min(self.ticks[0], float(self.values.min())), max(self.ticks[-1], float(self.values.max()))
        self.canvas = Canvas(HEIGHT, looks(study.engagement.brand))

    def chart(self, caption: str) -> Chart:
        self._axes()
        self._curve()
        self._marks()
        return self.canvas.chart(whale_sentence(self.study), caption)

    def _at(self, across: float, up: float) -> Point:
        span = (self.high - self.low) or 1.0
        return self.left + across * (WIDTH - RIGHT - self.left), HEIGHT - FOOT - (up - self.low) / span * (HEIGHT - FOOT - TOP)

    def _tick(self, tick: float) -> str:
        return self.words.percent(tick) if self.in_share else self.scale.shown(tick)

    def _axes(self) -> None:
        canvas, words = self.canvas, self.words
        for tick in self.ticks:
            canvas.line([self._at(0, tick), self._at(1, tick)], LINE if tick else GREY, 0.5)
            canvas.text((self.left - 5, self._at(0, tick)[1] + 3), self._tick(tick), Pen(SMALL, MUTED, anchor="end"))
        for step in ACROSS:
            canvas.text((self._at(step, 0)[0], HEIGHT - FOOT + 11), words.percent(step), Pen(SMALL, MUTED, anchor="middle"))
        title = words("Share of the true contribution") if self.in_share else words("True contribution in {unit}", unit=self.scale.unit)
        canvas.text((0, 8), title, Pen(SMALL, canvas.looks.lead, strong=True))
        below = words("Share of customers, the most true contribution first")
        canvas.text((WIDTH - RIGHT, HEIGHT - 5), below, Pen(SMALL, canvas.looks.lead, strong=True, anchor="end"))

    def _curve(self) -> None:
        canvas, count, peak = self.canvas, len(self.values) - 1, self.curve.peak_customers
        chosen = np.unique([*np.linspace(0, count, min(count, POINTS) + 1).round().astype(int), peak])
        way = [self._at(place / count, float(self.values[place])) for place in chosen]
        after = [self._at(place / count, float(self.values[place])) for place in chosen if place >= peak]
        canvas.area([*way, self._at(1, 0), self._at(0, 0)], canvas.looks.pale)
        if self.curve.eroded > 0:
            canvas.area([*after, (after[-1][0], after[0][1])], tint(canvas.looks.accent, 0.3))
            canvas.line([after[0], (after[-1][0], after[0][1])], canvas.looks.accent, 0.8, dashed=True)
        if self.in_share:
            canvas.line([self._at(0, 1), self._at(1, 1)], GREY, 0.8, dashed=True)
        canvas.line(way, canvas.looks.lead, 1.8)

    def _marks(self) -> None:
        canvas, curve = self.canvas, self.curve
        if curve.eroded <= 0 or not curve.peak_customers:
            return
        x, y = self._at(curve.peak_customers / len(curve.frame), float(self.values[curve.peak_customers]))
        canvas.line([(x, y), (x, self._at(0, 0)[1])], canvas.looks.accent, 0.8)
        canvas.dots([(x, y, 3.5)], canvas.looks.accent)
        self._label((x, y - 7), self._peak_text(), Pen(SMALL, readable(canvas.looks.accent), strong=True))

    def _label(self, place: Point, text: str, pen: Pen) -> None:
        """Write a label above a place, moved so far that it stands within the axes."""
        half = letters.width(text, pen.size, strong=pen.strong) / 2
        x = min(max(place[0], self.left + half + 4), WIDTH - half)
        self.canvas.text((x, place[1]), text, Pen(pen.size, pen.colour, strong=pen.strong, anchor="middle"))

    def _peak_text(self) -> str:
        words, curve = self.words, self.curve
        if self.in_share:
            peak, eroded = (share_text(words, share, curve) for share in (curve.peak_share, curve.eroded_share))
        else:
            peak, eroded = words.money(curve.peak), words.money(curve.eroded)
        return words.plural(
            "{n} customer earns {peak}, the rest takes {eroded} away",
            "{n} customers earn {peak}, the rest takes {eroded} away",
            curve.peak_customers,
            peak=peak,
            eroded=eroded,
        )


def _ticks(low: float, high: float) -> tuple[float, ...]:
    """Return round values from at or below the lowest to about the highest, with 0 among them."""
    span = (high - min(low, 0.0)) or 1.0
    power = 10.0 ** math.floor(math.log10(span / LINES))
    step = next(power * times for times in (1, 2, 5, 10) if span / (power * times) <= LINES)
    first, last = math.floor(min(low, 0.0) / step + 1e-9), math.floor(max(high, 0.0) / step + 1e-9)
    return tuple(round(step * place, 10) for place in range(first, last + 1))


def _caption(study: Study, words: Words, curve: Whale) -> str:
    text = words("Whale curve: the true contribution of the customers added up, the best first, {period}.", period=period_text(study))
    if curve.eroded > 0:
        text += " " + words("The coloured field is what the rest takes away.")
    if curve.unknown:
        text += " " + words.plural(
            "{n} customer of unknown true contribution is left out.",
            "{n} customers of unknown true contribution are left out.",
            curve.unknown,
        )
    return text
