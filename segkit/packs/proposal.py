"""The proposal as a pack: the package on one page, with its contents, price, timeline and the lines to sign on."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from segkit.engagement import Engagement
from segkit.packs.content import Bullets, Column, Grid, Pack, Part, Section, Text
from segkit.packs.steps import step_grid
from segkit.strategy.sparring import ledger
from segkit.words import Words, phrase

OERE = Decimal("0.01")

PACKAGES: dict[str, str] = {
    "basic": phrase("Basic ABCD segmentation"),
    "deepdive": phrase("Deep Dive segmentation"),
}

PURPOSES: dict[str, str] = {
    "basic": phrase("Revenue and utilisation held against potential, per customer and per lead, and what to do with each segment."),
    "deepdive": phrase(
        "Customers rated by your own factors on up to three levels, their true contribution after all costs and time, and what to do with each."
    ),
}

CONTENTS: dict[str, tuple[str, ...]] = {
    "basic": (
        phrase("Kick-off meeting of 2 hours, in which the basis of the segmentation is discussed and settled"),
        phrase("Every customer and lead graded by revenue and potential, each grade explained in a sentence"),
        phrase("A strategy per segment: goal, service, contacts and activities for 12 to 18 months"),
        phrase("The strategy as an Excel file with live formulas, and a report for the board as PDF"),
        phrase("Your own rows back with grade, segment and proposal, ready for the CRM"),
        phrase("Review meeting of 2 hours, with a plan of what is done by whom on which day"),
    ),
    "deepdive": (
        phrase("Kick-off meeting of 2 hours, in which the framework of the project is settled"),
        phrase("Workshop of 8 hours, or twice 4, in which the factors are chosen, defined and weighed"),
        phrase("Every customer rated by your own factors, with rating sheets for the sales force"),
        phrase("True contribution after all costs and time, the customers to build on and the customers to change"),
        phrase("The strategy as an Excel file with live formulas, and a report for the board as PDF"),
        phrase("Review meeting of 2 hours, and {hours} hours of sparring in the implementation phase"),
    ),
}
"""What the price covers, per package."""

DELIVERED: dict[str, tuple[str, ...]] = {
    "basic": (
        phrase("Customers, invoice lines and leads as the ERP exports them; a data request with a template comes along"),
        phrase("A contact person, and the people who decide at the two meetings"),
    ),
    "deepdive": (
        phrase("Customers, invoice lines and leads as the ERP exports them; a data request with a template comes along"),
        phrase("Records of time and costs: visits, calls, cases, freight and bonuses, as far as they are kept"),
        phrase("Sales reps who rate their own customers, and the people who decide at the workshop and the meetings"),
    ),
}
"""What the client delivers, per package."""


def proposal(engagement: Engagement, _today: dt.date) -> Pack:
    """Return the proposal; a price that is not written in engagement.yaml is a line to fill in."""
    words, package = engagement.words, engagement.package
    parts: tuple[Part, ...] = (
        Bullets(_contents(engagement)),
        _price(engagement),
        step_grid(engagement, words("Timeline")),
        Text(words("You deliver:")),
        Bullets(tuple(words(text) for text in DELIVERED[package])),
        *_validity(engagement),
        _signatures(words, engagement.consultant),
    )
    title = words("Proposal: {package}", package=words(PACKAGES[package]))
    return Pack("proposal", title, words(PURPOSES[package]), (Section("proposal", "", parts, tab=words("Offer")),))


def _contents(engagement: Engagement) -> tuple[str, ...]:
    words, hours = engagement.words, ledger(engagement.order, engagement.package, ()).included
    shown = words.number(hours, 0 if hours.is_integer() else 1)
    return tuple(words(text, hours=shown) if "{hours}" in text else words(text) for text in CONTENTS[engagement.package])


def _price(engagement: Engagement) -> Grid:
    """Return price, VAT and total, exact to the last decimal."""
    words, order = engagement.words, engagement.order
    vat_label = words("VAT, {share}", share=words.percent(order.vat, 0 if (order.vat * 100).is_integer() else 1))
    labels = (words("Price ex VAT"), vat_label, words("Total incl. VAT"))
    heading = Column(words("In {currency}", currency=words.currency), "text", 50)
    if order.price is None:
        amounts = Column(words("Price"), "entry", 20, filled="number")
        return Grid("", (heading, amounts), tuple((label, None) for label in labels))
    price, vat = with_vat(order.price, order.vat)
    rows = tuple((label, float(amount)) for label, amount in zip(labels, (price, vat, price + vat), strict=True))
    return Grid("", (heading, Column(words("Price"), "exact", 20)), rows, total=True)


def with_vat(price: float, share: float) -> tuple[Decimal, Decimal]:
    """Return a price and its VAT in hundredths, rounded half up."""
    exact = Decimal(str(price)).quantize(OERE, ROUND_HALF_UP)
    return exact, (exact * Decimal(str(share))).quantize(OERE, ROUND_HALF_UP)


def _validity(engagement: Engagement) -> tuple[Text, ...]:
    words, last = engagement.words, engagement.order.valid_until
    valid = words("The offer can be accepted until {day}.", day=words.date(last)) if last else ""
    basis = words("The timeline counts from the day of the order and holds when the data come on the day agreed.")
    return (Text(" ".join(text for text in (valid, basis) if text)),)


def _signatures(words: Words, consultant: str) -> Grid:
    columns = (
        Column(words("Accepted"), "text", 22),
        Column(words("Name"), "entry", 28),
        Column(words("Date"), "entry", 14, filled="date"),
        Column(words("Signature"), "entry", 30),
    )
    return Grid("", columns, ((words("For the client"), None, None, None), (words("For the consultant"), consultant or None, None, None)))
