"""A second reader, openpyxl, on the same sheet: the first cell on which the two differ, and currencies written in number formats."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from io import BytesIO
from typing import Any

from segkit.intake.reading.columns import plain_cells

WHOLE_UP_TO = 20_000
"""Cells of a sheet that is compared whole."""
SAMPLED_ROWS = 100
"""Rows from the top that are compared on a larger sheet."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BRACKETED = re.compile(r"\[\$([^\]\-]*)(?:-([0-9A-Fa-f]+))?\]")
_QUOTED = re.compile(r"\"([^\"]*)\"|(€|£)")
_CODE = re.compile(r"\b[A-Z]{3}\b")
_KRONER = {"406": "DKK", "41D": "SEK", "414": "NOK", "814": "NOK"}
_SIGNS = {"€": "EUR", "£": "GBP"}


@dataclass
class Compared:
    """How far two readers agree: rows compared, the first cell that differs, and cells per (column, currency of the number format)."""

    rows: int = 0
    difference: tuple[int, int, str, str] | None = None
    """Row and column from 0, what calamine read, what openpyxl read."""
    failed: str = ""
    """The error with which openpyxl gave up, where it did."""
    currencies: Counter[tuple[int, str]] = field(default_factory=Counter)


def _second_reader(module: str = "openpyxl") -> Any:
    # It takes a fifth of a second to load, which only a process that compares has to pay.
    return import_module(module)


def rows_of(content: bytes, sheet: str) -> Iterator[tuple[int, list[Any], list[str]]]:
    """Yield (row from 0, values, number formats) of the rows that openpyxl finds to hold something."""
    book = _second_reader().load_workbook(BytesIO(content), read_only=True, data_only=True)
    page = book[sheet]
    # What the file says of its own size may be a lie.
    page.reset_dimensions()
    for at, row in enumerate(page.iter_rows()):
        if any(cell.value is not None for cell in row):
            yield at, [_value(cell, book.epoch) for cell in row], ["" if cell.value is None else cell.number_format for cell in row]


def _value(cell: Any, epoch: Any) -> Any:
    if cell.value is None or cell.data_type == "e":
        return ""
    if cell.is_date and isinstance(cell.value, (int, float)):
        return _second_reader("openpyxl.utils.datetime").from_excel(cell.value, epoch)
    return cell.value


def compared(content: bytes, sheet: str, cells: dict[int, dict[int, Any]]) -> Compared:
    """Compare what calamine read, `cells` by row and column without the empty ones, with what openpyxl reads of the same sheet."""
    result = Compared()
    try:
        _compare(result, content, sheet, cells)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever its parser meets; the first reader has read the sheet
        result.failed = type(error).__name__
    return result


def _compare(result: Compared, content: bytes, sheet: str, cells: dict[int, dict[int, Any]]) -> None:
    seen = set()
    for at, values, formats in rows_of(content, sheet):
        result.rows += 1
        seen.add(at)
        plain, _ = plain_cells(values)
        _compare_row(result, at, plain, cells.get(at, {}))
        for column, code in enumerate(formats):
            if code not in {"", "General"} and type(plain[column]) is float and (currency := currency_of(code)):
                result.currencies[column, currency] += 1
    for at in sorted(set(cells) - seen):
        _compare_row(result, at, [], cells[at])


def _compare_row(result: Compared, at: int, second: list[Any], first: dict[int, Any]) -> None:
    if result.difference is not None:
        return
    for column in range(max([len(second), *(column + 1 for column in first)])):
        one, two = first.get(column, ""), second[column] if column < len(second) else ""
        if one != two and not _alike(one, two):
            result.difference = (at, column, str(one), str(two))
            return


def _alike(one: Any, two: Any) -> bool:
    if isinstance(one, str) and isinstance(two, str):
        return _lines(one) == _lines(two)
    if isinstance(one, float) and isinstance(two, float):
        return abs(one - two) <= 1e-14 * max(abs(one), abs(two))
    return False


def _lines(text: str) -> str:
    """Return a text as both readers would give it: openpyxl leaves the escape for a control character as it is."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")


def currency_of(number_format: str) -> str:
    """Return the currency that a number format shows, as its ISO code where that is certain, or "" where it shows none."""
    found = _BRACKETED.search(number_format)
    sign, place = (found[1].strip(), (found[2] or "").upper().lstrip("0")) if found else ("", "")
    if not sign:
        quoted = [part.strip() for pair in _QUOTED.findall(number_format) for part in pair if part.strip()]
        sign = next((part for part in quoted if _CODE.search(part) or part in _SIGNS or part.rstrip(".").casefold() == "kr"), "")
    if code := _CODE.search(sign):
        return code[0]
    if sign.rstrip(".").casefold() == "kr":
        return _KRONER.get(place, "kr.")
    return _SIGNS.get(sign, sign)
