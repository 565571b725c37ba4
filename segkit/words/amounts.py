"""Amounts as they stand in a sentence, for many accounts at once, and the same as Excel formulas that know no locale.

Whole amounts, half up; an amount below 1 with two decimals, so that an øre is not shown as 0. Shares in percent, with one decimal where
they have one. The signs are those that Words writes, taken from its own texts.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np

from segkit.words.language import Words

Figures = np.ndarray[Any, np.dtype[np.float64]]

WIDEST = 15
"""Digits of the largest amount that a formula writes out."""
NOISE = 1e-10
"""What a half may lack after a multiplication and still round up."""


class Amounts:
    """How one language writes amounts in a sentence."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.decimal = words.decimal_sign
        self.thousands = words.number(1000)[1:-3]
        self.money_ends = _ends(words.money(7))
        self.share_ends = _ends(words.percent(0.07))

    @cached_property
    def minus(self) -> str:
        return self.words.number(-7).removesuffix("7")

    def money(self, amounts: Figures) -> list[str]:
        """Return amounts of money as texts; they are known."""
        ore = np.round(np.abs(amounts) * 100).astype("int64")
        before, after = self.money_ends
        signs = np.where(amounts < 0, self.minus + before, before)
        return [
            f"{sign}0{self.decimal}{small:02d}{after}" if 0 < small < 100 else f"{sign}{self._grouped((small + 50) // 100)}{after}"
            for sign, small in zip(signs.tolist(), ore.tolist(), strict=True)
        ]

    def shares(self, shares: Figures) -> list[str]:
        """Return shares as percentages; they are known."""
        tenths = np.floor(np.abs(shares) * 1000 + 0.5 + NOISE).astype("int64")
        before, after = self.share_ends
        signs = np.where((shares < 0) & (tenths > 0), self.minus + before, before)
        return [
            f"{sign}{self._grouped(tenth // 10)}{self.decimal + str(tenth % 10) if tenth % 10 else ''}{after}"
            for sign, tenth in zip(signs.tolist(), tenths.tolist(), strict=True)
        ]

    def money_formula(self, cell: str, *, signed: bool = True) -> str:
        """Return the Excel expression of a known amount as text; unsigned for one that is 0 or more."""
        size = f"ABS({cell})" if signed else cell
        small = f'"0{self.decimal}"&RIGHT("0"&ROUND({size}*100,0),2)'
        number = f"IF(({size}<1)*({cell}<>0),{small},{self._grouped_formula(f'ROUND({size},0)')})"
        return self._with_ends(number, self.money_ends, f"{cell}<0" if signed else "")

    def share_formula(self, cell: str) -> str:
        """Return the Excel expression of a known share as a percentage."""
        tenths = f"ROUND(ABS({cell})*1000,0)"
        decimal = f'IF(MOD({tenths},10)=0,"","{self.decimal}"&MOD({tenths},10))'
        return self._with_ends(f"{self._grouped_formula(f'INT({tenths}/10)')}&{decimal}", self.share_ends, f"ROUND({cell}*1000,0)<0")

    def _grouped(self, number: int) -> str:
        return f"{number:,}".replace(",", self.thousands)

    def _grouped_formula(self, number: str) -> str:
        """Return the expression of a whole number with its thousands set apart: spaces at fixed places, those at the front trimmed."""
        text = f'RIGHT(REPT(" ",{WIDEST})&{number},{WIDEST})'
        for place in range(WIDEST - 2, 1, -3):
            text = f'REPLACE({text},{place},0," ")'
        return f'SUBSTITUTE(TRIM({text})," ","{self.thousands}")'

    def _with_ends(self, number: str, ends: tuple[str, str], negative: str) -> str:
        before, after = (f'"{end}"' if end else "" for end in ends)
        sign = f'IF({negative},"{self.minus}","")' if negative else ""
        return "&".join(part for part in (sign, before, number, after) if part)


def _ends(shown: str) -> tuple[str, str]:
    before, after = shown.split("7")
    return before, after


def joined(words: Words, parts: Iterable[str]) -> str:
    """Return alternatives as a sentence lists them: A, B or C."""
    most = list(parts)
    return words("{most} or {last}", most=", ".join(most[:-1]), last=most[-1]) if len(most) > 1 else "".join(most)
