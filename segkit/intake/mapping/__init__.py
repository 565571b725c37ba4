"""Which file is what and which heading is which: proposals with their evidence, for a person to accept."""

from segkit.intake.mapping.drift import Snapshot, drift, snapshot
from segkit.intake.mapping.personal import Forbidden, forbidden, personal_findings
from segkit.intake.mapping.proposals import ColumnProposal, JoinProposal, TableProposal
from segkit.intake.mapping.propose import RIVAL, SURE, propose
from segkit.intake.mapping.relate import propose_all
from segkit.intake.mapping.yaml_lines import yaml_lines

__all__ = [
    "RIVAL",
    "SURE",
    "ColumnProposal",
    "Forbidden",
    "JoinProposal",
    "Snapshot",
    "TableProposal",
    "drift",
    "forbidden",
    "personal_findings",
    "propose",
    "propose_all",
    "snapshot",
    "yaml_lines",
]
