"""The files themselves and how they are joined."""

from segkit.findings.kind import FindingKind
from segkit.words import phrase, phrases

KINDS: dict[str, FindingKind] = {
    "ragged_rows": FindingKind(
        "SEG-B04",
        "question",
        phrases(
            "{n} row has another number of fields than the {expected} of the heading; it reads: {raw}",
            "{n} rows have another number of fields than the {expected} of the heading; the first reads: {raw}",
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
    "join_met": FindingKind(
        "SEG-C02",
        "note",
        phrase("{n} of {of} rows of {other} met a row of {file} by '{column}'."),
        phrase("The columns of {file} were added to them; what {other} has itself stands."),
        phrase("Nothing."),
    ),
    "external_without_licence": FindingKind(
        "SEG-C02",
        "question",
        phrase("{file} is from a third party, but nothing says who made it and under which licence."),
        phrase("It was used."),
        phrase("Write who made it, when and under which licence as licence: at this join in engagement.yaml."),
    ),
    "foreign_amounts": FindingKind(
        "SEG-C06",
        "blocks",
        phrases(
            "{n} amount is in {code}, not in {currency}: {sum} {code}.",
            "{n} amounts are in {code}, not in {currency}; they sum to {sum} {code}.",
        ),
        phrase("Amounts of two currencies are never added, so these count as unknown."),
        phrase("Write the rate of {code} under rates in engagement.yaml, with its date, or ask for the file in {currency}."),
    ),
    "currency_of_format": FindingKind(
        "SEG-C06",
        "blocks",
        phrase("The numbers in '{column}' are shown in {currencies}, not in {currency}; only their number format says so."),
        phrase("The study stops: amounts in different currencies are never added."),
        phrase(
            "If the whole file is in one currency, write it at the source in engagement.yaml, such as currency: EUR; otherwise ask for the "
            "currency in a column of its own."
        ),
    ),
    "converted": FindingKind(
        "SEG-C06",
        "note",
        phrases(
            "{n} amount is in {code}: {sum} {code}.",
            "{n} amounts are in {code}; they sum to {sum} {code}.",
        ),
        phrase("They were converted at {rate} {currency} for 1 {code}, the rate of {date}."),
        phrase("Nothing, if the rate is right."),
    ),
    "currency_in_heading": FindingKind(
        "SEG-C06",
        "question",
        phrase("The heading '{column}' says that its amounts are in {code}, not in {currency}."),
        phrase("They were read as {currency}."),
        phrase("If they are in {code}, write currency: {code} at this source in engagement.yaml, and its rate under rates."),
    ),
}
