"""The report: an executed notebook, typeset for the client as PDF, or as one page of HTML."""

from segkit.deliverables.report.cells import failed_cell
from segkit.deliverables.report.exporter import ReportPDF, report_pdf

__all__ = ["ReportPDF", "failed_cell", "report_pdf"]
