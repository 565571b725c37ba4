"""Segments."""

from segkit.findings.kind import FindingKind
from segkit.words import phrase

KINDS: dict[str, FindingKind] = {
    "empty_segment": FindingKind(
        "SEG-D07",
        "question",
        phrase("No customer falls in segment {grade}."),
        phrase("The segment stands in the strategy with 0 customers."),
        phrase("Look whether the thresholds fit the client's customers."),
    ),
}
