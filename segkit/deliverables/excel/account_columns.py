"""Which columns the tables of customers and leads have, in their order."""

from dataclasses import dataclass

from segkit.tables import CUSTOMER_COLUMNS, LEAD_COLUMNS, Column
from segkit.words import phrase


@dataclass(frozen=True)
class AccountColumn:
    """A column of the table: its key, heading and kind (a kind of live_table, with "live " before it where it has a formula), and its widest width.

    An entry is filled in by a person; a hidden column is there for formulas and for matching.
    """

    key: str
    heading: str
    kind: str
    width: float
    always: bool = False
    entry: bool = False
    hidden: bool = False


_NAMES = (
    AccountColumn("name", phrase("Name"), "client", 34, always=True),
    AccountColumn("owner", phrase("Owner"), "client", 20),
    AccountColumn("region", phrase("Region"), "client", 16),
    AccountColumn("grade", phrase("Grade"), "live grade", 12, always=True),
)
_MEASURES = (
    AccountColumn("potential", phrase("Potential"), "money", 14, always=True, entry=True),
    AccountColumn("utilisation", phrase("Utilisation"), "live percent", 12, always=True),
    AccountColumn("headroom", phrase("Headroom"), "live money", 14, always=True),
)
_EXPLAINED = AccountColumn("why", phrase("Why"), "live text", 60, always=True)
_DECIDED = (
    AccountColumn("fixed_grade", phrase("Fixed grade"), "grade", 12, always=True, entry=True),
    AccountColumn("fixed_until", phrase("Fixed until"), "date", 13, always=True, entry=True),
    AccountColumn("fixed_reason", phrase("Reason for the fixed grade"), "client", 30, always=True, entry=True),
    AccountColumn("comment", phrase("Comment"), "client", 34, always=True, entry=True),
    AccountColumn("computed", phrase("Grade by the figures"), "live grade", 12, always=True),
    AccountColumn("differs", phrase("Differs"), "live grade", 10, always=True),
)
_STEPS = (
    AccountColumn("step_by", phrase("Smallest change"), "live exact", 16, always=True),
    AccountColumn("step_figure", phrase("Change in"), "live text", 14, always=True),
    AccountColumn("step_grade", phrase("Grade after the change"), "live grade", 14, always=True),
    AccountColumn("possible", phrase("Possible grades"), "live text", 22),
    AccountColumn("segment", phrase("Segment"), "live text", 26, always=True),
)
_BASIS = (AccountColumn("basis", phrase("Basis"), "text", 25, always=True), AccountColumn("industry", phrase("Industry"), "client", 28))
_CUSTOMERS = (
    AccountColumn("number", phrase("Customer no."), "identifier", 14, always=True),
    *_NAMES,
    AccountColumn("rating_class", phrase("Rating class"), "live grade", 14),
    AccountColumn("rating", phrase("Rating"), "live exact", 10),
    AccountColumn("revenue", phrase("Revenue"), "money", 14, always=True),
    *_MEASURES,
    AccountColumn("contribution", phrase("Contribution"), "live money", 14),
    AccountColumn("true_contribution", phrase("True contribution"), "live money", 14),
    AccountColumn("action", phrase("Next action"), "live text", 38, always=True),
    AccountColumn("due", phrase("First due"), "live date", 12, always=True),
    _EXPLAINED,
    *_DECIDED,
    *_STEPS,
    AccountColumn("proposal", phrase("Proposal"), "live text", 26, always=True),
    AccountColumn("reason", phrase("Reason"), "live text", 28, always=True),
    AccountColumn("verdict", phrase("By true contribution"), "live text", 24),
    AccountColumn("contacts", phrase("Contacts per year"), "live hours", 10, always=True),
    AccountColumn("hours", phrase("Hours per year"), "live hours", 10, always=True),
    AccountColumn("strategic", phrase("Strategic reason"), "client", 22),
    *_BASIS,
    AccountColumn("revenue_before", phrase("Revenue the period before"), "money", 14),
    AccountColumn("cost", phrase("Direct cost"), "money", 14),
    AccountColumn("pareto", phrase("Pareto class"), "text", 12, always=True),
    AccountColumn("orders", phrase("Orders"), "count", 9),
    AccountColumn("last_order", phrase("Last order"), "date", 12),
)
_LEADS = (
    AccountColumn("number", phrase("Lead no."), "identifier", 14, always=True),
    *_NAMES,
    AccountColumn("revenue", phrase("Expected revenue"), "money", 14, always=True, entry=True),
    *_MEASURES,
    _EXPLAINED,
    *_DECIDED,
    *_STEPS,
    *_BASIS,
)
PRINTED = "why"
"""The last column on paper, and what one looks at first on a screen; those behind it are to filter, to fill in and to look up."""
PLANNED = (
    AccountColumn("middle", phrase("Spread"), "share", 8, always=True, hidden=True),
    AccountColumn("day", phrase("Day"), "live count", 8, always=True, hidden=True),
    AccountColumn("ladder", phrase("Row of true contribution"), "live count", 8, hidden=True),
)
"""Hidden columns of customers, from which the first due date follows."""

MATCHING = (
    AccountColumn("place", phrase("Position of the segment"), "live count", 8, always=True, hidden=True),
    AccountColumn("key", phrase("Key"), "identifier", 12, always=True, hidden=True),
    AccountColumn("line", phrase("Line"), "count", 8, always=True, hidden=True),
)
"""Hidden columns at the end: what a returned row is matched by, and the row in which an account was delivered."""

_KINDS = {
    "id": "identifier",
    "text": "client",
    "since": "client",
    "number": "count",
    "percent": "percent",
    "date": "date",
    "money": "money",
}
"""How the further columns of each kind are written."""

_NOT_SHOWN = {"customer_id", "lead_id", "potential_estimate", "currency"}


def _further(shown: tuple[AccountColumn, ...], columns: tuple[Column, ...]) -> tuple[AccountColumn, ...]:
    """Return what else a file may give of its accounts, to filter and sort by; nothing that is about a person."""
    taken = {column.key for column in shown} | _NOT_SHOWN
    return tuple(
        AccountColumn(column.name, column.label, _KINDS[column.kind], 24)
        for column in columns
        if column.name not in taken and not column.personal and column.kind in _KINDS
    )


CUSTOMER_TABLE = (*_CUSTOMERS, *_further(_CUSTOMERS, CUSTOMER_COLUMNS), *PLANNED)
LEAD_TABLE = (*_LEADS, *_further(_LEADS, LEAD_COLUMNS))
