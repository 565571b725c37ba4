"""The decimal sign of a column, decided by the cells that leave no choice, and which cells may follow it."""

from dataclasses import dataclass

from segkit.findings import Detected
from segkit.intake.values.column import trimmed
from segkit.intake.values.figures import Figures
from segkit.intake.values.shapes import Shape
from segkit.words import phrase

_ONLY_COMMA = phrase("'{example}' on row {row} can only have a decimal comma; {n} of {of} cells fit.")
_ONLY_POINT = phrase("'{example}' on row {row} can only have a decimal point; {n} of {of} cells fit.")
_TOLD = phrase("The decimal sign is written down for this source; {n} of {of} cells fit.")
_NO_SIGN = phrase("No cell has a sign between figures that matters; {n} of {of} cells are numbers.")


@dataclass(frozen=True)
class Sign:
    """The decimal sign of a column: found out or told, and whether other cells contradict it."""

    answer: str
    example: int | None = None
    told: bool = False
    mixed: bool = False
    thousands: frozenset[str] = frozenset()
    """The signs between thousands in the cells that decided; "" where one has more than three figures and no sign between them."""
    parts: frozenset[int] = frozenset()
    """How many figures those cells have behind the decimal sign."""

    def holds(self, shape: Shape) -> bool:
        """Return whether texts of that shape may be read with this sign.

        1.234 comes from somebody who writes numbers another way, unless the other cells speak for it. It is a thousand where they have
        that sign between thousands or none, and two decimals, as money has; it is a fraction where they have other than two decimals.
        """
        if self.answer not in shape.readings:
            return False
        if self.told or not shape.open:
            return True
        between = shape.readings[self.answer]
        is_money = self.parts <= {0, 2}
        if self.mixed or (not between and is_money):
            return False
        return not between or (3 not in self.parts and (between in self.thousands or (not self.thousands and is_money)))

    def doubts(self, shape: Shape) -> bool:
        """Return whether such a text is read as a fraction with three decimals although no other cell is sure to have three."""
        return shape.open and not self.told and not shape.readings[self.answer] and 3 not in self.parts

    def decision(self, figures: Figures, fit: int) -> Detected[str]:
        values: dict[str, object] = {"n": fit, "of": figures.filled}
        score = fit / figures.filled if figures.filled else 1.0
        if self.told:
            return Detected(self.answer, _TOLD, values, score)
        if self.example is None:
            return Detected(self.answer, _NO_SIGN, values, score)
        values |= {"example": trimmed(str(figures.column.cells[self.example])), "row": figures.column.row(self.example)}
        return Detected(self.answer, _ONLY_COMMA if self.answer == "," else _ONLY_POINT, values, score)


def decimal_sign(figures: Figures, told: str | None) -> Sign | None:
    """Return the decimal sign of the column: the one told, or the one most cells leave no choice about.

    None where it must be asked: a cell such as 1.234 and nothing that settles it, or as many cells for one sign as for the other.
    """
    votes = figures.votes()
    if told:
        return Sign(told, told=True)
    if votes[","] == votes["."]:
        return None if votes[","] or any(True for _ in figures.open) else Sign(".")
    answer = "," if votes[","] > votes["."] else "."
    voters = [shape for shape, _ in figures.shapes if shape.vote == answer]
    thousands = {shape.readings[answer] for shape in voters if shape.readings[answer] or shape.wholes(answer) > 3}
    parts = {shape.parts(answer) for shape in voters}
    return Sign(answer, figures.voter(answer), False, min(votes.values()) > 0, frozenset(thousands), frozenset(parts))


def undecided_example(figures: Figures) -> object:
    """Return the cell to ask about: the first that can be read two ways, else the first that contradicts another."""
    places = list(figures.open) or [figures.voter(","), figures.voter(".")]
    return figures.column.cells[min(places)]
