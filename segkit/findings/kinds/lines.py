"""Invoice lines."""

from segkit.findings.kind import FindingKind
from segkit.words import phrase, phrases

KINDS: dict[str, FindingKind] = {
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
        phrase("The contribution of the customers concerned ({customers}) is left open, not guessed."),
        phrase("Ask for the costs of these lines."),
    ),
    "one_line_large_share": FindingKind(
        "SEG-D06",
        "question",
        phrase("One invoice line of {amount}, to customer {customer}, is {percent} % of all sales in the period."),
        phrase("The line counts as it stands, so the figures hang on it."),
        phrase("Look the invoice up: is the amount right, and is it ordinary business?"),
    ),
    "line_far_above_typical": FindingKind(
        "SEG-D06",
        "question",
        phrases(
            "{n} invoice line of {amount} is at least {times} times the typical line of about {typical}.",
            "{n} invoice lines are at least {times} times the typical line of about {typical}; the largest, {amount}, stands on row {largest_row}.",
        ),
        phrase("They count as they stand."),
        phrase("Look the invoices up: a decimal sign may have slipped, or a total may stand among the lines."),
    ),
    "decimal_slip": FindingKind(
        "SEG-D06",
        "question",
        phrases(
            "{n} invoice line looks 100 or 1,000 times too large: {amount} to customer {customer}, whose other lines are at most {usual}.",
            "{n} invoice lines look 100 or 1,000 times too large; the first is {amount} to customer {customer}, whose other lines are at most {usual}.",
        ),
        phrase("They count as they stand."),
        phrase("Look the invoices up; if the decimal sign slipped, have it corrected and export again."),
    ),
    "future_lines": FindingKind(
        "SEG-D05",
        "question",
        phrases(
            "{n} invoice line is dated after {today}, on {last}; its amount is {amount}.",
            "{n} invoice lines are dated after {today}, the last on {last}; they sum to {amount}.",
        ),
        phrase("Those inside the period count as revenue, the others do not."),
        phrase("Ask whether they are orders that have not been invoiced, or wrong dates."),
    ),
    "mixed_currencies": FindingKind(
        "SEG-C06",
        "blocks",
        phrase("The amounts are in {n} currencies: {currencies}."),
        phrase("The study stops: amounts in different currencies are never added."),
        phrase("Write the rate of each currency under rates in engagement.yaml, or ask for the amounts in one currency."),
    ),
    "other_currency": FindingKind(
        "SEG-C06",
        "blocks",
        phrase("The amounts are in another currency than the engagement: {currencies}."),
        phrase("The study stops: the figures would carry the wrong currency."),
        phrase("Write the rate of the currency under rates in engagement.yaml, or correct the engagement's currency."),
    ),
    "currency_converted": FindingKind(
        "SEG-C06",
        "note",
        phrases(
            "{n} invoice line in {currency} was converted at {rate}.",
            "{n} invoice lines in {currency} were converted at {rate} each.",
        ),
        phrase("They come to {amount} and count as such."),
        phrase("Check the rate; it holds for the whole period."),
    ),
}
