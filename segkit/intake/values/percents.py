"""Percentages: the column decides among 0.35, 35 and 35 %; what can be read two ways is asked."""

from collections import defaultdict
from decimal import Decimal
from typing import Literal

import pandas as pd

from segkit.findings import Detected
from segkit.intake.values.column import ReadColumn, trimmed, unread
from segkit.intake.values.figures import Figures
from segkit.intake.values.numbers import rules_of
from segkit.intake.values.shapes import as_decimals
from segkit.intake.values.signs import decimal_sign, undecided_example
from segkit.words import phrase

Scale = Literal["fraction", "percent"]

_TOLD = phrase("It is written down for this source how percentages are given; {n} of {of} cells fit.")
_SIGNS = phrase("'{example}' on row {row} has a percent sign, like every other cell that is not 0; {n} of {of} cells fit.")
_FRACTIONS = phrase("'{example}' on row {row} is a part of 1, and no cell without a percent sign is above 1; {n} of {of} cells fit.")
_PERCENTS = phrase("'{example}' on row {row} is above 1, and no cell lies between 0 and 1; {n} of {of} cells fit.")
_NOTHING = phrase("No cell tells how percentages are given; {n} of {of} cells fit.")


def read_percents(cells: pd.Series, decimal: str | None = None, scale: Scale | None = None) -> ReadColumn:
    """Return the cells as exact fractions: 0.35 for 0.35, for 35 and for 35 %.

    Cells with a percent sign say so themselves; the others are fractions where none is above 1, and percentages where none lies
    between 0 and 1. Both in one column, or only 0 and 1, leaves it undecided, unless `scale` says which. `decimal` as in
    read_numbers. A value below 0 or above 1 is read and doubted. Raises nothing.
    """
    figures = Figures.of(cells)
    sign = decimal_sign(figures, decimal)
    if sign is None:
        return unread(figures.column, "undecided_numbers", undecided_example(figures))
    bare, signed = dict(figures.stored), dict[int, Decimal]()
    bad: dict[str, list[int]] = defaultdict(list)
    bad["bad_percents"] += [*figures.unread, *figures.scientific]
    changed: dict[str, list[int]] = defaultdict(list)
    for shape, places in figures.shapes:
        if not sign.holds(shape):
            bad["mixed_numbers"] += places
        elif shape.words:
            bad["bad_percents"] += places
        else:
            texts = [figures.column.cells[place] for place in places]
            (signed if shape.percent else bare).update(zip(places, as_decimals(texts, shape, sign.answer), strict=True))
            for rule in rules_of(shape, sign.answer, bool(figures.stored)) + ["percent_sign"] * shape.percent:
                changed[rule] += places
    decided = _decided(figures, bare, signed, scale)
    if not isinstance(decided, Detected):
        return unread(figures.column, "undecided_percents", figures.column.cells[decided])
    values = {place: number.scaleb(-2) for place, number in signed.items()}
    values |= bare if decided.answer == "fraction" else {place: number.scaleb(-2) for place, number in bare.items()}
    out = figures.column.rows(place for place, value in values.items() if not 0 <= value <= 1)
    return ReadColumn(
        figures.column.spread(values),
        figures.column.rows(place for places in bad.values() for place in places),
        decision=decided,
        changed=figures.column.by_rule(changed),
        doubts=(("percents_out_of_range", out),) if len(out) else (),
        bad_kinds=figures.column.by_rule(bad),
    )


def _decided(figures: Figures, bare: dict[int, Decimal], signed: dict[int, Decimal], told: Scale | None) -> Detected[str] | int:
    """Return the scale of the cells without a percent sign with its evidence, or the distinct cell that leaves it open."""
    parts = [place for place, number in bare.items() if number != number.to_integral_value() and abs(number) < 1]
    wholes = [place for place, number in bare.items() if abs(number) > 1]
    ones = [place for place, number in bare.items() if abs(number) == 1]
    fit = figures.column.count([*bare, *signed])
    if told:
        return _detected(figures, told, _TOLD, None, fit)
    # 1.15 and 1.2 alone can be shares above 1 as well as percentages.
    close = [place for place in wholes if bare[place] != bare[place].to_integral_value() and max(map(abs, bare.values())) <= 2]
    if (parts and wholes) or close or (ones and not parts and not wholes):
        return min(parts or close or ones)
    if parts:
        return _detected(figures, "fraction", _FRACTIONS, min(parts), fit)
    if wholes:
        return _detected(figures, "percent", _PERCENTS, min(wholes), fit)
    if signed:
        return _detected(figures, "percent", _SIGNS, min(signed), fit)
    return _detected(figures, "fraction", _NOTHING, None, fit)


def _detected(figures: Figures, answer: Scale, why: str, example: int | None, fit: int) -> Detected[str]:
    values: dict[str, object] = {"n": fit, "of": figures.filled}
    if example is not None:
        values |= {"example": trimmed(str(figures.column.cells[example])), "row": figures.column.row(example)}
    return Detected(answer, why, values, fit / figures.filled if figures.filled else 1.0)
