"""Where the sales reps' hours lie on the sheet Capacity, and whether there are any: other sheets ask before it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from segkit.deliverables.excel.capacity_counts import Counts
from segkit.deliverables.excel.workbook import Book
from segkit.study import Study
from segkit.tuning import TIME

TEAM = "capacity_sales_hours"
"""The defined name of the cell with the hours of all sales reps together."""
NOTE, GROUPS, HEAD = 2, 4, 5
KEYS = (
    "rep", *TIME, "available", "customers", "needed", "left", "load", "verdict", "potential", "potential_share", "hours_share", "balance",
)  # fmt: skip
"""The columns before those of the segments."""
LOOKS = {
    "available": "hours", "customers": "count", "needed": "hours", "left": "hours", "load": "share", "potential": "money",
    "potential_share": "share", "hours_share": "share", "balance": "share",
}  # fmt: skip


def has_reps(study: Study) -> bool:
    """Return whether there is anybody whose hours can be told: in engagement.yaml, or as the owner of a customer."""
    return bool((study.capacity.reps["rep"] != "").any())


def hours_have_a_cell(study: Study) -> bool:
    """Return whether a cell is called TEAM: on Parameters as one number, or here as the sum of the reps' hours, which may not be known."""
    return study.engagement.capacity.sales_hours is not None or has_reps(study)


@dataclass(frozen=True)
class CapacitySheet:
    """The sheet in the making: where its rows and columns lie."""

    book: Book
    counts: Mapping[str, Counts]
    reps: pd.DataFrame
    segments: Sequence[str]

    @property
    def first(self) -> int:
        return HEAD + 1

    @property
    def total(self) -> int:
        return self.first + len(self.reps)

    @property
    def last(self) -> int:
        """The last row of somebody: customers whom nobody owns stand below."""
        return self.first + int((self.reps["rep"] != "").sum()) - 1

    def col(self, key: str) -> int:
        return KEYS.index(key)

    def cell(self, key: str, row: int) -> str:
        return str(xl_rowcol_to_cell(row, self.col(key), col_abs=True))

    def over(self, key: str, *, nobody: bool = False) -> str:
        """Return the cells of a column in the rows of the reps, and of nobody."""
        last = self.total - 1 if nobody else self.last
        return str(xl_range_abs(self.first, self.col(key), last, self.col(key)))

    @property
    def marks(self) -> int:
        """The hidden column with the hours available as the chart draws them; beside it are the names, short enough for an axis."""
        return len(KEYS) + len(self.segments)
