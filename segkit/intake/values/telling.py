"""What a read column has to say to a person, as findings with their rows."""

import pandas as pd

from segkit.findings import Finding
from segkit.intake.values.column import ReadColumn
from segkit.intake.values.ids import plain_text

_TOLD_RULES = {
    "missing_token": "missing_tokens",
    "number_stored_as_text": "numbers_as_text",
    "sentinel_date": "sentinel_dates",
    "serial": "day_numbers",
    "short_year": "short_years",
}
"""Rules whose use is told as a finding of its own, and its kind; the others stand in the list of changes."""


def cell_findings(read: ReadColumn, file: str, column: str, sheet: str | None = None) -> tuple[Finding, ...]:
    """Return the findings of one read column: what must be asked, what is bad or doubtful, and what was altered.

    Amounts in other currencies are told where they are converted, or not.
    `column` is the heading in the file. Each finding carries all its rows, of which the first is its place.
    """
    if read.undecided is not None:
        return (Finding(read.question, file, None, {"column": column, "example": read.undecided}, sheet, column),)
    found = [*read.bad_kinds.items(), *read.doubts]
    found += [(_TOLD_RULES[rule], cells) for rule, cells in read.changed.items() if rule in _TOLD_RULES]
    return tuple(_finding(kind, cells, file, column, sheet) for kind, cells in found)


def _finding(kind: str, cells: pd.Series, file: str, column: str, sheet: str | None) -> Finding:
    rows = tuple(int(row) for row in cells.index)
    values = {"n": len(cells), "column": column, "example": _shown(cells.iloc[0])}
    return Finding(kind, file, rows[0], values, sheet, column, rows)


def _shown(cell: object) -> str:
    text = " ".join(plain_text(cell).split())
    return text if len(text) <= 60 else text[:59] + "…"
