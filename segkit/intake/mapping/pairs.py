"""Columns that two headings make together: quantity × price is an amount, first name + last name is a name."""

from collections.abc import Sequence
from typing import Literal

from segkit.findings import Detected
from segkit.intake.mapping.candidates import WITHOUT_UNIT, Candidate
from segkit.intake.mapping.proposals import ColumnProposal
from segkit.tables import Holds
from segkit.words import phrase

_PAIR_SCORE = 85.0
"""Two headings together are always asked: prices may hold tax or discounts, and names titles."""

_PAIRS: tuple[tuple[frozenset[Holds], str, tuple[str, str], Literal["sum", "product"], str], ...] = (
    (
        frozenset({"transactions"}),
        "amount",
        ("quantity", "unit_price"),
        "product",
        phrase("There is no amount, but a quantity and a price, which make one. Tax and discounts must be asked for."),
    ),
    (
        frozenset({"contacts"}),
        "name",
        ("first_name", "last_name"),
        "sum",
        phrase("First name and last name make the name."),
    ),
)


def combined(holds: Holds, found: Sequence[Candidate], proposed: Sequence[ColumnProposal]) -> tuple[ColumnProposal, ...]:
    """Return the columns that nothing else fits and two headings make together; always doubtful."""
    best: dict[str, Candidate] = {}
    for candidate in sorted(found, key=lambda candidate: candidate.score):
        best[candidate.column] = candidate
    have = {column.column for column in proposed}
    return tuple(
        ColumnProposal(
            name,
            best[first].heading,
            _PAIR_SCORE,
            Detected(best[first].heading, why, {}, _PAIR_SCORE / 100),
            sure=False,
            also=(best[second].heading,),
            operation=operation,
        )
        for tables, name, (first, second), operation, why in _PAIRS
        if holds in tables and name not in have and {first, second} <= best.keys() and best[second].score >= WITHOUT_UNIT
    )
