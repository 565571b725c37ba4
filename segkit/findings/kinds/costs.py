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
