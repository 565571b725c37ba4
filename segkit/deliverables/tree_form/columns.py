"""The columns of the form: what each holds, its heading in the client's language, its width and its look."""

from dataclasses import dataclass

from segkit.rating.factors.settings import FactorTree
from segkit.words import Words

LEVELS = ("level_1", "level_2", "level_3")
CHECK = "check"
"""The column whose formula says what the weights below a factor add up to; nobody fills it in."""

TREE_TABLE, PAIRS_TABLE = "FactorTree", "FactorPairs"


@dataclass(frozen=True)
class FormColumn:
    """One column: the setting it holds, its heading, its width in letters and its look; "number" columns hold figures."""

    field: str
    heading: str
    width: float
    kind: str = "text"


def tree_columns(words: Words, settings: FactorTree) -> tuple[FormColumn, ...]:
    """Return the columns of the tree, with an anchor for each point of its scale."""
    anchors = (
        FormColumn(f"anchor_{point}", words("Point {point} means", point=point), 26)
        for point in range(settings.lowest, settings.highest + 1)
    )
    return (
        FormColumn("level_1", words("Level 1"), 18),
        FormColumn("level_2", words("Level 2"), 20),
        FormColumn("level_3", words("Level 3"), 20),
        FormColumn("weight_pct", words("Weight in %"), 10, "number"),
        FormColumn(CHECK, words("Adds up to"), 12, "check"),
        FormColumn("owner", words("Responsible"), 15),
        *description_columns(words),
        *anchors,
    )


def description_columns(words: Words) -> tuple[FormColumn, ...]:
    """Return the columns that the library fills, in the same order there and in the tree, so that they are copied at one go."""
    return (
        FormColumn("definition", words("Definition"), 38),
        FormColumn("direction", words("Direction"), 13, "choice"),
        FormColumn("source", words("Data source"), 20),
        FormColumn("column", words("Measured by"), 20, "choice"),
        FormColumn("points", words("Points by value"), 24),
        FormColumn("unit", words("Unit"), 12),
        FormColumn("step", words("Smallest step"), 9, "number"),
        FormColumn("lever", words("Lever"), 17, "choice"),
    )


def pair_columns(words: Words) -> tuple[FormColumn, ...]:
    """Return the columns of the comparisons in pairs."""
    return (
        FormColumn("voter", words("Who judges"), 18),
        FormColumn("prefer", words("Counts for more"), 26, "choice"),
        FormColumn("over", words("Than"), 26, "choice"),
        FormColumn("times", words("How many times"), 12, "number"),
    )
