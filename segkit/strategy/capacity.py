"""Capacity: the hours that each sales rep's customers ask for under the policy, held against the hours that the rep has."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from pydantic import field_validator, model_validator

from segkit.parameters import Record, parameter
from segkit.strategy.holidays import Country, free_days
from segkit.strategy.money import known_total
from segkit.strategy.plan import StrategyPlan
from segkit.words import phrase

WEEKDAYS = 5

EXACT = 4
"""The decimals to which hours are compared; the digits behind them come from adding up thirds of an hour."""

OVER, FITS, ROOM, UNKNOWN = "over", "fits", "room", "unknown"

VERDICTS: dict[str, str] = {
    OVER: phrase("Too much"),
    FITS: phrase("Fits"),
    ROOM: phrase("Has room"),
    UNKNOWN: phrase("Hours not known"),
}
"""What the hours asked for are against the hours there are."""


class Absence(Record):
    """Days on which a sales rep is away, both counted."""

    begin: dt.date = parameter(alias="from", label=phrase("From"), help=phrase("The first day away, such as 2027-07-05."))
    end: dt.date = parameter(alias="to", label=phrase("To"), help=phrase("The last day away, such as 2027-07-25."))

    @model_validator(mode="after")
    def _in_order(self) -> "Absence":
        if self.end < self.begin:
            raise ValueError(f"a leave ends on {self.end}, before it begins on {self.begin}. Change one of the two.")
        return self


class SalesRep(Record):
    """One sales rep: the hours there are for customers, when the rep is away, and whose customers the rep can take over."""

    name: str = parameter(label=phrase("Name"), help=phrase("The name as it stands at the customers."), min_length=1, max_length=120)
    hours: float | None = parameter(
        None,
        label=phrase("Hours available"),
        unit="hours",
        help=phrase("Hours a year for customers; left out, they follow from weekly hours, weeks and the share for customers."),
        ge=0,
        le=8784,
    )
    weekly_hours: float | None = parameter(
        None,
        label=phrase("Hours per week"),
        unit="hours",
        help=phrase("Working hours in a week; left out, those of the team."),
        ge=0,
        le=100,
    )
    weeks: float | None = parameter(
        None,
        label=phrase("Weeks per year"),
        help=phrase("Working weeks in a year after holidays and leave; left out, those of the team, or counted from the calendar."),
        ge=0,
        le=53,
    )
    selling_share: float | None = parameter(
        None,
        label=phrase("Share for customers"),
        unit="fraction",
        help=phrase("The share of the working hours that is for customers; the rest is for meetings, offers and reports."),
        ge=0,
        le=1,
    )
    regions: list[str] = parameter([], label=phrase("Regions"), help=phrase("The regions whose customers the rep takes; empty, all."))
    industries: list[str] = parameter(
        [], label=phrase("Industries"), help=phrase("The industries whose customers the rep takes; empty, all.")
    )
    leave: list[Absence] = parameter([], label=phrase("Leave"), help=phrase("When the rep is away within the plan."))

    @model_validator(mode="after")
    def _hours_once(self) -> "SalesRep":
        twice = sorted(self.model_fields_set & {"weekly_hours", "weeks", "selling_share"}) if self.hours is not None else []
        if twice:
            raise ValueError(f"'{self.name}' has 'hours', which leave nothing for '{twice[0]}' to say. Remove one of the two.")
        return self


class Capacity(Record):
    """The hours that the plan is held against, and what they cost."""

    sales_hours: float | None = parameter(
        None, label=phrase("Hours available"), unit="hours", help=phrase("Hours a year that the sales force has for customers."), gt=0
    )
    cost_per_hour: float | None = parameter(
        None,
        label=phrase("Cost per hour"),
        unit="currency per hour",
        help=phrase("What an hour of sales time costs, with everything: wages, car, travel and office."),
        gt=0,
    )
    weekly_hours: float | None = parameter(
        None, label=phrase("Hours per week"), unit="hours", help=phrase("Working hours of a sales rep in a week."), ge=0, le=100
    )
    weeks: float | None = parameter(
        None,
        label=phrase("Weeks per year"),
        help=phrase("Working weeks of a sales rep in a year after holidays and leave; left out, they are counted from the calendar."),
        ge=0,
        le=53,
    )
    selling_share: float | None = parameter(
        None,
        label=phrase("Share for customers"),
        unit="fraction",
        help=phrase("The share of the working hours that is for customers; the rest is for meetings, offers and reports."),
        ge=0,
        le=1,
    )
    country: Country | None = parameter(
        None, label=phrase("Country"), help=phrase("Whose public holidays are free: DK, SE, NO, DE, FI or GB; left out, none are.")
    )
    room_below: float = parameter(
        0.8,
        label=phrase("Room below"),
        unit="fraction",
        help=phrase("A rep whose hours are used to less than this share has room for more customers."),
        gt=0,
        lt=1,
    )
    reps: list[SalesRep] = parameter([], label=phrase("Sales reps"), help=phrase("The sales reps and the hours that each of them has."))

    @field_validator("reps")
    @classmethod
    def _each_once(cls, reps: list[SalesRep]) -> list[SalesRep]:
        names = [rep.name for rep in reps]
        again = next((name for i, name in enumerate(names) if name in names[:i]), None)
        if again is not None:
            raise ValueError(f"'reps' names '{again}' twice. Keep one of them.")
        return reps

    @model_validator(mode="after")
    def _total_once(self) -> "Capacity":
        if self.sales_hours is not None and self.reps:
            raise ValueError("the hours come twice: as 'sales_hours' and as those of the 'reps'. Keep one of the two.")
        return self


@dataclass(frozen=True)
class RepCapacity:
    """The hours held against each other.

    `reps` has a row per sales rep (those of engagement.yaml in their order, then the others who own customers, by name, then "" = nobody):
    rep; named (stands in engagement.yaml); weekly_hours, weeks, selling_share and available (hours a year, NaN where not known; weekly_hours
    and its fellows are NaN where 'hours' are given); customers; needed (hours a year); left = available - needed; load = needed / available;
    verdict (a key of VERDICTS; "" for nobody); potential, headroom and contribution of the customers (NaN where nothing is known);
    potential_share and hours_share of the whole (NaN likewise); balance = potential_share - hours_share (of the available hours).
    `by_segment` has the needed hours: rows as in `reps`, a column per segment.
    """

    reps: pd.DataFrame
    by_segment: pd.DataFrame

    @property
    def is_known(self) -> bool:
        """Whether the hours of any rep are known."""
        return bool(self.reps["available"].notna().any())

    @property
    def available(self) -> float | None:
        """The hours of all reps together; None while those of one who has customers are not known."""
        own = self.reps[self.reps["rep"] != ""]
        open_ = own["available"].isna() & (own["customers"] > 0)
        return None if open_.any() or not own["available"].notna().any() else float(own["available"].sum())


def available_hours(capacity: Capacity, start: dt.date) -> float | None:
    """Return the yearly hours that there are for customers: of the team, or of its reps together; None where they are not known."""
    if not capacity.reps:
        return capacity.sales_hours
    hours = [rep_hours(capacity, rep, start) for rep in capacity.reps]
    return None if any(known is None for known in hours) else sum(known for known in hours if known is not None)


def rep_hours(capacity: Capacity, rep: SalesRep, start: dt.date) -> float | None:
    """Return a rep's yearly hours for customers: given, or weekly hours x weeks x the share for customers; None where one is not known."""
    if rep.hours is not None:
        return rep.hours
    weekly, weeks, share = time_of(capacity, rep, start)
    return None if weekly is None or share is None else weekly * weeks * share


