"""What a file holds and which of its headings is which column, proposed from the headings and the cells."""

from collections.abc import Mapping, Sequence
from typing import Any

from segkit.findings import Detected
from segkit.intake.mapping.candidates import WEAK, Candidate, candidates
from segkit.intake.mapping.holding import HOLDS_LEAST, judge
from segkit.intake.mapping.pairs import combined
from segkit.intake.mapping.profile import Profile, profile
from segkit.intake.mapping.proposals import ColumnProposal, TableProposal
from segkit.intake.mapping.swapped import swap_doubts
from segkit.intake.source_table import SourceTable
from segkit.tables import COLUMNS, Holds
from segkit.words import phrase

SURE = 95.0
"""From this score a heading is taken without asking, where nothing else is within RIVAL of it."""

RIVAL = 5.0

SURE_OF_TABLE = 80.0
"""From this score of the whole file its columns may be sure."""


def propose(table: SourceTable) -> TableProposal:
    """Return what one file holds, judged by itself; see `propose_all` for files that belong together."""
    return proposal(table, profiles_of(table), {})


def profiles_of(table: SourceTable) -> dict[str, Profile]:
    return {str(heading): profile(table.cells[heading]) for heading in table.cells.columns}


def proposal(table: SourceTable, profiles: Mapping[str, Profile], linked: Mapping[str, Candidate]) -> TableProposal:
    """Return what a file holds; `linked` are customer numbers that other files confirm, by heading."""
    each = {holds: _with_links(candidates(holds, profiles, table.cells), linked, holds) for holds in COLUMNS}
    holds, score, why, values = judge(each, profiles, table)
    found = Detected[str | None](holds if score >= HOLDS_LEAST else None, why, values, round(score / 100, 2))
    headings = tuple(profiles)
    if holds is None or score < HOLDS_LEAST:
        return TableProposal(None, score, found, (), (), headings, table.path.name, table.how.sheet)
    columns, doubtful = _assigned(holds, each[holds], sure_of_table=score >= SURE_OF_TABLE)
    columns, doubtful = swap_doubts(table, columns, doubtful)
    doubtful += combined(holds, each[holds], (*columns, *doubtful))
    claimed = {heading for column in (*columns, *doubtful) for heading in (column.heading, *column.also)}
    unused = tuple(heading for heading in headings if heading not in claimed)
    return TableProposal(holds, score, found, columns, doubtful, unused, table.path.name, table.how.sheet)


def _with_links(found: list[Candidate], linked: Mapping[str, Candidate], holds: Holds) -> list[Candidate]:
    if holds == "leads":
        return found
    return [
        linked[candidate.heading]
        if candidate.heading in linked and candidate.column == "customer_id" and candidate.score >= WEAK
        else candidate
        for candidate in found
    ]


def _assigned(
    holds: Holds, found: Sequence[Candidate], *, sure_of_table: bool
) -> tuple[tuple[ColumnProposal, ...], tuple[ColumnProposal, ...]]:
    """Return one heading per column and one column per heading, the best first, and what is in doubt with all its rivals."""
    canonical = {column.name: place for place, column in enumerate(COLUMNS[holds])}
    ranked = sorted((c for c in found if c.column in canonical), key=lambda c: (-c.score, canonical[c.column]))
    taken: dict[str, Candidate] = {}
    headings: set[str] = set()
    for candidate in ranked:
        if candidate.column not in taken and candidate.heading not in headings:
            taken[candidate.column] = candidate
            headings.add(candidate.heading)
    sure: list[ColumnProposal] = []
    doubtful: list[ColumnProposal] = []
    for name in sorted(taken, key=canonical.__getitem__):
        chosen = taken[name]
        rivals = _rivals(chosen, ranked, taken)
        is_sure = sure_of_table and chosen.score >= SURE and not rivals
        (sure if is_sure else doubtful).append(_as_proposal(chosen, sure=is_sure, rival=rivals[0] if rivals else None))
        doubtful += [_as_proposal(other, sure=False, rival=chosen) for other in rivals if taken.get(other.column) is not other]
    return tuple(sure), tuple({(column.column, column.heading): column for column in doubtful}.values())


def _rivals(chosen: Candidate, ranked: Sequence[Candidate], taken: Mapping[str, Candidate]) -> list[Candidate]:
    """Return what is nearly as good: another heading for the column, or another column for the heading."""
    better = {candidate.heading: candidate for candidate in taken.values()}
    rivals = []
    for other in ranked:
        close = other.score > chosen.score - RIVAL
        same_column = other.column == chosen.column and other.heading != chosen.heading
        same_heading = other.heading == chosen.heading and other.column != chosen.column
        settled_elsewhere = other.heading in better and better[other.heading].score >= other.score + RIVAL
        if close and ((same_column and not settled_elsewhere) or (same_heading and _is_free(other, taken))):
            rivals.append(other)
    return rivals


def _is_free(other: Candidate, taken: Mapping[str, Candidate]) -> bool:
    """Return whether a column could take the heading: nothing clearly better stands there."""
    return other.column not in taken or taken[other.column].score < other.score + RIVAL


def _as_proposal(candidate: Candidate, *, sure: bool, rival: Candidate | None) -> ColumnProposal:
    why, values = candidate.why, dict[str, Any](candidate.values)
    if rival is not None:
        why, values = _RIVAL, {"other": rival.heading} if rival.heading != candidate.heading else {"other": rival.column}
    return ColumnProposal(
        candidate.column,
        candidate.heading,
        round(candidate.score, 1),
        Detected(candidate.heading, why, values, round(candidate.score / 100, 3)),
        sure,
    )


_RIVAL = phrase("'{other}' fits nearly as well.")
