"""How amounts and dates are spelled in a file, and whether anybody could read the spelling back."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class NumberStyle:
    """How an amount is written. `negative` holds the figures in braces; `places` = the fewest decimals, None = only those needed."""

    decimal: str = ","
    thousands: str = ""
    negative: str = "-{}"
    before: str = ""
    after: str = ""
    places: int | None = 2

    def figures(self, value: Decimal) -> str:
        """Return the amount without sign and currency."""
        needed = max(0, -int(value.normalize().as_tuple().exponent))
        plain = f"{abs(value):.{needed if self.places is None else max(needed, self.places)}f}"
        whole, _, fraction = plain.partition(".")
        return f"{int(whole):,}".replace(",", self.thousands) + (self.decimal + fraction if fraction else "")

    def spelled(self, value: Decimal) -> str:
        figures = self.figures(value)
        return self.before + (self.negative.format(figures) if value < 0 else figures) + self.after


@dataclass(frozen=True)
class DateStyle:
    """How a day is written; `short` where day and month are two numbers whose order only the column can tell."""

    spelled: Callable[[dt.date], str]
    short: bool = False


_COMMA = re.compile(r"(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
_POINT = re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")


def numbers_open(figures: Iterable[str]) -> bool:
    """Return whether a column reads without contradiction with a decimal comma and with a decimal point, to other values."""
    texts = list(figures)
    if not all(_COMMA.fullmatch(text) and _POINT.fullmatch(text) for text in texts):
        return False
    return any(Decimal(text.replace(".", "").replace(",", ".")) != Decimal(text.replace(",", "")) for text in texts)


def dates_open(days: Iterable[dt.date]) -> bool:
    """Return whether days written as two short numbers and a year read both as day first and as month first, to other days."""
    known = list(days)
    return all(day.day <= 12 for day in known) and any(day.day != day.month for day in known)
