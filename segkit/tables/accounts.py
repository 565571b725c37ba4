"""The columns of customers and leads: one row per account."""

from segkit.tables.column import Column
from segkit.words import phrase

POTENTIAL_BASES: dict[str, str] = {
    "given": phrase("from the client's files"),
    "answered": phrase("from the call list"),
    "estimate": phrase("estimate"),
    "unknown": phrase("unknown"),
}
"""Where a potential comes from."""

WHO = (
    Column("name", "text", phrase("Name"), phrase("The customer's name."), lost=phrase("Accounts are shown by their number only.")),
    Column(
        "org_number",
        "id",
        phrase("Company no."),
        phrase("CVR, organisation or VAT number. A Swedish sole proprietor's is a personal number, and is treated as one."),
        lost=phrase("One company with two numbers is found by its name and address only."),
    ),
    Column(
        "legal_form",
        "text",
        phrase("Legal form"),
        phrase("Limited company, partnership, sole proprietor."),
        lost=phrase("Whether a sole proprietor's consent is needed cannot be told."),
        origin="external",
    ),
)

PLACE = (
    Column("address", "text", phrase("Address"), phrase("Street and number."), lost=phrase("Visits cannot be planned by distance.")),
    Column(
        "postcode",
        "id",
        phrase("Postcode"),
        phrase("Always text: the zeros in front stay."),
        lost=phrase("The region cannot be found from the postcode."),
    ),
    Column("city", "text", phrase("Town"), phrase("Town of the address.")),
    Column(
        "country",
        "text",
        phrase("Country"),
        phrase("Name or code of the country."),
        lost=phrase("All accounts are taken to be in the client's own country, also for the rules of consent."),
    ),
    Column(
        "phone",
        "id",
        phrase("Telephone"),
        phrase("The account's main number; always text."),
        lost=phrase("Call lists have no number to dial."),
        personal=True,
    ),
    Column(
        "email",
        "text",
        phrase("E-mail"),
        phrase("The account's address; one that names a person is personal data."),
        lost=phrase("Campaign lists have no address to write to."),
        personal=True,
    ),
)

DIMENSIONS = (
    Column(
        "owner",
        "text",
        phrase("Owner"),
        phrase("The sales rep who is responsible for the account."),
        lost=phrase("Lists cannot be handed out by sales rep."),
        personal=True,
    ),
    Column(
        "region",
        "text",
        phrase("Region"),
        phrase("Geographical area, whoever sells there."),
        lost=phrase("Figures cannot be compared by area."),
    ),
    Column(
        "district",
        "text",
        phrase("Sales district"),
        phrase("How the sales force has divided its accounts, which need not follow geography."),
        lost=phrase("Accounts cannot be assigned by sales district."),
    ),
    Column(
        "industry",
        "text",
        phrase("Industry"),
        phrase("The account's line of business."),
        lost=phrase("Figures and campaigns cannot be divided by industry."),
    ),
    Column(
        "subindustry",
        "text",
        phrase("Sub-industry"),
        phrase("The finer line of business within the industry."),
        lost=phrase("Industries cannot be opened into finer ones."),
    ),
    Column(
        "employees",
        "number",
        phrase("Employees"),
        phrase("Number of employees, a proxy for size."),
        lost=phrase("The size of a lead has no proxy."),
        origin="external",
    ),
    Column(
        "founded",
        "since",
        phrase("Founded"),
        phrase("Year or date in which the company was founded; the company's, never a person's."),
        lost=phrase("The company's age is unknown."),
        origin="external",
    ),
    Column(
        "source",
        "text",
        phrase("Source"),
        phrase("Where the account came from: a fair, a campaign, a reference."),
        lost=phrase("Revenue cannot be divided by where customers come from."),
    ),
    Column("currency", "text", phrase("Currency"), phrase("Currency of the row's amounts, where it is not the same throughout.")),
)

MONEY = (
    Column(
        "revenue",
        "money",
        phrase("Revenue"),
        phrase("Net invoiced in the analysis period; only where there are no invoice lines to sum."),
        lost=phrase("Revenue is known from invoice lines only."),
    ),
    Column(
        "cost",
        "money",
        phrase("Direct cost"),
        phrase("Cost of the goods and services sold to the customer in the period."),
        lost=phrase("Contribution cannot be computed."),
    ),
)

