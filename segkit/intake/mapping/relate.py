"""What several files hold, judged together: whose numbers stand in which file, and which file only adds columns to another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from segkit.findings import Detected
from segkit.intake.mapping.candidates import LEAST, Candidate, candidates
from segkit.intake.mapping.folding import folded
from segkit.intake.mapping.profile import Profile, as_text, is_empty
from segkit.intake.mapping.proposals import ColumnProposal, JoinProposal, TableProposal, unsure
from segkit.intake.mapping.propose import SURE, profiles_of, proposal
from segkit.intake.source_table import SourceTable
from segkit.tables import COLUMNS, Holds
from segkit.words import phrase

LINKED = 0.9
"""The share of a file's customer numbers that must stand in the list of customers."""

LINKED_SCORE = 98.0

SAME_LIST = 0.5
"""The share of the shorter list's numbers that two lists of the same accounts have in common."""

FEWEST = 5
"""Fewer different numbers than this prove nothing."""

JOINED = 0.8
"""The share of a file's keys that must stand in a file that adds columns, and the share of the latter's keys on one row each."""


_OF_CUSTOMERS = {"transactions", "contacts", "costs"}
"""Tables whose rows belong to customers of another."""


@dataclass(frozen=True)
class _File:
    table: SourceTable
    profiles: Mapping[str, Profile]
    found: TableProposal

    def values(self, heading: str) -> frozenset[str]:
        return frozenset(as_text(cell) for cell in self.table.cells[heading].unique() if not is_empty(cell))


def propose_all(tables: Sequence[SourceTable]) -> tuple[TableProposal, ...]:
    """Return what each file holds, in the order given, knowing of each other.

    A number that alone could be anybody's is the customer's where it stands in the list of customers (and the other way round);
    a file that only adds columns to another by a key holds "join"; one that nothing needs holds None and says so.
    """
    files = [_File(table, profiles := profiles_of(table), proposal(table, profiles, {})) for table in tables]
    files = [replace(file, found=proposal(file.table, file.profiles, links)) if (links := _links(file, files)) else file for file in files]
    mains = {i: _joins(file, files) for i, file in enumerate(files) if file.found.holds in {"customers", "leads", "transactions"}}
    joined = {other for pairs in mains.values() for other, _ in pairs}
    proposals = [_with_joins(file, mains[i], files) if i in mains else _leftover(file, is_join=i in joined) for i, file in enumerate(files)]
    return _with_rival_sheets(_with_rival_files(files, _revenue_once(proposals)))


def _revenue_once(proposals: Sequence[TableProposal]) -> list[TableProposal]:
    """Return the proposals with the revenue of customer files in doubt where invoice lines give it: two sources of it would be refused."""
    if not any(
        proposal.holds == "transactions" and any(column.column == "amount" for column in proposal.columns) for proposal in proposals
    ):
        return list(proposals)
    return [_without_revenue(proposal) if proposal.holds == "customers" else proposal for proposal in proposals]


def _without_revenue(proposal: TableProposal) -> TableProposal:
    given = tuple(unsure(column, _BY_LINES, {}) for column in proposal.columns if column.column == "revenue")
    return replace(
        proposal, columns=tuple(column for column in proposal.columns if column.column != "revenue"), doubtful=(*given, *proposal.doubtful)
    )


def _links(file: _File, files: Sequence[_File]) -> dict[str, Candidate]:
    """Return the columns of a file whose numbers are confirmed as customer numbers by another file."""
    if file.found.holds not in {"customers", *_OF_CUSTOMERS}:
        return {}
    wanted = {"customers"} if file.found.holds != "customers" else _OF_CUSTOMERS
    links: dict[str, Candidate] = {}
    for column in file.found.doubtful:
        if column.column != "customer_id":
            continue
        own = file.values(column.heading)
        for other in files:
            number = next((c for c in (*other.found.columns, *other.found.doubtful) if c.column == "customer_id"), None)
            if other is file or other.found.holds not in wanted or number is None:
                continue
            theirs = other.values(number.heading)
            part, whole = (own, theirs) if file.found.holds != "customers" else (theirs, own)
            common = len(part & whole)
            if len(part) >= FEWEST and common >= LINKED * len(part) and not _is_dense(whole):
                values = {"n": common, "of": len(part), "other": number.heading, "file": other.found.file}
                links[column.heading] = Candidate(column.heading, "customer_id", LINKED_SCORE, _LINKED, values)
    return links


def _is_dense(numbers: frozenset[str]) -> bool:
    """Return whether numbers simply count (1, 2, 3 …), so that anything that counts would stand among them."""
    whole = [int(number) for number in numbers if number.isdecimal()]
    return len(whole) > LINKED * len(numbers) and max(whole) - min(whole) < 3 * len(whole) and max(whole) < 100_000


def _joins(main: _File, files: Sequence[_File]) -> list[tuple[int, JoinProposal]]:
    """Return the files that add columns to this one, each by a heading that the file has itself or that an earlier join brings."""
    found: list[tuple[int, JoinProposal]] = []
    reached = [main]
    while True:
        used = {i for i, _ in found}
        step = next(
            (
                (i, join)
                for i, other in enumerate(files)
                if other.found.holds is None and i not in used
                for source in reached
                if (join := _key(source, other)) is not None
            ),
            None,
        )
        if step is None:
            return found
        found.append(step)
        reached.append(files[step[0]])


