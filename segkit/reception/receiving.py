"""Receiving a client's data: everything in data/ looked at, proposed, taken in and judged."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd

from segkit.engagement import Engagement
from segkit.errors import BlockedError, EngagementError, SegkitError
from segkit.findings import Finding, Findings, in_order
from segkit.intake import Intake, Source, take_in
from segkit.intake.columns import Reader
from segkit.intake.mapping import ColumnProposal, Snapshot, drift, personal_findings
from segkit.intake.readiness import readiness
from segkit.intake.reconciliation import Reconciliation
from segkit.intake.reread import reader_of
from segkit.intake.survey import Survey, Surveyed, survey
from segkit.reception.proposed import proposed_sources
from segkit.reception.record import Reception
from segkit.tables import COLUMNS
from segkit.words import Term

ZERO = Decimal(0)


def receive(engagement: Engagement) -> Reception:
    """Return the reception of an engagement's data. A file that cannot be read or used is told in the record, not raised.

    Raises EngagementError where decisions.yaml cannot be used.
    """
    identity = engagement.identity
    looked = survey(engagement.data, identity.name, identity.folder)
    named = {source.file for source in engagement.sources} | {join.file for source in engagement.sources for join in source.join}
    proposed = tuple(surveyed for surveyed in looked.tables if surveyed.file not in named)
    sources = tuple(engagement.sources) or proposed_sources([surveyed.proposal for surveyed in proposed])
    intake, refusal = _taken(engagement, sources, reader_of(looked))
    findings = in_order([*_together(looked, proposed, sources, intake), *_drifted(engagement.accepted, looked, sources)])
    there = len(looked.files) + len(looked.refused)
    ready = readiness(
        intake.reconciliation if intake else Reconciliation((), ZERO, ZERO),
        intake.customers if intake else pd.DataFrame(),
        findings,
        (len(looked.files), there),
        frozenset(name for source in sources for name in source.columns),
    )
    ready = replace(ready, blocked=ready.blocked or refusal is not None or intake is None)
    return Reception(
        engagement, looked, sources, proposed, intake, refusal, findings, ready, identity.decisions, intake.candidates if intake else ()
    )


def _taken(engagement: Engagement, sources: Sequence[Source], reader: Reader) -> tuple[Intake | None, SegkitError | None]:
    if not sources:
        return None, None
    period = engagement.period
    try:
        intake = take_in(sources, period, engagement.data, engagement.identity, reader=reader)
        return intake, None if _gives_revenue(sources) else NO_REVENUE
    except SegkitError as error:
        return None, error


NO_REVENUE = BlockedError(
    "There is no revenue: no source holds invoice lines, and none of customers has a column 'revenue'. Put the invoice lines into data/, or say in "
    "engagement.yaml which heading of the customers is their revenue.",
    code="SEG-D05",
)


def _gives_revenue(sources: Sequence[Source]) -> bool:
    return any(source.holds == "transactions" or (source.holds == "customers" and "revenue" in source.columns) for source in sources)


def _together(looked: Survey, proposed: Sequence[Surveyed], sources: Sequence[Source], intake: Intake | None) -> Findings:
    """Return the intake's findings and those of tables that no source has read; columns that data protection forbids are always named."""
    read = {source.file for source in sources if intake is not None}
    refused = {file.file for file in looked.refused}
    taken = intake.findings if intake is not None else ()
    found = [finding for finding in taken if finding.kind != "unused_file" or finding.file not in refused]
    told = {(finding.kind, finding.file, finding.column) for finding in found}
    for surveyed in looked.tables:
        own = [*personal_findings(surveyed.table, surveyed.forbidden), *(surveyed.table.findings if surveyed.file not in read else ())]
        found += [finding for finding in own if (finding.kind, finding.file, finding.column) not in told]
    for surveyed in looked.tables:
        rivals = surveyed.proposal.rival_files
        is_new = any(surveyed is other for other in proposed)
        found += [_doubt(surveyed, column) for column in _open_doubts(surveyed, sources, is_new=is_new) if not (rivals and is_new)]
        if rivals and is_new:
            others = ", ".join(rivals)
            found.append(
                Finding("same_list_twice", surveyed.file, None, {"file": surveyed.file, "other": others}, surveyed.table.how.sheet)
            )
    return in_order(found)


def _drifted(accepted: Path, looked: Survey, sources: Sequence[Source]) -> list[Finding]:
    """Return what has changed since the last delivery that was accepted; nothing before there was one.

    A new name that engagement.yaml gives already is no question any more.
    """
    if not accepted.is_file():
        return []
    try:
        last = Snapshot.from_json(accepted.read_text(encoding="utf-8"))
    except (ValueError, KeyError, TypeError):
        sentence = f"{accepted.name} cannot be read. Remove it; the next --accept writes it anew."
        raise EngagementError([sentence], code="SEG-D11") from None
    named = {(source.file, heading) for source in sources for column_map in source.columns.values() for heading in column_map.headings}
    found = drift(last, [surveyed.table for surveyed in looked.tables])
    return [finding for finding in found if finding.kind != "heading_renamed" or (finding.file, finding.column) not in named]


def _open_doubts(surveyed: Surveyed, sources: Sequence[Source], *, is_new: bool) -> list[ColumnProposal]:
    """Return the doubtful columns that nobody has decided yet: taking a file over leaves its doubts open."""
    proposal = surveyed.proposal
    own = [source for source in sources if source.file == surveyed.file and source.sheet in {None, surveyed.table.how.sheet}]
    if not is_new and all(source.holds != proposal.holds for source in own):
        return []
    given = {name for source in own for name in source.columns}
    used = {heading for source in own for column_map in source.columns.values() for heading in column_map.headings}
    used |= {heading for source in own for heading in source.attributes.values()}
    return [column for column in proposal.doubtful if column.column not in given and column.heading not in used]


def _doubt(surveyed: Surveyed, column: ColumnProposal) -> Finding:
    label = next((known.label for holds in COLUMNS.values() for known in holds if known.name == column.column), column.column)
    values = {"column": column.heading, "meaning": Term(label), "score": round(column.score)}
    return Finding("mapping_doubt", surveyed.file, None, values, surveyed.table.how.sheet, column.heading)
