"""The intake report: what was received, what was done with it, what is asked, and whether the data carry the segmentation."""

from segkit.deliverables.intake_report.accepting import accept
from segkit.deliverables.intake_report.report import REPORT, write_intake_report
from segkit.deliverables.intake_report.round import intake_round

__all__ = ["REPORT", "accept", "intake_round", "write_intake_report"]
