"""Cells to values: the column, not the cell, decides decimal sign and order of dates, and what cannot be decided is asked."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import pandas as pd

Cell = str | Decimal | dt.date


@dataclass(frozen=True)
class ReadColumn:
    """A column read: `values` (None where empty or bad), the cells that could not be read, and an example that leaves it undecided."""

    values: pd.Series
    bad: pd.Series
    undecided: str | None = None


def read_ids(cells: pd.Series) -> pd.Series:
    """Return the cells as text, trimmed; a number that a workbook stores is written without a decimal point. Empty is None."""
    return _mapped(cells, {cell: _as_text(cell) for cell in _distinct(cells)})


def read_numbers(cells: pd.Series, decimal: str | None = None, currency: str = "") -> ReadColumn:
    """Return the cells as exact Decimals.

    Accepts blanks as thousands signs, a minus before or after, parentheses, and a word or sign of `currency` before or after; a
    cell in another currency is bad, for amounts of two currencies are never added. `decimal` is the
    column's decimal sign; when None it is taken from the cells that leave no choice. Where none does ("1.234" only) the column
    is undecided; where they disagree, the rarer form is bad.
    """
    texts = {cell: _bare(cell, currency) for cell in _distinct(cells) if isinstance(cell, str)}
    sign = decimal or _decimal_sign(texts.values())
    if sign is None:
        example = next(text for text in texts.values() if _OPEN.fullmatch(text))
        return ReadColumn(pd.Series(None, cells.index, dtype=object), cells.iloc[:0], undecided=example)
    parsed: dict[Cell, Decimal | None] = {cell: _parsed(text, sign) for cell, text in texts.items()}
    parsed |= {cell: cell for cell in _distinct(cells) if isinstance(cell, Decimal)}
    values = _mapped(cells, parsed)
    return ReadColumn(values, cells[values.isna() & (cells.map(lambda cell: str(cell).strip()) != "")])


def read_dates(cells: pd.Series, order: Literal["dmy", "mdy", "ymd"] | None = None) -> ReadColumn:
    """Return the cells as dates: 2026-06-30, 20260630, 30-06-2026, 30.06.2026, 6/30/2026, each with or without a time.

    Day or month first is decided by the cells with a part above 12; where there is none, the column is undecided.
    """
    texts = {cell: cell.strip() for cell in _distinct(cells) if isinstance(cell, str)}
    short = [match for text in texts.values() if (match := _SHORT_DATE.fullmatch(text))]
    if order is None and short:
        order = _date_order(short)
        if order is None:
            return ReadColumn(pd.Series(None, cells.index, dtype=object), cells.iloc[:0], undecided=short[0].group())
    parsed: dict[Cell, dt.date | None] = {cell: _date(text, order or "dmy") for cell, text in texts.items()}
    parsed |= {cell: cell for cell in _distinct(cells) if isinstance(cell, dt.date)}
    values = _mapped(cells, parsed)
    return ReadColumn(values, cells[values.isna() & (cells.map(lambda cell: str(cell).strip()) != "")])


def _distinct(cells: pd.Series) -> Iterable[Cell]:
    return cells.unique()


def _mapped(cells: pd.Series, values: Mapping[Any, Any]) -> pd.Series:
    """Return each cell's value; None, never NaN, where there is none. pandas would turn texts into a type of its own."""
    return cells.map(values).astype(object).where(lambda column: column.notna(), None)


def _as_text(cell: Cell) -> str | None:
    return (f"{cell:f}" if isinstance(cell, Decimal) else str(cell).strip()) or None


# --- numbers ----------------------------------------------------------------------------------------------------------------

_SPACES = dict.fromkeys(map(ord, " \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'\N{RIGHT SINGLE QUOTATION MARK}"))
_MONEY_WORDS = re.compile(r"^(kr\.?|[a-z]{3}|€|£|\$)(?=[-(\d])|(?<=[\d)-])(kr\.?|[a-z]{3}|€|£|\$|,-)$", re.IGNORECASE)
_SIGNS = {"kr": {"DKK", "SEK", "NOK", "ISK"}, "kr.": {"DKK", "SEK", "NOK", "ISK"}, "€": {"EUR"}, "£": {"GBP"}, "$": {"USD", "CAD", "AUD"}}
_OPEN = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_NUMBERS = {
    ",": re.compile(r"-?(\d+|[1-9]\d{0,2}(\.\d{3})+)?(,\d+)?"),
    ".": re.compile(r"-?(\d+|[1-9]\d{0,2}(,\d{3})+)?(\.\d+)?"),
}


def _bare(cell: str, currency: str) -> str:
    """Return a cell without blanks, the engagement's currency and signs in other places than before the figures."""
    text = cell.translate(_SPACES).replace("\N{MINUS SIGN}", "-")
    for match in list(_MONEY_WORDS.finditer(text)):
        word = match.group()
        if word == ",-" or currency in _SIGNS.get(word.lower(), {word.upper()}):
            text = text.replace(word, "", 1) if match.start() == 0 else text[: len(text) - len(word)]
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1]
    return "-" + text[:-1] if text.endswith("-") and len(text) > 1 else text


def _decimal_sign(texts: Iterable[str]) -> str | None:
    """Return the decimal sign that the cells leave no choice about; the commoner where they disagree; "." where none has either."""
    votes = {",": 0, ".": 0}
    undecided = False
    for text in texts:
        if _OPEN.fullmatch(text):
            undecided = True
            continue
        for sign, other in ((",", "."), (".", ",")):
            only_so = sign in text and not _NUMBERS[other].fullmatch(text)
            thousands_twice = sign not in text and text.count(other) > 1
            if (only_so or thousands_twice) and _NUMBERS[sign].fullmatch(text):
                votes[sign] += 1
    if votes[","] == votes["."]:
        return None if undecided or votes[","] else "."
    return max(votes, key=lambda sign: votes[sign])


def _parsed(text: str, sign: str) -> Decimal | None:
    if not text or text == "-" or not _NUMBERS[sign].fullmatch(text):
        return None
    return Decimal(text.replace("." if sign == "," else ",", "").replace(",", "."))


# --- dates ------------------------------------------------------------------------------------------------------------------

_TIME = r"(?:[ T]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?)?"
_ISO_DATE = re.compile(r"(\d{4})[-./]?(\d{2})[-./]?(\d{2})" + _TIME)
_SHORT_DATE = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d{2})" + _TIME)


def _date_order(dates: list[re.Match[str]]) -> Literal["dmy", "mdy"] | None:
    day_first = sum(int(match[1]) > 12 >= int(match[2]) for match in dates)
    month_first = sum(int(match[2]) > 12 >= int(match[1]) for match in dates)
    if day_first == month_first:
        # German and Nordic dotted dates are day first by law and habit; a dash or slash says nothing.
        return "dmy" if day_first == 0 and all("." in match.group() for match in dates) else None
    return "dmy" if day_first > month_first else "mdy"


def _date(text: str, order: str) -> dt.date | None:
    if match := _ISO_DATE.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _SHORT_DATE.fullmatch(text):
        first, second, year = map(int, match.groups())
        day, month = (first, second) if order == "dmy" else (second, first)
        if order == "ymd":
            year, month, day = 2000 + first, second, year
        year += 2000 if year < 100 else 0
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
