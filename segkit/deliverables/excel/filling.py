"""A column of a table made ready for a block: the same cells that Sheet writes one by one, prepared for all rows at once."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from typing import Any

from segkit.deliverables.excel.block_sheet import BlockSheet, blocks_hold
from segkit.deliverables.excel.blocks import BlockColumn
from segkit.deliverables.excel.cells import FIRST_DAY, ILLEGAL, LONGEST_TEXT, Sheet, as_result, clean

DAY_ZERO = dt.date(1899, 12, 30)
"""The day from which Excel counts, seen from March 1900 on."""


BLOCK_ROWS = 50
"""From so many rows on a list is written column by column, which is quicker; the file is the same."""


def block_sheet(sheet: Sheet, first: int, count: int) -> BlockSheet | None:
    """Return the worksheet where it takes rows as a block; None where they are written cell by cell."""
    worksheet = sheet.worksheet
    if count < BLOCK_ROWS or not isinstance(worksheet, BlockSheet):
        return None
    return worksheet if blocks_hold() and worksheet.takes(first, count) else None


def write_numbers(sheet: Sheet, first: int, left: int, columns: Sequence[Sequence[float | None]], *looks: str) -> None:
    """Write columns of numbers side by side, all of one length; None leaves an empty cell."""
    worksheet = block_sheet(sheet, first, len(columns[0]))
    if worksheet:
        sheet.checked(worksheet.add_block(first, left, [number_column(sheet, values, looks) for values in columns]), "a list of numbers")
        return
    for row, numbers in enumerate(zip(*columns, strict=True), start=first):
        for col, number in enumerate(numbers, start=left):
            sheet.number(row, col, number, *looks)


def formula_column(sheet: Sheet, worksheet: BlockSheet, formula: str, values: Sequence[Any], looks: tuple[str, ...]) -> BlockColumn:
    """Return a column of live formulas with the engine's results."""
    kinds = set(map(type, values))
    results = values if kinds <= {str, int, bool} or _known_numbers(kinds, values) else [as_result(value) for value in values]
    texts = cleaned(texts_in(results))
    if any(text != kept for text, kept in texts.items()):
        results = [texts[result] if isinstance(result, str) else result for result in results]
    look = sheet.styles(*looks)
    return BlockColumn("formula", results, look, look, worksheet.formula_text(f"={formula}"))


def client_column(sheet: Sheet, worksheet: BlockSheet, values: Sequence[str | None], looks: tuple[str, ...]) -> BlockColumn:
    """Return a column of texts from the client's data."""
    return BlockColumn(
        "text", _places(worksheet, [value or None for value in values]), sheet.styles(*looks, "client"), sheet.styles(*looks)
    )


def text_column(sheet: Sheet, worksheet: BlockSheet, values: Sequence[str | None], looks: tuple[str, ...]) -> BlockColumn:
    """Return a column of texts of our own."""
    look = sheet.styles(*looks)
    return BlockColumn("text", _places(worksheet, [value or "" for value in values]), look, look)


def number_column(sheet: Sheet, values: Sequence[Any], looks: tuple[str, ...]) -> BlockColumn:
    """Return a column of numbers; what is missing or endless leaves an empty cell."""
    look = sheet.styles(*looks)
    if not _known_numbers(set(map(type, values)), values):
        values = [value if value is not None and math.isfinite(value) else None for value in values]
    return BlockColumn("number", values, look, look)


def _known_numbers(kinds: set[type], values: Sequence[Any]) -> bool:
    """Return whether all values, of which none is NaN, are numbers with an end."""
    return kinds <= {float, int} and not (float in kinds and (math.inf in values or -math.inf in values))


def date_column(sheet: Sheet, worksheet: BlockSheet, values: Sequence[dt.date | None], looks: tuple[str, ...]) -> BlockColumn:
    """Return a column of dates; those before Excel's calendar are texts."""
    look = sheet.styles(*looks)
    days = set(values) - {None}
    early = iter(_places(worksheet, [day.isoformat() for day in values if day is not None and day < FIRST_DAY]))
    serials = {day: (day - DAY_ZERO).days for day in days if day is not None and day >= FIRST_DAY}
    cells = [None if day is None else serials[day] if day in serials else str(next(early)) for day in values]
    return BlockColumn("date", cells, look, look)


def texts_in(values: Sequence[Any]) -> set[str]:
    """Return the distinct texts among values."""
    kinds = set(map(type, values))
    if kinds == {str}:
        return set(values)
    return {value for value in values if isinstance(value, str)} if any(issubclass(kind, str) for kind in kinds) else set()


def cleaned(texts: Iterable[str]) -> dict[str, str]:
    """Return distinct texts as cells can hold them; a column in which nothing is odd is looked through only once."""
    distinct = list(dict.fromkeys(texts))
    odd = max(map(len, distinct), default=0) > LONGEST_TEXT // 2 or ILLEGAL.search("".join(distinct))
    return {text: clean(text) for text in distinct} if odd else dict(zip(distinct, distinct, strict=True))


def _places(worksheet: BlockSheet, texts: Sequence[str | None]) -> list[int | None]:
    """Return where each text stands in the workbook's table of texts."""
    kept = cleaned(text for text in texts if text is not None)
    places = worksheet.add_texts(kept.values(), sum(text is not None for text in texts))
    found = {text: places[clean_text] for text, clean_text in kept.items()}
    return [None if text is None else found[text] for text in texts]
