"""Sales reps."""

from segkit.findings.kind import FindingKind
from segkit.words import phrase, phrases

_AS_WRITTEN = phrase("The name is taken as it is written: capacity and proposed moves know two different people.")
_TAKES_NOBODY = phrase("The sales rep takes no account by it.")

KINDS: dict[str, FindingKind] = {
    "rep_spelt_otherwise": FindingKind(
        "SEG-D13",
        "question",
        phrase("The sales rep {name} has no customers, but {example} has, who is not among the sales reps."),
        _AS_WRITTEN,
        phrase("Write the name under 'reps' as it stands at the customers, if it is the same person."),
    ),
    "owner_unnamed": FindingKind(
        "SEG-D13",
        "question",
        phrases(
            "{n} customer belongs to {name}, who is not among the sales reps.",
            "{n} customers belong to {name}, who is not among the sales reps.",
        ),
        phrase("The hours of this sales rep are not known, and other sales reps are proposed for the customers."),
        phrase("Add the name with its hours under 'reps', or leave it out if the customers are to be given to others."),
    ),
    "rep_area_misspelt": FindingKind(
        "SEG-D13",
        "question",
        phrase("The sales rep {name} takes '{area}', which no account has; '{example}' is nearly the same."),
        _TAKES_NOBODY,
        phrase("Write it under 'reps' as it stands in the client's files."),
    ),
    "rep_area_of_nobody": FindingKind(
        "SEG-D13",
        "note",
        phrase("The sales rep {name} takes '{area}', which no account has."),
        _TAKES_NOBODY,
        phrase("Leave it if accounts may come; otherwise take it out under 'reps'."),
    ),
}
