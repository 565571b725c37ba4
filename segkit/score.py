"""Grading new records by a client's settled rules: the same deterministic rule that graded the customers, for one record or many."""

from pathlib import Path

import pandas as pd

from segkit.engagement import Engagement
from segkit.errors import EngagementError, SourceError
from segkit.intake import ColumnMap, Source, read_headings, take_in
from segkit.parameters import nearest
from segkit.rating import Ratings, measured, rate, settle
from segkit.tables import CUSTOMER_COLUMNS, LEAD_COLUMNS
from segkit.words import LANGUAGES, Words


def score(engagement: Engagement, path: Path) -> Ratings:
    """Return the ratings of the records in a file, in the file's order.

    Headings are segkit's own column names, their labels in any of the five languages, or the client's headings from engagement.yaml;
    customer_id and every measure that the grid needs must be among them. Raises EngagementError while a threshold is still a
    quantile (a new record must not move it), SourceError when the file cannot be read, BlockedError when a finding stops it.
    """
    grid = settle(engagement.abcd, pd.DataFrame(columns=["revenue", "potential", "utilisation", "headroom"], dtype=float))
    open_cuts = [cut.key for cut in grid.cuts if cut.quantile is not None]
    if open_cuts:
        names = " and ".join(f"'{key}'" for key in open_cuts)
        raise EngagementError(
            [f"{engagement.file.name}: {names} is still a quantile. Settle it as an amount first: segkit run {engagement.name}"]
        )
    needed = {"customer_id"} | {name for axis in grid.axes for name in _raw(axis.measure)}
    source = _source(engagement, path, needed)
    intake = take_in([source], None, path.parent, engagement.identity, beside=False).unblocked()
    return rate(measured(intake.customers), grid)


def _raw(measure: str) -> tuple[str, ...]:
    return (measure,) if measure in {"revenue", "potential"} else ("revenue", "potential")


def _source(engagement: Engagement, path: Path, needed: set[str]) -> Source:
    """Return the file as a source: a heading of the client's keeps what engagement.yaml says of it, its factor and empty texts too."""
    headings = {heading.casefold(): heading for heading in read_headings(path)}
    known = _aliases(engagement)
    columns = {
        name: column_map.model_copy(update={"column": headings[alias]})
        for name, aliases in known.items()
        for alias, column_map in aliases.items()
        if alias in headings
    }
    absent = [name for name in ("customer_id", "revenue", "potential") if name in needed and name not in columns]
    if absent:
        sentences = [f"{path.name} has no heading '{name}'. {_hint(name, list(headings.values()))}" for name in absent]
        raise SourceError("\n".join(sentences), code="SEG-A13")
    own = next((source for source in engagement.sources if source.holds == "customers"), None)
    missing, decimal = (own.missing, own.decimal) if own else ([], None)
    return Source(file=path.name, holds="customers", columns=columns, missing=missing, decimal=decimal)


def _hint(name: str, headings: list[str]) -> str:
    like = nearest(name, headings)
    return f"Did you mean '{like}'?" if like else f"It has: {', '.join(headings[:12])}."


def _aliases(engagement: Engagement) -> dict[str, dict[str, ColumnMap]]:
    """Return the headings that mean each column, casefolded, with how their values are read."""
    plain = ColumnMap(column="-")
    aliases: dict[str, dict[str, ColumnMap]] = {column.name: {column.name: plain} for column in CUSTOMER_COLUMNS}
    for language in LANGUAGES:
        words = Words(language)
        for column in (*CUSTOMER_COLUMNS, *LEAD_COLUMNS):
            name = "customer_id" if column.name == "lead_id" else column.name
            aliases[name][words(column.label).casefold()] = plain
    for source in engagement.sources:
        for name, column_map in source.columns.items():
            if source.holds in {"customers", "leads"} and column_map.column:
                aliases["customer_id" if name == "lead_id" else name][column_map.column.casefold()] = column_map
    return aliases
