"""Every kind of finding, declared once: its code, how grave it is, and its texts."""

from dataclasses import dataclass
from typing import Literal

from segkit.words import phrase, phrases

Severity = Literal["blocks", "question", "note"]

SEVERITIES: dict[str, str] = {"blocks": phrase("Stops the run"), "question": phrase("Question"), "note": phrase("Note")}
"""How grave a finding is, the gravest first."""


@dataclass(frozen=True)
class FindingKind:
    """What can be found: `text` says what was found, `done` what segkit did with it, `todo` what a person should do.

    A text that counts has two forms, for one and for many, and is spoken by its value `n`.
    """

    code: str
    severity: Severity
    text: str | tuple[str, str]
    done: str
    todo: str


KINDS: dict[str, FindingKind] = {
    # --- the files
    "ragged_rows": FindingKind(
        "SEG-B04",
        "question",
        phrases(
            "{n} row has {found} fields where the heading has {expected}; it reads: {raw}",
            "{n} rows have {found} fields where the heading has {expected}; the first reads: {raw}",
        ),
        phrase("The rows were set aside; the others are untouched."),
        phrase("Ask for the file again, with texts that hold the separator in quotes."),
    ),
    "unused_file": FindingKind(
        "SEG-D11",
        "note",
        phrase("The file lies in data/ but engagement.yaml does not mention it."),
        phrase("It was not read."),
        phrase("Add it under sources, or move it out of data/."),
    ),
    "join_unmatched": FindingKind(
        "SEG-C02",
        "question",
        phrases(
            "{n} row of {other} has a '{column}' that {file} does not hold: '{example}'.",
            "{n} rows of {other} have a '{column}' that {file} does not hold, such as '{example}'.",
        ),
        phrase("Their added columns are empty."),
        phrase("Ask whether {file} is complete."),
    ),
    # --- cells
    "undecided_numbers": FindingKind(
        "SEG-C04",
        "blocks",
        phrase("'{column}' can be read two ways: is {example} a whole number or a fraction?"),
        phrase("Nothing was read from the column."),
        phrase("Write decimal: ',' or decimal: '.' at this source in engagement.yaml."),
    ),
    "bad_numbers": FindingKind(
        "SEG-C05",
        "question",
        phrases(
            "{n} cell in '{column}' is not a number: '{example}'.",
            "{n} cells in '{column}' are not numbers, the first is '{example}'.",
        ),
        phrase("They count as unknown; invoice lines with them were set aside."),
        phrase("Correct the cells, or list the text under missing at this source if it means empty."),
    ),
    "undecided_dates": FindingKind(
        "SEG-C09",
        "blocks",
        phrase("'{column}' can be read two ways: is {example} day or month first?"),
        phrase("Nothing was read from the column."),
        phrase("Write dates: dmy, mdy or ymd at this source in engagement.yaml."),
    ),
    "bad_dates": FindingKind(
        "SEG-C10",
        "question",
        phrases(
            "{n} cell in '{column}' is not a date: '{example}'.",
            "{n} cells in '{column}' are not dates, the first is '{example}'.",
        ),
        phrase("The invoice lines were set aside."),
        phrase("Correct the dates in the client's system and export again."),
    ),
    # --- customers and leads
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
        "question",
        phrases("{n} row looks like a total: '{example}'.", "{n} rows look like totals, the first is '{example}'."),
        phrase("The rows were set aside."),
        phrase("Look whether they are totals or real accounts, and give the accounts a number."),
    ),
    "zeros_lost": FindingKind(
        "SEG-C02",
        "question",
        phrases(
            "{n} of these customers would be in the customer file but for zeros in front of the number: '{example}' looks like '{other}'.",
            "{n} of these customers would be in the customer file but for zeros in front of the number, such as '{example}' and '{other}'.",
        ),
        phrase("They were kept apart."),
        phrase("Ask whether the export lost the zeros, and have it made again with the numbers as text."),
    ),
    "duplicate_id": FindingKind(
        "SEG-D04",
        "blocks",
        phrases(
            "{n} number stands on more than one row: '{example}' on row {row} and row {again}.",
            "{n} numbers stand on more than one row; '{example}' on row {row} and row {again}.",
        ),
        phrase("The study stops: a customer must stand once."),
        phrase("Decide with the client which row is right and remove the other."),
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
    # --- invoice lines
    "no_customer_on_line": FindingKind(
        "SEG-D05",
        "question",
        phrases(
            "{n} invoice line has no customer number; its amount is {amount}.",
            "{n} invoice lines have no customer number; they sum to {amount}.",
        ),
        phrase("The lines were set aside."),
        phrase("Ask what they are: cash sales, corrections, or lost numbers."),
    ),
    "outside_period": FindingKind(
        "SEG-D05",
        "note",
        phrases(
            "{n} invoice line lies outside the period; its amount is {amount}.",
            "{n} invoice lines lie outside the period; they sum to {amount}.",
        ),
        phrase("They do not count as revenue."),
        phrase("Nothing, if the period is right."),
    ),
    "credit_notes": FindingKind(
        "SEG-D01",
        "note",
        phrases(
            "{n} line in the period is negative (a credit note or correction): {amount}.",
            "{n} lines in the period are negative (credit notes and corrections); they sum to {amount}.",
        ),
        phrase("They were netted against the customer's revenue."),
        phrase("Nothing, unless they correct sales from before the period."),
    ),
    "same_line_twice": FindingKind(
        "SEG-D05",
        "question",
        phrases(
            "{n} line repeats an earlier line in every column; its amount is {amount}.",
            "{n} lines repeat an earlier line in every column; they sum to {amount}.",
        ),
        phrase("They were kept: the same goods can be sold twice."),
        phrase("Ask whether the export doubles lines."),
    ),
    "incomplete_lines": FindingKind(
        "SEG-D05",
        "question",
        phrases("{n} invoice line has no date or no amount.", "{n} invoice lines have no date or no amount."),
        phrase("The lines were set aside."),
        phrase("Ask for the lines again, complete."),
    ),
    "no_usable_lines": FindingKind(
        "SEG-D05",
        "blocks",
        phrases("The only invoice line cannot be used.", "Not one of {n} invoice lines can be used."),
        phrase("The study stops: every revenue would be 0."),
        phrase("Look at what is said of the dates and amounts, and at the column map."),
    ),
    "period_not_covered": FindingKind(
        "SEG-D05",
        "question",
        phrase("The lines run from {first} to {last}, but the period is {begin} to {end}."),
        phrase("Revenue is what the lines hold."),
        phrase("Ask for the missing months, or change the period."),
    ),
    "no_lines_in_period": FindingKind(
        "SEG-D05",
        "blocks",
        phrase("No invoice line lies in the period {begin} to {end}; they run from {first} to {last}."),
        phrase("The study stops: every revenue would be 0."),
        phrase("Correct the period in engagement.yaml."),
    ),
    "cost_missing": FindingKind(
        "SEG-D05",
        "question",
        phrases(
            "{n} invoice line in the period has no cost; it holds {amount} of revenue.",
            "{n} invoice lines in the period have no cost; they sum to {amount} of revenue.",
        ),
        phrase("The contribution of the {customers} customers concerned is left open, not guessed."),
        phrase("Ask for the costs of these lines."),
    ),
    # --- potential
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
    # --- the call list coming back
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
    "empty_segment": FindingKind(
        "SEG-D07",
        "question",
        phrase("No customer falls in segment {grade}."),
        phrase("The segment stands in the strategy with 0 customers."),
        phrase("Look whether the thresholds fit the client's customers."),
    ),
}
