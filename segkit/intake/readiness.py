"""Readiness: whether the data carry a segmentation, as a score of a few plain checks and one verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import pandas as pd

from segkit.findings import Finding
from segkit.intake.reconciliation import USED, Reconciliation
from segkit.tables import CUSTOMER_COLUMNS
from segkit.words import phrase

ZERO = Decimal(0)

Verdict = Literal["go", "questions", "no_go"]

VERDICTS: dict[str, tuple[str, str]] = {
    "go": (phrase("Go"), phrase("The data carry the segmentation.")),
    "questions": (
        phrase("Go, with questions"),
        phrase("The run works; the conclusions are no firmer than the answers to the questions."),
    ),
    "no_go": (phrase("No go"), phrase("Something stops the run, or too little of the data can be used.")),
}
"""Each verdict with what it means."""

NEXT_TO_NONE = 0.05
"""The share below which an essential check makes the verdict "no go" by itself."""

ENOUGH, TOO_LITTLE = 80, 50
"""The score from which a verdict is "go", and the score below which it is "no go"."""


@dataclass(frozen=True)
class Check:
    """One check of the readiness: what is asked, its weight in points, and the share that is fulfilled, from 0 to 1; None = does not apply."""

    label: str
    help: str
    weight: int
    share: float | None
    essential: bool = False
    """Whether nothing can be said where next to none of it is fulfilled."""


@dataclass(frozen=True)
class Readiness:
    """The checks and what follows from them. A check that does not apply leaves its points to the others."""

    checks: tuple[Check, ...]
    blocked: bool

    @property
    def score(self) -> int:
        counted = [check for check in self.checks if check.share is not None]
        whole = sum(check.weight for check in counted)
        return round(100 * sum(check.weight * (check.share or 0) for check in counted) / whole) if whole else 0

    @property
    def verdict(self) -> Verdict:
        hopeless = any(check.essential and check.share is not None and check.share < NEXT_TO_NONE for check in self.checks)
        if self.blocked or hopeless or self.score < TOO_LITTLE:
            return "no_go"
        return "go" if self.score >= ENOUGH else "questions"


_NOT_LOST = {*USED, "received", "outside_period", "total", "repeated_heading", "page_break", "footer", "same_row"}
"""What became of rows that are no loss: used, of another period, or never records at all."""

_WANTED = tuple(column.name for column in CUSTOMER_COLUMNS if column.name in {"name", "owner", "region", "industry", "cost", "potential"})
"""Columns of customers without which a chapter of the report stays empty."""


def readiness(
    reconciliation: Reconciliation, customers: pd.DataFrame, findings: Sequence[Finding], read: tuple[int, int], mapped: frozenset[str]
) -> Readiness:
    """Return the readiness of data that were taken in: `read` = files read, files there; `mapped` = the canonical columns given."""
    kinds = {finding.kind: finding for finding in findings}
    rows, amounts = _kept(reconciliation)
    checks = (
        Check(phrase("Files that can be read"), phrase("Every file in data/ that is to be used."), 15, read[0] / read[1] if read[1] else 0.0),
        Check(phrase("Rows that can be used"), phrase("Rows not lost to a wrong number of fields, a missing number, an unreadable date or amount."), 15, rows),
        Check(phrase("Money that can be used"), phrase("The amount of those rows; rows outside the period are no loss."), 20, amounts),
        Check(phrase("Revenue whose potential is known"), phrase("An estimated potential counts half."), 20, _potential_known(customers)),
        Check(phrase("Months of the period with invoice lines"), phrase("The lines begin and end with the period."), 10, _covered(kinds, reconciliation)),
        Check(phrase("Revenue of customers in the customer file"), phrase("Customers who buy are listed, under the same number."), 10, _in_master(kinds, customers), essential=True),
        Check(phrase("Columns for the whole report"), phrase("Name, sales rep, region, industry, direct cost and potential."), 10, len(mapped & set(_WANTED)) / len(_WANTED)),
    )  # fmt: skip
    return Readiness(checks, any(finding.severity == "blocks" for finding in findings))


def _kept(reconciliation: Reconciliation) -> tuple[float | None, float | None]:
    """Return the share of rows and of money that is not lost."""
    received = [line for line in reconciliation.lines if line.what == "received"]
    lost = [line for line in reconciliation.lines if line.what not in _NOT_LOST]
    rows, money = sum(line.rows for line in received), sum(abs(line.amount or ZERO) for line in received)
    rows_lost, money_lost = sum(line.rows for line in lost), sum(abs(line.amount or ZERO) for line in lost)
    return 1 - rows_lost / rows if rows else None, max(0.0, float(1 - money_lost / money)) if money else None


def _covered(kinds: Mapping[str, Finding], reconciliation: Reconciliation) -> float | None:
    """Return the share of the period's days between the first invoice line and the last; None without invoice lines."""
    if kinds.keys() & {"no_lines_in_period", "no_usable_lines"}:
        return 0.0
    if not any(line.what == "positive" for line in reconciliation.lines):
        return None
    if "period_not_covered" not in kinds:
        return 1.0
    first, last, begin, end = (kinds["period_not_covered"].values[name] for name in ("first", "last", "begin", "end"))
    return float(((last - first).days + 1) / ((end - begin).days + 1))


def _potential_known(customers: pd.DataFrame) -> float | None:
    revenue = customers["revenue"].clip(lower=0) if not customers.empty else pd.Series(dtype=float)
    if not revenue.sum() > 0:
        return None
    weights = customers["potential_basis"].map({"given": 1.0, "answered": 1.0, "estimate": 0.5, "unknown": 0.0})
    return float((revenue * weights).sum() / revenue.sum())


def _in_master(kinds: Mapping[str, Finding], customers: pd.DataFrame) -> float | None:
    revenue = customers["revenue"].sum() if not customers.empty else 0
    if not revenue > 0:
        return None
    strange = kinds.get("not_in_master")
    return max(0.0, 1 - abs(float(strange.values["amount"])) / float(revenue)) if strange else 1.0
