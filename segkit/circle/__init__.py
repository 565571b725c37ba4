"""From one delivery to the next: what was delivered, and what has changed since."""

from segkit.circle.changes import WHY, AccountChanges, Changes, Move, NumberChange, TextChange
from segkit.circle.delivered import Account, Delivered, delivered_bytes, delivered_file
from segkit.circle.last_delivery import LastDelivery, last_delivery
from segkit.circle.published import MANIFEST, deliverables_of, published, sha256, verify
from segkit.circle.since_last import GONE, NEW, since_last

__all__ = [
    "GONE",
    "MANIFEST",
    "NEW",
    "WHY",
    "Account",
    "AccountChanges",
    "Changes",
    "Delivered",
    "LastDelivery",
    "Move",
    "NumberChange",
    "TextChange",
    "deliverables_of",
    "delivered_bytes",
    "delivered_file",
    "last_delivery",
    "published",
    "sha256",
    "since_last",
    "verify",
]
