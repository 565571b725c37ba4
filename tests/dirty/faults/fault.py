"""A fault: one thing that goes wrong on the way from truth to bytes, registered under its item in the catalogue."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from ..draft import Draft, Medium
from ..truth import Holds

BOTH: tuple[Medium, ...] = ("text", "workbook")
TEXT: tuple[Medium, ...] = ("text",)
WORKBOOK: tuple[Medium, ...] = ("workbook",)

TRUTH, STYLE, CELLS, COLUMNS, LINES, WRITING = range(6)
"""When a fault befalls the file: what the system holds, how it spells, single cells, columns, lines, and how it is written."""

Befall = Callable[[Draft, Random], Draft]


@dataclass(frozen=True)
class Fault:
    """One family. Two faults of one `slot` never meet in a file; `clashes` are further slots that it does not go with.

    `demands` fixes what the company must look like: its style of customer numbers, or the character set it must be writable in.
    """

    name: str
    slot: str
    stage: int
    befall: Befall
    media: tuple[Medium, ...] = BOTH
    holds: tuple[Holds, ...] = ("customers", "transactions")
    clashes: frozenset[str] = frozenset()
    ids: str | None = None
    encoding: str | None = None
    currency: str | None = None

    def goes_with(self, other: "Fault") -> bool:
        return self.slot != other.slot and self.slot not in other.clashes and other.slot not in self.clashes


FAULTS: dict[str, Fault] = {}
"""Every family by its name, in the order of its stage."""


def fault(
    name: str,
    slot: str,
    stage: int,
    *,
    media: tuple[Medium, ...] = BOTH,
    holds: tuple[Holds, ...] = ("customers", "transactions"),
    clashes: tuple[str, ...] = (),
    ids: str | None = None,
    encoding: str | None = None,
    currency: str | None = None,
) -> Callable[[Befall], Befall]:
    """Register a function of draft and chance as the family `name`."""

    def register(befall: Befall) -> Befall:
        if name in FAULTS:
            raise ValueError(f"two families are called {name}")
        FAULTS[name] = Fault(name, slot, stage, befall, media, holds, frozenset(clashes), ids, encoding, currency)
        return befall

    return register


def unchanged(draft: Draft, _: Random) -> Draft:
    """Do nothing: the fault lies in what it demands of the company."""
    return draft
