"""Who is who: numbers that meet, one number on several rows, customers who may be one, and what a person has decided about them."""

from segkit.intake.identity.answered import with_answers
from segkit.intake.identity.checks import identifier_findings
from segkit.intake.identity.decisions import Decisions, read_decisions
from segkit.intake.identity.duplicates import Candidate, duplicate_findings, duplicates
from segkit.intake.identity.enrichment import Enriched, Outside, SaysOtherwise, SeveralAnswers, enriched, enrichment_findings
from segkit.intake.identity.evidence import Reason
from segkit.intake.identity.merging import Merge, merged, replaced_numbers
from segkit.intake.identity.numbers import NumbersMet, SeveralFit, meet, meeting_findings, normal_number
from segkit.intake.identity.place_names import SpelledOtherwise, other_spellings
from segkit.intake.identity.proposals import with_proposals
from segkit.intake.identity.same_number import Repeated, RowSetAside, one_row_each

__all__ = [
    "Candidate",
    "Decisions",
    "Enriched",
    "Merge",
    "NumbersMet",
    "Outside",
    "Reason",
    "Repeated",
    "RowSetAside",
    "SaysOtherwise",
    "SeveralAnswers",
    "SeveralFit",
    "SpelledOtherwise",
    "duplicate_findings",
    "duplicates",
    "enriched",
    "enrichment_findings",
    "identifier_findings",
    "meet",
    "meeting_findings",
    "merged",
    "normal_number",
    "one_row_each",
    "other_spellings",
    "read_decisions",
    "replaced_numbers",
    "with_answers",
    "with_proposals",
]
