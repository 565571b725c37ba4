"""The account of every row and every krone: received = used + set aside with a reason, exactly."""

from dataclasses import dataclass
from decimal import Decimal

from segkit.words import phrase

USED = ("positive", "negative", "zero", "used", "nobody")

LABELS: dict[str, str] = {
    "received": phrase("Received in the file"),
    "ragged": phrase("Set aside: wrong number of fields"),
    "stray_quote": phrase("Set aside: a quote that is never closed"),
    "undecodable": phrase("Set aside: bytes that are no letters"),
    "repeated_heading": phrase("Set aside: the heading line again"),
    "page_break": phrase("Set aside: page numbers, dates of print and dashes"),
    "footer": phrase("Set aside: text below the table"),
    "total": phrase("Set aside: totals"),
    "same_row": phrase("Set aside: the same row again"),
    "missing_id": phrase("Set aside: no customer number"),
    "bad_number": phrase("Set aside: the amount is not a number"),
    "bad_date": phrase("Set aside: the date is not a date"),
    "no_customer": phrase("Set aside: no customer on the line"),
    "outside_period": phrase("Set aside: outside the period"),
    "positive": phrase("Used: sales"),
    "negative": phrase("Used: credit notes and corrections"),
    "zero": phrase("Used: lines of 0"),
    "used": phrase("Used"),
    "nobody": phrase("Used: of no customer"),
}


@dataclass(frozen=True)
class ReconciliationLine:
    """Rows of one file under one heading, their amount and hours (None where the rows carry none that can be read) and number of customers."""

    file: str
    what: str
    rows: int
    amount: Decimal | None
    customers: int | None = None
    hours: Decimal | None = None


@dataclass(frozen=True)
class Reconciliation:
    """All files' accounts, and how the revenue of the customers follows from them.

    `revenue_used` is the exact sum of the rows used; `revenue` the sum over customers, each rounded to two decimals.
    """

    lines: tuple[ReconciliationLine, ...]
    revenue_used: Decimal
    revenue: Decimal

    def __post_init__(self) -> None:
        for file, received, parts in self.accounts:
            if received.rows != sum(line.rows for line in parts):
                raise AssertionError(f"{file}: {received.rows} rows came in, {sum(line.rows for line in parts)} are accounted for")
            if received.amount is not None and received.amount != sum(line.amount or 0 for line in parts):
                raise AssertionError(f"{file}: {received.amount} came in, {sum(line.amount or 0 for line in parts)} is accounted for")
            if received.hours is not None and received.hours != sum(line.hours or 0 for line in parts):
                raise AssertionError(f"{file}: {received.hours} hours came in, {sum(line.hours or 0 for line in parts)} are accounted for")

    @property
    def accounts(self) -> list[tuple[str, ReconciliationLine, tuple[ReconciliationLine, ...]]]:
        """Each account: the file, what was received, and where it went. A file that holds two kinds of rows has an account of each."""
        begins = [i for i, line in enumerate(self.lines) if line.what == "received"]
        ends = [*begins[1:], len(self.lines)][: len(begins)]
        return [(self.lines[i].file, self.lines[i], self.lines[i + 1 : end]) for i, end in zip(begins, ends, strict=True)]

    @property
    def rounding(self) -> Decimal:
        return self.revenue - self.revenue_used

    def rows(self, what: str) -> int:
        return sum(line.rows for line in self.lines if line.what == what)

    def amount(self, what: str) -> Decimal:
        return sum((line.amount for line in self.lines if line.what == what and line.amount is not None), Decimal(0))
