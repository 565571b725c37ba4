"""Single-byte character sets told apart by how sensibly their letters stand in words."""

import re
from collections import Counter
from dataclasses import dataclass

CANDIDATES = ("cp1252", "iso8859_15", "cp850", "cp865", "mac_roman")
"""The character sets that European systems still export, the most common first; a tie goes to the earlier."""

NAMES = {"iso8859_15": "ISO-8859-15", "mac_roman": "MacRoman"}
"""What people call them, where it differs from Python's name."""

_WORD = re.compile(rb"[0-9A-Za-z\x80-\xff]*[\x80-\xff][0-9A-Za-z\x80-\xff]*")
_SAMPLE = 30_000
"""Distinct words that are weighed; more change nothing but the time."""

_OFTEN = 3
"""How often one word counts at most when a lead is weighed."""
_THIN = 2.0
"""A lead over all words that one letter alone can give."""

_HOME = frozenset("æøåäöüßéÆØÅÄÖÜÉ")
_NEIGHBOUR = frozenset("èêëáíóúñçàâîôûïÈÊÁÍÓÚÑÇÀÂÎÔÛõãðþýÐÞÝëË")
_FAR = frozenset("µªºƒﬂﬁπΩ∂ΓΘΣΦαδεστφı")
_OPENING, _CLOSING = frozenset("‘“„‚«‹¿¡"), frozenset("’”“»›®™°²³½¼¾…‰")
_MONEY = frozenset("€£$")
_VOWELS = frozenset("aeiouyäöüAEIOUYÄÖÜ")


@dataclass(frozen=True)
class Trial:
    """The character set that reads best, how many letters say so, and the reading that could also be meant, if any.

    `doubt` is (the other character set, a word in the best reading, the same word in the other).
    """

    encoding: str
    letters: int
    examples: str
    score: float
    doubt: tuple[str, str, str] | None


def single_byte_trial(content: bytes) -> Trial | None:
    """Return which single-byte character set the bytes are written in; None when no candidate can decode them.

    Each distinct word with a byte above 127 is read in every candidate and scored by its letters. A candidate whose reading is
    the same text is no rival; one that gives other letters with nearly the same score is a doubt.
    """
    words = Counter(_WORD.findall(content))
    # A word that is UTF-8 was broken before it came here; it says nothing of how this file is written.
    sample = [word for word, _ in words.most_common(_SAMPLE) if _read([word], "utf-8") is None]
    readings = {name: read for name in CANDIDATES if (read := _read(sample, name)) is not None and _decodes(content, name)}
    if not readings:
        return None
    points = {name: [word_score(word) for word in read] for name, read in readings.items()}
    best = max(readings, key=lambda name: (sum(points[name]), -CANDIDATES.index(name)))
    letters = Counter(sign for word in readings[best] for sign in word if ord(sign) > 127 and sign.isalpha())
    count = sum(times * sum(ord(sign) > 127 and sign.isalpha() for sign in word.decode(best)) for word, times in words.items())
    weights = [min(words[word], _OFTEN) for word in sample]
    doubt, margin = _doubt(best, readings, points, weights)
    examples = "".join(sign for sign, _ in letters.most_common(3))
    return Trial(best, count, examples, min(1.0, max(0.0, margin / 4)), doubt)


def word_score(word: str) -> float:
    """Return how sensible the letters beyond ASCII in a word are: above 0 as people write, below 0 as a wrong reading looks."""
    return sum(_sign_score(word, i) for i, sign in enumerate(word) if ord(sign) > 127)


def _read(sample: list[bytes], name: str) -> list[str] | None:
    try:
        return [word.decode(name) for word in sample]
    except UnicodeDecodeError:
        return None


def _decodes(content: bytes, name: str) -> bool:
    try:
        content.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _doubt(
    best: str, readings: dict[str, list[str]], points: dict[str, list[float]], weights: list[int]
) -> tuple[tuple[str, str, str] | None, float]:
    """Return the nearest rival when it reads other letters almost as well, and by how much the best leads per differing word.

    A lead that rests on a single letter or two is a doubt too.
    """
    nearest, lead, total = None, 4.0, 100.0
    for name, reading in readings.items():
        differing = [i for i, pair in enumerate(zip(readings[best], reading, strict=True)) if pair[0] != pair[1]]
        if not differing:
            continue
        leads = [points[best][i] - points[name][i] for i in differing]
        margin = sum(leads) / len(leads)
        if margin < lead:
            sample = max(differing, key=lambda i: len(readings[best][i]))
            nearest, lead = (name, readings[best][sample], reading[sample]), margin
            total = sum(own * weights[i] for own, i in zip(leads, differing, strict=True))
    own = sum(points[best]) / max(1, len(points[best]))
    return (nearest if lead < 1.0 or total <= _THIN or own <= 0 else None), lead


def _sign_score(word: str, i: int) -> float:
    sign, before, after = word[i], word[i - 1 : i] if i else "", word[i + 1 : i + 2]
    if sign.isalpha():
        return _letter_score(sign, before, after, word)
    if sign < "\u00a0" or "\u2500" <= sign <= "\u259f":
        return -4.0
    if sign == "\u00a0":
        return 1.0
    return _mark_score(sign, before, after)


def _letter_score(sign: str, before: str, after: str, word: str) -> float:
    inside_capitals = before.isupper() and (after.isupper() or (not after and len(word) > 2 and word[:-1].isupper()))
    if (sign.isupper() and before.islower()) or (sign.islower() and inside_capitals):
        return -3.0
    if sign in _FAR:
        return -2.0
    if before.isdigit() or (after.isdigit() and sign not in "ØøÅå") or (sign == "ß" and before not in _VOWELS):
        return -1.0
    if len(word) == 1:
        return 0.0 if sign in _HOME else -1.0
    return 3.0 if sign in _HOME else 2.0 if sign in _NEIGHBOUR else 1.0


def _mark_score(sign: str, before: str, after: str) -> float:
    if sign in _MONEY:
        return 1.0
    if sign in "¤¦¨´¸":
        return 0.5 if sign == "´" and before.isalpha() and after.isalpha() else -1.0
    if before.isalpha() and after.isalpha():
        return 1.0 if sign == "’" else 0.0 if sign in "·–—" else -3.0
    if sign in "–—" or (sign in _CLOSING and not after.isalpha()) or (sign in _OPENING and not before.isalnum()):
        return 1.0
    return -1.0 if before.isalnum() or after.isalnum() else 0.0
