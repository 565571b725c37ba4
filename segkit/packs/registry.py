"""Which packs there are, in the order in which an engagement comes to them, what each is for and what it needs."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from segkit.engagement import Engagement
from segkit.packs.content import Pack
from segkit.packs.implementation import implementation
from segkit.packs.kickoff import kickoff
from segkit.packs.messages import messages
from segkit.packs.project_plan import project_plan
from segkit.packs.proposal import proposal
from segkit.packs.review import review
from segkit.packs.roles import roles
from segkit.packs.sparring import sparring
from segkit.packs.training import training
from segkit.packs.workshop import workshop
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

    def made(self, engagement: Engagement, today: dt.date, study: Study | None = None) -> Pack:
        """Return the pack; one that is made of a study needs it."""
        if self.early is not None:
            return self.early(engagement, today)
        if self.late is None or study is None:
            raise ValueError(f"the pack '{self.key}' is made of a study")
        return self.late(study)


PACKS: tuple[Entry, ...] = (
    Entry("proposal", "the offer on one page: package, contents, price, timeline, sign-off", early=proposal),
    Entry("plan", "the project plan: milestones, who does what by when, and what is overdue", early=project_plan),
    Entry("kickoff", "the kick-off meeting: agenda, questions, readiness, settings, decision log, sign-off", early=kickoff),
    Entry("workshop", "the workshop: who needs what, factors and weights, processes", early=workshop),
    Entry("review", "the review meeting: walk-through, talking points with numbers, open questions", late=review),
    Entry("implementation", "the implementation plan: who does what by when", late=implementation),
    Entry("sparring", "the ledger of sparring hours", late=sparring),
    Entry("training", "the training: customer pages per rep, questions per segment, role play, quiz with answers", late=training),
    Entry("roles", "a page per role with the same figures: management, sales, customer service, marketing, product", late=roles),
    Entry("messages", "the message matrix: segment by channel, a card per segment, activities with their message", late=messages),
)
"""The packs before the analysis, then those after it."""
