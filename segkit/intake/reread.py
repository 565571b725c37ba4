"""A table that the survey has read, taken a second time without reading its file again where that would give the same."""

from dataclasses import replace
from pathlib import Path

from segkit.findings import Detected
from segkit.intake.columns import Reader
from segkit.intake.reading import content_of, read_table, sha256_of
from segkit.intake.reading.layout import HOLDS_WANTED
from segkit.intake.source_table import Reading, SourceTable
from segkit.intake.survey import Survey, Surveyed

_TOP = (1,)
"""A heading in the first row; nothing above it can be taken for one, whatever headings are asked for."""

_OF_HEADINGS = frozenset({"heading_doubt", "duplicate_headings", "blank_headings", "units_in_heading"})
"""Findings of headings that may be told otherwise once it is known which are asked for."""


def reader_of(looked: Survey) -> Reader:
    """Return what reads a table as read_table does, and takes the survey's where the file is unchanged and reading it anew gives the same.

    Raises SourceError as read_table does.
    """
    tables: dict[Path, list[Surveyed]] = {}
    for surveyed in looked.tables:
        tables.setdefault(surveyed.table.path, []).append(surveyed)

    def read(path: Path, wanted: tuple[str, ...], reading: Reading) -> SourceTable:
        of_file = tables.get(path, [])
        if len(of_file) == 1 and _is_the_same(of_file[0], wanted, reading):
            return _as_asked(of_file[0].table, wanted)
        return read_table(path, wanted, reading)

    return read


def _is_the_same(surveyed: Surveyed, wanted: tuple[str, ...], reading: Reading) -> bool:
    """Return whether the survey's table is what reading the file for the wanted headings gives."""
    table = surveyed.table
    return (
        surveyed.whole
        and reading == Reading(sheet=reading.sheet)
        and reading.sheet in {None, table.how.sheet}
        and "this sheet" not in table.how.hidden
        and table.how.headings.answer == _TOP
        and set(wanted) <= set(table.cells.columns)
        and not any(finding.kind in _OF_HEADINGS for finding in table.findings)
        and sha256_of(content_of(table.path)) == table.sha256
    )


def _as_asked(table: SourceTable, wanted: tuple[str, ...]) -> SourceTable:
    """Return the table with the reason that is given for its heading where headings are asked for."""
    if not wanted:
        return table
    values = {"n": len(wanted), "of": len(wanted), "row": str(_TOP[0])}
    return replace(table, how=replace(table.how, headings=Detected(_TOP, HOLDS_WANTED, values)))
