"""What the cells of a column look like, cheaply: shares of dates, numbers, addresses and company numbers, and how values repeat."""

import datetime as dt
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
from stdnum.dk import cvr
from stdnum.no import orgnr as norwegian
from stdnum.se import orgnr as swedish

from segkit.intake.source_table import CellError
from segkit.intake.values.hours import is_time

SAMPLE = 2000
"""So many rows, evenly spread, are looked at for the shape of cells; how values repeat is counted over all rows."""

MISSING = frozenset({"", "null", "none", "n/a", "#n/a", "na", "nan", "-", "–", "."})
"""Texts that usually stand for an empty cell. They only keep a profile from being blurred; no reading of cells uses them."""

_MONTHS = "jan|feb|mar|mär|apr|maj|mai|may|jun|jul|aug|sep|okt|oct|nov|dec|des|dez"
_DATE = re.compile(
    r"\d{4}[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])([T ].*)?|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})( .*)?"
    r"|(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])|\d{1,2}[. -]+("
    + _MONTHS
    + r")\w*[. ,-]+\d{2,4}|("
    + _MONTHS
    + r")\w*\.? \d{1,2},? \d{4}",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(19|20)\d\d[-/. ]?(0[1-9]|1[0-2])|(" + _MONTHS + r")\w*[. -]?(\d\d|\d{4})|\d{4}[- ]?(w|uge|v|kw) ?\d{1,2}", re.IGNORECASE
)
_NUMBER = re.compile(r"[-+(]*\d[\d.,]*[)%-]?|[-+(]*[.,]\d+\)?")
_MONEY_WORD = re.compile(r"^(kr\.?|dkk|sek|nok|eur|usd|gbp|€|£|\$)|(kr\.?|dkk|sek|nok|eur|usd|gbp|€|£|\$|,-)$", re.IGNORECASE)
_SPACES = dict.fromkeys(map(ord, " \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'\N{RIGHT SINGLE QUOTATION MARK}"))
_EMAIL = re.compile(r"[^@\s;]+@[^@\s;]+\.[^@\s;]{2,}")
_PHONE = re.compile(r"(?=(?:\D*\d){7,15}\D*$)[+(]?[\d() ./-]+")
_POSTCODE = re.compile(r"([a-z]{1,2}-)?\d{4,5}|\d{3} \d{2}|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|\d{5}-\d{4}", re.IGNORECASE)
_CURRENCY = re.compile(r"[A-Z]{3}|kr\.?|€|\$|£")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_YEAR = re.compile(r"(1[789]|20)\d\d")
_VAT = re.compile(r"(DK|SE|NO|DE|FI|NL|GB|FR|AT)[ -]?\d{8,12}(MVA)?|HR[AB] ?\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Profile:
    """A column's cells in figures: counts of all rows, and shares (0 to 1) of the filled cells in the sample."""

    rows: int
    filled: int
    distinct: int
    date: float = 0
    month: float = 0
    number: float = 0
    time: float = 0
    decimal: float = 0
    negative: float = 0
    year: float = 0
    email: float = 0
    phone: float = 0
    postcode: float = 0
    company: float = 0
    currency: float = 0
    wordy: float = 0
    error: float = 0
    counting: bool = False
    """Whether the cells simply count the rows: 1, 2, 3, …"""

    @property
    def repeats(self) -> float:
        """Rows per value."""
        return self.filled / self.distinct if self.distinct else 0.0


def profile(cells: pd.Series) -> Profile:
    """Return the profile of a column; an empty column has 0 filled cells and no shares."""
    codes, uniques = pd.factorize(cells)
    empty = [i for i, cell in enumerate(uniques) if is_empty(cell)]
    filled = len(cells) - int(pd.Series(codes).isin([*empty, -1]).sum())
    distinct = len(uniques) - len(empty)
    if not filled:
        return Profile(len(cells), 0, 0)
    sample = [cell for cell in cells.iloc[:: max(1, len(cells) // SAMPLE)] if not is_empty(cell)]
    marks = [_marks(cell) for cell in sample]
    shares = {name: sum(mark[name] for mark in marks) / len(marks) for name in _NAMES} if marks else {}
    texts = [as_text(cell) for cell in cells.iloc[:5]]
    counting = len(texts) > 1 and texts in (["1", "2", "3", "4", "5"][: len(texts)], ["0", "1", "2", "3", "4"][: len(texts)])
    return Profile(len(cells), filled, distinct, **shares, counting=counting)


def is_empty(cell: Any) -> bool:
    """Return whether a cell holds nothing, or a text that usually stands for nothing."""
    if isinstance(cell, str):
        return (len(cell) < 9 or cell.isspace()) and cell.strip().casefold() in MISSING
    return cell is None or cell is pd.NA or (isinstance(cell, float) and math.isnan(cell))


def as_text(cell: Any) -> str:
    """Return a cell as text; a whole number that a workbook stores as 1001.0 is 1001."""
    if isinstance(cell, str):
        return cell.strip()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


_NAMES = (
    "date",
    "month",
    "number",
    "time",
    "decimal",
    "negative",
    "year",
    "email",
    "phone",
    "postcode",
    "company",
    "currency",
    "wordy",
    "error",
)


def _marks(cell: Any) -> dict[str, bool]:
    if isinstance(cell, CellError):
        return dict.fromkeys(_NAMES, False) | {"error": True}
    if isinstance(cell, dt.date):
        return dict.fromkeys(_NAMES, False) | {"date": True}
    return _text_marks(as_text(cell))


@lru_cache(maxsize=200_000)
def _text_marks(text: str) -> dict[str, bool]:
    tight = _MONEY_WORD.sub("", text.translate(_SPACES).replace("\N{MINUS SIGN}", "-"))
    date = bool(_DATE.fullmatch(text))
    number = bool(_NUMBER.fullmatch(tight)) and tight.count(",") + tight.count(".") < 5 and not (date and not text.isdigit())
    return {
        "date": date,
        "month": bool(_MONTH.fullmatch(text)),
        "number": number,
        "time": is_time(text),
        "decimal": number and bool(re.search(r"[.,]\d{1,2}\D?$|[.,]\d{4,}\D?$", tight)),
        "negative": number and (tight[0] in "-(" or tight.endswith("-")),
        "year": bool(_YEAR.fullmatch(text)),
        "email": bool(_EMAIL.fullmatch(text)),
        "phone": bool(_PHONE.fullmatch(text)) and not date,
        "postcode": bool(_POSTCODE.fullmatch(text)),
        "company": is_company_number(text),
        "currency": bool(_CURRENCY.fullmatch(text)),
        "wordy": bool(_WORDS.search(text)) and not bool(_EMAIL.fullmatch(text)),
        "error": False,
    }


def is_company_number(text: str) -> bool:
    """Return whether a text is a valid Danish, Swedish or Norwegian company number, or a VAT number by its shape."""
    return cvr.is_valid(text) or swedish.is_valid(text) or norwegian.is_valid(text) or bool(_VAT.fullmatch(text))
