"""Potentials."""

from segkit.findings.kind import FindingKind
from segkit.words import phrase, phrases

KINDS: dict[str, FindingKind] = {
    "potential_unknown": FindingKind(
        "SEG-D02",
        "question",
        phrases(
            "{n} of {of} customers has no known potential; it buys for {amount}.",
            "{n} of {of} customers have no known potential; they buy for {amount}.",
        ),
        phrase("They are not rated, and stand on the call list."),
        phrase("Call or visit them and fill in the call list."),
    ),
    "lead_potential_unknown": FindingKind(
        "SEG-D02",
        "question",
        phrases(
            "{n} of {of} leads lacks a potential or an expected revenue.",
            "{n} of {of} leads lack a potential or an expected revenue.",
        ),
        phrase("They are not rated; those without potential stand on the call list."),
        phrase("Fill in the call list."),
    ),
    "potential_estimated": FindingKind(
        "SEG-D02",
        "note",
        phrases(
            "{n} of {of} potentials is an estimate from '{column}', not the customer's own figure.",
            "{n} of {of} potentials are estimates from '{column}', not the customers' own figures.",
        ),
        phrase("They are rated, and marked as estimates wherever they are shown."),
        phrase("Confirm the largest ones with the customers."),
    ),
    "potential_negative": FindingKind(
        "SEG-D02",
        "question",
        phrases(
            "{n} potential is negative: that of '{example}'.",
            "{n} potentials are negative, such as that of '{example}'.",
        ),
        phrase("They count as unknown."),
        phrase("Ask for the right figures."),
    ),
    "potential_below_revenue": FindingKind(
        "SEG-D02",
        "question",
        phrases(
            "{n} customer buys for more than the whole potential: {example}.",
            "{n} customers buy for more than their whole potential, such as {example}.",
        ),
        phrase("The figures were kept as they are; a utilisation above 100% is not cut."),
        phrase("Ask for a new potential: the customer has grown, or the figure was never right."),
    ),
}
