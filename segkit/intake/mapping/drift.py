"""What has changed since the last accepted delivery: headings, units, and columns that stand in each other's place."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations

import pandas as pd
from rapidfuzz import fuzz

from segkit.findings import Finding
from segkit.intake.mapping.folding import folded
from segkit.intake.mapping.profile import SAMPLE, as_text, is_empty, profile
from segkit.intake.source_table import SourceTable
from segkit.intake.values import read_numbers

UNITS = (100, 1000, 1_000_000)
"""Factors by which a unit can change: per cent, thousands, millions."""

NEAR = 2.0
"""How far from a factor a median may be: sales themselves do not double ten times over between two deliveries."""

ALIKE = 60.0
"""From this likeness of the headings a new one may be an old one renamed, where the cells look alike too."""

CHANGED = 0.5
"""Where the share of numbers, dates or words has moved by more than this, the column holds something else."""

SAME_FILE = 0.6
"""The share of headings that a file under a new name must have in common with one of the last delivery."""


@dataclass(frozen=True)
class ColumnSnapshot:
    """A column as it was: what its cells looked like, and the quarters of its numbers (None where it has none)."""

    heading: str
    number: float
    date: float
    wordy: float
    quarters: tuple[float, float, float] | None


@dataclass(frozen=True)
class FileSnapshot:
    file: str
    sheet: str | None
    columns: tuple[ColumnSnapshot, ...]


@dataclass(frozen=True)
class Snapshot:
    """The files of an accepted delivery in a few figures per column; no value of a text cell is kept."""

    files: tuple[FileSnapshot, ...]

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> "Snapshot":
        """Return the snapshot written by `to_json`."""
        return cls(
            tuple(
                FileSnapshot(
                    file["file"],
                    file["sheet"],
                    tuple(
                        ColumnSnapshot(**(column | {"quarters": tuple(column["quarters"]) if column["quarters"] else None}))
                        for column in file["columns"]
                    ),
                )
                for file in json.loads(text)["files"]
            )
        )


def snapshot(tables: Sequence[SourceTable]) -> Snapshot:
    """Return what the files look like, to be kept beside the accepted delivery."""
    return Snapshot(tuple(_file(table) for table in tables))


def drift(accepted: Snapshot, now: Sequence[SourceTable]) -> list[Finding]:
    """Return what differs from the last accepted files, one finding per column; equal files give none."""
    current = [_file(table) for table in now]
    findings: list[Finding] = []
    for before, after in _pairs(accepted.files, current):
        if after is None:
            findings.append(Finding("file_absent", before.file, None, {"file": before.file}, sheet=before.sheet))
        else:
            findings += _file_drift(before, after)
    return findings


def _file(table: SourceTable) -> FileSnapshot:
    columns = tuple(_column(str(heading), table.cells[heading]) for heading in table.cells.columns)
    return FileSnapshot(table.path.name, table.how.sheet, columns)


def _column(heading: str, cells: pd.Series) -> ColumnSnapshot:
    looks = profile(cells)
    quarters = _quarters(cells) if looks.number > CHANGED else None
    return ColumnSnapshot(heading, round(looks.number, 3), round(looks.date, 3), round(looks.wordy, 3), quarters)


def _quarters(cells: pd.Series) -> tuple[float, float, float] | None:
    """Return the quartiles of a column's numbers other than 0, without their signs; None where the decimal sign is open."""
    sample = cells.iloc[:: max(1, len(cells) // SAMPLE)]
    read = read_numbers(sample.map(lambda cell: "" if is_empty(cell) else as_text(cell)).astype(object))
    sizes = pd.Series([abs(float(value)) for value in read.values if value], dtype=float)
    if sizes.empty:
        return None
    low, middle, high = (float(value) for value in sizes.quantile([0.25, 0.5, 0.75]))
    return low, middle, high


def _pairs(before: Sequence[FileSnapshot], after: Sequence[FileSnapshot]) -> Iterator[tuple[FileSnapshot, FileSnapshot | None]]:
    """Return each earlier file with the one of the same name, or else with the one whose headings are most the same."""
    left = list(after)
    named = {}
    for old in before:
        match = next((new for new in left if (new.file, new.sheet) == (old.file, old.sheet)), None)
        if match is not None:
            left.remove(match)
            named[old] = match
    for old in before:
        if old not in named and left:
            best = max(left, key=lambda new: _in_common(old, new))
            if _in_common(old, best) >= SAME_FILE:
                left.remove(best)
                named[old] = best
        yield old, named.get(old)


def _in_common(old: FileSnapshot, new: FileSnapshot) -> float:
    first, second = ({folded(column.heading).whole for column in file.columns} for file in (old, new))
    return len(first & second) / max(1, len(first | second))


def _file_drift(before: FileSnapshot, after: FileSnapshot) -> list[Finding]:
    old = {folded(column.heading).whole: column for column in before.columns}
    new = {folded(column.heading).whole: column for column in after.columns}
    same = {key: (old[key], new[key]) for key in old if key in new}
    gone, added = [old[key] for key in old if key not in new], [new[key] for key in new if key not in old]
    findings: list[Finding] = []

    def note(kind: str, heading: str, **values: object) -> None:
        findings.append(Finding(kind, after.file, None, {"column": heading} | values, sheet=after.sheet, column=heading))

    for column in gone:
        renamed = max((other for other in added if _renamed(column, other)), key=lambda other: _likeness(column, other), default=None)
        if renamed is None:
            note("heading_missing", column.heading)
        else:
            added.remove(renamed)
            note("heading_renamed", renamed.heading, before=column.heading)
    for column in added:
        note("heading_new", column.heading)
    swapped = set(_swapped(same))
    for first, second in sorted(swapped):
        note("columns_swapped", new[first].heading, other=new[second].heading)
    in_swap = {key for pair in swapped for key in pair}
    for key, (was, now) in same.items():
        factor = _factor(was, now)
        if factor is not None and key not in in_swap and was.quarters and now.quarters:
            note("unit_changed", now.heading, factor=factor, before=_plain(was.quarters[1]), now=_plain(now.quarters[1]))
        elif _changed(was, now):
            note("column_changed", now.heading, **_shares("before", was), **_shares("now", now))
    return findings


def _likeness(first: ColumnSnapshot, second: ColumnSnapshot) -> float:
    return float(fuzz.ratio(folded(first.heading).whole, folded(second.heading).whole))


def _renamed(was: ColumnSnapshot, now: ColumnSnapshot) -> bool:
    """Return whether a new heading may be an old one: spelled alike, or the very same distribution; and cells of the same kind."""
    if _changed(was, now) or bool(was.quarters) != bool(now.quarters):
        return False
    if was.quarters and now.quarters:
        apart = _distance(was, now)
        return apart < math.log(1.1) or (_likeness(was, now) >= ALIKE and apart < math.log(10))
    return _likeness(was, now) >= ALIKE


def _distance(first: ColumnSnapshot, second: ColumnSnapshot) -> float:
    """Return how far apart two columns' numbers are: the mean distance of their quarters in logarithms; 0 = the same."""
    if not first.quarters or not second.quarters:
        return math.inf
    return sum(abs(math.log(a / b)) for a, b in zip(first.quarters, second.quarters, strict=True)) / 3


def _swapped(same: Mapping[str, tuple[ColumnSnapshot, ColumnSnapshot]]) -> Iterator[tuple[str, str]]:
    """Return the pairs of columns whose numbers look like each other's of the last time, and unlike their own."""
    numeric = [key for key, (was, now) in same.items() if was.quarters and now.quarters]
    for first, second in combinations(numeric, 2):
        (was_a, now_a), (was_b, now_b) = same[first], same[second]
        straight = _distance(was_a, now_a) + _distance(was_b, now_b)
        crossed = _distance(was_a, now_b) + _distance(was_b, now_a)
        if straight > 2 * math.log(NEAR) and crossed < straight / 4:
            yield first, second


def _factor(was: ColumnSnapshot, now: ColumnSnapshot) -> str | None:
    """Return by which unit a column's numbers have changed, as people write it, or None."""
    if not was.quarters or not now.quarters:
        return None
    ratio = now.quarters[1] / was.quarters[1]
    for unit in UNITS:
        if unit / NEAR <= ratio <= unit * NEAR:
            return str(unit)
        if unit / NEAR <= 1 / ratio <= unit * NEAR:
            return f"1/{unit}"
    return None


def _changed(was: ColumnSnapshot, now: ColumnSnapshot) -> bool:
    """Return whether the share of dates, numbers or words has moved far."""
    moved = (was.date - now.date, was.number - now.number, was.wordy - now.wordy)
    return any(abs(by) > CHANGED for by in moved)


def _shares(when: str, column: ColumnSnapshot) -> dict[str, int]:
    return {f"dates_{when}": round(100 * column.date), f"numbers_{when}": round(100 * column.number)}


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else round(value, 4)
