"""The canonical tables: which columns customers, leads and transactions may have, and what each column means."""

from dataclasses import dataclass
from typing import Literal

from segkit.words import phrase

Kind = Literal["id", "text", "money", "number", "date"]
Holds = Literal["customers", "leads", "transactions"]


@dataclass(frozen=True)
class Column:
    """One canonical column; `label` and `help` are shown to people in their language."""

    name: str
    kind: Kind
    label: str
    help: str
    required: bool = False


CUSTOMER_COLUMNS = (
    Column(
        "customer_id", "id", phrase("Customer no."), phrase("The customer's number in the client's own system; always text."), required=True
    ),
    Column("name", "text", phrase("Name"), phrase("The customer's name.")),
    Column("owner", "text", phrase("Owner"), phrase("The sales rep who is responsible for the customer.")),
    Column("region", "text", phrase("Region"), phrase("Geographical area or sales district.")),
    Column("industry", "text", phrase("Industry"), phrase("The customer's line of business.")),
    Column("employees", "number", phrase("Employees"), phrase("Number of employees, a proxy for size.")),
    Column(
        "revenue", "money", phrase("Revenue"), phrase("Net invoiced in the analysis period; only where there are no invoice lines to sum.")
    ),
    Column("cost", "money", phrase("Direct cost"), phrase("Cost of the goods and services sold to the customer in the period.")),
    Column(
        "potential",
        "money",
        phrase("Potential"),
        phrase("What the customer could buy in total of what the client sells, for a period of the same length."),
    ),
    Column(
        "potential_estimate",
        "money",
        phrase("Potential (estimate)"),
        phrase("A potential derived from other figures, used where none is known, and labelled an estimate wherever it is shown."),
    ),
    Column(
        "strategic",
        "text",
        phrase("Strategic reason"),
        phrase("Why the customer is to be kept whatever the figures say: a contract, a reference, a group."),
    ),
)

LEAD_COLUMNS = (
    Column("lead_id", "id", phrase("Lead no."), phrase("The lead's number in the client's own system; always text."), required=True),
    *(column for column in CUSTOMER_COLUMNS if column.name in {"name", "owner", "region", "industry", "employees"}),
    Column(
        "revenue",
        "money",
        phrase("Expected revenue"),
        phrase("What the client expects to sell to the lead in a period of the same length."),
    ),
    *(column for column in CUSTOMER_COLUMNS if column.name in {"potential", "potential_estimate"}),
)

TRANSACTION_COLUMNS = (
    Column("customer_id", "id", phrase("Customer no."), phrase("The customer who was invoiced."), required=True),
    Column("date", "date", phrase("Date"), phrase("Date of the invoice or credit note."), required=True),
    Column("amount", "money", phrase("Amount"), phrase("Net amount of the line, negative on a credit note."), required=True),
    Column("cost", "money", phrase("Direct cost"), phrase("Direct cost of the line.")),
    Column("order", "text", phrase("Invoice no."), phrase("Number of the invoice or order.")),
    Column("product", "text", phrase("Product"), phrase("What was sold.")),
    Column("name", "text", phrase("Name"), phrase("The customer's name, used where there is no customer file.")),
    Column(
        "owner",
        "text",
        phrase("Owner"),
        phrase("The sales rep of the line; the latest one owns the customer where the customer file names none."),
    ),
    Column("region", "text", phrase("Region"), phrase("Area of the line, used where the customer file has none.")),
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "customers": CUSTOMER_COLUMNS,
    "leads": LEAD_COLUMNS,
    "transactions": TRANSACTION_COLUMNS,
}

KEYS = {"customers": "customer_id", "leads": "lead_id", "transactions": "customer_id"}
"""The column of each table that says whose row it is."""

POTENTIAL_BASES: dict[str, str] = {
    "given": phrase("from the client's files"),
    "answered": phrase("from the call list"),
    "estimate": phrase("estimate"),
    "unknown": phrase("unknown"),
}
"""Where a potential comes from."""
