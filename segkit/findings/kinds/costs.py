"""Records of time and costs."""

from segkit.findings.kind import FindingKind
from segkit.words import phrase, phrases

KINDS: dict[str, FindingKind] = {
    "cost_of_unknown": FindingKind(
        "SEG-D05",
        "question",
        phrases(
            "{n} record of time or costs belongs to a number that is no customer's: '{example}'.",
            "{n} records of time or costs belong to numbers that are no customer's, such as '{example}'.",
        ),
        phrase("They were kept and count as nobody's."),
        phrase("Ask whether the accounts are closed or the numbers were changed."),
    ),
    "cost_of_nobody": FindingKind(
        "SEG-D05",
        "note",
        phrases("{n} record of time or costs names no customer.", "{n} records of time or costs name no customer."),
        phrase("They were kept and count as nobody's."),
        phrase("Nothing, if they are internal, such as meetings and training."),
    ),
    "cost_outside_period": FindingKind(
        "SEG-D05",
        "note",
        phrases(
            "{n} record of time or costs lies outside the period.",
            "{n} records of time or costs lie outside the period.",
        ),
        phrase("They were left out."),
        phrase("Nothing, if the period is right."),
    ),
    "cost_without_date": FindingKind(
        "SEG-D05",
        "question",
        phrases("{n} record of time or costs has no date.", "{n} records of time or costs have no date."),
        phrase("They were kept and count in the period."),
        phrase("Ask for the dates, if the file also holds records of other periods."),
    ),
    "cost_unreadable": FindingKind(
        "SEG-D05",
        "question",
        phrases(
            "{n} record of time or costs cannot be used, for its date, time or amount cannot be read.",
            "{n} records of time or costs cannot be used, for their date, time or amount cannot be read.",
        ),
        phrase("They were set aside."),
        phrase("Ask for the records again, complete."),
    ),
    "cost_negative_hours": FindingKind(
        "SEG-D01",
        "question",
        phrases("{n} record has negative hours: {hours}.", "{n} records have negative hours, in all {hours}."),
        phrase("They were kept and lower the customer's hours."),
        phrase("Ask whether they correct hours that were written twice."),
    ),
    "cost_credits": FindingKind(
        "SEG-D01",
        "note",
        phrases("{n} record of costs is negative: {amount}.", "{n} records of costs are negative; they sum to {amount}."),
        phrase("They were kept and lower the customer's costs."),
        phrase("Nothing, if money came back; otherwise ask how the system writes costs."),
    ),
    "cost_long_record": FindingKind(
        "SEG-D06",
        "question",
        phrases(
            "{n} record holds more than 24 hours: {hours}.",
            "{n} records hold more than 24 hours each, the longest {hours}.",
        ),
        phrase("They were used as they are."),
        phrase("Ask whether they are minutes, sums of several days, or slips of the decimal sign."),
    ),
    "cost_uncounted": FindingKind(
        "SEG-D05",
        "question",
        phrases("{n} record of the kind '{kind}' belongs to no cost.", "{n} records of the kind '{kind}' belong to no cost."),
        phrase("They count for nothing."),
        phrase("Add the kind to a cost under 'contribution', if it belongs to the customers."),
    ),
    "cost_uncounted_hours": FindingKind(
        "SEG-D05",
        "question",
        phrases(
            "The hours of {n} record of the kind '{kind}' belong to no cost: {hours}.",
            "The hours of {n} records of the kind '{kind}' belong to no cost, in all {hours}.",
        ),
        phrase("They were left out of the true contribution."),
        phrase("Add the kind to a cost that is time under 'contribution', if these hours were spent on customers."),
    ),
    "cost_uncounted_amounts": FindingKind(
        "SEG-D05",
        "question",
        phrases(
            "The amount of {n} record of the kind '{kind}' belongs to no cost: {amount}.",
            "The amounts of {n} records of the kind '{kind}' belong to no cost, in all {amount}.",
        ),
        phrase("They were left out of the true contribution."),
        phrase("Add the kind to a cost of amounts under 'contribution', if the customers caused it."),
    ),
    "cost_uncounted_both": FindingKind(
        "SEG-D05",
        "question",
        phrases(
            "{n} record of the kind '{kind}' belongs to no cost: {hours} hours and {amount}.",
            "{n} records of the kind '{kind}' belong to no cost, in all {hours} hours and {amount}.",
        ),
        phrase("They were left out of the true contribution."),
        phrase("Add the kind to a cost under 'contribution', if it belongs to the customers."),
    ),
    "cost_overtime": FindingKind(
        "SEG-D06",
        "question",
        phrase("'{name}' has {hours} more hours than the {practical} practical hours that its cost pays for; they come to {amount}."),
        phrase("The customers carry their hours at the cost of an hour, so they carry more than the accounts have."),
        phrase("Ask whether overtime was worked, or whether the practical hours are set too low."),
    ),
    "cost_beyond_accounts": FindingKind(
        "SEG-D06",
        "question",
        phrase("The records of '{name}' come to {amount} more than the {ledger} that the accounts have."),
        phrase("The customers carry what the records say."),
        phrase("Ask whether the accounts are of the same period, and whether records were written twice."),
    ),
    "cost_records_empty": FindingKind(
        "SEG-D05",
        "question",
        phrases(
            "{n} record of '{name}' gives neither hours nor an amount that the cost could count.",
            "{n} records of '{name}' give neither hours nor an amount that the cost could count.",
        ),
        phrase("They count for nothing."),
        phrase("Say under 'minutes' how long a record of the kind takes, or ask for the hours."),
    ),
    "cost_hours_twice": FindingKind(
        "SEG-D05",
        "note",
        phrase("Hours and minutes say the same on every row that has both."),
        phrase("The hours were used, and the minutes only where there are no hours."),
        phrase("Nothing, unless minutes are to be added to the hours."),
    ),
    "cost_numbers_joined": FindingKind(
        "SEG-C02",
        "note",
        phrases(
            "{n} number of records of time or costs is a customer's but for zeros, blanks and dashes: '{example}' is '{other}'.",
            "{n} numbers of records of time or costs are customers' but for zeros, blanks and dashes, such as '{example}' and '{other}'.",
        ),
        phrase("They were joined, as engagement.yaml says."),
        phrase("Nothing, if the customers are the same."),
    ),
}
