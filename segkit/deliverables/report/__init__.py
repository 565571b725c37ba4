"""The PDF report: an executed notebook, typeset for the client."""

from segkit.deliverables.report.exporter import ReportPDF, report_pdf

__all__ = ["ReportPDF", "report_pdf"]
