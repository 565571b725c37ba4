"""A file's cells under the canonical columns: the column map, the joins, and each column read as its kind says."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import add, mul
from pathlib import Path

import pandas as pd

from segkit.errors import SourceError
from segkit.findings import Finding
from segkit.intake.reading import SourceTable, read_table
from segkit.intake.settings import ColumnMap, Join, Source
from segkit.intake.values import Cell, ReadColumn, read_dates, read_ids, read_numbers
from segkit.tables import COLUMNS, Column


@dataclass(frozen=True)
class TypedTable:
    """One source under the canonical names: ids and texts as str, money and numbers as exact Decimal, dates as date; None = empty.

    `frame` is indexed by true row number. `bad` holds, per canonical column, the rows whose cell could not be read.
    `tables` are the file itself and those joined to it.
    """

    source: Source
    frame: pd.DataFrame
    bad: dict[str, pd.Index]
    findings: tuple[Finding, ...]
    tables: tuple[SourceTable, ...]
    repeated: pd.Series
    """True on a row whose every cell repeats an earlier row."""


def read_source(source: Source, data: Path, currency: str) -> TypedTable:
    """Return one file of `data`, whose money is in `currency`, under the canonical columns. Raises SourceError as read_table does, and for a join that is not one to one."""
    joined = [_join_table(join, data) for join in source.join]
    table = read_table(
        data / source.file, _own_headings(source, joined), sheet=source.sheet, separator=source.separator, encoding=source.encoding
    )
    cells, findings = table.cells, _ragged_findings(source, table)
    repeated = cells.duplicated()
    for join, other in zip(source.join, joined, strict=True):
        cells, found = _joined(cells, source, join, other)
        findings += found
    cells = cells.map(lambda cell: "" if str(cell).strip() in source.missing else cell) if source.missing else cells
    frame: dict[str, pd.Series] = {}
    bad: dict[str, pd.Index] = {}
    for column in COLUMNS[source.holds]:
        if column.name in source.columns:
            frame[column.name], unread, found = _read_column(cells, column, source, currency)
            bad[column.name] = unread
            findings += found
    return TypedTable(source, pd.DataFrame(frame, index=cells.index, dtype=object), bad, tuple(findings), (table, *joined), repeated)


_TOTALS = frozenset({"i alt", "ialt", "total", "totalt", "totalsum", "sum", "summa", "subtotal", "gesamt", "gesamtsumme", "grand total"})


def is_total(numbers: pd.Series) -> pd.Series:
    """Return which rows say in place of a number that they are a total."""
    return numbers.map(lambda number: isinstance(number, str) and number.rstrip(":").casefold() in _TOTALS).astype(bool)


def _own_headings(source: Source, joined: Sequence[SourceTable]) -> tuple[str, ...]:
    """Return the headings that the file itself must have: those mapped, and the keys, unless a join brings them."""
    wanted: dict[str, None] = {}
    brought: set[str] = set()
    for join, table in zip(source.join, joined, strict=True):
        if join.key not in brought:
            wanted[join.key] = None
        brought |= set(table.cells.columns) - {join.key}
    for column_map in source.columns.values():
        wanted |= dict.fromkeys(heading for heading in column_map.headings if heading not in brought)
    return tuple(wanted)


def _join_table(join: Join, data: Path) -> SourceTable:
    table = read_table(data / join.file, (join.key,), sheet=join.sheet, separator=join.separator, encoding=join.encoding)
    keys = read_ids(table.cells[join.key])
    again = keys[keys.duplicated() & keys.notna()]
    if not again.empty:
        raise SourceError(
            f"{join.file}, row {again.index[0]}: '{again.iloc[0]}' stands twice under '{join.key}', so it cannot be joined. Keep one row for each.",
            code="SEG-C02",
        )
    return table


def _joined(cells: pd.DataFrame, source: Source, join: Join, other: SourceTable) -> tuple[pd.DataFrame, list[Finding]]:
    added = other.cells.drop(columns=[name for name in other.cells.columns if name in cells.columns and name != join.key])
    added = added.assign(**{join.key: read_ids(added[join.key])}).set_index(join.key)
    added = added[added.index.notna()]  # an empty key is nobody's
    keys = read_ids(cells[join.key])
    matched = added.reindex(keys).fillna("")
    matched.index = cells.index
    lost = keys[keys.notna() & ~keys.isin(added.index)]
    findings = []
    if not lost.empty:
        values = {"n": len(lost), "other": source.file, "column": join.key, "file": join.file, "example": str(lost.iloc[0])}
        findings.append(Finding("join_unmatched", source.file, int(lost.index[0]), values))
    return pd.concat([cells, matched], axis=1), findings


def _ragged_findings(source: Source, table: SourceTable) -> list[Finding]:
    if not table.ragged:
        return []
    row, fields = next(iter(table.ragged.items()))
    raw = (table.separator or ";").join(fields)
    values = {
        "n": len(table.ragged),
        "found": len(fields),
        "expected": table.cells.shape[1],
        "raw": raw if len(raw) <= 120 else raw[:119] + "…",
    }
    return [Finding("ragged_rows", source.file, row, values)]


def _read_column(cells: pd.DataFrame, column: Column, source: Source, currency: str) -> tuple[pd.Series, pd.Index, list[Finding]]:
    column_map = source.columns[column.name]
    parts = [cells[heading] for heading in column_map.headings]
    if column.kind in {"id", "text"}:
        texts = [read_ids(part) for part in parts]
        whole = (
            texts[0] if len(texts) == 1 else pd.Series([_spoken(row) for row in zip(*texts, strict=True)], index=cells.index, dtype=object)
        )
        return whole, cells.index[:0], []
    findings: list[Finding] = []
    columns: list[ReadColumn] = []
    for heading, part in zip(column_map.headings, parts, strict=True):
        read = read_dates(part, source.dates) if column.kind == "date" else read_numbers(part, source.decimal, currency)
        columns.append(read)
        findings += _cell_findings(source.file, heading, column, read)
    values = columns[0].values if column.kind == "date" else _combined(column_map, [read.values for read in columns])
    unread = reduce(lambda a, b: a.union(b), (read.bad.index for read in columns))
    return values, unread, findings


def _spoken(parts: tuple[str | None, ...]) -> str | None:
    return " ".join(part for part in parts if part) or None


def _combined(column_map: ColumnMap, parts: list[pd.Series]) -> pd.Series:
    """Return the sum or product of the parts, times the factor; None where any part is unknown."""
    operation = mul if column_map.product else add
    factor = Decimal(str(column_map.times))
    if len(parts) == 1:
        values = parts[0]
        return values if factor == 1 else values.map(lambda value: None if value is None else value * factor).astype(object)
    combined = [None if None in row else reduce(operation, row) * factor for row in zip(*parts, strict=True)]
    return pd.Series(combined, index=parts[0].index, dtype=object)


def _cell_findings(file: str, heading: str, column: Column, read: ReadColumn) -> list[Finding]:
    kind = "dates" if column.kind == "date" else "numbers"
    if read.undecided is not None:
        return [Finding(f"undecided_{kind}", file, None, {"column": heading, "example": read.undecided})]
    if read.bad.empty:
        return []
    example: Cell = read.bad.iloc[0]
    return [Finding(f"bad_{kind}", file, int(read.bad.index[0]), {"n": len(read.bad), "column": heading, "example": str(example)})]
