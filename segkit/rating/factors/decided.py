"""Points that a person decided after the raters: they are in force, and what the raters gave stands beside them."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from segkit.rating.factors.raters import DecidedPoint, Decision, RaterReport
from segkit.rating.factors.tree import Tree


def with_decided(report: RaterReport, tree: Tree, decisions: Mapping[tuple[str, str], Decision]) -> RaterReport:
    """Return a report in whose `points` what was decided is in force; agreement, spread and progress stay those of the raters.

    `decisions` are by customer and leaf; see `usable` for those that count.
    """
    if not decisions:
        return report
    points = report.points.copy()
    rows, columns = ({str(name): i for i, name in enumerate(names)} for names in (points.index, points.columns))
    given, raters = points.to_numpy(dtype=float), report.raters.to_numpy(dtype=int)
    decided = []
    for (customer, leaf), decision in usable(report, tree, decisions).items():
        at = rows[customer], columns[leaf]
        decided.append(DecidedPoint(customer, leaf, decision, float(given[at]), int(raters[at])))
        points.iat[at] = decision.point
    return replace(report, points=points, decided=tuple(decided))


def usable(report: RaterReport, tree: Tree, decisions: Mapping[tuple[str, str], Decision]) -> dict[tuple[str, str], Decision]:
    """Return the decisions that count, in the order of customers and tree: of customers who are here, leaves that people rate, and points of the scale.

    Names of leaves are compared whatever the case of their letters, and come back as the tree has them.
    """
    called = {(customer, leaf.casefold()): decision for (customer, leaf), decision in decisions.items()}
    known = {customer for customer, _ in decisions}
    customers = [customer for customer in report.points.index if customer in known]
    found = {(customer, leaf): called.get((customer, leaf.casefold())) for customer in customers for leaf in report.points.columns}
    return {
        place: decision
        for place, decision in found.items()
        if decision is not None and np.isfinite(decision.point) and tree.lowest <= decision.point <= tree.highest
    }
