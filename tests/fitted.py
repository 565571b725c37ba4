"""Studies to fit: the tiny study with other customers, policies and thresholds, and every choice that there is, tried one by one."""

import itertools
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

import pandas as pd

from segkit.fit.budget import Budget
from segkit.fit.frequencies import Menus
from segkit.fit.outcome import Outcome, outcome
from segkit.fit.situation import Situation
from segkit.rating import measured, rate
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import Activity
from segkit.study import Study

Policy = tuple[float, float, float]
"""Contacts a year, hours of each, minutes of everything else."""


def with_customers(
    study: Study, rows: Iterable[tuple[float | None, float | None, float | None, str]], fixed: dict[int, str] | None = None
) -> Study:
    """Return the study with other customers: revenue, potential, cost and owner of each; grades by its grid, some of them fixed by place."""
    table = pd.DataFrame(rows, columns=["revenue", "potential", "cost", "owner"])
    numbers = [f"{i:03}" for i in range(len(table))]
    amounts = {name: table[name].astype(float) for name in ("revenue", "potential", "cost")}
    table = measured(table.assign(**amounts, customer_id=numbers, name=numbers))
    computed = rate(table, study.grid).frame
    held = fixed or {}
    grade = [held.get(i, letter) for i, letter in enumerate(computed["grade"])]
    holds = [i in held for i in range(len(table))]
    own = {"grade": pd.Series(grade, dtype=object), "computed_grade": computed["grade"], "fixed_holds": holds}
    return replace(study, customers=computed.assign(**own))


def with_policies(study: Study, policies: dict[str, Policy]) -> Study:
    """Return the study with other policies, the segments in the order given."""
    made = []
    for name, (contacts, length, other) in policies.items():
        activities = (
            Activity("x", "phone", 1.0, other, "", "done"),
            Activity("y", "visit", contacts, length * 60, "", "done", contact=True),
        )
        policy = replace(study.plan.policies[0], segment=name, activities=activities, meetings_per_year=contacts, hours_per_meeting=length)
        made.append(policy)
    return replace(study, plan=replace(study.plan, policies=tuple(made)))


def letters(study: Study) -> list[str]:
    """Return the segments of a study's plan."""
    return [*study.grid.letters, NOT_RATED_SEGMENT]


def every_frequency(here: Situation, budget: Budget, choices: Menus) -> list[tuple[Fraction, Fraction, tuple[Fraction, ...]]]:
    """Return every choice within the hours with its covered value and the contacts changed, tried one by one with plain sums."""
    found = []
    rows = list(zip(here.segment, budget.owner, here.value, strict=True))
    for contacts in itertools.product(*choices):
        needed = [Fraction(0)] * len(budget.names)
        value = changed = Fraction(0)
        for segment, owner, worth in rows:
            rhythm, often = here.rhythms[segment], contacts[segment]
            if owner >= 0:
                needed[owner] += often * rhythm.per_contact + rhythm.other
            value += int(worth) * (min(Fraction(1), often / rhythm.wished) if rhythm.wished else 1)
            changed += abs(often - rhythm.contacts)
        if all(need <= has for need, has in zip(needed, budget.hours, strict=True)):
            found.append((value, changed, contacts))
    return found


def told(here: Situation, contacts: tuple[Fraction, ...]) -> tuple[Fraction, Fraction, Outcome]:
    """Return covered value, contacts changed and outcome of contacts per segment."""
    found = outcome(here, contacts)
    return found.covered(here.measures), found.changed, found
