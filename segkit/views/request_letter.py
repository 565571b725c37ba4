"""The letter that asks a client for data: what for, which fields, in which form, and how the data are protected."""

from dataclasses import dataclass

from segkit.engagement import Engagement
from segkit.intake.request import asked_of
from segkit.tables import COLUMNS
from segkit.words import phrase

TABLES: dict[str, str] = {
    "customers": phrase("Customers, one row each: {fields}."),
    "transactions": phrase("Invoice lines and credit notes of the period, one row each: {fields}."),
    "leads": phrase("Leads, one row each, if you keep any: {fields}."),
    "contacts": phrase("Contacts, one row each, with what they have consented to: {fields}."),
    "costs": phrase(
        "Records of time and costs of the period, one row each: visits, calls, service cases, freight, bonuses and the like, with {fields}. "
        "The export of your time system will do, and so will a list of your own."
    ),
}
"""What is asked for of each table."""


@dataclass(frozen=True)
class LetterLine:
    """One paragraph of the letter, or a heading."""

    text: str
    heading: bool = False


def letter(engagement: Engagement) -> str:
    """Return the letter in the engagement's language as plain text, an empty line between its paragraphs."""
    return "\n\n".join(line.text for line in letter_lines(engagement))


def letter_lines(engagement: Engagement) -> list[LetterLine]:
    """Return the letter in the engagement's language, paragraph by paragraph."""
    words, period = engagement.words, engagement.period
    headings = [words("Data for the customer segmentation of {client}", client=engagement.client), words("Data protection")]
    paragraphs = [
        headings[0],
        words(
            "For the segmentation we hold what each customer buys against what the customer could buy. "
            "To do so we ask you for the fields below, and for nothing else."
        ),
    ]
    if period is not None:
        paragraphs.append(
            words("The period is {first} to {last}, both days included.", first=words.date(period.begin), last=words.date(period.end))
        )
    for holds, names in asked_of(engagement.request, engagement.package).items():
        fields = ", ".join(words.inside(words(column.label)) for column in COLUMNS[holds] if column.name in names)
        paragraphs.append(words(TABLES[holds], fields=fields))
    paragraphs += [
        words("All amounts are net of VAT, in {currency}. Credit notes are negative.", currency=engagement.currency),
        words(
            "The potential is what the customer could buy in total of what you sell, from all suppliers. Leave the cell empty where you do not know it: "
            "an empty cell means unknown, 0 means that the customer needs nothing of it."
        ),
        words("Customer numbers are text: please keep the zeros in front."),
        words(
            "You may fill in the template, or send the export of your system as it is, as Excel or CSV. Do not correct anything by hand: "
            "we show you everything that is odd before anything is decided on it."
        ),
        headings[1],
        words(
            "We ask only for what the analysis needs. Please leave out birthdays, personal identity numbers, private preferences and notes about persons; "
            "should such columns be in the files all the same, they are left out and you are told."
        ),
        words(
            "The data are used for this segmentation only, are kept apart from those of other clients, and are sent to nobody. "
            "Please send the files through a protected channel, not as an open e-mail."
        ),
        words(
            "When the files are here you receive an intake report: what we read, what is asked, and sums that your bookkeeper can confirm."
        ),
    ]
    if engagement.consultant:
        paragraphs += [words("Kind regards"), engagement.consultant]
    return [LetterLine(text, heading=text in headings) for text in paragraphs]
