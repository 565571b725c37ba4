"""What the invoice lines come to: sums per customer and month, and where every line and every krone went."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pandas as pd

from segkit.findings import Detected, Finding
from segkit.intake.column_facts import ColumnFacts
from segkit.intake.currencies import Rates
from segkit.intake.reconciliation import ReconciliationLine
from segkit.intake.settings import Source
from segkit.intake.source_table import SetAside

TEXTS = ("name", "owner", "region")
"""The texts of a line of which the customer's latest known one counts."""


@dataclass(frozen=True)
class LargeFile:
    """A text file of invoice lines too large to hold: it is summed straight from the disk. `rates` are those of the engagement."""

    source: Source
    path: Path
    rates: Rates | None = None


@dataclass(frozen=True)
class LargeFacts:
    """What is known of a large file once it was read. `set_aside` are the first rows of each reason, `columns` what is said of each heading."""

    file: str
    sha256: str
    rows: int
    encoding: Detected[str]
    separator: Detected[str]
    headings: Detected[tuple[int, ...]]
    set_aside: tuple[SetAside, ...] = ()
    columns: tuple[ColumnFacts, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """The invoice lines, summed; no line is held.

    `customers` is indexed by customer_id, sorted, one row per customer with a line in the period: revenue, cost (where a file has
    costs; None where any of the customer's lines lacks it), orders, first_order, last_order, lines, and the latest known name,
    owner and region (where a file has them). Money is exact. `before` is the revenue per customer of the period of the same length
    just before, or None where the files do not reach back so far. `months` is the revenue per month, by its first day; 0 where
    nothing was invoiced, empty where no line counts. `unreadable` are the customers with lines whose date or amount cannot be
    read: their revenue is not known to be 0. `first` and `last` are the days of the first and last line, whatever the period.
    """

    customers: pd.DataFrame
    before: pd.Series | None
    months: pd.Series
    unreadable: frozenset[str]
    first: dt.date | None
    last: dt.date | None
    reconciliation: tuple[ReconciliationLine, ...]
    findings: tuple[Finding, ...]
    large: tuple[LargeFacts, ...] = ()

    @property
    def revenue(self) -> Decimal:
        return sum(self.customers["revenue"], Decimal(0))

    @property
    def halted(self) -> bool:
        """Whether a finding stopped the reading before anything was added up: then there is no account of the rows either."""
        return not self.reconciliation
