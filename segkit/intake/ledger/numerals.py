"""Amounts in a large file: a strict grammar in SQL for the plain ones, Python's own reading for all others."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from segkit.intake.ledger.database import quoted
from segkit.intake.values import read_numbers


@dataclass(frozen=True)
class Grammar:
    """The amounts that SQL reads by itself: plain figures with at most so many, and so many decimals, after `sign`.

    Three decimals are left to Python, for 1.234 may be a thousand. Without a sign only whole numbers are plain. `grouped` also takes
    thousands groups where decimals follow, which leaves no doubt either.
    """

    sign: str | None
    grouped: bool = False
    whole: int = 13
    decimals: int = 4

    @property
    def pattern(self) -> str:
        whole = f"-?[0-9]{{1,{self.whole}}}"
        if self.sign is None:
            return whole
        sign, other = (",", "[.]") if self.sign == "," else ("[.]", ",")
        after = f"({sign}([0-9]{{1,2}}|[0-9]{{4,{self.decimals}}}))"
        grouped = f"|-?[1-9][0-9]{{0,2}}({other}[0-9]{{3}}){{1,{self.whole // 3 - 1}}}{after}" if self.grouped else ""
        return f"{whole}{after}?{grouped}"

    def fits(self, cell: str, missing: Sequence[str]) -> str:
        """Return the SQL condition under which a cell is plain; an empty one is."""
        told = f" AND {cell} NOT IN ({', '.join(map(quoted, missing))})" if missing else ""
        return f"({cell} IS NULL OR (regexp_full_match({cell}, {quoted(self.pattern)}){told}))"

    def value(self, cell: str) -> str:
        """Return the SQL of a plain cell's amount; of any other cell it says nothing."""
        if self.sign == ",":
            cell = f"replace({cell}, '.', '')" if self.grouped else cell
            cell = f"replace({cell}, ',', '.')"
        elif self.grouped:
            cell = f"replace({cell}, ',', '')"
        return f"TRY_CAST({cell} AS DECIMAL({self.whole + self.decimals}, {self.decimals}))"


def grammar_of(texts: Sequence[str], given: str | None, currency: str) -> Grammar:
    """Return the grammar that the first cells of a column suggest."""
    sign = decimal_sign(pd.Series(texts, dtype=object), given, currency)
    other = "." if sign == "," else ","
    return Grammar(sign, grouped=sign is not None and any(sign in text and other in text for text in texts))


def decimal_sign(cells: pd.Series, given: str | None, currency: str) -> str | None:
    """Return the decimal sign by which read_numbers reads the cells; None where it leaves them undecided.

    Asked by its result, so that there is one rule: the sign that, given, changes nothing.
    """
    if given is not None:
        return given
    free = read_numbers(cells, None, currency)
    if free.undecided is not None:
        return None
    same = [sign for sign in (",", ".") if read_numbers(cells, sign, currency).values.equals(free.values)]
    return same[0] if len(same) == 1 else None
