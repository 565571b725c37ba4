"""Cells to values: what stands in an entry, read by the intake's own rules, and two cells held against each other."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import pandas as pd

from segkit.intake.accounts import cents
from segkit.intake.values import read_dates, read_numbers
from segkit.returned.book import Cell
from segkit.returned.items import Shown

LARGEST = Decimal(10) ** 13
"""An amount from which on a slip of the finger is more likely than a customer."""


@dataclass(frozen=True)
class Read:
    """What an entry says: its value (None = empty), or the kind of question that it raises."""

    value: Shown = None
    question: str = ""


@dataclass(frozen=True)
class Notation:
    """How the client writes: the currency of the amounts, the grades that can be fixed as the client sees them, and the scale of the points."""

    currency: str
    grades: Sequence[str]
    scale: tuple[int, int] = (0, 0)


def read_entry(cell: Cell, takes: str, choices: Sequence[str], notation: Notation) -> Read:
    """Return what an entry says. Nothing is guessed: what can be read in two ways is a question."""
    if cell.is_empty:
        return Read()
    if cell.formula is not None and cell.value is None and takes != "text":
        return Read(question="no_result")
    value = cell.value if cell.value is not None else cell.formula
    if takes == "amount":
        return _amount(value, notation.currency)
    if takes == "date":
        return _date(value)
    if takes in {"grade", "choice"}:
        known = notation.grades if takes == "grade" else choices
        found = _chosen(text_of(value), known)
        return Read(found) if found is not None else Read(question="not_a_grade" if takes == "grade" else "not_a_choice")
    return Read(text_of(value))


def _amount(value: object, currency: str) -> Read:
    if isinstance(value, (bool, dt.date, dt.time)):
        return Read(question="not_an_amount")
    if isinstance(value, (int, float)):
        amount = _decimal(value)
    else:
        read = read_numbers(pd.Series([str(value)], dtype=object), currency=currency)
        amount = None if read.undecided or read.doubts else read.values.iloc[0]
    if amount is None or not amount.is_finite() or abs(amount) >= LARGEST:
        return Read(question="not_an_amount")
    return Read(question="negative") if amount < 0 else Read(cents(amount))


def number_of(cell: Cell, currency: str) -> Decimal | None:
    """Return a setting's number as it stands, with all its decimals; None where it is no number of 0 or more."""
    value = cell.value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        amount = _decimal(value)
    elif isinstance(value, str):
        read = read_numbers(pd.Series([value], dtype=object), currency=currency)
        amount = None if read.undecided or read.doubts else read.values.iloc[0]
    else:
        return None
    return amount if amount is not None and amount.is_finite() and 0 <= amount < LARGEST else None


def _decimal(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _date(value: object) -> Read:
    if isinstance(value, dt.datetime):
        return Read(value.date())
    if isinstance(value, dt.date):
        return Read(value)
    if not isinstance(value, str):
        return Read(question="not_a_date")
    read = read_dates(pd.Series([value.strip()], dtype=object))
    found = None if read.undecided else read.values.iloc[0]
    return Read(found.date() if isinstance(found, dt.datetime) else found) if isinstance(found, dt.date) else Read(question="not_a_date")


def _chosen(text: str, known: Sequence[str]) -> str | None:
    """Return the choice that a text names, in any case of letters where that leaves no doubt."""
    if text in known:
        return text
    alike = [choice for choice in known if choice.casefold() == text.casefold()]
    return alike[0] if len(alike) == 1 else None


def text_of(value: object) -> str:
    """Return a value as text, a date without its time of day, a whole number without decimals."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return re.sub(r"_x000D_|\r\n?", "\n", str(value)).replace("\n\n", "\n").strip() if value is not None else ""


def plain(cell: Cell, takes: str = "") -> Shown:
    """Return a cell's content so that two cells that say the same are equal: numbers in hundredths, dates without time, texts without ends."""
    value = cell.value
    if cell.is_empty or (value is None and cell.formula is None):
        return None
    if value is None:
        return str(cell.formula)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        amount = _decimal(value)
        return cents(amount) if takes == "amount" and amount is not None and amount.is_finite() and abs(amount) < LARGEST else amount
    if isinstance(value, dt.datetime):
        return value.date() if value.time() == dt.time() else text_of(value)
    return value if isinstance(value, dt.date) else text_of(value)


_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "\u00a0": " "})


def alike(one: Cell, other: Cell) -> bool:
    """Return whether two cells mean the same though they are written otherwise: 0012 and 12, 1E+05 and 100000, curly quotes and straight ones."""
    texts = [text_of(cell.value).translate(_QUOTES).casefold() for cell in (one, other)]
    if texts[0].split() == texts[1].split():
        return True
    return same_number(*texts)


def same_number(one: str, other: str) -> bool:
    """Return whether two numbers are one after a spreadsheet took one of them for a figure: without its zeros, or in powers of ten."""
    if one.casefold() == other.casefold():
        return True
    first, second = (_figure(text) for text in (one, other))
    if first is None or second is None:
        return False
    if first == second:
        return True
    for short, long in ((one, second), (other, first)):
        match = _POWER.fullmatch(short.strip())
        if match and long != 0:
            digits = len(match["digits"].replace(",", "").replace(".", ""))
            return Decimal(f"{long:.{digits - 1}E}") == _figure(short)
    return False


_FIGURE = re.compile(r"\d+([.,]\d+)?(E[+-]?\d+)?", re.IGNORECASE)
_POWER = re.compile(r"(?P<digits>\d+([.,]\d+)?)E[+-]?\d+", re.IGNORECASE)


def _figure(text: str) -> Decimal | None:
    text = text.strip()
    return _decimal(text.replace(",", ".")) if _FIGURE.fullmatch(text) else None
