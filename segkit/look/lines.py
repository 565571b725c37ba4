"""A table that is not taken for a sales ledger: used as one where its headings leave no doubt, else refused with what to do."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from segkit.errors import SourceError
from segkit.findings import Detected
from segkit.intake.mapping import SURE, ColumnProposal
from segkit.intake.mapping.candidates import candidates
from segkit.intake.mapping.propose import profiles_of
from segkit.intake.survey import Surveyed
from segkit.look.names import NAMES, NEEDED, Said

_OTHERS = {"customers": "customers", "leads": "leads", "contacts": "contacts", "costs": "records of time and costs"}
"""Tables that are no invoice lines, and what they are called."""


def as_lines(table: Surveyed, said: Said) -> Surveyed | None:
    """Return the table as invoice lines where customer, date and amount are known by their headings or said; None otherwise.

    A ledger in which every customer has one line looks like a list of customers.
    """
    sure = _sure_columns(table)
    if not all(NAMES[name] in sure or name in said.columns for name in NEEDED):
        return None
    return replace(table, proposal=replace(table.proposal, holds="transactions", columns=tuple(sure.values()), doubtful=()))


def no_lines(file: Path, tables: Sequence[Surveyed], said: Said) -> SourceError:
    """Return what is said of a file in which no table is a ledger."""
    holds = next((table.proposal.holds for table in tables if table.proposal.holds in _OTHERS), None)
    if holds is not None:
        return SourceError(
            f"{file.name} is a list of {_OTHERS[holds]}, without invoice lines. A quick look needs the sales ledger: a row per invoice line with "
            "customer number, date and amount. Ask for it, or take the list in with: segkit new CLIENT",
            code="SEG-D05",
        )
    table = tables[0]
    sure = _sure_columns(table)
    lacking = [name for name in NEEDED if NAMES[name] not in sure and name not in said.columns]
    return SourceError(
        f"{file.name} does not look like a sales ledger: no column was found for the {' or the '.join(lacking)}. The headings are: "
        f"{listed(table)}. If it is there, say which it is: --columns {','.join(f'{name}=HEADING' for name in lacking)}",
        code="SEG-D05",
    )


def listed(table: Surveyed) -> str:
    """Return the headings of a table as a sentence lists them."""
    return ", ".join(f"'{heading}'" for heading in table.table.cells.columns)


def _sure_columns(table: Surveyed) -> dict[str, ColumnProposal]:
    """Return the headings that are known for a column of invoice lines, the best for each, whatever the table was taken for."""
    found = sorted(candidates("transactions", profiles_of(table.table), table.table.cells), key=lambda candidate: -candidate.score)
    sure: dict[str, ColumnProposal] = {}
    for candidate in found:
        taken = {column.heading for column in sure.values()}
        if candidate.score >= SURE and candidate.column not in sure and candidate.heading not in taken:
            why = Detected(candidate.heading, candidate.why, dict(candidate.values), candidate.score / 100)
            sure[candidate.column] = ColumnProposal(candidate.column, candidate.heading, candidate.score, why, sure=True)
    return sure
