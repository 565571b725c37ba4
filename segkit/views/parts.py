"""Several views shown one after the other by one cell: a passage, a chart, a table."""

from dataclasses import dataclass

from IPython.display import display

from segkit.views.chart import Chart
from segkit.views.table import Table
from segkit.views.text import Passage

View = Passage | Chart | Table


@dataclass(frozen=True)
class Parts:
    """Views in their order; a cell that ends in them shows each as an output of its own, and the report sets each as what it is."""

    views: tuple[View, ...]

    @classmethod
    def of(cls, *views: View | None) -> "Parts":
        """Return the views that there are."""
        return cls(tuple(view for view in views if view is not None))

    def __add__(self, other: "Parts") -> "Parts":
        return Parts(self.views + other.views)

    def _ipython_display_(self) -> None:
        for view in self.views:
            display(view)  # type: ignore[no-untyped-call]  # IPython has no annotations

    def __repr__(self) -> str:
        return "\n".join(map(repr, self.views))
