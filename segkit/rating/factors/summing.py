"""Points of many customers summed up a tree, block by block, each level by its weights; known factors share the weight of missing ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from segkit.rating.factors.tree import Tree
from segkit.rating.measures import Floats

Flags = np.ndarray[Any, np.dtype[np.bool_]]

ROWS = 4096
"""Customers rated at a time, so that their points lie in the processor's cache."""


def node_weights(tree: Tree) -> Floats:
    """Return each node's share of its group; a group's shares sum to 1."""
    found = np.array([node.weight for node in tree.nodes])
    for _, children in tree.groups:
        found[list(children)] /= found[list(children)].sum()
    return found


def leaf_weights(tree: Tree) -> Floats:
    """Return each leaf's share of the whole; they sum to 1."""
    return np.asarray(weights_in_all(tree)[list(tree.leaves)])


def weights_in_all(tree: Tree) -> Floats:
    """Return each node's share of the whole; a group's is the sum of those below it."""
    found = node_weights(tree)
    for i, node in enumerate(tree.nodes):
        found[i] *= 1.0 if node.parent is None else found[node.parent]
    return found


@dataclass(frozen=True)
class Summed:
    """A block of customers, nodes x customers with the whole as the last row: scores (0 where unknown), and whether they are known."""

    scores: Floats
    known: Flags
    leaves_known: Floats


def summed_blocks(points: Floats, tree: Tree) -> Iterator[tuple[slice, Summed]]:
    """Yield the customers block by block, summed from the leaves up. The arrays of a block are used again for the next."""
    groups = [(-1 if parent is None else parent, _places(children), node_weights(tree)[list(children)]) for parent, children in tree.groups]
    leaves, size = _places(tree.leaves), min(ROWS, len(points))
    scores, known = np.empty((len(tree.nodes) + 1, size)), np.empty((len(tree.nodes) + 1, size))
    for first in range(0, len(points), ROWS):
        rows = slice(first, min(first + ROWS, len(points)))
        part, there = scores[:, : rows.stop - first], known[:, : rows.stop - first]
        given = points[rows].T
        is_known = ~np.isnan(given)
        there[leaves] = is_known
        part[leaves] = np.where(is_known, given, 0.0)
        for parent, children, weights in groups:
            weight = weights @ there[children]
            there[parent] = weight > 0
            part[parent] = (weights @ part[children]) / np.where(weight > 0, weight, 1.0)
        yield rows, Summed(part, there > 0, there[leaves])


def _places(positions: Sequence[int]) -> slice | list[int]:
    """Return positions as a slice where they follow each other, which numpy reads without a copy."""
    follow = list(positions) == list(range(positions[0], positions[0] + len(positions)))
    return slice(positions[0], positions[0] + len(positions)) if follow else list(positions)


def shared_weights(summed: Summed, tree: Tree) -> Floats:
    """Return what each leaf counts for, leaves x customers: the weight of a group, shared by what is known of it, from the top down."""
    shares, weights = np.zeros(summed.known.shape), node_weights(tree)
    shares[-1] = 1.0
    for parent, children in reversed(tree.groups):
        there = summed.known[list(children)] * weights[list(children), None]
        weight = there.sum(axis=0)
        shares[list(children)] = there * (shares[-1 if parent is None else parent] / np.where(weight > 0, weight, 1.0))
    return np.asarray(shares[list(tree.leaves)])


def filled(points: Floats, tree: Tree, point: float) -> Floats:
    """Return the totals with every missing point set to `point`."""
    found, weights = np.empty(len(points)), leaf_weights(tree)
    for first in range(0, len(points), ROWS):
        part = points[first : first + ROWS]
        found[first : first + ROWS] = np.where(np.isnan(part), point, part) @ weights
    return found
