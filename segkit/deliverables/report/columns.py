"""How wide a table's columns are, how large its letters, and whether it needs a landscape page.

Worked out from the fonts' own widths, so that no cell is ever cut off and a number never breaks over two lines.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from segkit.deliverables.report.glyphs import width

POINTS_PER_MM = 72 / 25.4
PORTRAIT = 162 * POINTS_PER_MM
LANDSCAPE = 249 * POINTS_PER_MM
PADDING = 12.2  # left and right of a cell, in points, with a hair of slack
LONGEST_WORD = 24
COMFORT = 7.5  # a text column of this many times the letter size reads well
NATURAL_LIMIT = 34.0
BEYOND = 0.35  # what a longer text counts for beyond the limit: it wraps, but where there is more of it there is more room
FULL_FROM = 0.45  # a table that needs this share of the page takes all of it; a smaller one stays compact
NARROW = 0.6
PORTRAIT_SIZES = (9.0, 8.5)
UPRIGHT_SIZES = (9.0, 8.5, 8.0, 7.5)
LANDSCAPE_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
SMALL_SIZES = (6.5, 6.0, 5.5)
TILE_GUTTER = 14.0
TILE_SIZES = (21.0, 19.0, 17.0, 15.0, 13.0, 11.0, 9.0)


@dataclass(frozen=True)
class ColumnNeed:
    """What one column needs, in units of the letter size: at least `least`, and `natural` to set every cell on one line."""

    least: float
    natural: float


@dataclass(frozen=True)
class TableLayout:
    """A table's letter size and column widths in points, and whether it stands on a landscape page."""

    size: float
    landscape: bool
    widths: tuple[float, ...]


def need_of(texts: Sequence[str], *, number: bool) -> ColumnNeed:
    """Return what a column with these cells needs; a number is kept on one line, words may wrap at spaces and hyphens."""
    least = natural = 1.0
    for text in texts:
        natural = max(natural, width(text))
        if number and len(text) <= LONGEST_WORD:
            least = max(least, width(text))
            continue
        for word in re.split(r"[ \t\n]+|(?<=[-–—])", text):
            least = max(least, width(word if len(word) <= LONGEST_WORD else word[: LONGEST_WORD // 2] + "M"))
    wrapped = natural if natural <= NATURAL_LIMIT else NATURAL_LIMIT + BEYOND * (natural - NATURAL_LIMIT)
    return ColumnNeed(least=least, natural=max(least, wrapped))


def lay_out(
    needs: Sequence[ColumnNeed], *, wide: bool = False, upright: bool = False, room: float = PORTRAIT, may_turn: bool = True
) -> TableLayout:
    """Return the first layout in which the table reads well, from portrait at 9 points to landscape in small print.

    `wide` asks for every cell on one line before the portrait page is good enough; `upright` would rather have smaller letters than
    turn the page.
    """
    padding = PADDING * len(needs)
    least = sum(need.least for need in needs)
    comfortable = sum(max(need.least, min(need.natural, COMFORT)) for need in needs)
    portrait_need = sum(need.natural for need in needs) if wide else comfortable
    options = [(size, room, False, portrait_need) for size in (UPRIGHT_SIZES if upright else PORTRAIT_SIZES)]
    if may_turn:
        options += [(size, LANDSCAPE, True, comfortable) for size in LANDSCAPE_SIZES]
    last_room = LANDSCAPE if may_turn else room
    options += [(size, last_room, may_turn, least) for size in (*LANDSCAPE_SIZES, *SMALL_SIZES)]
    for size, space, landscape, needed in options:
        if needed * size + padding <= space:
            return TableLayout(size=size, landscape=landscape, widths=_shares(needs, size, space))
    size = max(1.0, (last_room - padding) / least)
    return TableLayout(size=size, landscape=may_turn, widths=tuple(need.least * size + PADDING for need in needs))


def _shares(needs: Sequence[ColumnNeed], size: float, room: float) -> tuple[float, ...]:
    """Return widths that fill the room: what all need, then the rest where there is most text; short tables stay narrower."""
    natural = sum(need.natural for need in needs) * size + PADDING * len(needs)
    if natural <= room:
        stretched = room if natural > room * FULL_FROM else room * NARROW
        return tuple((need.natural * size + PADDING) * stretched / natural for need in needs)
    least = [need.least * size + PADDING for need in needs]
    wish = [(need.natural - need.least) * size for need in needs]
    spare = room - sum(least)
    return tuple(base + spare * more / sum(wish) for base, more in zip(least, wish, strict=True))


def tile_columns(tiles: int) -> int:
    """Return how many tiles stand side by side so that the last row is not left with one."""
    return max(2, tiles) if tiles <= 4 else 3 if tiles in (5, 6, 9) else 4


def tile_size(values: Sequence[str], columns: int) -> float:
    """Return the largest letter size in points at which each value fits its tile on one line."""
    tile = (PORTRAIT - TILE_GUTTER * (columns - 1)) / columns
    widest = max((width(value) for value in values), default=1.0)
    return next((size for size in TILE_SIZES if widest * size <= tile), TILE_SIZES[-1])
