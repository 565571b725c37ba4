"""The heading row of a table: found by the headings that engagement.yaml names, wherever logo rows have pushed it."""

from collections.abc import Sequence

from segkit.errors import SourceError
from segkit.parameters import nearest

_SEARCHED = 40
"""Rows from the top among which a heading row is looked for."""


def heading_row(file: str, rows: Sequence[Sequence[object]], headings: tuple[str, ...]) -> tuple[int, list[str]]:
    """Return the index of the heading row and its names, made unique ("Amount", "Amount (2)"; a blank one is "(column 3)").

    Raises SourceError when not all headings stand in one row among the first, naming each missing one and its nearest.
    """
    wanted = {_key(heading): heading for heading in headings}
    best, best_found = 0, -1
    for i, row in enumerate(rows[:_SEARCHED]):
        found = len(wanted.keys() & {_key(cell) for cell in row})
        if found > best_found:
            best, best_found = i, found
    names = _unique(rows[best]) if rows else []
    missing = [heading for key, heading in wanted.items() if key not in {_key(name) for name in names}]
    if missing:
        raise SourceError("\n".join(_missing_sentence(file, heading, names, best + 1) for heading in missing), code="SEG-A13")
    spelled = {_key(name): name for name in names}
    rename = {spelled[key]: heading for key, heading in wanted.items()}
    return best, [rename.get(name, name) for name in names]


def _missing_sentence(file: str, heading: str, names: list[str], row: int) -> str:
    like = nearest(heading, names)
    hint = f"Did you mean '{like}'?" if like else f"Row {row} reads: {', '.join(names[:12])}."
    return f"{file} has no heading '{heading}'. {hint}"


def _key(cell: object) -> str:
    return " ".join(str(cell).replace("\N{NO-BREAK SPACE}", " ").split()).casefold()


def _unique(cells: Sequence[object]) -> list[str]:
    names: list[str] = []
    for i, cell in enumerate(cells, start=1):
        name = " ".join(str(cell).split()) or f"(column {i})"
        times = sum(_key(earlier).removesuffix(f" ({n})") == _key(name) for n, earlier in enumerate(names, start=2))
        names.append(name if _key(name) not in {_key(n) for n in names} else f"{name} ({times + 1})")
    return names
