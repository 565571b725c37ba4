"""Which packs there are, in the order in which an engagement comes to them, what each is for and what it needs."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from segkit.engagement import Engagement
from segkit.packs.content import Pack
from segkit.packs.implementation import implementation
from segkit.packs.review import review
from segkit.packs.sparring import sparring
from segkit.study import Study

Early = Callable[[Engagement, dt.date], Pack]
"""Makes a pack of what engagement.yaml says, on a day."""
Late = Callable[[Study], Pack]
"""Makes a pack of a study."""


@dataclass(frozen=True)
class Entry:
    """One pack that can be made: its key, what it is for, and how it is made: before the analysis from the engagement, or from a study."""

    key: str
    about: str
    early: Early | None = None
    late: Late | None = None


PACKS: tuple[Entry, ...] = (
    Entry("review", "the review meeting: walk-through, talking points with numbers, open questions", late=review),
    Entry("implementation", "the implementation plan: who does what by when", late=implementation),
    Entry("sparring", "the ledger of sparring hours", late=sparring),
)
"""The packs before the analysis, then those after it."""
