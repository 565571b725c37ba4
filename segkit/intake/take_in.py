"""The whole intake: every file of an engagement to checked customers and leads, with findings and an account of each row."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import pandas as pd

from segkit.errors import BlockedError
from segkit.findings import Finding, Findings, in_order
from segkit.intake.accounts import cents, finished, listed, potential_findings, same_name_findings, with_ledger
from segkit.intake.answers import Answer, answered, call_lists, read_answers
from segkit.intake.column_facts import ColumnFacts
from segkit.intake.columns import Reader, TypedTable, read_source
from segkit.intake.contacts import contacts_of
from segkit.intake.corrected import corrected
from segkit.intake.corrections import Corrections
from segkit.intake.costs import Known, costs_of, no_costs
from segkit.intake.currencies import Rates
from segkit.intake.garbage import no_search_for_garbage
from segkit.intake.identity import (
    Candidate,
    Decisions,
    Merge,
    duplicate_findings,
    duplicates,
    identifier_findings,
    meet,
    meeting_findings,
    merged,
    replaced_numbers,
)
from segkit.intake.ledger import LARGE, LargeFacts, LargeFile, Ledger, is_large, read_ledger
from segkit.intake.marked import DATA_REQUEST, RATINGS, Mark, mark_of, marks_in, must_be_of
from segkit.intake.overlaps import overlap_findings
from segkit.intake.rated import RatedLeaves, RatingGiven, known_of, read_ratings
from segkit.intake.rated_sheets import rating_sheets
from segkit.intake.reading import files_in, read_table, sha256_of
from segkit.intake.reading.isolated import Limits, isolated
from segkit.intake.reconciliation import Reconciliation, ReconciliationLine
from segkit.intake.report_answers import answered_source, question_key
from segkit.intake.schemas import checked
from segkit.intake.settings import Period, Source
from segkit.words import Words, is_missing


@dataclass(frozen=True)
class Client:
    """Whose files they are, and what is settled about them.

    A call list must carry the client's name or folder. All money is in `currency`; `rates` say what others are worth in it. `decisions` are what a
    person has decided about the data, `corrections` what was decided in returned files; `today` is the day from which an invoice lies in the
    future. `rated` is what people rate customers by, None where nobody does.
    """

    name: str
    folder: str
    currency: str
    rates: Rates | None = None
    decisions: Decisions = field(default_factory=Decisions)
    today: dt.date | None = None
    corrections: Corrections = field(default_factory=Corrections)
    rated: RatedLeaves | None = None


@dataclass(frozen=True)
class SourceFacts:
    """What the manifest says of a file that was read."""

    file: str
    holds: str
    sha256: str
    rows: int


@dataclass(frozen=True)
class Intake:
    """The client's data, checked. Customers and leads have the columns of `accounts.finished`, one row each, unique numbers.

    `months` is the revenue per month (first day -> exact amount), empty without invoice lines. `contacts` has every column of contacts,
    `costs` the records of time and costs of the period, with the columns of `costs.COST_FRAME`.
    `typed` are the files as they were read, `large` what is known of those too large to hold; `columns` says of each column of either how. `answers` is what
    the call lists hold, `ratings` what the rating sheets hold, `candidates` who may be one customer.
    """

    customers: pd.DataFrame
    leads: pd.DataFrame
    contacts: pd.DataFrame
    months: pd.Series
    findings: Findings
    reconciliation: Reconciliation
    files: tuple[SourceFacts, ...]
    typed: tuple[TypedTable, ...] = ()
    answers: tuple[Answer, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    large: tuple[LargeFacts, ...] = ()
    ratings: tuple[RatingGiven, ...] = ()
    costs: pd.DataFrame = field(default_factory=no_costs)

    @property
    def lists(self) -> tuple[TypedTable, ...]:
        """The files that list customers and leads, as they came, so that their rows can be returned."""
        return tuple(table for holds in ("customers", "leads") for table in self.typed if table.source.holds == holds)

    @property
    def columns(self) -> tuple[ColumnFacts, ...]:
        return (*(facts for table in self.typed for facts in table.columns), *(facts for large in self.large for facts in large.columns))

    def unblocked(self) -> "Intake":
        """Return the intake itself. Raises BlockedError, listing them, when a finding stops the study."""
        blocking = [finding for finding in self.findings if finding.severity == "blocks"]
        if blocking:
            words = Words("en")
            raise BlockedError("\n".join(_sentence(finding, words) for finding in blocking), code=blocking[0].code)
        return self


@no_search_for_garbage()
def take_in(
    sources: Sequence[Source],
    period: Period | None,
    data: Path,
    client: Client,
    *,
    beside: bool = True,
    reader: Reader = read_table,
    large_from: int = LARGE,
) -> Intake:
    """Return the checked tables of the files in `data`. Findings that block are returned, not raised: see `Intake.unblocked`.

    With `beside`, call lists and rating sheets that lie among the files are taken in, and files that no source mentions are named. `reader` reads a
    table from a file; the usual one does so in a process apart. Text files of invoice lines of `large_from` bytes or more are summed
    from the disk instead of being held.

    Raises SourceError where a file cannot be read at all, or is segkit's own and another client's.
    """
    _must_be_own(sources, data, client)
    read = _read(sources, data, client, reader, large_from)
    marks = marks_in(data) if beside else {}
    lists = call_lists(marks)
    sheets = rating_sheets(marks) if client.rated is not None else {}
    findings = [finding for table in read.typed for finding in table.findings]
    findings += _unused(sources, data, [*lists, *sheets]) if beside else []
    accounts, accounted, found = listed(read.of("customers"), "customer_id")
    leads, lead_rows, lead_found = listed(read.of("leads"), "lead_id")
    contacts, contact_rows, contact_found = contacts_of(read.of("contacts"), accounts.index.append(leads.index))
    findings += [*found, *lead_found, *contact_found]
    findings += [finding for table in (accounts, leads) for finding in identifier_findings(table, client.currency)]
    blocked = any(finding.severity == "blocks" for finding in findings)
    if blocked:
        return _blocked(findings, read, contacts, lists)
    ledger, met = None, dict[str, str]()
    if (read.of("transactions") or read.large) and period is not None:
        ledger = _ledger(read, period, client)
        if ledger.halted:
            return replace(_blocked([*findings, *ledger.findings], read, contacts, lists), large=ledger.large)
        met, unreadable, meeting = _met(accounts, ledger, read)
        ledger = replace(ledger, unreadable=ledger.unreadable | unreadable)
        accounts, found = with_ledger(accounts, ledger, has_master=bool(read.of("customers")), joined=met)
        accounted = [*ledger.reconciliation, *accounted]
        findings += [*ledger.findings, *found, *meeting, *overlap_findings(read.of("transactions"))]
    merges = [*client.decisions.merges, *(Merge(kept, (number,), decided=False) for number, kept in met.items())]
    contacts = _moved(contacts, merges, accounts.index)
    costs, cost_rows, found = costs_of(read.of("costs"), Known(accounts.index, leads.index, _going_on(merges, accounts.index)), period)
    findings += found
    accounts, candidates, found = _one_each(accounts, merges, client.decisions)
    findings += found
    answers = read_answers(lists, client.name, client.folder)
    both, found = answered({"customer": accounts, "lead": leads}, answers, client.currency)
    findings += found
    both, found = corrected(both, client.corrections)
    findings += found
    customers = checked(finished(both["customer"], "customer_id"), "customer_id")
    findings += _table_findings(customers, both["customer"], sources) if len(customers) else [Finding("no_customers")]
    ratings, found = _rated(sheets, client, customers, merges)
    findings += found
    lead_table = checked(finished(both["lead"], "lead_id"), "lead_id")
    findings += _lead_findings(lead_table)
    return Intake(
        customers,
        lead_table,
        contacts,
        ledger.months if ledger is not None else pd.Series(dtype=object),
        in_order(findings),
        _reconciled([*accounted, *lead_rows, *contact_rows, *cost_rows], accounts, ledger),
        (*_facts(read, ledger, lists, answers), *_rating_facts(sheets, ratings)),
        read.typed,
        tuple(answers),
        candidates,
        ledger.large if ledger is not None else (),
        ratings,
        costs,
    )


def _must_be_own(sources: Sequence[Source], data: Path, client: Client) -> None:
    """Raise SourceError where a source is the data request of another client."""
    for path in dict.fromkeys(data / source.file for source in sources):
        mark = mark_of(path)
        if mark is not None and mark["kind"] == DATA_REQUEST:
            must_be_of(path, mark, client.name, client.folder)


@dataclass(frozen=True)
class _Read:
    """The sources as they were read, and those that are too large to hold."""

    typed: tuple[TypedTable, ...]
    large: tuple[LargeFile, ...]

    def of(self, holds: str) -> list[TypedTable]:
        return [table for table in self.typed if table.source.holds == holds]


def _read(sources: Sequence[Source], data: Path, client: Client, reader: Reader, large_from: int) -> _Read:
    large = tuple(
        LargeFile(answered_source(source, client.decisions.answers), data / source.file, client.rates)
        for source in sources
        if source.holds == "transactions" and is_large(source, data / source.file, large_from)
    )
    named = {(file.source.file, file.source.sheet) for file in large}
    typed = tuple(_read_answered(source, data, client, reader) for source in sources if (source.file, source.sheet) not in named)
    return _Read(typed, large)


def _read_answered(source: Source, data: Path, client: Client, reader: Reader) -> TypedTable:
    """Return a source read, with the answers to what it asks; an answer to what it asks no longer is not used, for the file may have changed."""
    typed = read_source(source, data, client.currency, client.rates, reader)
    asked = {question_key(finding) for finding in typed.findings}
    source_now = answered_source(source, {key: answer for key, answer in client.decisions.answers.items() if key in asked})
    return typed if source_now == source else read_source(source_now, data, client.currency, client.rates, reader)


_PATIENCE = Limits(seconds=1800, memory=8_000_000_000)
"""What a ledger of many millions of lines may take; DuckDB keeps itself far below and writes to disk instead."""


def _ledger(read: _Read, period: Period, client: Client) -> Ledger:
    """Return what the invoice lines come to; large files are summed in a process apart, as every file is read in one."""
    rates = {code: Decimal(str(rate)) for code, rate in client.rates.values.items()} if client.rates is not None else {}
    tables: list[TypedTable | LargeFile] = [*read.of("transactions"), *read.large]
    if not read.large:
        return read_ledger(tables, period, currency=client.currency, rates=rates, today=client.today)
    return isolated(_summed_apart, tables, period, client.currency, rates, client.today, limits=_PATIENCE, about=read.large[0].source.file)


def _summed_apart(
    tables: list[TypedTable | LargeFile], period: Period, currency: str, rates: dict[str, Decimal], today: dt.date | None
) -> Ledger:
    return read_ledger(tables, period, currency=currency, rates=rates, today=today)


def _met(accounts: pd.DataFrame, ledger: Ledger, read: _Read) -> tuple[dict[str, str], frozenset[str], list[Finding]]:
    """Return the numbers of the lines that meet a listed one only without zeros, blanks and dashes, where a source says that they are joined.

    And the listed ones whose only lines, under such a number, cannot be read.
    """
    if not read.of("customers"):
        return {}, frozenset(), []
    lines = [*(table.source for table in read.of("transactions")), *(file.source for file in read.large)]
    strangers = ledger.customers.index.difference(accounts.index, sort=True)
    normalise = any(source.numbers == "normalised" for source in lines)
    met = meet(map(str, strangers), map(str, accounts.index), normalise=normalise)
    unread = meet(sorted(ledger.unreadable.difference(ledger.customers.index)), map(str, accounts.index), normalise=normalise)
    met = replace(met, exact=len(ledger.customers) - len(strangers))
    names = ", ".join(dict.fromkeys(source.file for source in lines))
    only_unread = frozenset(unread.pairs.values()).difference(met.pairs.values())
    return dict(met.pairs), only_unread, meeting_findings(met, names, read.of("customers")[0].source.file)


def _moved(contacts: pd.DataFrame, merges: Sequence[Merge], known: pd.Index) -> pd.DataFrame:
    """Return the contacts at the customers that their numbers are merged into, where both are known."""
    into = _going_on(merges, known)
    return contacts.assign(customer_id=contacts["customer_id"].map(lambda number: into.get(number, number))) if into else contacts


def _going_on(merges: Sequence[Merge], known: pd.Index) -> dict[str, str]:
    """Return the number under which each merged number goes on, where both are known."""
    return {number: kept for number, kept in replaced_numbers(merges).items() if number in known and kept in known}


def _one_each(
    accounts: pd.DataFrame, merges: Sequence[Merge], decisions: Decisions
) -> tuple[pd.DataFrame, tuple[Candidate, ...], list[Finding]]:
    """Return the accounts with those merged that are decided to be one, and who else may be."""
    findings: list[Finding] = []
    if merges:
        accounts, findings = merged(accounts, merges)
    candidates = tuple(candidate for candidate in duplicates(accounts) if not _decided(candidate, decisions))
    return accounts, candidates, [*findings, *duplicate_findings(candidates, accounts)]


def _decided(candidate: Candidate, decisions: Decisions) -> bool:
    return any(frozenset(candidate.ids) <= apart for apart in decisions.apart)


def _rated(
    sheets: Mapping[Path, Mark], client: Client, customers: pd.DataFrame, merges: Sequence[Merge]
) -> tuple[tuple[RatingGiven, ...], list[Finding]]:
    """Return what the rating sheets say of the customers, under the numbers that are in force."""
    if client.rated is None:
        return (), []
    return read_ratings(sheets, client.rated, known_of(customers, replaced_numbers(merges)), client.name, client.folder)


def _reconciled(lines: list[ReconciliationLine], accounts: pd.DataFrame, ledger: Ledger | None) -> Reconciliation:
    exact = [value for value in accounts.get("revenue", pd.Series(dtype=object)) if not is_missing(value)]
    used = sum(exact, Decimal(0))
    if ledger is not None and used != ledger.revenue:
        raise AssertionError("the customers' revenue differs from the lines used")
    return Reconciliation(tuple(lines), used, sum((cents(value) for value in exact), Decimal(0)))


def _table_findings(customers: pd.DataFrame, accounts: pd.DataFrame, sources: Sequence[Source]) -> list[Finding]:
    heading = next(
        (s.columns["potential_estimate"].headings[0] for s in sources if s.holds == "customers" and "potential_estimate" in s.columns), None
    )
    return [*potential_findings(customers, accounts, heading), *same_name_findings(customers, "customer_id")]


def _lead_findings(leads: pd.DataFrame) -> list[Finding]:
    incomplete = leads[leads["potential"].isna() | leads["revenue"].isna()]
    return [Finding("lead_potential_unknown", values={"n": len(incomplete), "of": len(leads)})] if len(incomplete) else []


def _unused(sources: Sequence[Source], data: Path, lists: list[Path]) -> list[Finding]:
    named = {source.file for source in sources} | {join.file for source in sources for join in source.join} | {path.name for path in lists}
    files = files_in(data)[0] if data.is_dir() else []
    return [Finding("unused_file", path.name) for path in files if path.name not in named]


def _facts(read: _Read, ledger: Ledger | None, lists: Iterable[Path], answers: Sequence[Answer]) -> tuple[SourceFacts, ...]:
    facts = {
        (table.path.name, table.how.sheet): SourceFacts(
            table.path.name, typed.source.holds if i == 0 else "joined", table.sha256, table.rows
        )
        for typed in read.typed
        for i, table in enumerate(typed.tables)
    }
    large = [SourceFacts(file.file, "transactions", file.sha256, file.rows) for file in (ledger.large if ledger is not None else ())]
    filled = {path: sum(answer.file == path.name for answer in answers) for path in lists}
    answered_lists = [SourceFacts(path.name, "call_list", sha256_of(path.read_bytes()), rows) for path, rows in filled.items()]
    return (*facts.values(), *large, *answered_lists)


def _rating_facts(sheets: Mapping[Path, Mark], ratings: Sequence[RatingGiven]) -> tuple[SourceFacts, ...]:
    return tuple(
        SourceFacts(path.name, RATINGS, sha256_of(path.read_bytes()), sum(given.file == path.name for given in ratings)) for path in sheets
    )


def _blocked(findings: list[Finding], read: _Read, contacts: pd.DataFrame, lists: Iterable[Path]) -> Intake:
    empty = finished(pd.DataFrame(index=pd.Index([], dtype=object)), "customer_id")
    leads = empty.rename(columns={"customer_id": "lead_id"})
    nothing = Reconciliation((), Decimal(0), Decimal(0))
    return Intake(empty, leads, contacts, pd.Series(dtype=object), in_order(findings), nothing, _facts(read, None, lists, []), read.typed)


def _sentence(finding: Finding, words: Words) -> str:
    place = f"{finding.place(words)}: " if finding.file else ""
    return f"{place}{finding.text(words)} {finding.todo(words)}"
