"""A column read: its values, what could not be read, what was altered on the way, and why it was read so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.findings import Detected
from segkit.words import phrase

RULES: dict[str, str] = {
    "blanks": phrase("Blanks before or after the text were taken off."),
    "clock": phrase("A time is read as hours: 1:30 is 1.5, and 90 min too."),
    "currency": phrase("The currency was taken off; the amount is unchanged."),
    "missing_token": phrase("The text was listed as missing, so the cell counts as empty."),
    "month": phrase("Only the month is given; it is read as the first day of the month."),
    "number_stored_as_text": phrase("A number was stored as text and is read as a number."),
    "percent_sign": phrase("The percent sign was taken off; 35 % is read as 0.35."),
    "sentinel_date": phrase("The date stands for no date at all, so the cell counts as empty."),
    "serial": phrase("A day number of Excel's is read as the date it stands for."),
    "short_year": phrase("A year of two digits is read as 2000 to 2068 or 1969 to 1999."),
    "sign": phrase("The minus stands after the number, in parentheses or as CR or DR; it is read as a sign before the number."),
    "thousands": phrase("The signs between thousands were taken out."),
    "time_dropped": phrase("The time of day and the time zone were left out; the day is the one that was written."),
    "unwrapped": phrase('The signs that Excel puts around a text, as in ="0012" or \'0012, were taken off.'),
    "week": phrase("Only the week is given; it is read as the Monday of the week."),
}
"""What can be done to a cell beyond plain typing, each said to a person."""


@dataclass(frozen=True)
class ReadColumn:
    """A column read. Each cell that is not empty is in exactly one of: `values`, `bad`, `foreign`, and changed["sentinel_date"]."""

    values: pd.Series
    """Object dtype; None where the cell is empty, bad or foreign; the index as given."""
    bad: pd.Series
    """The cells, as found, that could not be read."""
    undecided: str | None = None
    """An example that leaves the column open: it must be asked, and nothing is read."""
    decision: Detected[str] | None = None
    """The decimal sign, the order of dates or the scale of percents, with its evidence."""
    changed: Mapping[str, pd.Series] = field(default_factory=dict)
    """A key of RULES -> the cells, as found, that were altered by that rule."""
    foreign: Mapping[str, pd.Series] = field(default_factory=dict)
    """Code of another currency than the engagement's -> the exact amounts in it; never among `values`."""
    doubts: tuple[tuple[str, pd.Series], ...] = ()
    """Kind of finding -> cells that were read but are worth a question."""
    bad_kinds: Mapping[str, pd.Series] = field(default_factory=dict)
    """Kind of finding -> the bad cells it speaks of; together they are all of `bad`."""
    question: str = ""
    """The kind of finding that asks about `undecided`."""


@dataclass(frozen=True)
class Distinct:
    """The distinct cells of a column in the order in which they appear; what is found out about each is brought back to its rows."""

    column: pd.Series
    cells: NDArray[np.object_]
    codes: NDArray[np.intp]
    """Per row: the place of its cell in `cells`; -1 where pandas has no value."""

    @classmethod
    def of(cls, column: pd.Series) -> "Distinct":
        codes, cells = pd.factorize(column.to_numpy(dtype=object))
        return cls(column, cells, codes)

    @cached_property
    def counts(self) -> NDArray[np.intp]:
        """How many rows hold each distinct cell."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.cells))

    def spread(self, values: Mapping[int, Any]) -> pd.Series:
        """Return one value per row, None where there is none."""
        found = np.full(len(self.cells) + 1, None, dtype=object)  # the last place is for rows of code -1
        for place, value in values.items():
            found[place] = value
        return pd.Series(found[self.codes], self.column.index, dtype=object)

    def rows(self, places: Iterable[int]) -> pd.Series:
        """Return the cells as found, by row, that are one of these distinct ones."""
        chosen = np.zeros(len(self.cells) + 1, dtype=bool)
        chosen[np.fromiter(places, dtype=np.intp)] = True
        return self.column[chosen[self.codes]]

    def count(self, places: Iterable[int]) -> int:
        return int(self.counts[np.fromiter(places, dtype=np.intp)].sum())

    def row(self, place: int) -> str:
        """Return the row in which a distinct cell first stands, as it is written in a sentence."""
        return str(self.column.index[int(np.argmax(self.codes == place))])

    def by_rule(self, places: Mapping[str, Sequence[int]]) -> dict[str, pd.Series]:
        """Return the rows under each key that has any."""
        return {key: self.rows(found) for key, found in sorted(places.items()) if len(found)}


_INVISIBLE = "\N{ZERO WIDTH SPACE}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"


def trimmed(text: str) -> str:
    """Return a text without blanks and invisible signs at its ends; inside it nothing changes."""
    short = text.strip()
    while short and (short[0] in _INVISIBLE or short[-1] in _INVISIBLE):
        short = short.strip(_INVISIBLE).strip()
    return short


def unread(column: Distinct, question: str, example: object) -> ReadColumn:
    """Return a column of which nothing is read, since `example` can be read two ways."""
    return ReadColumn(column.spread({}), column.column.iloc[:0], undecided=trimmed(str(example)), question=question)
