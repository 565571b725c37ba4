"""Joining further files by a key: nothing of the client's own is overwritten, nothing guessed, and what met is counted."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from segkit.errors import SourceError
from segkit.findings import Finding
from segkit.intake.identity import Outside, enriched, enrichment_findings
from segkit.intake.settings import Join, Source
from segkit.intake.source_table import Reading, SourceTable
from segkit.intake.values import read_ids
from segkit.parameters import nearest

Reader = Callable[[Path, tuple[str, ...], Reading], SourceTable]
"""What reads a table from a file."""


def join_tables(source: Source, data: Path, reader: Reader) -> list[SourceTable]:
    """Return the files joined to a source. Raises SourceError as the reader does."""
    return [reader(data / join.file, (join.key,), join.reading) for join in source.join]


def joined(cells: pd.DataFrame, source: Source, join: Join, other: SourceTable) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the cells with those columns of the other file that the source uses, found by the key, and how many rows it met.

    A key that stands in the other file with different answers is joined to none of them. Raises SourceError where the source has no such key.
    """
    own_key = join.own_key or join.key
    if own_key not in cells:
        like = nearest(own_key, [str(name) for name in cells])
        hint = f"Did you mean '{like}'?" if like else "Give the heading as own_key at this join."
        raise SourceError(f"{source.file} has no heading '{own_key}' to join {join.file} by. {hint}", code="SEG-A13")
    wanted = tuple(str(name) for name in other.cells if name in source.headings and name not in cells)
    rows = other.cells[[join.key, *wanted]].assign(**{join.key: read_ids(other.cells[join.key]).values})
    keys = cells[[own_key]].assign(**{own_key: read_ids(cells[own_key]).values})
    outside = Outside(rows, join.key, wanted, join.file)
    met = enriched(keys, own_key, outside, normalise=join.numbers == "normalised", accepted=join.spellings)
    found = met.exact + met.normalised + met.accepted
    values = {"n": found, "of": len(cells), "other": source.file, "column": own_key, "file": join.file}
    findings = [
        Finding("join_met", join.file, None, values, join.sheet, join.key),
        *enrichment_findings(met, own_key, outside, source.file),
    ]
    if join.origin == "external" and not join.licence:
        findings.append(Finding("external_without_licence", join.file, None, {"file": join.file}))
    added = met.frame[list(wanted)].astype(object)
    return pd.concat([cells, added.where(added.notna(), "")], axis=1), findings
