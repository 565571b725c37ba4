"""Numbers: the column, not the cell, decides the decimal sign; what can be read two ways is asked, never guessed."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

import pandas as pd

from segkit.intake.values.column import ReadColumn, unread
from segkit.intake.values.currencies import are_currencies, beside
from segkit.intake.values.figures import Figures
from segkit.intake.values.shapes import Shape, as_decimals
from segkit.intake.values.signs import Sign, decimal_sign, undecided_example


def read_numbers(cells: pd.Series, decimal: str | None = None, currency: str = "") -> ReadColumn:
    """Return the cells as exact Decimals, each as written: 1.234,50 kr. is 1234.50.

    `decimal` is the column's decimal sign; when None, the cells that leave no choice decide. Where none does ("1.234" only) the
    column is undecided. Where they disagree the rarer form is bad, and so is every cell that both forms would read differently.
    Signs between thousands, a minus behind, parentheses, CR and DR, and the words of `currency` are understood; an amount in
    another currency goes to `foreign`. Texts such as NA, nan or - are bad, never empty. Percent signs are bad. Raises nothing.
    """
    figures = Figures.of(cells)
    sign = decimal_sign(figures, decimal)
    if sign is None:
        return unread(figures.column, "undecided_numbers", undecided_example(figures))
    reading = _Reading(figures, sign, currency)
    reading.read()
    return reading.column()


@dataclass
class _Reading:
    """What becomes of each distinct cell once the decimal sign is chosen."""

    figures: Figures
    sign: Sign
    currency: str
    values: dict[int, Decimal] = field(default_factory=dict)
    foreign: dict[str, dict[int, Decimal]] = field(default_factory=lambda: defaultdict(dict))
    bad: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    changed: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    doubtful: list[int] = field(default_factory=list)

    def read(self) -> None:
        self.values |= self.figures.stored
        self.bad["bad_numbers"] += self.figures.unread
        for place, number in self.figures.scientific.items():
            if number is None:
                self.bad["shortened_numbers"].append(place)
            else:
                self.values[place] = number
        for shape, places in self.figures.shapes:
            self._read_shape(shape, places)

    def _read_shape(self, shape: Shape, places: list[int]) -> None:
        if shape.percent or not are_currencies(shape.words):
            self.bad["bad_numbers"] += places
        elif (currency := beside(shape.words, self.currency)) is None:
            self.bad["unclear_currencies"] += places
        elif not self.sign.holds(shape):
            self.bad["mixed_numbers"] += places
        else:
            texts = self.figures.column.cells
            read = zip(places, as_decimals([texts[place] for place in places], shape, self.sign.answer), strict=True)
            if self.sign.doubts(shape):
                self.doubtful += places
            if currency != self.currency:
                self.foreign[currency].update(read)
                return
            self.values.update(read)
            for rule in rules_of(shape, self.sign.answer, bool(self.figures.stored)):
                self.changed[rule] += places

    def column(self) -> ReadColumn:
        column = self.figures.column
        bad = column.rows(place for places in self.bad.values() for place in places)
        foreign = {code: column.spread(amounts).dropna() for code, amounts in sorted(self.foreign.items())}
        fit = column.count(self.values) + sum(len(amounts) for amounts in foreign.values())
        return ReadColumn(
            column.spread(self.values),
            bad,
            decision=self.sign.decision(self.figures, fit),
            changed=column.by_rule(self.changed),
            foreign=foreign,
            doubts=(("three_decimals", column.rows(self.doubtful)),) if self.doubtful else (),
            bad_kinds=column.by_rule(self.bad),
        )


def rules_of(shape: Shape, sign: str, beside_stored: bool) -> list[str]:
    """Return the keys of RULES for what reading a text of that shape does to it.

    In a text file every number is a text; only beside numbers that a workbook stores is one stored as text worth telling.
    """
    rules = list(shape.rules)
    if shape.readings[sign]:
        rules.append("thousands")
    if shape.words:
        rules.append("currency")
    if beside_stored:
        rules.append("number_stored_as_text")
    return rules
