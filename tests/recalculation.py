"""Excel's formulas recalculated by LibreOffice, and held against the cached values that the engine wrote.

LibreOffice keeps cached results when it converts, so they are taken out of the XML first; its profile asks for a recalculation on
load. Without either a comparison passes with every formula wrong. One start of LibreOffice converts many files.
"""

import shutil
import subprocess
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aside import wanted_or_skipped
from workbook_parts import CellError, formulas, parts, values, with_changes, without_looks, without_results, written

__all__ = ["Difference", "differences", "differences_of", "formulas", "recalculated", "recalculated_all", "same", "stripped", "values"]

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""

MOST_AT_ONCE = 50
"""Files that one start of LibreOffice converts; given several hundred, it converts none of the last."""

MONEY = 0.005
"""What amounts and counts may differ by: half an øre."""

LARGE, ORE = 1e10, 0.011
"""From ten thousand millions on, LibreOffice's ROUND takes a half whose float lies just below it down, Excel's takes it up: an øre."""

SMALL = 100
"""Figures below this are held to CLOSE instead, for half an øre of a share would be much."""

DIGITS = 5e-15
"""What a figure of a million millions and more may differ by for its size: LibreOffice writes 15 digits."""

CLOSE, LAST = 1e-13, 1.01e-12
"""What a small figure may differ by for its size: the noise of adding in another order; and the last of a share's 12 decimals, where
LibreOffice's ROUND takes a figure for a half that lies just beside one."""


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


def stripped(path: Path, folder: Path, changes: Mapping[str, Any] | None = None) -> Path:
    """Return a copy without cached values, and without charts and colours, which only take time. `changes` maps defined names to new values of their cells, or rows of values of a range."""
    return written(with_changes(without_looks(without_results(parts(path))), changes or {}), folder / f"{uuid.uuid4().hex}.xlsx")


def recalculated(path: Path, folder: Path) -> Path:
    """Return the workbook as LibreOffice recalculates and saves it."""
    return recalculated_all([path], folder)[0]


def recalculated_all(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Return the workbooks, whose file names all differ, as LibreOffice recalculates and saves them; a start of it converts many."""
    if len({path.name for path in paths}) != len(paths):
        raise ValueError("two of the files have the same name")
    return [path for first in range(0, len(paths), MOST_AT_ONCE) for path in _converted(paths[first : first + MOST_AT_ONCE], folder)]


def _converted(paths: Sequence[Path], folder: Path) -> list[Path]:
    place = folder / f"office_{uuid.uuid4().hex}"
    profile, out = place / "profile", place / "out"
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
        *map(str, paths),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300 + 10 * len(paths))
    left_out = [path.name for path in paths if not (out / path.name).is_file()]
    if left_out:
        raise RuntimeError(f"LibreOffice did not convert {', '.join(left_out)}")
    return [out / path.name for path in paths]


def differences(path: Path, folder: Path) -> list[Difference]:
    """Return the formula cells of a file that recalculate to something else than their cached value."""
    return differences_of([path], folder)[0]


def differences_of(paths: Sequence[Path], folder: Path) -> list[list[Difference]]:
    """Return the same for many files, in their order."""
    again = recalculated_all([stripped(path, folder) for path in paths], folder)
    return [_between(path, values(path), values(after)) for path, after in zip(paths, again, strict=True)]


def _between(path: Path, before: Mapping[tuple[str, str], Any], after: Mapping[tuple[str, str], Any]) -> list[Difference]:
    return [
        Difference(*place, formula, before.get(place), after.get(place))
        for place, formula in formulas(path).items()
        if not same(before.get(place), after.get(place))
    ]


def same(cached: Any, again: Any) -> bool:
    """Return whether two values are equal: texts exactly, money to half an øre, other numbers but for noise; an error never is."""
    if isinstance(again, CellError) or isinstance(cached, CellError):
        return False
    if isinstance(cached, bool) or isinstance(again, bool):
        return cached is again
    if isinstance(cached, (int, float)) and isinstance(again, (int, float)):
        size = max(abs(cached), abs(again))
        if size < SMALL and cached == round(cached, 12) and again == round(again, 12):
            return abs(cached - again) <= max(CLOSE * size, LAST)
        return abs(cached - again) <= (CLOSE * size if size < SMALL else MONEY if size < LARGE else max(ORE, DIGITS * size))
    # An empty text is an empty cell; neither is 0.
    return ("" if cached is None else cached) == ("" if again is None else again)
