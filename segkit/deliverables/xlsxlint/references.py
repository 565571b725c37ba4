"""Areas of a sheet: read from their A1 form, and whether two of them overlap."""

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from heapq import heappop, heappush

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 1."""

_CELL = re.compile(r"\$?([A-Za-z]{1,7})\$?(\d{1,10})")
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,7}):\$?([A-Za-z]{1,7})")
_ROWS = re.compile(r"\$?(\d{1,10}):\$?(\d{1,10})")


def column_number(letters: str) -> int:
    """Return a column's number, A being 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell(text: str) -> tuple[int, int] | None:
    """Return the row and column of a cell on a sheet; None for anything else."""
    found = _CELL.fullmatch(text)
    if not found:
        return None
    row, column = int(found[2]), column_number(found[1])
    return (row, column) if 1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN else None


def area(text: str) -> Area | None:
    """Return an area of a sheet, of one cell or more; None where the text is none, lies off the sheet or is turned round."""
    if columns := _COLUMNS.fullmatch(text):
        found = (1, column_number(columns[1]), LAST_ROW, column_number(columns[2]))
    elif rows := _ROWS.fullmatch(text):
        found = (int(rows[1]), 1, int(rows[2]), LAST_COLUMN)
    else:
        ends = [cell(end) for end in text.split(":")]
        if len(ends) > 2 or ends[0] is None or ends[-1] is None:
            return None
        found = (*ends[0], *ends[-1])
    top, left, bottom, right = found
    return found if 1 <= top <= bottom <= LAST_ROW and 1 <= left <= right <= LAST_COLUMN else None


def are_areas(text: str) -> bool:
    """Return whether a text is a list of areas with blanks between, at least one."""
    return bool(text.split()) and all(area(each) is not None for each in text.split())


def shown(found: Area) -> str:
    """Return an area in A1 form."""
    top, left, bottom, right = found
    first, last = f"{column_letters(left)}{top}", f"{column_letters(right)}{bottom}"
    return first if first == last else f"{first}:{last}"


def overlap(a: Area, b: Area) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def overlaps(areas: Sequence[Area]) -> list[tuple[Area, Area]]:
    """Return pairs of areas that overlap, at least one for each area that overlaps an earlier one.

    The areas are gone through from the top; those that still reach down to the current row lie side by side, in the order of columns.
    """
    found: list[tuple[Area, Area]] = []
    beside: list[tuple[int, Area]] = []
    ends: list[tuple[int, Area]] = []
    for new in sorted(areas):
        while ends and ends[0][0] < new[0]:
            _, gone = heappop(ends)
            del beside[bisect_left(beside, (gone[1], gone))]
        at = bisect_left(beside, (new[1], new))
        clash = next((other for _, other in beside[max(0, at - 1) : at + 1] if overlap(other, new)), None)
        if clash:
            found.append((clash, new))
        else:
            insort(beside, (new[1], new))
            heappush(ends, (new[2], new))
    return found
