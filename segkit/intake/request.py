"""Which fields are agreed with the client: what the data request asks for, and nothing that the analysis does not need."""

from pydantic import model_validator

from segkit.parameters import Record, nearest, parameter
from segkit.tables import COLUMNS, KEYS, Holds


class DataRequest(Record):
    """The agreed fields per table; an empty list asks for no such table. Contacts are asked for only where somebody lists them; records of
    time and costs, and what credit costs, only there and for the Deep Dive.
    """

    customers: list[str] = parameter(
        default=[
            "customer_id",
            "name",
            "org_number",
            "owner",
            "region",
            "industry",
            "employees",
            "customer_since",
            "potential",
            "strategic",
        ],
        label="Customers",
        help="Fields asked for of each customer.",
    )
    transactions: list[str] = parameter(
        default=["customer_id", "date", "order", "product", "amount", "cost"],
        label="Invoice lines",
        help="Fields asked for of each invoice line.",
    )
    leads: list[str] = parameter(
        default=["lead_id", "name", "org_number", "owner", "region", "industry", "employees", "revenue", "potential"],
        label="Leads",
        help="Fields asked for of each lead.",
    )
    contacts: list[str] = parameter(
        default=[], label="Contacts", help="Fields asked for of each contact: personal data, so none by default."
    )
    costs: list[str] = parameter(
        default=[], label="Time and costs", help="Fields asked for of each record of time or costs; the Deep Dive asks for them by itself."
    )

    @model_validator(mode="after")
    def _known_and_complete(self) -> "DataRequest":
        for holds, names in self.tables.items():
            known = [column.name for column in COLUMNS[holds]]
            for name in names:
                if name not in known:
                    like = nearest(name, known)
                    hint = f"Did you mean '{like}'?" if like else f"It has: {', '.join(known)}."
                    raise ValueError(f"'{name}' is not a column of {holds}. {hint}")
            if names and KEYS[holds] not in names:
                raise ValueError(f"the request for {holds} lacks '{KEYS[holds]}', by which the tables meet. Add it.")
        return self

    @property
    def tables(self) -> dict[Holds, list[str]]:
        """The tables asked for with their fields, in the order in which the template shows them."""
        asked: dict[Holds, list[str]] = {
            "customers": self.customers,
            "transactions": self.transactions,
            "leads": self.leads,
            "contacts": self.contacts,
            "costs": self.costs,
        }
        return {holds: names for holds, names in asked.items() if names}


_DEEPER: dict[Holds, tuple[str, ...]] = {
    "customers": ("receivables", "payment_days"),
    "costs": ("customer_id", "date", "kind", "hours", "amount", "who"),
}
"""What the Deep Dive asks for on top, unless engagement.yaml lists the fields of the table itself."""


def asked_of(request: DataRequest, package: str) -> dict[Holds, list[str]]:
    """Return the tables asked for with their fields, as the package needs them, in the order in which the template shows them."""
    if package != "deepdive":
        return request.tables
    asked = request.tables
    for holds, further in _DEEPER.items():
        if holds not in request.model_fields_set:
            names = asked.get(holds, [])
            asked[holds] = [*names, *(name for name in further if name not in names)]
    return asked
