"""What the linter says: one rule that an Excel file breaks, where, and in a sentence."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MOST_PER_RULE = 20
"""Problems of one rule in one part that are told apart; the rest are counted."""


@dataclass(frozen=True)
class Problem:
    """A fault of an Excel file: the rule's key, the part of the package, the cell or area in it (or ""), and a sentence."""

    rule: str
    part: str
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.part}{f', {self.place}' if self.place else ''}: {self.text}"


def told(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Return the first problems of each rule and part, and at the end how many more there are of each."""
    seen: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        key = problem.rule, problem.part
        seen[key] += 1
        if seen[key] <= MOST_PER_RULE:
            yield problem
    for (rule, part), n in seen.items():
        if n > MOST_PER_RULE:
            yield Problem(rule, part, "", f"{n - MOST_PER_RULE} more of the same kind.")
