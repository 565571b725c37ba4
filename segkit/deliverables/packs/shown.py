"""What a cell of a pack's table says on paper, as the language writes it."""

import datetime as dt
from collections.abc import Callable

from segkit.packs.content import NUMBERS, Kind, Value
from segkit.words import Words
from segkit.words.language import UNKNOWN

_FIGURES: dict[Kind, Callable[[Words, float], str]] = {
    "money": lambda words, value: words.money(value),
    "exact": lambda words, value: words.money(value, 2),
    "percent": lambda words, value: words.percent(value),
    "hours": lambda words, value: words.number(value, 1),
}


def shown(value: Value, kind: Kind, words: Words) -> str:
    """Return a cell's text: a number that is not known is a dash, every other empty cell is empty."""
    if value is None:
        return UNKNOWN if kind in NUMBERS else ""
    if isinstance(value, str):
        return value
    if isinstance(value, dt.date):
        return words.short_date(value)
    return _FIGURES.get(kind, _number)(words, value)


def _number(words: Words, value: float) -> str:
    return words.number(value, 0 if float(value).is_integer() else 2)
