"""Which months of a ledger are looked at: its last twelve whole months, and the twelve before where it reaches back so far."""

import calendar
import datetime as dt

import pandas as pd

from segkit.intake.ledger.activity import Span, Windows

YEAR = 12

SLACK = 7
"""Days by which the first and the last line may miss the ends of a month that still counts as whole: nobody invoices every day."""

APART = 12
"""Empty months in a row from which lines before and after do not belong together: a year that was mistyped stands alone."""


def settle(months: pd.DataFrame) -> Windows | None:
    """Return the windows of a ledger from its months (month, lines, first, last); None where there is not one."""
    own = months_together(months)
    if own.empty:
        return None
    whole = Span(own["first"].iloc[0], own["last"].iloc[-1])
    begin, n = _whole_months(whole)
    if n == 0:
        return Windows(whole, whole, None)
    begin, shown = _later(begin, max(n - YEAR, 0)), min(n, YEAR)
    period = _months(begin, shown)
    return Windows(whole, period, _months(_later(begin, -YEAR), YEAR) if n >= 2 * YEAR else None)


def months_together(months: pd.DataFrame) -> pd.DataFrame:
    """Return the months that belong together: no year without lines between them; of several such runs, the one with most lines."""
    if months.empty:
        return months
    numbers = months["month"].map(lambda month: month.year * YEAR + month.month)
    run = (numbers.diff().fillna(0) > APART).cumsum()
    lines = months["lines"].astype("int64").groupby(run).sum()
    largest = lines[lines == lines.max()].index[-1]
    together: pd.DataFrame = months.loc[run == largest]
    return together


def gaps(months: pd.DataFrame) -> tuple[dt.date, ...]:
    """Return the months without a single line among those that belong together, by their first day."""
    own = months_together(months)
    if own.empty:
        return ()
    there = set(own["month"])
    first, last = own["month"].iloc[0], own["month"].iloc[-1]
    count = (last.year - first.year) * YEAR + last.month - first.month + 1
    return tuple(month for month in (_later(first, i) for i in range(count)) if month not in there)


def whole_months(span: Span) -> int:
    """Return how many whole months lie in some days."""
    return _whole_months(span)[1]


def _whole_months(span: Span) -> tuple[dt.date, int]:
    """Return the first whole month by its first day, and how many there are."""
    first = span.begin.replace(day=1)
    if span.begin.day > 1 + SLACK:
        first = _later(first, 1)
    last = span.end.replace(day=1)
    if span.end.day < _days_of(last) - SLACK:
        last = _later(last, -1)
    return first, max(0, (last.year - first.year) * YEAR + last.month - first.month + 1)


def _months(begin: dt.date, n: int) -> Span:
    return Span(begin, _later(begin, n) - dt.timedelta(days=1))


def _later(month: dt.date, n: int) -> dt.date:
    years, place = divmod(month.year * YEAR + month.month - 1 + n, YEAR)
    return dt.date(years, place + 1, 1)


def _days_of(month: dt.date) -> int:
    return calendar.monthrange(month.year, month.month)[1]
