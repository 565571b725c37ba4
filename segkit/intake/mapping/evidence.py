"""Whether a column's cells look like what its heading says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from segkit.intake.mapping.profile import Profile
from segkit.tables import COLUMNS, KEYS, Column, Holds

FITS = 0.8
"""The share of cells that must look like the column."""


@dataclass(frozen=True)
class Fit:
    """`verdict` is open where there are no cells to look at; `share` is how many of the filled cells look like the column."""

    verdict: Literal["fits", "open", "against"]
    share: float = 0.0


_KINDS: Mapping[str, Callable[[Profile], float]] = {
    "id": lambda p: 1 - p.date - p.decimal - p.email - p.error,
    "text": lambda p: 1 - p.date - p.decimal - p.error,
    "money": lambda p: p.number,
    "number": lambda p: p.number,
    "hours": lambda p: p.number + p.time,
    "percent": lambda p: p.number,
    "date": lambda p: p.date + (p.month if p.date < FITS else 0),
    "since": lambda p: min(1, p.date + p.year),
    "truth": lambda p: 1 - p.date - p.decimal if p.distinct <= 6 else 0,
    "choice": lambda p: 1 - p.date - p.decimal if p.distinct <= 12 else 0,
}

_COLUMNS: Mapping[str, Callable[[Profile], float]] = {
    "name": lambda p: p.wordy,
    "first_name": lambda p: p.wordy,
    "last_name": lambda p: p.wordy,
    "unit_price": lambda p: p.number,
    "city": lambda p: p.wordy,
    "country": lambda p: p.wordy,
    "address": lambda p: p.wordy,
    "title": lambda p: p.wordy,
    "email": lambda p: p.email,
    "phone": lambda p: p.phone,
    "postcode": lambda p: p.postcode,
    "currency": lambda p: p.currency,
    "org_number": lambda p: p.company,
}


def fit(holds: Holds, name: str, cells: Profile) -> Fit:
    """Return how well a column's cells go with a canonical column of a table.

    The number of an account must also stand on one row each, and be there on most rows; lines, contacts and records of costs repeat it.
    """
    if not cells.filled:
        return Fit("open")
    declared: Column | None = next((column for column in COLUMNS[holds] if column.name == name), None)
    looks = _COLUMNS.get(name) or _KINDS[declared.kind if declared else "text"]
    share = max(0.0, looks(cells))
    if name == KEYS[holds] and holds in {"customers", "leads"}:
        share = min(share, cells.distinct / cells.filled, cells.filled / cells.rows / FITS)
    return Fit("fits" if share >= FITS else "against", min(share, 1.0))
