"""One question of the quiz: several answers, of which exactly one is right."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST_ANSWERS, LEAST_ANSWERS = 4, 3


@dataclass(frozen=True)
class Item:
    """A question, its answers as shown, which of them is right (counted from 0), and why."""

    text: str
    answers: tuple[str, ...]
    right: int
    why: str

    def __post_init__(self) -> None:
        if len(set(self.answers)) != len(self.answers):
            raise AssertionError(f"two answers of '{self.text}' are the same")


def of_numbers(text: str, right: tuple[float, str], wrong: Iterable[tuple[float, str]], why: str) -> Item | None:
    """Return a question whose answers are (value, as shown), in rising order; None where too few differ as they are shown."""
    kept = {right[1]: right[0]}
    for value, shown in wrong:
        if value > 0 and len(kept) < MOST_ANSWERS:
            kept.setdefault(shown, value)
    ordered = sorted(kept, key=lambda shown: kept[shown])
    return None if len(ordered) < LEAST_ANSWERS else Item(text, tuple(ordered), ordered.index(right[1]), why)


def of_texts(text: str, right: str, wrong: Iterable[str], why: str, order: Iterable[str] = ()) -> Item | None:
    """Return a question whose answers are texts, in the given order (else by the alphabet); None where too few differ."""
    others = [shown for shown in dict.fromkeys(wrong) if shown != right][: MOST_ANSWERS - 1]
    places = {shown: place for place, shown in enumerate(order)}
    ordered = sorted([right, *others], key=lambda shown: (places.get(shown, len(places)), shown))
    return None if len(ordered) < LEAST_ANSWERS else Item(text, tuple(ordered), ordered.index(right), why)
