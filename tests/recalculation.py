"""Excel's formulas recalculated by LibreOffice, and held against the cached values that the engine wrote.

LibreOffice keeps cached results when it converts, so they are stripped first (saving through openpyxl does); its profile asks for a
recalculation on load. Without either a comparison passes with every formula wrong.
"""

import shutil
import subprocess
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from aside import wanted_or_skipped

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


@dataclass(frozen=True)
class Difference:
    """A formula cell whose recalculated value is not the engine's."""

    sheet: str
    cell: str
    formula: str
    cached: Any
    recalculated: Any


def office() -> str:
    """Return LibreOffice's command."""
    found = shutil.which("soffice")
    wanted_or_skipped(found is not None, "LibreOffice (soffice, of libreoffice-calc)")
    return str(found)


def stripped(path: Path, folder: Path, changes: dict[str, float] | None = None) -> Path:
    """Return a copy without cached values. `changes` maps defined names to new values of their cells."""
    book = openpyxl.load_workbook(path)
    for name, value in (changes or {}).items():
        sheet, cell = next(iter(book.defined_names[name].destinations))
        book[sheet][cell.replace("$", "")] = value
    copy = folder / f"{uuid.uuid4().hex}.xlsx"
    book.save(copy)
    return copy


def recalculated(path: Path, folder: Path) -> Path:
    """Return the workbook as LibreOffice recalculates and saves it."""
    profile, out = folder / f"profile_{path.stem}", folder / f"out_{path.stem}"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    out.mkdir()
    command = [
        office(),
        "--headless",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(out),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return out / path.name


def values(path: Path) -> dict[tuple[str, str], Any]:
    """Return every cell's value by sheet and cell."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def formulas(path: Path) -> dict[tuple[str, str], str]:
    """Return every formula by sheet and cell."""
    book = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.coordinate): str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def differences(path: Path, folder: Path) -> list[Difference]:
    """Return the formula cells of a file that recalculate to something else than their cached value."""
    before, after = values(path), values(recalculated(stripped(path, folder), folder))
    return [
        Difference(*place, formula, before.get(place), after.get(place))
        for place, formula in formulas(path).items()
        if not same(before.get(place), after.get(place))
    ]


ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}


def same(cached: Any, again: Any) -> bool:
    """Return whether two values are equal: texts exactly, numbers to 1e-9 of their size or half an øre; an error never is."""
    if isinstance(again, str) and again in ERRORS:
        return False
    if isinstance(cached, (int, float)) and isinstance(again, (int, float)):
        gap = abs(cached - again)
        return gap <= 1e-9 * max(abs(cached), abs(again)) or (abs(cached) >= 100 and gap < 0.005)
    return (cached or "") == (again or "")
