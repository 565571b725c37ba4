"""What would raise a customer's class: the one factor that reaches the next class, from today's point or value to which."""

import numpy as np

from segkit.deep_dive import DeepDive
from segkit.rating.factors import Node
from segkit.rating.factors.scoring import class_codes
from segkit.rating.factors.ways_up import GAIN_DECIMALS
from segkit.study import Study
from segkit.views.ratings.naming import class_label, class_names, given, number_text, points, value_text
from segkit.views.table import Align, Table
from segkit.words import is_missing
from segkit.words.language import UNKNOWN

SHOWN = 8


def next_class(study: Study, position: int) -> str | None:
    """Return the name of the class above a customer's; None for the best class and where there is no class."""
    assert study.deep is not None
    score = study.deep.scores.score[position]
    if is_missing(score):
        return None
    code = int(class_codes(study.deep.scores.score[position : position + 1], study.deep.tree)[0])
    return class_names(study.deep.tree)[code - 1] if code else None


def way_text(study: Study, position: int) -> str:
    """Return the shortest way to the next class: "Planning: 3 → 4", "Payment: 30 instead of 41 days"; empty where no single factor reaches it."""
    assert study.deep is not None
    ways = study.deep.ways
    name = ways.leaf[position]
    if name is None:
        return ""
    leaf = study.deep.tree.leaf(name)
    assert leaf is not None
    return changed(study, leaf, float(ways.value_from[position]), float(ways.value_to[position]))


def changed(study: Study, leaf: Node, now: float, then: float) -> str:
    """Return a factor with its point or value of today and the one it should have."""
    words = study.words
    if leaf.is_rated:
        return words("{factor}: {now} → {then}", factor=leaf.name, now=given(study, now), then=given(study, then))
    # A value of today is told so finely that it differs from the one that it should have.
    finer = next((more for more in range(4) if number_text(study, leaf, now, finer=more) != number_text(study, leaf, then, finer=more)), 3)
    shown, target = number_text(study, leaf, now, finer=finer), value_text(study, leaf, then)
    return words("{factor}: {then} instead of {now}", factor=leaf.name, then=target, now=shown)


def ways_of_the_best(study: Study, rows: int = SHOWN) -> Table | None:
    """Return for the customers to build on what would take each to the next class; None where there are none."""
    if study.deep is None or study.deep.lists.best.empty:
        return None
    words, deep = study.words, study.deep
    best = deep.lists.best.head(rows)
    at = {number: position for position, number in enumerate(deep.customers["customer_id"])}
    body = tuple(
        (
            words.number(row["rank"]),
            "" if is_missing(row["name"]) else str(row["name"]),
            class_label(study, row["rating_class"]),
            points(study, row["score"], 2),
            *_upwards(study, deep, at[row["customer_id"]]),
        )
        for row in best.to_dict("records")
    )
    caption = words.plural(
        "The customer to build on first, and the one factor that would take it to the next class.",
        "The {n} customers to build on first, and the one factor that would take each to the next class.",
        len(body),
    )
    headings = (
        words("No."),
        words("Name"),
        words("Class"),
        words("Rating"),
        words("Next class"),
        words("Still missing"),
        words("Shortest way"),
    )
    aligns: tuple[Align, ...] = ("num", "text", "text", "num", "text", "num", "text")
    return Table(caption, headings, aligns, body, language=words.language)


def _upwards(study: Study, deep: DeepDive, position: int) -> tuple[str, str, str]:
    """Return next class, missing rating, and the shortest way."""
    name = next_class(study, position)
    if name is None:
        return UNKNOWN, UNKNOWN, study.words("in the best class already")
    way = way_text(study, position) or not_enough(study, position)
    return class_label(study, name), points(study, deep.ways.up[position], 2), way


def not_enough(study: Study, position: int) -> str:
    """Return that no single factor reaches the next class, and which one gives most on the way there."""
    assert study.deep is not None
    words, deep = study.words, study.deep
    gains = np.nan_to_num(deep.ways.gains[position])
    if not (gains > 0).any():
        return words("no single factor is enough")
    most = int(gains.round(GAIN_DECIMALS).argmax())
    leaf = deep.tree.nodes[deep.tree.leaves[most]]
    return words("no single factor is enough; most gives {factor} (+{gain})", factor=leaf.name, gain=points(study, gains[most], 2))


def how_many_ways(study: Study) -> str:
    """Return how many customers one factor takes to the next class, and which factor does so most often; empty where nobody can rise."""
    if study.deep is None:
        return ""
    words, deep = study.words, study.deep
    can_rise = int((~deep.customers["rating_class"].isna() & (deep.customers["rating_class"] != class_names(deep.tree)[0])).sum())
    if not can_rise:
        return ""
    leaves = deep.ways.frame["leaf"].dropna()
    if leaves.empty:
        return words("No customer reaches the next class by one factor alone.")
    counts = leaves.value_counts(sort=False)
    most = max(
        (deep.tree.nodes[i].name for i in deep.tree.leaves if deep.tree.nodes[i].name in counts.index), key=lambda name: counts[name]
    )
    first = words.plural(
        "Of {all} customers below the best class, {n} reaches the next one by a single factor.",
        "Of {all} customers below the best class, {n} reach the next one by a single factor.",
        len(leaves),
        all=can_rise,
    )
    often = words("Most often that is {factor}: {n}.", factor=most, n=int(counts[most]))
    return f"{first} {often}"
