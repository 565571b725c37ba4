"""The rows below a heading: the records, and what a printed or exported list puts between and below them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segkit.errors import SourceError
from segkit.intake.reading.layout.heading import follows_at_once
from segkit.intake.reading.layout.names import key
from segkit.intake.reading.layout.rows import (
    calls_itself_total,
    could_head,
    is_footnote,
    is_heading_again,
    is_page_break,
    is_prose,
    is_words,
    says_as_preamble,
)
from segkit.intake.reading.layout.shapes import filled, is_blank, shape
from segkit.intake.source_table import Cell, SetAside

Rows = Sequence[Sequence[Cell]]
_DRAWN = frozenset("-=_*~─━═+|")
_BLANK = ("", " ")
_NEAR = 6
"""Rows above a repeated heading that may repeat the preamble of a printed list."""


@dataclass(frozen=True)
class Top:
    """What stands above the body: the heading's rows and the lines above them (as `without_figures` gives them)."""

    headings: Rows
    preamble: frozenset[str]
    width: int


@dataclass(frozen=True)
class Body:
    """The records as an array of cells with their row numbers, and the rows set aside."""

    cells: npt.NDArray[np.object_]
    numbers: list[int]
    set_aside: tuple[SetAside, ...]
    found: dict[int, int]
    """Fields of each ragged row, by its number."""


def sort_out(name: str, rows: Rows, numbers: Sequence[int], top: Top, *, ragged: bool, separator: str) -> Body:
    """Return the records among the rows below a heading. Every row is a record or set aside, once.

    Raises SourceError SEG-B08 where a second table stands below the first, SEG-B04 where no row is as wide as the heading.
    """
    width = top.width
    fits = [i for i, row in enumerate(rows) if len(row) == width or not ragged]
    odd = sorted(set(range(len(rows))).difference(fits)) if len(fits) < len(rows) else []
    cells = _array(rows, fits, width, padded=not ragged)
    # A single blank is what a separator with a blank behind it leaves of an empty field.
    counts = [len(rows[i]) - rows[i].count("") - rows[i].count(" ") for i in fits]
    reasons = _reasons(rows, [*odd, *_suspects(rows, fits, counts, top)], top)
    rest = [i for i in odd if i not in reasons]
    _refuse_second_table(name, rows, numbers, top, odd=rest, fits=fits)
    lonely = sum(count == 1 and i not in reasons for i, count in zip(fits, counts, strict=True))
    reasons |= _below(rows, numbers, reasons, odd=set(odd), ids=_begins_with_figures(rows, fits), lonely=lonely, width=width)
    reasons |= {i: "ragged" for i in odd if i not in reasons}
    if odd and len(odd) == len(rows) and any(reason == "ragged" for reason in reasons.values()):
        raise _none_fits(name, rows[0], numbers[0], width)
    keep = np.array([i not in reasons for i in fits], dtype=bool)
    aside = tuple(SetAside(numbers[i], reasons[i], separator.join(map(str, rows[i]))) for i in sorted(reasons))
    widths = {numbers[i]: len(rows[i]) for i in reasons if reasons[i] == "ragged"}
    return Body(cells[keep], [numbers[i] for i in fits if i not in reasons], aside, widths)


def _array(rows: Rows, fits: Sequence[int], width: int, *, padded: bool) -> npt.NDArray[np.object_]:
    cells = np.full((len(fits), width), "", dtype=object)
    chosen: Rows = rows if len(fits) == len(rows) else [rows[i] for i in fits]
    if padded and any(len(row) != width for row in chosen):
        for i, row in enumerate(chosen):
            cells[i, : len(row)] = row
    elif chosen:
        cells[:] = chosen
    return cells


def _suspects(rows: Rows, fits: Sequence[int], counts: Sequence[int], top: Top) -> list[int]:
    """Return the rows that need a closer look: hardly filled, beginning as a heading does, or with a drawn line."""
    # Only the first filled cell of each row is looked at; a row that begins like none of these is a record.
    begins = {key(heading[i]) for heading in top.headings for i in filled(heading)[:1]}
    initials = {heading[:1] for heading in begins}
    few = min(4, top.width / 2)
    heads = [rows[i][0] if rows[i][0] not in _BLANK else next((cell for cell in rows[i] if cell not in _BLANK), "") for i in fits]
    odd = {
        head
        for head in set(heads)
        if isinstance(head, str) and (head[:1] in _DRAWN or (head.lstrip()[:1].casefold() in initials and key(head) in begins))
    }
    return [i for i, count, head in zip(fits, counts, heads, strict=True) if count <= few or head in odd]


def _reasons(rows: Rows, suspects: Sequence[int], top: Top) -> dict[int, str]:
    reasons: dict[int, str] = {}
    for i in suspects:
        if is_heading_again(rows[i], top.headings):
            reasons[i] = "repeated_heading"
        elif is_page_break(rows[i], top.width):
            reasons[i] = "page_break"
    again = [i for i, reason in reasons.items() if reason == "repeated_heading"]
    for i in suspects:
        near = any(i < heading <= i + _NEAR for heading in again)
        if i not in reasons and near and says_as_preamble(rows[i], top.preamble):
            reasons[i] = "page_break"
    return reasons


