"""The Deep Dive on one page: customers rated by the factor tree, their true contribution, and the lists that follow from both."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from segkit.engagement import Engagement
from segkit.intake import Intake
from segkit.intake.corrections import Corrections
from segkit.rating.contribution import (
    Proposed,
    Thieves,
    TrueContribution,
    Whale,
    break_even,
    cost_levers,
    propose,
    released,
    short_of_target,
    spared,
    thieves,
    true_contribution,
    whale,
)
from segkit.rating.factors import (
    Acceptability,
    Decision,
    Membership,
    RaterReport,
    Scores,
    Tree,
    WaysUp,
    acceptability,
    combined,
    grow,
    levers,
    membership,
    missing_first,
    points_of,
    score,
    ways_up,
    with_decided,
)
from segkit.rating.figures import figures
from segkit.segments import GrowthLists, growth, growth_lists
from segkit.strategy import StrategyPlan

WEIGHTINGS, SEED = 10_000, 1
"""How many other weightings are tried, and from which seed: the same study gives the same shares."""

NOTHING_DECIDED = Corrections()

SHOWN = ("customer_id", "name", "owner", "grade", "revenue", "potential", "utilisation", "headroom", "strategic")


@dataclass(frozen=True)
class DeepDive:
    """What the Deep Dive says of the customers. The frames are never written to; `customers`, `figures`, `scores`, `ways`, `firmness` and
    `stays` have one row per customer in the order of the study's customers.

    `customers` holds customer_id, name, owner, grade (ABCD), revenue, potential, utilisation, headroom, strategic; score, covered,
    rating_class, not_rated_because; kept_weights, kept_error, firm, other (see Acceptability); db1, db2, db3, true_contribution, true_share,
    hours, per_hour; policy_hours and released (hours set free by the segment's policy); growth (money within the plan), target_revenue,
    target_utilisation; below_target (True, False, None where unknown), short (money missing to the target), proposal and proposal_reason
    (keys of rating.contribution.PROPOSALS and REASONS). `lists` has the same columns, `figures` what measured leaves are read from.
    `missing` are the points that nobody has given yet, `levers` the factors and `cost_levers` the costs that would change most.
    """

    tree: Tree
    raters: RaterReport
    figures: pd.DataFrame
    scores: Scores
    ways: WaysUp
    levers: pd.DataFrame
    missing: pd.DataFrame
    firmness: Acceptability
    contribution: TrueContribution
    whale: Whale
    proposed: Proposed
    thieves: Thieves
    cost_levers: pd.DataFrame
    customers: pd.DataFrame
    lists: GrowthLists
    stays: Membership


def deep_dive(
    engagement: Engagement, intake: Intake, customers: pd.DataFrame, plan: StrategyPlan, corrections: Corrections = NOTHING_DECIDED
) -> DeepDive:
    """Return the Deep Dive of rated customers, as the study has them, with the plan of the Basic package and what was decided afterwards.

    Raises EngagementError where a cost counts what no file gives.
    """
    table = customers.reset_index(drop=True)
    tree = grow(engagement.tree)
    true = true_contribution(table, intake.costs, engagement.contribution, _days(engagement))
    measured = figures(table, true, engagement.period.end if engagement.period else engagement.date)
    raters = with_decided(combined(intake.ratings, tree, table), tree, decided_points(corrections))
    scores = score(points_of(tree, measured, raters.points.reset_index(drop=True)).set_index(table["customer_id"]), tree)
    ways, firmness = ways_up(scores, measured), acceptability(scores.points, tree, WEIGHTINGS, SEED)
    whole = _together(engagement, table, plan, (scores, firmness, true))
    lists = growth_lists(whole, tuple(engagement.output.lists))
    proposed = spared(propose(true, break_even(true), _strategic(table)), set(lists.best["customer_id"]))
    return DeepDive(
        tree=tree,
        raters=raters,
        figures=measured,
        scores=scores,
        ways=ways,
        levers=levers(ways),
        missing=missing_first(scores),
        firmness=firmness,
        contribution=true,
        whale=whale(true),
        proposed=proposed,
        thieves=thieves(true),
        cost_levers=cost_levers(true),
        customers=_as_proposed(whole, proposed),
        lists=replace(lists, best=_as_proposed(lists.best, proposed), worst=_as_proposed(lists.worst, proposed)),
        stays=_stays(engagement, whole, lists, scores),
    )


def decided_points(corrections: Corrections) -> dict[tuple[str, str], Decision]:
    """Return the points that were decided in returned files, by customer and factor."""
    return {
        place: Decision(float(entry.amount), entry.by, entry.date, entry.reason)
        for place, (entry, _) in corrections.points().items()
        if entry.amount is not None
    }


def _days(engagement: Engagement) -> int:
    """Return the length of the period; without one the client's revenue is of a year."""
    period = engagement.period
    return (period.end - period.begin).days + 1 if period else 365


def _strategic(table: pd.DataFrame) -> pd.Series:
    return table.set_index("customer_id")["strategic"].fillna("")


def _together(
    engagement: Engagement, table: pd.DataFrame, plan: StrategyPlan, parts: tuple[Scores, Acceptability, TrueContribution]
) -> pd.DataFrame:
    scores, firmness, true = parts
    ladder = ["db1", "db2", "db3", "true_contribution", "true_share", "hours", "per_hour"]
    span = engagement.tree.highest - engagement.tree.lowest
    rating = pd.Series((scores.score - engagement.tree.lowest) / span)
    gain = growth(table["headroom"], rating, engagement.growth)
    short = pd.Series(short_of_target(true) / 100)
    policy = plan.hours_of(table["grade"])
    target = (table["revenue"] + gain).round(2)
    return pd.concat([
        table[list(SHOWN)],
        scores.frame.reset_index(drop=True),
        firmness.frame.reset_index(drop=True),
        true.frame[ladder],
    ], axis=1).assign(
        policy_hours=policy,
        released=released(true.frame["hours"].to_numpy(dtype=float), policy.to_numpy(dtype=float)),
        growth=gain,
        target_revenue=target,
        target_utilisation=(target / table["potential"]).where(table["potential"] > 0),
        short=short,
        below_target=(short > 0).astype(object).where(short.notna(), None),
    )  # fmt: skip


def _as_proposed(customers: pd.DataFrame, proposed: Proposed) -> pd.DataFrame:
    """Return customers with their proposals and the reasons for them."""
    own = proposed.frame.set_index("customer_id").reindex(customers["customer_id"])
    return customers.assign(proposal=own["proposal"].to_numpy(), proposal_reason=own["reason"].to_numpy())


def _stays(engagement: Engagement, whole: pd.DataFrame, lists: GrowthLists, scores: Scores) -> Membership:
    """Return how firmly customers stand on the lists to build on; those to be changed first are on none, whatever the weights."""
    worth = whole["headroom"].clip(lower=0).where(~whole["customer_id"].isin(lists.worst["customer_id"]))
    rule = engagement.growth
    return membership(
        scores.points, scores.tree, np.asarray(worth, dtype=float), lists.sizes, n=WEIGHTINGS, seed=SEED, power=rule.rating_power
    )
