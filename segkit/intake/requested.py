"""The data request coming home: a template of segkit's own says itself which sheet holds what under which heading, so nothing is guessed."""

from collections.abc import Sequence

from segkit.findings import Detected
from segkit.intake.mapping import ColumnProposal, TableProposal
from segkit.intake.marked import Mark
from segkit.intake.source_table import SourceTable
from segkit.tables import KEYS
from segkit.words import phrase


def requested(tables: Sequence[SourceTable], mark: Mark) -> list[tuple[SourceTable, TableProposal]]:
    """Return the filled sheets of a template with what each holds, every column sure; `tables` are all sheets of the file.

    The example, the letter and sheets left empty are none of them; neither is revenue in the list of customers where invoice lines give it.
    """
    filled = [(table, known) for table in tables if table.rows and (known := mark["tables"].get(table.how.sheet)) is not None]
    by_lines = any(known["holds"] == "transactions" for _, known in filled)
    return [(table, _proposal(table, known["holds"], known["columns"], by_lines=by_lines)) for table, known in filled]


def _proposal(table: SourceTable, holds: str, columns: dict[str, str], *, by_lines: bool) -> TableProposal:
    known = [
        ColumnProposal(columns[heading], heading, 100.0, Detected(heading, _OURS, {}, 1.0), sure=True)
        for heading in map(str, table.cells.columns)
        if heading in columns and not (by_lines and holds == "customers" and columns[heading] == "revenue")
        if columns[heading] in {*KEYS.values(), "date", "amount"} or bool((table.cells[heading] != "").any())
    ]
    claimed = {column.heading for column in known}
    unused = tuple(heading for heading in map(str, table.cells.columns) if heading not in claimed)
    return TableProposal(holds, 100.0, Detected(holds, _OURS, {}, 1.0), tuple(known), (), unused, table.path.name, table.how.sheet)


_OURS = phrase("It stands so in the data request, which is segkit's own.")
