"""What is said of the rows of a file that are totals."""

from collections.abc import Sequence

from segkit.findings import Finding
from segkit.intake.settings import Source
from segkit.intake.totals import Total, says_total


def total_findings(source: Source, totals: Sequence[Total]) -> list[Finding]:
    if not totals:
        return []
    sums = [total for total in totals if total.first is not None]
    findings = []
    if sums:
        values = {"n": len(sums), "row": str(sums[0].row), "first": str(sums[0].first), "last": str(sums[0].last)}
        findings.append(Finding("total_sums", source.file, sums[0].row, values, source.sheet, None, tuple(total.row for total in sums)))
    said = [total for total in totals if total.first is None]
    for kind, is_word in (("total_rows", True), ("total_by_name", False)):
        own = [total for total in said if says_total(total.label) == is_word]
        if own:
            values = {"n": len(own), "example": own[0].label}
            findings.append(Finding(kind, source.file, own[0].row, values, source.sheet, None, tuple(total.row for total in own)))
    return findings
