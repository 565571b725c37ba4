"""Amounts short enough for a chart: in the currency, in thousands or in millions, with the unit in words."""

from dataclasses import dataclass

from segkit.words import Words


@dataclass(frozen=True)
class Scale:
    """How a chart's amounts are shown: divided, with the unit that its caption and axes name."""

    words: Words
    divisor: float
    unit: str

    def shown(self, value: float) -> str:
        short = value / self.divisor
        whole = abs(short) >= 100 or round(short, 6) == int(short)
        return self.words.number(short, 0 if whole or self.divisor == 1 else 1 if abs(short) >= 0.95 else 2)


def scale_of(words: Words, largest: float) -> Scale:
    """Return the scale that suits the largest amount of a chart."""
    if largest >= 2_000_000:
        return Scale(words, 1e6, words("million {currency}", currency=words.currency))
    if largest >= 20_000:
        return Scale(words, 1e3, words("thousand {currency}", currency=words.currency))
    return Scale(words, 1, words.currency)
