"""What is said of each column of a large file: what Python says of the lines it has read, and the plain lines counted in SQL."""

# ruff: noqa: S608 - names of tables are our own; every text of a client is quoted or bound

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from segkit.findings import Detected
from segkit.intake.column_facts import ColumnFacts
from segkit.intake.ledger.database import Database
from segkit.intake.ledger.plain_lines import Columns, Forms, combined_of
from segkit.intake.ledger.sums import exact


@dataclass(frozen=True)
class _Plain:
    """What the plain lines hold under one heading, and how many cells each rule has altered."""

    lines: int
    filled: int
    total: Decimal | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    rules: tuple[tuple[str, int], ...] = ()


def facts_with(db: Database, name: str, columns: Columns, forms: Forms, read: Sequence[ColumnFacts]) -> tuple[ColumnFacts, ...]:
    """Return the facts of the whole file; `read` are those of the lines that are not plain."""
    parts = ["count(*)", "count(day)", "min(day)", "max(day)", "count(*) FILTER (timed)" if forms.date and forms.date.clock else "0"]
    for i, (_, heading) in enumerate(columns.numbers):
        parts += [f"count(n{i})", f"sum(n{i})::VARCHAR", f"count(*) FILTER (g{i})" if forms.grammars[heading].grouped else "0"]
    parts += [f"count(*) FILTER ({columns.filled(name, heading)})" for name, heading in columns.texts]
    combined = combined_of(columns, forms)
    for sql in combined.values():
        parts += [f"count({sql})", f"sum({sql})::VARCHAR"]
    lines, days, first, last, timed, *rest = db.row(f"SELECT {', '.join(parts)} FROM {name}_main WHERE cells IS NULL")
    if not lines:
        return tuple(read)
    found = {("date", columns.source.columns["date"].headings[0]): _Plain(lines, days, None, first, last, (("time_dropped", timed),))}
    for column in columns.numbers:
        filled, total, grouped = rest[:3]
        found[column] = _Plain(lines, filled, exact(total), rules=(("thousands", grouped),))
        rest = rest[3:]
    texts, rest = rest[: len(columns.texts)], rest[len(columns.texts) :]
    found |= {column: _Plain(lines, filled) for column, filled in zip(columns.texts, texts, strict=True)}
    for column, filled, total in zip(combined, rest[::2], rest[1::2], strict=True):
        found[column] = _Plain(lines, filled, exact(total))
    return tuple(_with(facts, found[facts.column, facts.heading]) for facts in read)


def _with(facts: ColumnFacts, plain: _Plain) -> ColumnFacts:
    rules = dict(plain.rules)
    return replace(
        facts,
        filled=facts.filled + plain.filled,
        empty=facts.empty + plain.lines - plain.filled,
        total=_sum(facts.total, plain.total),
        first=min((day for day in (facts.first, plain.first) if day is not None), default=None),
        last=max((day for day in (facts.last, plain.last) if day is not None), default=None),
        decision=_decision(facts.decision, plain.filled),
        changes=tuple(replace(change, n=change.n + rules.get(change.rule, 0)) for change in facts.changes),
    )


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return other if one is None else one if other is None else one + other


def _decision(decision: Detected[str] | None, plain: int) -> Detected[str] | None:
    """Return the decision with the plain cells counted among those that fit it."""
    if decision is None or not {"n", "of"} <= set(decision.values):
        return decision
    n, of = (int(str(decision.values[key])) + plain for key in ("n", "of"))
    return replace(decision, values={**decision.values, "n": n, "of": of}, score=n / of if of else 1.0)
