"""Points of a measured leaf as one cell writes them, and back: 0: 5; 12,5: 3; 50: 1."""

import re

from segkit.words import Words

_NUMBER = re.compile(r"[-+−]?\d+(?:[.,]\d+)?")
_TWO_WAYS = re.compile(r"[-+−]?[1-9]\d{0,2}[.,]\d{3}")


def points_text(points: list[tuple[float, float]], words: Words) -> str:
    """Return pairs of value and points with the language's decimal sign."""
    return "; ".join(f"{_written(value, words)}: {_written(given, words)}" for value, given in points)


def read_points(text: str) -> list[tuple[float, float]]:
    """Return the pairs of a text. Raises ValueError, with the part that is not understood and why, for anything else."""
    return [_pair(part) for part in text.replace("\n", ";").split(";") if part.strip()]


def read_number(text: str) -> float:
    """Return a number written with comma or point. Raises ValueError, saying why, for what is none or can be read two ways."""
    plain = re.sub(r"[\s\u00a0\u202f]", "", text)
    if _TWO_WAYS.fullmatch(plain):
        raise ValueError(
            f"'{text.strip()}' can be read two ways: write {re.sub('[.,]', '', plain)} for the large number, without thousands signs"
        )
    if not _NUMBER.fullmatch(plain):
        raise ValueError(f"'{text.strip()}' is no number")
    return float(plain.replace(",", ".").replace("−", "-"))


def _pair(part: str) -> tuple[float, float]:
    value, colon, points = part.partition(":")
    if not colon:
        raise ValueError(f"'{part.strip()}' is no pair of value and points with a colon between them")
    return read_number(value), read_number(points)


def _written(number: float, words: Words) -> str:
    return f"{number:.10f}".rstrip("0").rstrip(".").replace(".", words.decimal_sign)
