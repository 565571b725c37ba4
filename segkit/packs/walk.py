"""The walk through a review meeting of two hours."""

from dataclasses import dataclass

from segkit.strategy import Chapter
from segkit.words import phrase


@dataclass(frozen=True)
class Stop:
    """One stop of the walk: what is gone through, in how many minutes, and in which chapters of the report it stands."""

    text: str
    minutes: int
    chapters: tuple[Chapter, ...] = ()


_WELCOME = Stop(phrase("Welcome: what was agreed at the kick-off, and what is to be decided today"), 5, ("summary",))
_NEXT = Stop(phrase("Decisions read aloud, each with a name and a date; the next meeting"), 10)

BASIC: tuple[Stop, ...] = (
    _WELCOME,
    Stop(phrase("The data: what was received, what was left out, and the open questions"), 15, ("data",)),
    Stop(phrase("How the grades come about: thresholds and segments, with two customers that everyone knows"), 15, ("matrix", "segments")),
    Stop(phrase("Where the money is, and where it could be: the first talking points"), 25, ("money", "value")),
    Stop(phrase("The best, the worst and the unknown customers: name by name"), 15, ("best_worst", "unknown")),
    Stop(phrase("Service policy and hours: what each segment gets, and whether the hours are there"), 15, ("plan",)),
    Stop(phrase("The implementation plan: every task gets an owner"), 20, ("plan",)),
    _NEXT,
)

DEEP: tuple[Stop, ...] = (
    _WELCOME,
    Stop(phrase("The data and the rating sheets: what was received, who has rated, and the open questions"), 10, ("data", "rating")),
    Stop(phrase("The factors and their weights, with two customers that everyone knows"), 15, ("rating", "factors")),
    Stop(phrase("Segments and classes: where the money is, and where it could be"), 15, ("money", "matrix")),
    Stop(phrase("True contribution: from revenue to what is left after all costs and time"), 20, ("contribution",)),
    Stop(phrase("Customers to build on and customers to change: name by name"), 20, ("growth", "change")),
    Stop(phrase("Where the time goes, and the hours that the plan asks for"), 10, ("time", "plan")),
    Stop(phrase("The implementation plan: every task gets an owner; how the sparring hours are used"), 15, ("plan",)),
    _NEXT,
)
