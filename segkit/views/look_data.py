"""What a quick look says of the ledger itself: how it was read, what is left out, what is odd."""

from decimal import Decimal

from segkit.findings import Finding
from segkit.intake.ledger.activity import Span
from segkit.look import Look
from segkit.tables import COLUMNS
from segkit.words import Words, phrase, phrases

MOST_GAPS = 6
"""Months without a line that are named; the rest are counted."""

_ORDERS: dict[str, str] = {"dmy": phrase("day, month, year"), "mdy": phrase("month, day, year"), "ymd": phrase("year, month, day")}

_OWN = frozenset({
    "bad_dates", "bad_numbers", "credit_notes", "future_lines", "incomplete_lines", "negative_revenue", "no_customer_on_line", "no_lines_in_period", "odd_dates",
    "outside_period", "period_not_covered", "potential_unknown", "same_line_twice", "unpacked",
})  # fmt: skip
"""Findings that have a sentence of their own here, or that say nothing of a ledger without an engagement."""


def window(look: Look, span: Span) -> str:
    """Return some days in full; a single day as itself."""
    words = look.words
    if span.begin == span.end:
        return words.date(span.begin)
    return words("{first} – {last}", first=words.date(span.begin), last=words.date(span.end))


def read_as(look: Look) -> list[str]:
    """Return how many rows came, for which days, and which headings were taken for which column."""
    words, account = look.words, look.intake.reconciliation
    return [
        words.plural("{n} row was received.", "{n} rows were received.", account.rows("received")),
        words("Every row is used or set aside with a reason, and the amounts add up to the last decimal."),
        words("The ledger covers {days}.", days=window(look, look.windows.whole)),
        words("Read as: {columns}.", columns="; ".join(_headings(look))),
        *_told(look),
        words("All amounts are taken to be in {currency}.", currency=look.asked.currency),
    ]


def set_aside(look: Look) -> list[str]:
    """Return what is missing or odd, a sentence each; one that says that nothing is where nothing is."""
    words, account = look.words, look.intake.reconciliation
    found = {finding.kind: finding for finding in look.intake.findings}
    unread = account.rows("bad_number") + account.rows("bad_date")
    broken = sum(account.rows(what) for what in ("ragged", "stray_quote", "undecodable"))
    lines = [
        _counted(look, "no_customer", phrases("{n} line has no customer number ({amount}); it is in no figure here.", "{n} lines have no customer number ({amount}); they are in no figure here.")),
        _counted(look, "negative", phrases("{n} line is a credit note or correction ({amount}); it is subtracted.", "{n} lines are credit notes or corrections ({amount}); they are subtracted.")),
        words.plural("{n} line has no readable date or amount and is set aside.", "{n} lines have no readable date or amount and are set aside.", unread) if unread else "",
        words.plural("{n} row is broken and was set aside.", "{n} rows are broken and were set aside.", broken) if broken else "",
        _repeated(words, found.get("same_line_twice")),
        _outside(look),
        _far(look),
        _gaps(look),
        *_others(look),
    ]  # fmt: skip
    told = [line for line in lines if line]
    return told or [words("Nothing is odd: every row has a customer, a date and an amount, and no month is empty.")]


def _headings(look: Look) -> list[str]:
    words = look.words
    shown = []
    for column in COLUMNS["transactions"]:
        column_map = look.asked.source.columns.get(column.name)
        if column_map is not None:
            sign = " × " if column_map.product else " + "
            shown.append(
                words("{column} from '{heading}'", column=words.inside(words(column.label)), heading=sign.join(column_map.headings))
            )
    return shown


def _told(look: Look) -> list[str]:
    """Return what was taken for the decimal sign and the order of dates where somebody had to say so."""
    words, columns = look.words, look.asked.source.columns
    told = []
    if columns["amount"].decimal or look.asked.source.decimal:
        told.append(words("'{sign}' was taken for the decimal sign.", sign=columns["amount"].decimal or look.asked.source.decimal or ""))
    order = columns["date"].dates or look.asked.source.dates
    if order:
        told.append(words("The dates were read as {order}.", order=words(_ORDERS[order])))
    return told


def _counted(look: Look, what: str, forms: tuple[str, str]) -> str:
    words, account = look.words, look.intake.reconciliation
    n = account.rows(what)
    return words.plural(*forms, n, amount=words.money(account.amount(what))) if n else ""


def _repeated(words: Words, finding: Finding | None) -> str:
    if finding is None:
        return ""
    amount = finding.values["amount"]
    return words.plural(
        "{n} line repeats an earlier one in every column ({amount}); it counts, and should be looked into.",
        "{n} lines repeat an earlier one in every column ({amount}); they count, and should be looked into.",
        int(finding.values["n"]),
        amount=words.money(amount if isinstance(amount, Decimal) else None),
    )


def _outside(look: Look) -> str:
    words, n = look.words, look.intake.reconciliation.rows("outside_period")
    return (
        words.plural(
            "{n} line is dated in the future or before 1900 and is set aside.",
            "{n} lines are dated in the future or before 1900 and are set aside.",
            n,
        )
        if n
        else ""
    )


def _far(look: Look) -> str:
    """Return the lines that a year or more without a line parts from all others: a mistyped year, as a rule."""
    words = look.words
    n = int(look.far["lines"].sum()) if len(look.far) else 0
    return (
        words.plural(
            "{n} line lies a year or more apart from all others, in {month}: its year may be mistyped; it is in no figure here.",
            "{n} lines lie a year or more apart from all others, the first in {month}: their years may be mistyped; they are in no figure here.",
            n,
            month=words.month(look.far["month"].iloc[0]),
        )
        if n
        else ""
    )


def _gaps(look: Look) -> str:
    words, gaps = look.words, look.gaps
    if not gaps:
        return ""
    named = ", ".join(words.month(month) for month in gaps[:MOST_GAPS])
    return words.plural(
        "{n} month has not a single line: {months}.",
        "{n} months have not a single line: {months}.",
        len(gaps),
        months=named if len(gaps) <= MOST_GAPS else f"{named} …",
    )


def _others(look: Look) -> list[str]:
    """Return the intake's other questions, in its own words."""
    return [finding.text(look.words) for finding in look.intake.findings if finding.severity == "question" and finding.kind not in _OWN]
