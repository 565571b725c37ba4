"""Dates in a large file: the one form that SQL reads by itself, wherever the whole column keeps to it."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from segkit.intake.ledger.database import quoted
from segkit.intake.values import read_dates

_YEAR = "(?:19[7-9][0-9]|20[0-4][0-9])"
"""Years that stand for themselves; any other may be a placeholder, which Python judges."""

FIRST = dt.date(1970, 1, 1)
"""The first day of those years."""

_PARTS = {"%d": "[0-3][0-9]", "%m": "[01][0-9]", "%Y": _YEAR}

_FORMS = ("%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%m-%d-%Y", "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d")


_CLOCK = "[ T](?:[01][0-9]|2[0-3])[:.][0-5][0-9](?:[:.][0-5][0-9](?:[.][0-9]{1,9})?)?"
_MIDNIGHT = "[ T]00[:.]00([:.]00([.]0+)?)?$"

MOSTLY = 0.5
"""The share of a column's different dates that must have one form for SQL to read that form."""


@dataclass(frozen=True)
class DateForm:
    """One way of writing dates, with all its figures; the order of day and month is decided."""

    form: str
    clock: bool = False
    """Whether a time of day may stand behind the day."""

    @property
    def pattern(self) -> str:
        text = self.form.replace(".", "[.]")
        for part, figures in _PARTS.items():
            text = text.replace(part, figures)
        return f"{text}({_CLOCK})?" if self.clock else text

    @property
    def order(self) -> str:
        """The order as engagement.yaml writes it."""
        return {"d": "dmy", "m": "mdy", "Y": "ymd"}[self.form[1]]

    def fits(self, cell: str, missing: Sequence[str], until: dt.date, *, doubtful: bool) -> str:
        """Return the SQL condition under which a cell, read as the column `day`, is a day up to `until` in this form; an empty one is.

        Where no cell is `doubtful`, that is where none begins or ends with a blank, a day of that many signs has all its figures.
        """
        told = f" AND {cell} NOT IN ({', '.join(map(quoted, missing))})" if missing else ""
        whole = f"regexp_full_match({cell}, {quoted(self.pattern)})"
        form = whole if doubtful or self.clock else f"strlen({cell}) = {self.figures}"
        return f"({cell} IS NULL OR ({form} AND day BETWEEN DATE '{FIRST}' AND DATE '{until}'{told}))"

    def day(self, cell: str) -> str:
        return f"try_strptime({f'left({cell}, {self.figures})' if self.clock else cell}, {quoted(self.form)})::DATE"

    def timed(self, cell: str) -> str:
        """Return the SQL condition that a cell loses more than a midnight."""
        return (
            f"coalesce(length({cell}) > {self.figures} AND NOT regexp_matches({cell}, {quoted(_MIDNIGHT)}), false)"
            if self.clock
            else "false"
        )

    @property
    def figures(self) -> int:
        return 8 if self.form == "%Y%m%d" else 10


def date_form(texts: Sequence[str], order: Literal["dmy", "mdy", "ymd"] | None) -> DateForm | None:
    """Return the form in which most of the first dates of a column are written and that gives the days read_dates gives, if there is one."""
    distinct = list(dict.fromkeys(texts))
    if not distinct:
        return None
    read = read_dates(pd.Series(distinct, dtype=object), order)
    if read.undecided is not None:
        return None
    clock = has_clock(distinct)
    for form in (DateForm(text, clock) for text in _FORMS):
        fitting = [re.fullmatch(form.pattern, text) is not None for text in distinct]
        if sum(fitting) < MOSTLY * len(distinct):
            continue
        days = [text[: form.figures] for text, fits in zip(distinct, fitting, strict=True) if fits]
        found = [dt.datetime.strptime(day, form.form).date() if _is_day(day, form.form) else None for day in days]
        if found == [day for day, fits in zip(read.values, fitting, strict=True) if fits]:
            return form
    return None


def _is_day(text: str, form: str) -> bool:
    try:
        dt.datetime.strptime(text, form)
    except ValueError:
        return False
    return True


def has_clock(texts: Sequence[str]) -> bool:
    """Return whether any of a column's first dates carries a time of day."""
    return any(re.search(r"\d[ T]\d{1,2}[:.]\d{2}", text) for text in texts)
