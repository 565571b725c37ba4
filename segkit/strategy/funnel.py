"""The funnel: from all accounts that are known to the few that come first, in four steps; who leaves, leaves once and for one reason.

What is missing is never low: an account whose figure is missing leaves because it is not known yet, and is never ranked last. A condition
holds only where the client's files can say of anybody whether it is met: without costs nobody is held against a contribution, and without
contacts nobody against a consent. What can be won is a customer's headroom, and a lead's whole potential, for a lead buys nothing yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit.errors import EngagementError
from segkit.strategy.funnel_rule import NOT_KNOWN_YET, REASONS, STEPS, FunnelRule
from segkit.strategy.money import total
from segkit.strategy.reach import nobody_open, reach
from segkit.words import phrase

KNOWLEDGE: dict[str, str] = {
    "name": phrase("Name"),
    "revenue": phrase("Revenue"),
    "potential": phrase("Potential"),
    "grade": phrase("Grade"),
    "contribution": phrase("Contribution"),
    "true_contribution": phrase("True contribution"),
    "rating": phrase("Rating"),
    "owner": phrase("Owner"),
    "person": phrase("Contact person"),
    "consent": phrase("Consent to a channel"),
}
"""What the steps want to know of an account."""

COLUMNS = (
    "kind", "number", "key", "name", "owner", "region", "grade", "strategic", "revenue", "potential", "basis", "room", "sure", "size",
    "contribution", "rating", "growth", "step", "reason", "criterion", "value", "place", "of",
)  # fmt: skip


@dataclass(frozen=True)
class Amounts:
    """Accounts with their money: `revenue` is that of the customers (a lead has none), `room` what can be won; both exact, of those known."""

    customers: int
    leads: int
    revenue: float
    revenue_unknown: int
    room: float
    room_unknown: int

    @property
    def accounts(self) -> int:
        return self.customers + self.leads


@dataclass(frozen=True)
class Known:
    """A piece of knowledge (key of KNOWLEDGE), of how many accounts that came it is known, and whether the step asks for it.

    It is not asked where the client's files say it of nobody; `of` counts customers only where a lead cannot have it.
    """

    what: str
    have: int
    of: int
    asked: bool


@dataclass(frozen=True)
class FunnelStep:
    """One step: who came, who left for which reason (in the order of REASONS), and who went on; came = left + went, in every figure."""

    key: str
    size: int
    criterion: str
    came: Amounts
    left: tuple[tuple[str, Amounts], ...]
    went: Amounts
    knowledge: tuple[Known, ...]

    @property
    def takes_all(self) -> bool:
        """Whether everybody who met the conditions goes on, because there are no more of them than the step's size."""
        return all(reason != "beyond" for reason, _ in self.left)


@dataclass(frozen=True)
class Funnel:
    """The four steps, and every account that takes part with the way it went, in the client's order, customers first.

    `accounts` has COLUMNS: `step` is the number of steps passed (0 to 4), `reason` the key of REASONS for which it left (None: chosen);
    `criterion` and `value` are those of the last step that ranked it, `place` its place there among `of` accounts (NaN where it was not
    ranked). `chosen` are the accounts of the last step, first place first.
    """

    rule: FunnelRule
    deep: bool
    steps: tuple[FunnelStep, ...]
    accounts: pd.DataFrame
    chosen: pd.DataFrame

    @property
    def not_known_yet(self) -> pd.DataFrame:
        """The accounts that left because something is not known yet."""
        return self.accounts[self.accounts["reason"].isin(NOT_KNOWN_YET)]


