"""The action list: every customer's activities, each with a first due date, spread over the plan so that no owner has them all at once.

Activity k of whatever segment a customer is in stands in the customer's slot k, and a slot's place in time (`spread`) does not depend on
the segment: where a grade changes in Excel, the same row shows another activity.
"""

import datetime as dt
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import DTypeLike

from segkit.segments import NOT_RATED_SEGMENT, Segmentation
from segkit.strategy.activities import Activity
from segkit.strategy.calendar import months_later, working_days
from segkit.strategy.playbook import SegmentPolicy
from segkit.words import phrase

STATES: dict[str, str] = {
    "open": phrase("Open"),
    "under_way": phrase("Under way"),
    "done": phrase("Done"),
    "dropped": phrase("Dropped"),
}
"""How far an action has come; an empty status is open."""

YEAR = 365
"""The days over which an activity's times per year are spread."""
PHASES = 7
"""The slots of a customer stand a seventh apart, so that its activities do not fall on one day."""


def slots(policies: tuple[SegmentPolicy, ...]) -> int:
    """Return the number of slots of each customer: the most activities that any segment has."""
    return max((len(policy.activities) for policy in policies), default=0)


def spread(customers: pd.DataFrame, wanted: int) -> np.ndarray:
    """Return each slot's place in time as a fraction in [0, 1): a row per customer (customer_id, owner), a column per slot.

    The n customers of one owner stand evenly, 1/n apart in order of their numbers, and each slot a seventh after the one before.
    """
    phase = np.arange(1, wanted + 1) / PHASES
    # Rounding can reach 1, which is the beginning again.
    shares: np.ndarray = np.round((middles(customers)[:, None] + phase[None, :]) % 1, 6) % 1
    return shares


def middles(customers: pd.DataFrame) -> np.ndarray:
    """Return each customer's place in time before its slots are set apart, in [0, 1) with six decimals."""
    ordered = pd.DataFrame({"number": customers["customer_id"].to_numpy(), "owner": _owners(customers)}).sort_values("number")
    owned = ordered.groupby("owner", sort=False)["number"]
    middle: np.ndarray = ((owned.cumcount() + 0.5) / owned.transform("size")).sort_index().to_numpy().round(6)
    return middle


def spread_formula(middle: str, slot: str) -> str:
    """Return the Excel formula of a slot's place in time from the cells of the customer's middle and of the slot's number."""
    return f"MOD(ROUND(MOD({middle}+{slot}/{PHASES},1),6),1)"


def slot_table(policies: tuple[SegmentPolicy, ...], segmentation: Segmentation, start: dt.date, months: int) -> pd.DataFrame:
    """Return one row per segment and slot that has an activity: what it is, when it may be due, and how much of it is planned.

    Columns: segment, slot (1 = first), activity, channel, kpi, role, contact, per_year, minutes, start (the first day it may be due),
    days (from it to the last weekday on which it may be due, both counted), customers, actions (in a year, of all the segment's
    customers), hours (the same).
    """
    rows = []
    for policy in policies:
        count = segmentation.count(policy.segment)
        for slot, activity in enumerate(policy.activities, start=1):
            begins, days = window(activity, start, months)
            actions = count * activity.per_year
            rows.append({
                "segment": policy.segment, "slot": slot, "activity": activity.name, "channel": activity.channel, "kpi": activity.kpi,
                "role": activity.role, "contact": activity.contact, "per_year": activity.per_year, "minutes": activity.minutes,
                "start": begins, "days": days, "customers": count, "actions": actions, "hours": actions * activity.minutes / 60,
            })  # fmt: skip
    return pd.DataFrame(rows)


def window(activity: Activity, start: dt.date, months: int) -> tuple[dt.date, int]:
    """Return the first day on which an activity may be due, and the days to the last weekday on which it may, both counted."""
    last = months_later(start, months) - dt.timedelta(days=1)
    begins = max(start, activity.start or start)
    return begins, working_days(begins, min(last, activity.end or last))


