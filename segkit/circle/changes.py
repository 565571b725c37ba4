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
class ClassMove:
    """A customer in another rating class than before; None = not rated. `why` is "figures" where the tree of then gives today's class too."""

    number: str
    name: str
    class_before: str | None
    class_after: str | None
    why: Why
    score_before: float | None
    score_after: float | None


@dataclass(frozen=True)
class ClassChanges:
    """Who has moved between rating classes, the largest step in the rating first, and how many went from which class to which.

    `migration` is as that of grades, with the classes of then in rows and those of now in columns, the best first.
    """

    moved: tuple[ClassMove, ...]
    migration: pd.DataFrame


@dataclass(frozen=True)
class RuleChange:
    """A rule that is told in words: `about` names the segment (where `segment`), the factor or the grade; "" = it holds for all.

    `item` says which of several, such as an activity. `before` and `after` are as the client's language says them; "" where there was, or
    is, none.
    """

    label: str
    before: str
    after: str
    about: str = ""
    item: str = ""
    segment: bool = False


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

    Texts are compared where both deliveries are in one language, and for the segments that both have. `rules` are those that are told in
    words: the grid, the activities, the factors. `classes` is None where either delivery has no ratings.
    """

    since: dt.date
    customers: AccountChanges
    leads: AccountChanges
    preset: tuple[str, str] | None
    numbers: tuple[NumberChange, ...]
    texts: tuple[TextChange, ...]
    rules: tuple[RuleChange, ...] = ()
    classes: ClassChanges | None = None
