"""The calendar of the plan: everyone's single times counted, put into an order of importance, and placed rep by rep."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit.strategy.calendar import PlanPeriod
from segkit.strategy.capacity import Capacity
from segkit.strategy.playbook import SegmentPolicy
from segkit.strategy.rounds.counting import AFTER, BEFORE, NO_TURN, counted, shifts
from segkit.strategy.rounds.placing import AWAY, FULL, PLACED, TOO_LONG, Visit, place
from segkit.strategy.rounds.weeks import RepWeeks, rep_weeks
from segkit.words import phrase

REASONS: dict[str, str] = {
    FULL: phrase("No week within its dates has room for it."),
    AWAY: phrase("No day within its dates is a working day: weekends, holidays or leave."),
    TOO_LONG: phrase("It takes longer than any week has hours."),
    NO_TURN: phrase("It is done less than once within the plan, and is other customers' turn; no hours are planned for it."),
}
"""Why something has no day in the calendar."""

TURN = 0.381966
"""By so much the order among equals moves from time to time, so that where room is short it is not always the same customers who lose."""


@dataclass(frozen=True)
class Rounds:
    """Every single time that an activity is done within the plan.

    `visits` has a row per time, by rep and day, those that are not placed after the others: customer (the position in the customers'
    table), customer_id, rep (the owner, else the role), owned (whether it is the owner), segment, slot (1 = first), part (0 = the whole
    plan; 1 and 2 = before and from the day on which changed grades count), number of times, minutes, activity, channel, kpi, contact,
    message, ideal, day (NaT where not placed) and reason (a key of REASONS, "" where placed).
    `weeks` has a row per rep and week of the plan: rep, monday, days (worked), capacity (minutes, NaN where not known), placed (minutes).
    `reps` has a row per rep who has anything to do or stands in engagement.yaml, by name: rep, owned, planned, placed and left (minutes;
    left is not placed), visits, unplaced (their numbers), capacity (minutes in the plan, NaN where not known), fullest (its Monday, NaT where
    nothing is placed), load (the fullest week's minutes over its capacity, NaN where not known).
    `changed` has a row per customer whose grade changed: customer, customer_id, before, now (segments), contacts_before and
    contacts_now (their numbers until and from that day).
    `no_turn` has what is other customers' turn: columns as in `visits`, without number, times and days; nothing of it is planned.
    """

    period: PlanPeriod
    visits: pd.DataFrame
    weeks: pd.DataFrame
    reps: pd.DataFrame
    changed: pd.DataFrame
    no_turn: pd.DataFrame


def plan_rounds(
    customers: pd.DataFrame,
    policies: tuple[SegmentPolicy, ...],
    period: PlanPeriod,
    capacity: Capacity,
    earlier: Mapping[str, str] | None = None,
) -> Rounds:
    """Return the calendar for rated customers (customer_id, owner, grade; None = not rated). Raises nothing.

    `earlier` has, by customer_id, the segment of the last delivery; those who are in another now keep its rhythm until the period's
    `changes_from`. Placed and not placed minutes of a rep add up to the planned ones, and no week of a rep has more than its capacity.
    """
    earlier = earlier or {}
    every, no_turn = (_described(table, policies) for table in counted(customers, policies, period, earlier))
    every = _by_importance(every)
    named = {rep.name: rep for rep in capacity.reps}
    names = sorted({*every["rep"], *named}, key=lambda name: (name.casefold(), name))
    theirs = {name: rep_weeks(capacity, named.get(name), period) for name in names or [""]}
    asked = dict(iter(every.groupby("rep", sort=False)))
    placed = {name: _placed(asked.get(name, every.iloc[:0]), weeks) for name, weeks in theirs.items()}
    visits = pd.concat(placed.values(), ignore_index=True)
    weeks = pd.concat([_by_week(name, placed[name], weeks) for name, weeks in theirs.items()], ignore_index=True)
    weeks = weeks[weeks["rep"].isin(names)]
    return Rounds(
        period=period,
        visits=visits.drop(columns="week"),
        weeks=weeks,
        reps=_by_rep({name: placed[name] for name in names}, weeks),
        changed=_changed(customers, policies, shifts(customers, policies, period, earlier), visits),
        no_turn=no_turn.assign(reason=NO_TURN),
    )


def _by_importance(every: pd.DataFrame) -> pd.DataFrame:
    """Return all times with the most important first: by segment, then what is done least often, then everybody's first time.

    Among equals the order turns from time to time, so that where room is short it is not always the same customers who go without.
    """
    turn = ((every["spread"] + every["number"] * TURN) % 1).round(6)
    keys = ["position", "times", "number", "turn", "customer_id", "slot", "part"]
    return every.assign(turn=turn).sort_values(keys, kind="stable", ignore_index=True).drop(columns="turn")


def _described(table: pd.DataFrame, policies: tuple[SegmentPolicy, ...]) -> pd.DataFrame:
    """Return the table with who does it, and what the playbook says of the activity."""
    facts = pd.DataFrame(
        [
            (i, k, activity.role, activity.name, activity.channel, activity.kpi, activity.contact, activity.message)
            for i, policy in enumerate(policies)
            for k, activity in enumerate(policy.activities, start=1)
        ],
        columns=["position", "slot", "role", "activity", "channel", "kpi", "contact", "message"],
    )
    told = table.merge(facts, on=["position", "slot"], how="left", validate="many_to_one")
    owned = told["owner"] != ""
    return told.assign(owned=owned, rep=told["owner"].where(owned, told["role"]))


def _placed(own: pd.DataFrame, weeks: RepWeeks) -> pd.DataFrame:
    """Return a rep's times with their days, weeks and reasons, by day; those that are not placed come last."""
    zero = np.datetime64(weeks.monday, "D")
    series = own.groupby(["customer", "slot", "part"], sort=False).ngroup()
    days = {name: (own[name].to_numpy().astype("datetime64[D]") - zero).astype(int).tolist() for name in ("ideal", "first", "last")}
    rank = own.groupby(["position", "times"], sort=False).ngroup()
    columns = (rank, series, own["number"], days["ideal"], days["first"], days["last"], own["minutes"], own["spacing"])
    cells = zip(*(list(column) for column in columns), strict=True)
    found, reasons = place([Visit(*of_one) for of_one in cells], weeks)
    at = np.array(found, dtype="int64")
    day = np.where(at < 0, np.datetime64("NaT"), zero + at.astype("timedelta64[D]")).astype("datetime64[s]")
    told = own.assign(day=day, week=np.where(at < 0, -1, at // 7), reason=np.array(reasons, dtype=object))
    return told.sort_values(["day", "position", "customer_id", "slot", "part", "number"], kind="stable", na_position="last")


def _by_week(name: str, own: pd.DataFrame, weeks: RepWeeks) -> pd.DataFrame:
    """Return a rep's weeks with what is placed in them."""
    count = len(weeks.days)
    on = own[own["week"] >= 0]
    return pd.DataFrame({
        "rep": name,
        "monday": pd.to_datetime(weeks.mondays()).astype("datetime64[s]"),
        "days": [len(days) for days in weeks.days],
        "capacity": np.full(count, np.nan) if weeks.minutes is None else np.array(weeks.minutes, dtype=float),
        "placed": np.bincount(on["week"], weights=on["minutes"], minlength=count).astype("int64"),
    })  # fmt: skip


def _by_rep(placed: Mapping[str, pd.DataFrame], weeks: pd.DataFrame) -> pd.DataFrame:
    """Return each rep's sums, and the fullest week: by its load where that is known, else by its minutes."""
    rows = []
    by_name = dict(iter(weeks.groupby("rep", sort=False)))
    for name, own in placed.items():
        theirs = by_name[name]
        on = own["reason"] == PLACED
        load = (theirs["placed"] / theirs["capacity"]).where(theirs["capacity"] > 0)
        known = theirs["capacity"].notna().all()
        busy = (load.fillna(0.0) if known else theirs["placed"]).to_numpy()
        fullest = int(np.argmax(busy)) if busy.max(initial=0) > 0 else None
        rows.append({
            "rep": name,
            "owned": bool(own["owned"].any()) if len(own) else True,
            "planned": int(own["minutes"].sum()),
            "placed": int(own.loc[on, "minutes"].sum()),
            "left": int(own.loc[~on, "minutes"].sum()),
            "visits": len(own),
            "unplaced": int((~on).sum()),
            "capacity": theirs["capacity"].sum() if known else float("nan"),
            "fullest": pd.NaT if fullest is None else theirs["monday"].iloc[fullest],
            "load": float("nan") if fullest is None or not known else float(load.iloc[fullest]),
        })  # fmt: skip
    columns = ["rep", "owned", "planned", "placed", "left", "visits", "unplaced", "capacity", "fullest", "load"]
    return pd.DataFrame(rows, columns=columns)


def _changed(customers: pd.DataFrame, policies: tuple[SegmentPolicy, ...], shifted: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """Return who changed the segment within the plan, with the number of contacts before and from that day."""
    moved = shifted[shifted["moved"]]
    names = [policy.segment for policy in policies]
    contacts = visits[visits["contact"].astype(bool)]
    counts = {
        part: contacts.loc[contacts["part"] == part, "customer"].value_counts().reindex(moved.index, fill_value=0).to_numpy()
        for part in (BEFORE, AFTER)
    }
    return pd.DataFrame({
        "customer": moved.index.to_numpy(),
        "customer_id": customers["customer_id"].astype(str).to_numpy(dtype=object)[moved.index],
        "before": [names[position] for position in moved["then"]],
        "now": [names[position] for position in moved["now"]],
        "contacts_before": counts[BEFORE],
        "contacts_now": counts[AFTER],
    })  # fmt: skip
