"""Agendas: lines with minutes, which sum to the length of the meeting."""

from collections.abc import Sequence

from segkit.packs.content import Column, Grid, Value
from segkit.words import Words

Line = tuple[int, str]
"""Minutes, and what they are for as an English phrase."""


def agenda_grid(lines: Sequence[Line], words: Words, title: str) -> Grid:
    """Return an agenda with the time since the beginning, the minutes of each line and their sum."""
    columns = (
        Column(words("From"), "text", 10),
        Column(words("Minutes"), "count", 10),
        Column(words("What"), "text", 62),
        Column(words("Led by"), "entry", 22),
    )
    rows: list[tuple[Value, ...]] = []
    gone = 0
    for minutes, text in lines:
        rows.append((f"{gone // 60}:{gone % 60:02}", minutes, words(text), None))
        gone += minutes
    return Grid(title, columns, (*rows, ("", gone, words("Total"), None)), total=True)
