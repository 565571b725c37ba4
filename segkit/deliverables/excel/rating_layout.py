"""Which columns the table of ratings has, and where: known before any sheet is written, so that other sheets can look into it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from segkit.deep_dive import DeepDive
from segkit.deliverables.excel.cells import clean
from segkit.deliverables.excel.live_table import LiveTable, unique_headings
from segkit.rating.factors.tree import Node
from segkit.study import Study
from segkit.words import phrase

LINE, ROW = "line", "row"
"""The columns of the line in which a customer was delivered, and of its row in the table of customers."""
TABLE, HEADING_ROW = "Ratings", 7
BAND_ROW, LEVEL_ROW, SHOWN_ROW, WEIGHT_ROW = range(3, HEADING_ROW)
WEIGHTS = "tree_weights_in_all"
"""The name of the cells above the tree's columns that hold each leaf's weight in all over its points, and nothing elsewhere."""
THOUSANDS, TENS = 1_000, 20
"""From so large a value of its scale on, a measured leaf is shown without decimals, or with one."""


@dataclass(frozen=True)
class RatingColumn:
    """A column: its key, heading, kind (of live_table) and widest width; `node` is the place of the factor it belongs to."""

    key: str
    heading: str
    kind: str
    width: float = 12
    entry: bool = False
    hidden: bool = False
    node: int | None = None


@dataclass(frozen=True)
class RatingLayout:
    """The table of ratings of a study with a Deep Dive."""

    study: Study
    deep: DeepDive

    @cached_property
    def columns(self) -> tuple[RatingColumn, ...]:
        return (*self._own(_FIRST), *self._tree(), *self._own(_LAST))

    @cached_property
    def place(self) -> LiveTable:
        """Where the table lies. Headings of our own keep their text; a factor that is called the same gets a number."""
        by_key = {column.key: column for column in self.columns}
        own = {key: column.heading for key, column in by_key.items() if column.node is None}
        unique = unique_headings(own | {key: headed(column.heading) for key, column in by_key.items() if column.node is not None})
        return LiveTable(TABLE, {key: unique[key] for key in by_key}, HEADING_ROW, len(self.study.customers))

    @property
    def has_owners(self) -> bool:
        return any(isinstance(owner, str) and owner for owner in self.study.customers.get("owner", ()))

    @property
    def bounds(self) -> bool:
        """Whether a class is given only where every answer gives it."""
        return self.deep.tree.settings.missing == "bounds"

    @cached_property
    def ends(self) -> tuple[str, str]:
        """The keys of the first and the last column of the tree."""
        keys = [column.key for column in self.columns if column.node is not None]
        return keys[0], keys[-1]

    @cached_property
    def tree_span(self) -> str:
        """The reference to this row's cells of the whole tree."""
        return self.place.span(*self.ends)

    def looked_up(self, key: str, line: str) -> str:
        """Return the formula of a customer's cell in this table, given the cell of the line in which the customer was delivered."""
        lines = self.place.column(LINE)
        row = f"IF(IFERROR(INDEX({lines},{line})={line},FALSE),{line},MATCH({line},{lines},0))"
        return f'IFERROR(INDEX({self.place.column(key)},{row}),"")'

    def of_node(self, position: int) -> list[RatingColumn]:
        """Return the columns of one factor."""
        return [column for column in self.columns if column.node == position]

    def _own(self, columns: Sequence[tuple[str, str, str, float, bool]]) -> Iterator[RatingColumn]:
        """Yield the columns that are not the tree's, without those that would stand empty."""
        without = {*(() if self.has_owners else ("owner",)), *(() if self.bounds else ("worst", "best"))}
        for key, heading, kind, width, hidden in columns:
            if key not in without:
                yield RatingColumn(key, self.study.words(heading), kind, width, entry=key == "comment", hidden=hidden)

    def _tree(self) -> tuple[RatingColumn, ...]:
        words = self.study.words
        found: list[RatingColumn] = []
        for i, node in enumerate(self.deep.tree.nodes):
            if not node.is_leaf:
                found.append(RatingColumn(points_key(i), node.name, "exact", 14, node=i))
                continue
            points = words("{factor}: points", factor=node.name)
            if node.is_rated:
                found.append(RatingColumn(given_key(node), node.name, "exact", 14, entry=True, node=i))
                found.append(RatingColumn(points_key(i), points, "exact", 14, hidden=node.direction == "benefit", node=i))
            else:
                heading = f"{node.name} ({node.unit})" if node.unit else node.name
                found.append(RatingColumn(value_key(i), heading, value_kind(node), 14, node=i))
                found.append(RatingColumn(points_key(i), points, "exact", 14, node=i))
        return tuple(found)


def rating_layout(study: Study) -> RatingLayout | None:
    """Return the layout of the table of ratings; None where the study has no Deep Dive."""
    return None if study.deep is None else RatingLayout(study, study.deep)


def headed(name: str) -> str:
    """Return a factor's name as a heading that every program's formulas can refer to.

    It stands on one line; @ means a row itself to Excel, and a straight apostrophe at the end is misread by LibreOffice.
    """
    return " ".join(clean(name).split()).replace("@", "(at)").replace("'", "’")


def points_key(position: int) -> str:
    """Return the key of a factor's score, which for a leaf are its points."""
    return f"points:{position}"


def value_key(position: int) -> str:
    """Return the key of a measured leaf's value."""
    return f"value:{position}"


def given_key(leaf: Node) -> str:
    """Return the key of the point that people gave a leaf."""
    return f"given:{leaf.name}"


def value_kind(leaf: Node) -> str:
    """Return how a measured leaf's values are shown: their decimals follow from the size of its scale."""
    largest = max(abs(value) for value, _ in leaf.points)
    return "count" if largest >= THOUSANDS else "hours" if largest > TENS else "exact"


_FIRST: tuple[tuple[str, str, str, float, bool], ...] = (
    ("number", phrase("Customer no."), "identifier", 14, False),
    ("name", phrase("Name"), "client", 34, False),
    ("owner", phrase("Owner"), "client", 20, False),
    ("grade", phrase("Grade"), "grade", 12, False),
    ("class", phrase("Rating class"), "grade", 14, False),
    ("rating", phrase("Rating"), "exact", 10, False),
    ("covered", phrase("Known share of the weight"), "percent", 10, False),
    ("reason", phrase("Why not rated"), "text", 24, False),
    ("next", phrase("Next class"), "grade", 12, False),
    ("up", phrase("Missing to the next class"), "exact", 12, False),
)
_LAST: tuple[tuple[str, str, str, float, bool], ...] = (
    ("way", phrase("Shortest way up (as delivered)"), "client", 40, False),
    ("firm", phrase("How firm the class is (as delivered)"), "text", 22, False),
    ("why", phrase("Why this rating (as delivered)"), "client", 90, False),
    ("delivered", phrase("Class as delivered"), "grade", 14, False),
    ("comment", phrase("Comment"), "client", 34, False),
    ("total", phrase("Rating before rounding"), "exact", 10, True),
    ("worst", phrase("Rating at worst"), "exact", 10, True),
    ("best", phrase("Rating at best"), "exact", 10, True),
    (ROW, phrase("Row"), "count", 8, True),
    ("key", phrase("Key"), "identifier", 12, True),
    (LINE, phrase("Line"), "count", 8, True),
)
