"""A trial: one question with its answer, as it is kept in the client's folder, whether it was chosen or not."""

import datetime as dt
from fractions import Fraction

from segkit.fit.asked import Asked
from segkit.fit.budget import TEAM
from segkit.fit.fitting import Fit
from segkit.fit.outcome import Outcome
from segkit.fit.situation import ORE, Situation
from segkit.parameters import Record, parameter


class Figures(Record):
    """What a choice comes to. By segment: customers, contacts a year with each, hours a year in all. Covered amounts are money, None where unknown."""

    customers: dict[str, int] = parameter(label="Customers")
    contacts: dict[str, float] = parameter(label="Contacts per year")
    hours: dict[str, float] = parameter(label="Hours a year")
    total_hours: float = parameter(label="Hours in all")
    headroom: float | None = parameter(None, label="Headroom covered")
    contribution: float | None = parameter(None, label="Contribution covered")
    moved: int = parameter(0, label="Customers who change segment")
    changed: float = parameter(0.0, label="Contacts a year more or fewer")


class Point(Record):
    """One point of the frontier: so many percent of the hours, or sales reps more or fewer, and what would be covered; nothing where nothing fits."""

    percent: int = parameter(0, label="Percent of the hours")
    reps: int = parameter(0, label="Sales reps more")
    hours: float = parameter(label="Hours there would be")
    needed: float | None = parameter(None, label="Hours needed")
    headroom: float | None = parameter(None, label="Headroom covered")
    contribution: float | None = parameter(None, label="Contribution covered")


class Load(Record):
    """The hours of one sales rep: there are, needed today, needed as proposed."""

    available: float = parameter(label="Hours available")
    today: float = parameter(label="Hours needed today")
    proposed: float | None = parameter(None, label="Hours needed as proposed")


class OneMore(Record):
    """One more sales rep: the hours, where they come from (given, reps, shared), and among how many they were shared."""

    hours: float = parameter(label="Hours")
    basis: str = parameter(label="Basis")
    among: int = parameter(0, label="Among")
    cost: float | None = parameter(None, label="Cost a year")


class Taken(Record):
    """Who chose the trial, when and why, and the fingerprint of engagement.yaml afterwards."""

    by: str = parameter(label="Decided by", min_length=1, max_length=120)
    on: dt.date = parameter(label="Decided on")
    why: str = parameter("", label="Reason", max_length=600)
    engagement: str = parameter(label="engagement.yaml afterwards")


class Trial(Record):
    """One trial. `engagement` is the fingerprint (SHA-256) of engagement.yaml when it was made; `before` and `after` the parameters that differ.

    `known` is the whole headroom and contribution (money) that shares are of, `unknown` the customers left out of each, and under "value" those of
    whom nothing is known. `lacking` are the hours that lack where nothing fits, by sales rep ("" = the team).
    """

    number: int = parameter(label="Number", ge=1)
    day: dt.date = parameter(label="Day")
    engagement: str = parameter(label="engagement.yaml")
    asked: Asked = parameter(label="Asked")
    available: float | None = parameter(None, label="Hours available", unit="hours")
    fits_today: bool = parameter(False, label="Fits today")
    combinations: int = parameter(0, label="Combinations counted")
    names: dict[str, str] = parameter(label="Names of the segments")
    known: dict[str, float] = parameter({}, label="Known")
    unknown: dict[str, int] = parameter({}, label="Unknown")
    nobody: int = parameter(0, label="Customers of nobody")
    per_hour: dict[str, float] = parameter({}, label="Covered by an hour of contacts")
    before: dict[str, float] = parameter({}, label="Before")
    after: dict[str, float] = parameter({}, label="After")
    today: Figures = parameter(label="Today")
    proposed: Figures | None = parameter(None, label="Proposed")
    lacking: dict[str, float] = parameter({}, label="Lacking")
    reps: dict[str, Load] = parameter({}, label="Sales reps")
    frontier: list[Point] = parameter([], label="Frontier")
    one_more: OneMore | None = parameter(None, label="One more sales rep")
    taken: Taken | None = parameter(None, label="Taken")
    undone: dt.date | None = parameter(None, label="Taken back")

    @property
    def is_taken(self) -> bool:
        """Whether the trial is the choice that was made, and was not taken back."""
        return self.taken is not None and self.undone is None


