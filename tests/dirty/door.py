"""The public door: what segkit makes of a file, told in plain values so that the judge needs no part of segkit."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import segkit
from segkit.errors import SegkitError
from segkit.findings import Finding
from segkit.intake import Client, Intake, Period, Source, TypedTable, take_in
from segkit.intake.columns import read_source
from segkit.intake.reading import read_table_here
from segkit.intake.reconciliation import USED
from segkit.words import Words, is_missing

from .cases import Case
from .truth import PERIOD_BEGIN, PERIOD_END

Got = str | Decimal | dt.date | None


@dataclass(frozen=True)
class Told:
    """A finding as the judge sees it."""

    code: str
    severity: str
    rows: frozenset[int]
    text: str


@dataclass(frozen=True)
class Books:
    """The account of the rows: how many came in, how many count, and their exact money."""

    received: int
    used: int
    amount: Decimal
    total: Decimal
    """The sum of the customers' revenue."""


@dataclass(frozen=True)
class Outcome:
    """What came of a file. `error`: the sentence that refused it; else `cells` (row -> column -> value) and what follows from them.

    `bad`: column -> rows whose cell is said to be unreadable. `aside`: row -> why it is not among the records.
    `accounts` (customer's number -> revenue, None = unknown) and `books` are None where a finding stops the study.
    """

    error: str = ""
    error_code: str = ""
    cells: Mapping[int, Mapping[str, Got]] | None = None
    bad: Mapping[str, frozenset[int]] | None = None
    aside: Mapping[int, str] | None = None
    told: tuple[Told, ...] = ()
    accounts: Mapping[str, float | None] | None = None
    books: Books | None = None

    @property
    def blocked(self) -> tuple[Told, ...]:
        return tuple(told for told in self.told if told.severity == "blocks")


def read_here(source: Source, data: Path, currency: str) -> TypedTable:
    """Return the typed table of a file, read in this process."""
    return read_source(source, data, currency, None, read_table_here)


def taken_in(case: Case, folder: Path) -> Outcome:
    """Return what the intake makes of the file, called directly and in this process; the whole front door below reads apart."""
    data = folder / "data"
    data.mkdir(exist_ok=True)
    (data / case.file).write_bytes(case.content)
    period = Period.model_validate({"from": PERIOD_BEGIN, "to": PERIOD_END}) if case.holds == "transactions" else None
    try:
        client = Client("Prøve A/S", "prove", case.currency)
        intake = take_in([source_of(case)], period, data, client, beside=False, reader=read_table_here)
    except SegkitError as error:
        return Outcome(error=error.args[0], error_code=error.code)
    finally:
        (data / case.file).unlink()
    return _outcome(intake)


def taken_in_by_yaml(case: Case, folder: Path) -> Outcome:
    """Return the same through the whole front door: an engagement.yaml on disk, and the study that it starts."""
    data = folder / "workbooks" / "prove" / "data"
    data.mkdir(parents=True, exist_ok=True)
    (data / case.file).write_bytes(case.content)
    file = data.parent / "engagement.yaml"
    file.write_text(_yaml(case), encoding="utf-8")
    try:
        engagement = segkit.read_engagement(file)
        intake = segkit.run_study(engagement).intake
    except SegkitError as error:
        return Outcome(error=error.args[0], error_code=error.code)
    finally:
        (data / case.file).unlink()
    return _outcome(intake)


def source_of(case: Case) -> Source:
    return Source.model_validate({"file": case.file, "holds": case.holds, "columns": case.columns, "missing": list(case.missing)})


def _outcome(intake: Intake) -> Outcome:
    table = intake.typed[0]
    frame = table.frame
    cells = {
        int(row): {column: None if is_missing(value) else value for column, value in zip(frame.columns, values, strict=True)}
        for row, values in zip(frame.index, frame.to_numpy(), strict=True)
    }
    bad = {column: frozenset(int(row) for row in rows) for column, rows in table.bad.items()}
    told = tuple(_told(finding) for finding in intake.findings)
    blocked = any(finding.severity == "blocks" for finding in intake.findings)
    return Outcome(
        cells=cells,
        bad=bad,
        aside=_aside(table),
        told=told,
        accounts=None if blocked else _accounts(intake),
        books=None if blocked else _books(intake),
    )


def _aside(table: TypedTable) -> dict[int, str]:
    return {row.row: row.reason for row in table.tables[0].set_aside} | {total.row: "total" for total in table.totals}


def _told(finding: Finding) -> Told:
    rows = {*finding.rows, *([] if finding.row is None else [finding.row])}
    return Told(finding.code, finding.severity, frozenset(rows), finding.text(Words("en")))


def _accounts(intake: Intake) -> dict[str, float | None]:
    customers = intake.customers
    revenues = zip(customers["customer_id"], customers["revenue"], strict=True)
    return {str(number): None if is_missing(revenue) else float(revenue) for number, revenue in revenues}


def _books(intake: Intake) -> Books:
    lines = intake.reconciliation.lines
    own = [line for line in lines if line.what in USED]
    return Books(
        received=intake.reconciliation.rows("received"),
        used=sum(line.rows for line in own),
        amount=sum((line.amount for line in own if line.amount is not None), Decimal(0)),
        total=intake.reconciliation.revenue_used,
    )


def _yaml(case: Case) -> str:
    def quoted(text: object) -> str:
        return '"' + str(text).replace("\\", "\\\\").replace('"', '\\"') + '"'

    columns = ", ".join(f"{key}: {{column: {quoted(said['column'])}, times: {said.get('times', 1)}}}" for key, said in case.columns.items())
    missing = ", ".join(quoted(word) for word in case.missing)
    return (
        "client: Prøve A/S\npackage: basic\nlanguage: en\n"
        f"currency: {case.currency}\ndate: 2026-08-31\nperiod:\n  from: {PERIOD_BEGIN}\n  to: {PERIOD_END}\n"
        f"sources:\n  - file: {quoted(case.file)}\n    holds: {case.holds}\n    columns: {{{columns}}}\n    missing: [{missing}]\n"
        "abcd:\n  preset: classic\n  revenue_high: 1000\n  potential_high: 5000\n"
    )
