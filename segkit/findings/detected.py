"""An answer that segkit found out by itself, with the evidence that a person can check."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from segkit.words import Words

T = TypeVar("T")


@dataclass(frozen=True)
class Detected(Generic[T]):
    """What was found out and why: `why` is a phrase (an English msgid), `values` what stands in its braces.

    `score` is how sure the answer is, from 0 to 1, where the detection can say so; a person who wrote the answer down is 1.
    """

    answer: T
    why: str
    values: Mapping[str, Any] = field(default_factory=dict)
    score: float = 1.0

    def evidence(self, words: Words) -> str:
        return words(self.why, **self.values)
