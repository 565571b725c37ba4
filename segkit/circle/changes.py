"""What has changed between two deliveries, as records."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from segkit.circle.delivered import Account
from segkit.circle.stability import Stability
from segkit.words import phrase

Why = Literal["figures", "rules", "both", "fixed"]

WHY: dict[Why, str] = {
    "figures": phrase("the figures changed"),
    "rules": phrase("the rules changed"),
    "both": phrase("figures and rules changed"),
    "fixed": phrase("the grade was set by hand"),
}
"""Why an account has another grade than before."""


@dataclass(frozen=True)
class Move:
    """An account with another grade than before; None = not rated. `why` is "figures" where the rules of then give today's grade too.

    It is "fixed" where a person has fixed today's grade.
    """

    kind: str
    number: str
    name: str
    grade_before: str | None
    grade_after: str | None
    why: Why
    revenue_before: float | None
    revenue_after: float | None
    potential_before: float | None
    potential_after: float | None


@dataclass(frozen=True)
class AccountChanges:
    """What has become of the customers, or of the leads; each account that changed stands in one of the lists.

    `migration` counts all of them, also those who stayed: one row per grade of then, not_rated and NEW, one column per grade of now,
    not_rated and GONE. The rows add up to the accounts of then, the columns to those of now. `money` holds the same in money: the revenue
    of now, of those who are gone that of then. `stability` is None where there was nobody then, or nobody is there now.
    """

    moved: tuple[Move, ...]
    newly_rated: tuple[Move, ...]
    no_longer_rated: tuple[Move, ...]
    new: tuple[Account, ...]
    gone: tuple[Account, ...]
    migration: pd.DataFrame
    money: pd.DataFrame
    stability: Stability | None


@dataclass(frozen=True)
class NumberChange:
    """A threshold or a number of the playbook; None = there was none, or a threshold was still open."""

    key: str
    label: str
    unit: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class TextChange:
    """A text of the playbook. `field` is the name in PlaybookEntry; a proposal is given by its key in PROPOSALS, activities line by line."""

    segment: str
    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Changes:
    """Everything that changed since the delivery of a date. `preset` is (then, now) where it is another.

    Texts are compared where both deliveries are in one language, and for the segments that both have.
    """

    since: dt.date
    customers: AccountChanges
    leads: AccountChanges
    preset: tuple[str, str] | None
    numbers: tuple[NumberChange, ...]
    texts: tuple[TextChange, ...]
