"""A file's cells under the canonical columns: the column map, the joins, and each column read as its kind says."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from segkit.findings import Finding
from segkit.intake.column_facts import ColumnFacts
from segkit.intake.columns_read import ColumnsRead
from segkit.intake.currencies import Rates, in_one_currency
from segkit.intake.format_currencies import format_findings
from segkit.intake.joins import join_tables, joined
from segkit.intake.mapping import forbidden, personal_findings
from segkit.intake.reading import read_table
from segkit.intake.settings import Source
from segkit.intake.source_table import Reading, SourceTable
from segkit.intake.total_findings import total_findings
from segkit.intake.totals import Total, total_rows
from segkit.tables import COLUMNS

Reader = Callable[[Path, tuple[str, ...], Reading], SourceTable]
"""What reads a table from a file: `reading.read_table` does so in a process apart."""

TotalsOf = Callable[[pd.Series, pd.DataFrame, Sequence[pd.Series]], list[Total]]
"""What finds the totals among rows: `totals.total_rows`, unless the rows are only a part of the file."""


@dataclass(frozen=True)
class TypedTable:
    """One source under the canonical names: ids and texts as str, money and numbers as exact Decimal, dates as date; None = empty.

    `frame` is indexed by true row number; own attributes are its columns "attribute:<name>". `bad` holds, per canonical column, the
    rows whose cell could not be read. `totals` are the rows of totals, which are in `total_frame` instead of `frame`. `tables` are the file itself
    and those joined to it.
    """

    source: Source
    frame: pd.DataFrame
    bad: dict[str, pd.Index]
    findings: tuple[Finding, ...]
    tables: tuple[SourceTable, ...]
    repeated: pd.Series
    """True on a row whose every cell repeats an earlier row."""
    columns: tuple[ColumnFacts, ...]
    totals: tuple[Total, ...]
    total_frame: pd.DataFrame

    @property
    def set_aside_counts(self) -> dict[str, int]:
        """How many rows of the file were set aside in reading, by reason."""
        return dict(Counter(row.reason for row in self.tables[0].set_aside))


def read_source(
    source: Source, data: Path, currency: str, rates: Rates | None = None, reader: Reader = read_table, *, totals_of: TotalsOf = total_rows
) -> TypedTable:
    """Return one file of `data` under the canonical columns, its money in `currency`; `totals_of` says which rows are totals.

    Raises SourceError as read_table does, and for a join that is not one to one.
    """
    others = join_tables(source, data, reader)
    table = reader(data / source.file, own_headings(source, others), source.reading)
    findings = [*table.findings, *(finding for other in others for finding in other.findings)]
    repeated = table.cells.duplicated()
    cells = table.cells
    for join, other in zip(source.join, others, strict=True):
        cells, found = joined(cells, source, join, other)
        findings += found
    columns = ColumnsRead(source, cells, currency)
    left_out, found = _left_out(table, source)
    for column in COLUMNS[source.holds]:
        if column.name in source.columns and (column.required or not left_out & set(source.columns[column.name].headings)):
            columns.read(column)
    for name, heading in source.attributes.items():
        if heading not in left_out:
            columns.attribute(name, heading)
    frame, currency_findings = in_one_currency(columns.frame(), columns.foreign, source, currency, rates, signed=columns.signed)
    added = {"money", "hours"} if source.holds == "costs" else {"money"}
    amounts = [frame[name] for name in frame if _kind(source, str(name)) in added]
    keys = frame[source.key] if source.key in frame else pd.Series(None, frame.index, dtype=object)
    totals = totals_of(keys, cells, amounts)
    at = [total.row for total in totals]
    shown = format_findings(source, (table, *others), currency)
    findings += [*columns.findings, *found, *shown, *currency_findings, *total_findings(source, totals)]
    return TypedTable(
        source,
        frame.drop(index=at),
        {name: bad.difference(at) for name, bad in columns.bad.items()},
        tuple(findings),
        (table, *others),
        repeated.drop(index=at),
        columns.facts(at),
        tuple(totals),
        frame.loc[at],
    )


def _left_out(table: SourceTable, source: Source) -> tuple[set[str], list[Finding]]:
    """Return the headings that data protection forbids and for which nobody has written a reason, and what is asked of them."""
    found = [column for column in forbidden(table) if column.heading not in source.personal]
    mapped = {heading for column_map in source.columns.values() for heading in column_map.headings} | set(source.attributes.values())
    return {column.heading for column in found}, personal_findings(table, [column for column in found if column.heading in mapped])


def own_headings(source: Source, others: Sequence[SourceTable]) -> tuple[str, ...]:
    """Return the headings that the file itself must have: those mapped, and the keys, unless a join brings them."""
    wanted: dict[str, None] = {}
    brought: set[str] = set()
    for join, table in zip(source.join, others, strict=True):
        own_key = join.own_key or join.key
        if own_key not in brought:
            wanted[own_key] = None
        brought |= set(table.cells.columns) - {join.key}
    named = [heading for column_map in source.columns.values() for heading in column_map.headings]
    wanted |= dict.fromkeys(heading for heading in (*named, *source.attributes.values()) if heading not in brought)
    return tuple(wanted)


def _kind(source: Source, name: str) -> str:
    return next((column.kind for column in COLUMNS[source.holds] if column.name == name), "text")
