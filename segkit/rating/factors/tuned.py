"""The numbers of a factor tree that may be tuned: weights, the values and points of measured leaves, the classes, and what must be known."""

from collections.abc import Iterator

from segkit.parameters import ParameterValue, declared
from segkit.rating.factors.settings import FactorTree
from segkit.rating.factors.tree import Node, Tree
from segkit.words import phrase

LOWEST, HIGHEST, LEAST_COVERED = "tree_lowest", "tree_highest", "tree_least_covered"
"""Defined names of the scale's ends and of the share that must be known."""

WEIGHT = phrase("Weight in %")
WEIGHT_HELP = phrase("Share of its group in per cent; the weights of a group add up to 100.")
VALUE, VALUE_HELP = (
    phrase("Value"),
    phrase("A value that has exactly the points beside it; between two values points lie on a straight line."),
)
POINTS, POINTS_HELP = (
    phrase("Points"),
    phrase("The points of the value beside it; beyond the first and the last value points stay as they are."),
)
LEAST, LEAST_HELP = phrase("Least rating"), phrase("The lowest rating of the class; exactly this rating belongs to it.")

_DECIMALS = 9


def cell_name(node: Node, what: str) -> str:
    """Return the defined name of a node's cell, such as tree_1_2_weight: by its place, for names of factors are the client's."""
    return f"tree_{'_'.join(map(str, node.place))}_{what}"


def pair_names(node: Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the defined names of a measured leaf's values and of their points."""
    numbers = range(1, len(node.points) + 1)
    return tuple(cell_name(node, f"value_{k}") for k in numbers), tuple(cell_name(node, f"points_{k}") for k in numbers)


def class_name(number: int, what: str) -> str:
    """Return the defined name of a class's cell, the best class being number 1."""
    return f"tree_class_{number}_{what}"


def factor_parameters(tree: Tree) -> tuple[ParameterValue, ...]:
    """Return every number of the tree that the client may tune, as one flat list.

    Keys: `tree.weights.<factor>` (per cent), `tree.points.<leaf>.<k>.value` and `.points` (k counts from 1), `tree.classes.<k>.least` (all but
    the last class, which begins at the lowest point) and `tree.least_covered` (only where known factors share the weight of missing ones).
    """
    return tuple(_parameters(tree))


def _parameters(tree: Tree) -> Iterator[ParameterValue]:
    for node in tree.nodes:
        yield ParameterValue(
            f"tree.weights.{node.name}", WEIGHT, "%", WEIGHT_HELP, per_cent(node.weight), cell_name(node, "weight"), about=node.name
        )
    for leaf in (tree.nodes[i] for i in tree.leaves):
        for k, (pair, names) in enumerate(zip(leaf.points, zip(*pair_names(leaf), strict=True), strict=True), start=1):
            key = f"tree.points.{leaf.name}.{k}"
            yield ParameterValue(f"{key}.value", VALUE, leaf.unit, VALUE_HELP, pair[0], names[0], about=leaf.name)
            yield ParameterValue(f"{key}.points", POINTS, "", POINTS_HELP, pair[1], names[1], about=leaf.name)
    for k, band in enumerate(tree.classes[:-1], start=1):
        yield ParameterValue(f"tree.classes.{k}.least", LEAST, "", LEAST_HELP, band.least, class_name(k, "least"), about=band.name)
    if tree.settings.missing == "renormalise":
        yield declared(FactorTree, "least_covered", "tree.least_covered", tree.settings.least_covered, LEAST_COVERED)


def per_cent(weight: float) -> float:
    """Return a fraction as the per cent that a person wrote, without what the float adds; a weight from comparisons in pairs as it is."""
    found, short = 100 * weight, round(100 * weight, _DECIMALS)
    return short if abs(found - short) < 1e-12 else found