def _below(
    rows: Rows,
    numbers: Sequence[int],
    reasons: dict[int, str],
    *,
    odd: set[int],
    ids: bool,
    lonely: int,
    width: int,
) -> dict[int, str]:
    """Return the rows of text below the table, walking up from the last; the first row that may be a record ends the walk.

    `ids` says that records begin with a figure, `lonely` how many rows of the right width have a single filled cell.
    """
    found: dict[int, str] = {}
    if width < 2:
        return found
    for i in range(len(rows) - 1, -1, -1):
        if i in reasons:
            continue
        row = rows[i]
        places = filled(row)
        few = len(places) <= 2 < width
        apart = i > 0 and numbers[i] - numbers[i - 1] > 1
        sentence = is_prose(row) and apart and lonely <= len(found) + 4 and (ids or len(str(row[places[0]]).split()) >= 6)
        # Records that begin with a figure have no row of two words and nothing else; one in which somebody's name stands alone is left.
        words = ids and len(places) == 1 < width - 1 and lonely <= len(found) + 2 and is_words(row)
        alone = i in odd and len(places) == 1 and (is_prose(row) or (len(str(row[places[0]]).split()) > 1 and apart))
        if alone or (few and (is_footnote(row) or sentence or words)):
            found[i] = "footer"
        else:
            break
    return found


def _begins_with_figures(rows: Rows, fits: Sequence[int]) -> bool:
    """Return whether the column in which most records begin holds figures."""
    places = [filled(rows[i]) for i in fits[:200]]
    first = Counter(own[0] for own in places if own).most_common(1)[0][0] if any(places) else 0
    cells = [
        rows[i][first] for i, own in zip(fits, places, strict=False) if own and own[0] == first and not calls_itself_total(rows[i][first])
    ]
    return bool(cells) and sum(shape(cell) in {"number", "code", "year"} for cell in cells) > 0.8 * len(cells)


def _refuse_second_table(name: str, rows: Rows, numbers: Sequence[int], top: Top, *, odd: Sequence[int], fits: Sequence[int]) -> None:
    """Raise SourceError SEG-B08 where another heading with its own rows stands below."""
    strange = set(odd)
    for i in odd:
        follows = [rows[j] for j in range(i + 1, min(i + 11, len(rows))) if j in strange and len(rows[j]) == len(rows[i])]
        titled = i - 1 not in strange or len(filled(rows[i - 1])) == 1
        if len(rows[i]) > 1 and titled and follows and i + 1 in strange and could_head(rows[i], follows):
            raise _two_tables(name, rows[i], numbers[i], top)
    jumps = np.flatnonzero(np.diff(np.asarray(numbers, dtype=np.int64)) > 1) + 1
    regular = set(fits) if odd else None
    for i in map(int, jumps):
        if regular is not None and i not in regular:
            continue
        # A title may stand between the blank row and the heading of the second table.
        for at in (i, i + 1):
            if at < len(rows) and _heads_anew(rows, at, top) and not follows_at_once(rows, numbers, i):
                raise _two_tables(name, rows[at], numbers[at], top)


def _heads_anew(rows: Rows, at: int, top: Top) -> bool:
    row = rows[at]
    follows = rows[at + 1 : at + 11]
    if not follows or is_heading_again(row, top.headings) or not could_head(row, follows):
        return False
    places = filled(row)
    usual = sorted(len(filled(other)) for other in follows)[len(follows) // 2]
    before = rows[max(0, at - 200) : at]
    over = [i for i in places if _mostly_figures([other[i] for other in before if i < len(other)])]
    return len(places) >= 0.8 * usual and bool(over)


def _mostly_figures(cells: Sequence[Cell]) -> bool:
    held = [cell for cell in cells if not is_blank(cell)]
    return len(held) > 0 and sum(shape(cell) in {"number", "date", "year", "code"} for cell in held) >= 0.7 * len(held)


def _two_tables(name: str, row: Sequence[Cell], number: int, top: Top) -> SourceError:
    first = next(iter(top.headings), ())
    return two_tables(name, first, row, number)


def two_tables(name: str, first: Sequence[Cell], second: Sequence[Cell], number: int) -> SourceError:
    """Return the error that says where two tables stand one below the other."""
    return SourceError(
        f"{name} holds two tables: one has the heading {_named(first)}, and in row {number} another begins with {_named(second)}. "
        "Put each in a file or sheet of its own.",
        code="SEG-B08",
    )


def _named(row: Sequence[Cell]) -> str:
    return ", ".join(f"'{' '.join(str(row[i]).split())}'" for i in filled(row)[:4])


def _none_fits(name: str, row: Sequence[Cell], number: int, width: int) -> SourceError:
    return SourceError(
        f"{name}, row {number}: has {len(row)} fields where the heading has {width}, and so it is with every row. Ask for the file again, "
        "with texts that hold the separator in quotes.",
        code="SEG-B04",
    )
