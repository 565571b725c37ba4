"""The cells of a filled rating sheet, as they stand in the file: rows by their heading, wherever rows, columns and sheets have been moved to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from segkit.errors import SourceError
from segkit.intake.marked import MARK_SHEET, RATINGS, Mark, must_be_of
from segkit.intake.reading.isolated import isolated


@dataclass(frozen=True)
class RatedRow:
    """One row of a rating sheet: whom it is about by its hidden key and by its visible number, its filled points by leaf, and what stands beside."""

    sheet: str
    row: int
    key: str
    number: str
    points: tuple[tuple[str, object], ...]
    comment: str
    date: object
    who: str


@dataclass(frozen=True)
class RatedSheet:
    """A rating sheet as it was filled in: its mark with the leaves it asks for, its rows with at least one point, and the leaves whose column is gone."""

    file: str
    mark: Mark
    rows: tuple[RatedRow, ...]
    lost: tuple[str, ...]


def rating_sheets(marks: Mapping[Path, Mark]) -> dict[Path, Mark]:
    """Return the rating sheets among marked files."""
    return {path: mark for path, mark in marks.items() if mark["kind"] == RATINGS}


def read_rating_sheet(path: Path, mark: Mark, client: str, folder: str) -> RatedSheet:
    """Return what stands in a rating sheet.

    Raises SourceError when it was written for another client, or has lost every heading of its table: nothing of it is used.
    """
    must_be_of(path, mark, client, folder)
    return isolated(_read, path, mark, about=path.name)


def _read(path: Path, mark: Mark) -> RatedSheet:
    book = openpyxl.load_workbook(path, data_only=True)
    mark = mark | {"leaves": [json.loads(cell) for (cell,) in book[MARK_SHEET].iter_rows(min_row=2, max_col=1, values_only=True) if cell]}
    found: list[RatedRow] = []
    seen: set[str] | None = None
    for sheet in book.worksheets:
        rows = [list(row) for row in sheet.iter_rows(values_only=True)] if sheet.title != MARK_SHEET else []
        head = _heading_row(rows, mark)
        if head is not None:
            places = {_text(heading): i for i, heading in reversed(list(enumerate(rows[head])))}
            seen = (seen or set()) | places.keys()
            found += _rows(sheet.title, rows, head, places, mark)
    if seen is None:
        raise SourceError(
            f"{path.name} has no columns '{mark['number']}' and '{mark['key']}' above its ratings any more. Put the headings back, or fill in a new sheet.",
            code="SEG-F02",
        )
    lost = tuple(leaf["name"] for leaf in mark["leaves"] if leaf["heading"] not in seen)
    return RatedSheet(path.name, mark, tuple(found), lost)


def _heading_row(rows: list[list[Any]], mark: Mark) -> int | None:
    """Return the row that holds the heading of the numbers or the keys, and more of the table's headings than that."""
    wanted = {leaf["heading"] for leaf in mark["leaves"]} | {mark["comment"]}
    for i, row in enumerate(rows):
        texts = {_text(cell) for cell in row}
        if texts & {mark["number"], mark["key"]} and texts & wanted:
            return i
    return None


def _rows(sheet: str, rows: list[list[Any]], head: int, places: dict[str, int], mark: Mark) -> list[RatedRow]:
    found = []
    for i in range(head + 1, len(rows)):
        cells = {heading: rows[i][place] for heading, place in places.items() if heading}
        points = [(leaf["name"], cells.get(leaf["heading"])) for leaf in mark["leaves"]]
        given = tuple((leaf, cell) for leaf, cell in points if cell is not None and _text(cell))
        if given:
            beside = (_text(cells.get(mark[name])) for name in ("key", "number", "comment", "who"))
            key, number, comment, who = beside
            found.append(RatedRow(sheet, i + 1, key, number, given, comment, cells.get(mark["date"]), who))
    return found


def _text(cell: object) -> str:
    """Return a cell's text; a number that Excel has made of an id has no decimals."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()
