"""Revenue and potential that may stand under each other's heading."""

from segkit.intake.mapping.profile import as_text, is_empty
from segkit.intake.mapping.proposals import ColumnProposal, unsure
from segkit.intake.source_table import SourceTable
from segkit.intake.values import read_numbers
from segkit.words import phrase

SWAPPED = 0.5
"""Where the potential is below the revenue on more than this share of the rows, the two are asked for."""


def swap_doubts(
    table: SourceTable, columns: tuple[ColumnProposal, ...], doubtful: tuple[ColumnProposal, ...]
) -> tuple[tuple[ColumnProposal, ...], tuple[ColumnProposal, ...]]:
    """Return the proposals with revenue and potential moved to the doubts where most rows have less potential than revenue."""
    by_name = {column.column: column for column in (*doubtful, *columns)}
    if not {"revenue", "potential"} <= by_name.keys():
        return columns, doubtful
    revenue, potential = (numbers(table, by_name[name].heading) for name in ("revenue", "potential"))
    both = [(revenue[row], potential[row]) for row in revenue.keys() & potential.keys()]
    below = sum(second < first for first, second in both)
    if not both or below <= SWAPPED * len(both):
        return columns, doubtful
    why, values = _SWAPPED, {"n": below, "of": len(both)}
    moved = tuple(unsure(column, why, values) for column in columns if column.column in {"revenue", "potential"})
    return tuple(column for column in columns if column.column not in {"revenue", "potential"}), (*doubtful, *moved)


def numbers(table: SourceTable, heading: str) -> dict[int, float]:
    """Return the numbers of a column by row; nothing where the decimal sign is open, for then nothing can be compared."""
    cells = table.cells[heading].map(lambda cell: "" if is_empty(cell) else as_text(cell)).astype(object)
    read = read_numbers(cells)
    return {int(str(row)): float(value) for row, value in read.values.items() if value is not None}


_SWAPPED = phrase("On {n} of {of} rows the potential is below the revenue; the two may have been swapped.")
