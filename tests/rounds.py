"""One round of a command as a person meets it: its exit code, what it said, and the workbook that it wrote, sheet by sheet."""

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from segkit.cli import main

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


def said(root: Path, *arguments: str) -> Said:
    """Run a segkit command on a folder; whatever happens, nobody sees a traceback."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([*arguments, "--folder", str(root)])
    assert "Traceback" not in out.getvalue() + err.getvalue()
    assert "SEG-000" not in err.getvalue(), err.getvalue()
    return Said(code, out.getvalue(), err.getvalue())


def sheets(path: Path) -> dict[str, Rows]:
    """Return the cells of each sheet that a menu shows, row by row, empty rows left out."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        sheet.title: [row for row in sheet.iter_rows(values_only=True) if any(cell is not None for cell in row)]
        for sheet in book.worksheets
        if sheet.sheet_state == "visible"
    }


def report(root: Path, name: str) -> dict[str, Rows]:
    """Return the sheets of a client's intake report."""
    return sheets(root / "workbooks" / name / "intake.xlsx")


QUESTIONS, TOTALS, ROWS = 1, 2, 3
"""Places of sheets in the intake report, whose names are in the client's language."""


def nth(root: Path, name: str, place: int) -> Rows:
    """Return one sheet of a client's intake report by its place."""
    return list(report(root, name).values())[place]


def rows_with(rows: Rows, *texts: str) -> Rows:
    """Return the rows in which each text is part of some cell."""
    return [row for row in rows if all(any(text in str(cell) for cell in row if cell is not None) for text in texts)]


def the_row(rows: Rows, *texts: str) -> tuple[Any, ...]:
    """Return the one row that holds the texts."""
    found = rows_with(rows, *texts)
    assert len(found) == 1, f"{len(found)} rows hold {texts}: {found or rows}"
    return found[0]


def answer(path: Path, key: str, value: object, sheet: int = 1) -> None:
    """Type an answer into the yellow cell of one question, as a person does in Excel, and save."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[sheet]
    heads = next(row for row in page.iter_rows() if row[0].value)  # the hidden first column holds its heading and the keys, nothing else
    [asked] = [row for row in page.iter_rows() if row[0].value == key]
    asked[len(heads) - 1].value = value
    book.save(path)
