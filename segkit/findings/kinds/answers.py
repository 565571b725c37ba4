"""The call list coming home."""

from segkit.findings.kind import FindingKind
from segkit.words import phrase, phrases

KINDS: dict[str, FindingKind] = {
    "answers_taken": FindingKind(
        "SEG-D02",
        "note",
        phrases(
            "{n} answer was taken in from the call list.",
            "{n} answers were taken in from the call list.",
        ),
        phrase("Only answered rows changed."),
        phrase("Nothing."),
    ),
    "answer_not_a_number": FindingKind(
        "SEG-F06",
        "question",
        phrase("The answer for '{name}' is '{example}', which is not an amount of 0 or more."),
        phrase("The answer was not used; the potential stays unknown."),
        phrase("Write a plain amount in the answer cell."),
    ),
    "answer_of_nobody": FindingKind(
        "SEG-F01",
        "question",
        phrase("The call list answers for '{example}', who is neither a customer nor a lead here."),
        phrase("The answer was not used."),
        phrase("Look whether the number was changed in the list."),
    ),
    "answer_differs": FindingKind(
        "SEG-F05",
        "question",
        phrase("The call list says {answer} for '{name}', another source says {known}."),
        phrase("The answer of the call list was used."),
        phrase("Correct the one that is wrong."),
    ),
    "correction_of_nobody": FindingKind(
        "SEG-F01",
        "question",
        phrase("{field} was decided for '{example}', who is neither a customer nor a lead here any more."),
        phrase("The decision was kept, but it has no effect."),
        phrase("Look whether the customer was merged or has another number; if it is gone, leave the entry as it is."),
    ),
    "correction_differs": FindingKind(
        "SEG-F05",
        "question",
        phrase("In a returned file {answer} was decided for '{name}', another source says {known}."),
        phrase("What was decided in the returned file was used."),
        phrase("If the other source is newer and right, take the decision back in corrections.yaml with an entry without a value."),
    ),
    "fixed_grade_unknown": FindingKind(
        "SEG-F06",
        "question",
        phrase("The grade of '{name}' was fixed as {grade}, which the grid no longer has."),
        phrase("The grade by the figures holds."),
        phrase("Choose another grade in the strategy file, or empty the fixed grade there."),
    ),
}
