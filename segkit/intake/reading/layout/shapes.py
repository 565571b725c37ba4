"""What a cell looks like, whatever it means: nothing, a number, a year, a date, a code, a unit or a text."""

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from segkit.intake.source_table import Cell, CellError

Shape = Literal["blank", "number", "year", "date", "code", "text"]

_NUMBER = re.compile(
    r"[-−+(]{0,2}\s*(?:[A-Z]{3}|kr\.?|[€$£])?\s*[-−+]?\d[\d .,'’\u00a0\u202f]*(?:[eE][-+]?\d+)?\s*(?:%|kr\.?|[A-Z]{3}|[€$£])?\)?-?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(
    r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[ T]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?|\d{1,2}\.? ?[a-zæøåä]{3,9}\.? \d{2,4}", re.IGNORECASE
)
_UNIT = re.compile(
    r"\(.{1,24}\)|\[.{1,24}\]|%|m[23²³]|(?:mio|mia|t|tus|1[.,]?000|i)?\.? ?(?:kr|dkk|sek|nok|eur|usd|gbp|tkr|tdkk|teur|tsek|tnok|€|\$|£)\.?(?: ?(?:1[.,]000|mio|mia)\.?)?"
    r"|stk\.?|styk|st|stück|pcs\.?|antal|units?|kg|g|ton|tons|l|liter|ltr\.?|timer|hours|std\.?|dage|days|tage|kolli|pl\.?"
    r"|(?:dd|d|mm|yyyy|åååå|jjjj|tt)(?:[-./](?:dd|mm|tt|yyyy|åååå|yy|åå|jjjj)){2}",
    re.IGNORECASE,
)


def shape(cell: Cell) -> Shape:
    """Return what a cell looks like; a four-digit year is its own shape, and a text with a digit or an @ is a code."""
    if isinstance(cell, str):
        return _shape_of_text(cell)
    if isinstance(cell, dt.date):
        return "date"
    if isinstance(cell, CellError):
        return "number"
    return "year" if 1900 <= cell <= 2100 and cell == int(cell) else "number"


@lru_cache(maxsize=100_000)
def _shape_of_text(text: str) -> Shape:
    text = text.strip()
    if not text:
        return "blank"
    if _YEAR.fullmatch(text):
        return "year"
    if _DATE.fullmatch(text):
        return "date"
    if _NUMBER.fullmatch(text):
        return "number"
    return "code" if "@" in text or any(map(str.isdigit, text)) else "text"


def is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def filled(row: Sequence[Cell]) -> list[int]:
    """Return the places of a row's cells that hold something."""
    return [i for i, cell in enumerate(row) if not is_blank(cell)]


def is_units_row(row: Sequence[Cell]) -> bool:
    """Return whether every filled cell of a row is a unit such as kr., (DKK 1.000) or stk."""
    cells = [str(row[i]).strip() for i in filled(row)]
    return bool(cells) and all(_UNIT.fullmatch(cell) for cell in cells)


def is_unit(cell: Cell) -> bool:
    return isinstance(cell, str) and _UNIT.fullmatch(cell.strip()) is not None
