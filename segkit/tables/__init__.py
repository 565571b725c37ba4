"""The canonical tables: which columns customers, leads, transactions, contacts and records of costs may have, and what each column means."""

from segkit.tables.accounts import CUSTOMER_COLUMNS, LEAD_COLUMNS, POTENTIAL_BASES
from segkit.tables.column import ORIGINS, Column, Holds, Kind, Origin
from segkit.tables.contacts import ADDRESS_TYPES, CHANNELS, CONSENT_STATES, CONTACT_COLUMNS
from segkit.tables.costs import COST_COLUMNS
from segkit.tables.transactions import TRANSACTION_COLUMNS

COLUMNS: dict[Holds, tuple[Column, ...]] = {
    "customers": CUSTOMER_COLUMNS,
    "leads": LEAD_COLUMNS,
    "transactions": TRANSACTION_COLUMNS,
    "contacts": CONTACT_COLUMNS,
    "costs": COST_COLUMNS,
}

KEYS: dict[Holds, str] = {
    "customers": "customer_id",
    "leads": "lead_id",
    "transactions": "customer_id",
    "contacts": "customer_id",
    "costs": "customer_id",
}
"""The column of each table that says whose row it is; only records of costs may be of nobody."""

__all__ = [
    "ADDRESS_TYPES",
    "CHANNELS",
    "COLUMNS",
    "CONSENT_STATES",
    "CONTACT_COLUMNS",
    "COST_COLUMNS",
    "CUSTOMER_COLUMNS",
    "KEYS",
    "LEAD_COLUMNS",
    "ORIGINS",
    "POTENTIAL_BASES",
    "TRANSACTION_COLUMNS",
    "Column",
    "Holds",
    "Kind",
    "Origin",
]
