"""Places and firms under another spelling: Koebenhavn for København, Høje-Taastrup for Hoeje Taastrup, Aarhus Kommune for Aarhus."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from segkit.intake.values import match_key

_AUTHORITY = re.compile(r"\b(regions)?(kommune|kommun)\b|\bregion\b")

_FIGURE = re.compile(r"\d")

_LIKE = 75
"""The least likeness (rapidfuzz ratio, 0 to 100) at which a name is proposed for one that nothing else fits."""


@dataclass(frozen=True)
class SpelledOtherwise:
    """A name that seems to be another one, and how sure that is: 1 = the same letters when folded, below = only alike."""

    value: str
    other: str
    score: float


def other_spellings(values: Iterable[str], known: Iterable[str], met: Collection[str] = ()) -> tuple[SpelledOtherwise, ...]:
    """Return which known name each value seems to be; none for a value that several names fit.

    Letters, case, dashes and words such as Kommune do not count; then a genitive s; then names that begin alike are compared, among
    those that are not in `met`, the names that something else has met already.
    """
    left = [value for value in dict.fromkeys(values) if _folded(value)]
    names = [name for name in dict.fromkeys(known) if _folded(name)]
    found: list[SpelledOtherwise] = []
    for form, score in ((_folded, 1.0), (_without_genitive, 0.95)):
        found += _of_one_form(left, names, form, score)
        done = {pair.value for pair in found}
        left = [value for value in left if value not in done]
    taken = {pair.other for pair in found} | set(met)
    return (*found, *_alike(left, [name for name in names if name not in taken]))


def _folded(name: str) -> str:
    return re.sub(r"[\W_]", "", _AUTHORITY.sub(" ", match_key(name)))


def _without_genitive(name: str) -> str:
    return _folded(name).removesuffix("s")


def _of_one_form(values: list[str], names: list[str], form: Callable[[str], str], score: float) -> list[SpelledOtherwise]:
    by_form: dict[str, list[str]] = {}
    for name in names:
        by_form.setdefault(form(name), []).append(name)
    fits = {value: by_form.get(form(value), []) for value in values}
    return [SpelledOtherwise(value, fit[0], score) for value, fit in fits.items() if len(fit) == 1]


def _alike(values: list[str], names: list[str]) -> list[SpelledOtherwise]:
    """Return the pairs in which each is the only best of the other, and which begin with the same three letters.

    Values with figures, such as postcodes, are like many others and are left out.
    """
    values, names = ([text for text in texts if not _FIGURE.search(text)] for texts in (values, names))
    likeness = {
        (value, name): ratio
        for value in values
        for name in names
        if _folded(value)[:3] == _folded(name)[:3] and (ratio := fuzz.ratio(_folded(value), _folded(name))) >= _LIKE
    }
    found = []
    for (value, name), ratio in likeness.items():
        rivals = [other for pair, other in likeness.items() if (pair[0] == value) != (pair[1] == name)]
        if all(other < ratio for other in rivals):
            found.append(SpelledOtherwise(value, name, round(ratio / 100, 2)))
    return found
