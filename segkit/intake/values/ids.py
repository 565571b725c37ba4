"""Numbers of customers and other texts: kept as written from the first byte, and refused where a spreadsheet has damaged them."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from segkit.intake.values.column import Distinct, ReadColumn, trimmed
from segkit.intake.values.figures import stored_number

_EXACT_DIGITS = 15
"""A spreadsheet keeps no more digits of a number; those after are lost."""
_WRAPPED = re.compile(r'="(?P<text>(?:[^"]|"")*)"', re.DOTALL)
_APOSTROPHE = re.compile(r"'(?P<text>[0-9]+)")
_PLAIN = re.compile(r"[0-9]+")
_SHORTENED = re.compile(r"[1-9](?P<part>[.,][0-9]+)?E\+[0-9]{2,3}")
_ERRORS = re.compile(
    r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA"  # English
    r"|I/T|REFERENCE!|VÆRDI!|DIVISION/0!|NAVN\?|NUL!"  # Danish and Norwegian
    r"|VERDI!|SAKNAS!|REFERENS!|VÄRDEFEL!|NAMN\?|OGILTIGT!|SKÄRNING!"  # Norwegian and Swedish
    r"|NV|BEZUG!|WERT!|ZAHL!)"  # German
)


def read_ids(cells: pd.Series) -> ReadColumn:
    """Return the cells as texts: '0012', twenty digits, '1E5', '1/2', 'MAR1' and 'TRUE' come back as they are.

    Only blanks at the ends and the signs of ="0012" and '0012 are taken off, and a stored 1001.0 is '1001'. What a spreadsheet has
    damaged is bad, never guessed: a stored number of more than 15 digits, '1,23E+05' among plain numbers, a date, an error.
    Raises nothing.
    """
    return _read(cells, are_ids=True)


def read_texts(cells: pd.Series) -> ReadColumn:
    """Return the cells as texts as they are shown: trimmed at the ends only, a stored 7.0 as '7', a date as 2026-06-30.

    'NA', 'None' and '-' are texts like any other; an error of Excel's is bad. Raises nothing.
    """
    return _read(cells, are_ids=False)


def with_missing(cells: pd.Series, tokens: Sequence[str]) -> tuple[pd.Series, pd.Series]:
    """Return the cells with those that are exactly one of the tokens emptied, and the emptied ones as found.

    Capitals count: the token NULL leaves the surname Null alone. A stored number is compared as it is shown: 999.0 as 999.
    """
    wanted = {trimmed(token) for token in tokens} - {""}
    if not wanted:
        return cells, cells.iloc[:0]
    column = Distinct.of(cells)
    emptied = column.rows(place for place, cell in enumerate(column.cells) if trimmed(plain_text(cell)) in wanted)
    if emptied.empty:
        return cells, emptied
    kept = cells.astype(object)
    kept.loc[emptied.index] = ""
    return kept, emptied


def plain_text(cell: object) -> str:
    """Return a cell as it is shown: a stored whole number without a decimal point, a date as 2026-06-30."""
    if isinstance(cell, str):
        return cell
    if (number := stored_number(cell)) is not None:
        return _whole(number)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, bool):
        return str(cell).upper()
    return str(cell)


def _whole(number: Decimal) -> str:
    return f"{number:f}" if number != number.to_integral_value() else f"{number.to_integral_value():f}"


def _read(cells: pd.Series, *, are_ids: bool) -> ReadColumn:
    column = Distinct.of(cells)
    values: dict[int, str] = {}
    bad: dict[str, list[int]] = defaultdict(list)
    changed: dict[str, list[int]] = defaultdict(list)
    doubtful: list[int] = []
    for place, cell in enumerate(column.cells):
        text, rules = _unwrapped(cell) if isinstance(cell, str) else (plain_text(cell), [])
        for rule in rules:
            changed[rule].append(place)
        damage = _damage(cell, text)
        if damage and (are_ids or damage == "excel_errors"):
            bad[damage].append(place)
        elif text:
            values[place] = text
            if damage == "ids_cut":
                doubtful.append(place)
    if are_ids:
        for place in _shortened(values, column):
            bad["ids_shortened"].append(place)
            del values[place]
    return ReadColumn(
        column.spread(values),
        column.rows(place for places in bad.values() for place in places),
        changed=column.by_rule(changed),
        doubts=(("ids_cut", column.rows(doubtful)),) if doubtful else (),
        bad_kinds=column.by_rule(bad),
    )


def _unwrapped(cell: str) -> tuple[str, list[str]]:
    """Return a text without blanks at its ends and without the signs that Excel puts around it, and the keys of RULES for that."""
    text = trimmed(cell)
    rules = ["blanks"] if text != cell else []
    if match := _WRAPPED.fullmatch(text) or _APOSTROPHE.fullmatch(text):
        return match["text"].replace('""', '"'), [*rules, "unwrapped"]
    return text, rules


def _damage(cell: Any, text: str) -> str | None:
    """Return the kind of finding for a cell that a spreadsheet has damaged on its own; None for a sound one."""
    if isinstance(cell, str):
        return "excel_errors" if _ERRORS.fullmatch(text) else None
    if isinstance(cell, dt.date):
        return "ids_dated"
    if isinstance(cell, bool | Decimal):
        return None
    number = stored_number(cell)
    if number is None:
        return "excel_errors"
    return "ids_cut" if abs(number) >= 10**_EXACT_DIGITS else None


def _shortened(values: dict[int, str], column: Distinct) -> list[int]:
    """Return the places of numbers that Excel has shortened to 1,23E+05.

    A code such as 1E5 never looks so. 1,23E+05 is sound only where most other cells are no plain numbers; 1E+05 is damaged only
    where most others are.
    """
    suspects = {place: match for place, text in values.items() if (match := _SHORTENED.fullmatch(text))}
    if not suspects:
        return []
    others = column.count(place for place in values if place not in suspects)
    plain = column.count(place for place, text in values.items() if _PLAIN.fullmatch(text))
    mostly_plain = plain * 2 > others
    return [place for place, match in suspects.items() if mostly_plain or (match["part"] and not others)]
