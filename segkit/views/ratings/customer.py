"""One customer in sentences: why it has its rating, what would raise it, and what is proposed."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from segkit.rating.contribution import PROPOSALS
from segkit.rating.contribution.ladder import LABELS
from segkit.rating.contribution.proposals import REASONS as PROPOSAL_REASONS
from segkit.rating.factors.scoring import REASONS, Names
from segkit.rating.factors.settings import LEVERS
from segkit.rating.measures import Floats
from segkit.study import Study
from segkit.views.labels import segment_label
from segkit.views.ratings.naming import class_label, points
from segkit.views.ratings.ways import next_class, not_enough, way_text
from segkit.views.table import Align, Table
from segkit.words import capitalised, is_missing, phrase

FIRMNESS = {
    "firm": phrase("The class is firm."),
    "likely": phrase("The class is likely, but not firm."),
    "border": phrase("The class is on a border."),
}
NAMED = 3
"""Factors named on either side of a rating."""
RUNGS = ("revenue", "db1", "db2", "db3", "true_contribution")


def overview(study: Study, positions: Sequence[int]) -> Table:
    """Return customers, by their rows, with class, revenue, true contribution and what is proposed."""
    words = study.words
    rows = []
    for position in positions:
        row = _row(study, position)
        proposal = PROPOSALS[row["proposal"]]
        rows.append((
            str(row["customer_id"]), "" if is_missing(row["name"]) else str(row["name"]), class_label(study, row["rating_class"]),
            words.number(row["revenue"]), words.number(row["true_contribution"]), words(proposal),
        ))  # fmt: skip
    headings = (
        words("Customer no."), words("Name"), words("Class"), words("Revenue"), words("True contribution"), words("Proposal"),
    )  # fmt: skip
    aligns: tuple[Align, ...] = ("text", "text", "text", "num", "num", "text")
    caption = words("The customers of the following pages. Amounts in {currency}.", currency=words.currency)
    return Table(caption, headings, aligns, tuple(rows))


def headline(study: Study, position: int) -> list[tuple[str, str]]:
    """Return a customer's headline figures: (value, label) pairs."""
    words, row = study.words, _row(study, position)
    return [
        (class_label(study, row["rating_class"]), words("Class by rating {score}", score=points(study, row["score"], 2))),
        (segment_label(study, row["grade"]), words("ABCD grade")),
        (words.money(row["revenue"]), words("Revenue")),
        (words.money(row["true_contribution"]), _share_label(study, row["true_share"])),
        (words.percent(row["utilisation"]), words("of the potential used")),
        (words.number(row["hours"]), _hours_label(study, row["per_hour"])),
    ]


def why(study: Study, position: int) -> str:
    """Return why a customer has its class: the factors that add most, those that cost most, and how firm the class is."""
    assert study.deep is not None
    words, deep, row = study.words, study.deep, _row(study, position)
    if is_missing(row["rating_class"]):
        reason = REASONS[row["not_rated_because"]]
        return words("Not rated: {reason} ({known} of the weight is known).", reason=words(reason), known=words.percent(row["covered"]))
    names = np.array([deep.tree.nodes[i].name for i in deep.tree.leaves], dtype=object)
    weights, added = deep.scores.weights[position], deep.scores.contributions[position]
    lost = weights * deep.tree.highest - added
    said = [
        words(
            "{name}: rating {score} of {highest}.", name=class_label(study, row["rating_class"]), score=points(study, row["score"], 2),
            highest=deep.tree.highest,
        ),
        words("Most of it comes from {factors}.", factors=_largest(study, names, added)),
    ]  # fmt: skip
    if (lost > LEAST_LOST).any():
        said.append(words("Most is lost on {factors}.", factors=_largest(study, names, lost)))
    return " ".join([*said, _firm(study, row)])


LEAST_LOST = 0.005
"""What of a rating is lost on a factor before it is spoken of: what shows with two decimals."""


