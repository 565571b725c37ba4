"""The reception of a client's data as a record: everything that the intake report shows."""

from dataclasses import dataclass

from segkit.engagement import Engagement
from segkit.errors import SegkitError
from segkit.findings import Finding, Findings
from segkit.intake import Intake, Source
from segkit.intake.column_facts import Change, ColumnFacts
from segkit.intake.identity import Candidate, Decisions
from segkit.intake.mapping import TableProposal
from segkit.intake.readiness import Readiness
from segkit.intake.reconciliation import USED
from segkit.intake.report_answers import question_key
from segkit.intake.request import asked_of
from segkit.intake.survey import Survey, Surveyed
from segkit.reception.left_out import LeftOut, rows_left_out
from segkit.reception.proposed import proposed_sources
from segkit.tables import COLUMNS, Column, Holds
from segkit.words import phrase


@dataclass(frozen=True)
class Reception:
    """Everything that the intake report shows.

    `sources` are those that were taken in: the engagement's own, or where it has none, the proposed ones that are sure. `intake` is None
    where nothing could be taken in; `refusal` then says why. `findings` are those of the intake, and of files that no source mentions.
    """

    engagement: Engagement
    survey: Survey
    sources: tuple[Source, ...]
    proposed: tuple[Surveyed, ...]
    intake: Intake | None
    refusal: SegkitError | None
    findings: Findings
    readiness: Readiness
    decisions: Decisions
    candidates: tuple[Candidate, ...]

    def count(self, severity: str) -> int:
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def refusals(self) -> list[str]:
        """Why a file could not be read, or nothing could be taken in, a sentence each."""
        told = [refused.sentence for refused in self.survey.refused]
        if self.refusal is not None:
            told += [line for line in self.refusal.message.splitlines() if line not in told]
        return told

    @property
    def open_questions(self) -> list[Finding]:
        """The questions that nobody has answered yet."""
        return [
            finding for finding in self.findings if finding.severity == "question" and question_key(finding) not in self.decisions.answers
        ]

    @property
    def is_taken_in(self) -> bool:
        """Whether there are figures; where something stops the run there are none, and a report must not say that all is well."""
        return self.intake is not None and bool(self.intake.reconciliation.lines)

    @property
    def columns(self) -> tuple[ColumnFacts, ...]:
        return self.intake.columns if self.intake is not None else ()

    @property
    def changes(self) -> list[Change]:
        return [change for facts in self.columns for change in facts.changes]

    @property
    def acceptable(self) -> tuple[TableProposal, ...]:
        """The proposals that make whole sources, which engagement.yaml does not have yet."""
        named = {source.file for source in proposed_sources([surveyed.proposal for surveyed in self.proposed])}
        return tuple(surveyed.proposal for surveyed in self.proposed if surveyed.file in named)

    def holds(self, surveyed: Surveyed) -> str:
        """Return what a table is used as: a kind of table, "join", or "" where nothing uses it."""
        sheet = surveyed.table.how.sheet
        for source in self.sources:
            if source.file == surveyed.file and source.sheet in {None, sheet}:
                return source.holds
            if any(join.file == surveyed.file and join.sheet in {None, sheet} for join in source.join):
                return "join"
        return ""

    def why_mapped(self, facts: ColumnFacts) -> str:
        """Return why a heading was taken for its column: engagement.yaml says so, or it is proposed, with its evidence."""
        words = self.engagement.words
        if any(source.file == facts.source.file for source in self.engagement.sources):
            return words("engagement.yaml says so.")
        proposals = (column for surveyed in self.proposed if surveyed.file == facts.source.file for column in surveyed.proposal.columns)
        found = next((column for column in proposals if column.column == facts.column), None)
        if found is None:
            return ""
        return words("Proposed with {score} of 100: {why}", score=round(found.score), why=found.why.evidence(words))

    @property
    def unused_headings(self) -> list[tuple[str, str]]:
        """The headings of the files in use that no column, attribute or join claims, as (file, heading)."""
        used: dict[str, set[str]] = {}
        for source in self.sources:
            named = {heading for column_map in source.columns.values() for heading in column_map.headings} | set(source.attributes.values())
            used.setdefault(source.file, set()).update(named, (join.key for join in source.join))
            for join in source.join:
                used.setdefault(join.file, set()).update(named, {join.key})
        return [
            (surveyed.shown, str(heading))
            for surveyed in self.survey.tables
            if self.holds(surveyed)
            for heading in surveyed.table.cells.columns
            if heading not in used[surveyed.file]
        ]

    @property
    def absent(self) -> list[tuple[str, Column]]:
        """The columns that were asked for, that no file gives and without which something is lost, as (what the table holds, column)."""
        asked = asked_of(self.engagement.request, self.engagement.package)
        given: dict[Holds, set[str]] = {}
        for source in self.sources:
            given.setdefault(source.holds, set()).update(source.columns)
        by_lines = {"revenue"} if "transactions" in given else set()
        if any("cost" in source.columns for source in self.sources):
            by_lines.add("cost")
        return [
            (SHOWN[holds], column)
            for holds, names in given.items()
            for column in COLUMNS[holds]
            if column.lost
            and column.name in asked.get(holds, ())
            and column.name not in names
            and not (holds == "customers" and column.name in by_lines)
        ]

    @property
    def left_out(self) -> list[LeftOut]:
        """Every row that is not in the figures, up to LISTED for each reason, in the order of the files."""
        return rows_left_out(self.intake, self.survey, self.findings) if self.intake is not None else []

    @property
    def unlisted(self) -> int:
        """How many rows left out are counted but not among those listed."""
        if self.intake is None:
            return 0
        counted = sum(line.rows for line in self.intake.reconciliation.lines if line.what not in (*USED, "received"))
        return max(0, counted - len(self.left_out))

    def decision(self, candidate: Candidate) -> str:
        """Return what has been decided of customers who may be one, as a phrase."""
        ids = frozenset(candidate.ids)
        if any(ids <= {merge.kept, *merge.merged} for merge in self.decisions.merges):
            return phrase("one customer")
        return phrase("kept apart") if ids in self.decisions.apart else phrase("open")


SHOWN: dict[str, str] = {
    "customers": phrase("customers"),
    "leads": phrase("leads"),
    "transactions": phrase("invoice lines"),
    "contacts": phrase("contacts"),
    "costs": phrase("records of time and costs"),
}
"""What a table holds, as people say it."""
