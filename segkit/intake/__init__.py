"""The client's files to checked tables and findings."""

from segkit.intake.columns import TypedTable
from segkit.intake.columns_read import ATTRIBUTE
from segkit.intake.marked import CALL_LIST, DATA_REQUEST, DECISION_LOG, FACTOR_TREE, INTAKE_REPORT, MARK_SHEET, PACK, RATINGS
from segkit.intake.rated import RatedLeaves, RatingGiven
from segkit.intake.reading import read_headings
from segkit.intake.reconciliation import LABELS as RECONCILIATION_LABELS
from segkit.intake.reconciliation import Reconciliation, ReconciliationLine
from segkit.intake.settings import ColumnMap, Join, Period, Source
from segkit.intake.take_in import Client, Intake, SourceFacts, take_in

__all__ = [
    "ATTRIBUTE",
    "CALL_LIST",
    "DATA_REQUEST",
    "DECISION_LOG",
    "FACTOR_TREE",
    "INTAKE_REPORT",
    "MARK_SHEET",
    "PACK",
    "RATINGS",
    "RECONCILIATION_LABELS",
    "Client",
    "ColumnMap",
    "Intake",
    "Join",
    "Period",
    "RatedLeaves",
    "RatingGiven",
    "Reconciliation",
    "ReconciliationLine",
    "Source",
    "SourceFacts",
    "TypedTable",
    "read_headings",
    "take_in",
]
