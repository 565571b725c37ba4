"""Campaigns: whom each is for, who is left out of it to compare with, what a contact costs, and where two campaigns meet.

The control group is drawn by lot that never changes: of every kind and segment, the accounts with the smallest hash of client, campaign and
account number. Its size is the share of those accounts, a half rounded up, and at most all of them but one.
"""

import datetime as dt
import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

import pandas as pd
from pydantic import field_validator, model_validator

from segkit.parameters import Money, Record, nearest, parameter
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy.activities import Channel, Kpi
from segkit.strategy.money import rounded
from segkit.strategy.reach import SPOKEN, nobody_open, reach
from segkit.words import phrase

GROUPS: dict[str, str] = {"contacted": phrase("Contact"), "control": phrase("Control group: do not contact")}
"""Who is contacted in a campaign, and who is left out of it to compare with."""

FILTERS = {"regions": "region", "industries": "industry", "owners": "owner"}
"""What a campaign can be narrowed by, and the column of the accounts that each looks at."""


class Campaign(Record):
    """One campaign as engagement.yaml gives it."""

    name: str = parameter(label="Campaign", help="A name that people know it by.", min_length=1, max_length=80)
    accounts: Literal["customers", "leads", "both"] = parameter("both", label="Accounts", help="Whom it is for: customers, leads or both.")
    segments: list[str] = parameter(
        label="Segments", help="The grades that it is for, such as [A, B]; not_rated for those without.", min_length=1
    )
    regions: list[str] = parameter([], label="Regions", help="Only accounts of these regions; left empty, all.")
    industries: list[str] = parameter([], label="Industries", help="Only accounts of these industries; left empty, all.")
    owners: list[str] = parameter([], label="Owners", help="Only accounts of these sales reps; left empty, all.")
    activity: str = parameter(label="Activity", help="What is done with each account.", min_length=1, max_length=200)
    channel: Channel = parameter(label="Channel", help="How the accounts are reached.")
    budget: Money | None = parameter(None, label="Budget", unit="currency", help="What the campaign may cost in all.")
    start: dt.date = parameter(label="Start", help="The first day, such as 2026-10-01.")
    end: dt.date = parameter(label="End", help="The last day, such as 2026-12-18.")
    kpi: Kpi = parameter(label="Judged by", help="By what it is judged whether the campaign did what it should.")
    goal: str = parameter("", label="Goal", help="What is to be reached, in a few words, such as 40 meetings.", max_length=200)
    control_share: float = parameter(
        0.1,
        label="Control group",
        unit="fraction",
        help="Share of each segment that is not contacted in this campaign, so that its effect can be told; 0 for none.",
        ge=0,
        le=0.5,
    )

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Campaign":
        if self.end < self.start:
            raise ValueError(f"the campaign '{self.name}' ends on {self.end}, before it starts on {self.start}. Change one of the two.")
        return self

    @field_validator("segments")
    @classmethod
    def _once(cls, segments: list[str]) -> list[str]:
        return list(dict.fromkeys(segments))


def campaigns_misfit(campaigns: Sequence[Campaign], segments: Sequence[str]) -> str:
    """Return what does not fit the engagement, as a sentence; "" where all does. `segments` are all that it has, the not rated included."""
    names = [campaign.name for campaign in campaigns]
    twice = next((name for i, name in enumerate(names) if name in names[:i]), None)
    if twice is not None:
        return f"two campaigns are called '{twice}'. Give each a name of its own: the control group is drawn by it."
    for campaign in campaigns:
        lost = next((segment for segment in campaign.segments if segment not in segments), None)
        if lost is not None:
            like = nearest(lost, segments)
            hint = f"Did you mean '{like}'?" if like else f"There are: {', '.join(segments)}."
            return f"the campaign '{campaign.name}' is for the segment '{lost}', which does not exist. {hint}"
    return ""


@dataclass(frozen=True)
class Target:
    """One campaign with its numbers: who is contacted, who is the control group, who is left out.

    `no_contact` counts accounts where everybody wants no contact; `unknown` those whose region, industry or owner the campaign asks for and
    nobody knows. `cost_per_contact` has two decimals, NaN without a budget or without anybody to contact.
    """

    campaign: Campaign
    contacted: int
    control: int
    no_contact: int
    unknown: int
    cost_per_contact: float


@dataclass(frozen=True)
class Overlap:
    """Two campaigns that run at the same time, from one day to another: how many accounts both contact, and how many are in the control
    group of one and contacted by the other, so that they no longer compare."""

    first: str
    second: str
    begin: dt.date
    end: dt.date
    both: int
    spoiled: int


