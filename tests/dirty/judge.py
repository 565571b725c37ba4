"""The judge: truth against outcome, strictest first. Wrong is what nobody would have noticed."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from .cases import Case
from .door import Got, Outcome
from .truth import PERIOD_BEGIN, PERIOD_END, Record, Unreadable, Value

Ruling = Literal["wrong", "asked", "right"]


@dataclass(frozen=True)
class Verdict:
    """The ruling over one file and its reasons. `excused`: the file left something open by construction, so it may be asked."""

    ruling: Ruling
    reasons: tuple[str, ...]
    excused: bool
    changed_ids: int = 0

    def told(self, case: Case) -> str:
        return f"{self.ruling}: file {case.number} {case.file} [{', '.join(case.families)}] " + "; ".join(self.reasons[:3])


def judged(case: Case, outcome: Outcome) -> Verdict:
    """Return the verdict.

    Wrong: a value silently different, a number changed, a row lost, invented or misnumbered, a sum that does not follow from the
    rows, or an answer where only a question is honest. Asked: refused in a sentence, stopped by a finding, or an unreadable cell
    or row that was told of. Right: the truth, and nobody was asked.
    """
    excused = case.expected.question != "none"
    if outcome.error:
        return Verdict("asked", (f"refused: {outcome.error_code}: {outcome.error}",), excused)
    wrong = [*_wrong_rows(case, outcome), *_wrong_cells(case, outcome)]
    changed_ids = sum(" column customer_id " in reason for reason in wrong)
    if not outcome.blocked:
        wrong += _wrong_sums(case, outcome)
    asked = [*_asked(case, outcome)]
    if case.expected.question == "must" and not asked and not _codes_told(case, outcome):
        wrong.append(f"answered what cannot be known: no question of {', '.join(sorted(case.expected.codes))}")
    if wrong:
        return Verdict("wrong", tuple(wrong), excused, changed_ids)
    if asked:
        return Verdict("asked", tuple(asked), excused)
    return Verdict("right", (), excused)


# --- rows -------------------------------------------------------------------------------------------------------------------


def _wrong_rows(case: Case, outcome: Outcome) -> Iterator[str]:
    """Yield the rows that were lost or invented, or that stand under another number."""
    expected, cells, aside = case.expected, outcome.cells or {}, outcome.aside or {}
    for row in expected.records:
        if row not in cells and row not in aside:
            yield f"row {row} lost: {_shown(expected.records[row])}"
    for row in expected.aside:
        if row not in cells and row not in aside:
            yield f"row {row} left out without a word, truth sets it aside: {_reasons(expected.aside[row])}"
    known = {*expected.records, *expected.aside, *expected.furniture}
    for row in [*cells, *aside]:
        if row not in known:
            yield f"row {row} invented: {_shown(cells.get(row, {}))}"
    for row in sorted(set(cells) & set(aside)):
        yield f"row {row} both read and set aside"


def _reasons(reasons: frozenset[str]) -> str:
    return " or ".join(sorted(reasons))


# --- cells ------------------------------------------------------------------------------------------------------------------


def _wrong_cells(case: Case, outcome: Outcome) -> Iterator[str]:
    """Yield the values that differ from the truth without a word about them."""
    cells, stopped = outcome.cells or {}, _stopped_columns(outcome)
    for row, record in case.expected.records.items():
        for column, truth in record.items() if row in cells else ():
            got = cells[row].get(column)
            if column in stopped or _is_told(case, outcome, row, column):
                # An answer beside a word of doubt may be none; another value than the truth is still wrong.
                if got is not None and not _same(truth, got) and not isinstance(truth, Unreadable):
                    yield f"row {row} column {column} truth {_plain(truth)} got {_plain(got)}"
            elif not _same(truth, got):
                yield f"row {row} column {column} truth {_plain(truth)} got {_plain(got)}"
            elif isinstance(truth, Unreadable):
                yield f"row {row} column {column} cannot be read ({truth.text!r}) and nobody was told"


def _stopped_columns(outcome: Outcome) -> set[str]:
    """Return the columns from which nothing at all was read, where a finding stops the study."""
    rows = list((outcome.cells or {}).values())
    if not outcome.blocked or not rows:
        return set()
    return {column for column in rows[0] if all(values[column] is None for values in rows)}


def _same(truth: Value, got: Got) -> bool:
    if truth is None or isinstance(truth, Unreadable):
        return got is None
    if isinstance(truth, str):
        return isinstance(got, str) and _line_ends(got) == _line_ends(truth)
    if isinstance(truth, dt.date):
        return type(got) is dt.date and got == truth
    return isinstance(got, Decimal) and got == truth


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_told(case: Case, outcome: Outcome, row: int, column: str) -> bool:
    """Return whether somebody was told that this cell could not be read: the column says so, or a finding names the row or the
    fault of the whole file."""
    if row in (outcome.bad or {}).get(column, ()):
        return True
    return any(told.severity != "note" and (row in told.rows or told.code in case.expected.codes) for told in outcome.told)


# --- asking -----------------------------------------------------------------------------------------------------------------


def _asked(case: Case, outcome: Outcome) -> Iterator[str]:
    """Yield what a person would have to answer or mend, beyond what the file itself is guilty of."""
    for told in outcome.blocked:
        yield f"stopped: {told.code}: {told.text}"
    cells, aside = outcome.cells or {}, outcome.aside or {}
    for row, record in case.expected.records.items():
        if row in aside and row not in case.expected.lenient:
            yield f"row {row} set aside as {aside[row]} although it can be read"
        for column, truth in record.items() if row in cells else ():
            if not _same(truth, cells[row].get(column)) and not isinstance(truth, Unreadable):
                yield f"row {row} column {column} could not be read: {_plain(truth)}"
    for row, reasons in case.expected.aside.items():
        if row in aside and aside[row] not in reasons:
            yield f"row {row} set aside as {aside[row]}, which is {_reasons(reasons)}"
        if row in cells and "excluded" not in reasons:
            yield f"row {row} read as a record, which is {_reasons(reasons)}"


def _codes_told(case: Case, outcome: Outcome) -> bool:
    return any(told.code in case.expected.codes and told.severity != "note" for told in outcome.told)


# --- sums -------------------------------------------------------------------------------------------------------------------


def _wrong_sums(case: Case, outcome: Outcome) -> Iterator[str]:
    """Yield where customers and books do not follow from the rows that were read; the rows themselves are judged elsewhere."""
    cells, books, accounts = outcome.cells or {}, outcome.books, outcome.accounts
    assert books is not None
    assert accounts is not None
    counted = [cells[row] for row in case.expected.records if row in cells and _counts(case, cells[row])]
    money = "revenue" if case.holds == "customers" else "amount"
    sums: dict[str, Decimal | None] = {}
    for values in counted:
        number, value = str(values["customer_id"]), values[money]
        sums[number] = value if case.holds == "customers" else (sums.get(number) or Decimal(0)) + _decimal(value)  # type: ignore[assignment]
    yield from _wrong_accounts(case, sums, accounts)
    if books.used != len(counted):
        yield f"{books.used} rows counted, truth {len(counted)}"
    total = sum((value for value in sums.values() if value is not None), Decimal(0))
    if books.total != total or books.amount != total:
        yield f"money in {total}, out {books.total}, on the account {books.amount}"
    seen = len({*cells, *(outcome.aside or {})})
    if books.received != seen:
        yield f"{books.received} rows on the account, {seen} in the file"


def _counts(case: Case, values: Mapping[str, Got]) -> bool:
    if values["customer_id"] is None:
        return False
    if case.holds == "customers":
        return True
    day, amount = values["date"], values["amount"]
    return isinstance(day, dt.date) and amount is not None and PERIOD_BEGIN <= day <= PERIOD_END


def _wrong_accounts(case: Case, sums: Mapping[str, Decimal | None], revenues: Mapping[str, float | None]) -> Iterator[str]:
    for number in sorted(sums.keys() - revenues.keys()):
        yield f"customer {number!r} lost"
    for number in sorted(revenues.keys() - sums.keys()):
        if case.holds == "customers" or revenues[number] != 0:
            yield f"customer {number!r} invented with {revenues[number]}"
    for number in sorted(sums.keys() & revenues.keys()):
        total = sums[number]
        cents = None if total is None else float(total.quantize(Decimal("0.01"), ROUND_HALF_UP))
        if revenues[number] != cents:
            yield f"customer {number!r} has revenue {revenues[number]}, truth {cents}"


def _decimal(value: Got) -> Decimal:
    if not isinstance(value, Decimal):
        raise TypeError(f"{value!r} is no exact amount")
    return value


def _plain(value: object) -> str:
    if value is None or isinstance(value, Unreadable):
        return "nothing"
    return f"{value}" if isinstance(value, (Decimal, dt.date)) else repr(value)


def _shown(record: Mapping[str, Got] | Record) -> str:
    return ", ".join(_plain(value) for value in list(record.values())[:3])
