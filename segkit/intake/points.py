"""One cell of a rating sheet to a point of the scale, however a person has written it; what can be read two ways is no point."""

import re
from collections.abc import Mapping

SHORTENED = 120
"""Letters of an anchor that stand in a cell's list; longer ones end in an ellipsis."""

_POINT = re.compile(r"(\d{1,2})(?:[.,]0+)?")
_WITH_TEXT = re.compile(r"(\d{1,2})\s*[-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}:.)]\s*([^\s\d].*)", re.DOTALL)


def entry_of(point: int, anchor: str) -> str:
    """Return the entry of a cell's list that stands for a point: the point, and what it means."""
    text = " ".join(anchor.split())
    shown = text if len(text) <= SHORTENED else text[: SHORTENED - 1].rstrip() + "…"
    return f"{point} - {shown}" if shown else str(point)


def point_of(cell: object, anchors: Mapping[int, str], lowest: int, highest: int) -> int | None:
    """Return the point that a cell gives: an entry of the list, the point alone, or the anchor's text alone; None where it gives none.

    A point with the text of another one is none: nobody can tell which of the two was meant.
    """
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return None
    point = _of_text(cell, anchors) if isinstance(cell, str) else int(cell) if float(cell).is_integer() else None
    return point if point is not None and lowest <= point <= highest else None


def _of_text(cell: str, anchors: Mapping[int, str]) -> int | None:
    text = _plain(cell)
    if alone := _POINT.fullmatch(text):
        return int(alone[1])
    entries = [point for point, anchor in anchors.items() if text == _plain(entry_of(point, anchor))]
    if len(entries) == 1:
        return entries[0]
    if alike := _with_anchor(text, anchors):
        return next(iter(alike)) if len(alike) == 1 else None
    told = _WITH_TEXT.fullmatch(text)
    if told is None:
        return None
    others = _with_anchor(told[2], anchors)
    return int(told[1]) if not others or int(told[1]) in others else None


def _with_anchor(text: str, anchors: Mapping[int, str]) -> set[int]:
    """Return the points whose anchor is this text, in full or as the list shortens it."""
    return {point for point, anchor in anchors.items() if anchor.strip() and text in {_plain(anchor), _plain(entry_of(0, anchor))[4:]}}


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