def actions(customers: pd.DataFrame, policies: tuple[SegmentPolicy, ...], start: dt.date, months: int) -> pd.DataFrame:
    """Return one row per customer and activity of its segment that is done at all, in the order of the customers and of the activities.

    `customers` needs customer_id, owner and grade (None = not rated). Columns: key ("customer:0012"), customer_id, slot (1 = first),
    segment, activity, channel, kpi, role, owner (the customer's, else the role), per_year, minutes, due (the first time, a weekday
    within the plan), day (before it was moved off a weekend), spread.
    """
    per_year, minutes = (_by_slot(policies, attrgetter(name), float) for name in ("per_year", "minutes"))
    starts = _by_slot(policies, lambda activity: window(activity, start, months)[0], "datetime64[D]")
    days = _by_slot(policies, lambda activity: window(activity, start, months)[1], int)
    segments = [policy.segment for policy in policies]
    grades = customers["grade"].where(customers["grade"].notna(), NOT_RATED_SEGMENT)
    codes = pd.Categorical(grades, categories=segments).codes
    customer, slot = np.nonzero(((per_year > 0) & (days > 0))[codes])
    place = (codes[customer], slot)
    shares = spread(customers, slots(policies))[customer, slot]
    texts = {name: _by_slot(policies, attrgetter(name), object)[place] for name in ("name", "channel", "kpi", "role")}
    day = first_days(starts[place], shares, per_year[place], days[place])
    numbers, owner = customers["customer_id"].to_numpy(dtype=object), _owners(customers)[customer]
    return pd.DataFrame({
        "key": ("customer:" + numbers)[customer],
        "customer_id": numbers[customer],
        "slot": slot + 1,
        "segment": np.array(segments, dtype=object)[place[0]],
        "activity": texts["name"],
        "channel": texts["channel"],
        "kpi": texts["kpi"],
        "role": texts["role"],
        "owner": np.where(owner == "", texts["role"], owner),
        "per_year": per_year[place],
        "minutes": minutes[place],
        "due": weekdays(day),
        "day": day,
        "spread": shares,
    })  # fmt: skip


def first_days(start: np.ndarray, shares: np.ndarray, per_year: np.ndarray, days: np.ndarray) -> np.ndarray:
    """Return the first due days (datetime64), weekends included: the slot's share of the time between two of its times.

    The offset is rounded before it is cut, so that a whole number of days is not taken for the float just below it.
    """
    offset = np.floor(np.round(shares * YEAR / np.maximum(per_year, YEAR / days), 6)).astype("timedelta64[D]")
    day: np.ndarray = (start.astype("datetime64[D]") + offset).astype("datetime64[s]")
    return day


def weekdays(days: np.ndarray) -> np.ndarray:
    """Return days with those of a weekend moved to the Monday after."""
    day = days.astype("datetime64[D]")
    weekday = (day.astype("int64") + 3) % 7  # 1970-01-01 was a Thursday; 0 is Monday
    moved: np.ndarray = (day + np.array([0, 0, 0, 0, 0, 2, 1], dtype="timedelta64[D]")[weekday]).astype("datetime64[s]")
    return moved


def day_formula(start: str, spread: str, per_year: str, days: str) -> str:
    """Return the Excel formula of the first due day, weekends included, from its four cells; empty text where the activity is not done."""
    day = f"{start}+INT(ROUND({spread}*{YEAR}/MAX({per_year},{YEAR}/{days}),6))"
    return f'IF(AND(N({per_year})>0,N({days})>0),{day},"")'


def weekday_formula(day: str) -> str:
    """Return the Excel formula of a day moved off a weekend, from the cell of the day; empty text where that is empty."""
    return f'IF(ISNUMBER({day}),{day}+CHOOSE(WEEKDAY({day},2),0,0,0,0,0,2,1),"")'


def _by_slot(policies: tuple[SegmentPolicy, ...], what: Callable[[Activity], Any], kind: DTypeLike) -> np.ndarray:
    """Return something of each activity as a table with a row per segment and a column per slot; empty slots hold 0 or nothing."""
    table = np.zeros((len(policies), slots(policies)), dtype=kind)
    for row, policy in enumerate(policies):
        for column, activity in enumerate(policy.activities):
            table[row, column] = what(activity)
    return table


def _owners(customers: pd.DataFrame) -> np.ndarray:
    owners: np.ndarray = customers["owner"].fillna("").to_numpy(dtype=object)
    return owners