def _key(source: _File, other: _File) -> JoinProposal | None:
    """Return the best heading by which another file's columns can be added, or None."""
    best: JoinProposal | None = None
    spelled = {folded(heading).whole: heading for heading in source.profiles}
    for heading, looks in other.profiles.items():
        own = spelled.get(folded(heading).whole)
        if own is None or looks.distinct < 2 or looks.distinct < JOINED * looks.filled or len(other.profiles) < 2:
            continue
        ours, theirs = source.values(own), other.values(heading)
        common = len(ours & theirs)
        if not ours or common < JOINED * len(ours):
            continue
        twice = looks.filled - looks.distinct
        share = common / len(ours) * looks.distinct / looks.filled
        values = {"n": common, "of": len(ours), "key": heading, "twice": twice}
        why = Detected(heading, _KEY_TWICE if twice else _KEY, values, round(share, 3))
        is_sure = not twice and share >= SURE / 100 and own == heading
        join = JoinProposal(other.found.file, heading, own, round(100 * share, 1), why, is_sure, other.found.sheet)
        best = join if best is None or join.score > best.score else best
    return best


def _with_joins(file: _File, joins: Sequence[tuple[int, JoinProposal]], files: Sequence[_File]) -> TableProposal:
    """Return a file's proposal with its joins, and the columns that they could bring as doubts."""
    holds = _main(file.found.holds)
    have = {column.column for column in (*file.found.columns, *file.found.doubtful)}
    required = {column.name for column in COLUMNS[holds] if column.required}
    brought: list[ColumnProposal] = []
    for i, join in joins:
        other = files[i]
        for candidate in candidates(holds, other.profiles, other.table.cells):
            known = any(column.name == candidate.column for column in COLUMNS[holds])
            if candidate.column in have | required or not known or candidate.score < LEAST:
                continue
            why = Detected(candidate.heading, _BROUGHT, {"file": join.file, "key": join.key}, round(candidate.score / 100, 3))
            brought.append(ColumnProposal(candidate.column, candidate.heading, round(candidate.score, 1), why, sure=False))
    brought = list({(column.column, column.heading): column for column in reversed(brought)}.values())  # two files may bring the same
    own_keys = {join.own_key for _, join in joins}
    return replace(
        file.found,
        joins=tuple(join for _, join in joins),
        doubtful=(*file.found.doubtful, *sorted(brought, key=lambda column: (column.column, -column.score))),
        unused=tuple(heading for heading in file.found.unused if heading not in own_keys),
    )


def _with_rival_sheets(proposals: Sequence[TableProposal]) -> tuple[TableProposal, ...]:
    """Return the proposals, each naming the other sheets of its file that hold the same table."""

    def rivals(own: TableProposal) -> tuple[str, ...]:
        same = (other for other in proposals if (other.file, other.holds) == (own.file, own.holds) and other.sheet != own.sheet)
        return tuple(other.sheet for other in same if other.sheet) if own.holds in COLUMNS else ()

    return tuple(replace(proposal, rival_sheets=rivals(proposal)) for proposal in proposals)


def _with_rival_files(files: Sequence[_File], proposals: Sequence[TableProposal]) -> list[TableProposal]:
    """Return the proposals, each naming the other files that list the same accounts and were read as well or better.

    Two files of invoice lines share their customers by nature; two lists of customers that do are one list sent twice.
    """
    numbers = [_listed_numbers(file, proposal) for file, proposal in zip(files, proposals, strict=True)]

    def rivals(i: int) -> tuple[str, ...]:
        return tuple(
            proposals[j].file
            for j, other in enumerate(files)
            if proposals[j].file != proposals[i].file
            and proposals[j].holds == proposals[i].holds
            and len(numbers[i] & numbers[j]) >= max(FEWEST, SAME_LIST * min(len(numbers[i]), len(numbers[j])))
            and len(other.table.set_aside) <= len(files[i].table.set_aside)
        )

    return [replace(proposal, rival_files=rivals(i)) for i, proposal in enumerate(proposals)]


def _listed_numbers(file: _File, proposal: TableProposal) -> frozenset[str]:
    key = {"customers": "customer_id", "leads": "lead_id"}.get(proposal.holds or "", "")
    heading = next((column.heading for column in proposal.columns if column.column == key), None)
    return file.values(heading) if heading is not None else frozenset()


def _main(holds: str | None) -> Holds:
    return next(name for name in COLUMNS if name == holds)


def _leftover(file: _File, *, is_join: bool) -> TableProposal:
    if file.found.holds is not None:
        return file.found
    if is_join:
        return replace(file.found, holds="join", score=100.0, why=Detected("join", _IS_JOIN))
    return replace(file.found, why=Detected(None, _NOT_NEEDED))


_LINKED = phrase("{n} of {of} customer numbers stand in both this column and '{other}' of {file}.")
_KEY = phrase("{n} of {of} values of '{key}' stand in both files, in this one on one row each.")
_KEY_TWICE = phrase(
    "{n} of {of} values of '{key}' stand in both files, but not on one row each (rows that repeat a value: {twice}), so it cannot be joined yet."
)
_BY_LINES = phrase("The invoice lines give the revenue; from two sources it would count twice.")
_BROUGHT = phrase("{file} would add this column by '{key}'.")
_IS_JOIN = phrase("It shares a key with another file and can add its columns to it.")
_NOT_NEEDED = phrase("It is none of the tables, and no other file shares a key with it; the study does not need it.")
