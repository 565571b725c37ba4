"""What the customers of known true contribution come to together: the rungs of the ladder, and the groups of customers.

Amounts are added as whole øre. Who is unknown is counted and told, never taken for 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from segkit.deep_dive import DeepDive
from segkit.rating.contribution.ladder import LABELS, LADDER, MISSING
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy.money import total
from segkit.study import Study
from segkit.views.labels import segment_label
from segkit.views.ratings.naming import class_label


@dataclass(frozen=True)
class Step:
    """A line of the ladder: `amount` is what is left at a rung, or what is taken off; `before` is what was left above it."""

    label: str
    amount: float
    before: float
    is_rung: bool

    @property
    def after(self) -> float:
        """What is left after the line."""
        return self.amount if self.is_rung else round(self.before - self.amount, 2)


def known(deep: DeepDive) -> pd.DataFrame:
    """Return the ladder of the customers whose true contribution is known."""
    frame = deep.contribution.frame
    return frame[frame["true_contribution"].notna()]


def steps(study: Study, deep: DeepDive) -> tuple[Step, ...]:
    """Return the ladder of all known customers together, from revenue to true contribution, with a line per cost.

    A rung that takes nothing off is left out, apart from contribution I and true contribution.
    """
    words, frame = study.words, known(deep)
    revenue, direct = LABELS["revenue"], LABELS["cost"]
    costs = deep.contribution.element_cost.loc[frame.index]
    left = total(frame["revenue"])
    lines = [Step(words(revenue), left, left, True)]
    for rung, taken in LADDER.items():
        for name in taken:
            own = [element.name for element in deep.contribution.model.elements if element.step == name]
            named = [(words(direct), frame["cost"])] if name == "cost" else [(element, costs[element]) for element in own]
            for label, amounts in named:
                line = Step(label, total(amounts), left, False)
                lines.append(line)
                left = line.after
        if rung in {"db1", "true_contribution"} or not lines[-1].is_rung:
            lines.append(Step(words(LABELS[rung]), left, left, True))
    return tuple(lines)


def unknown_text(study: Study, deep: DeepDive) -> str:
    """Return how many customers are left out and what is missing of them; empty where all are known."""
    words, frame = study.words, deep.contribution.frame
    out = frame[frame["true_contribution"].isna()]
    if out.empty:
        return ""
    counts = {key: sum(key in missing for missing in out["missing"]) for key in MISSING}
    reasons = "; ".join(f"{words(MISSING[key])} ({words.number(n)})" for key, n in counts.items() if n)
    return words.plural("{n} customer is left out: {reasons}.", "{n} customers are left out: {reasons}.", len(out), reasons=reasons)


@dataclass(frozen=True)
class Group:
    """The known customers of a segment or class together; `share` is of a revenue above 0, `hours` is None where no time is reckoned."""

    key: str
    label: str
    customers: int
    revenue: float
    db1: float
    true_contribution: float
    hours: float | None

    @property
    def share(self) -> float:
        return self.true_contribution / self.revenue if self.revenue > 0 else float("nan")


def by_segment(study: Study, deep: DeepDive) -> tuple[Group, ...]:
    """Return the known customers by ABCD segment, the not rated last; segments of nobody are left out."""
    names = [(name, segment_label(study, name)) for name in (*study.grid.letters, NOT_RATED_SEGMENT)]
    return _groups(deep, deep.customers["grade"], names)


def by_class(study: Study, deep: DeepDive) -> tuple[Group, ...]:
    """Return the known customers by class of the rating, the not rated last; classes of nobody are left out."""
    names = [(band.name, class_label(study, band.name)) for band in deep.tree.classes]
    return _groups(deep, deep.customers["rating_class"], [*names, (NOT_RATED_SEGMENT, segment_label(study, None))])


def in_all(study: Study, deep: DeepDive) -> Group:
    """Return all known customers together."""
    return _group(deep, known(deep), "", study.words("Total"))


def has_time(deep: DeepDive) -> bool:
    """Return whether any cost is time, so that hours are known at all."""
    return len(deep.contribution.element_hours.columns) > 0


def _groups(deep: DeepDive, groups: pd.Series, names: Sequence[tuple[str, str]]) -> tuple[Group, ...]:
    frame = known(deep)
    of = groups.loc[frame.index].astype(object).where(groups.loc[frame.index].notna(), NOT_RATED_SEGMENT)
    return tuple(_group(deep, frame[of == key], key, label) for key, label in names if (of == key).any())


def _group(deep: DeepDive, frame: pd.DataFrame, key: str, label: str) -> Group:
    revenue, db1, true = (total(frame[name]) for name in ("revenue", "db1", "true_contribution"))
    return Group(key, label, len(frame), revenue, db1, true, float(frame["hours"].sum()) if has_time(deep) else None)
