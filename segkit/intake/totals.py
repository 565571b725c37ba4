"""Totals rows: recognised by what they say or by what they add up to, and never a row that has a number of its own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

ZERO = Decimal(0)

LABEL = (
    r"(?:grand\s+|sub)?total(?:er|t|en|sum|summe|omsætning)?|i\s*alt|sub-?total|(?:del|hoved|mellem|slut|gesamt|zwischen|saldo|total)?sum(?:ma|me|mer)?"
    r"|sammanlagt|insgesamt|gesamt(?:betrag)?|hele\s+firmaet|balance|saldo"
)
"""The words for a total, whatever their capitals, as a pattern that Python and DuckDB understand."""

_LABEL = re.compile(LABEL, re.IGNORECASE)

_NAMED = re.compile(rf"(?:{LABEL})[ :]+\S.*|.*\S[ :]+(?:{LABEL})", re.IGNORECASE)
"""The words for a total with a name beside them, such as "Total Ida Holm": a total where the row adds up, or says nothing else."""

_COMPANY = re.compile(
    r".*[\s.](?:a/s|aps|i/s|k/s|p/s|ivs|amba|a\.m\.b\.a|fmba|ab|hb|kb|as|asa|ans|da|oy|oyj|ehf|hf|gmbh|ag|kg|ohg|ltd|limited|plc|llc|inc|corp|b\.?v|n\.?v|s\.?a)\.?",
    re.IGNORECASE,
)
"""A name that ends in the form of a company: "Total Danmark A/S" is a customer, unless it adds up."""

_MOST = 2**62
"""Sums up to here are added in 64 bits; larger ones in Python's own whole numbers."""


@dataclass(frozen=True)
class Total:
    """A row that is a total: its row number, the words that say so (""), and the rows that it is the sum of, where it is one."""

    row: int
    label: str
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True)
class Candidate:
    """A row without a number of its own: the words that make it a total, and those that do so only where it adds up."""

    row: int
    label: str = ""
    named: str = ""


def says_total(text: object) -> bool:
    """Return whether a text is nothing but a word for a total, such as "I alt:" or "Subtotal"."""
    return isinstance(text, str) and _LABEL.fullmatch(text.strip().rstrip(":").strip()) is not None


def names_total(text: object) -> bool:
    """Return whether a text is a word for a total, or one with a name beside it."""
    return says_total(text) or (isinstance(text, str) and _NAMED.fullmatch(text.strip()) is not None)


def is_total(numbers: pd.Series) -> pd.Series:
    """Return which rows say in place of a number that they are a total."""
    return _where(numbers, says_total)


def total_rows(keys: pd.Series, cells: pd.DataFrame, amounts: Sequence[pd.Series]) -> list[Total]:
    """Return the rows that are totals.

    `keys` are the rows' customer numbers (None = none), `cells` the rows as sent, `amounts` the money columns as read. A row is a
    total when its number is a word for one; or when it has no number, or a word for a total with a name beside it, and either another cell is
    such a word, or every amount in it is the exact sum of the rows above it since the total before, of all rows above, or of all rows below, or
    the row holds no other text. A row with a number of its own never is.
    """
    found = candidates(keys, cells)
    if not found:
        return []
    scale = decimals_of(amounts)
    columns = [whole_numbers(column, scale) for column in amounts]
    return totals_among(found, np.asarray(keys.index, dtype=np.int64), columns)


def candidates(keys: pd.Series, cells: pd.DataFrame) -> list[Candidate]:
    """Return the rows that have no customer's number and so may be totals."""
    named = _where(keys, lambda key: isinstance(key, str) and _NAMED.fullmatch(key.strip()) is not None)
    chosen = keys.isna() | is_total(keys) | named
    if not chosen.any():
        return []
    labels = _labels(keys[chosen], cells[chosen])
    found = []
    for row, key, is_named in zip(keys.index[chosen].tolist(), keys[chosen].tolist(), named[chosen].tolist(), strict=True):
        name = str(key) if is_named else ""
        label = labels[row] or (name if name and not _COMPANY.fullmatch(name) and _says_nothing_but(name, cells.loc[row]) else "")
        found.append(Candidate(row, label, name))
    return found


def _where(keys: pd.Series, holds: Any) -> pd.Series:
    """Return the rows whose text fulfils a condition; each text is looked at once."""
    saying = {key for key in keys.unique() if holds(key)}
    return keys.isin(saying) if saying else pd.Series(False, keys.index)


def _says_nothing_but(name: str, cells: pd.Series) -> bool:
    """Return whether a row holds that name, and figures besides, with or without a currency."""
    texts = [cell.strip() for cell in cells if isinstance(cell, str) and not any(map(str.isdigit, cell))]
    return [text for text in texts if any(map(str.isalpha, text))] == [name.strip()]


