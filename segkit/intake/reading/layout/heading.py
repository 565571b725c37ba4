"""Where the headings of a table stand: told, found by the names asked for, or found by how the rows differ from those below."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from segkit.intake.reading.layout.heading_words import WORDS
from segkit.intake.reading.layout.names import key
from segkit.intake.reading.layout.rows import is_page_break
from segkit.intake.reading.layout.shapes import Shape, filled, is_blank, is_unit, is_units_row, shape
from segkit.intake.source_table import Cell

Rows = Sequence[Sequence[Cell]]

SEARCHED = 60
"""Records from the top among which a heading is looked for."""

_BELOW = 25
_SURE, _POSSIBLE = 0.7, 0.4


@dataclass(frozen=True)
class HeadingBlock:
    """The places (0-based, among the records) of the heading's rows, and how surely they are it (0 to 1)."""

    first: int
    count: int
    score: float
    units: bool = False

    @property
    def after(self) -> int:
        return self.first + self.count


def find_heading(rows: Rows, numbers: Sequence[int]) -> HeadingBlock | None:
    """Return the heading of the table, found without knowing a name in it; None where no row differs from the ones around it."""
    sample = rows[: SEARCHED + _BELOW]
    scores = [heading_score(sample, i) for i in range(min(SEARCHED, len(sample)))]
    if not scores:
        return None
    best = max(range(len(scores)), key=lambda i: (round(scores[i], 1), -i))
    if scores[best] < _POSSIBLE:
        return None
    said = [key(cell) for cell in rows[best]]
    best = next(i for i in range(best + 1) if [key(cell) for cell in rows[i]] == said)
    block = block_at(rows, numbers, best, score=min(1.0, scores[best] / _SURE))
    # A row above that is as wide would be lost as preamble; then the heading is not known, whatever the scores say.
    as_wide = block.first > 0 and len(filled(rows[block.first - 1])) >= max(3, len(filled(rows[best])))
    return None if as_wide else block


def is_sure(block: HeadingBlock) -> bool:
    return block.score >= 1.0


def find_wanted(rows: Rows, numbers: Sequence[int], wanted: Sequence[str]) -> HeadingBlock:
    """Return the heading that holds most of the wanted names, whether in one row or flattened from several."""
    keys = {key(part) for heading in wanted for part in (heading, *re.split(" / ", heading))}
    found = [len(keys & {key(cell) for cell in row}) for row in rows[:SEARCHED]]
    best = max(range(len(found)), key=lambda i: (found[i], -i))
    return block_at(rows, numbers, best, score=1.0)


def block_at(rows: Rows, numbers: Sequence[int], at: int, *, score: float) -> HeadingBlock:
    """Return the whole heading around its main row: rows of group names above, the rest of it and its units below."""
    first, last = at, at
    while first > 0 and last - first < 2 and follows_at_once(rows, numbers, first) and _names_groups(rows[first - 1], rows[first]):
        first -= 1
    while last + 1 < len(rows) and last - first < 2 and follows_at_once(rows, numbers, last + 1) and _continues(rows, first, last + 1):
        last += 1
    units = last + 1 < len(rows) and is_units_row(rows[last + 1]) and not _units_are_values(rows, last + 1)
    return HeadingBlock(first, last - first + 1 + units, score, units)


def follows_at_once(rows: Rows, numbers: Sequence[int], at: int) -> bool:
    """Return whether no blank row stands above a row; the line breaks inside the cells above are not blank rows."""
    inside = sum(cell.count("\n") for cell in rows[at - 1] if isinstance(cell, str))
    return numbers[at] - numbers[at - 1] <= 1 + inside


