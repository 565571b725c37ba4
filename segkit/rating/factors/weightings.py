"""Weightings of a tree that lie near the agreed one, drawn evenly, and the scores that customers would have under them."""

import numpy as np

from segkit.rating.factors.summing import node_weights
from segkit.rating.factors.tree import Tree
from segkit.rating.measures import Floats

ROUNDS = 1000
"""Draws of a group's weights before giving up; one round in ten at the least finds most of what is asked for."""


def weightings(tree: Tree, n: int, seed: int) -> Floats:
    """Return n weightings of the tree, n x nodes, each the shares within the nodes' groups (sum 1 in every group).

    Uniform among all weights w(1-r) to w(1+r) that sum to 1, w the agreed share and r settings.weight_range.
    """
    random = np.random.default_rng(seed)
    agreed, reach = node_weights(tree), tree.settings.weight_range
    found = np.ones((len(agreed), n)).T  # one node's weights lie side by side, as they are read
    for _, children in tree.groups:
        places = list(children)
        found[:, places] = _drawn(agreed[places], reach, n, random)
    return found


def _drawn(agreed: Floats, reach: float, n: int, random: np.random.Generator) -> Floats:
    """Return n weightings of one group. The heaviest weight is what the others leave, which rejects the fewest."""
    last = int(agreed.argmax())
    others = np.delete(agreed, last)
    if len(others) == 0 or reach == 0:
        return np.tile(agreed, (n, 1))
    kept: list[Floats] = []
    for _ in range(ROUNDS):
        drawn = random.uniform(others * (1 - reach), others * (1 + reach), (n, len(others)))
        rest = 1 - drawn.sum(axis=1)
        fits = (rest >= agreed[last] * (1 - reach)) & (rest <= agreed[last] * (1 + reach))
        kept.append(np.insert(drawn[fits], last, rest[fits], axis=1))
        if sum(map(len, kept)) >= n:
            return np.concatenate(kept)[:n]
    raise RuntimeError(f"no {n} weightings were found within {reach:.0%} of {agreed}")


def scores_under(points: Floats, tree: Tree, drawn: Floats) -> Floats:
    """Return totals before rounding, customers x weightings; the known factors of a group share its weight under each weighting.

    `drawn` is weightings x nodes, as `weightings` gives them. NaN where nothing is known.
    """
    gaps = np.isnan(points).any(axis=1)
    found = np.empty((len(points), len(drawn)))
    if not gaps.all():
        in_all = drawn.copy(order="K")
        for i, node in enumerate(tree.nodes):
            if node.parent is not None:
                in_all[:, i] *= in_all[:, node.parent]
        found[~gaps] = points[~gaps] @ in_all[:, list(tree.leaves)].T
    if gaps.any():
        found[gaps] = _shared_under(points[gaps], tree, drawn)
    return found


def _shared_under(points: Floats, tree: Tree, drawn: Floats) -> Floats:
    """Return the totals of customers with gaps: node by node, from the leaves up."""
    known = {place: ~np.isnan(points[:, i]) for i, place in enumerate(tree.leaves)}
    flat = {place: np.nan_to_num(points[:, i]) for i, place in enumerate(tree.leaves)}
    scores: dict[int, Floats] = {}
    for parent, children in tree.groups:
        there = np.column_stack([known[child] for child in children])
        leaves = [i for i, child in enumerate(children) if child in flat]
        weights = drawn[:, list(children)].T
        summed = np.column_stack([flat[children[i]] for i in leaves]) @ weights[leaves] if leaves else np.zeros((len(points), len(drawn)))
        for i, child in enumerate(children):
            if child in scores:
                part = scores.pop(child)
                part *= weights[i]
                summed += part
        if not there.all():
            weight = there.astype(float) @ weights
            summed /= np.where(weight > 0, weight, 1.0)
        place = -1 if parent is None else parent
        scores[place], known[place] = summed, np.asarray(there.any(axis=1))
    scores[-1][~known[-1]] = np.nan
    return scores[-1]