def funnel(customers: pd.DataFrame, leads: pd.DataFrame, contacts: pd.DataFrame, deep: pd.DataFrame | None, rule: FunnelRule) -> Funnel:
    """Return the funnel of rated customers and leads; `deep` are the Deep Dive's customers (true_contribution, score, growth), or None.

    Raises EngagementError where `left_out` names an account that no file has.
    """
    pool = _pool(customers, leads, deep, rule)
    _all_there(rule, {f"customer:{number}" for number in customers["customer_id"]} | {f"lead:{number}" for number in leads["lead_id"]})
    found = reach(contacts)
    conditions = (_known(pool, rule), _rated(pool, rule), _worth(pool, deep=deep is not None), _chosen(pool, found, rule))
    knowledge = (("name", "revenue"), ("potential", "grade"), _of_worth(deep is not None), ("owner", "person", "consent"))
    pool = pool.assign(step=0, reason=None, criterion=None, value=np.nan, place=np.nan, of=np.nan)
    pool["reason"] = pool["reason"].astype(object)
    steps = []
    for number, (key, size, criterion) in enumerate(zip(STEPS, rule.sizes, rule.criteria(deep=deep is not None), strict=True)):
        came = pool.index[(pool["step"] == number) & pool["reason"].isna()]
        pool = _narrowed(pool, came, conditions[number], criterion, size)
        left = pool.loc[came[pool.loc[came, "reason"].notna()]]
        went = pool.loc[came[pool.loc[came, "reason"].isna()]]
        pool.loc[went.index, "step"] = number + 1
        reasons = [reason for reason in REASONS if (left["reason"] == reason).any()]
        steps.append(FunnelStep(
            key, size, criterion, amounts(pool.loc[came]),
            tuple((reason, amounts(left[left["reason"] == reason])) for reason in reasons), amounts(went),
            tuple(_knowledge(what, pool, came, found) for what in knowledge[number]),
        ))  # fmt: skip
    pool["reason"] = pool["reason"].where(pool["reason"].notna(), None)
    chosen = pool[pool["step"] == len(STEPS)].sort_values("place", kind="stable")
    return Funnel(rule, deep is not None, tuple(steps), pool[list(COLUMNS)], chosen[list(COLUMNS)].reset_index(drop=True))


def amounts(accounts: pd.DataFrame) -> Amounts:
    """Return accounts with their money, exact to the øre."""
    customers = accounts["kind"] == "customer"
    revenue = accounts.loc[customers, "revenue"]
    return Amounts(
        customers=int(customers.sum()),
        leads=int((~customers).sum()),
        revenue=total(revenue),
        revenue_unknown=int(revenue.isna().sum()),
        room=total(accounts["room"]),
        room_unknown=int(accounts["room"].isna().sum()),
    )


def _pool(customers: pd.DataFrame, leads: pd.DataFrame, deep: pd.DataFrame | None, rule: FunnelRule) -> pd.DataFrame:
    """Return everybody who takes part, with what the steps look at."""
    kinds = {"customers": ("customer",), "leads": ("lead",), "both": ("customer", "lead")}[rule.accounts]
    frames = []
    for kind, frame in (("customer", customers), ("lead", leads)):
        if kind not in kinds:
            continue
        own = frame[["name", "owner", "region", "grade", "strategic", "revenue", "potential", "contribution"]].reset_index(drop=True)
        number = frame[f"{kind}_id"].astype(object).reset_index(drop=True)
        winnable = frame["headroom"] if kind == "customer" else frame["potential"]
        own = own.assign(kind=kind, number=number, key=kind + ":" + number, basis=frame["potential_basis"].to_numpy(dtype=object))
        frames.append(own.assign(room=winnable.clip(lower=0).to_numpy(dtype=float), rating=np.nan, growth=np.nan))
        if deep is not None and kind == "customer":
            rated = deep.set_index("customer_id").reindex(number)
            given = {"contribution": "true_contribution", "rating": "score", "growth": "growth"}
            frames[-1] = frames[-1].assign(**{name: rated[column].to_numpy(dtype=float) for name, column in given.items()})
    pool = pd.concat(frames, ignore_index=True)
    for money in ("revenue", "potential", "contribution"):
        pool[money] = pool[money].astype(float)
    pool["size"] = pool[["revenue", "potential"]].max(axis=1)
    sure = np.where(pool["basis"] == "estimate", rule.estimate_counts, 1.0) * np.where(pool["kind"] == "lead", rule.lead_counts, 1.0)
    return pool.assign(sure=(pool["room"] * sure).round(2))


def _all_there(rule: FunnelRule, keys: set[str]) -> None:
    lost = [key for key in rule.left_out if key not in keys]
    if lost:
        raise EngagementError([
            f"engagement.yaml: 'left_out' under 'funnel' names {key}, which no file has. Correct the number, or remove the line." for key in lost
        ])  # fmt: skip


Conditions = Sequence[tuple[str, pd.Series]]
"""Reasons to leave a step, in the order in which they count, each with whether it holds for an account."""