def heading_score(rows: Rows, at: int) -> float:
    """Return how well a row stands as heading of the rows below it: texts over numbers, filled as wide, values not seen again."""
    row = rows[at]
    places = filled(row)
    own = [key(cell) for cell in row]
    below = [
        other for other in rows[at + 1 : at + 1 + _BELOW] if [key(cell) for cell in other] != own and not is_page_break(other, len(other))
    ]
    if not places or is_page_break(row, len(row)) or (len(places) == 1 and len(row) > 1):
        return 0.0
    wide = sorted(len(filled(other)) for other in below)
    width = max(len(places), wide[len(wide) * 3 // 4] if wide else 0)
    points = sum(_cell_points(row[i], [other[i] for other in below if i < len(other)]) for i in places)
    return points / width


def _cell_points(cell: Cell, below: Sequence[Cell]) -> float:
    own = shape(cell)
    shapes = Counter(shape(other) for other in below if not is_blank(other))
    usual = shapes.most_common(1)[0][0] if shapes else "blank"
    figures = usual in {"number", "date", "code", "year"}
    if own in {"number", "date"}:
        return 0.5 if own == "date" and usual == "number" else -3.0
    if own == "year":
        return 1.0 if usual == "number" else -3.0 if usual == "year" else -1.0
    text = str(cell).strip()
    known = bool(WORDS & set(re.split(r"[\s._/()-]+", text.casefold()))) or text.casefold().startswith(("kunde", "omsætning", "customer"))
    if own == "code" and "@" not in text and "," not in text:
        return (1.0 if usual in {"number", "date"} else -1.0 if usual == "code" else 0.2) + known
    again = text.casefold() in {str(other).strip().casefold() for other in below}
    long = len(text) > 60 or text.endswith((":", "."))
    points = 1.0 + 0.5 * figures if figures else 0.6
    return points + 0.6 * known - 1.5 * again - 0.8 * (long and not known)


def _names_groups(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Return whether a row right above a heading holds the upper part of its names, not the end of a preamble."""
    places = filled(upper)
    if (
        not places
        or len(filled(lower)) < 2
        or is_page_break(upper, len(upper))
        or any(shape(upper[i]) in {"number", "date"} for i in places)
    ):
        return False
    if any(str(upper[i]).strip().endswith(":") for i in places) or places[-1] >= len(lower):
        return False
    again = Counter(key(cell) for cell in lower if not is_blank(cell))
    completes = sum(is_blank(lower[i]) for i in places)
    over_figures = sum(shape(lower[i]) in {"year", "number", "date"} or again[key(lower[i])] > 1 for i in places)
    ends = [*places[1:], max(filled(lower)) + 1]
    wide = sum(end - start > 1 for start, end in zip(places, ends, strict=True))
    if len(places) == 1:
        return places[0] > 0 and bool(over_figures or completes)
    split_lines = len(places) == len(filled(lower)) and len(set(map(key, upper))) < len(places)
    return bool(completes or over_figures) or wide >= 2 or split_lines


def _continues(rows: Rows, first: int, at: int) -> bool:
    """Return whether a row under a heading still belongs to it: texts or years where the rows below it hold figures or years none."""
    row, below = rows[at], rows[at + 1 : at + 1 + _BELOW]
    places = filled(row)
    if (
        not places
        or not below
        or is_units_row(row)
        or is_page_break(row, len(row))
        or any(shape(row[i]) in {"number", "date"} for i in places)
    ):
        return False
    usual = [_usual(below, i) for i in range(len(row))]
    heads = [any(i < len(upper) and not is_blank(upper[i]) for upper in rows[first:at]) for i in range(len(row))]
    figures = [i for i, kind in enumerate(usual) if kind in {"number", "date"}]
    own = [i for i in places if i in figures]
    completes = any(not heads[i] for i in places)
    misses = [i for i, kind in enumerate(usual) if kind != "blank" and is_blank(row[i]) and heads[i]]
    if not own and completes and misses:
        always = all(not any(is_blank(other[i]) for other in below if i < len(other)) for i in misses)
        return always and not any(row[i] in [other[i] for other in below if i < len(other)] for i in places)
    if not own or not all(shape(row[i]) in {"text", "year", "code"} for i in own):
        return False
    # A label of a group of records begins in the first column; the rest of a heading does not, unless it completes one.
    return (completes or (bool(misses) and places[0] > 0)) or (
        len(own) == len(figures) and all(shape(row[i]) == "text" for i in places) and len(figures) > 1
    )


def _usual(rows: Rows, i: int) -> Shape:
    shapes = Counter(shape(row[i]) for row in rows if i < len(row) and not is_blank(row[i]))
    return shapes.most_common(1)[0][0] if shapes else "blank"


def _units_are_values(rows: Rows, at: int) -> bool:
    """Return whether what looks like a row of units is a record: the same columns hold units further down too."""
    below = rows[at + 1 : at + 1 + _BELOW]
    return any(is_unit(row[i]) for row in below for i in filled(rows[at]) if i < len(row))
