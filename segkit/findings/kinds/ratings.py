"""Rating sheets coming home."""

from segkit.findings.kind import FindingKind
from segkit.words import phrase, phrases

KINDS: dict[str, FindingKind] = {
    "ratings_taken": FindingKind(
        "SEG-F06",
        "note",
        phrases("{n} rating was taken in from the rating sheet.", "{n} ratings were taken in from the rating sheet."),
        phrase("Empty cells are not given, which is never low."),
        phrase("Nothing."),
    ),
    "rating_not_a_point": FindingKind(
        "SEG-F06",
        "question",
        phrase("'{name}' has '{example}' under '{leaf}', which is no point from {lowest} to {highest}."),
        phrase("The cell was not used; the point stays open."),
        phrase("Choose an entry of the cell's list, or write the point alone."),
    ),
    "rating_of_nobody": FindingKind(
        "SEG-F01",
        "question",
        phrase("The rating sheet rates '{example}', who is not a customer here."),
        phrase("The row was not used."),
        phrase("Look whether the number was changed in the sheet, and write it as the customers' file has it."),
    ),
    "rating_of_two": FindingKind(
        "SEG-F02",
        "question",
        phrase("The row's number is that of '{name}', but its hidden key belongs to number {other}."),
        phrase("The row was not used, for nobody can tell whom it rates."),
        phrase("Show the hidden first column and put the two together again; when sorting, take all columns along."),
    ),
    "rating_leaf_gone": FindingKind(
        "SEG-F02",
        "question",
        phrases(
            "The rating sheet has {n} rating of '{leaf}', which is no factor that people rate in the tree.",
            "The rating sheet has {n} ratings of '{leaf}', which is no factor that people rate in the tree.",
        ),
        phrase("They were not used."),
        phrase("If the factor was renamed, give it the old name back or have new sheets filled in; if it was taken out, do nothing."),
    ),
    "decided_leaf_gone": FindingKind(
        "SEG-F02",
        "question",
        phrase("For '{example}' the point {point} was decided for '{leaf}', which is no factor that people rate in the tree."),
        phrase("The decision was kept, but it has no effect."),
        phrase("If the factor was renamed, write its new name into corrections.yaml; if it was taken out, leave the entry as it is."),
    ),
    "decided_off_the_scale": FindingKind(
        "SEG-F06",
        "question",
        phrase("For '{example}' the point {point} was decided for '{leaf}', but the tree's points go from {lowest} to {highest}."),
        phrase("The decision was kept, but it has no effect."),
        phrase("Decide a point of the scale in the strategy file, or put the scale back."),
    ),
    "rating_column_lost": FindingKind(
        "SEG-F02",
        "question",
        phrase("The rating sheet no longer has its column '{column}'."),
        phrase("What may have stood there was not read."),
        phrase("Put the heading back above the ratings; if the column was deleted, do nothing."),
    ),
    "rating_other_scale": FindingKind(
        "SEG-F05",
        "question",
        phrase("The rating sheet was made for points from {lowest} to {highest}, the tree now has {least} to {most}."),
        phrase("None of its ratings were used, for the points have another meaning."),
        phrase("Put the scale back, or write new sheets and have them filled in."),
    ),
    "rating_differs": FindingKind(
        "SEG-F05",
        "note",
        phrase("{rater} gives '{name}' {point} under '{leaf}', and {earlier} in {other}, row {row}."),
        phrase("The rating of the later day was used: {point}."),
        phrase("If the other one is right, correct the later sheet."),
    ),
    "rating_date": FindingKind(
        "SEG-F06",
        "question",
        phrase("'{example}' is no date on which '{name}' was rated."),
        phrase("The ratings were used, with the day on which the sheet was made."),
        phrase("Write the day as a date, or leave the cell empty."),
    ),
}