def _known(pool: pd.DataFrame, rule: FunnelRule) -> Conditions:
    return (
        ("left_out", pool["key"].isin(list(rule.left_out))),
        ("name_unknown", ~_named(pool) & bool(_named(pool).any())),
        ("figures_unknown", pool["size"].isna()),
    )


def _rated(pool: pd.DataFrame, rule: FunnelRule) -> Conditions:
    return (
        ("potential_unknown", pool["potential"].isna()),
        ("not_rated", pool["grade"].isna()),
        ("grade_not_chosen", ~pool["grade"].isin(rule.grades) & bool(rule.grades)),
        ("no_room", pool["room"] <= rule.least),
    )


def _worth(pool: pd.DataFrame, *, deep: bool) -> Conditions:
    """A lead has bought nothing and has neither a contribution nor a rating; both are asked of customers."""
    asked = (pool["kind"] == "customer") & _is_asked("contribution", pool)
    return (
        ("contribution_unknown", asked & pool["contribution"].isna()),
        ("negative_contribution", asked & (pool["contribution"] < 0) & (pool["strategic"].fillna("") == "")),
        ("rating_unknown", (pool["kind"] == "customer") & pool["rating"].isna() & deep),
    )


def _chosen(pool: pd.DataFrame, found: pd.DataFrame, rule: FunnelRule) -> Conditions:
    people = _people(pool, found)
    asked = len(found) > 0
    return (
        ("owner_unknown", (pool["owner"].fillna("") == "") & _is_asked("owner", pool)),
        ("contact_unknown", (people["people"] == 0) & asked),
        ("no_contact", nobody_open(pool["number"], found)),
        ("consent_unknown", (people["yes"] == 0) & rule.consent_needed),
    )


def _of_worth(deep: bool) -> tuple[str, ...]:
    return ("true_contribution", "rating") if deep else ("contribution",)


def _named(pool: pd.DataFrame) -> pd.Series:
    """Return who has a name; without one an account is called by its number."""
    named: pd.Series = (pool["name"] != pool["number"]) & (pool["name"] != "")
    return named


def _is_asked(what: str, pool: pd.DataFrame) -> bool:
    """Return whether the client's files say it of anybody."""
    return bool((pool[what].notna() & (pool[what] != "")).any())


def _people(pool: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Return how many persons each account has, how many may be contacted, and how many have said yes; 0 where none is known."""
    return found.reindex(pool["number"]).fillna(0).set_index(pool.index)


def _narrowed(pool: pd.DataFrame, came: pd.Index, conditions: Conditions, criterion: str, size: int) -> pd.DataFrame:
    """Return the pool with the reason of everybody who leaves at a step, and the place of everybody whom it ranks."""
    pool = pool.copy()
    reason = pd.Series(None, came, dtype=object)
    missing = ("criterion_unknown", pool[criterion].isna())
    for name, holds in (*conditions, missing):
        reason = reason.mask(reason.isna() & holds[came], name)
    ranked = pool.loc[reason.index[reason.isna()]].sort_values([criterion, "kind", "number"], ascending=[False, True, True], kind="stable")
    pool.loc[ranked.index, "criterion"] = criterion
    pool.loc[ranked.index, "value"] = ranked[criterion]
    pool.loc[ranked.index, "place"] = np.arange(1, len(ranked) + 1, dtype=float)
    pool.loc[ranked.index, "of"] = float(len(ranked))
    reason[ranked.index[size:]] = "beyond"
    pool.loc[came, "reason"] = reason
    return pool


def _knowledge(what: str, pool: pd.DataFrame, came: pd.Index, found: pd.DataFrame) -> Known:
    own = pool.loc[came]
    if what in {"person", "consent"}:
        people = _people(own, found)
        have = people["people" if what == "person" else "yes"] > 0
        return Known(what, int(have.sum()), len(own), asked=len(found) > 0)
    if what == "name":
        return Known(what, int(_named(own).sum()), len(own), asked=bool(_named(pool).any()))
    column = "contribution" if what == "true_contribution" else what
    if what in {"contribution", "true_contribution", "rating"}:
        own = own[own["kind"] == "customer"]
    have = own[column].notna() & (own[column] != "")
    return Known(what, int(have.sum()), len(own), asked=_is_asked(column, pool))
