"""What a client changes in the yellow cells, and the engagement.yaml that says the same."""

import copy
import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

import segkit
from segkit.parameters import ParameterValue
from segkit.rating import Grid
from segkit.rating.grid import Axis
from segkit.strategy.value import MEASURES, SCENARIOS

from .settings import Settings, cuts, rising

OWN_EDITS = {"abcd", "value"}
"""The sections whose parameters hang together, and so are edited by functions of their own."""


@dataclass(frozen=True)
class Edit:
    """New values by the defined names of their cells, and the settings of a run with those values."""

    cells: Mapping[str, Any]
    settings: Settings


@dataclass(frozen=True)
class Change:
    """A new value for one defined name, and the place in engagement.yaml that says it."""

    name: str
    shown: Any
    place: tuple[str | int, ...]
    value: Any


def draw_edit(rng: Random, study: segkit.Study, settings: Settings) -> Edit:
    """Return random changes to an engagement's parameters."""
    changed = copy.deepcopy(settings)
    cells = {}
    for policy in study.plan.policies:
        _with_activities(study, changed, policy.segment)
    for change in (change for edit in EDITS for change in edit(rng, study)):
        cells[change.name] = change.shown
        _put(changed, change.place, change.value)
    return Edit(cells, changed)


def _put(settings: Any, place: tuple[str | int, ...], value: Any) -> None:
    for key, following in itertools.pairwise(place):
        settings = settings[key] if isinstance(key, int) else settings.setdefault(key, [] if isinstance(following, int) else {})
    if isinstance(settings, list) and place[-1] == len(settings):
        settings.append(value)
    else:
        settings[place[-1]] = value


def _thresholds(rng: Random, study: segkit.Study) -> list[Change]:
    """Every threshold of an axis anew, often on a customer's own value; an open one gets an amount."""
    found = []
    for which, axis in zip(("across", "up"), study.grid.axes, strict=False):
        if rng.random() < 0.75:
            known = [float(value) for value in study.customers[axis.measure].dropna() if value >= 0]
            values = cuts(rng, {axis.measure: known}, axis.measure, len(axis.cuts))
            found += [
                Change(cut.name, value, _place_of_cut(study, which, axis, i), value)
                for i, (cut, value) in enumerate(zip(axis.cuts, values, strict=True))
            ]
    return found


def _place_of_cut(study: segkit.Study, which: str, axis: Axis, position: int) -> tuple[str | int, ...]:
    if study.engagement.abcd.preset == "own":
        return ("abcd", "grid", f"{which}_cuts", position)
    return ("abcd", axis.cuts[position].key.removeprefix("abcd."))


def _letters(rng: Random, study: segkit.Study) -> list[Change]:
    """The letters of a grid of one's own, exchanged so that the same grades are there in the same order."""
    grid = study.grid
    width = len(grid.grades[0])
    if study.engagement.abcd.preset != "own" or rng.random() < 0.3:
        return []
    for _ in range(20):
        letters = [letter for row in grid.grades for letter in row]
        rng.shuffle(letters)
        rows = tuple(tuple(letters[i : i + width]) for i in range(0, len(letters), width))
        if Grid(grid.across, grid.up, rows).letters == grid.letters:
            return [Change("abcd_grades", rows, ("abcd", "grid", "grades"), [list(row) for row in rows])]
    return []


def _figures(rng: Random, study: segkit.Study) -> list[Change]:
    """Every other parameter: contacts, hours, capacity, and whatever a module declares."""
    rest = [value for value in study.parameters if value.key.partition(".")[0] not in OWN_EDITS and not value.key.startswith(OF_REPS)]
    return [Change(value.name, new, _place(value.key), new) for value in rest if rng.random() < 0.6 for new in [_figure(rng, value, study)]]


