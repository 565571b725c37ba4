"""Columns that come from several headings: what the cells of a row come to, each currency by itself."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import reduce
from operator import add, mul

import pandas as pd

from segkit.intake.settings import ColumnMap
from segkit.intake.values import ReadColumn


def in_their_currencies(column_map: ColumnMap, reads: Sequence[ReadColumn]) -> tuple[pd.Series, dict[str, pd.Series]]:
    """Return the sum or product of the headings, and what of it is in other currencies, by code; a row may hold some of each.

    None where any part is unknown, and where a product has two factors in other currencies.
    """
    values = _combined(column_map, [read.values for read in reads])
    if len(reads) == 1:
        return values, dict(reads[0].foreign)
    foreign: dict[str, dict[int, Decimal]] = defaultdict(dict)
    rows = sorted({row for read in reads for amounts in read.foreign.values() for row in map(int, amounts.index)})
    for row in rows:
        parts = [_part(read, row) for read in reads]
        if any(amount is None for _, amount in parts):
            continue
        if column_map.product:
            codes = [code for code, _ in parts if code]
            if len(codes) == 1:
                foreign[codes[0]][row] = reduce(mul, (amount for _, amount in parts if amount is not None))
            continue
        for code, amount in parts:
            if code and amount is not None:
                foreign[code][row] = foreign[code].get(row, Decimal(0)) + amount
        own = [amount for code, amount in parts if not code and amount is not None]
        values[row] = sum(own, Decimal(0)) if own else None
    return values, {code: pd.Series(amounts, dtype=object) for code, amounts in sorted(foreign.items())}


def _part(read: ReadColumn, row: int) -> tuple[str, Decimal | None]:
    """Return a cell's amount with the code of its currency, "" for the source's own."""
    code = next((code for code, amounts in read.foreign.items() if row in amounts.index), "")
    return code, read.foreign[code][row] if code else read.values[row]


def _combined(column_map: ColumnMap, parts: list[pd.Series]) -> pd.Series:
    """Return the sum or product of the parts; None where any part is unknown."""
    if len(parts) == 1:
        return parts[0]
    operation = mul if column_map.product else add
    combined = reduce(lambda left, right: _each(operation, left, right), (part.tolist() for part in parts))
    return pd.Series(combined, index=parts[0].index, dtype=object)


Amounts = list[Decimal | None]


def _each(operation: Callable[[Decimal, Decimal], Decimal], left: Amounts, right: Amounts) -> Amounts:
    return [None if one is None or other is None else operation(one, other) for one, other in zip(left, right, strict=True)]
