"""One source's lines as a table of the database: the form in which both lanes hand them to the sums."""

# ruff: noqa: S608 - names of tables are our own; every text of a client is quoted or bound

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from segkit.errors import SourceError
from segkit.findings import Finding
from segkit.intake.columns import TypedTable
from segkit.intake.ledger.database import Database
from segkit.intake.ledger.record import TEXTS, LargeFacts
from segkit.intake.settings import Source

DIGITS = 38
"""Figures that an exact number of the database can hold."""


@dataclass(frozen=True)
class Money:
    """How exact amounts are held: figures before the decimal sign and after it."""

    whole: int
    decimals: int

    @property
    def sql(self) -> str:
        """The narrowest type: 18 figures are added four times as fast as 38."""
        return f"DECIMAL({18 if self.whole + self.decimals <= 18 else DIGITS}, {self.decimals})"

    def with_room_for(self, other: "Money") -> "Money":
        return Money(max(self.whole, other.whole), max(self.decimals, other.decimals))


@dataclass(frozen=True)
class Staged:
    """A source in the database.

    `relation` is a table or view of: row, customer (None where nobody is named), day, amount, cost, ord (a hash of the order's
    number), name, owner, region, currency, all None where empty or unreadable, in file order of `row`. `has` names the columns that
    the file has. `again` is a table of the rows that repeat an earlier one. `told` are rows of which a finding already speaks.
    `set_aside` are the rows that reading has set aside, by reason; `totals` the rows that are totals, and their amount.
    """

    source: Source
    relation: str
    money: Money
    has: frozenset[str]
    rows: int
    set_aside: Mapping[str, int]
    again: str
    told: str
    findings: tuple[Finding, ...] = ()
    large: LargeFacts | None = None
    totals: tuple[int, Decimal] = (0, Decimal(0))

    @property
    def shown(self) -> str:
        return self.source.shown


def stage_table(db: Database, table: TypedTable, name: str) -> Staged:
    """Put a file that Python has read into the database under `name`."""
    frame = table.frame.where(table.frame.notna(), None)
    has = frozenset(frame.columns)
    columns: dict[str, list[object]] = {"row": frame.index.tolist()}
    columns["customer"] = frame["customer_id"].tolist()
    days = {day: None if day is None else day.isoformat() for day in frame["date"].unique()}
    columns["day"] = [days[day] for day in frame["date"]]
    money = Money(1, 2)
    for column in ("amount", "cost"):
        texts = list(map(str, frame[column])) if column in has else [""] * len(frame)
        amounts = {text: Decimal(text) for text in set(texts) - {"", "None"}}
        money = money.with_room_for(room(table.source, list(amounts.values())))
        written = {text: f"{amount:f}" for text, amount in amounts.items()}
        columns[column] = [written.get(text) for text in texts]
    for column in ("order", *TEXTS, "currency"):
        columns[column] = frame[column].tolist() if column in has else [None] * len(frame)
    types = dict.fromkeys(columns, "VARCHAR") | {"row": "BIGINT", "day": "DATE", "amount": money.sql, "cost": money.sql}
    db.keep(f"{name}_cells", columns, types)
    db.run(
        f'CREATE VIEW {name} AS SELECT * EXCLUDE ("order"), CASE WHEN "order" IS NOT NULL THEN hash("order") END AS ord FROM {name}_cells'
    )
    _keep_rows(db, f"{name}_again", frame.index[table.repeated])
    told = table.bad.get("date", pd.Index([])).union(table.bad.get("amount", pd.Index([])))
    _keep_rows(db, f"{name}_told", told)
    totals = sum((amount for amount in table.total_frame["amount"] if amount is not None), Decimal(0))
    aside = table.set_aside_counts
    return Staged(table.source, name, money, has, len(frame), aside, f"{name}_again", f"{name}_told", totals=(len(table.totals), totals))


def room(source: Source, values: Sequence[Decimal]) -> Money:
    """Return how many figures the amounts need. Raises SourceError where no exact number of the database holds them."""
    known = [value for value in values if value]
    whole = max((value.adjusted() + 1 for value in known), default=1)
    decimals = max((-int(value.as_tuple().exponent) for value in known), default=0)
    money = Money(max(whole, 1), max(decimals, 0))
    if money.whole + money.decimals > DIGITS:
        raise too_long(source)
    return money


def too_long(source: Source) -> SourceError:
    return SourceError(
        f"{source.shown} holds amounts that together need more than {DIGITS} figures, so they cannot be added exactly. Correct the longest in the client's system and export again.",
        code="SEG-C16",
    )


def _keep_rows(db: Database, table: str, rows: pd.Index) -> None:
    db.keep(table, {"row": [int(row) for row in rows]}, {"row": "BIGINT"})
