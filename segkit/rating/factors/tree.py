"""The factor tree, checked and laid out: every node with its weight in its group and in the whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from segkit.rating.factors.settings import Direction, Factor, FactorTree, Lever, RatingClass


@dataclass(frozen=True)
class Node:
    """One factor of a tree. `place` counts from 1 at every level, such as (1, 2, 3); `weight` is its share of its group, `weight_in_all` the
    product of the shares down to it (fractions). `children` and `parent` are positions in Tree.nodes. A leaf's `column` is None where people rate it.
    """

    name: str
    place: tuple[int, ...]
    weight: float
    weight_in_all: float
    parent: int | None
    children: tuple[int, ...]
    definition: str
    owner: str
    source: str
    direction: Direction
    anchors: Mapping[int, str]
    column: str | None
    points: tuple[tuple[float, float], ...]
    unit: str
    step: float
    lever: Lever | None

    @property
    def level(self) -> int:
        return len(self.place)

    @property
    def is_leaf(self) -> bool:
        return not self.children

    @property
    def is_rated(self) -> bool:
        """Whether people rate it, one by one."""
        return self.is_leaf and self.column is None


@dataclass(frozen=True)
class Tree:
    """A whole tree: nodes from the top down, each before its children; `settings` holds the scale, the rule for missing points and the ranges.

    `classes` are the bands of the rating, the best first.
    """

    nodes: tuple[Node, ...]
    classes: tuple[RatingClass, ...]
    settings: FactorTree

    @cached_property
    def leaves(self) -> tuple[int, ...]:
        """Positions of the leaves, in the order of the tree."""
        return tuple(i for i, node in enumerate(self.nodes) if node.is_leaf)

    @cached_property
    def groups(self) -> tuple[tuple[int | None, tuple[int, ...]], ...]:
        """Each group of siblings with its parent (None above level 1), the deepest groups first."""
        parents: list[int | None] = [i for i, node in enumerate(self.nodes) if node.children]
        tops = tuple(i for i, node in enumerate(self.nodes) if node.parent is None)
        deepest = sorted(((i, self.nodes[i].children) for i in parents if i is not None), key=lambda group: -self.nodes[group[0]].level)
        return (*deepest, (None, tops))

    @property
    def depth(self) -> int:
        """How many levels the tree has."""
        return max(node.level for node in self.nodes)

    @property
    def lowest(self) -> int:
        return self.settings.lowest

    @property
    def highest(self) -> int:
        return self.settings.highest

    def path(self, node: Node) -> tuple[str, ...]:
        """Return the names from level 1 down to a node."""
        above = () if node.parent is None else self.path(self.nodes[node.parent])
        return (*above, node.name)

    def leaf(self, name: str) -> Node | None:
        """Return the leaf of a name, whatever the case of its letters."""
        wanted = name.strip().casefold()
        return next((self.nodes[i] for i in self.leaves if self.nodes[i].name.casefold() == wanted), None)


def walk(factors: list[Factor], above: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Factor]]:
    """Yield every factor with its place, each before those it is split into."""
    for number, factor in enumerate(factors, start=1):
        yield (*above, number), factor
        yield from walk(factor.factors, (*above, number))
