"""The whole intake: every file of an engagement to checked customers and leads, with findings and an account of each row."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pandas as pd

from segkit.errors import BlockedError
from segkit.findings import Finding, Findings, in_order
from segkit.intake.accounts import cents, finished, listed, potential_findings, same_name_findings, with_ledger
from segkit.intake.answers import Answer, answered, call_lists, read_answers
from segkit.intake.columns import TypedTable, read_source
from segkit.intake.ledger import Ledger, read_ledger, revenue_by_month
from segkit.intake.reading import sha256_of
from segkit.intake.reconciliation import Reconciliation, ReconciliationLine
from segkit.intake.settings import Period, Source
from segkit.words import Words, is_missing


@dataclass(frozen=True)
class Client:
    """Whose files they are: the client's name and folder, of which a call list must carry one, and the currency of all money."""

    name: str
    folder: str
    currency: str


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

    `months` is the revenue per month (first day -> exact amount), empty without invoice lines. `lists` are the files that list
    customers and leads, as they came, so that their rows can be returned; `answers` what the call lists hold.
    """

    customers: pd.DataFrame
    leads: pd.DataFrame
    months: pd.Series
    findings: Findings
    reconciliation: Reconciliation
    files: tuple[SourceFacts, ...]
    lists: tuple[TypedTable, ...] = ()
    answers: tuple[Answer, ...] = ()

    def unblocked(self) -> "Intake":
        """Return the intake itself. Raises BlockedError, listing them, when a finding stops the study."""
        blocking = [finding for finding in self.findings if finding.severity == "blocks"]
        if blocking:
            words = Words("en")
            raise BlockedError("\n".join(_sentence(finding, words) for finding in blocking), code=blocking[0].code)
        return self


def take_in(sources: Sequence[Source], period: Period | None, data: Path, client: Client, *, beside: bool = True) -> Intake:
    """Return the checked tables of the files in `data`. Findings that block are returned, not raised: see `Intake.unblocked`.

    With `beside`, call lists that lie among the files are taken in, and files that no source mentions are named.

    Raises SourceError where a file cannot be read at all.
    """
    tables = {
        holds: [read_source(s, data, client.currency) for s in sources if s.holds == holds]
        for holds in ("customers", "leads", "transactions")
    }
    findings = [finding for kind in tables.values() for table in kind for finding in table.findings]
    lists = call_lists(data) if beside else []
    findings += _unused(sources, data, lists) if beside else []
    accounts, accounted, found = listed(tables["customers"], "customer_id")
    leads, lead_rows, lead_found = listed(tables["leads"], "lead_id")
    findings += found + lead_found
    if any(finding.severity == "blocks" for finding in findings):
        return _blocked(findings, tables)
    ledger = None
    if tables["transactions"] and period is not None:
        ledger = read_ledger(tables["transactions"], period)
        accounts, found = with_ledger(accounts, ledger, has_master=bool(tables["customers"]))
        accounted = [*ledger.reconciliation, *accounted]
        findings += [*ledger.findings, *found]
    answers = read_answers(lists, client.name, client.folder)
    both, found = answered({"customer": accounts, "lead": leads}, answers, client.currency)
    findings += found
    customers = finished(both["customer"], "customer_id")
    findings += _table_findings(customers, both["customer"], sources) if len(customers) else [Finding("no_customers")]
    lead_table = finished(both["lead"], "lead_id")
    findings += _lead_findings(lead_table)
    reconciliation = _reconciled(accounted + lead_rows, accounts, ledger)
    months = (
        revenue_by_month(ledger.lines, period)
        if ledger is not None and period is not None and not ledger.lines.empty
        else pd.Series(dtype=object)
    )
    rows_back = (*tables["customers"], *tables["leads"])
    facts = _facts(tables, lists, answers)
    return Intake(customers, lead_table, months, in_order(findings), reconciliation, facts, rows_back, tuple(answers))


def _reconciled(lines: list[ReconciliationLine], accounts: pd.DataFrame, ledger: Ledger | None) -> Reconciliation:
    exact = [value for value in accounts.get("revenue", pd.Series(dtype=object)) if not is_missing(value)]
    used = sum(exact, Decimal(0))
    if ledger is not None and used != sum(ledger.lines["amount"], Decimal(0)):
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
    present = [path for path in sorted(data.iterdir()) if path.is_file() and not path.name.startswith((".", "~$"))] if data.is_dir() else []
    return [Finding("unused_file", path.name) for path in present if path.name not in named]


def _facts(tables: dict[str, list[TypedTable]], lists: Sequence[Path], answers: Sequence[Answer]) -> tuple[SourceFacts, ...]:
    facts = {
        (table.path.name, table.sheet): SourceFacts(table.path.name, holds if i == 0 else "joined", table.sha256, table.rows)
        for holds, kind in tables.items()
        for typed in kind
        for i, table in enumerate(typed.tables)
    }
    filled = {path: sum(answer.file == path.name for answer in answers) for path in lists}
    return (*facts.values(), *(SourceFacts(path.name, "call_list", sha256_of(path.read_bytes()), rows) for path, rows in filled.items()))


def _blocked(findings: list[Finding], tables: dict[str, list[TypedTable]]) -> Intake:
    empty = finished(pd.DataFrame(index=pd.Index([], dtype=object)), "customer_id")
    nothing = Reconciliation((), Decimal(0), Decimal(0))
    return Intake(
        empty,
        empty.rename(columns={"customer_id": "lead_id"}),
        pd.Series(dtype=object),
        in_order(findings),
        nothing,
        _facts(tables, [], []),
    )


def _sentence(finding: Finding, words: Words) -> str:
    place = f"{finding.place(words)}: " if finding.file else ""
    return f"{place}{finding.text(words)} {finding.todo(words)}"
