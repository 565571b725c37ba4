"""Customers and leads: numbers, names, revenue."""

from segkit.findings.kind import FindingKind
from segkit.words import phrase, phrases

KINDS: dict[str, FindingKind] = {
    "missing_id": FindingKind(
        "SEG-C01",
        "question",
        phrases(
            "{n} row has no number in '{column}'.",
            "{n} rows have no number in '{column}'.",
        ),
        phrase("The rows were set aside."),
        phrase("Look whether they are totals or real accounts, and give the accounts a number."),
    ),
    "total_rows": FindingKind(
        "SEG-B09",
        "note",
        phrases("{n} row calls itself a total: '{example}'.", "{n} rows call themselves totals, the first '{example}'."),
        phrase("They were left out, for a total is no customer."),
        phrase("Nothing, unless one is a real account: give it a number then."),
    ),
    "total_by_name": FindingKind(
        "SEG-B09",
        "question",
        phrases(
            "{n} row is called '{example}' and holds nothing but figures besides, so it is taken for a total.",
            "{n} rows are called totals by their name, the first '{example}', and hold nothing but figures besides.",
        ),
        phrase("They were left out, though they are not the sum of other rows."),
        phrase("Ask whether one is a customer of that name, and give it a number then."),
    ),
    "total_sums": FindingKind(
        "SEG-B09",
        "note",
        phrases(
            "{n} row is a total: row {row} equals the sum of rows {first} to {last}.",
            "{n} rows are totals: row {row} equals the sum of rows {first} to {last}.",
        ),
        phrase("They were left out, for a total is no customer."),
        phrase("Nothing, unless one is a real account: give it a number then."),
    ),
    "org_number_invalid": FindingKind(
        "SEG-C14",
        "question",
        phrases(
            "{n} company number does not pass its check: '{example}'. {why}",
            "{n} company numbers do not pass their check, such as '{example}'. {why}",
        ),
        phrase("They were kept as they are; two customers are not taken for one by them alone."),
        phrase("Look the numbers up in the company register, if they matter."),
    ),
    "postcode_invalid": FindingKind(
        "SEG-C14",
        "note",
        phrases(
            "{n} postcode is none of its country's: '{example}'. {why}",
            "{n} postcodes are none of their country's, such as '{example}'. {why}",
        ),
        phrase("They were kept as they are; no 0 is put back."),
        phrase("Ask for the export with postcodes as text, if regions are found by them."),
    ),
    "contact_of_nobody": FindingKind(
        "SEG-D05",
        "question",
        phrases(
            "{n} contact belongs to a number that is neither a customer nor a lead: '{example}'.",
            "{n} contacts belong to numbers that are neither customers nor leads, such as '{example}'.",
        ),
        phrase("They were kept, but stand on no list."),
        phrase("Ask whether the accounts are closed or the numbers were changed."),
    ),
    "unknown_choice": FindingKind(
        "SEG-C12",
        "question",
        phrases(
            "{n} cell in '{column}' says something nobody knows: '{example}'.",
            "{n} cells in '{column}' say something nobody knows, the first '{example}'.",
        ),
        phrase("They count as not said; a consent counts as not asked."),
        phrase("Write yes, no, withdrawn or not asked in the client's system, or ask what the text means."),
    ),
    "same_name": FindingKind(
        "SEG-D03",
        "question",
        phrases(
            "{n} name is shared by several customers: '{example}' ({ids}).",
            "{n} names are shared by several customers, such as '{example}' ({ids}).",
        ),
        phrase("They were kept apart."),
        phrase("Ask whether they are one customer."),
    ),
    "no_customers": FindingKind(
        "SEG-D07",
        "blocks",
        phrase("There is not one customer in the sources."),
        phrase("The study stops."),
        phrase("Look at the column map and the files in data/."),
    ),
    "not_in_master": FindingKind(
        "SEG-D05",
        "question",
        phrases(
            "{n} customer with invoice lines of {amount} is not in the customer file: '{example}'.",
            "{n} customers with invoice lines of {amount} are not in the customer file, such as '{example}'.",
        ),
        phrase("They were taken in under their number, so that the revenue is complete."),
        phrase("Ask who they are: closed accounts, cash sales, or a file that was cut."),
    ),
    "no_transactions": FindingKind(
        "SEG-D05",
        "note",
        phrases(
            "{n} customer has no invoice line in the period.",
            "{n} customers have no invoice line in the period.",
        ),
        phrase("Their revenue is 0."),
        phrase("Ask whether they are still customers."),
    ),
    "negative_revenue": FindingKind(
        "SEG-D01",
        "question",
        phrases(
            "{n} customer has negative revenue, {amount}: '{example}'.",
            "{n} customers have negative revenue, in all {amount}, the lowest is '{example}'.",
        ),
        phrase("They are rated with the revenue as it is, and left out of the Pareto shares."),
        phrase("Look at their credit notes: do they belong to sales before the period?"),
    ),
}
