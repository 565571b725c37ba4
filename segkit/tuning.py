"""Every number that the client may tune, as one flat list: thresholds, contacts, capacity, what is at stake; the tree, the costs and the growth."""

import re

from segkit.deep_dive import DeepDive
from segkit.engagement import Engagement
from segkit.parameters import ParameterValue, declared
from segkit.parameters.yaml_file import Place
from segkit.rating import AbcdModel, Grid
from segkit.rating.contribution.settings import tuned
from segkit.rating.factors.tuned import factor_parameters
from segkit.segments import GrowthRule
from segkit.strategy import (
    ActivityEntry,
    Capacity,
    PlaybookEntry,
    RepCapacity,
    SalesRep,
    SegmentPolicy,
    StrategyPlan,
    ValueAtStake,
    activity_cell,
    contact_cell,
)
from segkit.words import phrase


def tuned_parameters(
    engagement: Engagement, grid: Grid, plan: StrategyPlan, held: RepCapacity, deep: DeepDive | None
) -> tuple[ParameterValue, ...]:
    """Return the grid's cuts, each segment's contacts and other activities, capacity, each sales rep's hours and the assumptions of what is at
    stake; then, in a Deep Dive, the numbers of the tree, of the costs and of growth.

    A threshold that is still open, and hours that are not known, have no number (NaN).
    """
    values = [*cut_parameters(grid)]
    for position, policy in enumerate(plan.policies, start=1):
        values += _of_the_segment(position, policy)
    for name, number in (("sales_hours", engagement.capacity.sales_hours), ("cost_per_hour", plan.cost_per_hour)):
        if number is not None:
            values.append(declared(Capacity, name, f"capacity.{name}", number))
    values += _of_the_reps(engagement, held)
    values += [declared(ValueAtStake, name, f"value.{name}", getattr(engagement.value, name)) for name in ValueAtStake.model_fields]
    if deep is not None:
        values += [*factor_parameters(deep.tree), *tuned(engagement.contribution)]
        values += [declared(GrowthRule, name, f"growth.{name}", getattr(engagement.growth, name)) for name in GrowthRule.model_fields]
    return tuple(values)


def cut_parameters(grid: Grid) -> list[ParameterValue]:
    """Return the thresholds of a grid; one that is still open has no number (NaN)."""
    values = []
    for axis in grid.axes:
        for cut in axis.cuts:
            name = cut.key.removeprefix("abcd.")
            if name in AbcdModel.model_fields:
                values.append(declared(AbcdModel, name, cut.key, float("nan") if cut.open else cut.value))
            else:
                unit = "fraction" if axis.measure == "utilisation" else "currency"
                values.append(ParameterValue(cut.key, axis.label, unit, OWN_CUT, cut.value))
    return values


def _of_the_segment(position: int, policy: SegmentPolicy) -> list[ParameterValue]:
    """Return a segment's contacts and hours, then how often and how long each other activity is done."""
    values = []
    for name in ("meetings_per_year", "hours_per_meeting", "travel_minutes", "preparation_minutes"):
        key, short_name = f"playbook.{policy.segment}.{name}", contact_cell(position, name)
        values.append(declared(PlaybookEntry, name, key, getattr(policy, name), short_name))
    for k, activity in enumerate(policy.activities, start=1):
        for name in () if activity.contact else ("per_year", "minutes"):
            key = f"playbook.{policy.segment}.activities.{k}.{name}"
            short_name = activity_cell(position, k, name)
            values.append(declared(ActivityEntry, name, key, getattr(activity, name), short_name, about=activity.name))
    return values


def _of_the_reps(engagement: Engagement, held: RepCapacity) -> list[ParameterValue]:
    """Return from which load on a rep is full, and what each rep's hours come from, in the order of the reps; nothing where nobody is a rep.

    A rep of engagement.yaml has either its hours or what they come from: its own, else the team's, else counted. Who only stands at customers
    has hours to be filled in, unless the team's are given as one number, which is then the whole answer.
    """
    reps = held.reps[held.reps["rep"] != ""]
    if reps.empty:
        return []
    values = [declared(Capacity, "room_below", "capacity.room_below", engagement.capacity.room_below)]
    given = {rep.name: rep.hours is not None for rep in engagement.capacity.reps}
    for place, row in enumerate(reps.to_dict("records"), start=1):
        name = str(row["rep"])
        if name not in given and engagement.capacity.sales_hours is not None:
            break
        for part in TIME if not given.get(name, True) else ("hours",):
            number = float(row["available" if part == "hours" else part])
            values.append(declared(SalesRep, part, f"capacity.reps.{place}.{part}", number, about=name))
    return values


TIME = ("weekly_hours", "weeks", "selling_share")
"""What the hours of a sales rep come from, where they are not given themselves."""

OWN_CUT = phrase("Lowest value of the next band; the bands of a measure follow each other upwards.")
"""What a cut of a grid of one's own means."""


def path_of(engagement: Engagement, key: str) -> Place:
    """Return where a parameter of the list stands in engagement.yaml."""
    playbook, cut = _PLAYBOOK.fullmatch(key), _CUT.fullmatch(key)
    if playbook:
        return "playbook", playbook["segment"], playbook["name"]
    element, rep = _ELEMENT.fullmatch(key), REP.fullmatch(key)
    if rep:
        return "capacity", "reps", int(rep["number"]) - 1, rep["name"]
    if element:
        return "contribution", "elements", int(element["number"]) - 1, element["name"]
    grid = engagement.abcd.grid
    if cut and grid is not None:
        return "abcd", "grid", "across_cuts" if cut["measure"] == grid.across else "up_cuts", int(cut["number"]) - 1
    return tuple(key.split("."))


_PLAYBOOK = re.compile(r"playbook\.(?P<segment>.+)\.(?P<name>\w+)", re.DOTALL)
REP = re.compile(r"capacity\.reps\.(?P<number>\d+)\.(?P<name>\w+)")
_ELEMENT = re.compile(r"contribution\.elements\.(?P<number>\d+)\.(?P<name>\w+)")
_CUT = re.compile(r"abcd\.(?P<measure>\w+)_cut_(?P<number>\d+)")
