"""Workbooks: the chosen sheet's cells as text, numbers and dates, with Excel's own row numbers."""

import datetime as dt
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import python_calamine

from segkit.errors import SourceError
from segkit.intake.headings import heading_row
from segkit.parameters import nearest


def read_sheet(path: Path, content: bytes, sheet: str | None, headings: tuple[str, ...]) -> tuple[pd.DataFrame, str]:
    """Return the cells below the heading row, indexed by Excel's row number, and the name of the sheet.

    Raises SourceError: password, incomplete or foreign file, unknown sheet, several sheets and none named, missing heading.
    """
    book = open_workbook(path, content)
    name = _sheet_name(path, book, sheet)
    rows = [[_cell(value) for value in row] for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
    at, names = heading_row(f"{path.name}, sheet {name}", rows, headings)
    body = [(number, row) for number, row in enumerate(rows[at + 1 :], start=at + 2) if any(cell != "" for cell in row)]
    return pd.DataFrame([row for _, row in body], columns=names, index=[number for number, _ in body], dtype=object), name


def open_workbook(path: Path, content: bytes) -> Any:
    """Return the opened workbook. Raises SourceError when it is protected by a password, incomplete or not a workbook."""
    if content.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in content:
        raise _protected(path)
    try:
        return python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    except python_calamine.PasswordError:
        raise _protected(path) from None
    except python_calamine.CalamineError:
        raise SourceError(
            f"{path.name} is incomplete or not a workbook ({len(content)} bytes). Ask the client to send it again, saved as .xlsx.",
            code="SEG-A02",
        ) from None


_OLE = b"\xd0\xcf\x11\xe0"
"""The first bytes of the old container, in which Excel wraps what it encrypts."""


def _protected(path: Path) -> SourceError:
    return SourceError(f"{path.name} is password protected. Save an unprotected copy into data/.", code="SEG-A01")


def _sheet_name(path: Path, book: Any, sheet: str | None) -> str:
    names = list(book.sheet_names)
    if sheet in names:
        return str(sheet)
    if sheet is not None:
        like = nearest(sheet, names)
        hint = f"Did you mean '{like}'?" if like else f"It has: {', '.join(names)}."
        raise SourceError(f"{path.name} has no sheet '{sheet}'. {hint}", code="SEG-A12")
    filled = [name for name in names if book.get_sheet_by_name(name).height > 0]
    if len(filled) != 1:
        if not filled:
            raise SourceError(f"{path.name} has no sheet with anything on it. Ask the client to send it again.", code="SEG-A12")
        heights = ((name, book.get_sheet_by_name(name).height) for name in filled)
        sizes = ", ".join(f"{name} ({height} {'row' if height == 1 else 'rows'})" for name, height in heights)
        raise SourceError(f"{path.name} has several sheets: {sizes}. Give the right one as 'sheet' at this source.", code="SEG-A12")
    return str(filled[0])


def _cell(value: Any) -> str | Decimal | dt.date:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return Decimal(repr(value)) if isinstance(value, int) or not value.is_integer() else Decimal(int(value))
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else str(value)
