"""What a report is made on, on paper or on the web: both show the same parts of a notebook."""

from typing import Protocol

from segkit.deliverables.report.literals import Galley

DEEPEST_HEADING = 4


class Page(Protocol):
    """What a report is made on: takes its parts one after the other, in the order in which they are read."""

    galley: Galley

    def markdown(self, text: str) -> None:
        """Add a text that a person typed in markdown."""

    def html(self, text: str) -> None:
        """Add HTML that a cell has shown."""

    def console(self, text: str) -> None:
        """Add printed lines."""

    def formula(self, source: str) -> None:
        """Add a formula on a line of its own."""

    def gap(self, sentence: str) -> None:
        """Add a remark in the place where something is missing."""

    def picture(self, content: bytes, alt: str, caption: str, *, size: tuple[float, float] | None = None) -> None:
        """Add a drawing or bitmap with its description and caption, `size` in pixels of the screen."""


def next_level(last: int, wanted: int) -> int:
    """Return the level of a heading: the accessible standard wants level 1 first and no level skipped."""
    return min(wanted, last + 1, DEEPEST_HEADING)
