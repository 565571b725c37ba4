"""The columns of one source, read one by one: values by canonical name, and everything to be said of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import reduce

import pandas as pd

from segkit.findings import Finding
from segkit.intake.column_facts import Change, ColumnFacts, facts_of, missing_change
from segkit.intake.combined import in_their_currencies
from segkit.intake.settings import ColumnMap, Source
from segkit.intake.values import (
    ReadColumn,
    cell_findings,
    currency_in_heading,
    read_dates,
    read_hours,
    read_ids,
    read_numbers,
    read_percents,
    read_since,
    read_texts,
    read_truths,
    scale_in_heading,
    with_missing,
)
from segkit.tables import Column

ATTRIBUTE = "attribute:"
"""What the names of the client's own columns begin with."""

_FIGURES = {"money", "number", "hours"}
"""Kinds of columns whose cells are figures."""

_SIGNED = "currency"
"""The key of RULES of the cells that name the source's own currency themselves."""


class ColumnsRead:
    """The columns of one source in the making: values by canonical name, and everything to be said of them."""

    def __init__(self, source: Source, cells: pd.DataFrame, currency: str) -> None:
        self._source, self._cells, self._currency = source, cells, source.currency or currency
        self._values: dict[str, pd.Series] = {}
        self.bad: dict[str, pd.Index] = {}
        self.foreign: dict[str, dict[str, pd.Series]] = {}
        self.signed: dict[str, pd.Index] = {}
        self._reads: list[tuple[str, str, str, ReadColumn, pd.Series]] = []
        self.findings: list[Finding] = []

    def frame(self) -> pd.DataFrame:
        return pd.DataFrame(self._values, index=self._cells.index, dtype=object)

    def facts(self, totals: Sequence[int]) -> tuple[ColumnFacts, ...]:
        """Return what is said of each heading, in its order; rows that are totals count neither as cells nor in sums."""
        return tuple(self._facts(read, totals) for read in self._reads)

    def _facts(self, heading_read: tuple[str, str, str, ReadColumn, pd.Series], totals: Sequence[int]) -> ColumnFacts:
        name, kind, heading, read, nulled = heading_read
        nulled = _without(nulled, totals)
        read = _without_rows(read, totals)
        facts = facts_of(self._source, (name, kind), heading, read, len(nulled))
        if kind == "money":
            facts = replace(facts, by_currency=self._by_currency(read))
        return _with_change(facts, missing_change(self._source.shown, heading, nulled)) if len(nulled) and kind != "attribute" else facts

    def _by_currency(self, read: ReadColumn) -> tuple[tuple[str, Decimal], ...]:
        """Return the sums per currency of a column of money, as signs in its cells and the file's column of currencies tell; none where there is one."""
        codes = pd.Series(self._currency, read.values.index, dtype=object)
        if "currency" in self._values:
            stated = self._values["currency"].reindex(codes.index)
            codes = stated.map(lambda code: code.strip().upper() if isinstance(code, str) else None).fillna(self._currency)
        sums: dict[str, Decimal] = {}
        for code, amount in [
            *zip(codes, read.values, strict=True),
            *((code, amount) for code, cells in read.foreign.items() for amount in cells),
        ]:
            if amount is not None:
                sums[str(code)] = sums.get(str(code), Decimal(0)) + amount
        return tuple(sums.items()) if len(sums) > 1 else ()

    def read(self, column: Column) -> None:
        """Read a canonical column: one heading, or the sum, product or words of several."""
        column_map = self._source.columns[column.name]
        reads = [self._heading(column, heading, column_map) for heading in column_map.headings]
        if column.kind in {"id", "text", "choice"}:
            parts = [read.values for read in reads]
            spoken = [_spoken(row) for row in zip(*parts, strict=True)] if len(parts) > 1 else parts[0]
            self._values[column.name] = pd.Series(spoken, index=self._cells.index, dtype=object)
        elif column.kind in _FIGURES:
            self._amounts(column.name, column_map, reads)
        else:
            self._values[column.name] = reads[0].values
        self.bad[column.name] = reduce(lambda a, b: a.union(b), (read.bad.index for read in reads))
        if len(reads) > 1 and column.kind in _FIGURES:
            sign = " × " if column_map.product else " + "
            whole = ReadColumn(self._values[column.name], self._cells.iloc[:, 0].loc[self.bad[column.name]])
            self._reads.append((column.name, column.kind, sign.join(column_map.headings), whole, self._cells.iloc[:0, 0]))

    def _amounts(self, name: str, column_map: ColumnMap, reads: Sequence[ReadColumn]) -> None:
        values, foreign = in_their_currencies(column_map, reads)
        self._values[name] = _scaled(values, column_map)
        if foreign:
            self.foreign[name] = {code: _scaled(amounts, column_map) for code, amounts in foreign.items()}
        signed = reduce(lambda a, b: a.union(b), (read.changed[_SIGNED].index for read in reads if _SIGNED in read.changed), pd.Index([]))
        if len(signed):
            self.signed[name] = signed

    def attribute(self, name: str, heading: str) -> None:
        """Keep a column of the client's own as text, to filter and sort by."""
        cells, nulled = with_missing(self._cells[heading], self._source.missing)
        read = read_texts(cells)
        self._values[f"{ATTRIBUTE}{name}"] = read.values
        self._reads.append((name, "attribute", heading, read, nulled))

    def _heading(self, column: Column, heading: str, column_map: ColumnMap) -> ReadColumn:
        cells, nulled = with_missing(self._cells[heading], self._source.missing)
        read = self._as_kind(column.kind, cells, column_map)
        part = len(column_map.headings) > 1 and column_map.product is not None
        self._reads.append((column.name, "part" if part else column.kind, heading, read, nulled))
        if len(nulled):
            self.findings.append(_nulled(self._source, heading, nulled))
        self.findings += cell_findings(read, self._source.file, heading, self._source.sheet)
        self.findings += _heading_findings(self._source, column, heading, column_map, self._currency)
        return read

    def _as_kind(self, kind: str, cells: pd.Series, column_map: ColumnMap) -> ReadColumn:
        decimal, order = column_map.decimal or self._source.decimal, column_map.dates or self._source.dates
        readers: dict[str, Callable[[pd.Series], ReadColumn]] = {
            "id": read_ids,
            "money": lambda column: read_numbers(column, decimal, self._currency),
            "number": lambda column: read_numbers(column, decimal),
            "hours": lambda column: read_hours(column, decimal),
            "percent": lambda column: read_percents(column, decimal),
            "date": lambda column: read_dates(column, order),
            "since": lambda column: read_since(column, order),
            "truth": read_truths,
        }
        return readers.get(kind, read_texts)(cells)