def time_of(capacity: Capacity, rep: SalesRep, start: dt.date) -> tuple[float | None, float, float | None]:
    """Return a rep's weekly hours, working weeks in the plan's first year and share for customers; the team's where the rep has none."""
    weekly = capacity.weekly_hours if rep.weekly_hours is None else rep.weekly_hours
    share = capacity.selling_share if rep.selling_share is None else rep.selling_share
    given = capacity.weeks if rep.weeks is None else rep.weeks
    return weekly, working_weeks(capacity.country, rep.leave, start) if given is None else given, share


def working_weeks(country: Country | None, leave: Sequence[Absence], start: dt.date) -> float:
    """Return the weeks of five working days in the year from a day on, less public holidays and leave."""
    days = pd.bdate_range(start, periods=366)
    days = days[days < pd.Timestamp(start) + pd.DateOffset(years=1)]
    free = free_days(country, start, days[-1].date())
    worked = [day for day in days.date if day not in free and not any(away.begin <= day <= away.end for away in leave)]
    return len(worked) / WEEKDAYS


def rep_capacity(customers: pd.DataFrame, plan: StrategyPlan, capacity: Capacity, start: dt.date) -> RepCapacity:
    """Return what rated customers (customer_id, owner, grade, potential, headroom, contribution) ask of each rep, and what each rep has."""
    owner = customers["owner"].fillna("").astype(str)
    named = [rep.name for rep in capacity.reps]
    others = sorted(set(owner) - {*named, ""}, key=str.casefold)
    rows = [*named, *others, *([""] if (owner == "").any() else [])]
    hours = plan.hours_of(customers["grade"])
    by_segment = pd.crosstab(owner, plan.segments_of(customers["grade"]), values=hours, aggfunc="sum")
    by_segment = by_segment.reindex(index=rows, columns=plan.hours.index).fillna(0.0)
    table = pd.DataFrame([_time(capacity, name, start) for name in rows], index=rows)
    grouped = customers.groupby(owner)
    table["customers"] = grouped.size().reindex(rows, fill_value=0)
    table["needed"] = hours.groupby(owner).sum().reindex(rows, fill_value=0.0)
    table["left"] = table["available"] - table["needed"]
    table["load"] = (table["needed"] / table["available"]).where(table["available"] > 0)
    table["verdict"] = [verdict(needed, has, capacity.room_below) for needed, has in zip(table["needed"], table["available"], strict=True)]
    table.loc[table.index == "", "verdict"] = ""
    for column in ("potential", "headroom", "contribution"):
        table[column] = grouped[column].agg(known_total).reindex(rows, fill_value=0.0)
    for share, of in (("potential_share", "potential"), ("hours_share", "available")):
        whole = table[of].sum(min_count=1)
        table[share] = table[of] / whole if whole > 0 else float("nan")
    table["balance"] = table["potential_share"] - table["hours_share"]
    return RepCapacity(table.rename_axis("rep").reset_index(), by_segment)