CREDIT = (
    Column(
        "receivables",
        "money",
        phrase("Receivables"),
        phrase("What the customer owed on average in the period."),
        lost=phrase("The cost of credit is known from the days until payment only."),
    ),
    Column(
        "payment_days",
        "number",
        phrase("Days until payment"),
        phrase("Days from the invoice until the customer pays, on average."),
        lost=phrase("The cost of credit is known from the receivables only."),
    ),
)

POTENTIAL = (
    Column(
        "potential",
        "money",
        phrase("Potential"),
        phrase("What the customer could buy in total of what the client sells, for a period of the same length."),
        lost=phrase("Nobody is graded until the potential is asked for or estimated."),
    ),
    Column(
        "potential_estimate",
        "money",
        phrase("Potential (estimate)"),
        phrase("A potential derived from other figures, used where none is known, and labelled an estimate wherever it is shown."),
    ),
)

RELATION = (
    Column(
        "customer_since",
        "since",
        phrase("Customer since"),
        phrase("Year or date of the first purchase or agreement."),
        lost=phrase("How long a customer has been one is known from the invoice lines only."),
    ),
    Column(
        "channel",
        "text",
        phrase("Sales channel"),
        phrase("How the customer buys: sales rep, telephone, web shop, store."),
        lost=phrase("Revenue cannot be divided by sales channel."),
    ),
    Column(
        "products",
        "text",
        phrase("Products bought"),
        phrase("What the customer buys today, where no invoice lines say it."),
        lost=phrase("Cross-selling is seen from invoice lines only."),
    ),
    Column(
        "recommended",
        "text",
        phrase("Products recommended"),
        phrase("What would suit the customer in the client's own judgement."),
        lost=phrase("Lists do not say what to offer."),
    ),
    Column(
        "satisfaction",
        "number",
        phrase("Satisfaction"),
        phrase("The customer's answer in a survey, on the survey's own scale."),
        lost=phrase("Dissatisfied customers are not seen."),
        origin="survey",
    ),
    Column(
        "nps",
        "number",
        phrase("Would recommend us (0–10)"),
        phrase("The answer behind the Net Promoter Score."),
        lost=phrase("No Net Promoter Score can be shown."),
        origin="survey",
    ),
    Column(
        "support_cases",
        "number",
        phrase("Support cases"),
        phrase("Number of requests to support in the period."),
        lost=phrase("The time that support takes is not counted."),
    ),
    Column(
        "last_support",
        "date",
        phrase("Last support case"),
        phrase("Date of the latest request to support."),
        lost=phrase("Recent trouble is not seen before a call."),
    ),
    Column(
        "newsletter",
        "percent",
        phrase("Newsletters opened"),
        phrase("Share of the newsletters sent in the period that were opened."),
        lost=phrase("Interest in newsletters is not seen."),
    ),
    Column(
        "digital",
        "number",
        phrase("Digital activity"),
        phrase("Visits, logins or downloads in the period."),
        lost=phrase("Interest on the website is not seen."),
    ),
    Column(
        "strategic",
        "text",
        phrase("Strategic reason"),
        phrase("Why the customer is to be kept whatever the figures say: a contract, a reference, a group."),
    ),
)

CUSTOMER_COLUMNS = (
    Column(
        "customer_id", "id", phrase("Customer no."), phrase("The customer's number in the client's own system; always text."), required=True
    ),
    *WHO,
    *DIMENSIONS,
    *MONEY,
    *CREDIT,
    *POTENTIAL,
    *PLACE,
    *RELATION,
)

LEAD_COLUMNS = (
    Column("lead_id", "id", phrase("Lead no."), phrase("The lead's number in the client's own system; always text."), required=True),
    *WHO,
    *DIMENSIONS,
    Column(
        "revenue",
        "money",
        phrase("Expected revenue"),
        phrase("What the client expects to sell to the lead in a period of the same length."),
        lost=phrase("Leads cannot be ranked by what they are expected to buy."),
    ),
    *POTENTIAL,
    *PLACE,
    *(column for column in RELATION if column.name in {"recommended", "newsletter", "digital"}),
)