def trial_of(fit: Fit, number: int, day: dt.date, engagement: str) -> Trial:
    """Return a fit as the trial that is kept of it; `engagement` is the fingerprint of engagement.yaml."""
    here, budget, rep = fit.situation, fit.budget, fit.rep
    before, after = _parameters(fit)
    cost = here.study.plan.cost_per_hour
    return Trial(
        number=number,
        day=day,
        engagement=engagement,
        asked=fit.asked,
        available=float(budget.total) if budget else None,
        fits_today=fit.fits_today,
        combinations=fit.combinations,
        names={rhythm.segment: rhythm.name for rhythm in here.rhythms},
        known={measure: _money(Fraction(int(getattr(here, measure).sum()))) for measure in here.measures if here.known(measure)},
        unknown={measure or "value": n for measure, n in here.unknown.items()},
        nobody=budget.nobody if budget else 0,
        per_hour=_per_hour(here) if fit.asked.change == "frequencies" else {},
        before=before,
        after=after,
        today=figures(fit.today, here),
        proposed=figures(fit.proposed, here) if fit.proposed else None,
        lacking={name: float(hours) for name, hours in fit.lacking().items()},
        reps=_loads(fit),
        frontier=[
            Point(
                percent=step.percent,
                reps=step.reps,
                hours=float(step.hours),
                needed=float(step.best.total_hours) if step.best else None,
                **(_covered(step.best, here) if step.best else {}),
            )
            for step in fit.steps
        ],
        one_more=OneMore(
            hours=float(rep.hours),
            basis=rep.basis,
            among=rep.among,
            cost=None if cost is None else _money(rep.hours * Fraction(f"{cost:.12g}") * ORE),
        )
        if rep and any(step.reps == 1 for step in fit.steps)
        else None,
    )


def figures(outcome: Outcome, here: Situation) -> Figures:
    """Return an outcome in figures that can be kept and shown."""
    return Figures(
        customers=dict(zip(here.segments, outcome.customers, strict=True)),
        contacts={segment: float(often) for segment, often in zip(here.segments, outcome.contacts, strict=True)},
        hours={segment: float(hours) for segment, hours in zip(here.segments, outcome.hours, strict=True)},
        total_hours=float(outcome.total_hours),
        moved=outcome.moved,
        changed=float(outcome.changed),
        **_covered(outcome, here),
    )


def _covered(outcome: Outcome, here: Situation) -> dict[str, float]:
    return {measure: _money(getattr(outcome, measure)) for measure in here.measures if here.known(measure)}


def _money(ore: Fraction) -> float:
    """Return whole øre as money."""
    return round(ore) / ORE


def _parameters(fit: Fit) -> tuple[dict[str, float], dict[str, float]]:
    """Return the parameters that the proposal changes, with their values before and after."""
    if fit.proposed is None:
        return {}, {}
    here = fit.situation
    keys = [cut.key for cut in here.study.grid.cuts]
    pairs = list(zip(keys, fit.today.cuts, fit.proposed.cuts, strict=True))
    for segment, old, new in zip(here.segments, here.contacts, fit.proposed.contacts, strict=True):
        pairs.append((f"playbook.{segment}.meetings_per_year", float(old), float(new)))
    changed = [(key, old, new) for key, old, new in pairs if old != new]
    return {key: old for key, old, _ in changed}, {key: new for key, _, new in changed}


def _per_hour(here: Situation) -> dict[str, float]:
    """Return by segment what an hour of the contacts wished covers of its value, in money; it tells where hours go first.

    Segments are left out of whose customers nothing is known, or with whom no time is spent in contacts.
    """
    known = here.study.customers[list(here.measures)].notna().any(axis=1).to_numpy()
    found = {}
    for place, rhythm in enumerate(here.rhythms):
        among = here.segment == place
        hours = int(among.sum()) * rhythm.wished * rhythm.per_contact
        if hours and known[among].any():
            found[rhythm.segment] = _money(int(here.value[among].sum()) / hours)
    return found


def _loads(fit: Fit) -> dict[str, Load]:
    if fit.budget is None or fit.budget.names == (TEAM,):
        return {}
    needed = fit.today.needed(fit.situation, fit.budget)
    then = fit.proposed.needed(fit.situation, fit.budget) if fit.proposed else (None,) * len(needed)
    return {
        name: Load(available=float(has), today=float(now), proposed=None if later is None else float(later))
        for name, has, now, later in zip(fit.budget.names, fit.budget.hours, needed, then, strict=True)
    }


def keeps_its_promise(trial: Trial, customers: dict[str, int], hours: dict[str, float]) -> bool:
    """Return whether a study with the trial's parameters has the customers and hours per segment that the trial told."""
    promised = trial.proposed
    return (
        promised is not None
        and promised.customers == customers
        and all(abs(promised.hours[segment] - hours[segment]) < 1e-6 for segment in promised.hours)
    )
