"""The names of columns: collapsed, flattened from several rows, unique, and spelled as engagement.yaml asks."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from segkit.intake.reading.layout.shapes import is_blank, shape
from segkit.intake.source_table import Cell

_INVISIBLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_PERIOD = 8
"""Signs in the longest name of a period: "2025 Q1", "jan 2025"."""

BETWEEN = " / "
"""What stands between the rows of a heading in a flattened name."""


def tidy(cell: Cell) -> str:
    """Return a heading cell as one line of text: blanks, line breaks and non-breaking blanks collapsed, invisible signs gone."""
    if isinstance(cell, float | int) and cell == int(cell):
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return " ".join(_INVISIBLE.sub("", str(cell)).split())


def key(cell: Cell) -> str:
    """Return what two spellings of one heading share."""
    return tidy(cell).casefold()


def flattened(rows: Sequence[Sequence[Cell]], width: int) -> list[str]:
    """Return one name per column from one to three heading rows: "Revenue / 2025"; a name in an upper row covers its blanks."""
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    spread = [_spread(upper, lower) for upper, lower in pairwise(padded)] + padded[-1:]
    names = []
    for column in zip(*spread, strict=True):
        parts = [tidy(cell) for cell in column]
        names.append(BETWEEN.join(dict.fromkeys(part for part in parts if part)))
    return names


def unique(names: Sequence[str]) -> list[str]:
    """Return names that differ even without case: "Amount", "Amount (2)"; a blank one is "(column 3)"."""
    taken = {name.casefold() for name in names if name}
    given: set[str] = set()
    result = []
    for i, name in enumerate(names, start=1):
        own = name or f"(column {i})"
        times = 1
        while own.casefold() in given or (times > 1 and own.casefold() in taken):
            times += 1
            own = f"{name or f'(column {i})'} ({times})"
        given.add(own.casefold())
        result.append(own)
    return result


@dataclass(frozen=True)
class Names:
    """What the columns of a heading are called: as written (""), and uniquely, without and with the units below."""

    written: tuple[str, ...]
    unique: tuple[str, ...]
    full: tuple[str, ...]
    parts: tuple[frozenset[str], ...]
    """The keys of the single heading rows over each column."""


def names_of(headings: Sequence[Sequence[Cell]], width: int, *, units: bool) -> Names:
    """Return the names of the columns; with `units`, the last row holds units, which do not part two headings of one name."""
    padded = [[*row, *[""] * (width - len(row))] for row in headings]
    written = flattened(padded[:-1] if units else padded, width)
    own = unique(written)
    below = [tidy(cell) for cell in padded[-1]] if units else [""] * width
    full = [BETWEEN.join(part for part in (name, unit) if part) for name, unit in zip(own, below, strict=True)]
    parts = [frozenset(key(cell) for cell in column if not is_blank(cell)) for column in zip(*padded, strict=True)]
    return Names(tuple(written), tuple(own), tuple(unique(full)), tuple(parts))


def spelled(names: Names, wanted: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the names with each wanted heading spelled as wanted, and the wanted headings that no column has.

    A wanted heading is looked for letter for letter, then in any case, then among the single rows of a flattened heading, where only one
    column has it; of several columns of one name it is the first. No column is two wanted headings.
    """
    places: dict[int, str] = {}
    for search in (_to_the_letter, _in_any_case, _in_one_row):
        for heading in wanted:
            found = search(names, heading) if heading not in places.values() else None
            if found is not None and found not in places:
                places[found] = heading
    # A column that nobody asked for must not be called, but for its case, like one that was.
    others = unique([*places.values(), *(name for i, name in enumerate(names.full) if i not in places)])[len(places) :]
    rest = iter(others)
    result = [places[i] if i in places else next(rest) for i in range(len(names.full))]
    return result, [heading for heading in wanted if heading not in places.values()]


def _to_the_letter(names: Names, heading: str) -> int | None:
    own = tidy(heading)
    return next((kind.index(own) for kind in (names.full, names.unique, names.written) if own in kind), None)


def _in_any_case(names: Names, heading: str) -> int | None:
    own = key(heading)
    return next((i for kind in (names.full, names.unique) for i, name in enumerate(kind) if name.casefold() == own), None)


def _in_one_row(names: Names, heading: str) -> int | None:
    own = key(heading)
    found = [i for i, parts in enumerate(names.parts) if own in parts]
    return found[0] if len(found) == 1 else None


def _spread(upper: Sequence[Cell], lower: Sequence[Cell]) -> list[Cell]:
    """Return a heading row whose names also stand over the blank cells to their right, as merged cells look.

    A name over years or repeated names covers only columns of that kind.
    """
    again = Counter(key(cell) for cell in lower if not is_blank(cell))
    spread: list[Cell] = []
    above: Cell = ""
    kind: tuple[bool, bool] = (False, False)
    for top, below in zip(upper, lower, strict=True):
        own = (_is_figure(below), again[key(below)] > 1)
        if not is_blank(top):
            above, kind = top, own
        elif is_blank(below) or (any(kind) and not any(a and b for a, b in zip(kind, own, strict=True))):
            above = ""
        spread.append(above if is_blank(top) else top)
    return spread


def _is_figure(cell: Cell) -> bool:
    kind = shape(cell)
    return kind in {"year", "number", "date"} or (kind == "code" and len(tidy(cell)) <= _PERIOD)