def _shares(rng: Random, study: segkit.Study) -> list[Change]:
    """The shares that are attainable, rising from one scenario to the next."""
    names = [f"{measure}_{scenario}" for measure in MEASURES if rng.random() < 0.5 for scenario in SCENARIOS]
    values = [share for _ in range(len(names) // len(SCENARIOS)) for share in rising(rng)]
    return [Change(f"value_{name}", share, ("value", name), share) for name, share in zip(names, values, strict=True)]


def _reps(rng: Random, study: segkit.Study) -> list[Change]:
    """The sales reps' hours: often just what their customers ask for. Who is not in engagement.yaml is written there with the hours."""
    named, found = len(study.engagement.capacity.reps), []
    needed = [float(hours) for hours in study.capacity.reps["needed"]]
    # The empty cells are filled in their order, as the entries they make stand in engagement.yaml.
    filling = rng.random() < 0.5
    for value in study.parameters:
        if not value.key.startswith(OF_REPS) or rng.random() < 0.4:
            continue
        number, name = value.key.removeprefix(OF_REPS).split(".")
        place = ("capacity", "reps", int(number) - 1)
        most = HIGHEST[name]
        new = rng.choice([most, most / 2, most / 3, *([needed[place[2]]] if name == "hours" and needed[place[2]] <= most else [])])
        if place[2] < named:
            found.append(Change(value.name, new, (*place, name), new))
        elif filling and place[2] == named:
            found.append(Change(value.name, new, place, {"name": value.about, name: new}))
            named += 1
    return found


OF_REPS = "capacity.reps."
HIGHEST = {"hours": 8784.0, "weekly_hours": 100.0, "weeks": 53.0, "selling_share": 1.0}

_OF_AN_ACTIVITY = re.compile(r"playbook\.(.*)\.activities\.(\d+)\.(\w+)", re.DOTALL)


def _place(key: str) -> tuple[str | int, ...]:
    """Return where a parameter stands in engagement.yaml: only a segment's own name may hold a point."""
    if match := _OF_AN_ACTIVITY.fullmatch(key):
        return ("playbook", match[1], "activities", int(match[2]) - 1, match[3])
    section, _, rest = key.partition(".")
    return (section, *rest.rsplit(".", 1))


def _with_activities(study: segkit.Study, settings: Settings, segment: str) -> None:
    """Write a segment's activities into the settings in full, so that one figure of them can be changed there."""
    policy = next(policy for policy in study.plan.policies if policy.segment == segment)
    entries = []
    for activity in policy.activities:
        entry: Settings = {"name": activity.name, "channel": activity.channel, "role": activity.role, "kpi": activity.kpi}
        entry |= {"contact": True} if activity.contact else {"per_year": activity.per_year, "minutes": activity.minutes}
        entry |= {name: day.isoformat() for name in ("start", "end") if (day := getattr(activity, name))}
        entries.append(entry)
    settings.setdefault("playbook", {}).setdefault(segment, {})["activities"] = entries


def _figure(rng: Random, value: ParameterValue, study: segkit.Study) -> float:
    if value.key == "capacity.sales_hours":
        return rng.choice((0.01, 1.0, 40.0, 3150.0, 1e7, max(study.plan.total_hours, 0.01)))
    if value.key == "capacity.room_below":
        return rng.choice((0.01, 0.5, 0.8, 0.99))
    return rng.choice(FIGURES[value.unit])


FIGURES: dict[str, tuple[float, ...]] = {
    "per year": (0.0, 0.5, 1.0, 2.0, 12.0, 52.0, 366.0),
    "minutes": (0.0, 1.0, 20.0, 45.5, 6000.0),
    "currency per hour": (0.01, 1.0, 333.33, 1e6),
    "hours": (0.0, 0.1, 0.25, 1.5, 7.75, 100.0),
    "currency": (0.0, 0.01, 1.0, 250.0, 999.99, 1e9),
    "fraction": (0.0, 0.01, 0.1, 0.333333, 0.5, 0.99),
}
"""What a parameter of each unit is changed to. A unit that is not here is a failure: say what its values look like."""

EDITS: tuple[Callable[[Random, segkit.Study], list[Change]], ...] = (_thresholds, _letters, _shares, _figures, _reps)
"""What may be edited. Parameters that are declared elsewhere are covered by `_figures`."""
