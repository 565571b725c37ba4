"""The same file through both lanes: held by Python, and summed from the disk."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from unittest import mock

from segkit.errors import SourceError
from segkit.intake.column_facts import ColumnFacts
from segkit.intake.columns import read_source
from segkit.intake.ledger import LargeFile, Ledger, head, read_ledger
from segkit.intake.ledger import large as big
from segkit.intake.settings import Period, Source
from segkit.intake.source_table import SetAside

PERIOD = Period(begin=dt.date(2025, 7, 1), end=dt.date(2026, 6, 30))


def source(columns: dict[str, object] | None = None, **given: object) -> Source:
    mapped = columns or {"customer_id": "No", "date": "Date", "amount": "Amount"}
    return Source.model_validate({"file": "lines.csv", "holds": "transactions", "columns": mapped, **given})


def both(folder: Path, content: bytes, of: Source | None = None, **given: object) -> tuple[Ledger, Ledger]:
    """Return the ledger of the small lane and that of the large lane."""
    of = of or source()
    (folder / of.file).write_bytes(content)
    return small(folder, of, **given), large(folder, of, **given)


def small(folder: Path, of: Source, **given: object) -> Ledger:
    table = read_source(of, folder, str(given.get("currency", "")))
    ledger = read_ledger([table], PERIOD, **given)  # type: ignore[arg-type]
    if any(finding.severity == "blocks" for finding in table.findings):
        return replace(ledger, findings=table.findings, reconciliation=())
    return replace(ledger, findings=(*table.findings, *ledger.findings))


def large(folder: Path, of: Source, top: int = 3, **given: object) -> Ledger:
    """Return the ledger of the large lane, of whose lines Python reads only the first few whatever they hold."""
    with mock.patch.object(head, "LINES", top), mock.patch.object(big, "BESIDES", 1):
        return read_ledger([LargeFile(of, folder / of.file)], PERIOD, **given)  # type: ignore[arg-type]


def told(ledger: Ledger) -> list[tuple[object, ...]]:
    """Return everything that a ledger says, in a form that two ledgers can be compared by."""
    findings = sorted((f.kind, f.file, f.row or 0, f.column or "", sorted(f.values.items()), f.rows) for f in ledger.findings)
    if ledger.halted:
        return [("findings", findings)]
    customers = [tuple(None if value is None or value != value else value for value in row) for row in ledger.customers.itertuples()]
    before = None if ledger.before is None else dict(ledger.before)
    return [
        ("customers", tuple(ledger.customers.columns), customers),
        ("before", before),
        ("months", dict(ledger.months)),
        ("unreadable", ledger.unreadable),
        ("days", ledger.first, ledger.last),
        ("reconciliation", sorted(map(repr, ledger.reconciliation))),
        ("findings", findings),
    ]


def described(folder: Path, of: Source, currency: str = "") -> tuple[object, object]:
    """Return what is said of the rows set aside and of each column, by both lanes."""
    table = read_source(of, folder, currency)
    (facts,) = large(folder, of, currency=currency).large
    return _described(table.tables[0].set_aside, table.columns), _described(facts.set_aside, facts.columns)


def _described(aside: tuple[SetAside, ...], columns: tuple[ColumnFacts, ...]) -> object:
    plain = [replace(facts, decision=None, total=None, changes=()) for facts in columns]
    sums = [facts.total for facts in columns]
    changes = [(change.heading, change.rule, change.n) for facts in columns for change in facts.changes]
    return [(row.row, row.reason, row.raw) for row in aside], plain, sums, changes


def refused(work: object, *arguments: object, **given: object) -> str | Ledger:
    """Return the sentence that refuses a file, or what comes of it."""
    try:
        return work(*arguments, **given)  # type: ignore[operator, no-any-return]
    except SourceError as error:
        return str(error)
