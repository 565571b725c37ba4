"""The steps of an engagement as packs show them: their days, or their weeks after the order while there is no order yet, and who does them."""

from dataclasses import dataclass

from segkit.engagement import Engagement
from segkit.packs.content import Column, Grid
from segkit.strategy.milestones import DAYS, STEPS, Milestone, Step, milestones
from segkit.words import Words, phrase

WEEK = 7

CLIENT, CONSULTANT, BOTH = phrase("The client"), phrase("The consultant"), phrase("Both")

OWNERS: dict[Step, str] = {
    "order": CLIENT,
    "kickoff": BOTH,
    "data": CLIENT,
    "intake": CONSULTANT,
    "workshop": BOTH,
    "analysis": CONSULTANT,
    "return": CONSULTANT,
    "review": BOTH,
}
"""Who does a step."""


@dataclass(frozen=True)
class PlannedStep:
    """One step: its text and owner as shown, the days after the order by which it is due, and its milestone where there is an order."""

    step: Step
    text: str
    owner: str
    day: int
    milestone: Milestone | None

    @property
    def week(self) -> int:
        """The week after the order in which the step is due, from 1 on; 0 for the order itself."""
        return -(-self.day // WEEK)


def planned_steps(engagement: Engagement) -> tuple[PlannedStep, ...]:
    """Return the steps of the engagement's package in their order."""
    words, known = (
        engagement.words,
        {m.step: m for m in milestones(engagement.order, engagement.package, country=engagement.capacity.country)},
    )
    found = []
    for step, days in DAYS[engagement.package].items():
        milestone = known.get(step)
        after = (milestone.due - engagement.order.date).days if milestone and engagement.order.date else days
        found.append(PlannedStep(step, words(STEPS[step]), words(OWNERS[step]), after, milestone))
    return tuple(found)


def step_grid(engagement: Engagement, title: str) -> Grid:
    """Return the steps with their days and who does them."""
    words, steps = engagement.words, planned_steps(engagement)
    when = Column(words("Due"), "date", 14) if engagement.order.date else Column(words("When"), "text", 18)
    columns = (Column(words("Step"), "text", 50), when, Column(words("Done by"), "text", 20))
    rows = tuple((step.text, step.milestone.due if step.milestone else week_text(step, words), step.owner) for step in steps)
    return Grid(title, columns, rows)


def week_text(step: PlannedStep, words: Words) -> str:
    """Return when a step is due while there is no order: in so many weeks after it."""
    return words("week {n}", n=step.week) if step.week else words("day of the order")
