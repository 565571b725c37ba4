"""The fit: what is proposed within the hours, what more or fewer hours would cover, and what one more sales rep would add and cost."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from segkit.errors import BlockedError, CommandError
from segkit.fit.asked import Asked
from segkit.fit.budget import TEAM, Budget, OneRep, budget, one_rep
from segkit.fit.frequencies import best_frequencies, menus
from segkit.fit.outcome import Outcome, outcome, today
from segkit.fit.situation import Situation, situation
from segkit.fit.thresholds import Counted
from segkit.study import Study

PERCENTS = (50, 75, 100, 125, 150)
"""At how many percent of the hours the frontier is told."""

Within = Callable[[Fraction, Fraction], "Outcome | None"]
"""What covers the most within so much of the budget's hours and so many more."""


@dataclass(frozen=True)
class Step:
    """One point of the frontier: `percent` of the hours there are, or `reps` sales reps more (+1) or fewer (-1) than today's team.

    `hours` are those that there would be; `best` is what covers the most within them, None where nothing fits.
    """

    percent: int
    reps: int
    hours: Fraction
    best: Outcome | None


@dataclass(frozen=True)
class Fit:
    """The answer to a question.

    `budget` is None where no hours are known (a wished distribution needs none). `today` is the policy as it is, `least` what needs the fewest
    hours of all that may be chosen (None without a budget), `proposed` the answer, None where nothing fits. `combinations` of thresholds were
    counted (0 for frequencies). `steps` is the frontier, with the most covered value at more
    and fewer hours; they rise with the hours. A wished distribution has none.
    """

    asked: Asked
    situation: Situation
    budget: Budget | None
    today: Outcome
    least: Outcome | None
    proposed: Outcome | None
    combinations: int
    rep: OneRep | None
    steps: tuple[Step, ...]

    @property
    def fits_today(self) -> bool:
        """Whether the policy of today keeps within the hours."""
        return self.budget is not None and self.budget.holds(self.today.needed(self.situation, self.budget))

    @property
    def changes(self) -> bool:
        """Whether anything else than today is proposed."""
        chosen = self.proposed
        return chosen is not None and (chosen.contacts, chosen.cuts) != (self.today.contacts, self.today.cuts)

    def lacking(self) -> dict[str, Fraction]:
        """Return by the budget's names the hours that lack even for what needs the fewest; nothing where something fits."""
        if self.budget is None or self.least is None or self.proposed is not None:
            return {}
        needed = self.least.needed(self.situation, self.budget)
        return {name: need - has for name, need, has in zip(self.budget.names, needed, self.budget.hours, strict=True) if need > has}


def fit(study: Study, asked: Asked) -> Fit:
    """Return the answer to a question. Raises CommandError where hours are needed and none are known, BlockedError where no value is known."""
    here = situation(study, asked)
    given = budget(here, asked)
    if given is None and asked.goal != "wish":
        raise CommandError(
            "It is not known how many hours there are. Give them: --hours 2500, or as 'sales_hours' of 'capacity' in engagement.yaml.",
            code="SEG-P01",
        )
    if asked.goal == "cover" and not any(here.known(measure) for measure in here.measures):
        wanted = " and ".join(here.measures)
        raise BlockedError(
            f"The {wanted} of no customer is known, so there is nothing to weigh one choice against another by. "
            "Take in potentials or costs, or ask for the smallest change: --smallest",
            code="SEG-D07",
        )
    if asked.change == "frequencies":
        if given is None:
            raise AssertionError("frequencies are fitted to hours")
        return _by_frequencies(here, given, asked)
    return _by_thresholds(here, given, asked)


def _by_frequencies(here: Situation, given: Budget, asked: Asked) -> Fit:
    choices = menus(here, asked)

    def found(within: Budget, *, smallest: bool) -> Outcome | None:
        contacts = best_frequencies(here, within, choices, smallest=smallest)
        return None if contacts is None else replace(outcome(here, contacts), cuts=today(here).cuts)

    rep = one_rep(here, asked, given)
    steps = _frontier(here, given, rep, lambda times, more: found(given.times(times, more), smallest=False))
    return Fit(
        asked=asked,
        situation=here,
        budget=given,
        today=today(here),
        least=outcome(here, tuple(menu[0] for menu in choices)),
        proposed=found(given, smallest=asked.goal == "smallest"),
        combinations=0,
        rep=rep,
        steps=steps,
    )


def _by_thresholds(here: Situation, given: Budget | None, asked: Asked) -> Fit:
    counted = Counted(here, given)
    # A wished distribution is held against the hours only where these were typed: it is asked for itself.
    binding = Fraction(1) if asked.goal != "wish" or asked.hours is not None else None
    rep = one_rep(here, asked, given) if given else None
    steps = (
        _frontier(here, given, rep, lambda times, more: counted.best("cover", counted.within(times, more), {}))
        if given and asked.goal != "wish"
        else ()
    )
    rows, columns = counted.shape
    return Fit(
        asked=asked,
        situation=here,
        budget=given,
        today=today(here),
        least=counted.least_hours() if given else None,
        proposed=counted.best(asked.goal, counted.within(binding), asked.wish),
        combinations=rows * columns,
        rep=rep,
        steps=steps,
    )


def _frontier(here: Situation, given: Budget, rep: OneRep | None, best: Within) -> tuple[Step, ...]:
    """Return the frontier, by hours. A sales rep more or fewer is told of a team only: whose customers would be taken over is not known."""
    asked = [(percent, 0, Fraction(percent, 100), Fraction(0)) for percent in PERCENTS]
    if rep is not None and given.names == (TEAM,):
        asked += [(0, more, Fraction(1), more * rep.hours) for more in (-1, 1) if given.total + more * rep.hours > 0]
    steps: list[Step] = []
    for percent, reps, times, more in sorted(asked, key=lambda one: given.total * one[2] + one[3]):
        found = best(times, more)
        earlier = steps[-1].best if steps else None
        # What fits into fewer hours fits into more: the solver tells values apart to a billionth, and this to the øre.
        if earlier is not None and (found is None or found.covered(here.measures) < earlier.covered(here.measures)):
            found = earlier
        steps.append(Step(percent, reps, given.total * times + more, found))
    return tuple(steps)
