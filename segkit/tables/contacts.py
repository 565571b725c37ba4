"""The columns of contacts: one row per person at a customer or lead, with what the person has allowed."""

from segkit.tables.column import Column
from segkit.words import phrase

CHANNELS: dict[str, str] = {
    "email": phrase("E-mail"),
    "phone": phrase("Telephone"),
    "sms": phrase("Text message"),
    "letter": phrase("Letter"),
    "visit": phrase("Visit"),
}
"""The ways in which a person can be contacted."""

CONSENT_STATES: dict[str, str] = {
    "opt_in": phrase("has said yes"),
    "opt_out": phrase("has said no"),
    "withdrawn": phrase("has taken a yes back"),
    "not_asked": phrase("has not been asked"),
}
"""What a person has said of one channel; only a yes is a yes, and an empty cell means not asked."""

ADDRESS_TYPES: dict[str, str] = {"role": phrase("a role (such as post@)"), "named": phrase("a named person")}
"""Whether an e-mail address names a person, on which the rules of consent turn in some countries."""

_NO_CONSENT = phrase("Nobody counts as having said yes; lists that need a yes stay empty.")
_NO_PROOF = phrase("A yes cannot be shown to be one, if somebody asks.")


def _consent(channel: str, state: str, date: str, source: str, basis: str) -> tuple[Column, ...]:
    """Return the four columns of one channel: the state, since when, said where, and on what legal basis."""
    return (
        Column(
            f"consent_{channel}",
            "choice",
            state,
            phrase("What the person has said of this channel; empty means not asked."),
            lost=_NO_CONSENT,
            personal=True,
            choices=tuple(CONSENT_STATES),
        ),
        Column(f"consent_{channel}_date", "date", date, phrase("The day on which it was said."), lost=_NO_PROOF, personal=True),
        Column(
            f"consent_{channel}_source", "text", source, phrase("Where it was said: a form, a call, a fair."), lost=_NO_PROOF, personal=True
        ),
        Column(
            f"consent_{channel}_basis",
            "text",
            basis,
            phrase("The legal basis: consent, an existing customer's own similar products, a contract."),
            lost=_NO_PROOF,
            personal=True,
        ),
    )


CONTACT_COLUMNS = (
    Column("customer_id", "id", phrase("Customer no."), phrase("The customer or lead for whom the person works."), required=True),
    Column(
        "contact_id",
        "id",
        phrase("Contact no."),
        phrase("The person's number in the client's own system; always text."),
        lost=phrase("Contacts are told apart by their e-mail address and name."),
        personal=True,
    ),
    Column("name", "text", phrase("Name"), phrase("The person's name."), lost=phrase("Lists do not say whom to ask for."), personal=True),
    Column(
        "title",
        "text",
        phrase("Title"),
        phrase("The person's job, such as purchasing manager."),
        lost=phrase("Contacts cannot be chosen by their role."),
        personal=True,
    ),
    Column(
        "email",
        "text",
        phrase("E-mail"),
        phrase("The person's address at work."),
        lost=phrase("Campaign lists have no address to write to."),
        personal=True,
    ),
    Column(
        "phone",
        "id",
        phrase("Telephone"),
        phrase("The person's number at work; always text."),
        lost=phrase("Call lists have no number to dial."),
        personal=True,
    ),
    Column(
        "address_type",
        "choice",
        phrase("Kind of address"),
        phrase("Whether the e-mail address is a role's or names a person."),
        lost=phrase("Every address counts as a named person's."),
        choices=tuple(ADDRESS_TYPES),
    ),
    *_consent(
        "email",
        phrase("Consent, e-mail"),
        phrase("Consent, e-mail: date"),
        phrase("Consent, e-mail: source"),
        phrase("Consent, e-mail: legal basis"),
    ),
    *_consent(
        "phone",
        phrase("Consent, telephone"),
        phrase("Consent, telephone: date"),
        phrase("Consent, telephone: source"),
        phrase("Consent, telephone: legal basis"),
    ),
    *_consent(
        "sms",
        phrase("Consent, text message"),
        phrase("Consent, text message: date"),
        phrase("Consent, text message: source"),
        phrase("Consent, text message: legal basis"),
    ),
    *_consent(
        "letter",
        phrase("Consent, letter"),
        phrase("Consent, letter: date"),
        phrase("Consent, letter: source"),
        phrase("Consent, letter: legal basis"),
    ),
    *_consent(
        "visit",
        phrase("Consent, visit"),
        phrase("Consent, visit: date"),
        phrase("Consent, visit: source"),
        phrase("Consent, visit: legal basis"),
    ),
    Column(
        "preferred_channel",
        "choice",
        phrase("Preferred channel"),
        phrase("How the person wishes to be contacted; it is no consent."),
        lost=phrase("The channel is chosen by the customer's grade alone."),
        personal=True,
        choices=tuple(CHANNELS),
    ),
    Column(
        "preferred_time",
        "text",
        phrase("Preferred time"),
        phrase("When the person wishes to be contacted."),
        lost=phrase("Call lists do not say when to call."),
        personal=True,
    ),
    Column(
        "do_not_contact",
        "truth",
        phrase("Do not contact"),
        phrase("Yes where the person wants no contact at all; it outweighs every consent."),
        lost=phrase("A wish for no contact at all is known only if it was said of each channel."),
        personal=True,
    ),
)