def verdict(needed: float, available: float, room_below: float) -> str:
    """Return the verdict on the hours asked for against the hours there are (NaN = not known); exactly the hours there are fits."""
    if pd.isna(available):
        return UNKNOWN
    if round(needed - available, EXACT) > 0:
        return OVER
    return ROOM if round(needed - room_below * available, EXACT) < 0 else FITS


def verdict_formula(needed: str, available: str, room_below: str, texts: Mapping[str, str]) -> str:
    """Return the same rule as an Excel formula over cells; `texts` has an Excel expression per key of VERDICTS."""
    fits = f"IF(ROUND({needed}-{room_below}*{available},{EXACT})<0,{texts[ROOM]},{texts[FITS]})"
    return f"IF(ISNUMBER({available}),IF(ROUND({needed}-{available},{EXACT})>0,{texts[OVER]},{fits}),{texts[UNKNOWN]})"


def _time(capacity: Capacity, name: str, start: dt.date) -> dict[str, object]:
    rep = next((rep for rep in capacity.reps if rep.name == name), None)
    nan = float("nan")
    if rep is None:
        return {"named": False, "weekly_hours": nan, "weeks": nan, "selling_share": nan, "available": nan}
    if rep.hours is not None:
        return {"named": True, "weekly_hours": nan, "weeks": nan, "selling_share": nan, "available": rep.hours}
    weekly, weeks, share = time_of(capacity, rep, start)
    hours = rep_hours(capacity, rep, start)
    return {
        "named": True,
        "weekly_hours": nan if weekly is None else weekly,
        "weeks": weeks,
        "selling_share": nan if share is None else share,
        "available": nan if hours is None else hours,
    }
