"""Invoice lines that stand in two files: exports that overlap count their months twice."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

import pandas as pd

from segkit.findings import Finding
from segkit.intake.columns import TypedTable

ENOUGH = 0.1
"""The share of the smaller file's lines from which it is no chance that they stand in the other too."""

ROWS = 1000
"""Rows that a finding names at most."""


def overlap_findings(tables: Sequence[TypedTable]) -> list[Finding]:
    """Return the question about the lines of each file that an earlier one holds too: customer, date, amount, and order where both have it."""
    return [finding for first, second in combinations(tables, 2) for finding in _shared(first.frame, second)]


def _shared(first: pd.DataFrame, second: TypedTable) -> list[Finding]:
    columns = [name for name in ("customer_id", "date", "amount", "order") if name in first and name in second.frame]
    lines, earlier = (frame[columns].dropna(subset=["customer_id", "date", "amount"]) for frame in (second.frame, first))
    shared = lines[pd.MultiIndex.from_frame(lines).isin(pd.MultiIndex.from_frame(earlier))]
    if shared.empty or len(shared) < ENOUGH * min(len(lines), len(earlier)):
        return []
    values = {"n": len(shared), "amount": sum(shared["amount"], Decimal(0))}
    rows = tuple(int(row) for row in shared.index[:ROWS])
    return [Finding("same_line_twice", second.source.shown, rows[0], values, rows=rows)]
