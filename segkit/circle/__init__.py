"""From one delivery to the next: what was delivered, and what has changed since."""

from segkit.circle.cadence import run_study
from segkit.circle.changes import WHY, AccountChanges, Changes, ClassChanges, ClassMove, Move, NumberChange, RuleChange, TextChange
from segkit.circle.delivered import Account, Delivered, delivered_bytes, delivered_file
from segkit.circle.last_delivery import LastDelivery, last_delivery
from segkit.circle.published import MANIFEST, deliverables_of, published, sha256, verify
from segkit.circle.since_last import since_last, since_last_delivery
from segkit.circle.stability import GONE, MOVED, NEW, Stability, psi, psi_of_counts, reading, shares_of_rows

__all__ = [
    "GONE",
    "MANIFEST",
    "MOVED",
    "NEW",
    "WHY",
    "Account",
    "AccountChanges",
    "Changes",
    "ClassChanges",
    "ClassMove",
    "Delivered",
    "LastDelivery",
    "Move",
    "NumberChange",
    "RuleChange",
    "Stability",
    "TextChange",
    "deliverables_of",
    "delivered_bytes",
    "delivered_file",
    "last_delivery",
    "psi",
    "psi_of_counts",
    "published",
    "reading",
    "run_study",
    "sha256",
    "shares_of_rows",
    "since_last",
    "since_last_delivery",
    "verify",
]
