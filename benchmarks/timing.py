"""Timing two ways of doing the same thing in turn, so that a drift of the machine meets both."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Measured:
    """What was done, and the seconds of each run."""

    what: str
    seconds: list[float]


def in_turn(ways: dict[str, Callable[[], object]], runs: int, warm_up: int = 1) -> list[Measured]:
    """Return the seconds of each way, run in turn: A B A B …; the first `warm_up` rounds are not counted."""
    seconds: dict[str, list[float]] = {what: [] for what in ways}
    for round_number in range(warm_up + runs):
        for what, way in ways.items():
            begin = perf_counter()
            way()
            if round_number >= warm_up:
                seconds[what].append(perf_counter() - begin)
    return [Measured(what, taken) for what, taken in seconds.items()]