@dataclass(frozen=True)
class CampaignPlan:
    """The campaigns in their order, their lists, and where they meet.

    `accounts` has one row per campaign and account on its list: campaign, kind, number, key, name, owner, region, segment, group (a key of
    GROUPS); in the order of the campaigns, those contacted first, then by segment as the grades stand, and by number.
    `contacts_known` says whether the client's files hold contacts, without which nobody's wish for no contact is known.
    """

    targets: tuple[Target, ...]
    accounts: pd.DataFrame
    overlaps: tuple[Overlap, ...]
    contacts_known: bool


def campaign_plan(
    customers: pd.DataFrame, leads: pd.DataFrame, contacts: pd.DataFrame, campaigns: Sequence[Campaign], client: str
) -> CampaignPlan:
    """Return the lists of all campaigns, with their control groups drawn for a client."""
    everybody = _everybody(customers, leads)
    made = [_listed(everybody, contacts, campaign, client) for campaign in campaigns]
    listed = [accounts for _, accounts in made]
    whole = pd.concat(listed, ignore_index=True) if listed else everybody.head(0).assign(campaign="", group="")
    pairs = itertools.combinations(zip(campaigns, listed, strict=True), 2)
    met = [overlap for one, other in pairs if (overlap := _overlap(one, other)) is not None]
    return CampaignPlan(tuple(target for target, _ in made), whole, tuple(met), contacts_known=len(contacts) > 0)


def control_size(share: float, accounts: int) -> int:
    """Return how many of so many accounts of one kind and segment are the control group: a half rounded up, at most all but one."""
    drawn = int((Decimal(str(share)) * accounts).quantize(Decimal(1), ROUND_HALF_UP))
    return min(drawn, max(accounts - 1, 0))


def lot(client: str, campaign: str, key: str) -> str:
    """Return the lot by which an account is drawn, the same in every run: the hash of client, campaign and account."""
    return hashlib.sha256("\n".join((client, campaign, key)).encode()).hexdigest()


def _everybody(customers: pd.DataFrame, leads: pd.DataFrame) -> pd.DataFrame:
    frames = []
    for kind, frame in (("customer", customers), ("lead", leads)):
        number = frame[f"{kind}_id"].astype(object)
        own = frame[["name", "owner", "region", "industry", "grade"]].assign(kind=kind, number=number, key=kind + ":" + number)
        frames.append(own.assign(segment=own["grade"].astype(object).where(own["grade"].notna(), NOT_RATED_SEGMENT)))
    return pd.concat(frames, ignore_index=True).drop(columns="grade")


def _listed(everybody: pd.DataFrame, contacts: pd.DataFrame, campaign: Campaign, client: str) -> tuple[Target, pd.DataFrame]:
    kinds = {"customers": ["customer"], "leads": ["lead"], "both": ["customer", "lead"]}[campaign.accounts]
    own = everybody[everybody["kind"].isin(kinds) & everybody["segment"].isin(campaign.segments)]
    open_filters = pd.Series(False, own.index)
    meant = pd.Series(True, own.index)
    for key, column in FILTERS.items():
        wanted: list[Any] = getattr(campaign, key)
        if wanted:
            open_filters |= own[column].fillna("") == ""
            meant &= own[column].isin(wanted)
    chosen = own[meant]
    refused = nobody_open(chosen["number"], reach(contacts, SPOKEN.get(campaign.channel)))
    chosen = chosen[~refused]
    lots = chosen["key"].map(lambda key: lot(client, campaign.name, key))
    chosen = chosen.assign(campaign=campaign.name, place=chosen["segment"].map(campaign.segments.index), group="contacted")
    for _, rows in chosen.groupby(["kind", "segment"]).groups.items():
        drawn = lots[rows].sort_values().index[: control_size(campaign.control_share, len(rows))]
        chosen.loc[drawn, "group"] = "control"
    chosen = chosen.sort_values(["group", "place", "kind", "number"], kind="stable", ignore_index=True)
    contacted = int((chosen["group"] == "contacted").sum())
    cost = rounded(campaign.budget / contacted) if campaign.budget is not None and contacted else float("nan")
    target = Target(campaign, contacted, len(chosen) - contacted, int(refused.sum()), int((open_filters & ~meant).sum()), cost)
    return target, chosen.drop(columns="place")


def _overlap(one: tuple[Campaign, pd.DataFrame], other: tuple[Campaign, pd.DataFrame]) -> Overlap | None:
    """Return where two campaigns meet in time and have an account in common; None where they do not."""
    (first, mine), (second, theirs) = one, other
    begin, end = max(first.start, second.start), min(first.end, second.end)
    groups = mine.set_index("key")["group"].to_frame("mine").join(theirs.set_index("key")["group"].rename("theirs"), how="inner")
    both = int(((groups["mine"] == "contacted") & (groups["theirs"] == "contacted")).sum())
    spoiled = int((groups["mine"] != groups["theirs"]).sum())
    return Overlap(first.name, second.name, begin, end, both, spoiled) if begin <= end and both + spoiled else None
