"""Duplicates, and numbers that meet only when they are normalised."""

from segkit.findings.kind import FindingKind
from segkit.words import phrase, phrases

KINDS: dict[str, FindingKind] = {
    "numbers_nearly_meet": FindingKind(
        "SEG-C02",
        "question",
        phrases(
            "{n} number is in {master} only when zeros, blanks and dashes are left out: '{example}' looks like '{other}'.",
            "{n} numbers are in {master} only when zeros, blanks and dashes are left out, such as '{example}' and '{other}'.",
        ),
        phrase("They were kept apart; {exact} numbers are the same in both files."),
        phrase(
            "Ask whether the export changed the numbers. If they are the same accounts, write numbers: normalised at the source of the invoice lines in engagement.yaml."
        ),
    ),
    "numbers_joined": FindingKind(
        "SEG-C02",
        "note",
        phrases(
            "{n} number is in {master} only when zeros, blanks and dashes are left out: '{example}' is '{other}'.",
            "{n} numbers are in {master} only when zeros, blanks and dashes are left out, such as '{example}' and '{other}'.",
        ),
        phrase("They were joined, as engagement.yaml says; {exact} numbers are the same in both files."),
        phrase("Look at the example: is it the same account?"),
    ),
    "number_fits_several": FindingKind(
        "SEG-C02",
        "question",
        phrases(
            "{n} number fits more than one in {master}: '{example}' could be {fits}.",
            "{n} numbers fit more than one in {master}, such as '{example}', which could be {fits}.",
        ),
        phrase("They were joined to none of them."),
        phrase("Ask for the file again with the numbers as they are in the client's system."),
    ),
    "same_row_twice": FindingKind(
        "SEG-D04",
        "note",
        phrases(
            "{n} row repeats an earlier row in every column: '{example}' on row {row} and row {again}.",
            "{n} rows repeat an earlier row in every column, such as '{example}' on row {row} and row {again}.",
        ),
        phrase("The repeated rows were set aside, so that nothing counts twice."),
        phrase("Nothing."),
    ),
    "number_on_two_rows": FindingKind(
        "SEG-D04",
        "blocks",
        phrases(
            "{n} number stands on rows that differ ({columns}): for '{example}', '{column}' is '{first}' on row {row} and '{second}' on row {again}.",
            "{n} numbers stand on rows that differ ({columns}), such as '{example}', whose '{column}' is '{first}' on row {row} and '{second}' on row {again}.",
        ),
        phrase("The study stops: a customer must stand once."),
        phrase(
            "Decide with the client which row is right and remove the other, or write repeated: first, or repeated: last, at this source in engagement.yaml."
        ),
    ),
    "number_with_two_revenues": FindingKind(
        "SEG-D04",
        "blocks",
        phrases(
            "{n} number stands on rows with different revenue: '{example}' has {first} on row {row} and {second} on row {again}.",
            "{n} numbers stand on rows with different revenue, such as '{example}', which has {first} on row {row} and {second} on row {again}.",
        ),
        phrase("The study stops: to choose one row would lose the revenue of the other."),
        phrase("Ask whether the two amounts are to be added or one of them is wrong, and have the file corrected."),
    ),
    "number_row_chosen": FindingKind(
        "SEG-D04",
        "question",
        phrases(
            "{n} number stands on rows that differ ({columns}): for '{example}', '{column}' is '{first}' on row {row} and '{second}' on row {again}.",
            "{n} numbers stand on rows that differ ({columns}), such as '{example}', whose '{column}' is '{first}' on row {row} and '{second}' on row {again}.",
        ),
        phrase("One row of each was used, as engagement.yaml says; for '{example}' it is row {used}. The others were set aside."),
        phrase("Look whether it is the right row."),
    ),
    "duplicates_proposed": FindingKind(
        "SEG-D03",
        "question",
        phrases(
            "{n} group of accounts may be one customer: {ids} ('{first}' and '{second}').",
            "{n} groups of accounts may each be one customer, such as {ids} ('{first}' and '{second}').",
        ),
        phrase("They were kept apart."),
        phrase("Open decisions.yaml, which lists them with the reasons, and write merge or apart at each."),
    ),
    "accounts_merged": FindingKind(
        "SEG-D03",
        "note",
        phrases(
            "{n} account was merged into another one, as decisions.yaml says: '{example}' into '{kept}'.",
            "{n} accounts were merged into others, as decisions.yaml says, such as '{example}' into '{kept}'.",
        ),
        phrase("Their revenue was added; that of all customers together is the same as before."),
        phrase("Nothing."),
    ),
    "merge_of_nobody": FindingKind(
        "SEG-D03",
        "question",
        phrases(
            "decisions.yaml merges {n} number that is not in the files: '{example}' (with '{kept}').",
            "decisions.yaml merges {n} numbers that are not in the files, such as '{example}' (with '{kept}').",
        ),
        phrase("That part of the decision had no effect."),
        phrase("Correct the number in decisions.yaml, or ask why the account is gone."),
    ),
    "merge_potential_differs": FindingKind(
        "SEG-D03",
        "question",
        phrases(
            "{n} merged customer has two potentials: '{example}' has {first}, '{other}' has {second}.",
            "{n} merged customers have two potentials each, such as '{example}' with {first} and '{other}' with {second}.",
        ),
        phrase("The potential of the account that is kept was used; they were not added, for one company is not two."),
        phrase("Ask which potential is right, or whether each covers a part of the company."),
    ),
    "merge_owner_differs": FindingKind(
        "SEG-D03",
        "question",
        phrases(
            "{n} merged customer has two owners: '{example}' has {first}, '{other}' has {second}.",
            "{n} merged customers have two owners each, such as '{example}' with {first} and '{other}' with {second}.",
        ),
        phrase("The owner of the account that is kept was used."),
        phrase("Agree with the sales manager who owns the customer."),
    ),
    "merge_revenue_unknown": FindingKind(
        "SEG-D03",
        "question",
        phrases(
            "{n} merged customer has an account whose revenue is unknown: '{example}', merged with '{other}'.",
            "{n} merged customers have an account whose revenue is unknown, such as '{example}', merged with '{other}'.",
        ),
        phrase("The revenue that is known was used, so it may be too low."),
        phrase("Ask for the missing revenue."),
    ),
    "merge_cost_unknown": FindingKind(
        "SEG-D03",
        "question",
        phrases(
            "{n} merged customer has an account whose cost is unknown: '{example}', merged with '{other}'.",
            "{n} merged customers have an account whose cost is unknown, such as '{example}', merged with '{other}'.",
        ),
        phrase("The cost of these customers is left open, not guessed; {amount} of known cost is therefore in no total."),
        phrase("Ask for the missing costs."),
    ),
    "enrichment_unmatched": FindingKind(
        "SEG-C02",
        "question",
        phrases(
            "{n} of {of} rows has a '{column}' that is not in {file}: '{example}'.",
            "{n} of {of} rows have a '{column}' that is not in {file}, such as '{example}'.",
        ),
        phrase("Nothing was added to these rows."),
        phrase("Look whether the values are written another way in the file."),
    ),
    "enrichment_ambiguous": FindingKind(
        "SEG-C02",
        "question",
        phrases(
            "{n} value of '{column}' stands in {file} with more than one answer: '{example}' is {answers}.",
            "{n} values of '{column}' stand in {file} with more than one answer, such as '{example}', which is {answers}.",
        ),
        phrase("Nothing was added to the {rows} rows concerned: no answer was chosen for them."),
        phrase("Choose a finer key, such as the address, or decide by hand which answer counts."),
    ),
    "enrichment_proposed": FindingKind(
        "SEG-C02",
        "question",
        phrases(
            "{n} value of '{column}' seems to be in {file} under another spelling: '{example}' may be '{other}'.",
            "{n} values of '{column}' seem to be in {file} under another spelling, such as '{example}', which may be '{other}'.",
        ),
        phrase("They were not joined."),
        phrase("Write the pairs that are right under spellings at this join in engagement.yaml."),
    ),
    "enrichment_differs": FindingKind(
        "SEG-C02",
        "note",
        phrases(
            "{n} row says something else than {file} about '{column}': '{first}' against '{second}'.",
            "{n} rows say something else than {file} about '{column}', such as '{first}' against '{second}'.",
        ),
        phrase("The client's own values were kept."),
        phrase("Nothing, unless the client's values are older than the file."),
    ),
}