def _heading_findings(source: Source, column: Column, heading: str, column_map: ColumnMap, currency: str) -> list[Finding]:
    """Return what the heading of a money column says of its unit, where engagement.yaml says nothing."""
    if column.kind != "money":
        return []
    findings = []
    scale, code = scale_in_heading(heading), currency_in_heading(heading)
    if scale is not None and "times" not in column_map.model_fields_set:
        values = {"column": heading, "example": str(scale.values["example"]), "n": scale.answer}
        findings.append(Finding("scale_in_heading", source.file, None, values, source.sheet, heading))
    if code is not None and code != currency:
        findings.append(
            Finding(
                "currency_in_heading", source.file, None, {"column": heading, "code": code, "currency": currency}, source.sheet, heading
            )
        )
    return findings


def _spoken(parts: tuple[str | None, ...]) -> str | None:
    return " ".join(part for part in parts if part) or None


def _scaled(values: pd.Series, column_map: ColumnMap) -> pd.Series:
    factor = Decimal(str(column_map.times))
    return values if factor == 1 else values.map(lambda value: None if value is None else value * factor).astype(object)


def _without(cells: pd.Series, rows: Sequence[int]) -> pd.Series:
    return cells.drop(index=list(rows), errors="ignore")


def _without_rows(read: ReadColumn, rows: Sequence[int]) -> ReadColumn:
    if not rows:
        return read
    changed = {rule: left for rule, cells in read.changed.items() if len(left := _without(cells, rows))}
    foreign = {code: left for code, amounts in read.foreign.items() if len(left := _without(amounts, rows))}
    return replace(read, values=_without(read.values, rows), bad=_without(read.bad, rows), changed=changed, foreign=foreign)


def _nulled(source: Source, heading: str, cells: pd.Series) -> Finding:
    rows = tuple(int(row) for row in cells.index)
    values = {"n": len(cells), "column": heading, "example": str(cells.iloc[0])}
    return Finding("missing_tokens", source.file, rows[0], values, source.sheet, heading, rows)


def _with_change(facts: ColumnFacts, change: Change) -> ColumnFacts:
    return replace(facts, changes=(change, *facts.changes))
