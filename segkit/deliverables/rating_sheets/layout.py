"""How a rating sheet is laid out: its columns in their order with their headings, and the leaves that people rate."""

from dataclasses import dataclass

from segkit.deliverables.excel.cells import clean
from segkit.deliverables.excel.live_table import unique_headings
from segkit.intake.points import entry_of
from segkit.rating.factors.tree import Node, Tree
from segkit.study import Study

HEADING_ROW = 7
BEFORE, AFTER = ("key", "number", "name", "revenue", "grade"), ("count", "comment", "date", "who")


@dataclass(frozen=True)
class RatedLeaf:
    """A leaf that people rate: its column, the factors above it from the top down, and the defined names of its list and of the bare points."""

    key: str
    node: Node
    above: tuple[str, ...]
    list_name: str

    def entries(self, lowest: int, highest: int) -> list[str]:
        """Return what the cell's list shows, the best first."""
        return [self.entry(point) for point in range(highest, lowest - 1, -1)]

    def entry(self, point: int) -> str:
        return entry_of(point, self.node.anchors.get(point, ""))


@dataclass(frozen=True)
class Layout:
    """The columns of a rating sheet by key, with the headings that stand above them; `leaves` in the order of the tree."""

    leaves: tuple[RatedLeaf, ...]
    headings: dict[str, str]
    lowest: int
    highest: int

    def position(self, key: str) -> int:
        return list(self.headings).index(key)


def layout_of(study: Study, tree: Tree) -> Layout:
    """Return the layout of a study's rating sheets; a leaf that is called like another column gets a number behind its name."""
    words = study.words
    rated = [node for node in tree.nodes if node.is_rated]
    leaves = tuple(RatedLeaf(f"leaf_{i}", node, tree.path(node)[:-1], f"points_{i}") for i, node in enumerate(rated, start=1))
    own = {
        "key": words("Key"),
        "number": words("Number"),
        "name": words("Name"),
        "revenue": words("Revenue"),
        "grade": words("Grade"),
        "count": words("Given of {n}", n=len(leaves)),
        "comment": words("Comment"),
        "date": words("Date"),
        "who": words("Rated by"),
    }
    named = {leaf.key: " ".join(clean(leaf.node.name).split()) for leaf in leaves}
    unique = unique_headings(own | named)
    order = [*BEFORE, *named, *AFTER]
    return Layout(leaves, {key: unique[key] for key in order}, tree.lowest, tree.highest)
