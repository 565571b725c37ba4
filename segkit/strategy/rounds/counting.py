"""How often each activity is done with each customer within the plan, and on which days that would be, were there nothing in the way.

The number of times is customers x times a year x years of the plan, rounded to a whole number for all customers of a sales rep in a segment
together, so that the hours of the plan come out; no customer's number is further than one from its own share. An activity that may only be
done in a part of the plan is done there as often as its hours say: in full, and more often only where that part is longer than a year.
"""

import datetime as dt
from collections.abc import Mapping

import numpy as np
import pandas as pd

from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy.actions import YEAR, first_days, slots, spread, weekdays, window
from segkit.strategy.calendar import PlanPeriod, working_days
from segkit.strategy.playbook import SegmentPolicy

NO_TURN = "no_turn"
"""The reason of an activity that a customer does not have within the plan, because it is done less than once and others have it."""

SLACK = 7
"""Days by which the last of several times may lie behind its window, to be moved to its end, before all are set closer."""

WHOLE, BEFORE, AFTER = 0, 1, 2
"""The parts of a plan: all of it, or what lies before and from the day on which changed grades count."""


def counted(
    customers: pd.DataFrame, policies: tuple[SegmentPolicy, ...], period: PlanPeriod, earlier: Mapping[str, str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return every single time, and what has no turn within the plan.

    `customers` needs customer_id, owner and grade (None = not rated); `earlier` has the segment of then of each customer whose segment is
    another now. Both tables have: customer (the row's position), customer_id, owner, segment, position (of the segment), slot (1 = first),
    part, per_year, minutes (whole ones, a half upwards), spread. The first has also: number (1 = first) of `times`, spacing (days between
    two times), first and last (the days between which it may be), ideal (a weekday); the days are datetime64.
    """
    shifted = shifts(customers, policies, period, earlier)
    parts = [_part(customers, policies, period, stint) for stint in _stints(shifted)]
    table = pd.concat(parts, ignore_index=True)
    table["times"] = _times(table)
    return _every_time(table[table["times"] > 0]), table[table["times"] == 0].drop(columns=["wanted", "first", "days", "times"])


def shifts(customers: pd.DataFrame, policies: tuple[SegmentPolicy, ...], period: PlanPeriod, earlier: Mapping[str, str]) -> pd.DataFrame:
    """Return each customer's segment `now` and `then` as positions (-1 = unknown), and whether it `moved` within the plan."""
    segments = pd.Index([policy.segment for policy in policies])
    now = segments.get_indexer(pd.Index(customers["grade"].where(customers["grade"].notna(), NOT_RATED_SEGMENT)))
    then = segments.get_indexer(pd.Index([earlier.get(str(number)) for number in customers["customer_id"]], dtype=object))
    table = pd.DataFrame({"now": now.astype(int), "then": then.astype(int)})
    within = period.changes_from is not None and period.changes_from > period.start
    return table.assign(moved=(table["then"] >= 0) & (table["then"] != table["now"]) & within)


def _stints(shifted: pd.DataFrame) -> list[tuple[int, np.ndarray, np.ndarray]]:
    """Return per part of the plan the customers' positions and the positions of the segments they are in during it."""
    stayed, moved = shifted[~shifted["moved"]], shifted[shifted["moved"]]
    parts = ((WHOLE, stayed, "now"), (BEFORE, moved, "then"), (AFTER, moved, "now"))
    return [(part, who.index.to_numpy(), who[segment].to_numpy()) for part, who, segment in parts]


def _part(
    customers: pd.DataFrame, policies: tuple[SegmentPolicy, ...], period: PlanPeriod, stint: tuple[int, np.ndarray, np.ndarray]
) -> pd.DataFrame:
    """Return a row per customer and activity of its segment in a part of the plan, with how often it is wanted there, as a fraction."""
    part, who, segments = stint
    facts = _facts(policies, period, part)
    place, slot = np.nonzero((facts["wanted"] > 0)[segments])
    chosen, segment = who[place], segments[place]
    owners = customers["owner"].fillna("").astype(str).to_numpy(dtype=object)
    names = np.array([policy.segment for policy in policies], dtype=object)
    return pd.DataFrame({
        "customer": chosen,
        "customer_id": customers["customer_id"].astype(str).to_numpy(dtype=object)[chosen],
        "owner": owners[chosen],
        "segment": names[segment],
        "position": segment,
        "slot": slot + 1,
        "part": part,
        **{name: table[segment, slot] for name, table in facts.items()},
        "spread": spread(customers, slots(policies))[chosen, slot],
    })  # fmt: skip


def _facts(policies: tuple[SegmentPolicy, ...], period: PlanPeriod, part: int) -> dict[str, np.ndarray]:
    """Return what holds of each segment's slots in a part of the plan, as tables with a row per segment and a column per slot."""
    shape = (len(policies), slots(policies))
    per_year, wanted = np.zeros(shape), np.zeros(shape)
    minutes, days, first = np.zeros(shape, int), np.zeros(shape, int), np.full(shape, period.start, "datetime64[D]")
    for row, policy in enumerate(policies):
        for col, activity in enumerate(policy.activities):
            begins, within = window(activity, period.start, period.months)
            ends = begins + dt.timedelta(days=within - 1)
            per_year[row, col], minutes[row, col] = activity.per_year, int(activity.minutes + 0.5)
            if within <= 0:
                continue
            opens, length, share = _within(begins, ends, period.changes_from, part)
            last = min(period.end, activity.end or period.end)
            years = max(1.0, ((last - begins).days + 1) / ((period.end - period.start).days + 1) * period.months / 12)
            first[row, col], days[row, col], wanted[row, col] = opens, length, activity.per_year * years * share
    return {"per_year": per_year, "minutes": minutes, "first": first, "days": days, "wanted": wanted}


def _within(begins: dt.date, ends: dt.date, change: dt.date | None, part: int) -> tuple[dt.date, int, float]:
    """Return the first day of a window's part, its days to the last weekday, and its share of the window; the parts' shares sum to 1."""
    whole = working_days(begins, ends)
    if part == WHOLE or change is None:
        return begins, whole, 1.0
    before = max(0, working_days(begins, min(ends, change - dt.timedelta(days=1))))
    opens = max(begins, change)
    after = max(0, working_days(opens, ends))
    return (begins, before, before / (before + after)) if part == BEFORE else (opens, after, after / (before + after))


def _times(table: pd.DataFrame) -> np.ndarray:
    """Return how often each row is done: the sum over a rep's customers in a segment is rounded once, a half upwards.

    Where everybody has some, those whose first time comes earliest have the one more; where only some have any, they lie evenly apart.
    """
    keys = ["owner", "part", "position", "slot"]
    ordered = table.sort_values([*keys, "spread", "customer_id"], kind="stable")
    grouped = ordered.groupby(keys, sort=False)["wanted"]
    wanted, rank, size = ordered["wanted"].to_numpy(), grouped.cumcount().to_numpy(), grouped.transform("size").to_numpy()
    # The nine decimals keep 0.1 x 5 customers from being taken for the float below a half.
    least = np.floor(np.round(wanted, 9)).astype(int)
    more = np.floor(np.round(size * wanted, 9) + 0.5).astype(int) - size * least
    even = (rank + 1) * more // size - rank * more // size
    times = np.empty(len(table), dtype=int)
    times[ordered.index.to_numpy()] = least + np.where(least > 0, rank < more, even)
    return times


def _every_time(table: pd.DataFrame) -> pd.DataFrame:
    """Return a row per single time: the first day is the action list's, the further ones follow evenly, all within the window."""
    times, days = table["times"].to_numpy(), table["days"].to_numpy()
    rhythm = YEAR / np.maximum(table["per_year"].to_numpy(), YEAR / days)
    spacing = np.where(times * rhythm > days + SLACK, days / times, rhythm)
    every = table.assign(spacing=spacing, last=table["first"] + (table["days"] - 1).astype("timedelta64[D]"))
    every = every.loc[every.index.repeat(times)].reset_index(drop=True)
    every["number"] = (np.arange(len(every)) - np.repeat(np.cumsum(times) - times, times)) + 1
    place = (every["spread"] + every["number"] - 1).to_numpy()
    day = first_days(every["first"].to_numpy(), place, YEAR / every["spacing"].to_numpy(), every["days"].to_numpy())
    every["ideal"] = weekdays(np.minimum(day, every["last"].to_numpy()))
    return every.drop(columns=["wanted", "days"])
