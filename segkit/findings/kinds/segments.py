"""Segments."""

from segkit.findings.kind import FindingKind
from segkit.words import phrase, phrases

KINDS: dict[str, FindingKind] = {
    "empty_segment": FindingKind(
        "SEG-D07",
        "question",
        phrase("No customer falls in segment {grade}."),
        phrase("The segment stands in the strategy with 0 customers."),
        phrase("Look whether the thresholds fit the client's customers."),
    ),
    "rules_changed_early": FindingKind(
        "SEG-D12",
        "question",
        phrase(
            "The rules of the segments were last changed on {last} and are to stay for {months} months, but {what} is another: {before} then, "
            "{after} on {date}."
        ),
        phrase("Customers are graded by the new rule; the sheet of changes says who moved because of it."),
        phrase("Keep the earlier rule until {until}, or decide the change with the client and write it down under 'agreed'."),
    ),
    "rules_changed_early_more": FindingKind(
        "SEG-D12",
        "question",
        phrases(
            "{n} further number of the rules is another than before, within {months} months of {last}.",
            "{n} further numbers of the rules are others than before, within {months} months of {last}.",
        ),
        phrase("Customers are graded by the new rule; the sheet of changes says who moved because of it."),
        phrase("Keep the earlier rule until {until}, or decide the change with the client and write it down under 'agreed'."),
    ),
}