def _labels(keys: pd.Series, cells: pd.DataFrame) -> dict[int, str]:
    """Return for each row the words that call it a total, "" where there are none."""
    labels = keys.where(is_total(keys), "")
    for heading in cells.columns:
        saying = {text for text in cells[heading].unique() if says_total(text)}
        if saying:
            labels = labels.where((labels != "") | ~cells[heading].isin(saying), cells[heading])
    return {int(str(row)): str(label) for row, label in labels.items()}


# --- sums -------------------------------------------------------------------------------------------------------------------

Amounts = tuple[npt.NDArray[Any], npt.NDArray[np.bool_]]
"""Amounts as whole numbers of their smallest unit, and which of them are known."""


def decimals_of(amounts: Sequence[pd.Series]) -> int:
    """Return how many decimals the exact amounts have at most."""
    # A text is made ten times as fast as the parts of a number, and most amounts occur more than once.
    texts = {text for column in amounts for text in set(map(str, column[column.notna()]))}
    return max((-int(Decimal(text).as_tuple().exponent) for text in texts), default=0)


def whole_numbers(column: Iterable[Decimal | None], decimals: int) -> Amounts:
    """Return exact amounts times a power of ten, as whole numbers; unknown ones are 0."""
    factor = Decimal(1).scaleb(decimals)
    values = np.array([0 if value is None else int(value * factor) for value in column], dtype=object)
    return values, np.array([value is not None for value in column], dtype=bool)


def totals_among(found: Sequence[Candidate], rows: npt.NDArray[np.int64], columns: Sequence[Amounts]) -> list[Total]:
    """Return those candidates that say they are totals or add up. `rows` are all rows of the file in order, with their amounts."""
    places = np.searchsorted(rows, np.array([candidate.row for candidate in found], dtype=np.int64))
    own = np.ones(len(rows), dtype=bool)
    own[places] = False
    sums = [_Sums.of(column, own, places) for column in columns]
    count = np.concatenate(([0], np.cumsum(own)))
    owners = np.flatnonzero(own)
    possible = _above_or_below(sums, len(found))
    since, totals = -1, list[Total]()
    for i, candidate in enumerate(found):
        # Before the first total, what stands since the last one is all that stands above.
        if since < 0 and not candidate.label and not possible[i]:
            continue
        span = None
        at = int(places[i])
        for how in ("since", "above", "below"):
            if all(column.adds_up(i, since, how) for column in sums) and any(column.held[i] for column in sums):
                begin, stop = {"since": (int(places[since]) + 1 if since >= 0 else 0, at), "above": (0, at), "below": (at + 1, len(rows))}[
                    how
                ]
                if count[stop] - count[begin] >= (1 if candidate.named and how == "since" else 2):
                    span = (int(rows[owners[count[begin]]]), int(rows[owners[count[stop] - 1]]))
                    break
        label = candidate.label or (candidate.named if span else "")
        if label or span:
            totals.append(Total(candidate.row, label, *(span or (None, None))))
            since = i
    return totals


def _above_or_below(sums: Sequence["_Sums"], n: int) -> list[bool]:
    """Return which of the n candidates hold an amount and, in every column, nothing or the sum of all rows above, or of all below."""
    holding, above, below = [False] * n, [True] * n, [True] * n
    for column in sums:
        held_before = list(zip(column.held, column.before, strict=True))
        holding = [holds or bool(held) for holds, held in zip(holding, column.held, strict=True)]
        above = [fits and (held is None or held == before) for fits, (held, before) in zip(above, held_before, strict=True)]
        below = [fits and (held is None or held == column.grand - before) for fits, (held, before) in zip(below, held_before, strict=True)]
    return [holds and (up or down) for holds, up, down in zip(holding, above, below, strict=True)]


@dataclass(frozen=True)
class _Sums:
    """One column's amounts at the candidates: what each holds (None = nothing) and the running sum of the rows with a number before it."""

    held: list[int | None]
    before: list[int]
    grand: int

    @classmethod
    def of(cls, amounts: Amounts, own: npt.NDArray[np.bool_], places: npt.NDArray[np.intp]) -> "_Sums":
        values, known = amounts
        counted = np.where(own & known, values, 0)
        if counted.dtype == object and float(sum(map(abs, counted.tolist()))) < _MOST:
            counted = counted.astype(np.int64)
        running = np.cumsum(counted)
        grand = int(running[-1]) if len(running) else 0
        before = [int(running[place]) for place in places]  # a candidate itself adds nothing
        return cls([int(values[place]) if known[place] else None for place in places], before, grand)

    def adds_up(self, i: int, since: int, how: str) -> bool:
        """Return whether a candidate holds nothing here, or the sum of the rows since another one, above, or below."""
        held, before = self.held[i], self.before[i]
        if held is None:
            return True
        if how == "since":
            return held == before - (self.before[since] if since >= 0 else 0)
        return held == (before if how == "above" else self.grand - before)
