"""The canonical tables: which columns customers, leads, transactions and contacts may have, and what each column means."""

from segkit.tables.accounts import CUSTOMER_COLUMNS, LEAD_COLUMNS, POTENTIAL_BASES
from segkit.tables.column import ORIGINS, Column, Holds, Kind, Origin
from segkit.tables.contacts import ADDRESS_TYPES, CHANNELS, CONSENT_STATES, CONTACT_COLUMNS
from segkit.tables.transactions import TRANSACTION_COLUMNS

COLUMNS: dict[Holds, tuple[Column, ...]] = {
    "customers": CUSTOMER_COLUMNS,
    "leads": LEAD_COLUMNS,
    "transactions": TRANSACTION_COLUMNS,
    "contacts": CONTACT_COLUMNS,
}

KEYS = {"customers": "customer_id", "leads": "lead_id", "transactions": "customer_id", "contacts": "customer_id"}
"""The column of each table that says whose row it is."""

__all__ = [
    "ADDRESS_TYPES",
    "CHANNELS",
    "COLUMNS",
    "CONSENT_STATES",
    "CONTACT_COLUMNS",
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
