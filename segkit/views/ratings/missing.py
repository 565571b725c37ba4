"""Which points to ask for first: those that may change a class, by what the customer is worth."""

import pandas as pd

from segkit.deep_dive import DeepDive
from segkit.study import Study
from segkit.views.ratings.naming import class_label
from segkit.views.table import Align, Table
from segkit.words import is_missing
from segkit.words.language import UNKNOWN

SHOWN = 5
FEW = 2
"""Factors that are named even where they are all that people rate."""


def points_to_ask(study: Study) -> str:
    """Return how many points people have not given, and how many of the customers they may move; empty where every point is there."""
    if study.deep is None or study.deep.missing.empty:
        return ""
    words, deep = study.words, study.deep
    missing, worth = len(deep.missing), len(_asked(deep))
    first = words.plural(
        "{n} point has not been given yet, of {customers}.",
        "{n} points have not been given yet, of {customers}.",
        missing,
        customers=words.plural("{n} customer", "{n} customers", int(deep.missing["customer_id"].nunique())),
    )
    if not worth:
        none = words("None of the answers would change a class.")
        return f"{first} {none}"
    second = words.plural(
        "The answers may change the class of {n} customer, or give one.",
        "The answers may change the class of {n} customers, or give one.",
        worth,
    )
    return f"{first} {second}"


def ask_first(study: Study, rows: int = SHOWN) -> Table | None:
    """Return the customers whose missing points are worth most to ask for, with the factors, the heaviest first; None without any."""
    if study.deep is None:
        return None
    words, deep = study.words, study.deep
    asked = _asked(deep)
    if asked.empty:
        return None
    body = tuple(
        (
            row["customer_id"],
            "" if is_missing(row["name"]) else str(row["name"]),
            "" if is_missing(row["owner"]) else str(row["owner"]),
            words.number(row["revenue"]),
            UNKNOWN if is_missing(row["headroom"]) else words.number(row["headroom"]),
            class_label(study, row["rating_class"]),
            _leaves(study, row["leaves"]),
        )
        for row in asked.head(rows).to_dict("records")
    )
    caption = words(
        "Whom to rate first: customers whose class may change, by revenue and headroom together; amounts in {currency}.",
        currency=words.currency,
    )
    if len(asked) > rows:
        caption += " " + words.plural("{n} more follows.", "{n} more follow.", len(asked) - rows)
    headings = (
        words("Customer no."), words("Name"), words("Owner"), words("Revenue"), words("Headroom"), words("Class"), words("Factors to rate"),
    )  # fmt: skip
    aligns: tuple[Align, ...] = ("text", "text", "text", "num", "num", "text", "text")
    return Table(caption, headings, aligns, body, language=words.language)


def _leaves(study: Study, leaves: list[str]) -> str:
    """Return the factors to rate, the heaviest first; where it is every one that people rate, their number."""
    assert study.deep is not None
    rated = sum(node.is_rated for node in study.deep.tree.nodes)
    if len(leaves) == rated > FEW:
        return study.words("all {n} that people rate", n=rated)
    return "; ".join(leaves)


def _asked(deep: DeepDive) -> pd.DataFrame:
    """Return the customers whose missing answers may change the class, the one that buys and could buy most first, with their missing leaves."""
    may = deep.missing[deep.missing["alone"] | deep.missing["together"]]
    if may.empty:
        return deep.customers.iloc[:0].assign(leaves=pd.Series(dtype=object))
    leaves = may.groupby("customer_id", sort=False)["leaf"].agg(list).rename("leaves")
    found = deep.customers.merge(leaves, left_on="customer_id", right_index=True)
    worth = found["revenue"].astype(float).fillna(0) + found["headroom"].astype(float).fillna(0).clip(lower=0)
    ordered = found.assign(worth=worth).sort_values(["worth", "customer_id"], ascending=[False, True], kind="stable")
    return ordered.drop(columns="worth")
