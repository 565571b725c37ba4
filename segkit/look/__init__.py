"""The quick pre-analysis: one sales ledger in, what it says of customers, concentration, trend and rhythm out; no engagement needed."""

from segkit.look.choosing import Chosen, choose
from segkit.look.customers import GROWING, LOST, MOVES, NEW, RETURNED, SHRINKING, STEADY, LookModel
from segkit.look.names import NAMES, Said, said, said_columns
from segkit.look.record import Asked, Look, asked, look_at

__all__ = [
    "GROWING",
    "LOST",
    "MOVES",
    "NAMES",
    "NEW",
    "RETURNED",
    "SHRINKING",
    "STEADY",
    "Asked",
    "Chosen",
    "Look",
    "LookModel",
    "Said",
    "asked",
    "choose",
    "look_at",
    "said",
    "said_columns",
]
