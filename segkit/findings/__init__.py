"""Findings: everything odd in the client's files, where it stands, what was done about it, and what to do next."""

from segkit.findings.detected import Detected
from segkit.findings.finding import Finding, Findings, in_order
from segkit.findings.kind import SEVERITIES

__all__ = ["SEVERITIES", "Detected", "Finding", "Findings", "in_order"]
