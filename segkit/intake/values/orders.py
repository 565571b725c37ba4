"""The order of day, month and year in a column, decided by the cells that leave no choice."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from segkit.findings import Detected
from segkit.intake.values.column import Distinct, trimmed
from segkit.intake.values.days import ORDERS, Meaning, Order
from segkit.words import phrase

_ONLY = {
    "dmy": phrase("'{example}' on row {row} can only be day first; {n} of {of} cells fit."),
    "mdy": phrase("'{example}' on row {row} can only be month first; {n} of {of} cells fit."),
    "ymd": phrase("'{example}' on row {row} can only be year first; {n} of {of} cells fit."),
}
_ELSE_AHEAD = {
    "dmy": phrase("'{example}' on row {row} is day first, or it would lie years ahead; {n} of {of} cells fit."),
    "mdy": phrase("'{example}' on row {row} is month first, or it would lie years ahead; {n} of {of} cells fit."),
    "ymd": phrase("'{example}' on row {row} is year first, or it would lie years ahead; {n} of {of} cells fit."),
}
_DOTS = phrase("Dates with dots, such as '{example}' on row {row}, are day first by custom; {n} of {of} cells fit.")
_ALIKE = phrase("Every order gives the same days, as for '{example}' on row {row}; {n} of {of} cells fit.")
_TOLD = phrase("The order of the dates is written down for this source; {n} of {of} cells fit.")
_NO_CHOICE = phrase("No cell leaves open which figure is the day; {n} of {of} cells are dates.")


@dataclass(frozen=True)
class ColumnOrder:
    """The order of a column, why, and the orders that contradict each other in it."""

    answer: Order
    why: str
    example: int | None = None
    rivals: frozenset[Order] = frozenset()
    """More than one where the column is mixed."""

    def day(self, meaning: Meaning) -> dt.date | None:
        """Return the day of a text; None where it has none in this order, or where the rivals read it differently."""
        rivals = {meaning.readings[order] for order in self.rivals if order in meaning.readings}
        return None if len(rivals) > 1 else meaning.readings.get(self.answer)

    def decision(self, column: Distinct, fit: int, filled: int) -> Detected[str]:
        values: dict[str, object] = {"n": fit, "of": filled}
        if self.example is not None:
            values |= {"example": trimmed(str(column.cells[self.example])), "row": column.row(self.example)}
        return Detected(self.answer, self.why, values, fit / filled if filled else 1.0)


def column_order(column: Distinct, meanings: Mapping[int, Meaning], told: Order | None, horizon: dt.date) -> ColumnOrder | int:
    """Return the order that the dates of a column are written in, or the place of a cell that leaves it open.

    Years of two digits do not speak for an order that would put them after the horizon.
    """
    if told:
        return ColumnOrder(told, _TOLD)
    plausible = {place: days for place, meaning in meanings.items() if (days := meaning.plausible(horizon))}
    choices = {place: days for place, days in plausible.items() if len(days) < 3 or len(set(days.values())) > 1}
    if not choices:
        return ColumnOrder("ymd", _NO_CHOICE)
    fitting = [order for order in ORDERS if all(order in days for days in choices.values())]
    if len(fitting) == 1:
        return _only(column, meanings, choices, fitting[0])
    if fitting:
        return _settled_otherwise(column, choices, fitting)
    return _majority(column, meanings, choices)


_Choices = Mapping[int, Mapping[Order, dt.date]]


def _only(column: Distinct, meanings: Mapping[int, Meaning], choices: _Choices, order: Order) -> ColumnOrder:
    example = min(choices, key=lambda place: (len(choices[place]), place))
    why = _ELSE_AHEAD if len(meanings[example].readings) > len(choices[example]) else _ONLY
    return ColumnOrder(order, why[order], example)


def _settled_otherwise(column: Distinct, choices: _Choices, fitting: list[Order]) -> ColumnOrder | int:
    """Return day first for dots, or any order where all give the same days; else the cell to ask about."""
    different = [place for place, days in choices.items() if len({days[order] for order in fitting}) > 1]
    if not different:
        return ColumnOrder(fitting[0], _ALIKE, min(choices))
    if "dmy" in fitting and all("." in str(column.cells[place]) for place in different):
        # German and Nordic dotted dates are day first by law and habit; a dash or slash says nothing.
        return ColumnOrder("dmy", _DOTS, min(different))
    return min(different)


def _majority(column: Distinct, meanings: Mapping[int, Meaning], choices: _Choices) -> ColumnOrder | int:
    """Return the order that most cells leave as the only one; the place of a cell where two orders have as many."""
    voters: dict[Order, list[int]] = {order: [place for place, days in choices.items() if list(days) == [order]] for order in ORDERS}
    votes = {order: column.count(places) for order, places in voters.items() if places}
    most = sorted(votes.values(), reverse=True)
    if len(most) < 2 or most[0] == most[1]:
        return min(choices, key=lambda place: (len(choices[place]), place))
    answer = max(votes, key=lambda order: votes[order])
    example = min(voters[answer])
    why = _ELSE_AHEAD if len(meanings[example].readings) > 1 else _ONLY
    return ColumnOrder(answer, why[answer], example, frozenset(votes))
