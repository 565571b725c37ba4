"""Where a sales rep's customers are counted: on the rep's own sheet, on the sheet that several share, or among all customers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.cells import quoted
from segkit.deliverables.excel.live_table import LiveTable
from segkit.deliverables.excel.rep_sheets import Rep, counted, sum_formula
from segkit.study import Study
from segkit.words import is_missing
from segkit.words.language import UNKNOWN


@dataclass(frozen=True)
class Counts:
    """The formulas of one rep's figures over a table; where several reps share it, the rep's name is held against its owners.

    `name` is the cell with the rep's name, `position` that of a segment, from 1 on.
    """

    place: LiveTable
    shared: bool = False

    def customers(self, name: str) -> str:
        return f"SUMPRODUCT(--{self._mine(name)})" if self.shared else f"ROWS({self.place.column('number')})"

    def in_segment(self, position: int, name: str) -> str:
        if not self.shared:
            return counted(self.place, position)
        return f"SUMPRODUCT({self._mine(name)}*EXACT({self.place.column('grade')},INDEX(segment_grades,{position})))"

    def potential(self, name: str) -> str:
        """Return the sum of the potentials that are known; a dash where none is."""
        if not self.place.has("potential"):
            return quoted(UNKNOWN)
        if not self.shared:
            return sum_formula(self.place, "potential")
        potential = self.place.column("potential")
        known = f"SUMPRODUCT({self._mine(name)}*ISNUMBER({potential}))"
        return f"IF({known}=0,{quoted(UNKNOWN)},ROUND(SUMPRODUCT(--{self._mine(name)},{potential}),2))"

    def _mine(self, name: str) -> str:
        return f"EXACT({self.place.column('owner')},{name})"


def counts_by_rep(study: Study, table: AccountTable, found: Sequence[Rep], places: Mapping[str, LiveTable]) -> dict[str, Counts]:
    """Return where the customers of each owner are counted ("" = nobody); who has none is not in it."""
    if not table.has("owner"):
        return {"": Counts(table.place)}
    counts = {}
    for rep in found:
        owners = table.rows["owner"].iloc[[line - 1 for line in rep.lines]]
        for owner in owners.unique():
            counts["" if is_missing(owner) else str(owner)] = Counts(places[rep.key], rep.shared)
    return counts