def what_now(study: Study, position: int) -> list[tuple[str, str]]:
    """Return what would raise the rating, what is proposed, and what there is to win, as label and text."""
    words, row = study.words, _row(study, position)
    said = [(words("Next class"), _next(study, position)), (words("Strongest efforts"), _levers(study, row["customer_id"]))]
    proposal, reason = PROPOSALS[row["proposal"]], PROPOSAL_REASONS[row["proposal_reason"]]
    said.append((words("Proposal"), words("{proposal}: {reason}.", proposal=words(proposal), reason=words(reason))))
    if not is_missing(row["growth"]) and row["growth"] > 0:
        said.append((
            words("Growth"),
            words("{growth} within the plan, to a revenue of {target}.", growth=words.money(row["growth"]), target=words.money(row["target_revenue"])),
        ))  # fmt: skip
    return [(label, text) for label, text in said if text]


def ladder(study: Study, position: int) -> Table:
    """Return a customer's way from revenue to true contribution in one line."""
    words, row = study.words, _row(study, position)
    cells = tuple(words.number(row[name]) for name in RUNGS)
    headings = tuple(words(LABELS[name]) for name in RUNGS)
    figures: list[Align] = ["num"] * len(RUNGS)
    return Table(words("From revenue to true contribution, in {currency}.", currency=words.currency), headings, tuple(figures), (cells,))


def _share_label(study: Study, share: float) -> str:
    words = study.words
    return words("True contribution") if is_missing(share) else words("True contribution, {share} of revenue", share=words.percent(share))


def _hours_label(study: Study, per_hour: float) -> str:
    words = study.words
    return words("Hours") if is_missing(per_hour) else words("Hours; each brings {amount}", amount=words.money(per_hour))


def _row(study: Study, position: int) -> pd.Series:
    assert study.deep is not None
    return study.deep.customers.iloc[position]


def _largest(study: Study, names: Names, values: Floats) -> str:
    words = study.words
    order = [place for place in np.argsort(-np.nan_to_num(values), kind="stable")[:NAMED] if values[place] > LEAST_LOST]
    return words.join([words("{value} ({share})", value=names[place], share=points(study, values[place], 2)) for place in order])


def _firm(study: Study, row: pd.Series) -> str:
    words = study.words
    if row["firm"] == "border" and not is_missing(row["other"]):
        return words(
            "The class is not firm: under slightly other weights or points it would often be {other}.",
            other=class_label(study, row["other"]),
        )
    told = FIRMNESS[row["firm"]]
    return words(told)


def _next(study: Study, position: int) -> str:
    """Return the shortest way to the next class; empty for who has no class."""
    assert study.deep is not None
    words = study.words
    if is_missing(study.deep.scores.score[position]):
        return ""
    name = next_class(study, position)
    if name is None:
        return words("It is in the best class already.")
    way = way_text(study, position)
    missing = points(study, study.deep.ways.up[position], 2)
    if not way:
        way = not_enough(study, position)
    return words("{name} takes {missing} more. {way}.", name=class_label(study, name), missing=missing, way=capitalised(way))


def _levers(study: Study, customer_id: str) -> str:
    """Return a customer's strongest lever of the rating, and of the costs."""
    assert study.deep is not None
    words, gains, saved = study.words, study.deep.levers, study.deep.cost_levers
    said = []
    for row in gains[(gains["customer_id"] == customer_id) & gains["best"].astype(bool)].to_dict("records"):
        effort, gain = LEVERS[row["lever"]], points(study, row["gain"], 2)
        said.append(words("{effort}, {factor}: +{gain}.", effort=words(effort), factor=row["leaf"], gain=gain))
    for row in saved[saved["customer_id"] == customer_id].to_dict("records"):
        effort, cost = LEVERS[row["lever"]], row["kind"] or row["element"]
        said.append(
            words(
                "{effort}, {cost}: one step saves {amount}.",
                effort=words(effort),
                cost=cost,
                amount=words.money(row["saved"]),
            )
        )
    return " ".join(said)
