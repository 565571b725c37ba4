"""The factors on paper: each with its definition, source, owner and the meaning of every point, and the weights; what is open is a blank."""

from segkit.engagement import Engagement
from segkit.packs.content import Column, Grid, Value
from segkit.rating.factors.growing import grow
from segkit.rating.factors.tree import Node, Tree
from segkit.views.labels import decimals
from segkit.words import Words

BLANK_FACTORS = 6


def definition_grids(engagement: Engagement) -> tuple[Grid, ...]:
    """Return a table per factor of level 1 with the leaves below it; without a tree, one to fill in."""
    words, tree = engagement.words, grow(engagement.tree)
    points = range(engagement.tree.lowest, engagement.tree.highest + 1)
    columns = (
        Column(words("Factor"), "client", 22),
        Column(words("Definition"), "entry", 34),
        Column(words("Source"), "entry", 18),
        Column(words("Responsible"), "entry", 16),
        *(Column(words("{n} means", n=point), "entry", 22) for point in points),
    )
    if not tree.nodes:
        return (Grid("", columns, (), blank=BLANK_FACTORS),)
    groups = [node for node in tree.nodes if node.level == 1]
    return tuple(
        Grid(node.name, columns, tuple(_line(leaf, points, words) for leaf in _below(tree, node)), blank=0 if node.is_leaf else 1)
        for node in groups
    )


def _below(tree: Tree, group: Node) -> list[Node]:
    return [tree.nodes[leaf] for leaf in tree.leaves if tree.nodes[leaf].place[:1] == group.place]


def _line(leaf: Node, points: range, words: Words) -> tuple[Value, ...]:
    """Return a leaf's cells; a measured one shows the values that its points stand for."""
    measured = {point: _value(leaf, point, words) for point in points} if leaf.column is not None else {}
    anchors = [measured.get(point) or leaf.anchors.get(point) or None for point in points]
    return (leaf.name, leaf.definition or None, leaf.source or None, leaf.owner or None, *anchors)


def _value(leaf: Node, point: int, words: Words) -> str | None:
    found = next((value for value, given in leaf.points if given == point), None)
    return None if found is None else words.number(found, decimals(found, most=2))


def weight_grid(engagement: Engagement) -> Grid:
    """Return every factor in the order of the tree with its weight in its group and in all, and room for what is decided."""
    words, tree = engagement.words, grow(engagement.tree)
    columns = (
        Column(words("Factor"), "client", 40),
        Column(words("Level"), "count", 8),
        Column(words("Share of its group"), "percent", 16),
        Column(words("Share of all"), "percent", 14),
        Column(words("Decided, %"), "entry", 14, filled="number"),
        Column(words("Why"), "entry", 40),
    )
    rows = tuple(
        (f"{'   ' * (node.level - 1)}{node.name}", node.level, node.weight or None, node.weight_in_all or None, None, None)
        for node in tree.nodes
    )
    return Grid("", columns, rows, blank=0 if rows else BLANK_FACTORS)
