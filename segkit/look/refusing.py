"""What is said where no figures can be made of a ledger: the intake's own finding, and what to type instead."""

import datetime as dt

from segkit.errors import BlockedError
from segkit.findings import Finding
from segkit.intake import Intake
from segkit.words import Words

_TODO: dict[str, str] = {
    "undecided_numbers": 'Say which sign stands before the decimals: --decimal "," or --decimal "."',
    "undecided_dates": "Say in which order day, month and year stand: --dates dmy, --dates mdy or --dates ymd",
    "mixed_currencies": "A quick look adds one currency only. Ask for the ledger in one, or make an engagement, which takes rates: segkit new CLIENT",
    "other_currency": "If the whole ledger is in that currency, say so, such as: --currency EUR",
    "foreign_amounts": "If the whole ledger is in that currency, say so, such as: --currency EUR",
    "currency_of_format": "If the whole ledger is in that currency, say so, such as: --currency EUR",
    "no_usable_lines": "Look whether the right columns were taken, and say otherwise, such as: --columns customer=Kundenr,date=Dato,amount=Beløb",
    "no_customers": "Look whether the right column was taken for the customer, and say otherwise: --columns customer=HEADING",
}
"""What to do about each finding that stops a look, in the words of the command."""

_OTHERWISE = "Correct it in the client's system and export the ledger again."


def unblocked(intake: Intake, file: str, today: dt.date) -> Intake:
    """Return the intake. Raises BlockedError, a line for each finding that stops the look, where there are any."""
    blocking = [finding for finding in intake.findings if finding.severity == "blocks"]
    told = [finding for finding in blocking if finding.kind != "no_customers"] or blocking
    if told:
        raise BlockedError("\n".join(_sentence(finding, file, today) for finding in told), code=told[0].code)
    return intake


def _sentence(finding: Finding, file: str, today: dt.date) -> str:
    words = Words("en")
    if finding.kind == "no_lines_in_period":
        first, last = (words.short_date(finding.values[name]) for name in ("first", "last"))
        return (
            f"{file}: every invoice line is dated after today, {words.short_date(today)}, or before 1900; they run from {first} to {last}. "
            "Look whether the right column was taken for the date: --columns date=HEADING"
        )
    place = finding.place(words) if finding.file else file
    return f"{place}: {finding.text(words)} {_TODO.get(finding.kind, _OTHERWISE)}"
